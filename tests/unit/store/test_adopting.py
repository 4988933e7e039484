"""Taking over what a scratch copy became leaves the review that a union would have left."""

import shutil
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import copies
import histories
import pytest
import test_union_histories
from copies import FileHistory
from histories import SLOW, Step
from hypothesis import given, settings
from test_union_histories import QUICK, check_history

from credreview import environment
from credreview.domain.errors import UserError
from credreview.store import adopting, guarded, projection, union, unmerge, verify
from credreview.store.file import ReviewFile, driver
from credreview.store.gate import Incoming

HISTORIES = 3_000 if SLOW else 60


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a machine of a history merges comes by way of a scratch copy."""
    monkeypatch.setattr(test_union_histories.tempfile, "tempdir", str(QUICK) if QUICK else None)
    monkeypatch.setattr(copies.union, "unite", by_a_scratch_copy(union.unite))
    for module in (union, guarded):
        monkeypatch.setattr(module, "_BREATH_S", 0)
    for module in (projection, verify, unmerge):
        monkeypatch.setattr(module, "BATCH", 2)


def by_a_scratch_copy(unite: Callable[..., Any]) -> Callable[..., Any]:
    def united(file: ReviewFile, incoming: Incoming) -> union.United:
        copy = file.path.with_suffix(".scratch.credreview")
        shutil.copyfile(file.path, copy)
        scratch = ReviewFile.open(copy)
        try:
            done = unite(scratch, incoming)
            if done.number is None:
                return unite(file, incoming)
            with file.writing(beside=copy) as connection:
                adopting.adopt(driver(connection), done.number)
            now = without_wall(rows(file), done.number)
            assert now == without_wall(rows(scratch), done.number), "row for row as the copy"
        finally:
            scratch.close()
            copy.unlink()
        return done

    return united


def rows(file: ReviewFile) -> dict[str, list[tuple[Any, ...]]]:
    with file.reading() as connection:
        db = driver(connection)
        return {name: db.execute(f"SELECT * FROM {name}").fetchall() for name in verify.tables()}


def without_wall(found: dict[str, list[tuple[Any, ...]]], merge: int) -> Any:
    """Return rows but for when a merge was carried out, which the copy cannot know."""
    merged = [(row[0], *row[1 + (row[0] == merge) :]) for row in found["merged"]]
    return {**found, "merged": merged}


@pytest.mark.timeout(7200 if SLOW else 300)
@settings(histories.thorough, max_examples=HISTORIES)
@given(histories.lists_of_steps(FileHistory.verbs), histories.offset_lists)
def test_every_law_of_merging_holds_for_what_is_taken_over(
    steps: list[Step], offsets: tuple[int, int, int]
) -> None:
    check_history(steps, offsets)


def _forgetting_the_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adopting, "_words", lambda *given: iter(()))


def _adding_words_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    right = adopting._unlike
    monkeypatch.setattr(
        adopting, "_unlike", lambda one, *rest: [] if one == "main" else right(one, *rest)
    )


def _leaving_older_rows_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adopting, "_ONLY_GROWS", {*verify.PROJECTED, *adopting._ONLY_GROWS})


def _leaving_switched_actions_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adopting, "_ONLY_GROWS", {"action", *adopting._ONLY_GROWS})


def _leaving_texts_without_words(monkeypatch: pytest.MonkeyPatch) -> None:
    right = adopting._copy

    def copy(db: sqlite3.Connection, table: Any, greatest: Any) -> None:
        if table.name != "text":
            right(db, table, greatest)

    monkeypatch.setattr(adopting, "_copy", copy)


@pytest.mark.parametrize(
    "spoil",
    [
        _forgetting_the_words,
        _adding_words_twice,
        _leaving_older_rows_as_they_are,
        _leaving_switched_actions_on,
        _leaving_texts_without_words,
    ],
    ids=lambda spoil: spoil.__name__.strip("_"),
)
def test_taking_over_with_something_left_out_is_caught(
    spoil: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(monkeypatch)
    for seed in range(60):
        try:
            check_history(*histories.seeded(seed, FileHistory.verbs))
        except (AssertionError, UserError, ValueError, sqlite3.Error):
            return
    pytest.fail("60 histories did not tell it from the right one")


def test_a_merge_is_logged_when_it_is_carried_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    logged: list[Sequence[int]] = []
    for carried_out_at in (1_800_000_000_000, 1_800_000_500_000):
        path = tmp_path / f"{carried_out_at}.credreview"
        ReviewFile.create(path).close()
        file, copy = ReviewFile.open(path), tmp_path / f"{carried_out_at}.copy.credreview"
        shutil.copyfile(path, copy)
        scratch = ReviewFile.open(copy)
        with scratch.writing() as connection:
            driver(connection).execute("INSERT INTO merged (m, wall) VALUES (1, 5), (2, 6)")
        if logged:  # begun at another time, and broken off
            with file.writing() as connection:
                driver(connection).execute("INSERT INTO merged (m, wall) VALUES (1, 5), (2, 6)")
        monkeypatch.setattr(environment, "now", lambda at=carried_out_at: at)
        with file.writing(beside=copy) as connection:
            adopting.adopt(driver(connection), 2)
        logged.append([row[1] for row in rows(file)["merged"]])
        file.close()
        scratch.close()
    assert logged == [[5, 1_800_000_000_000], [5, 6]]
