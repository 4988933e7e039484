"""Many rows a statement: quicker, and a window beside it goes on.

SQLite works without Python's lock. Row by row that is of no use to others: the
lock is let go and taken back before a thread that waits for it is awake.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any, TypeVar

_T = TypeVar("_T")
#: Rows a statement: some milliseconds of work. A row has up to 14 columns, and SQLite takes
#: 32,766 values.
AT_ONCE = 500


def some_of(values: Sequence[_T]) -> Iterator[Sequence[_T]]:
    """Yield the values in order, as many at a time as one statement takes."""
    for start in range(0, len(values), AT_ONCE):
        yield values[start : start + AT_ONCE]


def marks(values: Sequence[object]) -> str:
    """Return a question mark for each value, as in `IN (?,?)`."""
    return ",".join("?" * len(values))


def insert_all(
    db: sqlite3.Connection, insertion: str, rows: Sequence[Sequence[Any]], otherwise: str = ""
) -> None:
    """Insert rows, in order.

    Args:
        db: A connection in a write transaction.
        insertion: The statement up to its values: "INSERT INTO head (n)".
        rows: The values of each row; all have as many.
        otherwise: The rest of the statement: "ON CONFLICT ...".
    """
    for some in some_of(rows):
        values = _values(len(some), len(some[0]))
        db.execute(f"{insertion} VALUES {values} {otherwise}", [*chain.from_iterable(some)])


@lru_cache(maxsize=64)
def _values(rows: int, columns: int) -> str:
    return ",".join([f"({','.join('?' * columns)})"] * rows)
