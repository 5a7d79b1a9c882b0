"""How often a routine was done lately, and how the leg took it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta

from ..records import ActivityKind, CheckIn, Session
from ..routines.catalogue import title_of
from ..routines.done import anything_done, was_done
from ..routines.session_text import OUTCOMES, how_ended, how_much
from ..routines.setbacks import Outcome, outcome
from ..routines.walking import WALK
from ..text.dates import WEEKDAYS, listed_day
from ..text.grammar import count

DAYS = 7
OTHERS = "Your other routines"
DONE, BEGUN, NOT_DONE = "●", "○", "·"


def lately(
    routine: str, sessions: Iterable[Session], today: date, most: int, checkins: Iterable[CheckIn] = ()
) -> tuple[str, ...]:
    """Return lines on one routine: the last seven days, and at `most` so many of its sessions, the newest first.

    A walk that only a check-in of `checkins` tells of counts as well.
    """
    own = sorted((s for s in sessions if s.routine == routine), key=lambda s: s.started_at, reverse=True)
    walks = _logged_walks(checkins, {session.day for session in own}) if routine == WALK else {}
    if not own and not walks:
        return ("Not done yet.",)
    lines = [(session.day, _line(session, today)) for session in own]
    lines += [(day, f"{listed_day(day, today)} {minutes} min, logged") for day, minutes in walks.items()]
    lines.sort(key=lambda line: line[0], reverse=True)
    return (*week_lines(own, today, walks), "", *(line for _, line in lines[:most]))


def others(routine: str, sessions: Iterable[Session], today: date, most: int) -> tuple[str, ...]:
    """Return lines on the last sessions of every other routine, at `most` so many, the newest first."""
    rest = sorted((s for s in sessions if s.routine != routine), key=lambda s: s.started_at, reverse=True)[:most]
    lines = [_line(session, today, f"{title_of(session.routine)}, ") for session in rest]
    return ("", OTHERS, *lines) if lines else ()


def _logged_walks(checkins: Iterable[CheckIn], session_days: Collection[date]) -> dict[date, int]:
    """The minutes walked by the check-ins on days without a session."""
    minutes = dict[date, int]()
    for checkin in checkins:
        logged = sum(a.minutes for a in checkin.activity or () if a.kind is ActivityKind.WALK)
        if logged and checkin.day not in session_days:
            minutes[checkin.day] = minutes.get(checkin.day, 0) + logged
    return minutes


def week_lines(sessions: Sequence[Session], today: date, logged: Collection[date] = ()) -> tuple[str, str]:
    """Return two lines on the last seven days: the weekdays, and below each whether it was done, or begun.

    It was also done on the days `logged` elsewhere.
    """
    days = [today - timedelta(ago) for ago in reversed(range(DAYS))]
    done_days = {session.day for session in sessions if was_done(session)} | set(logged)
    begun_days = {session.day for session in sessions if anything_done(session)}
    marks = [DONE if day in done_days else BEGUN if day in begun_days else NOT_DONE for day in days]
    number, begun = marks.count(DONE), marks.count(BEGUN)
    times = f"begun on {count(begun, 'day')}" if begun and not number else f"on {count(number, 'day')}"
    return (
        "  ".join(WEEKDAYS[day.weekday()][:2] for day in days),
        f"{'   '.join(marks)}   {times}",
    )


def _line(session: Session, today: date, title: str = "") -> str:
    """`Mon 23 Nov leg 4 → 3, better the next day`, or how much of it was done.

    With a `title` that stands before it, and nothing is said of the next day.
    """
    before = session.before.leg_pain if session.before is not None else None
    after = session.after.leg_pain if session.after is not None else None
    course = f"leg {before} → {after}" if before is not None and after is not None else how_much(session)
    ended = how_ended(session) if anything_done(session) else ""
    is_known = session.next_day is not None or outcome(session) is Outcome.SET_BACK
    next_day = OUTCOMES[outcome(session)] if is_known and not title else ""
    return f"{listed_day(session.day, today)} {title}{', '.join(filter(None, (course, ended, next_day)))}"
