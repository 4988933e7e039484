"""Counts of claims by a term, a grade or a name."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from credreview.domain.counted_claims import alike
from credreview.domain.identity import fold_name
from credreview.domain.summary import CountedClaim


class Tally(NamedTuple):
    """How many claims have something; `key` is a term's id, a grade, or a name."""

    key: str
    claims: int


def ranked(counts: Mapping[str, int]) -> tuple[Tally, ...]:
    """Return what has most claims first, then by its folded name."""
    ranked = sorted(counts.items(), key=lambda item: (-item[1], fold_name(item[0]), item[0]))
    return tuple(Tally(*item) for item in ranked)


def is_blank(claim: CountedClaim) -> bool:
    """Return whether nobody has said anything of a claim that may be seen."""
    return not claim.reviewer


def numbers_by_source(claims: Sequence[CountedClaim]) -> dict[str | None, list[int]]:
    """Return the numbers of the claims of each source, and of those without one by None."""
    found: dict[str | None, list[int]] = defaultdict(list)
    for number, claim in enumerate(alike(claims), 1):
        found[claim.source].append(number)
    return dict(found)
