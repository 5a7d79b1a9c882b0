"""What the check-in's first page says: the entries of today, forms left half filled, days missed, weekly tests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from ..check_in.form import Drafts
from ..check_in.form_text import entry_title
from ..check_in.schedule import has_weekly, missed_days, weekly_due
from ..days import DayRow, day_rows
from ..measures.questions import Depth
from ..record_text import describe_checkin
from ..records import CheckIn
from ..text.dates import WEEKDAYS, listed_day, long_day, short_month
from ..text.grammar import count, joined
from .todo import COMPLETED, DUE, LATER, QUESTION, TO_DO, Todo, short_words


def rows_of_today(checkins: Sequence[CheckIn], drafts: Drafts, on: date, *, locked: bool = False) -> tuple[Todo, ...]:
    """Return what can be done now: check in or go on with a form, the entries of today, the weekly tests.

    While a red flag locks, the weekly tests are not asked for: they are exercises.
    """
    entries = sorted((c for c in checkins if c.day == on), key=lambda c: (c.at is not None, c.at, c.id), reverse=True)
    draft = drafts.of(on)
    rows: list[Todo] = []
    if draft is not None:
        kind = "weekly" if draft.depth is Depth.WEEKLY else "checkin"
        rows.append(Todo(kind, TO_DO, "Continue the form", f"half filled   {count(len(draft.answers), 'answer')}"))
    else:
        words = "Check in again" if entries else "Check in"
        rows.append(Todo("checkin", TO_DO, words, "leg, back, how far down: 3 keys and Enter"))
    missed = missed_days(checkins, on)
    if missed:
        rows.append(Todo(f"day:{missed[0].isoformat()}", DUE, f"Fill in {long_day(missed[0])}", missed_words(missed)))
    for entry in entries:
        time = f"{entry.at:%H:%M}" if entry.at is not None else "no time"
        rows.append(Todo(f"entry:{entry.id}", COMPLETED, f"{time}  {describe_checkin(entry)}"))
    rows += _other_drafts(drafts, on)
    if not locked:
        rows.append(_weekly(checkins, on))
    return tuple(rows)


def _other_drafts(drafts: Drafts, on: date) -> Iterator[Todo]:
    for form in reversed(drafts.forms):
        if form.editing is not None:
            yield Todo(f"entry:{form.id}", QUESTION, f"Half edited: {entry_title(form.editing)}")
        elif form.day != on:
            answers = count(len(form.answers), "answer")
            yield Todo(f"day:{form.day.isoformat()}", QUESTION, f"Half filled: {long_day(form.day)}", answers)


def _weekly(checkins: Iterable[CheckIn], on: date) -> Todo:
    last = max((c.day for c in checkins if c.day <= on and has_weekly(c)), default=None)
    before = f"last done {short_month(last, on)}" if last is not None else "not done yet"
    if weekly_due(checkins, on):
        return Todo("weekly", DUE, "Weekly tests are due", f"about 5 min   {before}")
    return Todo("weekly", COMPLETED, "Weekly tests", before)


def rows_of_days(checkins: Sequence[CheckIn], on: date, days: int) -> tuple[Todo, ...]:
    """Return the days before today, the latest first, back to the first entry: what each says, or that it is missed."""
    first = min((c.day for c in checkins), default=on)
    missed = missed_days(checkins, on)
    rows = day_rows(checkins, max(first, on - timedelta(days)), on - timedelta(1))
    return tuple(_day(row, on, row.day in missed) for row in reversed(rows))


def _day(row: DayRow, on: date, missed: bool) -> Todo:
    name = f"{listed_day(row.day, on):<12}"
    if row.logged:
        entries = count(len(row.checkins), "entry", "entries") if len(row.checkins) > 1 else ""
        return Todo(f"logged:{row.day.isoformat()}", COMPLETED, f"{name}{short_words(row)}", entries)
    mark, aside = (DUE, "missed: fill it in") if missed else (LATER, "")
    return Todo(f"day:{row.day.isoformat()}", mark, f"{name}nothing logged", aside)


def missed_words(days: Sequence[date]) -> str:
    """Name the days missed in the last week: `Mon and Tue missed`."""
    return f"{joined([WEEKDAYS[day.weekday()][:3] for day in days])} missed"
