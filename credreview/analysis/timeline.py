"""The claims of a summary by the dates of their articles."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from credreview.domain.summary import Scope

#: More buckets than these take a longer unit.
_MOST = 24
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Bucket:
    """A stretch of time; both days belong to it."""

    first: date
    last: date
    claims: int
    articles: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """Claims by the date on which their article was published.

    Attributes:
        unit: How long a bucket is: "day", "week", "month", "quarter", "year", "decade",
            "century" or "millennium"; the shortest of which 24 are enough.
        buckets: In order, without a gap; empty ones in between are there. None without dates.
        undated_claims, undated_articles: Those whose date is not stated, or is no date.
    """

    unit: str
    buckets: tuple[Bucket, ...]
    undated_claims: int
    undated_articles: int


class _Unit(NamedTuple):
    """A length of time: so many days, else so many months."""

    name: str
    days: int
    months: int

    def place(self, day: date) -> int:
        """Return the place of a day's bucket among all there are; weeks begin on Mondays."""
        if self.days:
            return (day.toordinal() - 1) // self.days  # 0001-01-01 is a Monday
        return (day.year * 12 + day.month - 1) // self.months

    def first(self, place: int) -> date:
        """Return a bucket's first day."""
        if self.days:
            return date.fromordinal(place * self.days + 1)
        year, month = divmod(place * self.months, 12)
        return date(year, month + 1, 1) if year else date.min

    def last(self, place: int) -> date:
        """Return a bucket's last day."""
        try:
            return self.first(place + 1) - _DAY
        except ValueError:  # there is no later year
            return date.max


_UNITS: Final = (
    _Unit("day", 1, 0),
    _Unit("week", 7, 0),
    _Unit("month", 0, 1),
    _Unit("quarter", 0, 3),
    _Unit("year", 0, 12),
    _Unit("decade", 0, 120),
    _Unit("century", 0, 1200),
    _Unit("millennium", 0, 12000),
)


def timeline(scope: Scope) -> Timeline:
    """Return the claims by date; see `Timeline`.

    A date that names its time counts as the day it states, in whatever zone.
    """
    claims: Counter[date] = Counter()
    articles: Counter[date] = Counter()
    undated = [0, 0]
    for article in scope.articles:
        day = day_of(article.published)
        if day is None:
            undated = [undated[0] + article.claims, undated[1] + 1]
        else:
            claims[day] += article.claims
            articles[day] += 1
    unit, bounds = _bounds(sorted(articles))
    starts = [first for first, _ in bounds]
    sums = [[0, 0] for _ in bounds]
    for day, count in articles.items():
        within = sums[bisect_right(starts, day) - 1]
        within[0] += claims[day]
        within[1] += count
    buckets = (Bucket(*ends, *counts) for ends, counts in zip(bounds, sums, strict=True))
    return Timeline(unit, tuple(buckets), *undated)


def day_of(published: str | None) -> date | None:
    """Return the day of an article's date, or None where it is no whole date (ISO 8601)."""
    words = (published or "").strip()
    try:
        return datetime.fromisoformat(words).date()
    except ValueError:
        return None


def _bounds(days: Sequence[date]) -> tuple[str, list[tuple[date, date]]]:
    """Return the unit, and first and last day of each bucket from the first day to the last.

    Args:
        days: In order.
    """
    if not days:
        return _UNITS[0].name, []
    fitting = (u for u in _UNITS if u.place(days[-1]) - u.place(days[0]) < _MOST)
    unit = next(fitting, _UNITS[-1])
    places = range(unit.place(days[0]), unit.place(days[-1]) + 1)
    return unit.name, [(unit.first(place), unit.last(place)) for place in places]
