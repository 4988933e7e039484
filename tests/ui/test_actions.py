"""The table of actions: unique, complete, and shown."""

from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence
from test_keymap import VOCABULARY

from credreview.domain.vocabulary import OWN_KEYS
from credreview.ui.actions import MENUS, table
from credreview.ui.dialogs.keys_dialog import KeysDialog, plain
from credreview.ui.look.plain_label import PlainLabel
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
    assert not letters & {term.key for term in VOCABULARY.provenance}
    assert not letters & OWN_KEYS


def test_a_single_letter_is_never_a_shortcut_of_qt():
    for action in table():
        for key in action.keys:
            assert "+" in key or key.startswith("F"), action.id


def test_every_handler_is_there(qtbot, tmp_path, monkeypatch):
    monkeypatch.setenv("CREDREVIEW_HOME", str(tmp_path))
    window = MainWindow(Settings())
    qtbot.addWidget(window)
    for action in table():
        controller, _, method = action.handler.partition(".")
        target = window if controller == "window" else getattr(window, controller)
        assert callable(getattr(target, method)), action.id
    window.close()


@pytest.mark.parametrize("vocabulary", [VOCABULARY, None])
def test_every_action_and_term_stands_in_the_list_of_keys(qtbot, vocabulary):
    dialog = KeysDialog(vocabulary)
    qtbot.addWidget(dialog)
    shown = {label.text() for label in dialog.findChildren(PlainLabel)}
    assert {plain(action.text) for action in table()} <= shown
    if vocabulary is not None:
        assert {term.label for term in vocabulary.provenance} <= shown


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
