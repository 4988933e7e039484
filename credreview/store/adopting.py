"""A review becomes what a scratch copy of it became, row for row, in one transaction.

A union that was tried out in the copy need not be done again: where nothing
was written to the review since it was copied, all that it would write stands
in the copy already, down to the local numbers.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from credreview import environment
from credreview.domain.work import Ticker, silent
from credreview.store import schema, texts
from credreview.store.health import file_uri

#: The number that every row added to a table has: greater than all that its file held before.
_NUMBERED = {
    "n": ("action", "change", "switch"),
    "r": ("record", "article", "capture", "claim", "judgement", "other"),
    "k": ("kind",),
    "b": ("text",),
    "seen": ("seen",),
}
#: Tables whose rows are never altered once they are there.
_ONLY_GROWS = {"change", "switch", "record", "kind", "seen"}
#: Columns that say nothing new where all others of their row are the same.
_FOLLOWING = {"body", "data"}
_INDEXED = "a.title_key NOT NULL AND t.data NOT NULL"


@contextmanager
def attached(connection: sa.Connection, path: Path | None) -> Iterator[None]:
    """Let the tables of another file be read under the name `beside`, where one is given.

    The connection must be in no transaction, neither before nor after.
    """
    if path is None:
        yield
        return
    # What is only read takes no part in the commit.
    connection.exec_driver_sql("ATTACH ? AS beside", (file_uri(path, "ro"),))
    try:
        yield
    finally:
        try:
            connection.exec_driver_sql("DETACH beside")
        except sa.exc.DBAPIError:  # somebody still holds a row of it
            connection.invalidate()


def adopt(db: sqlite3.Connection, merge: int, tick: Ticker = silent) -> None:
    """Make the review row for row what the copy is.

    Args:
        db: In a write transaction that wrote nothing yet; `main` is the review,
            and `beside` the copy, with more in its journal.
        merge: The number of the merge in the copy's log; here it is done now.
        tick: Told how far it is; whatever it raises has to end the transaction.
    """
    db.execute("PRAGMA cache_size=-150000")  # as for a union
    is_resumed = db.execute("SELECT 1 FROM main.merged WHERE m = ?", (merge,)).fetchall()
    try:
        forgotten, new = _unlike("main", "beside", db), _unlike("beside", "main", db)
        tables = [*schema.metadata.tables.values()]
        total = len(tables) + 2
        tick(0, total)
        for r, title, body in _words(db, "main", forgotten):
            db.execute(
                "INSERT INTO main.words (words, rowid, title, body) VALUES ('delete', ?, ?, ?)",
                (r, title, body),
            )
        greatest = {
            column: db.execute(f"SELECT coalesce(max({column}), 0) FROM main.{held[0]}").fetchone()
            for column, held in _NUMBERED.items()
        }
        for done, table in enumerate(tables, 1):
            tick(done, total)
            _copy(db, table, greatest)
        tick(total - 1, total)
        for row in _words(db, "beside", new):
            db.execute("INSERT INTO main.words (rowid, title, body) VALUES (?, ?, ?)", row)
        if not is_resumed:
            now = environment.now()
            db.execute("UPDATE main.merged SET wall = ? WHERE m = ?", (now, merge))
    finally:
        db.execute("PRAGMA cache_size=-2000")


def _copy(db: sqlite3.Connection, table: sa.Table, greatest: dict[str, tuple[int]]) -> None:
    name = table.name
    number = next((column for column, held in _NUMBERED.items() if name in held), None)
    if name not in _ONLY_GROWS:
        old = f"{number} <= ?" if number else "true"
        key = [column.name for column in table.primary_key]
        same_key = " AND ".join(f"ours.{column} = theirs.{column}" for column in key)
        compared = [c.name for c in table.columns if c.name not in (*key, *_FOLLOWING)]
        same = " AND ".join([same_key, *(f"ours.{c} IS theirs.{c}" for c in compared)])
        before = greatest[number] if number else ()
        db.execute(
            f"DELETE FROM main.{name} AS ours WHERE {old}"
            f" AND NOT EXISTS (SELECT 1 FROM beside.{name} AS theirs WHERE {same})",
            before,
        )
        db.execute(
            f"INSERT INTO main.{name} SELECT * FROM beside.{name} AS theirs WHERE {old}"
            f" AND NOT EXISTS (SELECT 1 FROM main.{name} AS ours WHERE {same_key})",
            before,
        )
    if number:
        db.execute(
            f"INSERT INTO main.{name} SELECT * FROM beside.{name} WHERE {number} > ?",
            greatest[number],
        )


def _unlike(one: str, other: str, db: sqlite3.Connection) -> list[int]:
    """Return the articles whose words the index of one file holds, and that of the other not so."""
    rows = db.execute(
        f"SELECT a.r FROM {one}.article a JOIN {one}.text t USING (b) WHERE {_INDEXED}"
        f" EXCEPT SELECT a.r FROM {one}.article o"
        f" JOIN {other}.article a ON a.r = o.r AND a.b = o.b AND a.title IS o.title"
        f" JOIN {other}.text t ON t.b = a.b WHERE {_INDEXED}"
    )
    return [r for (r,) in rows.fetchall()]


def _words(db: sqlite3.Connection, of: str, articles: list[int]) -> Iterator[tuple[int, str, str]]:
    """Yield number, title and text of articles, as the index takes them."""
    for r in articles:
        ((title, *packed),) = db.execute(
            f"SELECT title, codec, size, data FROM {of}.article JOIN {of}.text USING (b)"
            " WHERE r = ?",
            (r,),
        ).fetchall()
        yield r, title or "", texts.unpack(*packed).decode("utf-8")
