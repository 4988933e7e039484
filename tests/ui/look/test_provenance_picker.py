import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from credreview.domain.vocabulary import Term
from credreview.ui.look import controls, theme

KINDS = [
    Term(f"kind_{n}", f"Kind number {n} in full", f"Kind {n}", "", key, "columns")
    for n, key in enumerate("1234567890XNTU", 1)
]


def provenance():
    return controls.ProvenancePicker(KINDS, "Provenance", "provenance")


@pytest.fixture
def keys(qtbot):
    """Return a function that presses keys on whatever has the focus."""

    def press(*pressed):
        for key in pressed:
            qtbot.keyClick(QApplication.focusWidget(), key)

    return press


def test_provenance_prints_its_keys_in_two_columns_and_one_where_it_is_narrow(show, qtbot):
    picker = provenance()
    show(picker)
    picker.resize(100 * theme.u(), 300)
    qtbot.waitUntil(lambda: picker.cells[7].x() > picker.cells[0].x())
    assert picker.cells[7].y() == picker.cells[0].y()
    picker.resize(30 * theme.u(), 600)
    qtbot.waitUntil(lambda: picker.cells[7].x() == picker.cells[0].x())


def test_left_and_right_go_between_the_columns_of_provenance(show, keys, qtbot):
    picker = provenance()
    show(picker)
    picker.resize(120 * theme.u(), 300)
    qtbot.waitUntil(lambda: picker.cells[7].x() > 0)
    picker.setFocus(Qt.FocusReason.TabFocusReason)
    keys(Qt.Key.Key_Right)
    assert picker.cells[7].hasFocus()
    keys(Qt.Key.Key_Right)
    assert picker.cells[7].hasFocus()
    keys(Qt.Key.Key_Left)
    assert picker.cells[0].hasFocus()


class TestFoldedProvenance:
    @pytest.fixture
    def folded(self, show):
        window = QWidget()
        column = QVBoxLayout(window)
        window.before, window.picker = controls.PushButton("before"), provenance()
        window.after = controls.PushButton("after")
        for widget in (window.before, window.picker, window.after):
            column.addWidget(widget)
        window.picker.set_compact(True)
        window.resize(90 * theme.u(), 500)
        show(window)
        return window

    def visible(self, window):
        return [cell for cell in window.picker.cells if cell.isVisible()]

    def test_it_shows_the_chosen_row_alone(self, folded):
        assert self.visible(folded) == []
        folded.picker.set_value("kind_4")
        assert self.visible(folded) == [folded.picker.cells[3]]

    def test_the_button_shows_all_and_a_choice_folds_again(self, folded, qtbot):
        button = folded.findChild(controls.PushButton, "provenance_all")
        assert button.text() == "All 14"
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert len(self.visible(folded)) == 14
        qtbot.mouseClick(folded.picker.cells[8], Qt.MouseButton.LeftButton)
        assert self.visible(folded) == [folded.picker.cells[8]]

    def test_the_keyboard_unfolds_it_and_leaving_folds_it(self, folded, keys):
        folded.picker.set_value("kind_2")
        folded.before.setFocus()
        keys(Qt.Key.Key_Tab)
        assert len(self.visible(folded)) == 14
        assert folded.picker.cells[1].hasFocus()
        keys(Qt.Key.Key_Tab)
        assert folded.after.hasFocus()
        assert self.visible(folded) == [folded.picker.cells[1]]

    def test_escape_folds_it_and_keeps_the_focus_inside(self, folded, keys, qapp):
        for value in ("kind_2", None):
            folded.picker.set_value(value)
            folded.picker.set_open(True)
            folded.picker.cells[5].setFocus(Qt.FocusReason.TabFocusReason)
            keys(Qt.Key.Key_Escape)
            assert not folded.picker.is_open()
            assert folded.picker.isAncestorOf(qapp.focusWidget())

    def test_a_choice_with_the_keyboard_keeps_the_focus_on_it(self, folded, keys):
        folded.picker.setFocus(Qt.FocusReason.ShortcutFocusReason)
        folded.picker.set_open(True)
        folded.picker.cells[0].setFocus(Qt.FocusReason.TabFocusReason)
        keys(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Space)
        assert self.visible(folded) == [folded.picker.cells[2]]
        assert folded.picker.cells[2].hasFocus()

    def test_unfolding_for_good_shows_all(self, folded):
        folded.picker.set_compact(False)
        assert len(self.visible(folded)) == 14

    def test_the_focus_stays_inside_when_the_value_changes_under_it(self, folded, qapp):
        folded.picker.set_value("kind_2")
        folded.picker.cells[1].setFocus(Qt.FocusReason.OtherFocusReason)
        folded.picker.set_value("kind_9")
        assert folded.picker.cells[8].hasFocus()
        folded.picker.set_value(None)
        assert folded.picker.isAncestorOf(qapp.focusWidget())
