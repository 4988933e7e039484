"""The review file behind the whole window: gone, shared, read-only, closed, opened again."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from window_examples import ANNA, BORIS, make_review, opened

from credreview.domain.model import ClaimState
from credreview.review.judging import judge
from credreview.review.session import ReviewSession

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_a_file_that_is_gone_keeps_what_was_decided_until_it_is_back(driver, path):
    window = driver.window
    driver.keys("J")
    away = path.rename(path.with_name("away.credreview"))
    driver.keys("1")
    bar = window.parts.messages.bar("save")
    assert bar.title().startswith("Not saved.")
    assert window.findChild(QWidget, "saved").text().startswith("Not saved since")
    assert window.desk.claim().own.provenance == "government_statement"
    driver.keys("J", "2", "K")
    assert window.desk.claim().own.provenance == "government_statement"
    away.rename(path)
    window.parts.saver.retry()
    driver.qtbot.waitUntil(lambda: window.parts.messages.bar("save") is None)
    driver.settle()
    assert driver.own().provenance == "government_statement"
    driver.keys("J")
    assert driver.own().provenance == "intelligence_estimate"


def test_everything_can_be_saved_elsewhere_when_the_file_is_gone(driver, path, monkeypatch):
    window = driver.window
    driver.keys("J")
    path.unlink()
    driver.keys("1")
    target = path.with_name("rescued.credreview")
    monkeypatch.setattr("credreview.ui.dialogs.file_dialogs.ask_new_review", lambda *_: target)
    window.saving.save_everything_as()
    driver.qtbot.waitUntil(lambda: window.review.path() == target)
    driver.settle()
    assert window.desk.claim().quote == "the port is closed"
    assert driver.own().provenance == "government_statement"
    assert window.parts.messages.bar("save") is None


def test_what_failed_can_be_taken_back(driver, path):
    driver.keys("J")
    away = path.rename(path.with_name("away.credreview"))
    driver.keys("1")
    driver.key(Qt.Key.Key_Z, CTRL)
    assert driver.window.desk.claim().own is None
    assert driver.window.parts.messages.bar("save") is None
    away.rename(path)


def test_work_of_another_program_appears(driver, path):
    driver.keys("J")
    claim = driver.window.desk.current
    other = ReviewSession.open(path, BORIS)
    other.do(judge(claim, other.vocabulary, reliability="E", credibility="5"))
    other.close()
    driver.keys("R", "A", "1")
    driver.window.company.look_around()
    driver.qtbot.waitUntil(
        lambda: driver.window.desk.claim().state is ClaimState.DIFFERING, timeout=5000
    )


def test_somebody_else_s_note_is_told_and_own_work_goes_on(qtbot, path):
    note = path.with_name(path.name + ".lock")
    note.write_text('{"name": "Sample Boris", "host": "elsewhere", "process": 1, "since": 0}')
    with opened(qtbot, path) as driver:
        bar = driver.window.parts.messages.bar("presence")
        assert "Sample Boris" in bar.title()
        driver.article("Port closed")
        driver.keys("J", "1")
        assert driver.own().provenance == "government_statement"
    assert note.exists()


def test_a_review_opened_read_only_writes_nothing(qtbot, path):
    with opened(qtbot, path) as driver:
        driver.window.review.open_path(path, ANNA, read_only=True)
        driver.qtbot.waitUntil(lambda: driver.window.review.session.file.read_only)
        driver.article("Port closed")
        driver.keys("J", "1")
        assert driver.own() is None
        assert "read-only" in driver.window.parts.status.hint_words()


def test_a_window_comes_back_where_it_was_left(qtbot, path, tmp_path):
    with opened(qtbot, path) as driver:
        driver.article("Port closed")
        driver.window.parts.reader.setFocus()
        driver.keys("J", "J")
        claim = driver.window.desk.current
    with opened(qtbot, path) as driver:
        assert "Port closed" in driver.window.desk.article.facts.title
        assert driver.window.desk.current == claim
    assert not path.with_name(path.name + ".lock").exists()


def test_a_review_dropped_on_an_empty_window_is_opened(driver, tmp_path):
    (tmp_path / "b").mkdir()
    other = make_review(tmp_path / "b")
    driver.window.review.close_by_hand()
    driver.settle()
    driver.window.imports.take_dropped([other])
    driver.qtbot.waitUntil(lambda: driver.window.review.path() == other)


def test_closing_a_review_leaves_an_empty_window_that_says_what_to_do(driver):
    driver.window.review.close_by_hand()
    driver.settle()
    window = driver.window
    assert window.review.session is None
    assert not window.menus.actions["claim.mark"].isEnabled()
    assert window.menus.actions["file.open"].isEnabled()
    assert window.parts.messages.bar("welcome") is not None
    driver.keys("J", "1", "C")


def test_another_person_sees_an_own_judgement_of_none(driver):
    driver.keys("J", "1")
    driver.window.review.change_person(BORIS)
    driver.qtbot.waitUntil(lambda: driver.window.review.person == BORIS)
    driver.settle()
    assert driver.window.desk.claim() is None or driver.own() is None
    assert driver.window.parts.status.reviewer.text() == "Sample Boris"


def test_a_missing_file_is_told_in_the_window(qtbot, driver, tmp_path):
    driver.window.review.open_path(tmp_path / "gone.credreview", ANNA)
    driver.qtbot.waitUntil(lambda: driver.window.parts.messages.bar("open") is not None)
    assert "gone.credreview" in driver.window.parts.messages.bar("open").title()
    assert driver.window.review.session is not None
