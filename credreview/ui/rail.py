"""What stands for the list in a narrow window: a rail of buttons, and a drawer over the reader."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from credreview.text import tr
from credreview.ui.look import theme
from credreview.ui.look.buttons import PushButton


class Rail(QWidget):
    """A thin column of buttons that stands for the list where it has no room."""

    list_requested = Signal()
    search_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self._list = PushButton(kind="quiet", icon="list", name=tr("Show the articles"))
        self._search = PushButton(kind="quiet", icon="search", name=tr("Search all articles"))
        self._list.setObjectName("rail_list")
        self._search.setObjectName("rail_search")
        self._list.setCheckable(True)
        self._open = False
        # Not `clicked`: a screen reader toggles without a click.
        self._list.toggled.connect(self._toggled)
        self._search.clicked.connect(self.search_requested)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._list)
        self._column.addWidget(self._search)
        self._column.addStretch(1)
        theme.notifier().changed.connect(self._retheme)
        self._retheme()

    def set_open(self, on: bool) -> None:  # noqa: FBT001 - a state, named by the method
        """Show whether the list is open."""
        self._open = on
        self._list.setChecked(on)

    def _toggled(self, on: bool) -> None:  # noqa: FBT001 - of Qt
        if on != self._open:
            self._open = on
            self.list_requested.emit()

    def _retheme(self) -> None:
        u = theme.u()
        self.setFixedWidth(9 * u)
        self._column.setContentsMargins(u, 2 * u, u, 2 * u)
        self._column.setSpacing(2 * u)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), theme.tokens().window)
            painter.fillRect(self.width() - 1, 0, 1, self.height(), theme.tokens().line)


class Drawer(QWidget):
    """Holds the list over the reader, with a line at its side."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("drawer")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 1, 0)
        self.hide()

    def hold(self, pane: QWidget) -> None:
        """Take a pane in."""
        self._row.addWidget(pane)
        pane.show()

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), theme.tokens().surface)
            painter.fillRect(self.width() - 1, 0, 1, self.height(), theme.tokens().edge)
