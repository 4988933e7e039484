"""What a reviewer types: drafts, when it is written, whose undo it is, known sources."""

import pytest
from claim_examples import claim
from PySide6.QtCore import Qt

#: Said by the screenless platform for every window that pops up.
POPS_UP = pytest.mark.qt_log_ignore("does not support", extend=True)


def test_a_draft_is_told_within_a_second_of_typing_while_typing_goes_on(qtbot, form, told):
    form.rationale.setFocus()
    with qtbot.waitSignal(form.rationale_drafted, timeout=1000):
        qtbot.keyClicks(form.rationale, "because", delay=20)
    assert told.drafts[0][0] == "c1"
    assert "because".startswith(told.drafts[0][1])
    assert told.deeds == [], "a draft is not written as a judgement"


def test_leaving_the_rationale_writes_it_once(qtbot, form, told):
    form.rationale.setFocus()
    qtbot.keyClicks(form.rationale, "because ")
    form.confidence.setFocus()
    assert told.deeds == [("c1", {"rationale": "because"})]
    form.rationale.setFocus()
    form.confidence.setFocus()
    form.commit_pending()
    assert len(told.deeds) == 1
    assert told.drafts == [("c1", "because ")], "the draft is told before it is written"


def test_an_emptied_rationale_is_cleared(qtbot, form, told):
    form.show_claim(claim(1, rationale="old"), [], {})
    form.rationale.setFocus()
    form.rationale.selectAll()
    qtbot.keyClick(form.rationale, Qt.Key.Key_Backspace)
    form.commit_pending()
    assert told.deeds == [("c1", {"rationale": None})]


def test_escape_writes_what_is_typed_and_asks_for_the_claim(qtbot, form, told):
    form.rationale.setFocus()
    qtbot.keyClicks(form.rationale, "w")
    qtbot.keyClick(form.rationale, Qt.Key.Key_Escape)
    assert told.deeds == [("c1", {"rationale": "w"})]
    assert told.left == 1


def test_ctrl_enter_writes_both_fields_as_one_deed_and_is_done(qtbot, form, told):
    form.attributed_to.setText("Ministry of Lamps")
    form.rationale.setFocus()
    qtbot.keyClicks(form.rationale, "w")
    qtbot.keyClick(form.rationale, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert told.deeds == [("c1", {"attributed_to": "Ministry of Lamps", "rationale": "w"})]
    assert told.done == 1
    assert form.rationale.toPlainText() == "w"


def test_another_claim_takes_nothing_of_what_was_typed_for_the_one_before(qtbot, form, told):
    form.rationale.setFocus()
    qtbot.keyClicks(form.rationale, "first")
    form.show_claim(claim(2, rationale="second"), [], {})
    assert told.deeds == [("c1", {"rationale": "first"})]
    assert form.rationale.toPlainText() == "second"
    form.commit_pending()
    assert len(told.deeds) == 1
    with qtbot.assertNotEmitted(form.rationale_drafted, wait=700):
        pass


def test_news_of_the_same_claim_leave_the_typing_alone(qtbot, form, told):
    form.rationale.setFocus()
    qtbot.keyClicks(form.rationale, "half a sen")
    form.show_claim(claim(1, provenance="eyewitness"), [], {})
    assert form.rationale.toPlainText() == "half a sen"
    assert form.provenance.value() == "eyewitness"
    form.commit_pending()
    assert told.deeds == [("c1", {"rationale": "half a sen"})]


def test_undo_in_the_rationale_is_its_own(qtbot, form, told):
    form.show_claim(claim(1, rationale="old"), [], {})
    form.rationale.setFocus()
    qtbot.keyClicks(form.rationale, "new ")
    qtbot.keyClick(form.rationale, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert form.rationale.toPlainText() == "old"
    form.commit_pending()
    assert told.deeds == []


def test_a_restored_draft_is_shown_and_written_when_left(form, told):
    form.show_claim(claim(1, rationale="old"), [], {})
    form.restore_draft("c2", "of another claim")
    assert form.rationale.toPlainText() == "old"
    form.restore_draft("c1", "old and more")
    assert form.rationale.toPlainText() == "old and more"
    form.commit_pending()
    assert told.deeds == [("c1", {"rationale": "old and more"})]


def test_a_rationale_with_no_break_spaces_is_not_written_by_looking_at_it(form, told):
    form.show_claim(claim(1, rationale="1\u00a0076 lamps"), [], {})
    form.rationale.setFocus()
    form.confidence.setFocus()
    form.commit_pending()
    assert told.deeds == []


def test_the_rationale_grows_with_its_text(qtbot, form):
    low = form.rationale.height()
    form.show_claim(claim(1, rationale="\n".join(["line"] * 9)), [], {})
    qtbot.waitUntil(lambda: form.rationale.height() > 2 * low)
    assert form.rationale.verticalScrollBar().maximum() == 0


def test_attribution_is_written_on_enter_once_with_single_spaces(qtbot, form, told):
    form.attributed_to.setFocus()
    qtbot.keyClicks(form.attributed_to, " Ministry  of Lamps ")
    qtbot.keyClick(form.attributed_to, Qt.Key.Key_Return)
    assert told.deeds == [("c1", {"attributed_to": "Ministry of Lamps"})]
    form.confidence.setFocus()
    assert len(told.deeds) == 1


@POPS_UP
def test_a_known_source_is_taken_from_the_list_by_keys_and_written_whole(qtbot, form, told):
    form.attributed_to.set_names(["Harbour office", "Ministry of Lamps"])
    form.attributed_to.setFocus()
    qtbot.keyClicks(form.attributed_to, "lamp")
    popup = form.attributed_to.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(told.deeds))
    assert form.attributed_to.text() == "Ministry of Lamps"
    assert told.deeds == [("c1", {"attributed_to": "Ministry of Lamps"})]


@POPS_UP
def test_escape_closes_the_list_first_and_leaves_the_field_then(qtbot, form, told):
    form.attributed_to.set_names(["Ministry of Lamps"])
    form.attributed_to.setFocus()
    qtbot.keyClicks(form.attributed_to, "Min")
    popup = form.attributed_to.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Qt.Key.Key_Escape)
    assert not popup.isVisible()
    assert told.left == 0
    qtbot.keyClick(form.attributed_to, Qt.Key.Key_Escape)
    assert told.left == 1
