"""Agreed judgements: what they settle, what reopens them, and who may take them back."""

from contextlib import closing
from pathlib import Path

import pytest
from sessions import XENIA, YORICK, begin, copy_for, judge, mark, meet

from credreview.domain.errors import UserError
from credreview.domain.model import ClaimState, Person
from credreview.review import adjudicating, lines
from credreview.review.session import ReviewSession

ZOE = Person("cc" * 16, "Zoe Example")
WORDS = "ten ships were turned away"


def differing(folder: Path) -> tuple[ReviewSession, ReviewSession, str]:
    """Return two sessions that have met, and a claim on which they differ."""
    xenia = begin(folder)
    claim = mark(xenia, WORDS)
    yorick = copy_for(xenia, YORICK, "yorick")
    judge(xenia, claim, reliability="B", credibility="2", provenance="news_report")
    judge(yorick, claim, reliability="C", credibility="3", provenance="news_report")
    meet(xenia, yorick)
    assert state(xenia, claim) is ClaimState.DIFFERING
    return xenia, yorick, claim


def state(session: ReviewSession, claim: str) -> ClaimState:
    found = session.reader.claim(claim)
    assert found is not None
    assert found.is_settled == (found.state is ClaimState.JUDGED and found.others > 0)
    return found.state


def agree(session: ReviewSession, claim: str, **given) -> None:
    values = {"reliability": "B", "credibility": "3", "reason": "We read it again.", **given}
    session.do(adjudicating.adjudicate(claim, session.vocabulary, **values))


def test_an_agreed_judgement_settles_the_claim_and_the_originals_stay(tmp_path: Path) -> None:
    xenia, yorick, claim = differing(tmp_path)
    before = xenia.reader.judgements(claim)
    agree(yorick, claim, provenance="news_report", attributed_to="Harbour Office",
          confidence="low", directness="paraphrase", flags=["retracted"])  # fmt: skip
    meet(xenia, yorick)
    for session in (xenia, yorick):
        assert state(session, claim) is ClaimState.JUDGED
        (found,) = session.reader.adjudications(claim)
        agreed = found.agreed
        assert (agreed.reliability, agreed.credibility, agreed.confidence) == ("B", "3", "low")
        assert (agreed.reviewer, agreed.reviewer_name) == (YORICK.id, YORICK.name)
        assert agreed.rationale == "We read it again."
        assert (agreed.attributed_to, agreed.flags) == ("Harbour Office", ("retracted",))
        assert agreed.when > max(j.when for j in before) - 1
        assert dict(found.over) == {
            XENIA.id: ("news_report", "B", "2", False),
            YORICK.id: ("news_report", "C", "3", False),
        }
    assert xenia.reader.judgements(claim) == before
    key = xenia.reader.key_of(before and xenia.reader.claim(claim).article)
    (row,) = xenia.reader.article_rows([key])
    assert (row.differing, row.judged) == (0, 1)


def test_a_judgement_that_the_adjudicator_had_not_seen_is_not_covered(tmp_path: Path) -> None:
    xenia, yorick, claim = differing(tmp_path)
    zoe = copy_for(xenia, ZOE, "zoe")
    judge(zoe, claim, reliability="E", credibility="5")
    agree(xenia, claim)
    meet(xenia, zoe)
    assert state(xenia, claim) is ClaimState.DIFFERING
    assert state(zoe, claim) is ClaimState.DIFFERING
    # The control: the same judgement, seen, is covered.
    agree(xenia, claim)
    assert state(xenia, claim) is ClaimState.JUDGED
    yorick.close()
    zoe.close()


def test_a_third_judgement_that_says_the_same_is_covered_unseen(tmp_path: Path) -> None:
    xenia, _, claim = differing(tmp_path)
    agree(xenia, claim)
    with closing(copy_for(xenia, ZOE, "zoe")) as zoe:
        judge(zoe, claim, reliability="B", credibility="3")
        assert state(zoe, claim) is ClaimState.JUDGED
        judge(zoe, claim, credibility="4")
        assert state(zoe, claim) is ClaimState.DIFFERING


def test_a_changed_judgement_reopens_the_claim_and_undo_settles_it_again(tmp_path: Path) -> None:
    xenia, _, claim = differing(tmp_path)
    agree(xenia, claim)
    assert state(xenia, claim) is ClaimState.JUDGED
    judge(xenia, claim, credibility="5")
    assert state(xenia, claim) is ClaimState.DIFFERING
    xenia.undo()
    assert state(xenia, claim) is ClaimState.JUDGED


def test_what_is_not_compared_does_not_reopen_it(tmp_path: Path) -> None:
    xenia, _, claim = differing(tmp_path)
    agree(xenia, claim)
    judge(xenia, claim, rationale="More on this.", confidence="low")
    assert state(xenia, claim) is ClaimState.JUDGED


def test_undo_of_the_agreed_judgement_reopens_the_claim(tmp_path: Path) -> None:
    xenia, _, claim = differing(tmp_path)
    agree(xenia, claim)
    xenia.undo()
    assert state(xenia, claim) is ClaimState.DIFFERING
    assert xenia.reader.adjudications(claim) == []
    xenia.redo()
    assert state(xenia, claim) is ClaimState.JUDGED


def test_only_who_recorded_it_takes_it_back(tmp_path: Path) -> None:
    xenia, yorick, claim = differing(tmp_path)
    agree(xenia, claim)
    meet(xenia, yorick)
    with pytest.raises(UserError) as caught:
        yorick.do(adjudicating.withdraw_adjudication(claim))
    assert caught.value.id == "adjudication.none"
    assert state(yorick, claim) is ClaimState.JUDGED
    judge(xenia, mark(xenia, "Fishermen"), reliability="A")  # so that undo would not reach it
    xenia.do(adjudicating.withdraw_adjudication(claim))
    assert state(xenia, claim) is ClaimState.DIFFERING
    agree(xenia, claim)
    assert state(xenia, claim) is ClaimState.JUDGED, "a later one stands again"


def test_two_agreed_judgements_that_contradict_each_other_settle_nothing(tmp_path: Path) -> None:
    xenia, yorick, claim = differing(tmp_path)
    agree(xenia, claim)
    agree(yorick, claim, credibility="4")
    assert state(xenia, claim) is state(yorick, claim) is ClaimState.JUDGED
    meet(xenia, yorick)
    assert state(xenia, claim) is state(yorick, claim) is ClaimState.DIFFERING
    assert len(xenia.reader.adjudications(claim)) == 2


def test_not_checkable_can_be_agreed(tmp_path: Path) -> None:
    xenia, _, claim = differing(tmp_path)
    agree(xenia, claim, reliability=None, credibility=None, not_checkable=True)
    assert state(xenia, claim) is ClaimState.JUDGED
    assert xenia.reader.adjudications(claim)[0].agreed.not_checkable


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"reason": ""}, "adjudication.no_reason"),
        ({"reason": " \n "}, "adjudication.no_reason"),
        ({"credibility": None}, "adjudication.undecided"),
        ({"reliability": None}, "adjudication.undecided"),
        ({"credibility": "7"}, "action.bad_value"),
        ({"rationale": "x"}, "action.bad_value"),
        ({"colour": "red"}, "action.unknown_field"),
        ({"not_checkable": True}, "action.contradiction"),
    ],
)
def test_what_agrees_on_nothing_is_refused(tmp_path: Path, given, error: str) -> None:
    xenia, _, claim = differing(tmp_path)
    with pytest.raises(UserError) as caught:
        agree(xenia, claim, **given)
    assert caught.value.id == error
    assert state(xenia, claim) is ClaimState.DIFFERING


def test_there_is_nothing_to_agree_on_before_somebody_judged(tmp_path: Path) -> None:
    xenia = begin(tmp_path)
    claim = mark(xenia, WORDS)
    judge(xenia, claim, reliability="B")
    with pytest.raises(UserError) as caught:
        agree(xenia, claim)
    assert caught.value.id == "adjudication.nothing"


def test_a_handling_mark_is_one_of_the_protocol_or_none(tmp_path: Path) -> None:
    xenia = begin(tmp_path)
    for mark_ in (*adjudicating.HANDLING_MARKS, None):
        xenia.do(adjudicating.set_handling(mark_))
        assert xenia.reader.handling() == mark_
    with pytest.raises(UserError) as caught:
        adjudicating.set_handling("PINK")
    assert caught.value.id == "action.bad_value"


def test_lines_say_the_same(tmp_path: Path) -> None:
    xenia, _, claim = differing(tmp_path)

    def do(line: dict[str, object]) -> None:
        deed = lines.deed_of(line, xenia.vocabulary)
        assert not isinstance(deed, str)
        xenia.do(deed)

    given = {"do": "adjudicate", "claim": claim, "reliability": "B", "credibility": "3"}
    for wrong in ({}, {"reason": 3}, {"reason": "x", "rationale": "y"}):
        with pytest.raises(UserError):
            lines.deed_of({**given, **wrong}, xenia.vocabulary)
    do({**given, "reason": "We read it again."})
    assert state(xenia, claim) is ClaimState.JUDGED
    do({"do": "withdraw_adjudication", "claim": claim})
    assert state(xenia, claim) is ClaimState.DIFFERING
    do({"do": "set_blind", "on": True})
    assert xenia.reader.is_blind()
    do({"do": "set_handling", "mark": "AMBER+STRICT"})
    assert xenia.reader.handling() == "AMBER+STRICT"
    do({"do": "set_handling", "mark": None})
    assert xenia.reader.handling() is None
