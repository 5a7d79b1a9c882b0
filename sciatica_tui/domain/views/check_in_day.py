"""What the check-in's first page says: the entries of today, forms left half filled, days missed, weekly tests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import msgspec

from ..check_in.form import Drafts
from ..check_in.form_text import entry_title
from ..check_in.schedule import WEEKLY_DAYS, last_weekly, missed_days, tells_of_the_day, tests_left, weekly_due
from ..days import DayRow, day_rows
from ..measures.questions import Depth
from ..record_text import describe_beside_pain, describe_checkin
from ..records import CheckIn
from ..text.dates import WEEKDAYS, listed_day, long_day, short_month
from ..text.grammar import count, joined
from ..text.visible import visible_line
from ..zones import level
from .history import Entries, Entry, EntryKind, Listing
from .todo import CHECKED_IN, COMPLETED, DUE, LATER, QUESTION, TO_DO, WORST, Todo, draft_row, weekly_row

NOTHING_LOGGED = "Nothing logged on this day."

NO_CHECKIN = {EntryKind.CHECKIN: "tests or red flags"}
"""What a check-in that says nothing of the day is called beside “no check-in”."""

MOST_KINDS = 3
"""Kinds of entries of such a day that are named, before the others are counted."""

PAIN_COLUMNS_WIDTH = 26
"""Cells of a day's pains and zone, before what else was said."""

FIRST_DAYS = 7
"""Days before today that are listed before there are entries."""


def rows_of_today(
    checkins: Sequence[CheckIn], drafts: Drafts, on: date, *, locked: bool = False, is_over: bool = False
) -> tuple[Todo, ...]:
    """Return what can be done now: check in or go on with a form, the entries of today, the weekly tests.

    While a red flag locks, the weekly tests are not asked for: they are exercises. `is_over`: the episode has ended,
    and nothing is missed or due.
    """
    entries = sorted((c for c in checkins if c.day == on), key=lambda c: (c.at is not None, c.at, c.id), reverse=True)
    draft = drafts.of(on)
    rows: list[Todo] = []
    is_of_tests = draft is not None and draft.depth is Depth.WEEKLY
    if draft is not None and not is_of_tests:
        rows.append(draft_row(draft))
    else:
        words = "Check in again" if entries else "Check in"
        rows.append(Todo("checkin", TO_DO, words, "leg, back, how far down: 3 keys and Enter"))
    missed = () if is_over else missed_days(checkins, on)
    if missed:
        rows.append(Todo(f"day:{missed[0].isoformat()}", DUE, f"Fill in {long_day(missed[0])}", missed_words(missed)))
    for entry in entries:
        time = Entry(entry).time_words or "no time"
        rows.append(Todo(f"entry:{entry.id}", COMPLETED, f"{time}  {describe_checkin(entry)}"))
    rows += _other_drafts(drafts, on)
    if draft is not None and is_of_tests:
        rows.append(draft_row(draft))
    elif not locked and not is_over:
        rows.append(_weekly(checkins, on))
    return tuple(rows)


def _other_drafts(drafts: Drafts, on: date) -> Iterator[Todo]:
    for form in reversed(drafts.forms):
        if form.editing is not None:
            yield Todo(f"entry:{form.id}", QUESTION, f"Half edited: {entry_title(form.editing)}")
        elif form.day != on:
            answers = count(len(form.answers), "answer")
            yield Todo(f"day:{form.day.isoformat()}", QUESTION, f"Half filled: {long_day(form.day)}", answers)


def _weekly(checkins: Sequence[CheckIn], on: date) -> Todo:
    last = last_weekly(checkins, on)
    if last is None or weekly_due(checkins, on):
        row = weekly_row(checkins, on)
        before = f"last done {short_month(last, on)}" if last is not None else "not done yet"
        return msgspec.structs.replace(row, aside=f"{row.aside}   {before}")
    if not tests_left(checkins, on):
        return Todo("weekly", COMPLETED, "Weekly tests", f"last done {short_month(last, on)}")
    return msgspec.structs.replace(weekly_row(checkins, on), aside=f"last done {short_month(last, on)}")


def rows_of_days(
    checkins: Sequence[CheckIn], on: date, days: int, *, listing: Listing | None = None, is_over: bool = False
) -> tuple[Todo, ...]:
    """Return that many days before today, the latest first: what each says, or that nothing is logged.

    `listing` holds all entries, of which a day without a check-in names the kinds. Days before the first check-in are
    left out, but for the last week. None is missed once the episode has ended.
    """
    listing = Listing(checkins) if listing is None else listing
    missed = () if is_over else missed_days(checkins, on)
    days_since_first = max(((on - checkin.day).days for checkin in checkins), default=0)
    days = min(days, max(days_since_first, FIRST_DAYS))
    rows = day_rows(checkins, on - timedelta(days), on - timedelta(1))
    return tuple(_day(row, listing.of_day(row.day), on, row.day in missed) for row in reversed(rows))


def _day(row: DayRow, entries: Entries, on: date, missed: bool) -> Todo:
    name = f"{listed_day(row.day, on):<12}"
    is_told = any(map(tells_of_the_day, row.checkins))
    words = _in_columns(row) if is_told else _without_checkin(entries)
    if is_told or (row.logged and not missed):
        number = sum(map(tells_of_the_day, row.checkins))
        is_worst = number > 1 and words != CHECKED_IN
        number = number if is_worst else len(row.checkins)
        number_words = f"{WORST}of " * is_worst + count(number, "check-in") if number > 1 else ""
        beside = ", ".join(filter(None, map(describe_beside_pain, row.checkins))) if is_told else ""
        words = visible_line(f"{words:<{PAIN_COLUMNS_WIDTH}}{beside}").rstrip()
        return Todo(f"logged:{row.day.isoformat()}", COMPLETED if is_told else LATER, f"{name}{words}", number_words)
    older = "no longer asked for" if (on - row.day).days > WEEKLY_DAYS else ""
    mark, aside = (DUE, "missed: fill it in") if missed else (LATER, older)
    return Todo(f"day:{row.day.isoformat()}", mark, f"{name}{words}", aside)


def _without_checkin(entries: Entries) -> str:
    """Say of a day without a check-in what there is of it: `no check-in · session and visit`."""
    if not entries:
        return "nothing logged"
    kinds = list(dict.fromkeys(NO_CHECKIN.get(entry.kind, entry.kind.value) for entry in reversed(entries)))
    if len(kinds) > MOST_KINDS:
        kinds[MOST_KINDS - 1 :] = [f"{len(kinds) - MOST_KINDS + 1} more"]
    return f"no check-in · {joined(kinds)}"


def _in_columns(row: DayRow) -> str:
    """The day's worst, each in its column: `leg  3  back  2  thigh`; blank where it was not asked."""
    pains = (("leg", row.leg_pain), ("back", row.back_pain))
    columns = [f"{name} {pain:>2} " if pain is not None else " " * (len(name) + 4) for name, pain in pains]
    zone = row.zone.value if row.zone is not None and level(row.zone) else ""
    return " ".join([*columns, zone]) if zone or any(pain is not None for _, pain in pains) else CHECKED_IN


def entries_in_words(entries: Sequence[Entry]) -> tuple[tuple[str, str], ...]:
    """Return entries as (time, words), all that they say; a sentence where there are none."""
    words = ((entry, entry.text if entry.kind is EntryKind.CHECKIN else entry.with_kind) for entry in entries)
    rows = tuple((entry.time, visible_line(entry.with_lateness(text))) for entry, text in words)
    return rows or ((NOTHING_LOGGED, ""),)


def today_and_yesterday(today: Sequence[Entry], yesterday: Sequence[Entry]) -> tuple[tuple[str, str], ...]:
    """Return all that today holds, and yesterday to compare with."""
    return (("Today", ""), *entries_in_words(today), ("", ""), ("Yesterday", ""), *entries_in_words(yesterday))


def missed_words(days: Sequence[date]) -> str:
    """Name the days missed in the last week: `Mon and Tue missed`; one alone is named by its row."""
    names = [WEEKDAYS[day.weekday()][:3] for day in days]
    return f"{joined(names)} missed" if len(names) > 1 else "missed"
