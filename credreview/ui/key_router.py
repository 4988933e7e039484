"""Single keys on their way from the widget that has the focus to what they mean.

The filter sits on the focused widget alone and follows the focus: a list that
searches by letters, or a text that takes them, would swallow them otherwise,
and a filter on the whole application would be asked about every event.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from credreview.ui.keymap import Keymap, Meaning
from credreview.ui.look.focus import FocusFollower

_PLAIN: Final = Qt.KeyboardModifier.NoModifier | Qt.KeyboardModifier.KeypadModifier
_SHIFT: Final = Qt.KeyboardModifier.ShiftModifier


def is_typing(widget: QWidget | None) -> bool:
    """Tell whether letters belong to this widget because somebody types there."""
    if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit | QAbstractSpinBox):
        return widget.isEnabled() and not widget.isReadOnly()
    return isinstance(widget, QComboBox) and widget.isEditable()


def key_name(event: QKeyEvent) -> str:
    """Return what is printed on a key ("J", "Shift+J", "3", "?", "Esc"), or ""."""
    key, modifiers = event.key(), event.modifiers()
    if key == Qt.Key.Key_Escape:
        return "" if modifiers & ~_PLAIN else "Esc"
    if modifiers & ~(_PLAIN | _SHIFT):
        return ""
    if Qt.Key.Key_A <= key <= Qt.Key.Key_Z:
        return ("Shift+" if modifiers & _SHIFT else "") + chr(key)
    if Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
        return chr(key)  # on some keyboards digits are written with Shift
    # Signs lie elsewhere on every keyboard: what counts is what the key writes.
    return event.text() if event.text() in ("[", "]", "?") else ""


class KeyRouter(QObject):
    """Asks the keymap about each key that is not being typed, and hands on what it means.

    Args:
        window: The window whose keys these are; keys of dialogs are left alone.
        keymap: What keys mean.
        act: Called with what a pressed key means.
    """

    def __init__(self, window: QWidget, keymap: Keymap, act: Callable[[Meaning], None]) -> None:
        super().__init__(window)
        self._window = window
        self._keymap = keymap
        self._act = act
        self._watched: QWidget | None = None
        FocusFollower(window, self._follow)
        self._follow(QApplication.focusWidget())

    def _follow(self, new: QWidget | None) -> None:
        # A window that closes lets go of its parts before the focus is told to move on.
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = None
        watched = new or self._window
        if watched.window() is self._window:
            self._watched = watched
            watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        kind = event.type()
        if kind not in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            return False
        if not isinstance(event, QKeyEvent) or not isinstance(watched, QWidget):
            return False
        if is_typing(watched):
            return False
        name = key_name(event)
        if kind == QEvent.Type.ShortcutOverride:
            if name and self._keymap.meaning(name) is not None:
                event.accept()
                return True
            # A text that is only read takes Undo for itself, and does nothing with it.
            return self._is_undo(event)
        if not name or event.isAutoRepeat() and name not in ("J", "K", "[", "]"):
            return False
        meaning = self._keymap.press(name)
        if meaning is None:
            return False
        self._act(meaning)
        return True

    def _is_undo(self, event: QKeyEvent) -> bool:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() == Qt.Key.Key_Z:
            event.ignore()
            return True
        return False
