"""Everything as JSON, the check-ins as CSV, or reminders as a calendar, into a file of the person's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from ..domain.progress import Progress, no_progress
from ..domain.records import TABLES, CheckIn, Import
from ..domain.text.grammar import count
from ..exchange.calendar_format import write_calendar
from ..exchange.csv_format import DIALECTS as DIALECTS
from ..exchange.csv_format import write_csv
from ..exchange.json_format import write_json
from ..storage.journal import Journal
from ..storage.merge import by_table
from .calendar_reminders import calendar_entries
from .output_files import write_output
from .paths import Paths


class Export(NamedTuple):
    """The bytes of an export, what is in it (`23 records`), and sentences on what is not."""

    data: bytes
    contents: str
    omissions: tuple[str, ...]


class Wishes(NamedTuple):
    """What a format is to know: one of the DIALECTS of a CSV; the moment, and what a calendar reminds of beside visits.

    `remind_from` is the time of daily reminders as HH:MM, empty for the usual one.
    """

    today: date
    now: datetime
    dialect: str = "excel"
    reminders: tuple[str, ...] = ()
    remind_from: str = ""


class Format(NamedTuple):
    """What a format holds, for a sentence, and how the journal is encoded in it."""

    scope: str
    encode: Callable[[Journal, Progress, Wishes], Export]


def export(journal: Journal, suffix: str, wishes: Wishes, progress: Progress = no_progress) -> Export:
    """Encode what the journal holds, by one of the FORMATS. Raises BadInput where there is nothing to remind of."""
    return FORMATS[suffix].encode(journal, progress, wishes)


def write_export(export: Export, path: Path, paths: Paths) -> None:
    """Write an export over what is there. Raises BadInput, StoreError."""
    write_output(path, export.data, paths, force=True)


def _json(journal: Journal, _: Progress, __: Wishes) -> Export:
    contents = journal.history()
    records = sum(not version.gone for version in contents.history.values())
    omissions = tuple(
        f"Left out, as it can't be read: {sentence} (sciatica-tui check says more)." for sentence in contents.unreadable
    )
    return Export(write_json(by_table(contents.history)), count(records, "record"), omissions)


def _csv(journal: Journal, progress: Progress, wishes: Wishes) -> Export:
    entries = journal.all(CheckIn)
    number = sum(len(journal.all(kind)) for kind in TABLES.values() if kind not in (CheckIn, Import))
    omission = f"Not in a CSV: {count(number, 'other record')} (sessions, medication, scans …); JSON has everything."
    return Export(
        write_csv(entries, progress, DIALECTS[wishes.dialect]),
        count(len(entries), "check-in"),
        (omission,) if number else (),
    )


def _calendar(journal: Journal, _: Progress, wishes: Wishes) -> Export:
    entries = calendar_entries(journal, wishes.today, wishes.now, wishes.reminders, wishes.remind_from)
    return Export(write_calendar(entries), count(len(entries), "reminder"), ())


FORMATS = {
    ".json": Format("everything", _json),
    ".csv": Format("the check-ins", _csv),
    ".ics": Format("reminders", _calendar),
}
"""The ending of a file's name → the format it is written in."""
