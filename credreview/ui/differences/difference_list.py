"""The list of differences: a sign, what it is about, and what differs in a few words."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from credreview.domain.model import ClaimState
from credreview.ui.claims.grade_words import state_word
from credreview.ui.claims.quote_card import in_quotation_marks
from credreview.ui.look import painting, theme
from credreview.ui.look.glyphs import paint_state
from credreview.ui.look.painting import plain_tip
from credreview.ui.reader.bidi import show_controls

Index = QModelIndex | QPersistentModelIndex

#: The entry behind a row.
ENTRY_ROLE = Qt.ItemDataRole.UserRole + 1

_WINDOW = 50
_HELD = 40
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Entry:
    """One row.

    Attributes:
        state: Its sign; None for none.
        title: What it is about; plain text.
        detail: What differs, in a few words.
        is_quote: The title is words of an article.
        icon: Stands in the sign's place where there is no state; "" for none.
    """

    state: ClaimState | None
    title: str
    detail: str
    is_quote: bool = False
    icon: str = ""

    def words(self) -> str:
        """Return the title as it is shown."""
        title = show_controls(self.title[:_LONGEST])
        return in_quotation_marks(self.title, _LONGEST) if self.is_quote else title

    def spoken(self) -> str:
        """Return the row as one spoken sentence."""
        sign = state_word(self.state) if self.state else ""
        return "; ".join(part for part in (self.words(), sign, self.detail) if part)


Fetch = Callable[[int, int], Sequence[Entry]]


class DifferenceModel(QAbstractListModel):
    """Any number of entries, of which only those in sight are fetched."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._count = 0
        self._fetch: Fetch = lambda _start, _end: ()
        self._windows: OrderedDict[int, Sequence[Entry]] = OrderedDict()

    def show(self, count: int, fetch: Fetch) -> None:
        """Show `count` entries; `fetch(start, end)` gives some of them, at most 50."""
        self.beginResetModel()
        self._count, self._fetch = count, fetch
        self._windows.clear()
        self.endResetModel()

    def entry(self, row: int) -> Entry | None:
        """Return the entry of a row, or None where it is not there any more."""
        start = row - row % _WINDOW
        window = self._windows.get(start)
        if window is None:
            window = self._fetch(start, min(start + _WINDOW, self._count))
            self._windows[start] = window
            if len(self._windows) > _HELD:
                self._windows.popitem(last=False)
        return window[row - start] if row - start < len(window) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, D102
        return 0 if parent.isValid() else self._count

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: D102
        wanted = (ENTRY_ROLE, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole,
                  Qt.ItemDataRole.ToolTipRole)  # fmt: skip
        if not index.isValid() or role not in wanted:
            return None
        entry = self.entry(index.row())
        if entry is None or role == ENTRY_ROLE:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.words()
        spoken = entry.spoken()
        return plain_tip(spoken) if role == Qt.ItemDataRole.ToolTipRole else spoken


class DifferenceList(QListView):
    """The rows, with the keyboard: arrows choose, Enter goes there.

    Args:
        name: Accessible name.
        ground: Colour role of what the rows stand on.
        parent: Its parent.
    """

    chosen = Signal(int)
    """The row that is the current one now; -1 for none."""
    opened = Signal(int)
    """Enter or a double click on a row."""

    def __init__(self, name: str, parent: QWidget | None = None, *, ground: str = "base") -> None:
        super().__init__(parent)
        self._ground = ground
        self.setObjectName("difference_list")
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.viewport().setMouseTracking(True)
        self._model = DifferenceModel(self)
        self.setModel(self._model)
        self.setItemDelegate(DifferenceDelegate(self))
        self.selectionModel().currentChanged.connect(lambda now, _: self.chosen.emit(now.row()))
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        theme.notifier().changed.connect(self._retheme)
        self._retheme()

    def show_entries(self, entries: Sequence[Entry], current: int = 0) -> None:
        """Show these entries and choose one."""
        self.show_lazily(len(entries), lambda start, end: entries[start:end], current)

    def show_lazily(self, count: int, fetch: Fetch, current: int = 0) -> None:
        """Show many entries, which are fetched when they come into sight; choose one.

        Args:
            count: How many there are.
            fetch: Returns the entries from one number up to another; called in
                the window's thread for at most 50, so it must be quick.
            current: Which to choose; the last one where there are fewer.
        """
        self._model.show(count, fetch)
        index = self._model.index(min(current, count - 1)) if count else QModelIndex()
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        else:
            self.chosen.emit(-1)

    def count(self) -> int:
        """Return how many rows there are."""
        return self._model.rowCount()

    def current(self) -> int:
        """Return the row that is chosen, or -1."""
        return self.currentIndex().row()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current() >= 0:
            self.opened.emit(self.current())
        else:
            super().keyPressEvent(event)

    def _retheme(self) -> None:
        colours = self.palette()
        colours.setColor(QPalette.ColorRole.Base, getattr(theme.tokens(), self._ground))
        for widget in (self, self.viewport()):  # which keeps the colours that it was shown with
            widget.setPalette(colours)
        self.scheduleDelayedItemsLayout()
        self.viewport().update()


class DifferenceDelegate(QStyledItemDelegate):
    """Paints a row: the sign, the title, below it the detail, a hairline at the foot."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: D102
        u = theme.u()
        lines = sum(QFontMetricsF(font).height() for font in _fonts(is_quote=True))
        return QSize(20 * u, max(13 * u, round(lines + 4 * u)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: D102
        entry = index.data(ENTRY_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_back(painter, option)
        if isinstance(entry, Entry):
            self._paint_words(painter, option, entry)
        painter.restore()

    def _paint_back(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        of, u = theme.tokens(), theme.u()
        rect, state = option.rect, option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, of.accent_tint)
            bar = QRect(rect.left(), rect.top(), max(2, round(0.75 * u)), rect.height())
            painter.fillRect(QStyle.visualRect(option.direction, rect, bar), of.accent)
            if state & QStyle.StateFlag.State_HasFocus:
                painter.setPen(QPen(of.accent, 2))
                painter.drawRect(rect.adjusted(1, 1, -1, -1))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, of.hover)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), of.line)

    def _paint_words(self, painter: QPainter, option: QStyleOptionViewItem, entry: Entry) -> None:
        of, u, rect = theme.tokens(), theme.u(), option.rect
        title, detail = _fonts(is_quote=entry.is_quote)
        high = QFontMetricsF(title).height()
        top = rect.top() + (rect.height() - high - QFontMetricsF(detail).height() - u) / 2
        left = 3 * u
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        if entry.state is not None:
            sign = QRect(rect.left() + 3 * u, round(top), round(3.5 * u), round(high))
            sign = QStyle.visualRect(option.direction, rect, sign)
            paint_state(painter, QRectF(sign), entry.state, of)
        elif entry.icon:
            x = round(2.75 * u)
            x = rect.right() - x - 4 * u if mirrored else rect.left() + x
            painting.place_icon(painter, theme.icon(entry.icon, "ink2"), x, top + high / 2)
        if entry.state is not None or entry.icon:
            left += round(4.75 * u)
        width = rect.width() - left - 2 * u
        lines = (
            (title, of.ink, entry.words(), top, high),
            (detail, of.ink2, entry.detail, top + high + u, QFontMetricsF(detail).height()),
        )
        for font, colour, words, y, height in lines:
            room = QRect(rect.left() + left, round(y), width, round(height) + 1)
            room = QStyle.visualRect(option.direction, rect, room)
            mode = Qt.TextElideMode.ElideRight
            painter.setFont(font)
            painter.setPen(colour)
            painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
            flags |= (
                Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
            ) | Qt.AlignmentFlag.AlignAbsolute
            shown = QFontMetricsF(font).elidedText(words, mode, width)
            painter.drawText(room, int(flags), shown)


def _fonts(*, is_quote: bool) -> tuple[QFont, QFont]:
    return theme.font("claim_row" if is_quote else "label"), theme.font("small")
