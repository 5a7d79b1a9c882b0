"""What is said of a walking plan: what it asks now, what comes next and why, and how it came to that."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ..pauses import is_paused
from ..records import Phase, WalkMove, WalkPlan
from ..snapshot import RecordSnapshot
from ..text.dates import listed_day, long_day
from ..text.grammar import capital, count, number, of_goal
from .phase_goals import Ask
from .walking import (
    DAYS_A_WEEK,
    GOAL_MINUTES,
    advice,
    current_plan,
    full_walks,
    minutes_today,
    says_otherwise_now,
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
"""Steps named in the plan; History has the record."""

_MOVES = {WalkMove.UP: "up", WalkMove.SAME: "the same", WalkMove.BACK: "back", WalkMove.OWN: "your choice"}


def minutes_words(minutes: float) -> str:
    """Say `12 min`."""
    return f"{number(minutes)} min"


def walking_ask(plans: Iterable[WalkPlan], diary: RecordSnapshot, on: date, phase: Phase) -> Ask | None:
    """Return the plan that goes on as one of the things the phase asks."""
    plan = current_plan(plans)
    if plan is None:
        return None
    minutes, walks = minutes_words(minutes_today(plan, diary, on)), full_walks(plan, diary, on)
    if is_paused(plan, on):
        return Ask("your walking plan is paused")
    keeping = "to keep it away" if phase is Phase.RECOVERED else "a day"
    words = f"a walk of {minutes} {keeping}"
    return Ask(words, of_goal(walks, DAYS_A_WEEK, "days"), min(walks / DAYS_A_WEEK, 1.0))


def plan_lines(plan: WalkPlan, diary: RecordSnapshot, on: date) -> tuple[str, ...]:
    """Say what the plan asks now, what comes next and why, and its latest steps with their day and reason."""
    advised, minutes = advice(plan, diary, on), minutes_words(minutes_today(plan, diary, on))
    walks = full_walks(plan, diary, on)
    now = f"Now {minutes} on five days a week; {count(walks, 'walk')} that long in the last seven days."
    if advised.move is WalkMove.SAME:
        following = f"No change: {advised.why}."
    else:
        following = f"Proposed: {minutes_words(advised.minutes)}, {_MOVES[advised.move]}. {capital(advised.why)}."
    steps = [
        f"{listed_day(step.day, on)}  {minutes_words(step.minutes)}, {_MOVES[step.move]}: {step.why}"
        + ("; your entries, as they are now, would say otherwise" if says_otherwise_now(plan, step, diary) else "")
        for step in plan.steps[-MOST_STEPS:]
    ]
    return now, following, "", f"Started {long_day(plan.day)} with {minutes_words(plan.minutes)}.", *steps


def proposal_words(minutes: float, before: float) -> str:
    """Ask for a step, as Today has it."""
    return f"Walking: {number(minutes)} min instead of {number(before)}?"
