"""The whole window over a real review file: keys, saving, undo, other programs, coming back."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from window_examples import ANNA, BORIS, make_review, opened

from credreview.domain.model import ClaimState
from credreview.review.judging import judge
from credreview.review.session import ReviewSession
from credreview.ui.look import theme
from credreview.ui.settings import Settings

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(autouse=True)
def _home(tmp_path, monkeypatch):
    monkeypatch.setenv("CREDREVIEW_HOME", str(tmp_path / "home"))


@pytest.fixture
def path(tmp_path) -> Path:
    return make_review(tmp_path)


@pytest.fixture
def driver(qtbot, path):
    with opened(qtbot, path) as made:
        made.article("Port closed")
        made.window.parts.reader.setFocus()
        yield made


def test_named_widgets_are_there_under_their_names(driver):
    driver.keys("J")
    names = {
        "articles": "Articles",
        "article_text": "Article text",
        "claims": "Claims",
        "provenance": "Provenance",
        "attributed_to": "Attributed to",
        "directness": "Directness",
        "source_reliability": "Source reliability",
        "information_credibility": "Information credibility",
        "confidence": "Confidence",
        "rationale": "Rationale",
        "reviewer": "Reviewer",
    }
    for name, accessible in names.items():
        widgets = driver.window.findChildren(QWidget, name)
        assert [w.accessibleName() for w in widgets if w.accessibleName() == accessible], name


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
    qtbot.waitUntil(lambda: driver.window.desk.drafts.of(claim) == "Half a thou")
    # As after a crash: another window knows nothing but the file and the data folder.
    with opened(qtbot, path) as other:
        other.article("Port closed")
        other.window.desk.show_claim(claim)
        field = other.window.findChild(QWidget, "rationale")
        assert field.toPlainText() == "Half a thou"
        other.window.parts.panel.commit_pending()
        other.settle()
        assert other.own().rationale == "Half a thou"
        assert other.window.desk.drafts.of(claim) is None


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


def test_brackets_move_between_articles(driver):
    first = driver.window.desk.article.id
    keys = driver.window.parts.articles.keys()
    down = keys[0] == driver.window.desk.article.key
    driver.keys("]" if down else "[")
    assert driver.window.desk.article.id != first
    driver.keys("[" if down else "]")
    assert driver.window.desk.article.id == first


def test_f6_goes_round_the_panels(driver):
    seen = []
    for _ in range(4):
        driver.key(Qt.Key.Key_F6)
        seen.append(QApplication.focusWidget().objectName())
    assert seen == ["claims", "reviewer", "articles", "article_text"]


def test_text_size_keys_change_the_text_and_are_remembered(driver):
    driver.key(Qt.Key.Key_Plus, CTRL)
    assert theme.text_scale() == 1.15
    assert Settings().get("text_scale", float) == 1.15
    driver.key(Qt.Key.Key_0, CTRL)
    assert theme.text_scale() == 1.0


def test_a_label_that_was_never_shown_follows_the_text_size(driver):
    theme.set_text_scale(2.0)
    driver.key(Qt.Key.Key_F, CTRL)
    count = driver.window.findChild(QWidget, "find_count")
    QTest.keyClicks(QApplication.focusWidget(), "port")
    assert count.font().pointSizeF() == theme.font("small").pointSizeF()


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
    driver.settle()
    assert window.parts.messages.bar("save") is None
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


def test_facts_that_a_reviewer_corrects_show_at_once(driver):
    driver.window.moving.edit_facts()
    dialog = driver.window.findChild(QWidget, "facts_dialog")
    dialog.fields["outlet"].setText("Sample Wire")
    dialog.accept()
    driver.settle()
    article = driver.window.desk.article
    assert article.facts.outlet == "Sample Wire"
    assert "outlet" in article.supplied
    assert len(driver.window.desk.claims) == 3


def test_an_import_says_what_became_of_each_file(driver, tmp_path):
    more = tmp_path / "more"
    more.mkdir()
    (more / "third.txt").write_text("A third article about the port of Averay.\n")
    (more / "empty.txt").write_text("")
    (more / "first.md").write_bytes((tmp_path / "articles" / "first.md").read_bytes())
    driver.window.imports.add([more])
    driver.qtbot.waitUntil(lambda: driver.window.parts.messages.bar("import") is not None)
    title = driver.window.parts.messages.bar("import").title()
    assert title == "1 added, 1 already there, 1 refused"
    driver.settle()
    assert len(driver.window.parts.articles.keys()) == 3


def test_a_dropped_review_is_opened(driver, tmp_path):
    (tmp_path / "b").mkdir()
    other = make_review(tmp_path / "b")
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


def test_undoing_an_import_takes_its_articles_off_the_desk(driver, tmp_path):
    (tmp_path / "third.txt").write_text("A third article about the port of Averay.\n")
    window = driver.window
    window.imports.add([tmp_path / "third.txt"])
    driver.qtbot.waitUntil(lambda: window.parts.messages.bar("import") is not None)
    driver.settle()
    window.desk.show_article(max(window.parts.articles.keys()))
    assert "Averay" in window.desk.article.text
    driver.key(Qt.Key.Key_Z, CTRL)
    driver.settle()
    assert window.desk.article is None
    assert len(window.parts.articles.keys()) == 2
    driver.key(Qt.Key.Key_Z, CTRL | SHIFT)
    driver.settle()
    assert len(window.parts.articles.keys()) == 3


def test_a_mode_scrolls_to_what_it_sets_and_leaves_the_keyboard_in_the_text(driver):
    window = driver.window
    window.resize(1280, 600)
    driver.keys("J", "V")
    confidence = window.findChild(QWidget, "confidence")
    assert not confidence.visibleRegion().isEmpty()
    assert QApplication.focusWidget().objectName() == "article_text"
