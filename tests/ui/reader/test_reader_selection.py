import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from reader_examples import article, of_text, open_reader, prose


@pytest.fixture
def reader(qapp):
    with open_reader() as pane:
        yield pane


def test_a_selection_comes_back_in_code_points_without_white_space_around_it(reader):
    of = article()
    reader.show_article(of, [])
    start = of.text.index(" 😀 denies")
    reader.select_span(start, start + len(" 😀 denies "))
    assert reader.selected_span() == (start + 1, start + len(" 😀 denies"))
    assert of.text[slice(*reader.selected_span())] == "😀 denies"


def test_nothing_or_only_white_space_is_no_selection(reader):
    of = of_text("one\u00a0 \u00a0two")
    reader.show_article(of, [])
    assert reader.selected_span() is None
    reader.select_span(3, 6)
    assert reader.selected_span() is None
    reader.show_article(None, [])
    assert reader.selected_span() is None


def test_a_selection_over_blocks_covers_what_lies_between(reader):
    of = article()
    reader.show_article(of, [])
    span = (of.text.index("denies"), of.text.index("demand") + 6)
    reader.select_span(*span)
    assert reader.selected_span() == span


def test_copied_words_are_the_articles_own(reader):
    of = of_text("he said \u202eevil\u202c and\u00a0left")
    reader.show_article(of, [])
    assert "\u202e" not in reader.view.toPlainText()
    reader.select_span(0, len(of.text))
    QTest.keyClick(reader.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == of.text
    assert QGuiApplication.clipboard().mimeData().formats() == ["text/plain"]


def test_the_caret_selects_with_the_keyboard_and_arrow_keys_scroll_without_it(reader):
    of = prose(60)
    reader.show_article(of, [])
    bar = reader.view.verticalScrollBar()
    QTest.keyClick(reader.view, Qt.Key.Key_Down)
    assert bar.value() > 0
    assert reader.selected_span() is None
    reader.scroll_to(of.text.index("word30-0"))
    reader.set_caret(True)
    top = reader.top_position()
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(reader.view, Qt.Key.Key_Right, both)
    start, end = reader.selected_span()
    assert start == top
    assert of.text[start:end] == "word30"
    QTest.keyClick(reader.view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert reader.selected_span()[1] == end + 1
    reader.set_caret(False)
    scrolled = bar.value()
    QTest.keyClick(reader.view, Qt.Key.Key_Down)
    assert bar.value() > scrolled
