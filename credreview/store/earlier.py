"""Which value a field showed before a write, and whether that write is what shows now.

The same rule as the fold's, asked of an earlier moment: in the order of
(clock, id), what was written before, with the switches that had come by then.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from credreview.domain.fold import counts
from credreview.store.setaside import SetAside

#: A place in the order of the journal: clock, and the action's id in hex.
Moment = tuple[int, str]
_Key = tuple[str, str]
_BATCH = 500


class _Write(NamedTuple):
    moment: Moment
    n: int
    op: str
    value: Any


class Switch(NamedTuple):
    """A switch that counts, as its action's owner set it."""

    moment: Moment
    wall: int
    on: bool


class Earlier:
    """The writes to some records, and the switches of their actions."""

    def __init__(self, db: sqlite3.Connection, aside: SetAside) -> None:
        self._db = db
        self._aside = aside
        self._writes: dict[tuple[_Key, str], list[_Write]] = {}
        self._known: set[_Key] = set()
        self._switches: dict[int, list[Switch]] = {}
        self._asked: set[int] = set()

    def load(self, records: Iterable[tuple[str, str]]) -> None:
        """Read all writes to these records, each (kind, id in hex)."""
        wanted = {key for key in records if key not in self._known}
        self._known |= wanted
        numbers = dict(self._numbers(wanted))
        actions: set[int] = set()
        for batch in batches(sorted(numbers)):
            for n, id, clock, who, body in self._db.execute(
                "SELECT n, a.id, clock, w.id, body FROM action a JOIN record w ON w.r = reviewer"
                f" WHERE n IN (SELECT n FROM change WHERE r IN ({marks(batch)}) AND ops & 2)",
                batch,
            ):
                actions.add(n)
                self._take(n, (clock, id.hex()), who.hex(), json.loads(body.decode()), wanted)
        self.load_switches(actions)

    def _numbers(self, keys: Iterable[_Key]) -> Iterable[tuple[int, _Key]]:
        kinds = {name: k for k, name in self._db.execute("SELECT k, name FROM kind")}
        for kind, id in keys:
            row = self._db.execute(
                "SELECT r FROM record WHERE id = ? AND kind = ?",
                (bytes.fromhex(id), kinds.get(kind)),
            ).fetchone()
            if row:
                yield row[0], (kind, id)

    def _take(
        self, n: int, moment: Moment, who: str, header: Mapping[str, Any], wanted: set[_Key]
    ) -> None:
        for kind, record, op, fields in header["changes"]:
            key = (kind, record)
            if key not in wanted or not counts(kind, record, who):
                continue
            for name, value in fields.items():
                self._writes.setdefault((key, name), []).append(_Write(moment, n, op, value))

    def load_switches(self, actions: Iterable[int]) -> None:
        """Read the switches of these actions (by number) that count."""
        fresh = sorted(set(actions) - self._asked)
        self._asked.update(fresh)
        for batch in batches(fresh):
            for target, id, s, clock, switch, body in self._db.execute(
                "SELECT switch.target, t.id, s.n, s.clock, s.id, s.body FROM switch"
                " JOIN action s ON s.n = switch.n"
                " JOIN action t ON t.n = switch.target AND t.reviewer = s.reviewer"
                f" WHERE switch.target IN ({marks(batch)})",
                batch,
            ):
                if s in self._aside:
                    continue
                header = json.loads(body.decode())
                on = all(c[2] == "on" for c in header["changes"] if c[1] == id.hex())
                made = Switch((clock, switch.hex()), header["wall"], on)
                self._switches.setdefault(target, []).append(made)
        for target in fresh:
            self._switches.get(target, []).sort()

    def switches(self, n: int) -> list[Switch]:
        """Return the switches of an action by age; they have been loaded."""
        return self._switches.get(n, [])

    def is_off(self, n: int, before: Moment | None = None) -> bool:
        """Tell whether an action was undone at that moment, or is now."""
        last = [s for s in self.switches(n) if before is None or s.moment < before]
        return bool(last) and not last[-1].on

    def shown(self, kind: str, record: str, field: str, n: int, before: Moment) -> Any:  # noqa: ANN401
        """Return what a field showed before action `n` at that moment; None: nothing."""
        found = self._winner(kind, record, field, n in self._aside, before)
        return found.value if found else None

    def shows(self, kind: str, record: str, field: str, n: int) -> bool:
        """Tell whether what action `n` wrote is what the field shows now."""
        found = self._winner(kind, record, field, False, None)
        return found is not None and found.n == n

    def _winner(
        self, kind: str, record: str, field: str, with_aside: bool, before: Moment | None
    ) -> _Write | None:
        writes = [
            write
            for write in self._writes.get(((kind, record), field), ())
            if (before is None or write.moment < before)
            and (with_aside or write.n not in self._aside)
        ]
        for op in ("set", "new"):
            standing = [w for w in writes if w.op == op and not self.is_off(w.n, before)]
            if standing:
                return max(standing, key=lambda w: w.moment)
        made = [w for w in writes if w.op == "new"]
        return min(made, key=lambda w: w.moment) if made and kind != "review" else None


def batches(values: Sequence[int]) -> Iterable[Sequence[int]]:
    """Yield as many numbers at a time as one question should name."""
    for start in range(0, len(values), _BATCH):
        yield values[start : start + _BATCH]


def marks(values: Sequence[int]) -> str:
    """Return the question marks for a list of values in SQL."""
    return ",".join("?" * len(values))
