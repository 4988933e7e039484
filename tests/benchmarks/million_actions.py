"""A review of a million actions: building it, checking it, rebuilding, history, undo."""

import argparse
import json
import sqlite3
import statistics
import tempfile
import time
from contextlib import closing
from pathlib import Path

from large_review import REVIEWER, with_actions
from measuring import heading, report, resident_mb, wall_and_cpu

from credreview.domain.history import HistoryPage, HistoryQuery
from credreview.domain.history_words import sentence
from credreview.review.judging import judge
from credreview.review.session import ReviewSession


def bare_inserts(path: Path, source: Path) -> None:
    """Copy the same action rows with the same settings, a thousand a transaction."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA page_size=8192")
        db.execute("PRAGMA synchronous=EXTRA")
        db.execute("CREATE TABLE action (n INTEGER PRIMARY KEY, id BLOB UNIQUE, body BLOB) STRICT")
        with closing(sqlite3.connect(source)) as other:
            rows = other.execute("SELECT n, id, body FROM action ORDER BY n")
            while batch := rows.fetchmany(1000):
                db.execute("BEGIN IMMEDIATE")
                db.executemany("INSERT INTO action VALUES (?, ?, ?)", batch)
                db.execute("COMMIT")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--actions", type=int, default=1_000_000)
    parser.add_argument("--keep", type=Path, help="a folder that keeps the review for next time")
    options = parser.parse_args()
    count = options.actions
    heading(f"A review of {count:,} actions")
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        path = folder / f"actions-{count}.credreview"
        if not path.exists():
            seconds, _ = wall_and_cpu(lambda: with_actions(path, count // 100, count // 10, count))
            bare, _ = wall_and_cpu(lambda: bare_inserts(Path(temporary) / "bare.db", path))
            report(
                "bulk building, actions a second",
                count / seconds,
                "/s",
                bare=count / bare,
                goal="6000 or more",
            )
        report("file", path.stat().st_size / 1e6, "MB")
        measure(path)


def measure(path: Path) -> None:
    """Measure what is done with a finished review."""
    session = ReviewSession.open(path, REVIEWER)
    before = resident_mb()
    seconds, _ = wall_and_cpu(session.check)
    with closing(sqlite3.connect(path)) as db:
        bare, _ = wall_and_cpu(
            lambda: [
                db.execute("PRAGMA quick_check").fetchall(),
                sum(len(b) for (b,) in db.execute("SELECT body FROM action")),
            ]
        )
        claims = [
            id.hex()
            for (id,) in db.execute(
                "SELECT id FROM record JOIN claim USING (r) ORDER BY random() LIMIT 200"
            )
        ]
    report("check", seconds, "s", bare=bare, goal="15 s")
    report("memory the check adds", resident_mb() - before, "MB")
    measure_history(session, claims)
    commit, doing, undoing, redoing = [], [], [], []
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA synchronous=EXTRA")
        for number, claim in enumerate(claims[:40]):
            commit.append(wall_and_cpu(lambda n=number: _bare_commit(db, n))[0] * 1e3)
            deed = judge(claim, session.vocabulary, reliability="C")
            doing.append(wall_and_cpu(lambda d=deed: session.do(d))[0] * 1e3)
            undoing.append(wall_and_cpu(session.undo)[0] * 1e3)
            redoing.append(wall_and_cpu(session.redo)[0] * 1e3)
            session.undo()
    bare = statistics.median(commit)
    for what, found in (("judgement", doing), ("undo", undoing), ("redo", redoing)):
        median = statistics.median(found)
        report(
            f"{what}, with commit",
            median,
            "ms",
            bare=bare,
            goal="2 ms beyond" if what == "judgement" else "20 ms beyond",
        )
    started = time.perf_counter()
    found = session.check(rebuild=True)
    report("check and rebuild", time.perf_counter() - started, "s", goal="40 s for the rebuild")
    print("  problems:", found.problems)
    session.close()


def measure_history(session: ReviewSession, claims: list[str]) -> None:
    """Measure the history as the screen tells it: names, values, what was before, sentences."""

    def told(query: HistoryQuery) -> HistoryPage:
        page = session.reader.history(query)
        for step in page.steps:
            sentence(step, session.vocabulary)
        return page

    def milliseconds(query: HistoryQuery) -> float:
        return wall_and_cpu(lambda: told(query))[0] * 1e3

    with closing(sqlite3.connect(session.file.path)) as db:

        def bare(claim: str) -> None:
            """Read the bodies of the same actions and parse them, and nothing more."""
            rows = db.execute(
                "SELECT a.clock, a.id, a.body FROM record JOIN change USING (r)"
                " JOIN action a USING (n) WHERE record.id = ? ORDER BY 1, 2",
                (bytes.fromhex(claim),),
            )
            for _, _, body in rows.fetchall():
                json.loads(body)

        least = [wall_and_cpu(lambda c=claim: bare(c))[0] * 1e3 for claim in claims]
    times = [milliseconds(HistoryQuery(claim=claim)) for claim in claims]
    median = statistics.median(times)
    report("history of one claim, names and values, median", median, "ms",
           bare=statistics.median(least), goal="10 ms")  # fmt: skip
    report("history of one claim, worst of 200", max(times), "ms")
    half = 1_700_000_100_000
    for what, query in (
        ("the whole review", HistoryQuery()),
        ("one reviewer", HistoryQuery(reviewer=REVIEWER.id)),
        ("articles alone, a period", HistoryQuery(since=half, kinds=frozenset({"article"}))),
    ):
        page_times = [milliseconds(query) for _ in range(9)]
        report(f"first page of 100 steps, {what}", statistics.median(page_times), "ms")


def _bare_commit(db: sqlite3.Connection, number: int) -> None:
    db.execute("BEGIN IMMEDIATE")
    db.execute("INSERT OR REPLACE INTO local VALUES ('benchmark', ?)", (str(number),))
    db.execute("COMMIT")


if __name__ == "__main__":
    main()
