"""By whose judgement a claim counts, and what whoever looks may see of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sessions import XENIA, YORICK, Clock, begin, judge, mark, meet
from summarising import (
    ANTON,
    BRIDGE_OPEN,
    MINISTRY,
    OFFICE,
    TEN,
    TWENTY,
    agree,
    counted,
    meet_all,
    others,
    scope,
)

from credreview.domain.errors import UserError
from credreview.domain.identity import NOBODY
from credreview.domain.summary import CountedClaim, Request
from credreview.review import adjudicating
from credreview.review.session import ReviewSession
from credreview.store import summaries
from credreview.store.view import View


@pytest.fixture
def xenia(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ReviewSession]:
    Clock().install(monkeypatch)  # no two deeds in one millisecond
    session = begin(tmp_path)
    yield session
    session.close()


def test_of_a_claim_that_nobody_judged_nothing_counts(xenia: ReviewSession) -> None:
    claim = mark(xenia, TEN)
    assert scope(xenia).claims == [CountedClaim(claim, 0)]
    assert scope(xenia).lead == ""


def test_what_the_lead_decided_counts_before_what_others_decided(xenia: ReviewSession) -> None:
    claim = mark(xenia, TEN)
    (anton,) = others(xenia, ANTON)
    judge(xenia, claim, reliability="B", credibility="2", provenance="news_report",
          attributed_to=OFFICE, confidence="high", directness="direct_quote")  # fmt: skip
    judge(anton, claim, reliability="C", credibility="3")
    meet_all(xenia, anton)
    found = scope(xenia)
    assert counted(found, claim) == CountedClaim(
        claim, 0, "news_report", OFFICE, "B", "2", False, "high", XENIA.id,
        is_decided=True, judges=2, differs=True, directness="direct_quote",
    )  # fmt: skip
    assert found.lead == XENIA.id
    by_anton = scope(xenia, lead=ANTON.id)
    assert counted(by_anton, claim).reviewer == ANTON.id
    assert counted(by_anton, claim).reliability == "C"


def test_where_the_lead_has_not_decided_the_first_other_by_name_counts(
    xenia: ReviewSession,
) -> None:
    claim, other = mark(xenia, TEN), mark(xenia, TWENTY)
    yorick, anton = others(xenia, YORICK, ANTON)
    judge(xenia, claim, reliability="A", provenance="news_report")
    judge(xenia, other, reliability="A", credibility="1")
    judge(yorick, claim, reliability="E", credibility="5")
    judge(anton, claim, reliability="C", credibility="3")
    meet_all(xenia, yorick, anton)
    one = counted(scope(xenia), claim)
    assert (one.reviewer, one.reliability, one.judges) == (ANTON.id, "C", 2)
    assert one.provenance is None, "nothing of the lead's half judgement is mixed in"


def test_where_nobody_has_decided_the_leads_part_counts_and_nobody_elses(
    xenia: ReviewSession,
) -> None:
    claim, other = mark(xenia, TEN), mark(xenia, TWENTY)
    (anton,) = others(xenia, ANTON)
    judge(xenia, claim, reliability="A")
    judge(anton, other, reliability="C")
    meet_all(xenia, anton)
    found = scope(xenia, lead=XENIA.id)
    one = counted(found, claim)
    assert (one.reviewer, one.reliability, one.is_decided, one.judges) == (XENIA.id, "A", False, 0)
    assert counted(found, other) == CountedClaim(other, 0)


def test_a_judgement_that_was_emptied_again_counts_as_none(xenia: ReviewSession) -> None:
    claim = mark(xenia, TEN)
    judge(xenia, claim, reliability="A", rationale="Seen.")
    judge(xenia, claim, reliability=None)
    assert counted(scope(xenia), claim).reviewer == ""


def test_what_was_agreed_counts_before_all_and_ends_the_difference(xenia: ReviewSession) -> None:
    claim = mark(xenia, TEN)
    (anton,) = others(xenia, ANTON)
    judge(xenia, claim, reliability="B", credibility="2")
    judge(anton, claim, not_checkable=True)
    meet(xenia, anton)
    agree(anton, claim, attributed_to=MINISTRY, confidence="low")
    meet_all(xenia, anton)
    assert counted(scope(xenia), claim) == CountedClaim(
        claim, 0, None, MINISTRY, "D", "4", False, "low", ANTON.id,
        is_agreed=True, is_decided=True, judges=2,
    )  # fmt: skip


def test_an_agreement_that_a_later_judgement_contradicts_counts_no_more(
    xenia: ReviewSession,
) -> None:
    claim = mark(xenia, TEN)
    (anton,) = others(xenia, ANTON)
    judge(xenia, claim, reliability="B", credibility="2")
    judge(anton, claim, reliability="C", credibility="2")
    meet(xenia, anton)
    agree(xenia, claim)
    judge(anton, claim, reliability="E")
    meet_all(xenia, anton)
    one = counted(scope(xenia), claim)
    assert (one.is_agreed, one.reviewer, one.reliability, one.differs) == (
        False, XENIA.id, "B", True,
    )  # fmt: skip


def test_of_two_agreements_that_say_the_same_the_latest_counts(xenia: ReviewSession) -> None:
    claim = mark(xenia, TEN)
    (anton,) = others(xenia, ANTON)
    judge(xenia, claim, reliability="B", credibility="2")
    meet(xenia, anton)
    agree(anton, claim, confidence="low")
    meet(xenia, anton)
    agree(xenia, claim, confidence="high")
    meet_all(xenia, anton)
    one = counted(scope(xenia), claim)
    assert (one.is_agreed, one.confidence, one.reviewer) == (True, "high", XENIA.id)


def test_not_checkable_takes_the_place_of_the_credibility(xenia: ReviewSession) -> None:
    claim = mark(xenia, TEN)
    judge(xenia, claim, not_checkable=True)
    one = counted(scope(xenia), claim)
    assert (one.not_checkable, one.credibility, one.is_decided) == (True, None, True)


# Who looks


def test_blind_mode_hides_what_others_think_until_one_has_decided(xenia: ReviewSession) -> None:
    claim, judged = mark(xenia, TEN), mark(xenia, TWENTY)
    xenia.do(adjudicating.set_blind(True))
    (anton,) = others(xenia, ANTON)
    for one in (claim, judged):
        judge(anton, one, reliability="C", credibility="3", attributed_to=MINISTRY)
    agree(anton, claim)
    judge(xenia, claim, reliability="B")
    judge(xenia, judged, reliability="B", credibility="2")
    meet_all(xenia, anton)
    for lead in ("", ANTON.id):
        found = scope(xenia, lead=lead)
        hidden = counted(found, claim)
        assert (hidden.hidden, hidden.judges, hidden.differs, hidden.is_agreed) == (
            True, 0, False, False,
        )  # fmt: skip
        assert hidden.reviewer in ("", XENIA.id)
        assert hidden.source is None
        assert counted(found, judged).judges == 2
        assert (found.hidden, found.is_blind) == (1, True)
        decided = {p.person.id: (p.decided, p.blind) for p in found.participants}
        assert decided == {XENIA.id: (1, 1), ANTON.id: (1, 1)}
    with xenia.file.reading() as connection:
        whole = summaries.scope(View(connection, NOBODY), Request())
    assert counted(whole, claim).is_agreed, "nobody, for whom a whole review is printed, sees all"
    assert (whole.hidden, whole.lead) == (0, ANTON.id)


def test_in_blind_mode_nobody_leads_for_whoever_has_judged_nothing(xenia: ReviewSession) -> None:
    claim = mark(xenia, TEN)
    xenia.do(adjudicating.set_blind(True))
    (anton,) = others(xenia, ANTON)
    judge(anton, claim, reliability="C", credibility="3")
    meet_all(xenia, anton)
    assert (scope(xenia).lead, counted(scope(xenia), claim).reviewer) == ("", "")


def test_for_whoever_judged_nothing_the_one_leads_who_judged_most(xenia: ReviewSession) -> None:
    claims = [mark(xenia, words) for words in (TEN, TWENTY, BRIDGE_OPEN)]
    yorick, anton = others(xenia, YORICK, ANTON)
    for claim in claims:
        judge(yorick, claim, reliability="C", credibility="3")
    judge(anton, claims[0], reliability="A", credibility="1")
    meet_all(xenia, yorick, anton)
    found = scope(xenia)
    assert found.lead == YORICK.id
    assert {claim.reviewer for claim in found.claims} == {YORICK.id}


def test_a_lead_whom_nobody_knows_is_refused(xenia: ReviewSession) -> None:
    with pytest.raises(UserError) as refusal:
        scope(xenia, lead="12" * 16)
    assert refusal.value.id == "reviewer.unknown"
