"""Messages under the menu bar: one for each subject, the newest words of it."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from credreview.domain.errors import UserError
from credreview.ui.look.buttons import Kind, PushButton
from credreview.ui.look.message_bar import MessageBar, MessageKind

#: Words of a button, its kind, and what it does.
Choice = tuple[str, Kind, Callable[[], None]]


class Messages(QWidget):
    """Stacks message bars; a subject has one bar at a time, and errors stand on top."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messages")
        self._bars: dict[str, MessageBar] = {}
        self._choices: dict[str, tuple[str, ...]] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.hide()

    def show_message(
        self,
        subject: str,
        kind: MessageKind,
        title: str,
        text: str = "",
        choices: Sequence[Choice] = (),
        *,
        icon: str = "",
    ) -> MessageBar:
        """Say something about a subject, in place of what was said about it before."""
        words = tuple(choice[0] for choice in choices)
        bar = self._bars.get(subject)
        if bar is not None and bar.kind == kind and self._choices[subject] == words:
            bar.set_message(title, text)
            return bar
        self.take_away(subject)
        buttons = []
        for label, button_kind, act in choices:
            button = PushButton(label, button_kind)
            button.clicked.connect(act)
            buttons.append(button)
        bar = MessageBar(kind, title, text, buttons, icon=icon)
        bar.closed.connect(partial(self.take_away, subject))
        self._bars[subject], self._choices[subject] = bar, words
        self._column.insertWidget(0 if kind == "error" else self._column.count(), bar)
        self._show_urgent()
        return bar

    def show_error(self, subject: str, error: UserError, kind: MessageKind = "warn") -> None:
        """Say what is in the way and what to do about it."""
        self.show_message(subject, kind, error.message, error.hint)

    def take_away(self, subject: str) -> None:
        """Say no more about a subject."""
        bar = self._bars.pop(subject, None)
        self._choices.pop(subject, None)
        if bar is not None:
            bar.hide()
            self._column.removeWidget(bar)
            bar.deleteLater()
        self._show_urgent()

    def _show_urgent(self) -> None:
        """Let information wait while there is an error: both would take the room to work in."""
        trouble = any(bar.kind == "error" for bar in self._bars.values())
        for bar in self._bars.values():
            bar.setVisible(bar.kind != "info" or not trouble)
        self.setVisible(bool(self._bars))

    def clear(self) -> None:
        """Take all messages away."""
        for subject in list(self._bars):
            self.take_away(subject)

    def bar(self, subject: str) -> MessageBar | None:
        """Return the bar about a subject, or None."""
        return self._bars.get(subject)
