"""A kill, or an error of the system, at each call that a save, a restore or a migration makes."""

from __future__ import annotations

import errno
import itertools
import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from sciatica_tui.domain.errors import DurabilityUnknown, StoreError
from sciatica_tui.domain.records import CheckIn, RedFlagAnswer
from sciatica_tui.services.backups import restore
from sciatica_tui.storage.durable_file import DurableFile
from sciatica_tui.storage.file_format import SCHEMA
from sciatica_tui.storage.journal import FILE_NAME, Journal
from sciatica_tui.storage.storage import Storage

from .disks import CountingDisk, Died, DyingDisk, FailingDisk, LyingDisk
from .making import Now, check_in, ids, journal_on, stock

OLD, NEW, LATER = check_in(1, leg_pain=6), check_in(2, leg_pain=5), check_in(3, leg_pain=4)
FLAG = RedFlagAnswer(
    **{name: getattr(NEW, name) for name in ("created_at", "updated_at", "rev", "day", "at")},
    id=check_in(4).id,
    flags=("urination",),
)
ERRORS = [
    errno.ENOSPC,
    *(pytest.param(number, marks=pytest.mark.slow) for number in (errno.EIO, errno.EACCES, errno.EROFS)),
]


def each_folder(tmp_path: Path, now: Now) -> Any:
    """Fresh folders with one entry saved, without end, numbered."""
    for number in itertools.count():
        folder = tmp_path / str(number)
        Journal.open(folder, now).save("old", OLD)
        yield number, folder


def test_a_kill_at_any_call_of_a_save_leaves_the_old_or_the_new_version(tmp_path: Path, now: Now) -> None:
    seen = set()
    for number, folder in each_folder(tmp_path, now):
        disk = DyingDisk(number)
        acknowledged = False
        try:
            journal_on(folder, now, disk).save("new", NEW)
            acknowledged = True
        except Died:
            pass
        after = Journal.open(folder, now)
        assert ids(after) in ({OLD.id}, {OLD.id, NEW.id})
        assert after.notices == ()
        assert NEW.id in ids(after) or not acknowledged
        assert {each["id"] for each in stock(folder / FILE_NAME)} == ids(after)
        after.save("later", LATER)
        assert not list(folder.rglob("*.tmp")), "the next save sweeps what was left"
        seen.add(len(ids(after)))
        if not disk.reached:
            break
    assert seen == {2, 3}


@pytest.mark.parametrize("number", ERRORS)
@pytest.mark.parametrize("kind", [FailingDisk, LyingDisk])
def test_an_error_from_any_call_never_turns_saved_into_failed_or_failed_into_saved(
    tmp_path: Path, now: Now, number: int, kind: type[FailingDisk]
) -> None:
    outcomes = set()
    for at, folder in each_folder(tmp_path, now):
        journal = None
        disk = kind(at, number)
        try:
            journal = journal_on(folder, now, disk)
            outcome = "saved" if journal.save("new", NEW).certain else "not certain"
        except StoreError:
            outcome = "failed"
        outcomes.add(outcome)
        assert ids(Journal.open(folder, now)) == ({OLD.id} if outcome == "failed" else {OLD.id, NEW.id})
        assert next(each["id"] for each in stock(folder / FILE_NAME)) == OLD.id
        if not disk.reached:
            break
        if journal is not None:
            journal.save("again", NEW)
            assert ids(journal) == ids(Journal.open(folder, now)) == {OLD.id, NEW.id}
    assert outcomes == {"saved", "not certain", "failed"}


def test_a_kill_while_restoring_loses_nothing_and_the_next_start_restores(tmp_path: Path, now: Now) -> None:
    for number, folder in each_folder(tmp_path, now):
        Journal.open(folder, now).save("new", NEW)
        (folder / FILE_NAME).write_bytes(b'{"_meta": torn')
        disk = DyingDisk(number)
        with suppress(Died):
            journal_on(folder, now, disk)
        assert ids(Journal.open(folder, now)) == {OLD.id}
        assert stock(folder / FILE_NAME)[0]["id"] == OLD.id
        assert len(list(folder.glob("*.corrupt-*"))) == 1
        if not disk.reached:
            break


def test_a_kill_while_a_backup_is_restored_never_loses_a_red_flag_that_was_marked(tmp_path: Path, now: Now) -> None:
    checkin_counts = set()
    for number, folder in each_folder(tmp_path, now):
        journal = Journal.open(folder, now)
        journal.backup("by-hand")
        journal.save("new", NEW, FLAG)
        disk = DyingDisk(number)
        with suppress(Died):
            restored = restore(journal_on(folder, now, disk), journal.backups().usable[-1])
            assert (restored.open_flags, restored.certain) == (journal_on(folder, now).all(RedFlagAnswer), True)
        after = Journal.open(folder, now)
        assert [answer.id for answer in after.all(RedFlagAnswer)] == [FLAG.id]
        checkin_counts.add(len(ids(after)))
        if not disk.reached:
            break
    assert checkin_counts == {1, 2}


def test_an_error_while_a_backup_is_restored_leaves_all_or_nothing_and_the_red_flag(tmp_path: Path, now: Now) -> None:
    outcomes = set()
    for number, folder in each_folder(tmp_path, now):
        Journal.open(folder, now).backup("by-hand")
        disk = FailingDisk(10**9, errno.ENOSPC)
        journal = journal_on(folder, now, disk)
        journal.save("new", NEW, FLAG)
        copy = journal.backups().usable[-1]
        disk._at = len(disk.calls) + number
        try:
            restored = restore(journal, copy)
            assert [answer.id for answer in restored.open_flags] == [FLAG.id]
            outcome = "restored" if restored.certain else "not certain"
        except StoreError:
            outcome = "failed"
        outcomes.add(outcome)
        for after in (journal, Journal.open(folder, now)):
            assert ids(after) == ({OLD.id, NEW.id} if outcome == "failed" else {OLD.id})
            assert [answer.id for answer in after.all(RedFlagAnswer)] == [FLAG.id]
        assert (journal.last_step is not None) == (outcome == "failed")
        if not disk.reached:
            break
    assert outcomes == {"restored", "not certain", "failed"}


def test_a_kill_while_migrating_leaves_one_schema_or_the_other(tmp_path: Path, now: Now) -> None:
    def rename(documents: dict[str, dict[str, dict[str, Any]]]) -> None:
        for document in documents["checkins"].values():
            document["leg"] = document.pop("leg_pain")

    def storage(folder: Path, disk: CountingDisk) -> Storage:
        return Storage(DurableFile(folder / FILE_NAME, now, disk=disk), now, steps={SCHEMA: rename}, schema=SCHEMA + 1)

    schemas = set()
    for number, folder in each_folder(tmp_path, now):
        disk = DyingDisk(number)
        with suppress(Died):
            storage(folder, disk)
        on_disk = json.loads((folder / FILE_NAME).read_bytes())
        schema, entry = on_disk["_meta"]["1"]["schema"], on_disk["checkins"]["1"]
        assert entry["leg" if schema > SCHEMA else "leg_pain"] == 6
        schemas.add(schema)
        storage(folder, CountingDisk())
        assert stock(folder / FILE_NAME)[0]["leg"] == 6
        (copy,) = (folder / "backups").glob(f"schema-{SCHEMA}-*.json")
        assert json.loads(copy.read_bytes())["checkins"]["1"]["leg_pain"] == 6
        if not disk.reached:
            break
    assert schemas == {SCHEMA, SCHEMA + 1}


@pytest.mark.parametrize("act", [Journal.undo, lambda journal: journal.delete("gone", OLD)])
def test_what_could_not_be_saved_does_not_show_either(folder: Path, now: Now, act: Callable[[Journal], object]) -> None:
    for at in itertools.count():
        disk = FailingDisk(10**9, errno.ENOSPC)
        journal = journal_on(folder / str(at), now, disk)
        journal.save("old", OLD)
        disk._at = len(disk.calls) + at
        try:
            act(journal)
        except DurabilityUnknown:
            assert journal.all(CheckIn) == ()
        except StoreError:
            assert ids(journal) == {OLD.id}
        else:
            assert journal.all(CheckIn) == ()
        if not disk.reached:
            break
