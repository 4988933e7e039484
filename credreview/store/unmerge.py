"""Undoing a merge: what came is removed, or set aside where something was done since.

Neither is an action of the journal: shared, it would let one reviewer hide
another's work.
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from credreview import environment
from credreview.domain.journal import OF_ONE_REVIEWER
from credreview.store import texts
from credreview.store.causality import Chains
from credreview.store.journal import Journal
from credreview.store.kept import CLOSE
from credreview.store.projection import BATCH, Projection, latest_clocks
from credreview.store.records import Records
from credreview.store.union import ASIDE, DONE
from credreview.store.verify import PROJECTED

Ranges = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Merged:
    """A merge in the log of a file.

    Attributes:
        state: One of `union.UNFINISHED`, `DONE`, `ASIDE`.
        ranges: The numbers of the actions that came.
        report: JSON, or "".
        can_be_removed: Nothing was done, printed or exported since.
    """

    number: int
    wall: int
    name: str
    fingerprint: str
    state: int
    ranges: tuple[tuple[int, int], ...]
    report: str
    can_be_removed: bool


def merges(db: sqlite3.Connection) -> list[Merged]:
    """Return the merges of this file, newest first."""
    rows = db.execute(
        "SELECT m, wall, name, fingerprint, state, ranges, report, prior IS NOT NULL"
        " FROM merged ORDER BY m DESC"
    ).fetchall()
    found = []
    for m, wall, name, fingerprint, state, ranges, report, is_noted in rows:
        spans = tuple((start, end) for start, end in json.loads(ranges))
        removable = bool(is_noted) and state != ASIDE and _is_last(db, spans)
        found.append(
            Merged(m, wall, name, fingerprint.hex(), state, spans, report or "", removable)
        )
    return found


def _is_last(db: sqlite3.Connection, spans: Sequence[tuple[int, int]]) -> bool:
    """Return whether what came is all that there is since it began to come."""
    (last,) = db.execute("SELECT coalesce(max(n), 0) FROM action").fetchone()
    if len(spans) != 1 or spans[0][1] != last:
        return False
    # Somebody holds a paper or a copy that names this state; closing tells nobody.
    (told,) = db.execute(
        "SELECT count(*) FROM kept WHERE n >= ? AND why != ?", (spans[0][0], CLOSE)
    ).fetchone()
    return not told


def remove(db: sqlite3.Connection, merge: Merged) -> None:
    """Take away what a merge brought, inside a write transaction.

    Afterwards the file says what it said before the merge; merging the same
    file again brings everything back.
    """
    assert merge.can_be_removed
    (text,) = db.execute("SELECT prior FROM merged WHERE m = ?", (merge.number,)).fetchone()
    prior: dict[str, Any] = json.loads(text)
    first = merge.ranges[0][0]
    switched = _switched_within(db, merge.ranges, below=first)
    touched = {r for (r,) in db.execute("SELECT DISTINCT r FROM change WHERE n >= ?", (first,))}
    touched.update(_written_by(db, switched))
    related = _of_same_articles(db, touched)
    for table in ("signature", "change", "switch", "action"):
        db.execute(f"DELETE FROM {table} WHERE n >= ?", (first,))
    db.executemany(
        "DELETE FROM signature WHERE n = ? AND key = ?",
        [(n, bytes.fromhex(key)) for n, key in prior["signatures"]],
    )
    db.execute("DELETE FROM head")
    db.executemany("INSERT INTO head (n) VALUES (?)", [(n,) for n in prior["heads"]])
    db.execute("DELETE FROM chain")
    db.executemany("INSERT INTO chain (chain, tail, reviewer) VALUES (?, ?, ?)", prior["chains"])
    db.execute("DELETE FROM seen WHERE seen > ?", (prior["seen"],))
    _unproject(db, "r > ?", (prior["record"],))
    db.execute("DELETE FROM record WHERE r > ?", (prior["record"],))
    left = sorted(r for r in related if r <= prior["record"])
    for r in left:  # some had a number before, and nothing was written to them
        if not db.execute("SELECT 1 FROM change WHERE r = ? LIMIT 1", (r,)).fetchone():
            _unproject(db, "r = ?", (r,))
    without_text = db.execute("SELECT r FROM article WHERE b > ?", (prior["text"],))
    for (r,) in without_text.fetchall():  # the index of words has to be told the words it forgets
        _unproject(db, "r = ?", (r,))
    db.execute("DELETE FROM text WHERE b > ?", (prior["text"],))
    db.execute("DELETE FROM kind WHERE k > ?", (prior["kind"],))
    db.execute("DELETE FROM kept WHERE n >= ?", (first,))
    db.execute("DELETE FROM merged WHERE m = ?", (merge.number,))
    _fold_as_if_new(db, left, switched)


def set_aside(db: sqlite3.Connection, merge: Merged) -> None:
    """Hide in this file's fold what a merge brought; the journal keeps all of it."""
    since = environment.now()
    db.executemany(
        "INSERT OR REPLACE INTO aside (n_from, n_to, since) VALUES (?, ?, ?)",
        [(start, end, since) for start, end in merge.ranges],
    )
    _after_switching(db, merge, ASIDE)


def lift(db: sqlite3.Connection, merge: Merged) -> None:
    """Let what was set aside count again."""
    db.executemany("DELETE FROM aside WHERE n_from = ? AND n_to = ?", merge.ranges)
    _after_switching(db, merge, DONE)


def lift_all(db: sqlite3.Connection) -> None:
    """Let everything count that was set aside, as in a copy for somebody else."""
    for merge in merges(db):
        if merge.state == ASIDE:
            lift(db, merge)


def _after_switching(db: sqlite3.Connection, merge: Merged, state: int) -> None:
    db.execute("UPDATE merged SET state = ? WHERE m = ?", (state, merge.number))
    journal = Journal(db)
    journal.reswitch(_switched_within(db, merge.ranges))
    for start, end in merge.ranges:
        rows = db.execute("SELECT DISTINCT r FROM change WHERE n BETWEEN ? AND ?", (start, end))
        journal.refold(r for (r,) in rows.fetchall())
    journal.finish()


def _switched_within(
    db: sqlite3.Connection, ranges: Iterable[tuple[int, int]], below: int | None = None
) -> list[int]:
    """Return the actions that switches within these ranges concern; those below a number."""
    targets: set[int] = set()
    for start, end in ranges:
        rows = db.execute("SELECT target FROM switch WHERE n BETWEEN ? AND ?", (start, end))
        targets.update(target for (target,) in rows)
    return sorted(t for t in targets if below is None or t < below)


def _written_by(db: sqlite3.Connection, actions: Iterable[int]) -> set[int]:
    """Return the records that these actions (numbers) wrote to."""
    records = Records(db)
    found: set[int] = set()
    for number in actions:
        (body,) = db.execute("SELECT body FROM action WHERE n = ?", (number,)).fetchone()
        for kind, record, _, _ in records.header(body)["changes"]:
            r = records.find(kind, record)
            found.update(() if r is None else (r,))
    return found


def _of_same_articles(db: sqlite3.Connection, touched: set[int]) -> set[int]:
    """Return these records, and all that bear on when their articles last changed."""
    records = Records(db)
    articles: set[int] = set()
    for r in touched:
        kind, id = db.execute(
            "SELECT k.name, id FROM record JOIN kind k ON k.k = record.kind WHERE r = ?", (r,)
        ).fetchone()
        if kind == "article":
            articles.add(r)
            continue
        table = "capture" if kind == "capture" else "claim"
        place = records.find("claim", id.hex()[:32]) if kind in OF_ONE_REVIEWER else r
        row = db.execute(f"SELECT article FROM {table} WHERE r = ?", (place,)).fetchone()
        if row and row[0]:
            articles.add(row[0])
    related = touched | articles
    for article in articles:
        related.update(
            r for (r,) in db.execute("SELECT r FROM capture WHERE article = ?", (article,))
        )
        claims = db.execute(
            "SELECT r, id FROM claim JOIN record USING (r) WHERE article = ?", (article,)
        ).fetchall()
        for claim, id in claims:
            related.add(claim)
            of_claim = db.execute(
                "SELECT r FROM record WHERE id BETWEEN ? AND ? AND kind = ?",
                (id + bytes(16), id + b"\xff" * 16, records.kinds().get("judgement")),
            )
            related.update(r for (r,) in of_claim)
    return related


def _unproject(db: sqlite3.Connection, where: str, values: Sequence[int]) -> None:
    """Take records out of the projection and of the index of words."""
    rows = db.execute(
        "SELECT r, title, title_key, codec, size, data FROM article JOIN text USING (b)"
        f" WHERE {where}",
        values,
    )
    for r, title, title_key, codec, size, data in rows.fetchall():
        if title_key is not None and data is not None:
            words = texts.unpack(codec, size, data).decode("utf-8")
            db.execute(
                "INSERT INTO words (words, rowid, title, body) VALUES ('delete', ?, ?, ?)",
                (r, title or "", words),
            )
    for table in PROJECTED:
        db.execute(f"DELETE FROM {table} WHERE {where}", values)


def _fold_as_if_new(
    db: sqlite3.Connection, records: Sequence[int], switched: Iterable[int]
) -> None:
    """Fold records anew, and reckon anew when their articles last changed."""
    journal = Journal(db)
    journal.reswitch(switched)
    journal.finish()
    projection = Projection(db, Records(db), Chains(db))
    for start in range(0, len(records), BATCH):
        batch = records[start : start + BATCH]
        marks = ",".join("?" * len(batch))
        db.execute(f"UPDATE article SET changed = 0 WHERE r IN ({marks})", batch)
    for start in range(0, len(records), BATCH):
        batch = records[start : start + BATCH]
        clocks = latest_clocks(db, f"c.r IN ({','.join('?' * len(batch))})", batch)
        projection.fold(dict.fromkeys(clocks, True), clocks)
    projection.finish()
