"""The figures of the article list: the own judgements, as its filters find them."""

import time
from pathlib import Path

import large_projection
import pytest
import sessions
from sessions import BRIDGE, HARBOUR, XENIA, YORICK

from credreview.domain.model import ArticleQuery, ClaimState
from credreview.domain.progress import NOT_CHECKABLE
from credreview.domain.summary import Request
from credreview.report.charts import GradeMatrix, ProgressChart, ProvenanceMix, Timeline
from credreview.review import actions
from credreview.review.adjudicating import adjudicate
from credreview.review.figures import Figures, figures
from credreview.review.session import ReviewSession

WORDS = ("ten ships were turned away", "Fishermen counted twenty", "expected to last a week",
         "the bridge opened on Monday", "Nobody saw it open")  # fmt: skip


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ReviewSession:
    """Return Xenia's session; Yorick has judged what she has, and one claim more."""
    monkeypatch.setenv("CREDREVIEW_HOME", str(tmp_path / "home"))
    xenia = sessions.begin(tmp_path / "one", (HARBOUR, BRIDGE))
    first = sessions.articles(xenia)[0]
    xenia.do(actions.set_article(first, published="2025-10-29"))
    claims = [sessions.mark(xenia, words) for words in WORDS]
    yorick = sessions.copy_for(xenia, YORICK, "yorick")
    for claim, pair in zip(claims, ("C2", "C2", "-", "B"), strict=False):
        judge(xenia, claim, pair)
    for claim, pair in zip(claims, ("C2", "A1", "-", "A1", "A1"), strict=True):
        judge(yorick, claim, pair)
    sessions.exchange(yorick, xenia)
    yorick.close()
    xenia.close()
    return ReviewSession.open(xenia.file.path, XENIA)


def judge(session: ReviewSession, claim: str, pair: str) -> None:
    given: dict[str, object] = {"provenance": "news_report"}
    if pair == "-":
        given["not_checkable"] = True
    else:
        given["reliability"] = pair[0]
    if len(pair) == 2:
        given["credibility"] = pair[1]
    sessions.judge(session, claim, **given)


def counted(found: Figures) -> dict[str, int]:
    chart = found.charts["grades"]
    assert isinstance(chart, GradeMatrix)
    cells = {r + c: refs.count for (r, c), refs in chart.cells.items()}
    beside = {"none": chart.not_judged, NOT_CHECKABLE: chart.not_checkable, "half": chart.half}
    return cells | {name: refs.count for name, refs in beside.items()}


def test_only_own_judgements_are_counted(session: ReviewSession) -> None:
    found = figures(session, ArticleQuery())
    assert (found.articles, len(found.claims), found.whole) == (2, 5, True)
    assert counted(found) == {"C2": 2, "none": 1, "-": 1, "half": 1}
    chart = found.charts["progress"]
    assert isinstance(chart, ProgressChart)
    assert chart.rows[0].counts == (1, 1, 1, 2), "judged, differing, not checkable, open"
    mix = found.charts["provenance"]
    assert isinstance(mix, ProvenanceMix)
    assert {row.id: row.count for row in mix.rows} == {"news_report": 4, "": 1}
    dates = found.charts["timeline"]
    assert isinstance(dates, Timeline)
    assert (dates.buckets[0].period, sum(dates.buckets[0].counts), dates.undated) == (
        "2025-10-29", 3, 2,
    )  # fmt: skip


def test_what_was_agreed_does_not_hide_the_own_judgement(session: ReviewSession) -> None:
    claim = next(
        claim
        for article in sessions.articles(session)
        for claim in session.reader.claims(article)
        if claim.state is ClaimState.DIFFERING
    )
    before = counted(figures(session, ArticleQuery()))
    session.do(
        adjudicate(claim.id, session.vocabulary, provenance="news_report",
                   reliability="D", credibility="4", reason="Talked it over.")
    )  # fmt: skip
    after = figures(session, ArticleQuery())
    assert counted(after) == before
    chart = after.charts["progress"]
    assert isinstance(chart, ProgressChart)
    assert chart.rows[0].counts == (2, 0, 1, 2), "nothing differs any more"


def test_a_claim_has_the_number_that_it_has_in_a_report(session: ReviewSession) -> None:
    found = figures(session, ArticleQuery())
    scope = session.reader.summary_scope(Request())
    assert found.claims == tuple(claim.claim for claim in scope.claims)


def test_each_field_keeps_articles_with_just_such_claims(session: ReviewSession) -> None:
    whole = figures(session, ArticleQuery())
    for grade, count in counted(whole).items():
        narrowed = figures(session, ArticleQuery(grades=frozenset({grade})))
        assert counted(narrowed).get(grade) == count, grade
        assert narrowed.whole == (narrowed.articles == 2)


def test_a_filter_narrows_and_nothing_to_show_is_left_out(session: ReviewSession) -> None:
    found = figures(session, ArticleQuery(published=frozenset({"2025-10"})))
    assert (found.articles, len(found.claims), found.whole) == (1, 3, False)
    nothing = figures(session, ArticleQuery(text="no such words"))
    assert (nothing.articles, nothing.claims, nothing.charts) == (0, (), {})


def test_figures_of_twenty_thousand_claims_are_quick(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CREDREVIEW_HOME", str(tmp_path / "home"))
    large = ReviewSession.open(large_projection.make(tmp_path / "large", 4_000, 5), XENIA)
    began = time.process_time()
    found = figures(large, ArticleQuery())
    assert time.process_time() - began < 3
    assert len(found.claims) == 20_000
    assert sum(counted(found).values()) == 20_000
    large.close()
