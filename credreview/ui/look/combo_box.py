"""A combo box in our colours: the native one loses its outline in dark and contrast."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from credreview.ui.look import painting, theme


class ComboBox(QComboBox):
    """A list of which one is chosen; the wheel does not change it by passing over.

    Args:
        name: Its accessible name. On Linux Qt tells a screen reader the value instead, and
            takes the name from a `QLabel` whose buddy this is: give it one.
        parent: Its parent.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._ring = False
        self._most: float | None = None

    def set_most(self, units: float) -> None:
        """Ask for no more width than this, however long an item is."""
        self._most = units
        self.updateGeometry()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring unless a mouse gave the focus."""
        self._ring = painting.shows_ring(event, self._ring)
        super().focusInEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the panel that scrolls."""
        event.ignore()

    def sizeHint(self) -> QSize:
        """Return room for the longest item."""
        unit, font = theme.u(), theme.font("body")
        widths = [painting.width_of(self.itemText(i), font) for i in range(self.count())]
        longest = max(widths, default=0.0)
        if self._most is not None:
            longest = min(longest, (self._most - 11) * unit)
        height = max(7 * unit, self.fontMetrics().height() + 2 * unit)
        return QSize(round(longest + 11 * unit), height)

    def minimumSizeHint(self) -> QSize:
        """Return a size that shows some letters."""
        return QSize(min(24 * theme.u(), self.sizeHint().width()), self.sizeHint().height())

    def showPopup(self) -> None:
        """Show the list, wide enough for whole items."""
        font, room = theme.font("body"), self.screen().availableSize().width()
        widths = [painting.width_of(self.itemText(i), font) for i in range(self.count())]
        wanted = max(widths, default=0.0) + 8 * theme.u()
        self.view().setMinimumWidth(min(round(wanted), room // 2))
        super().showPopup()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the state that it is in."""
        of, unit = theme.tokens(), theme.u()
        painter = QPainter(self)
        rect = QRectF(self.rect())
        enabled = self.isEnabled()
        fill = of.raised if enabled else of.surface
        if enabled and (self.underMouse() or self.view().isVisible()):
            fill = of.press if self.view().isVisible() else of.hover
        border = of.edge if enabled else of.edge_off
        painting.box(painter, rect, unit, fill=fill, border=border)
        if self._ring and self.hasFocus():
            painting.box(painter, rect, unit, border=of.accent, width=2)
        reverse = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        before, after = (7, 2) if reverse else (2, 7)
        words = rect.adjusted(before * unit, 0, -after * unit, 0)
        align = Qt.AlignmentFlag.AlignRight if reverse else Qt.AlignmentFlag.AlignLeft
        ink = of.ink if enabled else of.ink3
        painting.write(painter, words, self.currentText(), theme.font("body"), ink, align)
        x = 2 * unit if reverse else rect.width() - 6 * unit
        chevron = theme.icon("chevron-down", "ink2" if enabled else "ink3")
        painting.place_icon(painter, chevron, x, rect.center().y())
