"""The marks in the margin: where a claim begins stand its state and its number."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QTextDocument

from credreview.text import tr
from credreview.ui.claims.grade_words import state_word
from credreview.ui.look import theme
from credreview.ui.look.glyphs import paint_state
from credreview.ui.reader.claim_places import PlacedClaim
from credreview.ui.reader.text_geometry import line_box

# In u: sign, between sign and number, between two marks, inside the pill, height, off the words.
_SIGN: Final = 2.9
_GAP: Final = 0.5
_BETWEEN: Final = 1.25
_PILL: Final = 0.9
_HEIGHT: Final = 4.5
_OFF: Final = 2.6


class Column(NamedTuple):
    """Where the text stands in the view, in pixels; `mirrored` has its margin at the right."""

    left: int
    right: int
    width: int
    mirrored: bool

    @property
    def margin(self) -> float:
        """How wide the margin is that the marks stand in."""
        return self.width - self.right if self.mirrored else self.left


class Mark(NamedTuple):
    """One mark: its box in document coordinates, and its claims; several where they are counted."""

    box: QRectF
    claims: tuple[PlacedClaim, ...]
    current: bool = False
    counted: bool = False
    signed: bool = True

    @property
    def words(self) -> str:
        """What stands in the mark."""
        return f"+{len(self.claims)}" if self.counted else str(self.claims[0].claim.number)


def margin_marks(
    document: QTextDocument, starting: Sequence[PlacedClaim], current: str | None, column: Column
) -> list[Mark]:
    """Return the marks of claims that begin here, line by line, each in reading order.

    What has no lane, and what finds no room beside the current claim's mark,
    is counted in one mark at the end ("+2").
    """
    marks: list[Mark] = []
    placed_at = ((line_box(document, placed.start).baseline, placed) for placed in starting)
    for baseline, group in groupby(placed_at, lambda pair: pair[0]):
        line = [placed for _, placed in group]
        middle = baseline - 0.33 * QFontMetricsF(theme.font("article")).ascent()
        marks += _place(_fitting(line, current, column), middle, column)
    return marks


def paint_marks(painter: QPainter, marks: Sequence[Mark], column: Column) -> None:
    """Paint the marks: sign and number, the current claim's in a pill."""
    u, tokens = theme.u(), theme.tokens()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for mark in marks:
        box = mark.box
        if mark.current:
            painter.setPen(QPen(tokens.current_edge, 0.35 * u))
            painter.setBrush(tokens.current)
            painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
            box = box.adjusted(_PILL * u, 0, -_PILL * u, 0)
        if mark.signed:
            x = box.right() - _SIGN * u if column.mirrored else box.left()
            sign = QRectF(x, box.center().y() - _SIGN * u / 2, _SIGN * u, _SIGN * u)
            paint_state(painter, sign, mark.claims[0].claim.state, tokens, current=mark.current)
        painter.setFont(_font(mark.current))
        painter.setPen(tokens.ink if mark.current else tokens.ink2)
        before = Qt.AlignmentFlag.AlignLeft if column.mirrored else Qt.AlignmentFlag.AlignRight
        absolute = Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, before | absolute, mark.words)


def mark_at(marks: Sequence[Mark], point: QPointF) -> Mark | None:
    """Return the mark under a point of the document, or None; targets are 6u high."""
    reach = 0.75 * theme.u()
    return next(
        (mark for mark in marks if mark.box.adjusted(0, -reach, 0, reach).contains(point)), None
    )


def _font(current: bool) -> QFont:
    font = theme.font("small")
    if current:
        font.setWeight(QFont.Weight.Bold)
    return font


def _fitting(
    line: Sequence[PlacedClaim], current: str | None, column: Column
) -> list[tuple[Mark, float]]:
    """Return the marks of one line that the margin has room for, and their widths."""
    shown = [p for p in line if p.lane is not None or p.claim.id == current]
    room = column.margin - (_OFF + 0.25) * theme.u()
    while True:
        marks = [Mark(QRectF(), (p,), current=p.claim.id == current) for p in shown]
        rest = tuple(p for p in line if p not in shown)
        if rest:
            marks.append(Mark(QRectF(), rest, counted=True, signed=False))
        sized = [(mark, _width(mark)) for mark in marks]
        wide = sum(width for _, width in sized) + _BETWEEN * theme.u() * (len(sized) - 1)
        if wide <= room:
            return sized
        if len(shown) <= 1:
            # A long number alone: the line under the words still tells the state.
            bare = [mark._replace(signed=False) for mark, _ in sized]
            return [(mark, _width(mark)) for mark in bare]
        shown.remove(next(p for p in reversed(shown) if p.claim.id != current))


def _width(mark: Mark) -> float:
    u = theme.u()
    words = QFontMetricsF(_font(mark.current)).horizontalAdvance(mark.words)
    return words + ((_SIGN + _GAP) * u * mark.signed) + (2 * _PILL * u * mark.current)


def _place(sized: Sequence[tuple[Mark, float]], middle: float, column: Column) -> Iterator[Mark]:
    """Put marks side by side, in reading order towards the words."""
    u = theme.u()
    away = _OFF * u
    for mark, width in reversed(sized):
        x = column.right + away if column.mirrored else column.left - away - width
        yield mark._replace(box=QRectF(x, middle - _HEIGHT * u / 2, width, _HEIGHT * u))
        away += width + _BETWEEN * u


def mark_tip(mark: Mark) -> str:
    """Return what a mark means, in words."""
    if mark.counted:
        numbers = ", ".join(str(placed.claim.number) for placed in mark.claims)
        return tr("Claims {numbers}", numbers=numbers)
    claim = mark.claims[0].claim
    return tr("Claim {number}: {state}", number=claim.number, state=state_word(claim.state))
