"""The level model: against independent reference numbers, against a dense filter, and what must not change it."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats

from sciatica_tui.domain.assessment.daily_looks import DailyHistory, daily_history
from sciatica_tui.domain.assessment.level_course import TYPED
from sciatica_tui.domain.assessment.level_model import PRIOR_DAYS, TYPICAL_SD, LevelState, first_state
from sciatica_tui.domain.assessment.level_uncertainty import (
    DRIFT_SD,
    FIRST_LEVEL_SD,
    GRID,
    SLOPE_DAMPING,
    first_uncertainties,
)
from sciatica_tui.domain.daily import Entries
from sciatica_tui.domain.measures.rules import LEG_PAIN, WALK, ZONE, Rule, Verdict

REFERENCE = json.loads((Path(__file__).parent / "level_model_reference.json").read_text("utf-8"))
"""Courses with the numbers of an independent implementation at each look: day, verdict (−1 better, 1 worse), level of
the first day, change, probability of at least 1 lower, of at least 1 higher."""
NUMBERS = {None: 0, Verdict.IMPROVING: -1, Verdict.WORSENING: 1}

values_of_days = st.lists(st.none() | st.integers(0, 10).map(float), min_size=1, max_size=80)


def history(entries: Entries, last: int, rule: Rule = LEG_PAIN, earlier: DailyHistory | None = None) -> DailyHistory:
    return daily_history(rule, entries, entries[0][0], last, frozenset(), first_uncertainties(), earlier)


def within(values: list[float], level: float, in_a_row: int) -> float:
    parts = [values[start : start + in_a_row] for start in range(len(values) - in_a_row + 1)]
    means = [sum(part) / in_a_row for part in parts]
    return min(max(level, min(means)), max(means))


def state_of(first: float, later: list[float | None], centre: float = 5.0) -> LevelState:
    return after(first_state(0, first, centre, first_uncertainties()), later)


def after(state: LevelState, days: list[float | None]) -> LevelState:
    """Some more days, `None` for one without a value."""
    return state.after(bytes(value is not None for value in days), [value for value in days if value is not None])


class TestAgainstIndependentNumbers:
    @pytest.mark.parametrize("course", REFERENCE, ids=lambda course: course["course"])
    def test_levels_changes_probabilities_and_verdicts_agree(self, course: dict[str, Any]) -> None:
        """What is shown of a level is the model's, held within the first values, or the means of the latest."""
        entries = tuple((day, float(value)) for day, value in course["values"])
        ours = history(entries, course["looks"][-1][0])
        for look, state, (day, verdict, first, change, lower, higher) in zip(
            ours.looks, ours.states, course["looks"], strict=True
        ):
            assert look.on == day
            assert NUMBERS[state.verdict] == verdict
            values = [value for on, value in entries if on <= day]
            assert look.baseline == pytest.approx(within(values[:TYPED], first, 1), abs=0.02)
            assert look.current == pytest.approx(within(values[-TYPED:], first + change, 3), abs=0.02)
            assert (look.from_first.better, look.from_first.worse) == pytest.approx((lower, higher), abs=0.02)

    def test_a_dense_kalman_filter_of_one_grid_point_says_the_same(self) -> None:
        days: list[float | None] = [6.0, 5.0, None, 7.0, 4.0, None, None, 3.0, 4.0, 2.0, 5.0]
        state = state_of(6.0, days[1:])
        for point, (phi, slope_sd) in enumerate(GRID):
            mean, covariance, squares, log_determinant = _dense(days, phi, slope_sd)
            assert state.levels[point] == pytest.approx(mean[0])
            assert state.first.means[point] == pytest.approx(mean[3])
            variance = covariance[0, 0] + covariance[3, 3] - 2 * covariance[0, 3]
            level, tie = state.uncertainties[point].covariance[0], state.first.ties[point]
            assert level + tie.variance - 2 * tie.with_now[0] == pytest.approx(variance)
            assert state.spreads[point] == pytest.approx(PRIOR_DAYS * TYPICAL_SD**2 + squares)
            assert state.uncertainties[point].log_determinant == pytest.approx(log_determinant)

    def test_the_mixture_is_weighted_by_prior_and_likelihood(self) -> None:
        days: list[float | None] = [6.0, 5.0, 6.0, None, 3.0, 2.0, 2.0]
        logs, parts = [], []
        for phi, slope_sd in GRID:
            mean, covariance, squares, log_determinant = _dense(days, phi, slope_sd)
            degrees, spread = PRIOR_DAYS + 6, PRIOR_DAYS * TYPICAL_SD**2 + squares
            logs.append(-0.5 * ((phi - 0.45) / 0.25) ** 2 - 0.5 * log_determinant - 0.5 * degrees * math.log(spread))
            variance = covariance[0, 0] + covariance[3, 3] - 2 * covariance[0, 3]
            scale = math.sqrt(variance * spread / degrees)
            parts.append(float(stats.t.cdf((-1 - (mean[0] - mean[3])) / scale, degrees)))
        weights = np.exp(np.array(logs) - max(logs))
        expected = float(weights @ np.array(parts) / weights.sum())
        state = state_of(6.0, days[1:])
        assert state.change_from(state.first).below(-1) == pytest.approx(expected)


def _dense(days: list[float | None], phi: float, slope_sd: float) -> tuple[Any, Any, float, float]:
    """A textbook filter in matrices: level, noise, slope, and the level of the first day."""
    step = np.array([[1, 0, 1, 0], [0, phi, 0, 0], [0, 0, SLOPE_DAMPING, 0], [0, 0, 0, 1]])
    drift = np.diag([DRIFT_SD**2, 1 - phi * phi, slope_sd**2, 0])
    mean = np.array([5.0, 0, 0, 5.0])
    level = FIRST_LEVEL_SD**2
    covariance = np.diag([level, 1.0, slope_sd**2 / (1 - SLOPE_DAMPING**2), level])
    covariance[0, 3] = covariance[3, 0] = level
    row = np.array([1.0, 1.0, 0, 0])
    squares = log_determinant = 0.0
    for number, value in enumerate(days):
        if number:
            mean, covariance = step @ mean, step @ covariance @ step.T + drift
        if value is None:
            continue
        variance = row @ covariance @ row
        surprise = value - row @ mean
        gain = covariance @ row / variance
        mean, covariance = mean + gain * surprise, covariance - np.outer(gain, row @ covariance)
        squares += surprise**2 / variance
        log_determinant += math.log(variance)
    return mean, covariance, float(squares), log_determinant


class TestWhatChangesNothing:
    @settings(max_examples=40, deadline=None)
    @given(values_of_days, st.integers(1, 79))
    def test_days_given_in_two_parts_are_the_same_days(self, days: list[float | None], split: int) -> None:
        whole = state_of(5.0, days)
        parts = after(state_of(5.0, days[:split]), days[split:])
        assert parts.levels == pytest.approx(whole.levels)
        assert parts.change_from(parts.first).mean == pytest.approx(whole.change_from(whole.first).mean)

    @settings(max_examples=40, deadline=None)
    @given(values_of_days, st.floats(-50, 50))
    def test_a_scale_that_begins_elsewhere_moves_the_levels_and_no_change(
        self, days: list[float | None], shift: float
    ) -> None:
        here = state_of(5.0, days)
        there = state_of(5.0 + shift, [None if v is None else v + shift for v in days], centre=5.0 + shift)
        assert there.level()[0] == pytest.approx(here.level()[0] + shift, abs=1e-6)
        assert there.change_from(there.first).mean == pytest.approx(here.change_from(here.first).mean, abs=1e-6)
        assert there.change_from(there.first).below(-1) == pytest.approx(
            here.change_from(here.first).below(-1), abs=1e-6
        )

    @settings(max_examples=40, deadline=None)
    @given(values_of_days)
    def test_a_scale_upside_down_swaps_lower_and_higher(self, days: list[float | None]) -> None:
        here = state_of(4.0, days)
        mirrored = state_of(6.0, [None if value is None else 10 - value for value in days])
        change, mirror = here.change_from(here.first), mirrored.change_from(mirrored.first)
        assert mirror.mean == pytest.approx(-change.mean, abs=1e-6)
        assert 1 - mirror.below(1) == pytest.approx(change.below(-1), abs=1e-6)

    def test_days_without_a_value_teach_nothing_and_make_less_sure(self) -> None:
        state = state_of(6.0, [5.0, 6.0, 5.0, 4.0])
        later = after(state, [None] * 30)
        assert later.count == state.count
        assert later.level()[1] > state.level()[1]

    def test_measures_answered_on_the_same_days_share_the_uncertainty(self) -> None:
        uncertainties = first_uncertainties()
        leg, back = (after(first_state(0, value, 5.0, uncertainties), [3.0, None, 4.0]) for value in (6.0, 2.0))
        assert all(one is other for one, other in zip(leg.uncertainties, back.uncertainties, strict=True))
        assert all(one is other for one, other in zip(leg.first.ties, back.first.ties, strict=True))

    @settings(max_examples=60, deadline=None)
    @given(st.lists(st.none() | st.floats(-1e6, 1e6), max_size=60), st.floats(-1e6, 1e6))
    def test_everything_is_finite_whatever_comes(self, days: list[float | None], first: float) -> None:
        state = after(state_of(first, days).anchored(len(days), 0.0), days)
        assert state.anchor is not None
        assert all(map(math.isfinite, state.level()))
        for mixture in (state.change_from(state.first), state.change_from(state.anchor)):
            assert math.isfinite(mixture.mean)
            assert math.isfinite(mixture.sd)
            assert 0 <= mixture.below(0) <= 1


class TestHistories:
    @settings(max_examples=40, deadline=None)
    @given(
        st.dictionaries(st.integers(0, 100), st.integers(0, 10), min_size=5, max_size=90),
        st.integers(0, 100),
        st.integers(0, 10),
        st.integers(20, 110),
        st.sampled_from([LEG_PAIN, ZONE, WALK]),
    )
    def test_what_an_earlier_history_knows_changes_no_answer(
        self, values: dict[int, int], edited: int, value: int, today: int, rule: Rule
    ) -> None:
        before = tuple((day, float(v)) for day, v in sorted(values.items()))
        after = tuple((day, float(v)) for day, v in sorted({**values, edited: value}.items()))
        after = tuple(entry for entry in after if entry[0] <= today)
        assume(after)
        start = min(before[0][0], after[0][0])
        earlier = daily_history(rule, before, start, 105, frozenset(), first_uncertainties())
        with_it = daily_history(rule, after, start, today, frozenset(), first_uncertainties(), earlier)
        alone = daily_history(rule, after, start, today, frozenset(), first_uncertainties())
        assert (with_it.looks, with_it.states, with_it.today) == (alone.looks, alone.states, alone.today)

    def test_a_new_entry_costs_the_days_since_the_last_look_alone(self) -> None:
        entries = tuple((day, 5.0) for day in range(400))
        earlier = history(entries, 399)
        later = history((*entries, (400, 4.0)), 400, earlier=earlier)
        assert later.looks[0] is earlier.looks[0]
        assert later.checkpoints[0][1] is earlier.checkpoints[0][1]
