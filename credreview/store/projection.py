"""The tables that the screens read: a pure function of the set of actions.

One action, a bulk import and a rebuild all go through `fold`, in batches of
records, so that they cannot disagree.
"""

import sqlite3
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Any

from credreview.domain.fold import Write, counts, fold_record
from credreview.domain.journal import Change
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

    def remember(self, n: int, wall: int, changes: Sequence[Change]) -> None:
        """Keep a new action's changes at hand, so that its body need not be parsed again.

        Those to records that it only touches are left out: nobody asks for them.
        """
        written = {change.record for change in changes if change.fields or change.op != "set"}
        by_record: dict[tuple[str, str], list[tuple[str, Mapping[str, Any]]]] = {}
        for change in changes:
            if change.record in written:
                found = by_record.setdefault((change.kind, change.record), [])
                found.append((change.op, change.fields))
        self._keep(n, (wall, by_record))

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
            named = self._named(batch)
            only_touched = {r: named[r] for r in batch if not touched[r]}
            settled = self._tables.settled(only_touched)
            stale = [r for r in batch if r not in settled]
            self._fold_batch(stale, named)
            self._tables.settle({r: (*named[r], clock.get(r, 0)) for r in batch})

    def finish(self) -> None:
        """Write what all folds together changed."""
        self._tables.finish()

    def _named(self, batch: Sequence[int]) -> dict[int, tuple[str, str]]:
        rows = self._db.execute(
            "SELECT r, k.name, id FROM record JOIN kind k ON k.k = record.kind"
            f" WHERE r IN ({_marks(batch)})",
            batch,
        )
        return {r: (kind, id.hex()) for r, kind, id in rows}

    def _fold_batch(self, batch: Sequence[int], named: Mapping[int, tuple[str, str]]) -> None:
        writes: dict[int, list[Write]] = {r: [] for r in batch}
        nodes: dict[str, Node] = {}

        def before(one: Write, other: Write) -> bool:
            return self._chains.before(nodes[one.id], nodes[other.id])

        def collect(where: str, numbers: Sequence[int]) -> None:
            for r, write, node in self._written(named, where, numbers):
                writes[r].append(write)
                nodes[write.id] = node

        collect(f"c.r IN ({_marks(batch)}) AND c.ops > 1", batch)
        # A source or an article may have ten thousand touches. All of them
        # matter beside a deletion; else one that stands says all, and none is
        # needed where something else stands.
        deleted = [r for r, found in writes.items() if _has_deletion(found)]
        collect(f"c.r IN ({_marks(deleted)}) AND c.ops = 1", deleted)
        for r, found in writes.items():
            if all(write.off for write in found):
                stands = f"c.r = ? AND c.ops = 1 AND a.is_off = 0 AND NOT {IS_ASIDE} LIMIT 1"
                collect(stands, [r])
        for r, found in writes.items():
            kind, id = named[r]
            folded = fold_record(kind, found, before)
            wall = 0
            if kind == "judgement" and folded.winners:
                latest = max(folded.winners.values(), key=_AGE)
                wall = self._parsed_body(nodes[latest.id].n)[0]
            self._tables.write(Row(r, kind, id, folded, wall))

    def _written(
        self, named: Mapping[int, tuple[str, str]], where: str, numbers: Sequence[int]
    ) -> Iterator[tuple[int, Write, Node]]:
        """Yield what was written to records, of those writes that count: number, write, place."""
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
            changes = (
                self._parsed_body(n, body)[1].get((kind, record), []) if body else [("set", {})]
            )
            for op, fields in changes:
                yield r, Write(clock, id.hex(), off, op, fields, reviewer), node

    def _reviewer(self, number: int) -> str:
        if number not in self._reviewers:
            row = self._db.execute("SELECT id FROM record WHERE r = ?", (number,)).fetchone()
            self._reviewers[number] = row[0].hex()
        return self._reviewers[number]

    def _parsed_body(self, n: int, body: bytes | None = None) -> _Parsed:
        found = self._parsed.get(n)
        if found is None:
            if body is None:
                body = self._db.execute("SELECT body FROM action WHERE n = ?", (n,)).fetchone()[0]
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


def _marks(values: Sequence[int]) -> str:
    return ",".join("?" * len(values))


def _has_deletion(found: Sequence[Write]) -> bool:
    return any(write.op == "del" and not write.off for write in found)
