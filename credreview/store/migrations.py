"""Older formats are brought to today's, one step at a time, after a backup.

A step is a function that takes a connection inside a transaction.
`tests/migrations` keeps a file of each format and opens all of them.
"""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from pathlib import Path

from credreview.domain.errors import UserError
from credreview.store import health, schema, verify
from credreview.store.failures import explained
from credreview.text import tr


def _several_reviewers(db: sqlite3.Connection) -> None:
    """Format 2: what several reviewers need; projected columns and two local tables."""
    new = ("judgement", "claim", "merged", "kept")
    for table in ("judgement", "claim"):
        db.execute(f"DROP TABLE {table}")
    for statement in schema.statements(2):
        if _table_of(statement) in new:
            db.execute(statement)
    verify.rebuild(db)


def _table_of(statement: str) -> str:
    """Return the table that a CREATE statement makes, or makes an index on."""
    words = statement.replace("(", " ").split()
    return words[words.index("ON") + 1] if words[1:2] != ["TABLE"] and "ON" in words else words[2]


#: From a format to the next one.
STEPS: dict[int, Callable[[sqlite3.Connection], None]] = {1: _several_reviewers}


def migrate(
    path: Path,
    found: int,
    *,
    steps: Mapping[int, Callable[[sqlite3.Connection], None]] = STEPS,
    target: int = schema.FORMAT,
) -> None:
    """Bring a review from format `found` to `target`; a backup is made first.

    All steps are one transaction: afterwards the file has the new format, or
    it is as it was.

    Raises:
        UserError: There is no way from that format, or the file is damaged,
            locked, or cannot be written.
    """
    _require_way(path, found, steps, target)
    health.back_up(path, reason="format")
    _carry_out(path, steps, target)


def read_as_today(db: sqlite3.Connection, path: Path, found: int, copy: Path) -> None:
    """Copy a review of format `found` to a new file of today's; it stays as it is itself.

    Args:
        db: A connection to the review.
        path: Where that lies.
        found: Its format.
        copy: A place of our own, where nothing is yet.

    Raises:
        UserError: As `migrate`, or the copy cannot be made.
    """
    _require_way(path, found, STEPS, schema.FORMAT)
    health.copy_to(db, copy)
    _carry_out(copy, STEPS, schema.FORMAT)


def _require_way(
    path: Path, found: int, steps: Mapping[int, Callable[[sqlite3.Connection], None]], target: int
) -> None:
    missing = [number for number in range(found, target) if number not in steps]
    if missing or found < 1:
        raise UserError(
            "file.unknown_format",
            tr("“{name}” has format {found}, which no version knows.", name=path.name, found=found),
            tr("Keep the file, and open the latest backup."),
        )


def _carry_out(
    path: Path, steps: Mapping[int, Callable[[sqlite3.Connection], None]], target: int
) -> None:
    with explained(path), closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous=EXTRA")
        connection.execute("BEGIN IMMEDIATE")
        try:
            # Another program may have done it while this one waited.
            (found,) = connection.execute("PRAGMA user_version").fetchone()
            for number in range(found, target):
                steps[number](connection)
            connection.execute(f"PRAGMA user_version={max(found, target)}")
            connection.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):  # a full disk has rolled back by itself
                connection.execute("ROLLBACK")
            raise
