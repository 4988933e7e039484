"""Undoing a merge that brought agreed judgements leaves what had been agreed before."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
import sessions
from sessions import XENIA, YORICK, copy_for, judge, mark

from credreview.domain.errors import Cancelled
from credreview.domain.merging import MergeState
from credreview.domain.model import Person
from credreview.review import merging
from credreview.review.adjudicating import adjudicate, withdraw_adjudication
from credreview.review.session import ReviewSession
from credreview.store import union, verify
from credreview.store.file import driver

ZELDA = Person("cc" * 16, "Zelda Example")
TEN = "ten ships were turned away"


@pytest.fixture
def review(tmp_path: Path):
    """Give Xenia's review with a claim that she and Yorick judge differently."""
    own = sessions.begin(tmp_path / "own")
    claim = mark(own, TEN)
    judge(own, claim, reliability="B", credibility="2")
    with closing(copy_for(own, YORICK, "yorick")) as guest:
        judge(guest, claim, reliability="D", credibility="4")
    merging.merge(own, guest.file.path)
    yield own
    own.close()


def claim_of(session: ReviewSession) -> str:
    (found,) = (c for a in sessions.articles(session) for c in session.reader.claims(a)
                if c.quote == TEN)  # fmt: skip
    return found.id


def agree(session: ReviewSession, credibility: str) -> None:
    claim = claim_of(session)
    given = {"reliability": "C", "credibility": credibility}
    session.do(adjudicate(claim, session.vocabulary, reason="Settled.", **given))


def agreed(session: ReviewSession) -> list[str | None]:
    """Return what was agreed on the claim."""
    claim = claim_of(session)
    with session.reader.view() as view:
        return [one.agreed.credibility for one in view.adjudications(claim)]


def is_settled(session: ReviewSession) -> bool:
    return session.reader.claim(claim_of(session)).is_settled


def everything(session: ReviewSession) -> dict[str, list[tuple[object, ...]]]:
    with session.file.reading() as connection:
        db = driver(connection)
        return {name: db.execute(f"SELECT * FROM {name}").fetchall() for name in verify.tables()}


def take_back(session: ReviewSession) -> None:
    session.do(withdraw_adjudication(claim_of(session)))


def agree_otherwise(session: ReviewSession) -> None:
    agree(session, "5")


def undo(session: ReviewSession) -> None:
    assert session.undo() is not None


def zelda_of(session: ReviewSession) -> Path:
    """Return Zelda's copy, in which she settled the claim."""
    with closing(copy_for(session, ZELDA, "zelda")) as copy:
        agree(copy, "3")
    return copy.file.path


def test_a_settlement_that_came_goes_with_its_merge(review) -> None:
    before = everything(review)
    merging.merge(review, zelda_of(review))
    assert (agreed(review), is_settled(review)) == (["3"], True), "the control: it came"
    assert merging.undo_merge(review, 2) is None
    assert everything(review) == before
    assert (agreed(review), is_settled(review)) == ([], False)
    assert review.check(rebuild=True).problems == []


@pytest.mark.parametrize("later", [take_back, agree_otherwise, undo])
def test_what_had_been_agreed_is_agreed_again_when_its_change_goes(
    review, later: Callable[[ReviewSession], None]
) -> None:
    path = zelda_of(review)
    merging.merge(review, path)
    before = everything(review)
    with closing(ReviewSession.open(path, ZELDA)) as zelda:
        later(zelda)
    merging.merge(review, path)
    assert agreed(review) != ["3"], "the control: what came changed it"
    assert merging.undo_merge(review, 3) is None
    assert everything(review) == before
    assert (agreed(review), is_settled(review)) == (["3"], True)


def test_a_settlement_that_was_built_upon_is_set_aside_and_lifted(review) -> None:
    merging.merge(review, zelda_of(review))
    judge(review, claim_of(review), confidence="high")
    assert merging.undo_merge(review, 2) is not None
    assert (agreed(review), is_settled(review)) == ([], False)
    assert review.check(rebuild=True).problems == []
    merging.lift(review, 2)
    assert (agreed(review), is_settled(review)) == (["3"], True)
    assert review.check(rebuild=True).problems == []


def resumed(
    review: ReviewSession, path: Path, monkeypatch: pytest.MonkeyPatch
) -> dict[str, object]:
    """Break a merge off after each transaction; return what the log says in the end."""
    monkeypatch.setattr(union, "STEP", 2)
    monkeypatch.setattr(union, "MOST_A_STEP", 2)
    for _ in range(50):
        ticks = []

        def stop(done: int, total: int, what: str = "", ticks: list[int] = ticks) -> None:
            ticks.append(done)
            if done and done < total:
                raise Cancelled

        prepared = merging.prepare(review, path)
        try:
            prepared.carry_out(stop)
        except Cancelled:
            assert merging.report_of(review, 2) is None, "no report of what was not finished"
        else:
            break
        finally:
            prepared.close()
        with closing(ReviewSession.open(review.file.path, XENIA)) as again:  # as after a crash
            assert merging.merges(again)[0].state is MergeState.UNFINISHED
    found = merging.report_of(review, 2)
    assert found is not None
    return {name: getattr(found, name) for name in found.__slots__}


def brought_by_zelda(review: ReviewSession) -> Path:
    """Return Zelda's copy: much work, a clock that was wrong once, and a text erased since."""
    with closing(copy_for(review, ZELDA, "zelda")) as copy:
        for number, words in enumerate(("Fishermen", "A repair", "counted", "Nobody saw")):
            judge(copy, mark(copy, words), credibility=str(number + 1), rationale=f"Why {words}.")
        agree(copy, "3")
        with copy.file.writing() as connection:
            driver(connection).execute(
                "UPDATE text SET purged = 1, data = NULL, salt = NULL, codec = 0, size = 0"
                " WHERE b = (SELECT min(b) FROM text WHERE salt NOT NULL)"
            )
    return copy.file.path


def test_the_report_of_a_merge_that_was_broken_off_often_is_that_of_one_go(
    review, monkeypatch
) -> None:
    path = brought_by_zelda(review)
    with closing(copy_for(review, XENIA, "in-one-go")) as whole:
        wanted = merging.merge(whole, path)
    assert any(told.id == "erased" for told in wanted.announcements)
    found = resumed(review, path, monkeypatch)
    assert found == {name: getattr(wanted, name) for name in wanted.__slots__}
    assert len(merging.merges(review)) == 2, "one entry for all its parts"


def test_the_control_a_resumed_merge_that_forgets_its_parts_reports_too_little(
    review, monkeypatch
) -> None:
    path = brought_by_zelda(review)
    before = union._resume

    def forgetful(db, incoming, done):
        found = before(db, incoming, done)
        if found:
            done.ranges, done.erased = [], 0
        return found

    with closing(copy_for(review, XENIA, "in-one-go")) as whole:
        wanted = merging.merge(whole, path)
    monkeypatch.setattr(union, "_resume", forgetful)
    found = resumed(review, path, monkeypatch)
    assert found != {name: getattr(wanted, name) for name in wanted.__slots__}
