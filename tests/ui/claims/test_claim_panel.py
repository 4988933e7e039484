import pytest
from claim_examples import claim, other, vocabulary
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from credreview.ui.claims.claim_list import ClaimListView
from credreview.ui.claims.claim_panel import ClaimPanel
from credreview.ui.look import theme

#: Said by the screenless platform for every window that pops up.
POPS_UP = pytest.mark.qt_log_ignore("does not support", extend=True)
GRADED = {"reliability": "B", "credibility": "2"}


class Told:
    """Everything a panel asked for, in order."""

    def __init__(self, panel):
        self.said = []
        panel.claim_activated.connect(lambda id: self.said.append(("activated", id)))
        panel.judge_requested.connect(lambda id, fields: self.said.append((id, fields)))
        panel.done_next.connect(lambda: self.said.append("done"))
        panel.mark_requested.connect(lambda: self.said.append("mark"))
        panel.leave_requested.connect(lambda: self.said.append("leave"))


def eleven(**own):
    return [claim(number, **own) for number in range(1, 12)]


@pytest.fixture
def panel(show):
    made = ClaimPanel()
    made.set_vocabulary(vocabulary())
    made.resize(104 * theme.u(), 210 * theme.u())
    show(made)
    made.set_claims(eleven())
    made.show_claim(claim(3), [], {})
    return made


@pytest.fixture
def told(panel):
    return Told(panel)


def part(panel, name, kind=QWidget):
    found = panel.findChild(kind, name)
    assert found is not None, name
    return found


def words(panel):
    return {x.text() for x in panel.findChildren(QLabel) if x.isVisible() and x.text()}


def press(qtbot, panel, name):
    qtbot.mouseClick(part(panel, name, QPushButton), Qt.MouseButton.LeftButton)


def test_choosing_grades_and_words_asks_once_for_each_with_the_claims_id(qtbot, panel, told):
    for name in (
        "provenance_social_post",
        "directness_direct_quote",
        "source_reliability_F",
        "information_credibility_6",
        "confidence_high",
    ):
        qtbot.mouseClick(part(panel, name), Qt.MouseButton.LeftButton)
    assert told.said == [
        ("c3", {"provenance": "social_post"}),
        ("c3", {"directness": "direct_quote"}),
        ("c3", {"reliability": "F"}),
        ("c3", {"credibility": "6"}),
        ("c3", {"confidence": "high"}),
    ]


def test_showing_claims_says_nothing(panel, told):
    panel.set_claims(eleven(**GRADED))
    panel.show_claim(claim(4, rationale="r", flags=("retracted",), **GRADED), [other()], {"A": 1})
    panel.show_claim(None)
    panel.show_no_article()
    assert told.said == []


def test_done_writes_what_is_typed_before_it_goes_on(qtbot, panel, told):
    panel.focus_field("rationale")
    qtbot.keyClicks(QApplication.focusWidget(), "seen")
    press(qtbot, panel, "done_next")
    assert told.said == [("c3", {"rationale": "seen"}), "done"]


def test_ctrl_enter_and_escape_in_a_field_are_told_once_after_the_typing(qtbot, panel, told):
    panel.focus_field("attributed_to")
    field = QApplication.focusWidget()
    qtbot.keyClicks(field, "x")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert told.said == [("c3", {"attributed_to": "x"}), "leave", "done"]


def test_not_checkable_is_a_toggle_that_shows_what_is_on_disk(qtbot, panel, told):
    toggle = part(panel, "not_checkable", QPushButton)
    press(qtbot, panel, "not_checkable")
    assert told.said == [("c3", {"not_checkable": True})]
    panel.show_claim(claim(3, not_checkable=True), [], {})
    assert toggle.isChecked()
    press(qtbot, panel, "not_checkable")
    assert told.said[1:] == [("c3", {"not_checkable": False})]
    panel.show_claim(claim(4, not_checkable=True), [], {})
    qtbot.mouseClick(part(panel, "information_credibility_2"), Qt.MouseButton.LeftButton)
    assert not toggle.isChecked(), "a verdict takes its place"


def test_not_checkable_toggled_without_a_click_is_told_as_a_screen_reader_does_it(panel, told):
    toggle = part(panel, "not_checkable", QPushButton)
    toggle.toggle()
    assert told.said == [("c3", {"not_checkable": True})]
    panel.show_claim(claim(4), [], {})
    panel.show_claim(claim(3, not_checkable=True), [], {})
    assert len(told.said) == 1


def test_a_chosen_toggle_looks_chosen(qtbot, panel, picture):
    toggle = part(panel, "not_checkable", QPushButton)
    before = picture(toggle)
    panel.show_claim(claim(3, not_checkable=True), [], {})
    assert picture(toggle) != before


def test_leaving_for_another_claim_writes_the_typing_to_the_first(qtbot, panel, told):
    panel.focus_field("rationale")
    qtbot.keyClicks(QApplication.focusWidget(), "first")
    panel.show_claim(claim(4), [], {})
    assert told.said == [("c3", {"rationale": "first"})]
    panel.focus_field("rationale")
    qtbot.keyClicks(QApplication.focusWidget(), "second")
    panel.show_no_article()
    assert told.said[1:] == [("c4", {"rationale": "second"})]


def test_an_answer_that_comes_while_telling_is_taken_in(qtbot, panel):
    """The listener reads the claim back at once, as the window does."""
    told = []

    def answer(id, fields):
        told.append((id, fields))
        panel.set_claims([claim(n, **fields) if n == 3 else claim(n) for n in range(1, 12)])
        panel.show_claim(claim(3, **fields), [], {})

    panel.judge_requested.connect(answer)
    panel.focus_field("rationale")
    qtbot.keyClicks(QApplication.focusWidget(), "why")
    panel.focus_field("confidence")
    panel.commit_pending()
    assert told == [("c3", {"rationale": "why"})]


def test_a_typed_draft_of_the_current_claim_is_told_with_its_id(qtbot, panel):
    panel.focus_field("rationale")
    with qtbot.waitSignal(panel.rationale_drafted, timeout=1000) as draft:
        qtbot.keyClicks(QApplication.focusWidget(), "abc")
    assert draft.args == ["c3", "abc"]
    panel.show_claim(claim(5), [], {})
    panel.restore_draft("c3", "of another")
    panel.restore_draft("c5", "typed before the power went")
    assert part(panel, "rationale").toPlainText() == "typed before the power went"


def test_the_head_counts_claims_and_those_that_are_open(panel):
    assert {"Claims", "11, 11 open"} <= words(panel)
    panel.set_claims(eleven(**GRADED))
    assert "11, 0 open" in words(panel)


def test_a_click_in_the_list_activates_a_claim(qtbot, panel, told):
    view = part(panel, "claims", ClaimListView)
    assert QAccessible.queryAccessibleInterface(view).text(QAccessible.Text.Name) == "Claims"
    where = view.visualRect(view.model().index(1, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert told.said == [("activated", "c2")]


@pytest.mark.parametrize(("units", "rows"), [(210, 5), (231, 8), (165, 0)])
def test_the_height_decides_how_many_rows_the_list_has(panel, units, rows):
    u = theme.u()
    panel.resize(104 * u, units * u)
    view = part(panel, "claims", ClaimListView)
    assert view.isVisible() == bool(rows)
    if rows:
        assert view.height() == rows * 7.5 * u
    assert ("Claim 3 of 11" in words(panel)) == (rows == 0)


def test_two_claims_take_two_rows(panel):
    panel.set_claims([claim(1), claim(2)])
    assert part(panel, "claims").height() == 15 * theme.u()


@POPS_UP
def test_one_line_moves_both_ways_and_drops_the_list_down(qtbot, panel, told):
    panel.resize(100 * theme.u(), 165 * theme.u())
    press(qtbot, panel, "next_claim")
    press(qtbot, panel, "previous_claim")
    assert told.said == [("activated", "c4"), ("activated", "c2")]
    press(qtbot, panel, "all_claims")
    popup = part(panel, "claims_popup_list", ClaimListView)
    qtbot.waitUntil(popup.isVisible)
    assert popup.currentIndex().row() == 2
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    assert told.said[2:] == []
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert told.said[2:] == [("activated", "c4")]
    assert not popup.isVisible()
    panel.show_claim(claim(11), [], {})
    assert not part(panel, "next_claim").isEnabled()


@pytest.mark.parametrize("height", [210, 165])
@pytest.mark.parametrize(
    ("mode", "shown"),
    [
        ("reliability", "Reliability: A–F, Esc leaves"),
        ("credibility", "Credibility: 1–6, Esc leaves"),
        ("confidence", "Confidence: L M H, Esc leaves"),
        ("directness", "Directness: Q P H, Esc leaves"),
    ],
)
def test_a_mode_is_shown_whole_in_the_head_while_it_lasts(qtbot, panel, mode, shown, height):
    panel.resize(84 * theme.u(), height * theme.u())
    badge = part(panel, "mode")
    assert not badge.isVisible()
    panel.set_mode(mode)
    assert badge.isVisible()
    assert QAccessible.queryAccessibleInterface(badge).text(QAccessible.Text.Name) == shown
    qtbot.waitUntil(lambda: badge.width() >= badge.sizeHint().width())
    panel.set_mode(None)
    assert not badge.isVisible()


def test_an_unknown_mode_or_field_is_our_mistake(panel):
    with pytest.raises(KeyError):
        panel.set_mode("likelihood")
    with pytest.raises(ValueError, match="likelihood"):
        panel.focus_field("likelihood")


def test_empty_states_say_what_to_do_next(qtbot, panel, told):
    panel.show_no_article()
    assert "No article is open" in words(panel)
    assert not part(panel, "panel_footer").isVisible()
    panel.set_claims([])
    assert "No claims in this article yet" in words(panel)
    press(qtbot, panel, "mark_selection")
    assert told.said == ["mark"]
    panel.set_claims(eleven())
    assert "No claim is chosen" in words(panel)
    assert not part(panel, "mark_selection").isVisible()
    panel.show_claim(claim(1), [], {})
    assert part(panel, "provenance").isVisible()
    assert part(panel, "panel_footer").isVisible()


def test_a_claim_that_is_gone_from_the_list_is_not_shown_any_more(qtbot, panel, told):
    panel.focus_field("rationale")
    qtbot.keyClicks(QApplication.focusWidget(), "late")
    panel.set_claims([claim(1), claim(2)])
    assert told.said == [("c3", {"rationale": "late"})]
    assert "No claim is chosen" in words(panel)
    assert not part(panel, "provenance").isVisible()


@pytest.mark.parametrize("height", [165, 120, 90])
@pytest.mark.parametrize("width", [84, 104])
def test_a_focused_section_is_wholly_in_view_with_its_label(qtbot, panel, width, height):
    panel.resize(width * theme.u(), height * theme.u())
    view = panel._scroll.viewport()
    for name in ("flags", "reliability", "confidence", "attributed_to", "credibility"):
        panel.focus_field(name)
        section = QApplication.focusWidget()
        while section.parentWidget() is not panel._form:
            section = section.parentWidget()

        def wholly(section=section):
            top = section.mapTo(view, section.rect().topLeft()).y()
            return top >= 0 and top + section.height() <= view.height()

        qtbot.waitUntil(wholly)


def test_from_quote_to_credibility_nothing_is_scrolled_in_a_window_of_720_pixels(qtbot, panel):
    """165 u are what menu, head and status line leave of 720 pixels at 100 %."""
    longer = "lamps were lit on the northern quay before the storm came in over the bay" * 2
    panel.set_claims([claim(1, longer)])
    panel.show_claim(claim(1, longer[:110], attributed_to="M", **GRADED), [], {"B": 2, "F": 1})
    for width in (84, 100, 104):
        panel.resize(width * theme.u(), 165 * theme.u())
        view = panel._scroll.viewport()
        picker = panel._form.credibility

        def seen(view=view, picker=picker):
            return picker.mapTo(view, picker.rect().bottomLeft()).y() < view.height()

        qtbot.waitUntil(seen)
        assert panel._scroll.verticalScrollBar().value() == 0


def test_every_row_of_provenance_shows_its_whole_word_at_the_middle_width(qtbot, panel):
    panel.resize(100 * theme.u(), 165 * theme.u())
    columns = {cell.x() for cell in panel._form.provenance.cells}
    assert len(columns) == 2


def test_tab_goes_from_the_list_through_the_form_to_the_foot(qtbot, panel, told):
    panel.focus_field("claims")
    seen = []
    for _step in range(14):
        seen.append(QApplication.focusWidget().objectName())
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert seen[0] == "claims"
    order = [seen.index(name) for name in ("attributed_to", "rationale", "done_next")]
    assert order == sorted(order)
    assert seen.index("not_checkable") == seen.index("done_next") + 1
    assert seen.index("flags_retracted") == seen.index("done_next") - 1
    assert told.said == []


@pytest.mark.parametrize(
    "name",
    ["provenance", "attributed_to", "directness", "reliability", "credibility", "confidence",
     "rationale", "flags"],
)  # fmt: skip
def test_each_field_can_be_given_the_keyboard_by_name(panel, name):
    panel.focus_field(name)
    focused = QApplication.focusWidget()
    assert getattr(panel._form, name) in (focused, focused.parentWidget())


def test_the_panel_that_owns_the_keys_bears_a_bar(panel, picture):
    panel.focus_field("confidence")
    image = panel.grab().toImage()
    ratio = image.devicePixelRatio()
    assert image.pixelColor(round(50 * ratio), 0) == theme.tokens().accent
    QApplication.focusWidget().clearFocus()
    assert panel.grab().toImage().pixelColor(round(50 * ratio), 0) == theme.tokens().surface


def test_a_new_vocabulary_keeps_the_rest_of_the_panel_working(qtbot, panel, told):
    panel.focus_field("rationale")
    qtbot.keyClicks(QApplication.focusWidget(), "kept")
    panel.set_vocabulary(vocabulary())
    assert told.said == [("c3", {"rationale": "kept"})]
    panel.show_claim(claim(3, rationale="kept"), [], {})
    qtbot.mouseClick(panel._form.confidence.cell("low"), Qt.MouseButton.LeftButton)
    assert told.said[1:] == [("c3", {"confidence": "low"})]


def test_sources_offered_before_the_vocabulary_are_offered_in_the_form(qtbot, show):
    panel = ClaimPanel()
    panel.set_sources(["Ministry of Lamps"])
    panel.set_vocabulary(vocabulary())
    show(panel)
    model = part(panel, "attributed_to").completer().model()
    assert model.index(0, 0).data() == "Ministry of Lamps"


def test_another_theme_and_a_larger_text_reach_every_part(qtbot, panel, qapp, picture):
    before = picture(panel)
    theme.apply(qapp, "dark")
    assert panel.grab().toImage().pixelColor(3, 150) == theme.tokens().surface
    assert picture(panel) != before
    theme.set_text_scale(2.0)
    panel.resize(84 * theme.u(), 165 * theme.u())
    assert "Claim 3 of 11" in words(panel)
    assert not panel._form.provenance.is_open()
