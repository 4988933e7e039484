"""Many small things of one state of a review, kept in little room until they are wanted."""

import pickle
import zlib
from collections.abc import Mapping, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")
#: Windows that stay unpacked: whoever reads on finds what comes next at hand.
_OPEN = 16


class Packed(Generic[T]):
    """Things by their keys, in packed windows; a tenth of the room that they take as objects.

    They never leave this process, so that what is unpacked is what was put in.
    """

    def __init__(self) -> None:
        self._windows: list[bytes] = []
        self._window_of: dict[str, int] = {}
        self._open: dict[int, dict[str, T]] = {}

    def __len__(self) -> int:
        return len(self._window_of)

    def put(self, things: Mapping[str, T]) -> None:
        """Add things that are often wanted together."""
        number = len(self._windows)
        self._windows.append(zlib.compress(pickle.dumps(dict(things), pickle.HIGHEST_PROTOCOL), 1))
        self._window_of.update(dict.fromkeys(things, number))

    def get(self, keys: Sequence[str]) -> list[T]:
        """Return things in the order asked; raises KeyError for one that was not put in."""
        return [self._opened(self._window_of[key])[key] for key in keys]

    def _opened(self, number: int) -> dict[str, T]:
        found = self._open.pop(number, None)
        if found is None:
            found = pickle.loads(zlib.decompress(self._windows[number]))
            while len(self._open) >= _OPEN:
                del self._open[next(iter(self._open))]
        self._open[number] = found  # last: the one used longest ago goes first
        return found
