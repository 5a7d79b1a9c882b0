"""What was acknowledged is there after a power cut, whatever part of the unflushed rest is not."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sciatica_tui.store.journal import FILE_NAME, Journal

from .making import Now, check_in, ids, journal_on
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
