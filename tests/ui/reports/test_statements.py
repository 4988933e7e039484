"""A statement and a source's description in one's own words: written, drafted, printed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from report_examples import child, choose, opened_printing, settle, words

from credreview.domain.summary import HEADS, Kind
from credreview.review.actions import set_article
from credreview.review.judging import judge
from credreview.ui.claims.rationale import RationaleField


@pytest.fixture
def printing(driver):
    made = opened_printing(driver)
    yield made
    made.window.close()


def opened_dialog(driver, printing, button: str, name: str) -> QWidget:
    """Click the button that opens a dialog of words, and return the dialog."""
    driver.qtbot.waitUntil(child(printing, button).isEnabled)
    QTest.mouseClick(child(printing, button), Qt.MouseButton.LeftButton)

    def is_open() -> bool:
        shown = QApplication.activeModalWidget()
        return shown is not None and shown.objectName() == name

    driver.qtbot.waitUntil(is_open)
    return QApplication.activeModalWidget()


def field(dialog, head: str) -> RationaleField:
    return dialog.findChild(RationaleField, f"words_{head}")


def type_into(dialog, head: str, text: str) -> None:
    field(dialog, head).setFocus()
    QTest.keyClicks(field(dialog, head), text)


def press(dialog, name: str) -> None:
    QTest.mouseClick(dialog.findChild(QWidget, name), Qt.MouseButton.LeftButton)


def statement(driver, printing) -> QWidget:
    return opened_dialog(driver, printing, "report_statement", "statement_dialog")


def test_what_is_written_under_a_head_is_printed_in_place_of_the_programs_words(
    driver, printing
) -> None:
    dialog = statement(driver, printing)
    for head in HEADS:
        assert dialog.findChild(QWidget, f"program_{head}").text(), "the program says something"
        assert field(dialog, head).toPlainText() == ""
    assert "Put together from the figures" in words(driver, printing)
    type_into(dialog, "gaps", "Nobody asked the *pilots*.")
    press(dialog, "words_save")
    driver.settle()
    settle(driver, printing)
    said = words(driver, printing)
    assert "Nobody asked the pilots." in said
    assert "Written by Sample Anna" in said
    assert "No claims were linked as contradicting each other." in said, "left to the program"

    again = statement(driver, printing)
    assert field(again, "gaps").toPlainText() == "Nobody asked the *pilots*."
    assert not again.findChild(QWidget, "words_forget").isVisible()
    again.reject()


def test_it_is_one_step_that_undo_takes_back(driver, printing) -> None:
    dialog = statement(driver, printing)
    type_into(dialog, "breadth", "One port.")
    type_into(dialog, "gaps", "Much.")
    QTest.keyClick(field(dialog, "gaps"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    driver.settle()
    driver.window.menus.trigger("edit.undo")
    driver.settle()
    again = statement(driver, printing)
    assert [field(again, head).toPlainText() for head in HEADS] == [""] * 6
    again.reject()


def test_the_programs_words_can_be_begun_with(driver, printing) -> None:
    dialog = statement(driver, printing)
    said = dialog.findChild(QWidget, "program_gaps").text()
    press(dialog, "take_gaps")
    assert field(dialog, "gaps").toPlainText() == said
    assert dialog.changes() == {"gaps": said}
    field(dialog, "gaps").clear()
    assert dialog.changes() == {}
    dialog.reject()


def test_what_was_typed_and_not_saved_is_there_the_next_time_and_can_be_forgotten(
    driver, printing
) -> None:
    dialog = statement(driver, printing)
    type_into(dialog, "weight", "The harbour office.")
    QTest.keyClick(field(dialog, "weight"), Qt.Key.Key_Escape)
    again = statement(driver, printing)
    assert field(again, "weight").toPlainText() == "The harbour office."
    assert again.changes() == {"weight": "The harbour office."}
    press(again, "words_forget")
    assert again.changes() == {}
    again.reject()
    third = statement(driver, printing)
    assert field(third, "weight").toPlainText() == ""
    third.reject()


def test_a_failure_to_save_keeps_the_draft_until_it_is_written(
    driver, printing, monkeypatch
) -> None:
    from credreview.domain.errors import UserError
    from credreview.review.session import ReviewSession

    def full(_session, _deed):
        raise UserError("file.disk_full", "The disk is full.")

    dialog = statement(driver, printing)
    type_into(dialog, "strengths", "Two lists agree.")
    with monkeypatch.context() as patched:
        patched.setattr(ReviewSession, "do", full)
        press(dialog, "words_save")
        saver = driver.window.parts.saver
        driver.qtbot.waitUntil(lambda: saver.error is not None)
        drafts = printing.editing._drafts
        (draft,) = drafts.claims()
        assert drafts.text_of(draft) == "Two lists agree."
    saver.retry()
    driver.qtbot.waitUntil(lambda: saver.error is None)
    driver.settle()
    assert drafts.claims() == []


def test_the_statement_of_the_review_is_another_than_that_of_an_article(driver, printing) -> None:
    dialog = statement(driver, printing)
    type_into(dialog, "gaps", "Of the article.")
    press(dialog, "words_save")
    driver.settle()
    choose(printing, "report_kind", Kind.REVIEW.value)
    settle(driver, printing)
    review = statement(driver, printing)
    assert field(review, "gaps").toPlainText() == ""
    type_into(review, "gaps", "Of the review.")
    press(review, "words_save")
    driver.settle()
    settle(driver, printing)
    said = words(driver, printing)
    assert "Of the review." in said
    assert "Of the article." in said, "in the article's own summary"


def test_a_source_is_described(driver, printing) -> None:
    session = driver.window.review.session
    claim = driver.window.desk.claims[0].id
    session.do(judge(claim, session.vocabulary, attributed_to="Harbour office"))
    driver.settle()
    choose(printing, "report_kind", Kind.SOURCE.value)
    driver.qtbot.waitUntil(lambda: printing.window.choices.subject.about() == "Harbour office")
    dialog = opened_dialog(driver, printing, "report_describe", "source_dialog")
    type_into(dialog, "kind", "Port authority;  a party")
    type_into(dialog, "descriptor", "It sees all ships that come in.")
    press(dialog, "words_save")
    driver.settle()
    settle(driver, printing)
    said = words(driver, printing)
    assert "Port authority; a party" in said
    assert "It sees all ships that come in." in said


def test_an_outlet_to_which_no_claim_is_attributed_is_described(driver, printing) -> None:
    article = driver.window.desk.article.id
    driver.window.review.session.do(set_article(article, outlet="Fictional Gazette"))
    driver.settle()
    choose(printing, "report_kind", Kind.OUTLET.value)
    subject = printing.window.choices.subject
    driver.qtbot.waitUntil(lambda: subject.about() == "Fictional Gazette")
    assert child(printing, "report_describe").text() == "Describe the outlet…"
    dialog = opened_dialog(driver, printing, "report_describe", "source_dialog")
    type_into(dialog, "kind", "State-owned newspaper")
    type_into(dialog, "descriptor", "The ministry names its editors.")
    press(dialog, "words_save")
    driver.settle()
    settle(driver, printing)
    said = words(driver, printing)
    assert "Outlet profile" in said
    assert "State-owned newspaper" in said
    assert "The ministry names its editors." in said
