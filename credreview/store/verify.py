"""Check a review against its hashes, and build its projection anew."""

import hashlib
import sqlite3
from contextlib import suppress
from functools import partial
from typing import Any

from credreview.domain.identity import text_hash
from credreview.domain.work import Ticker, silent
from credreview.store import schema, texts
from credreview.store.causality import Chains
from credreview.store.journal import Journal
from credreview.store.passage import Findings, Look, Passage
from credreview.store.projection import BATCH, Projection, latest_clocks
from credreview.store.records import Records
from credreview.text import tr

PROJECTED = ("article", "capture", "claim", "judgement", "other")


def tables() -> list[str]:
    """Return the names of all tables, small slices of a large check."""
    return [*schema.metadata.tables]


def pages(db: sqlite3.Connection, table: str, *, thorough: bool = False) -> list[str]:
    """Return what SQLite finds wrong in the pages of one table and its indexes."""
    pragma = "integrity_check" if thorough else "quick_check"
    return [line for (line,) in db.execute(f"PRAGMA {pragma}({table})") if line != "ok"]


def check(look: Look, tick: Ticker = silent, *, thorough: bool = False) -> Findings:
    """Recompute every hash, clock and head of a review; change nothing.

    It looks at the file in slices, so that a write meanwhile need not wait;
    what is written meanwhile is checked as well.
    """
    found = Findings()
    for table in tables():
        for line in look(partial(pages, table=table, thorough=thorough)):
            found.problem(tr("SQLite: {line}", line=line))
    passed = Passage(found)
    passed.go(look, tick)
    _check_texts(look, found, passed.referred)
    return found


def _check_texts(look: Look, found: Findings, referred: set[str]) -> None:
    last = 0
    missing = set(referred)
    while rows := look(partial(_text_slice, after=last)):
        for last, sha, codec, size, salt, purged, data in rows:
            if isinstance(sha, bytes):
                missing.discard(sha.hex())
            if purged and data is None:
                continue
            found.texts += 1
            try:
                whole = text_hash(texts.unpack(codec, size, data), salt or b"") == sha.hex()
            except Exception:  # noqa: BLE001 - damaged bytes fail in many ways, all mean the same
                whole = False
            if not whole:
                id = sha.hex()[:12] if isinstance(sha, bytes) else f"#{last}"
                found.problem(tr("Text {id}: its words are not those it is named by.", id=id))

    for sha in sorted(missing):
        found.problem(tr("Text {id}: it is not there, and was not erased.", id=sha[:12]))


def _text_slice(db: sqlite3.Connection, *, after: int) -> list[Any]:
    return db.execute(
        "SELECT b, sha, codec, size, salt, purged, data FROM text WHERE b > ? ORDER BY b LIMIT 200",
        (after,),
    ).fetchall()


def finds_damage(db: sqlite3.Connection) -> bool:
    """Return whether a whole check finds a problem; for telling a damaged file from a bug."""
    try:
        return bool(check(lambda work: work(db), thorough=True).problems)
    except sqlite3.Error:
        return True


def rebuild(db: sqlite3.Connection, tick: Ticker = silent, *, journal: bool = False) -> int:
    """Build the projection anew inside a write transaction; return how many rows were wrong.

    Args:
        db: A connection in a write transaction.
        tick: Told how far it is.
        journal: Whether to derive anew also what the file notes of each action
            besides its body; slow, for a file where a check found that wrong.
    """
    before = _rows(db)
    # The default cache is 2 MB; each time it overflows, a safe transaction
    # waits for the disk. It shrinks again with the connection's next use.
    db.execute("PRAGMA cache_size=-400000")
    try:
        if journal:
            _readmit_all(db, tick)
        _build(db, tick)
    finally:
        db.execute("PRAGMA cache_size=-2000")
    after = _rows(db)
    return sum(abs(after.get(key, 0) - before.get(key, 0)) for key in before | after)


def _readmit_all(db: sqlite3.Connection, tick: Ticker) -> None:
    for table in ("change", "switch", "seen", "chain", "head"):
        db.execute(f"DELETE FROM {table}")
    # What merges noted of the numbers before them fits no longer: they can be
    # set aside, and not be removed.
    db.execute("UPDATE merged SET prior = NULL")
    journal = Journal(db)
    total = db.execute("SELECT coalesce(max(n), 0) FROM action").fetchone()[0]
    for (n,) in db.execute("SELECT n FROM action ORDER BY n").fetchall():
        tick(n, total)
        (body,) = db.execute("SELECT body FROM action WHERE n = ?", (n,)).fetchone()
        with suppress(ValueError, TypeError):  # told by the check; it counts for nothing
            journal.readmit(n, body)
    journal.finish()


def _build(db: sqlite3.Connection, tick: Ticker) -> None:
    for table in PROJECTED:
        db.execute(f"DELETE FROM {table}")
    db.execute("INSERT INTO words (words) VALUES ('delete-all')")
    records = Records(db)
    projection = Projection(db, records, Chains(db))
    total = db.execute("SELECT coalesce(max(r), 0) FROM record").fetchone()[0]
    for start in range(1, total + 1, BATCH):
        tick(start, total)
        clocks = latest_clocks(db, "c.r BETWEEN ? AND ?", (start, start + BATCH - 1))
        projection.fold(dict.fromkeys(clocks, True), clocks)
    projection.finish()


def _rows(db: sqlite3.Connection) -> dict[tuple[str, bytes], int]:
    """Return a count of equal rows by table and hash, small enough for a large review."""
    rows: dict[tuple[str, bytes], int] = {}
    for table in PROJECTED:
        for row in db.execute(f"SELECT * FROM {table}"):
            key = (table, hashlib.blake2b(repr(row).encode(), digest_size=12).digest())
            rows[key] = rows.get(key, 0) + 1
    return rows
