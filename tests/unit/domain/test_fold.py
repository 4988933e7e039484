"""The fold under random histories, and wrong folds that have to be caught by the same laws."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import histories
import laws
import pytest
from deeds import ARTICLES, CLAIMS, X, Y, create, judge, mark
from histories import Graph, History, Machine, Step, patient, thorough
from hypothesis import given

from credreview.domain import fold
from credreview.domain.fold import Before, Folded, Write
from credreview.domain.journal import Action, Change

# The laws hold


@patient
@thorough
@given(histories.step_lists, histories.offset_lists)
def test_every_law_of_the_fold_holds_in_random_histories(
    steps: list[Step], offsets: tuple[int, int, int]
) -> None:
    laws.check_history(steps, offsets)


@thorough
@given(histories.step_lists, histories.offset_lists)
def test_the_fold_does_not_depend_on_the_order_in_which_actions_are_named(
    steps: list[Step], offsets: tuple[int, int, int]
) -> None:
    history = History(steps, offsets)
    history.exchange_fully()
    actions = history.machines[0].actions
    backwards = dict(reversed(actions.items()))
    by_id = dict(sorted(actions.items()))
    wanted = laws.shown(fold.fold_all(actions))
    assert laws.shown(fold.fold_all(backwards)) == wanted
    assert laws.shown(fold.fold_all(by_id)) == wanted


# Wrong folds are caught. Each is what the code under test would be with one idea of it left out.

_right_fold_record = fold.fold_record
_right_clocks = fold.clocks


def _ignoring_undo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fold, "switched_off", lambda actions, clock: set())


def _writing_old_values_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(histories, "undo", laws.write_old_values_back)


def _deleting_for_good(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tombstones that hide everything, seen or not."""

    def fold_record(kind: str, writes: Sequence[Write], before: Before) -> Folded:
        folded = _right_fold_record(kind, writes, before)
        deleted = any(w.op == "del" and not w.off for w in writes)
        return replace(folded, alive=folded.alive and not deleted)

    monkeypatch.setattr(fold, "fold_record", fold_record)


def _deleting_by_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tombstones that hide what is older, seen or not."""

    def fold_record(kind: str, writes: Sequence[Write], before: Before) -> Folded:
        folded = _right_fold_record(kind, writes, before)
        deleted = max((w.clock for w in writes if w.op == "del" and not w.off), default=-1)
        newer = any(w.clock > deleted for w in writes if w.op != "del" and not w.off)
        return replace(folded, alive=newer)

    monkeypatch.setattr(fold, "fold_record", fold_record)


def _exchanging_by_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """Exchange by "I have x up to number 7", with one count for each reviewer."""

    def numbers(machine: Machine) -> dict[tuple[str, int], str]:
        count: dict[str, int] = {}
        found = {}
        for id, action in machine.actions.items():
            count[action.reviewer] = count.get(action.reviewer, 0) + 1
            found[action.reviewer, count[action.reviewer]] = id
        return found

    def exchange(giver: Machine, taker: Machine) -> None:
        here = numbers(taker)
        for number, id in numbers(giver).items():
            new = number not in here and id not in taker.actions
            if new and set(giver.actions[id].parents) <= taker.actions.keys():
                taker.take(giver.bodies[id])

    monkeypatch.setattr(histories, "exchange", exchange)


def _letting_anyone_write(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fold, "counts", lambda kind, record, reviewer: True)


def _letting_imports_overwrite(monkeypatch: pytest.MonkeyPatch) -> None:
    """One rank for what a person set and what an import brought."""

    def ranked(
        candidates: list[tuple[Write, Any]], *, has_identity: bool
    ) -> list[tuple[Write, Any]]:
        return [c for c in candidates if not c[0].off and c[0].op in ("set", "new")]

    monkeypatch.setattr(fold, "_ranked", ranked)


def _blanking_undone_creations(monkeypatch: pytest.MonkeyPatch) -> None:
    right = fold._ranked
    monkeypatch.setattr(
        fold, "_ranked", lambda candidates, has_identity: right(candidates, has_identity=False)
    )


def _believing_the_wall_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fold, "clocks", lambda actions: {a.id: a.wall for a in actions.values()})


def _calling_every_other_reviewer_a_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    def fold_record(kind: str, writes: Sequence[Write], before: Before) -> Folded:
        folded = _right_fold_record(kind, writes, before)
        differences: dict[str, list[tuple[Write, Any]]] = {}
        for name, top in folded.winners.items():
            others = [
                (w, w.fields[name])
                for w in writes
                if w.op == top.op
                and not w.off
                and name in w.fields
                and w.reviewer != top.reviewer
                and w.fields[name] != folded.fields[name]
            ]
            if others:
                differences[name] = others
        return replace(folded, differences=differences)

    monkeypatch.setattr(fold, "fold_record", fold_record)


def _dating_anew_on_redo(monkeypatch: pytest.MonkeyPatch) -> None:
    """Redo that does the deed again, so that it covers what was set meanwhile."""

    def redo(machine: Machine, wall: int) -> None:
        for target in machine.redo_targets():
            machine.act(wall, "redo", target.changes)

    monkeypatch.setattr(histories, "redo", redo)


def _letting_anyone_undo(monkeypatch: pytest.MonkeyPatch) -> None:
    def switched_off(actions: Mapping[str, Action], clock: Mapping[str, int]) -> set[str]:
        last: dict[str, tuple[int, str, bool]] = {}
        for a in actions.values():
            for c in a.changes:
                if c.is_switch and not actions[c.record].is_switch:
                    entry = (clock[a.id], a.id, c.op == "off")
                    last[c.record] = max(last.get(c.record, entry), entry)
        return {id for id, (_, _, off) in last.items() if off}

    monkeypatch.setattr(fold, "switched_off", switched_off)


def _forgetting_redo(monkeypatch: pytest.MonkeyPatch) -> None:
    """A switch that can only be turned off."""

    def switched_off(actions: Mapping[str, Action], clock: Mapping[str, int]) -> set[str]:
        return {
            c.record
            for a in actions.values()
            for c in a.changes
            if c.op == "off" and actions[c.record].reviewer == a.reviewer
        }

    monkeypatch.setattr(fold, "switched_off", switched_off)


def _counting_what_was_settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Differences that stay although somebody who saw both has decided."""
    right = fold.fold_all

    def fold_record(kind: str, writes: Sequence[Write], before: Before) -> Folded:
        folded = _right_fold_record(kind, writes, before)
        blind = _right_fold_record(kind, writes, lambda a, b: False)
        return replace(folded, differences=blind.differences)

    monkeypatch.setattr(fold, "fold_record", fold_record)
    assert right is fold.fold_all


WRONG: list[Callable[[pytest.MonkeyPatch], None]] = [
    _ignoring_undo,
    _writing_old_values_back,
    _deleting_for_good,
    _deleting_by_the_clock,
    _exchanging_by_number,
    _letting_anyone_write,
    _letting_imports_overwrite,
    _blanking_undone_creations,
    _believing_the_wall_clock,
    _calling_every_other_reviewer_a_difference,
    _dating_anew_on_redo,
    _letting_anyone_undo,
    _forgetting_redo,
    _counting_what_was_settled,
]


@pytest.mark.parametrize("spoil", WRONG, ids=lambda spoil: spoil.__name__.strip("_"))
def test_a_wrong_design_is_caught(
    spoil: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(monkeypatch)
    for seed in range(200):
        try:
            laws.check_history(*histories.seeded(seed))
        except AssertionError:
            return
    pytest.fail("200 histories did not tell this design from the right one")


def test_the_right_design_passes_the_histories_by_which_wrong_ones_are_caught() -> None:
    for seed in range(200):
        laws.check_history(*histories.seeded(seed))


# Small histories, told in full


def two() -> tuple[Machine, Machine]:
    """Return x's and y's machine after x imported an article and marked a claim."""
    graph = Graph()
    x, y = Machine(graph, X), Machine(graph, Y)
    x.act(1000, "import", create(0, 1, "Raw"))
    x.act(2000, "mark_claim", mark(CLAIMS[0]))
    histories.exchange(x, y)
    return x, y


def meet(x: Machine, y: Machine) -> None:
    histories.exchange(x, y)
    histories.exchange(y, x)


def claim_of(machine: Machine) -> Folded:
    return fold.fold_all(machine.actions)["claim", CLAIMS[0]]


def test_a_deletion_that_nobody_contests_is_told_no_more_after_marking_anew() -> None:
    x, _ = two()
    x.act(3000, "unmark_claim", [Change("claim", CLAIMS[0], "del", {})])
    assert not claim_of(x).alive
    x.act(4000, "mark_claim", mark(CLAIMS[0]))
    assert claim_of(x).alive
    assert claim_of(x).contested == ()


def test_a_deletion_beside_unseen_work_is_told_until_somebody_who_saw_it_writes() -> None:
    x, y = two()
    gone = x.act(3000, "unmark_claim", [Change("claim", CLAIMS[0], "del", {})])
    y.act(3000, "judge", judge(CLAIMS[0], Y, 0, 0))
    meet(x, y)
    assert claim_of(x).alive
    assert [write.id for write in claim_of(x).contested] == [gone]
    y.act(5000, "judge", judge(CLAIMS[0], Y, 0, 1))
    assert claim_of(y).contested == ()


def test_a_difference_is_settled_by_who_saw_both_and_opened_again_by_undoing_that() -> None:
    x, y = two()
    article = ARTICLES[0]
    x.act(3000, "set_article", [Change("article", article, "set", {"title": "One"})])
    y.act(3001, "set_article", [Change("article", article, "set", {"title": "Two"})])
    meet(x, y)
    folded = fold.fold_all(x.actions)["article", article]
    assert folded.fields["title"] == "Two"
    assert [value for _, value in folded.differences["title"]] == ["One"]
    x.act(4000, "set_article", [Change("article", article, "set", {"title": "One"})])
    assert fold.fold_all(x.actions)["article", article].differences == {}
    histories.undo(x, 5000)
    assert fold.fold_all(x.actions)["article", article].differences == folded.differences


def test_equal_values_are_no_difference() -> None:
    x, y = two()
    article = ARTICLES[0]
    for machine in (x, y):
        same = Change("article", article, "set", {"title": "Same"})
        machine.act(3000, "set_article", [same])
    meet(x, y)
    assert fold.fold_all(x.actions)["article", article].differences == {}


def test_a_record_that_holds_no_identity_goes_blank_when_its_creation_is_undone() -> None:
    created = Write(5, "1" * 64, True, "new", {"title": "Gone"}, X)
    assert fold.fold_record("review", [created], lambda a, b: False).fields == {}
    assert fold.fold_record("claim", [created], lambda a, b: False).fields == {"title": "Gone"}


@pytest.mark.parametrize("is_off", [False, True])
@pytest.mark.parametrize("op", ["new", "set", "del"])
@pytest.mark.parametrize("kind", ["review", "claim"])
def test_a_write_alone_shows_what_it_shows_beside_one_that_says_nothing(
    kind: str, op: str, is_off: bool
) -> None:
    write = Write(5, "1" * 64, is_off, op, {} if op == "del" else {"title": "Alone"}, X)
    silent = Write(7, "2" * 64, True, "set", {}, X)
    alone = fold.fold_record(kind, [write], lambda a, b: False)
    assert alone == fold.fold_record(kind, [write, silent], lambda a, b: False)


def test_a_clock_is_later_than_all_it_has_seen_however_wrong_the_wall_was() -> None:
    graph = Graph()
    x = Machine(graph, X)
    first = x.act(9_000_000, "import", create(0, 1, "Raw"))
    second = x.act(5, "mark_claim", mark(CLAIMS[0]))
    assert fold.clocks(x.actions) == {first: 9_000_000, second: 9_000_001}
