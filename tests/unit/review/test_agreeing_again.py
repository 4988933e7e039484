"""What was agreed can be restored from the history: recorded once more, with a reason."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sessions import XENIA, YORICK, begin, copy_for, judge, mark, meet

from credreview.domain.errors import UserError
from credreview.domain.history import HistoryQuery
from credreview.domain.history_words import sentence
from credreview.domain.identity import judgement_id
from credreview.domain.model import Judgement
from credreview.review import adjudicating, lines
from credreview.review.restoring import restore
from credreview.review.session import ReviewSession

GRADES = {"reliability": "C", "credibility": "3"}


@pytest.fixture
def session(tmp_path: Path) -> Iterator[ReviewSession]:
    made = begin(tmp_path)
    judge(made, mark(made, "ten ships"), reliability="B", credibility="2")
    yield made
    made.close()


def claim_of(session: ReviewSession) -> str:
    return mark(session, "ten ships")


def agree(session: ReviewSession, reason: str, **given: object) -> str:
    deed = adjudicating.adjudicate(claim_of(session), session.vocabulary, reason=reason, **given)
    action = session.do(deed).action
    assert action is not None
    return action


def again(session: ReviewSession, action: str, reason: str | None = None, who=XENIA):
    record = judgement_id(claim_of(session), who.id)
    return session.do(restore(action, record, "", session.vocabulary, reason))


def stands(session: ReviewSession) -> list[Judgement]:
    return [one.agreed for one in session.reader.adjudications(claim_of(session))]


def test_what_was_agreed_before_it_was_changed_is_recorded_once_more(
    session: ReviewSession,
) -> None:
    whole = {**GRADES, "provenance": "news_report", "attributed_to": "Harbour Office",
             "directness": "hearsay", "confidence": "low", "flags": ["retracted"]}  # fmt: skip
    first = agree(session, "At first.", **whole)
    (before,) = stands(session)
    agree(session, "On reflection.", reliability="A", credibility="1")
    changed = again(session, first, "At first was right.")
    assert changed.message == "Restored: the agreed judgement."
    (after,) = stands(session)
    assert after.rationale == "At first was right."
    for name in ("provenance", "attributed_to", "directness", "reliability", "credibility",
                 "confidence", "flags", "reviewer"):  # fmt: skip
        assert getattr(after, name) == getattr(before, name), name
    (newest,) = session.reader.history(HistoryQuery(claim=claim_of(session)), limit=1).steps
    assert newest.label == "restore"
    assert sentence(newest, session.vocabulary).startswith("Restored: Agreed grade A1 → C3")
    session.undo()
    assert [one.rationale for one in stands(session)] == ["On reflection."]


def test_without_a_new_reason_the_words_of_then_are_referred_to_and_not_copied(
    session: ReviewSession,
) -> None:
    first = agree(session, "At first.", **GRADES)
    agree(session, "On reflection.", reliability="A", credibility="1")
    with session.reader.view() as view:
        before = view.db.execute("SELECT count(*) FROM text").fetchone()
    again(session, first)
    with session.reader.view() as view:
        assert view.db.execute("SELECT count(*) FROM text").fetchone() == before
    assert [one.rationale for one in stands(session)] == ["At first."]


def test_it_is_made_over_the_judgements_of_now(session: ReviewSession) -> None:
    first = agree(session, "At first.", **GRADES)
    assert is_settled(session)
    judge(session, claim_of(session), reliability="E")
    assert not is_settled(session), "control: the change is not covered"
    again(session, first)
    assert is_settled(session)
    with pytest.raises(UserError) as caught:
        again(session, first)
    assert caught.value.id == "restore.shows"
    again(session, first, "For another reason.")


def is_settled(session: ReviewSession) -> bool:
    found = session.reader.claim(claim_of(session))
    assert found is not None
    return found.is_settled


def test_what_was_taken_back_is_recorded_from_either_entry(session: ReviewSession) -> None:
    first = agree(session, "At first.", **GRADES)
    taken = session.do(adjudicating.withdraw_adjudication(claim_of(session))).action
    assert stands(session) == []
    again(session, first)
    assert [one.credibility for one in stands(session)] == ["3"]
    session.undo()
    assert taken is not None
    again(session, taken, "Back again.")
    assert [(one.credibility, one.rationale) for one in stands(session)] == [("3", "Back again.")]


def test_what_somebody_else_recorded_becomes_ones_own_and_theirs_stays(
    session: ReviewSession,
) -> None:
    yorick = copy_for(session, YORICK, "yorick")
    theirs = agree(yorick, "Alone.", **GRADES)
    meet(session, yorick)
    yorick.close()
    again(session, theirs, "I agree.", YORICK)
    assert {(one.reviewer, one.rationale) for one in stands(session)} == {
        (XENIA.id, "I agree."),
        (YORICK.id, "Alone."),
    }


def test_what_cannot_be_is_refused_in_a_sentence(session: ReviewSession) -> None:
    first = agree(session, "At first.", **GRADES)
    record = judgement_id(claim_of(session), XENIA.id)
    with pytest.raises(UserError, match="needs a reason"):
        restore(first, record, "", session.vocabulary, "  ")
    with pytest.raises(UserError, match="nothing of that name"):
        session.do(restore(first, record, "grade", session.vocabulary))
    judged = judge(session, claim_of(session), confidence="low").action
    assert judged is not None
    with pytest.raises(UserError, match="only what was agreed"):
        session.do(restore(judged, record, "confidence", session.vocabulary, "Why not."))


def test_blind_mode_lets_nobody_agree_again_on_what_they_have_not_judged(
    session: ReviewSession,
) -> None:
    first = agree(session, "At first.", **GRADES)
    session.do(adjudicating.set_blind(True))
    yorick = copy_for(session, YORICK, "yorick")
    with pytest.raises(UserError) as caught:
        again(yorick, first)
    assert caught.value.id == "action.unknown", "it is not there for them"
    judge(yorick, claim_of(yorick), reliability="C", credibility="3")
    again(yorick, first)
    yorick.close()


def test_it_is_a_line_of_act(session: ReviewSession) -> None:
    first = agree(session, "At first.", **GRADES)
    agree(session, "On reflection.", reliability="A", credibility="1")
    record = judgement_id(claim_of(session), XENIA.id)
    line = {"do": "restore", "action": first, "record": record, "reason": "Right at first."}
    deed = lines.deed_of(line, session.vocabulary)
    assert not isinstance(deed, str)
    session.do(deed)
    assert [one.rationale for one in stands(session)] == ["Right at first."]
