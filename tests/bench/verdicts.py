"""How often a verdict is wrong, and how soon it is right: made-up people with a known truth, judged three ways.

    python -m tests.bench.verdicts --people 1000 --seed 1

Each person logs one 0–10 rating a day for 63 days, 10–30 % of the days missing; values are the true level plus
first-order autoregressive noise of the given marginal SD, rounded and clipped. Ours stands beside two rules found
in other trackers, on the same people and the same weekly looks: "the last 7 days differ from the 7 before by 0.5",
and Mann–Kendall at p < .05 on the last 14 days. The bounds are those of the clinical rules.
"""

from __future__ import annotations

import argparse
import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from multiprocessing import Pool

from sciatica_tui.domain.assessment.looks import FIRST_LOOK, LOOK_EVERY
from sciatica_tui.domain.assessment.measure_assessment import read
from sciatica_tui.domain.daily import Entries
from sciatica_tui.domain.measures.rules import LEG_PAIN, Verdict

DAYS = 63
START = date(2026, 1, 5)
NOISES = ((0.3, 1.4), (0.5, 1.8))
Call = tuple[int, int]
"""A day, counted from 0, and which way a method called a change then: −1 better, 1 worse."""


@dataclass(frozen=True)
class Truth:
    """A true course: level on the first day (or anywhere between two), level from day 42 on."""

    words: str
    first: tuple[float, float]
    last: float | None


STEADY = Truth("no true change, level 2.5–7", (2.5, 7.0), None)
BETTER = Truth("truly 6 → 2 over 42 days", (6.0, 6.0), 2.0)
WORSE = Truth("truly 3 → 6 over 42 days", (3.0, 3.0), 6.0)


@dataclass(frozen=True)
class Cell:
    """One row of the table: what is counted, and the bound for each noise; `at_least` or at most."""

    words: str
    truths: tuple[Truth, ...]
    counted: Callable[[Truth, Sequence[Call]], bool]
    at_least: bool
    bounds: tuple[float, float]


def _by(day: int, way: int) -> Callable[[Truth, Sequence[Call]], bool]:
    return lambda truth, calls: any(on <= day and called == way for on, called in calls)


def _opposite(truth: Truth, calls: Sequence[Call]) -> bool:
    wrong = 1 if truth is BETTER else -1
    return any(called == wrong for _, called in calls)


CELLS = (
    Cell("no true change: any verdict", (STEADY,), lambda truth, calls: bool(calls), False, (0.04, 0.12)),
    Cell("6 → 2: “improving” by day 49", (BETTER,), _by(49, -1), True, (0.75, 0.60)),
    Cell("3 → 6: “worsening” by day 56", (WORSE,), _by(56, 1), True, (0.55, 0.45)),
    Cell("6 → 2: the opposite, ever", (BETTER,), _opposite, False, (0.01, 0.02)),
    Cell("3 → 6: the opposite, ever", (WORSE,), _opposite, False, (0.01, 0.02)),
)


def person(truth: Truth, phi: float, sd: float, rng: random.Random) -> Entries:
    """One made-up person's entries."""
    first = rng.uniform(*truth.first)
    last = first if truth.last is None else truth.last
    missing = rng.uniform(0.1, 0.3)
    noise = rng.gauss(0, sd)
    entries = []
    for day in range(DAYS):
        if day:
            noise = phi * noise + rng.gauss(0, sd * math.sqrt(1 - phi * phi))
        level = first + (last - first) * min(1.0, day / 42)
        if rng.random() >= missing:
            entries.append((START.toordinal() + day, float(min(10, max(0, round(level + noise))))))
    return tuple(entries)


def look_days() -> range:
    """The weekly looks, in days from the first."""
    return range(FIRST_LOOK, DAYS + 1, LOOK_EVERY)


def ours(entries: Entries) -> list[Call]:
    """Confirmed verdicts at each look."""
    start = date.fromordinal(entries[0][0])
    end = date.fromordinal(START.toordinal() + DAYS)
    history = read(LEG_PAIN, entries, start, end).history
    ways = {Verdict.IMPROVING: -1, Verdict.WORSENING: 1}
    return [
        (on - START.toordinal(), ways[state.verdict]) for on, _, state in history.trail if state.verdict is not None
    ]


def seven_days(entries: Entries) -> list[Call]:
    """The last 7 days against the 7 before: a difference of 0.5 is a trend."""
    calls = []
    for on in look_days():
        today = START.toordinal() + on
        now = [v for day, v in entries if today - 7 < day <= today]
        before = [v for day, v in entries if today - 14 < day <= today - 7]
        if now and before:
            change = sum(now) / len(now) - sum(before) / len(before)
            if abs(change) >= 0.5:
                calls.append((on, 1 if change > 0 else -1))
    return calls


def mann_kendall(entries: Entries) -> list[Call]:
    """Mann–Kendall with the correction for ties, two-sided p < .05, on the last 14 days."""
    calls = []
    for on in look_days():
        today = START.toordinal() + on
        values = [v for day, v in entries if today - 14 < day <= today]
        n = len(values)
        score = sum((b > a) - (b < a) for i, a in enumerate(values) for b in values[i + 1 :])
        ties = [values.count(v) for v in set(values)]
        variance = (n * (n - 1) * (2 * n + 5) - sum(t * (t - 1) * (2 * t + 5) for t in ties)) / 18
        if variance > 0 and (abs(score) - 1) / math.sqrt(variance) > 1.959964:
            calls.append((on, 1 if score > 0 else -1))
    return calls


METHODS: tuple[tuple[str, Callable[[Entries], list[Call]]], ...] = (
    ("ours", ours),
    ("7 v 7, 0.5", seven_days),
    ("Mann–Kendall", mann_kendall),
)


@dataclass(frozen=True)
class Tally:
    """Per noise: for each cell, how many people it counted by each method; and of how many."""

    people: int
    counts: tuple[tuple[int, ...], ...]
    looks_called: tuple[int, ...]

    def plus(self, other: Tally) -> Tally:
        """Both together."""
        counts = tuple(
            tuple(a + b for a, b in zip(x, y, strict=True)) for x, y in zip(self.counts, other.counts, strict=True)
        )
        called = tuple(a + b for a, b in zip(self.looks_called, other.looks_called, strict=True))
        return Tally(self.people + other.people, counts, called)


def tally(people: int, seed: str, noise: int) -> Tally:
    """So many people of each truth under one noise, judged by every method."""
    rng = random.Random(f"{seed} {noise}")
    counts = [[0] * len(METHODS) for _ in CELLS]
    called = [0] * len(METHODS)
    for _ in range(people):
        for truth in (STEADY, BETTER, WORSE):
            entries = person(truth, *NOISES[noise], rng)
            for index, (_, method) in enumerate(METHODS):
                calls = method(entries)
                if truth is STEADY:
                    called[index] += len(calls)
                for row, cell in enumerate(CELLS):
                    if truth in cell.truths:
                        counts[row][index] += cell.counted(truth, calls)
    return Tally(people, tuple(tuple(row) for row in counts), tuple(called))


def run(people: int, seed: int, processes: int = 2) -> list[Tally]:
    """A tally for each noise, over at most two processes."""
    jobs = [(people // 2 + (half and people % 2), f"{seed} {half}", noise) for noise in (0, 1) for half in (0, 1)]
    with Pool(processes) as pool:
        parts = pool.starmap(tally, jobs)
    return [parts[0].plus(parts[1]), parts[2].plus(parts[3])]


def missed_by(cell: Cell, noise: int, share: float) -> float:
    """By how much a share of people misses the cell's bound; 0 or less where it keeps it."""
    return cell.bounds[noise] - share if cell.at_least else share - cell.bounds[noise]


def remark(cell: Cell, noise: int, share: float, people: int) -> str:
    """ "MISSED", or that so few people can't tell: the bound lies within two standard errors of the share."""
    by = missed_by(cell, noise, share)
    if by <= 0:
        return ""
    error = 2 * math.sqrt(share * (1 - share) / people)
    return "  MISSED" if by > error else f"  missed by {by:.1%}, which is within chance (± {error:.1%})"


def main() -> None:
    """Print the table; exit 1 where ours misses a bound."""
    parser = argparse.ArgumentParser(description="Error rates of the verdicts on simulated people.")
    parser.add_argument("--people", type=int, default=4000, help="people per cell (default 4000)")
    parser.add_argument("--seed", type=int, default=1, help="any number; the same gives the same people")
    options = parser.parse_args()
    tallies = run(options.people, options.seed)
    missed = 0
    for noise, (phi, sd) in enumerate(NOISES):
        print(f"\nφ {phi}, SD {sd}: {options.people} people per row, seed {options.seed}")
        print(f"{'':34}{'bound':>8}" + "".join(f"{name:>14}" for name, _ in METHODS))
        for row, cell in enumerate(CELLS):
            shares = [count / options.people for count in tallies[noise].counts[row]]
            bound = f"{'≥' if cell.at_least else '≤'} {cell.bounds[noise]:.0%}"
            said = remark(cell, noise, shares[0], options.people)
            missed += "MISSED" in said
            print(f"{cell.words:34}{bound:>8}" + "".join(f"{s:>14.1%}" for s in shares) + said)
        looks = options.people * len(look_days())
        called = [count / looks for count in tallies[noise].looks_called]
        print(f"{'no true change: per look':34}{'':>8}" + "".join(f"{s:>14.1%}" for s in called))
    raise SystemExit(1 if missed else 0)


if __name__ == "__main__":
    main()
