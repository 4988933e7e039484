"""The claims behind a cell of the matrix, under the words of that cell."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from credreview.text import tr
from credreview.ui.differences.difference_list import DifferenceList, Entry
from credreview.ui.look import theme
from credreview.ui.look.plain_label import PlainLabel


class CellClaims(QWidget):
    """A heading and a list; arrows choose a claim, Enter and a double click open it."""

    opened = Signal(int)
    """The row of the claim that is to be shown in the main window."""
    chosen = Signal(int)
    """The row that is the current one now; -1 for none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = PlainLabel("", "label", wrap=True)
        self.head.setObjectName("agreement_cell")
        self.list = DifferenceList(tr("Claims of the chosen cell"))
        self.list.setObjectName("agreement_claims")
        self.setFocusProxy(self.list)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.head)
        self._column.addWidget(self.list, 1)
        self.list.opened.connect(self.opened)
        self.list.chosen.connect(self.chosen)
        theme.notifier().changed.connect(self._retheme)
        self._retheme()

    def show_cell(self, words: str) -> None:
        """Say which cell it is; its claims are yet to come."""
        self.head.setText(words)
        self.list.show_entries(())

    def show_entries(self, entries: Sequence[Entry], more: int = 0) -> None:
        """Show the claims of the cell; `more` are there beside these."""
        self.list.show_entries(entries)
        if more:
            words = tr("{count} more are not listed", count=more)
            self.head.setText(f"{self.head.text()} ({words})")

    def _retheme(self) -> None:
        u = theme.u()
        self._column.setContentsMargins(2 * u, 0, 0, 0)
        self._column.setSpacing(u)
        self.list.setMinimumHeight(45 * u)
