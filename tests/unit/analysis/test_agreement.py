"""Figures of agreement from judgements: what is compared, what stands apart, what counts as one."""

from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from credreview.analysis.agreement import Agreement, Comparison, compare
from credreview.analysis.coefficients import LeftOut
from credreview.analysis.ratings import DIMENSIONS, MISSING, Ratings, ratings
from credreview.domain.agreement import Verdict
from credreview.domain.progress import NOT_CHECKABLE

X, Y, Z = "aa" * 16, "bb" * 16, "cc" * 16
_when = count(1)


def said(claim: str, who: str, pair: str, provenance=None, confidence=None, blind=None) -> Verdict:
    """Return a verdict; `pair` is such as "B2", or "-" for not checkable."""
    not_checkable = pair == "-"
    reliability, credibility = (None, None) if not_checkable else pair
    return Verdict(
        claim, who, provenance, reliability, credibility, not_checkable, confidence,
        blind, next(_when),
    )  # fmt: skip


def rated(*verdicts: Verdict, who=(X, Y), same=None) -> Ratings:
    return ratings(verdicts, who, same or {})


def compared(dimension: str, *verdicts: Verdict, **more) -> Comparison:
    (pair,) = compare(rated(*verdicts, **more)).pairs
    return pair.of(dimension)


def one_a_claim(*pairs: tuple[str, str]) -> list[Verdict]:
    """Return verdicts of X and Y on claims of their own."""
    return [
        said(f"{at:02}", who, value)
        for at, of_both in enumerate(pairs)
        for who, value in zip((X, Y), of_both, strict=True)
    ]


def test_only_claims_that_both_judged_are_compared() -> None:
    verdicts = [
        said("1", X, "A1"), said("1", Y, "A1"), said("2", X, "B2"), said("3", Y, "C3"),
        said("4", Z, "A1"), said("4", X, "E5"),
    ]  # fmt: skip
    found = compare(rated(*verdicts))
    (pair,) = found.pairs
    assert (pair.judged, pair.of("reliability").n) == (1, 1)
    assert [t.units for t in found.together] == [0, 1, 1, 0]


def test_what_is_not_decided_is_no_judgement() -> None:
    half = Verdict("1", Y, None, "B", None, False, "high")
    found = compared("reliability", said("1", X, "A1"), half)
    assert (found.n, found.from_one(MISSING)) == (0, 0)
    whole = half._replace(credibility="2")
    assert compared("reliability", said("1", X, "A1"), whole).n == 1


def test_same_one_step_and_more_are_told_apart_and_add_up() -> None:
    verdicts = one_a_claim(("A1", "A2"), ("B1", "A3"), ("E1", "A1"), ("C5", "C4"), ("D1", "D5"))
    reliability = compared("reliability", *verdicts)
    assert (reliability.same, reliability.one_step, reliability.more) == (3, 1, 1)
    credibility = compared("credibility", *verdicts)
    assert (credibility.same, credibility.one_step, credibility.more) == (1, 2, 2)
    assert credibility.same_share == pytest.approx(1 / 5)


def test_f_and_6_and_not_checkable_are_counted_beside_and_change_no_coefficient() -> None:
    verdicts = one_a_claim(("A1", "A1"), ("B2", "C2"), ("C3", "C4"), ("D5", "B5"))
    apart = [
        said("91", X, "F6"), said("91", Y, "F6"), said("92", X, "F1"), said("92", Y, "E6"),
        said("93", X, "-"), said("93", Y, "A1"), said("94", X, "-"), said("94", Y, "-"),
        said("95", X, "-"), said("95", Y, "F6"),
    ]  # fmt: skip
    for dimension, alone in (("reliability", "F"), ("credibility", "6")):
        without = compared(dimension, *verdicts)
        found = compared(dimension, *verdicts, *apart)
        assert found.kappa == without.kappa
        assert found.kappa.value is not None
        assert (found.n, found.same) == (without.n, without.same)
        assert found.from_both(alone) == 1
        assert found.from_one(alone) == 2
        assert (found.from_both(NOT_CHECKABLE), found.from_one(NOT_CHECKABLE)) == (1, 2)
        assert without.from_one(alone) == without.from_both(alone) == 0
        assert sum(map(sum, found.matrix)) == 9, "each claim stands in one cell"
    control = compared("reliability", *verdicts, said("96", X, "A1"), said("96", Y, "E1"))
    assert control.kappa != compared("reliability", *verdicts).kappa


def test_what_was_not_given_is_counted_as_missing() -> None:
    verdicts = [
        said("1", X, "A1", "news_report", "high"), said("1", Y, "A1", None, "high"),
        said("2", X, "A1", None), said("2", Y, "A1", None),
        said("3", X, "-", "news_report"), said("3", Y, "-", "social_post"),
    ]  # fmt: skip
    found = compared("provenance", *verdicts)
    assert (found.n, found.same, found.one_step, found.more) == (1, 0, None, None)
    assert (found.from_one(MISSING), found.from_both(MISSING)) == (1, 1)
    assert found.kappa.why is LeftOut.ONE_CASE
    confidence = compared("confidence", *verdicts)
    assert (confidence.n, confidence.from_both(MISSING)) == (1, 2)


def test_a_value_that_this_version_does_not_know_counts_as_missing() -> None:
    newer = said("1", Y, "A1")._replace(confidence="very_high")
    found = compared("confidence", said("1", X, "A1", confidence="high"), newer)
    assert (found.n, found.from_one(MISSING)) == (0, 1)


def test_linked_claims_count_as_one_with_the_latest_word_of_each() -> None:
    verdicts = [
        said("1", X, "A1"), said("2", Y, "B1"), said("2", X, "B1"), said("3", Y, "C1"),
        said("7", X, "A1"), said("7", Y, "A1"),
    ]  # fmt: skip
    same = {claim: "3" for claim in "123"}
    given = rated(*verdicts, same=same)
    (pair,) = compare(given).pairs
    assert pair.judged == 2
    assert given.claims_with("reliability", {X: "B", Y: "C"}) == ["2"], "a claim that was judged"
    assert pair.of("reliability").matrix[1][2] == 1
    (apart,) = compare(rated(*verdicts)).pairs
    assert apart.of("reliability").matrix[1][2] == 0, "unlinked, B stands against B"
    (turned,) = compare(rated(*reversed(verdicts), same=same)).pairs
    assert turned == pair, "whatever order they are read in"


def test_claims_behind_a_cell_are_named() -> None:
    verdicts = one_a_claim(("A1", "B1"), ("A1", "B2"), ("B1", "A1"), ("F1", "A1"))
    given = rated(*verdicts)
    assert given.claims_with("reliability", {X: "A", Y: "B"}) == ["00", "01"]
    assert given.claims_with("reliability", {X: "F", Y: "A"}) == ["03"]
    assert given.claims_with("credibility", {X: "1", Y: "2"}) == ["01"]
    matrix = compare(given).pairs[0].of("reliability").matrix
    scale = given.scales["reliability"].all
    for i, one in enumerate(scale):
        for j, other in enumerate(scale):
            assert len(given.claims_with("reliability", {X: one, Y: other})) == matrix[i][j]


def test_terms_stand_in_the_order_of_the_vocabulary_and_unknown_ones_behind() -> None:
    verdicts = [
        said("1", X, "A1", "own_rumour"), said("1", Y, "A1", "social_post"),
        said("2", X, "A1", "news_report"), said("2", Y, "A1", "news_report"),
    ]  # fmt: skip
    known = ["unused", "social_post", "news_report"]
    scale = ratings(verdicts, (X, Y), {}, known).scales["provenance"]
    assert scale.values == ("social_post", "news_report", "own_rumour")
    assert scale.all[-1] == MISSING


def test_blind_claims_are_those_that_both_judged_blind() -> None:
    verdicts = [
        said("1", X, "A1", blind=True), said("1", Y, "A1", blind=True),
        said("2", X, "A1", blind=True), said("2", Y, "A1", blind=False),
        said("3", X, "A1"), said("3", Y, "A1"),
    ]  # fmt: skip
    found = compare(rated(*verdicts))
    assert (found.pairs[0].judged, found.pairs[0].blind, found.any_blind) == (3, 1, True)
    assert not compare(rated(*verdicts[4:])).any_blind


def test_each_pair_is_compared_and_all_together() -> None:
    verdicts = [
        said("1", X, "A1"), said("1", Y, "A1"), said("1", Z, "B1"),
        said("2", Y, "C1"), said("2", Z, "C1"), said("3", X, "D1"),
    ]  # fmt: skip
    ticks: list[tuple[int, int]] = []
    found = compare(rated(*verdicts, who=(X, Y, Z)), lambda done, total, what="": ticks.append(
        (done, total)
    ))  # fmt: skip
    assert [(p.one, p.other, p.judged) for p in found.pairs] == [(X, Y, 1), (X, Z, 1), (Y, Z, 2)]
    reliability = found.together[DIMENSIONS.index("reliability")]
    assert (reliability.units, reliability.values) == (2, 5)
    # By hand, ordinal: A A B and C C. Given: A 2, B 1, C 2; middles 1, 2.5, 4; squared apart:
    # AB 2.25, BC 2.25, AC 9. Observed: A with B, 2 * 2 / (3 - 1) pairs of 2.25. By chance:
    # 2 * (2 * 1 * 2.25 + 1 * 2 * 2.25 + 2 * 2 * 9) / (5 - 1).
    assert reliability.alpha.value == pytest.approx(1 - 4.5 / 22.5)
    assert ticks == [(0, 4), (1, 4), (2, 4), (3, 4)]


def test_nobody_at_all_agrees_on_nothing() -> None:
    for who in ((), (X,), (X, Y)):
        found = compare(rated(who=who))
        assert [t.alpha.why for t in found.together] == [LeftOut.NO_CASE] * 4
        assert all(c.kappa.why is LeftOut.NO_CASE for p in found.pairs for c in p.comparisons)


grades = st.sampled_from(["A1", "B2", "C3", "E5", "F6", "-", "B6", "F1"])
opinions = st.lists(st.tuples(grades, grades), max_size=12)


def turned(found: Agreement) -> list[tuple[object, ...]]:
    return [
        (c.n, c.same, c.one_step, c.more, c.kappa.value, tuple(zip(*c.matrix, strict=True)))
        for c in found.pairs[0].comparisons
    ]


@settings(deadline=None, max_examples=50)
@given(opinions)
def test_it_does_not_matter_which_of_two_reviewers_stands_first(pairs) -> None:
    verdicts = one_a_claim(*pairs)
    there, back = compare(rated(*verdicts)), compare(rated(*verdicts, who=(Y, X)))
    assert [t.units for t in there.together] == [t.units for t in back.together]
    assert [t.alpha for t in there.together] == [t.alpha for t in back.together]
    for mine, theirs in zip(turned(there), turned(back), strict=True):
        assert mine[:4] == theirs[:4]
        assert mine[4] == pytest.approx(theirs[4])
    assert [t[5] for t in turned(there)] == [c.matrix for c in back.pairs[0].comparisons]
