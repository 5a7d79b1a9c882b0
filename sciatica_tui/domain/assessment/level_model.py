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
from typing import TypeVar

import msgspec

from .statistics import Mixture

DRIFT_SD = 0.08
"""Standard deviation of a day's drift of the level, in s."""
SLOPE_DAMPING = 0.99
TYPICAL_SD = 1.7
"""The prior's centre for s, the marginal standard deviation of a day about the level."""
PRIOR_DAYS = 6
"""What that prior is worth, in days with a value."""
FIRST_LEVEL_SD = 2.0
"""Standard deviation of the first level about its centre, in s."""

GRID = tuple((phi, slope_sd) for phi in (0.1, 0.35, 0.6, 0.8) for slope_sd in (0.003, 0.012))
"""φ, and the standard deviation of a day's change of slope, in s."""
_DRIFT_VARIANCE = DRIFT_SD * DRIFT_SD
_NEGLIGIBLE = 1e-6
"""In s²: a copy tied to the present by less is known as well as it ever will be."""
_NO_WEIGHT = 1e-12
"""The weight below which a grid point is left out from then on: it costs time and tells nothing."""

T = TypeVar("T")
DayPattern = tuple[bool, ...]
"""Of days in a row, which have a value."""
Gains = tuple[float, float, float, float]
"""What of a day's surprise goes to level, noise and slope; and one over the surprise's variance, in 1/s²."""
Covariance = tuple[float, float, float, float, float, float]
"""In s²: level, level with noise, level with slope, noise, noise with slope, slope."""


class Uncertainty:
    """How well level, noise and slope are known at one grid point, which depends on the days logged alone.

    Measures answered on the same days share it, and what follows from it is worked out once. `phi`, and `slope_sd` in
    s, are those of the grid point, `log_prior` the log of its prior.
    """

    __slots__ = ("_following", "covariance", "log_prior", "phi", "slope_sd")

    def __init__(self, phi: float, slope_sd: float, covariance: Covariance) -> None:
        self.phi, self.slope_sd, self.covariance = phi, slope_sd, covariance
        self.log_prior = -0.5 * ((phi - 0.45) / 0.25) ** 2
        self._following: dict[DayPattern, tuple[tuple[Gains | None, ...], float, Uncertainty]] = {}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Uncertainty) and self.covariance == other.covariance

    __hash__ = None  # type: ignore[assignment]  # it is compared, and never a key

    def after(self, pattern: DayPattern) -> tuple[tuple[Gains | None, ...], float, Uncertainty]:
        """Return each day's gains (`None` without a value), the log of the determinant, and the last day's uncertainty.

        `pattern`: which days in a row have a value.
        """
        following = self._following.get(pattern)
        if following is None:
            gains, log_determinant, covariance = _covariance_pass(self.covariance, self.phi, self.slope_sd, pattern)
            last = Uncertainty(self.phi, self.slope_sd, covariance)
            following = self._following[pattern] = gains, log_determinant, last
        return following


Uncertainties = tuple[Uncertainty, ...]
"""At each grid point."""
_Stretch = tuple[float, Sequence[Gains | None], Sequence[float]]
"""Some days at one grid point: its φ, and the gains and the surprise of each."""


class LevelCopy(msgspec.Struct, frozen=True, gc=False):
    """The level of one day, at each grid point: its mean, and in s² its variance and what ties it to the present.

    `ties`: the covariance with level, noise and slope of the day of the state that holds the copy. `day` is the day
    that was copied, `estimate` the level as it was said to be on that day: what people remember of it, where a later
    rise makes the model think that it was higher all along.
    """

    day: int
    estimate: float
    means: tuple[float, ...]
    variances: tuple[float, ...]
    ties: tuple[tuple[float, float, float], ...]


class LevelState(msgspec.Struct, frozen=True, gc=False):
    """What is known on one day, from `count` values up to it; a tuple has one number for each grid point with weight.

    `first` is the copy of the first day's level, `anchor` that of a confirmed improvement.
    """

    count: int
    uncertainties: tuple[Uncertainty, ...]
    weights: tuple[float, ...]
    levels: tuple[float, ...]
    noises: tuple[float, ...]
    slopes: tuple[float, ...]
    squares: tuple[float, ...]
    log_determinants: tuple[float, ...]
    first: LevelCopy
    anchor: LevelCopy | None = None

    def after(self, values: Sequence[float | None]) -> LevelState:
        """Return the state after some more days in a row, `None` for one without a value."""
        pattern = tuple([value is not None for value in values])
        points = zip(
            self.uncertainties, self.levels, self.noises, self.slopes, self.squares, self.log_determinants, strict=True
        )
        uncertainties, levels, noises, slopes, squares, log_determinants = [], [], [], [], [], []
        stretches: list[_Stretch] = []
        for uncertainty, level, noise, slope, square, log_determinant in points:
            days, log, last = uncertainty.after(pattern)
            phi = uncertainty.phi
            surprises = []
            for gains, value in zip(days, values, strict=True):
                level += slope
                noise *= phi
                slope *= SLOPE_DAMPING
                surprise = 0.0
                if gains is not None and value is not None:
                    surprise = value - level - noise
                    level += gains[0] * surprise
                    noise += gains[1] * surprise
                    slope += gains[2] * surprise
                    square += surprise * surprise * gains[3]
                surprises.append(surprise)
            uncertainties.append(last)
            levels.append(level)
            noises.append(noise)
            slopes.append(slope)
            squares.append(square)
            log_determinants.append(log_determinant + log)
            stretches.append((phi, days, surprises))
        count = self.count + len(values) - values.count(None)
        state = LevelState(
            count,
            tuple(uncertainties),
            _weights(uncertainties, count, squares, log_determinants),
            tuple(levels),
            tuple(noises),
            tuple(slopes),
            tuple(squares),
            tuple(log_determinants),
            _copy_after(self.first, stretches),
            None if self.anchor is None else _copy_after(self.anchor, stretches),
        )
        return state if min(state.weights) > _NO_WEIGHT else state._without_idle_points()

    def _without_idle_points(self) -> LevelState:
        carried = [index for index, weight in enumerate(self.weights) if weight > _NO_WEIGHT]

        def of(numbers: tuple[T, ...]) -> tuple[T, ...]:
            return tuple([numbers[index] for index in carried])

        def copied(copy: LevelCopy) -> LevelCopy:
            return LevelCopy(copy.day, copy.estimate, of(copy.means), of(copy.variances), of(copy.ties))

        return LevelState(
            self.count,
            of(self.uncertainties),
            of(self.weights),
            of(self.levels),
            of(self.noises),
            of(self.slopes),
            of(self.squares),
            of(self.log_determinants),
            copied(self.first),
            None if self.anchor is None else copied(self.anchor),
        )

    def anchored(self, day: int, estimate: float) -> LevelState:
        """Return the same state, which is that of `day`, with a copy of its level as the anchor.

        `estimate`: what the level is said to be on that day.
        """
        copy = _copy_of(day, estimate, self.levels, self.uncertainties)
        return msgspec.structs.replace(self, anchor=copy)

    def level(self) -> Mixture:
        """Return what is known of the level on this day."""
        return self._mixture(self.levels, [uncertainty.covariance[0] for uncertainty in self.uncertainties])

    def level_of(self, copy: LevelCopy) -> float:
        """Return the estimate of the level of a copy's day."""
        return sum([w * m for w, m in zip(self.weights, copy.means, strict=True)])

    def change_from(self, copy: LevelCopy) -> Mixture:
        """Return what is known of the change from a copy's day to this one; below 0 is better."""
        points = zip(self.uncertainties, copy.variances, copy.ties, strict=True)
        variances = [uncertainty.covariance[0] + variance - 2 * tie[0] for uncertainty, variance, tie in points]
        changes = [level - mean for level, mean in zip(self.levels, copy.means, strict=True)]
        return self._mixture(changes, variances)

    def _mixture(self, centres: Sequence[float], variances: Sequence[float]) -> Mixture:
        degrees = PRIOR_DAYS + self.count
        scales = [
            math.sqrt(max(variance, 1e-10) * spread / degrees)
            for variance, spread in zip(variances, _spreads(self.squares), strict=True)
        ]
        return Mixture(degrees, self.weights, tuple(centres), tuple(scales))


def first_state(day: int, value: float, centre: float, uncertainties: Uncertainties) -> LevelState:
    """Return the state on the first day with a value; measures share `uncertainties`, of `first_uncertainties()`.

    `centre` is where the first level is expected, before anything is known.
    """
    variance = FIRST_LEVEL_SD * FIRST_LEVEL_SD
    surprise = value - centre
    level_gain, noise_gain = variance / (variance + 1), 1 / (variance + 1)
    levels = (centre + level_gain * surprise,) * len(GRID)
    squares = (surprise * surprise / (variance + 1),) * len(GRID)
    log_determinants = (math.log(variance + 1),) * len(GRID)
    return LevelState(
        1,
        uncertainties,
        _weights(uncertainties, 1, squares, log_determinants),
        levels,
        (noise_gain * surprise,) * len(GRID),
        (0.0,) * len(GRID),
        squares,
        log_determinants,
        _copy_of(day, levels[0], levels, uncertainties),
    )


def first_uncertainties() -> Uncertainties:
    """Return the uncertainty at each grid point on the first day with a value, its value known."""
    level = FIRST_LEVEL_SD * FIRST_LEVEL_SD
    variance_left = level / (level + 1)
    slope = [sd * sd / (1 - SLOPE_DAMPING * SLOPE_DAMPING) for _, sd in GRID]
    return tuple(
        [
            Uncertainty(phi, sd, (variance_left, -variance_left, 0.0, variance_left, 0.0, variance))
            for (phi, sd), variance in zip(GRID, slope, strict=True)
        ]
    )


def _weights(
    points: Sequence[Uncertainty], count: int, squares: Sequence[float], log_determinants: Sequence[float]
) -> tuple[float, ...]:
    """Likelihood × prior of each grid point; they add up to 1."""
    if len(points) == 1:
        return (1.0,)
    half = 0.5 * (PRIOR_DAYS + count)
    logs = [
        point.log_prior - 0.5 * log_determinant - half * math.log(spread)
        for point, log_determinant, spread in zip(points, log_determinants, _spreads(squares), strict=True)
    ]
    highest = max(logs)
    likelihoods = [math.exp(log - highest) for log in logs]
    total = sum(likelihoods)
    return tuple([likelihood / total for likelihood in likelihoods])


def _spreads(squares: Sequence[float]) -> list[float]:
    return [PRIOR_DAYS * TYPICAL_SD * TYPICAL_SD + square for square in squares]


def _covariance_pass(
    covariance: Covariance, phi: float, slope_sd: float, pattern: DayPattern
) -> tuple[tuple[Gains | None, ...], float, Covariance]:
    """The gains of each day at one grid point, the log of the determinant, and the covariance on the last day."""
    level, level_noise, level_slope, noise, noise_slope, slope = covariance
    slope_variance, noise_variance = slope_sd * slope_sd, 1 - phi * phi
    days: list[Gains | None] = []
    log_determinant = 0.0
    for has_value in pattern:
        level += 2 * level_slope + slope + _DRIFT_VARIANCE
        level_noise = phi * (level_noise + noise_slope)
        level_slope = SLOPE_DAMPING * (level_slope + slope)
        noise = phi * phi * noise + noise_variance
        noise_slope *= phi * SLOPE_DAMPING
        slope = SLOPE_DAMPING * SLOPE_DAMPING * slope + slope_variance
        if not has_value:
            days.append(None)
            continue
        with_level, with_noise, with_slope = level + level_noise, level_noise + noise, level_slope + noise_slope
        variance = with_level + with_noise
        inverse = 1 / variance
        level_gain, noise_gain, slope_gain = with_level * inverse, with_noise * inverse, with_slope * inverse
        level -= with_level * level_gain
        level_noise -= with_level * noise_gain
        level_slope -= with_level * slope_gain
        noise -= with_noise * noise_gain
        noise_slope -= with_noise * slope_gain
        slope -= with_slope * slope_gain
        log_determinant += math.log(variance)
        days.append((level_gain, noise_gain, slope_gain, inverse))
    return tuple(days), log_determinant, (level, level_noise, level_slope, noise, noise_slope, slope)


def _copy_of(day: int, estimate: float, levels: tuple[float, ...], points: Sequence[Uncertainty]) -> LevelCopy:
    """A copy of the level of today."""
    covariances = [point.covariance for point in points]
    return LevelCopy(
        day, estimate, levels, tuple([c[0] for c in covariances]), tuple([(c[0], c[1], c[2]) for c in covariances])
    )


def _copy_after(copy: LevelCopy, stretches: Sequence[_Stretch]) -> LevelCopy:
    """What some more days tell of a copy. Where nothing ties it to the present they tell nothing."""
    settled = [abs(level) + abs(noise) + abs(slope) < _NEGLIGIBLE for level, noise, slope in copy.ties]
    if all(settled):
        return copy
    means, variances, ties = [], [], []
    points = zip(stretches, settled, copy.means, copy.variances, copy.ties, strict=True)
    for (phi, days, surprises), known, mean, variance, (with_level, with_noise, with_slope) in points:
        for gains, surprise in () if known else zip(days, surprises, strict=True):
            with_level += with_slope
            with_noise *= phi
            with_slope *= SLOPE_DAMPING
            if gains is not None:
                with_value = with_level + with_noise
                mean += with_value * surprise * gains[3]
                variance -= with_value * with_value * gains[3]
                with_level -= with_value * gains[0]
                with_noise -= with_value * gains[1]
                with_slope -= with_value * gains[2]
        means.append(mean)
        variances.append(variance)
        ties.append((with_level, with_noise, with_slope))
    return LevelCopy(copy.day, copy.estimate, tuple(means), tuple(variances), tuple(ties))
