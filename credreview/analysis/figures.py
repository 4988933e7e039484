"""Figures of a summary: counts over its claims; never a total score, never an average.

F, 6, "not judged" and "not checkable" are counted as themselves. A claim is
named by its number in the summary, from 1.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from credreview.analysis.sources import (
    OutletFigures,
    SourceFigures,
    Sources,
    outlets,
    sources,
)
from credreview.analysis.statement import statement
from credreview.analysis.statement_figures import StatementFigures
from credreview.analysis.tallies import Tally, is_blank, ranked
from credreview.analysis.timeline import Bucket, Timeline, timeline
from credreview.domain.counted_claims import alike
from credreview.domain.summary import CountedClaim, Scope

__all__ = [
    "ArticleProgress",
    "Bucket",
    "GradeMatrix",
    "OutletFigures",
    "Progress",
    "ProvenanceMix",
    "SourceFigures",
    "Sources",
    "StatementFigures",
    "Tally",
    "Timeline",
    "article_progress",
    "grade_matrix",
    "outlets",
    "progress",
    "provenance_mix",
    "sources",
    "statement",
    "timeline",
]

_RELIABILITY = frozenset((*"ABCDEF", None))
_CREDIBILITY = frozenset((*"123456", None))


@dataclass(frozen=True, slots=True)
class ProvenanceMix:
    """What kinds of sources the claims come from, by their counted judgements.

    Attributes:
        terms: Most claims first, then by id; an own term of the review is one of them.
        not_given: Claims that were judged, or begun, without a provenance.
        not_judged: Claims without any judgement that may be seen.
    """

    terms: tuple[Tally, ...]
    not_given: int
    not_judged: int


@dataclass(frozen=True, slots=True)
class GradeMatrix:
    """How many claims have which grades; each claim is counted in exactly one of the places.

    Attributes:
        pairs: Claims by (reliability, credibility), both given: A to F and 1 to 6. What is F
            or 6 stands outside the scale.
        half: Claims of which one grade is given; the other is None in the pair.
        not_checkable: Claims called not checkable, by the reliability of their source,
            which may be None.
        not_judged: Claims without any grade.
        unknown: Claims with a grade that only a newer version knows.
    """

    pairs: Mapping[tuple[str, str], int]
    half: Mapping[tuple[str | None, str | None], int]
    not_checkable: Mapping[str | None, int]
    not_judged: int
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the judging is; the first four add up to the claims.

    Attributes:
        graded: Both grades were given, by somebody or by agreement.
        not_checkable: Called not checkable.
        begun: Something was given, but nothing is decided.
        not_judged: Nothing was given that may be seen.
        agreed: Claims of the first two that an agreed judgement settles.
        differing: Claims on which reviewers differ, not settled.
        hidden: Claims some of whose judgements blind mode hides.
    """

    claims: int
    graded: int
    not_checkable: int
    begun: int
    not_judged: int
    agreed: int
    differing: int
    hidden: int


@dataclass(frozen=True, slots=True)
class ArticleProgress:
    """How far one article is; `article` is its place in the summary, from 0."""

    article: int
    counts: Progress


def provenance_mix(claims: Sequence[CountedClaim]) -> ProvenanceMix:
    """Return what kinds of sources claims come from; see `ProvenanceMix`."""
    terms: Counter[str] = Counter()
    not_given = not_judged = 0
    for claim in alike(claims):
        if claim.provenance is not None:
            terms[claim.provenance] += 1
        elif is_blank(claim):
            not_judged += 1
        else:
            not_given += 1
    return ProvenanceMix(ranked(terms), not_given, not_judged)


def grade_matrix(claims: Sequence[CountedClaim]) -> GradeMatrix:
    """Return how many claims have which grades; see `GradeMatrix`."""
    pairs: Counter[tuple[str, str]] = Counter()
    half: Counter[tuple[str | None, str | None]] = Counter()
    not_checkable: Counter[str | None] = Counter()
    not_judged = unknown = 0
    for claim in alike(claims):
        reliability, credibility = claim.reliability, claim.credibility
        if reliability not in _RELIABILITY or credibility not in _CREDIBILITY:
            unknown += 1
        elif claim.not_checkable:
            not_checkable[reliability] += 1
        elif reliability is None and credibility is None:
            not_judged += 1
        elif reliability is None or credibility is None:
            half[reliability, credibility] += 1
        else:
            pairs[reliability, credibility] += 1
    return GradeMatrix(pairs, half, not_checkable, not_judged, unknown)


def progress(claims: Sequence[CountedClaim]) -> Progress:
    """Return how far the judging of claims is; see `Progress`."""
    # A review may have a hundred thousand of them, but they stand in few ways.
    ways = Counter(
        [
            (c.is_decided, c.not_checkable, is_blank(c), c.is_agreed, c.differs, c.hidden)
            for c in alike(claims)
        ]
    )
    count: Counter[str] = Counter()
    for (is_decided, not_checkable, blank, *marks), claims_so in ways.items():
        if is_decided:
            state = "not_checkable" if not_checkable else "graded"
        else:
            state = "not_judged" if blank else "begun"
        count[state] += claims_so
        count["claims"] += claims_so
        for name, is_marked in zip(("agreed", "differing", "hidden"), marks, strict=True):
            count[name] += claims_so * is_marked
    return Progress(**{name: count[name] for name in Progress.__slots__})


def article_progress(scope: Scope) -> list[ArticleProgress]:
    """Return how far each article of a summary is, in order."""
    made = []
    for place, article in enumerate(scope.articles):
        start = max(article.first - 1, 0)
        counts = progress(scope.claims[start : start + article.claims])
        made.append(ArticleProgress(place, counts))
    return made
