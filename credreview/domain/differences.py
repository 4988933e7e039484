"""Where reviewers differ, as plain data."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import Any, Final, NamedTuple

from credreview.domain.model import Adjudication, Judgement
from credreview.domain.progress import is_decided


class DifferenceKind(StrEnum):
    """What kind of difference it is, in the order shown."""

    JUDGEMENT = "judgement"
    DELETED = "deleted"
    FIELD = "field"
    SETTLED = "settled"


#: By these two judgements differ (`progress.differ`) ...
VERDICT: Final = frozenset({"provenance", "reliability", "credibility"})
#: ... and these are compared only where somebody asks for them.
DIMENSIONS: Final = (
    "reliability",
    "credibility",
    "provenance",
    "directness",
    "confidence",
    "attributed_to",
)


@dataclass(frozen=True, slots=True)
class DifferenceQuery:
    """Which differences to list; what is empty keeps all.

    Attributes:
        kinds: Kinds to keep.
        dimensions: Names out of `DIMENSIONS`; keeps claims on which two
            decided judgements differ in one of them, whether or not their
            verdicts differ. Empty: their verdicts differ. Fields and deleted
            claims have no dimension, and are left out where one is asked for.
        reviewers: One reviewer (id), who must be one of the two; or two, who
            must be both.
        claims, articles: Ids; None keeps all. A claim is also kept by its
            article, and what belongs to neither (the review's title, a
            source's name) always is.
    """

    kinds: frozenset[DifferenceKind] = frozenset()
    dimensions: frozenset[str] = frozenset()
    reviewers: frozenset[str] = frozenset()
    claims: frozenset[str] | None = None
    articles: frozenset[str] | None = None


class DifferenceKey(NamedTuple):
    """Stands for one difference in one file.

    Attributes:
        number: Local number of the claim, or of the record that holds the field.
        field: The field's name, for a field.
    """

    kind: DifferenceKind
    number: int
    field: str = ""


@dataclass(frozen=True, slots=True)
class FieldValue:
    """One of the values that stand beside each other.

    Attributes:
        action: The action that wrote it; names the value for `settle_field`.
        value: What was written, own words resolved, a source by its name.
        when: Wall time, ms UTC.
        shows: It is the one that the review shows.
    """

    action: str
    value: Any
    reviewer: str
    reviewer_name: str
    when: int
    shows: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference, with all that is needed to compare.

    Attributes:
        key: By what it was asked for.
        kind: What kind it is.
        claim: Id of the claim it is about; "" where it is about none.
        quote: The claim's words.
        article: Id of the article it belongs to, or "".
        title: The article's title, or its file's name; of a source's field, its name.
        dimensions: In which dimensions decided judgements differ, in the order of `DIMENSIONS`.
        judgements: All judgements of the claim that may be seen, one's own first.
        agreed: What was agreed on it, the latest last.
        record_kind, record, field: For a field: where it stands.
        values: For a field: its standing values, the one that shows first.
        owner: For a field of one reviewer's own: their id; nobody else can settle it.
        deleted_by: Names of those whose deletion of the claim did not see its judgements.
    """

    key: DifferenceKey
    kind: DifferenceKind
    claim: str = ""
    quote: str = ""
    article: str = ""
    title: str = ""
    dimensions: tuple[str, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    agreed: tuple[Adjudication, ...] = ()
    record_kind: str = ""
    record: str = ""
    field: str = ""
    values: tuple[FieldValue, ...] = ()
    owner: str = ""
    deleted_by: tuple[str, ...] = ()


def differing(one: Judgement, other: Judgement) -> frozenset[str]:
    """Return the dimensions in which two judgements differ.

    What one of them does not say is no difference, but for the grades of
    decided judgements: "not checkable" is another credibility than any digit,
    and where it stands there is no reliability to compare.
    """
    found = {
        name
        for name in ("provenance", "directness", "confidence", "attributed_to")
        if None not in (getattr(one, name), getattr(other, name))
        and getattr(one, name) != getattr(other, name)
    }
    if one.not_checkable != other.not_checkable or one.credibility != other.credibility:
        found.add("credibility")
    neither = not one.not_checkable and not other.not_checkable
    if neither and one.reliability != other.reliability:
        found.add("reliability")
    return frozenset(found)


def pairs(judgements: Iterable[Judgement]) -> Iterable[tuple[Judgement, Judgement]]:
    """Return each two decided judgements of one claim."""
    return combinations([j for j in judgements if is_decided(j)], 2)


def dimensions_of(judgements: Sequence[Judgement]) -> tuple[str, ...]:
    """Return in which dimensions some two decided judgements of a claim differ."""
    found = frozenset[str]().union(*(differing(*pair) for pair in pairs(judgements)))
    return tuple(name for name in DIMENSIONS if name in found)
