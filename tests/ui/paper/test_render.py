"""A report is counted once; then any page can be painted, in any order, the same each time."""

import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise

import pytest
from paper_example_parts import claim_table, full_report, sections
from paper_examples import LONG, body, card, report, verdict
from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QImage, QPainter

from credreview.domain.errors import Cancelled
from credreview.domain.summary import Paper
from credreview.report.lazy import Lazy
from credreview.report.model import Contents, Section
from credreview.ui.jobs import Lane
from credreview.ui.paper import compose, pdf, render
from credreview.ui.paper.blocks import Place
from credreview.ui.paper.sheet import geometry

PRINTED = 1_795_347_600_000
DOTS = 60


# Qt says of each face that is asked in vain that it has no rules for Devanagari.
pytestmark = pytest.mark.qt_log_ignore("OpenType support missing")


@contextmanager
def sheet_picture(paper) -> Iterator[tuple[QImage, QPainter]]:
    """Give an empty sheet and a painter on it."""
    sheet = geometry(paper)
    scale = DOTS / 720
    image = QImage(
        round(sheet.width * scale), round(sheet.height * scale), QImage.Format.Format_Grayscale8
    )
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    painter.scale(scale, scale)
    try:
        yield image, painter
    finally:
        painter.end()


def picture(told, layout, number) -> QImage:
    with sheet_picture(told.request.paper) as (image, painter):
        render.paint_page(told, layout, number, painter, PRINTED)
    return image


def pictures(told, layout) -> list[QImage]:
    """Return all pages, painted one after the other."""
    made = []
    numbers = range(1, layout.total + 1)
    with sheet_picture(told.request.paper) as (image, painter):
        for number in render.painted(told, layout, numbers, painter, PRINTED):
            if number > 1:
                made.append(image.copy())
                painter.fillRect(0, 0, 10_000, 10_000, Qt.GlobalColor.white)
    return [*made, image]


def hostile():
    """Return a report with cards and rows that are longer than a page."""
    giant = card(13, "q " * 900, verdict(("C", "2"), rationale=LONG * 3))
    word = card(14, "w" * 9_000, verdict(("B", "2"), rationale=body("x" * 30_000)))
    return report(
        *sections(),
        Section("Long", "section-long", (giant, word, claim_table(150)), is_new_page=True),
    )


@pytest.mark.parametrize("make", [full_report, hostile])
def test_any_page_is_painted_alone_as_in_the_row_of_all(make):
    told = make()
    layout = render.count(told)
    whole = pictures(told, layout)
    assert len(whole) == layout.total
    numbers = list(range(1, layout.total + 1))
    random.Random(7).shuffle(numbers)
    for number in numbers:
        assert picture(told, layout, number) == whole[number - 1], number


def test_pages_can_be_painted_in_any_order_with_one_call():
    told = full_report()
    layout = render.count(told)
    wanted = [layout.total, 2, 3, 3, 1]
    with sheet_picture(Paper.A4) as (_, painter):
        assert list(render.painted(told, layout, wanted, painter, PRINTED)) == wanted


def test_there_is_no_page_nought_and_none_after_the_last():
    told = full_report()
    layout = render.count(told)
    for number in (0, layout.total + 1):
        with pytest.raises(IndexError):
            picture(told, layout, number)


def test_nothing_of_a_page_lies_outside_of_its_margins():
    for paper in Paper:
        told = full_report(paper=paper)
        layout = render.count(told)
        side = round(17 / 25.4 * DOTS)
        for page in pictures(told, layout):
            assert page.width() == round(geometry(paper).width * DOTS / 720)
            for x in (*range(side), *range(page.width() - side, page.width())):
                assert all(page.pixelColor(x, y).value() == 255 for y in range(page.height()))


def test_letter_is_lower_and_takes_no_fewer_pages():
    a4, letter = (render.count(full_report(paper=paper)) for paper in (Paper.A4, Paper.LETTER))
    assert 0 < a4.total <= letter.total


def test_the_contents_tell_the_pages_on_which_sections_begin():
    told = full_report()
    layout = render.count(told)
    assert layout.told == layout.page_of
    assert {name for name in layout.page_of if name.startswith("claim-")} == {
        f"claim-{number}" for number in range(1, 13)
    }
    for section in told.sections:
        assert section.anchor in layout.page_of
    assert [entry.title for entry in layout.outline if entry.depth == 0] == [
        section.title for section in told.sections if section.is_listed
    ]


def test_a_page_number_that_moves_lines_is_settled():
    filler = Section("", "a", tuple(body("\n".join("word " * 60 for _ in range(900)))))
    ends = tuple(Section(f"Section {at} " + "x" * 70, f"s{at}", body("end")) for at in range(40))
    told = report(Section("", "top", (Contents("Contents"),)), filler, *ends)
    layout = render.count(told)
    assert layout.told == layout.page_of
    assert layout.page_of["s39"] > 10


def test_the_first_page_is_there_before_all_others_are_read():
    read = []

    def fetch(start, stop):
        read.append((start, stop))
        return [card(at, "A quote of the source.") for at in range(start + 1, stop + 1)]

    told = report(Section("Claims", "claims", Lazy(100_000, fetch)))
    layout = render.first_page(told)
    assert layout.known == 1
    assert layout.total == 0
    assert not picture(told, layout, 1).isNull()
    assert max(stop for _, stop in read) <= 64


def test_a_page_is_painted_without_reading_those_before_it():
    read = []

    def fetch(start, stop):
        read.append(start)
        return [card(at, "A quote of the source.") for at in range(start + 1, stop + 1)]

    told = report(Section("Claims", "claims", Lazy(1_000, fetch)))
    layout = render.count(told)
    read.clear()
    picture(report(Section("Claims", "claims", Lazy(1_000, fetch))), layout, layout.total)
    assert min(read) > 900


def test_clicks_find_the_claim_they_are_on():
    told = full_report()
    layout = render.count(told)
    hits: list[tuple[QRectF, tuple[str, ...]]] = []
    number = layout.page_of["claim-1"]
    with sheet_picture(Paper.A4) as (_, painter):
        render.paint_page(
            told, layout, number, painter, hit=lambda rect, to: hits.append((rect, to))
        )
    sheet = geometry(Paper.A4)
    area = QRectF(sheet.left, sheet.top, sheet.text_width, sheet.text_height)
    claims = [rect for rect, to in hits if to == ("claim", f"{1:032x}")]
    assert claims
    assert all(area.adjusted(-1, -1, 1, 1).contains(rect) for rect in claims)


def test_counting_stops_when_it_is_told_to():
    def tick(done, total, what=""):
        if done == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        render.count(full_report(), tick)


def test_a_report_is_laid_out_and_painted_in_another_thread_just_the_same():
    told = full_report()
    layout = render.count(told)
    found = []

    def work():
        there = render.count(told)
        found.append(there.page_of)
        found.append(picture(told, there, 2))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert found == [layout.page_of, picture(told, layout, 2)]


def test_the_window_goes_on_while_a_lane_makes_a_pdf(qtbot, tmp_path):
    lane = Lane("printing")
    beats: list[float] = []
    timer = QTimer(interval=5)
    timer.timeout.connect(lambda: beats.append(time.monotonic()))
    path = tmp_path / "a.pdf"
    job = lane.start("PDF", lambda tick: pdf.write_pdf(hostile(), path, b"", PRINTED, tick))
    try:
        timer.start()
        with qtbot.waitSignal(job.finished, timeout=60_000):
            pass
    finally:
        timer.stop()
        lane.close()
    assert path.exists()
    assert len(beats) > 10
    assert max(after - before for before, after in pairwise(beats)) < 1


def test_a_report_of_nothing_makes_a_file_without_a_word(tmp_path):
    layout = pdf.write_pdf(report(Section("", "", ())), tmp_path / "a.pdf", b"", PRINTED)
    assert layout.total == 0
    assert (tmp_path / "a.pdf").exists()


def test_a_page_from_right_to_left_is_painted_alone_as_in_the_row_of_all():
    told = full_report(language="ar")
    layout = render.count(told)
    whole = pictures(told, layout)
    assert picture(told, layout, 3) == whole[2]
    assert pictures(full_report(), render.count(full_report()))[2] != whole[2]


def test_blocks_come_the_same_again_from_every_place():
    told = hostile()
    ctx = render._context(told, {})
    places = [place for place, _ in compose.blocks(told, ctx)]
    assert places == sorted(set(places))
    for at in random.Random(3).sample(range(len(places)), 40):
        again = [place for place, _ in compose.blocks(told, ctx, places[at])]
        assert again == places[at:]
    assert places[0] == Place(0, 1, 0)
