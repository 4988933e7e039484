"""Who had seen what: a local decomposition of the journal into chains.

An action extends the chain of a parent that nothing has extended yet, or
begins one. What it has seen of other chains is a row set in `seen`, shared by
all actions that saw the same. So "a lies in the past of b" costs no walk.
None of this leaves the file; it can be computed anew from the parents.
"""

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple


class Node(NamedTuple):
    """An action's place among the others; `seen` 0 is the empty set."""

    n: int
    id: bytes
    clock: int
    chain: int
    pos: int
    seen: int


class Chains:
    """The chains of one review, cached for the length of one transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._tails: dict[int, int] = {}
        self._sets: dict[int, dict[int, int]] = {0: {}}
        self._dirty: dict[int, tuple[int, int]] = {}
        self._next_chain = 0
        self._next_set = 0

    def place(self, n: int, reviewer: int, parents: Sequence[Node]) -> tuple[int, int, int]:
        """Return (chain, pos, seen) for the new action `n` and remember it as a tail."""
        free = [p for p in parents if self._tail(p.chain) == p.n]
        if free:
            before = free[0]
            if len(free) > 1:
                before = max(free, key=lambda p: (self._reviewer_of(p.chain) == reviewer, p.clock))
            chain, pos = before.chain, before.pos + 1
        else:
            chain, pos = self._new_chain(), 0
        if len(parents) == 1 and free:
            seen = before.seen
        else:
            view: dict[int, int] = {}
            for parent in parents:
                for other, upto in (*self._set(parent.seen).items(), (parent.chain, parent.pos)):
                    view[other] = max(view.get(other, -1), upto)
            view.pop(chain, None)
            seen = self._new_set(view)
        self._tails[chain] = n
        self._dirty[chain] = (n, reviewer)
        return chain, pos, seen

    def before(self, one: Node, other: Node) -> bool:
        """Return whether `one` lies in the past of `other`."""
        if one.chain == other.chain:
            return one.pos < other.pos
        return self._set(other.seen).get(one.chain, -1) >= one.pos

    def flush(self) -> None:
        """Write the chains' new tails."""
        self._db.executemany(
            "INSERT OR REPLACE INTO chain (chain, tail, reviewer) VALUES (?, ?, ?)",
            [(chain, tail, reviewer) for chain, (tail, reviewer) in self._dirty.items()],
        )
        self._dirty.clear()

    def _tail(self, chain: int) -> int:
        if chain not in self._tails:
            row = self._db.execute("SELECT tail FROM chain WHERE chain = ?", (chain,)).fetchone()
            self._tails[chain] = row[0]
        return self._tails[chain]

    def _reviewer_of(self, chain: int) -> int:
        if chain in self._dirty:
            return self._dirty[chain][1]
        row = self._db.execute("SELECT reviewer FROM chain WHERE chain = ?", (chain,)).fetchone()
        return int(row[0])

    def _new_chain(self) -> int:
        if not self._next_chain:
            self._next_chain = self._db.execute(
                "SELECT coalesce(max(chain), 0) + 1 FROM chain"
            ).fetchone()[0]
        number = self._next_chain
        self._next_chain += 1
        return number

    def _set(self, seen: int) -> dict[int, int]:
        if seen not in self._sets:
            self._sets[seen] = dict(
                self._db.execute("SELECT chain, pos FROM seen WHERE seen = ?", (seen,))
            )
        return self._sets[seen]

    def _new_set(self, view: dict[int, int]) -> int:
        if not view:
            return 0
        if not self._next_set:
            self._next_set = self._db.execute(
                "SELECT coalesce(max(seen), 0) + 1 FROM seen"
            ).fetchone()[0]
        number = self._next_set
        self._next_set += 1
        self._sets[number] = view
        self._db.executemany(
            "INSERT INTO seen (seen, chain, pos) VALUES (?, ?, ?)",
            [(number, chain, pos) for chain, pos in view.items()],
        )
        return number
