"""Search, filters and order of the article list, and what of them is remembered."""

import json

import pytest
from article_examples import (
    chips,
    click,
    count,
    entry,
    first_keys,
    open_filters,
    search,
    shown,
    table,
)
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from credreview.domain.model import HALF_GRADE, ArticleQuery, ClaimState, Progress, SortKey
from credreview.ui.articles.article_list import ArticleListPane
from credreview.ui.articles.article_model import Column, Role
from credreview.ui.look import theme
from credreview.ui.look.controls import CheckBox, Chip, PushButton
from credreview.ui.look.plain_label import PlainLabel

# The offscreen platform says so of every window and menu that is shown.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_typing_searches_when_it_rests_and_enter_at_once(pane, review, qtbot):
    review.queries.clear()
    qtbot.keyClicks(search(pane), "Article 29")
    assert review.queries == []
    with qtbot.waitSignal(pane.query_changed, timeout=2000):
        pass
    assert [query.text for query in review.queries] == ["Article 29"]
    assert count(pane) == "11 of 300"
    qtbot.keyClicks(search(pane), "9")
    qtbot.keyClick(search(pane), Qt.Key.Key_Return)
    assert [query.text for query in review.queries] == ["Article 29", "Article 299"]
    qtbot.keyClick(search(pane), Qt.Key.Key_Return)
    assert len(review.queries) == 2


def test_a_space_says_that_the_last_word_is_whole_and_spaces_alone_search_nothing(
    pane, review, qtbot
):
    review.queries.clear()
    qtbot.keyClicks(search(pane), "  ")
    qtbot.keyClick(search(pane), Qt.Key.Key_Return)
    assert review.queries == []
    qtbot.keyClicks(search(pane), "Article ")
    qtbot.keyClick(search(pane), Qt.Key.Key_Return)
    assert [query.text for query in review.queries] == ["Article "]


def test_escape_clears_the_search_and_down_goes_into_the_list(pane, qtbot):
    qtbot.keyClicks(search(pane), "Article 7")
    with qtbot.waitSignal(pane.article_chosen) as told:
        qtbot.keyClick(search(pane), Qt.Key.Key_Down)
    assert told.args == [79]
    qtbot.keyClick(search(pane), Qt.Key.Key_Escape)
    assert pane.query().text == ""
    assert count(pane) == "300"


def test_relevance_is_offered_only_while_a_search_stands(pane, qtbot):
    ranked = pane.findChild(CheckBox, "ranked")
    assert not ranked.isVisible()
    pane.set_query(ArticleQuery(text="Article"))
    assert ranked.isVisible()
    with qtbot.waitSignal(pane.query_changed) as told:
        qtbot.mouseClick(ranked, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    assert told.args[0].ranked
    assert pane.findChild(PushButton, "sort").accessibleName() == "Sort by: relevance"


def test_a_toggle_without_a_click_ranks_as_a_screen_reader_does_it(pane):
    pane.set_query(ArticleQuery(text="Article"))
    ranked = pane.findChild(CheckBox, "ranked")
    ranked.toggle()
    assert pane.query().ranked
    ranked.toggle()
    assert not pane.query().ranked


def test_a_search_gives_every_row_a_line_more_for_its_snippet(pane):
    before = table(pane).rowHeight(0)
    pane.set_query(ArticleQuery(text="Article"))
    assert table(pane).rowHeight(0) > before
    snippet = table(pane).model().index(0, 0).data(Role.SNIPPET)
    assert snippet == "some words around \x01Article\x02 and after"
    pane.set_query(ArticleQuery())
    assert table(pane).rowHeight(0) == before


def test_checked_filters_make_the_query_and_the_menu_stays_open(pane, review, qtbot):
    menu = open_filters(pane, qtbot)
    click(qtbot, menu, "In progress")
    click(qtbot, menu, "Not started")
    assert menu.isVisible()
    assert pane.query().progress == {Progress.IN_PROGRESS, Progress.NOT_STARTED}
    outlets = entry(menu, "Outlet").menu()
    assert [action.text() for action in outlets.actions()] == [
        "Sample Wire\t200",
        "Harbour Post\t99",
        "not stated\t1",
    ]
    entry(outlets, "Harbour Post").toggle()
    entry(outlets, "not stated").toggle()
    entry(entry(menu, "Provenance").menu(), "Opinion piece").toggle()
    query = pane.query()
    assert query.outlets == {"Harbour Post", ""}
    assert query.provenance == {"opinion"}
    assert review.queries[-1] == query
    menu.close()
    assert chips(pane) == [
        "Not started or in progress",
        "Outlet: 2 of 3",
        "Provenance: Opinion piece",
    ]


def test_a_filter_is_unchecked_with_the_space_key(pane, qtbot):
    pane.set_query(ArticleQuery(progress=frozenset({Progress.FINISHED})))
    menu = open_filters(pane, qtbot)
    menu.setActiveAction(entry(menu, "Finished"))
    qtbot.keyClick(menu, Qt.Key.Key_Space)
    assert pane.query().progress == frozenset()
    menu.close()


def test_many_outlets_are_divided_by_name_and_all_can_be_reached(pane, review, qtbot):
    review.names = [(f"Outlet {number:04}", 1) for number in range(3000)]
    menu = open_filters(pane, qtbot)
    outlets = entry(menu, "Outlet").menu()
    reached = []
    for action in outlets.actions():
        inner = action.menu()
        inner.aboutToShow.emit()
        parts = [part.menu() for part in inner.actions() if part.menu()]
        for part in parts:
            part.aboutToShow.emit()
            reached += [a.data() for a in part.actions()]
        reached += [a.data() for a in inner.actions() if not a.menu()]
        assert len(inner.actions()) <= 40
    assert reached == [name for name, _ in review.names]
    menu.close()


def test_a_removed_chip_takes_its_group_out_of_the_query(pane, qtbot):
    pane.set_query(
        ArticleQuery(outlets=frozenset({"Harbour Post"}), progress=frozenset({Progress.FINISHED}))
    )
    assert chips(pane) == ["Finished", "Outlet: Harbour Post"]
    chip = pane.findChild(Chip, "chip_outlets")
    chip.setFocus()
    with qtbot.waitSignal(pane.query_changed) as told:
        qtbot.keyClick(chip, Qt.Key.Key_Delete)
    assert told.args[0] == ArticleQuery(progress=frozenset({Progress.FINISHED}))
    assert chips(pane) == ["Finished"]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        (ArticleQuery(grades=frozenset({"C2"})), "Grade C2"),
        (ArticleQuery(grades=frozenset({"F6", "A1"})), "Grade A1, F6"),
        (ArticleQuery(grades=frozenset({HALF_GRADE})), "Grade: half a pair"),
        (ArticleQuery(states=frozenset({ClaimState.DIFFERING})), "Differing claims"),
        (ArticleQuery(states=frozenset(ClaimState)), "Claims: 4 of 4"),
        (ArticleQuery(published=frozenset({"2025-10"})), "Published 2025-10"),
        (ArticleQuery(published=frozenset({""})), "Published: no date"),
        (ArticleQuery(provenance=frozenset({""})), "Provenance: not given"),
    ],
)
def test_what_was_chosen_in_a_chart_has_a_chip_that_takes_it_back(pane, query, words, qtbot):
    pane.set_query(query)
    assert chips(pane) == [words]
    chip = next(c for c in pane.findChildren(Chip) if c.words() == words)
    qtbot.keyClick(chip, Qt.Key.Key_Delete)
    assert (pane.query(), chips(pane)) == (ArticleQuery(), [])


def test_states_of_claims_can_be_chosen_in_the_menu(pane, qtbot):
    menu = open_filters(pane, qtbot)
    entry(entry(menu, "Claims").menu(), "Open claims").toggle()
    assert pane.query().states == {ClaimState.OPEN}
    menu.close()
    qtbot.mouseClick(pane.findChild(Chip, "chip_states"), Qt.MouseButton.LeftButton)
    only = QApplication.activePopupWidget()
    assert [action.text() for action in only.actions()][-1] == "Claims not checkable"
    only.close()


def test_a_name_from_a_file_is_no_mnemonic_in_the_menu(pane, review, qtbot):
    review.names = [("Ledger & Co.\tDaily", 3)]
    menu = open_filters(pane, qtbot)
    outlets = entry(menu, "Outlet").menu()
    assert [action.text() for action in outlets.actions()] == ["Ledger && Co. Daily\t3"]
    menu.close()


def test_the_sort_menu_changes_order_and_direction(pane, qtbot):
    assert first_keys(pane) == [300, 299, 298]
    button = pane.findChild(PushButton, "sort")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    click(qtbot, QApplication.activePopupWidget(), "Ascending")
    assert first_keys(pane) == [1, 2, 3]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    click(qtbot, QApplication.activePopupWidget(), "Title")
    assert (pane.query().sort, pane.query().descending) == (SortKey.TITLE, False)
    assert button.accessibleName() == "Sort by: Title, ascending"


def test_a_wide_pane_is_a_table_whose_heads_sort(qtbot, review):
    pane = shown(qtbot, ArticleListPane(), 200)
    pane.set_reader(review)
    view = table(pane)
    assert view.is_table()
    head = view.horizontalHeader()
    assert [column for column in Column if view.isColumnHidden(column)] == []

    def press(column: Column) -> ArticleQuery:
        where = QPoint(head.sectionViewportPosition(column) + 20, 10)
        qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=where)
        return pane.query()

    assert (press(Column.CLAIMS).sort, pane.query().descending) == (SortKey.CLAIMS, True)
    assert (press(Column.CLAIMS).sort, pane.query().descending) == (SortKey.CLAIMS, False)
    assert press(Column.MIX).sort is SortKey.CLAIMS
    assert (press(Column.TITLE).sort, pane.query().descending) == (SortKey.TITLE, False)
    tall = view.rowHeight(0)
    pane.resize(88 * theme.u(), pane.height())
    assert not view.is_table()
    assert view.isColumnHidden(Column.CLAIMS)
    assert view.rowHeight(0) > tall


def test_the_state_survives_json_and_nonsense_in_it_is_ignored(pane, qtbot, review):
    query = ArticleQuery(
        progress=frozenset({Progress.DIFFERING}),
        outlets=frozenset({""}),
        provenance=frozenset({"leaked"}),
        sort=SortKey.OUTLET,
        descending=False,
        states=frozenset({ClaimState.OPEN}),
        grades=frozenset({"C2", "-", HALF_GRADE}),
        published=frozenset({"2025-10", ""}),
    )
    pane.set_query(query)
    state = json.loads(json.dumps(pane.state()))
    other = shown(qtbot, ArticleListPane())
    other.set_reader(review)
    other.restore(state)
    assert other.query() == query
    assert other.state() == state
    other.restore({"sort": "colour", "progress": ["asleep", 3], "columns": "wide", "outlets": 7})
    assert other.query() == ArticleQuery()
    other.restore({"states": ["asleep"], "grades": ["G1", "C22", "A1"], "published": [2025]})
    assert other.query() == ArticleQuery(grades=frozenset({"A1"}))


def test_the_column_widths_a_person_set_are_in_the_state(qtbot, review):
    pane = shown(qtbot, ArticleListPane(), 240)
    pane.set_reader(review)
    table(pane).horizontalHeader().resizeSection(Column.OUTLET, 40 * theme.u())
    assert pane.state()["columns"][0] == 40
    other = shown(qtbot, ArticleListPane(), 240)
    other.restore(pane.state())
    assert table(other).columnWidth(Column.OUTLET) == 40 * theme.u()


def test_nothing_found_offers_to_clear_the_filters(pane, qtbot):
    pane.set_query(
        ArticleQuery(
            text="no such words", progress=frozenset({Progress.FINISHED}), descending=False
        )
    )
    assert pane.findChild(PlainLabel, "no_articles").text() == "Nothing matches. Clear the filters."
    assert count(pane) == "0 of 300"
    with qtbot.waitSignal(pane.query_changed):
        qtbot.mouseClick(pane.findChild(PushButton, "clear_filters"), Qt.MouseButton.LeftButton)
    assert pane.query() == ArticleQuery(descending=False)
    assert search(pane).text() == ""
    assert table(pane).isVisible()
