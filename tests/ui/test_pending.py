"""Decisions that are not on disk yet, laid over the claims that are."""

import pytest

from credreview.domain.identity import claim_id
from credreview.domain.model import Claim, ClaimState, Judgement
from credreview.review.actions import mark_claim, unmark_claim
from credreview.ui.pending import Pending, Write, judged, mark

ARTICLE = "11" * 16
TEXT = "One claim here. Another claim there."


def claim(start, end, number=1, **own):
    id = claim_id(ARTICLE, start, end, 0)
    judgement = Judgement(id, "anna", **own) if own else None
    return Claim(id, ARTICLE, start, end, 0, number, TEXT[start:end], ClaimState.OPEN, judgement)


def judging(of, **fields):
    return Write(mark_claim(ARTICLE, 0, 1), ARTICLE, of.id, fields)


def test_without_decisions_claims_stay_the_same_objects():
    claims = [claim(0, 9)]
    assert Pending().over(claims, ARTICLE, TEXT, "anna") == claims


def test_decisions_about_one_claim_add_up_in_order():
    one = claim(0, 9)
    pending = Pending([judging(one, reliability="B"), judging(one, credibility="3"),
                       judging(one, credibility="2")])  # fmt: skip
    (seen,) = pending.over([one], ARTICLE, TEXT, "anna")
    assert (seen.own.reliability, seen.own.credibility) == ("B", "2")
    assert seen.state is ClaimState.JUDGED
    assert pending.about(one.id)


def test_a_mark_is_shown_and_can_be_judged_before_it_is_on_disk():
    made = mark(ARTICLE, (0, 9), mark_claim(ARTICLE, 0, 9))
    later = claim(16, 29)
    pending = Pending([made, Write(made.deed, ARTICLE, made.claim, {"provenance": "eyewitness"})])
    seen = pending.over([later], ARTICLE, TEXT, "anna")
    assert [(c.number, c.quote) for c in seen] == [(1, "One claim"), (2, later.quote)]
    assert seen[0].own.provenance == "eyewitness"


def test_an_unmarked_claim_is_gone_and_the_rest_is_counted_anew():
    one, two = claim(0, 9), claim(16, 29, 2)
    pending = Pending([Write(unmark_claim(one.id), ARTICLE, one.id)])
    assert [(c.id, c.number) for c in pending.over([one, two], ARTICLE, TEXT, "anna")] == [
        (two.id, 1)
    ]


def test_decisions_about_another_article_change_nothing():
    one = claim(0, 9)
    pending = Pending([Write(unmark_claim(one.id), "22" * 16, one.id)])
    assert pending.over([one], ARTICLE, TEXT, "anna") == [one]


@pytest.mark.parametrize(
    ("before", "fields", "state"),
    [
        ({}, {"not_checkable": True}, ClaimState.NOT_CHECKABLE),
        ({"not_checkable": True}, {"not_checkable": False}, ClaimState.OPEN),
        ({"not_checkable": True, "reliability": "B"}, {"credibility": "2"}, ClaimState.JUDGED),
        ({"reliability": "B", "credibility": "2"}, {"credibility": None}, ClaimState.OPEN),
    ],
)
def test_a_verdict_and_not_checkable_exclude_each_other(before, fields, state):
    seen = judged(claim(0, 9, **before), fields, "anna")
    assert seen.state is state
    assert not (seen.own.not_checkable and seen.own.credibility)


def test_cleared_flags_are_an_empty_tuple():
    seen = judged(claim(0, 9, flags=("retracted",)), {"flags": None}, "anna")
    assert seen.own.flags == ()
