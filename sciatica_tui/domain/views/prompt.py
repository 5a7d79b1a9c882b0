"""What a shell's prompt says: an open red flag, and what is left to do today."""

from __future__ import annotations

from datetime import date

from ..assessment.weakness import weakness_on
from ..episodes import span_on
from ..red_flags.flags import (
    TITLES,
    WEAKNESS,
    Urgency,
    last_asked,
    locked,
    open_answers,
    reason_words,
    urgency_of,
)
from ..routines.setbacks import next_day_due
from ..snapshot import RecordSnapshot
from .today import COMPLETED, felt_row, todo

WORDS = {
    "checkin": "not logged",
    "weekly": "weekly tests due",
    "red_flags": "red flags not asked",
    "felt": "better or worse since it began?",
}
"""Row of Today → how a prompt says it."""


def prompt_line(diary: RecordSnapshot, on: date) -> str:
    """Say what Today asks for on that day, in one short line; empty when all is done. Routines are only offered."""
    asked = last_asked(diary.checkins, diary.red_flags, on)
    rows = todo(diary.checkins, asked, on, locked=locked(diary.red_flags, on))
    rows += felt_row(span_on(diary.episodes, on).only(diary.checkins, on), on)
    parts = [WORDS[row.kind] for row in rows if row.mark is not COMPLETED]
    stretches = len(next_day_due(diary, on))
    if stretches:
        parts.append(f"yesterday's stretch{'es' if stretches > 1 else ''}: how since?")
    return " · ".join([*alert(diary, on), *parts])


def alert(diary: RecordSnapshot, on: date) -> list[str]:
    """Name the most urgent of the red flags that are open, with what raised them; nothing where none is.

    A weakness that no clinician has seen is one too where no flag of it is open, after an import say.
    """
    standing = open_answers(diary.red_flags, on)
    urgency = urgency_of(flag for answer in standing for flag in answer.flags)
    reasons = [reason_words(answer, on) for answer in standing if answer.why]
    weakness = weakness_on(diary, on)
    if weakness is not None and all(WEAKNESS not in answer.flags for answer in standing):
        urgency, reasons = max(urgency or Urgency.SAME_DAY, Urgency.SAME_DAY), [*reasons, weakness]
    return [f"! {TITLES[urgency]}" + (f": {', '.join(reasons)}" if reasons else "")] if urgency else []
