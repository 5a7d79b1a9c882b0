"""How often a trial of one finds what is there, and what is not: made-up people with a known effect.

    python -m tests.bench.trials --people 2000 --seed 1

Each has two months of diary before, from which the chance to find the effect is told, and then a trial of 56 days in
pairs. Pain about 3.5–7 with a trend of −1 over the trial, first-order autoregressive noise of φ and marginal SD;
answers are rounded and clipped to the scale; a fifth of the days with is not kept to. Once 10–30 % of the evenings
are missing, once none.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing import Pool

from sciatica_tui.domain.trials.analysis import ALPHA, trial_result
from sciatica_tui.domain.trials.design import RANDOM_BYTES, drawn_order
from sciatica_tui.domain.trials.noise import expected_phi, noise_of
from sciatica_tui.domain.trials.power import chance_to_find

from .people import print_table

WEEKS, BEFORE, TREND = 8, 60, -1.0
NOISES = ((0.0, 1.4), (0.3, 1.6), (0.5, 1.8), (0.6, 1.8))
"""φ and marginal SD."""
EFFECTS = (0.0, -1.0, -1.5, -2.0)
KEPT_TO = 0.8


@dataclass(frozen=True)
class Person:
    """Who is made up: the noise, the effect, and the most that is missing of the evenings."""

    phi: float
    sd: float
    effect: float
    missing: tuple[float, float]
    seed: int


def lived(person: Person) -> tuple[bool, bool, float]:
    """Whether their trial finds an effect, whether its interval holds the true one, and the chance told before."""
    chance = random.Random(person.seed)
    missing = chance.uniform(*person.missing)
    order = drawn_order(WEEKS, 1, chance.randbytes(RANDOM_BYTES))
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
    diluted = person.effect * KEPT_TO
    promised = chance_to_find(abs(person.effect), scatter, WEEKS, 1, 1 - missing) if person.effect else ALPHA
    return result.p <= ALPHA, result.low <= diluted <= result.high, promised


def lines(people: int, seed: int) -> Iterator[str]:
    """Work out the table."""
    with Pool() as pool:
        for missing in ((0.1, 0.3), (0.0, 0.0)):
            for phi, sd in NOISES:
                for effect in EFFECTS:
                    made_up = [Person(phi, sd, effect, missing, seed * 1_000_003 + n) for n in range(people)]
                    results = pool.map(lived, made_up, chunksize=8)
                    found, held, told = (sum(column) / len(results) for column in zip(*results, strict=True))
                    yield (
                        f"{phi:.1f}  {sd:.1f}   {'10–30 %' if missing[1] else 'none   '}   {effect:5.1f}"
                        f"   {found:5.1%}   {told:11.1%}   {held:17.1%}"
                    )


def main(argv: list[str] | None = None) -> None:
    """Print the table."""
    print_table(__doc__ or "", " φ    SD   missing   effect   found   told before   interval holds it", lines, argv)


if __name__ == "__main__":
    main()
