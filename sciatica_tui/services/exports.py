"""Everything as JSON, or the check-ins as CSV, into a file of the person's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from ..domain.progress import Progress, no_progress
from ..domain.records import TABLES, CheckIn, Import
from ..domain.text.grammar import count
from ..exchange.csv_format import DIALECTS as DIALECTS
from ..exchange.csv_format import write_csv
from ..exchange.json_format import write_json
from ..storage.journal import Journal
from ..storage.merge import by_table
from .output_files import write_output
from .paths import Paths


class Export(NamedTuple):
    """The bytes of an export, what is in it (`23 records`), and sentences on what is not."""

    data: bytes
    contents: str
    omissions: tuple[str, ...]


class Format(NamedTuple):
    """What a format holds, for a sentence, and how the journal is encoded in it."""

    scope: str
    encode: Callable[[Journal, Progress, str], Export]


def export(journal: Journal, suffix: str, progress: Progress = no_progress, dialect: str = "excel") -> Export:
    """Encode what the journal holds, by one of the FORMATS; `dialect` is one of the DIALECTS of a CSV."""
    return FORMATS[suffix].encode(journal, progress, dialect)


def write_export(export: Export, path: Path, paths: Paths) -> None:
    """Write an export over what is there. Raises BadInput, StoreError."""
    write_output(path, export.data, paths, force=True)


def _json(journal: Journal, _: Progress, __: str) -> Export:
    contents = journal.history()
    records = sum(not version.gone for version in contents.history.values())
    omissions = tuple(
        f"Left out, as it can't be read: {sentence} (sciatica-tui check says more)." for sentence in contents.unreadable
    )
    return Export(write_json(by_table(contents.history)), f"{records} records", omissions)


def _csv(journal: Journal, progress: Progress, dialect: str) -> Export:
    entries = journal.all(CheckIn)
    number = sum(len(journal.all(kind)) for kind in TABLES.values() if kind not in (CheckIn, Import))
    omission = f"{number} other records (sessions, medication, scans …) have no place in a CSV; JSON holds all."
    return Export(
        write_csv(entries, progress, DIALECTS[dialect]), count(len(entries), "check-in"), (omission,) if number else ()
    )


FORMATS = {".json": Format("everything", _json), ".csv": Format("the check-ins", _csv)}
"""The ending of a file's name → the format it is written in."""
