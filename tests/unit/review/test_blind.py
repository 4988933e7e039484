"""Blind mode: others' judgements are hidden until one's own is given, and the journal says so."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sessions import XENIA, YORICK, articles, begin, copy_for, exchange, judge, mark, meet

from credreview.domain.blind_words import blind_words
from credreview.domain.differences import DifferenceQuery
from credreview.domain.errors import UserError
from credreview.domain.identity import NOBODY
from credreview.domain.journal import Change
from credreview.domain.model import ClaimState, Person
from credreview.review import adjudicating, judging, sharing
from credreview.review.actions import Deed, Plan, touches
from credreview.review.session import ReviewSession

WORDS = "ten ships were turned away"
Pair = tuple[ReviewSession, ReviewSession, str]


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    """Give two sessions in blind mode, of which the second has judged a claim and agreed on it."""
    xenia = begin(tmp_path)
    claim = mark(xenia, WORDS)
    xenia.do(adjudicating.set_blind(True))
    yorick = copy_for(xenia, YORICK, "yorick")
    judge(yorick, claim, reliability="C", credibility="3", attributed_to="Harbour Office")
    yorick.do(
        adjudicating.adjudicate(
            claim, yorick.vocabulary, reason="Alone.", reliability="C", credibility="3"
        )
    )
    meet(xenia, yorick)
    yield xenia, yorick, claim
    xenia.close()
    yorick.close()


def own(session: ReviewSession, claim: str):
    found = session.reader.claim(claim)
    assert found is not None
    assert found.own is not None
    return found.own


def test_what_others_think_is_hidden_until_the_own_judgement_is_decided(pair: Pair) -> None:
    xenia, _, claim = pair
    article = articles(xenia)[0]
    for given in ({}, {"reliability": "B"}, {"provenance": "news_report"}):
        if given:
            judge(xenia, claim, **given)
        (listed,) = [c for c in xenia.reader.claims(article) if c.id == claim]
        shown = xenia.reader.claim(claim)
        assert shown == listed
        assert (shown.others, shown.is_settled, shown.state) == (0, False, ClaimState.OPEN)
        assert {j.reviewer for j in xenia.reader.judgements(claim)} <= {XENIA.id}
        assert xenia.reader.adjudications(claim) == []
        with xenia.reader.view() as view:
            assert {j.reviewer for j in view.all_judgements()} <= {XENIA.id}
    judge(xenia, claim, credibility="2")
    shown = xenia.reader.claim(claim)
    assert (shown.others, shown.state) == (1, ClaimState.DIFFERING)
    assert len(xenia.reader.judgements(claim)) == 2
    assert len(xenia.reader.adjudications(claim)) == 1


def test_the_control_without_blind_mode_they_are_shown(pair: Pair) -> None:
    xenia, yorick, claim = pair
    assert xenia.reader.is_blind()
    yorick.do(adjudicating.set_blind(False))
    meet(xenia, yorick)
    assert not xenia.reader.is_blind()
    shown = xenia.reader.claim(claim)
    assert (shown.others, shown.is_settled) == (1, True)
    assert len(xenia.reader.judgements(claim)) == 1
    assert len(xenia.reader.adjudications(claim)) == 1


def test_nobody_in_whose_name_all_is_printed_sees_all(pair: Pair) -> None:
    xenia, _, claim = pair
    path = xenia.file.path
    printer = ReviewSession.open(path, Person(NOBODY, ""), read_only=True)
    printed = list(printer.reader.everything())
    printer.close()
    kinds = [entry["kind"] for entry in printed]
    assert kinds.count("judgement") == kinds.count("adjudication") == 1
    (judgement,) = [entry for entry in printed if entry["kind"] == "judgement"]
    assert (judgement["claim"], judgement["blind"]) == (claim, True)
    assert (printed[0]["kind"], printed[0]["blind"]) == ("review", True)
    json.dumps(printed)


def test_a_judgement_says_that_it_was_given_blind(pair: Pair) -> None:
    xenia, _, claim = pair
    judge(xenia, claim, reliability="B")
    assert own(xenia, claim).blind is True
    judge(xenia, claim, credibility="2")
    assert own(xenia, claim).blind is True, "the others were hidden still"
    judge(xenia, claim, credibility="3")
    assert own(xenia, claim).blind is False, "changed when they were shown"
    judge(xenia, claim, credibility=None)
    judge(xenia, claim, credibility="4")
    assert own(xenia, claim).blind is False, "what was seen is not forgotten"
    assert own(xenia, claim).after_reveal == ("grade",)
    assert blind_words(own(xenia, claim)) == "changed after others were shown"


def test_grades_that_were_given_blind_stay_so_whatever_else_follows_the_reveal(pair: Pair) -> None:
    xenia, yorick, claim = pair
    judge(xenia, claim, provenance="news_report", reliability="B", credibility="2")
    assert blind_words(own(xenia, claim)) == "blind"
    judge(xenia, claim, confidence="high")
    assert own(xenia, claim).blind is False
    assert own(xenia, claim).after_reveal == ("confidence",)
    assert blind_words(own(xenia, claim)) == "graded blind; confidence came after others were shown"
    judge(xenia, claim, rationale="The log says so.")
    words = "graded blind; confidence and rationale came after others were shown"
    assert blind_words(own(xenia, claim)) == words
    meet(yorick, xenia)
    judge(yorick, claim, confidence="low")
    (seen,) = [j for j in yorick.reader.judgements(claim) if j.reviewer == XENIA.id]
    assert blind_words(seen) == words, "everybody reads the same"
    judge(xenia, claim, reliability="A")
    assert blind_words(own(xenia, claim)) == "changed after others were shown"
    xenia.undo()
    assert blind_words(own(xenia, claim)) == words, "the change was taken back"


def test_an_own_extract_that_comes_back_makes_nothing_later_than_it_was(
    pair: Pair, tmp_path: Path
) -> None:
    xenia, _, claim = pair
    judge(xenia, claim, reliability="B", credibility="2")
    judge(xenia, claim, confidence="high")
    out = tmp_path / "own.credreview"
    chosen = sharing.Choice(articles(xenia), originals=False, claims=True, own=True)
    sharing.extract(xenia, out, chosen, sharing.Terms())
    apart = ReviewSession.open(out, XENIA)
    assert own(apart, claim).blind is False
    assert blind_words(own(apart, claim)) == "changed after others were shown", "no more is known"
    assert own(apart, claim).after_reveal == ()
    exchange(apart, xenia)
    apart.close()
    assert own(xenia, claim).after_reveal == ("confidence",)
    repeated = {"grade": ["B", "2"], "confidence": "high", "blind": False}
    of_old = Change("judgement", claim + XENIA.id, "new", repeated)  # one that nobody switched off
    xenia.do(Deed("extract", lambda view: Plan([*touches(view.article_of(claim), claim), of_old])))
    assert own(xenia, claim).after_reveal == ("confidence",)


def test_who_judges_first_has_seen_nobody_and_stays_blind(pair: Pair) -> None:
    xenia, yorick, _ = pair
    claim = mark(xenia, "Fishermen")
    judge(xenia, claim, reliability="B", credibility="2")
    judge(xenia, claim, confidence="high", rationale="The log says so.")
    assert own(xenia, claim).blind is True
    meet(yorick, xenia)
    judge(yorick, claim, reliability="C", credibility="3")
    assert own(yorick, claim).blind is True
    meet(xenia, yorick)
    judge(xenia, claim, confidence="low")
    assert own(xenia, claim).blind is False, "another is shown by now"


def test_undo_of_a_verdict_makes_nobody_blind_again(pair: Pair) -> None:
    xenia, _, claim = pair
    judge(xenia, claim, reliability="B", credibility="2")
    assert own(xenia, claim).blind is True
    xenia.undo()
    judge(xenia, claim, reliability="C", credibility="3")
    assert own(xenia, claim).blind is False
    # The control: undoing what decided nothing changes nothing.
    other = mark(xenia, "Fishermen")
    judge(xenia, other, reliability="B")
    xenia.undo()
    judge(xenia, other, reliability="C", credibility="3")
    assert own(xenia, other).blind is True


def test_a_flag_and_a_verdict_of_not_checkable_count_as_well(pair: Pair) -> None:
    xenia, _, claim = pair
    xenia.do(judging.flag(claim, xenia.vocabulary, "retracted"))
    assert own(xenia, claim).blind is True
    judge(xenia, claim, not_checkable=True)
    assert own(xenia, claim).blind is True
    xenia.do(judging.flag(claim, xenia.vocabulary, "retracted", on=False))
    assert own(xenia, claim).blind is False


def test_outside_of_blind_mode_nothing_is_said(tmp_path: Path) -> None:
    xenia = begin(tmp_path)
    claim = mark(xenia, WORDS)
    judge(xenia, claim, reliability="B", credibility="2")
    assert own(xenia, claim).blind is None
    xenia.do(adjudicating.set_blind(True))
    judge(xenia, claim, credibility="3")
    assert own(xenia, claim).blind is None


def test_a_verdict_after_blind_mode_ended_is_not_blind(pair: Pair) -> None:
    xenia, _, claim = pair
    judge(xenia, claim, reliability="B")
    xenia.do(adjudicating.set_blind(False))
    judge(xenia, claim, credibility="2")
    assert own(xenia, claim).blind is False


def test_what_is_hidden_is_no_difference_and_can_not_be_agreed_on(pair: Pair) -> None:
    xenia, _, claim = pair
    zoe = copy_for(xenia, Person("cc" * 16, "Zoe Example"), "zoe")
    judge(zoe, claim, reliability="E", credibility="5")
    assert len(zoe.reader.difference_keys(DifferenceQuery())) == 1
    meet(xenia, zoe)
    assert xenia.reader.difference_keys(DifferenceQuery()) == []
    with pytest.raises(UserError) as caught:
        xenia.do(
            adjudicating.adjudicate(
                claim, xenia.vocabulary, reason="Alone.", reliability="C", credibility="3"
            )
        )
    assert caught.value.id == "adjudication.blind"
    judge(xenia, claim, reliability="C", credibility="3")
    assert len(xenia.reader.difference_keys(DifferenceQuery())) == 1
    zoe.close()


def test_setting_what_is_set_writes_nothing(pair: Pair) -> None:
    xenia, _, _ = pair
    assert xenia.do(adjudicating.set_blind(True)).action is None
    changed = xenia.do(adjudicating.set_blind(False))
    assert changed.action is not None
    assert changed.everything
    undone = xenia.undo()
    assert undone is not None
    assert undone.everything
    assert xenia.reader.is_blind()
