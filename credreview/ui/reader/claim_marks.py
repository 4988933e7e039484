"""How claims look on the words: a line for the state, a fill for the current one.

Attention ranks differing, open, judged, not checkable, by the shape of the
line first: double rule, bold dashes, thin solid, dots.
"""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from credreview.domain.model import ClaimState
from credreview.ui.look import theme
from credreview.ui.reader.text_geometry import Strip

#: How far below the baseline the first lane runs, and each lane below the one before; in u.
LANE: Final = 0.95
# Between the two rules of a differing claim, centre to centre; in u.
_RULES_APART: Final = 0.8


def paint_line(
    painter: QPainter, strip: Strip, state: ClaimState, lane: int, *, current: bool
) -> None:
    """Paint the line of one claim under one strip of its words."""
    u, tokens = theme.u(), theme.tokens()
    y = strip.baseline + LANE * u * (1 + lane)
    line = QLineF(strip.left, y, strip.right, y)
    if state is ClaimState.OPEN:
        painter.setPen(_pen(tokens.open, 0.5 * u, dashes=(3, 2)))
        painter.drawLine(line)
    elif state is ClaimState.DIFFERING:
        painter.setPen(_pen(tokens.differing, 0.36 * u))
        painter.drawLine(line)
        painter.drawLine(line.translated(0, _RULES_APART * u))
    elif state is ClaimState.JUDGED:
        # On the fill the paler line colour would be under 3:1.
        painter.setPen(_pen(tokens.judged if current else tokens.judged_line, 0.32 * u))
        painter.drawLine(line)
    else:
        painter.setPen(_pen(tokens.ink3, 0.4 * u, dashes=(0.01, 2.6), round_ends=True))
        painter.drawLine(line)


def paint_fill(painter: QPainter, strips: Sequence[Strip], lane: int) -> None:
    """Paint the fill of the current claim behind its words; a box where contrast is high."""
    tokens = theme.tokens()
    if tokens.high_contrast:
        painter.setPen(QPen(tokens.current_edge, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.current)
    for strip in strips:
        painter.drawRoundedRect(fill_box(strip, lane), 0.75 * theme.u(), 0.75 * theme.u())


def paint_bar(painter: QPainter, strips: Sequence[Strip], lane: int, x: float) -> None:
    """Paint the bar beside the lines of the current claim, from `x` to the right."""
    boxes = [fill_box(strip, lane) for strip in strips]
    top, bottom = min(box.top() for box in boxes), max(box.bottom() for box in boxes)
    bar = QRectF(x, top, 0.75 * theme.u(), bottom - top)
    painter.fillRect(bar, theme.tokens().current_edge)


def paint_hit(painter: QPainter, strips: Sequence[Strip], *, current: bool) -> None:
    """Paint a search hit behind its words; the one stepped to has a ring."""
    tokens, u = theme.tokens(), theme.u()
    painter.setPen(QPen(tokens.accent, 2) if current else Qt.PenStyle.NoPen)
    painter.setBrush(tokens.find)
    for strip in strips:
        top, bottom = strip.baseline - strip.ascent, strip.baseline + strip.descent
        box = QRectF(strip.left, top, strip.right - strip.left, bottom - top)
        painter.drawRoundedRect(box.adjusted(-0.25 * u, 0, 0.25 * u, 0), 0.5 * u, 0.5 * u)


def fill_box(strip: Strip, lane: int) -> QRectF:
    """Return what the current claim's fill covers: a strip and its lanes of lines."""
    u = theme.u()
    lines = LANE * u * (1 + lane) + (_RULES_APART + 0.36) * u
    top = strip.baseline - strip.ascent
    height = strip.ascent + max(strip.descent + 0.25 * u, lines)
    return QRectF(strip.left - 0.5 * u, top, strip.right - strip.left + u, height)


def _pen(
    colour: QColor, width: float, *, dashes: tuple[float, ...] = (), round_ends: bool = False
) -> QPen:
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap if round_ends else Qt.PenCapStyle.FlatCap)
    if dashes:
        pen.setDashPattern(dashes)
    return pen
