"""Strokes that all painted controls share: boxes, joined cells, focus rings, key caps."""

import html

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
)

from credreview.ui.look import theme
from credreview.ui.look.tokens import Tokens

_DASHES = [3.0, 2.0]


def box(
    painter: QPainter,
    rect: QRectF,
    radius: float,
    *,
    fill: QColor | None = None,
    border: QColor | None = None,
    width: float = 1.0,
    dashed: bool = False,
) -> None:
    """Paint a rounded box that lies wholly inside `rect`; lengths in logical pixels."""
    outline(painter, joined_path(rect, radius, width), fill, border, width, dashed=dashed)


def joined_path(
    rect: QRectF, radius: float, width: float = 1.0, *, left: bool = True, right: bool = True
) -> QPainterPath:
    """Return a box for a pen of `width`, rounded on the sides that are not joined to another."""
    half = width / 2
    r = rect.adjusted(half, half, -half, -half)
    radius = max(0.0, min(radius, r.height() / 2, r.width() / 2) - half)
    path = QPainterPath()
    if left and right:
        path.addRoundedRect(r, radius, radius)
        return path
    near, far = (radius if left else 0.0), (radius if right else 0.0)
    path.moveTo(r.left() + near, r.top())
    path.lineTo(r.right() - far, r.top())
    path.quadTo(r.topRight(), QPointF(r.right(), r.top() + far))
    path.lineTo(r.right(), r.bottom() - far)
    path.quadTo(r.bottomRight(), QPointF(r.right() - far, r.bottom()))
    path.lineTo(r.left() + near, r.bottom())
    path.quadTo(r.bottomLeft(), QPointF(r.left(), r.bottom() - near))
    path.lineTo(r.left(), r.top() + near)
    path.quadTo(r.topLeft(), QPointF(r.left() + near, r.top()))
    path.closeSubpath()
    return path


def outline(
    painter: QPainter,
    path: QPainterPath,
    fill: QColor | None,
    border: QColor | None,
    width: float = 1.0,
    *,
    dashed: bool = False,
) -> None:
    """Fill and stroke a path; None leaves either out."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush if fill is None else fill)
    if border is None:
        painter.setPen(Qt.PenStyle.NoPen)
    else:
        pen = QPen(border, width)
        if dashed:
            pen.setDashPattern(_DASHES)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
    painter.drawPath(path)


def write(
    painter: QPainter,
    rect: QRectF,
    text: str,
    font: QFont,
    colour: QColor,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignCenter,
) -> None:
    """Write one line of plain text, elided at its end where it does not fit."""
    shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width() + 0.5)
    painter.setFont(font)
    painter.setPen(colour)
    flags = align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    painter.drawText(rect, int(flags), shown)


def place_icon(painter: QPainter, pixmap: QPixmap, x: float, middle: float) -> float:
    """Paint an icon with its left side at `x` around the height `middle`; return its width."""
    size = pixmap.deviceIndependentSize()
    painter.drawPixmap(QPointF(round(x), round(middle - size.height() / 2)), pixmap)
    return size.width()


def width_of(text: str, font: QFont) -> float:
    """Return the width of one line in logical pixels, rounded up."""
    return float(int(QFontMetricsF(font).horizontalAdvance(text)) + 1)


def key_cap_width(text: str) -> float:
    """Return how wide the cap of a key is; a single letter's is square."""
    unit = theme.u()
    return max(4.5 * unit, width_of(text, theme.font("keycap")) + 2 * unit)


def key_cap_height() -> float:
    """Return how high all caps are."""
    return max(4.5 * theme.u(), QFontMetricsF(theme.font("keycap")).height() + 2)


def key_cap(
    painter: QPainter,
    rect: QRectF,
    text: str,
    of: Tokens,
    *,
    filled: bool = False,
    off: bool = False,
) -> None:
    """Paint the cap of a key: hollow, or filled where its value is chosen."""
    radius = 0.75 * theme.u()
    if filled:
        box(painter, rect, radius, fill=of.press if off else of.accent)
        ink = of.ink3 if off else of.on_accent
    else:
        box(painter, rect, radius, fill=of.base, border=of.cap)
        ink = of.ink3 if off else of.ink2
    write(painter, rect, text, theme.font("keycap"), ink)


def shows_ring(event: QFocusEvent, before: bool) -> bool:
    """Tell whether a control that got the focus shows its ring: yes, unless a mouse gave it."""
    reason = event.reason()
    if reason in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
        return before
    return reason != Qt.FocusReason.MouseFocusReason


def plain_tip(text: str) -> str:
    """Return text for a tool tip that stays as written, even if it looks like HTML."""
    if "<" not in text:
        return text
    return "<p>" + html.escape(text).replace("\n", "<br>") + "</p>"
