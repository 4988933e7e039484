"""The claims of a report by the dates on which their articles were published."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from credreview.analysis.timeline import Timeline as TimelineFigures
from credreview.analysis.timeline import day_of
from credreview.analysis.timeline import timeline as timeline_figures
from credreview.domain.counted_claims import alike, places
from credreview.report.charts import Bucket, ProgressRow, Timeline
from credreview.report.lazy import once
from credreview.report.model import Block
from credreview.report.moments import date_words
from credreview.report.parts.context import Context
from credreview.report.parts.progress import counts, counts_table, states
from credreview.text import tr

if TYPE_CHECKING:
    from credreview.domain.summary import CountedClaim

#: How much of an ISO date two dates of one stretch have in common.
_COMMON: Final = {"day": 10, "month": 7, "year": 4, "decade": 3, "century": 2, "millennium": 1}


def timeline(context: Context) -> Sequence[Block]:
    """Return the claims by date with their table; nothing where no date can be read."""
    found = timeline_figures(context.part)
    return once(lambda: _chart(context, found)) if found.buckets else ()


def _chart(context: Context, found: TimelineFigures) -> Timeline:
    claims: list[list[CountedClaim]] = [[] for _ in found.buckets]
    starts = [bucket.first for bucket in found.buckets]
    days = [day_of(article.published) for article in context.part.articles]
    counted = context.part.claims
    for at, claim in zip(places(counted), alike(counted), strict=True):
        day = days[at]
        if day is not None:
            claims[bisect_right(starts, day) - 1].append(claim)
    buckets = tuple(
        Bucket(
            _period(found.unit, bucket.first, bucket.last),
            _label(found.unit, bucket.first, bucket.last),
            counts(of_bucket),
        )
        for bucket, of_bucket in zip(found.buckets, claims, strict=True)
    )
    rows = [ProgressRow(bucket.label, bucket.counts) for bucket in buckets]
    said = _undated_words(found.undated_claims)
    table = counts_table(tr("Published"), rows, said)
    return Timeline(buckets, found.undated_claims, said, states(), table)


def _period(unit: str, first: date, last: date) -> str:
    """Return how the dates of a stretch begin; several beginnings with spaces between them."""
    if unit in _COMMON:
        return first.isoformat()[: _COMMON[unit]]
    if unit == "quarter":
        months = range(first.month, last.month + 1)
        return " ".join(f"{first.year:04}-{month:02}" for month in months)
    days = range((last - first).days + 1)
    return " ".join((first + timedelta(day)).isoformat() for day in days)


def _label(unit: str, first: date, last: date) -> str:
    if unit in ("day", "month", "year"):
        return date_words(_period(unit, first, last))
    length = {"week": 10, "quarter": 7}.get(unit, 4)
    one, other = (date_words(day.isoformat()[:length]) for day in (first, last))
    return tr("{first} – {last}", first=one, last=other)


def _undated_words(count: int) -> str:
    if not count:
        return ""
    if count == 1:
        return tr("1 claim stands in an article without a date that can be read.")
    return tr("{n} claims stand in articles without a date that can be read.", n=count)
