"""The autoregressive contrast: by how much one window of days differs from another, and how sure that is.

One value a day is not independent of the day before: a bad day is followed by a bad day. The model is a regression
of the daily values on their window (a mean for each) with first-order autoregressive errors, so that two days `g`
days apart correlate by φ to the power of `g`; a day without an entry is a longer gap and never a value. What is not
known is not guessed but averaged over:

- φ over a grid from 0 to 0.9, with the prior N(0.35, 0.2) (day-to-day autocorrelation of pain in diaries);
- the residual standard deviation under a scaled inverse chi-square prior around 1.4 of 10, worth 4 days of data. It
  is the *marginal* standard deviation (of the values about their level), not that of the innovations.

Given φ, the change then follows a t distribution with `4 + n − 2` degrees of freedom; over φ, a mixture of those.
Everything is finite for any finite input, all-equal values included, because the prior keeps the spread above zero.
Figures are in the unit of the values; days are day numbers (`date.toordinal()`), ascending.
"""

import math
from collections.abc import Sequence
from functools import lru_cache

import msgspec

TYPICAL_SD = 1.4
"""Marginal standard deviation of a 0–10 pain rating about its level, from one day to another (clinical.md)."""
SD_WORTH = 4
"""The weight of that prior, in degrees of freedom."""
_PHIS = tuple(step / 10 for step in range(10))
_LOG_PRIOR = tuple(-0.5 * ((phi - 0.35) / 0.2) ** 2 for phi in _PHIS)


class Mixture(msgspec.Struct, frozen=True, gc=False):
    """What is known about one number: t distributions of `df` degrees of freedom, one for each φ.

    `weights` add up to 1; `centres` and `scales` (> 0) are in the unit of the values.
    """

    df: int
    weights: tuple[float, ...]
    centres: tuple[float, ...]
    scales: tuple[float, ...]

    @property
    def mean(self) -> float:
        """The estimate."""
        return _dot(self.weights, self.centres)

    def below(self, value: float) -> float:
        """The probability, 0–1, that the number is below `value`."""
        total = 0.0
        for weight, centre, scale in zip(self.weights, self.centres, self.scales, strict=True):
            total += weight * t_below((value - centre) / scale, self.df)
        return total

    def excludes(self, value: float, level: float = 0.95) -> bool:
        """Whether the two-sided interval at `level` leaves `value` out. Far cheaper than the interval itself."""
        tail = (1 - level) / 2
        return not tail <= self.below(value) <= 1 - tail

    def interval(self, level: float = 0.95) -> tuple[float, float]:
        """The two-sided interval at `level` (0–1, exclusive), with equal tails."""
        tail = (1 - level) / 2
        return self.quantile(tail), self.quantile(1 - tail)

    def quantile(self, probability: float) -> float:
        """The value with `probability` (0–1, exclusive) below it, to about 1e-9 of the narrowest scale."""
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


class Contrast(msgspec.Struct, frozen=True, gc=False):
    """Two windows' levels by the model, and the change from the first to the second: `after = before + change.mean`."""

    before: float
    after: float
    change: Mixture


def contrast(
    before: Sequence[tuple[int, float]], after: Sequence[tuple[int, float]], sd: float = TYPICAL_SD
) -> Contrast:
    """The change of level from one window to a later one: the coefficient of "after" in the regression.

    Each window is one or more `(day number, value)`, all of `before` earlier than all of `after`. `sd` (> 0) is the
    prior's centre for the marginal standard deviation, in the unit of the values.
    """
    change, start = _fit([*before, *after], len(before), sd)
    return Contrast(start, start + change.mean, change)


def level(window: Sequence[tuple[int, float]], sd: float = TYPICAL_SD) -> Mixture:
    """The mean of one or more `(day number, value)` by the same model, for a mean drawn with its 95 % band."""
    return _fit(window, len(window), sd)[0]


def _fit(points: Sequence[tuple[int, float]], split: int, sd: float) -> tuple[Mixture, float]:
    """The second mean minus the first, and the first; with `split` at the end there is one mean, given twice.

    Each φ turns the regression into an ordinary one: `value − ρ · value before`, divided by √(1 − ρ²), with ρ =
    φ^gap. The two columns of that regression are sums over the gaps alone, and the weight of φ is its prior times
    the marginal likelihood with the means and the spread integrated out.
    """
    count = len(points)
    two = split < count
    shift = points[0][1]  # sums of squares about a value of the data lose no digits
    values = [value - shift for _, value in points]
    gaps = [_whitening(points[i][0] - points[i - 1][0]) for i in range(1, count)]
    df = SD_WORTH + count - (2 if two else 1)
    prior_sum = SD_WORTH * sd * sd
    logs, starts, centres, scales = [], [], [], []
    for index, log_weight in enumerate(_LOG_PRIOR):
        # a: first window, b: second; s: X'R⁻¹X, y: X'R⁻¹y, r: y'R⁻¹y
        saa, sbb, sab = 1.0, 0.0, 0.0
        last = values[0]
        ya, yb, r, log_det = last, 0.0, last * last, 0.0
        for position in range(1, count):
            rho, inverse, log_part = gaps[position - 1][index]
            value = values[position]
            white = value - rho * last
            last = value
            r += white * white * inverse
            log_det += log_part
            if position == split:
                saa += rho * rho * inverse
                sab -= rho * inverse
                sbb += inverse
                ya -= rho * white * inverse
                yb += white * inverse
            else:
                own = (1 - rho) * inverse
                if position < split:
                    saa += own * (1 - rho)
                    ya += own * white
                else:
                    sbb += own * (1 - rho)
                    yb += own * white
        if two:
            det = saa * sbb - sab * sab
            first, second = (sbb * ya - sab * yb) / det, (saa * yb - sab * ya) / det
            rest = r - first * ya - second * yb
            start, centre, variance = first + shift, second - first, (saa + sbb + 2 * sab) / det
        else:
            det = saa
            start = centre = ya / saa + shift
            variance = 1 / saa
            rest = r - ya * ya / saa
        spread = prior_sum + max(rest, 0.0)
        logs.append(log_weight - 0.5 * (log_det + math.log(det) + df * math.log(spread)))
        starts.append(start)
        centres.append(centre)
        scales.append(math.sqrt(variance * spread / df))
    top = max(logs)
    raw = [math.exp(value - top) for value in logs]
    total = sum(raw)
    weights = tuple([value / total for value in raw])
    return Mixture(df, weights, tuple(centres), tuple(scales)), _dot(weights, starts)


@lru_cache(maxsize=512)
def _whitening(gap: int) -> tuple[tuple[float, float, float], ...]:
    """For each φ and a gap of so many days (≥ 1): ρ, 1/(1 − ρ²) and log(1 − ρ²)."""
    rhos = [phi**gap for phi in _PHIS]
    return tuple((rho, 1 / (1 - rho * rho), math.log1p(-rho * rho)) for rho in rhos)


def _dot(left: Sequence[float], right: Sequence[float]) -> float:
    return sum([a * b for a, b in zip(left, right, strict=True)])


def t_below(value: float, df: int) -> float:
    """Student's t distribution function for whole degrees of freedom ≥ 1 (Abramowitz & Stegun 26.7.3–4)."""
    square = value * value
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
    """The value of Student's t with `probability` (0–1, exclusive) below it; `df` ≥ 1."""
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
