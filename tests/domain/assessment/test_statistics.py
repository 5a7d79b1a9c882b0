"""The autoregressive contrast against references that share no code with it."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from sciatica_tui.domain.assessment import statistics
from sciatica_tui.domain.assessment.statistics import Mixture, contrast, level, t_below, t_quantile

BEFORE = ((1, 6.0), (2, 7.0), (3, 5.0), (5, 6.0), (6, 8.0), (8, 6.0), (9, 7.0))
AFTER = ((20, 3.0), (22, 4.0), (23, 2.0), (24, 3.0), (27, 5.0), (28, 3.0))

window = st.lists(
    st.tuples(st.integers(1, 9), st.floats(-1e6, 1e6, allow_nan=False).map(lambda x: round(x, 3))),
    min_size=1,
    max_size=9,
)


@pytest.mark.parametrize("df", [1, 2, 3, 4, 7, 16, 17, 250])
@pytest.mark.parametrize("value", [-40.0, -2.1, -0.3, 0.0, 0.7, 3.3, 12.0])
def test_the_t_distribution_is_scipys(df: int, value: float) -> None:
    assert t_below(value, df) == pytest.approx(stats.t.cdf(value, df), abs=1e-12)


@pytest.mark.parametrize("df", [1, 2, 5, 16, 250])
@pytest.mark.parametrize("probability", [0.001, 0.025, 0.3, 0.5, 0.8, 0.975, 0.999])
def test_the_quantile_of_t_is_scipys(df: int, probability: float) -> None:
    assert t_quantile(probability, df) == pytest.approx(stats.t.ppf(probability, df), rel=1e-9, abs=1e-9)


def test_without_autocorrelation_and_with_a_flat_prior_it_is_ordinary_least_squares(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(statistics, "_PHIS", (0.0,))
    monkeypatch.setattr(statistics, "_LOG_PRIOR", (0.0,))
    monkeypatch.setattr(statistics, "SD_WORTH", 0)
    statistics._whitening.cache_clear()
    ours = contrast(BEFORE, AFTER)
    statistics._whitening.cache_clear()

    indicator = [0] * len(BEFORE) + [1] * len(AFTER)
    theirs = stats.linregress(indicator, [v for _, v in BEFORE + AFTER])
    low, high = ours.change.interval()
    half = stats.t.ppf(0.975, len(indicator) - 2) * theirs.stderr
    assert ours.change.mean == pytest.approx(theirs.slope)
    assert ours.before == pytest.approx(theirs.intercept)
    assert (low, high) == pytest.approx((theirs.slope - half, theirs.slope + half))


def reference(before: tuple[tuple[int, float], ...], after: tuple[tuple[int, float], ...]) -> Mixture:
    """The same model with matrices: least squares for each φ, weighted by its marginal likelihood."""
    days = np.array([d for d, _ in before + after], dtype=float)
    y = np.array([v for _, v in before + after])
    x = np.column_stack([np.ones(len(y)), [0.0] * len(before) + [1.0] * len(after)])
    df = 4 + len(y) - 2
    logs, centres, scales = [], [], []
    for phi in np.arange(10) / 10:
        r = phi ** np.abs(days[:, None] - days[None, :])
        inverse = np.linalg.inv(r)
        a = x.T @ inverse @ x
        beta = np.linalg.solve(a, x.T @ inverse @ y)
        rest = (y - x @ beta) @ inverse @ (y - x @ beta)
        spread = 4 * 1.4**2 + rest
        prior = stats.norm.logpdf(phi, 0.35, 0.2)
        logs.append(prior - 0.5 * (np.linalg.slogdet(r)[1] + np.linalg.slogdet(a)[1]) - 0.5 * df * math.log(spread))
        centres.append(float(beta[1]))
        scales.append(math.sqrt(float(np.linalg.inv(a)[1, 1]) * spread / df))
    weights = np.exp(np.array(logs) - max(logs))
    return Mixture(df, tuple(weights / weights.sum()), tuple(centres), tuple(scales))


def test_it_is_generalised_least_squares_averaged_over_phi() -> None:
    ours, theirs = contrast(BEFORE, AFTER).change, reference(BEFORE, AFTER)
    assert ours.df == theirs.df
    assert ours.weights == pytest.approx(theirs.weights)
    assert ours.centres == pytest.approx(theirs.centres)
    assert ours.scales == pytest.approx(theirs.scales)


def test_two_days_far_apart_by_hand() -> None:
    """One day each, too far apart to be correlated: the change is the difference, with only the prior's spread."""
    change = contrast(((0, 6.0),), ((1000, 2.0),)).change
    half = stats.t.ppf(0.975, 4) * 1.4 * math.sqrt(2)
    assert change.mean == pytest.approx(-4)
    assert change.interval() == pytest.approx((-4 - half, -4 + half))


def test_more_days_between_two_windows_make_the_change_less_certain() -> None:
    """Neighbouring days share their noise, so their difference holds less of it: the true gaps count."""
    near = contrast(((0, 6.0),), ((1, 2.0),)).change.interval()
    far = contrast(((0, 6.0),), ((30, 2.0),)).change.interval()
    assert near[1] - near[0] < far[1] - far[0]


def test_the_levels_and_the_change_add_up() -> None:
    seen = contrast(BEFORE, AFTER)
    assert seen.after - seen.before == pytest.approx(seen.change.mean)


def test_equal_values_leave_no_change_and_no_division_by_zero() -> None:
    change = contrast(((1, 5.0), (2, 5.0)), ((3, 5.0), (4, 5.0))).change
    low, high = change.interval()
    assert change.mean == pytest.approx(0)
    assert low == pytest.approx(-high)
    assert not change.excludes(0)


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
@given(window, window)
def test_any_windows_give_finite_figures_and_an_interval_around_them(
    first: list[tuple[int, float]], second: list[tuple[int, float]]
) -> None:
    day, points = 700_000, []
    for gap, value in first + second:
        day += gap
        points.append((day, value))
    change = contrast(points[: len(first)], points[len(first) :]).change
    low, high = change.interval()
    assert math.isfinite(low)
    assert math.isfinite(high)
    assert low < change.mean < high
    assert change.below(low) == pytest.approx(0.025, abs=1e-6)
    assert change.excludes(0) == (low > 0 or high < 0) or min(abs(low), abs(high)) < 1e-6
