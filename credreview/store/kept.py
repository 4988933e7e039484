"""Which states of a review were printed, exported or sealed: their fingerprints and heads.

Kept in this copy of the file, so that a fingerprint on paper leads back to
what was there, and what came since can be told.
"""

import json
import sqlite3
from dataclasses import dataclass

from credreview.domain.journal import fingerprint

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
    """

    fingerprint: str
    why: str
    wall: int
    heads: tuple[str, ...]
    n: int


def keep_state(db: sqlite3.Connection, why: str, wall: int) -> str:
    """Keep the heads as they stand in a write transaction; return their fingerprint, hex."""
    rows = db.execute("SELECT id FROM action WHERE n IN (SELECT n FROM head)")
    heads = sorted(id.hex() for (id,) in rows)
    name = fingerprint(heads)
    db.execute(
        "INSERT INTO kept (fingerprint, why, wall, n, heads)"
        " VALUES (?, ?, ?, (SELECT coalesce(max(n), 0) FROM action), ?)"
        " ON CONFLICT DO UPDATE SET why = excluded.why, wall = excluded.wall"
        " WHERE excluded.why != ?",
        (bytes.fromhex(name), why, wall, json.dumps(heads), CLOSE),
    )
    return name


def kept_states(db: sqlite3.Connection) -> list[Kept]:
    """Return all states that were kept, oldest first."""
    rows = db.execute("SELECT fingerprint, why, wall, heads, n FROM kept ORDER BY n, wall")
    return [
        Kept(name.hex(), why, wall, tuple(json.loads(heads)), n)
        for name, why, wall, heads, n in rows
    ]
