"""A merge is killed at every kind of write; what is left is a valid review, and finishes later."""

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import sessions
import tables
from merge_once import STEP, XENIA
from sessions import YORICK

from credreview.domain.merging import MergeReport, MergeState
from credreview.review import merging
from credreview.review.session import ReviewSession
from credreview.store.file import driver

SLOW = os.environ.get("CREDREVIEW_SLOW") == "1"
AT_WRITES, AT_RANDOM = (200, 60) if SLOW else (40, 12)
AT_ONCE = 2
PROGRAM = Path(__file__).with_name("merge_once.py")
#: What SQLite calls to write, to make sure, and to end a transaction.
CALLS = ("pwrite64", "fdatasync", "unlink")
TEXTS = [f"Text {n}. The office said that {n} ships came. Nobody counted.\n" * 9 for n in range(12)]


@dataclass(frozen=True)
class Merge:
    """Two reviews on disk, and what merging them undisturbed comes to.

    Attributes:
        whole: What the own review shows after it.
        held: How many actions the own review holds before, and after.
    """

    own: Path
    other: Path
    report: MergeReport
    whole: tables.Tables
    held: tuple[int, int]


@pytest.fixture(scope="module")
def merge(tmp_path_factory: pytest.TempPathFactory) -> Merge:
    folder = tmp_path_factory.mktemp("merge")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CREDREVIEW_HOME", str(folder / "home"))
        own = sessions.begin(folder, TEXTS[:2])
        other = sessions.copy_for(own, YORICK, "other")
        sessions.bring(other, folder / "more", TEXTS)
        for number in range(12):
            claim = sessions.mark(other, f"{number} ships came")
            why = f"Because {number}. " * 30
            sessions.judge(other, claim, reliability="C", credibility="3", rationale=why)
        other.undo()
        sessions.judge(own, sessions.mark(own, "1 ships came"), reliability="A", credibility="1")
        for session in (own, other):
            session.file.close()
        undisturbed = in_folder(own.file.path, other.file.path, folder / "undisturbed")
        session = ReviewSession.open(undisturbed[0], XENIA)
        before = count(session)
        report = merging.merge(session, undisturbed[1])
        whole, after = sessions.check(session), count(session)
        session.file.close()
    assert after - before > 4 * STEP, "it takes several transactions"
    return Merge(own.file.path, other.file.path, report, whole, (before, after))


def count(session: ReviewSession) -> int:
    with session.file.reading() as connection:
        return int(driver(connection).execute("SELECT count(*) FROM action").fetchone()[0])


def in_folder(own: Path, other: Path, folder: Path) -> tuple[Path, Path]:
    """Return copies of two reviews in a new folder."""
    folder.mkdir()
    copies = folder / own.name, folder / other.name
    for path, copy in zip((own, other), copies, strict=True):
        shutil.copyfile(path, copy)
    return copies


def traced(own: Path, log: Path, injected: str = "") -> list[str]:
    """Return the start of a command that watches the writes to one review."""
    watch = ["-P", str(own), "-P", f"{own}-journal"]
    inject = ["-e", f"inject={injected}"] if injected else []
    return ["strace", "-qq", "-o", str(log), *watch, "-e", f"trace={','.join(CALLS)}", *inject]


def environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "CREDREVIEW_HOME": str(folder / "home"), "PYTHONDONTWRITEBYTECODE": "1"}


def run(command: list[str], own: Path, other: Path, *how: str) -> int:
    """Run the merging program under a command; return how it ended."""
    program = [sys.executable, str(PROGRAM), str(own), str(other), *how]
    done = subprocess.run(
        [*command, *program], env=environment(own.parent), capture_output=True, timeout=120
    )
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return done.returncode


def writes(merge: Merge, folder: Path, *how: str) -> dict[str, int]:
    """Return how often an undisturbed merge calls what SQLite writes with."""
    own, other = in_folder(merge.own, merge.other, folder)
    log = folder / "log"
    assert run(traced(own, log), own, other, *how) == 0
    calls = re.findall(r"^(\w+)\(", log.read_text(), re.MULTILINE)
    return {name: calls.count(name) for name in CALLS}


def kill_at(merge: Merge, folder: Path, call: str, number: int, *how: str) -> Path:
    """Kill a merge as it is about to make its n-th such call; return the own review."""
    own, other = in_folder(merge.own, merge.other, folder)
    injected = f"{call}:signal=SIGKILL:when={number}"
    ended = run(traced(own, folder / "log", injected), own, other, *how)
    assert ended in (-signal.SIGKILL, 128 + signal.SIGKILL), ended
    return own


def chosen(counts: dict[str, int], wanted: int) -> list[tuple[str, int]]:
    """Return writes spread over the whole merge, the first and the last among them."""
    every = [(call, n) for call, most in counts.items() for n in range(1, most + 1)]
    ends = [(call, n) for call, most in counts.items() for n in (1, most)]
    rest = [point for point in every if point not in ends]
    return ends + random.Random(5).sample(rest, min(len(rest), wanted - len(ends)))


def held_after(merge: Merge, own: Path) -> int:
    """Check what a killed merge left, then merge again; return how much was there before that."""
    other = own.with_name(merge.other.name)
    assert other.read_bytes() == merge.other.read_bytes(), "the source is as it was"
    session = ReviewSession.open(own, XENIA)
    try:
        assert session.check().problems == []
        sessions.check(session)
        left = count(session)
        assert merge.held[0] <= left <= merge.held[1]
        assert [entry.state for entry in merging.merges(session)] in (
            [],
            [MergeState.UNFINISHED],
            [MergeState.DONE],
        )
        report = merging.merge(session, other)
        if report.actions:  # else all was there, and only its last word missing
            assert replace(report, known=0) == replace(merge.report, known=0)
        assert sessions.check(session) == merge.whole
        assert session.check(rebuild=True).problems == []
        (entry,) = merging.merges(session)
        assert (entry.state, entry.can_be_removed) == (MergeState.DONE, True)
        assert entry.actions == merge.held[1] - merge.held[0]
        assert merging.undo_merge(session, entry.number) is None
        assert count(session) == merge.held[0], "undone as one merge"
        sessions.check(session)
    finally:
        session.file.close()
    return left


@pytest.mark.timeout(1200)
def test_a_merge_that_is_killed_at_any_write_leaves_a_valid_review_and_finishes_later(
    merge: Merge, tmp_path: Path
) -> None:
    points = chosen(writes(merge, tmp_path / "undisturbed"), AT_WRITES)
    assert len(points) >= min(AT_WRITES, 40)

    def trial(at: tuple[int, tuple[str, int]]) -> Path:
        number, (call, n) = at
        return kill_at(merge, tmp_path / str(number), call, n)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        killed = list(pool.map(trial, enumerate(points)))
    left = [held_after(merge, own) for own in killed]
    assert merge.held[0] in left, "some are killed before anything is in"
    between = {n for n in left if merge.held[0] < n < merge.held[1]}
    assert len(between) >= 4, "some are killed on the way"


@pytest.mark.timeout(1200)
def test_a_merge_at_once_that_is_killed_at_any_write_leaves_nothing_and_finishes_later(
    merge: Merge, tmp_path: Path
) -> None:
    points = chosen(writes(merge, tmp_path / "undisturbed", "at_once"), AT_WRITES // 2)
    assert len(points) >= min(AT_WRITES // 2, 20)

    def trial(at: tuple[int, tuple[str, int]]) -> Path:
        number, (call, n) = at
        return kill_at(merge, tmp_path / str(number), call, n, "at_once")

    with ThreadPoolExecutor(AT_ONCE) as pool:
        killed = list(pool.map(trial, enumerate(points)))
    left = {held_after(merge, own) for own in killed}
    assert left == {merge.held[0]}, "the last write is what makes it count"


def test_a_merge_that_is_killed_at_a_random_moment_finishes_later(
    merge: Merge, tmp_path: Path
) -> None:
    chance, left = random.Random(11), []
    for number in range(AT_RANDOM):
        own, other = in_folder(merge.own, merge.other, tmp_path / str(number))
        before = own.stat().st_mtime_ns
        process = subprocess.Popen(
            [sys.executable, str(PROGRAM), str(own), str(other)], env=environment(own.parent)
        )
        while own.stat().st_mtime_ns == before and process.poll() is None:
            time.sleep(0.0005)
        time.sleep(chance.uniform(0, 0.15))
        process.kill()
        process.wait()
        left.append(held_after(merge, own))
    assert any(n < merge.held[1] for n in left), "no kill fell into the merge"


def test_a_merge_that_commits_actions_before_their_texts_is_caught(
    merge: Merge, tmp_path: Path
) -> None:
    """The control."""
    counts = writes(merge, tmp_path / "undisturbed", "careless")
    for number, at in enumerate(range(counts["unlink"] // 2, counts["unlink"])):
        own = kill_at(merge, tmp_path / str(number), "unlink", at, "careless")
        try:
            held_after(merge, own)
        except AssertionError:
            return
    pytest.fail("no kill told this merge from one that brings texts first")
