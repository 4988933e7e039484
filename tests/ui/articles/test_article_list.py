"""The left pane: choosing, reloading, empty pages, its names and how its rows look."""

from array import array
from dataclasses import replace

import pytest
from article_examples import Lane, Review, count, search, shown, table
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QMouseEvent
from PySide6.QtWidgets import QApplication

from credreview.domain.model import ArticleQuery
from credreview.ui.articles.article_list import ArticleListPane
from credreview.ui.look import theme
from credreview.ui.look.controls import PushButton
from credreview.ui.look.plain_label import PlainLabel

# The offscreen platform says so of every window and menu that is shown.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


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
    pane = shown(qtbot, ArticleListPane())
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


def test_a_row_selected_by_a_screen_reader_is_chosen(pane, qtbot):
    pane.choose(300)
    # Heads and row numbers are children too: eight to a line, the first line of heads alone.
    cell = QAccessible.queryAccessibleInterface(table(pane)).child(3 * 8 + 1)
    with qtbot.waitSignal(pane.article_chosen) as told:
        cell.actionInterface().doAction("Toggle")
    assert told.args == [298]
    assert pane.current_key() == 298


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
    pane = shown(qtbot, ArticleListPane(lane))
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
    pane = shown(qtbot, ArticleListPane(lane))
    pane.set_reader(review)
    pane.set_reader(None)
    while lane.waiting:
        lane.do(0)
    assert list(pane.keys()) == []
    assert not pane.isEnabled()


def test_an_empty_review_says_what_to_do(qtbot):
    pane = shown(qtbot, ArticleListPane())
    pane.set_reader(Review(0))
    said = pane.findChild(PlainLabel, "no_articles")
    assert said.isVisible()
    assert said.text() == "No articles yet. Drop files here or press the plus sign."
    assert not pane.findChild(PushButton, "clear_filters").isVisible()


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
