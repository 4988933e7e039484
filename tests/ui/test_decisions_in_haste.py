"""Decisions that follow each other faster than the disk: the last one holds, on its own claim."""

import sqlite3
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from window_examples import Driver


def press(driver: Driver, *keys: object) -> None:
    """Press keys without waiting for what they do."""
    for key in keys:
        QTest.keyClick(QApplication.focusWidget() or driver.window, key)


def own(driver: Driver, number: int):
    """Return the own judgement of a claim as the disk holds it."""
    session = driver.window.review.session
    claims = session.reader.claims(driver.window.desk.article.id)
    return claims[number].own


def test_a_change_of_mind_before_the_first_value_is_saved_holds(driver: Driver) -> None:
    driver.keys("j", "2")
    press(driver, "1", "2")
    driver.settle()
    assert own(driver, 0).provenance == "intelligence_estimate"


def test_a_value_given_again_behind_an_undo_is_written(driver: Driver) -> None:
    driver.keys("j", "1")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    press(driver, "1")
    driver.settle()
    assert own(driver, 0).provenance == "government_statement"


def test_the_key_after_shift_j_judges_the_claim_that_it_went_to(driver: Driver) -> None:
    driver.keys("j", "1")
    window = driver.window
    before = window.desk.current
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_J, Qt.KeyboardModifier.ShiftModifier)
    assert window.desk.current != before
    press(driver, "2")
    driver.settle()
    assert own(driver, 0).provenance == "government_statement"
    assert own(driver, 1).provenance == "intelligence_estimate"


def test_a_decision_goes_to_disk_although_a_screen_failed_on_the_one_before(
    driver: Driver, monkeypatch
) -> None:
    window, told = driver.window, []
    monkeypatch.setattr("sys.excepthook", lambda *failure: told.append(failure))
    driver.keys("j")
    window.parts.saver.written.connect(_fail_once := _FailsOnce())
    press(driver, "1")
    driver.qtbot.waitUntil(lambda: _fail_once.failed)
    press(driver, "2")
    driver.settle()
    assert own(driver, 0).provenance == "intelligence_estimate"


class _FailsOnce:
    def __init__(self) -> None:
        self.failed = False

    def __call__(self, *_: object) -> None:
        if not self.failed:
            self.failed = True
            raise LookupError("a screen that fails")


def test_what_is_decided_while_another_program_writes_is_kept_in_order(
    driver: Driver, path: Path
) -> None:
    driver.keys("j")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        press(driver, "1", "j", "2", "k", "3")
        driver.qtbot.wait(300)
        other.execute("ROLLBACK")
    driver.settle()
    assert own(driver, 0).provenance == "anonymous_official"
    assert own(driver, 1).provenance == "intelligence_estimate"
