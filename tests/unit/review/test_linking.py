"""Claims that bear on each other: found, linked, told from both ends, taken away, hidden."""

from pathlib import Path

import pytest
import sessions
from sessions import BRIDGE, HARBOUR, YORICK

from credreview.domain.errors import UserError
from credreview.review import actions, adjudicating, versions
from credreview.review.judging import judge
from credreview.review.session import ReviewSession

TEN, WEEK = "ten ships were turned away", "expected to last a week"


@pytest.fixture
def session(tmp_path: Path) -> ReviewSession:
    return sessions.begin(tmp_path, [HARBOUR, BRIDGE])


def mark(session: ReviewSession, words: str) -> str:
    """Mark words where they stand first; return the claim."""
    for article in sessions.articles(session):
        start = session.reader.article(article).text.find(words)
        if start >= 0:
            deed = actions.mark_claim(article, start, start + len(words))
            return session.do(deed).answers["claim"]
    raise AssertionError(words)


def link(session: ReviewSession, one: str, other: str, relation: str, note: str = "") -> str:
    deed = actions.link(one, other, relation, session.vocabulary, note or None)
    return session.do(deed).answers["link"]


def test_a_link_is_told_from_both_of_its_ends_with_its_note(session):
    ten, week = mark(session, TEN), mark(session, WEEK)
    link(session, ten, week, "contradicts", "One day or a week?")
    for one, other in ((ten, week), (week, ten)):
        (found,) = session.reader.claim_links(one)
        assert found.claim.id == other
        assert found.link.relation == "contradicts"
        assert found.note == "One day or a week?"


def test_words_about_sameness_are_no_links_of_this_kind(session):
    ten, week = mark(session, TEN), mark(session, WEEK)
    session.do(versions.not_same(ten, week))
    assert session.reader.claim_links(ten) == []


def test_a_link_is_taken_away_and_undo_brings_it_back(session):
    ten, week = mark(session, TEN), mark(session, WEEK)
    made = link(session, ten, week, "confirms")
    changed = session.do(actions.unlink(made))
    assert changed.claims == {ten, week}
    assert session.reader.claim_links(ten) == []
    session.undo()
    assert len(session.reader.claim_links(ten)) == 1


def test_only_a_link_between_claims_can_be_taken_away(session):
    ten, week = mark(session, TEN), mark(session, WEEK)
    dismissed = session.do(versions.not_same(ten, week)).answers["link"]
    for id in (dismissed, "ab" * 16, "nonsense"):
        with pytest.raises(UserError, match="no link"):
            session.do(actions.unlink(id))


def test_a_link_to_a_deleted_claim_is_not_shown(session):
    ten, week = mark(session, TEN), mark(session, WEEK)
    link(session, ten, week, "confirms")
    session.do(actions.unmark_claim(week))
    assert session.reader.claim_links(ten) == []


def test_blind_mode_shows_ones_own_links_only_until_one_has_judged(session):
    ten, week = mark(session, TEN), mark(session, WEEK)
    session.do(adjudicating.set_blind(True))
    link(session, ten, week, "contradicts")
    path = session.file.path
    session.close()
    other = ReviewSession.open(path, YORICK)
    assert other.reader.claim_links(ten) == []
    link(other, ten, week, "same_origin")
    assert [found.link.relation for found in other.reader.claim_links(ten)] == ["same_origin"]
    other.do(judge(ten, other.vocabulary, reliability="C", credibility="3"))
    assert {found.link.relation for found in other.reader.claim_links(ten)} == {
        "contradicts",
        "same_origin",
    }
    other.close()


def test_claims_are_found_by_their_words_and_those_of_this_article_come_first(session):
    ten, week = mark(session, TEN), mark(session, WEEK)
    bridge = mark(session, "bridge")
    article = session.reader.claim(ten).article
    found = session.reader.find_claims("", article, ten)
    assert [one.claim.id for one in found] == [week, bridge]
    assert [one.claim.id for one in session.reader.find_claims("WEEK last", article, "")] == [week]
    assert session.reader.find_claims("harbour", article, "") == []
