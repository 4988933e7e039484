"""The left pane: search, filters, order, choosing, and files dropped on it."""

from array import array
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QLocale, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDropEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from credreview.domain.model import ArticleQuery, ArticleRow, Progress, SortKey
from credreview.domain.vocabulary import Term, Vocabulary
from credreview.ui.articles.article_list import ArticleListPane
from credreview.ui.articles.article_model import Column, Role
from credreview.ui.articles.article_table import ArticleTable
from credreview.ui.look import theme
from credreview.ui.look.controls import CheckBox, Chip, PushButton
from credreview.ui.look.plain_label import PlainLabel

# The offscreen platform says so of every window and menu that is shown.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

TERMS = (
    Term("leaked", "Leaked document", "Leaked"),
    Term("opinion", "Opinion piece", "Opinion"),
)


class Review:
    """A small review in lists, with the methods of the session's reader that the pane uses."""

    def __init__(self, count: int = 300) -> None:
        self.rows = {
            key: ArticleRow(
                key, f"{key:032x}", f"Article {key}", "Sample Wire", "2025-10-30",
                claims=4, judged=key % 5, not_checkable=0, differing=0,
                mix=(key % 5, 0, 0, 0, 0, 0), changed=key,
            )
            for key in range(1, count + 1)
        }  # fmt: skip
        self.names = [("Sample Wire", 200), ("Harbour Post", 99), ("", 1)]
        self.queries: list[ArticleQuery] = []
        self.asked: list[list[int]] = []

    def article_keys(self, query: ArticleQuery) -> "array[int]":
        self.queries.append(query)
        found = [
            row
            for row in self.rows.values()
            if query.text in row.title
            and (not query.progress or row.progress in query.progress)
            and (not query.outlets or (row.outlet or "") in query.outlets)
        ]
        found.sort(key=lambda row: row.changed, reverse=query.descending)
        return array("q", [row.key for row in found])

    def article_rows(self, keys, searched="") -> list[ArticleRow]:
        self.asked.append(list(keys))
        snippet = f"some words around \x01{searched}\x02 and after" if searched else ""
        return [replace(self.rows[key], snippet=snippet) for key in keys]

    def article_count(self) -> int:
        return len(self.rows)

    def outlets(self) -> list[tuple[str, int]]:
        return self.names

    def provenances(self) -> list[tuple[str, int]]:
        return [("leaked", 12), ("opinion", 3)]

    def vocabulary(self) -> Vocabulary:
        return Vocabulary("test", 1, TERMS, (), (), (), (), (), ())


class Lane:
    """Keeps work until it is told to do it, as a busy background lane does."""

    def __init__(self) -> None:
        self.waiting: list = []

    def __call__(self, work, done, name) -> None:
        self.waiting.append((work, done))

    def do(self, place: int) -> None:
        work, done = self.waiting.pop(place)
        done(work())


@pytest.fixture(autouse=True)
def _english(qapp):
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    theme.apply(qapp, "light")
    yield
    QLocale.setDefault(before)


@pytest.fixture
def review():
    return Review()


def show(qtbot, pane: ArticleListPane, width: int = 88) -> ArticleListPane:
    qtbot.addWidget(pane)
    pane.resize(width * theme.u(), 160 * theme.u())
    pane.show()
    qtbot.waitExposed(pane)
    return pane


@pytest.fixture
def pane(qtbot, review):
    made = show(qtbot, ArticleListPane())
    made.set_reader(review)
    return made


def table(pane: ArticleListPane) -> ArticleTable:
    return pane.findChild(ArticleTable, "articles")


def search(pane: ArticleListPane) -> QLineEdit:
    return pane.findChild(QLineEdit, "search")


def count(pane: ArticleListPane) -> str:
    return pane.findChild(PlainLabel, "article_count").text()


def chips(pane: ArticleListPane) -> list[str]:
    return [
        chip.words()
        for chip in pane.findChildren(Chip)
        if chip.kind == "filter" and not chip.isHidden()
    ]


def first_keys(pane: ArticleListPane, number: int = 3) -> list[int]:
    return list(pane.keys()[:number])


def open_filters(pane: ArticleListPane, qtbot) -> QMenu:
    qtbot.mouseClick(pane.findChild(Chip, "add_filter"), Qt.MouseButton.LeftButton)
    return QApplication.activePopupWidget()


def entry(menu: QMenu, text: str):
    return next(action for action in menu.actions() if action.text().split("\t")[0] == text)


def click(qtbot, menu: QMenu, text: str) -> None:
    """Click a menu's entry with the mouse, as a person does."""
    where = menu.actionGeometry(entry(menu, text)).center()
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=where)


# The list


def test_a_million_articles_read_only_the_windows_in_sight(qtbot):
    class Endless(Review):
        def article_keys(self, query):
            return array("q", range(1, 1_000_001))

        def article_count(self):
            return 1_000_000

        def article_rows(self, keys, searched=""):
            self.asked.append(list(keys))
            return [replace(self.rows[1], key=key, id=f"{key:032x}") for key in keys]

    review = Endless(1)
    pane = show(qtbot, ArticleListPane())
    pane.set_reader(review)
    qtbot.waitUntil(lambda: bool(review.asked))
    assert count(pane) == "1,000,000"
    view = table(pane)
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_End)
    view.viewport().repaint()
    assert pane.current_key() == 1_000_000
    assert pane.choose(500_000)
    view.viewport().repaint()
    assert len(review.asked) <= 6
    assert max(map(len, review.asked)) <= 256


def test_a_click_and_the_arrow_keys_choose_and_choosing_from_outside_is_silent(pane, qtbot):
    told: list[int] = []
    pane.article_chosen.connect(told.append)
    view = table(pane)
    middle = QPoint(40, view.rowViewportPosition(2) + 10)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert told == [298]
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Home)
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert told == [298, 297, 300, 1]
    assert pane.choose(150)
    assert (told[-1], pane.current_key(), view.current_row()) == (1, 150, 150)


def test_the_focus_alone_chooses_nothing(pane, qtbot):
    told: list[int] = []
    pane.article_chosen.connect(told.append)
    search(pane).setFocus()
    table(pane).setFocus(Qt.FocusReason.TabFocusReason)
    assert (told, pane.current_key(), table(pane).current_row()) == ([], None, -1)
    qtbot.keyClick(table(pane), Qt.Key.Key_Down)
    assert told == [300]


def test_clicking_the_current_article_again_tells_again(pane, qtbot):
    pane.choose(300)
    with qtbot.waitSignal(pane.article_chosen) as told:
        qtbot.mouseClick(table(pane).viewport(), Qt.MouseButton.LeftButton, pos=QPoint(40, 10))
    assert told.args == [300]


def test_letters_and_digits_are_left_to_the_window(pane, qtbot):
    passed: list[int] = []
    pane.keyPressEvent = lambda event: passed.append(event.key())
    table(pane).setFocus()
    for key in (Qt.Key.Key_J, Qt.Key.Key_2, Qt.Key.Key_BracketLeft):
        qtbot.keyClick(table(pane), key)
    assert passed == [Qt.Key.Key_J, Qt.Key.Key_2, Qt.Key.Key_BracketLeft]


def test_the_next_and_the_previous_article_end_at_the_list_s_ends(pane):
    assert pane.choose_next(1)
    assert pane.current_key() == 300
    assert not pane.choose_next(-1)
    assert pane.choose_next(1)
    assert pane.current_key() == 299
    pane.choose(1)
    assert not pane.choose_next(1)
    assert pane.current_key() == 1


def test_a_reload_keeps_the_current_article_and_where_it_stands(pane, review, qtbot):
    pane.choose(150)
    view = table(pane)
    before = view.height_of_current()
    review.rows.update(
        {
            key: replace(review.rows[1], key=key, id=f"{key:032x}", changed=key)
            for key in range(400, 500)
        }
    )
    told: list[int] = []
    pane.article_chosen.connect(told.append)
    pane.reload()
    assert pane.current_key() == 150
    assert view.current_row() == 250
    assert view.height_of_current() == before
    assert count(pane) == "400"
    assert told == []


def test_an_article_that_the_query_leaves_out_stays_current_and_comes_back(pane):
    pane.choose(150)
    pane.set_query(ArticleQuery(text="Article 7"))
    assert table(pane).current_row() == -1
    assert pane.current_key() == 150
    pane.set_query(ArticleQuery())
    assert table(pane).current_row() == 150


def test_refresh_reads_only_the_rows_shown_and_leaves_the_order(pane, review, qtbot):
    qtbot.waitUntil(lambda: bool(review.asked))
    review.asked.clear()
    before = list(pane.keys())
    review.rows[299] = replace(review.rows[299], title="Corrected", changed=0)
    review.rows[1] = replace(review.rows[1], title="Not in sight")
    pane.refresh([review.rows[299].id, review.rows[1].id])
    assert review.asked == [[299]]
    assert list(pane.keys()) == before
    assert table(pane).model().index(1, 0).data() == "Corrected"
    pane.reload()
    assert pane.keys()[-1] == 299


def test_an_answer_that_comes_late_is_dropped(qtbot, review):
    lane = Lane()
    pane = show(qtbot, ArticleListPane(lane))
    pane.set_reader(review)
    lane.waiting.clear()
    pane.set_query(ArticleQuery(text="Article 29"))
    pane.set_query(ArticleQuery(text="Article 5"))
    lane.do(1)
    assert list(pane.keys())[-1] == 5
    lane.do(0)
    assert list(pane.keys())[-1] == 5


def test_no_answer_of_a_closed_review_is_shown(qtbot, review):
    lane = Lane()
    pane = show(qtbot, ArticleListPane(lane))
    pane.set_reader(review)
    pane.set_reader(None)
    while lane.waiting:
        lane.do(0)
    assert list(pane.keys()) == []
    assert not pane.isEnabled()


# Search, filters, order


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
    pane = show(qtbot, ArticleListPane(), 200)
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
    import json

    query = ArticleQuery(
        progress=frozenset({Progress.DIFFERING}),
        outlets=frozenset({""}),
        provenance=frozenset({"leaked"}),
        sort=SortKey.OUTLET,
        descending=False,
    )
    pane.set_query(query)
    state = json.loads(json.dumps(pane.state()))
    other = show(qtbot, ArticleListPane())
    other.set_reader(review)
    other.restore(state)
    assert other.query() == query
    assert other.state() == state
    other.restore({"sort": "colour", "progress": ["asleep", 3], "columns": "wide", "outlets": 7})
    assert other.query() == ArticleQuery()


def test_the_column_widths_a_person_set_are_in_the_state(qtbot, review):
    pane = show(qtbot, ArticleListPane(), 240)
    pane.set_reader(review)
    table(pane).horizontalHeader().resizeSection(Column.OUTLET, 40 * theme.u())
    assert pane.state()["columns"][0] == 40
    other = show(qtbot, ArticleListPane(), 240)
    other.restore(pane.state())
    assert table(other).columnWidth(Column.OUTLET) == 40 * theme.u()


# Empty pages, adding, dropping


def test_an_empty_review_says_what_to_do(qtbot):
    pane = show(qtbot, ArticleListPane())
    pane.set_reader(Review(0))
    said = pane.findChild(PlainLabel, "no_articles")
    assert said.isVisible()
    assert said.text() == "No articles yet. Drop files here or press the plus sign."
    assert not pane.findChild(PushButton, "clear_filters").isVisible()


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


@pytest.mark.parametrize(("words", "signal"), [("Files…", "add_files"), ("Folder…", "add_folder")])
def test_the_plus_button_asks_for_files_or_a_folder(pane, qtbot, words, signal):
    qtbot.mouseClick(pane.findChild(PushButton, "add_articles"), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(getattr(pane, signal)):
        click(qtbot, QApplication.activePopupWidget(), words)


def drop(target, urls: list[str]) -> bool:
    """Drag addresses over a widget and let them go there; tell whether it took them."""
    data = QMimeData()
    data.setUrls([QUrl(url) for url in urls])
    action, button, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier
    enter = QDragEnterEvent(QPoint(50, 50), action, data, button, none.NoModifier)
    QApplication.sendEvent(target, enter)
    if not enter.isAccepted():
        return False
    event = QDropEvent(QPointF(50, 50), action, data, button, none.NoModifier)
    QApplication.sendEvent(target, event)
    return event.isAccepted()


def test_dropped_files_and_folders_are_handed_over_as_paths(pane, qtbot, tmp_path):
    note = tmp_path / "a note.txt"
    urls = [QUrl.fromLocalFile(str(path)).toString() for path in (note, tmp_path)]
    with qtbot.waitSignal(pane.files_dropped) as told:
        assert drop(pane, urls)
    assert told.args[0] == [Path(note), tmp_path]


def test_an_address_on_the_web_is_not_taken(pane):
    assert not drop(pane, ["https://example.org/article.html"])


def test_the_search_field_leaves_dropped_files_to_the_pane(pane):
    assert not search(pane).acceptDrops()
    assert not table(pane).viewport().acceptDrops()


# Accessibility and looks


def test_the_list_and_the_search_have_their_names(pane):
    assert table(pane).accessibleName() == "Articles"
    assert search(pane).accessibleName() == "Search all articles"


def test_a_screen_reader_finds_rows_with_their_spoken_form(pane):
    spoken = QAccessible.queryAccessibleInterface(table(pane))
    # Heads and row numbers are children too: eight to a line, the first line of heads alone.
    cell = spoken.child(2 * 8 + 1)
    assert cell.text(QAccessible.Text.Name) == (
        "Article 299. Outlet Sample Wire. Published 30 Oct 2025. 4 of 4 judged; four 1"
    )


@pytest.mark.parametrize("scheme", [name for name in theme.SCHEMES if name != "system"])
def test_current_hovered_and_focused_rows_look_different_in_every_theme(pane, qtbot, scheme, qapp):
    theme.apply(qapp, scheme)
    view = table(pane)
    pane.choose(300)

    def picture(row: int):
        top = view.rowViewportPosition(row)
        return view.viewport().grab().toImage().copy(0, top, view.viewport().width(), 30)

    search(pane).setFocus()
    plain, current = picture(1), picture(0)
    assert plain.pixelColor(5, 15) == theme.tokens().surface
    assert current.pixelColor(0, 15) == theme.tokens().accent
    assert current.pixelColor(8, 25) == theme.tokens().accent_tint
    middle, none = QPointF(40, view.rowViewportPosition(1) + 10), Qt.MouseButton.NoButton
    over = QMouseEvent(
        QMouseEvent.Type.MouseMove, middle, middle, none, none, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(view.viewport(), over)
    assert picture(1).pixelColor(5, 15) == theme.tokens().hover
    QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    assert picture(1) == plain
    view.setFocus()
    assert picture(0) != current
