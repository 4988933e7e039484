"""Sequences that are read as they are needed, and reports that hold everything."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Generic, TypeVar, overload

from credreview.report.model import Block, Report, Section
from credreview.report.tables import Table

T = TypeVar("T")
_WINDOW = 64
_KEPT = 4


class Lazy(Sequence[T], Generic[T]):
    """A sequence whose items are fetched in windows, the last few of which are kept.

    Args:
        length: How many items there are.
        fetch: Returns the items on [start, stop), all of them.
    """

    def __init__(
        self, length: int, fetch: Callable[[int, int], Sequence[T]], window: int = _WINDOW
    ) -> None:
        self._length = length
        self._fetch = fetch
        self._window = window
        self._held: dict[int, Sequence[T]] = {}

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...
    def __getitem__(self, at: int | slice) -> T | Sequence[T]:
        if isinstance(at, slice):
            return [self[i] for i in range(*at.indices(self._length))]
        index = at + self._length if at < 0 else at
        if not 0 <= index < self._length:
            raise IndexError(at)
        number, place = divmod(index, self._window)
        if number not in self._held:
            start = number * self._window
            found = self._fetch(start, min(start + self._window, self._length))
            while len(self._held) >= _KEPT:
                del self._held[next(iter(self._held))]
            self._held[number] = found
        return self._held[number][place]


def once(make: Callable[[], T]) -> Sequence[T]:
    """Return a sequence of one item, which is made when it is read."""
    return Lazy(1, lambda _start, _stop: [make()])


class Chained(Sequence[T], Generic[T]):
    """Sequences one after the other, as one."""

    def __init__(self, *parts: Sequence[T]) -> None:
        self._parts = parts

    def __len__(self) -> int:
        return sum(map(len, self._parts))

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...
    def __getitem__(self, at: int | slice) -> T | Sequence[T]:
        if isinstance(at, slice):
            return [self[i] for i in range(*at.indices(len(self)))]
        index = at + len(self) if at < 0 else at
        for part in self._parts:
            if 0 <= index < len(part):
                return part[index]
            index -= len(part)
        raise IndexError(at)


class Later(Sequence[T], Generic[T]):
    """A sequence that is made when it is first read."""

    def __init__(self, make: Callable[[], Sequence[T]]) -> None:
        self._make = make

    @cached_property
    def _made(self) -> Sequence[T]:
        return self._make()

    def __len__(self) -> int:
        return len(self._made)

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...
    def __getitem__(self, at: int | slice) -> T | Sequence[T]:
        return self._made[at]


def held(report: Report) -> Report:
    """Return the same report with all of it in memory, read now."""
    return replace(report, sections=tuple(_section(section) for section in report.sections))


def _section(section: Section) -> Section:
    return replace(section, blocks=tuple(_block(block) for block in section.blocks))


def _block(block: Block) -> Block:
    return replace(block, rows=tuple(block.rows)) if isinstance(block, Table) else block
