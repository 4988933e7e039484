"""The laws that hold of every history; each compares `fold.fold_all` with a demand on it.

What stands, what had seen what and which clock is greater is asked of
`histories.Graph`, never of the code under test.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from histories import Actions, Graph, History, Key, Machine, Step, off_in

from credreview.domain import fold
from credreview.domain.fold import Folded
from credreview.domain.journal import Action, Change


def without(actions: Actions, ids: Iterable[str]) -> Actions:
    """Return the same graph in which some actions say nothing."""
    silent = Change("silence", "00" * 16, "set", {})
    gone = set(ids)
    return {
        id: replace(action, changes=(silent,)) if id in gone else action
        for id, action in actions.items()
    }


def shown(folds: dict[Key, Folded]) -> dict[Key, Any]:
    """Return folds in a form that compares: who won with what, what differs, who deleted."""
    return {
        key: (
            found.alive,
            found.fields,
            {name: write.id for name, write in found.winners.items()},
            {
                name: sorted((write.id, json.dumps(value)) for write, value in others)
                for name, others in found.differences.items()
            },
            [write.id for write in found.contested],
        )
        for key, found in folds.items()
        if key[0] != "silence"
    }


def check_as_if_not_done(after: Actions, undone: Iterable[str]) -> None:
    """Undo is as if the actions had not been, but for the identity of what they created."""
    actual, wanted = fold.fold_all(after), fold.fold_all(without(after, undone))
    hidden = set(undone)
    for key, found in actual.items():
        extra = {n for n, w in found.winners.items() if w.off and w.op == "new" and w.id in hidden}
        expected = wanted.get(key)
        if expected is None:
            assert not found.alive, f"{key} lives by what was undone"
            assert found.fields.keys() <= extra, f"{key} shows what was undone"
            continue
        rest = replace(
            found,
            fields={n: v for n, v in found.fields.items() if n not in extra},
            winners={n: w for n, w in found.winners.items() if n not in extra},
        )
        # Where everybody's creation is undone, the oldest gives the identity.
        kept = replace(
            expected,
            fields={n: v for n, v in expected.fields.items() if n not in extra},
            winners={n: w for n, w in expected.winners.items() if n not in extra},
        )
        assert all(expected.winners[n].off for n in extra & expected.fields.keys())
        assert shown({key: rest}) == shown({key: kept}), f"{key} after undo"


def check_values(graph: Graph, actions: Actions) -> None:
    """Check what shows, what lives and what differs, from the graph alone."""
    folds = fold.fold_all(actions)
    off = off_in(graph, actions)
    writes: dict[Key, list[tuple[Action, Change]]] = {}
    for action in actions.values():
        for change in action.changes:
            owner = {
                "judgement": change.record[32:],
                "adjudication": change.record[32:],
                "reviewer": change.record,
            }.get(change.kind)
            if not change.is_switch and owner in (None, action.reviewer):
                writes.setdefault((change.kind, change.record), []).append((action, change))
    assert folds.keys() == writes.keys()
    for key, found in writes.items():
        folded = folds[key]
        standing = [(a, c) for a, c in found if a.id not in off]
        deleted = [a for a, c in standing if c.op == "del"]
        unseen = [
            a
            for a, c in standing
            if c.op != "del" and not any(a.id in graph.past[d.id] for d in deleted)
        ]
        assert folded.alive == bool(unseen), f"{key}: a deletion hides only what it has seen"
        for name in {name for _, c in found for name in c.fields}:
            _check_field(graph, key, name, standing, found, folded)


def _check_field(
    graph: Graph,
    key: Key,
    name: str,
    standing: list[tuple[Action, Change]],
    found: list[tuple[Action, Change]],
    folded: Folded,
) -> None:
    where = f"{key} {name}"
    chosen = [(a, c) for a, c in standing if c.op == "set" and name in c.fields]
    rank = chosen or [(a, c) for a, c in standing if c.op == "new" and name in c.fields]
    if not rank:
        created = sorted(
            ((a, c) for a, c in found if c.op == "new" and name in c.fields),
            key=lambda w: graph.age(w[0]),
        )
        identity_kept = [w[1].fields[name] for w in created[:1]]
        assert [folded.fields[n] for n in [name] if n in folded.fields] == identity_kept, where
        return
    ids = {a.id for a, _ in rank}
    newest = [(a, c) for a, c in rank if not any(a.id in graph.past[i] for i in ids)]
    winner = folded.winners[name]
    assert winner.id in ids, f"{where}: undone, or a creation over a correction"
    assert winner.id in {a.id for a, _ in newest}, f"{where}: one who saw it wrote later"
    latest = max(newest, key=lambda w: graph.age(w[0]))
    assert folded.fields[name] == latest[1].fields[name], f"{where}: the clock decides"
    differing = {(a.id, json.dumps(c.fields[name])) for a, c in newest}
    other = {d for d in differing if d[1] != json.dumps(folded.fields[name])}
    told = {(w.id, json.dumps(v)) for w, v in folded.differences.get(name, ())}
    assert told == other, f"{where}: differences are those that did not know each other"


def watch_laws(history: History, before: Machine, after: Machine, verb: str) -> None:
    """Check after one step what undo, redo and forged actions may do."""
    new = [a for id, a in after.actions.items() if id not in before.actions]
    if verb == "undo" and new:
        targets = before.undo_targets()
        check_as_if_not_done(after.actions, [t.id for t in targets])
    elif verb == "redo" and new:
        ids = {t.id for t in before.redo_targets()}
        switches = {
            a.id
            for a in after.actions.values()
            if a.is_switch and ids & {c.record for c in a.changes}
        }
        switches |= {a.id for a in new}
        silent = fold.fold_all(without(after.actions, switches))
        assert shown(fold.fold_all(after.actions)) == shown(silent), "redone is never undone"
    elif verb in ("foreign_write", "foreign_switch"):
        was, now = shown(fold.fold_all(before.actions)), shown(fold.fold_all(after.actions))
        assert was == now, "what is not one's own does not count"


def check_history(steps: Sequence[Step], offsets: Sequence[int]) -> History:
    """Play a history on actions alone and check every law of the fold."""
    history = History(steps, offsets, watch=watch_laws)
    for machine in history.machines:
        check_values(history.graph, machine.actions)
        switches = [a for a in machine.actions.values() if a.is_switch]
        off = off_in(history.graph, machine.actions)
        check_as_if_not_done(machine.actions, off | {a.id for a in switches})
    history.exchange_fully()
    everything = set().union(*history.acknowledged)
    for machine in history.machines:
        assert machine.actions.keys() == everything, "nothing acknowledged is lost"
        assert machine.heads == history.machines[0].heads
    check_values(history.graph, history.machines[0].actions)
    return history


def write_old_values_back(machine: Machine, wall: int) -> None:
    """Undo as most programs do it, by writing the prior values; the laws have to catch that."""
    targets = machine.undo_targets()
    if not targets:
        return
    before = fold.fold_all(without(machine.actions, [t.id for t in targets]))
    changes = []
    for target in targets:
        for c in target.changes:
            was = before.get((c.kind, c.record))
            if was is None or not was.alive:
                changes.append(Change(c.kind, c.record, "del", {}))
            else:
                prior = {name: was.fields.get(name) for name in c.fields}
                changes.append(Change(c.kind, c.record, "set", prior))
    machine.act(wall, "undo", changes)
