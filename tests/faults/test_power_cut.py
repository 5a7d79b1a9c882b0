"""What was acknowledged is there after a power cut, whatever part of the unflushed rest is not."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sciatica_tui.storage.atomic_file import write_atomically
from sciatica_tui.storage.durable_file import DurableFile
from sciatica_tui.storage.file_protocol import FileVersion
from sciatica_tui.storage.journal import FILE_NAME, Journal

from ..storage.making import Now, as_in_0_1, check_in, ids, journal_on
from .power import RecordingDisk, State

OLD, NEW = check_in(1, leg_pain=6), check_in(2, leg_pain=5)


def found_after(state: State, folder: Path, elsewhere: Path, now: Now) -> set[str]:
    """The entries that the app finds after the cut, started on a copy of what the disk then holds."""
    shutil.rmtree(elsewhere, ignore_errors=True)
    (elsewhere / "backups").mkdir(parents=True)
    for path, data in state:
        (elsewhere / path.relative_to(folder)).write_bytes(data)
    return ids(Journal.open(elsewhere, now))


def losses(
    folder: Path, now: Now, act: Callable[[RecordingDisk], object], before: set[str], after: set[str], deaf_to: str = ""
) -> tuple[int, list[State]]:
    """The number of states that a cut during or after `act` can leave, and those in which something is lost."""
    disk = RecordingDisk(folder, deaf_to)
    act(disk)
    acknowledged = set(disk.cuts[-1].states())
    during = {state for cut in disk.cuts for state in cut.states()} - acknowledged
    elsewhere = folder.with_name("elsewhere")
    lost = [state for state in during if found_after(state, folder, elsewhere, now) not in (before, after)]
    lost += [state for state in acknowledged if found_after(state, folder, elsewhere, now) != after]
    return len(during | acknowledged), lost


def save_new(folder: Path, now: Now) -> Callable[[RecordingDisk], object]:
    return lambda disk: journal_on(folder, now, disk).save("new", NEW)


def test_the_first_save_of_all(folder: Path, now: Now) -> None:
    Journal.open(folder, now)
    states, lost = losses(folder, now, save_new(folder, now), before=set(), after={NEW.id})
    assert states >= 5
    assert lost == []


def test_a_save_on_a_new_day(folder: Path, now: Now) -> None:
    Journal.open(folder, now).save("old", OLD)
    now.advance(days=1)
    states, lost = losses(folder, now, save_new(folder, now), before={OLD.id}, after={OLD.id, NEW.id})
    assert states >= 10
    assert lost == []


def test_putting_a_backup_in_the_place_of_a_damaged_file(folder: Path, now: Now) -> None:
    journal = Journal.open(folder, now)
    journal.save("old", OLD)
    journal.save("old", OLD)
    (folder / FILE_NAME).write_bytes(b"{torn")
    states, lost = losses(folder, now, lambda disk: journal_on(folder, now, disk), before={OLD.id}, after={OLD.id})
    assert states >= 5
    assert lost == []


def test_a_save_of_a_longer_history(folder: Path, now: Now) -> None:
    journal = Journal.open(folder, now)
    many = [check_in(number, leg_pain=4, note="x" * 150) for number in range(3, 9)]
    journal.save("many", *many)
    journal.save("old", OLD)
    before = {OLD.id, *(each.id for each in many)}
    states, lost = losses(folder, now, save_new(folder, now), before=before, after=before | {NEW.id})
    assert states >= 100
    assert lost == []


def test_a_migration(folder: Path, now: Now) -> None:
    Journal.open(folder, now).save("old", OLD)
    as_in_0_1(folder / FILE_NAME)
    states, lost = losses(folder, now, lambda disk: journal_on(folder, now, disk), {OLD.id}, {OLD.id})
    assert states >= 20
    assert lost == []


def test_the_version_before_is_in_the_backups_too(folder: Path, now: Now) -> None:
    Journal.open(folder, now).save("old", OLD)
    before = (folder / FILE_NAME).read_bytes()
    now.advance(days=1)
    disk = RecordingDisk(folder)
    save_new(folder, now)(disk)
    for state in disk.cuts[-1].states():
        assert (folder / "backups" / "previous.json", before) in state


@pytest.mark.parametrize("deaf_to", ["files", "folders"])
def test_a_flush_left_out_is_noticed(folder: Path, now: Now, deaf_to: str) -> None:
    Journal.open(folder, now).save("old", OLD)
    _, lost = losses(folder, now, save_new(folder, now), before={OLD.id}, after={OLD.id, NEW.id}, deaf_to=deaf_to)
    assert lost


class InPlace(DurableFile):
    """Writes into the file itself, as TinyDB's own storage does."""

    def replace(self, data: bytes | bytearray, expected: FileVersion | None) -> FileVersion:
        descriptor = self._disk.open(self._real, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        self._disk.write(descriptor, memoryview(data))
        self._disk.flush(descriptor)
        self._disk.close(descriptor)
        tag = self.tag()
        assert tag is not None
        return tag


def test_writing_in_place_is_noticed(folder: Path, now: Now) -> None:
    def save(disk: RecordingDisk) -> None:
        file = InPlace(folder / FILE_NAME, now, disk=disk)
        Journal(file, lambda name: file, now).save("new", NEW)

    journal = Journal.open(folder, now)
    journal.save("old", OLD)
    _, lost = losses(folder, now, save, before={OLD.id}, after={OLD.id, NEW.id})
    assert lost


@pytest.mark.parametrize("before", [None, b"the page of yesterday"])
@pytest.mark.parametrize("deaf_to", ["", "files", "folders"])
def test_a_file_written_for_the_person(folder: Path, before: bytes | None, deaf_to: str) -> None:
    """An export, a copy on a stick, a page, the settings: there as it was or whole, and whole once it is written."""
    folder.mkdir()
    path, data = folder / "page.pdf", b"x" * 600
    if before is not None:
        path.write_bytes(before)
    disk = RecordingDisk(folder, deaf_to)
    write_atomically(path, data, overwrite=before is not None, disk=disk)
    during = {dict(state).get(path) for cut in disk.cuts for state in cut.states()}
    after = {dict(state).get(path) for state in disk.cuts[-1].states()}
    assert (during <= {before, data} and after == {data}) is (deaf_to == "")
