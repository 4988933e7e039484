"""Damaged files from elsewhere: never a crash, never a hang, and no other word than was written."""

import json
import subprocess
import sys
from pathlib import Path

import damaged_incoming
import pytest
import sessions

from credreview.domain.errors import UserError
from credreview.store.file import ReviewFile
from credreview.store.gate import admitted

PROGRAM = Path(damaged_incoming.__file__)
COPIES, PROCESSES = 1000, 4
LONGEST_S = 5


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small review: articles, claims, judgements with words, something undone."""
    folder = tmp_path_factory.mktemp("sound")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CREDREVIEW_HOME", str(folder / "home"))
        session = sessions.begin(folder)
        for number, words in enumerate(("ten ships", "counted twenty", "on Monday", "a week")):
            claim = sessions.mark(session, words)
            sessions.judge(
                session,
                claim,
                provenance="social_post",
                reliability="ABCD"[number],
                credibility="2",
                rationale=f"Because {number}. " * (1 + 20 * number),
            )
        session.undo()
        session.file.close()
    return folder / "review.credreview"


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "empty.credreview"
    ReviewFile.create(path).close()
    return path


def test_the_undamaged_review_is_taken_whole(sound: Path, empty: Path, tmp_path: Path) -> None:
    whole = damaged_incoming.held_by(sound)
    copy = tmp_path / "came in.credreview"
    copy.write_bytes(sound.read_bytes())
    told = damaged_incoming.take(copy, empty, whole)
    assert told == {"let in": True, "checked": True, "taken": True, "wrong": ""}
    assert damaged_incoming.held_by(tmp_path / "own.credreview") == whole


@pytest.mark.parametrize("process", range(PROCESSES))
def test_of_damaged_copies_nothing_is_taken_but_what_was_written(
    process: int, sound: Path, empty: Path, tmp_path: Path
) -> None:
    share = COPIES // PROCESSES
    seeds = range(process * share, (process + 1) * share)
    given = map(str, (PROGRAM, sound, empty, tmp_path, seeds.start, seeds.stop))
    answer = subprocess.run(
        [sys.executable, *given], capture_output=True, encoding="utf-8", timeout=250
    )
    assert answer.returncode == 0, answer.stderr[-3000:]
    lines = [json.loads(line) for line in answer.stdout.splitlines()]
    assert [line["seed"] for line in lines] == list(seeds)
    assert [line for line in lines if line["wrong"]] == []
    assert max(line["seconds"] for line in lines) < LONGEST_S
    # The damage is of all kinds: some is stopped at the gate, some by the rows, some hits nothing.
    refused = sum(not line["let in"] for line in lines)
    altered = sum(line["let in"] and not line["checked"] for line in lines)
    passed = sum(line["checked"] for line in lines)
    assert min(refused, altered, passed) > share / 25, (refused, altered, passed)
    assert all(line["let in"] for line in lines if line["taken"])


def test_without_hashes_other_words_would_be_taken(sound: Path, tmp_path: Path) -> None:
    """The control: the same copies, looked at by the gate and SQLite's checks alone."""
    whole = damaged_incoming.held_by(sound)
    copy = tmp_path / "came in.credreview"
    for seed in range(COPIES):
        damaged_incoming.damage(sound, copy, seed)
        try:
            with admitted(copy) as incoming:
                incoming.check_pages()
                if not damaged_incoming.is_part_of(damaged_incoming.held(incoming.db), whole):
                    return
        except (UserError, ValueError):  # ValueError: a packed text that cannot be unpacked
            continue
    pytest.fail("SQLite's own checks told every damaged word")
