"""How often the zone is said to move when it does not, and how often its moving is seen.

    python -m tests.bench.zones --people 1000 --seed 1

Each person logs one furthest zone (0–5) a day for 63 days, 20 % of the days missing: the true zone plus first-order
autoregressive noise of the given marginal SD, rounded and clipped. Ours stands beside the rule without its test
against chance: "the median of 7 entries moves by a zone at two weekly looks".
"""

from __future__ import annotations

import argparse
import math
import random
from collections.abc import Callable
from datetime import date

import msgspec

from sciatica_tui.domain.assessment.measure_assessment import read
from sciatica_tui.domain.daily import Entries
from sciatica_tui.domain.measures.rules import ZONE, Rule, Verdict
from tests.bench.verdicts import DAYS, START, look_days

NOISES = ((0.3, 0.5), (0.3, 0.7), (0.5, 0.9), (0.5, 1.2))
"""Autocorrelation and marginal SD in zones."""
COURSES: tuple[tuple[str, Callable[[random.Random], tuple[float, float]]], ...] = (
    ("no true change: any verdict", lambda rng: (level := rng.uniform(2, 4), level)),
    ("4.5 → 2 over 42 days: “improving”", lambda rng: (4.5, 2.0)),
    ("2 → 4 over 42 days: “worsening”", lambda rng: (2.0, 4.0)),
)
WANTED = (frozenset({Verdict.IMPROVING, Verdict.WORSENING}), {Verdict.IMPROVING}, {Verdict.WORSENING})
MEDIANS_ONLY = msgspec.structs.replace(ZONE, banded=False)


def person(first: float, last: float, phi: float, sd: float, rng: random.Random) -> Entries:
    """One made-up person's furthest zones."""
    noise = rng.gauss(0, sd)
    entries = []
    for day in range(DAYS):
        noise = phi * noise + rng.gauss(0, sd * math.sqrt(1 - phi * phi))
        level = first + (last - first) * min(1.0, day / 42)
        if rng.random() < 0.8:
            entries.append((START.toordinal() + day, float(min(5, max(0, round(level + noise))))))
    return tuple(entries)


def share(course: int, noise: int, people: int, seed: str, rule: Rule = ZONE) -> float:
    """The share of people of whom that verdict is ever said, at any weekly look."""
    rng, said = random.Random(f"{seed} {course} {noise}"), 0
    for _ in range(people):
        first, last = COURSES[course][1](rng)
        entries = person(first, last, *NOISES[noise], rng)
        start, end = date.fromordinal(entries[0][0]), date.fromordinal(START.toordinal() + look_days()[-1])
        trail = read(rule, entries, start, end).history.trail
        said += any(state.verdict in WANTED[course] for _, _, state in trail)
    return said / people


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Error rates of the furthest zone on simulated people.")
    parser.add_argument("--people", type=int, default=1000, help="people per cell (default 1000)")
    parser.add_argument("--seed", type=int, default=1, help="any number; the same gives the same people")
    options = parser.parse_args()
    for noise, (phi, sd) in enumerate(NOISES):
        print(f"\nφ {phi}, SD {sd} zones: {options.people} people per row, seed {options.seed}")
        print(f"{'':38}{'ours':>8}{'median alone':>14}")
        for course, (words, _) in enumerate(COURSES):
            both = [share(course, noise, options.people, str(options.seed), rule) for rule in (ZONE, MEDIANS_ONLY)]
            print(f"{words:38}{both[0]:>8.1%}{both[1]:>14.1%}")


if __name__ == "__main__":
    main()
