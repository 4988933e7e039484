"""What the form shows and speaks: the quote, the pair, other reviewers, names, looks."""

from claim_examples import claim, other
from form_examples import GRADED, click, words_of
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel

from credreview.ui.look import theme
from credreview.ui.look.buttons import Chip


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
