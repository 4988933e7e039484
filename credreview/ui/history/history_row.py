"""One row of the history, painted: day, time, who, what, about what, and what else to know."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from credreview.domain.history import Step
from credreview.domain.history_words import marks, seal_word, sentence
from credreview.domain.seals import SealState
from credreview.text import tr
from credreview.ui.articles.article_rows import paint_ring
from credreview.ui.history.history_model import NEW_DAY_ROLE, STEP_ROLE, HistoryModel, Index
from credreview.ui.history.step_words import day_words, name_words, place_words, time_words
from credreview.ui.look import painting, theme
from credreview.ui.reader.bidi import show_controls

#: No row is wider than so many letters.
_LONGEST = 400
#: From this width on, in u, there is room for long names and for the words of the seals.
_WIDE: Final = 170
#: From this room on, in u, it is also said what a step is about.
_ROOM_FOR_TWO: Final = 60
#: Icon and colour role of each state of the seals.
_SEALS: Final = {
    SealState.VERIFIED: ("lock", "ink2"),
    SealState.UNKNOWN_KEY: ("warn", "warn"),
    SealState.UNSEALED: ("", "ink3"),
    SealState.FORGED: ("error", "error"),
}


def row_height() -> int:
    """Return the height of all rows, in pixels."""
    return round(8 * theme.u())


class HistoryDelegate(QStyledItemDelegate):
    """Paints a row in columns; the day stands where it begins, under a line.

    Attributes:
        with_place: Whether rows say which claim or article they are about.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.with_place = True

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: D102
        return QSize(60 * theme.u(), row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: D102
        model, step = index.model(), index.data(STEP_ROLE)
        painter.save()
        self._paint_back(painter, option, new_day=bool(index.data(NEW_DAY_ROLE)), row=index.row())
        if isinstance(model, HistoryModel) and isinstance(step, Step):
            new_day = bool(index.data(NEW_DAY_ROLE))
            self._paint_cells(painter, option, model, step, new_day=new_day)
        painter.restore()

    def _paint_back(
        self, painter: QPainter, option: QStyleOptionViewItem, *, new_day: bool, row: int
    ) -> None:
        of, u, rect = theme.tokens(), theme.u(), option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, of.accent_tint)
            bar = QRectF(rect.left(), rect.top(), max(2, round(0.75 * u)), rect.height()).toRect()
            painter.fillRect(QStyle.visualRect(option.direction, rect, bar), of.accent)
            if of.high_contrast or option.state & QStyle.StateFlag.State_HasFocus:
                paint_ring(painter, rect)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, of.hover)
        if new_day and row:
            painter.setPen(QPen(of.edge, 1))
            painter.drawLine(rect.topLeft(), rect.topRight())

    def _paint_cells(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        model: HistoryModel,
        step: Step,
        *,
        new_day: bool,
    ) -> None:
        of, u = theme.tokens(), theme.u()
        vocabulary = model.vocabulary()
        if vocabulary is None:
            return
        line = _Line(option, painter)
        small, label = theme.font("small"), theme.font("label")
        day = widest_day(label)
        line.write(line.left(4 * u, day), day_words(step) if new_day else "", label, of.ink)
        clock = painting.width_of(time_words(step), small)
        line.write(line.left(2 * u, clock), time_words(step), small, of.ink2)
        wide = option.rect.width() >= _WIDE * u
        line.write(
            line.left(3 * u, (29 if wide else 20) * u),
            name_words(step),
            theme.font("body"),
            of.ink2,
        )
        line.right(2 * u, 0)
        self._paint_seal(line, step, with_words=wide)
        for mark in reversed(marks(step)):
            line.right(2 * u, 0)
            line.write(line.right(0, painting.width_of(mark, small)), mark, small, of.ink2)
        line.right(2 * u, 0)
        what = show_controls(sentence(step, vocabulary)[:_LONGEST])
        font = theme.font("medium")
        gone = step.off or step.aside
        font.setStrikeOut(gone)
        room = line.room()
        place = ""
        if self.with_place and room >= _ROOM_FOR_TWO * u:
            place = place_words(step)[:_LONGEST]
        width = QFontMetricsF(font).horizontalAdvance(what) + 1
        if place:
            # What was done comes first; what it is about takes what is left, but a third at least.
            width = min(width, room * 0.66)
        cell = line.left(2 * u, min(width, room - 2 * u))
        line.write(cell, what, font, of.ink3 if gone else of.ink)
        if place:
            line.write(line.left(3 * u, line.room() - 3 * u), place, theme.font("quote"), of.ink2)

    def _paint_seal(self, line: "_Line", step: Step, *, with_words: bool) -> None:
        """Paint sign and words of the seals in a column of their own, so that they line up."""
        if step.seal is None:
            return
        u, font = theme.u(), theme.font("small")
        icon, role = _SEALS[step.seal]
        if with_words:
            widest = max(painting.width_of(seal_word(state), font) for state in SealState)
            words = line.right(0, widest)
            line.right(u, 0)
            line.write(words, seal_word(step.seal), font, getattr(theme.tokens(), role))
        sign = line.right(0, 4 * u)
        if icon:
            line.place(sign, icon, role)


def widest_day(font: QFont) -> float:
    """Return the room that days take, in pixels."""
    return painting.width_of(tr("30 Sept 2025"), font)


class _Line:
    """A row from which cells are cut, at the left and at the right; mirrored where that is read."""

    def __init__(self, option: QStyleOptionViewItem, painter: QPainter) -> None:
        self._option = option
        self._painter = painter
        self._from = float(option.rect.left())
        self._to = float(option.rect.right() + 1)

    def room(self) -> float:
        return max(0.0, self._to - self._from)

    def left(self, gap: float, width: float) -> QRectF:
        start = self._from + gap
        self._from = start + max(0.0, width)
        return QRectF(start, self._option.rect.top(), max(0.0, width), self._option.rect.height())

    def right(self, gap: float, width: float) -> QRectF:
        self._to -= gap + width
        return QRectF(self._to, self._option.rect.top(), width, self._option.rect.height())

    def place(self, cell: QRectF, icon: str, role: str) -> None:
        placed = QStyle.visualRect(self._option.direction, self._option.rect, cell.toAlignedRect())
        middle = QRectF(placed).center().y()
        painting.place_icon(self._painter, theme.icon(icon, role), placed.left(), middle)

    def write(self, cell: QRectF, words: str, font: QFont, colour: QColor) -> None:
        rect = self._option.rect
        placed = QRectF(QStyle.visualRect(self._option.direction, rect, cell.toAlignedRect()))
        mirrored = self._option.direction == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        painting.write(
            self._painter, placed, words, font, colour, side | Qt.AlignmentFlag.AlignAbsolute
        )
