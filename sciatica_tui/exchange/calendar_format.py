"""Reminders as a calendar (iCalendar, RFC 5545): entries with lasting names, so that none comes twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime

import msgspec

from ..domain.text.visible import visible_line

LINE_OCTETS = 75
"""Octets of a line, without its end, before it is folded (RFC 5545, 3.1)."""


class CalendarEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of a calendar. `uid` is its lasting name, `changed` when it was last changed, `revision` from 0.

    `start` with an offset is an instant, without one the time on the wall wherever the person is; a date is a whole
    day. `repeats` is empty, `DAILY` or `WEEKLY`; `alarm` the time from the start to the alarm, as RFC 5545 writes it.
    """

    uid: str
    summary: str
    start: datetime | date
    changed: datetime
    revision: int = 0
    repeats: str = ""
    alarm: str = "PT0S"


def write_calendar(entries: Iterable[CalendarEntry]) -> bytes:
    """Write entries as a calendar, in UTF-8."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//sciatica-tui//reminders//EN"]
    for entry in entries:
        lines += _event(entry)
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _event(entry: CalendarEntry) -> Iterator[str]:
    summary = _escaped(entry.summary)
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.uid}"
    yield f"DTSTAMP:{_utc(entry.changed)}"
    yield f"SEQUENCE:{entry.revision}"
    yield _start(entry.start)
    if entry.repeats:
        yield f"RRULE:FREQ={entry.repeats}"
    yield f"SUMMARY:{summary}"
    yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER:{entry.alarm}", f"DESCRIPTION:{summary}", "END:VALARM")
    yield "END:VEVENT"


def _start(start: datetime | date) -> str:
    if not isinstance(start, datetime):
        return f"DTSTART;VALUE=DATE:{start:%Y%m%d}"
    return f"DTSTART:{_utc(start) if start.tzinfo is not None else f'{start:%Y%m%dT%H%M%S}'}"


def _utc(instant: datetime) -> str:
    try:
        utc = instant.astimezone(UTC)
    except OverflowError:  # at either end of time there is no instant in UTC
        utc = instant
    return f"{utc.year:04}{utc:%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    """A text as RFC 5545 (3.3.11) asks, in one line."""
    return visible_line(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> bytes:
    """A line with its end, broken where it is too long, never within a letter."""
    parts, part = list[bytes](), b""
    for letter in line:
        octets = letter.encode()
        if len(part) + len(octets) > LINE_OCTETS:
            parts.append(part)
            part = b" "
        part += octets
    return b"\r\n".join([*parts, part]) + b"\r\n"
