"""Typed records in and out, one step for undo, tombstones, other windows."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from sciatica_tui.domain.errors import BadInput, StoreError
from sciatica_tui.domain.records import Bother, CheckIn, Event, EventKind, Quality, Symptom, Zone, new_id
from sciatica_tui.storage.filesystem import Disk
from sciatica_tui.storage.journal import FILE_NAME, Journal

from .making import START, Now, check_in, ids, journal_on, stock

FULL = check_in(
    1,
    leg_pain=6,
    zone=Zone.CALF,
    symptoms=(Symptom(zone=Zone.CALF, quality=Quality.NUMB),),
    bother=Bother(sitting=4),
    red_flags=(),
    reach_cm=12.5,
    note="ünïcode\n“quoted” [/]",
)
EVENT = Event(
    id=new_id(START, b"0123456789"),
    created_at=START,
    updated_at=START,
    rev=1,
    day=START.date(),
    kind=EventKind.INJECTION,
)


@pytest.fixture
def path(folder: Path) -> Path:
    return folder / FILE_NAME


def document(path: Path, table: str = "checkins", number: int = 0) -> dict[str, Any]:
    return stock(path, table)[number]


def test_a_record_comes_back_as_it_was_with_the_time_of_saving(journal: Journal, folder: Path, now: Now) -> None:
    now.advance(hours=2)
    saved = journal.save("Saved: leg 6", FULL, EVENT)
    assert (saved.label, saved.certain) == ("Saved: leg 6", True)
    for window in (journal, Journal.open(folder, now)):
        assert window.all(CheckIn) == (replace(FULL, updated_at=now()),)
        assert window.get(Event, EVENT.id) == replace(EVENT, updated_at=now())
        assert window.get(CheckIn, EVENT.id) is None


def test_what_was_not_answered_is_not_in_the_file_and_none_of_these_is(journal: Journal, path: Path) -> None:
    journal.save("x", FULL)
    written = document(path)
    assert "back_pain" not in written
    assert written["red_flags"] == []
    assert written["zone"] == "calf"
    assert written["at"] == "2026-07-01T09:01:00Z"
    assert written["bother"] == {"sitting": 4}


def test_records_come_in_the_order_they_were_made_in(journal: Journal) -> None:
    for number in (5, 1, 9, 3):
        journal.save("x", check_in(number))
    assert [each.created_at.minute for each in journal.all(CheckIn)] == [1, 3, 5, 9]


def test_reading_twice_gives_the_very_same_records(journal: Journal) -> None:
    journal.save("x", FULL)
    assert journal.all(CheckIn) is journal.all(CheckIn)
    first = journal.get(CheckIn, FULL.id)
    journal.save("y", check_in(2))
    assert journal.get(CheckIn, FULL.id) is first


def test_the_version_changes_with_the_contents_and_only_then(journal: Journal, folder: Path, now: Now) -> None:
    other = Journal.open(folder, now)
    seen = [other.version]
    journal.save("x", FULL)
    assert other.refresh()
    seen.append(other.version)
    assert not other.refresh()
    other.all(CheckIn)
    assert other.version == seen[-1]
    other.delete("y", FULL)
    seen.append(other.version)
    assert len(set(seen)) == 3


def test_saving_again_changes_the_record_and_is_never_a_second_one(journal: Journal, path: Path) -> None:
    journal.save("x", FULL)
    journal.save("x", FULL)
    journal.save("y", replace(FULL, leg_pain=3, bother=None))
    assert len(stock(path)) == 1
    (entry,) = journal.all(CheckIn)
    assert (entry.leg_pain, entry.bother, entry.rev) == (3, None, 3)
    assert "bother" not in document(path)


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"leg_pain": 11}, "leg pain"),
        ({"zone": "knee"}, "zone"),
        ({"reach_cm": float("nan")}, "Reach|number"),
    ],
)
def test_a_value_out_of_range_is_refused_by_name_and_nothing_is_kept(
    journal: Journal, answers: dict[str, Any], words: str
) -> None:
    with pytest.raises(BadInput, match=words):
        journal.save("x", FULL, check_in(2, **answers))
    assert journal.all(CheckIn) == ()
    assert journal.undo() is None


def test_fields_this_version_does_not_know_survive_a_change_and_its_undo(journal: Journal, path: Path) -> None:
    journal.save("x", FULL)
    everything = json.loads(path.read_bytes())
    everything["checkins"]["1"] |= {"mood": "fine", "bother": {"sitting": 4, "kneeling": 2}}
    everything["of_tomorrow"] = {"1": {"a": 1}}
    path.write_text(json.dumps(everything))
    journal.refresh()
    journal.save("y", replace(FULL, leg_pain=2, bother=Bother(sitting=1)))
    assert document(path)["mood"] == "fine"
    assert document(path)["bother"] == {"sitting": 1, "kneeling": 2}
    journal.undo()
    assert document(path)["mood"] == "fine"
    assert document(path)["bother"] == {"sitting": 4, "kneeling": 2}
    assert stock(path, "of_tomorrow") == [{"a": 1}]


def test_an_entry_that_a_hand_edit_doubled_counts_once_and_goes_as_one(journal: Journal, path: Path) -> None:
    journal.save("x", FULL, check_in(2))
    everything = json.loads(path.read_bytes())
    rows = everything["checkins"]
    rows["3"] = rows["1"] | {"leg_pain": 7, "rev": 5}
    rows["4"] = rows["1"] | {"leg_pain": 8, "rev": 4}
    path.write_text(json.dumps(everything))
    journal.refresh()
    assert [each.leg_pain for each in journal.all(CheckIn)] == [7, None]
    journal.save("y", replace(FULL, leg_pain=2))
    assert [each["id"] for each in stock(path)] == [check_in(2).id, FULL.id]
    assert [each.leg_pain for each in journal.all(CheckIn)] == [2, None]


def test_deleting_leaves_a_tombstone_that_says_nothing(journal: Journal, path: Path, now: Now) -> None:
    journal.save("x", FULL)
    now.advance(hours=1)
    journal.delete("gone", FULL, check_in(99))
    assert journal.all(CheckIn) == ()
    assert stock(path) == []
    assert stock(path, "tombstones") == [
        {"id": FULL.id, "table": "checkins", "rev": 2, "deleted_at": "2026-07-01T10:00:00Z"}
    ]
    journal.save("back", FULL)
    assert stock(path, "tombstones") == []
    assert journal.all(CheckIn)[0].rev == 3


def test_a_save_and_a_deletion_together_are_one_step(journal: Journal) -> None:
    journal.save("old", FULL)
    journal.save("exchange", check_in(2), EVENT, delete=[FULL])
    assert ids(journal) == {check_in(2).id}
    assert journal.undo() == "exchange"
    assert ids(journal) == {FULL.id}
    assert journal.all(Event) == ()


def test_undo_goes_back_step_by_step_to_the_beginning(journal: Journal) -> None:
    journal.save("first", FULL)
    journal.save("second", replace(FULL, leg_pain=1))
    journal.delete("third", FULL)
    revs = []
    for what, pain in (("third", 1), ("second", 6)):
        assert journal.undo() == what
        (entry,) = journal.all(CheckIn)
        assert entry.leg_pain == pain
        revs.append(entry.rev)
    assert revs == [4, 5], "what is newer has the higher revision, on every device"
    assert journal.undo() == "first"
    assert journal.all(CheckIn) == ()
    assert journal.undo() is None


def test_undo_takes_back_only_what_this_window_did(journal: Journal, folder: Path, now: Now) -> None:
    other = Journal.open(folder, now)
    journal.save("mine", FULL)
    other.save("theirs", check_in(2))
    assert journal.undo() == "mine"
    assert ids(journal) == {check_in(2).id}
    assert journal.undo() is None


def test_undo_is_refused_where_another_window_changed_the_same_entry(journal: Journal, folder: Path, now: Now) -> None:
    other = Journal.open(folder, now)
    journal.save("earlier", EVENT)
    journal.save("mine", FULL)
    other.save("theirs", replace(FULL, leg_pain=1))
    with pytest.raises(StoreError, match="“mine” can't be undone: another window has changed the same entry"):
        journal.undo()
    assert journal.all(CheckIn)[0].leg_pain == 1
    assert journal.undo() == "earlier"


def test_two_windows_with_different_entries_keep_both(journal: Journal, folder: Path, now: Now) -> None:
    other = Journal.open(folder, now)
    for number in range(0, 10, 2):
        journal.save("x", check_in(number))
        other.save("y", check_in(number + 1))
    journal.refresh()
    assert ids(journal) == ids(other) == {check_in(number).id for number in range(10)}


def test_reading_does_not_wait_for_a_save(folder: Path, now: Now) -> None:
    class Slow(Disk):
        def __init__(self) -> None:
            self.flushing, self.go_on = threading.Event(), threading.Event()

        def flush(self, descriptor: int) -> None:
            self.flushing.set()
            assert self.go_on.wait(10)
            super().flush(descriptor)

    disk = Slow()
    disk.go_on.set()
    journal = journal_on(folder, now, disk)
    journal.save("x", FULL)
    disk.flushing.clear()
    disk.go_on.clear()
    saving = threading.Thread(target=journal.save, args=("y", check_in(2)))
    saving.start()
    assert disk.flushing.wait(10)
    assert ids(journal) == {FULL.id}
    assert not journal.refresh()
    assert journal.get(CheckIn, check_in(2).id) is None
    disk.go_on.set()
    saving.join(10)
    assert ids(journal) == {FULL.id, check_in(2).id}


def test_saves_from_many_threads_all_count(journal: Journal, path: Path) -> None:
    threads = [
        threading.Thread(target=lambda start=start: [journal.save("x", check_in(start + n)) for n in range(5)])
        for start in (0, 100, 200, 300)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(stock(path)) == len(ids(journal)) == 20


def test_in_memory_nothing_touches_the_disk(now: Now, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    journal = Journal.in_memory(now, [FULL, EVENT, check_in(2)])
    assert journal.path is None
    assert not journal.read_only
    assert journal.all(CheckIn) == (FULL, check_in(2))
    assert journal.undo() is None, "the made-up history is not a change of the person's"
    journal.save("x", check_in(3))
    journal.delete("y", FULL)
    assert journal.undo() == "y"
    assert len(ids(journal)) == 3
    journal.save_draft("check-in", {"leg_pain": 3})
    assert journal.load_draft("check-in") == {"leg_pain": 3}
    assert journal.check() == ()
    assert list(tmp_path.iterdir()) == []
