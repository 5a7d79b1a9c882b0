"""Means of days that are not independent, and distributions of what is not known.

One value a day is not independent of the day before: a bad day is followed by a bad day. The mean of some days is that
of a regression with first-order autoregressive errors, so that two days `g` days apart correlate by φ to the power of
`g`; a day without an entry is a longer gap and never a value. What is not known is not guessed but averaged over:

- φ over a grid from 0 to 0.9, with the prior N(0.35, 0.2) (day-to-day autocorrelation of pain in diaries);
- the residual standard deviation under a scaled inverse chi-square prior around 1.4 of 10, worth 4 days of data. It
  is the *marginal* standard deviation (of the values about their level), not that of the innovations.

Given φ, the mean then follows a t distribution with `4 + n − 1` degrees of freedom; over φ, a mixture of those.
Everything is finite for any finite input, all-equal values included, because the prior keeps the spread above zero.
Figures are in the unit of the values; days are day numbers (`date.toordinal()`), ascending.
"""

import math
from collections.abc import Sequence
from functools import lru_cache
from math import copysign, erfc, log1p, sqrt
from operator import mul

import msgspec

TYPICAL_SD = 1.4
"""Marginal standard deviation of a 0–10 pain rating about its level, from one day to another (clinical.md)."""
SD_WORTH = 4
"""The weight of that prior, in degrees of freedom."""
MANY = 40
"""Degrees of freedom from which on a t distribution is worked out by its normal approximation."""
PHIS = tuple(step / 10 for step in range(10))
"""The grid of φ."""
LOG_PRIOR = tuple(-0.5 * ((phi - 0.35) / 0.2) ** 2 for phi in PHIS)
"""For each of them the logarithm of its prior, but for a constant."""

_ROOT_2 = sqrt(2)


class Mixture(msgspec.Struct, frozen=True, gc=False):
    """What is known about one number: t distributions of `df` degrees of freedom, one for each grid point.

    `weights` add up to 1; `centres` and `scales` (> 0) are in the unit of the values.
    """

    df: int
    weights: tuple[float, ...]
    centres: tuple[float, ...]
    scales: tuple[float, ...]

    @property
    def mean(self) -> float:
        """The estimate."""
        return sumproduct(self.weights, self.centres)

    @property
    def sd(self) -> float:
        """Its standard deviation; `df` must be above 2."""
        mean, widening, variance = self.mean, self.df / (self.df - 2), 0.0
        for weight, centre, scale in zip(self.weights, self.centres, self.scales, strict=True):
            off = centre - mean
            variance += weight * (scale * scale * widening + off * off)
        return math.sqrt(variance)

    def below(self, value: float) -> float:
        """Return the probability, 0–1, that the number is below `value`."""
        df, total = self.df, 0.0
        for weight, centre, scale in zip(self.weights, self.centres, self.scales, strict=True):
            total += weight * t_below((value - centre) / scale, df)
        return total

    def interval(self) -> tuple[float, float]:
        """Return the two-sided 95 % interval with equal tails."""
        return self.quantile(0.025), self.quantile(0.975)

    def quantile(self, probability: float) -> float:
        """Return the value with `probability` (0–1, exclusive) below it, to about 1e-9 of the narrowest scale."""
        unit = t_quantile(probability, self.df)
        ends = [centre + unit * scale for centre, scale in zip(self.centres, self.scales, strict=True)]
        low, high = min(ends), max(ends)  # a mixture's quantile lies between those of its parts
        tolerance = 1e-9 * min(self.scales)
        guess = sum(weight * end for weight, end in zip(self.weights, ends, strict=True))
        while high - low > tolerance:
            excess = self.below(guess) - probability
            if excess > 0:
                high = guess
            else:
                low = guess
            step = excess / self._density(guess)
            if abs(step) < tolerance:
                return guess
            guess -= step
            if not low < guess < high:
                guess = (low + high) / 2
        return guess

    def _density(self, value: float) -> float:
        total = 0.0
        for weight, centre, scale in zip(self.weights, self.centres, self.scales, strict=True):
            total += weight * _t_density((value - centre) / scale, self.df) / scale
        return total


def level(window: Sequence[tuple[int, float]], sd: float = TYPICAL_SD) -> Mixture:
    """Return the mean of one or more `(day number, value)`, for a mean with its 95 % interval.

    `sd` (> 0) is the prior's centre for the marginal standard deviation, in the unit of the values.

    Each φ turns the regression into an ordinary one: `value − ρ · value before`, divided by √(1 − ρ²), with ρ =
    φ^gap. The column of that regression is a sum over the gaps alone, and the weight of φ is its prior times the
    marginal likelihood with the mean and the spread integrated out.
    """
    count = len(window)
    shift = window[0][1]  # sums of squares about a value of the data lose no digits
    values = [value - shift for _, value in window]
    gaps = [_whitening(window[i][0] - window[i - 1][0]) for i in range(1, count)]
    df = SD_WORTH + count - 1
    prior_sum = SD_WORTH * sd * sd
    logs, centres, scales = [], [], []
    for index, log_weight in enumerate(LOG_PRIOR):
        # of the regression: information about the mean, its product with the values, the values' sum of squares
        last = values[0]
        information, product, squares, log_det = 1.0, last, last * last, 0.0
        for position in range(1, count):
            rho, inverse, log_part = gaps[position - 1][index]
            white = values[position] - rho * last
            last = values[position]
            squares += white * white * inverse
            log_det += log_part
            information += (1 - rho) * inverse * (1 - rho)
            product += (1 - rho) * inverse * white
        spread = prior_sum + max(squares - product * product / information, 0.0)
        logs.append(log_weight - 0.5 * (log_det + math.log(information) + df * math.log(spread)))
        centres.append(product / information + shift)
        scales.append(math.sqrt(spread / information / df))
    highest = max(logs)
    likelihoods = [math.exp(log - highest) for log in logs]
    total = sum(likelihoods)
    return Mixture(df, tuple([value / total for value in likelihoods]), tuple(centres), tuple(scales))


@lru_cache(maxsize=512)
def _whitening(gap: int) -> tuple[tuple[float, float, float], ...]:
    """For each φ and a gap of so many days (≥ 1): ρ, 1/(1 − ρ²) and log(1 − ρ²)."""
    rhos = [phi**gap for phi in PHIS]
    return tuple((rho, 1 / (1 - rho * rho), math.log1p(-rho * rho)) for rho in rhos)


def sumproduct(left: Sequence[float], right: Sequence[float]) -> float:
    """Return the sum of the products of two sequences of the same length."""
    return float(sum(map(mul, left, right)))


def t_below(value: float, df: int) -> float:
    """Return Student's t distribution function for whole degrees of freedom ≥ 1 (Abramowitz & Stegun 26.7.3–4).

    From `MANY` on by a normal approximation (Wallace 1959), which is then within 0.00001: the exact sum takes a step
    for each two degrees of freedom.
    """
    square = value * value
    if df >= MANY:
        normal = (8 * df + 1) / (8 * df + 3) * sqrt(df * log1p(square / df))
        return 0.5 * erfc(-copysign(normal, value) / _ROOT_2)
    cosine2 = df / (df + square)
    sine = value / math.sqrt(df + square)
    term = total = 1.0 if df % 2 == 0 else math.sqrt(cosine2)
    for step in range(2 + df % 2, df, 2):
        term *= cosine2 * (step - 1) / step
        total += term
    if df % 2 == 0:
        return 0.5 + 0.5 * sine * total
    angle = math.atan(value / math.sqrt(df))
    return 0.5 + (angle + (sine * total if df > 1 else 0.0)) / math.pi


@lru_cache(maxsize=256)
def t_quantile(probability: float, df: int) -> float:
    """Return the value of Student's t with `probability` (0–1, exclusive) below it; `df` ≥ 1."""
    if probability < 0.5:
        return -t_quantile(1 - probability, df)
    low, high = 0.0, 1.0
    while t_below(high, df) < probability:
        low, high = high, high * 2
    while high - low > 1e-12 * high:
        middle = (low + high) / 2
        if t_below(middle, df) < probability:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _t_density(value: float, df: int) -> float:
    return float(_t_constant(df) * (1 + value * value / df) ** (-(df + 1) / 2))


@lru_cache(maxsize=256)
def _t_constant(df: int) -> float:
    return math.exp(math.lgamma((df + 1) / 2) - math.lgamma(df / 2)) / math.sqrt(df * math.pi)
