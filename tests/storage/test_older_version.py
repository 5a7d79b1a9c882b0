"""Another program puts another version in the file's place: nothing acknowledged is lost, and the person is told."""

from __future__ import annotations

import errno
import json
import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from sciatica_tui.domain.errors import StoreError
from sciatica_tui.domain.records import CheckIn
from sciatica_tui.storage.device_copies import merge_copy, read_copy
from sciatica_tui.storage.filesystem import Disk
from sciatica_tui.storage.journal import FILE_NAME, Journal

from .disks import FailingDisk
from .making import Now, check_in, ids, journal_on, stock

FIRST, SECOND, THIRD, FOURTH = (check_in(number, leg_pain=number) for number in range(1, 5))


@pytest.fixture
def path(folder: Path) -> Path:
    return folder / FILE_NAME


def put(data: bytes, path: Path) -> None:
    """As `rsync` or a sync client does it: a new file takes the name."""
    beside = path.with_name("beside")
    beside.write_bytes(data)
    beside.replace(path)


def versions(journal: Journal, path: Path) -> list[bytes]:
    """The file after each of three saves."""
    files = []
    for record in (FIRST, SECOND, THIRD):
        journal.save("saved", record)
        files.append(path.read_bytes())
    return files


def elsewhere(folder: Path, now: Now) -> Journal:
    """The same history on another device."""
    return Journal.open(Path(shutil.copytree(folder, folder.with_name("elsewhere"))), now)


def newer_than_file(folder: Path, now: Now) -> Path:
    """No window is open when an older file is put in place; where the backup is that has more."""
    journal = Journal.open(folder, now)
    first, _, _ = versions(journal, folder / FILE_NAME)
    put(first, folder / FILE_NAME)
    return folder / "backups" / "previous.json"


@pytest.mark.parametrize("by", ["refresh", "save", "a save of another window"])
def test_an_older_version_under_an_open_window_takes_nothing_away(
    journal: Journal, folder: Path, path: Path, now: Now, by: str
) -> None:
    first, _, _ = versions(journal, path)
    put(first, path)
    saved = {FIRST.id, SECOND.id, THIRD.id}
    if by == "a save of another window":
        Journal.open(folder, now).save("saved", FOURTH)
    if by == "save":
        journal.save("saved", FOURTH)
    else:
        assert journal.refresh()
    saved |= set() if by == "refresh" else {FOURTH.id}
    assert ids(journal) == ids(Journal.open(folder, now)) == {each["id"] for each in stock(path)} == saved
    (notice,) = journal.notices
    assert "Another program replaced" in notice
    assert "lacks 2 changes made here; nothing is lost" in notice
    assert not journal.refresh()
    assert journal.check() == ()


def test_an_older_version_that_is_put_there_again_when_no_window_is_open_is_noticed_too(
    journal: Journal, folder: Path, path: Path, now: Now
) -> None:
    first, _, _ = versions(journal, path)
    put(first, path)
    journal.refresh()
    put(first, path)
    after = Journal.open(folder, now)
    assert "lacks changes that its backup" in after.notices[0]
    (lasting,) = (folder / "backups").glob("kept-*.json")
    merge_copy(after, read_copy(after, lasting, lasting.read_bytes()))
    assert ids(after) == {FIRST.id, SECOND.id, THIRD.id}


def test_a_change_and_a_deletion_count_as_much_as_a_new_entry(
    journal: Journal, folder: Path, path: Path, now: Now
) -> None:
    _, second, _ = versions(journal, path)
    journal.save("changed", replace(FIRST, leg_pain=9))
    journal.delete("deleted", SECOND)
    put(second, path)
    journal.refresh()
    for window in (journal, Journal.open(folder, now)):
        assert {each.id: each.leg_pain for each in window.all(CheckIn)} == {FIRST.id: 9, THIRD.id: 3}


@pytest.mark.parametrize("saves", [1, 3], ids=["the same sequence", "a higher sequence"])
def test_the_version_of_another_device_is_taken_with_all_that_was_here(
    journal: Journal, folder: Path, path: Path, now: Now, saves: int
) -> None:
    journal.save("saved", FIRST)
    other = elsewhere(folder, now)
    for number in range(10, 10 + saves):
        other.save("there", check_in(number))
    journal.save("here", SECOND)
    assert other.path is not None
    put(other.path.read_bytes(), path)
    journal.refresh()
    assert ids(journal) == ids(other) | {SECOND.id}
    assert "lacks 1 change made here" in journal.notices[0]


def test_what_is_saved_by_other_windows_is_nothing_to_be_told(journal: Journal, folder: Path, now: Now) -> None:
    other = Journal.open(folder, now)
    journal.save("saved", FIRST, SECOND)
    journal.save("saved", THIRD)
    other.save("changed", replace(FIRST, leg_pain=9))
    other.delete("deleted", SECOND)
    other.undo()
    other.undo()
    journal.refresh()
    assert {each.leg_pain for each in journal.all(CheckIn)} == {1, 2, 3}
    assert journal.notices == ()


def test_a_copy_that_another_window_restored_on_purpose_stays(journal: Journal, folder: Path, now: Now) -> None:
    for record in (FIRST, SECOND, THIRD):
        journal.save("saved", record)
    other = Journal.open(folder, now)
    (copy,) = [copy for copy in other.backups().usable if copy.path.name == "previous.json"]
    other.restore(copy)
    other.save("saved", FOURTH)
    journal.refresh()
    assert ids(journal) == {FIRST.id, SECOND.id, FOURTH.id}
    assert journal.notices == ()


def test_a_hand_edit_is_not_undone_by_the_window_beside_it(journal: Journal, path: Path) -> None:
    journal.save("saved", FIRST, SECOND)
    everything = json.loads(path.read_bytes())
    del everything["checkins"]["2"]
    everything["checkins"]["1"]["leg_pain"] = 9
    path.write_text(json.dumps(everything))
    journal.refresh()
    assert [each.leg_pain for each in journal.all(CheckIn)] == [9]
    path.write_bytes(path.read_bytes())
    journal.refresh()
    assert [each.leg_pain for each in journal.all(CheckIn)] == [9]


def test_a_hand_edit_is_not_lost_to_an_older_version(journal: Journal, path: Path) -> None:
    journal.save("saved", FIRST)
    older = path.read_bytes()
    journal.save("saved", SECOND)
    path.write_bytes(path.read_bytes().replace(b'"leg_pain":1', b'"leg_pain":9'))
    journal.refresh()
    put(older, path)
    journal.refresh()
    assert {each.leg_pain for each in journal.all(CheckIn)} == {9, 2}


def test_where_it_can_not_be_written_it_is_shown_and_goes_into_the_file_with_the_next_save(
    folder: Path, path: Path, now: Now
) -> None:
    disk = FailingDisk(10**9, errno.ENOSPC)
    journal = journal_on(folder, now, disk)
    first, _, _ = versions(journal, path)
    put(first, path)
    refuse = disk.write
    disk.write = lambda descriptor, data: (_ for _ in ()).throw(OSError(errno.ENOSPC, ""))  # type: ignore[method-assign]
    journal.refresh()
    assert ids(journal) == {FIRST.id, SECOND.id, THIRD.id}
    assert "the file could not be corrected yet" in journal.notices[0]
    assert "the disk is full" in journal.notices[0]
    with pytest.raises(StoreError, match="the disk is full"):
        journal.save("saved", FOURTH)
    disk.write = refuse  # type: ignore[method-assign]
    journal.save("saved", FOURTH)
    assert ids(Journal.open(folder, now)) == {FIRST.id, SECOND.id, THIRD.id, FOURTH.id}


def test_what_was_held_is_kept_where_another_history_takes_the_place(
    journal: Journal, folder: Path, path: Path, now: Now
) -> None:
    journal.save("saved", FIRST)
    other = Journal.open(folder.with_name("other"), now)
    other.save("there", SECOND)
    assert other.path is not None
    put(other.path.read_bytes(), path)
    journal.refresh()
    assert ids(journal) == {SECOND.id}
    (notice,) = journal.notices
    (copy,) = [copy for copy in journal.backups().usable if copy.path.name.startswith("held-")]
    assert str(copy.path) in notice
    journal.restore(copy)
    assert ids(Journal.open(folder, now)) == {FIRST.id}


def test_a_start_on_an_older_version_names_the_newer_backup(folder: Path, path: Path, now: Now) -> None:
    copy = newer_than_file(folder, now)
    held = copy.read_bytes()
    journal = Journal.open(folder, now)
    assert ids(journal) == {FIRST.id}
    (notice,) = journal.notices
    (lasting,) = copy.parent.glob("kept-*.json")
    assert lasting.read_bytes() == held
    assert f"“sciatica-tui merge {lasting}” adds them" in notice
    assert any(str(lasting) in finding for finding in journal.check())
    assert Journal.open(folder, now).notices == (notice,), "until something is done about it"
    for number in range(10, 20):
        now.advance(days=1)
        journal.save("saved", check_in(number))
    assert lasting.read_bytes() == held, "no save may take it away"
    assert any(str(lasting) in finding for finding in journal.check())


def test_merging_that_copy_brings_everything_back_and_ends_the_matter(folder: Path, now: Now) -> None:
    newer_than_file(folder, now)
    journal = Journal.open(folder, now)
    (lasting,) = (folder / "backups").glob("kept-*.json")
    merge_copy(journal, read_copy(journal, lasting, lasting.read_bytes()))
    assert ids(journal) == {FIRST.id, SECOND.id}
    after = Journal.open(folder, now)
    assert after.notices == ()
    assert after.check() == ()


def test_a_copy_with_a_higher_sequence_and_nothing_more_in_it_is_nothing_to_be_told(
    journal: Journal, folder: Path, path: Path, now: Now
) -> None:
    journal.save("saved", FIRST)
    other = elsewhere(folder, now)
    for pain in range(5):
        journal.save("saved", replace(FIRST, leg_pain=pain))
    other.merge("merged", journal.history().history)
    assert other.path is not None
    put(other.path.read_bytes(), path)
    assert Journal.open(folder, now).notices == ()


def test_a_merged_copy_of_another_device_is_not_taken_for_what_this_file_lacks(
    journal: Journal, folder: Path, now: Now
) -> None:
    journal.save("saved", FIRST)
    other = elsewhere(folder, now)
    for number in range(10, 20):
        other.save("there", check_in(number))
    assert other.path is not None
    merge_copy(journal, read_copy(journal, other.path, other.path.read_bytes()))
    journal.delete("deleted", check_in(10))
    assert Journal.open(folder, now).notices == ()


def test_looking_where_nothing_can_be_written_names_the_copy_as_well(folder: Path, now: Now) -> None:
    class ReadOnly(Disk):
        def replace(self, source: Path, target: Path) -> None:
            raise OSError(errno.EROFS, "")

    copy = newer_than_file(folder, now)
    (notice,) = journal_on(folder, now, ReadOnly()).notices
    assert f"merge {copy}”" in notice
    assert copy.exists()


def test_a_restore_is_no_older_version_at_the_next_start(journal: Journal, folder: Path, path: Path, now: Now) -> None:
    versions(journal, path)
    journal.restore(journal.backups().usable[-1])
    assert Journal.open(folder, now).notices == ()
