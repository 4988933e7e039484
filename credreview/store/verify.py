"""Check a review against its hashes, and build its projection anew."""

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field

from credreview.domain import journal as actions
from credreview.domain.identity import text_hash
from credreview.domain.work import Ticker, silent
from credreview.store import texts
from credreview.store.causality import Chains
from credreview.store.projection import BATCH, Projection
from credreview.store.records import Records
from credreview.text import tr

_STEP = 2000
PROJECTED = ("article", "capture", "claim", "judgement", "other")


@dataclass
class Findings:
    """What a check found; no problems means the review is sound."""

    actions: int = 0
    texts: int = 0
    fingerprint: str = ""
    problems: list[str] = field(default_factory=list)

    def problem(self, words: str) -> None:
        """Note a problem; after a hundred, the rest is only counted in words."""
        if len(self.problems) < 100:
            self.problems.append(words)


def check(db: sqlite3.Connection, tick: Ticker = silent) -> Findings:
    """Recompute every hash, clock and head of a review; change nothing."""
    found = Findings()
    for (line,) in db.execute("PRAGMA quick_check(20)"):
        if line != "ok":
            found.problem(tr("SQLite: {line}", line=line))
    _check_actions(db, found, tick)
    _check_texts(db, found)
    return found


def _check_actions(db: sqlite3.Connection, found: Findings, tick: Ticker) -> None:
    total = db.execute("SELECT count(*) FROM action").fetchone()[0]
    clock_of: dict[str, int] = {}
    heads: dict[str, int] = {}
    for n, id, clock, body in _actions(db):
        name = id.hex()
        found.actions += 1
        if found.actions % _STEP == 0:
            tick(found.actions, total)
        if actions.action_id(body) != name:
            found.problem(tr("Action {id}: its words are not those it is named by.", id=name[:12]))
            clock_of[name] = clock
            continue
        header = json.loads(body)
        seen = -1
        for parent in header["parents"]:
            if parent not in clock_of:
                found.problem(tr("Action {id}: what it builds on is missing.", id=name[:12]))
            else:
                seen = max(seen, clock_of[parent])
                heads.pop(parent, None)
        if clock != max(header["wall"], 1 + seen):
            found.problem(tr("Action {id}: its place in time is wrong.", id=name[:12]))
        clock_of[name] = clock
        heads[name] = n
    stored = {n for (n,) in db.execute("SELECT n FROM head")}
    if stored != set(heads.values()):
        found.problem(tr("The list of latest actions is wrong."))
    found.fingerprint = actions.fingerprint(list(heads))


def _actions(db: sqlite3.Connection) -> Iterator[tuple[int, bytes, int, bytes]]:
    last = 0
    while True:
        rows = db.execute(
            "SELECT n, id, clock, body FROM action WHERE n > ? ORDER BY n LIMIT ?", (last, _STEP)
        ).fetchall()
        if not rows:
            return
        yield from rows
        last = rows[-1][0]


def _check_texts(db: sqlite3.Connection, found: Findings) -> None:
    for sha, codec, size, salt, purged, data in db.execute(
        "SELECT sha, codec, size, salt, purged, data FROM text"
    ):
        if purged and data is None:
            continue
        found.texts += 1
        try:
            whole = text_hash(texts.unpack(codec, size, data), salt or b"") == sha.hex()
        except Exception:  # noqa: BLE001 - damaged bytes fail in many ways, all mean the same
            whole = False
        if not whole:
            found.problem(
                tr("Text {sha}: its words are not those it is named by.", sha=sha.hex()[:12])
            )


def rebuild(db: sqlite3.Connection, tick: Ticker = silent) -> int:
    """Build the projection anew inside a write transaction; return how many rows were wrong."""
    before = _rows(db)
    for table in PROJECTED:
        db.execute(f"DELETE FROM {table}")
    db.execute("INSERT INTO words (words) VALUES ('delete-all')")
    records = Records(db)
    projection = Projection(db, records, Chains(db))
    switched = db.execute("SELECT count(*) FROM switch").fetchone()[0] > 0
    total = db.execute("SELECT coalesce(max(r), 0) FROM record").fetchone()[0]
    for start in range(1, total + 1, BATCH):
        tick(start, total)
        bounds = (start, start + BATCH - 1)
        clocks = dict(
            db.execute(
                "SELECT c.r, max(a.clock) FROM change c JOIN action a ON a.n = c.n"
                " WHERE c.r BETWEEN ? AND ? GROUP BY c.r",
                bounds,
            )
        )
        if switched:
            for r, clock in db.execute(
                "SELECT c.r, max(s.clock) FROM change c JOIN switch w ON w.target = c.n"
                " JOIN action s ON s.n = w.n WHERE c.r BETWEEN ? AND ? GROUP BY c.r",
                bounds,
            ):
                clocks[r] = max(clocks[r], clock)
        projection.fold(dict.fromkeys(clocks, True), clocks)
    projection.finish()
    after = _rows(db)
    return len(before.items() ^ after.items())


def _rows(db: sqlite3.Connection) -> dict[tuple[str, bytes], int]:
    """Return a count of equal rows by table and hash, small enough for a large review."""
    rows: dict[tuple[str, bytes], int] = {}
    for table in PROJECTED:
        for row in db.execute(f"SELECT * FROM {table}"):
            key = (table, hashlib.blake2b(repr(row).encode(), digest_size=12).digest())
            rows[key] = rows.get(key, 0) + 1
    return rows
