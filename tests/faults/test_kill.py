"""The writer is killed at random moments, and every action that it acknowledged is found again."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import tables

from credreview.domain.identity import claim_id
from credreview.domain.model import Person
from credreview.review.bulk import import_files
from credreview.review.session import ReviewSession
from credreview.store.file import driver

ROOT = Path(__file__).resolve().parents[2]
KILLS = 1000 if os.environ.get("CREDREVIEW_SLOW") == "1" else 100
REVIEWS = 2
READER = Person("0" * 32, "")
LONGEST_WAIT = 0.15

# Answers each line before its commit, as a program does that trusts its own
# memory; the test has to catch it.
EARLY = """
import json, sys
from pathlib import Path
from credreview import environment
from credreview.domain.journal import Change
from credreview.review import people
from credreview.store.file import ReviewFile, driver
from credreview.store.journal import Journal
file = ReviewFile.open(Path(sys.argv[1]))
person = people.named(sys.argv[2])
for line in sys.stdin:
    claim = json.loads(line).get("claim", "00" * 16)
    with file.writing() as connection:
        journal = Journal(driver(connection))
        action = journal.append(
            reviewer=person.id, label="judge", wall=environment.now(),
            changes=[Change("judgement", claim + person.id, "set", {"confidence": "low"})],
        )
        journal.finish()
        print(json.dumps({"ok": True, "action": action}), flush=True)
"""


@dataclass
class Trial:
    """One review whose writers are killed one after the other."""

    path: Path
    claim: str
    lines: Path
    acknowledged: set[str] = field(default_factory=set)
    unfinished: int = 0

    def kill_one(self, writer: list[str], chance: random.Random) -> list[str]:
        """Start a writer, kill it soon after its first answer; return what it answered."""
        answers = self.path.with_suffix(".answers")
        wait = chance.uniform(0, LONGEST_WAIT)
        with self.lines.open("rb") as given, answers.open("wb") as answer:
            process = subprocess.Popen(
                writer, stdin=given, stdout=answer, stderr=subprocess.PIPE, cwd=ROOT
            )
            deadline = time.monotonic() + 60
            while not answers.stat().st_size:
                assert process.poll() is None, process.communicate()[1]
                assert time.monotonic() < deadline, "no answer within a minute"
                time.sleep(0.001)
            time.sleep(wait)
            process.send_signal(signal.SIGKILL)
            _, errors = process.communicate()
        assert process.returncode == -signal.SIGKILL, errors
        whole = answers.read_bytes().rpartition(b"\n")[0].splitlines()
        told = [json.loads(line) for line in whole]
        assert all(line["ok"] for line in told), told
        self.unfinished += self.path.with_name(self.path.name + "-journal").exists()
        return [line["action"] for line in told]

    def found(self) -> set[str]:
        """Return the actions that the file holds, after a whole check."""
        session = ReviewSession.open(self.path, READER)
        try:
            assert session.check().problems == []
            with session.file.reading() as connection:
                return tables.bodies(driver(connection)).keys()
        finally:
            session.close()


def trial(folder: Path) -> Trial:
    folder.mkdir()
    text = "One claim stands here.\n"
    (folder / "article.txt").write_text(text, encoding="utf-8")
    person = Person("ee" * 16, "Somebody Else")
    session = ReviewSession.create(folder / "review.credreview", person)
    (result,) = import_files(session, [folder / "article.txt"])
    session.file.close()
    claim = claim_id(str(result.article), 0, 9)
    lines = folder / "lines.jsonl"
    mark = {"do": "mark_claim", "article": result.article, "start": 0, "end": 9}
    judgements = [
        {"do": "judge", "claim": claim, "rationale": f"Reason {number}. " * 20}
        for number in range(3000)
    ]
    given = "".join(json.dumps(line) + "\n" for line in (mark, *judgements))
    lines.write_text(given, encoding="utf-8")
    return Trial(folder / "review.credreview", claim, lines)


@pytest.mark.timeout(3600)
def test_every_acknowledged_action_survives_a_kill_at_a_random_moment(tmp_path: Path) -> None:
    def run(number: int) -> Trial:
        tried = trial(tmp_path / str(number))
        command = [sys.executable, "-m", "credreview", "act", str(tried.path)]
        chance = random.Random(number)
        for _ in range(KILLS // REVIEWS):
            before = tried.found()
            answered = tried.kill_one([*command, "--reviewer", "Writer", "-"], chance)
            tried.acknowledged |= set(answered)
            found = tried.found()
            assert tried.acknowledged <= found, "an acknowledged action is lost"
            unasked = found - before - set(answered)
            assert len(unasked) <= 2, "besides the introduction, one deed was under way"
        return tried

    with ThreadPoolExecutor(REVIEWS) as pool:
        trials = list(pool.map(run, range(REVIEWS)))
    assert sum(len(tried.acknowledged) for tried in trials) > 3 * KILLS
    assert sum(tried.unfinished for tried in trials) > 0, "no kill fell into a commit"
    for tried in trials:
        session = ReviewSession.open(tried.path, READER)
        with session.file.reading() as connection:
            db = driver(connection)
            assert tables.tables(db) == tables.demanded(tables.actions(db))
        session.close()


def test_a_writer_that_acknowledges_early_is_caught(tmp_path: Path) -> None:
    tried = trial(tmp_path / "early")
    script = tmp_path / "early.py"
    script.write_text(EARLY, encoding="utf-8")
    command = [sys.executable, str(script), str(tried.path), "Writer"]
    os.environ["PYTHONPATH"] = str(ROOT)
    try:
        chance = random.Random(7)
        for _ in range(60):
            if not set(tried.kill_one(command, chance)) <= tried.found():
                return
    finally:
        del os.environ["PYTHONPATH"]
    pytest.fail("60 kills did not tell this writer from one that keeps its word")


def test_reading_right_after_a_kill_needs_no_writer_first(tmp_path: Path) -> None:
    """`check` and `show` open for reading only, and still roll back what was unfinished."""
    tried = trial(tmp_path / "read")
    command = [sys.executable, "-m", "credreview"]
    chance = random.Random(3)
    for _ in range(40):
        writer = [*command, "act", str(tried.path), "--reviewer", "Writer", "-"]
        answered = tried.kill_one(writer, chance)
        if tried.unfinished:
            break
    else:
        pytest.fail("no kill fell into a commit")
    shown = subprocess.run(
        [*command, "show", str(tried.path), "--json"], cwd=ROOT, capture_output=True, check=True
    )
    ids = {json.loads(line)["id"] for line in shown.stdout.splitlines() if b'"action"' in line}
    assert set(answered) <= ids
    checked = subprocess.run([*command, "check", str(tried.path)], cwd=ROOT, capture_output=True)
    assert checked.returncode == 0, checked.stdout
