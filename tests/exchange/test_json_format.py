"""The complete export: out, into an empty folder, out again, and the same bytes."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from sciatica_tui.demo.records import demo_records
from sciatica_tui.domain.errors import BadInput
from sciatica_tui.domain.records import TABLES, CheckIn, Import, Routine, RoutineStep
from sciatica_tui.exchange.json_format import read_json, write_json
from sciatica_tui.storage.journal import Journal
from sciatica_tui.storage.merge import by_table, read_history

from ..support import NOW, TODAY, FakeClock, checkin, stamp

NAME = Path("diary.json")


def exported(journal: Journal) -> bytes:
    return write_json(by_table(journal.history().history))


def take(journal: Journal, data: bytes) -> None:
    journal.merge("Imported", read_history(read_json(NAME, data)).history)


@pytest.fixture
def full(tmp_path: Path) -> Journal:
    """The demo history, with a deletion and a field of a newer version in it."""
    journal = Journal.open(tmp_path / "full", FakeClock().now)
    own = Routine(**stamp(), day=TODAY, name="Against the wall", steps=(RoutineStep(name="lean", hold_seconds=20),))
    journal.save("all", *demo_records(TODAY, NOW), own)
    journal.delete("one", journal.all(CheckIn)[3])
    path = tmp_path / "full" / "sciatica.json"
    document = msgspec.json.decode(path.read_bytes())
    document["checkins"]["1"]["of_a_newer_version"] = {"é": [1.5, None]}
    path.write_bytes(msgspec.json.format(msgspec.json.encode(document), indent=1))
    return Journal.open(tmp_path / "full", FakeClock().now)


def test_export_import_export_gives_the_same_bytes(full: Journal, tmp_path: Path) -> None:
    data = exported(full)
    empty = Journal.open(tmp_path / "empty", FakeClock().now)
    take(empty, data)
    assert exported(empty) == data
    assert exported(Journal.open(tmp_path / "empty", FakeClock().now)) == data
    for kind in TABLES.values():
        assert empty.all(kind) == full.all(kind)
        assert full.all(kind) or kind is Import, "some of everything that a person writes down goes through"


def test_importing_twice_changes_nothing(full: Journal, tmp_path: Path) -> None:
    empty = Journal.open(tmp_path / "empty", FakeClock().now)
    take(empty, exported(full))
    version = empty.version
    take(empty, exported(full))
    assert empty.version == version


def test_the_export_is_json_with_one_record_a_line_and_says_what_it_is(full: Journal) -> None:
    data = exported(full)
    document = msgspec.json.decode(data)
    assert (document["format"], document["version"]) == ("sciatica-tui", 1)
    assert "FORMAT.md" in document["about"]
    assert list(document["tables"]) == [*TABLES, "tombstones"]
    assert len(data.splitlines()) > sum(len(rows) for rows in document["tables"].values())
    assert b"_meta" not in data


def test_an_empty_history_is_exported_too(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path, FakeClock().now)
    assert read_json(NAME, exported(journal)) == {name: [] for name in (*TABLES, "tombstones")}


ENTRY = b'{"id":"01K00000000000000000000000","created_at":"2026-11-01T08:00:00Z","updated_at":"2026-11-01T08:00:00Z",'
ENTRY += b'"rev":1,"day":"2026-11-01","leg_pain":6}'


def file(*entries: bytes, version: int = 1, table: str = "checkins") -> bytes:
    head = b'{"format":"sciatica-tui","version":%d,"tables":{"%s":[' % (version, table.encode())
    return head + b",\n".join(entries) + b"]}}"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (file(ENTRY)[:-9], "line 1, column"),
        (b'{\n "format": oh}', "line 2, column 12"),
        (b"[]", "not an export of sciatica-tui"),
        (b'{"weight": 3}', "not an export of sciatica-tui"),
        (b'{"_meta": {"1": {}}, "checkins": {}}', "sciatica-tui merge"),
        (file(ENTRY, version=2), "newer version"),
        (file(ENTRY, table="dreams"), "a table “dreams”"),
        (
            file(ENTRY.replace(b'"leg_pain":6', b'"leg_pain":11')),
            "checkins, entry 1, can't be imported: leg_pain: expected",
        ),
        (file(ENTRY.replace(b"2026-11-01T08:00:00Z", b"2026-11-01T08:00:00", 1)), "created_at"),
        (
            file(ENTRY.replace(b"01K0", b"81K0")),
            "checkins, entry 1, can't be imported: “81K00000000000000000000000” is not an id",
        ),
        (file(ENTRY, ENTRY), "checkins, entry 2, has the id 01K00000000000000000000000, and so has checkins, entry 1"),
        (b"PK\x03\x04rubbish", "is a zip archive"),
        (b"\x1f\x8b\x08rubbish", "is a gzip archive"),
        (b"\x00\x01\x02" * 500, "is not text"),
        (b'{"a":' + b"[" * 100_000, "is cut off or garbled"),
    ],
)
def test_what_can_not_be_taken_gets_one_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_json(NAME, data)
    assert sentence in str(refused.value)
    assert str(refused.value).startswith("diary.json")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_file_saved_in_another_encoding_is_the_same(encoding: str) -> None:
    assert read_json(NAME, file(ENTRY).decode().encode(encoding)) == read_json(NAME, file(ENTRY))


def test_a_refused_import_leaves_everything_as_it_was(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path, FakeClock().now)
    journal.save("mine", checkin(leg_pain=3))
    version = journal.version
    with pytest.raises(BadInput):
        take(journal, file(ENTRY, ENTRY))
    assert journal.version == version
