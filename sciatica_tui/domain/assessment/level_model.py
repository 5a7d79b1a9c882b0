"""The level of a daily measure, how far it has moved, and how sure that is: one pass over the days.

The model, for one value a day (a day without an entry is a step without an update):

    value = m + a
    m' = m + b + N(0, (0.08 s)²)      the level, which may drift
    b' = 0.99 b + N(0, (ζ s)²)        its slope a day, which fades
    a' = φ a + N(0, (1 − φ²) s²)      a bad day is followed by a bad day; s is the marginal standard deviation

s² is integrated out under a scaled inverse chi-square prior (SD 1.7, worth 6 days); φ and ζ are not guessed but
averaged over a small grid, φ with the prior N(0.45, 0.25²). Each grid point is one Kalman filter. The first level is
N(centre, (2 s)²).

A *copy* of the level is made on some day and is never moved by what happens later, only known better: that of the
first day, and that of a confirmed improvement (`anchored`). What is asked is how far the level is from a copy. At a
grid point that is a t distribution with 6 + n degrees of freedom, n the number of values; over the grid, a mixture of
those. As later days smooth a copy, choosing its day by looking makes no winner's curse.

Figures are in a common unit in which a change of 2 matters and lower is better (a 0–10 pain rating is its own unit).
Everything is finite for any finite values. The state on a day is a function of the values up to that day alone.

Sources: a local level with a damped slope and first-order autoregressive noise (Durbin & Koopman 2012, chapters 2 and
3); the constants are a choice of ours, by simulation (`python -m tests.bench.verdicts`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from operator import sub
from typing import TypeVar

import msgspec

from .level_uncertainty import FIRST_LEVEL_SD, GRID, DayPattern, Passage, Tie, Uncertainties, Uncertainty
from .statistics import Mixture, sumproduct

TYPICAL_SD = 1.7
"""The prior's centre for s, the marginal standard deviation of a day about the level."""
PRIOR_DAYS = 6
"""What that prior is worth, in days with a value."""
_NO_WEIGHT = 1e-12
"""The weight below which a grid point is left out from then on: it costs time and tells nothing."""
_LEAST_VARIANCE = 1e-10
"""In s²: no level and no change is known better than that."""

T = TypeVar("T")


class LevelCopy(msgspec.Struct, frozen=True, gc=False):
    """The level of one day, at each grid point: its mean, and how well it is known on the day of the state that has it.

    `day` is the day that was copied, `estimate` the level as it was said to be on that day: what people remember of it,
    where a later rise makes the model think that it was higher all along.
    """

    day: int
    estimate: float
    means: tuple[float, ...]
    ties: tuple[Tie, ...]

    def after(
        self, pattern: DayPattern, passages: Sequence[Passage], surprises: Sequence[Sequence[float]]
    ) -> LevelCopy:
        """Return what some more days tell of it. Where nothing ties it to the present they tell nothing."""
        if False not in [tie.settled for tie in self.ties]:
            return self
        means, ties = [], []
        for mean, tie, passage, surprise in zip(self.means, self.ties, passages, surprises, strict=True):
            if not tie.settled:
                gains, tie = tie.after(pattern, passage)
                mean += sumproduct(gains, surprise)
            means.append(mean)
            ties.append(tie)
        return LevelCopy(self.day, self.estimate, tuple(means), tuple(ties))

    def at(self, points: Sequence[int]) -> LevelCopy:
        """Return the same at some of the grid points."""
        return LevelCopy(self.day, self.estimate, _picked(self.means, points), _picked(self.ties, points))


class LevelState(msgspec.Struct, frozen=True, gc=False):
    """What is known on one day, from `count` values up to it; a tuple has one number for each grid point with weight.

    `spreads`: what the prior and the surprises so far say of s², times their degrees of freedom. `first` is the copy of
    the first day's level, `anchor` that of a confirmed improvement.
    """

    count: int
    uncertainties: tuple[Uncertainty, ...]
    weights: tuple[float, ...]
    levels: tuple[float, ...]
    noises: tuple[float, ...]
    slopes: tuple[float, ...]
    spreads: tuple[float, ...]
    first: LevelCopy
    anchor: LevelCopy | None = None

    def after(self, pattern: DayPattern, values: Sequence[float]) -> LevelState:
        """Return the state after some more days in a row: the pattern of those with a value, and their values."""
        passages = [uncertainty.after(pattern) for uncertainty in self.uncertainties]
        points = zip(passages, self.levels, self.noises, self.slopes, self.spreads, strict=True)
        levels, noises, slopes, spreads, surprises = [], [], [], [], []
        for passage, level, noise, slope, spread in points:
            surprises_here = []
            days = zip(values, passage.steps, strict=True)
            for value, (reach, noise_left, slope_left, level_gain, noise_gain, slope_gain, inverse) in days:
                level += reach * slope
                noise *= noise_left
                surprise = value - level - noise
                level += level_gain * surprise
                noise += noise_gain * surprise
                slope = slope_left * slope + slope_gain * surprise
                spread += surprise * surprise * inverse
                surprises_here.append(surprise)
            reach, noise_left, slope_left = passage.rest
            levels.append(level + reach * slope)
            noises.append(noise * noise_left)
            slopes.append(slope * slope_left)
            spreads.append(spread)
            surprises.append(surprises_here)
        count = self.count + len(values)
        uncertainties = tuple([passage.uncertainty for passage in passages])
        state = LevelState(
            count,
            uncertainties,
            _weights(uncertainties, count, spreads),
            tuple(levels),
            tuple(noises),
            tuple(slopes),
            tuple(spreads),
            self.first.after(pattern, passages, surprises),
            None if self.anchor is None else self.anchor.after(pattern, passages, surprises),
        )
        return state if min(state.weights) > _NO_WEIGHT else state._without_idle_points()

    def _without_idle_points(self) -> LevelState:
        points = [index for index, weight in enumerate(self.weights) if weight > _NO_WEIGHT]
        return LevelState(
            self.count,
            _picked(self.uncertainties, points),
            _picked(self.weights, points),
            _picked(self.levels, points),
            _picked(self.noises, points),
            _picked(self.slopes, points),
            _picked(self.spreads, points),
            self.first.at(points),
            None if self.anchor is None else self.anchor.at(points),
        )

    def anchored(self, day: int, estimate: float) -> LevelState:
        """Return the same state, which is that of `day`, with a copy of its level as the anchor.

        `estimate`: what the level is said to be on that day.
        """
        return msgspec.structs.replace(self, anchor=_copy_of(day, estimate, self.levels, self.uncertainties))

    def level(self) -> tuple[float, float]:
        """Return the estimate of the level on this day, and its standard deviation."""
        return self._estimate(self.levels, [uncertainty.covariance[0] for uncertainty in self.uncertainties])

    def level_of(self, copy: LevelCopy) -> float:
        """Return the estimate of the level of a copy's day."""
        return sumproduct(self.weights, copy.means)

    def sd_of(self, copy: LevelCopy) -> float:
        """Return the standard deviation of the level of a copy's day."""
        return self._estimate(copy.means, [tie.variance for tie in copy.ties])[1]

    def _estimate(self, levels: Sequence[float], variances: Sequence[float]) -> tuple[float, float]:
        mean, freedom, variance = sumproduct(self.weights, levels), PRIOR_DAYS + self.count - 2, 0.0
        points = zip(self.weights, levels, variances, self.spreads, strict=True)
        for weight, level, in_spreads, spread in points:
            off = level - mean
            variance += weight * (max(in_spreads, _LEAST_VARIANCE) * spread / freedom + off * off)
        return mean, math.sqrt(variance)

    def change_from(self, copy: LevelCopy) -> Mixture:
        """Return what is known of the change from a copy's day to this one; below 0 is better."""
        degrees, scales = PRIOR_DAYS + self.count, []
        for uncertainty, tie, spread in zip(self.uncertainties, copy.ties, self.spreads, strict=True):
            variance = uncertainty.covariance[0] + tie.variance - 2 * tie.with_now[0]
            scales.append(math.sqrt(max(variance, _LEAST_VARIANCE) * spread / degrees))
        return Mixture(degrees, self.weights, tuple(map(sub, self.levels, copy.means)), tuple(scales))


def first_state(day: int, value: float, centre: float, uncertainties: Uncertainties) -> LevelState:
    """Return the state on the first day with a value; measures share `uncertainties`, of `first_uncertainties()`.

    `centre` is where the first level is expected, before anything is known.
    """
    variance = FIRST_LEVEL_SD * FIRST_LEVEL_SD
    surprise = value - centre
    level_gain, noise_gain = variance / (variance + 1), 1 / (variance + 1)
    levels = (centre + level_gain * surprise,) * len(GRID)
    spread = PRIOR_DAYS * TYPICAL_SD * TYPICAL_SD + surprise * surprise / (variance + 1)
    spreads = (spread,) * len(GRID)
    return LevelState(
        1,
        uncertainties,
        _weights(uncertainties, 1, spreads),
        levels,
        (noise_gain * surprise,) * len(GRID),
        (0.0,) * len(GRID),
        spreads,
        _copy_of(day, levels[0], levels, uncertainties),
    )


def _weights(points: Sequence[Uncertainty], count: int, spreads: Sequence[float]) -> tuple[float, ...]:
    """Likelihood × prior of each grid point; they add up to 1."""
    if len(points) == 1:
        return (1.0,)
    half = 0.5 * (PRIOR_DAYS + count)
    logs = [point.log_weight - half * math.log(spread) for point, spread in zip(points, spreads, strict=True)]
    highest = max(logs)
    likelihoods = [math.exp(log - highest) for log in logs]
    total = sum(likelihoods)
    return tuple([likelihood / total for likelihood in likelihoods])


def _picked(numbers: tuple[T, ...], points: Sequence[int]) -> tuple[T, ...]:
    return tuple([numbers[point] for point in points])


def _copy_of(day: int, estimate: float, levels: tuple[float, ...], points: Sequence[Uncertainty]) -> LevelCopy:
    """A copy of the level of today."""
    return LevelCopy(day, estimate, levels, tuple([point.tie() for point in points]))
