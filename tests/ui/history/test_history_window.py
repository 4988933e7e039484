"""The window of the history, driven with the real review: who, what, filters, restore, going."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from window_examples import ANNA, BORIS, Driver

from credreview.domain.history_words import sentence
from credreview.review.judging import judge
from credreview.review.session import ReviewSession
from credreview.ui.history.history_window import HistoryWindow
from credreview.ui.look.buttons import PushButton


def session_of(driver: Driver) -> ReviewSession:
    session = driver.window.review.session
    assert session is not None
    return session


@pytest.fixture
def claim(driver: Driver) -> str:
    """Return the current claim, judged by Anna in three steps."""
    driver.keys("J")
    current = driver.window.desk.current
    assert current is not None
    session = session_of(driver)
    session.do(judge(current, session.vocabulary, rationale="First words.\n\nIn two parts."))
    session.do(judge(current, session.vocabulary, reliability="C", credibility="3"))
    session.do(judge(current, session.vocabulary, rationale="Other words."))
    driver.settle()
    return current


def opened(driver: Driver, action: str = "review.history_claim") -> HistoryWindow:
    assert driver.window.menus.trigger(action)
    window = driver.window.history.window
    assert window is not None
    driver.qtbot.waitUntil(lambda: window.list.currentIndex().isValid())
    driver.settle()
    return window


def told(window: HistoryWindow) -> list[str]:
    vocabulary = window.model.vocabulary()
    steps = [window.model.step(row) for row in range(window.model.rowCount())]
    assert vocabulary is not None
    return [sentence(step, vocabulary) for step in steps if step is not None]


def words(window: HistoryWindow) -> str:
    return "\n".join(label.text() for label in window.detail.findChildren(QLabel))


def choose(driver: Driver, window: HistoryWindow, said: str) -> None:
    row = told(window).index(said)
    window.list.setCurrentIndex(window.model.index(row))
    driver.settle()


def until(driver: Driver, holds: Callable[[], bool]) -> None:
    driver.qtbot.waitUntil(holds)


def test_ctrl_h_tells_the_history_of_the_claim_newest_first(driver: Driver, claim: str) -> None:
    driver.key(Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    window = driver.window.history.window
    assert window is not None
    until(driver, lambda: window.model.rowCount() == 4)
    assert told(window) == [
        "Rationale changed",
        "Grade: C3",
        "Rationale written",
        "Marked the claim",
    ]


def test_the_detail_holds_both_values_whole(driver: Driver, claim: str) -> None:
    window = opened(driver)
    choose(driver, window, "Rationale changed")
    assert "First words.\n\nIn two parts." in words(window)
    assert "Other words." in words(window)
    assert ANNA.name in words(window)


def test_restoring_writes_the_value_again_and_ctrl_z_in_the_window_takes_it_back(
    driver: Driver, claim: str
) -> None:
    window = opened(driver)
    choose(driver, window, "Rationale written")
    button = window.detail.findChild(PushButton, "restore_rationale")
    assert button is not None
    button.click()
    until(driver, lambda: driver.own().rationale == "First words.\n\nIn two parts.")
    until(driver, lambda: told(window)[:1] == ["Restored: Rationale changed"])
    assert window.said.text().startswith("Restored: Rationale.")
    QTest.keyClick(window.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    driver.settle()
    until(driver, lambda: driver.own().rationale == "Other words.")
    until(driver, lambda: "".join(told(window)[:1]).startswith("Undid: Restored"))


def test_what_shows_anyway_has_no_button(driver: Driver, claim: str) -> None:
    window = opened(driver)
    choose(driver, window, "Rationale changed")
    assert window.detail.findChild(PushButton, "restore_rationale") is None
    choose(driver, window, "Rationale written")
    assert window.detail.findChild(PushButton, "restore_rationale") is not None


def test_why_a_value_cannot_be_restored_is_said_in_the_window(driver: Driver, claim: str) -> None:
    window = opened(driver)
    window.restore_asked.emit("00" * 32, "00" * 16, "grade")
    until(driver, lambda: bool(window.said.text()))
    assert "There is no action" in window.said.text()


def test_filters_keep_one_reviewer_one_kind_and_a_period(driver: Driver, claim: str) -> None:
    second = ReviewSession.open(session_of(driver).file.path, BORIS)
    second.do(judge(claim, second.vocabulary, reliability="E", credibility="5"))
    second.close()
    window = opened(driver, "review.history")
    until(driver, lambda: window.filters.reviewer.findData(BORIS.id) > 0)
    everything = window.model.rowCount()
    filters = window.filters
    filters.reviewer.setCurrentIndex(filters.reviewer.findData(BORIS.id))
    until(driver, lambda: 0 < window.model.rowCount() < everything)
    assert "Grade: E5" in told(window)
    assert "Grade: C3" not in told(window)
    filters.kind.setCurrentIndex(filters.kind.findData("judgements"))
    until(driver, lambda: told(window) == ["Grade: E5"])
    filters.period.setCurrentIndex(filters.period.findData(-1))
    assert filters.since.isVisible()
    filters.since.setText("2001-01-01")
    filters.until.setText("2001-01-31")
    filters.until.editingFinished.emit()
    until(driver, window.empty.isVisible)
    assert "No entry matches" in window.empty.text()
    filters.until.setText("31.1.2001")
    filters.until.editingFinished.emit()
    until(driver, lambda: "year, month and day" in window.empty.text())
    assert filters.until.property("invalid")


def test_going_to_the_claim_shows_it_in_the_main_window(driver: Driver, claim: str) -> None:
    driver.article("ministry")
    assert driver.window.desk.current != claim
    window = opened(driver, "review.history")
    choose(driver, window, "Grade: C3")
    window.go.click()
    driver.settle()
    assert driver.window.desk.current == claim


def test_this_claim_follows_the_main_window(driver: Driver, claim: str) -> None:
    window = opened(driver)
    driver.window.activateWindow()
    driver.window.parts.reader.setFocus()
    driver.window.moving.next_claim()
    until(driver, lambda: told(window) == ["Marked the claim"])
    driver.window.desk.show_claim(None)
    until(driver, lambda: told(window) == [])
    assert "No claim is chosen" in window.empty.text()


def test_new_steps_appear_while_the_window_is_open_and_the_chosen_one_stays(
    driver: Driver, claim: str
) -> None:
    window = opened(driver)
    choose(driver, window, "Rationale written")
    session = session_of(driver)
    session.do(judge(claim, session.vocabulary, confidence="low"))
    until(driver, lambda: told(window)[:1] == ["Confidence: Low"])
    step = window.model.step(window.list.currentIndex().row())
    assert step is not None
    assert step.values[0].value == "First words.\n\nIn two parts."


def test_a_step_that_was_undone_is_struck_and_says_so(driver: Driver, claim: str, picture) -> None:
    window = opened(driver)
    before = picture(window.list)
    session_of(driver).undo()
    until(driver, lambda: told(window)[:1] == ["Undid: Rationale changed"])
    step = window.model.step(1)
    assert step is not None
    until(driver, lambda: (window.model.step(1) or step).off)
    window.list.setCurrentIndex(window.model.index(1))
    driver.settle()
    assert "Undone by" in words(window)
    spoken = window.model.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "undone" in spoken
    assert picture(window.list) != before


def test_others_judgements_stay_hidden_in_blind_mode_until_the_own_is_decided(
    driver: Driver, claim: str
) -> None:
    from credreview.domain.identity import REVIEW
    from credreview.domain.journal import Change
    from credreview.review.actions import Deed, Plan

    session = session_of(driver)
    driver.keys("J")
    open_claim = driver.window.desk.current
    assert open_claim is not None
    second = ReviewSession.open(session.file.path, BORIS)
    second.do(judge(open_claim, second.vocabulary, reliability="E", credibility="5"))
    second.close()
    window = opened(driver)
    until(driver, lambda: told(window)[:1] == ["Grade: E5"])
    blind = Change("review", REVIEW, "set", {"blind": True})
    session.do(Deed("blind", lambda view: Plan([blind])))
    until(driver, lambda: told(window) == ["Marked the claim"])
    session.do(judge(open_claim, session.vocabulary, reliability="C", credibility="3"))
    until(driver, lambda: "Grade: E5" in told(window))


def test_escape_closes_it_and_so_does_closing_the_review(driver: Driver, claim: str) -> None:
    window = opened(driver)
    QTest.keyClick(window.list, Qt.Key.Key_Escape)
    assert not window.isVisible()
    window = opened(driver)
    driver.window.review.close_by_hand()
    assert driver.window.history.window is None


def test_everything_that_matters_has_a_name_and_the_keyboard_reaches_it(
    driver: Driver, claim: str
) -> None:
    window = opened(driver)
    choose(driver, window, "Rationale written")
    window.filters.scope.setFocus()
    reached = set()
    for _ in range(30):
        focused = window.focusWidget()
        reached.add(focused.objectName())
        assert focused.accessibleName() or isinstance(focused, PushButton | QLabel), focused
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    controls = {"scope", "reviewer", "kind", "period", "steps", "go", "close"}
    assert reached >= {"restore_rationale", *(f"history_{name}" for name in controls)}
