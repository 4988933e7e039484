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

    def keep(self, claim: str, text: str) -> None:
        """Keep what is typed for a claim.

        Raises:
            OSError: It cannot be kept; what is typed stays in its field.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        unfinished = self._folder / f"{claim}.new"
        with unfinished.open("w", encoding="utf-8", errors="surrogatepass") as file:
            json.dump(text, file)
        os.replace(unfinished, self._folder / f"{claim}.json")

    def of(self, claim: str) -> str | None:
        """Return what was typed for a claim and never written, or None."""
        with suppress(OSError, ValueError):
            found = json.loads((self._folder / f"{claim}.json").read_text(encoding="utf-8"))
            return found if isinstance(found, str) else None
        return None

    def drop(self, claim: str) -> None:
        """Forget the draft of a claim: it is written, or not wanted."""
        with suppress(OSError):
            (self._folder / f"{claim}.json").unlink()

    def claims(self) -> list[str]:
        """Return the claims that have a draft."""
        with suppress(OSError):
            return sorted(path.stem for path in self._folder.glob("*.json"))
        return []
