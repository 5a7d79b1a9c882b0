"""How likely a trial would find an effect, worked out before it begins from the scatter of the person's own diary."""

from __future__ import annotations

import math
import random
from functools import lru_cache

from ..assessment.statistics import t_quantile
from .design import RANDOM_BYTES, drawn_order, pair_count
from .noise import Noise, contrast, dot

EFFECTS = (1.0, 1.5, 2.0)
"""The effects, in points of pain, whose chance to be found is told."""
WORTHWHILE = 0.6
"""Below this chance to find 1.5 points a trial is advised against (our choice)."""
KEPT_TO = 0.8
"""The share of days with that are kept to, as far as can be known beforehand (our choice)."""
_EFFECT_SCATTER = 0.7
"""How much an effect that comes and goes with the days adds to the scatter, in units of effect² per answered day.

It scatters by the days not kept to and in the other orders, less at the ends of the scale. The number is a choice of
ours, such that what is told is within 5 points of what is found in `tests.bench.trials`.
"""
_SAMPLES = 12
"""Orders and missing days over which the information is averaged; more change the chance by less than 0.01."""


def chance_to_find(effect: float, noise: Noise, weeks: int, stretch: int, answer_rate: float) -> float:
    """Return the probability, 0–1, that a trial finds an effect of so many points at 5 %.

    `answer_rate` is the share of evenings, 0–1, on which the person is likely to say how it was. Days with that are not
    kept to dilute the effect, and add to the scatter.
    """
    days = 2 * stretch * pair_count(weeks, stretch)
    pairs = max(round(pair_count(weeks, stretch) * answer_rate), 3)
    least = t_quantile(0.975, pairs - 2)
    answer_rate = max(round(answer_rate, 2), 0.01)
    effect_variance = _EFFECT_SCATTER * effect**2 / (days * answer_rate)
    chance = 0.0
    for guess in noise:
        variance = guess.sd**2 / _information(weeks, stretch, answer_rate, guess.phi) + effect_variance
        away = effect * KEPT_TO / math.sqrt(variance)
        chance += guess.weight * (_normal(away - least) + _normal(-away - least))
    return chance


@lru_cache(maxsize=256)
def _information(weeks: int, stretch: int, answer_rate: float, phi: float) -> float:
    """How much is known of the difference, in units of 1 / SD², on average over orders and missing days."""
    chance = random.Random(1)
    total = 0.0
    for _ in range(_SAMPLES):
        order = drawn_order(weeks, stretch, chance.randbytes(RANDOM_BYTES))
        days = [day for day in range(len(order)) if chance.random() < answer_rate]
        side = [0.5 if order[day] else -0.5 for day in days]
        total += dot(side, contrast(days, side, phi))
    return max(total / _SAMPLES, 1e-9)


def _normal(value: float) -> float:
    return 0.5 * math.erfc(-value / math.sqrt(2))
