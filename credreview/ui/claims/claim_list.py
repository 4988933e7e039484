"""The claim list's view: any number of claims, and no widget for any of them."""

from PySide6.QtCore import QItemSelection, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from credreview.text import tr
from credreview.ui.claims.claim_model import CLAIM_ROLE, ClaimListModel, Index
from credreview.ui.claims.claim_row import ClaimDelegate, row_height
from credreview.ui.look import theme


class ClaimListView(QListView):
    """The list; moving in it shows a claim and writes nothing.

    Letters and digits are passed on: they judge or move, they do not search here.

    Args:
        model: What it shows.
        immediate: Arrow keys activate a claim at once; else only Enter and a click do.
        parent: Its parent.
    """

    claim_activated = Signal(str)
    """A person moved to this claim or chose it again."""

    def __init__(
        self, model: ClaimListModel, parent: QWidget | None = None, *, immediate: bool = True
    ) -> None:
        super().__init__(parent)
        self._quiet = False
        self._held = False
        self._immediate = immediate
        self.setObjectName("claims")
        self.setAccessibleName(tr("Claims"))
        self.setModel(model)
        self.setItemDelegate(ClaimDelegate(self))
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.viewport().setAutoFillBackground(False)
        self.selectionModel().currentChanged.connect(self._on_current)
        theme.notifier().changed.connect(self._retheme)

    def claim_model(self) -> ClaimListModel:
        """Return the model this list was made with."""
        model = self.model()
        assert isinstance(model, ClaimListModel)
        return model

    def show_claim(self, claim_id: str | None) -> None:
        """Make this claim the current row and bring it, with a neighbour, into view.

        None begins at the first row. While a mouse button is down nothing scrolls: Qt would
        choose the row that has come under the pointer.
        """
        model = self.claim_model()
        row = model.row_of(claim_id) if claim_id is not None else -1
        self._quiet = True
        try:
            if row < 0:
                self.selectionModel().clear()
                self.scrollToTop()
                return
            index = model.index(row)
            self.setCurrentIndex(index)
            self._reveal(index)
        finally:
            self._quiet = False

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: D102
        # Qt makes the first row the current one where there is none; nobody chose it.
        none = not self.currentIndex().isValid()
        self._quiet = True
        super().focusInEvent(event)
        if none:
            self.selectionModel().clear()
        self._quiet = False

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        current = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier or not current.isValid():
                event.ignore()
                return
            self._tell(current)
        elif event.text().isprintable() and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        before = QPersistentModelIndex(self.currentIndex())
        self._held = True
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        again = before.isValid() and before.row() == index.row()
        if index.isValid() and (again or not self._immediate):
            self._tell(index)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        super().mouseReleaseEvent(event)
        self._held = False

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:  # noqa: D102
        super().selectionChanged(selected, deselected)
        QTimer.singleShot(0, self, self._follow_selection)

    def _follow_selection(self) -> None:
        """Move to a row that a screen reader selected: it leaves the current one as it was."""
        for index in self.selectedIndexes():
            if index != self.currentIndex():
                self.setCurrentIndex(index)
                if not self._immediate:
                    self._tell(index)
                return

    def _on_current(self, index: QModelIndex) -> None:
        if self._immediate:
            self._tell(index)

    def _tell(self, index: Index) -> None:
        claim = index.data(CLAIM_ROLE) if index.isValid() else None
        if claim is not None and not self._quiet:
            self.claim_activated.emit(claim.id)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        if self.currentIndex().isValid():
            self._reveal(self.currentIndex())

    def _reveal(self, index: QModelIndex) -> None:
        """Scroll only from an edge row on, so that a clicked row stays under the pointer."""
        if self._held:
            return
        self.executeDelayedItemsLayout()
        first = self.verticalScrollBar().value()
        last = first + self.viewport().height() // row_height() - 1
        at_end = index.row() == self.claim_model().rowCount() - 1
        inside = (first < index.row() or index.row() == first == 0) and (
            index.row() < last or (at_end and index.row() == last)
        )
        if not inside:
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def _retheme(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()


def rows_shown(panel_height: int, unit: int) -> int:
    """Return how many rows a panel of this height gives the list; 0 means the one-line form.

    The rest of the panel needs 171 u from the quote to the credibility picker.
    """
    rows = min(8, int((panel_height - 171 * unit) // (7.5 * unit)))
    return rows if rows >= 3 else 0
