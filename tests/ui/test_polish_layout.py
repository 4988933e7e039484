"""Nothing lies on anything else: chips, the line over the list, tips, buttons of messages."""

from dataclasses import replace

import pytest
from article_examples import Review
from claim_examples import claim
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from credreview.domain.model import Progress
from credreview.ui.articles.article_filter_bar import FilterBar
from credreview.ui.articles.article_list import ArticleListPane
from credreview.ui.claims.quote_card import QuoteCard
from credreview.ui.dialogs.keys_dialog import split
from credreview.ui.look import theme
from credreview.ui.look.buttons import PushButton
from credreview.ui.look.message_bar import MessageBar
from credreview.ui.look.tips import Tip

PARTS = ("search", "ranked", "chip_progress", "chip_outlets", "add_filter")


def place(widget: QWidget, inside: QWidget) -> QRect:
    return QRect(widget.mapTo(inside, QPoint(0, 0)), widget.size())


@pytest.mark.parametrize("width", [66, 88, 130])
@pytest.mark.parametrize("words", ["", "Article"])
def test_search_and_chips_lie_apart_at_every_width(qtbot, show, width, words):
    pane = ArticleListPane()
    pane.resize(width * theme.u(), 600)
    show(pane)
    pane.set_reader(Review(30))
    bar = pane.findChild(FilterBar)
    queries = [
        replace(pane.query(), text=words),
        replace(pane.query(), text=words, progress=frozenset({Progress.FINISHED})),
        replace(
            pane.query(),
            text=words,
            progress=frozenset({Progress.FINISHED, Progress.IN_PROGRESS}),
            outlets=frozenset({"Sample Wire", "Harbour Post"}),
        ),
    ]
    shown_most = 0
    for query in [*queries, *reversed(queries)]:
        bar._change(query)
        qtbot.wait(1)
        parts = [w for w in bar.findChildren(QWidget) if w.objectName() in PARTS and w.isVisible()]
        shown_most = max(shown_most, len(parts))
        places = [place(part, pane) for part in parts]
        for index, one in enumerate(places):
            assert pane.rect().contains(one)
            assert not [other for other in places[index + 1 :] if one.intersects(other)]
    assert shown_most == (5 if words else 4)


def test_the_line_over_the_list_moves_with_the_list(qtbot, show):
    pane = ArticleListPane()
    pane.resize(88 * theme.u(), 600)
    show(pane)
    pane.set_reader(Review(30))
    bar = pane.findChild(FilterBar)
    qtbot.wait(1)
    painted = []
    original = pane.paintEvent
    pane.paintEvent = lambda event: (painted.append(event.region().boundingRect()), original(event))
    bar._change(replace(pane.query(), text="Article"))
    qtbot.waitUntil(lambda: any(region.contains(pane.rect()) for region in painted))


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_columns_of_keys_are_as_even_as_their_order_allows(columns):
    heights = [12, 7, 10, 16, 9, 7, 10, 10, 6]
    starts = split(heights, columns)
    assert len(starts) == columns - 1
    ends = [0, *starts, len(heights)]
    tallest = max(sum(heights[a:b]) for a, b in zip(ends, ends[1:], strict=False))
    assert tallest == {1: 87, 2: 45, 3: 32}[columns]


def test_a_tip_grows_wide_where_there_is_only_a_low_place(qtbot, show):
    window = QWidget()
    window.resize(100 * theme.u(), 102 * theme.u())
    rows = QWidget(window)
    rows.setGeometry(0, 0, 88 * theme.u(), 80 * theme.u())
    beside = QWidget(window)
    beside.setGeometry(88 * theme.u(), 0, 12 * theme.u(), 102 * theme.u())
    show(window)
    tip = Tip(window, 1, "Your articles", "+ adds files. Rows show progress and grades.")
    assert tip.point_at(rows, [rows, beside])
    bubble = tip.geometry().marginsRemoved(tip.bubble_margins())
    assert bubble.top() > rows.geometry().bottom()
    assert not bubble.intersects(beside.geometry())
    assert bubble.width() > 72 * theme.u()


@pytest.mark.parametrize(("width", "below"), [(360, False), (150, True)])
def test_buttons_of_a_message_never_squeeze_its_words(qtbot, show, width, below):
    buttons = [PushButton(words) for words in ("Show tips", "Open a review…", "Start my own…")]
    bar = MessageBar("info", "This is a sample review.", "Nothing mixes with it.", buttons)
    bar.resize(width * theme.u(), 20 * theme.u())
    show(bar)
    qtbot.wait(1)
    under = [button.y() > bar._text.geometry().bottom() for button in buttons]
    assert under == [below] * 3
    assert all(bar.rect().contains(button.geometry()) for button in buttons)


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("no ship passed", "“no ship passed”"),
        ("“No ship,”", "“No ship,”"),
        ("no ship.”", "“no ship.”"),
        ('"No ship" it said', '"No ship" it said”'),
    ],
)
def test_a_quote_with_its_own_quotation_marks_gets_no_second_pair(qtbot, quote, shown):
    card = QuoteCard()
    qtbot.addWidget(card)
    card.show_claim(claim(quote=quote))
    assert card._quote.text() == shown
