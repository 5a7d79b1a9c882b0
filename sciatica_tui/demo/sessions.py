"""The made-up sessions and a routine of one's own; after the press-ups pain was often further up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta

from ..domain.records import CheckIn, Felt, NextDay, Routine, RoutineStep, Session, Side, StepDone
from ..domain.zones import level, zone_at
from .story import FLARES, LAST, PRESS_UPS_FROM
from .walking import Identity

PRESS_UP_WEEKDAYS = (1, 4, 6)
PRESS_UP_SECONDS = 50
AT_ONCE = (1, 1, 0, 1, 1, 0, 1)
"""How many zones further up pain was after one, from session to session; the next day was better after those with 1."""


def timed(kind: str, seconds: int) -> StepDone:
    """A pack that was on for its whole time."""
    return StepDone(kind=kind, planned_seconds=seconds, done_seconds=seconds, routine=kind)


def hold(name: str, side: str, repetition: int) -> StepDone:
    """A stretch that was held to its end."""
    return StepDone(
        kind="hold", planned_seconds=30, done_seconds=30, side=Side(side), routine=name, repetition=repetition
    )


def press_ups(identity: Callable[[datetime], Identity], first: date, checkins: Iterable[CheckIn]) -> Iterator[Session]:
    """Yield a session on three days a week, an hour before the evening's check-in; none in a flare."""
    evenings = {(entry.day - first).days: entry for entry in checkins if entry.frequency is not None}
    days = [n for n in range(PRESS_UPS_FROM, LAST) if n % 7 in PRESS_UP_WEEKDAYS and n not in FLARES and n in evenings]
    for turn, number in enumerate(days):
        entry, up = evenings[number], AT_ONCE[turn % len(AT_ONCE)]
        if entry.at is None or entry.zone is None or entry.leg_pain is None:
            continue
        started = entry.at - timedelta(hours=1)
        ended = started + timedelta(seconds=PRESS_UP_SECONDS)
        after = Felt(leg_pain=entry.leg_pain, zone=zone_at(max(level(entry.zone) - up, 0)), further_down=False)
        yield Session(
            **identity(ended),
            day=entry.day,
            routine="press-up",
            started_at=started,
            ended_at=ended,
            steps=(
                StepDone(
                    kind="move", planned_seconds=PRESS_UP_SECONDS, done_seconds=PRESS_UP_SECONDS, routine="press-up"
                ),
            ),
            ended="finished",
            before=Felt(leg_pain=entry.leg_pain, zone=entry.zone),
            after=after,
            next_day=(NextDay.BETTER if up else NextDay.SAME) if number < LAST - 1 else None,
        )


def own_routine(identity: Identity, day: date) -> Routine:
    """Return what the physiotherapist showed: an exercise of ours, and one in the person's own words."""
    return Routine(
        **identity,
        day=day,
        name="From the physio",
        steps=(
            RoutineStep(name="bridge", hold_seconds=6, repetitions=10),
            RoutineStep(name="Lean back", hold_seconds=10, repetitions=5, rest_seconds=5, note="Hands on the hips."),
        ),
    )
