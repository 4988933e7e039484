"""A coefficient as a point with its 95 % interval as whiskers, on a scale from -0.5 to 1."""

from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from credreview.analysis.coefficients import Coefficient
from credreview.report.agreement_words import number
from credreview.ui.look import painting, theme
from credreview.ui.paper.charts import whiskers
from credreview.ui.paper.charts.whiskers import LOWEST, TICKS

_TICKS: Final = tuple(value for value, _ in TICKS)


def place(rect: QRectF, value: float) -> float:
    """Return where a value stands in a rectangle; what is lower than the scale, at its end."""
    return whiskers.place(rect.left(), rect.width(), value)


def paint_axis(painter: QPainter, rect: QRectF) -> None:
    """Write the scale's values where they stand."""
    font, ink = theme.font("caption"), theme.tokens().ink2
    for value in _TICKS:
        words = number(value).removesuffix("0").removesuffix(".0")
        width = painting.width_of(words, font)
        room = QRectF(place(rect, value) - width / 2, rect.top(), width, rect.height())
        painting.write(painter, room, words, font, ink)


def paint_interval(painter: QPainter, rect: QRectF, of: Coefficient) -> None:
    """Paint the point and its whiskers; an end beyond the scale is an arrow."""
    tokens, u = theme.tokens(), theme.u()
    middle = rect.center().y()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for value in _TICKS:
        x = round(place(rect, value)) + 0.5
        style = Qt.PenStyle.SolidLine if value == 0 else Qt.PenStyle.DotLine
        painter.setPen(QPen(tokens.edge, 1, style))
        painter.drawLine(QLineF(x, rect.top() + u, x, rect.bottom() - u))
    if of.low is not None and of.high is not None:
        painter.setPen(QPen(tokens.ink, max(1.5, u / 2.5), c=Qt.PenCapStyle.FlatCap))
        painter.drawLine(QLineF(place(rect, of.low), middle, place(rect, of.high), middle))
        for end in (of.low, of.high):
            x = place(rect, end)
            if end >= LOWEST:
                painter.drawLine(QLineF(x, middle - u, x, middle + u))
            else:
                tip = QPointF(x, middle)
                painter.drawLine(QLineF(tip, tip + QPointF(u, -u)))
                painter.drawLine(QLineF(tip, tip + QPointF(u, u)))
    if of.value is not None:
        side = 2.0 * u
        point = QRectF(place(rect, of.value) - side / 2, middle - side / 2, side, side)
        painting.box(painter, point, 1, fill=tokens.ink, border=tokens.base, width=1)
    painter.restore()
