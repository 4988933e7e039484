"""A window beside the main one: Esc closes it, and the keys go on where they came from."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from credreview.ui.dialogs.keyboard import give_to_parent


class BesideWindow(QWidget):
    """A window of its own that belongs to the main one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the keys go on in the main window."""
        give_to_parent(self)
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the window."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)
