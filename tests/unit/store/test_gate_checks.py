"""The check of every row: what SQLite does not see, and what switches had seen."""

import random
from pathlib import Path

import pytest
from altered_files import sound
from hostile_files import LISTS, ROW_LEVEL

from credreview.domain.errors import Cancelled, UserError
from credreview.store.gate import admitted
from credreview.store.gate_checks import check_whole, unseen_switches


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a review ü#?%.credreview"


def test_without_row_checks_most_rows_would_pass(path: Path) -> None:
    """SQLite's own checks and a sound schema say nothing of what the rows hold."""
    passed = []
    for number, (name, build) in enumerate({**ROW_LEVEL, **LISTS}.items()):
        file = path.with_name(f"{number}.credreview")
        build(file)
        try:
            with admitted(file) as incoming:
                incoming.check_pages()
                passed.append(name)
        except UserError:
            continue
    assert set(ROW_LEVEL) | set(LISTS) == {*passed, "text_instead_of_bytes"}


def test_a_check_of_all_rows_can_be_cancelled(path: Path) -> None:
    def stop(done: int, total: int, what: str = "") -> None:
        raise Cancelled

    sound(path)
    with admitted(path) as incoming:
        incoming.check_pages()
        with pytest.raises(Cancelled):
            check_whole(incoming, stop)


# What switches had seen


def unseen_by_walking(parents: list[list[int]], switches: list[tuple[int, int]]) -> set[int]:
    past: list[set[int]] = []
    for above in parents:
        past.append(set(above).union(*(past[parent] for parent in above)))
    return {switch for switch, target in switches if target not in past[switch]}


@pytest.mark.parametrize("seed", range(30))
def test_switches_of_what_was_not_seen_are_found_in_any_journal(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("credreview.store.gate_checks._TARGETS", 3)
    chance = random.Random(seed)
    parents = [
        sorted(chance.sample(range(at), min(at, chance.choice((0, 1, 1, 1, 2, 5)))))
        for at in range(60)
    ]
    switches = [(at, chance.randrange(at)) for at in chance.choices(range(1, 60), k=25)]
    wanted = unseen_by_walking(parents, switches)
    assert set(unseen_switches(parents, switches)) == wanted
    assert 0 < len(wanted) < 25
