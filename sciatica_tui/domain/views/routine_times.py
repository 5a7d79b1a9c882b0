"""How often a routine was done lately, and how the leg took it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from ..records import Session
from ..routines.done import anything_done, was_done
from ..routines.session_text import OUTCOMES, how_ended, how_much
from ..routines.setbacks import outcome
from ..text.dates import WEEKDAYS, listed_day

DAYS = 7
DONE, NOT_DONE = "●", "·"


def lately(routine: str, sessions: Iterable[Session], today: date, most: int) -> tuple[str, ...]:
    """Return lines on one routine: the last seven days, and at `most` so many of its sessions, the newest first."""
    own = sorted((s for s in sessions if s.routine == routine), key=lambda s: s.started_at, reverse=True)
    if not own:
        return ("Not done yet.",)
    return (*week_lines(own, today), "", *(_line(session, today) for session in own[:most]))


def week_lines(sessions: Sequence[Session], today: date) -> tuple[str, str]:
    """Return two lines on the last seven days: the weekdays, and below each whether it was done."""
    days = [today - timedelta(ago) for ago in reversed(range(DAYS))]
    done_days = {session.day for session in sessions if was_done(session)}
    marks = [DONE if day in done_days else NOT_DONE for day in days]
    number = marks.count(DONE)
    times = "on 1 day" if number == 1 else f"on {number} days"
    return (
        "  ".join(WEEKDAYS[day.weekday()][:2] for day in days),
        f"{'   '.join(marks)}   {times}",
    )


def _line(session: Session, today: date) -> str:
    """`Mon 23 Nov leg 4 → 3, better the next day`, or how much of it was done."""
    before = session.before.leg_pain if session.before is not None else None
    after = session.after.leg_pain if session.after is not None else None
    course = f"leg {before} → {after}" if before is not None and after is not None else how_much(session)
    ended = how_ended(session) if anything_done(session) else ""
    next_day = OUTCOMES[outcome(session)] if session.after is not None or session.next_day is not None else ""
    return f"{listed_day(session.day, today)} {', '.join(filter(None, (course, ended, next_day)))}"
