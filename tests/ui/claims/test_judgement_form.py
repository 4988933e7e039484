"""What a reviewer chooses: told once, never filled in, cleared with Backspace."""

import pytest
from claim_examples import claim
from form_examples import GRADED, click, words_of
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from credreview.ui.look.buttons import Chip


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


def test_one_asks_quietly_which_independent_claim_confirms(qtbot, form):
    note = form.confirmed_by
    for grade in ("2", "6"):
        click(qtbot, form.credibility, grade)
        assert not note.isVisible()
    click(qtbot, form.credibility, "1")
    assert note.isVisible()
    assert "independent" in note.text()


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


def test_a_flag_toggled_without_a_click_is_told_as_a_screen_reader_does_it(form, told):
    chip = form.flags.findChild(Chip, "flags_retracted")
    chip.toggle()
    chip.toggle()
    assert told.deeds == [("c1", {"flags": ("retracted",)}), ("c1", {"flags": None})]
    form.show_claim(claim(1, flags=("retracted",)), [], {})
    assert len(told.deeds) == 2
    assert QAccessible.queryAccessibleInterface(form.flags).role() == QAccessible.Role.Border
