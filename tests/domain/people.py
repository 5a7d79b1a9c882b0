"""Made-up people for the tests of verdicts and phases: check-ins and other records from short descriptions."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any, TypeVar

from sciatica_tui.domain.assessment.assess import Assessment, assess
from sciatica_tui.domain.daily import Entries
from sciatica_tui.domain.records import CheckIn, Phase, PhaseDecision, Record, new_id
from sciatica_tui.domain.snapshot import RecordSnapshot

START = date(2026, 3, 2)
FIRST = START.toordinal()
Answer = Any | Callable[[int], Any]
R = TypeVar("R", bound=Record)
_numbers = count(1)


def on(day: int) -> date:
    """So many days after the first."""
    return START + timedelta(days=day)


def record(made_of: Callable[..., R], day: int, **fields: Any) -> R:
    """A record of that day, made at noon."""
    made = datetime.combine(on(day), time(12), UTC)
    identity = new_id(made, next(_numbers).to_bytes(10, "big"))
    return made_of(id=identity, created_at=made, updated_at=made, rev=1, day=on(day), **fields)


def entry(day: int, **answers: Any) -> CheckIn:
    """One check-in at noon, with the red flags answered unless said otherwise."""
    return record(CheckIn, day, **{"at": datetime.combine(on(day), time(12), UTC), "red_flags": (), **answers})


def daily(days: Iterable[int], **answers: Answer) -> tuple[CheckIn, ...]:
    """A check-in on each of the days; an answer may be a function of the day."""
    return tuple(
        entry(day, **{name: value(day) if callable(value) else value for name, value in answers.items()})
        for day in days
    )


def judged(day: int, *checkins: CheckIn, **others: Any) -> Assessment:
    """The assessment of a day."""
    return assess(RecordSnapshot(checkins=checkins, **others), on(day))


def entries_of(*runs: tuple[int, float], skip: Iterable[int] = ()) -> Entries:
    """One measure's entries: runs of (days, value) from the first day on, without the days skipped."""
    values = [value for days, value in runs for _ in range(days)]
    skipped = set(skip)
    return tuple((FIRST + day, value) for day, value in enumerate(values) if day not in skipped)


def days_of(window: Entries) -> list[int]:
    """The days of a window, counted from the first."""
    return [day - FIRST for day, _ in window]


def falling(first: float, last: float, days: int, wobble: int = 1) -> Callable[[int], int]:
    """From one level to another over so many days, up and down by `wobble` in a fixed pattern."""
    pattern = (0, 1, -1, 0, -1, 1, 0)

    def value(day: int) -> int:
        level = first + (last - first) * min(1.0, day / days)
        return min(10, max(0, round(level) + wobble * pattern[day % len(pattern)]))

    return value


def accepted(day: int, phase: Phase, before: Phase = Phase.PAIN_RELIEF) -> PhaseDecision:
    """The person's yes to a phase."""
    return record(PhaseDecision, day, before=before, proposed=phase, accepted=True)


def wobble(level: Callable[[int], float], sd: float = 0.8, seed: int = 4) -> Callable[[int], int]:
    """Ratings about a level, the same for each day whenever it is asked."""

    def value(day: int) -> int:
        return min(10, max(0, round(random.Random(f"{seed} {day}").gauss(level(day), sd))))

    return value


def ramp(first: float, last: float, days: int) -> Callable[[int], float]:
    """From one level to another over so many days."""
    return lambda day: first + (last - first) * min(1.0, day / days)


def forward(page: Assessment) -> bool:
    """Whether a phase ahead is proposed."""
    return page.phase.proposal is not None and not page.phase.proposal.back
