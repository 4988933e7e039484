"""How far reviewers agree on the claims that several of them judged.

Text that nobody marked, and claims that only one of two judged, say nothing
here. F, 6, "not checkable" and what was not given stand in no order with the
other values: they are counted on lines of their own, beside every figure.
"""

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from credreview.analysis.coefficients import (
    Coefficient,
    Weights,
    cohen_kappa,
    krippendorff_alpha,
    weights,
)
from credreview.analysis.ratings import DIMENSIONS, NOBODY_HERE, Ratings, Scale
from credreview.domain.work import Ticker, silent

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two reviewers said in one dimension of the claims that both judged.

    Attributes:
        scale: Its values.
        matrix: How many claims got each pair of values of `scale.all`: the
            first reviewer's values down, the second one's across.
        kappa: Cohen's, over the values that are compared; linear weights where
            they are in order.
    """

    scale: Scale
    matrix: tuple[tuple[int, ...], ...]
    kappa: Coefficient

    @property
    def n(self) -> int:
        """Claims on which both gave a value that is compared."""
        return sum(sum(row[: len(self.scale.values)]) for row in self._compared())

    @property
    def same(self) -> int:
        """Of these, claims on which both gave the same value."""
        return sum(self._steps(0))

    @property
    def one_step(self) -> int | None:
        """Of these, claims with neighbouring values; None where there is no order."""
        return sum(self._steps(1)) if self.scale.is_ordered else None

    @property
    def more(self) -> int | None:
        """Of these, claims with values more than a step apart; None where there is no order."""
        return self.n - self.same - (self.one_step or 0) if self.scale.is_ordered else None

    @property
    def same_share(self) -> float | None:
        """`same` of `n`, 0 to 1; None where there is nothing to compare."""
        return self.same / self.n if self.n else None

    def from_one(self, value: str) -> int:
        """Return of how many claims just one of the two said this value, whatever the other."""
        at = self.scale.all.index(value)
        row, column = self.matrix[at], [row[at] for row in self.matrix]
        return sum(row) + sum(column) - 2 * self.matrix[at][at]

    def from_both(self, value: str) -> int:
        """Return of how many claims both said this value."""
        at = self.scale.all.index(value)
        return self.matrix[at][at]

    def _compared(self) -> tuple[tuple[int, ...], ...]:
        return self.matrix[: len(self.scale.values)]

    def _steps(self, apart: int) -> list[int]:
        rows = self._compared()
        places = range(len(rows))
        return [rows[i][j] for i in places for j in places if abs(i - j) == apart]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reviewers.

    Attributes:
        one, other: Their ids; `one` stands before `other` among the reviewers.
        judged: Claims that both judged.
        blind: Of these, claims that both judged before others' judgements were shown.
        comparisons: One for each dimension, in the order of DIMENSIONS.
    """

    one: str
    other: str
    judged: int
    blind: int
    comparisons: tuple[Comparison, ...]

    def of(self, dimension: str) -> Comparison:
        """Return the comparison of a dimension."""
        return self.comparisons[DIMENSIONS.index(dimension)]


@dataclass(frozen=True, slots=True)
class Together:
    """All reviewers in one dimension.

    Attributes:
        units: Claims with a compared value from two reviewers or more.
        values: How many values these got.
        alpha: Krippendorff's: ordinal where the values are in order, else nominal.
    """

    dimension: str
    units: int
    values: int
    alpha: Coefficient


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far some reviewers agree: each pair, and all of them together.

    Attributes:
        together: One for each dimension, in the order of DIMENSIONS.
        any_blind: Whether any judgement was given in blind mode.
    """

    reviewers: tuple[str, ...]
    pairs: tuple[Pair, ...]
    together: tuple[Together, ...]
    any_blind: bool


def compare(given: Ratings, tick: Ticker = silent, *, ordered: Weights = "linear") -> Agreement:
    """Return all figures of agreement; random numbers begin at the same place each time.

    Args:
        given: What was said.
        tick: Told of each pair.
        ordered: Kappa's weights for values that are in order.
    """
    both = list(combinations(range(len(given.reviewers)), 2))
    pairs = []
    for done, (one, other) in enumerate(both):
        tick(done, len(both) + 1)
        pairs.append(_pair(given, one, other, ordered))
    tick(len(both), len(both) + 1)
    together = tuple(_together(given, dimension) for dimension in DIMENSIONS)
    return Agreement(given.reviewers, tuple(pairs), together, bool(given.blind.any()))


def _pair(given: Ratings, one: int, other: int, ordered: Weights) -> Pair:
    judged = given.codes[DIMENSIONS[0]][:, [one, other]] != NOBODY_HERE
    both = judged.all(axis=1)
    return Pair(
        given.reviewers[one],
        given.reviewers[other],
        int(both.sum()),
        int((both & given.blind[:, one] & given.blind[:, other]).sum()),
        tuple(
            _comparison(given.scales[name], given.codes[name][both][:, [one, other]], ordered)
            for name in DIMENSIONS
        ),
    )


def _comparison(scale: Scale, codes: "NDArray[np.int16]", ordered: Weights) -> Comparison:
    import numpy as np

    size, compared = len(scale.all), len(scale.values)
    matrix = np.zeros((size, size), dtype=np.int64)
    np.add.at(matrix, (codes[:, 0], codes[:, 1]), 1)
    kind: Weights = ordered if scale.is_ordered else "nominal"
    kappa = cohen_kappa(matrix[:compared, :compared], weights(kind, compared))
    return Comparison(scale, tuple(tuple(row) for row in matrix.tolist()), kappa)


def _together(given: Ratings, dimension: str) -> Together:
    import numpy as np

    scale, codes = given.scales[dimension], given.codes[dimension]
    counts = np.stack(
        [np.count_nonzero(codes == at, axis=1) for at in range(len(scale.values))]
        or [np.zeros(len(codes), dtype=np.intp)],
        axis=1,
    )
    pairable = counts[counts.sum(axis=1) > 1]
    alpha = krippendorff_alpha(pairable, is_ordered=scale.is_ordered)
    return Together(dimension, len(pairable), int(pairable.sum()), alpha)
