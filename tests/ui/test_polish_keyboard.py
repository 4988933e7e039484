"""Where the keyboard is after a field, a button and a dialog: where the next key judges."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from window_examples import make_review, opened

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def driver(qtbot, tmp_path, monkeypatch):
    monkeypatch.setenv("CREDREVIEW_HOME", str(tmp_path / "home"))
    with opened(qtbot, make_review(tmp_path)) as driver:
        driver.article("Port closed")
        driver.window.parts.reader.setFocus()
        driver.key("J")
        yield driver


def numbers(driver) -> int:
    claim = driver.window.desk.claim()
    assert claim is not None
    return claim.number


@pytest.mark.parametrize("field", ["E", "A"])
def test_after_ctrl_enter_in_a_field_the_next_key_judges_the_next_claim(driver, field):
    driver.key(field)
    driver.type("Because")
    driver.key(Qt.Key.Key_Return, CTRL)
    assert numbers(driver) == 2
    assert driver.window.parts.reader.view.hasFocus()
    driver.key("2")
    own = driver.own()
    assert own.provenance == "intelligence_estimate"
    assert (own.rationale, own.attributed_to) == (None, None)


@pytest.mark.parametrize("field", ["E", "A"])
def test_after_esc_in_a_field_the_next_key_judges_the_same_claim(driver, field):
    driver.key(field)
    driver.type("Because")
    driver.key(Qt.Key.Key_Escape)
    driver.key("2")
    assert numbers(driver) == 1
    own = driver.own()
    assert own.provenance == "intelligence_estimate"
    assert "Because" in (own.rationale, own.attributed_to)


def test_the_button_done_next_gives_the_keyboard_to_the_claim(driver):
    button = driver.window.parts.panel.findChild(QWidget, "done_next")
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    driver.settle()
    assert numbers(driver) == 2
    assert driver.window.parts.reader.view.hasFocus()


def test_whoever_walks_along_the_list_of_claims_stays_in_it(driver):
    driver.window.parts.panel.focus_field("claims")
    before = QApplication.focusWidget()
    driver.key(Qt.Key.Key_Return, CTRL)
    assert numbers(driver) == 2
    assert QApplication.focusWidget() is before


def test_where_only_the_panel_is_shown_the_keyboard_goes_to_the_claims(driver):
    driver.key("E")
    driver.window.parts.reader.hide()
    driver.key(Qt.Key.Key_Return, CTRL)
    driver.key("2")
    assert numbers(driver) == 2
    assert driver.own().provenance == "intelligence_estimate"


@pytest.mark.parametrize("action", ["help.keys", "edit.facts"])
def test_after_a_dialog_the_keyboard_is_where_it_was(driver, qtbot, action):
    window = driver.window
    before = QApplication.focusWidget()
    window.menus.trigger(action)
    dialog = next(w for w in QApplication.topLevelWidgets() if w.isModal() and w.isVisible())
    qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(window.isActiveWindow)
    assert QApplication.focusWidget() is before
    driver.key("2")
    assert driver.own().provenance == "intelligence_estimate"


def test_at_the_last_claim_j_brings_it_back_into_sight(driver):
    driver.keys("J", "J")
    assert numbers(driver) == 3
    view = driver.window.parts.reader.view
    driver.window.resize(driver.window.width(), 420)
    driver.settle()
    view.verticalScrollBar().setValue(0)
    driver.key("J")
    assert view.current_in_sight(view.viewport().height()) is not None
