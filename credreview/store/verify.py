"""Check a review against its hashes, and build its projection anew."""

import hashlib
import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Protocol, TypeVar

from credreview.domain import journal as actions
from credreview.domain.identity import text_hash
from credreview.domain.work import Ticker, silent
from credreview.store import schema, texts
from credreview.store.causality import Chains
from credreview.store.projection import BATCH, Projection
from credreview.store.records import Records
from credreview.text import tr

_STEP = 2000
_Row = tuple[int, bytes, int, int | None, bytes]
_T = TypeVar("_T")
PROJECTED = ("article", "capture", "claim", "judgement", "other")


class Look(Protocol):
    """Gives work one short look at the file and returns what it found."""

    def __call__(self, work: Callable[[sqlite3.Connection], _T], /) -> _T:
        """Return `work(connection)`."""


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
    _check_actions(look, found, tick)
    _check_texts(look, found)
    return found


@dataclass
class _Seen:
    """What a check has to remember of the actions it has passed."""

    clock_of: dict[str, int] = field(default_factory=dict)
    heads: dict[str, int] = field(default_factory=dict)
    off: set[str] = field(default_factory=set)
    switches: dict[tuple[str, str], tuple[int, str, bool]] = field(default_factory=dict)


def _check_actions(look: Look, found: Findings, tick: Ticker) -> None:
    seen = _Seen()
    last = 0
    while True:
        rows, stored, total = look(partial(_slice, after=last))
        for n, id, clock, is_off, body in rows:
            last = n
            if (type(id), type(clock), type(body)) != (bytes, int, bytes):
                found.problem(tr("Action {id}: it cannot be read.", id=f"#{n}"))
                continue
            _check_action(found, seen, (n, id.hex(), clock, is_off, body))
        tick(last, total)
        if len(rows) < _STEP:
            break
    if stored != set(seen.heads.values()):
        found.problem(tr("The list of latest actions is wrong."))
    if seen.off != look(partial(_off, switches=seen.switches)):
        found.problem(tr("The list of undone actions is wrong."))
    found.actions = len(seen.clock_of)
    found.fingerprint = actions.fingerprint(list(seen.heads))


def _off(
    db: sqlite3.Connection, *, switches: dict[tuple[str, str], tuple[int, str, bool]]
) -> set[str]:
    """Return the actions whose last switch by their own reviewer is "off"."""
    off = set()
    for (target, reviewer), (_, _, is_off) in switches.items():
        row = db.execute(
            "SELECT body FROM action WHERE id = ?", (bytes.fromhex(target),)
        ).fetchone()
        try:
            header = json.loads(row[0]) if row else {}
        except ValueError:  # told already
            continue
        if is_off and header.get("reviewer") == reviewer and header["changes"][0][0] != "action":
            off.add(target)
    return off


def _slice(db: sqlite3.Connection, *, after: int) -> tuple[list[_Row], set[int], int]:
    """Return some actions, and the heads and the last number at that moment."""
    rows = db.execute(
        "SELECT n, id, clock, is_off, body FROM action WHERE n > ? ORDER BY n LIMIT ?",
        (after, _STEP),
    ).fetchall()
    heads = {n for (n,) in db.execute("SELECT n FROM head")}
    return rows, heads, db.execute("SELECT coalesce(max(n), 0) FROM action").fetchone()[0]


def _check_action(found: Findings, seen: _Seen, row: tuple[Any, ...]) -> None:
    n, name, clock, is_off, body = row
    seen.clock_of[name] = clock
    seen.heads[name] = n
    if actions.action_id(body) != name:
        found.problem(tr("Action {id}: its words are not those it is named by.", id=name[:12]))
        return
    header = json.loads(body)
    latest = -1
    for parent in header["parents"]:
        if parent not in seen.clock_of:
            found.problem(tr("Action {id}: what it builds on is missing.", id=name[:12]))
        else:
            latest = max(latest, seen.clock_of[parent])
            seen.heads.pop(parent, None)
    if clock != max(header["wall"], 1 + latest):
        found.problem(tr("Action {id}: its place in time is wrong.", id=name[:12]))
    if is_off:
        seen.off.add(name)
    if header["changes"][0][0] == "action":
        for _, record, op, _ in header["changes"]:
            by, entry = (record, header["reviewer"]), (clock, name, op == "off")
            seen.switches[by] = max(seen.switches.get(by, entry), entry)


def _check_texts(look: Look, found: Findings) -> None:
    last = 0
    while rows := look(partial(_text_slice, after=last)):
        for last, sha, codec, size, salt, purged, data in rows:
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


def rebuild(db: sqlite3.Connection, tick: Ticker = silent) -> int:
    """Build the projection anew inside a write transaction; return how many rows were wrong."""
    before = _rows(db)
    # The default cache is 2 MB; each time it overflows, a safe transaction
    # waits for the disk. It shrinks again with the connection's next use.
    db.execute("PRAGMA cache_size=-400000")
    try:
        _build(db, tick)
    finally:
        db.execute("PRAGMA cache_size=-2000")
    after = _rows(db)
    return len(before.items() ^ after.items())


def _build(db: sqlite3.Connection, tick: Ticker) -> None:
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


def _rows(db: sqlite3.Connection) -> dict[tuple[str, bytes], int]:
    """Return a count of equal rows by table and hash, small enough for a large review."""
    rows: dict[tuple[str, bytes], int] = {}
    for table in PROJECTED:
        for row in db.execute(f"SELECT * FROM {table}"):
            key = (table, hashlib.blake2b(repr(row).encode(), digest_size=12).digest())
            rows[key] = rows.get(key, 0) + 1
    return rows
