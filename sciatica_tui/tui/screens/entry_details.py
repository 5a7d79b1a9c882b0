"""What the history says of one entry, beside the list or on a page of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from textual.content import Content

from ...domain.records import CheckIn
from ...domain.text.dates import long_day, year_of
from ...domain.text.lines import wrapped
from ...domain.views.history import Entry, Listing, details
from ..widgets.entry_list import TIME_WIDTH

GAP, LEAST = 2, 10
"""Columns between questions and answers, and of these at least."""


def title_of_entry(entry: Entry, today: date, say: Callable[[date], str] = long_day) -> str:
    """`Check-in · Sunday 22 November, 08:10`."""
    time = f", {entry.time}" if entry.time else ", time unknown" if isinstance(entry.record, CheckIn) else ""
    return f"{entry.kind.value.capitalize()} · {say(entry.day)}{year_of(entry.day, today)}{time}"


def details_of_entry(entry: Entry, width: int) -> Content:
    """All that the entry holds: what was asked on the left, the answers below each other on the right."""
    rows: list[Content] = []
    lateness = (("Time", entry.time_words),) if entry.is_after_midnight else ()
    answers = lateness + (details(entry.record) or (("", "Nothing was answered."),))
    column = max(len(question) for question, _ in answers) + GAP
    for question, answer in answers:
        indent = column if question or rows else 0
        lines = [part for line in answer.splitlines() for part in wrapped(line, max(width - indent, LEAST))] or [""]
        for number, line in enumerate(lines):
            rows.append(Content.assemble((("" if number else question).ljust(indent), "$foreground 65%"), line))
    return Content("\n").join(rows)


def details_and_day(entry: Entry, listing: Listing, width: int) -> Content:
    """All that the entry holds, and what else there is of its day."""
    others = [other for other in listing.of_day(entry.day) if other.record.id != entry.record.id]
    return Content("\n\n").join(filter(None, (details_of_entry(entry, width), _others(others, width))))


def _others(others: Sequence[Entry], width: int) -> Content:
    """What else there is of the day, each in one line with its time, which goes on below itself."""
    if not others:
        return Content("")
    rows = [Content.styled("Also that day", "bold $primary")]
    for other in others:
        lines = wrapped(other.with_lateness(other.with_kind), max(width - TIME_WIDTH, LEAST))
        rows += [
            Content.assemble((("" if number else other.time).ljust(TIME_WIDTH), "$foreground 65%"), line)
            for number, line in enumerate(lines)
        ]
    return Content("\n").join(rows)
