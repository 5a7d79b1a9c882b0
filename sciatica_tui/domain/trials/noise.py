"""How pain scatters from day to day about a straight line, and what is left of a column of days without both.

The noise is first-order autoregressive, as in `assessment.statistics`: two days `g` days apart correlate by φ to the
power of `g`. *Whitening* a column takes out of it what the day before explains; its days then count as independent.
Spread and φ are averaged over, with the same priors as there.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from ..assessment.statistics import LOG_PRIOR, PHIS, SD_WORTH, TYPICAL_SD

_NOTHING_LEFT = 1e-9
"""Below this length a column holds no information of its own."""


class NoiseGuess(msgspec.Struct, frozen=True, gc=False):
    """One possible scatter: its probability, φ, and the marginal standard deviation in points of 0–10."""

    weight: float
    phi: float
    sd: float


Noise = tuple[NoiseGuess, ...]
"""What is known about the scatter; the weights add up to 1."""


def noise_of(days: Sequence[int], pains: Sequence[float]) -> Noise:
    """Return what a diary says about the scatter of its pain, 0–10, on ascending days; without days what is typical."""
    freedom = SD_WORTH + max(len(days) - 2, 0)
    logs, spreads = [], []
    for phi, log_prior in zip(PHIS, LOG_PRIOR, strict=True):
        residual = _without(whitened(days, pains, phi), trend(days, phi))
        squares = SD_WORTH * TYPICAL_SD**2 + dot(residual, residual)
        log_det = sum(math.log1p(-(phi ** (2 * (day - before)))) for before, day in pairwise(days))
        logs.append(log_prior - 0.5 * (log_det + freedom * math.log(squares)))
        spreads.append(math.sqrt(squares / freedom))
    highest = max(logs)
    likelihoods = [math.exp(log - highest) for log in logs]
    total = sum(likelihoods)
    return tuple(
        NoiseGuess(likelihood / total, phi, sd) for likelihood, phi, sd in zip(likelihoods, PHIS, spreads, strict=True)
    )


def expected_phi(noise: Noise) -> float:
    """The mean of φ."""
    return sum(guess.weight * guess.phi for guess in noise)


def contrast(days: Sequence[int], column: Sequence[float], phi: float) -> list[float]:
    """Return the weight of each day, so that `dot(weights, pains)` compares days by `column` with least scatter.

    Level and straight line have been taken out: adding either to the pains changes nothing.
    """
    residual = _without(whitened(days, column, phi), trend(days, phi))
    weights = residual[:]
    for index in range(1, len(days)):
        rho = phi ** (days[index] - days[index - 1])
        root = math.sqrt(1 - rho * rho)
        weights[index] = residual[index] / root
        weights[index - 1] -= rho * residual[index] / root
    return weights


def whitened(days: Sequence[int], column: Sequence[float], phi: float) -> list[float]:
    """Return the column without what the day before explains; each day keeps the marginal variance."""
    white = list(column[:1])
    for index in range(1, len(days)):
        rho = phi ** (days[index] - days[index - 1])
        white.append((column[index] - rho * column[index - 1]) / math.sqrt(1 - rho * rho))
    return white


def trend(days: Sequence[int], phi: float) -> list[list[float]]:
    """Return the level and the straight line, whitened, at right angles and of length 1; fewer on one day or none."""
    if not days:
        return []
    middle, span = sum(days) / len(days), max(days[-1] - days[0], 1)
    directions: list[list[float]] = []
    for power in (0, 1):
        residual = _without(whitened(days, [((day - middle) / span) ** power for day in days], phi), directions)
        length = math.sqrt(dot(residual, residual))
        if length > _NOTHING_LEFT:
            directions.append([value / length for value in residual])
    return directions


def dot(left: Sequence[float], right: Sequence[float]) -> float:
    """The sum of the products."""
    return sum([a * b for a, b in zip(left, right, strict=True)])


def _without(column: Sequence[float], directions: Sequence[Sequence[float]]) -> list[float]:
    residual = list(column)
    for direction in directions:
        share = dot(direction, residual)
        residual = [value - share * unit for value, unit in zip(residual, direction, strict=True)]
    return residual
