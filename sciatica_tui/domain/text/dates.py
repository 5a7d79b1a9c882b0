"""Days in words, whatever the machine's locale."""

from __future__ import annotations

from datetime import date, timedelta

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


FAR = timedelta(days=300)
"""How far a day of this year can be from today to be named without its year: nearer than the same day of another."""


def long_day(day: date) -> str:
    """Say `Sunday 22 November`, whatever the machine's locale."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def short_day(day: date) -> str:
    """Say `Sun 22 Nov`."""
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day:>2} {MONTHS[day.month - 1][:3]}"


def listed_day(day: date, today: date) -> str:
    """Say `Sun 22 Nov` of this year, `1 Dec 2016` of another: as wide either way."""
    return short_day(day) if day.year == today.year else f"{day.day:>2} {_month(day)} {day.year}"


def short_month(day: date, today: date) -> str:
    """Say `22 Nov`, with its year where it needs one."""
    return f"{day.day} {_month(day)}{year_of(day, today)}"


def short_span(first: date, last: date, today: date) -> str:
    """Say `21–27 Sep`, `30 Oct – 6 Nov`; long ago with the year, `30 Oct – 6 Nov 2016`; of one day that day."""
    last_words, year = short_month(last, today), year_of(first, today)
    if first == last:
        return last_words
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last_words}"
    began = f"{first.day} {_month(first)}"
    return f"{began if first.year == last.year else began + year} – {last_words}"


def _month(day: date) -> str:
    return MONTHS[day.month - 1][:3]


def year_of(day: date, today: date) -> str:
    """Say ` 2016` to follow a day that is not of this year, or more than FAR from today; else nothing."""
    return f" {day.year}" if day.year != today.year or abs(today - day) > FAR else ""


def day_words(day: date, today: date) -> str:
    """Say `9 November`, with its year where it needs one."""
    return f"{day.day} {MONTHS[day.month - 1]}{year_of(day, today)}"
