"""Rows: columns side by side, with rules, cut in all columns at once; and rows as a table."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from PySide6.QtGui import QPainter

from credreview.ui.paper.blocks import Block, Column, PaintContext, down, hand_down, line


class Row(Block):
    """Columns side by side; it stays whole unless it is taller than 60 % of a page.

    Args:
        cells: A block a column, or None.
        widths: In units; a 0 takes what is left (several share it). Where none is 0, all
            grow or shrink in proportion until they fill the width.
        gutter: Space between columns.
        above, below: Weights of rules across; 0 for none.
        pad_above, pad_below: Space between a rule and the cells.
        between: Weight of a rule down the middle of each gutter; 0 for none.
        on_base: First baselines stand on one line, the lowest of them.
        again: By column, what comes first in it where the row goes on: a number, "cont.".
        alone: Where but one column goes on after a cut, it is laid out anew in this width
            (units), from the edge of the first that has nothing in `again`; 0 keeps both.
    """

    whole = True

    def __init__(
        self,
        cells: Sequence[Block | None],
        widths: Sequence[float],
        gutter: float,
        *,
        above: float = 0,
        below: float = 0,
        pad_above: float = 0,
        pad_below: float = 0,
        between: float = 0,
        on_base: bool = False,
        again: Sequence[Block | None] = (),
        alone: float = 0,
    ) -> None:
        self.cells = tuple(cells)
        self.above, self.below = above, below
        self.pad_above, self.pad_below = pad_above, pad_below
        self.between = between
        self.on_base = on_base
        self.again = tuple(again)
        self.alone = alone
        self._asked = tuple(widths)
        self._gutter = gutter
        self._width = -1.0
        self._height = 0.0
        self._columns: list[tuple[float, float]] = []
        self._drops: list[float] = []

    def measure(self, width: float) -> float:
        """Measure all cells; return the height of the tallest, with rules and space."""
        if width == self._width:
            return self._height
        self._width = width
        self._columns = columns(self._asked, self._gutter, width)
        heights = [
            cell.measure(w) if cell else 0
            for cell, (_, w) in zip(self.cells, self._columns, strict=True)
        ]
        self._drops = [0.0] * len(self.cells)
        if self.on_base:
            bases = [cell.first_base() if cell else 0 for cell in self.cells]
            lowest = max(bases)
            self._drops = [lowest - base if base else 0 for base in bases]
        tallest = max(map(sum, zip(heights, self._drops, strict=True)), default=0)
        self._height = self._over + tallest + self._under
        return self._height

    @property
    def _over(self) -> float:
        return self.above + self.pad_above

    @property
    def _under(self) -> float:
        return self.pad_below + self.below

    def split(self, height: float) -> tuple[Block, Block] | None:
        """Cut each column that is too long; None where one of them cannot be cut there."""
        room = height - self._over - self._under
        firsts: list[Block | None] = []
        rests: list[Block | None] = []
        for cell, (_, width), drop in zip(self.cells, self._columns, self._drops, strict=True):
            if cell is None or drop + cell.measure(width) <= room:
                firsts.append(cell)
                rests.append(None)
                continue
            parts = cell.split(room - drop)
            if parts is None:
                return None
            firsts.append(parts[0])
            rests.append(parts[1])
        if not any(rests):
            return None
        first = self._like(firsts, self._asked)
        first.below = 0
        second = self._second(rests)
        for part in (first, second):
            part.measure(self._width)
        hand_down(self, first, second)
        return first, second

    def _second(self, rests: list[Block | None]) -> "Row":
        widths = self._asked
        going_on = [at for at, rest in enumerate(rests) if rest]
        if self.alone and len(going_on) == 1:
            widths = self._go_on_alone(rests, going_on[0])
        for at, head in enumerate(self.again):
            rest = rests[at]
            if head is not None:
                rests[at] = Column([head, rest]) if rest else head
        return self._like(rests, widths)

    def _go_on_alone(self, rests: list[Block | None], at: int) -> tuple[float, ...]:
        """Move a column to where the first one began, with room at the cost of those after it.

        Returns:
            The widths of all columns; together with the gutters they fill the row.
        """
        rest = rests[at]
        assert rest is not None
        begins = (
            place
            for place, cell in enumerate(self.cells)
            if cell is not None and not any(self.again[place : place + 1])
        )
        start = next(begins, at)
        rests[at] = None
        rests[start] = rest.rest_alone()
        widths = [width for _, width in self._columns[:start]]
        edge = self._columns[start][0]
        others = len(self.cells) - start - 1
        room = self._width - edge - self._gutter * others
        own = min(self.alone, room) if others else room
        return (*widths, own, *[(room - own) / max(others, 1)] * others)

    def _like(self, cells: Sequence[Block | None], widths: Sequence[float]) -> "Row":
        return Row(
            cells, widths, self._gutter,
            above=self.above, below=self.below, pad_above=self.pad_above,
            pad_below=self.pad_below, between=self.between, on_base=self.on_base,
            again=self.again, alone=self.alone,
        )  # fmt: skip

    def paint(self, painter: QPainter, x: float, y: float, ctx: PaintContext) -> None:
        """Paint rules and cells; from the right edge on where the page is mirrored."""
        if self.above:
            line(painter, x, y + self.above / 2, self._width, self.above)
        if self.below:
            line(painter, x, y + self._height - self.below / 2, self._width, self.below)
        top = y + self._over
        for at, cell in enumerate(self.cells):
            left, width = self._columns[at]
            if self.between and at:
                middle = self._side(left - self._gutter / 2, 0, ctx)
                down(
                    painter, x + middle, top, self._height - self._over - self._under, self.between
                )
            if cell:
                cell.paint(painter, x + self._side(left, width, ctx), top + self._drops[at], ctx)

    def _side(self, left: float, width: float, ctx: PaintContext) -> float:
        return self._width - left - width if ctx.mirrored else left

    def first_base(self) -> float:
        """Return the first baseline of the first cell that has one."""
        for cell, drop in zip(self.cells, self._drops, strict=True):
            if cell and cell.first_base():
                return self._over + drop + cell.first_base()
        return 0


def columns(widths: Sequence[float], gutter: float, width: float) -> list[tuple[float, float]]:
    """Return the left edge and the width of columns that fill a width; see `Row`."""
    room = width - gutter * (len(widths) - 1)
    shares = sum(not given for given in widths)
    if shares:
        rest = max(room - sum(widths), 0) / shares
        actual = [given or rest for given in widths]
    else:
        factor = room / sum(widths)
        actual = [given * factor for given in widths]
    edges, left = [], 0.0
    for own in actual:
        edges.append((left, own))
        left += own + gutter
    return edges


def kept(
    rows: Iterable[Block], closing: Block | None = None, *, starts: bool = True
) -> Iterator[Block]:
    """Yield the rows of a table so that none stands alone at its beginning or end.

    Args:
        rows: As they come; two are held.
        closing: What stays beneath the last two, such as a rule.
        starts: The first of these is the table's first; the first two stay together, unless
            the first `stands_alone`. The same goes for the last two.
    """
    waiting: list[Block] = []
    for at, row in enumerate(rows):
        row.keep_next = starts and at == 0 and not row.stands_alone
        waiting.append(row)
        if len(waiting) > 2:
            yield waiting.pop(0)
    for row, below in pairwise(waiting):
        row.keep_next = row.keep_next or not below.stands_alone
    if waiting:
        waiting[-1].keep_next = closing is not None
    yield from waiting
    if closing is not None:
        yield closing
