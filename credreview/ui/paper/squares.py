"""Grades as squares: four states that differ without colour and without reading.

Judged: a solid border, a bold letter, and beneath it a scale of five with its
step thick. F and 6: a dotted border, a light letter and no scale, as they have
no place in an order. Not judged: an empty, thin square. Not checkable: a stroke.
"""

from functools import cache
from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from credreview.report.words import Grade, GradeKind
from credreview.ui.paper import faces
from credreview.ui.paper.blocks import pen
from credreview.ui.paper.faces import Style
from credreview.ui.paper.units import mm, pt

#: Sides of the square of a card, of one that repeats or refers, and of one beside two lines.
LARGE: Final = mm(8.6)
SMALL: Final = mm(6.6)
TINY: Final = mm(5.2)
#: Between the two squares of a pair, in sides.
_BETWEEN: Final = 0.35
#: The letter's size and the scale's place, thickness and gaps, in sides.
_LETTER: Final = 0.66
_SCALE_TOP: Final = 0.12
_STEPS: Final = 5
_GAP: Final = 0.035

_BORDER: Final = pt(1.1)
_DOTTED: Final = pt(0.8)
_THIN: Final = pt(0.35)
_STEP: Final = pt(0.4)
_OWN_STEP: Final = pt(2.2)


def height(side: float) -> float:
    """Return how high a square with its scale is."""
    return side * (1 + _SCALE_TOP) + _OWN_STEP


def pair_width(side: float) -> float:
    """Return how wide the two squares of a pair are."""
    return side * (2 + _BETWEEN)


def paint_pair(
    painter: QPainter, x: float, y: float, side: float, pair: tuple[Grade, Grade]
) -> None:
    """Paint both squares; a pair is a code, "C2", and stands so in any language."""
    for at, grade in enumerate(pair):
        paint(painter, x + at * side * (1 + _BETWEEN), y, side, grade)


def paint(painter: QPainter, x: float, y: float, side: float, grade: Grade) -> None:
    """Paint a grade's square, its upper left corner at a point."""
    if grade.kind is GradeKind.GRADED:
        _frame(painter, QRectF(x, y, side, side), pen(_BORDER))
        _letter(painter, x, y, side, grade.sign, bold=True)
        if grade.step is not None:
            _scale(painter, x, y + side * (1 + _SCALE_TOP), side, grade.step)
    elif grade.kind is GradeKind.CANNOT:
        _frame(painter, QRectF(x, y, side, side), _dots())
        _letter(painter, x, y, side, grade.sign, bold=False)
    else:
        _frame(painter, QRectF(x, y, side, side), pen(_THIN))
        if grade.kind is GradeKind.NOT_CHECKABLE:
            painter.drawLine(QLineF(x, y + side, x + side, y))


def _frame(painter: QPainter, box: QRectF, border: QPen) -> None:
    inside = border.widthF() / 2
    border.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(border)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box.adjusted(inside, inside, -inside, -inside))


def _dots() -> QPen:
    # In widths of the pen: a dot, and a little more than a dot of white.
    dotted = pen(_DOTTED)
    dotted.setDashPattern([1.0, 1.7])
    return dotted


def _letter(painter: QPainter, x: float, y: float, side: float, sign: str, *, bold: bool) -> None:
    font, capitals = _lettering(side, bold)
    painter.setFont(font)
    painter.setPen(Qt.GlobalColor.black)
    wide = QFontMetricsF(font).horizontalAdvance(sign)
    painter.drawText(QPointF(x + (side - wide) / 2, y + (side + capitals) / 2), sign)


def _lettering(side: float, bold: bool) -> tuple[QFont, float]:
    """Return the font of a letter in a square of a side, and how high capitals are in it."""
    font = faces.font(_style(side, bold))
    return font, QFontMetricsF(font).capHeight()


@cache
def _style(side: float, bold: bool) -> Style:
    size = side * _LETTER / pt(1)
    return Style("sans", size, size * 1.3, bold=bold)


def _scale(painter: QPainter, x: float, y: float, side: float, step: int) -> None:
    """Paint five bars in a row, their middle on one line, the one of the grade thick."""
    one, gap = side / _STEPS, side * _GAP
    middle = y + _OWN_STEP / 2
    for at in range(_STEPS):
        weight = _OWN_STEP if at == step else _STEP
        bar = QRectF(x + at * one + gap, middle - weight / 2, one - 2 * gap, weight)
        painter.fillRect(bar, Qt.GlobalColor.black)
