"""What painted buttons share."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton, QWidget

from credreview.ui.look import painting, theme

if TYPE_CHECKING:
    _Button = QAbstractButton
else:
    _Button = object  # what stands beside it in the bases is the button


class Ringed(_Button):
    """A button that is painted: hover, and a focus ring that a mouse click does not show."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)  # type: ignore[call-arg, arg-type]  # the button's
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._ring = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring where the keyboard brought the focus."""
        self._ring = painting.shows_ring(event, self._ring)
        super().focusInEvent(event)

    @property
    def ring(self) -> bool:
        """Whether the focus ring is shown."""
        return self._ring and self.hasFocus()


class PaintedButton(Ringed, QPushButton):
    """What painted push buttons share besides: a key shows the ring, and their fill."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show the ring from now on: a key is in use."""
        self._ring = True
        super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Keep the whole text."""
        return self.sizeHint()

    def _surface(self) -> QColor | None:
        """Return the fill for hover and press, None at rest."""
        of = theme.tokens()
        if self.isEnabled() and self.isDown():
            return of.press
        return of.hover if self.isEnabled() and self.underMouse() else None
