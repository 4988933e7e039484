"""The window of the history: filters on top, steps below, the chosen step in full at the foot."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from credreview.domain.errors import UserError
from credreview.domain.history import Step
from credreview.domain.vocabulary import Vocabulary
from credreview.text import tr
from credreview.ui.dialogs.beside_window import BesideWindow
from credreview.ui.history.history_filter_bar import HistoryFilterBar
from credreview.ui.history.history_model import Ask, HistoryModel
from credreview.ui.history.history_row import HistoryDelegate, row_height
from credreview.ui.history.step_detail import StepDetail
from credreview.ui.look import theme
from credreview.ui.look.buttons import PushButton
from credreview.ui.look.plain_label import PlainLabel


class HistoryWindow(BesideWindow):
    """A window beside the main one; nothing in it waits for the file.

    Args:
        ask: Asked for pages; see `history_model.Ask`.
        parent: The main window.
    """

    restore_asked = Signal(str, str, str)
    """Action, record and field of a value that a person wants back."""
    agree_asked = Signal(str, str, str, str)
    """Action and record of what a person wants agreed again, its words, and the reason then."""
    go_asked = Signal(object)
    """The `Step` whose claim or article is to be shown."""

    def __init__(self, ask: Ask, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("history_window")
        self._vocabulary: Vocabulary | None = None
        self._reviewer: str | None = None
        self._chosen: Step | None = None
        self._is_divided = False
        self.filters = HistoryFilterBar()
        self.model = HistoryModel(ask, self)
        self.list = _StepList(self.model)
        self.empty = PlainLabel("", colour="ink2", wrap=True)
        self.empty.setObjectName("history_empty")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        self.detail = StepDetail()
        self._splitter = QSplitter(Qt.Orientation.Vertical)
        self._splitter.addWidget(self._stack)
        self._splitter.addWidget(self.detail)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setChildrenCollapsible(False)
        self.said = PlainLabel("", "small", "ink2", wrap=True)
        self.said.setObjectName("history_said")
        self.go = PushButton(tr("&Go to the claim"))
        self.go.setObjectName("history_go")
        close = PushButton(tr("Close"))
        close.setObjectName("history_close")
        self._foot = QHBoxLayout()
        self._foot.addWidget(self.said, 1)
        self._foot.addWidget(self.go)
        self._foot.addWidget(close)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.filters)
        self._column.addWidget(self._splitter, 1)
        self._column.addLayout(self._foot)
        self.filters.changed.connect(self.ask_anew)
        self.model.loaded.connect(self._on_loaded)
        self.model.dataChanged.connect(self._on_news)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.list.activated.connect(lambda _: self._go())
        self.detail.restore_asked.connect(self.restore_asked)
        self.detail.agree_asked.connect(self.agree_asked)
        self.go.clicked.connect(self._go)
        close.clicked.connect(self.close)
        theme.notifier().changed.connect(self._retheme)
        self._retheme()
        room, u = self.screen().availableSize(), theme.u()
        self.resize(
            min(230 * u, round(room.width() * 0.9)), min(170 * u, round(room.height() * 0.9))
        )
        self._show_chosen(None)

    def showEvent(self, event: QShowEvent) -> None:
        """Give the list more than half of the room, which is known now."""
        super().showEvent(event)
        if not self._is_divided:
            self._is_divided = True
            self._splitter.setSizes([100 * theme.u(), 75 * theme.u()])

    def set_review(self, title: str, vocabulary: Vocabulary, reviewer: str | None) -> None:
        """Show the history of this review from now on; `reviewer` is None where it is read-only."""
        self.setWindowTitle(tr("History – {name}", name=title))
        self._vocabulary, self._reviewer = vocabulary, reviewer

    def ask_anew(self) -> None:
        """Read the steps of the query that is chosen."""
        query = self.filters.query()
        delegate = self.list.itemDelegate()
        assert isinstance(delegate, HistoryDelegate)
        delegate.with_place = query is None or query.claim is None
        self.said.clear()
        self.model.set_query(query, self._vocabulary)

    def say(self, words: str) -> None:
        """Say what became of a wish, at the foot."""
        self.said.set_colour("ink2")
        self.said.setText(words)

    def say_error(self, error: UserError) -> None:
        """Say why something could not be done, at the foot."""
        self.said.set_colour("error")
        self.said.setText(str(error))

    def _on_loaded(self) -> None:
        has_rows = self.model.rowCount() > 0
        self._stack.setCurrentWidget(self.list if has_rows else self.empty)
        if not has_rows:
            self.empty.setText(self._empty_words())
            self._show_chosen(None)
            return
        if not self.list.currentIndex().isValid():
            row = self.model.row_of(self._chosen.action) if self._chosen else -1
            self.list.setCurrentIndex(self.model.index(max(row, 0)))

    def _empty_words(self) -> str:
        if self.filters.has_wrong_date():
            return tr("Write dates as year, month and day, such as 2025-10-30.")
        if self.filters.query() is None:
            if self.filters.scope.currentData() == "claim":
                return tr("No claim is chosen in the main window.")
            return tr("No article is open in the main window.")
        if self.filters.is_filtered():
            return tr("No entry matches. Choose everybody, everything and any time to see all.")
        return tr("Nothing was done here yet.")

    def _on_current(self, index: QModelIndex) -> None:
        step = self.model.step(index.row()) if index.isValid() else None
        if step is not None:
            self._show_chosen(step)

    def _on_news(self) -> None:
        """Show what is known by now of the row that is chosen."""
        self._on_current(self.list.currentIndex())

    def _show_chosen(self, step: Step | None) -> None:
        self._chosen = step
        self.detail.show_step(step, self._vocabulary, self._reviewer)
        to_claim = step is not None and bool(step.place.claim)
        self.go.setText(
            tr("&Go to the claim") if to_claim or step is None else tr("&Go to the article")
        )
        self.go.setEnabled(step is not None and bool(step.place.claim or step.place.article))

    def _go(self) -> None:
        if self._chosen is not None and self.go.isEnabled():
            self.go_asked.emit(self._chosen)

    def _retheme(self) -> None:
        u = theme.u()
        self._column.setContentsMargins(4 * u, 4 * u, 4 * u, 3 * u)
        self._column.setSpacing(3 * u)
        self._foot.setSpacing(2 * u)
        room = self.screen().availableGeometry()
        self.setMinimumSize(min(100 * u, room.width()), min(80 * u, room.height()))
        self.list.doItemsLayout()
        self.detail.show_step(self._chosen, self._vocabulary, self._reviewer)


class _StepList(QListView):
    """The steps; moving along them shows each in full and changes nothing."""

    def __init__(self, model: HistoryModel) -> None:
        super().__init__()
        self.setObjectName("history_steps")
        self.setAccessibleName(tr("Entries, newest first"))
        self.setModel(model)
        self.setItemDelegate(HistoryDelegate(self))
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(row_height())
