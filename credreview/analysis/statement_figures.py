"""The raw figures of a source summary statement: counts and claims, no words and no score.

After ICD 206: how broad the sources are, which carry the weight, what is
strong, what is missing, what hangs on one origin, and what contradicts.
"""

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Breadth:
    """How much the summary looks at.

    Attributes:
        sources: Different names to which claims are attributed.
        provenances: Term ids of the kinds of sources, most claims first.
        outlets: Different outlets that are stated.
        languages: Tags of the articles' languages, most articles first.
        empty_articles: Articles without a claim.
    """

    claims: int
    articles: int
    empty_articles: int
    sources: int
    provenances: tuple[str, ...]
    outlets: int
    languages: tuple[str, ...]


class SourceWeight(NamedTuple):
    """A source and the numbers of its claims."""

    name: str
    numbers: tuple[int, ...]


class LinkedClaim(NamedTuple):
    """A claim (number) and with how many others it is linked."""

    number: int
    links: int


@dataclass(frozen=True, slots=True)
class Weight:
    """What the summary rests on.

    Attributes:
        sources: The sources with most claims, at most five; most first, then by name.
        attributed: Claims that are attributed to anybody.
        linked: The claims that most others are linked with, at most five, of at least two.
    """

    sources: tuple[SourceWeight, ...]
    attributed: int
    linked: tuple[LinkedClaim, ...]


@dataclass(frozen=True, slots=True)
class Strengths:
    """What speaks for the sources; numbers of claims.

    Attributes:
        confirmed: Claims that a claim of another named source, and of another origin, confirms.
        unproven: Other claims that some claim confirms: the same source or origin, or it is
            not known whose it is.
        direct_quotes: Counted judgement says "direct quote".
        high_confidence: Decided with high confidence.
    """

    confirmed: tuple[int, ...]
    unproven: tuple[int, ...]
    direct_quotes: tuple[int, ...]
    high_confidence: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Gaps:
    """What is missing: numbers of claims, and places of articles from 0.

    Attributes:
        not_judged: Claims of which no grade is given.
        half: Claims of which one grade is given.
        reliability_f, credibility_6: "Cannot be judged", of each kind.
        without_source, without_provenance: Claims that are judged, or begun, without it.
        undated, without_outlet, without_author: Articles.
        hidden: Claims some of whose judgements blind mode hides.
    """

    not_judged: tuple[int, ...]
    half: tuple[int, ...]
    not_checkable: tuple[int, ...]
    reliability_f: tuple[int, ...]
    credibility_6: tuple[int, ...]
    without_source: tuple[int, ...]
    without_provenance: tuple[int, ...]
    undated: tuple[int, ...]
    without_outlet: tuple[int, ...]
    without_author: tuple[int, ...]
    hidden: int


@dataclass(frozen=True, slots=True)
class Origin:
    """Claims that trace to one origin: one source, or linked as of the same origin.

    Attributes:
        numbers: The claims of the summary, in order.
        sources: Names to which they are attributed, most claims first.
        by_links: Whether links "same origin" hold some of them together.
    """

    numbers: tuple[int, ...]
    sources: tuple[str, ...]
    by_links: bool


@dataclass(frozen=True, slots=True)
class Dependence:
    """What hangs on one origin.

    Attributes:
        origins: Of at least two claims, largest first, at most five.
        more: How many origins of at least two claims there are besides.
        traced: Claims of which anything is known about the origin: a source, or such a link.
        repeated: Places (from 0) of articles whose text was found more than once.
    """

    origins: tuple[Origin, ...]
    more: int
    traced: int
    repeated: tuple[int, ...]


class Pair(NamedTuple):
    """Two linked claims.

    Attributes:
        one: Number of a claim of the summary.
        other: Number of the other one; 0 where it is not in the summary.
        other_id: Its id.
        other_source: Who asserts it, or None.
    """

    one: int
    other: int
    other_id: str
    other_source: str | None


@dataclass(frozen=True, slots=True)
class StatementFigures:
    """The raw figures of a source summary statement, head by head (`summary.HEADS`).

    Attributes:
        contradictions: Pairs of claims that contradict each other, each once, by number.
        differing: Numbers of claims on which reviewers differ, not settled.
    """

    breadth: Breadth
    weight: Weight
    strengths: Strengths
    gaps: Gaps
    dependence: Dependence
    contradictions: tuple[Pair, ...]
    differing: tuple[int, ...]
