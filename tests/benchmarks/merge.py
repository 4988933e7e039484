"""Two large reviews merged, beside a bare ATTACH and INSERT of the rows that came.

The baseline writes the same rows to the same file, indexes and words included,
as safely, in one transaction: without a look at what they say, and without the
backup, which the merge's seconds hold as well.

A merge takes over what its preview made. Where something was done since, it
unites action by action once more; that is measured beside it.
"""

import argparse
import json
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

from large_review import REVIEWER, article_changes, judging, text_of
from measuring import heading, report, wall_and_cpu

from credreview.domain import identity
from credreview.domain.journal import Change
from credreview.domain.model import Person
from credreview.review import merging
from credreview.review.session import ReviewSession
from credreview.store import local, texts
from credreview.store.file import driver
from credreview.store.journal import Journal

Work = Iterator[tuple[str, list[Change]]]

OTHER = Person("cd" * 16, "Other Reviewer")
#: Tables whose rows are copied by the baseline; the index of words comes after them.
COPIED = (  # noqa: SIM905 - easier to read
    "kind record action change switch seen chain text signature"
    " article capture claim judgement other"
).split()  # fmt: skip


def bring(path: Path, person: Person, first: int, articles: int, claims: int) -> Work:
    """Add articles from a number on, with claims; return the work of judging each claim once."""
    session = ReviewSession.open(path, person)
    ids: list[str] = []
    changes: list[Change] = []
    with session.file.writing() as connection:
        db = driver(connection)
        journal = Journal(db)
        for number in range(first, first + articles):
            text = text_of(number, 60)
            ids.append(identity.article_id(text))
            changes += article_changes(number, texts.put(db, text.encode()), ids[-1])
            if len(changes) >= 400 or number == first + articles - 1:
                journal.append(reviewer=person.id, label="import", wall=1, changes=changes)
                changes = []
        journal.finish()
    session.file.close()
    work = judging(ids, claims, 2 * claims, person.id)
    do(path, person, islice(work, claims))
    return work


def do(path: Path, person: Person, work: Work) -> None:
    """Do somebody's work, a thousand actions a transaction."""
    session = ReviewSession.open(path, person)
    while some := list(islice(work, 1000)):
        with session.file.writing() as connection:
            journal = Journal(driver(connection))
            for label, changes in some:
                journal.append(reviewer=person.id, label=label, wall=2, changes=changes)
            journal.finish()
    session.file.close()


def build(folder: Path, articles: int, claims: int) -> tuple[Path, Path]:
    """Make two reviews of that size; half of the claims they have in common, both judge all."""
    own, other = folder / "own.credreview", folder / "other.credreview"
    if not other.exists():
        half = folder / "half.credreview"
        half.unlink(missing_ok=True)
        ReviewSession.create(half, REVIEWER).close()
        articles, claims = articles // 2, claims // 2
        bring(half, REVIEWER, 0, articles, claims)
        ids = [identity.article_id(text_of(number, 60)) for number in range(articles)]
        for path, person, first in ((own, REVIEWER, articles), (other, OTHER, 2 * articles)):
            unfinished = folder / "unfinished.credreview"
            shutil.copy(half, unfinished)
            do(
                unfinished,
                person,
                islice(judging(ids, claims, 2 * claims, person.id), claims, None),
            )
            do(unfinished, person, bring(unfinished, person, first, articles, claims))
            unfinished.rename(path)
        half.unlink()
    return own, other


def words_of(merged: Path) -> list[tuple[int, str, str]]:
    """Return what the index of words holds: number, title and text of each article."""
    with closing(sqlite3.connect(merged)) as db:
        rows = db.execute(
            "SELECT r, title, codec, size, data FROM article JOIN text USING (b) WHERE data NOTNULL"
        )
        return [(r, title or "", texts.unpack(*row).decode()) for r, title, *row in rows]


def bare(target: Path, merged: Path, words: list[tuple[int, str, str]]) -> None:
    """Put into a copy of the own review the rows that the merge brought to it."""
    with closing(sqlite3.connect(target, isolation_level=None)) as db:
        db.execute("PRAGMA synchronous=EXTRA")
        db.execute("ATTACH ? AS o", (str(merged),))
        db.execute("BEGIN IMMEDIATE")
        for table in COPIED:
            db.execute(f"INSERT OR IGNORE INTO {table} SELECT * FROM o.{table}")
        known = {r for (r,) in db.execute("SELECT id FROM words_docsize")}
        db.executemany(
            "INSERT INTO words (rowid, title, body) VALUES (?, ?, ?)",
            (row for row in words if row[0] not in known),
        )
        db.execute("COMMIT")


def measured(own: Path, other: Path) -> dict[str, float]:
    """Merge in this process, which is new; return seconds and the greatest memory in MB."""
    import resource

    def peak_mb() -> float:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3

    found = {"before": peak_mb()}
    second = own.with_name("second.credreview")
    shutil.copy(own, second)
    session = ReviewSession.open(own, REVIEWER)
    prepared: list[merging.Prepared] = []
    found["preview"], _ = wall_and_cpu(lambda: prepared.append(merging.prepare(session, other)))
    found["merge"], found["merge_cpu"] = wall_and_cpu(prepared[0].carry_out)
    found["actions"] = prepared[0].report.actions
    prepared[0].close()
    found["again"], _ = wall_and_cpu(lambda: merging.merge(session, other))
    found["peak"] = peak_mb()
    session.file.close()
    session = ReviewSession.open(second, REVIEWER)
    last = merging.prepare(session, other)
    with session.file.writing() as connection:
        local.put(driver(connection), "benchmark", "written since the preview")
    found["united"], found["united_cpu"] = wall_and_cpu(last.carry_out)
    last.close()
    session.file.close()
    return found


def one_round(own: Path, other: Path, folder: Path) -> dict[str, float]:
    """Merge copies of the two, and write the same rows barely right after it."""
    merged, target = folder / "merged.credreview", folder / "bare.credreview"
    shutil.copy(own, merged)
    answer = subprocess.run(
        [sys.executable, __file__, "--measured", str(merged), str(other)],
        capture_output=True, encoding="utf-8", check=True,
    ).stdout  # fmt: skip
    found: dict[str, float] = json.loads(answer)
    words = words_of(merged)
    shutil.copy(own, target)
    found["bare"], found["bare_cpu"] = wall_and_cpu(lambda: bare(target, merged, words))
    return found


def main() -> None:
    """Measure and print medians; each merge is compared with the bare writing right after it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--keep", type=Path, help="a folder that keeps the reviews for next time")
    parser.add_argument("--measured", type=Path, nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measured:
        print(json.dumps(measured(*options.measured)))
        return
    heading(f"Merge of two reviews of {options.articles:,} articles, {options.claims:,} claims")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        own, other = build(options.keep or folder, options.articles, options.claims)
        rounds = [one_round(own, other, folder) for _ in range(options.rounds)]

    def median(name: str) -> float:
        return statistics.median(found[name] for found in rounds)

    ratios = sorted(found["merge"] / found["bare"] for found in rounds)
    report("actions that came", median("actions"), "")
    report("merge, with its backup", median("merge"), "s", bare=median("bare"), goal="ratio 4.5")
    print("  ratio, round by round:", *(f"{ratio:.2f}" for ratio in ratios))
    report("its processor seconds", median("merge_cpu"), "s", bare=median("bare_cpu"))
    report("merge of a review that was written since the preview", median("united"), "s",
           bare=median("bare"))  # fmt: skip
    report("its processor seconds", median("united_cpu"), "s", bare=median("bare_cpu"))
    report("preview before it: gate, scratch copy, union there", median("preview"), "s",
           bare=median("bare"))  # fmt: skip
    report("the same file again", median("again"), "s", goal="1 s")
    report("memory at its peak", median("peak"), "MB", goal="450 MB")
    report("memory of the program before", median("before"), "MB")


if __name__ == "__main__":
    main()
