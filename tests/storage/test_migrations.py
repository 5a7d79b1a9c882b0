"""From schema to schema in steps, with a copy before."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from sciatica_tui.domain.records import TABLES
from sciatica_tui.storage.durable_file import DurableFile
from sciatica_tui.storage.file_format import SCHEMA
from sciatica_tui.storage.journal import FILE_NAME, Journal
from sciatica_tui.storage.migrations import STEPS, Documents
from sciatica_tui.storage.storage import Storage

from .making import Now, check_in, journal_on, stock


def to_next(documents: Documents) -> None:
    for entry in documents["checkins"].values():
        entry["leg"] = entry.pop("leg_pain")


def to_the_one_after(documents: Documents) -> None:
    documents["entries"] = documents.pop("checkins")


@pytest.fixture
def path(folder: Path, now: Now) -> Path:
    Journal.open(folder, now).save("x", check_in(1, leg_pain=6), check_in(2, leg_pain=5))
    return folder / FILE_NAME


def migrated(path: Path, now: Now, **seam: Any) -> Storage:
    return Storage(
        DurableFile(path, now, **seam), now, steps={SCHEMA: to_next, SCHEMA + 1: to_the_one_after}, schema=SCHEMA + 2
    )


def test_there_is_a_step_from_every_older_schema() -> None:
    assert set(STEPS) == set(range(1, SCHEMA))


def test_the_steps_follow_one_another(path: Path, now: Now) -> None:
    storage = migrated(path, now)
    assert storage.names() == {"entries"}
    assert [entry["leg"] for entry in stock(path, "entries")] == [6, 5]
    assert stock(path, "_meta")[0]["schema"] == SCHEMA + 2
    assert storage.notices == ()


def test_the_file_as_it_was_is_kept_for_good(path: Path, now: Now) -> None:
    before = path.read_bytes()
    migrated(path, now)
    (copy,) = (path.parent / "backups").glob(f"schema-{SCHEMA}-*.json")
    assert copy.read_bytes() == before


def test_migrating_twice_is_migrating_once(path: Path, now: Now) -> None:
    migrated(path, now)
    after = path.read_bytes()
    migrated(path, now)
    assert path.read_bytes() == after


def test_rows_that_are_no_documents_are_carried_along(path: Path, now: Now) -> None:
    everything = json.loads(path.read_bytes())
    everything["checkins"]["3"] = "no document"
    path.write_text(json.dumps(everything))
    storage = migrated(path, now)
    assert bytes(storage.rows("checkins")["3"]) == b'"no document"'


def test_an_old_backup_is_migrated_when_it_is_restored(path: Path, now: Now) -> None:
    Journal.open(path.parent, now).save("y", check_in(3, leg_pain=4))
    path.write_bytes(b"{torn")
    storage = migrated(path, now)
    assert len(storage.rows("entries")) == 2
    assert stock(path, "_meta")[0]["schema"] == SCHEMA + 2


def test_where_nothing_can_be_written_the_migrated_version_is_shown(path: Path, now: Now) -> None:
    before = path.read_bytes()
    path.chmod(0o400)
    storage = migrated(path, now)
    assert storage.names() == {"entries"}
    assert storage.read_only is not None
    assert path.read_bytes() == before
    path.chmod(0o600)
    assert journal_on(path.parent, now).read_only is False


def test_a_journal_of_version_0_1_keeps_every_record_and_a_copy(folder: Path, now: Now) -> None:
    """`journal-0.1.json` was written by that version: a record of each kind it had, and one that was deleted."""
    written = Path(__file__).with_name("journal-0.1.json").read_bytes()
    folder.mkdir(exist_ok=True)
    (folder / FILE_NAME).write_bytes(written)
    journal = Journal.open(folder, now)
    assert journal.notices == ()
    old, new = json.loads(written), json.loads((folder / FILE_NAME).read_bytes())
    assert old.pop("_meta")["1"]["store"] == (meta := new.pop("_meta")["1"])["store"]
    assert meta["schema"] == SCHEMA
    assert new == old
    for name in old.keys() & TABLES.keys():
        read = [json.loads(msgspec.json.encode(record)) for record in journal.all(TABLES[name])]
        assert read == sorted(old[name].values(), key=lambda row: row["id"])
    (copy,) = (folder / "backups").glob("schema-1-*.json")
    assert copy.read_bytes() == written
