"""Reminders for a calendar: visits still to come and, where wanted, the check-in and the weekly tests."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime, time, timedelta

from ..domain.check_in.schedule import WEEKLY_DAYS, last_weekly
from ..domain.errors import BadInput
from ..domain.records import CheckIn, Visit
from ..domain.text.suggestions import near_miss
from ..domain.visits.visit import is_over
from ..domain.visits.words import visit_title
from ..exchange.calendar_format import CalendarEntry
from ..storage.journal import Journal

CHECK_IN, WEEKLY_TESTS = "check-in", "weekly-tests"
NAMES = (CHECK_IN, WEEKLY_TESTS)
"""What is reminded of beside visits, where wanted."""

EVENING = time(20)
"""When the check-in is reminded of where the settings do not say (a choice of ours)."""


def names_of(text: str | None) -> tuple[str, ...]:
    """Read names with commas between. Raises BadInput for one there is not."""
    names = tuple(name.strip().lower() for name in (text or "").split(",") if name.strip())
    for name in names:
        if name not in NAMES:
            hint = near_miss(name, NAMES) or f"they are {', '.join(NAMES)}."
            raise BadInput(f"There is no reminder “{name}”; {hint}")
    return names


def calendar_entries(
    journal: Journal, today: date, now: datetime, names: Collection[str] = (), remind_from: str = ""
) -> tuple[CalendarEntry, ...]:
    """Return the reminders from `now` on; `remind_from` is the time of repeated ones, HH:MM. Raises BadInput for none.

    Of a visit they hold when and with whom, and nothing else: calendars are often shared.
    """
    entries = tuple(_entries(journal, today, now, names, remind_from))
    if not entries:
        raise BadInput("There is no planned visit to remind you of; add one, or use --also check-in,weekly-tests.")
    return entries


def _entries(
    journal: Journal, today: date, now: datetime, names: Collection[str], remind_from: str
) -> Iterator[CalendarEntry]:
    for visit in sorted(journal.all(Visit), key=lambda visit: (visit.day, visit.id)):
        if visit.day >= today and not is_over(visit, today, now):
            yield CalendarEntry(
                uid=f"{visit.id}@sciatica-tui",
                summary=f"Visit: {visit_title(visit)}",
                start=visit.day if visit.at is None else visit.at,
                changed=visit.updated_at,
                revision=visit.rev - 1,
                alarm="-PT6H" if visit.at is None else "-P1D",
            )
    at = time.fromisoformat(remind_from) if remind_from else EVENING
    if CHECK_IN in names:
        start = datetime.combine(today, at)
        yield _repeated(CHECK_IN, "Check in: how are you today?", start, now, "DAILY")
    if WEEKLY_TESTS in names:
        last = last_weekly(journal.all(CheckIn), today) or today
        due = max(last + timedelta(WEEKLY_DAYS), today)
        yield _repeated(WEEKLY_TESTS, "Weekly tests: about 5 minutes", datetime.combine(due, at), now, "WEEKLY")


def _repeated(name: str, summary: str, start: datetime, now: datetime, repeats: str) -> CalendarEntry:
    return CalendarEntry(uid=f"{name}@sciatica-tui", summary=summary, start=start, changed=now, repeats=repeats)
