"""Random histories of three machines; `laws` says what has to hold of each.

A history is a list of steps, each four small numbers, so that Hypothesis can
shrink it and a seeded generator can make it alike every time. Machine 0 and 1
are one person's laptop and desktop, machine 2 is somebody else's.
"""

import os
import random
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from deeds import (
    ARTICLES,
    CLAIMS,
    X,
    Y,
    adjudicate,
    create,
    describe_source,
    judge,
    link,
    mark,
    write_statement,
)
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from replicas import Actions, Graph, Machine, off_in

from credreview.domain.journal import Change

__all__ = ["Actions", "Graph", "History", "Key", "Machine", "Step", "off_in"]

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

OWNERS = (X, X, Y)
START = 1_700_000_000_000
DAY = 24 * 3600 * 1000
OFFSETS = (0, -400 * DAY, 400 * DAY, 3, -DAY, 61 * DAY)


def exchange(giver: Machine, taker: Machine) -> None:
    """Bring all that one machine holds to another, parents first."""
    taker.bring(giver)


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
    *("link", "drop_article", "foreign_write", "foreign_switch", "same_wall", "adjudicate"),
    *("write_statement", "describe_source"),
)


class History:
    """Plays steps on three machines; `watch` sees every machine before and after each."""

    verbs = VERBS

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
            self._step((0, self.verbs.index("import"), number, 0))
        self._meet(0, 1)
        self._meet(0, 2)
        for step in steps:
            self._step(step)

    def _step(self, step: Step) -> None:
        who, verb, a, b = step
        machine = self.machines[who % 3]
        name = self.verbs[verb % len(self.verbs)]
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
            machine.act(self.wall, "link", link(one, other, b))

    def _adjudicate(self, machine: Machine, who: int, a: int, b: int) -> None:
        claims = machine.known("claim", CLAIMS)
        if claims:
            changes = adjudicate(claims[a % len(claims)], machine.reviewer, b)
            machine.act(self.wall, "adjudicate", changes)

    def _write_statement(self, machine: Machine, who: int, a: int, b: int) -> None:
        machine.act(self.wall, "write_statement", write_statement(a, b))

    def _describe_source(self, machine: Machine, who: int, a: int, b: int) -> None:
        machine.act(self.wall, "describe_source", describe_source(b))

    def _undo(self, machine: Machine, who: int, a: int, b: int) -> None:
        undo(machine, self.wall)

    def _redo(self, machine: Machine, who: int, a: int, b: int) -> None:
        redo(machine, self.wall)

    def _foreign_write(self, machine: Machine, who: int, a: int, b: int) -> None:
        """Write under somebody else's judgement or agreement, as a forged file would."""
        owner = Y if machine.reviewer == X else X
        claims = machine.known("claim", CLAIMS)
        if claims:
            record = claims[a % len(claims)] + owner
            op: Any = ("set", "del", "new")[b % 3]
            fields = {} if op == "del" else {"grade": ["F", "6"]}
            changes = [
                Change(("judgement", "adjudication")[a % 2], record, op, fields),
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


def lists_of_steps(verbs: Sequence[str]) -> st.SearchStrategy[list[Step]]:
    """Return a strategy for the steps of a history with these verbs."""
    numbers = (2, len(verbs) - 1, 5, 6)
    return st.lists(st.tuples(*(st.integers(0, last) for last in numbers)), min_size=8, max_size=32)


step_lists = lists_of_steps(VERBS)
offset_lists = st.tuples(*[st.sampled_from(OFFSETS)] * 3)


def seeded(seed: int, verbs: Sequence[str] = VERBS) -> tuple[list[Step], tuple[int, int, int]]:
    """Return the steps and clock offsets of one history, the same for the same seed."""
    chance = random.Random(seed)
    steps = [
        (
            chance.randrange(3),
            chance.randrange(len(verbs)),
            chance.randrange(6),
            chance.randrange(7),
        )
        for _ in range(chance.randrange(10, 36))
    ]
    return steps, (chance.choice(OFFSETS), chance.choice(OFFSETS), chance.choice(OFFSETS))
