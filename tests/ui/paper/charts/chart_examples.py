"""Charts with known figures, and a sheet of paper to paint them on."""

import re
import subprocess
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QImage, QPageSize, QPainter, QPdfWriter

from credreview.report.charts import (
    AgreementChart,
    AgreementMatrix,
    AgreementRow,
    Box,
    Bucket,
    Chart,
    ClaimRefs,
    GradeMatrix,
    Interval,
    MixRow,
    ProgressChart,
    ProgressRow,
    ProvenanceMix,
    Timeline,
)
from credreview.report.model import ChartRow
from credreview.report.tables import Cell, Column, Row, Table
from credreview.report.words import Paragraph, words
from credreview.ui.paper.blocks import Block, PaintContext
from credreview.ui.paper.charts.chart_block import chart_block
from credreview.ui.paper.units import mm

#: The text width of A4.
WIDTH = mm(174)

RELIABILITY = (
    ("A", "Completely reliable"), ("B", "Usually reliable"), ("C", "Fairly reliable"),
    ("D", "Not usually reliable"), ("E", "Unreliable"), ("F", "Reliability cannot be judged"),
)  # fmt: skip
CREDIBILITY = (
    ("1", "Confirmed by other sources"), ("2", "Probably true"), ("3", "Possibly true"),
    ("4", "Doubtful"), ("5", "Improbable"), ("6", "Truth cannot be judged"),
)  # fmt: skip
STATES = (
    ("judged", "Judged"), ("differing", "Differing"), ("not_checkable", "Not checkable"),
    ("open", "Open"),
)  # fmt: skip


def table(*titles: str, rows: tuple[tuple[str, ...], ...] = ()) -> Table:
    made = tuple(Row(tuple(Cell((Paragraph(words(text)),)) for text in texts)) for texts in rows)
    return Table(tuple(Column(title, 10, bool(at)) for at, title in enumerate(titles)), made)


def refs(*numbers: int, count: int = 0) -> ClaimRefs:
    return ClaimRefs(count or len(numbers), numbers)


def matrix(**changes: ClaimRefs) -> GradeMatrix:
    cells = {
        ("C", "2"): refs(1, 5, 6),
        ("C", "3"): refs(3, 4),
        ("B", "1"): refs(101, 102, 103, 104),
        ("D", "4"): refs(*range(200, 223)),
        ("E", "5"): refs(count=12345),
        ("F", "2"): refs(2),
        ("F", "6"): refs(7),
        ("A", "6"): refs(8, 9),
    }
    given = {
        "not_judged": refs(13, 14),
        "not_checkable": refs(15),
        "half": refs(),
        **changes,
    }
    listed = table(
        "Grade", "Claims", rows=tuple((r + c, str(n.count)) for (r, c), n in cells.items())
    )
    names = ("Not judged yet", "Not checkable", "One half of a pair")
    return GradeMatrix(cells, **given, words=names, reliability=RELIABILITY,
                       credibility=CREDIBILITY, table=listed)  # fmt: skip


def mix() -> ProvenanceMix:
    def row(id: str, label: str, share: str, family: str, *boxes: Box) -> MixRow:
        first = sum(box.is_filled for box in boxes)
        return MixRow(id, label, len(boxes), share, (first, len(boxes) - first), boxes, family)

    rows = (
        row("government_statement", "Government or military statement", "46 %", "official",
            Box(1, True, True), Box(3, True, True), *[Box(n, False, True) for n in range(8, 22)]),
        row("unattributed", "Unattributed", "23 %", "none", Box(2, True, True), Box(7, True, True),
            Box(13, False, False)),
        row("social_post", "Social media post", "8 %", "report", Box(6, True, True)),
        row("analysis", "Expert, academic or think-tank analysis", "8 %", "analysis",
            Box(12, False, True)),
        row("", "Not given", "8 %", "none", Box(22, False, False)),
    )  # fmt: skip
    return ProvenanceMix(
        rows, sum(row.count for row in rows), ("Article 1", "Article 2"),
        table("Provenance", "Claims", "Share", "Article 1", "Article 2",
              rows=tuple((r.label, str(r.count), r.share, *map(str, r.per_article)) for r in rows)),
        "Nine of the fourteen provenance types do not occur.",
    )  # fmt: skip


def large_mix(types: int = 14) -> ProvenanceMix:
    families = ("official", "party", "record", "report", "analysis", "none")
    rows = tuple(
        MixRow(f"type_{at}", f"Provenance type number {at}", 5000 // (at + 1), f"{30 - at} %", (),
               (), families[at % 6])
        for at in range(types)
    )  # fmt: skip
    total = sum(row.count for row in rows)
    return ProvenanceMix(rows, total, (), table("Provenance", "Claims", "Share"), "")


def progress(articles: int = 3) -> ProgressChart:
    rows = [ProgressRow("All articles", (11, 4, 2, 6))]
    rows += [
        ProgressRow(f"Article {at}: A title of some length", (at, 1, 0, 3))
        for at in range(1, articles)
    ]
    rows.append(ProgressRow("An article without claims", (0, 0, 0, 0)))
    listed = table("", *(label for _, label in STATES),
                   rows=tuple((r.label, *map(str, r.counts)) for r in rows))  # fmt: skip
    return ProgressChart(STATES, tuple(rows), listed)


MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def timeline(periods: int = 14, undated: int = 5) -> Timeline:
    buckets = tuple(
        Bucket(
            f"{2024 + at // 12}-{at % 12 + 1:02}",
            f"{MONTHS[at % 12]} {2024 + at // 12}",
            ((at * 7) % 12, at % 3, at % 2, (at * 5) % 4) if at != 4 else (0, 0, 0, 0),
        )
        for at in range(periods)
    )
    lines = tuple((b.label, str(sum(b.counts))) for b in buckets)
    words = f"{undated} claims stand in articles without a date." if undated else ""
    return Timeline(buckets, undated, words, STATES, table("Published", "Claims", rows=lines))


def agreement_matrix(
    title: str = "Source reliability", signs: str = "ABCDE", apart: str = "F"
) -> AgreementMatrix:
    counts = {(signs[2], signs[1]): 2, (signs[2], signs[2]): 27, (signs[3], signs[2]): 1234,
              (signs[3], signs[3]): 1, (apart, apart): 3, (apart, signs[3]): 1}  # fmt: skip
    summary = ((28, "same grade"), (1236, "one step apart"), (0, "two or more"),
               (1, "F from one only"), (3, "F from both"))  # fmt: skip
    return AgreementMatrix(title, "R. Example", "M. Sample", tuple(signs), (apart,), counts,
                           summary, table("", *signs, apart))  # fmt: skip


def agreement_chart() -> AgreementChart:
    rows = (
        AgreementRow("Source reliability, A–E", 9, "3 of 9",
                     Interval(0.04, -0.4, 0.4, "0.04 [–0.40, 0.40]"),
                     Interval(0.19, -0.62, 0.58, "0.19 [–0.62, 0.58]")),
        AgreementRow("Information credibility, 1–5", 10, "6 of 10",
                     Interval(0.47, 0.0, 0.8, "0.47 [0.00, 0.80]"),
                     Interval(0.7, 0.05, 0.93, "0.70 [0.05, 0.93]")),
        AgreementRow("Reliability: graded, or F", 12, "12 of 12",
                     Interval(None, None, None, "no difference"),
                     Interval(None, None, None, "no difference")),
    )  # fmt: skip
    columns = ("Scale", "Claims", "Same", "Kappa, 95 %", "Alpha, 95 %")
    note = "Kappa: Cohen, linear weights (filled). Alpha: Krippendorff, ordinal (open)."
    return AgreementChart(columns, rows, table(*columns), note)


def matrices() -> ChartRow:
    return ChartRow((agreement_matrix(), agreement_matrix("Information credibility", "12345", "6")))


#: Each chart by name.
CHARTS: dict[str, Chart | ChartRow] = {
    "grades": matrix(),
    "provenance": mix(),
    "provenance_bars": large_mix(),
    "progress": progress(),
    "timeline": timeline(),
    "matrices": matrices(),
    "agreement": agreement_chart(),
}


class Sheet:
    """What was painted: the regions that can be clicked, in units of the page."""

    def __init__(self, *, mirrored: bool = False) -> None:
        self.hits: list[tuple[QRectF, tuple[str, ...]]] = []
        self.ctx = PaintContext(hit=lambda r, t: self.hits.append((r, t)), mirrored=mirrored)

    def paint(self, painter: QPainter, blocks: list[Block], x: float = mm(18)) -> float:
        y = mm(18)
        for block in blocks:
            height = block.measure(WIDTH)
            block.paint(painter, x, y, self.ctx)
            y += height + mm(8)
        return y


def picture(chart: Chart | ChartRow, sheet: Sheet | None = None, *, dots: int = 200) -> QImage:
    """Return a chart on a white page, as a printer of so many dots an inch has it."""
    block = chart_block(chart)
    size = (mm(210), block.measure(WIDTH) + mm(36))
    image = QImage(*(round(side * dots / 720) for side in size), QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    painter.scale(dots / 720, dots / 720)
    (sheet or Sheet()).paint(painter, [block])
    painter.end()
    return image


def write_pdf(path: Path, charts: list[Chart | ChartRow], *, mirrored: bool = False) -> Sheet:
    """Paint charts on one page of a PDF."""
    writer = QPdfWriter(str(path))
    writer.setResolution(720)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF())
    painter = QPainter(writer)
    sheet = Sheet(mirrored=mirrored)
    sheet.paint(painter, [chart_block(chart) for chart in charts])
    painter.end()
    return sheet


def pdf_text(path: Path) -> str:
    run = subprocess.run(["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True)
    return run.stdout.decode("utf-8")


def pdf_words(path: Path) -> list[tuple[str, float, float, float, float]]:
    """Return each word with its left, right, top and foot in points."""
    run = subprocess.run(["pdftotext", "-bbox", str(path), "-"], check=True, capture_output=True)
    found = re.findall(
        r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</word>',
        run.stdout.decode("utf-8"),
    )
    words = [(word, *map(float, (left, right, top, foot)))
             for left, top, right, foot, word in found]  # fmt: skip
    return sorted(words, key=lambda box: (round(box[3]), box[1]))
