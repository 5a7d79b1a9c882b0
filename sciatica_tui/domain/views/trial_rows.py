"""What Today says of a trial; a journal without one need not load how it is analysed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from ..pauses import is_paused
from ..records import Trial, TrialEvening
from ..snapshot import RecordSnapshot
from ..trials.trial import (
    FORGOTTEN_DAYS,
    current_trial,
    evening_of,
    forgotten_days,
    is_over,
    why_to_stop,
)
from ..trials.words import today_words
from .todo import COMPLETED, DUE, LATER, QUESTION, TO_DO, Todo


def trial_rows(
    trials: Iterable[Trial], evenings: Sequence[TrialEvening], diary: RecordSnapshot, on: date
) -> tuple[Todo, ...]:
    """Return what the trial that is going on says of the day, or asks; nothing before its first day."""
    current = current_trial(trials)
    if current is None or on < current.day:
        return ()
    kind = f"trial:{current.id}"
    if why_to_stop(current, diary, on) is not None:
        return (Todo(kind, DUE, f"The trial of {current.subject}: stop or pause it", "Enter"),)
    if is_over(current, on):
        return (Todo(kind, DUE, today_words(current, on), "Enter"),)
    idle = forgotten_days(current, evenings, on)
    if idle >= FORGOTTEN_DAYS:
        return (Todo(kind, QUESTION, f"The trial of {current.subject}: {idle} evenings without an answer", "Enter"),)
    evening = evening_of(current, evenings, on)
    if evening is not None and evening.pain is not None:
        return (Todo(kind, COMPLETED, today_words(current, on), f"evening {evening.pain}"),)
    if is_paused(current, on):
        return (Todo(kind, LATER, today_words(current, on), "paused"),)
    return (Todo("evening", TO_DO, today_words(current, on), "answer tonight"),)
