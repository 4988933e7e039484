"""Where the keyboard goes, told to those who follow it, for as long as they are there."""

from collections.abc import Callable
from weakref import WeakMethod

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


class FocusFollower(QObject):
    """Tells its owner which widget has the keyboard now, each time that changes.

    A window that is being destroyed lets go of its parts one by one, and the
    focus moves at each: from the first of them on nothing is told any more.

    Args:
        owner: Lives as long as this does.
        told: A method of the owner or of a part of it, called with the widget
            that has the keyboard now, or None.
    """

    def __init__(self, owner: QWidget, told: Callable[[QWidget | None], None]) -> None:
        super().__init__(owner)
        self._owner = owner
        self._told = WeakMethod(told)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_change)

    def _on_change(self, _old: QWidget | None, new: QWidget | None) -> None:
        told = self._told()
        if told is not None and isValid(self._owner):
            told(new)
