"""How often a trial of one finds what is there, and what is not: made-up people with a known effect.

    python -m tests.bench.trials --people 2000 --seed 1

Each has two months of diary before, from which the chance to find the effect is told, and then a trial in pairs. Pain
about 3.5–7 with a trend of −1 over the trial, first-order autoregressive noise of φ and marginal SD; answers are
rounded and clipped to the scale; a fifth of the days with is not kept to. In 56 days once 10–30 % of the evenings are
missing, once none; in 84 days 10–30 %.

"At best" is what the best-weighted comparison of the days as drawn could find: for one who knows φ, the spread and how
many days are not kept to, on a scale without ends.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing import Pool
from statistics import NormalDist

from sciatica_tui.domain.trials.analysis import ALPHA, trial_result
from sciatica_tui.domain.trials.design import RANDOM_BYTES, Order, drawn_order
from sciatica_tui.domain.trials.noise import contrast, dot, expected_phi, noise_of
from sciatica_tui.domain.trials.power import chance_to_find

from .people import print_table

BEFORE, TREND = 60, -1.0
NOISES = ((0.0, 1.4), (0.3, 1.6), (0.5, 1.8), (0.6, 1.8))
"""φ and marginal SD."""
TRIALS = ((8, (0.1, 0.3)), (8, (0.0, 0.0)), (12, (0.1, 0.3)))
"""How many weeks, and the least and the most that is missing of the evenings."""
EFFECTS = (0.0, -1.0, -1.5, -2.0)
KEPT_TO = 0.8
ROUNDING_VARIANCE = 1 / 12
"""That of an answer in whole points about the pain it stands for."""


@dataclass(frozen=True)
class Person:
    """Who is made up: the noise, the effect, the least and the most that is missing of the evenings, how long."""

    phi: float
    sd: float
    effect: float
    missing: tuple[float, float]
    seed: int
    weeks: int = 8


@dataclass(frozen=True)
class Lived:
    """Whether a trial found an effect, whether its interval holds the true one, the chance told before and at best."""

    found: bool
    held: bool
    told: float
    at_best: float


def lived(person: Person) -> Lived:
    """Live through one trial."""
    chance = random.Random(person.seed)
    missing = chance.uniform(*person.missing)
    order = drawn_order(person.weeks, 1, chance.randbytes(RANDOM_BYTES))
    level, noise = chance.uniform(3.5, 7), chance.gauss(0, person.sd)
    diary: dict[int, int] = {}
    pains: dict[int, int] = {}
    for day in range(-BEFORE, len(order)):
        noise = person.phi * noise + chance.gauss(0, person.sd * math.sqrt(1 - person.phi**2))
        with_it = day >= 0 and order[day] and chance.random() < KEPT_TO
        pain = level + TREND * day / len(order) + noise + person.effect * with_it
        if chance.random() >= missing:
            (pains if day >= 0 else diary)[day] = min(max(round(pain), 0), 10)
    scatter = noise_of(list(diary), list(diary.values()))
    result = trial_result(order, 1, pains, expected_phi(scatter))
    assert result is not None
    told = chance_to_find(abs(person.effect), scatter, person.weeks, 1, len(diary) / BEFORE)
    return Lived(
        found=result.p <= ALPHA,
        held=result.low <= person.effect * KEPT_TO <= result.high,
        told=told if person.effect else ALPHA,
        at_best=chance_at_best(person, order, list(pains)),
    )


def chance_at_best(person: Person, order: Order, days: list[int]) -> float:
    """The power of the best-weighted comparison of the answered days for one who knows the true noise."""
    side = [0.5 if order[day] else -0.5 for day in days]
    weights = contrast(days, side, person.phi)
    information = dot(weights, side)
    not_kept_to = person.effect**2 * KEPT_TO * (1 - KEPT_TO)
    of_days = [ROUNDING_VARIANCE + not_kept_to * order[day] for day in days]
    variance = person.sd**2 / information + dot([weight**2 for weight in weights], of_days) / information**2
    found_from = NormalDist().inv_cdf(1 - ALPHA / 2)
    away = abs(person.effect) * KEPT_TO / math.sqrt(variance)
    return NormalDist().cdf(away - found_from) + NormalDist().cdf(-away - found_from)


def lines(people: int, seed: int) -> Iterator[str]:
    """Work out the table."""
    with Pool() as pool:
        for weeks, missing in TRIALS:
            for phi, sd in NOISES:
                for effect in EFFECTS:
                    seeds = range(seed * 1_000_003, seed * 1_000_003 + people)
                    made_up = [Person(phi, sd, effect, missing, own_seed, weeks) for own_seed in seeds]
                    trials = pool.map(lived, made_up, chunksize=8)
                    found, held, told, at_best = (
                        sum(column) / people
                        for column in zip(*((t.found, t.held, t.told, t.at_best) for t in trials), strict=True)
                    )
                    yield (
                        f"{weeks:5}   {phi:.1f}  {sd:.1f}   {'10–30 %' if missing[1] else 'none   '}   {effect:6.1f}"
                        f"   {found:5.1%}   {told:11.1%}   {at_best:7.1%}   {held:17.1%}"
                    )


def main(argv: list[str] | None = None) -> None:
    """Print the table."""
    heading = "weeks    φ    SD   missing   effect   found   told before   at best   interval holds it"
    print_table(__doc__ or "", heading, lines, argv)


if __name__ == "__main__":
    main()
