"""What a person is asked to confirm about claims and versions: plain data, decides nothing.

Positions are Unicode code points, half open [start, end). Ids are hex.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from credreview.domain.model import Judgement

#: How much of the text around a quote is held against another text, on each side.
CONTEXT = 32


@dataclass(frozen=True, slots=True)
class Quoted:
    """A claim's words and what stands around them in its own article.

    Attributes:
        before, after: `CONTEXT` code points, fewer at the text's edges.
    """

    quote: str
    before: str
    after: str


def quoted(text: str, start: int, end: int) -> Quoted:
    """Return the words on [start, end) of a text with their surroundings."""
    return Quoted(text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])


@dataclass(frozen=True, slots=True)
class Anchored:
    """The exact words between exactly the same words, found once."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Proposed:
    """A place that only a person can confirm.

    Attributes:
        score: How like the words there are to the quote, 0.9 to 1.
        why: What differs, as a sentence.
    """

    start: int
    end: int
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class NoPlace:
    """No place that could be proposed.

    Attributes:
        guess: Start and end of what comes nearest, or None.
        why: What is wrong with it, as a sentence.
    """

    guess: tuple[int, int] | None
    why: str


Placement = Anchored | Proposed | NoPlace
#: Finds one by one where some quotes stand in another text; `analysis.anchors.place_all` does.
PlaceAll = Callable[[Sequence[Quoted], str], Iterator[Placement]]


@dataclass(frozen=True, slots=True)
class SameClaimProposal:
    """Two claims of different reviewers whose spans overlap and are not equal.

    Attributes:
        one, other: Claim ids, in text order.
        article: Whose words both are.
        spans: Start and end of each.
        quotes: The words of each.
    """

    one: str
    other: str
    article: str
    spans: tuple[tuple[int, int], tuple[int, int]]
    quotes: tuple[str, str]


@dataclass(frozen=True, slots=True)
class VersionProposal:
    """Two articles that may be versions of one another.

    Attributes:
        older, newer: Article ids; by publication date, else by when they were found.
        titles: Their titles, "" where not stated.
        why: What speaks for it, as a sentence.
    """

    older: str
    newer: str
    titles: tuple[str, str]
    why: str


@dataclass(frozen=True, slots=True)
class PlacedClaim:
    """A claim of the older version, and where it seems to stand in the newer one.

    Attributes:
        claim: The claim in `origin`, the older article; its words are `quote`.
        target: The newer article; [start, end) of its text reads `found`.
        exact: The same words between the same words, found once.
        score: How like the words are, 0.9 to 1.
        why: What differs, as a sentence; empty if `exact`.
    """

    claim: str
    quote: str
    origin: str
    target: str
    start: int
    end: int
    found: str
    exact: bool
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class UnplacedClaim:
    """A claim of the older version for which the newer one has no place.

    Attributes:
        guess: Start and end in `target` of what comes nearest, or None.
        found: The words there, or "".
        why: Why it is not proposed, as a sentence.
    """

    claim: str
    quote: str
    origin: str
    target: str
    guess: tuple[int, int] | None
    found: str
    why: str


@dataclass(frozen=True, slots=True)
class Proposals:
    """All that waits for a person's word about claims and versions."""

    same: tuple[SameClaimProposal, ...] = ()
    versions: tuple[VersionProposal, ...] = ()
    placed: tuple[PlacedClaim, ...] = ()
    unplaced: tuple[UnplacedClaim, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkedJudgement:
    """A judgement that was given on a linked claim, and shows through the link.

    Attributes:
        judgement: As it stands on its own claim.
        quote: The words that it was given on.
    """

    judgement: Judgement
    quote: str
