import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QAccessible, QKeySequence, QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget

from credreview.ui.look import controls, theme


@pytest.mark.parametrize("kind", ["normal", "primary", "quiet"])
def test_states_of_a_button_all_look_different(kind, show, picture):
    window = QWidget()
    column = QVBoxLayout(window)
    button, other = controls.PushButton("Save", kind), QLineEdit()
    column.addWidget(button)
    column.addWidget(other)
    show(window)
    other.setFocus()
    looks = {"normal": picture(button)}
    button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    looks["hover"] = picture(button)
    button.setDown(True)
    looks["pressed"] = picture(button)
    button.setDown(False)
    button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    looks["focus"] = picture(button)
    button.setEnabled(False)
    looks["disabled"] = picture(button)
    assert len(set(looks.values())) == len(looks)


def test_a_mouse_click_leaves_no_ring(show, picture, qtbot):
    window = QWidget()
    column = QVBoxLayout(window)
    button, other = controls.PushButton("Save"), QLineEdit()
    column.addWidget(button)
    column.addWidget(other)
    show(window)
    other.setFocus()
    before = picture(button)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert button.hasFocus()
    assert picture(button) == before


def test_a_button_of_an_icon_alone_has_a_name():
    button = controls.PushButton(kind="quiet", icon="plus", name="Add articles")
    spoken = QAccessible.queryAccessibleInterface(button)
    assert spoken.text(QAccessible.Text.Name) == "Add articles"
    assert spoken.role() == QAccessible.Role.Button
    assert button.toolTip() == "Add articles"


def test_no_target_is_smaller_than_six_units(qtbot):
    small = [
        controls.PushButton(kind="quiet", icon="plus", name="Add"),
        controls.PushButton("a"),
        controls.Chip("a"),
        controls.CheckBox("a"),
        controls.RadioButton("a"),
    ]
    for control in small:
        qtbot.addWidget(control)
        assert control.sizeHint().height() >= 6 * theme.u()
        assert control.sizeHint().width() >= 6 * theme.u()


def test_a_button_grows_with_the_text(qtbot):
    button = controls.PushButton("Save everything as…", icon="export")
    qtbot.addWidget(button)
    before = button.sizeHint()
    theme.set_text_scale(2.0)
    after = button.sizeHint()
    assert after.width() == pytest.approx(2 * before.width(), rel=0.1)
    assert after.height() == pytest.approx(2 * before.height(), rel=0.1)


def test_a_filter_chip_is_opened_by_a_click_and_removed_by_its_cross_or_delete(show, qtbot):
    chip = controls.Chip("Outlet: 9 of 31")
    show(chip)
    heard = []
    chip.clicked.connect(lambda: heard.append("open"))
    chip.removed.connect(lambda: heard.append("remove"))
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(chip.width() - 8, 10))
    qtbot.keyClick(chip, Qt.Key.Key_Delete)
    qtbot.keyClick(chip, Qt.Key.Key_Space)
    assert heard == ["open", "remove", "remove", "open"]


def test_a_flag_chip_is_a_check_box_that_does_not_change_its_width(show, qtbot):
    chip = controls.Chip("Retracted", "flag")
    show(chip)
    width = chip.sizeHint().width()
    qtbot.keyClick(chip, Qt.Key.Key_Space)
    spoken = QAccessible.queryAccessibleInterface(chip)
    assert spoken.role() == QAccessible.Role.CheckBox
    assert spoken.state().checked
    assert chip.sizeHint().width() == width


def test_a_long_chip_is_elided_and_keeps_its_words(qtbot):
    chip = controls.Chip("Outlet: " + "a very long name " * 20)
    qtbot.addWidget(chip)
    assert chip.sizeHint().width() == 60 * theme.u()
    assert chip.accessibleName() == chip.words() == chip.toolTip()


def test_a_key_hint_is_one_name(qtbot):
    hint = controls.KeyHint.of(QKeySequence("Ctrl+Return"))
    qtbot.addWidget(hint)
    assert controls.caps_of("Ctrl+Return") == ("Ctrl", "↵")
    assert controls.caps_of("Ctrl++") == ("Ctrl", "+")
    assert controls.caps_of("") == ()
    assert hint.accessibleName() == "Ctrl+Enter"


def test_controls_made_without_a_parent_open_no_window():
    made = [
        controls.KeyHint("R"),
        controls.FieldNote(),
        controls.MessageBar("info", "Hello", "World"),
        controls.SearchField("Search"),
        controls.Chip("a"),
    ]
    made[1].set_text("wrong")
    assert not any(widget.isVisible() for widget in made)


def test_escape_clears_a_search_and_is_passed_on_from_an_empty_one(show, qtbot):
    field = controls.SearchField("Search all articles")
    show(field)
    cleared = []
    field.cleared.connect(lambda: cleared.append(True))
    qtbot.keyClicks(field, "port")
    assert field.findChild(controls.PushButton).isVisible()
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    assert not field.findChild(controls.PushButton).isVisible()
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert cleared == [True]
    assert field.accessibleName() == "Search all articles"


def test_the_words_of_a_search_keep_clear_of_icon_and_cross(show):
    field = controls.SearchField("Search")
    show(field)
    field.setText("x")
    margins = field.textMargins()
    assert margins.left() >= 5 * theme.u()
    assert margins.right() >= field.findChild(controls.PushButton).width() - theme.u()


def test_a_wrong_value_has_a_border_and_a_sentence(show, picture):
    window = QWidget()
    column = QVBoxLayout(window)
    field, note = QLineEdit("31 Feb"), controls.FieldNote()
    column.addWidget(field)
    column.addWidget(note)
    show(window)
    before, room = picture(field), note.sizeHint().height()
    controls.set_invalid(field, True)
    note.set_text("There is no 31 February.")
    assert picture(field) != before
    assert room == 0
    assert note.sizeHint().height() > 0
    assert note.accessibleName() == "There is no 31 February."
    controls.set_invalid(field, False)
    note.set_text("")
    assert picture(field) == before


def test_check_boxes_take_a_click_on_their_words(show, qtbot):
    box = controls.CheckBox("Several words")
    show(box)
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(box.width() - 4, 4))
    assert box.isChecked()


def test_a_combo_box_has_a_name_and_leaves_the_wheel_alone(show, qtbot):
    window = QWidget()
    column = QVBoxLayout(window)
    label, box = QLabel("Sort by"), controls.ComboBox("Sort by")
    box.addItems(["Last change", "Title"])
    label.setBuddy(box)
    column.addWidget(label)
    column.addWidget(box)
    show(window)
    assert box.accessibleName() == "Sort by"
    named_by = [
        spoken.object() for spoken, _ in QAccessible.queryAccessibleInterface(box).relations()
    ]
    assert label in named_by
    at, below = QPointF(5, 5), QPoint(0, -120)
    wheel = QWheelEvent(
        at, box.mapToGlobal(at), QPoint(), below, Qt.MouseButton.NoButton,
        Qt.KeyboardModifier(0), Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(box, wheel)
    assert box.currentIndex() == 0
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert box.currentText() == "Title"


class TestMessageBar:
    def test_an_error_cannot_be_closed_and_an_information_can(self, show, qtbot):
        for kind, closable in (("error", False), ("warn", True), ("info", True)):
            bar = controls.MessageBar(kind, "Title", "Text")
            show(bar)
            button = bar.findChild(controls.PushButton, "message_close")
            assert button.isVisible() == closable
            bar.close()

    def test_closing_it_is_told(self, show, qtbot):
        bar = controls.MessageBar("info", "Title")
        show(bar)
        with qtbot.waitSignal(bar.closed):
            qtbot.mouseClick(
                bar.findChild(controls.PushButton, "message_close"), Qt.MouseButton.LeftButton
            )
        assert not bar.isVisible()

    def test_what_it_says_is_plain_text(self, qtbot):
        bar = controls.MessageBar("error", "<b>Not</b> saved", "<i>x</i>")
        qtbot.addWidget(bar)
        for label in bar.findChildren(QLabel):
            if label.text():
                assert label.textFormat() == Qt.TextFormat.PlainText
        assert bar.accessibleName() == "<b>Not</b> saved"

    def test_it_grows_with_its_words_and_leaves_the_window_small(self, show, qtbot):
        window = QWidget()
        column = QVBoxLayout(window)
        bar = controls.MessageBar("error", "Not saved", "What to do about it. " * 20)
        column.addWidget(bar)
        column.addWidget(QWidget(), 1)
        window.resize(200 * theme.u(), 150 * theme.u())
        show(window)
        tall = bar.height()
        assert tall >= bar.heightForWidth(bar.width())
        bar.set_message("Not saved", "Short.")
        qtbot.waitUntil(lambda: bar.height() < tall)
        assert window.minimumSizeHint().height() < 40 * theme.u()

    def test_buttons_of_the_caller_stand_in_it(self, qtbot):
        again = controls.PushButton("Try again")
        bar = controls.MessageBar("error", "Not saved", buttons=[again])
        qtbot.addWidget(bar)
        assert again.parentWidget() is bar


class TestTip:
    @pytest.fixture
    def window(self, show):
        made = QWidget()
        made.resize(300 * theme.u(), 200 * theme.u())
        made.text = QWidget(made)
        made.text.setGeometry(QRect(400, 0, 600, 800))
        made.button = controls.PushButton("Add", parent=made)
        made.button.setGeometry(100, 20, 60, 28)
        return show(made)

    def place(self, window, target):
        tip = controls.Tip(window, 1, "Your articles", "The plus sign adds files.", ["Ctrl", "O"])
        return tip, tip.point_at(target, [window.text])

    def test_it_stands_beside_its_target_and_off_the_text(self, window):
        tip, placed = self.place(window, window.button)
        assert placed
        assert tip.isVisible()
        bubble = tip.geometry().marginsRemoved(tip.bubble_margins())
        assert not bubble.intersects(window.button.geometry())
        assert not bubble.intersects(window.text.geometry())
        assert window.rect().contains(bubble)

    def test_without_room_it_stays_away_and_comes_when_the_window_grows(self, window, qtbot):
        window.text.setGeometry(0, 60, 1200, 740)
        window.resize(320, 400)
        tip, placed = self.place(window, window.button)
        assert not placed
        assert not tip.isVisible()
        window.text.setGeometry(0, 500, 1200, 740)
        window.resize(1200, 800)
        qtbot.waitUntil(tip.isVisible)

    def test_closing_it_is_for_good(self, window, qtbot):
        tip, _ = self.place(window, window.button)
        with qtbot.waitSignal(tip.closed):
            qtbot.mouseClick(tip.findChild(controls.PushButton), Qt.MouseButton.LeftButton)
        window.resize(window.width() + 50, window.height())
        assert not tip.isVisible()

    def test_it_is_spoken_with_its_number(self, window):
        tip, _ = self.place(window, window.button)
        assert tip.accessibleName() == "Tip 1: Your articles"
        assert tip.accessibleDescription() == "The plus sign adds files."
