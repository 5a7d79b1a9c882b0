"""Every bad state a data folder can be in: a sentence for the person, and nothing lost."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sciatica_tui.domain.errors import StoreError, StoreReadOnly
from sciatica_tui.domain.records import CheckIn
from sciatica_tui.storage.filesystem import Disk
from sciatica_tui.storage.journal import FILE_NAME, Journal

from .disks import FailsOnce
from .making import Now, check_in, ids, journal_on, stock

OLD, NEW = check_in(1, leg_pain=6), check_in(2, leg_pain=5)
ROOT = Path(__file__).parents[2]


@pytest.fixture
def path(folder: Path) -> Path:
    return folder / FILE_NAME


@pytest.fixture
def kept(folder: Path, now: Now) -> Path:
    """A folder whose file holds two entries and whose newest backup holds the first."""
    journal = Journal.open(folder, now)
    journal.save("old", OLD)
    journal.save("new", NEW)
    return folder


def test_a_missing_folder_is_made(tmp_path: Path, now: Now) -> None:
    deep = tmp_path / "not" / "there" / "yet"
    journal = Journal.open(deep, now)
    assert journal.notices == ()
    assert journal.save("old", OLD).certain
    assert ids(Journal.open(deep, now)) == {OLD.id}


def test_a_folder_that_is_a_file(tmp_path: Path, now: Now) -> None:
    (tmp_path / "data").write_text("mine")
    for folder in (tmp_path / "data", tmp_path / "data" / "deeper"):
        with pytest.raises(StoreError, match=r"a file is where a folder should be; move it away, or choose another"):
            Journal.open(folder, now)
    assert (tmp_path / "data").read_text() == "mine"


def test_a_file_that_is_a_folder(path: Path, now: Now) -> None:
    path.mkdir(parents=True)
    with pytest.raises(StoreError, match="a folder is where the file should be"):
        Journal.open(path.parent, now)


def test_a_folder_that_vanishes_while_the_app_runs(kept: Path, now: Now) -> None:
    journal = Journal.open(kept, now)
    kept.rename(kept.with_name("moved"))
    with pytest.raises(StoreError, match="it is not there; bring the folder back"):
        journal.save("later", check_in(3))
    kept.with_name("moved").rename(kept)
    journal.save("later", check_in(3))
    assert len(ids(Journal.open(kept, now))) == 3


class Unwritable(Disk):
    """Says of folders, or of files, what the system says to somebody who may not write there."""

    def __init__(self, files: bool) -> None:
        self._files = files

    def may_write(self, path: Path) -> bool:
        return path.is_file() != self._files


@pytest.mark.parametrize("files", [True, False])
def test_what_can_not_be_written_is_shown_and_says_so(kept: Path, now: Now, files: bool) -> None:
    before = (kept / FILE_NAME).read_bytes()
    journal = journal_on(kept, now, Unwritable(files))
    assert journal.read_only
    assert ids(journal) == {OLD.id, NEW.id}
    assert "nothing can be saved" in journal.notices[0]
    with pytest.raises(StoreReadOnly, match="nothing can be saved"):
        journal.save("later", check_in(3))
    assert (kept / FILE_NAME).read_bytes() == before


def test_an_empty_folder_that_can_not_be_written(folder: Path, now: Now) -> None:
    with pytest.raises(StoreReadOnly, match=r"can't be written to, so nothing can be saved; make it writable"):
        journal_on(folder, now, Unwritable(files=False))


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission(kept: Path, now: Now) -> None:
    kept.chmod(0o500)
    try:
        journal = Journal.open(kept, now)
        assert journal.read_only
        with pytest.raises(StoreReadOnly):
            journal.save("later", check_in(3))
    finally:
        kept.chmod(0o700)


def test_a_full_disk(kept: Path) -> None:
    """A limit on the size of files stops a real save half-way in a real process."""
    script = f"""
import resource, sys
from pathlib import Path
from sciatica_tui.domain.errors import StoreError
from sciatica_tui.storage.journal import Journal
from tests.storage.making import Now, check_in, ids
journal = Journal.open(Path({str(kept)!r}), Now())
resource.setrlimit(resource.RLIMIT_FSIZE, (800, 800))
try:
    journal.save("long", check_in(3, note="x" * 5000))
except StoreError as error:
    print(error)
journal.save("short", check_in(4))
print(len(ids(journal)))
"""
    run = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True, cwd=ROOT, timeout=60
    )
    sentence, entries = run.stdout.splitlines()
    assert "the file has reached its size limit; raise the limit" in sentence
    assert entries == "3"
    assert len(stock(kept / FILE_NAME)) == 3


DAMAGE = {
    "empty": lambda data: b"",
    "torn": lambda data: data[: len(data) // 2],
    "zeroed": lambda data: b"\0" * len(data),
    "zeroed at the end": lambda data: data[:-100] + b"\0" * 100,
    "a flipped bit in the frame": lambda data: data.replace(b"{", b"\x5b", 1),
    "no text": lambda data: data.replace(b"leg_pain", b"leg_pa\xff\xfe"),
    "another shape": lambda data: b"[1, 2, 3]",
    "of another program": lambda data: b'{"bookmarks": {"1": {"url": "x"}}}',
    "nested without end": lambda data: b'{"checkins":' * 100_000,
    "no object": lambda data: b"{}",
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_damaged_file_is_set_aside_and_the_newest_copy_put_in_its_place(kept: Path, now: Now, damage: object) -> None:
    path = kept / FILE_NAME
    assert callable(damage)
    damaged = damage(path.read_bytes())
    path.write_bytes(damaged)
    now.advance(hours=3)
    journal = Journal.open(kept, now)
    assert ids(journal) == {OLD.id}
    (notice,) = journal.notices
    (aside,) = kept.glob(f"{FILE_NAME}.corrupt-*")
    assert aside.read_bytes() == damaged
    assert str(path) in notice
    assert ".json of 2026-07-01 09:00 replaced it" in notice
    assert aside.name in notice
    assert stock(path)[0]["id"] == OLD.id
    assert Journal.open(kept, now).notices == ()
    journal.save("again", NEW)
    assert ids(Journal.open(kept, now)) == {OLD.id, NEW.id}


def test_a_damaged_file_never_becomes_a_backup(kept: Path, now: Now) -> None:
    (kept / FILE_NAME).write_bytes(b"{torn")
    Journal.open(kept, now).save("again", NEW)
    for copy in (kept / "backups").iterdir():
        json.loads(copy.read_bytes())


def test_a_missing_file_comes_back_from_the_backups(kept: Path, now: Now) -> None:
    (kept / FILE_NAME).unlink()
    journal = Journal.open(kept, now)
    assert ids(journal) == {OLD.id}
    assert "it is missing" in journal.notices[0]


def test_a_window_that_is_open_brings_back_everything(kept: Path, now: Now) -> None:
    journal = Journal.open(kept, now)
    (kept / FILE_NAME).write_bytes(b"{torn")
    assert journal.refresh()
    assert ids(journal) == ids(Journal.open(kept, now)) == {OLD.id, NEW.id}
    assert "this window's version" in journal.notices[0]


def test_the_newest_copy_counts_by_sequence_not_by_time(kept: Path, now: Now) -> None:
    older = (kept / "backups" / "daily-2026-07-01.json").read_bytes()
    Journal.open(kept, now).save("later", check_in(3))
    (kept / "backups" / "previous.json").rename(kept / "backups" / "daily-2026-06-01.json")
    (kept / "backups" / "previous.json").write_bytes(older)
    (kept / FILE_NAME).unlink()
    assert ids(Journal.open(kept, now)) == {OLD.id, NEW.id}


@pytest.mark.parametrize("call", ["names", "open", "read"])
def test_copies_that_can_not_be_read_for_a_moment_are_not_taken_for_none(kept: Path, now: Now, call: str) -> None:
    (kept / FILE_NAME).write_bytes(b"{torn")
    for nth in range(20):
        folder = shutil.copytree(kept, kept.with_name(f"{call} {nth}"))
        try:
            found = ids(journal_on(folder, now, FailsOnce(call, errno.EIO, nth)))
        except StoreError:
            found = ids(Journal.open(folder, now))
        assert found == {OLD.id}


class Full(Disk):
    """A disk that takes nothing while it is full."""

    full = True

    def write(self, descriptor: int, data: memoryview) -> int:
        if self.full:
            raise OSError(errno.ENOSPC, "")
        return super().write(descriptor, data)


def test_a_damaged_file_on_a_full_disk_is_shown_from_the_newest_copy(kept: Path, now: Now) -> None:
    path = kept / FILE_NAME
    path.write_bytes(b"{torn")
    disk = Full()
    journal = journal_on(kept, now, disk)
    assert ids(journal) == {OLD.id}
    (aside,) = kept.glob("*.corrupt-*")
    (notice,) = journal.notices
    assert ".json of 2026-07-01 09:00 is shown" in notice
    assert aside.name in notice
    assert "the disk is full; free some space" in notice
    with pytest.raises(StoreError, match="the disk is full"):
        journal.save("later", NEW)
    assert ids(journal) == {OLD.id}
    disk.full = False
    assert journal.save("later", NEW).certain
    assert ids(Journal.open(kept, now)) == {OLD.id, NEW.id}


def test_the_start_after_a_full_disk_names_the_damaged_file(kept: Path, now: Now) -> None:
    (kept / FILE_NAME).write_bytes(b"{torn")
    journal_on(kept, now, Full())
    (aside,) = kept.glob("*.corrupt-*")
    journal = Journal.open(kept, now)
    assert ids(journal) == {OLD.id}
    assert f"the damaged file is kept as {aside.name}" in journal.notices[0]


def test_a_damaged_file_where_nothing_can_be_written_is_shown_from_the_newest_copy(kept: Path, now: Now) -> None:
    (kept / FILE_NAME).write_bytes(b"{torn")
    journal = journal_on(kept, now, Unwritable(files=False))
    assert journal.read_only
    assert ids(journal) == {OLD.id}
    assert "is shown" in journal.notices[0]
    with pytest.raises(StoreReadOnly, match="nothing can be saved"):
        journal.save("later", NEW)
    assert (kept / FILE_NAME).read_bytes() == b"{torn"


def test_a_backup_that_can_not_be_read_is_named_and_the_others_are_used(kept: Path, now: Now) -> None:
    newest = kept / "backups" / "previous.json"
    newest.unlink()
    newest.mkdir()
    (kept / FILE_NAME).write_bytes(b"{torn")
    journal = Journal.open(kept, now)
    assert ids(journal) == {OLD.id}
    assert f"Can't read the backup {newest}: a folder is where the file should be" in journal.notices[0]
    assert "daily-2026-07-01.json of 2026-07-01 09:00 replaced it" in journal.notices[1]
    copies = journal.backups()
    (lasting,) = (kept / "backups").glob("kept-*.json")
    assert [str(lasting) in refusal for refusal in copies.refusals] == [True]
    assert [copy.path.name for copy in copies.usable] == ["daily-2026-07-01.json"]
    assert len([finding for finding in journal.check() if str(lasting) in finding]) == 1
    journal.save("later", NEW)
    assert lasting.exists(), "no save may take away what might be read some day"


def test_a_folder_of_backups_that_can_not_be_looked_into_does_not_keep_the_entries_from_being_read(
    kept: Path, now: Now
) -> None:
    class Closed(Disk):
        def names(self, folder: Path) -> list[str]:
            if folder.name == "backups":
                raise OSError(errno.EACCES, "")
            return super().names(folder)

    journal = journal_on(kept, now, Closed())
    assert ids(journal) == {OLD.id, NEW.id}
    assert "Can't read the backups in" in journal.check()[0]


def test_where_no_backup_can_be_read_nothing_is_begun(kept: Path, now: Now) -> None:
    for copy in (kept / "backups").iterdir():
        copy.unlink()
        copy.mkdir()
    (kept / FILE_NAME).write_bytes(b"{torn")
    with pytest.raises(StoreError, match=r"Can't read the backup .*previous\.json: a folder is where"):
        Journal.open(kept, now)
    assert (kept / FILE_NAME).read_bytes() == b"{torn"


def test_without_any_copy_a_damaged_file_is_kept_and_an_empty_history_begun(path: Path, now: Now) -> None:
    path.parent.mkdir()
    path.write_bytes(b"{torn")
    journal = Journal.open(path.parent, now)
    assert "there is no backup: a new, empty journal was started" in journal.notices[0]
    journal.save("old", OLD)
    (aside,) = path.parent.glob("*.corrupt-*")
    assert aside.read_bytes() == b"{torn"


@pytest.mark.parametrize("theirs", [b'{"bookmarks": {"1": {"url": "x"}}}', b"[1, 2]", b'"text"', b'{"checkins": [1]}'])
def test_the_file_of_another_program_is_left_as_it_is(path: Path, now: Now, theirs: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(theirs)
    with pytest.raises(StoreError, match=r"is not a journal of sciatica-tui .* move it away"):
        Journal.open(path.parent, now)
    assert path.read_bytes() == theirs
    assert not list(path.parent.glob("*.corrupt-*"))


def test_a_newer_file_is_shown_and_not_changed(kept: Path, now: Now) -> None:
    path = kept / FILE_NAME
    path.write_bytes(
        path.read_bytes().replace(b'"schema":2', b'"schema":3').replace(b'"leg_pain":6', b'"leg_pain":"6"')
    )
    before = path.read_bytes()
    journal = Journal.open(kept, now)
    assert journal.read_only
    assert ids(journal) == {NEW.id}
    assert any("written by a newer version" in notice for notice in journal.notices)
    assert any("can't be read (number 1)" in notice for notice in journal.notices)
    with pytest.raises(StoreReadOnly, match="newer version"):
        journal.save("later", check_in(3))
    with pytest.raises(StoreReadOnly, match="newer version"):
        journal.delete("gone", NEW)
    assert path.read_bytes() == before
    assert len(list((kept / "backups").iterdir())) == 2


def test_a_hand_edit_is_taken_with_a_word(kept: Path, now: Now) -> None:
    path = kept / FILE_NAME
    document = json.loads(path.read_bytes())
    document["checkins"]["1"]["leg_pain"] = 9
    document["checkins"]["2"]["leg_pain"] = 99
    document["checkins"]["mine"] = document["checkins"]["1"] | {"id": check_in(7).id}
    document["checkins"]["8"] = "no entry at all"
    path.write_text(json.dumps(document, indent=2), encoding="utf-8-sig")
    journal = Journal.open(kept, now)
    assert {each.leg_pain for each in journal.all(CheckIn)} == {9}
    assert ids(journal) == {OLD.id, check_in(7).id}
    changed, left_out = journal.notices
    assert "was changed by hand" in changed
    assert "2 of your check-ins can't be read" in left_out
    journal.save("later", check_in(3))
    written = json.loads(path.read_bytes())["checkins"]
    assert written["2"]["leg_pain"] == 99, "what can't be read stays in the file"
    assert written["8"] == "no entry at all"
    assert "was changed" not in " ".join(Journal.open(kept, now).notices)


def test_a_file_rewritten_by_stock_tinydb_is_taken(kept: Path, now: Now) -> None:
    import tinydb

    with tinydb.TinyDB(kept / FILE_NAME) as database:
        database.drop_table("_meta")
    journal = Journal.open(kept, now)
    assert ids(journal) == {OLD.id, NEW.id}
    journal.save("later", check_in(3))
    assert stock(kept / FILE_NAME, "_meta")[0]["sequence"] > 1, "higher than in any backup"


def test_a_file_marked_read_only(kept: Path, now: Now) -> None:
    (kept / FILE_NAME).chmod(0o400)
    journal = Journal.open(kept, now)
    assert journal.read_only
    assert "is marked read-only" in journal.notices[0]
    with pytest.raises(StoreReadOnly, match="make it writable"):
        journal.save("later", check_in(3))
    (kept / FILE_NAME).chmod(0o600)
    assert journal.save("later", check_in(3)).certain


class CantRead(Disk):
    """Refuses to open one file for reading, not another that takes its name later."""

    def __init__(self, file: Path, number: int) -> None:
        self._inode = file.stat().st_ino
        self._number = number

    def open(self, path: Path, flags: int) -> int:
        if not flags & os.O_CREAT and path.exists() and path.stat().st_ino == self._inode:
            raise OSError(self._number, os.strerror(self._number), str(path))
        return super().open(path, flags)


@pytest.mark.parametrize(
    ("number", "words"), [(errno.EIO, "the disk reported an error"), (errno.EACCES, "permission is denied")]
)
def test_a_draft_that_can_not_be_read_is_set_aside_and_told_once(kept: Path, now: Now, number: int, words: str) -> None:
    file = kept / "draft-session.json"
    Journal.open(kept, now).save_draft("session", {"mine": 1})
    journal = journal_on(kept, now, CantRead(file, number))
    assert journal.load_draft("session") is None
    assert journal.load_draft("session") is None
    (aside,) = kept.glob("draft-session.json.corrupt-*")
    assert journal.notices == (f"The half-filled form {file} can't be read ({words}); it is kept as {aside.name}.",)
    assert json.loads(aside.read_bytes()) == {"mine": 1}


def test_a_draft_that_can_not_be_read_makes_room_for_the_next(kept: Path, now: Now) -> None:
    Journal.open(kept, now).save_draft("session", {"mine": 1})
    journal = journal_on(kept, now, CantRead(kept / "draft-session.json", errno.EIO))
    journal.save_draft("session", {"mine": 2})
    assert journal.load_draft("session") == {"mine": 2}
    (aside,) = kept.glob("draft-session.json.corrupt-*")
    assert json.loads(aside.read_bytes()) == {"mine": 1}
    assert aside.name in journal.notices[0]
