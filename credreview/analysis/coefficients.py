"""Cohen's kappa and Krippendorff's alpha, with percentile bootstrap intervals by claim.

Claims are resampled by what was said of them: a coefficient depends only on
how many claims there are of each kind (a cell of the table of two reviewers,
or the values that a claim got from all), so that drawing claims one by one
with replacement is one multinomial draw of these numbers.

Sources: J. Cohen, Educational and Psychological Measurement 20 (1960) 37-46
(kappa), and Psychological Bulletin 70 (1968) 213-220 (weights);
K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011);
B. Efron and R. Tibshirani, An Introduction to the Bootstrap (1993), ch. 13.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    Numbers = NDArray[np.float64]

#: Resamples of an interval, and where the random numbers of each begin.
DRAWS: Final = 2000
SEED: Final = 1960
#: Resamples in which a coefficient may be undefined before there is no interval.
_UNDEFINED: Final = 0.05
#: Numbers held at once while resampling; a bound on memory.
_AT_ONCE: Final = 2_000_000

Weights = Literal["nominal", "linear", "quadratic"]


class LeftOut(StrEnum):
    """Why a coefficient, or its interval, cannot be given."""

    NO_CASE = "no_case"
    ONE_CASE = "one_case"
    NO_VARIATION = "no_variation"
    NO_INTERVAL = "no_interval"


@dataclass(frozen=True, slots=True)
class Coefficient:
    """A coefficient of agreement: 1 is full agreement, 0 what chance would give.

    Attributes:
        value: At most 1, and below 0 where there is less agreement than by
            chance; None where it is left out.
        low, high: The 95 % interval; None where there is none.
        why: What is missing and why; None where value and interval are there.
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    why: LeftOut | None = None


def weights(kind: Weights, count: int) -> "Numbers":
    """Return how much each pair of values disagrees: 0 on the diagonal.

    Args:
        kind: All the same, by steps apart, or by their squares.
        count: How many values there are.
    """
    import numpy as np

    at = np.arange(count, dtype=np.float64)
    apart = np.abs(at[:, None] - at)
    return {"nominal": np.sign, "linear": np.abs, "quadratic": np.square}[kind](apart)


def cohen_kappa(table: "ArrayLike", disagreement: "Numbers") -> Coefficient:
    """Return the weighted kappa of two reviewers.

    Args:
        table: How many claims got each pair of values; square, the first
            reviewer's values down, the second one's across.
        disagreement: The weight of each cell, as `weights` gives it.
    """
    import numpy as np

    cells = np.asarray(table, dtype=np.int64)
    down, across = np.nonzero(cells)
    counts = cells[down, across]
    missing = _left_out(int(counts.sum()), len({*down.tolist(), *across.tolist()}))
    if missing is not None:
        return missing
    one, other = np.eye(len(cells))[down], np.eye(len(cells))[across]
    apart = disagreement[down, across]

    def kappas(drawn: "Numbers") -> "Numbers":
        by_chance = ((drawn @ one @ disagreement) * (drawn @ other)).sum(axis=1)
        return _one_minus(drawn @ apart * counts.sum(), by_chance)

    return _with_interval(counts, kappas)


def krippendorff_alpha(counts: "ArrayLike", *, is_ordered: bool) -> Coefficient:
    """Return alpha of any number of reviewers, who need not have judged all.

    Args:
        counts: For each claim how many reviewers gave each value; claims with
            fewer than two values are passed over.
        is_ordered: The values are in order: the ordinal metric, else the nominal.
    """
    import numpy as np

    units = np.asarray(counts, dtype=np.int64)
    units = units[units.sum(axis=1) > 1]
    missing = _left_out(len(units), int(np.count_nonzero(units.any(axis=0))))
    if missing is not None:
        return missing
    kinds, times = _kinds(units)
    size = kinds.sum(axis=1)
    if is_ordered:
        pairs = kinds[:, :, None] * kinds[:, None, :] - kinds[:, :, None] * np.eye(kinds.shape[1])
        together = (pairs / (size - 1)[:, None, None]).reshape(len(kinds), -1)
    else:
        apart = (size**2 - (kinds**2).sum(axis=1)) / (size - 1)

    def ordinal(drawn: "Numbers") -> "Numbers":
        given = drawn @ kinds
        # The metric of two values is the square of how many were given from the
        # middle of one to the middle of the other.
        middle = given.cumsum(axis=1) - given / 2
        metric = (middle[:, :, None] - middle[:, None, :]) ** 2
        observed = ((drawn @ together).reshape(metric.shape) * metric).sum(axis=(1, 2))
        by_chance = (given[:, :, None] * given[:, None, :] * metric).sum(axis=(1, 2))
        return _one_minus(observed * (given.sum(axis=1) - 1), by_chance)

    def nominal(drawn: "Numbers") -> "Numbers":
        given = drawn @ kinds
        total = given.sum(axis=1)
        by_chance = total**2 - (given**2).sum(axis=1)
        return _one_minus(drawn @ apart * (total - 1), by_chance)

    return _with_interval(times, ordinal if is_ordered else nominal)


def _kinds(
    units: "NDArray[np.int64]",
) -> "tuple[NDArray[np.int64], NDArray[np.int64]]":
    """Return the different rows in order, and how often each occurs.

    As `numpy.unique` does it for rows, but by sorting plain numbers: that
    takes a tenth of the time, and other threads go on meanwhile.
    """
    import numpy as np

    place = np.zeros(len(units), dtype=np.int64)
    for column in units.T:
        _, place = np.unique(place * (column.max() + 1) + column, return_inverse=True)
    _, first, times = np.unique(place, return_index=True, return_counts=True)
    return units[first], times


def _left_out(cases: int, values: int) -> Coefficient | None:
    if cases < 2:
        return Coefficient(None, why=LeftOut.ONE_CASE if cases else LeftOut.NO_CASE)
    return Coefficient(None, why=LeftOut.NO_VARIATION) if values < 2 else None


def _one_minus(observed: "Numbers", by_chance: "Numbers") -> "Numbers":
    """Return 1 - observed / by_chance; nan where a resample has no variation."""
    import numpy as np

    undefined = np.full_like(observed, np.nan)
    return 1 - np.divide(observed, by_chance, out=undefined, where=by_chance > 0)


def _with_interval(
    counts: "NDArray[np.int64]", figures: "Callable[[Numbers], Numbers]"
) -> Coefficient:
    """Return a coefficient and the 2.5th and 97.5th percentile of its resamples.

    Args:
        counts: How many claims there are of each kind.
        figures: Gives the coefficients of rows of such numbers.
    """
    import numpy as np

    value = float(figures(counts[None, :].astype(np.float64))[0])
    random = np.random.default_rng(SEED)
    total = int(counts.sum())
    batch = max(1, _AT_ONCE // len(counts))
    found: list[Any] = []
    for start in range(0, DRAWS, batch):
        size = min(batch, DRAWS - start)
        drawn = random.multinomial(total, counts / total, size=size)
        found.append(figures(drawn.astype(np.float64)))
    resamples = np.concatenate(found)
    defined = resamples[~np.isnan(resamples)]
    if len(defined) < (1 - _UNDEFINED) * DRAWS:
        return Coefficient(value, why=LeftOut.NO_INTERVAL)
    low, high = np.percentile(defined, [2.5, 97.5])
    return Coefficient(value, float(low), float(high))
