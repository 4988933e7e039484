"""Running text in two columns, which are about as long; read down the first, then the second."""

from typing import Final

from PySide6.QtGui import QPainter

from credreview.ui.paper.blocks import Block, Column, PaintContext, hand_down
from credreview.ui.paper.rows import Row
from credreview.ui.paper.units import pt

#: Less of it than this does not stand at the foot of a page.
_LEAST: Final = pt(50)
#: How much taller the columns are tried each time, until the second holds what is left.
_STEP: Final = pt(2)
_MOST_TRIES: Final = 60


class TwoColumns(Block):
    """What stands one below the other, in two columns; a page may end anywhere in it.

    Args:
        content: All of it, as if in one column.
        gutter: Space between the columns.
    """

    def __init__(self, content: Column, gutter: float) -> None:
        self._content = content
        self._gutter = gutter
        self._width = -1.0
        self._row = Row([content, None], [0, 0], gutter)

    def measure(self, width: float) -> float:
        """Put about half of it into each column; return the height of the taller one."""
        if width != self._width:
            self._width = width
            self._row = self._halves()
        return self._row.measure(width)

    def _halves(self) -> Row:
        column = (self._width - self._gutter) / 2
        whole = self._content.measure(column)
        height = whole / 2
        for _ in range(_MOST_TRIES):
            parts = self._content.split(height)
            if parts and parts[1].measure(column) <= height:
                return self._pair(*parts)
            height += _STEP
        return self._pair(self._content, None)

    def _pair(self, first: Block, second: Block | None) -> Row:
        return Row([first, second], [0, 0], self._gutter)

    def split(self, height: float) -> tuple[Block, Block] | None:
        """Fill both columns to the foot of a page; what is left begins anew."""
        if height < _LEAST:
            return None
        parts = self._content.split(height)
        if parts is None:
            return None
        first, rest = parts
        second = rest.split(height)
        if second is None:
            return None
        assert isinstance(second[1], Column)
        above, below = self._pair(first, second[0]), TwoColumns(second[1], self._gutter)
        for part in (above, below):
            part.measure(self._width)
        hand_down(self, above, below)
        return above, below

    def paint(self, painter: QPainter, x: float, y: float, ctx: PaintContext) -> None:
        """Paint both columns."""
        self._row.paint(painter, x, y, ctx)

    def first_base(self) -> float:
        """Return that of the first column."""
        return self._row.first_base()
