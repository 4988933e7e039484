"""The keyboard is followed while its follower lives, and no step longer."""

from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from credreview.ui.key_router import KeyRouter
from credreview.ui.keymap import Keymap
from credreview.ui.look.focus import FocusFollower


class _Window(QWidget):
    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        self.fields = [QLineEdit(), QLineEdit()]
        for field in self.fields:
            column.addWidget(field)
        self.told: list[QWidget | None] = []

    def follow(self, new: QWidget | None) -> None:
        self.told.append(new)


def _shown(qtbot: QtBot) -> _Window:
    window = _Window()
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    window.fields[0].setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is window.fields[0])
    return window


def test_the_owner_is_told_what_has_the_keyboard_now(qtbot: QtBot) -> None:
    window = _shown(qtbot)
    FocusFollower(window, window.follow)
    window.fields[1].setFocus()
    assert window.told == [window.fields[1]]
    delete(window)


def test_a_window_that_is_being_destroyed_is_told_nothing(qtbot: QtBot) -> None:
    window = _shown(qtbot)
    told = window.told
    FocusFollower(window, window.follow)
    delete(window)
    assert told == []


def test_the_keys_of_a_window_that_is_being_destroyed_are_let_go_without_an_error(
    qtbot: QtBot,
) -> None:
    window = _shown(qtbot)
    KeyRouter(window, Keymap({}), lambda _meaning: None)
    delete(window)
    assert QApplication.focusWidget() is None
