"""Merging two copies: whichever into whichever, however often, nothing is lost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from sciatica_tui.domain.errors import BadInput
from sciatica_tui.domain.records import TABLES, CheckIn, Event, EventKind
from sciatica_tui.storage.backup_list import find_others
from sciatica_tui.storage.journal import Journal
from sciatica_tui.storage.merge import History, differences, merged, read_history

from ..support import NOW, FakeClock, checkin, stamp

ULIDS = [f"01K0000000000000000000000{digit}" for digit in "0123456789AB"]
ZONES = [UTC, timezone(timedelta(hours=1)), timezone(timedelta(hours=-7))]


@st.composite
def versions(draw: st.DrawFn, ulid: str) -> tuple[str, dict[str, Any]]:
    """A version of one record, or its tombstone; few instants and revisions, so that they often clash."""
    at = datetime(2026, 11, draw(st.integers(1, 3)), 8, tzinfo=UTC).astimezone(draw(st.sampled_from(ZONES)))
    rev = draw(st.integers(1, 2))
    if draw(st.booleans()):
        return "tombstones", {"id": ulid, "table": "checkins", "rev": rev, "deleted_at": at.isoformat()}
    document = {"id": ulid, "created_at": at.isoformat(), "updated_at": at.isoformat(), "rev": rev, "day": "2026-11-01"}
    return "checkins", document | draw(st.sampled_from([{}, {"leg_pain": 3}, {"leg_pain": 7, "of_a_newer_version": 1}]))


@st.composite
def histories(draw: st.DrawFn) -> History:
    tables: dict[str, list[bytes]] = {}
    for ulid in draw(st.sets(st.sampled_from(ULIDS))):
        table, document = draw(versions(ulid))
        tables.setdefault(table, []).append(msgspec.json.encode(document))
    read = read_history(tables)
    assert not read.unreadable
    return read.history


@given(histories(), histories())
def test_it_does_not_matter_which_is_merged_into_which(ours: History, theirs: History) -> None:
    assert merged(ours, theirs) == merged(theirs, ours)


@given(histories(), histories(), histories())
def test_it_does_not_matter_in_which_order_three_are_merged(a: History, b: History, c: History) -> None:
    assert merged(merged(a, b), c) == merged(a, merged(b, c))


@given(histories(), histories())
def test_merging_again_changes_nothing(ours: History, theirs: History) -> None:
    once = merged(ours, theirs)
    assert merged(once, theirs) == once
    assert merged(ours, ours) == ours


@given(histories(), histories())
def test_no_id_is_lost(ours: History, theirs: History) -> None:
    assert merged(ours, theirs).keys() == ours.keys() | theirs.keys()


@given(histories(), histories())
def test_what_is_said_to_be_brought_is_what_changes(ours: History, theirs: History) -> None:
    both, said = merged(ours, theirs), differences(ours, theirs)
    there = {ulid for ulid, version in ours.items() if not version.gone}
    after = {ulid for ulid, version in both.items() if not version.gone}
    assert set(said.added) == after - there
    assert set(said.deleted) == there - after
    assert set(said.changed) == {ulid for ulid in there & after if both[ulid] != ours[ulid]}


class GoingBack:
    """A clock that shows another time at each look, also an earlier one."""

    def __init__(self, hours: list[int]) -> None:
        self._hours = iter(hours)

    def __call__(self) -> datetime:
        return NOW + timedelta(hours=next(self._hours, 0))


ENTRY = checkin(leg_pain=3)
PAINS = st.none() | st.integers(0, 10)


@given(st.lists(st.tuples(st.sampled_from(["save", "delete", "undo"]), PAINS)), st.lists(st.integers(-50, 50)))
def test_an_older_copy_never_brings_back_what_it_was_whatever_the_clock_showed(
    deeds: list[tuple[str, int | None]], hours: list[int]
) -> None:
    journal = Journal.in_memory(GoingBack(hours))
    copies = []
    for deed, pain in deeds:
        copies.append(journal.history().history)
        if deed == "save":
            journal.save("saved", replace(ENTRY, leg_pain=pain))
        elif deed == "delete":
            journal.delete("deleted", ENTRY)
        else:
            journal.undo()
    now = journal.history().history
    assert [merged(now, copy) for copy in copies] == [now] * len(copies)


def test_a_deletion_under_a_clock_that_went_back_stays_when_the_older_copy_is_merged() -> None:
    clock = FakeClock()
    journal = Journal.in_memory(clock.now)
    journal.save("saved", ENTRY)
    older = journal.history().history
    clock.advance(-3600)
    journal.delete("deleted", ENTRY)
    journal.merge("merged", older)
    assert journal.all(CheckIn) == ()


def version(**fields: Any) -> History:
    document = {
        "id": ULIDS[0],
        "created_at": "2026-11-01T08:00:00+01:00",
        "updated_at": "2026-11-01T08:00:00+01:00",
        "rev": 1,
        "day": "2026-11-01",
    }
    return read_history({"checkins": [msgspec.json.encode(document | fields)]}).history


def gone(deleted_at: str, rev: int = 1) -> History:
    document = {"id": ULIDS[0], "table": "checkins", "rev": rev, "deleted_at": deleted_at}
    return read_history({"tombstones": [msgspec.json.encode(document)]}).history


@pytest.mark.parametrize(
    ("lesser", "greater"),
    [
        (version(leg_pain=9), version(updated_at="2026-11-01T08:00:01+01:00")),
        (version(updated_at="2026-11-01T08:00:00+02:00", rev=9), version(updated_at="2026-11-01T07:30:00+01:00")),
        (version(leg_pain=9), version(rev=2)),
        (version(leg_pain=9), gone("2026-11-01T08:00:00+01:00")),
        (gone("2026-11-01T08:00:00+01:00"), version(updated_at="2026-11-01T09:00:00+01:00")),
        (version(leg_pain=1), version(leg_pain=2)),
    ],
    ids=["later", "later by the instant, not the wall", "more changes", "deleted", "changed after deletion", "bytes"],
)
def test_the_greatest_version_counts(lesser: History, greater: History) -> None:
    assert merged(lesser, greater) == merged(greater, lesser) == greater


def test_what_can_not_be_read_is_named_and_left_out() -> None:
    read = read_history({"checkins": [b'{"id": "x"}', b"[]"], "tombstones": [b'{"id":"x"}'], "strange": [b"{}"]})
    assert not read.history
    assert [line.partition(":")[0] for line in read.unreadable] == [
        "checkins, entry 1",
        "checkins, entry 2",
        "tombstones, entry 1",
    ]


@pytest.fixture
def two(tmp_path: Path) -> tuple[Journal, Journal, FakeClock]:
    """Two devices that begin with the same entry."""
    clock = FakeClock()
    here = Journal.open(tmp_path / "here", clock.now)
    here.save("first", checkin(1, leg_pain=6))
    there = Journal.open(tmp_path / "there", clock.now)
    there.merge("take over", here.history().history)
    return here, there, clock


def test_two_devices_arrive_at_the_same_history(two: tuple[Journal, Journal, FakeClock]) -> None:
    here, there, clock = two
    clock.advance(60)
    here.save("more", checkin(leg_pain=4))
    there.save("a visit", Event(**stamp(NOW), day=NOW.date(), kind=EventKind.CLINICIAN))
    there.delete("took back", there.all(CheckIn)[0])
    ours, theirs = here.history().history, there.history().history
    here.merge("merge", theirs)
    there.merge("merge", ours)
    assert here.history() == there.history()
    assert [c.leg_pain for c in here.all(CheckIn)] == [4]
    assert len(here.all(Event)) == 1


def test_merging_keeps_revisions_and_times_and_fields_of_a_newer_version(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path, FakeClock().now)
    journal.merge("merge", version(rev=7, of_a_newer_version=[1]))
    (kept,) = journal.all(CheckIn)
    assert (kept.rev, kept.updated_at.isoformat()) == (7, "2026-11-01T08:00:00+01:00")
    assert journal.history().history[ULIDS[0]].document["of_a_newer_version"] == [1]


def test_a_merge_is_undone_as_a_whole(two: tuple[Journal, Journal, FakeClock]) -> None:
    here, there, clock = two
    clock.advance(60)
    there.save("more", checkin(leg_pain=4), checkin(leg_pain=5))
    there.delete("took back", there.all(CheckIn)[0])
    before = here.all(CheckIn)
    here.merge("Merged a copy", there.history().history)
    assert [c.leg_pain for c in here.all(CheckIn)] == [4, 5]
    assert here.undo() == "Merged a copy"
    assert [c.leg_pain for c in here.all(CheckIn)] == [c.leg_pain for c in before]


def test_merging_the_same_again_writes_nothing(two: tuple[Journal, Journal, FakeClock]) -> None:
    here, there, _ = two
    before = here.version
    here.merge("merge", there.history().history)
    assert here.version == before
    assert here.undo() == "first"


@pytest.mark.parametrize(
    "name",
    [
        "sciatica.sync-conflict-20261122-081000-ABCDEFG.json",
        "sciatica (conflicted copy 2026-11-22).json",
        "sciatica (Anna's conflicted copy 2026-11-22).json",
        "sciatica_conflict-20261122-081000.json",
    ],
)
def test_copies_of_other_devices_are_found_beside_ours(tmp_path: Path, name: str) -> None:
    for each in (name, "sciatica.json", "sciatica.json.lock", "draft-checkin.json", "sciatica.json.corrupt-1"):
        (tmp_path / each).write_text("{}")
    assert [path.name for path in find_others(tmp_path)] == [name]


@pytest.mark.parametrize(
    "name",
    [
        "sciatica-DESKTOP-1A2B3C.json",  # OneDrive
        "sciatica (1).json",  # Google Drive
        "sciatica 2.json",  # iCloud
        "sciatica (In Konflikt stehende Kopie von Anna 2026-11-22).json",  # Dropbox in German
        "sciatica (SFConflict anna@example.org 2026-11-22-08-10-00).json",  # Seafile
        "Kopie von sciatica.json",
        "sciatica.json.1",
    ],
)
def test_a_copy_is_known_by_the_history_it_is_of_whatever_its_name(tmp_path: Path, name: str) -> None:
    journal = Journal.open(tmp_path, FakeClock().now)
    journal.save("first", checkin(1, leg_pain=6))
    data = (tmp_path / "sciatica.json").read_bytes()
    for each in (name, "draft-checkin.json", "sciatica.json.corrupt-1", ".sciatica.json.tmp"):
        (tmp_path / each).write_bytes(data)
    (tmp_path / "another.json").write_bytes(data.replace(journal.store.encode(), b"0" * 32))
    (tmp_path / "note.json").write_text(f'{{"store": "{journal.store}"}}')
    assert [path.name for path in find_others(tmp_path)] == [name]


def test_every_table_of_ours_can_be_merged() -> None:
    assert {"checkins", "sessions", "tombstones"} <= set(TABLES) | {"tombstones"}


def test_a_restore_brings_back_a_copy_and_keeps_the_present(tmp_path: Path) -> None:
    clock = FakeClock()
    journal = Journal.open(tmp_path, clock.now)
    journal.save("first", checkin(1, leg_pain=6))
    kept = journal.backup("by-hand")
    clock.advance(60)
    journal.save("second", checkin(leg_pain=3))
    copies = {copy.path: copy for copy in journal.backups().usable}
    assert kept in copies
    assert copies[kept].entries == 1
    assert copies[kept].last_day == "2026-11-21"
    present = journal.restore(copies[kept]).previous
    assert [c.leg_pain for c in journal.all(CheckIn)] == [6]
    assert [c.leg_pain for c in Journal.open(tmp_path, clock.now).all(CheckIn)] == [6]
    (before,) = [copy for copy in journal.backups().usable if copy.path == present]
    journal.restore(before)
    assert [c.leg_pain for c in journal.all(CheckIn)] == [6, 3]


def test_what_stays_when_a_backup_is_restored_stays_as_it_is_whatever_the_backup_says(tmp_path: Path) -> None:
    clock = FakeClock()
    journal = Journal.open(tmp_path, clock.now)
    entry = checkin(1, leg_pain=6)
    journal.save("first", entry)
    journal.save("second", replace(journal.all(CheckIn)[0], leg_pain=4))
    journal.delete("gone", *journal.all(CheckIn))
    kept = journal.backup("by-hand")
    journal.undo()
    clock.advance(60)
    (copy,) = [copy for copy in journal.backups().usable if copy.path == kept]
    before = journal.history().history
    restored = journal.restore(copy, staying=lambda: journal.all(CheckIn))
    assert journal.history().history == before
    assert restored.staying == journal.all(CheckIn)
    assert journal.restore(copy).staying == ()
    assert journal.all(CheckIn) == ()


def test_a_copy_of_a_newer_version_is_not_restored(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path, FakeClock().now)
    journal.save("first", checkin(leg_pain=6))
    kept = journal.backup("by-hand")
    assert kept is not None
    kept.write_bytes(kept.read_bytes().replace(b'"schema":2', b'"schema":9'))
    (copy,) = [copy for copy in journal.backups().usable if copy.path == kept]
    with pytest.raises(BadInput, match="newer version"):
        journal.restore(copy)


def test_repair_takes_out_doubles_and_writes_the_file_anew(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path, FakeClock().now)
    journal.save("first", checkin(leg_pain=6))
    path = tmp_path / "sciatica.json"
    document = msgspec.json.decode(path.read_bytes())
    document["checkins"]["2"] = document["checkins"]["1"] | {"leg_pain": 2, "rev": 1}
    document["checkins"]["3"] = {"id": "broken"}
    path.write_bytes(msgspec.json.encode(document))
    tmp_path.chmod(0o755)
    (tmp_path / "backups" / "daily-2026-11-01.json").write_bytes(b"{") if (tmp_path / "backups").exists() else None
    journal = Journal.open(tmp_path, FakeClock().now)
    done = journal.repair()
    assert any("doubles" in sentence for sentence in done)
    left = journal.check()
    assert len(left) == 1
    assert "can't be read" in left[0]
    assert len(journal.all(CheckIn)) == 1
