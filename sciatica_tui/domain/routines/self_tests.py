"""What a guided test found, and the check-in it is written into."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from ..check_in.schedule import has_weekly
from ..measures.answers import Answers, answers_of, checkin_from
from ..records import MOST_RISES, CheckIn, HeelRises, Session, Side, StepDone
from .done import FINISHED, steps_done

HEEL_RISE_SECONDS = 2.0
"""One heel rise with each count, every two seconds (Hébert-Losier 2017)."""


def heel_rises(steps: Iterable[StepDone]) -> HeelRises | None:
    """Return the counts of the heel-rise test, each side's best, 0–25; `None` where no side was done."""
    best: dict[Side | None, int] = {}
    for step in steps:
        if step.routine == "heel-rises" and step.done_seconds > 0:
            count = min(math.floor(step.done_seconds / HEEL_RISE_SECONDS), MOST_RISES)
            best[step.side] = max(best.get(step.side, 0), count)
    return HeelRises(left=best.get(Side.LEFT), right=best.get(Side.RIGHT)) if best else None


def sit_to_stand(steps: Iterable[StepDone]) -> float | None:
    """Return seconds for standing up five times, to a tenth.

    `None` where it was not done or ran to its end unanswered.
    """
    times = [s.done_seconds for s in steps if s.routine == "sit-to-stand" and 0 < s.done_seconds < s.planned_seconds]
    return round(min(times), 1) if times else None


def results(session: Session) -> Answers:
    """Return what the timer itself measured, as answers of a check-in.

    A step broken off or skipped counts for nothing.
    """
    steps = steps_done(session.steps if session.ended == FINISHED else session.steps[:-1])
    rises, seconds = heel_rises(steps), sit_to_stand(steps)
    answers = {
        "heel_rises.left": rises.left if rises is not None else None,
        "heel_rises.right": rises.right if rises is not None else None,
        "sit_to_stand_seconds": seconds,
    }
    return {path: value for path, value in answers.items() if value is not None}


def leg_raise(answers: Mapping[str, Any]) -> Answers:
    """Return what was read from the leg raise, as answers of a check-in: `method` and `degrees`, (left, right).

    Empty where the method or both sides are missing: lying and seated are never compared, so neither is assumed.
    """
    left, right = answers.get("degrees") or (None, None)
    if answers.get("method") is None or (left is None and right is None):
        return {}
    degrees = {"leg_raise.left_degrees": left, "leg_raise.right_degrees": right}
    return {"leg_raise.method": answers["method"], **{p: float(v) for p, v in degrees.items() if v is not None}}


def entry_with(answers: Mapping[str, Any], checkins: Iterable[CheckIn], day: date, stamp: Mapping[str, Any]) -> CheckIn:
    """Return the day's weekly check-in with the results in it, or a new one of `stamp` where there is none.

    The newest of the day that answers a weekly question is taken: tests of one day belong together. A test done
    again replaces its result. Raises BadInput for a value out of range.
    """
    weekly = [c for c in checkins if c.day == day and has_weekly(c)]
    if not weekly:
        return checkin_from(answers, **stamp, day=day, at=stamp["created_at"])
    old = max(weekly, key=lambda c: c.id)
    identity = {"id": old.id, "created_at": old.created_at, "updated_at": old.updated_at, "rev": old.rev}
    return checkin_from({**answers_of(old), **answers}, **identity, day=old.day, at=old.at)
