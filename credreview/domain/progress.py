"""What a claim needs from a reviewer, told from the judgements on it."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple, Protocol

from credreview.domain.model import ClaimState, Judgement

#: Stands in a grade's credibility where there is no fact to grade. It is part
#: of the grade, so that "not checkable" and a grade can never both show.
NOT_CHECKABLE = "-"


class Graded(Protocol):
    """What judgements are compared by."""

    @property
    def provenance(self) -> str | None: ...  # noqa: D102
    @property
    def reliability(self) -> str | None: ...  # noqa: D102
    @property
    def credibility(self) -> str | None: ...  # noqa: D102
    @property
    def not_checkable(self) -> bool: ...  # noqa: D102


class Stand(NamedTuple):
    """What a judgement says of the fields by which judgements are compared."""

    provenance: str | None
    reliability: str | None
    credibility: str | None
    not_checkable: bool


def stand(judgement: Graded) -> Stand:
    """Return the compared fields of a judgement."""
    return Stand(
        judgement.provenance,
        judgement.reliability,
        judgement.credibility,
        judgement.not_checkable,
    )


def is_decided(judgement: Graded | None) -> bool:
    """Return whether both grades are given, or the claim is called not checkable."""
    if judgement is None:
        return False
    given = judgement.reliability is not None and judgement.credibility is not None
    return judgement.not_checkable or given


def differ(one: Graded, other: Graded) -> bool:
    """Return whether two decided judgements say different things of grades or provenance."""
    if one.not_checkable != other.not_checkable or one.credibility != other.credibility:
        return True
    if not one.not_checkable and one.reliability != other.reliability:
        return True
    return None not in (one.provenance, other.provenance) and one.provenance != other.provenance


def is_settled(
    stands: Mapping[str, Stand], agreed: Iterable[tuple[Stand, Mapping[str, Stand]]]
) -> bool:
    """Return whether what was agreed covers all judgements of a claim.

    A judgement is covered if it says the same, or if the adjudicator had it
    before them just as it stands. Agreements that contradict each other
    settle nothing.

    Args:
        stands: The decided judgements, by reviewer.
        agreed: Of each adjudication what was agreed, and over which judgements.
    """
    covering = [values for values, over in agreed if covers(stands, values, over)]
    return bool(covering) and not any(differ(covering[0], other) for other in covering[1:])


def covers(stands: Mapping[str, Stand], values: Stand, over: Mapping[str, Stand]) -> bool:
    """Return whether one agreed judgement covers all judgements of a claim; see `is_settled`."""
    return is_decided(values) and all(
        not differ(values, s) or over.get(who) == s for who, s in stands.items()
    )


def state(
    own: Judgement | None, others: Iterable[Judgement], *, settled: bool = False
) -> ClaimState:
    """Return what the claim needs from the reviewer whose judgement is `own`.

    Others' judgements do not show in it before the own one is decided.
    """
    if own is None or not is_decided(own):
        return ClaimState.OPEN
    if not settled and any(is_decided(other) and differ(own, other) for other in others):
        return ClaimState.DIFFERING
    return ClaimState.NOT_CHECKABLE if own.not_checkable else ClaimState.JUDGED
