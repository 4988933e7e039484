"""A PDF of full claim cards, beside a bare QPdfWriter that paints as many lines of text.

Memory is the peak above the program with its libraries loaded and one small
PDF written. The pass that adds the outline, which is made up to 500 pages, is
counted by itself.
"""

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from measuring import ROOT, heading, report, wall_and_cpu

from credreview.domain.summary import Request
from credreview.report import model
from credreview.report.lazy import Lazy
from credreview.report.words import Grade, GradeKind, Paragraph, words

_SAID = (  # noqa: SIM905 - easier to read
    "the of minister said forces official identified confirmed report office that in a to and by"
    " from was claims figures military source evidence agency document recruitment contract first"
).split()
_LABELS = ("Completely reliable", "Usually reliable", "Fairly reliable", "Not usually reliable")
_PRINTED = 1_795_347_600_000


def sentence(pick: random.Random, count: int) -> str:
    """Return so many words."""
    return " ".join(pick.choice(_SAID) for _ in range(count)).capitalize() + "."


def card(number: int, total: int) -> model.ClaimCard:
    """Return a card as reviewers write them: quote, judgement, basis, rationale, often a link."""
    pick = random.Random(number)
    step = pick.randrange(4)
    grades = [
        Grade(GradeKind.GRADED, signs[step], step, _LABELS[step]) for signs in ("ABCD", "1234")
    ]
    rationale = tuple(Paragraph(words(sentence(pick, count))) for count in (12, 30))
    verdict = model.Verdict(
        grades[0], grades[1], "R. Examiner", "blind", "22 Nov 2026, 10:02 UTC",
        "Government or military statement", "Ministry of Sources", "direct quote",
        "Confidence in this judgement is moderate.", rationale,
    )  # fmt: skip
    other = number % total + 1
    link = model.LinkLine(f"Contradicted by claim {other}", "C3", f"claim-{other}")
    return model.ClaimCard(
        number, f"claim-{number}", f"{number:032x}", f"¶ {number % 40}", sentence(pick, 18),
        "government; party to the war", (verdict,), (link,) if number % 2 else (),
    )  # fmt: skip


def summary(cards: int) -> model.Report:
    """Return a report with so many cards, which are made as they are read."""
    first = model.Section(
        "", "top",
        (model.Masthead("Review summary", "Harbours of the north"), model.Contents("Contents")),
        is_listed=False, has_masthead=True,
    )  # fmt: skip
    claims = Lazy(cards, lambda start, stop: [card(at + 1, cards) for at in range(start, stop)])
    return model.Report(
        Request(), "Credibility summary", "Harbours of the north", "en", "TLP:AMBER", "",
        "e58fd10d5c1385cd" * 4, "22 Nov 2026, 10:02 UTC", "R. Examiner",
        (first, model.Section("Claims", "claims", claims)),
    )  # fmt: skip


def peak_mb() -> float:
    """Return the most memory this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def measured(cards: int, path: Path, *, outline: bool) -> dict[str, float]:
    """Write a PDF in this process, which is new."""
    from credreview.ui.paper import application, pdf, pdf_catalogue

    kept = application.ensure()
    pdf.write_pdf(summary(3), path, b"words", _PRINTED)
    if not outline:
        pdf_catalogue.MOST_PAGES = 0
    told = summary(cards)
    before = peak_mb()
    pages = 0

    def write() -> None:
        nonlocal pages
        pages = pdf.write_pdf(told, path, b"words", _PRINTED).total

    wall, cpu = wall_and_cpu(write)
    del kept
    return {"wall": wall, "cpu": cpu, "pages": pages, "above": peak_mb() - before}


def bare(cards: int, path: Path, *, outline: bool) -> dict[str, float]:
    """Paint the lines of a PDF that was written, one by one, with one font."""
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QPainter, QPdfWriter

    from credreview.ui.paper import application, faces

    kept = application.ensure()
    read = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True).stdout
    pages = [page.split("\n") for page in read.decode().split("\f")[:-1]]
    before = peak_mb()

    def paint() -> None:
        writer = QPdfWriter(str(path) + ".bare")
        writer.setResolution(720)
        painter = QPainter(writer)
        painter.setFont(faces.font(faces.STYLES["body"]))
        for number, page in enumerate(pages):
            if number:
                writer.newPage()
            for at, line in enumerate(page):
                painter.drawText(QPointF(0, 70 * (at + 1)), line)
        painter.end()

    wall, cpu = wall_and_cpu(paint)
    del kept
    lines = sum(map(len, pages))
    return {"wall": wall, "cpu": cpu, "lines": lines, "above": peak_mb() - before}


def preview(cards: int, path: Path, *, outline: bool) -> dict[str, float]:
    """Paint the first page, and a page in the middle once all are counted."""
    from PySide6.QtGui import QImage, QPainter

    from credreview.ui.paper import application, render

    kept = application.ensure()
    told = summary(cards)
    image = QImage(794, 1123, QImage.Format.Format_RGB32)

    def page(layout: render.Layout, number: int) -> None:
        painter = QPainter(image)
        painter.scale(96 / 720, 96 / 720)
        render.paint_page(told, layout, number, painter, _PRINTED)
        painter.end()

    first, _ = wall_and_cpu(lambda: page(render.first_page(told), 1))
    layout = render.count(told)
    middle, _ = wall_and_cpu(lambda: page(layout, layout.total // 2), runs=5)
    waits = longest_wait(lambda: render.count(told))
    del kept
    return {"first": first, "middle": middle, "waits": waits}


def longest_wait(work: object) -> float:
    """Return how long another thread, as the window's, waited at most while work was done."""
    thread = threading.Thread(target=work)
    thread.start()
    longest = 0.0
    while thread.is_alive():
        begun = time.perf_counter()
        time.sleep(0.002)
        longest = max(longest, time.perf_counter() - begun - 0.002)
    return longest


def alone(what: str, cards: int, path: Path, *, outline: bool = False) -> dict[str, float]:
    """Measure in a new process."""
    answer = subprocess.run(
        [sys.executable, __file__, "--alone", what, str(cards), str(path), str(int(outline))],
        capture_output=True, check=True, env=os.environ | {"PYTHONPATH": str(ROOT)},
    ).stdout  # fmt: skip
    found: dict[str, float] = json.loads(answer)
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cards", type=int, nargs="*", default=[1_000, 11_000])
    parser.add_argument("--alone", nargs=4, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.alone:
        what, cards, path, outline = options.alone
        work = {"measured": measured, "bare": bare, "preview": preview}[what]
        print(json.dumps(work(int(cards), Path(path), outline=outline == "1")))
        return
    each = 0.0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "summary.pdf"
        for cards in options.cards:
            mine = alone("measured", cards, path)
            base = alone("bare", cards, path)
            heading(f"Summary of {cards:,} full cards: {mine['pages']:.0f} pages,"
                    f" {base['lines']:,.0f} lines")  # fmt: skip
            is_first = not each
            each = each or mine["cpu"] / cards
            report("PDF, CPU", mine["cpu"], "s", bare=base["cpu"],
                   goal="4 s at 1,000" if is_first else f"{1.3 * each * cards:.1f} s")  # fmt: skip
            report("memory above the loaded program", mine["above"], "MB", bare=base["above"],
                   goal="40 MB" if is_first else "60 MB")  # fmt: skip
            if mine["pages"] <= 500:
                whole = alone("measured", cards, path, outline=True)
                report("with outline and language, CPU", whole["cpu"], "s", bare=base["cpu"])
                report("with outline and language, memory", whole["above"], "MB")
            seen = alone("preview", cards, path)
            report("first page of the preview", seen["first"], "s", goal="0.5 s")
            report("a page in the middle", seen["middle"], "s")
            report("longest wait of another thread while counting", seen["waits"], "s")


if __name__ == "__main__":
    main()
