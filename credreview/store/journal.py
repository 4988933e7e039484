"""Append to the journal, and keep its derived tables in step.

A `Journal` lives in one write transaction. `append` and `accept` add actions;
`finish` projects what they touched. Nothing is on disk before the commit.
"""

import sqlite3
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from credreview.domain import identity
from credreview.domain import journal as actions
from credreview.domain.journal import Action, Change
from credreview.store.bulk import insert_all, marks, some_of
from credreview.store.causality import Chains, Node
from credreview.store.projection import Projection
from credreview.store.records import Records
from credreview.store.seals import Signer, put
from credreview.store.setaside import IS_ASIDE

#: Most parents are among the latest actions; older ones are looked up.
_AT_HAND = 20_000
_NODE = "n, id, clock, chain, pos, seen"


#: What an action does to a record, as bits in `change.ops`. Plain numbers: an
#: enum's operators would take a tenth of a check of a large review.
TOUCH, WRITE, DELETE = 1, 2, 4


def ops_of(op: str, fields: Mapping[str, Any]) -> int:
    """Return what a change does to its record; a creation writes even without a field."""
    if op == "del":
        return DELETE
    return WRITE if fields or op == "new" else TOUCH


class Journal:
    """The journal inside one write transaction."""

    def __init__(self, db: sqlite3.Connection, signer: Signer | None = None) -> None:
        """Begin.

        Args:
            db: A connection in a write transaction.
            signer: Signs each action that is appended, and is named in it.
        """
        self._db = db
        self._signer = signer
        self._records = Records(db)
        self._chains = Chains(db)
        self._projection = Projection(db, self._records, self._chains)
        rows = db.execute(f"SELECT {_NODE} FROM action WHERE n IN (SELECT n FROM head)")
        self._heads = [Node(*row) for row in rows]
        self._next = 1 + int(db.execute("SELECT coalesce(max(n), 0) FROM action").fetchone()[0])
        self._nodes: OrderedDict[bytes, Node] = OrderedDict()
        # Replacing makes SQLite note each row's pages first, even where none is replaced.
        self._insertion = "INSERT"
        self._rows: list[tuple[int | bytes | None, ...]] = []
        self._changes: list[tuple[int, int, int]] = []
        self._touched: dict[int, int] = {}
        self._clock: dict[int, int] = {}

    @property
    def next_number(self) -> int:
        """The local number that the next action gets."""
        return self._next

    def append(
        self,
        *,
        reviewer: str,
        label: str,
        wall: int,
        changes: Sequence[Change],
        batch: str | None = None,
    ) -> str:
        """Add an action on top of all heads; return its id, hex.

        Raises:
            ValueError: The action has no canonical form or passes a cap.
        """
        parents, wall = self._parents(changes), actions.bounded(wall)
        body = actions.write_body(
            reviewer=reviewer,
            label=label,
            wall=wall,
            parents=[parent.id.hex() for parent in parents],
            changes=changes,
            batch=batch,
            key=self._signer.public.hex() if self._signer else None,
        )
        id = actions.action_id(body)
        if self._signer:
            put(self._db, self._next, id, self._signer)
        self._insert(bytes.fromhex(id), body, reviewer, wall, changes, parents)
        return id

    def _parents(self, changes: Sequence[Change]) -> list[Node]:
        """Return as many heads as an action may name; first those that saw what it switches."""
        if len(self._heads) <= actions.MAX_PARENTS:
            return self._heads
        targets = [self._node(bytes.fromhex(c.record)) for c in changes if c.is_switch]

        def saw(head: Node) -> int:
            return sum(
                target.n == head.n or self._chains.before(target, head)
                for target in targets
                if target
            )

        # Of the rest the latest: what is done now is later than what shows.
        ranked = sorted(self._heads, key=lambda head: (saw(head), head.clock), reverse=True)
        return ranked[: actions.MAX_PARENTS]

    def accept(self, body: bytes, action: Action | None = None) -> bool:
        """Add an action that was made elsewhere; return False if it is here already.

        Args:
            body: Its canonical body.
            action: What `read_body` made of it, where that was asked already.

        Raises:
            ValueError: It is no valid action, a parent is missing, it
                switches an action that it has not seen, or a record that it
                writes to has another id than its content gives.
        """
        if self._node(bytes.fromhex(actions.action_id(body))):
            return False
        self._admit(self._next, body, action or actions.read_body(body))
        return True

    def accept_all(self, entries: Sequence[tuple[bytes, Action]]) -> int:
        """Add many actions, each with what `read_body` made of it; return how many were new.

        Raises:
            ValueError: As for `accept`.
        """
        here: set[bytes] = set()
        ids = [bytes.fromhex(action.id) for _, action in entries]
        for some in some_of(ids):
            rows = self._db.execute(f"SELECT id FROM action WHERE id IN ({marks(some)})", some)
            here.update(id for (id,) in rows)
        new = [entry for entry, id in zip(entries, ids, strict=True) if id not in here]
        reviewers = dict.fromkeys(("reviewer", action.reviewer) for _, action in new)
        # The first two parts of a change name its record.
        written = dict.fromkeys(c[:2] for _, a in new if not a.is_switch for c in a.changes)
        self._records.number_all([*reviewers, *written])
        for body, action in new:
            self._admit(self._next, body, action)
        return len(new)

    def readmit(self, n: int, body: bytes) -> None:
        """Derive again all that the file notes of an action it holds, parents first.

        Raises:
            ValueError: It is no valid action, or a parent is missing.
        """
        self._insertion = "INSERT OR REPLACE"
        self._admit(n, body, actions.read_body(body))

    def refold(self, records: Iterable[int]) -> None:
        """Have `finish` fold these records anew, whatever was written to them."""
        for r in records:
            self._touched[r] = WRITE

    def reswitch(self, targets: Iterable[int]) -> None:
        """Decide anew whether these actions (numbers) are off, and fold what they wrote."""
        for number in targets:
            (target,) = self._db.execute("SELECT id FROM action WHERE n = ?", (number,)).fetchone()
            self._decide(number, target)
            self.refold(self._records_of(target))

    def _admit(self, n: int, body: bytes, action: Action) -> None:
        for kind, record, _, fields in action.changes:
            # Most changes only touch a record, and have no fields.
            if fields and not identity.names_itself(kind, record, fields):
                raise ValueError("a record has another id than its content gives")
        known: list[Node] = []
        for id in action.parents:
            parent = self._node(bytes.fromhex(id))
            if parent is None:
                raise ValueError("a parent is missing")
            known.append(parent)
        if action.is_switch:
            self._check_targets(action, known)
        self._next = n
        self._insert(
            bytes.fromhex(action.id), body, action.reviewer, action.wall, action.changes, known
        )

    def finish(self) -> None:
        """Project all that was touched, and write the heads."""
        self._write_rows()
        # In the order of their key: they then go to few pages.
        self._changes.sort()
        insert_all(self._db, "INSERT INTO change (r, n, ops)", self._changes)
        self._changes.clear()
        self._projection.fold({r: ops != TOUCH for r, ops in self._touched.items()}, self._clock)
        self._projection.finish()
        self._touched.clear()
        self._clock.clear()
        self._chains.flush()
        self._db.execute("DELETE FROM head")
        self._db.executemany("INSERT INTO head (n) VALUES (?)", [(h.n,) for h in self._heads])

    def _insert(
        self,
        id: bytes,
        body: bytes,
        reviewer: str,
        wall: int,
        changes: Sequence[Change],
        parents: Sequence[Node],
    ) -> None:
        n, self._next = self._next, self._next + 1
        number = self._records.number
        who = number("reviewer", reviewer)
        clock = max([wall, *[p.clock + 1 for p in parents]])
        chain, pos, seen = self._chains.place(n, who, parents)
        node = Node(n, id, clock, chain, pos, seen)
        touched: dict[int, int] = {}
        switched: list[bytes] = []
        written: list[tuple[int, Change]] = []
        for change in changes:
            kind, record, op, fields = change
            if kind == "action":
                switched.append(bytes.fromhex(record))
                continue
            r = number(kind, record)
            touched[r] = touched.get(r, 0) | ops_of(op, fields)
            written.append((r, change))
        self._rows.append((n, id, clock, who, chain, pos, seen, None if switched else 0, body))
        self._changes.extend([(r, n, ops) for r, ops in touched.items()])
        written = [(r, change) for r, change in written if touched[r] != TOUCH]
        self._projection.remember(node, reviewer, wall, written)
        if switched:
            self._write_rows()
        for target in switched:
            self._switch(target, n)
            for r in self._records_of(target):
                touched[r] = WRITE
        for r, ops in touched.items():
            self._touched[r] = self._touched.get(r, 0) | ops
            if clock > self._clock.get(r, 0):
                self._clock[r] = clock
        self._heads = [head for head in self._heads if head not in parents]
        self._heads.append(node)
        self._nodes[id] = node
        if len(self._nodes) > _AT_HAND:
            self._nodes.popitem(last=False)

    def _write_rows(self) -> None:
        """Write the new actions' rows; needed before anything is asked of the table."""
        insert_all(
            self._db,
            f"{self._insertion} INTO action"
            " (n, id, clock, reviewer, chain, pos, seen, is_off, body)",
            self._rows,
        )
        self._rows.clear()

    def _node(self, id: bytes) -> Node | None:
        found = self._nodes.get(id)
        if found is None:
            self._write_rows()
            row = self._db.execute(f"SELECT {_NODE} FROM action WHERE id = ?", (id,)).fetchone()
            found = Node(*row) if row else None
        return found

    def _check_targets(self, action: Action, parents: Sequence[Node]) -> None:
        for change in action.changes:
            target = self._node(bytes.fromhex(change.record))
            if target is None or not any(
                target.n == p.n or self._chains.before(target, p) for p in parents
            ):
                raise ValueError("it switches an action that it has not seen")

    def _switch(self, target: bytes, n: int) -> None:
        """Note a switch, and let the last one by (clock, id) of the target's owner decide."""
        number = self._db.execute("SELECT n FROM action WHERE id = ?", (target,)).fetchone()[0]
        self._db.execute("INSERT OR IGNORE INTO switch (target, n) VALUES (?, ?)", (number, n))
        self._decide(number, target)

    def _decide(self, number: int, target: bytes) -> None:
        row = self._db.execute(
            "SELECT a.body FROM switch JOIN action a ON a.n = switch.n"
            " JOIN action t ON t.n = switch.target AND t.reviewer = a.reviewer"
            f" WHERE switch.target = ? AND NOT {IS_ASIDE}"
            " ORDER BY a.clock DESC, a.id DESC LIMIT 1",
            (number,),
        ).fetchone()
        off = False
        if row:
            action = actions.trusted_action("", self._records.header(row[0]))
            off = any(c.record == target.hex() and c.op == "off" for c in action.changes)
        self._db.execute(
            "UPDATE action SET is_off = ? WHERE n = ? AND is_off IS NOT NULL", (int(off), number)
        )

    def _records_of(self, target: bytes) -> list[int]:
        """Return the records that a switched action wrote to; the journal is asked about them."""
        body = self._db.execute("SELECT body FROM action WHERE id = ?", (target,)).fetchone()[0]
        header = self._records.header(body)
        found = [
            self._records.number(kind, record)
            for kind, record, _, _ in header["changes"]
            if kind != "action"
        ]
        self._projection.ask_about(found)
        return found
