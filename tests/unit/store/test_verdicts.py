"""What figures of agreement are read from: decided judgements, links, marks, and what is hidden."""

from pathlib import Path

import pytest
import sessions
from sessions import XENIA, YORICK

from credreview.domain.agreement import AgreementData
from credreview.domain.identity import NOBODY, REVIEW, link_id
from credreview.domain.journal import Change
from credreview.domain.model import Person
from credreview.review.actions import Deed, Plan, unmark_claim
from credreview.review.session import ReviewSession

SHIPS, REPAIR = "ten ships were turned away", "A repair is expected"


@pytest.fixture
def session(tmp_path: Path):
    made = sessions.begin(tmp_path)
    yield made
    made.file.close()


@pytest.fixture
def other(session: ReviewSession):
    made = ReviewSession.open(session.file.path, YORICK)
    yield made
    made.file.close()


def write(session: ReviewSession, *changes: Change) -> None:
    session.do(Deed("link", lambda _: Plan(list(changes))))


def who_judged(data: AgreementData) -> set[tuple[str, str]]:
    return {(verdict.claim, verdict.reviewer) for verdict in data.verdicts()}


def seen_by(session: ReviewSession, person: Person) -> AgreementData:
    reading = ReviewSession.open(session.file.path, person, read_only=True)
    try:
        return reading.reader.agreement_data()
    finally:
        reading.file.close()


def test_decided_judgements_are_read_as_they_stand(
    session: ReviewSession, other: ReviewSession
) -> None:
    ships, repair = sessions.mark(session, SHIPS), sessions.mark(session, REPAIR)
    sessions.judge(
        session, ships, reliability="B", credibility="2", provenance="eyewitness",
        confidence="high", rationale="Not read here.",
    )  # fmt: skip
    sessions.judge(session, repair, not_checkable=True)
    sessions.judge(other, ships, reliability="F", credibility="6")
    sessions.judge(other, repair, reliability="A")
    found = {(v.claim, v.reviewer): v for v in session.reader.agreement_data().verdicts()}
    assert found.keys() == {(ships, XENIA.id), (repair, XENIA.id), (ships, YORICK.id)}
    verdict = found[ships, XENIA.id]
    assert verdict[2:8] == ("eyewitness", "B", "2", False, "high", None)
    assert verdict.when > 0
    assert found[repair, XENIA.id].not_checkable
    assert found[repair, XENIA.id].credibility is None
    sessions.judge(other, repair, credibility="1")
    assert (repair, YORICK.id) in who_judged(session.reader.agreement_data())


def test_judgements_of_deleted_claims_and_undone_ones_are_not_read(session: ReviewSession) -> None:
    ships, repair = sessions.mark(session, SHIPS), sessions.mark(session, REPAIR)
    for claim in (ships, repair):
        sessions.judge(session, claim, reliability="B", credibility="2")
    session.undo()
    assert who_judged(session.reader.agreement_data()) == {(ships, XENIA.id)}
    session.do(unmark_claim(ships))
    found = session.reader.agreement_data()
    assert list(found.verdicts()) == []
    assert [mark.claim for mark in found.marks()] == [repair]


def test_whoever_marked_a_claim_is_named_and_nobody_who_only_judged_it(
    session: ReviewSession, other: ReviewSession
) -> None:
    ships, repair = sessions.mark(session, SHIPS), sessions.mark(session, REPAIR)
    for claim in (ships, repair):
        sessions.judge(other, claim, reliability="B", credibility="2")
    sessions.mark(other, REPAIR)
    marks = list(session.reader.agreement_data().marks())
    assert {(mark.claim, mark.reviewer) for mark in marks} == {
        (ships, XENIA.id), (repair, XENIA.id), (repair, YORICK.id),
    }  # fmt: skip
    (mark,) = [mark for mark in marks if mark.claim == ships]
    text = session.reader.article(mark.article).text
    assert text[mark.start : mark.end] == SHIPS
    other.undo()
    assert len(session.reader.agreement_data().mark_rows) == 2, "an undone mark is no mark"


def test_claims_linked_as_the_same_one_are_grouped(session: ReviewSession) -> None:
    claims = [sessions.mark(session, words) for words in (SHIPS, REPAIR, "The ministry said")]
    alone = sessions.mark(session, "Nobody saw it open")
    for one, two in zip(claims, claims[1:], strict=False):
        ends = {"relation": "same", "from": one, "to": two}
        write(session, Change("link", link_id("same", one, two), "new", ends))
    ends = {"relation": "confirms", "from": claims[0], "to": alone}
    write(session, Change("link", link_id("confirms", claims[0], alone), "new", ends))
    same = session.reader.agreement_data().same
    assert same.keys() == set(claims)
    assert len(set(same.values())) == 1
    session.undo()
    session.undo()
    assert session.reader.agreement_data().same.keys() == set(claims[:2])


def test_adjudications_are_no_reviewers_judgement(session: ReviewSession) -> None:
    claim = sessions.mark(session, SHIPS)
    sessions.judge(session, claim, reliability="B", credibility="2")
    agreed = {"grade": ["A", "1"], "over": [], "reason": None}
    write(session, Change("adjudication", claim + XENIA.id, "set", agreed))
    (verdict,) = session.reader.agreement_data().verdicts()
    assert (verdict.reliability, verdict.credibility) == ("B", "2")


def test_blind_mode_hides_others_until_the_own_judgement_is_decided(
    session: ReviewSession, other: ReviewSession
) -> None:
    ships, repair = sessions.mark(session, SHIPS), sessions.mark(session, REPAIR)
    for claim in (ships, repair):
        sessions.judge(other, claim, reliability="B", credibility="2")
    both = {(ships, YORICK.id), (repair, YORICK.id)}
    assert who_judged(session.reader.agreement_data()) == both, "the control: it is not on yet"
    write(session, Change("review", REVIEW, "set", {"blind": True}))
    sessions.judge(session, ships, reliability="B")
    found = session.reader.agreement_data()
    assert (list(found.verdicts()), found.hidden) == ([], 2)
    sessions.judge(session, ships, credibility="2")
    found = session.reader.agreement_data()
    assert who_judged(found) == {(ships, XENIA.id), (ships, YORICK.id)}
    assert found.hidden == 1
    assert {v.reviewer: v.blind for v in found.verdicts()} == {XENIA.id: True, YORICK.id: None}
    whole = seen_by(session, Person(NOBODY, ""))
    assert who_judged(whole) == {*both, (ships, XENIA.id)}
    assert whole.hidden == 0, "nobody judges, and sees all"
