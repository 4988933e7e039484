"""A chart on paper: a block that is cut between its pieces, its head repeated."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from credreview.report.charts import Chart
from credreview.report.model import ChartRow
from credreview.ui.paper.blocks import Block, PaintContext, Target, hand_down
from credreview.ui.paper.charts.canvas import Canvas
from credreview.ui.paper.charts.ink import Ink, paper_ink
from credreview.ui.paper.charts.ledger import Piece
from credreview.ui.paper.charts.pieces import pieces
from credreview.ui.paper.rows import Row
from credreview.ui.paper.units import mm, pt

#: Rows of a chart that stay with its head, and with its end.
_TOGETHER: Final = 2
#: A chart of more pieces than these is cut like a table, wherever a page ends.
_MOST_WHOLE: Final = 10
_GUTTER: Final = mm(8)


class ChartBlock(Block):
    """A chart; what is one figure is never cut, what has rows is cut between them."""

    whole = True

    def __init__(self, chart: Chart) -> None:
        self._chart = chart
        self._ink: Ink | None = None
        self._width = -1.0
        self._pieces: Sequence[Piece] = ()
        self._is_part = False

    def measure(self, width: float) -> float:
        """Lay out and return the height."""
        if width != self._width and not self._is_part:
            self._ink = paper_ink()
            self._pieces = pieces(self._chart, self._ink, width / self._ink.point)
            self.whole = len(self._pieces) <= _MOST_WHOLE
        self._width = width
        return pt(sum(piece.height for piece in self._pieces))

    def split(self, height: float) -> tuple[Block, Block] | None:
        """Cut between rows, two of them at least on both sides."""
        head = [piece for piece in self._pieces[:1] if piece.is_head]
        rows = list(self._pieces[len(head) :])
        y, fitting = pt(sum(piece.height for piece in head)), 0
        for piece in rows:
            y += pt(piece.height)
            if y > height:
                break
            fitting += 1
        fitting = min(fitting, len(rows) - _TOGETHER)
        if not head or fitting < _TOGETHER:
            return None
        parts = self._part([*head, *rows[:fitting]]), self._part([*head, *rows[fitting:]])
        hand_down(self, *parts)
        return parts

    def _part(self, some: Sequence[Piece]) -> "ChartBlock":
        made = ChartBlock(self._chart)
        made._ink, made._pieces, made._is_part = self._ink, some, True
        made._width = self._width
        return made

    def paint(self, painter: QPainter, x: float, y: float, ctx: PaintContext) -> None:
        """Paint the pieces one below the other."""
        assert self._ink is not None
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

        def hit(rect: QRectF, target: Target, _words: str) -> None:
            ctx.hit(rect, target)

        for piece in self._pieces:
            area = QRectF(x, y, self._width, pt(piece.height))
            piece.draw(Canvas(painter, self._ink, area, mirrored=ctx.mirrored, hit=hit))
            y += area.height()
        painter.restore()


def chart_block(chart: Chart | ChartRow) -> Block:
    """Return a chart, or charts side by side, as a block."""
    if isinstance(chart, ChartRow):
        blocks = [ChartBlock(each) for each in chart.charts]
        return Row(blocks, [0.0] * len(blocks), _GUTTER)
    return ChartBlock(chart)
