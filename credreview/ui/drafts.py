"""Rationales as typed so far, kept until they are written: a crash loses a second at most.

They are not forced to the disk: that may take longer than the pause between two keys.
"""

import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path

from credreview import environment


class Drafts:
    """The drafts of one reviewer in one review: a small file for each claim, in the data folder."""

    def __init__(self, review: Path, reviewer: str) -> None:
        place = hashlib.sha256(f"{review.absolute()}\0{reviewer}".encode(errors="surrogateescape"))
        self._folder = environment.data_folder() / "drafts" / place.hexdigest()[:24]

    def keep(self, claim: str, text: str, base: str | None = None) -> None:
        """Keep what is typed for a claim, and the stored rationale that it was typed over.

        Raises:
            OSError: It cannot be kept; what is typed stays in its field.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        unfinished = self._folder / f"{claim}.new"
        with unfinished.open("w", encoding="utf-8", errors="surrogatepass") as file:
            json.dump({"text": text, "base": base}, file)
        os.replace(unfinished, self._folder / f"{claim}.json")

    def text_of(self, claim: str) -> str | None:
        """Return what was typed for a claim and never written, or None."""
        return self._read(claim)[0]

    def of(self, claim: str, stored: str | None) -> str | None:
        """Return the draft of a claim, or None.

        A draft that was typed over another rationale than the stored one is
        out of date: to show it would be to write over newer words. It is kept
        aside, and shown again if that rationale comes back. One that says what
        is stored is dropped.
        """
        text, base = self._read(claim)
        if text is None:
            return None
        if text.strip() == (stored or "").strip():
            self.drop(claim)
            return None
        return text if (base or None) == (stored or None) else None

    def _read(self, claim: str) -> tuple[str | None, str | None]:
        with suppress(OSError, ValueError):
            found = json.loads((self._folder / f"{claim}.json").read_text(encoding="utf-8"))
            if isinstance(found, dict) and isinstance(found.get("text"), str):
                return found["text"], found.get("base")
        return None, None

    def drop(self, claim: str) -> None:
        """Forget the draft of a claim: it is written, or not wanted."""
        with suppress(OSError):
            (self._folder / f"{claim}.json").unlink()

    def claims(self) -> list[str]:
        """Return the claims that have a draft."""
        with suppress(OSError):
            return sorted(path.stem for path in self._folder.glob("*.json"))
        return []
