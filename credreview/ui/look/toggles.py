"""Check boxes and radio buttons of dialogs: the native ones lose their outline on dark."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton

from credreview.ui.look import painting, theme
from credreview.ui.look.painted_button import Ringed


def _toggle_size(button: QAbstractButton) -> QSize:
    unit = theme.u()
    width = painting.width_of(button.text().replace("&", ""), theme.font("body")) + 8 * unit
    return QSize(round(width), max(6 * unit, button.fontMetrics().height() + unit))


def _paint_toggle(button: Ringed) -> None:
    of, unit = theme.tokens(), theme.u()
    painter = QPainter(button)
    rect = QRectF(button.rect())
    reverse = button.layoutDirection() == Qt.LayoutDirection.RightToLeft
    side = 4.0 * unit
    x = rect.width() - side - unit if reverse else float(unit)
    sign = QRectF(x, round(rect.center().y() - side / 2), side, side)
    on, enabled = button.isChecked(), button.isEnabled()
    fill: QColor = of.base
    if enabled and (button.isDown() or button.underMouse()):
        fill = of.press if button.isDown() else of.hover
    edge = (of.accent if on else of.edge) if enabled else of.edge_off
    is_radio = isinstance(button, QRadioButton)
    if on and not is_radio:
        fill = of.accent if enabled else of.press
    width = 2.0 if on and is_radio else 1.0
    painting.box(painter, sign, side / 2 if is_radio else unit, fill=fill, border=edge, width=width)
    if on and is_radio:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(of.accent if enabled else of.ink3)
        painter.drawEllipse(sign.center(), side / 4, side / 4)
    elif on:
        role = "on_accent" if enabled else "ink3"
        tick = theme.icon("check", role, round(3.5 * unit))
        painting.place_icon(painter, tick, sign.center().x() - 1.75 * unit, sign.center().y())
    if button.ring:
        painting.box(painter, rect, unit, border=of.accent, width=2)
    words = QRectF(unit if reverse else 6.5 * unit, 0, rect.width() - 7.5 * unit, rect.height())
    align = Qt.AlignmentFlag.AlignRight if reverse else Qt.AlignmentFlag.AlignLeft
    ink = of.ink if enabled else of.ink3
    text = button.text().replace("&", "")
    painting.write(painter, words, text, theme.font("body"), ink, align)


class _Toggle(Ringed):
    """What check boxes and radio buttons share."""

    def hitButton(self, pos: QPoint) -> bool:
        """Take a click on the words too."""
        return True

    def sizeHint(self) -> QSize:
        """Return room for the whole text."""
        return _toggle_size(self)

    def minimumSizeHint(self) -> QSize:
        """Keep the whole text."""
        return _toggle_size(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the state that it is in."""
        _paint_toggle(self)


class CheckBox(_Toggle, QCheckBox):
    """A check box in our colours: the native one loses its outline in dark and contrast."""


class RadioButton(_Toggle, QRadioButton):
    """A radio button of a dialog, in our colours; arrows choose, as everywhere."""
