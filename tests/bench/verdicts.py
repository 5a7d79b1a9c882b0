"""How often a verdict is wrong, and how soon it is right: made-up people with a known truth, judged three ways.

    python -m tests.bench.verdicts --people 1000 --pages 400 --tested 5000 --seed 1

The whole table of the clinical rules ("The verdict on a sign"), each cell beside its bound, for two kinds of noise:
first-order autoregressive about the true level, with its autocorrelation φ and marginal SD; answers are rounded and
clipped to the scale, 10–30 % of the days after the first are missing, and the app looks every week from day 14 to day
180 after it.

- *One rating a day.* Ours beside two rules found in other trackers, on the same people and the same looks: "the last 7
  days differ from the 7 before by 0.5", and Mann–Kendall at p < .05 on the last 14 days.
- *The whole page*, where nothing truly changes: leg pain about 3.5–7, back pain about 1–5, a furthest zone (SD half
  that of pain) and minutes of walking (a logarithm, SD 0.131 of that of pain) about levels of their own.
- *Tests of strength*, weekly, where nothing truly changes: heel rises on both sides with SD 2.2, bother from weakness
  with SD 0.7. Whoever is asked for a second try gives one that scatters in the same way.
"""

from __future__ import annotations

import argparse
import math
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from multiprocessing import Pool

from sciatica_tui.domain.assessment.assess import Assessment, assess
from sciatica_tui.domain.assessment.daily_looks import DailyHistory
from sciatica_tui.domain.assessment.look_days import FIRST_LOOK, LOOK_EVERY
from sciatica_tui.domain.assessment.measure_assessment import read
from sciatica_tui.domain.daily import Entries
from sciatica_tui.domain.measures.rules import LEG_PAIN, Verdict
from sciatica_tui.domain.records import Bother, CheckIn, HeelRises, new_id
from sciatica_tui.domain.red_flags.raised import raised_by, with_second_try
from sciatica_tui.domain.snapshot import RecordSnapshot
from sciatica_tui.domain.zones import ORDER

DAYS = 180
START = date(2026, 1, 5)
FIRST = START.toordinal()
NOISES = ((0.3, 1.4), (0.5, 1.8))
"""φ and marginal SD."""
HEEL_RISES_SD, WEAKNESS_SD = 2.2, 0.7
BETTER_CALL, WORSE_CALL = -1, 1
Call = tuple[int, int]
"""A day, counted from 0, and which way a method called a change then."""


@dataclass(frozen=True)
class Course:
    """A true course: the level on some days, straight lines between them; `None` is anywhere from 2.5 to 7."""

    levels: tuple[tuple[int, float | None], ...]
    missing: tuple[float, float] = (0.1, 0.3)


STEADY = Course(((0, None),))
BETTER = Course(((0, 6.0), (42, 2.0)))
SELDOM = Course(BETTER.levels, missing=(0.65, 0.65))
WORSE = Course(((0, 3.0), (42, 6.0)))
RELAPSE = Course(((0, 6.0), (42, 2.0), (90, 2.0), (91, 6.0)))
COURSES = (STEADY, BETTER, SELDOM, WORSE, RELAPSE)


@dataclass(frozen=True)
class Cell:
    """One row of the table, and its bound for each noise; `at_least` or at most, `None` for no bound."""

    words: str
    bounds: tuple[float | None, float | None]
    at_least: bool = False


@dataclass(frozen=True)
class RatingCell(Cell):
    """A cell of one rating a day: whose course, and what of the calls is counted."""

    course: Course = STEADY
    way: int | None = None
    first: int = 0
    last: int = DAYS

    def counts(self, calls: Sequence[Call]) -> bool:
        """Whether a change was called that way, or either way, within those days."""
        return any(self.first <= on <= self.last and self.way in (None, called) for on, called in calls)


RATING_CELLS = (
    RatingCell("no true change: any verdict by day 63", (0.01, 0.055), last=63),
    RatingCell("no true change: any verdict by day 180", (0.025, 0.12)),
    RatingCell("6 → 2 in 42 days: improving by day 49", (0.88, 0.67), True, BETTER, BETTER_CALL, last=49),
    RatingCell("6 → 2 in 42 days: improving by day 63", (0.97, 0.85), True, BETTER, BETTER_CALL, last=63),
    RatingCell("the same, 35 % of days logged: by day 49", (None, 0.48), True, SELDOM, BETTER_CALL, last=49),
    RatingCell("3 → 6 in 42 days: worsening by day 63", (0.78, 0.60), True, WORSE, WORSE_CALL, last=63),
    RatingCell("6 → 2: false relapse by day 180", (0.01, 0.03), False, BETTER, WORSE_CALL),
    RatingCell("true relapse of +4: within 90 days", (0.97, 0.95), True, RELAPSE, WORSE_CALL, first=91),
    RatingCell("6 → 2: the opposite by day 63", (0.002, 0.005), False, BETTER, WORSE_CALL, last=63),
    RatingCell("3 → 6: the opposite by day 63", (0.002, 0.005), False, WORSE, BETTER_CALL, last=63),
)
WORSE_63 = Cell("whole sentence: “getting worse” by day 63", (0.02, 0.06))
WORSE_180 = Cell("whole sentence: “getting worse” by day 180", (0.05, 0.14))
BETTER_63 = Cell("whole sentence: “getting better” by day 63", (None, None))
BETTER_180 = Cell("whole sentence: “getting better” by day 180", (None, None))
PHASE_63 = Cell("phase step proposed on noise by day 63", (0.04, 0.08))
PAGE_CELLS = (WORSE_63, WORSE_180, BETTER_63, BETTER_180, PHASE_63)
STRENGTH_CELLS = (Cell("stable strength: same-day alarm by day 180", (0.03, 0.03)),)


def noise(phi: float, sd: float, rng: random.Random) -> Iterator[float]:
    """One value a day about 0."""
    value = rng.gauss(0, sd)
    while True:
        yield value
        value = phi * value + rng.gauss(0, sd * math.sqrt(1 - phi * phi))


def whole(value: float, low: int, high: int) -> int:
    """An answer on a scale."""
    return min(high, max(low, round(value)))


def look_days(days: int) -> range:
    """The weekly looks, in days from the first."""
    return range(FIRST_LOOK, days + 1, LOOK_EVERY)


def rating(course: Course, phi: float, sd: float, rng: random.Random) -> Entries:
    """One made-up person's entries of one rating."""
    levels = [(day, rng.uniform(2.5, 7) if level is None else level) for day, level in course.levels]
    missing = rng.uniform(*course.missing)
    return tuple(
        [
            (FIRST + day, float(whole(_between(levels, day) + off, 0, 10)))
            for day, off in zip(range(DAYS + 1), noise(phi, sd, rng), strict=False)
            if not day or rng.random() >= missing
        ]
    )


def _between(levels: Sequence[tuple[int, float]], day: int) -> float:
    for (first, low), (last, high) in pairwise(levels):
        if first <= day <= last:
            return low + (high - low) * (day - first) / (last - first)
    return levels[-1][1]


def ours(entries: Entries) -> list[Call]:
    """The verdicts at each look."""
    history = read(LEG_PAIN, entries, date.fromordinal(entries[0][0]), date.fromordinal(FIRST + DAYS)).history
    assert isinstance(history, DailyHistory)
    ways = {Verdict.IMPROVING: BETTER_CALL, Verdict.WORSENING: WORSE_CALL}
    looks = zip(history.looks, history.states, strict=True)
    return [(look.on - FIRST, ways[state.verdict]) for look, state in looks if state.verdict is not None]


def seven_days(entries: Entries) -> list[Call]:
    """The last 7 days against the 7 before: a difference of 0.5 is a trend."""
    calls = []
    for on in look_days(DAYS):
        today = FIRST + on
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
    for on in look_days(DAYS):
        today = FIRST + on
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
Counts = tuple[tuple[int, ...], ...]
"""For each cell, of how many people it was so, by each method that applies."""


def ratings(people: int, seed: str, phi: float, sd: float) -> Counts:
    """So many people of each course, judged by every method."""
    rng = random.Random(seed)
    counts = [[0] * len(METHODS) for _ in RATING_CELLS]
    for _ in range(people):
        for course in COURSES:
            entries = rating(course, phi, sd, rng)
            for index, (_, method) in enumerate(METHODS):
                calls = method(entries)
                for row, cell in enumerate(RATING_CELLS):
                    if cell.course is course:
                        counts[row][index] += cell.counts(calls)
    return tuple([tuple(row) for row in counts])


def checkin(day: int, **answers: object) -> CheckIn:
    """One check-in at noon."""
    at = datetime.combine(START + timedelta(days=day), time(12), UTC)
    identity = new_id(at, day.to_bytes(10, "big"))
    return CheckIn(id=identity, created_at=at, updated_at=at, rev=1, day=at.date(), at=at, **answers)  # type: ignore[arg-type]


def steady_person(days: int, phi: float, sd: float, rng: random.Random) -> list[CheckIn]:
    """The check-ins of one made-up person in whom nothing truly changes."""
    leg, back, zone = rng.uniform(3.5, 7), rng.uniform(1, 5), rng.uniform(2, 4)
    walk, missing = math.log(rng.uniform(15, 60)), rng.uniform(0.1, 0.3)
    offs = [noise(phi, own, rng) for own in (sd, sd, sd / 2, sd * 0.131)]
    checkins = []
    for day in range(days + 1):
        leg_off, back_off, zone_off, walk_off = (next(off) for off in offs)
        if day and rng.random() < missing:
            continue
        checkins.append(
            checkin(
                day,
                red_flags=(),
                weakness_felt=False,
                leg_pain=whole(leg + leg_off, 0, 10),
                back_pain=whole(back + back_off, 0, 10),
                zone=ORDER[whole(zone + zone_off, 0, 5)],
                walk_minutes=whole(math.exp(walk + walk_off), 0, 300),
            )
        )
    return checkins


def pages(people: int, seed: str, phi: float, sd: float, days: int = DAYS) -> Counts:
    """What the whole page says, at every look, of so many people in whom nothing truly changes."""
    rng = random.Random(seed)
    counts = dict.fromkeys(PAGE_CELLS, 0)
    for _ in range(people):
        checkins = steady_person(days, phi, sd, rng)
        cells: set[Cell] = set()
        page: Assessment | None = None
        for look in look_days(days):
            on = START + timedelta(days=look)
            page = assess(RecordSnapshot(checkins=tuple([c for c in checkins if c.day <= on])), on, page)
            forward = page.phase.proposal is not None and not page.phase.proposal.back
            if page.overall.verdict is Verdict.WORSENING:
                cells |= {WORSE_180, WORSE_63} if look <= 63 else {WORSE_180}
            if page.overall.verdict is Verdict.IMPROVING:
                cells |= {BETTER_180, BETTER_63} if look <= 63 else {BETTER_180}
            if forward and look <= 63:
                cells.add(PHASE_63)
        for cell in cells:
            counts[cell] += 1
    return tuple([(counts[cell],) for cell in PAGE_CELLS])


def strength(people: int, seed: str, phi: float, sd: float) -> Counts:
    """Of so many people whose strength stays the same, those in whom a number raises the same-day alarm."""
    rng = random.Random(seed)
    alarmed = sum(_is_alarmed(rng) for _ in range(people))
    return ((alarmed,),)


def _is_alarmed(rng: random.Random) -> bool:
    rises, weakness = rng.uniform(8, 24), rng.uniform(0.5, 3)

    def count() -> int:
        return whole(rng.gauss(rises, HEEL_RISES_SD), 1, 25)

    tests: list[CheckIn] = []
    for day in range(0, DAYS + 1, 7):
        bother = Bother(weakness=whole(rng.gauss(weakness, WEAKNESS_SD), 0, 6))
        test = checkin(day, red_flags=(), heel_rises=HeelRises(left=count(), right=count()), bother=bother)
        raised = raised_by(test, tests, (), ())
        for doubt in raised.doubts:
            if not doubt.second_try:
                continue  # the leg is no weaker, and the person says so
            second = count()
            if doubt.is_low(second):
                return True
            test = with_second_try(test, doubt, second)
        if raised.alarms:
            return True
        tests.append(test)
    return False


GROUPS: tuple[tuple[Callable[..., Counts], Sequence[Cell]], ...] = (
    (ratings, RATING_CELLS),
    (pages, PAGE_CELLS),
    (strength, STRENGTH_CELLS),
)


def run(sizes: Sequence[int], seed: int) -> list[list[Counts]]:
    """For each noise, the counts of each group of so many people; over two processes."""
    jobs = [
        (group, (count // 2 + (half and count % 2), f"{seed} {number} {half}", *noise_of))
        for number, noise_of in enumerate(NOISES)
        for (group, _), count in zip(GROUPS, sizes, strict=True)
        for half in (0, 1)
    ]
    with Pool(2) as pool:
        halves = pool.starmap(_call, jobs, chunksize=1)
    whole_counts = [_sum(first, second) for first, second in zip(halves[::2], halves[1::2], strict=True)]
    return [whole_counts[: len(GROUPS)], whole_counts[len(GROUPS) :]]


def _call(group: Callable[..., Counts], arguments: tuple[int, str, float, float]) -> Counts:
    return group(*arguments)


def _sum(left: Counts, right: Counts) -> Counts:
    return tuple([tuple([a + b for a, b in zip(x, y, strict=True)]) for x, y in zip(left, right, strict=True)])


def standard_error(share: float, people: int) -> float:
    """That of a share of so many people."""
    return math.sqrt(share * (1 - share) / people)


def missed_by(cell: Cell, number: int, share: float) -> float:
    """By how much a share of people misses the cell's bound for a noise; 0 or less where it keeps it."""
    bound = cell.bounds[number]
    if bound is None:
        return 0.0
    return bound - share if cell.at_least else share - bound


def remark(cell: Cell, number: int, share: float, people: int) -> str:
    """ "MISSED", or that so few people can't tell: the bound lies within two standard errors of the share."""
    by = missed_by(cell, number, share)
    if by <= 0:
        return ""
    error = 2 * standard_error(share, people)
    return "  MISSED" if by > error else f"  missed by {by:.1%}, which is within chance (± {error:.1%})"


def main() -> None:
    """Print the table; exit 1 where ours misses a bound."""
    parser = argparse.ArgumentParser(description="Error rates of the verdicts on simulated people.")
    parser.add_argument("--people", type=int, default=1000, help="people for each course of one rating (1000)")
    parser.add_argument("--pages", type=int, default=400, help="people whose whole page is looked at (400)")
    parser.add_argument("--tested", type=int, default=5000, help="people whose strength is tested (5000)")
    parser.add_argument("--seed", type=int, default=1, help="any number; the same gives the same people")
    options = parser.parse_args()
    sizes = (options.people, options.pages, options.tested)
    everything = run(sizes, options.seed)
    missed = 0
    for number, (phi, sd) in enumerate(NOISES):
        print(
            f"\nφ {phi}, SD {sd}: {options.people} people, {options.pages} whole pages, {options.tested} tested, "
            f"seed {options.seed}"
        )
        print(f"{'':46}{'bound':>8}" + "".join(f"{name:>14}" for name, _ in METHODS))
        for (_, cells), people, counts in zip(GROUPS, sizes, everything[number], strict=True):
            for cell, row in zip(cells, counts, strict=True):
                shares = [count / people for count in row]
                limit = cell.bounds[number]
                bound = "" if limit is None else f"{'≥' if cell.at_least else '≤'} {limit * 100:g} %"
                words = remark(cell, number, shares[0], people)
                missed += "MISSED" in words
                print(f"{cell.words:46}{bound:>8}" + "".join(f"{share:>14.1%}" for share in shares) + words)
    raise SystemExit(1 if missed else 0)


if __name__ == "__main__":
    main()
