import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor
from reader_examples import article, of_text

from credreview.domain.model import BlockKind
from credreview.ui.look import theme
from credreview.ui.reader.article_document import ArticleDocument
from credreview.ui.reader.text_geometry import strips

WORDS = [
    "word ",
    "Ébène ",
    "e\u0301te\u0301 ",
    "😀",
    "👩\u200d👧 ",
    "السفارة ",
    "שלום ",
    "漢字",
    "\u00a0",
    "\n",
    "\t",
]


def selected(shown, start, end):
    cursor = QTextCursor(shown.document)
    first, last = shown.positions.span_to_shown(start, end)
    cursor.setPosition(first)
    cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
    return cursor.selectedText()


def squeezed(text):
    return "".join(text.split())


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    pieces=st.lists(
        st.tuples(
            st.sampled_from(list(BlockKind)),
            st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map("".join),
            st.integers(0, 3),
        ),
        min_size=1,
        max_size=8,
    ),
    data=st.data(),
)
def test_a_span_selects_exactly_its_words_whatever_the_layout(qapp, pieces, data):
    of = article(pieces)
    parent = QObject()
    shown = ArticleDocument(of, parent)
    start = data.draw(st.integers(0, len(of.text)))
    end = data.draw(st.integers(start, len(of.text)))
    assert squeezed(selected(shown, start, end)) == squeezed(of.text[start:end])
    assert squeezed(shown.document.toPlainText()) == squeezed(of.text)


def test_markup_in_a_text_is_shown_and_never_followed(qapp):
    text = '<img src="file:///etc/hostname"><table><b>bold</b> &amp; <a href="x">y</a>'
    parent = QObject()
    shown = ArticleDocument(of_text(text), parent)
    assert shown.document.toPlainText() == text
    assert shown.document.blockCount() == 1
    assert not shown.document.isUndoRedoEnabled()


def test_lines_stand_one_and_a_half_ems_apart_in_every_font(qapp):
    parent = QObject()
    shown = ArticleDocument(of_text("word " * 200), parent)
    shown.document.setTextWidth(400)
    layout = shown.document.firstBlock().layout()
    shown.document.size()
    apart = layout.lineAt(2).y() - layout.lineAt(1).y()
    size = theme.font("article").pointSizeF() * qapp.primaryScreen().logicalDotsPerInch() / 72
    assert apart == pytest.approx(1.58 * size, abs=1.5)


@pytest.mark.parametrize(
    "text",
    [
        "plain words only",
        "שלום abc שנית",
        "قال Sample Wire إن 1,076 مواطن",
        "abc שלום 12 xyz",
        "a😀b漢字c",
    ],
)
def test_the_boxes_of_a_span_hold_its_characters_and_no_others(qapp, text):
    parent = QObject()
    shown = ArticleDocument(of_text(text), parent)
    shown.document.setTextWidth(900)

    def boxes(start, end):
        span = shown.positions.span_to_shown(start, end)
        return list(strips(shown.document, *span, 0, 1000))

    middles = {}
    for place, character in enumerate(text):
        if not character.isspace():
            (box,) = boxes(place, place + 1)
            middles[place] = (box.left + box.right) / 2
    assert len(set(middles.values())) == len(middles)
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            spans = boxes(start, end)
            for place, x in middles.items():
                inside = any(box.left < x < box.right for box in spans)
                assert inside == (start <= place < end), (text[start:end], text[place])


def test_a_span_that_cuts_a_letter_from_its_marks_covers_both(qapp):
    text = "cafe\u0301 مواطنا\u064b end"
    parent = QObject()
    shown = ArticleDocument(of_text(text), parent)
    shown.document.setTextWidth(900)
    for mark in (text.index("\u0301"), text.index("\u064b")):
        whole = list(strips(shown.document, mark - 1, mark + 1, 0, 1000))
        assert list(strips(shown.document, mark - 1, mark, 0, 1000)) == whole
        assert list(strips(shown.document, mark, mark + 1, 0, 1000)) == whole


def test_a_span_over_three_lines_has_a_box_on_each_and_none_outside_the_heights_asked_for(qapp):
    parent = QObject()
    shown = ArticleDocument(of_text("word " * 40), parent)
    shown.document.setTextWidth(300)
    everywhere = list(strips(shown.document, 0, 200, 0, 10_000))
    assert len(everywhere) == shown.document.firstBlock().layout().lineCount() > 3
    second = everywhere[1].baseline
    assert list(strips(shown.document, 0, 200, second, second)) == [everywhere[1]]
    assert all(box.right <= 300 for box in everywhere)
