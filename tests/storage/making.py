"""Check-ins and a clock for the tests of the store."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import tinydb

from sciatica_tui.domain.records import CheckIn, new_id
from sciatica_tui.storage.durable_file import DurableFile
from sciatica_tui.storage.file_format import SCHEMA
from sciatica_tui.storage.filesystem import REAL_DISK, Disk
from sciatica_tui.storage.journal import FILE_NAME, Journal

START = datetime(2026, 7, 1, 9, 0, tzinfo=UTC)


class Now:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.at = START

    def __call__(self) -> datetime:
        return self.at

    def advance(self, **by: float) -> None:
        self.at += timedelta(**by)


def check_in(number: int, **answers: Any) -> CheckIn:
    """A check-in made `number` minutes after the start; the same number gives the same id."""
    at = START + timedelta(minutes=number)
    ulid = new_id(at, number.to_bytes(10, "big"))
    return CheckIn(id=ulid, created_at=at, updated_at=at, rev=1, day=at.date(), at=at, **answers)


def as_in_0_1(path: Path) -> None:
    """Take the file for one that version 0.1 wrote: of schema 1, the records being the same."""
    path.write_bytes(path.read_bytes().replace(b'"schema":%d' % SCHEMA, b'"schema":1', 1))


def journal_on(folder: Path, now: Now, disk: Disk = REAL_DISK) -> Journal:
    """A journal in the folder, on a disk of the test's choice."""
    file = DurableFile(folder / FILE_NAME, now, disk=disk)
    file.prepare()
    return Journal(file, lambda name: DurableFile(folder / name, now, backups=False, lock=file.lock, disk=disk), now)


def ids(journal: Journal) -> set[str]:
    return {each.id for each in journal.all(CheckIn)}


def stock(path: Path, table: str = "checkins") -> list[dict[str, Any]]:
    """What TinyDB as it is installed reads from the file."""
    with tinydb.TinyDB(path, access_mode="r") as database:
        return [dict(document) for document in database.table(table)]
