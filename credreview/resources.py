"""Where resources/ and seeds/ lie; the only module that knows."""

import sys
from functools import cache
from pathlib import Path


@cache
def _root() -> Path:
    frozen = getattr(sys, "_MEIPASS", None)
    here = Path(__file__).resolve().parent
    candidates = [Path(frozen)] if frozen else [here / "_data", here.parent]
    for root in candidates:
        if (root / "resources").is_dir():
            return root
    raise FileNotFoundError(f"the folder 'resources' is in none of {candidates}")


def resource(*parts: str) -> Path:
    """Return the path of a file or folder under resources/."""
    return _root().joinpath("resources", *parts)


def seed(*parts: str) -> Path:
    """Return the path of a file or folder under seeds/."""
    return _root().joinpath("seeds", *parts)
