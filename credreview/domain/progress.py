"""What a claim needs from a reviewer, told from the judgements on it."""

from collections.abc import Iterable

from credreview.domain.model import ClaimState, Judgement

#: Stands in a grade's credibility where there is no fact to grade. It is part
#: of the grade, so that "not checkable" and a grade can never both show.
NOT_CHECKABLE = "-"


def is_decided(judgement: Judgement | None) -> bool:
    """Return whether both grades are given, or the claim is called not checkable."""
    if judgement is None:
        return False
    given = judgement.reliability is not None and judgement.credibility is not None
    return judgement.not_checkable or given


def differ(one: Judgement, other: Judgement) -> bool:
    """Return whether two decided judgements say different things of grades or provenance."""
    if one.not_checkable != other.not_checkable or one.credibility != other.credibility:
        return True
    if not one.not_checkable and one.reliability != other.reliability:
        return True
    return None not in (one.provenance, other.provenance) and one.provenance != other.provenance


def state(own: Judgement | None, others: Iterable[Judgement]) -> ClaimState:
    """Return what the claim needs from the reviewer whose judgement is `own`.

    Others' judgements do not show in it before the own one is decided.
    """
    if own is None or not is_decided(own):
        return ClaimState.OPEN
    if any(is_decided(other) and differ(own, other) for other in others):
        return ClaimState.DIFFERING
    return ClaimState.NOT_CHECKABLE if own.not_checkable else ClaimState.JUDGED
