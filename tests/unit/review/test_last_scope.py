"""What was counted for the report before serves again, and only where it says the same."""

from pathlib import Path

import pytest
from sessions import XENIA, YORICK, articles, begin, judge, mark
from summary_reviews import SHIPS, copy_for, meet, two_reviewers

from credreview.domain.identity import REVIEW
from credreview.domain.model import ArticleQuery
from credreview.domain.summary import Kind, Paper, Request, Scope
from credreview.report.lazy import held
from credreview.review import statements, summaries
from credreview.review.last_scope import LastScope, State
from credreview.review.session import ReviewSession
from credreview.store import summaries as read


def kinds(session: ReviewSession) -> list[Request]:
    """Return requests of all kinds that need no merge, in an order that goes to and fro."""
    source = session.reader.sources(limit=1)[0]
    claim = session.reader.claims(articles(session)[0])[0].id
    return [
        Request(),
        Request(Kind.EVIDENCE),
        Request(Kind.AGREEMENT),
        Request(Kind.SOURCE, source),
        Request(Kind.REVIEW, left_out=frozenset({"claims"}), mark="TLP:RED", paper=Paper.LETTER),
        Request(Kind.ARTICLE, articles(session)[0]),
        Request(Kind.CLAIM, claim),
        Request(Kind.EVIDENCE, query=ArticleQuery(text="bridge")),
        Request(Kind.AGREEMENT, query=ArticleQuery(text="bridge")),
        Request(query=ArticleQuery(text="bridge")),
        Request(lead=YORICK.id),
        Request(),
    ]


def test_reports_that_follow_one_another_say_what_each_says_alone(tmp_path: Path) -> None:
    session, _ = two_reviewers(tmp_path)
    session.do(statements.write_statement("review", REVIEW, breadth="Of all that was found."))
    last = LastScope()
    for request in kinds(session):
        alone = summaries.report(session, request)
        assert held(summaries.report(session, request, last=last)) == held(alone), request
    session.close()


def test_what_counts_the_same_is_counted_once_until_the_review_says_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, _ = two_reviewers(tmp_path)
    counted: list[Request] = []
    real = read.scope

    def noted(view: object, request: Request) -> Scope:
        counted.append(request)
        return real(view, request)

    monkeypatch.setattr(read, "scope", noted)
    last = LastScope()
    for request in (
        Request(), Request(Kind.EVIDENCE), Request(Kind.AGREEMENT),
        Request(Kind.AGREEMENT, query=ArticleQuery(text="bridge")),
        Request(mark="TLP:RED"), Request(left_out=frozenset({"key"})), Request(paper=Paper.LETTER),
    ):  # fmt: skip
        summaries.report(session, request, last=last)
    assert counted == [Request()]
    judge(session, mark(session, "A repair"), reliability="A", credibility="1")
    summaries.report(session, Request(), last=last)
    assert len(counted) == 2
    summaries.report(session, Request(lead=YORICK.id), last=last)
    assert len(counted) == 3
    session.close()


def test_agreement_is_found_once_and_never_told_of_another_scope(tmp_path: Path) -> None:
    session, _ = two_reviewers(tmp_path)
    last = LastScope()
    with session.reader.view() as view:
        state = State.of(view)
        last.scope(view, Request())
    asked: list[str] = []

    def make() -> None:
        asked.append("once")

    other = Request(lead=YORICK.id)
    last.compared(state, other, make)
    last.compared(state, other, make)
    assert len(asked) == 2, "what is not held is not kept"
    session.close()


def test_nothing_that_is_left_of_another_state_is_shown(tmp_path: Path) -> None:
    session = begin(tmp_path)
    claim = mark(session, SHIPS)
    last = LastScope()
    summaries.report(session, Request(), last=last)
    other = copy_for(session, YORICK, "yorick")
    judge(other, claim, reliability="B", credibility="2")
    meet(session, other)
    other.close()
    report = summaries.report(session, Request(), last=last)
    assert held(report) == held(summaries.report(session, Request()))
    assert session.reviewer.id == XENIA.id
    session.close()
