"""What happened and is worth a mark on a chart: events, scans, and the days the person called a flare."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from .chart import Mark
from .records import CheckIn, Event, EventKind, Scan
from .words import describe

FLARE = ("✶", "flare")
SCAN = ("□", "scan")
EVENTS = {
    EventKind.INJECTION: ("↓", "injection"),
    EventKind.SURGERY: ("×", "surgery"),
    EventKind.EXERCISE: ("+", "exercise"),
    EventKind.CLINICIAN: ("◇", "clinician"),
    EventKind.NOTE: ("•", "note"),
    EventKind.OTHER: ("•", "other"),
}
"""Glyph and word of each; the glyphs differ from those of the verdicts."""


def marks_of(checkins: Sequence[CheckIn], events: Sequence[Event], scans: Sequence[Scan]) -> tuple[Mark, ...]:
    """All marks, by day."""
    flares = {c.day for c in checkins if c.flare}
    found = [_mark(day, FLARE, "flare") for day in flares]
    found += [_mark(event.day, EVENTS[event.kind], describe(event)) for event in events]
    found += [_mark(scan.day, SCAN, describe(scan)) for scan in scans]
    return tuple(sorted(found, key=lambda mark: (mark.day, mark.glyph)))


def _mark(day: date, look: tuple[str, str], words: str) -> Mark:
    return Mark(day.toordinal(), *look, words)
