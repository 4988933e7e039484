"""One person's copy of a review in random histories, as plain sets of actions.

Clocks, pasts and standing actions are reckoned here in the plainest way, by
walking the whole graph, and never by the code under test.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from credreview.domain import journal
from credreview.domain.journal import Action, Change

Actions = dict[str, Action]

#: Labels of actions that undo passes over.
PERMANENT = ("begin", "introduce")


class Graph:
    """All actions of one history, whoever holds them: their pasts and clocks."""

    def __init__(self) -> None:
        self.past: dict[str, frozenset[str]] = {}
        self.clock: dict[str, int] = {}

    def add(self, action: Action) -> None:
        """Reckon an action whose parents are here."""
        past = frozenset(action.parents).union(*(self.past[p] for p in action.parents))
        self.past[action.id] = past
        self.clock[action.id] = max([action.wall, *(1 + self.clock[p] for p in past)])

    def age(self, action: Action) -> tuple[int, str]:
        """Return what decides between two actions that did not know each other."""
        return self.clock[action.id], action.id


def off_in(graph: Graph, actions: Actions) -> set[str]:
    """Return the ids of actions whose last switch by their own reviewer is "off"."""
    off = set()
    for target in actions.values():
        switches = [
            (graph.age(a), c.op)
            for a in actions.values()
            for c in a.changes
            if c.is_switch and c.record == target.id and a.reviewer == target.reviewer
        ]
        if switches and not target.is_switch and max(switches)[1] == "off":
            off.add(target.id)
    return off


@dataclass
class Machine:
    """One person's copy of a review."""

    graph: Graph
    reviewer: str
    offset: int = 0
    actions: Actions = field(default_factory=dict)
    bodies: dict[str, bytes] = field(default_factory=dict)
    heads: set[str] = field(default_factory=set)

    def act(
        self,
        wall: int,
        label: str,
        changes: Sequence[Change],
        batch: str | None = None,
        reviewer: str | None = None,
    ) -> str:
        """Do something on top of all that this machine has seen."""
        body = journal.write_body(
            reviewer=reviewer or self.reviewer,
            label=label,
            wall=wall + self.offset,
            parents=list(self.heads),
            changes=changes,
            batch=batch,
        )
        self.take(body)
        return journal.action_id(body)

    def take(self, body: bytes) -> None:
        """Hold an action whose parents are held."""
        action = journal.read_body(body)
        if action.id in self.actions:
            return
        assert all(parent in self.actions for parent in action.parents), "a parent is missing"
        if action.id not in self.graph.past:
            self.graph.add(action)
        self.actions[action.id] = action
        self.bodies[action.id] = body
        self.heads -= set(action.parents)
        self.heads.add(action.id)

    def bring(self, giver: "Machine") -> None:
        """Take all that another machine holds, parents first."""
        for id, body in giver.bodies.items():
            if id not in self.actions:
                self.take(body)

    def copy(self) -> "Machine":
        """Return a machine that goes on from here."""
        return replace(
            self, actions=dict(self.actions), bodies=dict(self.bodies), heads=set(self.heads)
        )

    def own(self) -> list[Action]:
        """Return the own actions that can be undone, oldest first."""
        mine = [a for a in self.actions.values() if a.reviewer == self.reviewer]
        deeds = [a for a in mine if not a.is_switch and a.label not in PERMANENT]
        return sorted(deeds, key=self.graph.age)

    def undo_targets(self) -> list[Action]:
        """Return what undo turns off: the latest standing own action and its batch."""
        off = off_in(self.graph, self.actions)
        standing = [a for a in self.own() if a.id not in off]
        if not standing:
            return []
        latest = standing[-1]
        return [a for a in standing if a is latest or (a.batch and a.batch == latest.batch)]

    def redo_targets(self) -> list[Action]:
        """Return what redo turns on: the last undone, until something new was done."""
        off = off_in(self.graph, self.actions)
        mine = [a for a in self.actions.values() if a.reviewer == self.reviewer]
        for action in sorted(mine, key=self.graph.age, reverse=True):
            if not action.is_switch:
                if action.label in PERMANENT:
                    continue
                return []
            if action.changes[0].op == "off":
                own = off & {a.id for a in mine}  # a forged undo of another's counts for nothing
                targets = [self.actions[c.record] for c in action.changes if c.record in own]
                if targets:
                    return targets
        return []

    def switch(self, wall: int, targets: Iterable[Action], op: Any) -> str:
        """Turn actions off or on."""
        label = "undo" if op == "off" else "redo"
        return self.act(wall, label, [Change("action", t.id, op, {}) for t in targets])

    def known(self, kind: str, among: Sequence[str]) -> list[str]:
        """Return the records that some action here created."""
        made = {
            c.record
            for a in self.actions.values()
            for c in a.changes
            if c.kind == kind and c.op == "new"
        }
        return [record for record in among if record in made]
