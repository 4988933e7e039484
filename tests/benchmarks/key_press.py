"""From a key press to the judgement shown and saved, in the real window."""

import argparse
import os
import sqlite3
import statistics
import tempfile
import time
from contextlib import closing
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from large_review import REVIEWER, judging, with_articles  # noqa: E402
from measuring import heading, report  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from credreview.review.session import ReviewSession  # noqa: E402
from credreview.store.file import driver  # noqa: E402
from credreview.store.journal import Journal  # noqa: E402


def mark_claims(path: Path, articles: list[str]) -> None:
    """Put ten claims into each article."""
    session = ReviewSession.open(path, REVIEWER)
    with session.file.writing() as connection:
        journal = Journal(driver(connection))
        for label, changes in judging(articles, 10 * len(articles), 10 * len(articles)):
            journal.append(reviewer=REVIEWER.id, label=label, wall=1, changes=changes)
        journal.finish()
    session.close()


def press(key: str) -> None:
    """Press a key where the keyboard is."""
    QTest.keyClick(QApplication.focusWidget(), key)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1_000)
    parser.add_argument("--presses", type=int, default=60)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        os.environ["CREDREVIEW_HOME"] = str(Path(name) / "home")
        path = Path(name) / "keys.credreview"
        mark_claims(path, with_articles(path, options.articles))
        app = QApplication([])
        from credreview.ui.settings import Settings
        from credreview.ui.start import make_window, open_first

        heading(f"A key press in a review of {options.articles:,} articles, 10 claims each")
        window = make_window(app, Settings())
        window.resize(1440, 900)
        window.show()
        session = ReviewSession.open(path, REVIEWER)
        open_first(window, None, None, session)
        deadline = time.monotonic() + 1
        while time.monotonic() < deadline:
            app.processEvents()
        window.activateWindow()
        press("j")
        window.parts.saver.settle()
        cpu, wall = [], []
        for number in range(options.presses):
            app.processEvents()
            started, used = time.perf_counter(), time.process_time()
            press("123456789"[number % 9])
            window.parts.saver.settle()
            app.processEvents()
            cpu.append((time.process_time() - used) * 1e3)
            wall.append((time.perf_counter() - started) * 1e3)
        assert session.reader.provenances(), "the keys judged nothing"
        commits = []
        with closing(sqlite3.connect(path, isolation_level=None)) as db:
            db.execute("PRAGMA synchronous=EXTRA")
            for number in range(options.presses):
                started = time.perf_counter()
                db.execute("BEGIN IMMEDIATE")
                db.execute("INSERT OR REPLACE INTO local VALUES ('benchmark', ?)", (str(number),))
                db.execute("COMMIT")
                commits.append((time.perf_counter() - started) * 1e3)
        report("key press to shown and saved, CPU, median", statistics.median(cpu), "ms",
               goal="20 ms besides the commit")  # fmt: skip
        report("key press to shown and saved, wall, median", statistics.median(wall), "ms",
               bare=statistics.median(commits))  # fmt: skip
        window.close()


if __name__ == "__main__":
    main()
