"""The preview of a merge: what comes, what differs, side by side; then merge it or leave it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from credreview.domain.differences import Difference, DifferenceKey
from credreview.domain.merging import MergeReport
from credreview.domain.vocabulary import Vocabulary
from credreview.review import merge_words
from credreview.text import tr
from credreview.ui.differences.difference_list import DifferenceList, Entry
from credreview.ui.differences.entries import difference_entry
from credreview.ui.look import theme
from credreview.ui.look.buttons import PushButton
from credreview.ui.look.halves import Halves
from credreview.ui.look.plain_label import PlainLabel
from credreview.ui.merging.compared_side import ComparedSide
from credreview.ui.merging.merge_head import MergeHead, Preview, title_words
from credreview.ui.reader.bidi import show_controls

#: Units: the window, the list in it, and the words at its foot beside the buttons.
_WIDE, _HIGH, _LIST, _WORDS = 270, 170, 82, 60

Rows = Callable[[Sequence[DifferenceKey]], Sequence[Difference]]


class MergeWindow(QDialog):
    """Shows a merge that was tried out; accepted, it is to be carried out.

    Args:
        preview: What would come.
        rows: Returns some differences; called in the window's thread for few of them.
        vocabulary: The words of the values.
        mine: The id of who looks.
        parent: Its parent.
    """

    def __init__(
        self,
        preview: Preview,
        rows: Rows,
        vocabulary: Vocabulary,
        mine: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("merge_window")
        self.setWindowTitle(title_words(preview.report))
        self._keys, self._rows = tuple(preview.keys), rows
        self._vocabulary, self._mine = vocabulary, mine
        self.list = DifferenceList(tr("Differences"), ground="surface")
        self._place = PlainLabel(font="small", colour="ink2")
        self._side = ComparedSide(vocabulary, mine)
        self.foot = _Foot(preview)
        self.foot.cancel.clicked.connect(self.reject)
        self.foot.merge.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(MergeHead(preview))
        column.addWidget(self._middle(preview), 1)
        column.addWidget(self.foot)
        self.list.chosen.connect(self._show)
        self.list.installEventFilter(self)
        self.list.show_lazily(len(self._keys), self._entries)
        u, room = theme.u(), self.screen().availableSize()
        wide = min(_WIDE * u, round(0.95 * room.width()))
        high = _HIGH * u if self._keys else min(_HIGH * u, column.totalHeightForWidth(wide))
        self.resize(wide, min(high, round(0.9 * room.height())))
        wanted = self.foot.merge if preview.report.has_news else self.foot.cancel
        (self.list if self._keys else wanted).setFocus()

    def _middle(self, preview: Preview) -> QWidget:
        if not self._keys:
            self.list.setParent(self)
            self.list.hide()
            return _Quiet(preview.report)
        left = _ListSide()
        u = theme.u()
        head = QHBoxLayout()
        head.setContentsMargins(3 * u, 2 * u, 3 * u, 2 * u)
        head.addWidget(PlainLabel(tr("Differences"), "label"))
        head.addStretch(1)
        head.addWidget(self._place)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        left.setMinimumWidth(40 * u)
        self._side.setMinimumWidth(75 * u)
        for part in (left, self._side):
            part.setMinimumHeight(20 * u)  # they scroll; the head does not
        return Halves(left, self._side, most=_LIST, share=1 / 3)

    def _entries(self, start: int, end: int) -> Sequence[Entry]:
        found = self._rows(self._keys[start:end])
        return [difference_entry(self._vocabulary, one) for one in found]

    def _show(self, row: int) -> None:
        if row < 0:
            return
        self._place.setText(tr("{number} of {count}", number=row + 1, count=len(self._keys)))
        found = self._rows(self._keys[row : row + 1])
        self._side.show_difference(found[0] if found else None)

    def event(self, event: QEvent) -> bool:
        """Keep the height that the words need in the width there is: nothing is squeezed."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            QTimer.singleShot(0, self, self._hold_height)
        return super().event(event)

    def _hold_height(self) -> None:
        column = self.layout()
        if column is not None:
            self.setMinimumHeight(max(0, column.totalMinimumHeightForWidth(self.width())))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter merge while the list has the keyboard."""
        if watched is self.list and isinstance(event, QKeyEvent):
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and event.type() == QEvent.Type.KeyPress:
                self.foot.merge.click()
                return True
        return super().eventFilter(watched, event)


class _ListSide(QWidget):
    """The ground of the list and of its head."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.tokens().surface)


class _Quiet(QWidget):
    """What stands in the middle where nothing differs: who brings what."""

    def __init__(self, report: MergeReport, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("no_differences")
        u = theme.u()
        column = QVBoxLayout(self)
        column.setContentsMargins(6 * u, 5 * u, 6 * u, 5 * u)
        column.setSpacing(round(1.5 * u))
        if report.actions:
            column.addWidget(PlainLabel(tr("No differences: nobody disagrees."), "strong"))
            lines = merge_words.contributions(report)
        elif report.has_news:
            column.addWidget(PlainLabel(tr("No new entries."), "strong"))
            lines = (tr("What comes are words of texts that came here without them earlier."),)
        else:
            column.addWidget(PlainLabel(tr("Nothing new."), "strong"))
            lines = (tr("Everything in this file is here already; there is nothing to merge."),)
        for line in lines:
            column.addWidget(PlainLabel(show_controls(line), colour="ink2", wrap=True))
        column.addStretch(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.tokens().base)


class _Foot(QWidget):
    """What is safe, and the two buttons; only "Close" where there is nothing to merge."""

    def __init__(self, preview: Preview, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        report = preview.report
        words = tr("Backup first: the review is kept as it is now.") if report.has_news else ""
        if report.actions:
            words = tr("{words} Review > Merges… undoes this merge.", words=words)
        self._icon = QLabel()
        self._words = PlainLabel(words, colour="ink2", wrap=True)
        self.cancel = PushButton(tr("Cancel") if report.has_news else tr("Close"))
        self.cancel.setObjectName("merge_cancel")
        self.cancel.setAutoDefault(not report.has_news)
        self.merge = PushButton(_merge_words(preview), "primary")
        self.merge.setObjectName("merge_now")
        self.merge.setDefault(report.has_news)
        for part in (self._icon, self.merge):
            part.setVisible(report.has_news)
        self._told, self._buttons = QHBoxLayout(), QHBoxLayout()
        self._told.addWidget(self._icon)
        self._told.addWidget(self._words, 1)
        self._buttons.addStretch(1)
        self._buttons.addWidget(self.cancel)
        self._buttons.addWidget(self.merge)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.addLayout(self._told, 1)
        self._row.addLayout(self._buttons)
        theme.notifier().changed.connect(self._retheme)
        self._retheme()

    def _retheme(self) -> None:
        u = theme.u()
        self._row.setContentsMargins(6 * u, 2 * u, 6 * u, 2 * u)
        for line in (self._row, self._told, self._buttons):
            line.setSpacing(2 * u)
        self._icon.setPixmap(theme.icon("info", "ink2"))
        self._arrange()

    def _arrange(self) -> None:
        """Put the words above the buttons where they would be squeezed beside them."""
        beside = self._buttons.sizeHint().width() + _WORDS * theme.u()
        is_narrow = bool(self._words.text()) and self.width() < beside
        way = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        if way is not self._row.direction():
            self._row.setDirection(way)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:
        of = theme.tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), of.window)
        painter.fillRect(0, 0, self.width(), 1, of.line)


def _merge_words(preview: Preview) -> str:
    new, kept = merge_words.new_things(preview.report), len(preview.keys)
    if not kept:
        return tr("Merge {new} new", new=new)
    if kept == 1:
        return tr("Merge {new} new, keep 1 difference", new=new)
    return tr("Merge {new} new, keep {kept} differences", new=new, kept=kept)
