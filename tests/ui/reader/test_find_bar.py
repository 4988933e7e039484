import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from reader_examples import article, of_text, open_reader, prose

from credreview.ui.look import theme
from credreview.ui.reader.find_bar import FindBar


@pytest.fixture
def reader(qapp):
    with open_reader() as pane:
        yield pane


def bar_of(reader):
    return reader.findChild(FindBar)


def test_hits_are_counted_and_stepped_through_in_a_ring(reader):
    reader.show_article(of_text("Port one, port two, PORT three"), [])
    reader.open_find()
    bar = bar_of(reader)
    QTest.keyClicks(bar.field, "port")
    assert bar.count.text() == "1 of 3"
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    assert bar.count.text() == "2 of 3"
    reader.find_next()
    reader.find_next()
    assert bar.count.text() == "1 of 3"
    QTest.keyClick(bar.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert bar.count.text() == "3 of 3"


def test_the_first_hit_is_the_next_one_in_sight(reader):
    of = prose(60)
    reader.show_article(of, [])
    reader.scroll_to(of.text.index("word40-0"))
    reader.open_find()
    bar_of(reader).field.setText("-3 ")
    assert of.text[: bar_of(reader).hits[bar_of(reader).hit][0]].endswith("word40")


def test_a_hit_out_of_sight_is_scrolled_to_and_painted(reader):
    of = prose(60)
    reader.show_article(of, [])
    reader.open_find()
    bar_of(reader).field.setText("word50-7")
    assert reader.view.verticalScrollBar().value() > 0
    image = reader.view.viewport().grab().toImage()
    find = theme.tokens().find
    assert any(
        image.pixelColor(x, y) == find
        for x in range(0, image.width(), 3)
        for y in range(0, image.height(), 3)
    )


def test_what_is_nowhere_is_said_to_be(reader):
    reader.show_article(article(), [])
    reader.open_find()
    bar_of(reader).field.setText("nowhere")
    assert bar_of(reader).count.text() == "Not found"
    assert not reader.view.overlay.hits
    bar_of(reader).field.setText("")
    assert bar_of(reader).count.text() == ""


def test_escape_closes_the_bar_and_takes_the_hits_away(reader):
    reader.show_article(article(), [])
    reader.open_find()
    bar = bar_of(reader)
    bar.field.setText("ships")
    assert reader.view.overlay.hits
    QTest.keyClick(bar.field, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert not reader.view.overlay.hits


def test_the_selected_words_are_looked_for(reader):
    of = article()
    reader.show_article(of, [])
    start = of.text.index("ships")
    reader.select_span(start, start + 5)
    reader.open_find()
    assert bar_of(reader).field.text() == "ships"
    assert bar_of(reader).count.text() == "1 of 3"


def test_next_hit_opens_a_closed_bar(reader):
    reader.show_article(article(), [])
    reader.find_next()
    assert bar_of(reader).isVisible()


def test_another_article_is_searched_anew(reader):
    reader.show_article(of_text("port port"), [])
    reader.open_find()
    bar_of(reader).field.setText("port")
    reader.show_article(of_text("one port only"), [])
    assert not bar_of(reader).isVisible()
    assert not reader.view.overlay.hits
    reader.open_find()
    assert bar_of(reader).count.text() == "1 of 1"
