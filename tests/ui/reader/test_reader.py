from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from reader_examples import article, claim, open_reader, prose

from credreview.domain.model import ClaimState
from credreview.ui.look import theme
from credreview.ui.reader.text_geometry import strips


@pytest.fixture
def reader(qapp):
    with open_reader() as pane:
        yield pane


def middle(reader, claim):
    """Where the middle of a claim's first line is, in the viewport."""
    reader.view.viewport().grab()
    span = reader.view.shown.positions.span_to_shown(claim.start, claim.end)
    strip = next(strips(reader.view.document(), *span, 0, 1_000_000))
    y = strip.baseline - 4 - reader.view.verticalScrollBar().value()
    return QPoint(round((strip.left + strip.right) / 2), round(y))


def click(reader, point):
    QTest.mouseClick(reader.view.viewport(), Qt.MouseButton.LeftButton, pos=point)


def test_a_click_on_a_claim_activates_it(reader, qtbot):
    of = article()
    marked = claim(of, "40 ships wait")
    reader.show_article(of, [marked, claim(of, "The end", number=2)])
    with qtbot.waitSignal(reader.claim_activated) as told:
        click(reader, middle(reader, marked))
    assert told.args == [marked.id]


def test_a_click_beside_all_claims_activates_none(reader, qtbot):
    of = article()
    reader.show_article(of, [claim(of, "40 ships wait")])
    with qtbot.assertNotEmitted(reader.claim_activated):
        click(reader, middle(reader, claim(of, "The ministry says")))


def test_clicking_again_goes_to_the_next_of_an_overlap(reader):
    of = article()
    inner, outer = claim(of, "ships"), claim(of, "that 40 ships wait", number=2)
    reader.show_article(of, [outer, inner])
    activated = []
    reader.claim_activated.connect(activated.append)
    reader.claim_activated.connect(reader.set_current)
    for _ in range(3):
        click(reader, middle(reader, inner))
    assert activated == [inner.id, outer.id, inner.id]


def test_a_click_on_the_mark_in_the_margin_activates_its_claim(reader, qtbot):
    of = article()
    marked = claim(of, "The end of it")
    reader.show_article(of, [marked])
    middle(reader, marked)
    box = reader.view.overlay.marks[0].box
    scrolled = reader.view.verticalScrollBar().value()
    with qtbot.waitSignal(reader.claim_activated) as told:
        click(reader, box.center().toPoint() - QPoint(0, scrolled))
    assert told.args == [marked.id]


def test_selecting_with_the_mouse_activates_nothing(reader, qtbot):
    of = article()
    marked = claim(of, "The ministry says that 40 ships wait")
    reader.show_article(of, [marked])
    start = middle(reader, marked)
    view = reader.view.viewport()
    with qtbot.assertNotEmitted(reader.claim_activated):
        QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
        QTest.mouseMove(view, start + QPoint(30, 0))
        QTest.mouseMove(view, start + QPoint(60, 0))
        QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=start + QPoint(60, 0))
    assert reader.selected_span() is not None


def test_other_claims_leave_scroll_position_and_selection(reader):
    of = prose(40)
    reader.show_article(of, [])
    reader.select_span(of.text.index("word30-1 "), of.text.index("word30-5 "))
    top, span = reader.top_position(), reader.selected_span()
    assert top > 0
    reader.set_claims([claim(of, "word2-3"), claim(of, "word30-2", number=2)])
    assert (reader.top_position(), reader.selected_span()) == (top, span)


def test_the_current_claim_is_scrolled_into_sight_and_not_moved_when_it_is_there(reader):
    of = prose(60)
    far, near = claim(of, "word50-7"), claim(of, "word50-20", number=2)
    reader.show_article(of, [far, near])
    bar = reader.view.verticalScrollBar()
    reader.set_current(far.id, reveal=False)
    assert bar.value() == 0
    reader.set_current(far.id)
    there = bar.value()
    high = reader.view.viewport().height()
    assert high / 6 <= middle(reader, far).y() <= 5 * high / 6
    reader.set_current(near.id)
    assert bar.value() == there


def test_a_claim_higher_than_the_view_is_shown_from_its_start(reader):
    of = prose(60)
    start = of.text.index("word20-0")
    long = replace(claim(of, "word20-0"), start=start, end=of.text.index("word50-0"))
    reader.show_article(of, [long])
    reader.set_current(long.id)
    assert reader.top_position() <= start < reader.top_position() + 1500
    span = reader.view.shown.positions.span_to_shown(long.start, long.end)
    first = next(strips(reader.view.document(), *span, 0, 1_000_000))
    assert 0 <= first.baseline - reader.view.verticalScrollBar().value() < 200


def test_reading_goes_on_where_it_stopped(reader):
    of = prose(60)
    reader.show_article(of, [])
    place = of.text.index("word33-20")
    reader.scroll_to(place)
    top = reader.top_position()
    assert top <= place
    assert place - top < 100
    reader.scroll_to(0)
    reader.scroll_to(top)
    assert reader.top_position() == top


@pytest.mark.parametrize("change", ["width", "theme", "size"])
def test_the_top_line_stays_when_the_look_changes(reader, qapp, change):
    of = prose(60)
    marked = claim(of, "word33-20")
    reader.show_article(of, [marked])
    reader.set_current(marked.id)
    reader.select_span(of.text.index("word33-5"), of.text.index("word33-9"))
    reader.scroll_to(marked.start)
    top, span = reader.top_position(), reader.selected_span()
    if change == "width":
        for width in (680, 560, 480, 620, 530, 700):
            reader.resize(width, 500)
            qapp.processEvents()
        assert reader.top_position() == top
    elif change == "theme":
        theme.apply(qapp, "dark")
    else:
        theme.set_text_scale(1.5)
    qapp.processEvents()
    assert abs(reader.top_position() - top) < 120
    assert reader.selected_span() == span
    assert reader.view.overlay.current == marked.id
    assert reader.view.overlay.places.find(marked.id) is not None


def test_corrected_facts_leave_the_reading_place(reader):
    of = prose(60)
    reader.show_article(of, [])
    reader.scroll_to(of.text.index("word33-20"))
    top = reader.top_position()
    corrected = replace(
        of, facts=replace(of.facts, title="Right title"), supplied=frozenset({"title"})
    )
    reader.show_article(corrected, [])
    assert reader.top_position() == top
    shown = [label.text() for label in reader.findChildren(QLabel) if label.isVisible()]
    assert "[Right title]" in shown


def test_another_article_begins_at_its_top_without_the_claims_of_the_last(reader):
    of = prose(60)
    reader.show_article(of, [claim(of, "word50-1")])
    reader.scroll_to(of.text.index("word50-1"))
    reader.show_article(prose(50), [])
    assert reader.top_position() == 0
    assert reader.view.overlay.places.placed == []


def test_without_an_article_it_says_what_to_do(reader):
    reader.show_article(article(), [])
    reader.set_empty("No article chosen", "Choose one at the left.")
    reader.show_article(None, [])
    shown = {label.text() for label in reader.findChildren(QLabel) if label.isVisible()}
    assert {"No article chosen", "Choose one at the left."} <= shown
    assert not reader.view.isVisible()
    reader.set_current("nothing")
    assert reader.top_position() == 0


def test_the_accent_bar_tells_that_the_reader_owns_the_keys(reader):
    reader.show_article(article(), [])
    for on, colour in ((True, theme.tokens().accent), (False, theme.tokens().base)):
        reader.set_owns_keys(on)
        image = reader.grab().toImage()
        assert image.pixelColor(5, 0) == colour
        assert image.pixelColor(image.width() - 5, 0) == colour


def test_the_text_has_its_names_and_takes_nothing_from_outside(reader):
    view = reader.view
    assert (view.objectName(), view.accessibleName()) == ("article_text", "Article text")
    assert view.isReadOnly()
    assert not view.openLinks()
    assert not view.acceptDrops()
    assert view.loadResource(2, "file:///etc/hostname") is None


def test_a_long_article_shows_its_claims_at_once_and_can_be_scrolled_to_its_end(reader):
    of = prose(3000, words=30)
    reader.show_article(of, [claim(of, "word1-1", ClaimState.JUDGED)])
    reader.view.viewport().grab()
    assert len(reader.view.overlay.marks) == 1
    reader.scroll_to(len(of.text))
    assert reader.top_position() > of.text.index("word2980-0")
