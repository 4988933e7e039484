import pytest
from claim_examples import claim, vocabulary
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QVBoxLayout, QWidget

from credreview.domain.model import ClaimState
from credreview.ui.claims.claim_list import ClaimListView, rows_shown
from credreview.ui.claims.claim_model import ClaimListModel
from credreview.ui.claims.claim_row import row_height
from credreview.ui.look import theme


def listed(qtbot, claims, rows=5, width=400, **kind):
    model = ClaimListModel()
    model.set_vocabulary(vocabulary())
    model.set_claims(claims)
    view = ClaimListView(model, **kind)
    view.model_kept = model
    view.resize(width, rows * row_height())
    return view


def heard(view):
    said = []
    view.claim_activated.connect(said.append)
    return said


def eleven():
    return [claim(number) for number in range(1, 12)]


@pytest.mark.parametrize(
    ("units", "rows"),
    [(171, 0), (190, 0), (193.4, 0), (193.5, 3), (209, 5), (231, 8), (600, 8), (40, 0)],
)
def test_the_list_takes_what_the_form_leaves_and_is_one_line_below_three_rows(units, rows):
    for unit in (4, 8):
        assert rows_shown(int(units * unit), unit) == rows


def test_a_click_on_a_row_activates_its_claim_once(qtbot, show):
    view = listed(qtbot, eleven())
    show(view)
    view.show_claim("c1")
    said = heard(view)
    where = view.visualRect(view.model_kept.index(2)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert said == ["c3"]
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert said == ["c3", "c3"], "a second click brings the reader back to the claim"


@pytest.mark.parametrize("row", [3, 7])
def test_a_click_on_the_first_or_last_row_in_sight_means_that_row(qtbot, show, row):
    view = listed(qtbot, eleven())
    show(view)
    view.claim_activated.connect(view.show_claim)  # as whoever is told does
    view.verticalScrollBar().setValue(3)
    said = heard(view)
    where = view.visualRect(view.model_kept.index(row)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    qtbot.wait(1)  # rows that a screen reader selected are followed later
    assert said == [f"c{row + 1}"]
    assert view.currentIndex().row() == row
    assert view.visualRect(view.currentIndex()).contains(where), "it stays under the pointer"


def test_the_claims_of_another_article_begin_at_the_first(qtbot, show):
    view = listed(qtbot, eleven())
    show(view)
    view.show_claim("c10")
    assert view.verticalScrollBar().value() > 0
    view.model_kept.set_claims([claim(number) for number in range(21, 32)])
    view.show_claim(None)
    assert view.verticalScrollBar().value() == 0


def test_arrows_move_to_the_next_claim_and_showing_one_from_outside_says_nothing(qtbot, show):
    view = listed(qtbot, eleven())
    show(view)
    said = heard(view)
    view.show_claim("c2")
    assert said == []
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert said == ["c3"]


def test_a_dropped_down_list_waits_for_enter(qtbot, show):
    view = listed(qtbot, eleven(), immediate=False)
    show(view)
    view.show_claim("c2")
    view.setFocus()
    said = heard(view)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert said == []
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert said == ["c3"]


@pytest.mark.parametrize("immediate", [True, False])
def test_a_row_selected_by_a_screen_reader_is_moved_to(qtbot, show, immediate):
    view = listed(qtbot, eleven(), immediate=immediate)
    show(view)
    view.show_claim("c2")
    said = heard(view)
    row = QAccessible.queryAccessibleInterface(view).child(4)
    row.actionInterface().doAction("Toggle")
    qtbot.waitUntil(lambda: said == ["c5"])
    assert [index.row() for index in view.selectedIndexes()] == [4]


def test_letters_and_digits_are_left_to_the_panel_around_the_list(qtbot, show):
    class Around(QWidget):
        def keyPressEvent(self, event):
            keys.append(event.text())

    keys = []
    around = Around()
    view = listed(qtbot, eleven())
    QVBoxLayout(around).addWidget(view)
    show(around)
    view.show_claim("c1")
    view.setFocus()
    said = heard(view)
    qtbot.keyClicks(view, "l2")
    assert keys == ["l", "2"]
    assert said == []


def test_the_current_claim_keeps_a_neighbour_in_view(qtbot, show):
    view = listed(qtbot, [claim(number) for number in range(1, 101)])
    show(view)
    shown = view.viewport().rect()
    for id in ("c1", "c5", "c6", "c50", "c100", "c3"):
        view.show_claim(id)
        row = view.model_kept.row_of(id)
        for neighbour in (row - 1, row, row + 1):
            if 0 <= neighbour < 100:
                assert shown.contains(view.visualRect(view.model_kept.index(neighbour))), id


def test_a_row_is_spoken_as_one_sentence(qtbot, show):
    claims = [
        claim(
            6, "Lamps  burn\nlong", ClaimState.DIFFERING,
            provenance="intelligence_estimate", reliability="B", credibility="2",
        ),
        claim(7, "No lamp burns"),
        claim(8, "Lamps will burn", not_checkable=True, provenance="opinion_piece"),
        claim(9, "Half done", reliability="F"),
    ]  # fmt: skip
    view = listed(qtbot, claims)
    show(view)
    face = QAccessible.queryAccessibleInterface(view)
    assert face.text(QAccessible.Text.Name) == "Claims"
    assert face.role() == QAccessible.Role.List
    spoken = [face.child(row).text(QAccessible.Text.Name) for row in range(4)]
    assert spoken == [
        "Claim 6, differing: Lamps burn long; Intelligence estimate;"
        " B2 Usually reliable, probably true",
        "Claim 7, open: No lamp burns; Not judged",
        "Claim 8, not checkable: Lamps will burn; Opinion piece;"
        " Not checkable: an opinion or a forecast",
        "Claim 9, open: Half done; Reliability cannot be judged, credibility not judged",
    ]


def test_a_tip_shows_markup_of_a_quote_as_it_is(qtbot):
    view = listed(qtbot, [claim(1, "a <img src=x> and <b>bold</b>")])
    tip = view.model_kept.index(0).data(Qt.ItemDataRole.ToolTipRole)
    assert "<b>" not in tip
    assert "&lt;b&gt;bold" in tip


def test_direction_overrides_in_a_quote_are_shown_with_a_mark(qtbot):
    model = ClaimListModel()
    model.set_claims([claim(1, "safe\u202eelif.exe")])
    assert model.index(0).data() == "safe⇄elif.exe"


def test_the_same_claims_again_keep_the_current_row_and_the_scrolling(qtbot, show):
    view = listed(qtbot, [claim(number) for number in range(1, 51)])
    show(view)
    view.show_claim("c30")
    before = view.verticalScrollBar().value()
    resets = []
    view.model_kept.modelReset.connect(lambda: resets.append(1))
    view.model_kept.set_claims(
        [claim(number, reliability="B", credibility="2") for number in range(1, 51)]
    )
    assert resets == []
    assert view.currentIndex().row() == 29
    assert view.verticalScrollBar().value() == before
    assert view.model_kept.open_count() == 0


def test_state_pair_and_current_row_show_in_the_picture(qtbot, show, picture):
    view = listed(qtbot, [claim(1), claim(2)])
    show(view)
    plain = picture(view)
    view.show_claim("c1")
    current = picture(view)
    assert current != plain
    view.model_kept.set_claims([claim(1, reliability="B", credibility="2"), claim(2)])
    assert picture(view) != current


def test_rows_are_repainted_in_another_theme_and_grow_with_the_text(qtbot, show, qapp, picture):
    view = listed(qtbot, eleven())
    show(view)
    view.show_claim("c2")
    light = picture(view)
    theme.apply(qapp, "contrast_black")
    assert picture(view) != light
    height = view.visualRect(view.model_kept.index(0)).height()
    theme.set_text_scale(2.0)
    qtbot.waitUntil(lambda: view.visualRect(view.model_kept.index(0)).height() > 1.5 * height)


def test_ten_thousand_claims_cost_no_widgets_and_are_read_only_where_seen(qtbot, show):
    class Counting(ClaimListModel):
        reads = 0

        def data(self, index, role=Qt.ItemDataRole.DisplayRole):
            Counting.reads += 1
            return super().data(index, role)

    model = Counting()
    model.set_vocabulary(vocabulary())
    model.set_claims([claim(number) for number in range(1, 10_001)])
    view = ClaimListView(model)
    view.resize(400, 5 * row_height())
    show(view)
    children = len(view.findChildren(QWidget))
    view.show_claim("c9000")
    assert view.currentIndex().row() == 8999
    view.grab()
    assert len(view.findChildren(QWidget)) == children
    assert Counting.reads < 1000
    assert view.viewport().rect().contains(view.visualRect(view.currentIndex()))


def test_a_model_has_no_rows_below_a_row():
    model = ClaimListModel()
    model.set_claims(eleven())
    assert model.rowCount() == 11
    assert model.rowCount(model.index(0)) == 0
    assert model.row_of("nowhere") == -1
    assert QModelIndex().data() is None
