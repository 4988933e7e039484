import pytest
from claim_examples import claim, other, vocabulary
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel

from credreview.ui.claims.judgement_form import JudgementForm
from credreview.ui.look import theme
from credreview.ui.look.buttons import Chip

#: Said by the screenless platform for every window that pops up.
POPS_UP = pytest.mark.qt_log_ignore("does not support", extend=True)

GRADED = {"reliability": "B", "credibility": "2"}


class Told:
    """Everything a form asked for, in order."""

    def __init__(self, form):
        self.deeds, self.drafts, self.left, self.done = [], [], 0, 0
        form.judge_requested.connect(lambda id, fields: self.deeds.append((id, fields)))
        form.rationale_drafted.connect(lambda id, text: self.drafts.append((id, text)))
        form.leave_requested.connect(lambda: setattr(self, "left", self.left + 1))
        form.done_requested.connect(lambda: setattr(self, "done", self.done + 1))


@pytest.fixture
def form(show):
    made = JudgementForm(vocabulary())
    made.resize(400, 1000)
    made.show_claim(claim(1), [], {})
    return show(made)


@pytest.fixture
def told(form):
    return Told(form)


def click(qtbot, group, value):
    qtbot.mouseClick(group.cell(value), Qt.MouseButton.LeftButton)


def words_of(widget):
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


@pytest.mark.parametrize(
    ("group", "field", "value"),
    [
        ("provenance", "provenance", "social_post"),
        ("directness", "directness", "hearsay"),
        ("reliability", "reliability", "F"),
        ("credibility", "credibility", "4"),
        ("confidence", "confidence", "low"),
    ],
)
def test_a_choice_is_told_once_with_its_field_and_not_again(qtbot, form, told, group, field, value):
    click(qtbot, getattr(form, group), value)
    assert told.deeds == [("c1", {field: value})]
    click(qtbot, getattr(form, group), value)
    assert told.deeds == [("c1", {field: value})], "choosing what is chosen writes nothing"


@pytest.mark.parametrize("group", ["provenance", "directness", "reliability", "confidence"])
def test_passing_over_with_arrows_writes_nothing_and_space_sets(qtbot, form, told, group):
    group = getattr(form, group)
    group.setFocus(Qt.FocusReason.TabFocusReason)
    first = QApplication.focusWidget()
    qtbot.keyClick(first, Qt.Key.Key_Down)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert QApplication.focusWidget() is group.cells[2]
    assert told.deeds == []
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert [list(fields.values()) for _id, fields in told.deeds] == [[group.cells[2].term.id]]


def test_tab_through_the_form_writes_nothing_and_follows_its_order(qtbot, form, told):
    form.provenance.setFocus(Qt.FocusReason.TabFocusReason)
    seen = []
    for _step in range(10):
        focused = QApplication.focusWidget()
        seen.append(focused.objectName().rsplit("_", 1)[0])
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert told.deeds == []
    assert seen[:7] == [
        "provenance_government",
        "attributed",
        "directness_direct",
        "source_reliability",
        "information_credibility",
        "confidence",
        "rationale",
    ]
    assert all(name.startswith("flags") for name in seen[7:10])


def test_backspace_clears_the_focused_grade(qtbot, form, told):
    form.show_claim(claim(1, **GRADED), [], {})
    form.reliability.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backspace)
    assert told.deeds == [("c1", {"reliability": None})]
    assert form.reliability.words() == "Not judged"
    assert form.credibility.value() == "2", "neither grade moves the other"


def test_no_grade_is_filled_in_from_provenance_source_or_the_other_grade(qtbot, form, told):
    form.show_claim(claim(1), [], {"B": 7})
    click(qtbot, form.provenance, "legal_record")
    click(qtbot, form.credibility, "1")
    assert form.reliability.value() is None
    assert form.confidence.value() is None
    assert told.deeds == [("c1", {"provenance": "legal_record"}), ("c1", {"credibility": "1"})]


def test_the_pair_and_its_words_stand_beside_the_quote(form):
    form.show_claim(claim(1, "Lamps <b>burn</b>", **GRADED), [], {})
    said = words_of(form.card)
    assert "“Lamps <b>burn</b>”" in said
    assert "B2" in said
    assert "Usually reliable, probably true" in said
    form.show_claim(claim(2), [], {})
    assert "Not judged" in words_of(form.card)
    form.show_claim(claim(3, reliability="F"), [], {})
    assert {"F–", "Reliability cannot be judged, credibility not judged"} <= {*words_of(form.card)}


def test_every_label_of_the_form_is_plain_text(form):
    mine = claim(1, "<i>q</i>", deleted_by=["<u>V</u>"], rationale="<b>r</b>", **GRADED)
    form.show_claim(mine, [other("<b>N</b>", rationale="<script>", **GRADED)], {"A": 1})
    labels = form.findChildren(QLabel)
    assert len(labels) > 20
    for label in labels:
        assert label.textFormat() == Qt.TextFormat.PlainText or not label.text()


def test_one_asks_quietly_which_independent_claim_confirms(qtbot, form):
    note = form.confirmed_by
    for grade in ("2", "6"):
        click(qtbot, form.credibility, grade)
        assert not note.isVisible()
    click(qtbot, form.credibility, "1")
    assert note.isVisible()
    assert "independent" in note.text()


def test_a_claim_deleted_elsewhere_says_so(form):
    form.show_claim(claim(1, deleted_by=["M. Okafor", "T. Vance"], **GRADED), [], {})
    assert "Deleted by M. Okafor, T. Vance, judged since" in words_of(form.card)
    form.show_claim(claim(2), [], {})
    assert not any("Deleted" in text for text in words_of(form.card))


def test_not_saved_yet_stands_beside_the_pair(form):
    form.show_claim(claim(1, **GRADED), [], {})
    assert "not saved yet" not in words_of(form.card)
    form.card.set_unsaved(True)
    assert "not saved yet" in words_of(form.card)


def test_others_are_folded_until_both_own_grades_are_given(qtbot, form):
    theirs = [
        other("M. Okafor", reliability="C", credibility="2", rationale="their words"),
        other("T. Vance", reliability="B", credibility="2"),
    ]
    form.show_claim(claim(1, others=2), theirs, {})
    line = "2 others have judged this claim; shown when you have graded it."
    assert line in words_of(form.others)
    assert form.others.cards() == []
    held = [label.text() for label in form.others.findChildren(QLabel)]
    assert not any("their words" in text or "Okafor" in text for text in held)
    click(qtbot, form.reliability, "B")
    assert line in words_of(form.others)
    click(qtbot, form.credibility, "2")
    said = words_of(form.others)
    assert line not in said
    assert len(form.others.cards()) == 2
    assert {"M. Okafor", "C2", "their words", "1 differs"} <= {*said}
    assert "≠ reliability   = credibility" in said
    assert "= reliability   = credibility" in said


def test_not_checkable_unfolds_others_as_well(form):
    theirs = [other(**GRADED)]
    form.show_claim(claim(1), theirs, {})
    assert "1 other has judged this claim; shown when you have graded it." in words_of(form.others)
    form.set_not_checkable(True)
    assert len(form.others.cards()) == 1
    assert "≠ checkable" in words_of(form.others)


def test_ones_own_judgement_is_no_other(form):
    mine = claim(1, **GRADED)
    form.show_claim(mine, [mine.own, other(**GRADED)], {})
    assert len(form.others.cards()) == 1
    form.show_claim(mine, [mine.own], {})
    assert not form.others.isVisible()


def test_not_checkable_and_a_credibility_exclude_each_other(qtbot, form, told):
    form.show_claim(claim(1, **GRADED), [], {})
    form.set_not_checkable(True)
    assert told.deeds == [("c1", {"not_checkable": True})]
    assert form.credibility.value() is None
    assert "n/c" in words_of(form.card)
    click(qtbot, form.credibility, "3")
    assert told.deeds[1:] == [("c1", {"credibility": "3"})]
    assert "B3" in words_of(form.card)
    form.set_not_checkable(False)
    assert len(told.deeds) == 2, "it is not set any more"


def test_flags_are_told_as_a_sorted_whole_and_cleared_with_backspace(qtbot, form, told):
    form.show_claim(claim(1, flags=("retracted",)), [], {})
    chip = form.flags.findChild(Chip, "flags_misleading_context")
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert told.deeds == [("c1", {"flags": ("misleading_context", "retracted")})]
    chip.setFocus()
    qtbot.keyClick(chip, Qt.Key.Key_Backspace)
    qtbot.keyClick(chip, Qt.Key.Key_Backspace)
    assert told.deeds[1:] == [("c1", {"flags": ("retracted",)})]
    qtbot.mouseClick(form.flags.findChild(Chip, "flags_retracted"), Qt.MouseButton.LeftButton)
    assert told.deeds[2:] == [("c1", {"flags": None})]


def test_a_flag_outside_the_vocabulary_is_shown_and_kept(qtbot, form, told):
    form.show_claim(claim(1, flags=("own_old_flag",)), [], {})
    assert form.flags.findChild(Chip, "flags_own_old_flag").isChecked()
    qtbot.mouseClick(form.flags.findChild(Chip, "flags_retracted"), Qt.MouseButton.LeftButton)
    assert told.deeds == [("c1", {"flags": ("own_old_flag", "retracted")})]


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


def test_earlier_grades_of_the_source_are_shown_and_spoken_f_apart(form, picture):
    form.show_claim(claim(1), [], {})
    assert not form.earlier.isVisible()
    form.show_claim(claim(1), [], {"F": 1, "B": 2, "C": 5})
    assert form.earlier.isVisible()
    assert form.earlier.accessibleName() == (
        "Earlier grades of this source: B 2 times, C 5 times, F 1 times"
    )
    before = picture(form.earlier)
    form.show_claim(claim(1), [], {"F": 1, "B": 3, "C": 5})
    assert picture(form.earlier) != before


def test_groups_and_fields_have_the_agreed_names_and_roles(form):
    names = {
        form.provenance: ("Provenance", "provenance"),
        form.attributed_to: ("Attributed to", "attributed_to"),
        form.directness: ("Directness", "directness"),
        form.reliability: ("Source reliability", "source_reliability"),
        form.credibility: ("Information credibility", "information_credibility"),
        form.confidence: ("Confidence", "confidence"),
        form.rationale: ("Rationale", "rationale"),
        form.flags: ("Flags", "flags"),
    }
    for widget, (name, object_name) in names.items():
        face = QAccessible.queryAccessibleInterface(widget)
        assert face.text(QAccessible.Text.Name) == name
        assert widget.objectName() == object_name
    cell = QAccessible.queryAccessibleInterface(form.reliability.cell("B"))
    assert cell.role() == QAccessible.Role.RadioButton
    assert cell.text(QAccessible.Text.Name) == "B Usually reliable"
    chip = QAccessible.queryAccessibleInterface(form.flags.findChild(Chip))
    assert chip.role() in (QAccessible.Role.CheckBox, QAccessible.Role.Button)
    assert chip.state().checkable
    text = QAccessible.queryAccessibleInterface(form.rationale)
    assert text.role() == QAccessible.Role.EditableText


def test_each_printed_label_belongs_to_its_control(form):
    buddies = {
        label.text(): label.buddy()
        for label in form.findChildren(QLabel)
        if label.buddy() is not None
    }
    assert buddies == {
        "Provenance": form.provenance,
        "Attributed to": form.attributed_to,
        "Directness": form.directness,
        "Source reliability": form.reliability,
        "Information credibility": form.credibility,
        "Confidence": form.confidence,
        "Rationale": form.rationale,
        "Flags": form.flags,
    }


def test_a_narrow_form_puts_labels_above_and_folds_provenance(qtbot, form):
    label = next(x for x in form.findChildren(QLabel) if x.text() == "Directness")

    def above():
        head = label.mapTo(form, label.rect().bottomLeft()).y()
        return head <= form.directness.mapTo(form, form.directness.rect().topLeft()).y()

    assert not above()
    form.set_narrow(True)
    qtbot.waitUntil(above)
    assert not form.provenance.is_open()
    form.set_narrow(False)
    qtbot.waitUntil(lambda: not above())
    assert form.provenance.is_open()


def test_a_suggestion_is_dashed_words_only_and_gone_with_the_next_claim(form, told):
    form.provenance.set_suggestion("eyewitness")
    assert form.provenance.value() is None
    form.show_claim(claim(2), [], {})
    assert form.provenance.suggestion() is None
    assert told.deeds == []


def test_another_theme_repaints_all_of_it(form, qapp, picture):
    form.show_claim(claim(1, deleted_by=["V"], **GRADED), [other(**GRADED)], {"B": 1, "F": 1})
    parts = (form.card, form.earlier, form.others, form.rationale, form.flags)
    before = [picture(part) for part in parts]
    theme.apply(qapp, "dark")
    for part, light in zip(parts, before, strict=True):
        assert picture(part) != light, part.objectName()
    height, margin = form.card.sizeHint().height(), form.card.layout().contentsMargins().left()
    theme.set_text_scale(2.0)
    assert form.card.sizeHint().height() > 1.5 * height
    assert form.card.layout().contentsMargins().left() > 1.5 * margin
