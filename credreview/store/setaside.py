"""Actions that this file sets aside: they are kept, and count for nothing in its fold.

A local setting, never shared: a merge undone after more work was done hides
here what it brought, and can be lifted at will.
"""

import sqlite3
from bisect import bisect_right
from collections.abc import Iterable

#: True of an action `a` that is set aside, in SQL.
IS_ASIDE = "EXISTS (SELECT 1 FROM aside WHERE a.n BETWEEN n_from AND n_to)"


class SetAside:
    """The ranges of action numbers that are set aside, as they were at the first question."""

    def __init__(self, db: sqlite3.Connection) -> None:
        rows = ranges(db)
        self._starts = [start for start, _ in rows]
        self._ends = [end for _, end in rows]

    def __bool__(self) -> bool:
        return bool(self._starts)

    def __contains__(self, n: int) -> bool:
        at = bisect_right(self._starts, n) - 1
        return at >= 0 and n <= self._ends[at]


def ranges(db: sqlite3.Connection) -> list[tuple[int, int]]:
    """Return the first and last number of each range of actions that is set aside, in order."""
    return db.execute("SELECT n_from, n_to FROM aside ORDER BY n_from").fetchall()


def joined(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return ranges of whole numbers in order, neighbours joined."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if found and start <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
