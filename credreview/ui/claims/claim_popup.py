"""The claim list as a drop-down, for a panel that is too low to show it."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from credreview.text import tr
from credreview.ui.claims.claim_list import ClaimListView
from credreview.ui.claims.claim_model import ClaimListModel
from credreview.ui.claims.claim_row import row_height
from credreview.ui.look import theme

_MOST_ROWS = 12


class ClaimPopup(QWidget):
    """Opens under a widget; a click or Enter takes a claim, Esc and a click outside none."""

    claim_activated = Signal(str)
    """A person took a claim."""

    def __init__(self, model: ClaimListModel, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("claims_popup")
        self.setAccessibleName(tr("All claims"))
        self._list = ClaimListView(model, self, immediate=False)
        self._list.setObjectName("claims_popup_list")
        self._list.claim_activated.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self._list)

    def open_under(self, head: QWidget, current: str | None) -> None:
        """Show the list under `head`, as wide as it, with the current claim in view."""
        rows = min(_MOST_ROWS, self._list.claim_model().rowCount())
        if not rows:
            return
        self.resize(head.width(), rows * row_height() + 2)
        self.move(head.mapToGlobal(QPoint(0, head.height())))
        self.show()
        self._list.show_claim(current)
        self._list.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        tokens = theme.tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens.raised)
        painter.setPen(tokens.edge)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _take(self, claim_id: str) -> None:
        self.close()
        self.claim_activated.emit(claim_id)
