"""What a check-in form and its entry are called on the screen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time

from ..days import DAY_ENDS
from ..records import CheckIn
from ..text.dates import long_day
from ..text.grammar import count
from .form import Form


def entry_title(entry: CheckIn) -> str:
    """Return the day and the time of an entry: `Sunday 22 November, 08:40`."""
    return f"{long_day(entry.day)}, {f'{entry.at:%H:%M}' if entry.at is not None else 'time unknown'}"


def form_title(form: Form, checkins: Iterable[CheckIn], today: date, *, day_ends: time = DAY_ENDS) -> str:
    """Return the day of a form and how many of the check-ins are of that day, or the entry that it edits."""
    if form.editing is not None:
        return f"Editing · {entry_title(form.editing)}"
    time_words = f"begun {form.began_at:%H:%M}" if form.began_that_day(day_ends) else "time unknown"
    title = f"{long_day(form.day)}, {'today' if form.day == today else time_words}"
    entries = sum(checkin.day == form.day for checkin in checkins)
    return f"{title} · {count(entries, 'entry', 'entries')} already" if entries else title
