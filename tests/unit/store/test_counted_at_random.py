"""Claims that count alike are counted once for all of them: as if it were done one by one."""

import random
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from sessions import XENIA, YORICK, Clock, articles, begin, judge
from summarising import ANTON, MINISTRY, OFFICE, agree, meet_all, others, scope

from credreview.analysis import figures
from credreview.domain.counted_claims import Claims, alike, ids, places
from credreview.domain.errors import UserError
from credreview.domain.identity import NOBODY
from credreview.domain.summary import CountedClaim, Kind, Request, Scope
from credreview.review import actions, adjudicating
from credreview.review.session import ReviewSession
from credreview.store import chosen, judges
from credreview.store.counted import Counted, Counting
from credreview.store.view import View

MARKED = 11
RELATIONS = ("confirms", "contradicts", "same_origin")


#: Few things, so that several people say the same of several claims.
SAID = (
    {"reliability": "B", "credibility": "2", "provenance": "news_report", "confidence": "high"},
    {"reliability": "B", "credibility": "6", "attributed_to": OFFICE},
    {"reliability": "F", "not_checkable": True, "attributed_to": MINISTRY},
    {"not_checkable": True, "directness": "direct_quote"},
    {"reliability": "F", "provenance": "eyewitness", "attributed_to": OFFICE},
)


def marked(session: ReviewSession) -> list[str]:
    """Mark the beginnings of all articles, each word of them a claim."""
    made = []
    for article in articles(session):
        text, start = session.reader.article(article).text, 0
        for word in text.split()[:MARKED]:
            start = text.index(word, start)
            deed = actions.mark_claim(article, start, start + len(word), 0)
            made.append(session.do(deed).answers["claim"])
            start += len(word)
    return made


def judged(session: ReviewSession, claims: list[str], pick: random.Random) -> None:
    """Judge most claims by chance, and agree on some."""
    for claim in claims:
        if pick.random() < 0.4:
            judge(session, claim, **pick.choice(SAID))
        if pick.random() < 0.15:
            # Of what nobody has judged there is nothing to agree on.
            with suppress(UserError):
                agree(session, claim, attributed_to=pick.choice((OFFICE, MINISTRY)))


@pytest.fixture(params=range(3))
def xenia(request, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Return a review that three people judged by chance; the last one is blind."""
    pick = random.Random(request.param)
    Clock().install(monkeypatch)
    session = begin(tmp_path)
    claims = marked(session)
    for one, other in zip(pick.sample(claims, 8), pick.sample(claims, 8), strict=True):
        if one != other:
            session.do(actions.link(one, other, pick.choice(RELATIONS), session.vocabulary))
    anton, yorick = others(session, ANTON, YORICK)
    for person in (session, anton, yorick):
        judged(person, claims, pick)
    meet_all(session, anton, yorick)
    judged(session, pick.sample(claims, 5), pick)
    if request.param == 2:
        session.do(adjudicating.set_blind(True))
    yield session
    session.close()


def one_by_one(view: View, counting: Counting) -> Counted:
    """Count each claim of a review by itself."""
    rows, together = chosen.choose(view, counting, Request())
    at = {row[0]: place for place, row in enumerate(rows)}
    found = Counted()
    for article, claims in together.claims.items():
        alone = []
        for r in chosen.numbers(view, claims.ids):
            one = counting.claims(at, [r])
            alone.append(one.claims[article][0])
            found.decided.update(one.decided)
            found.blind.update(one.blind)
            found.undecided.update(one.undecided)
        found.claims[article] = Claims.of(alone)
    return found


def test_claims_count_the_same_together_and_one_by_one(xenia: ReviewSession) -> None:
    for who in (XENIA.id, ANTON.id, YORICK.id, NOBODY):
        with xenia.reader.view() as seen:
            view = View(seen.connection, who)
            counting = Counting(view, judges.lead_of(view, ""))
            _, together = chosen.choose(view, counting, Request())
            assert together == one_by_one(view, counting)
        assert sum(map(len, together.claims.values())) == 2 * MARKED


def all_figures(found: Scope) -> list[object]:
    """Return every figure of a summary."""
    return [
        figures.statement(found), figures.sources(found), figures.outlets(found),
        figures.progress(found.claims), figures.provenance_mix(found.claims),
        figures.grade_matrix(found.claims), figures.article_progress(found),
    ]  # fmt: skip


def test_figures_are_those_of_claims_that_each_stand_for_themselves(xenia: ReviewSession) -> None:
    for kind, about in (
        (Kind.REVIEW, ""),
        (Kind.SOURCE, OFFICE),
        (Kind.ARTICLE, articles(xenia)[0]),
    ):
        found = scope(xenia, kind, about)
        assert isinstance(found.claims, Claims)
        if kind is Kind.REVIEW:
            assert len(found.claims) > len(set(map(id, found.claims.alike))), "some count alike"
        alone = replace(found, claims=list(found.claims))
        assert all_figures(found) == all_figures(alone)


def test_claims_are_a_sequence_like_any_other() -> None:
    shared = CountedClaim("", -1, "news_report", reviewer="aa" * 16)
    made = Claims(["a", "b", "c"], [0, 0, 1], [shared] * 3)
    plain = [shared._replace(claim=id, article=at) for id, at in (("a", 0), ("b", 0), ("c", 1))]
    assert made == plain
    assert list(made) == [made[0], made[1], made[-1]] == plain
    assert made[1:] == plain[1:]
    assert made != plain[1:]
    assert Claims.joined([made[:1], Claims.of(plain[1:])]) == plain
    assert (list(ids(made)), list(places(made))) == (list(ids(plain)), list(places(plain)))
    assert [claim.provenance for claim in alike(made)] == ["news_report"] * 3
    assert alike(plain) is plain
    with pytest.raises(IndexError):
        made[3]
