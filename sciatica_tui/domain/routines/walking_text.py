"""What is said of a walking plan: what it asks now, what comes next and why, and how it came to that."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import msgspec

from ..pauses import is_paused
from ..records import WalkMove, WalkPlan, WalkStep
from ..snapshot import RecordSnapshot
from ..text.dates import WEEKDAYS, listed_day
from ..text.grammar import capital, count, number, of_goal
from .phase_goals import Ask
from .walking import (
    DAYS_A_WEEK,
    GOAL_MINUTES,
    advice,
    current_plan,
    full_walks,
    least_of,
    minutes_today,
    says_otherwise_now,
    walked_minutes,
)

FIRST_WORDS = (
    "How many minutes can you walk now without your leg being worse the next day? From there the plan builds up to "
    f"{GOAL_MINUTES} minutes on five days a week, adding at most a fifth a week, and only while your leg takes it "
    f"well."
)
TRIAL_WORDS = (
    "In WalkBack (Lancet 2024), people who had recovered from back pain built up to this with a physiotherapist, in "
    "six sessions with advice; their pain came back later and less often. It is not known whether walking alone "
    "does this, or whether it works in sciatica."
)
MOST_STEPS = 4
"""Steps named in the plan where more are left out than the line that says so takes; History has the record."""


class MinutesRow(msgspec.Struct, frozen=True):
    """Minutes as a row: of which day, and what is said of them; without minutes it stands for rows left out."""

    day: str
    minutes: float | None
    words: str = ""


def minutes_words(minutes: float) -> str:
    """Say `12 min`."""
    return f"{number(minutes)} min"


def _least_words(minutes: float) -> str:
    return f"{minutes_words(least_of(minutes))} or more counts"


def walking_ask(plans: Iterable[WalkPlan], diary: RecordSnapshot, on: date) -> Ask | None:
    """Return the plan that goes on as one of the things the phase asks."""
    plan = current_plan(plans)
    if plan is None:
        return None
    minutes, walks = minutes_today(plan, diary, on), full_walks(plan, diary, on)
    if is_paused(plan, on):
        return Ask("your walking plan is paused")
    words = f"walks of {minutes_words(minutes)} ({_least_words(minutes)})"
    return Ask(words, of_goal(walks, DAYS_A_WEEK, "days"), min(walks / DAYS_A_WEEK, 1.0))


def plan_words(plan: WalkPlan, diary: RecordSnapshot, on: date) -> tuple[str, str]:
    """Say what the plan asks now, and what comes next and why."""
    advised, minutes = advice(plan, diary, on), minutes_today(plan, diary, on)
    done_words = f"Done on {full_walks(plan, diary, on)} of the last 7 days"
    now = f"Now {minutes_words(minutes)} on five days a week ({_least_words(minutes)}). {done_words}."
    if advised.move is WalkMove.SAME:
        return now, f"No change: {advised.why}."
    return now, f"Proposed: {minutes_words(advised.minutes)}. {capital(advised.why)}."


def plan_rows(plan: WalkPlan, diary: RecordSnapshot, on: date) -> tuple[MinutesRow, ...]:
    """Return the goal, the latest steps with their reasons, the newest first as the walks are, and the start."""
    start = MinutesRow(listed_day(plan.day, on), plan.minutes, "the start")
    goal = MinutesRow("Goal", float(GOAL_MINUTES), "on five days a week")
    steps = plan.steps if len(plan.steps) <= MOST_STEPS + 1 else plan.steps[-MOST_STEPS:]
    earlier = len(plan.steps) - len(steps)
    gap = [MinutesRow("…", None, count(earlier, "earlier step"))] if earlier else []
    return (goal, *(_step_row(plan, step, diary, on) for step in reversed(steps)), *gap, start)


def _step_row(plan: WalkPlan, step: WalkStep, diary: RecordSnapshot, on: date) -> MinutesRow:
    doubt = "; your entries, as they are now, would say otherwise" if says_otherwise_now(plan, step, diary) else ""
    return MinutesRow(listed_day(step.day, on), step.minutes, f"{step.why}{doubt}")


def walk_rows(diary: RecordSnapshot, on: date) -> tuple[MinutesRow, ...]:
    """Return the last two weeks with the minutes walked on each day, the newest first; none without any walk."""
    walks = _walks(diary, on, 14)
    return tuple(MinutesRow(listed_day(day, on), minutes) for day, minutes in walks if any(m for _, m in walks))


def walk_line(diary: RecordSnapshot, on: date) -> str:
    """Say in a line what was walked on each of the last seven days, in their order."""
    walks = [(day, minutes) for day, minutes in reversed(_walks(diary, on, 7)) if minutes]
    days = ", ".join(f"{WEEKDAYS[day.weekday()][:3]} {number(minutes)}" for day, minutes in walks)
    return f"You walked: {days} min." if days else "No walk in the last 7 days."


def _walks(diary: RecordSnapshot, on: date, days: int) -> list[tuple[date, float]]:
    return [(day, walked_minutes(diary, day)) for day in (on - timedelta(back) for back in range(days))]


def proposal_words(minutes: float, before: float) -> str:
    """Ask for a step, as Today has it."""
    return f"Walking: {number(minutes)} min instead of {number(before)}?"
