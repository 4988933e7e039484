"""Random histories of three machines; `laws` says what has to hold of each.

A history is a list of steps, each four small numbers, so that Hypothesis can
shrink it and a seeded generator can make it alike every time. Machine 0 and 1
are one person's laptop and desktop, machine 2 is somebody else's. Clocks,
pasts and standing actions are reckoned here in the plainest way, by walking
the whole graph, and never by the code under test.
"""

import os
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from deeds import ARTICLES, CLAIMS, X, Y, create, judge, mark
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from credreview.domain import identity, journal
from credreview.domain.journal import Action, Change

SLOW = os.environ.get("CREDREVIEW_SLOW") == "1"
HISTORIES = 4_000 if SLOW else 300

#: For tests over random histories: many examples, no deadline of their own.
thorough = settings(
    max_examples=HISTORIES,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
patient = pytest.mark.timeout(3600 if SLOW else 300)

Step = tuple[int, int, int, int]
Key = tuple[str, str]
Actions = dict[str, Action]

OWNERS = (X, X, Y)
#: Labels of actions that undo passes over.
PERMANENT = ("begin", "introduce")
START = 1_700_000_000_000
DAY = 24 * 3600 * 1000
OFFSETS = (0, -400 * DAY, 400 * DAY, 3, -DAY, 61 * DAY)


# The graph, reckoned anew


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


# Machines


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


def exchange(giver: Machine, taker: Machine) -> None:
    """Bring all that one machine holds to another, parents first."""
    for id, body in giver.bodies.items():
        if id not in taker.actions:
            taker.take(body)


def undo(machine: Machine, wall: int) -> None:
    """Undo as the design says: a switch."""
    targets = machine.undo_targets()
    if targets:
        machine.switch(wall, targets, "off")


def redo(machine: Machine, wall: int) -> None:
    """Redo as the design says: the switch turned back."""
    targets = machine.redo_targets()
    if targets:
        machine.switch(wall, targets, "on")


VERBS = (
    *("import", "import", "mark", "mark", "judge", "judge", "judge", "title", "title"),
    *("unmark", "undo", "undo", "undo", "redo", "redo", "exchange", "exchange", "exchange"),
    *("link", "drop_article", "foreign_write", "foreign_switch", "same_wall"),
)


class History:
    """Plays steps on three machines; `watch` sees every machine before and after each."""

    def __init__(
        self,
        steps: Sequence[Step],
        offsets: Sequence[int] = (0, 0, 0),
        make: Callable[[Graph, str, int], Machine] = Machine,
        watch: Callable[["History", Machine, Machine, str], None] | None = None,
    ) -> None:
        self.graph = Graph()
        self.machines = [
            make(self.graph, owner, offset) for owner, offset in zip(OWNERS, offsets, strict=True)
        ]
        self.acknowledged: list[set[str]] = [set(), set(), set()]
        self.wall = START
        self.number = 0
        self._watch = watch
        for number in range(len(ARTICLES)):
            self._step((0, VERBS.index("import"), number, 0))
        self._meet(0, 1)
        self._meet(0, 2)
        for step in steps:
            self._step(step)

    def _step(self, step: Step) -> None:
        who, verb, a, b = step
        machine = self.machines[who % 3]
        name = VERBS[verb % len(VERBS)]
        self.number += 1
        if name != "same_wall":
            self.wall += 1000
        before = machine.copy() if self._watch else machine
        getattr(self, f"_{name}")(machine, who % 3, a, b)
        self.acknowledged[who % 3] |= machine.actions.keys()
        if self._watch:
            self._watch(self, before, machine, name)

    def _same_wall(self, machine: Machine, who: int, a: int, b: int) -> None:
        self._judge(machine, who, a, b)

    def _import(self, machine: Machine, who: int, a: int, b: int) -> None:
        title = f"Raw title {b % 2}"
        if a % 3 == 2:  # many actions, one step
            batch = f"{self.wall}-{self.number:016x}"
            for part in range(2):
                self.number += 1
                changes = create((a + part) % len(ARTICLES), self.number, title)
                machine.act(self.wall, "import", changes, batch)
        else:
            machine.act(self.wall, "import", create(a % len(ARTICLES), self.number, title))

    def _mark(self, machine: Machine, who: int, a: int, b: int) -> None:
        machine.act(self.wall, "mark_claim", mark(CLAIMS[a % len(CLAIMS)]))

    def _judge(self, machine: Machine, who: int, a: int, b: int) -> None:
        claims = machine.known("claim", CLAIMS)
        if not claims:
            return self._mark(machine, who, a, b)
        changes = judge(claims[a % len(claims)], machine.reviewer, a + b, b)
        machine.act(self.wall, "judge", changes)
        return None

    def _title(self, machine: Machine, who: int, a: int, b: int) -> None:
        fields = ({"title": f"Title {b % 3}"}, {"title": None}, {"author": f"Author {b % 2}"})
        change = Change("article", ARTICLES[a % len(ARTICLES)], "set", fields[b % 3])
        machine.act(self.wall, "set_article", [change])

    def _unmark(self, machine: Machine, who: int, a: int, b: int) -> None:
        claims = machine.known("claim", CLAIMS)
        if claims:
            change = Change("claim", claims[a % len(claims)], "del", {})
            machine.act(self.wall, "unmark_claim", [change])

    def _drop_article(self, machine: Machine, who: int, a: int, b: int) -> None:
        change = Change("article", ARTICLES[a % len(ARTICLES)], "del", {})
        machine.act(self.wall, "drop_article", [change])

    def _link(self, machine: Machine, who: int, a: int, b: int) -> None:
        claims = machine.known("claim", CLAIMS)
        if len(claims) > 1:
            one, other = claims[a % len(claims)], claims[(a + 1) % len(claims)]
            id = identity.link_id("confirms", one, other)
            ends = dict(zip(("from", "to"), sorted((one, other)), strict=True))
            changes = [
                Change("link", id, "new", {"relation": "confirms", **ends}),
                Change("claim", one, "set", {}),
                Change("claim", other, "set", {}),
                Change("link", id, "set", {"note": f"Note {b % 2}"}),
            ]
            machine.act(self.wall, "link", changes)

    def _undo(self, machine: Machine, who: int, a: int, b: int) -> None:
        undo(machine, self.wall)

    def _redo(self, machine: Machine, who: int, a: int, b: int) -> None:
        redo(machine, self.wall)

    def _foreign_write(self, machine: Machine, who: int, a: int, b: int) -> None:
        """Write under somebody else's judgement, as a forged file would."""
        owner = Y if machine.reviewer == X else X
        claims = machine.known("claim", CLAIMS)
        if claims:
            record = claims[a % len(claims)] + owner
            op: Any = ("set", "del", "new")[b % 3]
            fields = {} if op == "del" else {"grade": ["F", "6"]}
            changes = [
                Change("judgement", record, op, fields),
                Change("reviewer", owner, "set", {"name": "An impostor"}),
            ]
            machine.act(self.wall, "judge", changes)

    def _foreign_switch(self, machine: Machine, who: int, a: int, b: int) -> None:
        """Switch somebody else's action, as a forged file would."""
        others = [
            action
            for action in machine.actions.values()
            if action.reviewer != machine.reviewer and not action.is_switch
        ]
        if others:
            target = others[a % len(others)]
            machine.switch(self.wall, [target], ("off", "on")[b % 2])

    def _exchange(self, machine: Machine, who: int, a: int, b: int) -> None:
        giver = (who + 1 + a % 2) % 3
        exchange(self.machines[giver], machine)
        if b % 2:
            exchange(machine, self.machines[giver])
            self.acknowledged[giver] |= self.machines[giver].actions.keys()

    def _meet(self, one: int, other: int) -> None:
        exchange(self.machines[one], self.machines[other])
        exchange(self.machines[other], self.machines[one])

    def exchange_fully(self) -> None:
        """Let all machines end with all actions."""
        for one, other in ((0, 1), (1, 2), (2, 0), (0, 1)):
            self._meet(one, other)


step_lists = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.integers(0, len(VERBS) - 1),
        st.integers(0, 5),
        st.integers(0, 6),
    ),
    min_size=8,
    max_size=32,
)
offset_lists = st.tuples(*[st.sampled_from(OFFSETS)] * 3)


def seeded(seed: int) -> tuple[list[Step], tuple[int, int, int]]:
    """Return the steps and clock offsets of one history, the same for the same seed."""
    chance = random.Random(seed)
    steps = [
        (
            chance.randrange(3),
            chance.randrange(len(VERBS)),
            chance.randrange(6),
            chance.randrange(7),
        )
        for _ in range(chance.randrange(10, 36))
    ]
    return steps, (chance.choice(OFFSETS), chance.choice(OFFSETS), chance.choice(OFFSETS))
