"""What the window remembers on this machine: sizes, recent reviews, where one was in each."""

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from credreview import environment

_RECENT: Final = 12
_REVIEWS: Final = 60


class Settings:
    """A small JSON file; a damaged or strange one counts as none, never as an error.

    Lengths are in units (`theme.u()`), so that they fit another text size too.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or environment.config_folder() / "window.json"
        self._values: dict[str, Any] = {}
        with suppress(OSError, ValueError):
            found = json.loads(self._path.read_text(encoding="utf-8"))
            if isinstance(found, dict):
                self._values = found

    def get(self, name: str, kind: type, default: Any = None) -> Any:  # noqa: ANN401 - JSON
        """Return a value if it is there and of that type; whole numbers are floats too."""
        value = self._values.get(name)
        if kind is float and type(value) is int:
            return float(value)
        return value if isinstance(value, kind) else default

    def set(self, name: str, value: Any) -> None:  # noqa: ANN401 - JSON
        """Remember a value; None forgets it. `save` puts it on disk."""
        if value is None:
            self._values.pop(name, None)
        else:
            self._values[name] = value

    def numbers(self, name: str, count: int) -> list[float] | None:
        """Return a list of that many numbers, or None."""
        found = self.get(name, list)
        if found is None or len(found) != count:
            return None
        good = all(type(one) in (int, float) and -1e6 < one < 1e6 for one in found)
        return [float(one) for one in found] if good else None

    # Reviews

    def recent(self) -> list[Path]:
        """Return the reviews opened lately, the latest first, that are still there."""
        return [path for path in self._recent() if path.is_file()]

    def _recent(self) -> list[Path]:
        return [Path(one) for one in self.get("recent", list, []) if isinstance(one, str)]

    def opened(self, review: Path) -> None:
        """Remember that this review was opened, and that it is the one to open next time."""
        path = review.absolute()
        others = [one for one in self._recent() if one != path]
        self.set("recent", [str(one) for one in [path, *others]][:_RECENT])
        self.set("last", str(path))

    def last(self) -> Path | None:
        """Return the review to open again, or None."""
        found = self.get("last", str)
        return Path(found) if found else None

    def place(self, review: Path) -> dict[str, Any]:
        """Return where one was in a review: what `set_place` was given, or nothing."""
        found = self.get("reviews", dict, {}).get(str(review.absolute()))
        return dict(found) if isinstance(found, dict) else {}

    def set_place(self, review: Path, place: dict[str, Any]) -> None:
        """Remember where one is in a review."""
        reviews = dict(self.get("reviews", dict, {}))
        reviews.pop(str(review.absolute()), None)
        reviews[str(review.absolute())] = place
        self.set("reviews", dict(list(reviews.items())[-_REVIEWS:]))

    def save(self) -> None:
        """Put everything on disk; a disk that is full or read-only is no reason to complain."""
        unfinished = self._path.with_name(self._path.name + ".new")
        with suppress(OSError):
            unfinished.write_text(json.dumps(self._values, indent=1), encoding="utf-8")
            os.replace(unfinished, self._path)
