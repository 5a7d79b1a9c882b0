"""Bytes in, bytes out: who may read them, what is kept of the old ones, what a refusal says."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from sciatica_tui.domain.errors import DurabilityUnknown, StoreBusy, StoreError, StoreReadOnly
from sciatica_tui.storage.durable_file import DurableFile
from sciatica_tui.storage.filesystem import REAL_DISK, Disk
from sciatica_tui.storage.locks import Claim, FileLock

from .disks import CountingDisk, FailsOnce
from .making import Now


@pytest.fixture
def path(folder: Path) -> Path:
    return folder / "data.json"


def opened(path: Path, now: Now, disk: Disk = REAL_DISK) -> DurableFile:
    file = DurableFile(path, now, disk=disk)
    file.prepare()
    return file


def save(file: DurableFile, *versions: bytes) -> None:
    for data in versions:
        file.replace(data, file.tag())


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_nobody_else_can_read_it(path: Path, now: Now) -> None:
    save(opened(path, now), b"one", b"two")
    assert mode(path.parent) == mode(path.parent / "backups") == 0o700
    assert [mode(each) for each in path.parent.rglob("*.*")] == [0o600] * 4


def test_a_folder_that_was_there_keeps_its_permissions(path: Path, now: Now) -> None:
    path.parent.mkdir(mode=0o755)
    path.parent.chmod(0o755)
    save(opened(path, now), b"one")
    assert mode(path.parent) == 0o755
    assert mode(path) == 0o600


def test_a_linked_file_is_replaced_where_it_lies_and_the_link_stays(path: Path, now: Now, tmp_path: Path) -> None:
    real = tmp_path / "synced" / "real.json"
    real.parent.mkdir()
    path.parent.mkdir()
    real.write_bytes(b"one")
    path.symlink_to(real)
    save(opened(path, now), b"two")
    assert path.is_symlink()
    assert real.read_bytes() == b"two"
    assert (path.parent / "backups" / "previous.json").read_bytes() == b"one"


def test_a_link_in_a_circle_is_one_sentence(path: Path, now: Now) -> None:
    path.parent.mkdir()
    path.symlink_to(path)
    with pytest.raises(StoreError, match=r"link leads nowhere; mend the link"):
        opened(path, now).read()


def test_the_version_before_the_last_is_kept(path: Path, now: Now) -> None:
    save(opened(path, now), b"one", b"two", b"three")
    assert (path.parent / "backups" / "previous.json").read_bytes() == b"two"


def test_where_a_file_can_have_one_name_only_the_version_before_is_copied(path: Path, now: Now) -> None:
    class OneName(Disk):
        def link(self, source: Path, target: Path) -> None:
            raise OSError(errno.EPERM, "no second names here")

    save(opened(path, now, OneName()), b"one", b"two", b"three")
    assert (path.parent / "backups" / "previous.json").read_bytes() == b"two"
    assert mode(path.parent / "backups" / "previous.json") == 0o600


def test_without_a_copy_of_the_version_before_nothing_is_saved(path: Path, now: Now) -> None:
    save(opened(path, now), b"one")
    with pytest.raises(StoreError, match=r"Can't keep a backup in .*/backups: the disk reported an error"):
        save(opened(path, now, FailsOnce("make_folder", errno.EIO)), b"two")
    assert path.read_bytes() == b"one"


def test_writing_into_the_file_in_place_does_not_touch_the_copies(path: Path, now: Now) -> None:
    save(opened(path, now), b"one", b"two")
    path.write_bytes(b"!")
    assert (path.parent / "backups" / "previous.json").read_bytes() == b"one"


def test_a_save_that_was_cut_off_does_not_leave_a_copy_that_is_the_file_itself(path: Path, now: Now) -> None:
    save(opened(path, now), b"one", b"two")
    (path.parent / "backups" / "previous.json").unlink()
    (path.parent / "backups" / "previous.json").hardlink_to(path)
    opened(path, now).read()
    path.write_bytes(b"!")
    assert (path.parent / "backups" / "previous.json").read_bytes() == b"two"


def test_one_copy_a_day_for_a_week(path: Path, now: Now) -> None:
    file = opened(path, now)
    for day in range(10):
        save(file, b"morning of %d" % day, b"evening of %d" % day)
        now.advance(days=1)
    dailies = sorted(path.parent.glob("backups/daily-*.json"))
    assert [each.name for each in dailies] == [f"daily-2026-07-{day:02}.json" for day in range(4, 11)]
    assert dailies[-1].read_bytes() == b"evening of 8", "what there was when the day began"


def test_a_clock_that_was_wrong_once_does_not_stop_the_daily_copies(path: Path, now: Now) -> None:
    file = opened(path, now)
    now.advance(days=3650)
    for _ in range(9):
        save(file, b"far ahead")
        now.advance(days=1)
    now.advance(days=-3700)
    save(file, b"back again")
    assert (path.parent / "backups" / f"daily-{now().date()}.json").exists()


@pytest.mark.parametrize("by", ["the next save", "the next start"])
def test_leftovers_of_a_killed_save_are_swept_and_nothing_else(path: Path, now: Now, by: str) -> None:
    file = opened(path, now)
    save(file, b"one", b"two")
    folders = path.parent, path.parent / "backups"
    ours = [folder / ".sciatica-tui-0123456789ab.tmp" for folder in folders]
    theirs = path.with_name(".syncthing.data.json.tmp")
    for each in (*ours, theirs):
        each.touch()
    if by == "the next save":
        save(file, b"three")
    else:
        opened(path, now)
    assert not any(each.exists() for each in ours)
    assert theirs.exists()


def test_what_somebody_changed_without_asking_is_not_overwritten(path: Path, now: Now) -> None:
    file = opened(path, now)
    save(file, b"one")
    tag = file.tag()
    path.write_bytes(b"two")
    with pytest.raises(StoreError, match="another program has just changed it"):
        file.replace(b"three", tag)
    with pytest.raises(StoreError, match="another program has just changed it"):
        file.replace(b"three", None)
    assert path.read_bytes() == b"two"


def test_a_file_marked_read_only_is_respected(path: Path, now: Now) -> None:
    file = opened(path, now)
    save(file, b"one")
    path.chmod(0o400)
    with pytest.raises(StoreReadOnly, match="is marked read-only"):
        save(file, b"two")
    assert path.read_bytes() == b"one"


def test_a_save_is_certain_only_when_the_folder_is_flushed(path: Path, now: Now) -> None:
    save(opened(path, now), b"zero", b"one")
    counting = CountingDisk()
    save(opened(path, now, counting), b"two")
    disk = FailsOnce("flush", errno.EIO, nth=counting.calls.count("flush") - 1)
    with pytest.raises(DurabilityUnknown, match=r"is saved, but .* a power cut now might lose it"):
        save(opened(path, now, disk), b"three")
    assert path.read_bytes() == b"three"


def test_a_failed_flush_is_not_tried_again(path: Path, now: Now) -> None:
    save(opened(path, now), b"one")
    disk = FailsOnce("flush", errno.EIO)
    file = opened(path, now, disk)
    with pytest.raises(StoreError, match="the disk reported an error"):
        save(file, b"three")
    assert disk.calls.count("flush") == 1
    assert path.read_bytes() == b"one"
    save(file, b"four")
    assert path.read_bytes() == b"four"


def test_a_short_write_goes_on_where_it_stopped(path: Path, now: Now) -> None:
    class Slow(Disk):
        def write(self, descriptor: int, data: memoryview) -> int:
            return super().write(descriptor, data[:3])

    save(opened(path, now, Slow()), b"0123456789")
    assert path.read_bytes() == b"0123456789"


def test_while_another_window_saves_we_wait_and_then_say_so(path: Path, now: Now) -> None:
    path.parent.mkdir()
    mine = FileLock(path.with_suffix(".lock"), REAL_DISK)
    theirs = FileLock(path.with_suffix(".lock"), REAL_DISK, patience=0.05)
    with mine.held(), mine.held(), pytest.raises(StoreBusy, match="Another window is saving"), theirs.held():
        pass
    with theirs.held():
        pass
    assert mine.path.exists(), "the lock file stays"


class WithoutLockFile(Disk):
    """Another program deletes the lock file as soon as it is opened for the first time."""

    def __init__(self, lock: Path) -> None:
        self._lock: Path | None = lock

    def open(self, path: Path, flags: int) -> int:
        descriptor = super().open(path, flags)
        if path == self._lock:
            self._lock = None
            path.unlink()
        return descriptor


def test_a_lock_file_that_is_deleted_while_it_is_taken_is_taken_again(path: Path) -> None:
    path.parent.mkdir()
    lock = path.with_suffix(".lock")
    mine = FileLock(lock, WithoutLockFile(lock))
    theirs = FileLock(lock, REAL_DISK, patience=0.05)
    with mine.held(), pytest.raises(StoreBusy), theirs.held():
        pass


def test_a_session_is_not_claimed_by_a_lock_file_that_is_gone(path: Path) -> None:
    path.parent.mkdir()
    mine, theirs = Claim(path, WithoutLockFile(path)), Claim(path, REAL_DISK)
    taken = [mine.take(), theirs.take()]
    assert taken.count(True) == 1


def test_what_another_program_puts_there_while_we_save_is_not_overwritten(path: Path, now: Now) -> None:
    class OtherSave(Disk):
        """While the backup is made, a program that knows nothing of the lock, or has deleted it, saves too."""

        def link(self, source: Path, target: Path) -> None:
            super().link(source, target)
            beside = path.with_name("beside")
            beside.write_bytes(b"theirs")
            beside.replace(path)

    save(opened(path, now), b"one")
    with pytest.raises(StoreError, match="another program has just changed it"):
        save(opened(path, now, OtherSave()), b"ours")
    assert path.read_bytes() == b"theirs"


def test_a_pipe_is_refused_and_not_waited_for(path: Path, now: Now) -> None:
    path.parent.mkdir()
    os.mkfifo(path)
    with pytest.raises(StoreError, match="not a regular file"):
        opened(path, now).read()


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "the disk is full; free some space"),
        (errno.EACCES, "permission is denied"),
        (errno.EROFS, "the disk is read-only"),
        (errno.EIO, "the disk reported an error"),
        (errno.EDQUOT, "your disk quota is used up"),
        (errno.EBUSY, "device or resource busy; try again"),
    ],
)
def test_each_refusal_is_one_sentence_with_what_where_and_what_to_do(
    path: Path, now: Now, number: int, words: str
) -> None:
    file = opened(path, now, FailsOnce("write", number))
    with pytest.raises(StoreError) as caught:
        save(file, b"two")
    sentence = str(caught.value)
    assert sentence.startswith(f"Can't save {path}: ")
    assert words in sentence
    assert sentence.endswith(".")
    assert not path.exists()
    assert not list(path.parent.glob(".*.tmp"))
