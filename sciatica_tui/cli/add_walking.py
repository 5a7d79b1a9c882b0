"""`sciatica-tui add walking`: begin a walking plan, choose its minutes, pause it, go on with it, end it."""

from __future__ import annotations

from collections.abc import Sequence

from ..domain.errors import BadInput
from ..domain.pauses import resumed
from ..domain.records import WalkPlan
from ..domain.red_flags.flags import locked
from ..domain.routines import walking
from ..domain.routines.walking_text import minutes_words
from ..domain.snapshot import RecordSnapshot
from ..services.walking import all_ended, changed, new_plan
from .context import Context

PAUSE, RESUME, END = "pause", "resume", "end"
WALKING_WORDS = {
    "10": "a plan that begins with 10 min a day, or the minutes from today",
    PAUSE: "the plan waits",
    RESUME: "it goes on where it was",
    END: "it ends",
}
"""What is said of a walking plan → what it means."""


def answered_plan(
    word: str, plans: Sequence[WalkPlan], diary: RecordSnapshot, context: Context
) -> tuple[Sequence[WalkPlan], str]:
    """Return the plan as it is then, ended ones included, and the sentence about it. Raises BadInput."""
    today = context.today()
    plan = walking.current_plan(plans)
    minutes = _minutes(word)
    if plan is None:
        if minutes is None:
            raise BadInput("There is no walking plan. Begin one with: sciatica-tui add walking 10")
        if locked(diary.red_flags, today):
            raise BadInput("A red flag is open; walking waits until a clinician has seen it.")
        plan = new_plan(minutes, today, context.clock.now())
        return [plan], f"the walking plan begins with {minutes_words(minutes)} a day"
    if minutes is not None:
        return [changed(plan, minutes, diary, today)], f"the walking plan is {minutes_words(minutes)} a day from today"
    if word == PAUSE:
        return [walking.paused(plan, today)], "the walking plan is paused; it waits where it is"
    if word == RESUME:
        return [resumed(plan, today)], "the walking plan goes on where it was"
    return all_ended(plans, today), "the walking plan has ended"


def _minutes(word: str) -> float | None:
    """The number that is typed; `None` for one of the words."""
    if word in (PAUSE, RESUME, END):
        return None
    try:
        return float(word.replace(",", ".").removesuffix("min").strip())
    except ValueError as error:
        raise BadInput(f"walking: “{word}” is neither minutes nor one of {PAUSE}, {RESUME}, {END}.") from error
