"""Charts on a sheet: all figures can be read, in black alone, and every field can be hit."""

import re
import time
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from chart_examples import (
    CHARTS,
    STATES,
    WIDTH,
    Sheet,
    large_mix,
    matrix,
    mix,
    pdf_text,
    pdf_words,
    picture,
    progress,
    refs,
    timeline,
    write_pdf,
)
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from credreview.report.charts import GradeMatrix, ProgressChart, ProgressRow, Timeline
from credreview.ui.paper.charts.canvas import Box, Canvas
from credreview.ui.paper.charts.chart_block import ChartBlock, chart_block
from credreview.ui.paper.charts.ink import (
    FAMILY_TEXTURES,
    STATE_TEXTURES,
    Fill,
    Texture,
    paper_ink,
)
from credreview.ui.paper.units import mm

pytestmark = pytest.mark.usefixtures("qapp")


def pixels(image: QImage) -> np.ndarray:
    """Return rows of pixels of blue, green and red."""
    made = image.convertToFormat(QImage.Format.Format_RGB32)
    held = np.frombuffer(made.constBits(), dtype=np.uint8)
    return held.reshape(made.height(), made.bytesPerLine() // 4, 4)[:, : made.width(), :3].copy()


def words_of(path: Path) -> list[str]:
    return pdf_text(path).split()


def test_the_matrix_says_numbers_of_few_claims_and_how_many_of_more(tmp_path: Path) -> None:
    write_pdf(tmp_path / "a.pdf", [matrix()])
    text = re.sub(r"\s+", " ", pdf_text(tmp_path / "a.pdf"))
    for said in ("1 5 6", "3 4", "23 claims", "12,345", "8 9", "13 14", "Completely reliable"):
        assert said in text, said
    assert "Not judged yet" in text
    assert "One half of a pair" not in text, "it stands there where there are such claims"
    write_pdf(tmp_path / "b.pdf", [matrix(half=refs(30, 31))])
    assert "One half of a pair" in re.sub(r"\s+", " ", pdf_text(tmp_path / "b.pdf"))


def test_an_empty_matrix_says_none_where_there_is_no_pair(tmp_path: Path) -> None:
    empty = GradeMatrix({}, refs(), refs(), refs(), ("Not judged yet", "Not checkable", "Half"),
                        matrix().reliability, matrix().credibility, matrix().table)  # fmt: skip
    sheet = write_pdf(tmp_path / "a.pdf", [empty])
    assert words_of(tmp_path / "a.pdf").count("none") == 2
    assert sheet.hits == []


def test_the_mix_is_a_table_and_a_box_a_claim(tmp_path: Path) -> None:
    chart = mix()
    sheet = write_pdf(tmp_path / "a.pdf", [chart])
    text = pdf_text(tmp_path / "a.pdf")
    for row in chart.rows:
        line = next(line for line in text.splitlines() if row.label in line)
        figures = [str(row.count), row.share.replace(" ", ""), *map(str, row.per_article)]
        said = line.split(row.label)[1].replace(" %", "%").split()
        assert said[:4] == figures
    assert "(13)" in text, "what is not judged stands in brackets"
    claims = {target[1] for _, target in sheet.hits if target[0] == "claims"}
    assert claims == {str(box.number) for row in chart.rows for box in row.boxes}


def test_bars_are_as_long_as_their_share_of_the_axis() -> None:
    chart, dots = large_mix(), 200
    sheet = Sheet()
    image = picture(chart, sheet, dots=dots)
    scale = dots / 720
    longest = 0
    for row, (rect, target) in zip(chart.rows, sheet.hits, strict=True):
        assert target == ("provenance", row.id)
        y = round((rect.top() + mm(2.0)) * scale)
        run = _longest_run(image, y, round(rect.left() * scale), round(rect.right() * scale))
        longest = longest or run / row.count
        assert run == pytest.approx(longest * row.count, abs=3), row.label


def _longest_run(image: QImage, y: int, start: int, end: int) -> int:
    best = run = 0
    for x in range(start, end):
        run = run + 1 if image.pixelColor(x, y).lightness() < 60 else 0
        best = max(best, run)
    return best


def test_progress_shows_every_number_beside_its_bar(tmp_path: Path) -> None:
    chart = progress()
    sheet = write_pdf(tmp_path / "a.pdf", [chart])
    lines = pdf_text(tmp_path / "a.pdf").splitlines()
    for row in chart.rows:
        line = next(line for line in lines if row.label in line)
        assert line.split(row.label)[1].split() == [str(sum(row.counts)), *map(str, row.counts)]
    assert [target for _, target in sheet.hits] == [("state", id) for id, _ in STATES]


def test_one_claim_of_ten_thousand_is_seen_in_its_bar() -> None:
    listed = progress().table
    lone = ProgressChart(STATES, (ProgressRow("All", (10_000, 1, 0, 0)),), listed)
    without = ProgressChart(STATES, (ProgressRow("All", (10_001, 0, 0, 0)),), listed)
    seen, other = (pixels(picture(chart, dots=300)) for chart in (lone, without))
    # The bar stands before the figures, which differ anyway.
    bars = slice(round(mm(60) * 300 / 720), round(mm(115) * 300 / 720))
    assert (seen[:, bars] != other[:, bars]).any()


def test_the_timeline_counts_each_period_and_keeps_the_undated_apart(tmp_path: Path) -> None:
    chart = timeline()
    sheet = write_pdf(tmp_path / "a.pdf", [chart])
    text = pdf_text(tmp_path / "a.pdf")
    counts = sorted(str(sum(b.counts)) for b in chart.buckets if any(b.counts))
    found = re.findall(r"\d+", text)
    assert not set(counts) - set(found)
    assert "Jan 2024" in text
    assert "No date" in text
    assert chart.words in text
    assert [target for _, target in sheet.hits] == [
        *(("period", b.period) for b in chart.buckets if any(b.counts)),
        ("period", ""),
    ]


@pytest.mark.parametrize("periods", [1, 2, 24, 400])
def test_names_of_periods_do_not_run_into_each_other(periods: int, tmp_path: Path) -> None:
    write_pdf(tmp_path / "a.pdf", [timeline(periods, undated=0)])
    boxes = [box for box in pdf_words(tmp_path / "a.pdf") if box[0].isalnum()]
    assert any(word == "2024" for word, *_ in boxes)
    assert "date" not in [word for word, *_ in boxes], "nothing is undated here"
    for (word, _, end, top, _), (after, start, _, other_top, _) in pairwise(boxes):
        assert start >= end or abs(other_top - top) > 2, (word, after)


def test_the_agreement_matrices_stand_beside_each_other_with_all_counts(tmp_path: Path) -> None:
    write_pdf(tmp_path / "a.pdf", [CHARTS["matrices"]])
    text = pdf_text(tmp_path / "a.pdf")
    top = next(line for line in text.splitlines() if "Source reliability" in line)
    assert "Information credibility" in top
    assert text.count("1,234") == 2
    assert text.count("Down: R. Example. Across: M. Sample.") == 2
    assert "1,236 one step apart" in re.sub(r" +", " ", text)


def test_agreement_says_its_figures_and_attaches_no_word_to_them(tmp_path: Path) -> None:
    write_pdf(tmp_path / "a.pdf", [CHARTS["agreement"]])
    text = re.sub(r" +", " ", pdf_text(tmp_path / "a.pdf"))
    for said in ("0.04 [–0.40, 0.40]", "0.70 [0.05, 0.93]", "no difference", "–0.5 0 0.5 1"):
        assert said in text, said


@pytest.mark.parametrize("name", CHARTS)
def test_paper_is_black_on_white_and_nothing_leaves_the_text_area(name: str) -> None:
    dots = pixels(picture(CHARTS[name]))
    assert (dots[:, :, 0] == dots[:, :, 1]).all()
    assert (dots[:, :, 1] == dots[:, :, 2]).all()
    left, right = (round(mm(edge) * 200 / 720) for edge in (17.5, 192.5))
    dark = dots[:, :, 0] < 128
    assert dark.sum() > 1000
    assert not dark[:, :left].any()
    assert not dark[:, right:].any()


@pytest.mark.parametrize("name", CHARTS)
def test_a_printer_without_grey_keeps_every_word(name: str, tmp_path: Path) -> None:
    grey = picture(CHARTS[name], dots=600)
    threshold = Qt.ImageConversionFlag.ThresholdDither
    bits = grey.convertToFormat(QImage.Format.Format_Mono, threshold)
    darkness = [255 - pixels(each)[:, :, 0].mean() for each in (grey, bits)]
    assert darkness[1] == pytest.approx(darkness[0], rel=0.1)


@pytest.mark.parametrize("textures", [STATE_TEXTURES, FAMILY_TEXTURES])
def test_any_two_textures_differ_in_black_and_white(textures: dict) -> None:
    def swatch(texture: Texture) -> np.ndarray:
        image = QImage(120, 70, QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        painter = QPainter(image)
        Canvas(painter, paper_ink(), QRectF(0, 0, 120, 70)).fill(
            Box(0, 0, 12, 7), Fill(QColor("black"), texture)
        )
        painter.end()
        return pixels(image)[:, :, 0] > 127

    pictures = {id: swatch(texture) for id, texture in textures.items()}
    for one, drawn in pictures.items():
        for other, beside in pictures.items():
            if one < other:
                assert (drawn != beside).mean() > 0.1, (one, other)


@pytest.mark.parametrize("name", ["grades", "provenance", "progress", "timeline"])
def test_fields_lie_in_the_chart_and_hold_ink(name: str) -> None:
    sheet = Sheet()
    image = picture(CHARTS[name], sheet)
    area = QRectF(mm(18), mm(18), WIDTH, chart_block(CHARTS[name]).measure(WIDTH))
    dark = pixels(image)[:, :, 0] < 128
    assert sheet.hits
    for rect, target in sheet.hits:
        assert area.adjusted(-1, -1, 1, 1).contains(rect), target
        left, top, right, foot = (
            round(edge / 3.6) for edge in (rect.left(), rect.top(), rect.right(), rect.bottom())
        )
        assert dark[top:foot, left:right].any(), target


@pytest.mark.parametrize("name", CHARTS)
def test_right_to_left_charts_are_mirrored_and_say_the_same(name: str, tmp_path: Path) -> None:
    plain = write_pdf(tmp_path / "a.pdf", [CHARTS[name]])
    mirrored = write_pdf(tmp_path / "b.pdf", [CHARTS[name]], mirrored=True)
    assert sorted(words_of(tmp_path / "a.pdf")) == sorted(words_of(tmp_path / "b.pdf"))
    for (rect, target), (other, again) in zip(plain.hits, mirrored.hits, strict=True):
        assert target == again
        assert other.left() == pytest.approx(2 * mm(18) + WIDTH - rect.right(), abs=0.5)


LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft says more"


def test_long_words_of_other_languages_are_broken_and_kept_whole(tmp_path: Path) -> None:
    axis = tuple((sign, LONG) for sign, _ in matrix().reliability)
    across = tuple((sign, LONG) for sign, _ in matrix().credibility)
    base = matrix()
    long_matrix = GradeMatrix(base.cells, base.not_judged, base.not_checkable, base.half,
                              (LONG, LONG, LONG), axis, across, base.table)  # fmt: skip
    states = tuple((id, LONG) for id, _ in STATES)
    long_progress = ProgressChart(states, progress().rows, progress().table)
    long_time = Timeline(timeline().buckets, 2, LONG, states, timeline().table)
    for chart, times in ((long_matrix, 14), (long_progress, 4), (long_time, 5)):
        write_pdf(tmp_path / "a.pdf", [chart])
        # Letters of all pieces, in whatever order the columns are read.
        letters = "".join(words_of(tmp_path / "a.pdf"))
        assert letters.count("ä") == times, type(chart).__name__


def test_a_chart_with_rows_is_cut_between_them_and_its_head_comes_again() -> None:
    chart = large_mix(60)
    whole = ChartBlock(chart)
    height = whole.measure(WIDTH)
    parts = whole.split(mm(120))
    assert parts is not None
    first, second = parts
    assert first.measure(WIDTH) <= mm(120)
    seen: list[str] = []
    for part in (first, second):
        sheet = Sheet()
        image = QImage(100, 100, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        part.paint(painter, 0, 0, sheet.ctx)
        painter.end()
        seen += [target[1] for _, target in sheet.hits]
    assert seen == [row.id for row in chart.rows]
    again = first.measure(WIDTH) + second.measure(WIDTH) - height
    assert 0 < again < mm(10), "the head alone is there twice"
    assert whole.split(mm(12)) is None, "no head stands alone"
    assert ChartBlock(matrix()).split(mm(40)) is None


def test_ten_thousand_claims_are_drawn_at_once() -> None:
    many = matrix()
    many.cells.update({(r, c): refs(count=10_000) for r in "ABCDEF" for c in "123456"})
    started = time.process_time()
    for chart in (many, large_mix(64), progress(20), timeline(24)):
        picture(chart, dots=96)
    assert time.process_time() - started < 2
