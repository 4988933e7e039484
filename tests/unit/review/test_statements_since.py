"""A written statement tells how much its author had not seen: links and agreed judgements too."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sessions import YORICK, articles, begin, copy_for, judge, mark, meet

from credreview.domain.identity import REVIEW, source_id
from credreview.domain.summary import WrittenStatement
from credreview.review import actions, adjudicating, versions
from credreview.review.session import ReviewSession
from credreview.review.statements import write_statement

TWENTY, OFFICE = "Fishermen counted twenty", "Harbour Office"


@pytest.fixture
def xenia(tmp_path: Path) -> Iterator[ReviewSession]:
    session = begin(tmp_path)
    yield session
    session.close()


@pytest.fixture
def yorick(xenia: ReviewSession) -> Iterator[ReviewSession]:
    session = copy_for(xenia, YORICK, "yorick")
    yield session
    session.close()


def of_review(session: ReviewSession) -> WrittenStatement | None:
    return session.reader.statement("review", REVIEW)


def write(session: ReviewSession, **heads: str | None):
    return session.do(write_statement("review", REVIEW, **heads))


def test_links_and_agreed_judgements_are_counted_as_changes(xenia, yorick) -> None:
    harbour, bridge = articles(xenia)
    ten, twenty = mark(xenia, "ten ships"), mark(xenia, TWENTY)
    judge(xenia, ten, reliability="B", credibility="2", attributed_to=OFFICE)
    write(xenia, gaps="As of now.")
    for kind, about in (("article", harbour), ("article", bridge), ("source", OFFICE)):
        xenia.do(write_statement(kind, about, gaps="As of now."))
    meet(xenia, yorick)
    agreed = {"reason": "So.", "reliability": "C", "credibility": "3"}
    xenia.do(adjudicating.adjudicate(ten, xenia.vocabulary, **agreed))
    yorick.do(actions.link(ten, twenty, "contradicts", yorick.vocabulary))
    meet(xenia, yorick)
    scopes = {("article", harbour): 2, ("source", source_id(OFFICE)): 2, ("article", bridge): 0}
    for (kind, about), more in scopes.items():
        assert xenia.reader.statement(kind, about).changed_since == more, kind
    assert of_review(xenia).changed_since == 2
    xenia.do(versions.not_same(ten, twenty))
    assert of_review(xenia).changed_since == 2, "the control: no figure is told from that"
    write(xenia, weight="Looked at again.")
    assert of_review(xenia).changed_since == 0
    xenia.do(adjudicating.withdraw_adjudication(ten))
    assert of_review(xenia).changed_since == 1


def test_a_link_that_blind_mode_hides_is_not_counted_as_changed(xenia, yorick) -> None:
    ten, twenty = mark(xenia, "ten ships"), mark(xenia, TWENTY)
    xenia.do(adjudicating.set_blind(True))
    write(xenia, gaps="As of now.")
    meet(xenia, yorick)
    judge(yorick, ten, reliability="B", credibility="2")
    agreed = {"reason": "So.", "reliability": "C", "credibility": "3"}
    yorick.do(adjudicating.adjudicate(ten, yorick.vocabulary, **agreed))
    yorick.do(actions.link(ten, twenty, "contradicts", yorick.vocabulary))
    meet(xenia, yorick)
    assert of_review(xenia).changed_since == 0
    judge(xenia, ten, reliability="B", credibility="2")
    assert of_review(xenia).changed_since == 3, "two judgements, and what was agreed"
    judge(xenia, twenty, reliability="B", credibility="2")
    assert of_review(xenia).changed_since == 5, "and the link, of both ends"
