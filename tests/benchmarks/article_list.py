"""The article list with a million rows: first rows, jumps, memory, in the real pane."""

import argparse
import os
import random
import sqlite3
import statistics
import tempfile
from array import array
from contextlib import closing
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from large_review import REVIEWER  # noqa: E402
from measuring import heading, report, resident_mb, wall_and_cpu  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from credreview.domain.model import ArticleQuery, SortKey  # noqa: E402
from credreview.review.session import ReviewSession  # noqa: E402


def fill(path: Path, rows: int) -> None:
    """Put rows straight into the projection: reading them is what is measured here."""
    session = ReviewSession.create(path, REVIEWER)
    session.close()
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA synchronous=OFF")
        kind = db.execute("INSERT INTO kind (name) VALUES ('article')").lastrowid
        first = db.execute("SELECT max(r) + 1 FROM record").fetchone()[0]
        chance = random.Random(1)
        numbers = range(first, first + rows)
        db.executemany(
            "INSERT INTO record (r, kind, id) VALUES (?, ?, ?)",
            ((r, kind, chance.randbytes(16)) for r in numbers),
        )
        db.executemany(
            "INSERT INTO article (r, alive, title, title_key, outlet, outlet_key, published,"
            " changed) VALUES (?, 1, ?, ?, ?, ?, ?, ?)",
            (
                (
                    r,
                    f"Article number {r} of a large review",
                    f"article number {r:08}",
                    f"Outlet {r % 997}",
                    f"outlet {r % 997:03}",
                    f"20{r % 25:02}-03-01",
                    1_700_000_000_000 + chance.randrange(10**9),
                )
                for r in numbers
            ),
        )
        db.execute("ANALYZE")
        db.commit()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    options = parser.parse_args()
    app = QApplication.instance() or QApplication([])
    from credreview.ui.articles.article_list import ArticleListPane
    from credreview.ui.look import theme

    theme.apply(app, "light")
    heading(f"An article list of {options.rows:,} rows")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.credreview"
        fill(path, options.rows)
        session = ReviewSession.open(path, REVIEWER)
        pane = ArticleListPane()
        pane.resize(360, 800)
        pane.show()
        pane.set_reader(session.reader)
        app.processEvents()
        for sort in (SortKey.CHANGED, SortKey.TITLE, SortKey.OUTLET, SortKey.PUBLISHED):
            _one_sort(app, session, pane, path, sort)
        empty = _memory_of(0)
        full = _memory_of(options.rows)
        report("memory above an empty list", full - empty, "MB", goal="60 MB")
        session.close()


def _one_sort(app: QApplication, session, pane, path: Path, sort: SortKey) -> None:  # noqa: ANN001
    column = {
        "changed": "changed",
        "title": "title_key",
        "outlet": "outlet_key",
        "published": "published",
    }[sort.value]
    sql = f"SELECT r FROM article WHERE alive = 1 ORDER BY {column} DESC, r DESC"
    with closing(sqlite3.connect(path)) as db:
        _, bare = wall_and_cpu(lambda: array("q", (r for (r,) in db.execute(sql))), 3)

    def first_rows() -> None:
        pane.set_query(ArticleQuery(sort=sort))
        app.processEvents()
        pane.grab()

    _, cpu = wall_and_cpu(first_rows, 3)
    report(
        f"first rows by {sort.value}, CPU",
        cpu * 1e3,
        "ms",
        bare=bare * 1e3,
        goal="2 times the bare ids",
    )
    view = pane.findChild(object, "articles")
    model = view.model()

    def jump(row: int) -> None:
        view.scrollTo(model.index(row, 0))
        app.processEvents()
        view.grab()

    _, end = wall_and_cpu(lambda: jump(model.rowCount() - 1))
    chance = random.Random(2)
    jumps = [wall_and_cpu(lambda: jump(chance.randrange(model.rowCount())))[1] for _ in range(40)]
    report(f"jump to the end by {sort.value}, CPU", end * 1e3, "ms", goal="50 ms")
    report("random jumps, CPU, median", statistics.median(jumps) * 1e3, "ms", goal="50 ms")
    report("random jumps, CPU, worst of 40", max(jumps) * 1e3, "ms")


def _memory_of(rows: int) -> float:
    """Return the memory a fresh process holds with a list of so many rows on screen."""
    import subprocess
    import sys

    found = subprocess.run(
        [sys.executable, __file__, "--memory", str(rows)],
        capture_output=True,
        text=True,
        check=True,
    )
    return float(found.stdout.strip().splitlines()[-1])


def _show_memory(rows: int) -> None:
    app = QApplication([])
    from credreview.ui.articles.article_list import ArticleListPane
    from credreview.ui.look import theme

    theme.apply(app, "light")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.credreview"
        fill(path, rows)
        session = ReviewSession.open(path, REVIEWER)
        pane = ArticleListPane()
        pane.resize(360, 800)
        pane.show()
        before = resident_mb()
        pane.set_reader(session.reader)
        pane.reload()
        view = pane.findChild(object, "articles")
        chance = random.Random(2)
        for _ in range(40 if rows else 0):
            view.scrollTo(view.model().index(chance.randrange(rows), 0))
            app.processEvents()
            view.grab()
        print(resident_mb() - before)
        session.close()


if __name__ == "__main__":
    import sys

    if sys.argv[1:2] == ["--memory"]:
        _show_memory(int(sys.argv[2]))
    else:
        main()
