"""Of random work, merged and undone, and each state that was kept: the same says the same."""

import random
import re
from pathlib import Path
from typing import Any

import pytest
from sessions import YORICK, Clock, begin, copy_for, judge, mark

from credreview.review import merging, summaries
from credreview.review.printed import Printed, typed
from credreview.review.session import ReviewSession
from credreview.review.verifying import Standing, verify

SAME, CHANGED = Standing.SAME, Standing.CHANGED


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    Clock().install(monkeypatch)
    made = begin(tmp_path)
    judge(made, mark(made, "ten ships"), reliability="C", credibility="2")
    yield made
    made.close()


def told(session: ReviewSession) -> list[Any]:
    """Return all that a review says but who is who, what was done, and when."""
    left_out = ("action", "reviewer")
    found = []
    for entry in session.reader.everything():
        if entry["kind"] not in left_out:
            entry.pop("fingerprint", None)
            found.append(re.sub(r"'when': \d+", "", str(entry)))
    return sorted(found)


@pytest.mark.parametrize("seed", range(12))
def test_what_is_called_the_same_says_the_same(
    session: ReviewSession, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of random work, undone, done again and merged, and of each state of it that was kept."""
    chance = random.Random(seed)
    kept: list[tuple[Printed, list[Any]]] = []
    seen = set()
    for step in range(14):
        deed = chance.choice(("judge", "judge", "mark", "undo", "undo", "redo", "merge", "unmerge"))
        if deed == "judge":
            judge(session, mark(session, "ten ships"), reliability=chance.choice("ABCDEF"))
        elif deed == "mark":
            mark(session, chance.choice(("Fishermen", "harbour", "bridge", "Nobody saw")))
        elif deed == "undo":
            session.undo()
        elif deed == "redo":
            session.redo()
        elif deed == "merge":
            other = copy_for(session, YORICK, f"theirs{step}")
            judge(other, mark(other, "ten ships"), reliability=chance.choice("ABCDEF"))
            other.close()
            merging.merge(session, other.file.path)
        else:
            for entry in merging.merges(session)[:1]:
                done = entry.state is merging.MergeState.DONE
                (merging.undo_merge if done else merging.lift)(session, entry.number)
        if not any(mark.fingerprint == session.reader.fingerprint() for mark, _ in kept):
            summaries.record_print(session, "print")
            kept.append((typed(session.reader.fingerprint()), told(session)))
        for mark_then, then in kept:
            found = verify(session, mark_then)
            assert found.standing in (SAME, CHANGED)
            if found.standing is SAME:
                assert told(session) == then
            seen.add(found.standing)
    assert seen == {SAME, CHANGED}
