"""What was agreed can be recorded once more from the history, with a reason."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from window_examples import Driver

from credreview.review import adjudicating
from credreview.review.judging import judge
from credreview.review.session import ReviewSession
from credreview.ui.history.agree_again_dialog import AgreeAgainDialog
from credreview.ui.history.history_window import HistoryWindow
from credreview.ui.look.buttons import PushButton


@pytest.fixture
def session(driver: Driver) -> ReviewSession:
    """Return the session of a review whose first claim was agreed on twice."""
    found = driver.window.review.session
    assert found is not None
    claim = driver.window.desk.claims[0].id
    found.do(judge(claim, found.vocabulary, reliability="B", credibility="2"))
    for sign, reason in (("C", "At first."), ("A", "On reflection.")):
        given = {"reliability": sign, "credibility": "2"}
        found.do(adjudicating.adjudicate(claim, found.vocabulary, reason=reason, **given))
    driver.settle()
    return found


def opened(driver: Driver, row: int) -> HistoryWindow:
    driver.window.menus.trigger("review.history")
    window = driver.window.history.window
    assert window is not None
    driver.qtbot.waitUntil(lambda: window.list.currentIndex().isValid())
    window.list.setCurrentIndex(window.model.index(row))
    driver.settle()
    return window


def button(window: HistoryWindow) -> PushButton | None:
    return window.detail.findChild(PushButton, "restore_agreed")


def asked(driver: Driver, window: HistoryWindow) -> AgreeAgainDialog:
    again = button(window)
    assert again is not None
    again.setFocus()
    QTest.keyClick(again, Qt.Key.Key_Space)
    driver.settle()
    dialog = window.findChild(AgreeAgainDialog)
    assert dialog is not None
    assert dialog.focusWidget() is dialog.reason
    return dialog


def reasons(driver: Driver, session: ReviewSession) -> list[tuple[str | None, str | None]]:
    found = session.reader.adjudications(driver.window.desk.claims[0].id)
    return [(one.agreed.reliability, one.agreed.rationale) for one in found]


def test_the_one_that_shows_is_not_offered(driver: Driver, session: ReviewSession) -> None:
    window = opened(driver, 0)
    assert button(window) is None
    assert window.detail.findChild(PushButton, "restore_adjudication") is None


def test_it_is_recorded_by_keyboard_for_the_reason_of_then_or_another(
    driver: Driver, session: ReviewSession
) -> None:
    window = opened(driver, 1)
    dialog = asked(driver, window)
    assert dialog.reason.typed() == "At first."
    QTest.keyClick(dialog.reason, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    driver.settle()
    assert reasons(driver, session) == [("C", "At first.")]
    driver.qtbot.waitUntil(lambda: "Restored: the agreed judgement." in window.said.text())
    driver.window.judging.undo()
    driver.settle()
    assert reasons(driver, session) == [("A", "On reflection.")]
    driver.qtbot.waitUntil(lambda: window.model.step(0).undoes is not None)
    window = opened(driver, 3)
    dialog = asked(driver, window)
    dialog.reason.clear()
    record = dialog.findChild(PushButton, "record_again")
    assert record is not None
    record.click()
    assert dialog.isVisible(), "without a reason it is not recorded"
    QTest.keyClicks(dialog.reason, "Right at first.")
    record.click()
    driver.settle()
    assert reasons(driver, session) == [("C", "Right at first.")]


def test_esc_records_nothing(driver: Driver, session: ReviewSession) -> None:
    window = opened(driver, 1)
    dialog = asked(driver, window)
    QTest.keyClick(dialog.reason, Qt.Key.Key_Escape)
    driver.settle()
    assert window.findChild(AgreeAgainDialog) is None
    assert reasons(driver, session) == [("A", "On reflection.")]
