"""Judgements as tables of codes: claims by reviewers, one table for each dimension."""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from credreview.domain.agreement import Verdict
from credreview.domain.progress import NOT_CHECKABLE, is_decided

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Stands for a value that was not given.
MISSING: Final = ""
#: In a table of codes: this reviewer did not judge this claim.
NOBODY_HERE: Final = -1


@dataclass(frozen=True, slots=True)
class Scale:
    """The values that one dimension of judgements can have.

    Attributes:
        values: Those that are compared, in their order.
        apart: Those that stand in no order with them, such as F, 6, not
            checkable and missing: counted, never compared.
        is_ordered: Whether `values` are in order.
    """

    dimension: str
    values: tuple[str, ...]
    apart: tuple[str, ...]
    is_ordered: bool

    @property
    def all(self) -> tuple[str, ...]:
        """All values; a code is a place in it."""
        return self.values + self.apart


_ORDERED: Final = (
    Scale("reliability", tuple("ABCDE"), ("F", NOT_CHECKABLE, MISSING), is_ordered=True),
    Scale("credibility", tuple("12345"), ("6", NOT_CHECKABLE, MISSING), is_ordered=True),
    Scale("confidence", ("low", "moderate", "high"), (MISSING,), is_ordered=True),
)
#: What is compared, in the order shown.
DIMENSIONS: Final = ("provenance", *(scale.dimension for scale in _ORDERED))


@dataclass(frozen=True, slots=True, eq=False)
class Ratings:
    """Who said what of which claim.

    Attributes:
        claims: Ids; of claims that are the same one, the first that was judged, by id.
        reviewers: Ids, in the order of the tables' columns.
        scales: By dimension.
        codes: By dimension: a table of claims by reviewers with places in
            `Scale.all`, or NOBODY_HERE.
        blind: Where a judgement was given before others' were shown.
    """

    claims: tuple[str, ...]
    reviewers: tuple[str, ...]
    scales: Mapping[str, Scale]
    codes: "Mapping[str, NDArray[np.int16]]"
    blind: "NDArray[np.bool_]"

    def claims_with(self, dimension: str, said: Mapping[str, str]) -> list[str]:
        """Return the ids of the claims of which these reviewers said these values.

        Args:
            dimension: One of DIMENSIONS.
            said: A value of `Scale.all` by reviewer.
        """
        import numpy as np

        every = self.scales[dimension].all
        fits = np.ones(len(self.claims), dtype=bool)
        for reviewer, value in said.items():
            column = self.codes[dimension][:, self.reviewers.index(reviewer)]
            fits &= column == every.index(value)
        return [self.claims[at] for at in np.flatnonzero(fits)]


def ratings(
    verdicts: Iterable[Verdict],
    reviewers: Sequence[str],
    same: Mapping[str, str],
    provenance: Sequence[str] = (),
) -> Ratings:
    """Return the tables of some reviewers' decided judgements.

    Args:
        verdicts: Judgements; such as are not decided are passed over.
        reviewers: Ids; nobody else is counted.
        same: For linked claims the one that stands for all of them: they
            count as one. Of several judgements that one reviewer gave on
            them, the latest counts.
        provenance: Known terms in the order shown; others that occur follow.
    """
    import numpy as np

    columns = {reviewer: at for at, reviewer in enumerate(reviewers)}
    places: dict[str, int] = {}
    down, across, blind_at = array("q"), array("q"), array("b")
    values: dict[str, list[str]] = {name: [] for name in DIMENSIONS}
    for claim, verdict in _one_each((v for v in verdicts if v.reviewer in columns), same):
        down.append(places.setdefault(claim, len(places)))
        across.append(columns[verdict.reviewer])
        blind_at.append(verdict.blind is True)
        for name, given in values.items():
            given.append(_value(verdict, name))
    scales = _scales(values["provenance"], provenance)
    cells = np.array(down, dtype=np.intp), np.array(across, dtype=np.intp)
    codes = {}
    for name, scale in scales.items():
        code = {value: at for at, value in enumerate(scale.all)}
        # A value that a later version may know is not on this scale: as if missing.
        known = (code.get(value, code[MISSING]) for value in values[name])
        codes[name] = np.full((len(places), len(columns)), NOBODY_HERE, dtype=np.int16)
        codes[name][cells] = np.fromiter(known, np.int16, len(down))
    blind = np.zeros((len(places), len(columns)), dtype=bool)
    blind[cells] = np.array(blind_at, dtype=bool)
    return Ratings(tuple(places), tuple(reviewers), scales, codes, blind)


def _scales(given: Sequence[str], known: Sequence[str]) -> dict[str, Scale]:
    """Return the scales; that of provenance holds the terms that occur."""
    used = set(given) - {MISSING}
    first = [term for term in known if term in used]
    terms = (*first, *sorted(used.difference(first)))
    provenance = Scale("provenance", terms, (MISSING,), is_ordered=False)
    return {scale.dimension: scale for scale in (provenance, *_ORDERED)}


def _one_each(
    verdicts: Iterable[Verdict], same: Mapping[str, str]
) -> Iterator[tuple[str, Verdict]]:
    """Yield decided judgements and the claim that each counts for, one a reviewer."""
    latest: dict[str, dict[str, Verdict]] = {}
    for verdict in verdicts:
        if not is_decided(verdict):
            continue
        group = same.get(verdict.claim)
        if group is None:
            yield verdict.claim, verdict
            continue
        of_group = latest.setdefault(group, {})
        before = of_group.get(verdict.reviewer, verdict)
        of_group[verdict.reviewer] = max(before, verdict, key=lambda v: (v.when, v.claim))
    for of_group in latest.values():
        claim = min(verdict.claim for verdict in of_group.values())
        for verdict in of_group.values():
            yield claim, verdict


def _value(verdict: Verdict, dimension: str) -> str:
    graded = dimension in ("reliability", "credibility")
    if graded and verdict.not_checkable:
        return NOT_CHECKABLE
    return getattr(verdict, dimension) or MISSING
