"""Summaries of real reviews: from the file to a PDF, to the first page shown, and what waits.

Each figure is taken in a new process. Memory is the peak above the program with its
libraries loaded and one small PDF written; the pass that adds the outline, which is
made up to 500 pages, is left out (`printed_summary.py` counts it).
"""

import argparse
import gc
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from judged_review import with_judgements  # noqa: E402
from large_review import REVIEWER  # noqa: E402
from measuring import ROOT, heading, report, wall_and_cpu  # noqa: E402
from printed_summary import bare, peak_mb  # noqa: E402

from credreview.domain.model import ArticleQuery  # noqa: E402
from credreview.domain.summary import Kind, Request  # noqa: E402
from credreview.review import report_files, summaries  # noqa: E402
from credreview.review.session import ReviewSession  # noqa: E402

_PRINTED = 1_795_347_600_000
_SCREEN = 96 / 720
#: Claims, and the articles that they stand in.
_PREVIEWED = ("review", "article", "source", "evidence", "agreement")
_SIZES = {1_000: 1, 11_000: 100, 100_000: 1_000}


def request(session: ReviewSession, what: str) -> Request:
    """Return what is asked for: a kind of report by its name, or the cards of a review alone."""
    if what == "article":
        key = session.reader.article_keys(ArticleQuery())[0]
        return Request(Kind.ARTICLE, session.reader.article_rows([key])[0].id)
    if what == "cards":
        from credreview.report.parts import BUILDERS

        return Request(left_out=frozenset(BUILDERS) - {"masthead", "claims"})
    if what == "source":
        return Request(Kind.SOURCE, session.reader.sources(limit=1)[0])
    return Request(Kind(what))


def to_paper(path: Path, what: str, target: Path) -> dict[str, float]:
    """Read a review and write a PDF of it."""
    from credreview.ui.paper import application, pdf, pdf_catalogue

    kept = application.ensure()
    session = ReviewSession.open(path, REVIEWER)
    with tempfile.TemporaryDirectory() as folder:
        other = Path(folder) / "small.credreview"
        with_judgements(other, 1, 3)
        small = ReviewSession.open(other, REVIEWER)
        told = summaries.held_report(small, request(small, what))
        report_files.rendered(told, ".md")
        pdf.write_pdf(told, target, b"words", _PRINTED)
        small.close()
    pdf_catalogue.MOST_PAGES = 0
    before, pages, words = peak_mb(), 0, 0.0

    def work() -> None:
        nonlocal pages, words
        told = summaries.held_report(session, request(session, what))
        pages = pdf.write_pdf(told, target, b"words", _PRINTED).total

    wall, cpu = wall_and_cpu(work)
    above = peak_mb() - before
    told = summaries.held_report(session, request(session, what))
    _, words = wall_and_cpu(lambda: report_files.rendered(told, ".md"))
    session.close()
    del kept
    return {"wall": wall, "cpu": cpu, "pages": pages, "above": above, "words": words}


def first_page(path: Path, what: str, _target: Path) -> dict[str, float]:
    """Show the first page as the window does: the first time, once all is loaded, chosen again."""
    from credreview.review.last_scope import LastScope
    from credreview.ui.paper import application
    from credreview.ui.reports import engine_sheets

    kept = application.ensure()
    session = ReviewSession.open(path, REVIEWER)
    wanted = request(session, what)
    last = LastScope()
    gc.disable()  # as the program does, which looks for garbage when it has nothing else to do

    def show(last: LastScope) -> None:
        engine_sheets.make(session, wanted, last).paint(1, _SCREEN)

    first, first_cpu = wall_and_cpu(lambda: show(LastScope()))
    loaded, cpu = wall_and_cpu(lambda: show(LastScope()), 3)
    show(last)
    again, again_cpu = wall_and_cpu(lambda: show(last), 3)
    session.close()
    del kept
    return {
        "first": first, "first_cpu": first_cpu, "loaded": loaded, "loaded_cpu": cpu,
        "again": again, "again_cpu": again_cpu,
    }  # fmt: skip


def waits(path: Path, what: str, target: Path) -> dict[str, float]:
    """Return how long the window's thread waits at most while lanes count, and save."""
    from PySide6.QtWidgets import QApplication

    from credreview.ui.collector import Collector
    from credreview.ui.jobs import Lane
    from credreview.ui.reports import engine_sheets, written
    from credreview.ui.reports.preview_room import PreviewRoom

    app = QApplication([])
    Collector(app)
    session = ReviewSession.open(path, REVIEWER)
    wanted = request(session, what)
    # The program itself has loaded what it needs by the time that anything is printed.
    engine_sheets.make(session, wanted).paint(1, _SCREEN)
    found = {}
    room, lane = PreviewRoom(), Lane("writing")
    done: list[object] = []
    room.counted.connect(lambda _known, is_counted: done.append(None) if is_counted else None)
    room.failed.connect(done.append)
    room.open(lambda: engine_sheets.make(session, wanted))
    found["counting"] = _longest_wait(app, done)
    job = lane.start("save", lambda tick: written.save(session, wanted, target, tick))
    done = []
    job.finished.connect(done.append)
    job.failed.connect(done.append)
    found["saving"] = _longest_wait(app, done)
    room.close()
    lane.close()
    session.close()
    return found


def _longest_wait(app: object, done: list[object]) -> float:
    """Let the window's thread go round, as it does, until something is done."""
    longest = 0.0
    while not done:
        begun = time.perf_counter()
        time.sleep(0.002)
        app.processEvents()
        longest = max(longest, time.perf_counter() - begun - 0.002)
    return longest


_WORK: dict[str, Callable[[Path, str, Path], dict[str, float]]] = {
    "to_paper": to_paper,
    "first_page": first_page,
    "waits": waits,
    "bare": lambda path, _what, target: bare(0, target, outline=False),
}


def alone(work: str, path: Path, what: str, target: Path) -> dict[str, float]:
    """Measure in a new process."""
    answer = subprocess.run(
        [sys.executable, __file__, "--alone", work, str(path), what, str(target)],
        capture_output=True, check=True, env=os.environ | {"PYTHONPATH": str(ROOT)},
    ).stdout  # fmt: skip
    found: dict[str, float] = json.loads(answer)
    return found


def _paper(path: Path, what: str, claims: int, target: Path, each: float) -> float:
    """Report one PDF; return the CPU seconds that a claim took."""
    mine = alone("to_paper", path, what, target)
    base = alone("bare", path, what, target)
    name = {"article": "an article", "cards": "all cards", "review": "the whole review"}[what]
    heading(f"PDF of {name} with {claims:,} claims, {mine['pages']:,.0f} pages,"
            f" {base['lines']:,.0f} lines")  # fmt: skip
    goal = f"{1.3 * each * claims:.1f} s" if each else "4 s"
    if what == "review":
        goal = ""  # it has a table of all claims and more beside the cards
    report("read and written, CPU", mine["cpu"], "s", bare=base["cpu"], goal=goal)
    report("read and written, wall", mine["wall"], "s", bare=base["wall"])
    report("memory above the loaded program", mine["above"], "MB", bare=base["above"],
           goal="60 MB" if each else "40 MB")  # fmt: skip
    report("its words as Markdown, CPU", mine["words"], "s")
    return mine["cpu"] / claims


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, nargs="*", choices=_SIZES, default=list(_SIZES))
    parser.add_argument("--keep", type=Path, help="a folder that keeps the reviews for next time")
    parser.add_argument("--alone", nargs=4, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.alone:
        work, path, what, target = options.alone
        print(json.dumps(_WORK[work](Path(path), what, Path(target))))
        return
    each = 0.0
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "summary.pdf"
        for claims in options.claims:
            path = (options.keep or Path(folder)) / f"judged-{claims}.credreview"
            if not path.exists():
                with_judgements(path, _SIZES[claims], claims)
            if claims == 1_000:
                each = _paper(path, "article", claims, target, 0)
            elif claims == 11_000:
                _paper(path, "cards", claims, target, each)
                _paper(path, "review", claims, target, each)
            heading(f"The window that prints a review of {claims:,} claims: its first page")
            for what in _PREVIEWED:
                seen = alone("first_page", path, what, target)
                for when, words in (
                    ("first", "the first time"),
                    ("loaded", "counted anew"),
                    ("again", "with another choice"),
                ):
                    report(f"{what}, {words}", seen[when], "s", goal="0.5 s")
                    report(f"{what}, {words}, CPU", seen[f"{when}_cpu"], "s")
            if claims <= 11_000:
                found = alone("waits", path, "review", target)
                report("longest wait while pages are counted", found["counting"] * 1e3, "ms",
                       goal="100 ms")  # fmt: skip
                report("longest wait while it is saved", found["saving"] * 1e3, "ms",
                       goal="100 ms")  # fmt: skip


if __name__ == "__main__":
    main()
