"""Kappa and alpha against published examples, a package, and resampling done the long way."""

import krippendorff
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from credreview.analysis.coefficients import (
    Coefficient,
    LeftOut,
    _kinds,
    cohen_kappa,
    krippendorff_alpha,
    weights,
)

# J. Cohen, A coefficient of agreement for nominal scales (1960), tables 1 and 2: 200 patients,
# two judges; printed as proportions .44 .07 .09 / .05 .20 .05 / .01 .03 .06. Kappa is .492.
COHEN = np.array([[88, 14, 18], [10, 40, 10], [2, 6, 12]])
# J. Cohen, Weighted kappa (1968), table 1: the same patients with these weights; .348.
COHEN_1968 = np.array([[0, 1, 3], [1, 0, 6], [3, 6, 0]], dtype=float)
# SAS/STAT User's Guide, The FREQ Procedure, Agreement Study: 88 patients, two dermatologists,
# terrible, poor, marginal, clear.
SKIN = np.array([[10, 4, 1, 0], [5, 10, 12, 2], [2, 4, 12, 5], [0, 2, 6, 13]])
# K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section D: four observers,
# twelve units, 0 where an observer gave nothing. Nominal .743, ordinal .815.
OBSERVERS = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3],
        [0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0],
    ]
)

tables = st.integers(2, 5).flatmap(
    lambda k: st.lists(
        st.lists(st.integers(0, 12), min_size=k, max_size=k), min_size=k, max_size=k
    ).map(np.array)
)
kinds = st.sampled_from(("nominal", "linear", "quadratic"))
units = st.lists(st.lists(st.integers(0, 3), min_size=4, max_size=4), min_size=2, max_size=30).map(
    np.array
)


def kappa(table: object, kind: str = "nominal") -> Coefficient:
    return cohen_kappa(table, weights(kind, len(np.asarray(table))))


def counts(given: np.ndarray, values: range) -> np.ndarray:
    """Return how many observers (rows) gave each value to each unit (columns)."""
    return np.stack([(given == value).sum(axis=0) for value in values], axis=1)


def test_kappa_is_that_of_cohens_own_example() -> None:
    assert kappa(COHEN).value == pytest.approx(0.492, abs=0.0005)


def test_weighted_kappa_is_that_of_cohens_own_example() -> None:
    assert cohen_kappa(COHEN, COHEN_1968).value == pytest.approx(0.348, abs=0.0005)
    # The control: with weights of another kind it is another one.
    assert kappa(COHEN, "linear").value != pytest.approx(0.348, abs=0.0005)


def test_kappa_with_linear_weights_is_that_of_a_documented_example() -> None:
    assert kappa(SKIN).value == pytest.approx(0.3449, abs=0.00005)
    # By hand: rows sum to 15 29 23 21, columns to 17 20 31 20. Steps apart, observed:
    # 36 * 1 + 7 * 2 = 50; by chance: (15 * 142 + 29 * 88 + 23 * 74 + 21 * 122) / 88 = 8946 / 88.
    assert kappa(SKIN, "linear").value == pytest.approx(1 - 50 / (8946 / 88))
    assert kappa(SKIN, "linear").value == pytest.approx(0.5082, abs=0.00005)


def test_quadratic_weights_are_the_squares_of_the_steps() -> None:
    table = [[2, 1, 0], [0, 2, 1], [1, 0, 3]]
    # By hand: 1 + 1 + 4 = 6 observed; (9 + 48 + 9 + 12 + 48 + 12) / 10 = 13.8 by chance.
    assert kappa(table, "quadratic").value == pytest.approx(1 - 6 / 13.8)
    assert kappa(table, "linear").value == pytest.approx(1 - 4 / 9)


def test_alpha_is_that_of_krippendorffs_own_example_with_missing_values() -> None:
    given = counts(OBSERVERS, range(1, 6))
    assert krippendorff_alpha(given, is_ordered=False).value == pytest.approx(0.743, abs=0.0005)
    assert krippendorff_alpha(given, is_ordered=True).value == pytest.approx(0.815, abs=0.0005)


@settings(deadline=None)
@given(units, st.booleans())
def test_alpha_is_that_of_the_package(given: np.ndarray, is_ordered: bool) -> None:
    ours = krippendorff_alpha(given, is_ordered=is_ordered)
    pairable = given[given.sum(axis=1) > 1]
    if len(pairable) < 2 or np.count_nonzero(pairable.any(axis=0)) < 2:
        assert ours.value is None
        return
    level = "ordinal" if is_ordered else "nominal"
    theirs = krippendorff.alpha(value_counts=pairable, level_of_measurement=level)
    assert ours.value == pytest.approx(theirs)


@settings(deadline=None)
@given(tables, kinds)
def test_kappa_is_the_same_whoever_stands_first_and_at_most_one(
    table: np.ndarray, kind: str
) -> None:
    one, other = kappa(table, kind), kappa(table.T, kind)
    assert one.why == other.why or {one.why, other.why} == {None, LeftOut.NO_INTERVAL}
    if one.value is not None:
        assert one.value == pytest.approx(other.value)
        assert one.value <= 1


@settings(deadline=None)
@given(st.lists(st.integers(1, 20), min_size=2, max_size=6), kinds)
def test_who_never_differ_agree_fully(diagonal: list[int], kind: str) -> None:
    found = kappa(np.diag(diagonal), kind)
    assert found.value == 1
    assert found.low in (1, None)
    spoilt = np.diag(diagonal)
    spoilt[0, 1] = 1
    assert kappa(spoilt, kind).value < 1


@settings(deadline=None)
@given(units, st.booleans(), st.randoms())
def test_alpha_does_not_mind_the_order_of_claims(
    given: np.ndarray, is_ordered: bool, random: object
) -> None:
    order = list(range(len(given)))
    random.shuffle(order)
    assert krippendorff_alpha(given, is_ordered=is_ordered) == krippendorff_alpha(
        given[order], is_ordered=is_ordered
    )


@pytest.mark.parametrize(
    ("table", "why"),
    [
        ([[0, 0], [0, 0]], LeftOut.NO_CASE),
        ([[0, 1], [0, 0]], LeftOut.ONE_CASE),
        ([[9, 0], [0, 0]], LeftOut.NO_VARIATION),
    ],
)
def test_a_coefficient_that_says_nothing_is_left_out_with_a_reason(
    table: list[list[int]], why: LeftOut
) -> None:
    assert kappa(table) == Coefficient(None, why=why)
    pairs = [[i, j] for i in (0, 1) for j in (0, 1) for _ in range(table[i][j])]
    both = np.array([[pair.count(0), pair.count(1)] for pair in pairs]).reshape(-1, 2)
    assert krippendorff_alpha(both, is_ordered=True) == Coefficient(None, why=why)


def test_no_values_at_all_are_no_case() -> None:
    assert cohen_kappa(np.zeros((0, 0)), weights("nominal", 0)).why is LeftOut.NO_CASE
    assert krippendorff_alpha(np.zeros((0, 3)), is_ordered=True).why is LeftOut.NO_CASE


def test_an_interval_that_few_resamples_can_tell_is_left_out() -> None:
    """Of two claims, every second resample draws one of them twice: no variation."""
    assert kappa([[1, 0], [0, 1]]) == Coefficient(1.0, why=LeftOut.NO_INTERVAL)
    assert kappa([[20, 0], [0, 20]]) == Coefficient(1.0, 1.0, 1.0)


def percentiles(figure, cases: np.ndarray) -> tuple[float, float]:
    """Return the interval that drawing cases one by one, with replacement, gives."""
    random = np.random.default_rng(7)
    drawn = [figure(cases[random.integers(0, len(cases), len(cases))]) for _ in range(2000)]
    low, high = np.percentile(drawn, [2.5, 97.5])
    return float(low), float(high)


def test_the_interval_of_kappa_is_that_of_drawing_claims_one_by_one() -> None:
    cases = np.array([(i, j) for i in range(4) for j in range(4) for _ in range(SKIN[i, j])])
    disagreement = weights("linear", 4)

    def figure(drawn: np.ndarray) -> float:
        one, other = drawn[:, 0], drawn[:, 1]
        return 1 - disagreement[one, other].mean() / disagreement[np.ix_(one, other)].mean()

    found = kappa(SKIN, "linear")
    assert (found.low, found.high) == pytest.approx(percentiles(figure, cases), abs=0.02)
    assert found.low < found.value < found.high
    assert found.high - found.low > 0.1, "an interval of a coefficient of 88 cases is wide"


def test_the_interval_of_alpha_is_that_of_drawing_claims_one_by_one() -> None:
    random = np.random.default_rng(3)
    truth = random.integers(0, 5, 60)
    said = np.clip(truth + random.integers(-1, 2, (3, 60)), 0, 4)
    given = counts(said, range(5))

    def figure(drawn: np.ndarray) -> float:
        return krippendorff.alpha(value_counts=drawn, level_of_measurement="ordinal")

    found = krippendorff_alpha(given, is_ordered=True)
    assert (found.low, found.high) == pytest.approx(percentiles(figure, given), abs=0.02)
    assert found.low < found.value < found.high


@given(st.lists(st.lists(st.integers(0, 50), min_size=6, max_size=6), min_size=1, max_size=40))
def test_claims_of_one_kind_are_counted_as_numpy_counts_rows(rows: list[list[int]]) -> None:
    kinds, times = _kinds(np.array(rows))
    expected, counted = np.unique(np.array(rows), axis=0, return_counts=True)
    assert kinds.tolist() == expected.tolist()
    assert times.tolist() == counted.tolist()


def test_the_same_claims_give_the_same_interval_each_time() -> None:
    assert kappa(SKIN, "linear") == kappa(SKIN, "linear")
    given = counts(OBSERVERS, range(1, 6))
    assert krippendorff_alpha(given, is_ordered=True) == krippendorff_alpha(given, is_ordered=True)


def test_a_great_many_kinds_are_drawn_a_part_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    at_once = kappa(SKIN, "linear")
    monkeypatch.setattr("credreview.analysis.coefficients._AT_ONCE", 500)
    assert kappa(SKIN, "linear") == at_once
