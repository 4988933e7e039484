"""Claims by date: buckets without a gap, whatever dates stand there."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scopes import article, claim, scope

from credreview.analysis.timeline import Timeline, day_of, timeline


def of(*published: str | None, claims: int = 2) -> Timeline:
    articles = [article(place, published=words) for place, words in enumerate(published)]
    marks = [claim("c", place) for place in range(len(articles)) for _ in range(claims)]
    return timeline(scope(marks, articles))


@pytest.mark.parametrize(
    ("days", "unit"),
    [
        (("2025-10-30",), "day"),
        (("2025-10-01", "2025-10-24"), "day"),
        (("2025-10-01", "2025-10-25"), "week"),
        (("2025-01-01", "2025-12-31"), "month"),
        (("2024-01-01", "2025-12-31"), "month"),
        (("2024-01-01", "2026-01-01"), "quarter"),
        (("2020-01-01", "2026-01-01"), "year"),
        (("1900-01-01", "2026-01-01"), "decade"),
        (("0001-01-01", "2026-01-01"), "century"),
        (("0001-01-01", "9999-12-31"), "millennium"),
    ],
)
def test_the_unit_is_the_shortest_of_which_24_are_enough(days: tuple[str, ...], unit: str) -> None:
    found = of(*days)
    assert found.unit == unit
    assert 1 <= len(found.buckets) <= 24
    assert sum(bucket.claims for bucket in found.buckets) == 2 * len(days)


def test_empty_stretches_between_are_there() -> None:
    found = of("2025-01-31", "2025-04-01", "2025-04-30")
    counts = [(str(b.first), b.claims, b.articles) for b in found.buckets if b.articles]
    assert counts == [("2025-01-27", 2, 1), ("2025-03-31", 2, 1), ("2025-04-28", 2, 1)]
    assert len(found.buckets) == 14
    assert {(b.last - b.first).days for b in found.buckets} == {6}


def test_only_whole_dates_count() -> None:
    odd = (None, "", "soon", "2025", "2025-10", "30.10.2025", "2025-02-30", "\n", "٢٠٢٥-١٠-٣٠")
    found = of("2025-10-30", " 2025-10-30T23:59:59+14:00 ", "2025-10-30 08:00", *odd)
    (bucket,) = found.buckets
    assert (bucket.first, bucket.last) == (date(2025, 10, 30), date(2025, 10, 30))
    assert (bucket.claims, bucket.articles) == (6, 3)
    assert (found.undated_claims, found.undated_articles) == (2 * len(odd), len(odd))


def test_without_dates_there_is_no_bucket() -> None:
    assert of(None).buckets == ()
    assert of().buckets == ()


def test_an_article_without_claims_is_an_article_all_the_same() -> None:
    (bucket,) = of("2025-10-30", claims=0).buckets
    assert (bucket.claims, bucket.articles) == (0, 1)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.dates(), min_size=1, max_size=5))
def test_buckets_join_without_a_gap_and_hold_every_article(days: list[date]) -> None:
    found = of(*(day.isoformat() for day in days))
    for one, other in zip(found.buckets, found.buckets[1:], strict=False):
        assert other.first - one.last == timedelta(days=1)
    assert len(found.buckets) <= 24
    for bucket in found.buckets:
        inside = [day for day in days if bucket.first <= day <= bucket.last]
        assert (bucket.articles, bucket.claims) == (len(inside), 2 * len(inside))
    assert found.buckets[0].articles
    assert found.buckets[-1].articles
    assert found.undated_articles == 0


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text())
def test_no_words_are_too_odd_for_a_date(words: str) -> None:
    found = day_of(words)
    assert found is None or isinstance(found, date)
