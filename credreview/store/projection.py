"""The tables that the screens read: a pure function of the set of actions.

One action, a bulk import and a rebuild all go through `fold`, in batches of
records, so that they cannot disagree.
"""

import sqlite3
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Any, NamedTuple

from credreview.domain.fold import Write, counts, fold_record
from credreview.domain.journal import Change
from credreview.store.bulk import marks
from credreview.store.causality import Chains, Node
from credreview.store.projected import Row, Tables
from credreview.store.records import Records
from credreview.store.setaside import IS_ASIDE, SetAside

BATCH = 500
#: Changes of parsed bodies kept at hand, some 50 MB: a transaction of a merge fits.
_PARSED = 40_000

_WRITES = (
    "SELECT c.r, a.n, a.id, a.clock, a.chain, a.pos, a.seen, a.is_off, a.reviewer,"
    " CASE WHEN c.ops > 1 THEN a.body END"
    " FROM change c JOIN action a ON a.n = c.n WHERE a.is_off IS NOT NULL AND "
)

_AGE = attrgetter("clock", "id")
_Parsed = tuple[int, dict[tuple[str, str], list[tuple[str, Mapping[str, Any]]]]]


class _Written(NamedTuple):
    """What an action wrote to one record, where it stands among the others, and its wall time."""

    write: Write
    node: Node
    wall: int


class Projection:
    """Folds records inside one write transaction."""

    def __init__(self, db: sqlite3.Connection, records: Records, chains: Chains) -> None:
        self._db = db
        self._records = records
        self._chains = chains
        self._tables = Tables(db, records)
        self._aside = SetAside(db)
        self._parsed: OrderedDict[int, _Parsed] = OrderedDict()
        self._parsed_size = 0
        self._reviewers: dict[int, str] = {}
        #: All that was ever written to records with numbers from this one on is known here;
        #: None where the journal has to be asked nevertheless.
        self._first_new = records.next_number()
        self._new: dict[int, list[_Written] | None] = {}

    def remember(
        self, node: Node, reviewer: str, wall: int, written: Sequence[tuple[int, Change]]
    ) -> None:
        """Keep at hand what a new action wrote, so that nothing need be asked about it.

        Args:
            node: Its place among the others.
            reviewer: Whose it is.
            wall: The wall time that it states.
            written: Its changes, with the numbers of their records; without
                those to records that it only touches, which nobody asks for.
        """
        is_known = False
        for r, change in written:
            if r < self._first_new:
                is_known = True
                continue
            kind, record, op, fields = change
            found = self._new.setdefault(r, [])
            if op == "del":  # even touches matter beside a deletion
                self._new[r] = None
            elif found is not None and counts(kind, record, reviewer):
                write = Write(node.clock, node.id.hex(), False, op, fields, reviewer)
                found.append(_Written(write, node, wall))
        if is_known:
            by_record: dict[tuple[str, str], list[tuple[str, Mapping[str, Any]]]] = {}
            for _, (kind, record, op, fields) in written:
                by_record.setdefault((kind, record), []).append((op, fields))
            self._keep(node.n, (wall, by_record))

    def ask_about(self, records: Iterable[int]) -> None:
        """Have the journal asked about these records: what wrote to them was switched."""
        self._new.update(dict.fromkeys(records))

    def fold(self, touched: Mapping[int, bool], clock: Mapping[int, int]) -> None:
        """Bring the projection of these records up to date.

        Args:
            touched: Record numbers; False where only touches without fields
                came, which change nothing for a living record that nobody deleted.
            clock: The greatest clock among the new actions, by record.
        """
        numbers = sorted(touched)
        for start in range(0, len(numbers), BATCH):
            batch = numbers[start : start + BATCH]
            named = self._records.names(batch)
            only_touched = {r: named[r] for r in batch if not touched[r]}
            settled = self._tables.settled(only_touched)
            stale = [r for r in batch if r not in settled]
            self._fold_batch(stale, named)
            self._tables.settle({r: (*named[r], clock.get(r, 0)) for r in batch})

    def finish(self) -> None:
        """Write what all folds together changed."""
        self._tables.finish()
        self._new.clear()
        self._first_new = self._records.next_number()

    def _fold_batch(self, batch: Sequence[int], named: Mapping[int, tuple[str, str]]) -> None:
        asked = self._asked([r for r in batch if not self._new.get(r)], named)
        for r in batch:
            self._tables.write(self._folded(r, *named[r], self._new.get(r) or asked[r]))

    def _folded(self, r: int, kind: str, id: str, found: Sequence[_Written]) -> Row:
        by_id = {written.write.id: written for written in found}

        def before(one: Write, other: Write) -> bool:
            return self._chains.before(by_id[one.id].node, by_id[other.id].node)

        folded = fold_record(kind, [written.write for written in found], before)
        wall = 0
        if kind == "judgement" and folded.winners:
            wall = by_id[max(folded.winners.values(), key=_AGE).id].wall
        return Row(r, kind, id, folded, wall)

    def _asked(
        self, batch: Sequence[int], named: Mapping[int, tuple[str, str]]
    ) -> dict[int, list[_Written]]:
        """Return what the journal says was written to records."""
        writes: dict[int, list[_Written]] = {r: [] for r in batch}

        def collect(where: str, numbers: Sequence[int]) -> None:
            for r, write, node, wall in self._written(named, where, numbers):
                writes[r].append(_Written(write, node, wall))

        collect(f"c.r IN ({marks(batch)}) AND c.ops > 1", batch)
        # A source or an article may have ten thousand touches. All of them
        # matter beside a deletion; else one that stands says all, and none is
        # needed where something else stands.
        deleted = [r for r, found in writes.items() if _has_deletion(found)]
        collect(f"c.r IN ({marks(deleted)}) AND c.ops = 1", deleted)
        for r, found in writes.items():
            if all(written.write.off for written in found):
                stands = f"c.r = ? AND c.ops = 1 AND a.is_off = 0 AND NOT {IS_ASIDE} LIMIT 1"
                collect(stands, [r])
        return writes

    def _written(
        self, named: Mapping[int, tuple[str, str]], where: str, numbers: Sequence[int]
    ) -> Iterator[tuple[int, Write, Node, int]]:
        """Yield what was written to records, of those writes that count.

        Each is the record's number, the write, its place and its wall time; of
        mere touches there is no wall time.
        """
        if not numbers:
            return
        aside = self._aside or ()
        for r, n, id, clock, chain, pos, seen, is_off, who, body in self._db.execute(
            _WRITES + where, numbers
        ):
            kind, record = named[r]
            reviewer = self._reviewer(who)
            if not counts(kind, record, reviewer):
                continue
            node = Node(n, id, clock, chain, pos, seen)
            off = bool(is_off) or n in aside
            wall, changes = self._parsed_body(n, body) if body else (0, {})
            for op, fields in changes.get((kind, record), []) if body else [("set", {})]:
                yield r, Write(clock, id.hex(), off, op, fields, reviewer), node, wall

    def _reviewer(self, number: int) -> str:
        if number not in self._reviewers:
            row = self._db.execute("SELECT id FROM record WHERE r = ?", (number,)).fetchone()
            self._reviewers[number] = row[0].hex()
        return self._reviewers[number]

    def _parsed_body(self, n: int, body: bytes) -> _Parsed:
        found = self._parsed.get(n)
        if found is None:
            header = self._records.header(body)
            changes: dict[tuple[str, str], list[tuple[str, Mapping[str, Any]]]] = {}
            for kind, record, op, fields in header["changes"]:
                changes.setdefault((kind, record), []).append((op, fields))
            found = (header["wall"], changes)
            self._keep(n, found)
        return found

    def _keep(self, n: int, parsed: _Parsed) -> None:
        self._parsed[n] = parsed
        self._parsed_size += len(parsed[1])
        while self._parsed_size > _PARSED and len(self._parsed) > 1:
            self._parsed_size -= len(self._parsed.popitem(last=False)[1][1])


def latest_clocks(db: sqlite3.Connection, where: str, values: Sequence[int]) -> dict[int, int]:
    """Return the greatest clock of what was written to some records, or switched there."""
    clocks = dict(
        db.execute(
            "SELECT c.r, max(a.clock) FROM change c JOIN action a ON a.n = c.n"
            f" WHERE {where} GROUP BY c.r",
            values,
        ).fetchall()
    )
    for r, clock in db.execute(
        "SELECT c.r, max(s.clock) FROM change c JOIN switch w ON w.target = c.n"
        f" JOIN action s ON s.n = w.n WHERE {where} GROUP BY c.r",
        values,
    ):
        clocks[r] = max(clocks[r], clock)
    return clocks


def _has_deletion(found: Sequence[_Written]) -> bool:
    return any(write.op == "del" and not write.off for write, _, _ in found)
