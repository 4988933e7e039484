"""Text fields: the search field, and the marking of a wrong value."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QWidget,
)

from credreview.text import tr
from credreview.ui.look import painting, theme
from credreview.ui.look.buttons import PushButton
from credreview.ui.look.plain_label import PlainLabel


class SearchField(QLineEdit):
    """A field with a magnifier; Esc and a cross clear it, Esc in an empty one is not taken.

    Args:
        placeholder: What it searches; also its accessible name.
        parent: Its parent.
    """

    cleared = Signal()

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        # Not a QAction: Qt paints its icon in one size, whatever the text size is.
        self._cross = PushButton(
            kind="quiet", icon="close", name=tr("Clear the search"), parent=self
        )
        self._cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._cross.setCursor(Qt.CursorShape.ArrowCursor)
        self._cross.hide()
        self._cross.clicked.connect(self._clear)
        self.textChanged.connect(lambda text: self._cross.setVisible(bool(text)))
        theme.notifier().changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        unit = theme.u()
        icon, cross = round(5.5 * unit), 6 * unit
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            self.setTextMargins(cross, 0, icon, 0)
        else:
            self.setTextMargins(icon, 0, cross, 0)
        self.setMinimumHeight(max(8 * unit, self.fontMetrics().height() + 2 * unit))
        self._set_cross()

    def _set_cross(self) -> None:
        side = self._cross.sizeHint().height()
        reverse = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        edge = theme.u() // 2
        x = edge if reverse else self.width() - side - edge
        self._cross.setGeometry(x, (self.height() - side) // 2, side, side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the cross at the end."""
        super().resizeEvent(event)
        self._set_cross()

    def _clear(self) -> None:
        self.clear()
        self.cleared.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc clears what is there."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self._clear()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field and the magnifier in it."""
        super().paintEvent(event)
        unit = theme.u()
        painter = QPainter(self)
        reverse = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = self.width() - 6 * unit if reverse else 2 * unit
        role = "ink2" if self.isEnabled() else "ink3"
        painting.place_icon(painter, theme.icon("search", role), x, self.height() / 2)


def set_invalid(field: QWidget, on: bool) -> None:
    """Draw a line edit or text edit with the border of an error, or without it again."""
    if bool(field.property("invalid")) == on:
        return
    field.setProperty("invalid", on)
    field.style().unpolish(field)
    field.style().polish(field)
    field.update()


class FieldNote(QWidget):
    """A sentence below a field, with its icon; it takes no room while there is none.

    Args:
        kind: "error", "warn" or "info".
        parent: Its parent.
    """

    def __init__(self, kind: str = "error", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self._icon = QLabel()
        self._words = PlainLabel("", "body", self._role(), wrap=True)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self._words, 1)
        theme.notifier().changed.connect(self._dress)
        self.set_text("")

    def set_text(self, text: str) -> None:
        """Show a sentence; an empty one takes the note away."""
        self._words.setText(text)
        self.setAccessibleName(text)
        self._icon.setVisible(bool(text))
        self._words.setVisible(bool(text))
        self._dress()

    def text(self) -> str:
        """Return the sentence."""
        return self._words.text()

    def _role(self) -> str:
        return "ink2" if self._kind == "info" else self._kind

    def _dress(self) -> None:
        self._row.setContentsMargins(0, theme.u() if self.text() else 0, 0, 0)
        self._row.setSpacing(theme.u())
        self._icon.setPixmap(theme.icon(self._kind, self._role()))
