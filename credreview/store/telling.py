"""Turns actions of the journal into steps that can be told: names, values, what was before."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from credreview.domain import journal
from credreview.domain.fold import counts
from credreview.domain.history import ERASED, Came, Place, Step, Switched, Value
from credreview.domain.journal import OF_ONE_REVIEWER, REPEATED, Action, Change
from credreview.domain.model import FACT_NAMES
from credreview.store import texts
from credreview.store.earlier import Earlier, Moment
from credreview.store.hidden import hides
from credreview.store.places import Places, Record, last_fields
from credreview.store.projected import text_reference
from credreview.store.setaside import SetAside
from credreview.store.view import View

#: Kinds whose creation is told field by field; of the others it is one value.
_BY_FIELD = OF_ONE_REVIEWER | {"review", "reviewer"}
#: What rides along with work on a claim or an article, and says itself what it is about.
_ABOUT = {"link": ("from", "to"), "note": ("about",), "statement": ("about",)}
#: Actions of one undo that are looked at for the first to be told.
_TARGETS = 64

COLUMNS = "n, id, clock, body"


class Row(NamedTuple):
    """An action as the journal's table has it."""

    n: int
    id: bytes
    clock: int
    body: bytes


class _Told(NamedTuple):
    row: Row
    action: Action
    moment: Moment


class Telling:
    """Tells some actions of one state of a review.

    Args:
        view: The state, and whose eyes see it.
        scope: The records that are asked for; None: all.

    Attributes:
        hidden: How many steps were left out so far because blind mode hides them.
    """

    def __init__(self, view: View, scope: Collection[Record] | None = None) -> None:
        self.hidden = 0
        self._view = view
        self._db: sqlite3.Connection = view.db
        self._scope = scope
        self._aside = SetAside(view.db)
        self._earlier = Earlier(view.db, self._aside)
        self._merges = _merges(view.db)
        self._places = Places(view, scope)
        self._sources: dict[str, Any] = {}
        self._findings: dict[str, list[tuple[int, dict[str, Any]]]] = {}

    def steps(self, rows: Iterable[Sequence[Any]]) -> list[Step]:
        """Return the steps of these actions (`COLUMNS`) in their order.

        What says nothing of what was asked for is left out, and what blind
        mode hides.
        """
        told = [_told(Row(*row)) for row in rows]
        targets = self._targets(t for t in told if t.action.is_switch)
        known = [t for t in (*told, *targets.values()) if not t.action.is_switch]
        self._earlier.load({key for t in known for key in self._dated(t.action)})
        self._earlier.load_switches(t.row.n for t in known)
        steps = []
        for t in told:
            step = self._switch(t, targets) if t.action.is_switch else self._deed(t)
            if step is not None:
                steps.append(step)
            elif t.action.label != REPEATED or not t.action.is_switch:
                switched = [targets[c.record] for c in t.action.changes if c.record in targets]
                self.hidden += any(map(self._is_kept_back, switched or [t]))
        return steps

    # Actions

    def _deed(self, told: _Told) -> Step | None:
        row, action, _ = told
        changes = [c for c in action.changes if self._is_asked_for(c)]
        if any(hides(self._view, c, action.reviewer) for c in action.changes):
            return None
        values = tuple(value for c in changes for value in self._values(told, c))
        if not values and self._scope is not None:
            return None
        return Step(
            action=action.id,
            when=action.wall,
            reviewer=action.reviewer,
            reviewer_name=self._places.name(action.reviewer),
            label=action.label,
            values=values,
            place=self._places.of(action.changes),
            off=self._earlier.is_off(row.n),
            switches=tuple(
                Switched(s.moment[1], s.wall, self._places.name(action.reviewer), s.on)
                for s in self._earlier.switches(row.n)
            ),
            aside=row.n in self._aside,
            came=self._came(row.n),
        )

    def _is_kept_back(self, told: _Told) -> bool:
        """Return whether blind mode alone is why an action is not told."""
        action = told.action
        return any(map(self._is_asked_for, action.changes)) and any(
            hides(self._view, change, action.reviewer) for change in action.changes
        )

    def _switch(self, told: _Told, targets: Mapping[str, _Told]) -> Step | None:
        row, action, _ = told
        if action.label == REPEATED:
            return None  # told with what it switches
        switched = [targets[c.record] for c in action.changes if c.record in targets]
        shown = (self._deed(t) for t in switched if not t.action.is_switch)
        first = next((step for step in shown if step is not None), None)
        if first is None and (self._scope is not None or switched):
            return None
        return Step(
            action=action.id,
            when=action.wall,
            reviewer=action.reviewer,
            reviewer_name=self._places.name(action.reviewer),
            label="redo" if action.changes[0].op == "on" else "undo",
            place=first.place if first else Place(),
            undoes=first,
            others=len(action.changes) - 1,
            counts=first is None or first.reviewer == action.reviewer,
            aside=row.n in self._aside,
            came=self._came(row.n),
        )

    def _targets(self, switches: Iterable[_Told]) -> dict[str, _Told]:
        ids = {c.record for t in switches for c in t.action.changes[:_TARGETS]}
        found = {}
        for id in sorted(ids):
            row = self._db.execute(
                f"SELECT {COLUMNS} FROM action WHERE id = ?", (bytes.fromhex(id),)
            ).fetchone()
            if row:
                found[id] = _told(Row(*row))
        return found

    # What was written

    def _is_asked_for(self, change: Change) -> bool:
        if self._scope is None or (change.kind, change.record) in self._scope:
            return True
        if change.kind not in _ABOUT:
            return False
        fields = change.fields
        if change.op != "new":
            # Its ends are what it was made with; only those can be named in a later write.
            fields = last_fields(self._view, change.kind, change.record)
        ends = [fields.get(name) for name in _ABOUT[change.kind]]
        named = [end[1] if isinstance(end, list) and len(end) == 2 else end for end in ends]
        return any(record in named for _, record in self._scope)

    def _dated(self, action: Action) -> Iterable[Record]:
        """Yield the records of an action of which it matters what was before."""
        for change in action.changes:
            told_by_field = change.op == "set" or change.kind in _BY_FIELD
            if told_by_field and change.fields and self._is_asked_for(change):
                yield change.kind, change.record

    def _values(self, told: _Told, change: Change) -> Iterable[Value]:
        kind, record, op = change.kind, change.record, change.op
        does = counts(kind, record, told.action.reviewer)
        if op == "del" or (op == "new" and kind not in _BY_FIELD):
            said = change.fields
            if kind == "link" and op == "del":
                said = last_fields(self._view, kind, record)  # which link it was
            fields = {name: self._resolved(name, v) for name, v in said.items()}
            stands = does and op == "new" and self._view.is_alive(kind, record)
            yield Value(kind, record, op, value=fields or None, counts=does, shows=stands)
            return
        earlier, n = self._earlier, told.row.n
        for name, value in change.fields.items():
            over = earlier.shown(kind, record, name, n, told.moment)
            if over is None and kind == "article" and name in FACT_NAMES:
                over = self._found_as(record, name, told.row.clock)
            yield Value(
                kind=kind,
                record=record,
                op=op,
                field=name,
                value=self._resolved(name, value),
                over=self._resolved(name, over),
                counts=does,
                shows=does and earlier.shows(kind, record, name, n),
            )

    def _found_as(self, article: str, name: str, clock: int) -> Any:  # noqa: ANN401
        """Return a fact as the article's first capture gave it, before anybody corrected it."""
        if article not in self._findings:
            rows = self._db.execute(
                "SELECT capture.clock, fields FROM capture JOIN record USING (r)"
                " WHERE article = ? ORDER BY capture.clock, record.id LIMIT 1",
                (self._view.record("article", article),),
            ).fetchall()
            self._findings[article] = [(when, json.loads(fields)) for when, fields in rows]
        return next((f.get(name) for when, f in self._findings[article] if when < clock), None)

    def _resolved(self, name: str, value: Any) -> Any:  # noqa: ANN401 - any JSON value
        if name == "attributed_to" and isinstance(value, str):
            if value not in self._sources:
                fields = last_fields(self._view, "source", value)
                self._sources[value] = fields.get("name", value)
            return self._sources[value]
        sha = text_reference(value)
        if sha is None or name in ("text", "vocabulary"):
            return value
        words = texts.words(self._db, sha)
        return ERASED if words is None else words

    def _came(self, n: int) -> Came | None:
        return next((came for start, end, came in self._merges if start <= n <= end), None)


def _told(row: Row) -> _Told:
    header = json.loads(row.body.decode())
    action = journal.trusted_action(row.id.hex(), header)
    return _Told(row, action, (row.clock, action.id))


def _merges(db: sqlite3.Connection) -> list[tuple[int, int, Came]]:
    found = []
    for name, wall, ranges in db.execute("SELECT name, wall, ranges FROM merged ORDER BY m DESC"):
        came = Came(name or "", wall or 0)
        found += [(start, end, came) for start, end in json.loads(ranges or "[]")]
    return found
