"""The foot of the side panel: done with this claim, or nothing to check in it."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from credreview.text import tr
from credreview.ui.look import painting, theme
from credreview.ui.look.buttons import PushButton
from credreview.ui.look.key_hint import KeyHint


class NotCheckableButton(PushButton):
    """A quiet toggle: an opinion or a forecast holds no fact to grade."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Not checkable"), "quiet", parent=parent)
        self.setObjectName("not_checkable")
        self.setAccessibleName(tr("Not checkable"))
        self.setAccessibleDescription(tr("An opinion or a forecast: there is no fact to grade"))
        self.setToolTip(
            painting.plain_tip(tr("An opinion or a forecast: there is no fact to grade (Y)"))
        )
        self.setCheckable(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what every chosen thing bears, then the words."""
        if self.isChecked():
            tokens = theme.tokens()
            painting.box(
                QPainter(self),
                QRectF(self.rect()),
                theme.u(),
                fill=tokens.accent_tint,
                border=tokens.accent,
                width=1.5,
            )
        super().paintEvent(event)


class PanelFooter(QWidget):
    """The only primary button of the window, its keys, and "Not checkable"; never scrolls."""

    done = Signal()
    not_checkable = Signal(bool)
    """A person said whether there is a fact to grade."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel_footer")
        self._done = PushButton(tr("Done, next"), "primary")
        self._done.setObjectName("done_next")
        self._done.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._toggle = NotCheckableButton()
        self._shown = False
        self._done.clicked.connect(self.done)
        # Not `clicked`: a screen reader toggles without a click.
        self._toggle.toggled.connect(self._toggled)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._done)
        self._row.addWidget(KeyHint.of("Ctrl+Return"))
        self._row.addStretch(1)
        self._row.addWidget(self._toggle)
        self._row.addWidget(KeyHint("Y"))
        theme.notifier().changed.connect(self._measure)
        self._measure()

    def show_not_checkable(self, on: bool) -> None:
        """Show the toggle on or off without telling anyone."""
        self._shown = on
        self._toggle.setChecked(on)
        self._toggle.icon_name = "check" if on else ""
        self._toggle.updateGeometry()
        self._toggle.update()

    def follow_in_tab_order(self, last: QWidget) -> None:
        """Be reached by Tab after `last`, the last control above."""
        QWidget.setTabOrder(last, self._done)
        QWidget.setTabOrder(self._done, self._toggle)

    def set_margins(self, left: int, right: int) -> None:
        """Keep this far from the panel's edges, in pixels."""
        above = round(1.75 * theme.u())
        self._row.setContentsMargins(left, above, right, above)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        QPainter(self).fillRect(0, 0, self.width(), 1, theme.tokens().line)

    def _toggled(self, on: bool) -> None:
        if on != self._shown:
            self._shown = on
            self.not_checkable.emit(on)

    def _measure(self) -> None:
        self._row.setSpacing(round(1.5 * theme.u()))
        margins = self._row.contentsMargins()
        self.set_margins(margins.left(), margins.right())
