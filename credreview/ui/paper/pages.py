"""Blocks become pages: what belongs together stays together, and what is too long is cut."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, NamedTuple

from credreview.ui.paper.blocks import Block, Place

#: A block that should stay whole is cut where it is taller than this share of a page.
_WHOLE_UP_TO: Final = 0.6
#: Rounding of fonts must not push a line over.
_SLACK: Final = 0.01


class Placed(NamedTuple):
    """A block on a page: where its top is, in units below the text area's top."""

    block: Block
    y: float


@dataclass
class Page:
    """One page of blocks.

    Attributes:
        start: Where its first block comes from.
        is_clean: Its first block begins here; it is not the rest of one.
        placed: Its blocks with their places, repeated heads among them.
    """

    start: Place
    is_clean: bool
    placed: list[Placed] = field(default_factory=list)


class _Piece(NamedTuple):
    """A block that waits for its page, and whether the page before has its beginning."""

    place: Place
    block: Block
    is_rest: bool = False


@dataclass
class _Foot:
    """How far a page is filled: what comes next depends on no more than this.

    Attributes:
        y: Lower edge of the last block.
        bottom: That of the last one that is more than space; 0 where there is none.
    """

    y: float = 0
    bottom: float = 0
    above: Block | None = None
    head: Block | None = None

    def copy(self) -> "_Foot":
        """Return the same, to be tried out."""
        return _Foot(self.y, self.bottom, self.above, self.head)

    def put(self, block: Block, width: float) -> list[Placed]:
        """Put a block, and its head where that is not there yet, below what is there."""
        placed = []
        if block.head is not None and block.head is not self.head:
            placed.append(self._put(block.head, width))
        self.head = block.head
        placed.append(self._put(block, width))
        return placed

    def _put(self, block: Block, width: float) -> Placed:
        gap = _gap(self.above, block) if self.bottom else 0
        placed = Placed(block, self.y + gap)
        height = block.measure(width)
        self.y += gap + height
        if height:
            self.bottom = self.y
        self.above = block
        return placed


def _gap(above: Block | None, block: Block) -> float:
    return above.after + block.before if above else 0


class _Fit(NamedTuple):
    """How a run of blocks stands on a page; `rest` is what was cut off its last block."""

    placed: list[Placed]
    foot: _Foot
    rest: Block | None


def paginate(stream: Iterable[tuple[Place, Block]], width: float, height: float) -> Iterator[Page]:
    """Yield pages; no more than one page and what has to stay with its last block is held.

    A run is a block and those that it has to stay with (`keep_next`). It moves to a
    new page as a whole if it fits there; if it does not, as much of it as does. A
    page that begins with a whole block depends on nothing that came before it,
    so that `stream` may begin anew at `Page.start`.

    Args:
        stream: The blocks, in order; may be endless.
        width: Of the text area, in units.
        height: Of the text area, in units.
    """
    pages = _Pages(width, height)
    waiting: list[_Piece] = []
    waiting_height = 0.0
    for place, block in stream:
        if block.page_break:
            yield from pages.put_all(waiting)
            yield from pages.end()
            waiting_height = 0
        waiting_height += _gap(waiting[-1].block if waiting else None, block)
        waiting_height += block.measure(width)
        waiting.append(_Piece(place, block))
        if not block.keep_next:
            yield from pages.put_all(waiting)
            waiting_height = 0
        elif waiting_height > height:
            # All of it fits on no page: as much as does is put before it grows further.
            yield from pages.put_best(waiting)
            waiting_height = _height(waiting, width)
    yield from pages.put_all(waiting)
    yield from pages.end()


def _height(run: list[_Piece], width: float) -> float:
    gaps = sum(_gap(one.block, other.block) for one, other in pairwise(run))
    return gaps + sum(piece.block.measure(width) for piece in run)


class _Pages:
    """The page that is being filled, and how runs come onto it."""

    def __init__(self, width: float, height: float) -> None:
        self._width = width
        self._height = height
        self._foot = _Foot()
        self._page: Page | None = None

    def end(self) -> Iterator[Page]:
        """End the page, so that what comes is put on a new one; one with nothing but space goes."""
        if self._page and self._foot.bottom:
            yield self._page
        self._page, self._foot = None, _Foot()

    def put_all(self, run: list[_Piece]) -> Iterator[Page]:
        """Put a whole run, which is empty afterwards; yield the pages that are done."""
        while run:
            yield from self.put_best(run)

    def put_best(self, run: list[_Piece]) -> Iterator[Page]:
        """Put the longest beginning of a run that fits, which is taken off it."""
        for count in range(len(run), 0, -1):
            for foot in (self._foot, _Foot()) if self._foot.bottom else (_Foot(),):
                fit = self._fit(run[:count], foot)
                if fit is not None:
                    if foot is not self._foot:
                        yield from self.end()
                    self._take(run, count, fit)
                    return
        # Not even the first block fits on a page of its own, nor can it be cut there.
        yield from self.end()
        foot = _Foot()
        placed = foot.put(run[0].block, self._width)
        self._take(run, 1, _Fit(placed, foot, None))

    def _fit(self, run: list[_Piece], foot: _Foot) -> _Fit | None:
        """Return how a run stands below what is on a page, its last block cut if need be."""
        foot = foot.copy()
        placed: list[Placed] = []
        for piece in run[:-1]:
            placed += foot.put(piece.block, self._width)
        if foot.bottom > self._height + _SLACK:
            return None
        last = run[-1].block
        trial = foot.copy()
        more = trial.put(last, self._width)
        if trial.bottom <= self._height + _SLACK:
            return _Fit(placed + more, trial, None)
        parts = self._cut(last, self._height - more[-1].y)
        if parts is None:
            return None
        first, rest = parts
        return _Fit(placed + foot.put(first, self._width), foot, rest)

    def _cut(self, block: Block, room: float) -> tuple[Block, Block] | None:
        if block.whole and block.measure(self._width) <= _WHOLE_UP_TO * self._height:
            return None
        return block.split(room) if room > 0 else None

    def _take(self, run: list[_Piece], count: int, fit: _Fit) -> None:
        if self._page is None:
            self._page = Page(run[0].place, not run[0].is_rest)
        self._page.placed += fit.placed
        self._foot = fit.foot
        last = run[count - 1]
        run[:count] = [] if fit.rest is None else [_Piece(last.place, fit.rest, is_rest=True)]
