"""Random histories of three machines with a review file each, merged by the real functions.

The files pass the real gate; what they have to hold is reckoned beside them
in plain sets, and what they have to show by the pure fold.
"""

import json
import tempfile
from array import array
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import histories
import laws
import pytest
from copies import FileHistory, FileMachine, Shelf
from histories import SLOW, Step
from hypothesis import given, settings

from credreview.domain.errors import UserError
from credreview.domain.fold import fold_record
from credreview.store import guarded, journal, projection, seals, union, unmerge, verify
from credreview.store.file import ReviewFile, driver
from credreview.store.projected import Tables
from credreview.store.projection import Projection

HISTORIES = 10_000 if SLOW else 300
#: A folder in memory: these histories are about what is written, not about when.
QUICK = Path("/dev/shm") if Path("/dev/shm").is_dir() else None


@cache
def empty() -> bytes:
    """Return the bytes of a review in which nothing was done."""
    with tempfile.TemporaryDirectory(dir=QUICK) as folder:
        path = Path(folder) / "empty.credreview"
        ReviewFile.create(path).close()
        return path.read_bytes()


@pytest.fixture(autouse=True)
def _small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """A merge of a few actions takes several transactions, and a fold several batches."""
    monkeypatch.setattr(union, "STEP", 3)
    monkeypatch.setattr(union, "MOST_A_STEP", 3)
    monkeypatch.setattr(union, "_PARSED_AT_ONCE", 2)
    for module in (union, guarded):
        monkeypatch.setattr(module, "_BREATH_S", 0)
    for module in (projection, verify, unmerge):
        monkeypatch.setattr(module, "BATCH", 2)
    monkeypatch.setattr(tempfile, "tempdir", str(QUICK) if QUICK else None)


def check_history(steps: Sequence[Step], offsets: Sequence[int]) -> None:
    """Play a history and check all that has to hold of merging, undoing and setting aside."""
    shelf = Shelf(Path(tempfile.mkdtemp(dir=QUICK)), empty())
    try:
        # Undo, redo and forged actions obey the laws of the fold at each step.
        history = FileHistory(steps, offsets, make=shelf.make, watch=laws.watch_laws)
        machines = [m for m in history.machines if isinstance(m, FileMachine)]
        everything = set().union(*history.acknowledged)
        assert set().union(*(m.actions for m in machines)) == everything, "nothing done is lost"
        for machine in machines:
            machine.check(rebuild=True)
            if machine.aside:
                while machine.lift():
                    pass
                machine.check()
        check_algebra(machines, everything)
        check_undone(history, *machines[1:])
    finally:
        shelf.close()


def check_algebra(machines: Sequence[FileMachine], everything: set[str]) -> None:
    """Check that a merge is idempotent, commutative and associative."""
    a, b, c = machines
    ab_c = merged(merged(a, b), c)
    bc = merged(b, c)
    a_bc, cb_a = merged(a, bc), merged(merged(c, b), a)
    shown = ab_c.check(rebuild=True)
    assert ab_c.actions.keys() == everything
    for other in (a_bc, cb_a):
        assert other.check() == shown, "the order of merges shows"
        assert other.seals == ab_c.seals
        assert other.heads == ab_c.heads
    before = whole(ab_c)
    for known in (a_bc, bc, a, ab_c.twin()):  # a merge of a merge as well
        ab_c.bring(known)
    assert whole(ab_c) == before, "what is here already changes nothing"
    laws.check_values(ab_c.graph, ab_c.actions)


def check_undone(history: FileHistory, taker: FileMachine, giver: FileMachine) -> None:
    """Check what is left of a merge that is undone, at once and after more work."""
    one = taker.twin()
    before = whole(one)
    one.bring(giver)
    after = one.check()
    came = one.actions.keys() - taker.actions.keys()
    if not came:
        return
    assert one.undo_merge(-1) == "removed"
    assert whole(one) == before
    one.check()
    one.bring(giver)
    assert one.check() == after, "merging again brings it back"
    history.judge_on(one)
    assert one.undo_merge(-1) == "aside"
    assert one.aside == came
    history.judge_on(one)
    one.bring(giver)
    one.check(rebuild=True)
    third = merged(history.machines[0], one)
    assert third.actions.keys() >= one.actions.keys(), "a copy holds what is set aside"
    one.lift()
    one.check()


def merged(taker: FileMachine, giver: FileMachine) -> FileMachine:
    """Return a copy of one review with all of another."""
    copy = taker.twin()
    copy.bring(giver)
    return copy


def whole(machine: FileMachine) -> Any:
    """Return all rows of all tables, but for the index of words."""
    with machine.file.reading() as connection:
        db = driver(connection)
        return {name: db.execute(f"SELECT * FROM {name}").fetchall() for name in verify.tables()}


@pytest.mark.timeout(7200 if SLOW else 300)
@settings(histories.thorough, max_examples=HISTORIES)
@given(histories.lists_of_steps(FileHistory.verbs), histories.offset_lists)
def test_merging_loses_nothing_minds_no_order_and_can_be_undone(
    steps: list[Step], offsets: tuple[int, int, int]
) -> None:
    check_history(steps, offsets)


# Wrong merges are caught. Each is what a program does that leaves one idea of the design out.


def _letting_the_last_judgement_win(monkeypatch: pytest.MonkeyPatch) -> None:
    right = Tables._judgement

    def judgement(self: Tables, row: Any) -> None:
        right(self, row)
        claim = self._records.number("claim", row.id[:32])
        self._db.execute(
            "DELETE FROM judgement WHERE claim = ?1 AND wall <"
            " (SELECT max(wall) FROM judgement WHERE claim = ?1)",
            (claim,),
        )

    monkeypatch.setattr(Tables, "_judgement", judgement)


def _writing_old_values_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(histories, "undo", laws.write_old_values_back)


def _deleting_what_was_not_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def fold(kind: str, writes: Any, before: Any) -> Any:
        return fold_record(kind, writes, lambda a, b: b.op == "del" or before(a, b))

    monkeypatch.setattr(projection, "fold_record", fold)


def _counting_instead_of_naming_parents(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask of each reviewer for the actions after the number that is here."""

    def missing(file: ReviewFile, incoming: Any, tick: Any = None) -> Any:
        by_reviewer = "SELECT reviewer, count(*) FROM action GROUP BY reviewer"
        with file.reading() as connection:
            db = driver(connection)
            ids = {r: id.hex() for r, id in db.execute("SELECT r, id FROM record")}
            here = {ids[r]: count for r, count in db.execute(by_reviewer)}
        found = array("q")
        for n, body in incoming.db.execute("SELECT n, body FROM action ORDER BY n"):
            reviewer = json.loads(body)["reviewer"]
            here[reviewer] = here.get(reviewer, 0) - 1
            if here[reviewer] < 0:
                found.append(n)
        return found, incoming.actions - len(found)

    monkeypatch.setattr(union, "missing", missing)


def _setting_identities_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    right = Projection._written

    def written(self: Projection, *given: Any) -> Any:
        return (found for found in right(self, *given) if found[2].n not in self._aside)

    monkeypatch.setattr(Projection, "_written", written)


def _hearing_switches_that_are_set_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "IS_ASIDE", "0")


def _trusting_memory_about_switched_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Projection, "ask_about", lambda self, records: None)


def _trusting_memory_about_records_that_were_here(monkeypatch: pytest.MonkeyPatch) -> None:
    right = Projection.__init__

    def begin(self: Projection, *given: Any) -> None:
        right(self, *given)
        self._first_new = 1

    monkeypatch.setattr(Projection, "__init__", begin)


def _forgetting_switches_at_removal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unmerge, "_switched_within", lambda *given, **named: [])


def _leaving_rows_at_removal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unmerge, "_unproject", lambda *given: None)


def _passing_over_seals(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seals, "unite", lambda db, rows: (0, 0))


@pytest.mark.parametrize(
    "spoil",
    [
        _letting_the_last_judgement_win,
        _writing_old_values_back,
        _deleting_what_was_not_seen,
        _counting_instead_of_naming_parents,
        _setting_identities_aside,
        _hearing_switches_that_are_set_aside,
        _trusting_memory_about_switched_work,
        _trusting_memory_about_records_that_were_here,
        _forgetting_switches_at_removal,
        _leaving_rows_at_removal,
        _passing_over_seals,
    ],
    ids=lambda spoil: spoil.__name__.strip("_"),
)
def test_wrong_merges_are_caught(
    spoil: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(monkeypatch)
    for seed in range(100):
        try:
            check_history(*histories.seeded(seed, FileHistory.verbs))
        except (AssertionError, UserError, ValueError):  # some are refused as not sound
            return
    pytest.fail("100 histories did not tell these merges from the right ones")
