"""How often a routine is called better than the others where none is, and where one is: made-up people.

    python -m tests.bench.eased --people 2000 --seed 1

Each has 6, 12 or 26 weeks with 2 to 6 routines, their own share of sessions that ease, leg pain that falls by 0 to 5
with first-order autoregressive noise (φ .2–.6, SD 1.2–1.8), a mood of the day that touches every session of it, and a
tendency to be better the day after a bad one. A seventh of the zones and a third of the next days is not answered.
What differs is when a routine is done: on any day, on its weekdays, from its first to its last day, in runs of days,
or more (or less) the worse the day is, or the further down the pain, from where it also moves up more easily. `ease`
is how much more often the first routine moves pain up; five times as many points less pain the next day come with it.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum

from sciatica_tui.domain.records import Felt, NextDay, Session
from sciatica_tui.domain.routines.eased import what_eased
from sciatica_tui.domain.zones import zone_at

from ..domain.people import START, on, record
from .people import print_table

ROUTINES = ("press-up", "cat-camel", "pelvic-tilt", "bridge", "bird-dog", "slider")
EASES = (0.0, 0.15, 0.3)
POINTS_FOR_EASE = 5.0
"""Points less pain the next day, for an ease of 1."""


class Habit(Enum):
    """When a person does a routine."""

    ANY_DAY = "any day"
    WEEKDAYS = "weekdays"
    A_WHILE = "for a while"
    RUNS = "runs of days"
    BY_PAIN = "by how bad it is"
    BY_ZONE = "by how far down"


def lived(habit: Habit, ease: float, seed: int) -> tuple[tuple[Session, ...], date]:
    """The sessions of one person, and the day after the last; `ease` 0–1 is how much the first routine helps."""
    chance = random.Random(f"{habit.value} {seed}")
    days = 7 * chance.choice((6, 12, 26))
    routines = ROUTINES[: chance.choice((2, 3, 4, 6))]
    phi, sd, level, fall = (
        chance.uniform(0.2, 0.6), chance.uniform(1.2, 1.8), chance.uniform(4, 8), chance.uniform(0, 5),
    )  # fmt: skip
    noise, usual, pains = chance.gauss(0, sd), [], []
    for day in range(days + 1):
        noise = phi * noise + chance.gauss(0, sd * math.sqrt(1 - phi * phi))
        usual.append(level - fall * day / days)
        pains.append(min(max(usual[-1] + noise, 0), 10))
    worse = [pain - level for pain, level in zip(pains, usual, strict=True)]
    zones = [min(max(round(3 + 0.4 * excess + chance.gauss(0, 0.8)), 1), 5) for excess in worse]
    schedule = {name: _schedule(chance, habit, worse, zones) for name in routines}
    easing = chance.uniform(0.1, 0.5)
    sessions = []
    for day in range(days):
        mood = chance.gauss(0, 0.25)
        for name in routines:
            if not schedule[name][day]:
                continue
            helped = ease if name == routines[0] else 0.0
            up = easing + 0.3 * (fall > 2) * day / days + mood + 0.06 * worse[day] + 0.12 * (zones[day] - 3) + helped
            down = 0.08 - 0.3 * (mood + helped)
            move = 1 if (drawn := chance.random()) < up else -1 if drawn > 1 - down else 0
            change = pains[day + 1] - pains[day] - POINTS_FOR_EASE * helped
            sessions.append(_session(chance, name, day, round(pains[day]), zones[day], move, change))
    return tuple(sessions), START + timedelta(days)


def _schedule(chance: random.Random, habit: Habit, worse: list[float], zones: list[int]) -> list[bool]:
    """Whether a routine is done on each day; `worse` is how much worse than usual the day is, `zones` how far down."""
    often = chance.uniform(0.15, 0.6)
    weekdays = [chance.random() < often for _ in range(7)]
    first, last = sorted((chance.randrange(len(worse)), chance.randrange(len(worse))))
    leaning, going_on, schedule = chance.choice((-1, 0, 1)), chance.random() < 0.5, []
    for day, excess in enumerate(worse):
        going_on ^= chance.random() < 0.15
        match habit:
            case Habit.BY_ZONE:
                schedule.append(chance.random() < often * (1 + 0.5 * leaning * (zones[day] - 3)))
            case Habit.WEEKDAYS:
                schedule.append(weekdays[day % 7])
            case Habit.A_WHILE:
                schedule.append(first <= day <= last and chance.random() < often)
            case Habit.RUNS:
                schedule.append(going_on and chance.random() < 0.8)
            case Habit.BY_PAIN:
                schedule.append(chance.random() < often * (1 + 0.5 * leaning * excess))
            case _:
                schedule.append(chance.random() < often)
    return schedule


def _session(chance: random.Random, name: str, day: int, pain: int, zone: int, move: int, change: float) -> Session:
    next_day = NextDay.BETTER if change < -0.8 else NextDay.WORSE if change > 0.8 else NextDay.SAME
    asked_after, asked_next_day = chance.random() < 6 / 7, chance.random() < 2 / 3
    return record(
        Session,
        day,
        routine=name,
        started_at=datetime.combine(on(day), time(9), UTC),
        before=Felt(leg_pain=pain, zone=zone_at(zone)),
        after=Felt(zone=zone_at(min(zone - move, 5)), further_down=move < 0) if asked_after else None,
        next_day=next_day if asked_next_day else None,
    )


def lines(people: int, seed: int) -> Iterator[str]:
    """Work out the table."""
    for habit in Habit:
        for ease in EASES:
            claims = [better(habit, ease, seed * 1_000_003 + number) for number in range(people)]
            some = sum(bool(names) for names in claims) / len(claims)
            first = sum(ROUTINES[0] in names for names in claims) / len(claims)
            yield f"{habit.value:<18} {ease:4.2f}   {some:18.1%}   {first:13.1%}"


def main(argv: list[str] | None = None) -> None:
    """Print the table."""
    print_table(__doc__ or "", "when               ease   some called better   the first one", lines, argv)


def better(habit: Habit, ease: float, seed: int) -> tuple[str, ...]:
    """The routines that are called better for one person."""
    sessions, today = lived(habit, ease, seed)
    return what_eased(sessions, today).better


if __name__ == "__main__":
    main()
