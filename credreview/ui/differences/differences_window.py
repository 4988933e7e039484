"""The window of differences: what differs at the left, one of them at the right."""

from collections import Counter
from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from credreview.domain.differences import Difference, DifferenceKey
from credreview.domain.vocabulary import Vocabulary
from credreview.text import tr
from credreview.ui.claims.form_section import Hairline
from credreview.ui.dialogs.beside_window import BesideWindow
from credreview.ui.differences.difference_list import DifferenceList, Entry
from credreview.ui.differences.difference_page import DifferencePage
from credreview.ui.differences.entries import Proposal, difference_entry, proposal_entry
from credreview.ui.differences.filter_bar import PROPOSALS, FilterBar
from credreview.ui.differences.proposal_search import ProposalSearch
from credreview.ui.differences.proposals import ProposalPage
from credreview.ui.look import theme
from credreview.ui.look.focus import FocusFollower
from credreview.ui.look.halves import Halves
from credreview.ui.look.plain_label import PlainLabel

Fetch = Callable[[Sequence[DifferenceKey]], Sequence[Difference]]
Page = DifferencePage | ProposalPage

#: How long a page is laid out at most, in milliseconds.
_SETTLED = 50


class DifferencesWindow(BesideWindow):
    """Lists differences and proposals, and shows the page of the chosen one.

    It stays open beside the main window, writes nothing and reads nothing
    itself: its controller gives it keys, rows and pages.
    """

    wanted = Signal(object)
    """The `DifferenceKey` or proposal to make a page for; None for none."""
    opened = Signal(object)
    """Enter or a double click on one of them: show it in the main window."""
    proposals_asked = Signal()
    """The search for proposals, which was stopped, is to begin again."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("differences_window")
        self.setWindowTitle(tr("Differences"))
        self._keys: Sequence[DifferenceKey] = ()
        self._proposals: Sequence[Proposal] = ()
        self._items: list[DifferenceKey | Proposal] = []
        self._vocabulary: Vocabulary | None = None
        self._fetch: Fetch = lambda _keys: ()
        self._title = PlainLabel(tr("Differences"), "dialog_title")
        self._words = PlainLabel("", "body", "ink2", wrap=True)
        self._words.setObjectName("differences_words")
        # By then the page has the height that its words need in the width there is.
        self._reveal = QTimer(self, singleShot=True, interval=_SETTLED)
        self._reveal.timeout.connect(self._reveal_form)
        self.filters = FilterBar()
        self.list = DifferenceList(tr("Differences"), ground="surface")
        self._empty = PlainLabel("", "body", "ink2", wrap=True)
        self._empty.setObjectName("differences_empty")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._right = QScrollArea()
        self._right.setObjectName("difference_scroll")
        self._right.setFrameShape(QFrame.Shape.NoFrame)
        self._right.setWidgetResizable(True)
        self._right.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._right.viewport().setAutoFillBackground(False)
        self._right.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._split = Halves(self.list, self._right, most=82, share=1 / 3)
        self.search = ProposalSearch()
        self.search.asked.connect(self.proposals_asked)
        self._top = QHBoxLayout()
        self._top.addWidget(self._title, 0, Qt.AlignmentFlag.AlignBottom)
        self._top.addWidget(self._words, 1, Qt.AlignmentFlag.AlignBottom)
        self._head = QVBoxLayout()
        self._head.addLayout(self._top)
        self._head.addWidget(self.search)
        self._head.addWidget(self.filters)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head)
        column.addWidget(Hairline())
        column.addWidget(self._split, 1)
        column.addWidget(self._empty, 1)
        FocusFollower(self, self._on_focus)
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(lambda row: self.opened.emit(self._items[row]))
        self.filters.kinds_changed.connect(lambda: self._show_list())
        theme.notifier().changed.connect(self._retheme)
        self._retheme()
        u, room = theme.u(), self.screen().availableSize()
        self.resize(
            min(270 * u, round(room.width() * 0.95)), min(165 * u, round(room.height() * 0.9))
        )
        self.show_waiting()

    def show_waiting(self) -> None:
        """Say that the differences are being looked up."""
        self._words.setText(tr("Looking for differences…"))
        self._show_empty("")

    def show_differences(
        self, vocabulary: Vocabulary, keys: Sequence[DifferenceKey], fetch: Fetch
    ) -> None:
        """List these differences; the chosen one stays chosen if it is still there.

        Args:
            vocabulary: The words of the terms.
            keys: All that differ.
            fetch: Returns the differences of some keys; must be quick.
        """
        self._vocabulary, self._keys, self._fetch = vocabulary, keys, fetch
        self._show_list()

    def show_proposals(self, proposals: Sequence[Proposal]) -> None:
        """List these proposals under the differences."""
        if list(proposals) != list(self._proposals):
            self._proposals = proposals
            self._show_list()

    def current(self) -> DifferenceKey | Proposal | None:
        """Return what is chosen."""
        row = self.list.current()
        return self._items[row] if 0 <= row < len(self._items) else None

    def page(self) -> Page | None:
        """Return the page that is shown."""
        page = self._right.widget()
        return page if isinstance(page, DifferencePage | ProposalPage) else None

    def show_page(self, page: Page | None) -> None:
        """Show a page in place of the one before."""
        old = self._right.takeWidget()
        if old is not None:
            old.hide()
            old.deleteLater()
        if page is not None:
            self._right.setWidget(page)
            if isinstance(page, DifferencePage):
                page.form_opened.connect(self._reveal.start)
            page.setAutoFillBackground(False)  # the scroll area has turned it on

    def _reveal_form(self) -> None:
        page, focused = self.page(), self.focusWidget()
        form = page.form if isinstance(page, DifferencePage) else None
        if form is not None and focused is not None and form.start.isAncestorOf(focused):
            self._right.verticalScrollBar().setValue(form.y() - 2 * theme.u())

    def _on_focus(self, new: QWidget | None) -> None:
        """Show all of what has the keyboard, and what follows it: Qt shows a field's caret only."""
        if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            return  # what is being clicked on stays under the pointer
        page = self.page()
        if page is not None and new is not None and page.isAncestorOf(new):
            middle = new.mapTo(page, new.rect().center())
            around = new.height() // 2 + 16 * theme.u()
            self._right.ensureVisible(0, middle.y(), 0, around)

    def _show_list(self) -> None:
        before, row = self.current(), self.list.current()
        kinds = self.filters.kinds()
        counts: Counter[str] = Counter(str(key.kind) for key in self._keys)
        counts[PROPOSALS] = len(self._proposals)
        self.filters.set_counts(counts)
        self._items = [key for key in self._keys if key.kind in kinds]
        if PROPOSALS in kinds:
            self._items += self._proposals
        at = row
        if before is not None and before in self._items:
            at = self._items.index(before)
        self._words.setText(_summary(counts))
        if self._vocabulary is None:
            return
        if not self._items:
            nothing = tr(
                "Nothing differs. Where two reviewers judge a claim differently, or give a shared"
                " fact two values, it is listed here."
            )
            if self.filters.is_narrowed() and (self._keys or self._proposals):
                nothing = tr("Nothing of what you asked for. Choose other kinds above.")
            elif self.filters.is_narrowed():
                nothing = tr("Nothing differs in what you asked for.")
            elif self._keys:
                nothing = tr("Nothing is left to settle. “Settled” above shows what was agreed.")
            self.list.show_entries([])
            self._show_empty(nothing)
            return
        self._show_empty("")
        self.list.show_lazily(len(self._items), self._entries, max(0, at))

    def _entries(self, start: int, end: int) -> list[Entry]:
        wanted = self._items[start:end]
        keys = [item for item in wanted if isinstance(item, DifferenceKey)]
        assert self._vocabulary is not None
        found = {row.key: difference_entry(self._vocabulary, row) for row in self._fetch(keys)}
        # What is gone since leaves its row behind until the list is read again.
        gone = Entry(None, tr("(settled meanwhile)"), "")
        return [
            found.get(item, gone) if isinstance(item, DifferenceKey) else proposal_entry(item)
            for item in wanted
        ]

    def _show_empty(self, words: str) -> None:
        self._empty.setText(words)
        self._empty.setVisible(bool(words))
        self._split.setVisible(not words)
        if words:
            self.show_page(None)

    def _on_chosen(self, row: int) -> None:
        self.wanted.emit(self._items[row] if 0 <= row < len(self._items) else None)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the head as a panel, and what is below it as a page."""
        of = theme.tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), of.base)
        top = self._split.y() if self._split.isVisible() else self._empty.y()
        painter.fillRect(QRect(0, 0, self.width(), top), of.surface)

    def _retheme(self) -> None:
        u = theme.u()
        self._head.setContentsMargins(6 * u, 4 * u, 6 * u, 3 * u)
        self._head.setSpacing(2 * u)
        self._top.setSpacing(4 * u)
        self._empty.setContentsMargins(20 * u, 10 * u, 20 * u, 10 * u)
        self.list.setMinimumWidth(50 * u)
        self._right.setMinimumWidth(100 * u)  # two sides stand in it
        room = self.screen().availableSize()
        self.setMinimumSize(min(150 * u, room.width()), min(80 * u, room.height()))


def _summary(counts: Counter[str]) -> str:
    """Return how many differences are to be settled, in a sentence."""
    proposals, settled = counts[PROPOSALS], counts["settled"]
    waiting = sum(counts.values()) - proposals - settled
    if not waiting and not proposals:
        return tr("Nothing waits for a decision.")
    words = tr("1 difference.") if waiting == 1 else tr("{n} differences.", n=waiting)
    if proposals == 1:
        words = f"{words} " + tr("1 proposal waits for a decision.")
    elif proposals:
        words = f"{words} " + tr("{n} proposals wait for a decision.", n=proposals)
    return words
