"""The table of actions: unique and complete."""

from collections import Counter

from claim_examples import vocabulary
from PySide6.QtGui import QKeySequence

from credreview.domain.vocabulary import OWN_KEYS
from credreview.ui.actions import MENUS, table
from credreview.ui.main_window import MainWindow
from credreview.ui.settings import Settings


def test_ids_are_unique():
    assert [id for id, n in Counter(action.id for action in table()).items() if n > 1] == []


def test_every_shortcut_is_unique():
    keys = [QKeySequence(key).toString() for action in table() for key in action.keys]
    letters = [action.letter for action in table() if action.letter]
    assert [key for key, n in Counter(keys + letters).items() if n > 1] == []
    assert all(keys)


def test_no_letter_of_an_action_is_a_key_of_a_term():
    letters = {action.letter for action in table() if action.letter}
    assert not letters & {term.key for term in vocabulary().provenance}
    assert not letters & OWN_KEYS


def test_a_single_letter_is_never_a_shortcut_of_qt():
    for action in table():
        for key in action.keys:
            assert "+" in key or key.startswith("F"), action.id


def test_every_handler_is_there(qtbot):
    window = MainWindow(Settings())
    qtbot.addWidget(window)
    for action in table():
        controller, _, method = action.handler.partition(".")
        target = window if controller == "window" else getattr(window, controller)
        assert callable(getattr(target, method)), action.id
    window.close()


def test_every_action_stands_in_a_menu_that_is_there():
    assert {action.menu for action in table()} == set(MENUS)


def test_letters_of_menus_are_unique_within_each():
    for menu in MENUS:
        marked = [
            text[text.index("&") + 1].lower()
            for text in (action.text for action in table() if action.menu == menu)
            if "&" in text
        ]
        assert [letter for letter, n in Counter(marked).items() if n > 1] == [], menu
