"""A list of options of which one is chosen: radio buttons under a heading, one below the other."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QVBoxLayout, QWidget

from credreview.ui.look import theme
from credreview.ui.look.flow_layout import FlowLayout
from credreview.ui.look.plain_label import PlainLabel
from credreview.ui.look.toggles import RadioButton


class Options(QFrame):
    """Radio buttons with a heading, in a frame without a line: screen readers name such a frame.

    Args:
        name: Its objectName; a button's is this, "_" and the option's own.
        heading: What is asked.
        options: Names and words, the first of which is chosen.
        in_lines: Beside each other, as many as a line holds, instead of one below the other.
        parent: Its parent.
    """

    changed = Signal()

    def __init__(
        self,
        name: str,
        heading: str,
        options: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
        *,
        in_lines: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(heading)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, RadioButton] = {}
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.u() // 2)
        column.addWidget(PlainLabel(heading, "label"))
        lines = QWidget()
        flow = FlowLayout(lines)
        for option, words in options:
            button = RadioButton(words)
            button.setObjectName(f"{name}_{option}")
            button.setAccessibleName(words)
            self.buttons[option] = button
            self._group.addButton(button)
            if in_lines:
                flow.addWidget(button)
            else:
                column.addWidget(button)
        if in_lines:
            column.addWidget(lines)
        self.choose(options[0][0])
        self._group.buttonToggled.connect(lambda _, on: self.changed.emit() if on else None)

    def value(self) -> str:
        """Return the name of the option that is chosen."""
        return next(name for name, button in self.buttons.items() if button.isChecked())

    def choose(self, option: str) -> None:
        """Choose an option by its name."""
        self.buttons[option].setChecked(True)

    def add_below(self, option: str, widget: QWidget) -> None:
        """Put something under an option that it belongs to; not where they stand in lines."""
        self._column.insertWidget(self._column.indexOf(self.buttons[option]) + 1, widget)
