"""A section of the judgement form: a printed label, and the control that it names."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from credreview.ui.look import theme
from credreview.ui.look.key_hint import KeyHint
from credreview.ui.look.plain_label import PlainLabel


class FormSection(QWidget):
    """A label above its control, or beside it where the panel is wide.

    Args:
        title: The label; the control is its buddy.
        control: What it names.
        remark: A quiet word after the label.
        keys: What stands on the key caps at the end of the label's line, one hint each.
        beside: Put the control beside the label while the section is not narrow.
    """

    def __init__(
        self,
        title: str,
        control: QWidget,
        *,
        remark: str = "",
        keys: Sequence[str] = (),
        beside: bool = False,
    ) -> None:
        super().__init__()
        self.control = control
        self.label = PlainLabel(title, font="label")
        self.label.setBuddy(control)
        self._beside = beside
        self._head = QHBoxLayout()
        self._head.addWidget(self.label)
        self._head.addWidget(PlainLabel(remark, font="small", colour="ink2"))
        self._head.addStretch(1)
        for key in keys:
            self._head.addWidget(KeyHint(key))
        self._body = QVBoxLayout()
        self._body.addWidget(control)
        self._row = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addLayout(self._head)
        self._row.addLayout(self._body, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        theme.notifier().changed.connect(self._measure)
        self.set_narrow(False)

    def add_below(self, widget: QWidget) -> None:
        """Put something that belongs to the control under it."""
        self._body.addWidget(widget)

    def set_narrow(self, narrow: bool) -> None:
        """Put the label above the control in any case, or let it stand beside."""
        direction = QBoxLayout.Direction
        down = narrow or not self._beside
        self._row.setDirection(direction.TopToBottom if down else direction.LeftToRight)
        self._measure()

    def set_label_width(self, width: int) -> None:
        """Keep this much room for a label beside its control, so that controls align."""
        self.label.setMinimumWidth(width)

    def _measure(self) -> None:
        u = theme.u()
        self._head.setSpacing(round(1.5 * u))
        self._body.setSpacing(u)
        down = self._row.direction() == QBoxLayout.Direction.TopToBottom
        self._row.setSpacing(u if down else 2 * u)


class Hairline(QWidget):
    """One line across, one pixel thin."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(1)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        QPainter(self).fillRect(self.rect(), theme.tokens().line)
