"""A card: a quiet box with a bar at the side where reading begins."""

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QWidget

from credreview.ui.look import painting, theme


class Card(QWidget):
    """A box in the colours of two roles; in high contrast the box is an outline.

    Args:
        fill: Colour role of the box.
        bar: Colour role of the bar.
        parent: Its parent.
    """

    def __init__(self, fill: str, bar: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fill = fill
        self._bar = bar

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        tokens, u = theme.tokens(), theme.u()
        painter = QPainter(self)
        border = tokens.edge if tokens.high_contrast else None
        fill = getattr(tokens, self._fill)
        painting.box(painter, QRectF(self.rect()), u, fill=fill, border=border)
        bar = QRect(0, 0, max(2, round(0.75 * u)), self.height())
        bar = QStyle.visualRect(self.layoutDirection(), self.rect(), bar)
        painter.fillRect(bar, getattr(tokens, self._bar))
