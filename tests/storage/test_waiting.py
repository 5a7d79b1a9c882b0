"""While another window hangs in its save: reading waits for nothing, a change waits once, and then says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sciatica_tui.domain.errors import StoreBusy
from sciatica_tui.storage import locks
from sciatica_tui.storage.filesystem import REAL_DISK
from sciatica_tui.storage.journal import FILE_NAME, Journal
from sciatica_tui.storage.locks import LOCK_TIMEOUT, FileLock

from .making import Now, check_in, ids, stock


class Pauses:
    """What was waited, in seconds, without waiting."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def sleep(self, seconds: float) -> None:
        self.seconds += seconds


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> Pauses:
    pauses = Pauses()
    monkeypatch.setattr(locks, "time", pauses)
    return pauses


@pytest.fixture
def hanging(folder: Path, now: Now) -> Iterator[None]:
    """A window that has made its backup, which is a second name of the file, and its temporary file, and hangs."""
    journal = Journal.open(folder, now)
    journal.save("saved", check_in(1))
    journal.save("saved", check_in(2))
    path = folder / FILE_NAME
    with FileLock(path.with_name(f"{FILE_NAME}.lock"), REAL_DISK).held():
        (folder / "backups" / "previous.json").unlink()
        (folder / "backups" / "previous.json").hardlink_to(path)
        path.with_name(".sciatica-tui-0123456789ab.tmp").write_bytes(b"{")
        yield


def test_opening_and_reading_wait_for_nothing(hanging: None, folder: Path, now: Now, pauses: Pauses) -> None:
    journal = Journal.open(folder, now)
    assert ids(journal) == {check_in(1).id, check_in(2).id}
    journal.refresh()
    assert journal.left_notices() == ((), ())
    assert journal.load_draft("check-in") is None
    journal.check()
    assert pauses.seconds == 0


def test_what_there_is_to_say_is_not_waited_for(hanging: None, folder: Path, now: Now, pauses: Pauses) -> None:
    (folder / FILE_NAME).write_bytes((folder / FILE_NAME).read_bytes().replace(b"}}}", b"} }}"))
    journal = Journal.open(folder, now)
    assert journal.notices
    with pytest.raises(StoreBusy):
        journal.leave_notices()
    assert pauses.seconds == 0


@pytest.mark.parametrize("state", ["damaged", "missing"])
def test_a_damaged_file_is_shown_from_the_newest_copy_and_put_right_later(
    folder: Path, now: Now, pauses: Pauses, state: str
) -> None:
    journal = Journal.open(folder, now)
    journal.save("saved", check_in(1))
    journal.save("saved", check_in(2))
    path = folder / FILE_NAME
    if state == "damaged":
        path.write_bytes(b"{torn")
    else:
        path.unlink()
    with FileLock(path.with_name(f"{FILE_NAME}.lock"), REAL_DISK).held():
        later = Journal.open(folder, now)
        assert ids(later) == {check_in(1).id}
        assert "is shown; the file could not be replaced: Another window is saving" in later.notices[0]
        assert pauses.seconds == 0
    later.save("saved", check_in(3))
    assert {each["id"] for each in stock(path)} == {check_in(1).id, check_in(3).id}
    assert "replaced it" in later.notices[-1]


def test_a_first_start_beside_one_that_is_saving_sees_nothing_yet_and_then_its_entry(
    folder: Path, now: Now, pauses: Pauses
) -> None:
    folder.mkdir()
    with FileLock(folder / f"{FILE_NAME}.lock", REAL_DISK).held():
        journal = Journal.open(folder, now)
    assert (ids(journal), journal.notices, pauses.seconds) == (set(), (), 0)
    Journal.open(folder, now).save("theirs", check_in(1))
    journal.save("ours", check_in(2))
    assert {each["id"] for each in stock(folder / FILE_NAME)} == {check_in(1).id, check_in(2).id}


@pytest.mark.parametrize("change", ["save", "merge", "restore", "backup", "draft"])
def test_a_change_waits_once_and_then_says_who_is_saving(
    hanging: None, folder: Path, now: Now, pauses: Pauses, change: str
) -> None:
    journal = Journal.open(folder, now)
    acts: dict[str, Callable[[], object]] = {
        "save": lambda: journal.save("saved", check_in(3)),
        "merge": lambda: journal.merge("merged", Journal.in_memory(now, [check_in(3)]).history().history),
        "restore": lambda: journal.restore(journal.backups().usable[0]),
        "backup": lambda: journal.backup("by-hand"),
        "draft": lambda: journal.save_draft("check-in", {}),
    }
    with pytest.raises(StoreBusy, match="Another window is saving"):
        acts[change]()
    assert pauses.seconds == pytest.approx(LOCK_TIMEOUT)
