"""Finds what a source summary statement is told from; see `statement_figures`."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import chain
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
from credreview.analysis.tallies import is_blank, numbers_by_source, ranked
from credreview.analysis.timeline import day_of
from credreview.domain.counted_claims import alike, ids
from credreview.domain.links import SHOWS_THROUGH, Groups
from credreview.domain.summary import ClaimLink, CountedArticle, CountedClaim, Scope

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
    about = _About(scope)
    return StatementFigures(
        breadth=_breadth(scope),
        weight=_weight(about),
        strengths=_strengths(about),
        gaps=_gaps(scope),
        dependence=_dependence(about),
        contradictions=tuple(_pairs(about, CONTRADICTS)),
        differing=_of(scope, lambda claim: claim.differs),
    )


class _About:
    """What several heads are told from, found once: there may be a hundred thousand claims.

    Attributes:
        numbers: Of the claims of the summary, by id.
        by_source: Numbers of the claims of each source; of those without one, by None.
        sources: Who asserts a claim (id), here or beyond; those of which that is known.
    """

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.numbers = dict(zip(ids(scope.claims), range(1, len(scope.claims) + 1), strict=True))
        self.by_source = numbers_by_source(scope.claims)
        named = zip(ids(scope.claims), alike(scope.claims), strict=True)
        self.sources = {id: claim.source for id, claim in named if claim.source is not None}
        self.sources.update(
            (id, claim.source) for id, claim in scope.beyond.items() if claim.source is not None
        )
        self.origins = _Origins(scope.links, self.sources)


def _of(scope: Scope, holds: Callable[[CountedClaim], bool]) -> tuple[int, ...]:
    """Return the numbers of the claims of which something holds."""
    return tuple([at for at, claim in enumerate(alike(scope.claims), 1) if holds(claim)])


def _articles(scope: Scope, holds: Callable[[CountedArticle], bool]) -> tuple[int, ...]:
    return tuple(place for place, article in enumerate(scope.articles) if holds(article))


def _breadth(scope: Scope) -> Breadth:
    claims = alike(scope.claims)
    provenances = Counter([c.provenance for c in claims if c.provenance is not None])
    languages = Counter(a.language for a in scope.articles if a.language)
    return Breadth(
        claims=len(scope.claims),
        articles=len(scope.articles),
        empty_articles=sum(not article.claims for article in scope.articles),
        sources=len({claim.source for claim in claims} - {None}),
        provenances=tuple(tally.key for tally in ranked(provenances)),
        outlets=len({article.outlet for article in scope.articles} - {None, ""}),
        languages=tuple(tally.key for tally in ranked(languages)),
    )


def _weight(about: _About) -> Weight:
    sizes = {name: len(found) for name, found in about.by_source.items() if name is not None}
    heaviest = ranked(sizes)[:_SHOWN]
    linked = [
        LinkedClaim(about.numbers[claim], count)
        for claim, count in _ends(about.scope.links).items()
        if count > 1 and claim in about.numbers
    ]
    return Weight(
        sources=tuple(SourceWeight(key, tuple(about.by_source[key])) for key, _ in heaviest),
        attributed=sum(sizes.values()),
        linked=tuple(sorted(linked, key=lambda claim: (-claim.links, claim.number))[:_SHOWN]),
    )


def _ends(links: Sequence[ClaimLink]) -> dict[str, int]:
    """Return with how many others each claim is linked that stands in more than one link."""
    stands = Counter([link.one for link in links])
    stands.update([link.other for link in links])
    beside: dict[str, set[str]] = {claim: set() for claim, times in stands.items() if times > 1}
    for link in links:
        if link.one in beside:
            beside[link.one].add(link.other)
        if link.other in beside:
            beside[link.other].add(link.one)
    return {claim: len(others) for claim, others in beside.items()}


class _Origins:
    """Which claims trace to one origin: through their source, and links that say so.

    Args:
        links: Of the summary.
        sources: Who asserts a claim (id), where that is known.
    """

    def __init__(self, links: Iterable[ClaimLink], sources: Mapping[str, str]) -> None:
        self._sources = sources
        self._groups = Groups()
        self._tops: dict[str, str] = {}
        #: Claims that links hold together with others.
        self.linked: set[str] = set()
        for link in links:
            if link.relation in _ONE_ORIGIN:
                self._groups.join(self._first(link.one), self._first(link.other))
                self.linked.update((link.one, link.other))

    def _first(self, claim: str) -> str:
        """Return where a claim comes from, links aside: its source, or nothing but itself."""
        source = self._sources.get(claim)
        return claim if source is None else _node(source)

    def of_source(self, source: str) -> str:
        """Return what stands for the origin of all claims of a source."""
        if source not in self._tops:
            self._tops[source] = self._groups.top(_node(source))
        return self._tops[source]

    def of(self, claim: str) -> str:
        """Return what stands for the origin of a claim."""
        return self._groups.top(self._first(claim))

    def are_independent(self, one: str, other: str) -> bool:
        """Return whether two claims are known to have different sources and origins."""
        first, second = self._sources.get(one), self._sources.get(other)
        if first is None or second is None:
            return False
        return self.of_source(first) != self.of_source(second)


def _node(source: str) -> str:
    """Return what stands for a source among the ids of claims, which are hex."""
    return f"source {source}"


def _strengths(about: _About) -> Strengths:
    scope, numbers, origins = about.scope, about.numbers, about.origins
    confirmed, others = set[int](), set[int]()
    for link in scope.links:
        if link.relation == CONFIRMS:
            found = confirmed if origins.are_independent(link.one, link.other) else others
            found.update([numbers[end] for end in (link.one, link.other) if end in numbers])
    return Strengths(
        confirmed=tuple(sorted(confirmed)),
        unproven=tuple(sorted(others - confirmed)),
        direct_quotes=_of(scope, lambda claim: claim.directness == "direct_quote"),
        high_confidence=_of(scope, lambda claim: claim.is_decided and claim.confidence == "high"),
    )


def _gaps(scope: Scope) -> Gaps:
    not_judged, half = list[int](), list[int]()
    for number, claim in enumerate(alike(scope.claims), 1):
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


def _dependence(about: _About) -> Dependence:
    scope, numbers, origins = about.scope, about.numbers, about.origins
    # What has a source goes with it, whether or not it is linked as well.
    groups: dict[str, list[tuple[str | None, Sequence[int]]]] = defaultdict(list)
    for source, found in about.by_source.items():
        if source is not None:
            groups[origins.of_source(source)].append((source, found))
    for claim in origins.linked & numbers.keys():
        if claim not in about.sources:
            groups[origins.of(claim)].append((None, [numbers[claim]]))
    shared = [group for group in groups.values() if len(group) > 1 or len(group[0][1]) > 1]
    made = sorted(
        ((sorted(chain.from_iterable(found for _, found in group)), group) for group in shared),
        key=lambda one: (-len(one[0]), one[0]),
    )
    linked = {numbers[claim] for claim in origins.linked if claim in numbers}
    return Dependence(
        origins=tuple(_origin(found, group, linked) for found, group in made[:_SHOWN]),
        more=max(len(made) - _SHOWN, 0),
        traced=sum(len(found) for group in groups.values() for _, found in group),
        repeated=_articles(scope, lambda article: article.captures > 1),
    )


def _origin(
    numbers: Sequence[int],
    group: Sequence[tuple[str | None, Sequence[int]]],
    linked: Collection[int],
) -> Origin:
    names = {source: len(found) for source, found in group if source is not None}
    by_links = any(number in linked for number in numbers)
    return Origin(tuple(numbers), tuple(tally.key for tally in ranked(names)), by_links)


def _pairs(about: _About, relation: str) -> list[Pair]:
    """Return the linked claims of one relation, each two once."""
    found = set[tuple[int, bool, int, str]]()
    for link in about.scope.links:
        if link.relation != relation:
            continue
        # The one with the smaller number first; what is not in the summary stands last.
        one, other = about.numbers.get(link.one, 0), about.numbers.get(link.other, 0)
        id = link.other
        if not one or 0 < other < one:
            one, other, id = other, one, link.one
        found.add((one, not other, other, id))
    return [Pair(one, other, id, about.sources.get(id)) for one, _, other, id in sorted(found)]
