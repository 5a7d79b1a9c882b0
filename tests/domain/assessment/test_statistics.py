"""Means of days that lean on each other, and distributions, against references that share no code with them."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from sciatica_tui.domain.assessment.statistics import MANY, Mixture, level, t_below, t_quantile

WINDOW = ((1, 6.0), (2, 7.0), (3, 5.0), (5, 6.0), (6, 8.0), (8, 6.0), (9, 7.0))

window = st.lists(
    st.tuples(st.integers(1, 9), st.floats(-1e6, 1e6, allow_nan=False).map(lambda x: round(x, 3))),
    min_size=1,
    max_size=9,
)


@pytest.mark.parametrize("df", [1, 2, 3, 4, 7, 16, 17, MANY - 1, MANY, 250, 4000])
@pytest.mark.parametrize("value", [-40.0, -2.1, -0.3, 0.0, 0.7, 3.3, 12.0])
def test_the_t_distribution_is_scipys(df: int, value: float) -> None:
    assert t_below(value, df) == pytest.approx(stats.t.cdf(value, df), abs=1e-12 if df < MANY else 1e-5)


@pytest.mark.parametrize("df", [1, 2, 5, 16, MANY - 1])
@pytest.mark.parametrize("probability", [0.001, 0.025, 0.3, 0.5, 0.8, 0.975, 0.999])
def test_the_quantile_of_t_is_scipys(df: int, probability: float) -> None:
    assert t_quantile(probability, df) == pytest.approx(stats.t.ppf(probability, df), rel=1e-9, abs=1e-9)


def reference(window: tuple[tuple[int, float], ...]) -> Mixture:
    """The same model with matrices: least squares for each φ, weighted by its marginal likelihood."""
    days = np.array([d for d, _ in window], dtype=float)
    y = np.array([v for _, v in window])
    ones = np.ones(len(y))
    df = 4 + len(y) - 1
    logs, centres, scales = [], [], []
    for phi in np.arange(10) / 10:
        r = phi ** np.abs(days[:, None] - days[None, :])
        inverse = np.linalg.inv(r)
        information = float(ones @ inverse @ ones)
        mean = float(ones @ inverse @ y) / information
        spread = 4 * 1.4**2 + float((y - mean) @ inverse @ (y - mean))
        prior = stats.norm.logpdf(phi, 0.35, 0.2)
        logs.append(prior - 0.5 * (np.linalg.slogdet(r)[1] + math.log(information)) - 0.5 * df * math.log(spread))
        centres.append(mean)
        scales.append(math.sqrt(spread / information / df))
    weights = np.exp(np.array(logs) - max(logs))
    return Mixture(df, tuple(weights / weights.sum()), tuple(centres), tuple(scales))


def test_a_mean_is_that_of_generalised_least_squares_averaged_over_phi() -> None:
    ours, theirs = level(WINDOW), reference(WINDOW)
    assert ours.df == theirs.df
    assert ours.weights == pytest.approx(theirs.weights)
    assert ours.centres == pytest.approx(theirs.centres)
    assert ours.scales == pytest.approx(theirs.scales)


def test_a_mixture_has_the_standard_deviation_of_its_parts_about_its_mean() -> None:
    mixture = Mixture(5, (0.25, 0.75), (0.0, 4.0), (1.0, 2.0))
    variance = 0.25 * (5 / 3 + 9) + 0.75 * (4 * 5 / 3 + 1)
    assert mixture.mean == 3
    assert mixture.sd == pytest.approx(math.sqrt(variance))


def test_equal_values_divide_by_no_zero() -> None:
    low, high = level(((1, 5.0), (2, 5.0))).interval()
    assert low < 5 < high


def test_the_mean_of_a_window_is_wider_than_for_independent_days() -> None:
    days = tuple((day, float(3 + day % 2)) for day in range(7))
    mean = level(days)
    low, high = mean.interval()
    assert mean.mean == pytest.approx(3.43, abs=0.1)
    assert high - low > 2 * 1.96 * 0.53 / math.sqrt(7)


def test_one_day_has_a_mean_with_the_prior_as_its_only_spread() -> None:
    half = stats.t.ppf(0.975, 4) * 1.4
    assert level(((7, 4.0),)).interval() == pytest.approx((4 - half, 4 + half))


@settings(max_examples=150, deadline=None)
@given(window)
def test_any_window_gives_finite_figures_and_an_interval_around_them(entries: list[tuple[int, float]]) -> None:
    day, points = 700_000, []
    for gap, value in entries:
        day += gap
        points.append((day, value))
    mean = level(points)
    low, high = mean.interval()
    assert math.isfinite(low)
    assert math.isfinite(high)
    assert low < mean.mean < high
    assert mean.below(low) == pytest.approx(0.025, abs=1e-6)
