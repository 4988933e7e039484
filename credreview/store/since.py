"""What came into a file after a state of it that somebody holds on paper.

A fingerprint stands for a state by its heads. It is found again where the
state was kept here, or where it had a single head: work of others that was
merged since, or a print of a colleague whose review came here whole.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from credreview.domain.history import Step
from credreview.domain.journal import Change, fingerprint
from credreview.store.earlier import Earlier, batches, marks
from credreview.store.hidden import hides
from credreview.store.kept import Kept, kept_as
from credreview.store.places import last_fields
from credreview.store.setaside import SetAside, joined
from credreview.store.telling import COLUMNS, Telling
from credreview.store.view import View

#: The newest of the entries are told in sentences; all of them are counted.
MOST_TOLD = 40
_ABOUT_CLAIMS = ("claim", "judgement", "adjudication")


@dataclass(frozen=True, slots=True)
class State:
    """A state of a review that its fingerprint names.

    Attributes:
        kept: How it was kept in this file; None where it was found by its head.
        head: The number of its single head, where it was found by that.
        is_current: No entry came since.
    """

    fingerprint: str
    kept: Kept | None
    head: int | None = None
    is_current: bool = False


class Entry(NamedTuple):
    """An action in short.

    Attributes:
        n: Its number.
        reviewer: Whose it is, by id.
        label: What kind of deed it was.
        claims: Ids of those that it is about; without those whose judging blind mode hides.
        is_hidden: Blind mode keeps from whoever looks what it says.
    """

    n: int
    reviewer: str
    label: str
    claims: tuple[str, ...]
    is_hidden: bool = False

    @property
    def is_beside(self) -> bool:
        """Whether it is a switch, or only says who somebody is."""
        return self.label in ("undo", "redo", "introduce", "vouch")


@dataclass(frozen=True, slots=True)
class Since:
    """What makes a review say something else than one of its earlier states.

    Attributes:
        came: Entries that came since and count.
        undone: Entries of that state that were undone since.
        redone: Entries that were undone then and count again.
        aside: Entries of that state that this file sets aside now.
        lifted: Entries that it had set aside then and that count now.
        passed: How many entries came and make no difference: undone again, set aside,
            or only about who somebody is.
        steps: The newest of all these but `passed`, as the history tells them; in blind
            mode without those that are hidden.
        names: Of their reviewers, by id, also of those whose own record is set aside.
        actions: How many entries that state has.
        as_of: When the latest of these was done, ms UTC; 0 without any.
        hidden: How many of what makes the difference blind mode keeps from whoever looks.
    """

    came: tuple[Entry, ...]
    undone: tuple[Entry, ...]
    redone: tuple[Entry, ...]
    aside: tuple[Entry, ...]
    lifted: tuple[Entry, ...]
    passed: int
    steps: tuple[Step, ...]
    names: dict[str, str]
    actions: int = 0
    as_of: int = 0
    hidden: int = 0


def find(db: sqlite3.Connection, digits: str) -> list[State]:
    """Return the states whose fingerprints begin with these digits, as far as this file can tell.

    Args:
        db: The file.
        digits: An even number of hex digits, 16 at least, so that there is one as a rule.
    """
    heads = [id.hex() for (id,) in db.execute("SELECT id FROM action JOIN head USING (n)")]
    current = fingerprint(heads)
    found = {
        kept.fingerprint: State(kept.fingerprint, kept, None, kept.fingerprint == current)
        for kept in kept_as(db, digits)
    }
    if current.startswith(digits):
        found.setdefault(current, State(current, None, None, is_current=True))
    if not found:
        found = {state.fingerprint: state for state in _by_head(db, digits)}
    return list(found.values())


def _by_head(db: sqlite3.Connection, digits: str) -> Iterator[State]:
    for n, id in db.execute("SELECT n, id FROM action"):
        name = fingerprint([id.hex()])
        if name.startswith(digits):
            yield State(name, None, n)


def since(view: View, state: State) -> Since:
    """Return what came since a state, and what of it makes a difference."""
    db = view.db
    came = [] if state.is_current else _came(db, state)
    new = set(came)
    then = state.kept.aside if state.kept else ()
    entries = list(_entries(view, came))
    off = _off(db, came)
    hidden = SetAside(db)
    counting = [e for e in entries if e.n not in off and e.n not in hidden and not e.is_beside]
    targets = {target for (target,) in _of(db, "SELECT target FROM switch WHERE n IN ({})", came)}
    undone_then, redone_then = _switched(db, sorted(targets - new), new)
    now = [(start, end) for start, end in db.execute("SELECT n_from, n_to FROM aside")]
    newly, lifted = (
        [n for n in _outside(db, ranges, others) if n not in new]
        for ranges, others in ((now, then), (then, now))
    )
    undone, redone, aside, free = (
        tuple(e for e in _entries(view, numbers) if not e.is_beside)
        for numbers in (undone_then, redone_then, newly, lifted)
    )
    different = [*counting, *undone, *redone, *aside, *free]
    told = sorted({e.n for e in different})
    people = {e.reviewer for e in different}
    rows = _of(
        db, f"SELECT {COLUMNS} FROM action WHERE n IN ({{}}) ORDER BY n DESC", told[-MOST_TOLD:]
    )
    (all_of_them,) = db.execute("SELECT count(*) FROM action").fetchone()
    return Since(
        came=tuple(counting),
        undone=undone,
        redone=redone,
        aside=aside,
        lifted=free,
        passed=len(entries) - len(counting),
        steps=tuple(Telling(view).steps(rows)),
        names={who: str(last_fields(view, "reviewer", who).get("name") or "") for who in people},
        actions=all_of_them - len(came),
        as_of=_as_of(db, state),
        hidden=len({e.n for e in different if e.is_hidden}),
    )


def _as_of(db: sqlite3.Connection, state: State) -> int:
    """Return when the latest entry of a state was done, ms UTC; 0 without any."""
    heads = [bytes.fromhex(id) for id in state.kept.heads] if state.kept else []
    row = db.execute(
        f"SELECT body FROM action WHERE n = ? OR id IN ({', '.join('?' * len(heads))})"
        " ORDER BY clock DESC, id DESC LIMIT 1",
        (state.head, *heads),
    ).fetchone()
    return int(json.loads(row[0].decode())["wall"]) if row else 0


def _came(db: sqlite3.Connection, state: State) -> list[int]:
    """Return the numbers of the actions that are not in a state, in order."""
    if state.kept:
        rows = db.execute("SELECT n FROM action WHERE n > ? ORDER BY n", (state.kept.n,))
    else:
        chain, pos, seen = db.execute(
            "SELECT chain, pos, seen FROM action WHERE n = ?", (state.head,)
        ).fetchone()
        rows = db.execute(
            "SELECT n FROM action a WHERE NOT (a.chain = ? AND a.pos <= ?) AND NOT EXISTS"
            " (SELECT 1 FROM seen s WHERE s.seen = ? AND s.chain = a.chain AND s.pos >= a.pos)"
            " ORDER BY n",
            (chain, pos, seen),
        )
    return [n for (n,) in rows]


def _entries(view: View, numbers: Sequence[int]) -> Iterator[Entry]:
    """Yield actions in short; in blind mode without the claims that others judged unseen."""
    rows = _of(view.db, "SELECT n, body FROM action WHERE n IN ({}) ORDER BY n", numbers)
    for n, body in rows:
        header = json.loads(body.decode())
        who = header["reviewer"]
        claims: dict[str, None] = {}
        is_hidden = False
        for change in map(Change._make, header["changes"]):
            if not change.fields and change.op == "set":
                continue  # it only says that others refer to the record
            if hides(view, change, who):
                is_hidden = True
            else:
                claims.update(dict.fromkeys(_claims_of(view, change)))
        yield Entry(n, who, header["label"], tuple(claims), is_hidden)


def _claims_of(view: View, change: Change) -> Iterator[str]:
    """Yield the ids of the claims that a change says something of."""
    if change.kind in _ABOUT_CLAIMS:
        yield change.record[:32]
    elif change.kind in ("link", "note"):
        said = last_fields(view, change.kind, change.record)
        about = said.get("about")
        ends = [said.get("from"), said.get("to"), *(about if isinstance(about, list) else ())]
        yield from (
            end for end in ends if isinstance(end, str) and view.record("claim", end) is not None
        )


def _off(db: sqlite3.Connection, numbers: Sequence[int]) -> set[int]:
    """Return those actions that are undone, or are switches, which count for nothing themselves."""
    rows = _of(db, "SELECT n FROM action WHERE n IN ({}) AND is_off IS NOT 0", numbers)
    return {n for (n,) in rows}


def _switched(
    db: sqlite3.Connection, targets: Sequence[int], new: Collection[int]
) -> tuple[list[int], list[int]]:
    """Return which of these earlier actions are undone, and which done again, by new switches."""
    earlier = Earlier(db, SetAside(db))
    earlier.load_switches(targets)
    fresh = {id.hex() for (id,) in _of(db, "SELECT id FROM action WHERE n IN ({})", sorted(new))}
    undone: list[int] = []
    redone: list[int] = []
    for target in targets:
        switches = earlier.switches(target)
        before = [switch for switch in switches if switch.moment[1] not in fresh]
        was_off = bool(before) and not before[-1].on
        is_off = bool(switches) and not switches[-1].on
        if is_off != was_off:
            (undone if is_off else redone).append(target)
    return undone, redone


def _outside(
    db: sqlite3.Connection, ranges: Iterable[tuple[int, int]], others: Iterable[tuple[int, int]]
) -> list[int]:
    """Return the numbers of actions within some ranges and in none of others; no switches."""
    within = list(joined(others))
    found: list[int] = []
    for start, end in joined(ranges):
        rows = db.execute(
            "SELECT n FROM action WHERE n BETWEEN ? AND ? AND is_off = 0", (start, end)
        )
        found += [n for (n,) in rows if not any(a <= n <= b for a, b in within)]
    return found


def _of(db: sqlite3.Connection, question: str, numbers: Sequence[int]) -> list[Any]:
    """Return the rows of a question about some numbers, which stand where it has {}."""
    found: list[Any] = []
    for batch in batches(numbers):
        found += db.execute(question.format(marks(batch)), batch).fetchall()
    return found
