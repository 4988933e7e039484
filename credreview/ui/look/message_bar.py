"""The message bar: what happened, what is safe, what to do; under the menu, in nobody's way."""

from collections.abc import Sequence
from typing import Final, Literal

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from credreview.text import tr
from credreview.ui.look import painting, theme
from credreview.ui.look.buttons import PushButton
from credreview.ui.look.plain_label import PlainLabel

MessageKind = Literal["error", "warn", "info"]

# Kind: the role of bar and icon, the role of the ground.
_ROLES: Final = {
    "error": ("error", "error_tint"),
    "warn": ("warn", "warn_tint"),
    "info": ("accent", "accent_tint"),
}


class MessageBar(QWidget):
    """A message that pushes the content down and never hides by itself.

    An error stays until the program takes it away; a warning and an
    information can be closed by the reader (`closed` is emitted).

    Args:
        kind: "error", "warn" or "info".
        title: What happened, one sentence; plain text.
        text: What is safe and what to do; plain text.
        buttons: What can be done, the main one last.
        icon: An icon other than the kind's own.
        parent: Its parent.
    """

    closed = Signal()

    def __init__(
        self,
        kind: MessageKind,
        title: str,
        text: str = "",
        buttons: Sequence[QPushButton] = (),
        *,
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.kind = kind
        self.setObjectName("message_bar")
        self._icon_name = icon or kind
        self._icon = QLabel()
        self._title = PlainLabel("", "strong", wrap=True)
        self._text = PlainLabel("", "body", wrap=True)
        for label in (self._title, self._text):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._words = QVBoxLayout()
        self._words.addWidget(self._title)
        self._words.addWidget(self._text)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(self._words, 1)
        self._buttons = tuple(buttons)
        self._below: bool | None = None
        self._beside = QHBoxLayout()
        self._under = QHBoxLayout()
        self._under.addStretch(1)
        self._row.addLayout(self._beside)
        self._words.addLayout(self._under)
        self._close = PushButton(kind="quiet", icon="close", name=tr("Close this message"))
        self._close.setObjectName("message_close")
        self._close.clicked.connect(self._leave)
        self._row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignVCenter)
        self._close.setVisible(kind != "error")
        theme.notifier().changed.connect(self._dress)
        self._dress()
        self._place_buttons()
        self.set_message(title, text)

    def set_message(self, title: str, text: str = "") -> None:
        """Say something else; a screen reader is told where the bar is on screen."""
        if (title, text) == (self._title.text(), self._text.text()):
            return
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        # Beside the first line, which stands in the middle where it is the only one.
        self._row.setAlignment(
            self._icon, Qt.AlignmentFlag.AlignTop if text else Qt.AlignmentFlag.AlignVCenter
        )
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        if self.isVisible():
            self._tell()

    def title(self) -> str:
        """Return the sentence that it says first."""
        return self._title.text()

    def text(self) -> str:
        """Return what it says after the first sentence."""
        return self._text.text()

    def minimumSizeHint(self) -> QSize:
        """Return room for two lines: the words need more only in a narrow window."""
        lines = 2 * self.fontMetrics().height() + 5 * theme.u()
        return QSize(80 * theme.u(), max(lines, 11 * theme.u()))

    def sizeHint(self) -> QSize:
        """Return the height that the words need in the present width."""
        width = max(self.width(), 80 * theme.u())
        return QSize(width, max(self.heightForWidth(width), self.minimumSizeHint().height()))

    def showEvent(self, event: QShowEvent) -> None:
        """Tell a screen reader."""
        super().showEvent(event)
        self._tell()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the buttons under the words where both side by side would squeeze the words."""
        super().resizeEvent(event)
        self._place_buttons()

    def _place_buttons(self) -> None:
        needed = sum(button.sizeHint().width() for button in self._buttons)
        below = needed > 0.4 * self.width()
        if below == self._below:
            return
        self._below = below
        for button in self._buttons:
            (self._under if below else self._beside).addWidget(
                button, 0, Qt.AlignmentFlag.AlignVCenter
            )
        self._space()

    def _space(self) -> None:
        unit = theme.u()
        for line in (self._beside, self._under):
            line.setSpacing(round(2.5 * unit))
        self._under.setContentsMargins(0, round(1.5 * unit) if self._below else 0, 0, 0)

    def _tell(self) -> None:
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _leave(self) -> None:
        self.hide()
        self.closed.emit()

    def _dress(self) -> None:
        unit = theme.u()
        self._row.setContentsMargins(4 * unit, 2 * unit, 3 * unit, 2 * unit)
        self._row.setSpacing(round(2.5 * unit))
        self._words.setSpacing(unit // 2)
        self._space()
        self._icon.setPixmap(theme.icon(self._icon_name, _ROLES[self.kind][0], round(4.5 * unit)))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, the bar at the side where reading begins, and the line below."""
        of, unit = theme.tokens(), theme.u()
        bar, ground = (getattr(of, role) for role in _ROLES[self.kind])
        painter = QPainter(self)
        rect = QRectF(self.rect())
        painter.fillRect(rect, ground)
        painter.fillRect(QRectF(0, rect.bottom() - 1, rect.width(), 1), of.line)
        width = 0.75 * unit
        if of.high_contrast:
            painting.box(painter, rect, 0, border=bar, width=2)
            width = 2.0 * unit
        reverse = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        painter.fillRect(
            QRectF(rect.width() - width if reverse else 0, 0, width, rect.height()), bar
        )
