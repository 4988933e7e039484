"""Figures of a summary: every claim counted once, F and 6 and what is missing as themselves."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scopes import article, claim, scope

from credreview.analysis import figures
from credreview.analysis.figures import Tally
from credreview.domain.summary import CountedClaim

_claims = st.lists(
    st.builds(
        lambda rel, cred, na, prov, source, who, decided, agreed: CountedClaim(
            "c", 0, prov, source, rel, None if na else cred, na, None, who,
            is_decided=decided, is_agreed=agreed,
        ),
        st.one_of(st.none(), st.sampled_from("ABCDEFZ")),
        st.one_of(st.none(), st.sampled_from("1234567")),
        st.booleans(),
        st.one_of(st.none(), st.sampled_from(["news_report", "own_rumour"])),
        st.one_of(st.none(), st.sampled_from(["Office", "Ministry"])),
        st.sampled_from(["", "aa" * 16]),
        st.booleans(),
        st.booleans(),
    ),
    max_size=12,
)  # fmt: skip


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_claims)
def test_every_claim_is_counted_in_exactly_one_place(claims: list[CountedClaim]) -> None:
    mix = figures.provenance_mix(claims)
    assert sum(t.claims for t in mix.terms) + mix.not_given + mix.not_judged == len(claims)
    matrix = figures.grade_matrix(claims)
    parts = (matrix.pairs, matrix.half, matrix.not_checkable)
    counted = sum(sum(part.values()) for part in parts)
    assert counted + matrix.not_judged + matrix.unknown == len(claims)
    done = figures.progress(claims)
    assert done.graded + done.not_checkable + done.begun + done.not_judged == len(claims)
    assert done.claims == len(claims)
    found = figures.sources(scope(claims))
    numbers = [n for s in found.named for n in s.numbers] + list(found.without)
    assert sorted(numbers) == list(range(1, len(claims) + 1))
    assert sum(outlet.claims for outlet in figures.outlets(scope(claims))) == len(claims)


def test_the_mix_has_most_claims_first_and_says_what_is_missing() -> None:
    claims = [
        claim("a", grades="B2", provenance="news_report"),
        claim("b", grades="B2", provenance="social_post"),
        claim("c", grades="C2", provenance="social_post"),
        claim("d", grades="C2"),
        claim("e"),
    ]
    mix = figures.provenance_mix(claims)
    assert mix.terms == (Tally("social_post", 2), Tally("news_report", 1))
    assert (mix.not_given, mix.not_judged) == (1, 1)


def test_f_and_6_are_pairs_of_their_own_and_nothing_else_is() -> None:
    grades = ("B2", "B2", "F2", "B6", "F6", "B?", "?2", "B-", "?-", "Z2", "B9")
    claims = [*(claim("a", grades=pair) for pair in grades), claim("x")]
    claims += [claim("y", provenance="news_report")]
    matrix = figures.grade_matrix(claims)
    pairs = {("B", "2"): 2, ("F", "2"): 1, ("B", "6"): 1, ("F", "6"): 1}
    assert matrix.pairs == pairs
    assert matrix.half == {("B", None): 1, (None, "2"): 1}
    assert matrix.not_checkable == {"B": 1, None: 1}
    assert (matrix.not_judged, matrix.unknown) == (2, 2)


def test_progress_tells_decided_begun_and_untouched_apart() -> None:
    claims = [
        claim("a", grades="B2", differs=True),
        claim("b", grades="B-", is_agreed=True),
        claim("c", grades="B?"),
        claim("d", hidden=True, reviewer=""),
    ]
    done = figures.progress(claims)
    assert (done.graded, done.not_checkable, done.begun, done.not_judged) == (1, 1, 1, 1)
    assert (done.agreed, done.differing, done.hidden) == (1, 1, 1)


def test_progress_of_each_article_is_that_of_its_claims() -> None:
    claims = [claim("a", 0, "B2"), claim("b", 2, "B-"), claim("c", 2)]
    found = figures.article_progress(scope(claims))
    assert [one.article for one in found] == [0, 1, 2]
    counts = [(one.counts.claims, one.counts.graded, one.counts.not_judged) for one in found]
    assert counts == [(1, 1, 0), (0, 0, 0), (2, 0, 1)]


def test_a_source_has_its_grades_kinds_outlets_and_days() -> None:
    articles = [
        article(0, outlet="Gazette", published="2025-10-30T12:00Z"),
        article(1, outlet="Courier", published="2024-01-02"),
        article(2, published="soon"),
    ]
    claims = [
        claim("a", 0, "B2", source="Office", provenance="news_report"),
        claim("b", 0, "?2", source="Office"),
        claim("c", 1, "B-", source="Office", provenance="news_report"),
        claim("d", 2, "B?", source="Office"),
        claim("e", 2, source="Office", confidence="low"),
        claim("f", 2, "A1", source="Agency"),
        claim("g", 2, "A1"),
    ]
    office, agency = figures.sources(scope(claims, articles)).named
    assert (office.name, office.numbers, office.articles) == ("Office", (1, 2, 3, 4, 5), 3)
    assert office.grades == (Tally("?2", 1), Tally("B-", 1), Tally("B2", 1), Tally("B?", 1))
    assert office.provenance == (Tally("news_report", 2),)
    assert office.outlets == (Tally("", 2), Tally("Gazette", 2), Tally("Courier", 1))
    assert (office.first, office.last) == ("2024-01-02", "2025-10-30")
    assert (agency.name, agency.first, agency.last) == ("Agency", None, None)
    assert figures.sources(scope(claims, articles)).without == (7,)


def test_outlets_count_articles_without_claims_too() -> None:
    articles = [article(0, outlet="Gazette"), article(1), article(2, outlet="Gazette")]
    claims = [claim("a", 1, "B2"), claim("b", 1)]
    unnamed, gazette = figures.outlets(scope(claims, articles))
    assert (unnamed.name, unnamed.articles, unnamed.claims, unnamed.not_judged) == ("", 1, 2, 1)
    assert (gazette.name, gazette.articles, gazette.claims) == ("Gazette", 2, 0)
