"""Dialogs over the main window, and where the keyboard is when they are gone."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget
from shiboken6 import isValid


@contextmanager
def keyboard_kept(window: QWidget) -> Iterator[None]:
    """Give the keyboard back to where it was in a window; for dialogs that wait for an answer."""
    before = window.focusWidget()
    yield
    _give_back(window, before)


def open_over(window: QWidget, dialog: QDialog) -> None:
    """Open a dialog; when it is closed it is deleted, and the keyboard is where it was."""
    before = window.focusWidget()

    def closed() -> None:
        _give_back(window, before)
        dialog.deleteLater()

    dialog.finished.connect(closed)
    dialog.open()


def give_to_parent(window: QWidget) -> None:
    """Give the keyboard of a window that closes to the one it stands beside."""
    parent = window.parentWidget()
    if window.isActiveWindow() and parent is not None:
        _give_back(parent.window(), None)


def _give_back(window: QWidget, before: QWidget | None) -> None:
    if not isValid(window) or not window.isVisible():
        return
    # Not every window manager makes the window below a closed dialog the active one.
    window.activateWindow()
    if before is not None and isValid(before) and before.isVisibleTo(window):
        before.setFocus(Qt.FocusReason.ActiveWindowFocusReason)
