import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from credreview.domain.vocabulary import Term
from credreview.ui.look import controls, theme

LABELS = {
    "A": "Completely reliable",
    "B": "Usually reliable",
    "C": "Fairly reliable",
    "D": "Not usually reliable",
    "E": "Unreliable",
    "F": "Reliability cannot be judged",
}
RELIABILITY = [Term(key, label, label, f"What {key} means", key) for key, label in LABELS.items()]
CONFIDENCE = [Term(word.lower(), word, word) for word in ("Low", "Moderate", "High")]
KINDS = [
    Term(f"kind_{n}", f"Kind number {n} in full", f"Kind {n}", "", key, "columns")
    for n, key in enumerate("1234567890XNTU", 1)
]


def grades():
    return controls.GradePicker(RELIABILITY, "F", "Source reliability", "source_reliability")


def confidence():
    return controls.SegmentedControl(CONFIDENCE, "Confidence", "confidence")


def provenance():
    return controls.ProvenancePicker(KINDS, "Provenance", "provenance")


GROUPS = {"grades": grades, "segments": confidence, "provenance": provenance}


@pytest.fixture(params=GROUPS)
def group(request, show):
    made = GROUPS[request.param]()
    show(made)
    made.told = []
    made.chosen.connect(made.told.append)
    return made


@pytest.fixture
def keys(qtbot):
    """Return a function that presses keys on whatever has the focus."""

    def press(*pressed):
        for key in pressed:
            qtbot.keyClick(QApplication.focusWidget(), key)

    return press


CONTROLS = {
    "normal button": lambda: controls.PushButton("Save"),
    "primary button": lambda: controls.PushButton("Save", "primary"),
    "quiet button": lambda: controls.PushButton("Save", "quiet"),
    "icon button": lambda: controls.PushButton(kind="quiet", icon="plus", name="Add"),
    "filter chip": lambda: controls.Chip("Grade: 5", "filter"),
    "add chip": lambda: controls.Chip("Add filter", "add"),
    "flag chip": lambda: controls.Chip("Retracted", "flag"),
    "check box": lambda: controls.CheckBox("Yes"),
    "radio button": lambda: controls.RadioButton("Yes"),
    "combo box": lambda: controls.ComboBox("Sort"),
    "search": lambda: controls.SearchField("Search"),
    "line edit": QLineEdit,
    "text edit": QPlainTextEdit,
    **GROUPS,
}


@pytest.mark.parametrize("scheme", ["light", "dark", "contrast_black", "contrast_white"])
@pytest.mark.parametrize("name", CONTROLS)
def test_tab_shows_where_the_focus_is(name, scheme, show, picture, keys, qapp):
    theme.apply(qapp, scheme)
    window = QWidget()
    column = QVBoxLayout(window)
    before, control = controls.PushButton("before"), CONTROLS[name]()
    column.addWidget(before)
    column.addWidget(control)
    show(window)
    before.setFocus()
    without = picture(control)
    keys(Qt.Key.Key_Tab)
    assert control.hasFocus() or control.isAncestorOf(qapp.focusWidget())
    assert picture(control) != without


@pytest.mark.parametrize("name", ["grades", "segments", "provenance"])
def test_tab_shows_the_focus_on_a_chosen_value_too(name, show, picture, keys):
    window = QWidget()
    column = QVBoxLayout(window)
    before, group = controls.PushButton("before"), GROUPS[name]()
    group.set_value(group.cells[-1].term.id)
    column.addWidget(before)
    column.addWidget(group)
    show(window)
    before.setFocus()
    without = picture(group)
    keys(Qt.Key.Key_Tab)
    assert group.cells[-1].hasFocus()
    assert picture(group) != without


def test_arrows_move_the_focus_and_choose_nothing(group, keys):
    group.setFocus(Qt.FocusReason.TabFocusReason)
    keys(Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert group.cells[2].hasFocus()
    assert group.told == []
    assert group.value() is None
    assert not any(cell.isChecked() for cell in group.cells)


def test_space_chooses_what_has_the_focus(group, keys):
    group.setFocus(Qt.FocusReason.TabFocusReason)
    keys(Qt.Key.Key_Down, Qt.Key.Key_Space)
    wanted = group.cells[1].term.id
    assert group.told == [wanted]
    assert group.value() == wanted
    assert [cell.term.id for cell in group.cells if cell.isChecked()] == [wanted]


def test_space_on_the_chosen_value_tells_nothing_again(group, keys):
    group.set_value(group.cells[0].term.id)
    group.setFocus(Qt.FocusReason.TabFocusReason)
    keys(Qt.Key.Key_Space)
    assert group.told == []
    assert group.cells[0].isChecked()


def test_backspace_clears(group, keys):
    group.set_value(group.cells[1].term.id)
    group.setFocus(Qt.FocusReason.TabFocusReason)
    keys(Qt.Key.Key_Backspace, Qt.Key.Key_Backspace)
    assert group.told == [None]
    assert group.value() is None
    assert not any(cell.isChecked() for cell in group.cells)


def test_a_click_anywhere_in_a_cell_chooses(group, qtbot):
    cell = group.cells[2]
    qtbot.mouseClick(cell, Qt.MouseButton.LeftButton, pos=QPoint(cell.width() - 3, 3))
    assert group.told == [cell.term.id]


def test_a_value_that_is_set_is_not_told(group):
    group.set_value(group.cells[1].term.id)
    group.set_value(None)
    assert group.told == []


def test_a_value_that_is_not_on_the_scale_is_kept_and_shown_as_it_is(group):
    group.set_value("a_term_of_somebody_else")
    assert group.value() == "a_term_of_somebody_else"
    assert group.words() == "a_term_of_somebody_else"
    assert not any(cell.isChecked() for cell in group.cells)


@pytest.mark.parametrize("name", GROUPS)
def test_letters_and_digits_pass_through_to_the_window(name, show, qtbot):
    class Host(QWidget):
        heard = ""

        def keyPressEvent(self, event):
            self.heard += event.text()

    host = Host()
    QVBoxLayout(host).addWidget(GROUPS[name]())
    show(host)
    group = host.layout().itemAt(0).widget()
    group.chosen.connect(lambda value: pytest.fail(f"{value} was chosen"))
    qtbot.keyClicks(group.cells[0], "rb1")
    qtbot.keyClick(group.cells[0], Qt.Key.Key_Backspace, Qt.KeyboardModifier.ControlModifier)
    assert host.heard.startswith("rb1")


def test_one_cell_of_a_group_is_in_the_tab_order(group, keys):
    def stops():
        tab = Qt.FocusPolicy.TabFocus
        return [cell for cell in group.cells if cell.focusPolicy() & tab]

    assert stops() == [group.cells[0]]
    group.set_value(group.cells[2].term.id)
    assert stops() == [group.cells[2]]
    group.setFocus(Qt.FocusReason.TabFocusReason)
    keys(Qt.Key.Key_Up)
    assert stops() == [group.cells[1]]


def test_home_and_end_go_to_the_ends_and_arrows_stop_there(group, keys):
    group.setFocus(Qt.FocusReason.TabFocusReason)
    keys(Qt.Key.Key_End, Qt.Key.Key_Down)
    assert group.cells[-1].hasFocus()
    keys(Qt.Key.Key_Home, Qt.Key.Key_Up)
    assert group.cells[0].hasFocus()


def test_left_leads_on_where_reading_goes_left(show, keys, qtbot):
    group = confidence()
    group.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    show(group)
    group.setFocus(Qt.FocusReason.TabFocusReason)
    keys(Qt.Key.Key_Left)
    assert group.cells[1].hasFocus()
    assert group.cells[0].x() > group.cells[1].x()


def test_a_suggestion_is_no_decision(group, keys, picture):
    plain = picture(group)
    third = group.cells[2]
    group.set_suggestion(third.term.id)
    assert picture(group) != plain
    assert group.value() is None
    assert not third.isChecked()
    assert third.accessibleName().endswith("suggested")
    assert "suggested" in group.words()
    third.setFocus(Qt.FocusReason.TabFocusReason)
    keys(Qt.Key.Key_Space)
    assert group.told == [third.term.id]
    assert group.suggestion() is None
    assert not third.accessibleName().endswith("suggested")


def test_a_suggestion_looks_different_from_the_decision(group, picture):
    third = group.cells[2]
    group.set_suggestion(third.term.id)
    suggested = picture(third)
    group.set_value(third.term.id)
    assert picture(third) != suggested


def test_a_suggestion_does_not_show_over_a_decision(group):
    group.set_value(group.cells[0].term.id)
    group.set_suggestion(group.cells[2].term.id)
    assert group.suggestion() is None


def test_states_of_a_cell_all_look_different(group, picture):
    cell = group.cells[1]
    looks = {"normal": picture(cell)}
    cell.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    looks["hover"] = picture(cell)
    cell.setDown(True)
    looks["pressed"] = picture(cell)
    cell.setDown(False)
    cell.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
    group.set_error(True)
    looks["error"] = picture(cell)
    group.set_error(False)
    group.set_value(cell.term.id)
    looks["chosen"] = picture(cell)
    group.setEnabled(False)
    looks["chosen, disabled"] = picture(cell)
    group.set_value(None)
    looks["disabled"] = picture(cell)
    assert len(set(looks.values())) == len(looks)


def interface(widget):
    return QAccessible.queryAccessibleInterface(widget)


def test_a_screen_reader_meets_radio_buttons_with_names_and_states(group):
    group.set_value(group.cells[1].term.id)
    for cell in group.cells:
        spoken = interface(cell)
        assert spoken.role() == QAccessible.Role.RadioButton
        assert cell.term.label in spoken.text(QAccessible.Text.Name)
        assert bool(spoken.state().checked) == (cell is group.cells[1])
        assert spoken.state().focusable
    assert interface(group).text(QAccessible.Text.Name) == group.accessibleName()
    assert group.objectName() == group.accessibleName().lower().replace(" ", "_")
    assert interface(group).text(QAccessible.Text.Description) == group.cells[1].term.label


def test_a_group_without_a_value_says_that_it_is_not_judged(group):
    assert group.words() == "Not judged"
    assert group.accessibleDescription() == "Not judged"


def test_an_elided_word_is_whole_in_tool_tip_and_name(show):
    term = Term("x", "A very long name <b>of a kind</b> that fits nowhere", "A very long name")
    picker = controls.SegmentedControl([term, *CONFIDENCE], "Scale")
    show(picker)
    picker.resize(40 * theme.u(), picker.height())
    assert picker.cells[0].accessibleName() == term.label
    assert "&lt;b&gt;of a kind&lt;/b&gt; that fits nowhere" in picker.cells[0].toolTip()


def test_f_stands_apart_and_is_never_filled(show, picture):
    picker = grades()
    show(picker)
    cells = {cell.term.id: cell for cell in picker.cells}
    assert cells["B"].geometry().left() == cells["A"].geometry().right() + 1
    assert cells["F"].geometry().left() - cells["E"].geometry().right() == 3 * theme.u() + 1
    for value, filled in (("E", True), ("F", False)):
        picker.set_value(value)
        image = cells[value].grab().toImage()
        corner = image.pixelColor(2 * theme.u(), image.height() // 2)
        assert (corner == theme.tokens().accent) == filled


def test_the_row_of_grades_does_not_jump_when_the_longest_words_are_chosen(show):
    host = QWidget()
    column = QVBoxLayout(host)
    picker = grades()
    column.addWidget(picker)
    column.addStretch(1)
    host.resize(100 * theme.u(), 200)
    show(host)
    before = picker.height()
    for value in ("A", "F"):
        picker.set_value(value)
        column.activate()
        assert picker.height() == before


def test_a_toggle_without_a_click_chooses_as_a_screen_reader_does_it(group):
    first, second = group.cells[:2]
    first.toggle()
    second.toggle()
    assert group.told == [first.term.id, second.term.id]
    assert group.value() == second.term.id
    second.toggle()
    group.set_value(first.term.id)
    group.set_value(None)
    assert len(group.told) == 2, "what is chosen stays, and what is shown is not told"


def test_a_group_is_a_group_for_a_screen_reader_too(group):
    spoken = QAccessible.queryAccessibleInterface(group)
    # A plain widget would be a filler, which screen readers pass over in silence.
    assert spoken.role() == QAccessible.Role.Border
    assert group.contentsMargins().isNull()
