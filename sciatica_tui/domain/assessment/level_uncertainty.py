"""How well the level of a daily measure is known, which depends on the days with a value and not on the values.

One pass of a Kalman filter's covariances at each point of the grid over φ and ζ (the model: `level_model`). Measures
answered on the same days share all of it, and so it is worked out once for them.
"""

from __future__ import annotations

import math

import msgspec

DRIFT_SD = 0.08
"""Standard deviation of a day's drift of the level, in s."""
SLOPE_DAMPING = 0.99
FIRST_LEVEL_SD = 2.0
"""Standard deviation of the first level about its centre, in s."""

GRID = tuple((phi, slope_sd) for phi in (0.1, 0.35, 0.6, 0.8) for slope_sd in (0.003, 0.012))
"""φ, and the standard deviation of a day's change of slope, in s."""
_DRIFT_VARIANCE, _SLOPE_LEFT = DRIFT_SD * DRIFT_SD, SLOPE_DAMPING * SLOPE_DAMPING
"""What a day adds to the variance of the level, in s², and what it leaves of that of the slope."""
_NEGLIGIBLE = 1e-6
"""In s²: a copy tied to the present by less is known as well as it ever will be."""

DayPattern = bytes
"""Of days in a row, which have a value: a 1 for a day with one, else a 0."""
Decay = tuple[float, float, float]
"""Of some days that pass: how much of the slope goes to the level, and what is left of noise and of slope."""
Step = tuple[float, float, float, float, float, float, float]
"""To a day with a value: the decay since the value before, what of the day's surprise goes to level, noise and slope,
and one over the surprise's variance, in 1/s²."""
Covariance = tuple[float, float, float, float, float, float]
"""In s²: level, level with noise, level with slope, noise, noise with slope, slope."""
_NO_DAYS: Decay = (0.0, 1.0, 1.0)


class Passage(msgspec.Struct, frozen=True, gc=False):
    """What some days in a row do to the knowledge of one grid point, whatever their values are.

    `steps`: one for each day with a value; `rest` the decay after the last of them.
    """

    steps: tuple[Step, ...]
    rest: Decay
    uncertainty: Uncertainty


class Uncertainty:
    """How well level, noise and slope are known at one grid point, which depends on the days logged alone.

    Measures answered on the same days share it, and what follows from it is worked out once. `phi`, and `slope_sd` in
    s, are those of the grid point; `log_determinant` is the log of the determinant of the covariance of all surprises
    so far, `log_weight` what that and the prior give to the log of the point's weight.
    """

    __slots__ = ("_passages", "_tie", "covariance", "log_determinant", "log_weight", "phi", "slope_sd")

    def __init__(self, phi: float, slope_sd: float, covariance: Covariance, log_determinant: float) -> None:
        self.phi, self.slope_sd, self.covariance = phi, slope_sd, covariance
        self.log_determinant = log_determinant
        self.log_weight = -0.5 * (((phi - 0.45) / 0.25) ** 2 + log_determinant)
        self._passages: dict[DayPattern, Passage] = {}
        self._tie: Tie | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Uncertainty) and self.covariance == other.covariance

    __hash__ = None  # type: ignore[assignment]  # it is compared, and never a key

    def after(self, pattern: DayPattern) -> Passage:
        """Return what some days in a row do; `pattern`: which of them have a value."""
        passage = self._passages.get(pattern)
        if passage is None:
            passage = self._passages[pattern] = _passage(self, pattern)
        return passage

    def tie(self) -> Tie:
        """Return how well a copy of this day's level is known, on this day."""
        if self._tie is None:
            level, level_noise, level_slope = self.covariance[:3]
            self._tie = Tie(level, (level, level_noise, level_slope))
        return self._tie


class Tie:
    """How well a copy of the level is known at one grid point, and what ties it to the present: by the days logged too.

    In s²: `variance`, and `with_now`, its covariance with level, noise and slope of the present day. `settled`: hardly
    anything does, so that it is known as well as it ever will be.
    """

    __slots__ = ("_later", "settled", "variance", "with_now")

    def __init__(self, variance: float, with_now: tuple[float, float, float]) -> None:
        self.variance, self.with_now = variance, with_now
        with_level, with_noise, with_slope = with_now
        self.settled = abs(with_level) + abs(with_noise) + abs(with_slope) < _NEGLIGIBLE
        self._later: dict[DayPattern, tuple[tuple[float, ...], Tie]] = {}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Tie) and (self.variance, self.with_now) == (other.variance, other.with_now)

    __hash__ = None  # type: ignore[assignment]  # it is compared, and never a key

    def after(self, pattern: DayPattern, passage: Passage) -> tuple[tuple[float, ...], Tie]:
        """Return what of each day's surprise goes to the copy, and the tie after the days of that pattern."""
        later = self._later.get(pattern)
        if later is None:
            later = self._later[pattern] = _tie_after(self, passage)
        return later


Uncertainties = tuple[Uncertainty, ...]
"""At each grid point."""


def first_uncertainties() -> Uncertainties:
    """Return the uncertainty at each grid point on the first day with a value, its value known."""
    level = FIRST_LEVEL_SD * FIRST_LEVEL_SD
    variance_left, log_determinant = level / (level + 1), math.log(level + 1)
    slope = [sd * sd / (1 - _SLOPE_LEFT) for _, sd in GRID]
    return tuple(
        [
            Uncertainty(phi, sd, (variance_left, -variance_left, 0.0, variance_left, 0.0, variance), log_determinant)
            for (phi, sd), variance in zip(GRID, slope, strict=True)
        ]
    )


def _passage(uncertainty: Uncertainty, pattern: DayPattern) -> Passage:
    """What the days of a pattern do at one grid point."""
    level, level_noise, level_slope, noise, noise_slope, slope = uncertainty.covariance
    phi, slope_sd, log_determinant = uncertainty.phi, uncertainty.slope_sd, uncertainty.log_determinant
    slope_variance, noise_left_squared, noise_slope_left = slope_sd * slope_sd, phi * phi, phi * SLOPE_DAMPING
    noise_variance = 1 - noise_left_squared
    steps: list[Step] = []
    reach, noise_left, slope_left = _NO_DAYS
    for has_value in pattern:
        reach, noise_left, slope_left = reach + slope_left, phi * noise_left, SLOPE_DAMPING * slope_left
        level += 2 * level_slope + slope + _DRIFT_VARIANCE
        level_noise = phi * (level_noise + noise_slope)
        level_slope = SLOPE_DAMPING * (level_slope + slope)
        noise = noise_left_squared * noise + noise_variance
        noise_slope *= noise_slope_left
        slope = _SLOPE_LEFT * slope + slope_variance
        if not has_value:
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
        steps.append((reach, noise_left, slope_left, level_gain, noise_gain, slope_gain, inverse))
        reach, noise_left, slope_left = _NO_DAYS
    covariance = level, level_noise, level_slope, noise, noise_slope, slope
    later = Uncertainty(phi, slope_sd, covariance, log_determinant)
    return Passage(tuple(steps), (reach, noise_left, slope_left), later)


def _tie_after(tie: Tie, passage: Passage) -> tuple[tuple[float, ...], Tie]:
    """What of each surprise of a passage goes to a copy, and the tie after it."""
    variance, (with_level, with_noise, with_slope) = tie.variance, tie.with_now
    gains = []
    for reach, noise_left, slope_left, level_gain, noise_gain, slope_gain, inverse in passage.steps:
        with_level += reach * with_slope
        with_noise *= noise_left
        with_value = with_level + with_noise
        gain = with_value * inverse
        gains.append(gain)
        variance -= with_value * gain
        with_level -= with_value * level_gain
        with_noise -= with_value * noise_gain
        with_slope = slope_left * with_slope - with_value * slope_gain
    reach, noise_left, slope_left = passage.rest
    with_now = (with_level + reach * with_slope, with_noise * noise_left, with_slope * slope_left)
    return tuple(gains), Tie(variance, with_now)
