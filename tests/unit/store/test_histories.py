"""Random histories on the real tables: what every file shows is the pure fold of what it holds."""

import random
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import histories
import pytest
import tables
from copies import check_words
from deeds import TEXTS
from histories import Step, patient, thorough
from hypothesis import given
from hypothesis import strategies as st

from credreview.domain import journal
from credreview.domain.journal import Change
from credreview.store import projection, texts, verify
from credreview.store.causality import Chains
from credreview.store.journal import Journal
from credreview.store.projected import Tables


@dataclass
class FileMachine(histories.Machine):
    """A machine whose own actions are appended to real tables, and others' accepted."""

    db: sqlite3.Connection = field(default_factory=tables.empty_review)

    def __post_init__(self) -> None:
        for text in TEXTS:
            texts.put(self.db, text.encode())

    def act(
        self,
        wall: int,
        label: str,
        changes: Sequence[Change],
        batch: str | None = None,
        reviewer: str | None = None,
    ) -> str:
        opened = Journal(self.db)
        id = opened.append(
            reviewer=reviewer or self.reviewer,
            label=label,
            wall=wall + self.offset,
            changes=changes,
            batch=batch,
        )
        opened.finish()
        (body,) = self.db.execute(
            "SELECT body FROM action WHERE id = ?", (bytes.fromhex(id),)
        ).fetchone()
        seen = set(self.heads)
        super().take(body)
        assert set(self.actions[id].parents) == seen, "a new action follows all heads"
        return id

    def take(self, body: bytes) -> None:
        super().take(body)
        opened = Journal(self.db)
        opened.accept(body)
        opened.finish()


def check_file(machine: FileMachine) -> None:
    """Check that a file's tables are the fold of its actions, and rebuild to the same."""
    assert list(tables.bodies(machine.db)) == list(machine.bodies), "nothing lost, nothing added"
    held = tables.tables(machine.db)
    assert held == tables.demanded(machine.actions)
    check_words(machine.db, held)
    heads = {id.hex() for (id,) in machine.db.execute("SELECT id FROM action JOIN head USING (n)")}
    assert heads == machine.heads
    found = verify.check(lambda work: work(machine.db))
    # These histories name rationales by hash alone; their words are not in the file.
    assert [problem for problem in found.problems if "not there" not in problem] == []
    assert found.fingerprint == journal.fingerprint(sorted(machine.heads))


def shuffled(machine: histories.Machine, seed: int) -> list[bytes]:
    """Return the bodies in another order in which parents still come first."""
    chance = random.Random(seed)
    waiting = dict(machine.actions)
    order: list[bytes] = []
    while waiting:
        ready = [a for a in waiting.values() if not any(p in waiting for p in a.parents)]
        chosen = chance.choice(sorted(ready, key=lambda a: a.id))
        order.append(machine.bodies[chosen.id])
        del waiting[chosen.id]
    return order


def file_of(bodies: Sequence[bytes], *, every: int) -> sqlite3.Connection:
    """Return a file that took these bodies, some in each transaction."""
    db = tables.empty_review()
    for text in TEXTS:
        texts.put(db, text.encode())
    for start in range(0, len(bodies), every):
        opened = Journal(db)
        for body in bodies[start : start + every]:
            assert opened.accept(body)
        opened.finish()
    return db


def check_files(steps: Sequence[Step], offsets: Sequence[int], seed: int) -> None:
    """Play a history on three real files and compare them with the fold, and each other."""
    history = histories.History(steps, offsets, make=FileMachine)
    for machine in history.machines:
        assert isinstance(machine, FileMachine)
        check_file(machine)
    history.exchange_fully()
    first = history.machines[0]
    assert isinstance(first, FileMachine)
    check_file(first)
    held = tables.tables(first.db)
    for other in history.machines[1:]:
        assert isinstance(other, FileMachine)
        assert tables.tables(other.db) == held, "A + B = B + A"
    for every in (1, 3, 1000):
        other_file = file_of(shuffled(first, seed + every), every=every)
        assert tables.tables(other_file) == held, "the order of arrival shows"
        other_file.close()
    assert verify.rebuild(first.db) == 0, "what was built step by step is what is built anew"
    assert tables.tables(first.db) == held
    check_words(first.db, held)
    for machine in history.machines:
        assert isinstance(machine, FileMachine)
        machine.db.close()


@pytest.fixture(autouse=True)
def _two_records_a_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(projection, "BATCH", 2)
    monkeypatch.setattr(verify, "BATCH", 2)


@patient
@thorough
@given(histories.step_lists, histories.offset_lists, st.integers(0, 99))
def test_the_tables_are_the_fold_in_whatever_order_the_actions_came(
    steps: list[Step], offsets: tuple[int, int, int], seed: int
) -> None:
    check_files(steps, offsets, seed)


# Wrong tables are caught by the same comparison.


def _causality_by_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Chains, "before", lambda self, one, other: one.clock < other.clock)


def _forgetting_other_chains(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Chains, "_new_set", lambda self, view: 0)


def _passing_over_every_touch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Tables, "settled", lambda self, named: set(named))


def _never_reading_touches(monkeypatch: pytest.MonkeyPatch) -> None:
    real = projection.Projection._written

    def written(self: Any, named: Any, where: str, numbers: Any) -> Any:
        return real(self, named, where, () if "c.ops = 1" in where else numbers)

    monkeypatch.setattr(projection.Projection, "_written", written)


def _letting_anyone_write(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(projection, "counts", lambda kind, record, reviewer: True)


def _folding_only_what_a_switch_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Journal, "_records_of", lambda self, target: [])


def _indexing_only_once(monkeypatch: pytest.MonkeyPatch) -> None:
    right = Tables._index

    def index(self, r, b, old, new, *, known):
        if not known:
            right(self, r, b, old, new, known=known)

    monkeypatch.setattr(Tables, "_index", index)


@pytest.mark.parametrize(
    "spoil",
    [
        _causality_by_the_clock,
        _forgetting_other_chains,
        _passing_over_every_touch,
        _never_reading_touches,
        _letting_anyone_write,
        _folding_only_what_a_switch_names,
        _indexing_only_once,
    ],
    ids=lambda spoil: spoil.__name__.strip("_"),
)
def test_wrong_tables_are_caught(
    spoil: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(monkeypatch)
    for seed in range(150):
        try:
            check_files(*histories.seeded(seed), seed)
        except (AssertionError, ValueError):  # a switch may be refused as of what was not seen
            return
    pytest.fail("150 histories did not tell these tables from the right ones")
