"""Which words two reviewers marked, compared: by claims and by characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credreview.analysis.spans import SpanAgreement, marked_by, span_agreement
from credreview.domain.agreement import Mark

X, Y = "aa" * 16, "bb" * 16


def marks(who: str, *spans: tuple[int, int], article: str = "1") -> list[Mark]:
    return [Mark(article, f"{article}:{start}-{end}", start, end, who) for start, end in spans]


def found(ours: list[Mark], theirs: list[Mark]) -> SpanAgreement:
    marked = marked_by([*ours, *theirs])
    one, other = marked.get(X, {}), marked.get(Y, {})
    return span_agreement(one, other, one.keys() & other.keys())


def test_identical_overlapping_and_lone_claims_are_told_apart() -> None:
    told = found(
        marks(X, (0, 10), (20, 30), (40, 50), (60, 70)),
        marks(Y, (0, 10), (25, 45), (70, 80)),
    )
    assert told.identical == 1
    assert (told.overlapping_one, told.alone_one) == (2, 1)
    assert (told.overlapping_other, told.alone_other) == (1, 1), "70 is not in [60, 70)"
    assert told.claims == 7
    assert told.exact == pytest.approx(2 / 7)
    assert told.overlap == pytest.approx(5 / 7)
    assert (told.characters_both, told.characters_one, told.characters_other) == (20, 40, 40)
    assert told.dice == pytest.approx(40 / 80)
    assert told.jaccard == pytest.approx(20 / 60)


def test_another_assertion_in_the_same_words_is_not_the_identical_one() -> None:
    second = Mark("1", "1:0-10 part 1", 0, 10, X)
    told = found([*marks(X, (0, 10)), second], marks(Y, (0, 10)))
    assert (told.identical, told.overlapping_one, told.characters_one) == (1, 1, 10)


def test_articles_that_one_of_them_did_not_work_on_say_nothing() -> None:
    ours = marks(X, (0, 10)) + marks(X, (0, 10), article="2")
    theirs = marks(Y, (0, 10)) + marks(Y, (5, 9), article="3")
    told = found(ours, theirs)
    assert (told.articles, told.claims, told.exact) == (1, 2, 1.0)


def test_without_a_shared_article_there_are_no_shares() -> None:
    told = found(marks(X, (0, 10)), [])
    assert told == SpanAgreement(0, 0, 0, 0, 0, 0, 0, 0, 0)
    assert (told.exact, told.overlap, told.dice, told.jaccard) == (None, None, None, None)


spans = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 9)).map(lambda s: (s[0], s[0] + s[1])),
    max_size=8,
    unique=True,
)


@given(spans, spans)
def test_counts_are_those_of_looking_at_each_pair_of_spans_and_each_character(ours, theirs) -> None:
    marked = marked_by([*marks(X, *ours), *marks(Y, *theirs)])
    told = span_agreement(marked.get(X, {}), marked.get(Y, {}), ["1"])

    def near(one, others) -> int:
        return 0 if one in others else int(any(s < one[1] and e > one[0] for s, e in others))

    assert told.identical == len(set(ours) & set(theirs))
    assert told.overlapping_one == sum(near(one, theirs) for one in ours)
    assert told.overlapping_other == sum(near(one, ours) for one in theirs)
    assert told.identical + told.overlapping_one + told.alone_one == len(ours)
    assert told.identical + told.overlapping_other + told.alone_other == len(theirs)
    one = {at for start, end in ours for at in range(start, end)}
    other = {at for start, end in theirs for at in range(start, end)}
    sizes = (len(one & other), len(one), len(other))
    assert (told.characters_both, told.characters_one, told.characters_other) == sizes
