"""Seals: what one costs, and how soon a large review says who wrote what."""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from large_review import REVIEWER, with_actions
from measuring import heading, report, wall_and_cpu

from credreview.domain.seals import seal_bytes
from credreview.review import keys, made, trust
from credreview.review.actions import set_article
from credreview.review.session import ReviewSession
from credreview.store import audit
from credreview.store.file import driver
from credreview.store.view import View


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--actions", type=int, default=100_000)
    count = parser.parse_args().actions
    heading(f"Seals in a review of {count:,} actions")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "review.credreview"
        with_actions(path, count // 100, count // 10, count)
        session = ReviewSession.open(path, REVIEWER)
        one_seal(session)
        questions(session)
        each_signed(session)
        session.close()


def one_seal(session: ReviewSession) -> None:
    """Seal after each of some actions, beside a transaction that writes one row."""
    article = session.reader.article(session.reader.article_rows([_first(session)])[0].id).id
    bare, sealing = [], []
    for number in range(60):
        session.do(set_article(article, title=f"Title {number}"))
        bare.append(_time(lambda n=number: _one_row(session, n)))
        sealing.append(_time(lambda: session.seal("export")))
    plain, sealed = statistics.median(bare[10:]), statistics.median(sealing[10:])
    report("a transaction that seals the head", sealed * 1e3, "ms", bare=plain * 1e3)
    report("  beyond the commit", (sealed - plain) * 1e3, "ms", goal="1 or less")


def _first(session: ReviewSession) -> int:
    with session.reader.view() as view:
        return int(view.db.execute("SELECT min(r) FROM article WHERE alive").fetchone()[0])


def _one_row(session: ReviewSession, number: int) -> None:
    with session.file.writing() as connection:
        driver(connection).execute(
            "INSERT OR REPLACE INTO local (name, value) VALUES ('benchmark', ?)", (str(number),)
        )


def _time(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def questions(session: ReviewSession) -> None:
    """Ask who wrote what."""
    ids = [id for _, id in session.reader.actions_after(0)]
    some = ids[:: max(1, len(ids) // 30)]
    wall, _ = wall_and_cpu(lambda: session.seal_states(some), 20)
    report(f"the states of {len(some)} actions", wall * 1e3, "ms", goal="10 or less")

    def strangers(after: int) -> list[str]:
        with session.reader.view() as view:
            return made.strangers(view, REVIEWER.id, trust.trusted(view), after)

    wall, _ = wall_and_cpu(lambda: strangers(0), 3)
    report("strangers among all of one's own actions", wall * 1e3, "ms")
    wall, _ = wall_and_cpu(lambda: strangers(len(ids)), 20)
    report("strangers among what is new, nothing", wall * 1e3, "ms")

    def all_of_it() -> None:
        with session.reader.view() as view:
            known = trust.trusted(view)
        audit.audit(lambda work: session.file.read_patiently(lambda c: work(View(c, ""))), known)

    wall, _ = wall_and_cpu(all_of_it)
    report("an audit of all", wall, "s")


def each_signed(session: ReviewSession) -> None:
    """Sign every action by itself, as on request, and ask again."""
    key = keys.unlocked(REVIEWER.id)
    assert key is not None
    with session.file.writing() as connection:
        db = driver(connection)
        rows = db.execute("SELECT n, id FROM action").fetchall()
        wall, _ = wall_and_cpu(
            lambda: db.executemany(
                "INSERT OR REPLACE INTO signature VALUES (?, ?, ?)",
                ((n, key.public, key.sign(seal_bytes(id.hex()))) for n, id in rows),
            )
        )
    report("signing an action", wall / len(rows) * 1e6, "us")
    some = [id.hex() for _, id in rows[:: max(1, len(rows) // 30)]]
    wall, _ = wall_and_cpu(lambda: session.seal_states(some), 5)
    report(f"the states of {len(some)} actions, each signed", wall * 1e3, "ms", goal="10 or less")


if __name__ == "__main__":
    main()
