"""Two processes write one review at once: all that both were told is kept, and no one fails."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import merge_once
import pytest
import sessions
import tables
from sessions import YORICK

from credreview.domain.model import Person
from credreview.review.session import ReviewSession
from credreview.store.file import driver

NOBODY = Person("0" * 32, "")
ROOT = Path(__file__).resolve().parents[2]
EACH = 1000
WRITERS = ("First Writer", "Second Writer")
CLAIMS = 50
TEXT = "".join(f"The office said that {n} ships came. " for n in range(CLAIMS)) + "\n"


@pytest.fixture
def review(tmp_path: Path) -> Path:
    session = sessions.begin(tmp_path, [TEXT])
    for number in range(CLAIMS):
        sessions.mark(session, f" {number} ships came")
    session.file.close()
    return session.file.path


def claims_of(session: ReviewSession) -> list[str]:
    (article,) = sessions.articles(session)
    return [claim.id for claim in session.reader.claims(article)]


def writer(review: Path, name: str, count: int) -> subprocess.Popen[bytes]:
    """Start a process that judges a claim some times, each time with other words."""
    session = ReviewSession.open(review, NOBODY)
    claims = claims_of(session)
    session.file.close()
    lines = review.with_name(f"{name}.jsonl")
    deeds = (
        {"do": "judge", "claim": claims[n % CLAIMS], "rationale": f"{name} {n}"}
        for n in range(count)
    )
    lines.write_text("".join(json.dumps(deed) + "\n" for deed in deeds), encoding="utf-8")
    command = [sys.executable, "-m", "credreview", "act", review, "--reviewer", name, lines]
    answers = review.with_name(f"{name}.answers").open("wb")
    with answers:
        return subprocess.Popen(command, cwd=ROOT, stdout=answers, stderr=subprocess.PIPE)


def answers(review: Path, name: str) -> list[dict[str, object]]:
    """Return what a writer was answered so far."""
    whole = review.with_name(f"{name}.answers").read_bytes().rpartition(b"\n")[0]
    return [json.loads(line) for line in whole.splitlines()]


# Answers each line as done, also where another program had the file; the test has to catch that.
CARELESS = """
import json, sys
from pathlib import Path
from credreview.domain.errors import UserError
from credreview.domain.journal import Change
from credreview.store import file
from credreview.store.journal import Journal
file.BUSY_MS = 0
review = file.ReviewFile.open(Path(sys.argv[1]))
for n in range(int(sys.argv[3])):
    made = f"{n}, which found the file busy"
    try:
        with review.writing() as connection:
            journal = Journal(file.driver(connection))
            note = Change("note", f"{n:032x}", "set", {"about": sys.argv[2]})
            made = journal.append(reviewer="ee" * 16, label="note", wall=n, changes=[note])
            journal.finish()
    except UserError:
        pass
    print(json.dumps({"ok": True, "action": made}), flush=True)
"""


def ended(process: subprocess.Popen[bytes]) -> None:
    _, errors = process.communicate(timeout=250)
    assert process.returncode == 0, errors.decode()
    assert errors == b""


def check(review: Path) -> tuple[list[str], list[str]]:
    """Check a review as a whole; return its actions and their reviewers, in their order."""
    session = ReviewSession.open(review, NOBODY)
    sessions.check(session)
    assert session.check().problems == []
    with session.file.reading() as connection:
        held = tables.actions(driver(connection))
    session.file.close()
    return list(held), [action.reviewer for action in held.values()]


def turns(reviewers: Sequence[str]) -> int:
    """Return how often somebody else is next."""
    return sum(one != other for one, other in zip(reviewers, reviewers[1:], strict=False))


@pytest.mark.timeout(300)
def test_two_processes_keep_a_thousand_judgements_each(review: Path) -> None:
    before, _ = check(review)
    for process in [writer(review, name, EACH) for name in WRITERS]:
        ended(process)
    told = [line for name in WRITERS for line in answers(review, name)]
    assert len(told) == 2 * EACH
    assert all(line["ok"] for line in told)
    held, reviewers = check(review)
    assert {line["action"] for line in told} <= set(held)
    introductions = len(WRITERS)
    assert len(held) - len(before) == 2 * EACH + introductions
    assert turns(reviewers) > 20, "they wrote at the same time"


def test_writers_that_do_not_wait_for_each_other_are_caught(review: Path) -> None:
    """The control: an answer is lost, or somebody is turned away; the tests above refuse both."""
    started = []
    for name in WRITERS:
        with review.with_name(f"{name}.answers").open("wb") as answer:
            command = [sys.executable, "-c", CARELESS, str(review), name, "300"]
            started.append(subprocess.Popen(command, cwd=ROOT, stdout=answer))
    codes = [process.wait(100) for process in started]
    told = {line["action"] for name in WRITERS for line in answers(review, name)}
    held, _ = check(review)
    assert any(codes) or not told <= set(held), "nothing was lost, nobody turned away"


def test_one_process_merges_while_another_judges(review: Path) -> None:
    own = ReviewSession.open(review, sessions.XENIA)
    other = sessions.copy_for(own, YORICK, "other")
    claims = claims_of(other)
    for number in range(200):
        sessions.judge(other, claims[number % CLAIMS], rationale=f"Because {number}.")
    other.file.close()
    theirs, _ = check(other.file.path)

    begun, told = review.stat().st_mtime_ns, set()
    command = [sys.executable, merge_once.__file__, str(review), str(other.file.path)]
    merging = subprocess.Popen(command, env=dict(os.environ), stderr=subprocess.PIPE)
    while review.stat().st_mtime_ns == begun and merging.poll() is None:
        time.sleep(0.001)
    while merging.poll() is None:
        claim = claims[len(told) % CLAIMS]
        told.add(sessions.judge(own, claim, rationale=f"Meanwhile {len(told)}.").action)
    ended(merging)
    own.file.close()
    held, reviewers = check(review)
    assert told | set(theirs) <= set(held)
    assert turns(reviewers) > 10, "they wrote at the same time"
