"""A row that says at the foot of a page that it goes on, and can be clicked on screen."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from credreview.text import tr
from credreview.ui.paper.blocks import Block, Column, PaintContext, Target, hand_down
from credreview.ui.paper.rows import Row
from credreview.ui.paper.texts import Text
from credreview.ui.paper.units import pt


class Continued(Block):
    """A row; where it is cut, "continues" stands beneath its first part.

    Args:
        row: What its second part begins with is the row's own (`Row.again`).
        target: What its place on the page stands for.
    """

    whole = True

    def __init__(self, row: Row, target: Target) -> None:
        self._row = row
        self._target = target
        self._width = 0.0

    def measure(self, width: float) -> float:
        """Measure the row."""
        self._width = width
        return self._row.measure(width)

    def split(self, height: float) -> tuple[Block, Block] | None:
        """Cut the row so that the word beneath fits too."""
        foot = Text(tr("continues"), "note", align="end").space(before=pt(2))
        parts = self._row.split(height - foot.before - foot.measure(self._width))
        if parts is None:
            return None
        first, rest = parts
        assert isinstance(rest, Row)
        above, below = Column([first, foot]), Continued(rest, self._target)
        for part in (above, below):
            part.measure(self._width)
        hand_down(self, above, below)
        return above, below

    def paint(self, painter: QPainter, x: float, y: float, ctx: PaintContext) -> None:
        """Tell its region and paint the row."""
        ctx.hit(QRectF(x, y, self._width, self._row.measure(self._width)), self._target)
        self._row.paint(painter, x, y, ctx)

    def first_base(self) -> float:
        """Return the row's."""
        return self._row.first_base()
