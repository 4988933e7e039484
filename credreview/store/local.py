"""What a file notes beside its journal, by name, for itself alone; it is never merged."""

import sqlite3

#: Tables that are this file's alone: its notes, its list of merges, what it sets aside, and
#: when which state of it was printed, exported or closed.
_OWN = ("local", "merged", "aside", "kept")


def get(db: sqlite3.Connection, name: str) -> str | None:
    """Return what is noted under a name, or None."""
    row = db.execute("SELECT value FROM local WHERE name = ?", (name,)).fetchone()
    return row[0] if row else None


def put(db: sqlite3.Connection, name: str, value: str) -> None:
    """Note something under a name, inside a write transaction."""
    db.execute("INSERT OR REPLACE INTO local (name, value) VALUES (?, ?)", (name, value))


def clear(db: sqlite3.Connection) -> None:
    """Forget all that is this file's alone; what is set aside has to be lifted before."""
    for table in _OWN:
        db.execute(f"DELETE FROM {table}")
