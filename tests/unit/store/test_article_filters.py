"""The filters of the article list agree with what the domain says of each claim."""

import random
import time
from pathlib import Path

import large_projection
import pytest
import sessions
from sessions import XENIA, YORICK

from credreview.domain.model import (
    HALF_GRADE,
    NO_GRADE,
    ArticleQuery,
    Claim,
    ClaimState,
    Facts,
)
from credreview.domain.progress import NOT_CHECKABLE
from credreview.review import actions
from credreview.review.session import ReviewSession

ARTICLES = 24
DATES = ("2025-10-29", "2025-10", "2025", "2024-12-31T08:00:00Z", "last autumn", None, "2025-01-02")


def sentence(article: int, claim: int) -> str:
    return f"Report {article:02} states fact {claim}."


def give(session: ReviewSession, claim: str, chance: random.Random) -> None:
    given: dict[str, object] = {}
    if chance.random() < 0.7:
        given["provenance"] = chance.choice(["news_report", "eyewitness"])
    kind = chance.random()
    if kind < 0.15:
        given["not_checkable"] = True
    else:
        if kind < 0.9:
            given["reliability"] = chance.choice("ABF")
        if kind > 0.3:
            given["credibility"] = chance.choice("126")
    sessions.judge(session, claim, **given)


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> ReviewSession:
    """Return Xenia's session on a review that Yorick has judged parts of."""
    chance = random.Random(7)
    folder = tmp_path_factory.mktemp("filters")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CREDREVIEW_HOME", str(tmp_path_factory.mktemp("home")))
        texts = [
            f"Report {a:02}\n\n" + " ".join(sentence(a, c) for c in range(3)) + "\n"
            for a in range(ARTICLES)
        ]
        xenia = sessions.begin(folder, texts)
        for number, article in enumerate(sessions.articles(xenia)):
            xenia.do(actions.set_article(article, published=DATES[number % len(DATES)]))
            text = xenia.reader.article(article).text
            for c in range(number % 4):
                start = text.index(f"states fact {c}.")
                xenia.do(actions.mark_claim(article, start, start + 13))
        claims = [c.id for a in sessions.articles(xenia) for c in xenia.reader.claims(a)]
        yorick = sessions.copy_for(xenia, YORICK, "yorick")
        for one in (xenia, yorick):
            for claim in claims:
                if chance.random() < 0.75:
                    give(one, claim, chance)
        sessions.exchange(yorick, xenia)
        yorick.close()
        path = xenia.file.path
        xenia.close()
        return ReviewSession.open(path, XENIA)


def kept(session: ReviewSession, query: ArticleQuery) -> set[str]:
    return {row.id for row in session.reader.article_rows(session.reader.article_keys(query))}


def with_claims(session: ReviewSession, fulfils) -> set[str]:
    found = {
        article
        for article in sessions.articles(session)
        if any(fulfils(claim) for claim in session.reader.claims(article))
    }
    assert found, "the example has no such claim, so nothing would be tested"
    assert len(found) < ARTICLES
    return found


def dated(session: ReviewSession, fulfils) -> set[str]:
    def facts(article: str) -> Facts:
        return session.reader.article(article).facts

    return {article for article in sessions.articles(session) if fulfils(facts(article).published)}


@pytest.mark.parametrize("state", ClaimState)
def test_a_state_keeps_the_articles_with_a_claim_that_is_in_it(
    session: ReviewSession, state: ClaimState
) -> None:
    expected = with_claims(session, lambda claim: claim.state is state)
    assert kept(session, ArticleQuery(states=frozenset({state}))) == expected


def pair_of(claim: Claim) -> str:
    own = claim.own
    if own is None:
        return NO_GRADE
    if own.not_checkable:
        return NOT_CHECKABLE
    halves = [half for half in (own.reliability, own.credibility) if half]
    return "".join(halves) if len(halves) == 2 else HALF_GRADE if halves else NO_GRADE


@pytest.mark.parametrize("grade", ["A1", "F6", "A6", NOT_CHECKABLE, HALF_GRADE, NO_GRADE])
def test_a_grade_keeps_the_articles_with_a_claim_that_has_it(
    session: ReviewSession, grade: str
) -> None:
    expected = with_claims(session, lambda claim: pair_of(claim) == grade)
    assert kept(session, ArticleQuery(grades=frozenset({grade}))) == expected


def test_several_values_of_one_filter_widen_and_several_filters_narrow(
    session: ReviewSession,
) -> None:
    either = with_claims(session, lambda claim: pair_of(claim) in ("A1", "B2", HALF_GRADE))
    query = ArticleQuery(grades=frozenset({"A1", "B2", HALF_GRADE}))
    assert kept(session, query) == either
    narrower = ArticleQuery(grades=query.grades, published=frozenset({"2025"}))
    assert kept(session, narrower) == either & dated(session, lambda p: (p or "")[:4] == "2025")


@pytest.mark.parametrize("term", ["news_report", ""])
def test_a_provenance_that_was_not_given_can_be_kept(session: ReviewSession, term: str) -> None:
    def is_it(claim: Claim) -> bool:
        return (claim.own.provenance if claim.own else None) == (term or None)

    expected = with_claims(session, is_it)
    assert kept(session, ArticleQuery(provenance=frozenset({term}))) == expected


@pytest.mark.parametrize("start", ["2025", "2025-10", "2025-10-29", "2024-12-31", "1999", "20%"])
def test_a_period_keeps_the_articles_published_in_it(session: ReviewSession, start: str) -> None:
    expected = dated(session, lambda published: (published or "").startswith(start))
    assert kept(session, ArticleQuery(published=frozenset({start}))) == expected


def test_no_date_means_none_or_none_that_can_be_read(session: ReviewSession) -> None:
    expected = dated(session, lambda published: published in (None, "last autumn"))
    assert expected
    assert kept(session, ArticleQuery(published=frozenset({""}))) == expected
    both = kept(session, ArticleQuery(published=frozenset({"", "2025"})))
    assert both == expected | dated(session, lambda p: (p or "").startswith("2025"))


def test_the_filters_are_as_quick_as_those_of_provenance_and_progress(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CREDREVIEW_HOME", str(tmp_path / "home"))
    path = large_projection.make(tmp_path / "large", 4_000, 5)
    session = ReviewSession.open(path, XENIA)

    def seconds(query: ArticleQuery) -> float:
        began = time.process_time()
        assert len(session.reader.article_keys(query))
        return time.process_time() - began

    known = max(
        seconds(ArticleQuery(provenance=frozenset({"news_report"}))),
        seconds(ArticleQuery(states=frozenset({ClaimState.OPEN}))),
    )
    for query in (
        ArticleQuery(grades=frozenset({"B2"})),
        ArticleQuery(states=frozenset({ClaimState.DIFFERING})),
        ArticleQuery(published=frozenset({"2025-03"})),
    ):
        assert seconds(query) < 3 * known + 0.1
    session.close()
