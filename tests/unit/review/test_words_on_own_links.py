"""Blind mode where two people write to one link: it is seen, the other one's words are not."""

from pathlib import Path

import pytest
import sessions
from sessions import HARBOUR, YORICK

from credreview.domain.summary import Kind, Request
from credreview.report.markdown import render
from credreview.review import adjudicating, merging, summaries
from credreview.review.actions import link
from credreview.review.session import ReviewSession

SECRET = "Fishermen exaggerate: E5."


@pytest.fixture
def blind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[ReviewSession, str]:
    """Return Yorick's session, who linked two claims as Xenia did with a reason; and a claim."""
    monkeypatch.setenv("CREDREVIEW_HOME", str(tmp_path / "home"))
    xenia = sessions.begin(tmp_path / "one", (HARBOUR,))
    xenia.do(adjudicating.set_blind(True))
    one, other = (sessions.mark(xenia, words) for words in ("ten ships", "counted twenty"))
    yorick = sessions.copy_for(xenia, YORICK, "yorick")
    yorick.do(link(one, other, "contradicts", yorick.vocabulary))
    xenia.do(link(one, other, "contradicts", xenia.vocabulary, SECRET))
    merging.merge(yorick, xenia.file.path)
    xenia.close()
    return yorick, one


def _all_that_is_told(session: ReviewSession, claim: str) -> list[str]:
    report = summaries.held_report(session, Request(Kind.CLAIM, claim))
    whole = summaries.held_report(session, Request(Kind.REVIEW))
    return [
        str([linked.note for linked in session.reader.claim_links(claim)]),
        str(list(session.reader.everything())),
        render(report),
        render(whole),
    ]


def test_what_another_said_of_an_own_link_is_hidden_until_the_own_judgement(blind) -> None:
    session, claim = blind
    assert len(session.reader.claim_links(claim)) == 1
    assert not any(SECRET in told for told in _all_that_is_told(session, claim))
    for judged in (linked_claim.id for linked_claim in session.reader.claims(_article(session))):
        sessions.judge(session, judged, reliability="B", credibility="2")
    assert all(SECRET in told for told in _all_that_is_told(session, claim))


def test_the_own_words_on_a_link_are_seen_by_whoever_wrote_them(blind) -> None:
    session, claim = blind
    (linked,) = session.reader.claim_links(claim)
    ends = linked.link.one, linked.link.other
    session.do(link(*ends, "contradicts", session.vocabulary, "Mine: they were there."))
    assert all("Mine: they were" in told for told in _all_that_is_told(session, claim))


def _article(session: ReviewSession) -> str:
    return sessions.articles(session)[0]
