"""What a summary's figures are told from: which articles, claims and links, of which state."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sessions
from sessions import BRIDGE, XENIA, articles, begin, judge, mark
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

from credreview import environment
from credreview.domain.errors import UserError
from credreview.domain.identity import NOBODY
from credreview.domain.journal import Change
from credreview.domain.model import ArticleQuery, Person
from credreview.domain.summary import Kind
from credreview.review import actions, adjudicating, merging, versions
from credreview.review.session import ReviewSession
from credreview.review.statements import describe_source
from credreview.store.file import driver

GAZETTE = "Fictional Gazette"


@pytest.fixture
def xenia(tmp_path: Path) -> Iterator[ReviewSession]:
    session = begin(tmp_path)
    yield session
    session.close()


# Which articles and claims


def test_articles_come_in_the_order_they_came_in_and_claims_in_text_order(
    xenia: ReviewSession,
) -> None:
    harbour, bridge = articles(xenia)
    later, first, bridge_claim = mark(xenia, TWENTY), mark(xenia, TEN), mark(xenia, BRIDGE_OPEN)
    xenia.do(actions.set_article(bridge, title="A title of ours", published="2025-10-30"))
    found = scope(xenia)
    assert [claim.claim for claim in found.claims] == [first, later, bridge_claim]
    assert [claim.article for claim in found.claims] == [0, 0, 1]
    one, two = found.articles
    assert (one.id, one.first, one.claims, one.captures) == (harbour, 1, 2, 1)
    assert (one.file_name, one.is_supplied) == ("0000.txt", False)
    assert (two.id, two.first, two.claims, two.published) == (bridge, 3, 1, "2025-10-30")
    assert (two.title, two.is_supplied) == ("A title of ours", True)
    assert found.whole
    assert [article.id for article in scope(xenia, Kind.AGREEMENT).articles] == [harbour, bridge]


def test_every_copy_of_a_review_has_its_articles_in_one_order(
    xenia: ReviewSession, tmp_path: Path
) -> None:
    """Another file numbers them otherwise: the second review knew the bridge before."""
    other = begin(tmp_path / "other", ())
    sessions.bring(other, tmp_path / "bridge", [BRIDGE])
    mark(xenia, TEN)
    merging.merge(other, xenia.file.path)
    merging.merge(xenia, other.file.path)
    mine, theirs = scope(xenia), scope(other)
    assert [a.id for a in mine.articles] == [a.id for a in theirs.articles]
    assert [a.key for a in mine.articles] != [a.key for a in theirs.articles]
    assert [c.claim for c in mine.claims] == [c.claim for c in theirs.claims]
    assert (mine.fingerprint, mine.as_of) == (theirs.fingerprint, theirs.as_of)
    assert {a.captures for a in mine.articles} == {1, 2}
    other.close()


def test_a_filter_keeps_the_order_of_the_whole(xenia: ReviewSession) -> None:
    harbour, bridge = articles(xenia)
    mark(xenia, TEN)
    claim = mark(xenia, BRIDGE_OPEN)
    found = scope(xenia, query=ArticleQuery(text="bridge"))
    assert [article.id for article in found.articles] == [bridge]
    assert [(c.claim, c.article) for c in found.claims] == [(claim, 0)]
    assert (found.articles[0].first, found.whole) == (1, False)
    for descending in (True, False):  # sorting is for the screen
        both = scope(xenia, query=ArticleQuery(text="the", descending=descending))
        assert [article.id for article in both.articles] == [harbour, bridge]
        assert both.whole


def test_nobodys_filter_by_judgements_asks_the_leads(xenia: ReviewSession) -> None:
    _, bridge = articles(xenia)
    mark(xenia, TEN)
    given = {"provenance": "news_report", "reliability": "B", "credibility": "2"}
    judge(xenia, mark(xenia, BRIDGE_OPEN), **given)
    nobody = ReviewSession(xenia.file, Person(NOBODY, ""))
    query = ArticleQuery(provenance=frozenset({"news_report"}))
    for session in (xenia, nobody):
        assert [article.id for article in scope(session, query=query).articles] == [bridge]


def test_an_articles_summary_is_about_it_alone(xenia: ReviewSession) -> None:
    _, bridge = articles(xenia)
    mark(xenia, TEN)
    claim = mark(xenia, BRIDGE_OPEN)
    found = scope(xenia, Kind.ARTICLE, bridge)
    assert [a.id for a in found.articles] == [bridge]
    assert [c.claim for c in found.claims] == [claim]
    assert not found.whole


@pytest.mark.parametrize(
    ("kind", "id"),
    [
        (Kind.ARTICLE, "article"),
        (Kind.CLAIM, "claim"),
        (Kind.SOURCE, "source"),
        (Kind.OUTLET, "outlet"),
    ],
)
@pytest.mark.parametrize("about", ["", "00" * 16, "nothing of the kind"])
def test_what_is_not_there_is_refused(xenia, kind: Kind, id: str, about: str) -> None:
    with pytest.raises(UserError) as refusal:
        scope(xenia, kind, about)
    assert refusal.value.id == f"{id}.unknown"


def test_a_claims_summary_begins_with_it_and_goes_on_with_those_linked(
    xenia: ReviewSession,
) -> None:
    ten, twenty, bridge = (mark(xenia, words) for words in (TEN, TWENTY, BRIDGE_OPEN))
    repair, closed = mark(xenia, "expected to last a week"), mark(xenia, "Harbour closed")
    for one, other, relation in (
        (bridge, ten, "confirms"),
        (bridge, repair, "contradicts"),
        (bridge, closed, "same_origin"),
        (ten, twenty, "confirms"),
    ):
        xenia.do(actions.link(one, other, relation, xenia.vocabulary))
    found = scope(xenia, Kind.CLAIM, bridge)
    assert [c.claim for c in found.claims] == [bridge, closed, ten, repair]
    assert [(a.first, a.claims) for a in found.articles] == [(1, 1), (2, 3)]
    assert [c.article for c in found.claims] == [0, 1, 1, 1]
    assert set(found.beyond) == {twenty}, "what a linked claim is linked with has no number"
    within = scope(xenia, Kind.CLAIM, twenty)
    assert [c.claim for c in within.claims] == [twenty, ten], "not in text order: it is number 1"
    assert scope(xenia, Kind.CLAIM, repair).articles[0].claims == 1


def test_a_sources_summary_has_all_claims_that_count_as_its_own(xenia: ReviewSession) -> None:
    ten, twenty, bridge = (mark(xenia, words) for words in (TEN, TWENTY, BRIDGE_OPEN))
    (anton,) = others(xenia, ANTON)
    judge(xenia, ten, attributed_to=OFFICE)
    judge(xenia, bridge, attributed_to="harbour  OFFICE", reliability="B", credibility="2")
    judge(xenia, twenty, attributed_to=MINISTRY, reliability="B", credibility="2")
    judge(anton, twenty, attributed_to=OFFICE, reliability="B", credibility="2")
    meet_all(xenia, anton)
    found = scope(xenia, Kind.SOURCE, "HARBOUR OFFICE")
    assert [c.claim for c in found.claims] == [ten, bridge]
    assert {c.source for c in found.claims} == {OFFICE}
    decided = {p.person.id: p.decided for p in found.participants}
    assert decided == {XENIA.id: 1, ANTON.id: 0}, "of these claims alone"
    agree(xenia, twenty, attributed_to=OFFICE)
    agreed = scope(xenia, Kind.SOURCE, OFFICE)
    assert [c.claim for c in agreed.claims] == [ten, twenty, bridge]
    assert scope(xenia, Kind.SOURCE, MINISTRY).claims == []


def test_an_outlets_summary_has_the_articles_that_the_list_keeps_for_it(
    xenia: ReviewSession,
) -> None:
    harbour, bridge = articles(xenia)
    ten, opened = mark(xenia, TEN), mark(xenia, BRIDGE_OPEN)
    judge(xenia, ten, attributed_to=OFFICE, reliability="B", credibility="2")
    xenia.do(actions.set_article(bridge, outlet=GAZETTE))
    found = scope(xenia, Kind.OUTLET, GAZETTE)
    assert [(a.id, a.outlet) for a in found.articles] == [(bridge, GAZETTE)]
    assert [c.claim for c in found.claims] == [opened]
    xenia.do(actions.set_article(harbour, outlet=GAZETTE))
    both = scope(xenia, Kind.OUTLET, GAZETTE)
    assert [c.claim for c in both.claims] == [ten, opened]
    assert {c.source for c in both.claims} == {OFFICE, None}
    assert not both.whole, "of an outlet, be it the only one"
    listed = xenia.reader.article_keys(ArticleQuery(outlets=frozenset({GAZETTE})))
    assert {a.key for a in both.articles} == set(listed)
    for other in (GAZETTE.upper(), "Fictional"):
        with pytest.raises(UserError, match="no outlet"):
            scope(xenia, Kind.OUTLET, other)
    xenia.do(actions.set_article(bridge, outlet=None))
    assert [a.id for a in scope(xenia, Kind.OUTLET, GAZETTE).articles] == [harbour]
    with pytest.raises(UserError, match="no outlet"):
        scope(xenia, Kind.OUTLET, "")  # the bridge states none, which makes no outlet of it


def test_what_was_said_of_an_outlet_stands_in_its_summary_alone(xenia: ReviewSession) -> None:
    harbour, bridge = articles(xenia)
    ten, opened = mark(xenia, TEN), mark(xenia, BRIDGE_OPEN)
    judge(xenia, ten, attributed_to="fictional GAZETTE")
    judge(xenia, opened, attributed_to=OFFICE)
    xenia.do(describe_source(GAZETTE, kind="State-owned newspaper"))
    xenia.do(actions.set_article(bridge, outlet=GAZETTE))
    facts = scope(xenia, Kind.OUTLET, GAZETTE).sources
    assert {name: one.kind for name, one in facts.items()} == {
        OFFICE: "",
        GAZETTE: "State-owned newspaper",
    }
    assert set(scope(xenia, Kind.ARTICLE, bridge).sources) == {OFFICE}


# Links


def test_links_name_their_ends_and_claims_beyond_have_their_judgement(
    xenia: ReviewSession,
) -> None:
    harbour, _ = articles(xenia)
    ten, twenty, bridge = (mark(xenia, words) for words in (TEN, TWENTY, BRIDGE_OPEN))
    judge(xenia, bridge, attributed_to=MINISTRY, reliability="B", credibility="2")
    xenia.do(actions.link(ten, bridge, "confirms", xenia.vocabulary, note="The same day."))
    xenia.do(actions.link(ten, twenty, "contradicts", xenia.vocabulary))
    found = scope(xenia, Kind.ARTICLE, harbour)
    told = {(link.relation, frozenset((link.one, link.other)), link.note) for link in found.links}
    assert told == {
        ("confirms", frozenset((ten, bridge)), "The same day."),
        ("contradicts", frozenset((ten, twenty)), ""),
    }
    assert list(found.beyond) == [bridge]
    assert (found.beyond[bridge].article, found.beyond[bridge].source) == (-1, MINISTRY)
    assert found.sources[MINISTRY].name == MINISTRY
    assert scope(xenia).beyond == {}
    xenia.do(actions.unmark_claim(bridge))
    gone = scope(xenia, Kind.ARTICLE, harbour)
    assert ([link.relation for link in gone.links], gone.beyond) == (["contradicts"], {})


def test_dismissals_are_no_links_of_a_summary(xenia: ReviewSession) -> None:
    ten, whole = mark(xenia, TEN), mark(xenia, "said that " + TEN)
    xenia.do(versions.not_same(ten, whole))
    assert scope(xenia).links == ()
    assert len(scope(xenia, Kind.CLAIM, ten).claims) == 1
    xenia.do(versions.same_claim(ten, whole))
    assert [link.relation for link in scope(xenia).links] == ["same"]


def test_in_blind_mode_only_own_links_tell_of_claims_one_has_not_decided(
    xenia: ReviewSession,
) -> None:
    ten, twenty, bridge = (mark(xenia, words) for words in (TEN, TWENTY, BRIDGE_OPEN))
    xenia.do(adjudicating.set_blind(True))
    (anton,) = others(xenia, ANTON)
    anton.do(actions.link(ten, twenty, "contradicts", anton.vocabulary))
    xenia.do(actions.link(ten, bridge, "confirms", xenia.vocabulary))
    meet_all(xenia, anton)
    judge(xenia, ten, reliability="B", credibility="2")
    assert [link.relation for link in scope(xenia).links] == ["confirms"]
    assert [c.claim for c in scope(xenia, Kind.CLAIM, ten).claims] == [ten, bridge]
    judge(xenia, twenty, reliability="B", credibility="2")
    assert {link.relation for link in scope(xenia).links} == {"confirms", "contradicts"}
    assert len(scope(xenia, Kind.CLAIM, ten).claims) == 3


# The state


def test_the_state_says_what_it_is(xenia: ReviewSession) -> None:
    claim = mark(xenia, TEN)
    xenia.do(adjudicating.set_handling("AMBER"))
    last = judge(xenia, claim, reliability="B").action
    found = scope(xenia)
    assert found.fingerprint == xenia.reader.fingerprint()
    assert found.actions == len(xenia.reader.actions_after(0))
    assert (found.handling, found.title, found.is_blind) == ("AMBER", "review", False)
    with xenia.reader.view() as view:
        assert view.heads() == [last]
        body = view.db.execute("SELECT body FROM action ORDER BY n DESC LIMIT 1").fetchone()[0]
    assert f'"wall":{found.as_of}}}'.encode() in body
    assert [p.person for p in found.participants] == [XENIA]
    assert scope(xenia) == found


def test_what_was_set_aside_is_counted_and_counts_for_nothing(
    xenia: ReviewSession, tmp_path: Path
) -> None:
    claim = mark(xenia, TEN)
    (anton,) = others(xenia, ANTON)
    judge(anton, claim, reliability="E", credibility="5")
    anton.close()
    merging.merge(xenia, anton.file.path)
    judge(xenia, claim, reliability="B")
    assert counted(scope(xenia), claim).reviewer == ANTON.id
    (merged,) = merging.merges(xenia)
    merging.undo_merge(xenia, merged.number)
    found = scope(xenia)
    assert found.aside > 0
    assert (counted(found, claim).reviewer, counted(found, claim).judges) == (XENIA.id, 0)


def test_a_deleted_claim_and_a_removed_article_are_no_part_of_it(xenia: ReviewSession) -> None:
    harbour, bridge = articles(xenia)
    claim = mark(xenia, TEN)
    kept = mark(xenia, TWENTY)
    xenia.do(actions.unmark_claim(claim))
    assert [c.claim for c in scope(xenia).claims] == [kept]
    with xenia.file.writing() as connection:
        journal = xenia.journal(driver(connection))
        journal.append(reviewer=XENIA.id, label="drop_article", wall=environment.now(),
                       changes=[Change("article", harbour, "del", {})])  # fmt: skip
        journal.finish()
    found = scope(xenia)
    assert ([a.id for a in found.articles], found.claims, found.whole) == ([bridge], [], True)
    for kind, about in ((Kind.ARTICLE, harbour), (Kind.CLAIM, kept)):
        with pytest.raises(UserError):
            scope(xenia, kind, about)
