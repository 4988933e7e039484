"""One passage through the journal: each action against its hash, its place and its index rows."""

import json
import sqlite3
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple, Protocol, TypeVar

from credreview.domain import journal as actions
from credreview.domain.seals import SealCounts
from credreview.domain.work import Ticker
from credreview.store.journal import ops_of
from credreview.store.setaside import SetAside
from credreview.store.texts import references
from credreview.text import tr

_STEP = 2000
#: Most parents are among the latest actions; older ones are looked up.
_AT_HAND = 20_000
_T = TypeVar("_T")


class Look(Protocol):
    """Gives work one short look at the file and returns what it found."""

    def __call__(self, work: Callable[[sqlite3.Connection], _T], /) -> _T:
        """Return `work(connection)`."""


@dataclass
class Findings:
    """What a check found; no problems means the review is sound."""

    actions: int = 0
    texts: int = 0
    fingerprint: str = ""
    problems: list[str] = field(default_factory=list)
    #: What the seals say; None where they were not looked at.
    seals: SealCounts | None = None

    def problem(self, words: str) -> None:
        """Note a problem; more than a hundred are not kept."""
        if len(self.problems) < 100:
            self.problems.append(words)


class _Place(NamedTuple):
    n: int
    clock: int
    chain: int
    pos: int
    seen: int


class Passage:
    """Goes through all actions in their order, in slices, and remembers little of each."""

    def __init__(self, found: Findings) -> None:
        self._found = found
        self._places: OrderedDict[str, _Place] = OrderedDict()
        self._heads: dict[str, int] = {}
        self._tails: dict[int, int] = {}
        self._sets: dict[int, dict[int, int]] = {0: {}}
        self._off: set[str] = set()
        self._switches: dict[tuple[str, str], tuple[int, str, bool]] = {}
        self._index = 0
        self._aside: SetAside | None = None
        #: Hashes of all texts that actions refer to, hex.
        self.referred: set[str] = set()

    def go(self, look: Look, tick: Ticker) -> None:
        """Check all actions; the findings hold what is wrong, and the fingerprint."""
        last = 0
        self._aside = look(lambda db: SetAside(db))
        while True:
            rows, stored, tails, total = look(partial(_slice, after=last))
            for row in rows:
                last = row[0]
                self._found.actions += 1
                try:
                    self._check(look, row)
                except (ValueError, TypeError, LookupError, AttributeError):
                    self._tell(row, tr("it cannot be read"))
            tick(last, total)
            if len(rows) < _STEP:
                break
        if stored != set(self._heads.values()):
            self._found.problem(tr("The list of latest actions is wrong."))
        if tails != self._tails:
            self._found.problem(tr("The list of chains is wrong."))
        if self._off != look(self._switched_off):
            self._found.problem(tr("The list of undone actions is wrong."))
        if self._index != self._stored_index(look, last):
            self._found.problem(tr("The index from records to actions is wrong."))
        self._found.fingerprint = actions.fingerprint(list(self._heads))

    def _tell(self, row: tuple[Any, ...], problem: str) -> None:
        name = row[1].hex()[:12] if isinstance(row[1], bytes) else f"#{row[0]}"
        self._found.problem(tr("Action {id}: {problem}.", id=name, problem=problem))

    def _check(self, look: Look, row: tuple[Any, ...]) -> None:
        n, id, clock, chain, pos, seen, is_off, who, body = row
        name = id.hex()
        place = self._places[name] = _Place(n, clock, chain, pos, seen)
        if len(self._places) > _AT_HAND:
            self._places.popitem(last=False)
        self._heads[name] = n
        self._tails[chain] = n
        if actions.action_id(body) != name:
            self._tell(row, tr("its words are not those it is named by"))
            return
        header = json.loads(body.decode())  # bytes would be sniffed for their encoding
        parents = []
        for parent in header["parents"]:
            self._heads.pop(parent, None)
            known = self._places.get(parent) or look(partial(_place_of, id=parent))
            if known is None or known.n >= n:
                self._tell(row, tr("what it builds on is missing"))
            else:
                parents.append(known)
        if clock != max(header["wall"], 1 + max((p.clock for p in parents), default=-1)):
            self._tell(row, tr("its place in time is wrong"))
        if not self._is_placed(look, place, parents):
            self._tell(row, tr("what it has seen is noted wrongly"))
        if who is None or who.hex() != header["reviewer"]:
            self._tell(row, tr("the list names somebody else for it"))
        if is_off:
            self._off.add(name)
        self._note_changes(n, clock, name, header)

    def _is_placed(self, look: Look, place: _Place, parents: list[_Place]) -> bool:
        before = next((p for p in parents if p.chain == place.chain), None)
        if place.pos != (before.pos + 1 if before else 0):
            return False
        if before and len(parents) == 1:
            return place.seen == before.seen
        view: dict[int, int] = {}
        for parent in parents:
            of_parent = self._set(look, parent.seen)
            for chain, upto in (*of_parent.items(), (parent.chain, parent.pos)):
                view[chain] = max(view.get(chain, -1), upto)
        view.pop(place.chain, None)
        return view == self._set(look, place.seen)

    def _set(self, look: Look, seen: int) -> dict[int, int]:
        if seen not in self._sets:
            self._sets[seen] = look(
                lambda db: dict(
                    db.execute("SELECT chain, pos FROM seen WHERE seen = ?", (seen,)).fetchall()
                )
            )
        return self._sets[seen]

    def _note_changes(self, n: int, clock: int, name: str, header: dict[str, Any]) -> None:
        touched: dict[str, int] = {}
        for kind, record, op, fields in header["changes"]:
            if kind == "action":
                entry = (clock, name, op == "off")
                if self._aside and n in self._aside:
                    continue
                by = (record, header["reviewer"])
                self._switches[by] = max(self._switches.get(by, entry), entry)
                continue
            touched[record] = touched.get(record, 0) | ops_of(op, fields)
            if fields:
                self.referred.update(references(kind, fields))
        for record, ops in touched.items():
            self._index ^= hash((record, n, ops))

    def _switched_off(self, db: sqlite3.Connection) -> set[str]:
        """Return the actions whose last switch by their own reviewer is "off"."""
        off = set()
        for (target, reviewer), (_, _, is_off) in self._switches.items():
            row = db.execute(
                "SELECT body FROM action WHERE id = ?", (bytes.fromhex(target),)
            ).fetchone()
            try:
                header = json.loads(row[0]) if row else {}
            except ValueError:  # told already
                continue
            if is_off and header.get("reviewer") == reviewer:
                off.add(target)
        return off

    def _stored_index(self, look: Look, last: int) -> int:
        """Return the sum over the rows of `change` that stand for the actions passed."""
        total = look(lambda db: db.execute("SELECT coalesce(max(r), 0) FROM record").fetchone()[0])
        found = 0
        for start in range(1, total + 1, 5 * _STEP):
            rows = look(partial(_index_slice, start=start, last=last))
            for id, n, ops in rows:
                found ^= hash((id.hex() if isinstance(id, bytes) else id, n, ops))
        return found


def _slice(
    db: sqlite3.Connection, *, after: int
) -> tuple[list[tuple[Any, ...]], set[int], dict[int, int], int]:
    """Return some actions; the heads, the chains' tails and the last number at that moment."""
    rows = db.execute(
        "SELECT n, a.id, clock, chain, pos, seen, is_off, w.id, body FROM action a"
        " LEFT JOIN record w ON w.r = a.reviewer WHERE n > ? ORDER BY n LIMIT ?",
        (after, _STEP),
    ).fetchall()
    heads = {n for (n,) in db.execute("SELECT n FROM head")}
    tails = dict(db.execute("SELECT chain, tail FROM chain").fetchall())
    total = db.execute("SELECT coalesce(max(n), 0) FROM action").fetchone()[0]
    return rows, heads, tails, total


def _place_of(db: sqlite3.Connection, *, id: str) -> _Place | None:
    row = db.execute(
        "SELECT n, clock, chain, pos, seen FROM action WHERE id = ?", (bytes.fromhex(id),)
    ).fetchone()
    return _Place(*row) if row else None


def _index_slice(db: sqlite3.Connection, *, start: int, last: int) -> list[Any]:
    return db.execute(
        "SELECT record.id, c.n, c.ops FROM change c JOIN record ON record.r = c.r"
        " WHERE c.r BETWEEN ? AND ? AND c.n <= ?",
        (start, start + 5 * _STEP - 1, last),
    ).fetchall()
