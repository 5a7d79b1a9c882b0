"""What a check-in form and its entry are called on the screen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time

from ..days import DAY_ENDS, is_after_midnight, time_words
from ..records import CheckIn
from ..text.dates import long_day
from ..text.grammar import count
from .form import Form


def entry_title(entry: CheckIn) -> str:
    """Return the day and the time of an entry: `Sunday 22 November, 08:40`, or `…, 01:30 after midnight`."""
    return f"{long_day(entry.day)}, {time_words(entry.at, entry.day) if entry.at is not None else 'time unknown'}"


def form_title(form: Form, checkins: Iterable[CheckIn], today: date, *, day_ends: time = DAY_ENDS) -> str:
    """Return the day of a form and how many of the check-ins are of that day, or the entry that it edits.

    Of a form that was begun after midnight it says until when the day is today: by the calendar it is over.
    """
    if form.editing is not None:
        return f"Editing · {entry_title(form.editing)}"
    if form.day == today:
        late = is_after_midnight(form.began_at, form.day)
        words = f"today until {day_ends:%H:%M}" if late else "today"
    else:
        that_day = form.began_that_day(day_ends)
        words = f"begun {time_words(form.began_at, form.day)}" if that_day else "time unknown"
    title = f"{long_day(form.day)}, {words}"
    entries = sum(checkin.day == form.day for checkin in checkins)
    return f"{title} · {count(entries, 'entry', 'entries')} already" if entries else title
