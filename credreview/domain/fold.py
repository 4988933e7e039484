"""The fold: which values show, given all that was written to a record.

It is a pure function of the set of actions: in whatever order they came,
everybody who holds the same set sees the same review. The store folds one
record at a time with `fold_record`; `fold_all` folds a whole set in memory
and is what the store is tested against.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from credreview.domain.journal import OF_ONE_REVIEWER, Action


class Write(NamedTuple):
    """One action's writes to one record."""

    clock: int
    id: str
    off: bool
    op: str
    fields: Mapping[str, Any]
    reviewer: str


Before = Callable[[Write, Write], bool]


@dataclass(frozen=True, slots=True)
class Folded:
    """What a record shows.

    Attributes:
        alive: Some standing write was not seen by any standing deletion.
        fields: The values that show.
        winners: The write that each value comes from.
        differences: Standing values beside the shown one that did not know of it.
        contested: Standing deletions that nobody has seen who wrote to the
            record, which lives all the same; by age.
        since: The least clock of its creations that stand, else of all; 0
            without one. An extract that comes back creates anew, and later.
    """

    alive: bool
    fields: dict[str, Any]
    winners: dict[str, Write]
    differences: dict[str, list[tuple[Write, Any]]]
    contested: tuple[Write, ...] = ()
    since: int = 0


def counts(kind: str, record: str, reviewer: str) -> bool:
    """Return whether a reviewer's writes to a record count at all.

    Judgements, adjudications and the records of people are their owner's alone; this is a
    rule of the fold because a merged file does not pass through our screens.
    """
    if kind in OF_ONE_REVIEWER:
        return record[32:] == reviewer
    if kind == "reviewer":
        return record == reviewer
    return True


def fold_record(kind: str, writes: Sequence[Write], before: Before) -> Folded:
    """Return what a record shows.

    Args:
        kind: The record's kind; an undone creation hides a record but keeps
            the values that make its identity (all kinds but "review").
        writes: All writes to it that count, in any order.
        before: Whether the first write's action lies in the past of the second's.
    """
    if len(writes) == 1:
        (only,) = writes
        if only.op != "del" and not only.off:  # most records; nothing can differ
            since = only.clock if only.op == "new" else 0
            shown = dict(only.fields)
            return Folded(True, shown, dict.fromkeys(shown, only), {}, (), since)
    deletions = [w for w in writes if w.op == "del" and not w.off]
    standing = [w for w in writes if w.op != "del" and not w.off]
    if deletions:
        alive = any(not any(before(w, d) for d in deletions) for w in standing)
    else:
        alive = bool(standing)
    by_field: dict[str, list[tuple[Write, Any]]] = {}
    for write in writes:
        for name, value in write.fields.items():
            by_field.setdefault(name, []).append((write, value))
    fields: dict[str, Any] = {}
    winners: dict[str, Write] = {}
    differences: dict[str, list[tuple[Write, Any]]] = {}
    for name, candidates in by_field.items():
        ranked = _ranked(candidates, has_identity=kind != "review")
        if not ranked:
            continue
        top, value = max(ranked, key=_age)
        fields[name], winners[name] = value, top
        if len(ranked) > 1:
            others = [
                (w, v)
                for w, v in ranked
                if v != value and not any(x is not w and before(w, x) for x, _ in ranked)
            ]
            if others:
                differences[name] = sorted(others, key=_age)
    unsettled = [d for d in deletions if not any(before(d, w) for w in standing)]
    contested = tuple(sorted(unsettled, key=lambda d: (d.clock, d.id))) if alive else ()
    return Folded(alive, fields, winners, differences, contested, _since(writes))


def _since(writes: Sequence[Write]) -> int:
    created = [w for w in writes if w.op == "new"]
    standing = [w for w in created if not w.off]
    return min((w.clock for w in standing or created), default=0)


def _age(candidate: tuple[Write, Any]) -> tuple[int, str]:
    return candidate[0].clock, candidate[0].id


def _ranked(candidates: list[tuple[Write, Any]], *, has_identity: bool) -> list[tuple[Write, Any]]:
    """Return the writes that compete: set by a person, else brought at creation."""
    for op in ("set", "new"):
        standing = [c for c in candidates if c[0].op == op and not c[0].off]
        if standing:
            return standing
    created = [c for c in candidates if c[0].op == "new"]
    return [min(created, key=_age)] if created and has_identity else []


def clocks(actions: Mapping[str, Action]) -> dict[str, int]:
    """Return each action's clock: its wall time, or just later than all it has seen."""
    result: dict[str, int] = {}
    for action in parents_first(actions):
        seen = max((result[p] for p in action.parents), default=-1)
        result[action.id] = max(action.wall, 1 + seen)
    return result


def parents_first(actions: Mapping[str, Action]) -> Iterable[Action]:
    """Yield the actions so that each comes after its parents."""
    done: set[str] = set()
    for start in sorted(actions):
        stack = [start]
        while stack:
            action = actions[stack[-1]]
            waiting = [p for p in action.parents if p not in done]
            if waiting:
                stack.extend(waiting)
                continue
            stack.pop()
            if action.id not in done:
                done.add(action.id)
                yield action


def switched_off(actions: Mapping[str, Action], clock: Mapping[str, int]) -> set[str]:
    """Return the ids of actions that are off.

    The last switch by (clock, id) decides; only switches by the action's own
    reviewer count, and switches cannot be switched.
    """
    last: dict[str, tuple[int, str, bool]] = {}
    for action in actions.values():
        for change in action.changes:
            target = actions.get(change.record) if change.is_switch else None
            if target and target.reviewer == action.reviewer and not target.is_switch:
                entry = (clock[action.id], action.id, change.op == "off")
                last[target.id] = max(last.get(target.id, entry), entry)
    return {id for id, (_, _, off) in last.items() if off}


def fold_all(actions: Mapping[str, Action]) -> dict[tuple[str, str], Folded]:
    """Return what every record shows, keyed by (kind, record id); the reference fold."""
    clock = clocks(actions)
    off = switched_off(actions, clock)
    past: dict[str, frozenset[str]] = {}
    for action in parents_first(actions):
        past[action.id] = frozenset(action.parents).union(*(past[p] for p in action.parents))
    writes: dict[tuple[str, str], list[Write]] = {}
    for action in actions.values():
        for c in action.changes:
            if not c.is_switch and counts(c.kind, c.record, action.reviewer):
                writes.setdefault((c.kind, c.record), []).append(
                    Write(
                        clock[action.id],
                        action.id,
                        action.id in off,
                        c.op,
                        c.fields,
                        action.reviewer,
                    )
                )
    return {
        key: fold_record(key[0], found, lambda a, b: a.id in past[b.id])
        for key, found in writes.items()
    }
