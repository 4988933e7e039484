"""Small painted signs: claim state, grade mix, progress; each with a spoken form.

The states differ by shape first, so that nothing depends on colour. A grade
mix shows five columns by position in one ink and, apart from them, a hollow
column for 6, which is "cannot be judged" and no low grade.
"""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from credreview.domain.model import ClaimState
from credreview.text import tr
from credreview.ui.look.tokens import Tokens


def paint_state(
    painter: QPainter, rect: QRectF, state: ClaimState, tokens: Tokens, *, current: bool = False
) -> None:
    """Paint a claim's state into the largest square in the middle of `rect`.

    Args:
        painter: Painter in any state; it is left as it was.
        rect: Where; 3.5u is a good side.
        state: Ring = open, disc with tick = judged, diamond with two bars =
            differing, struck square = not checkable.
        tokens: The colours.
        current: The glyph stands on the fill of the current claim.
    """
    side = min(rect.width(), rect.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.center())
    painter.scale(side, side)  # from here on the square is -0.5 to 0.5
    hole = tokens.current if current else tokens.base
    if state is ClaimState.OPEN:
        painter.setPen(_pen(tokens.open, 0.15))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(0, 0), 0.37, 0.37)
    elif state is ClaimState.JUDGED:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.judged)
        painter.drawEllipse(QPointF(0, 0), 0.45, 0.45)
        painter.setPen(_pen(hole, 0.12))
        tick = [QPointF(-0.2, 0.02), QPointF(-0.05, 0.17), QPointF(0.2, -0.14)]
        painter.drawPolyline(QPolygonF(tick))
    elif state is ClaimState.DIFFERING:
        corner = 0.44
        diamond = [(0.0, -corner), (corner, 0.0), (0.0, corner), (-corner, 0.0)]
        painter.setPen(_pen(tokens.differing, 0.1))
        painter.setBrush(tokens.differing)
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in diamond]))
        painter.setPen(_pen(hole, 0.11))
        for y in (-0.1, 0.1):
            painter.drawLine(QPointF(-0.17, y), QPointF(0.17, y))
    else:
        painter.setPen(_pen(tokens.ink3, 0.11))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(-0.38, -0.38, 0.76, 0.76), 0.14, 0.14)
        painter.drawLine(QPointF(-0.2, 0.2), QPointF(0.2, -0.2))
    painter.restore()


def _pen(colour: QColor, width: float) -> QPen:
    return QPen(
        colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    )


def paint_grade_mix(painter: QPainter, rect: QRectF, mix: Sequence[int], tokens: Tokens) -> None:
    """Paint how many credibility grades of 1 to 5, and apart from them of 6.

    Args:
        painter: Painter in any state; it is left as it was.
        rect: Where; 10u by 4u in a row of the article list.
        mix: Six counts: of 1, 2, 3, 4, 5 and 6.
        tokens: The colours.
    """
    most = max(mix)
    # Six columns, four gaps of a quarter column, and 1.2 columns before the 6.
    width = max(2, round(rect.width() / 8.2))
    while width > 2 and _mix_width(width) > rect.width():
        width -= 1
    gap = max(1, round(width / 4))
    foot = max(1.0, float(round(rect.height() / 16)))
    bottom = float(round(rect.bottom()))
    ink = tokens.col if most or tokens.high_contrast else tokens.line
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    x = float(round(rect.left()))
    for grade, count in enumerate(mix, 1):
        if grade == 6:
            x += round(1.2 * width) - gap
        least = (4 if grade == 6 else 2) * foot  # a frame needs a hole
        height = max(least, float(round(rect.height() * count / most))) if count else foot
        column = QRectF(x, bottom - height, width, height)
        if grade == 6 and count:
            _paint_frame(painter, column, foot, ink)
        else:
            painter.fillRect(column, ink)
        x += width + gap
    painter.restore()


def _mix_width(column: int) -> int:
    return 6 * column + 4 * max(1, round(column / 4)) + round(1.2 * column)


def _paint_frame(painter: QPainter, rect: QRectF, line: float, ink: QColor) -> None:
    painter.fillRect(QRectF(rect.left(), rect.top(), rect.width(), line), ink)
    painter.fillRect(QRectF(rect.left(), rect.bottom() - line, rect.width(), line), ink)
    painter.fillRect(QRectF(rect.left(), rect.top(), line, rect.height()), ink)
    painter.fillRect(QRectF(rect.right() - line, rect.top(), line, rect.height()), ink)


def paint_progress(
    painter: QPainter, rect: QRectF, done: int, total: int, finished: bool, tokens: Tokens
) -> None:
    """Paint a bar that is `done` of `total` full, from the side where reading begins.

    Args:
        painter: Painter in any state; it is left as it was.
        rect: The bar itself, such as 7.5u by 1.25u.
        done: How many are done, 0 to `total`.
        total: How many there are; 0 paints an empty bar.
        finished: Paint it quietly: nothing is left to do here.
        tokens: The colours.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    radius = rect.height() / 2
    painter.setPen(Qt.PenStyle.NoPen)
    if tokens.high_contrast:
        painter.setPen(QPen(tokens.edge, 1))
        painter.setBrush(tokens.base)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.setPen(Qt.PenStyle.NoPen)
    else:
        painter.setBrush(tokens.press)
        painter.drawRoundedRect(rect, radius, radius)
    if done and total:
        length = max(rect.height(), rect.width() * min(done, total) / total)
        left = rect.left()
        if painter.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            left = rect.right() - length
        painter.setBrush(tokens.judged if finished else tokens.accent)
        painter.drawRoundedRect(QRectF(left, rect.top(), length, rect.height()), radius, radius)
    painter.restore()


def spoken_progress(done: int, total: int) -> str:
    """Return what a screen reader says for a progress bar, such as "8 of 11 judged"."""
    if not total:
        return tr("no claims")
    return tr("{done} of {total} judged", done=done, total=total)


def spoken_mix(mix: Sequence[int]) -> str:
    """Return what a screen reader says for a grade mix of six counts.

    For example "one 1, two 2, two 3, one 4; one cannot be judged".
    """
    words = [
        tr("zero"), tr("one"), tr("two"), tr("three"), tr("four"), tr("five"), tr("six"),
        tr("seven"), tr("eight"), tr("nine"), tr("ten"), tr("eleven"), tr("twelve"),
    ]  # fmt: skip

    def number(count: int) -> str:
        return words[count] if count < len(words) else str(count)

    graded = ", ".join(
        tr("{count} graded {grade}", count=number(count), grade=grade)
        if count >= len(words)  # "30 2" would be heard as one number
        else tr("{count} {grade}", count=number(count), grade=grade)
        for grade, count in enumerate(mix[:5], 1)
        if count
    )
    outside = tr("{count} cannot be judged", count=number(mix[5])) if mix[5] else ""
    return "; ".join(part for part in (graded, outside) if part) or tr("no grades yet")
