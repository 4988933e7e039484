"""What painted buttons share."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from credreview.ui.look import painting, theme


class PaintedButton(QPushButton):
    """What painted buttons share: hover, and a focus ring that a mouse click does not show."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._ring = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring where the keyboard brought the focus."""
        self._ring = painting.shows_ring(event, self._ring)
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show the ring from now on: a key is in use."""
        self._ring = True
        super().keyPressEvent(event)

    @property
    def ring(self) -> bool:
        """Whether the focus ring is shown."""
        return self._ring and self.hasFocus()

    def minimumSizeHint(self) -> QSize:
        """Keep the whole text."""
        return self.sizeHint()

    def _surface(self) -> QColor | None:
        """Return the fill for hover and press, None at rest."""
        of = theme.tokens()
        if self.isEnabled() and self.isDown():
            return of.press
        return of.hover if self.isEnabled() and self.underMouse() else None
