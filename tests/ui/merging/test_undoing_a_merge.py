"""What was merged is taken out again, or set aside where something was done since."""

import pytest
from merge_examples import backups, dialog, from_boris, judged_by_anna, merged, press, told
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from window_examples import opened

from credreview.domain.model import ClaimState


@pytest.fixture
def boris(path):
    made = from_boris(path)
    judged_by_anna(path)
    return made


@pytest.fixture
def desk(qtbot, path, boris):
    """Give a driver of the window on Anna's review, with Boris's file merged into it."""
    with opened(qtbot, path) as driver:
        driver.article("Port closed")
        driver.before = driver.window.review.session.reader.fingerprint()
        merged(driver, boris)
        yield driver


def words_in(widget: QWidget) -> str:
    return " | ".join(label.text() for label in widget.findChildren(QLabel) if label.text())


def fingerprint(desk) -> str:
    return desk.window.review.session.reader.fingerprint()


def undo_by_message(desk, answer: str) -> str:
    """Press "Undo this merge…", give the answer, and return what the question said."""
    press(desk, "Undo this merge…")
    question = dialog(desk, "undo_merge")
    words = words_in(question)
    question.findChild(QWidget, answer).click()
    return words


def test_undoing_says_beforehand_that_it_takes_out_and_leaves_all_as_before(desk, path, boris):
    after = fingerprint(desk)
    words = undo_by_message(desk, "take_out")
    assert "Nothing was done since." in words
    desk.qtbot.waitUntil(lambda: "taken out again" in told(desk))
    desk.settle()
    assert fingerprint(desk) == desk.before
    desk.qtbot.waitUntil(lambda: len(desk.window.parts.articles.keys()) == 2)
    assert {claim.state for claim in desk.window.desk.claims} == {ClaimState.JUDGED}
    assert not desk.window.review.session.check().problems
    merged(desk, boris)
    assert fingerprint(desk) == after


def test_cancelling_the_question_leaves_the_merge(desk):
    after, made = fingerprint(desk), len(backups())
    press(desk, "Undo this merge…")
    QTest.keyClick(dialog(desk, "undo_merge"), Qt.Key.Key_Escape)
    desk.settle()
    assert fingerprint(desk) == after
    assert len(backups()) == made


def test_after_further_work_what_came_is_set_aside_and_can_be_lifted(desk):
    desk.window.parts.reader.setFocus()
    desk.keys("J", "3")
    own = desk.own().provenance
    count = len(desk.window.desk.claims)
    words = undo_by_message(desk, "set_aside")
    assert "nothing is lost" in words
    desk.qtbot.waitUntil(lambda: "set aside" in told(desk))
    desk.settle()
    assert len(desk.window.desk.claims) == count - 1  # Boris's own mark is hidden
    assert ClaimState.DIFFERING not in {claim.state for claim in desk.window.desk.claims}
    assert desk.own().provenance == own

    desk.window.merging.show_merges()
    listed = dialog(desk, "merges_dialog")
    spoken = listed.list.model().index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "from-boris.credreview" in spoken
    assert "set aside" in spoken
    assert not listed.undo.isEnabled()
    listed.lift.click()
    desk.qtbot.waitUntil(lambda: "counts again" in told(desk))
    desk.settle()
    assert len(desk.window.desk.claims) == count
    assert ClaimState.DIFFERING in {claim.state for claim in desk.window.desk.claims}


def test_a_merge_is_undone_from_the_list_of_merges_too(desk):
    desk.window.merging.show_merges()
    listed = dialog(desk, "merges_dialog")
    assert "Nothing was done since." in words_in(listed)
    assert not listed.lift.isVisible()
    listed.undo.click()
    dialog(desk, "undo_merge").findChild(QWidget, "take_out").click()
    desk.qtbot.waitUntil(lambda: "taken out again" in told(desk))
    desk.settle()
    assert fingerprint(desk) == desk.before


def test_a_question_asked_late_says_what_holds_then(desk):
    desk.window.merging.show_merges()
    listed = dialog(desk, "merges_dialog")
    stale = listed.current()
    listed.accept()
    assert stale.can_be_removed
    desk.window.parts.reader.setFocus()
    desk.keys("J", "3")
    desk.window.merging.log.ask_undo(stale)
    assert "nothing is lost" in words_in(dialog(desk, "undo_merge"))
    dialog(desk, "undo_merge").reject()


def test_without_merges_the_list_says_how_to_begin(qtbot, path):
    with opened(qtbot, path) as driver:
        driver.window.menus.trigger("review.merges")
        listed = dialog(driver, "merges_dialog")
        assert "Nothing was merged into this review yet." in words_in(listed)
        assert not listed.undo.isEnabled()
        assert not listed.report.isEnabled()
        listed.accept()
