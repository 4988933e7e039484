"""Finds what a source summary statement is told from; see `statement_figures`."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from typing import Final

from credreview.analysis.statement_figures import (
    Breadth,
    Dependence,
    Gaps,
    LinkedClaim,
    Origin,
    Pair,
    SourceWeight,
    StatementFigures,
    Strengths,
    Weight,
)
from credreview.analysis.tallies import is_blank, ranked
from credreview.analysis.timeline import day_of
from credreview.domain.links import SHOWS_THROUGH, Groups
from credreview.domain.summary import CountedArticle, CountedClaim, Scope

#: Relations of the vocabulary that a statement tells of.
CONFIRMS: Final = "confirms"
CONTRADICTS: Final = "contradicts"
SAME_ORIGIN: Final = "same_origin"
#: One assertion in two places, or in two versions of an article, has one origin as well.
_ONE_ORIGIN: Final = SHOWS_THROUGH | {SAME_ORIGIN}
#: How many of the largest are told one by one.
_SHOWN = 5


def statement(scope: Scope) -> StatementFigures:
    """Return the figures of a source summary statement; see `StatementFigures`."""
    origins = _Origins(scope)
    return StatementFigures(
        breadth=_breadth(scope),
        weight=_weight(scope),
        strengths=_strengths(scope, origins),
        gaps=_gaps(scope),
        dependence=_dependence(scope, origins),
        contradictions=tuple(_pairs(scope, CONTRADICTS)),
        differing=_of(scope, lambda claim: claim.differs),
    )


def _of(scope: Scope, holds: Callable[[CountedClaim], bool]) -> tuple[int, ...]:
    """Return the numbers of the claims of which something holds."""
    return tuple(number for number, claim in enumerate(scope.claims, 1) if holds(claim))


def _articles(scope: Scope, holds: Callable[[CountedArticle], bool]) -> tuple[int, ...]:
    return tuple(place for place, article in enumerate(scope.articles) if holds(article))


def _breadth(scope: Scope) -> Breadth:
    provenances = Counter(c.provenance for c in scope.claims if c.provenance is not None)
    languages = Counter(a.language for a in scope.articles if a.language)
    return Breadth(
        claims=len(scope.claims),
        articles=len(scope.articles),
        empty_articles=sum(not article.claims for article in scope.articles),
        sources=len({claim.source for claim in scope.claims} - {None}),
        provenances=tuple(tally.key for tally in ranked(provenances)),
        outlets=len({article.outlet for article in scope.articles} - {None, ""}),
        languages=tuple(tally.key for tally in ranked(languages)),
    )


def _weight(scope: Scope) -> Weight:
    numbers: dict[str, list[int]] = defaultdict(list)
    for number, claim in enumerate(scope.claims, 1):
        if claim.source is not None:
            numbers[claim.source].append(number)
    heaviest = ranked({name: len(found) for name, found in numbers.items()})[:_SHOWN]
    beside: dict[str, set[str]] = defaultdict(set)
    for link in scope.links:
        beside[link.one].add(link.other)
        beside[link.other].add(link.one)
    linked = [
        LinkedClaim(number, len(beside[claim.claim]))
        for number, claim in enumerate(scope.claims, 1)
        if len(beside.get(claim.claim, ())) > 1
    ]
    return Weight(
        sources=tuple(SourceWeight(key, tuple(numbers[key])) for key, _ in heaviest),
        attributed=sum(map(len, numbers.values())),
        linked=tuple(sorted(linked, key=lambda claim: (-claim.links, claim.number))[:_SHOWN]),
    )


class _Origins:
    """Which claims trace to one origin: through their source, and links that say so."""

    def __init__(self, scope: Scope) -> None:
        self._sources = {
            claim.claim: _node(claim.source)
            for claim in (*scope.claims, *scope.beyond.values())
            if claim.source is not None
        }
        self._groups = Groups()
        #: Claims that links hold together with others.
        self.linked: set[str] = set()
        for link in scope.links:
            if link.relation in _ONE_ORIGIN:
                self._groups.join(self._first(link.one), self._first(link.other))
                self.linked.update((link.one, link.other))

    def _first(self, claim: str) -> str:
        """Return where a claim comes from, links aside: its source, or nothing but itself."""
        return self._sources.get(claim, claim)

    def of(self, claim: str) -> str:
        """Return what stands for the origin of a claim."""
        return self._groups.top(self._first(claim))

    def are_independent(self, one: str, other: str) -> bool:
        """Return whether two claims are known to have different sources and origins."""
        named = one in self._sources and other in self._sources
        return named and self.of(one) != self.of(other)


def _node(source: str) -> str:
    """Return what stands for a source among the ids of claims, which are hex."""
    return f"source {source}"


def _strengths(scope: Scope, origins: _Origins) -> Strengths:
    numbers = _numbers(scope)
    confirmed, others = set[int](), set[int]()
    for link in scope.links:
        if link.relation == CONFIRMS:
            found = {numbers[end] for end in (link.one, link.other) if end in numbers}
            independent = origins.are_independent(link.one, link.other)
            (confirmed if independent else others).update(found)
    return Strengths(
        confirmed=tuple(sorted(confirmed)),
        unproven=tuple(sorted(others - confirmed)),
        direct_quotes=_of(scope, lambda claim: claim.directness == "direct_quote"),
        high_confidence=_of(scope, lambda claim: claim.is_decided and claim.confidence == "high"),
    )


def _gaps(scope: Scope) -> Gaps:
    not_judged, half = list[int](), list[int]()
    for number, claim in enumerate(scope.claims, 1):
        missing = (claim.reliability is None) + (claim.credibility is None)
        if missing and not claim.not_checkable:
            (half if missing == 1 else not_judged).append(number)
    return Gaps(
        not_judged=tuple(not_judged),
        half=tuple(half),
        not_checkable=_of(scope, lambda c: c.not_checkable),
        reliability_f=_of(scope, lambda c: c.reliability == "F"),
        credibility_6=_of(scope, lambda c: c.credibility == "6"),
        without_source=_of(scope, lambda c: not is_blank(c) and c.source is None),
        without_provenance=_of(scope, lambda c: not is_blank(c) and c.provenance is None),
        undated=_articles(scope, lambda article: day_of(article.published) is None),
        without_outlet=_articles(scope, lambda article: not article.outlet),
        without_author=_articles(scope, lambda article: not article.author),
        hidden=scope.hidden,
    )


def _dependence(scope: Scope, origins: _Origins) -> Dependence:
    groups: dict[str, list[int]] = defaultdict(list)
    for number, claim in enumerate(scope.claims, 1):
        if claim.source is not None or claim.claim in origins.linked:
            groups[origins.of(claim.claim)].append(number)
    found = sorted(
        (numbers for numbers in groups.values() if len(numbers) > 1),
        key=lambda numbers: (-len(numbers), numbers),
    )
    return Dependence(
        origins=tuple(_origin(scope, origins, numbers) for numbers in found[:_SHOWN]),
        more=max(len(found) - _SHOWN, 0),
        traced=sum(map(len, groups.values())),
        repeated=_articles(scope, lambda article: article.captures > 1),
    )


def _origin(scope: Scope, origins: _Origins, numbers: Sequence[int]) -> Origin:
    claims = [scope.claims[number - 1] for number in numbers]
    names = Counter(claim.source for claim in claims if claim.source is not None)
    by_links = any(claim.claim in origins.linked for claim in claims)
    return Origin(tuple(numbers), tuple(tally.key for tally in ranked(names)), by_links)


def _numbers(scope: Scope) -> dict[str, int]:
    return {claim.claim: number for number, claim in enumerate(scope.claims, 1)}


def _pairs(scope: Scope, relation: str) -> list[Pair]:
    """Return the linked claims of one relation, each two once."""
    numbers = _numbers(scope)
    found = set()
    for link in scope.links:
        if link.relation != relation:
            continue
        # The one with the smaller number first; what is not in the summary stands last.
        ends = (link.one, link.other)
        one, other = sorted(ends, key=lambda end: (end not in numbers, numbers.get(end, 0)))
        where = scope.claims[numbers[other] - 1] if other in numbers else scope.beyond.get(other)
        source = where.source if where else None
        found.add(Pair(numbers[one], numbers.get(other, 0), other, source))
    return sorted(found, key=lambda pair: (pair.one, not pair.other, pair.other, pair.other_id))
