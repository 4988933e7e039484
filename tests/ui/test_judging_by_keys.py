"""Judging in the whole window with the keyboard: claims, grades, words, undo."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from window_examples import opened

from credreview.domain.model import ClaimState

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_digits_letters_and_modes_judge_the_current_claim(driver):
    driver.keys("J", "3", "R", "B", "2", "V", "M", "D", "P")
    own = driver.own()
    assert own.provenance == "anonymous_official"
    assert (own.reliability, own.credibility) == ("B", "2")
    assert (own.confidence, own.directness) == ("moderate", "paraphrase")
    assert driver.window.desk.position_words() == "Claim 1 of 3, 2 open"


@pytest.mark.parametrize("where", ["articles", "article_text", "claims", "information_credibility"])
def test_single_keys_act_wherever_nobody_types(driver, where):
    driver.keys("J")
    driver.window.findChild(QWidget, where).setFocus()
    driver.keys("2", "J")
    driver.keys("K")
    assert driver.own().provenance == "intelligence_estimate"


@pytest.mark.parametrize("field", ["rationale", "attributed_to", "search"])
def test_letters_and_digits_are_typed_where_somebody_types(driver, field):
    driver.keys("J")
    widget = driver.window.findChild(QWidget, field)
    widget.setFocus()
    driver.type("cry 13 jk")
    assert driver.own() is None
    text = widget.toPlainText() if field == "rationale" else widget.text()
    assert text == "cry 13 jk"
    assert driver.window.desk.position_words() == "Claim 1 of 3, 3 open"


def test_undo_in_a_field_is_the_field_s_own(driver):
    driver.keys("J", "1", "E")
    driver.type("words")
    driver.key(Qt.Key.Key_Z, CTRL)
    assert QApplication.focusWidget().toPlainText() == ""
    assert driver.own().provenance == "government_statement"


def test_a_rationale_is_written_when_its_field_is_left(driver):
    driver.keys("J", "E")
    driver.type("They say so themselves.")
    assert driver.own() is None
    driver.key(Qt.Key.Key_Escape)
    assert driver.own().rationale == "They say so themselves."
    assert QApplication.focusWidget().objectName() == "article_text"


def test_typing_survives_a_crash_as_a_draft(qtbot, driver, path):
    driver.keys("J", "E")
    driver.type("Half a thou")
    claim = driver.window.desk.current
    qtbot.waitUntil(lambda: driver.window.desk.drafts.text_of(claim) == "Half a thou")
    # As after a crash: another window knows nothing but the file and the data folder.
    with opened(qtbot, path) as other:
        other.article("Port closed")
        other.window.desk.show_claim(claim)
        field = other.window.findChild(QWidget, "rationale")
        assert field.toPlainText() == "Half a thou"
        other.window.parts.panel.commit_pending()
        other.settle()
        assert other.own().rationale == "Half a thou"
        assert other.window.desk.drafts.text_of(claim) is None


def test_undo_and_redo_go_to_the_claim_concerned(driver):
    driver.keys("J", "1", "J", "2")
    second = driver.window.desk.current
    driver.article("The ministry")
    driver.key(Qt.Key.Key_Z, CTRL)
    assert driver.window.desk.current == second
    assert driver.own() is None
    driver.key(Qt.Key.Key_Z, CTRL)
    assert driver.window.desk.position_words() == "Claim 1 of 3, 3 open"
    driver.key(Qt.Key.Key_Z, CTRL | SHIFT)
    driver.key(Qt.Key.Key_Z, CTRL | SHIFT)
    assert driver.window.desk.current == second
    assert driver.own().provenance == "intelligence_estimate"
    driver.key(Qt.Key.Key_Z, CTRL | SHIFT)
    assert driver.window.parts.status.hint_words() == "There is nothing to redo."


def test_c_marks_the_selected_words_and_finds_a_known_claim_again(driver):
    window = driver.window
    text = window.desk.article.text
    start = text.index("twelve")
    window.parts.reader.select_span(start, start + len("twelve ships from the hill"))
    driver.keys("C")
    claim = window.desk.claim()
    assert claim.quote == "twelve ships from the hill"
    assert len(window.desk.claims) == 4
    driver.keys("K")
    window.parts.reader.select_span(claim.start, claim.end)
    driver.keys("C")
    assert window.desk.current == claim.id
    assert len(window.desk.claims) == 4


def test_c_without_a_selection_says_what_to_do(driver):
    driver.keys("C")
    assert "Select the words" in driver.window.parts.status.hint_words()
    assert len(driver.window.desk.claims) == 3


def test_a_caret_selects_words_without_a_mouse(driver):
    driver.key(Qt.Key.Key_F7)
    driver.key(Qt.Key.Key_Home, CTRL)
    driver.key(Qt.Key.Key_Down)
    for _ in range(4):
        driver.key(Qt.Key.Key_Right, CTRL | SHIFT)
    words = driver.window.parts.reader.selected_span()
    driver.keys("C")
    claim = driver.window.desk.claim()
    assert (claim.start, claim.end) == words


def test_delete_takes_the_mark_away_and_undo_brings_it_back(driver):
    driver.keys("J", "J")
    gone = driver.window.desk.current
    driver.key(Qt.Key.Key_Delete)
    assert [claim.number for claim in driver.window.desk.claims] == [1, 2]
    assert driver.window.desk.claim().quote == "counted twelve ships"
    driver.key(Qt.Key.Key_Z, CTRL)
    assert driver.window.desk.current == gone


def test_y_says_that_there_is_no_fact_and_takes_it_back(driver):
    driver.keys("J", "Y")
    assert driver.window.desk.claim().state is ClaimState.NOT_CHECKABLE
    driver.keys("Y")
    assert driver.window.desk.claim().state is ClaimState.OPEN


def test_backspace_clears_the_focused_value(driver):
    driver.keys("J", "R", "B", "2")
    driver.window.parts.panel.focus_field("credibility")
    driver.key(Qt.Key.Key_Backspace)
    own = driver.own()
    assert (own.reliability, own.credibility) == ("B", None)


def test_the_same_value_again_writes_nothing(driver):
    driver.keys("J", "1")
    newest = driver.window.review.session.reader.newest_action()
    driver.keys("1", "1")
    assert driver.window.review.session.reader.newest_action() == newest


def test_a_mode_ends_when_another_claim_becomes_current(driver):
    driver.keys("J", "R")
    assert driver.window.keymap.mode == "reliability"
    driver.window.moving.next_claim()
    assert driver.window.keymap.mode is None


def test_ctrl_enter_goes_on_and_at_the_end_to_what_is_open(driver):
    driver.keys("J", "R", "B", "2")
    driver.key(Qt.Key.Key_Return, CTRL)
    assert driver.window.desk.claim().number == 2
    driver.keys("J", "R", "B", "3")
    driver.key(Qt.Key.Key_Return, CTRL)
    assert driver.window.desk.claim().number == 2


def test_shift_j_goes_to_the_next_open_claim_in_another_article(driver):
    window = driver.window
    driver.article("The ministry")
    start = window.desk.article.text.index("an invention")
    window.parts.reader.select_span(start, start + 12)
    driver.keys("C")
    driver.keys("R", "C", "3")
    window.parts.reader.setFocus()
    driver.key(Qt.Key.Key_J, SHIFT)
    assert "Port closed" in window.desk.article.facts.title
    assert window.desk.claim().number == 1
