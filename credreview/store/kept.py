"""Which states of a review were printed, exported or sealed: their fingerprints and heads.

Kept in this copy of the file, so that a fingerprint on paper leads back to
what was there, and what came since can be told.
"""

import json
import sqlite3
from dataclasses import dataclass

from credreview.domain.journal import fingerprint
from credreview.store import local

#: The least of reasons; it never takes the place of another one.
CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Kept:
    """A state that was printed, exported or sealed.

    Attributes:
        why: "print", "export", "close", ...: the latest reason besides closing.
        wall: When, ms UTC.
        heads: Ids of its latest actions, hex, sorted.
        n: The greatest number of an action then; local to this file.
        aside: Ranges of numbers of actions that this file had set aside then.
    """

    fingerprint: str
    why: str
    wall: int
    heads: tuple[str, ...]
    n: int
    aside: tuple[tuple[int, int], ...] = ()


def keep_state(db: sqlite3.Connection, why: str, wall: int) -> str:
    """Keep the heads as they stand in a write transaction; return their fingerprint, hex.

    What this file sets aside is no part of the fingerprint, and is noted beside it.
    """
    rows = db.execute("SELECT id FROM action WHERE n IN (SELECT n FROM head)")
    heads = sorted(id.hex() for (id,) in rows)
    name = fingerprint(heads)
    written = db.execute(
        "INSERT INTO kept (fingerprint, why, wall, n, heads)"
        " VALUES (?, ?, ?, (SELECT coalesce(max(n), 0) FROM action), ?)"
        " ON CONFLICT DO UPDATE SET why = excluded.why, wall = excluded.wall"
        " WHERE excluded.why != ?",
        (bytes.fromhex(name), why, wall, json.dumps(heads), CLOSE),
    )
    if written.rowcount:
        aside = db.execute("SELECT n_from, n_to FROM aside ORDER BY n_from").fetchall()
        if aside or local.get(db, _aside_note(name)):
            local.put(db, _aside_note(name), json.dumps(aside))
    return name


def _aside_note(name: str) -> str:
    return f"aside at {name}"


def kept_states(db: sqlite3.Connection) -> list[Kept]:
    """Return all states that were kept, oldest first."""
    return _states(db, "1", ())


def kept_as(db: sqlite3.Connection, digits: str) -> list[Kept]:
    """Return the states whose fingerprints begin with these hex digits, an even number of them."""
    first = bytes.fromhex(digits)
    return _states(db, "fingerprint BETWEEN ? AND ?", (first, first + b"\xff" * 32))


def _states(db: sqlite3.Connection, where: str, values: tuple[bytes, ...]) -> list[Kept]:
    rows = db.execute(
        "SELECT lower(hex(fingerprint)), why, wall, heads, n, value FROM kept"
        " LEFT JOIN local ON name = 'aside at ' || lower(hex(fingerprint))"
        f" WHERE {where} ORDER BY n, wall",
        values,
    )
    return [
        Kept(name, why, wall, tuple(json.loads(heads)), n, _ranges(aside))
        for name, why, wall, heads, n, aside in rows
    ]


def _ranges(noted: str | None) -> tuple[tuple[int, int], ...]:
    return tuple((start, end) for start, end in json.loads(noted or "[]"))
