"""Who asserts the claims of a summary, and where they were published."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from credreview.analysis.tallies import Tally, is_blank, numbers_by_source, ranked
from credreview.analysis.timeline import day_of
from credreview.domain.counted_claims import alike, places
from credreview.domain.identity import fold_name
from credreview.domain.progress import NOT_CHECKABLE
from credreview.domain.summary import CountedClaim, Scope


@dataclass(frozen=True, slots=True)
class SourceFigures:
    """The claims of one source.

    Attributes:
        name: As it stands in the review.
        numbers: Its claims, in order.
        grades: How often which pair of grades stands, such as "B2", "B-" (not checkable), "B?"
            or "?2" where the other half is not given; by pair. Claims without any grade are
            not among them.
        provenance: Which kinds it was tagged as, most first.
        outlets: In which outlets it is quoted, most claims first; "" is "not stated".
        articles: In how many articles.
        first, last: The earliest and latest date of these articles, ISO 8601; None without.
    """

    name: str
    numbers: tuple[int, ...]
    grades: tuple[Tally, ...]
    provenance: tuple[Tally, ...]
    outlets: tuple[Tally, ...]
    articles: int
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True)
class Sources:
    """Who asserts the claims.

    Attributes:
        named: Most claims first, then by name.
        without: Claims that are attributed to nobody.
    """

    named: tuple[SourceFigures, ...]
    without: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OutletFigures:
    """The articles and claims of one outlet; its name is "" where none is stated."""

    name: str
    articles: int
    claims: int
    not_judged: int


def sources(scope: Scope) -> Sources:
    """Return who asserts the claims of a summary; see `Sources`."""
    numbers = numbers_by_source(scope.claims)
    without = numbers.pop(None, [])
    named = [_source(scope, name, found) for name, found in numbers.items() if name is not None]
    named.sort(key=lambda source: (-len(source.numbers), fold_name(source.name), source.name))
    return Sources(tuple(named), tuple(without))


def _source(scope: Scope, name: str, numbers: Sequence[int]) -> SourceFigures:
    all_claims, all_places = alike(scope.claims), places(scope.claims)
    claims = [all_claims[number - 1] for number in numbers]
    given = Counter([(claim.reliability, _credibility(claim)) for claim in claims])
    grades: Counter[str] = Counter()
    for pair, count in given.items():
        if pair != (None, None):
            grades[_pair(*pair)] += count
    provenance = Counter([claim.provenance for claim in claims if claim.provenance is not None])
    articles = Counter([all_places[number - 1] for number in numbers])
    outlets: Counter[str] = Counter()
    for at, count in articles.items():
        outlets[scope.articles[at].outlet or ""] += count
    days = sorted(day for at in articles if (day := day_of(scope.articles[at].published)))
    return SourceFigures(
        name=name,
        numbers=tuple(numbers),
        grades=tuple(Tally(*item) for item in sorted(grades.items())),
        provenance=ranked(provenance),
        outlets=ranked(outlets),
        articles=len(articles),
        first=days[0].isoformat() if days else None,
        last=days[-1].isoformat() if days else None,
    )


def _credibility(claim: CountedClaim) -> str | None:
    return NOT_CHECKABLE if claim.not_checkable else claim.credibility


def _pair(reliability: str | None, credibility: str | None) -> str:
    """Return "B2", "B-" (not checkable), "B?" or "?2"."""
    return f"{reliability or '?'}{credibility or '?'}"


def outlets(scope: Scope) -> tuple[OutletFigures, ...]:
    """Return the outlets of a summary's articles: most claims first, then by name."""
    articles: Counter[str] = Counter()
    claims: Counter[str] = Counter()
    blank: Counter[str] = Counter()
    for article in scope.articles:
        articles[article.outlet or ""] += 1
    for at, claim in zip(places(scope.claims), alike(scope.claims), strict=True):
        outlet = scope.articles[at].outlet or ""
        claims[outlet] += 1
        blank[outlet] += is_blank(claim)
    names = sorted(articles, key=lambda name: (-claims[name], fold_name(name), name))
    return tuple(OutletFigures(n, articles[n], claims[n], blank[n]) for n in names)
