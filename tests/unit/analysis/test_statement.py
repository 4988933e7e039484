"""What a source summary statement is told from: breadth, weight, strengths, gaps, origins."""

import pytest
from scopes import article, claim, scope

from credreview.analysis.figures import statement
from credreview.analysis.statement_figures import LinkedClaim, Origin, Pair, SourceWeight


def test_breadth_counts_what_is_named() -> None:
    articles = [
        article(0, outlet="Gazette", language="fa"),
        article(1, outlet="Gazette", language="en"),
        article(2, language="fa"),
    ]
    claims = [
        claim("a", 0, source="Office", provenance="news_report"),
        claim("b", 0, source="Agency", provenance="social_post"),
        claim("c", 1, source="Office", provenance="social_post"),
        claim("d", 1),
    ]
    found = statement(scope(claims, articles)).breadth
    assert (found.claims, found.articles, found.empty_articles) == (4, 3, 1)
    assert (found.sources, found.outlets) == (2, 1)
    assert found.provenances == ("social_post", "news_report")
    assert found.languages == ("fa", "en")


def test_weight_names_the_sources_and_claims_that_carry_most() -> None:
    claims = [claim(name, source=f"Source {name}") for name in "fedcba"]
    claims += [claim("x", source="Source c"), claim("y")]
    links = (
        ("confirms", "f", "e"), ("confirms", "e", "f"), ("contradicts", "f", "d"),
        ("same", "d", "far"),
    )  # fmt: skip
    found = statement(scope(claims, links=links)).weight
    assert found.sources[0] == SourceWeight("Source c", (4, 7))
    assert [one.name for one in found.sources[1:]] == [f"Source {name}" for name in "abde"]
    assert found.attributed == 7
    assert found.linked == (LinkedClaim(1, 2), LinkedClaim(3, 2)), "e has one neighbour only"


def test_only_another_named_source_of_another_origin_confirms_independently() -> None:
    claims = [
        claim("a", source="Office"), claim("b", source="Agency"),
        claim("c", source="Office"), claim("d", source="Office"),
        claim("e", source="Paper"), claim("f", source="Radio"),
        claim("g", source="Office"), claim("h"),
    ]  # fmt: skip
    links = (
        ("confirms", "a", "b"),
        ("confirms", "c", "d"),
        ("same_origin", "f", "e"),
        ("confirms", "e", "f"),
        ("confirms", "h", "g"),
        ("confirms", "a", "c"),
    )
    found = statement(scope(claims, links=links)).strengths
    assert found.confirmed == (1, 2)
    assert found.unproven == (3, 4, 5, 6, 7, 8)


def test_an_origin_reaches_through_claims_beyond_and_through_sources() -> None:
    claims = [claim("a", source="Office"), claim("b", source="Agency"), claim("c", source="Paper")]
    beyond = (claim("far", -1, source="Wire"), claim("other", -1, source="Wire"))
    links = (
        ("same_origin", "a", "far"),
        ("same_origin", "other", "b"),
        ("confirms", "a", "b"),
        ("confirms", "c", "other"),
    )
    found = statement(scope(claims, links=links, beyond=beyond))
    assert found.strengths.unproven == (1, 2), "both come from the wire"
    assert found.strengths.confirmed == (3,)
    assert found.dependence.origins == (Origin((1, 2), ("Agency", "Office"), by_links=True),)
    without = statement(scope(claims, links=links[2:]))
    assert without.strengths.confirmed == (1, 2), "the control: nothing holds them together"


@pytest.mark.parametrize("relation", ["same", "continues"])
def test_one_claim_in_two_versions_is_no_independent_source(relation: str) -> None:
    claims = [claim("a", source="Office"), claim("b", source="Paper"), claim("c", source="Wire")]
    links = ((relation, "b", "a"), ("confirms", "a", "b"), ("confirms", "b", "c"))
    found = statement(scope(claims, links=links))
    assert found.strengths.confirmed == (2, 3)
    assert found.strengths.unproven == (1,)
    assert found.dependence.origins == (Origin((1, 2), ("Office", "Paper"), by_links=True),)


def test_quotes_and_confidence_count_as_strengths() -> None:
    claims = [
        claim("a", grades="B2", directness="direct_quote", confidence="high"),
        claim("b", grades="B?", confidence="high"),
        claim("c", grades="B2", directness="hearsay", confidence="low"),
    ]
    found = statement(scope(claims)).strengths
    assert (found.direct_quotes, found.high_confidence) == ((1,), (1,))


def test_gaps_name_what_is_missing() -> None:
    articles = [
        article(0, outlet="Gazette", author="An Author", published="2025-10-30"),
        article(1, published="some day"),
    ]
    claims = [
        claim("a", 0, "F6", source="Office", provenance="news_report"),
        claim("b", 0, "B?", provenance="news_report"),
        claim("c", 0, "?-", source="Office"),
        claim("d", 1),
        claim("e", 1, confidence="low"),
        claim("f", 1, hidden=True, reviewer=""),
    ]
    found = statement(scope(claims, articles)).gaps
    assert found.not_judged == (4, 5, 6)
    assert (found.half, found.not_checkable) == ((2,), (3,))
    assert (found.reliability_f, found.credibility_6) == ((1,), (1,))
    assert found.without_source == (2, 5), "of what nobody judged nothing is missing but that"
    assert found.without_provenance == (3, 5)
    assert (found.undated, found.without_outlet, found.without_author) == ((1,), (1,), (1,))
    assert found.hidden == 1


def test_dependence_groups_by_source_and_by_links_the_largest_first() -> None:
    claims = [
        claim("a", source="Office"), claim("b"), claim("c", source="Agency"),
        claim("d", source="Office"), claim("e"), claim("f", source="Agency"),
        claim("g", source="Alone"), claim("h"),
    ]  # fmt: skip
    links = (("same_origin", "b", "a"), ("same_origin", "b", "e"))
    articles = [article(0, captures=3)]
    found = statement(scope(claims, articles, links)).dependence
    assert found.origins == (
        Origin((1, 2, 4, 5), ("Office",), by_links=True),
        Origin((3, 6), ("Agency",), by_links=False),
    )
    assert (found.more, found.traced, found.repeated) == (0, 7, (0,))


def test_no_more_than_five_origins_are_named() -> None:
    claims = [claim(f"{n}{part}", source=f"Source {n}") for n in range(7) for part in "ab"]
    found = statement(scope(claims)).dependence
    assert ([origin.numbers[0] for origin in found.origins], found.more) == ([1, 3, 5, 7, 9], 2)


def test_a_source_named_like_a_claim_joins_nothing() -> None:
    claims = [claim("a", source="b"), claim("b", source="Office")]
    assert statement(scope(claims)).dependence.origins == ()


def test_contradictions_come_as_pairs_each_once() -> None:
    claims = [
        claim("a"),
        claim("b", grades="B2", source="Office", differs=True),
        claim("c", source="Agency"),
    ]
    far = (claim("far", -1, source="Wire"),)
    links = (
        ("contradicts", "c", "a"),
        ("contradicts", "a", "c"),
        ("contradicts", "far", "a"),
        ("contradicts", "a", "b"),
        ("confirms", "b", "c"),
    )
    found = statement(scope(claims, links=links, beyond=far))
    assert found.contradictions == (
        Pair(1, 2, "b", "Office"),
        Pair(1, 3, "c", "Agency"),
        Pair(1, 0, "far", "Wire"),
    )
    assert found.differing == (2,)


def test_an_empty_scope_has_figures_as_well() -> None:
    found = statement(scope([], []))
    assert (found.breadth.claims, found.weight.sources, found.dependence.origins) == (0, (), ())
