"""What a shell's prompt says: an open red flag, and what is left to do today."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from ..check_in.schedule import FELT_DAYS, of_the_week
from ..episodes import Span, has_ended, span_on
from ..records import CheckIn
from ..red_flags.flags import last_asked, locked
from ..snapshot import RecordSnapshot
from .alert import alert
from .todo import DUE, QUESTION, TO_DO, Todo, felt_row, todo

WORDS = {
    "checkin": "not logged",
    "weekly": "weekly tests due",
    "red_flags": "red flags not asked",
    "felt": "better or worse since it began?",
}
"""Row of Today → how a prompt says it."""

CHECK_IN = ("checkin", TO_DO)
"""What is asked for every day; anything else only when it is due."""


def prompt_line(diary: RecordSnapshot, on: date) -> str:
    """Say what Today asks for on that day, in one short line; empty when all is done. Routines are only offered."""
    rows: tuple[Todo, ...] = ()
    if not has_ended(diary.episodes, on):
        span = span_on(diary.episodes, on)
        checkins = _telling_what_is_due(diary.checkins, span, on)
        asked = last_asked(of_the_week(checkins, on), diary.red_flags, on)  # it is asked again after a week
        rows = todo(checkins, asked, on, locked=locked(diary.red_flags, on))
        rows += felt_row(span.only(checkins, on), on)
    parts = [WORDS[row.kind] for row in rows if row.mark in (DUE, QUESTION) or (row.kind, row.mark) == CHECK_IN]
    stretches = _stretches_due(diary, on)
    if stretches:
        parts.append(f"yesterday's stretch{'es' if stretches > 1 else ''}: how was your leg?")
    return " · ".join([*alert(diary, on), *parts])


def _telling_what_is_due(checkins: Sequence[CheckIn], span: Span, on: date) -> list[CheckIn]:
    """Return those of the last four weeks, and one that is older: of years, no other makes a difference.

    The older one is of the episode where it has one.
    """
    before = on - timedelta(FELT_DAYS)
    older = next((c for c in checkins if c.day <= before and span.holds(c.day)), None)
    older = older or next((c for c in checkins if c.day <= before), None)
    return [*([older] if older is not None else []), *(c for c in checkins if c.day > before)]


def _stretches_due(diary: RecordSnapshot, on: date) -> int:
    """How many of yesterday's stretches nobody has asked about yet."""
    if not diary.sessions:
        return 0
    from ..routines.setbacks import next_day_due  # the routines need not be read where none was done

    return len(next_day_due(diary, on))
