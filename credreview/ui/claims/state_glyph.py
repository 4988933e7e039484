"""A claim's state as a small widget of its own."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from credreview.domain.model import ClaimState
from credreview.ui.claims.grade_words import state_word
from credreview.ui.look import theme
from credreview.ui.look.glyphs import paint_state


class StateGlyph(QWidget):
    """A claim's state as a sign, with its word as name and tip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = ClaimState.OPEN
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.notifier().changed.connect(self.updateGeometry)

    def set_state(self, state: ClaimState) -> None:
        """Show this state."""
        self._state = state
        self.setAccessibleName(state_word(state))
        self.setToolTip(state_word(state))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: D102
        side = round(3.5 * theme.u())
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        paint_state(QPainter(self), QRectF(self.rect()), self._state, theme.tokens())
