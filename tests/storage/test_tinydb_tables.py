"""What our storage adds to TinyDB: one write for several operations, other windows, nothing shared, nothing lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tinydb import where
from tinydb.table import Document

from sciatica_tui.domain.errors import BadInput
from sciatica_tui.storage.durable_file import DurableFile
from sciatica_tui.storage.tinydb_tables import Database

from .disks import CountingDisk
from .making import Now, stock

Window = Callable[[], Database]


@pytest.fixture
def path(folder: Path) -> Path:
    return folder / "anything.json"


@pytest.fixture
def window(path: Path, now: Now) -> Window:
    """Opens the same file again, as another window does."""

    def opened() -> Database:
        file = DurableFile(path, now)
        file.prepare()
        return Database(file, now)

    return opened


def test_operations_in_a_transaction_are_one_write(path: Path, now: Now) -> None:
    disk = CountingDisk()
    file = DurableFile(path, now, backups=False, disk=disk)
    file.prepare()
    database = Database(file, now)
    with database.transaction():
        database.table("one").insert({"a": 1})
        database.table("two").insert({"b": 2})
        database.table("one").update({"c": 3})
        assert database.table("one").all() == [{"a": 1, "c": 3}], "seen inside"
    assert disk.calls.count("replace") == 1
    assert stock(path, "one") == [{"a": 1, "c": 3}]


def test_an_error_takes_the_whole_transaction_back(window: Window, path: Path) -> None:
    database = window()
    table = database.table("one")
    table.insert({"a": 1})

    def interrupted() -> None:
        with database.transaction():
            table.insert({"a": 2})
            database.drop_tables()
            raise KeyError

    with pytest.raises(KeyError):
        interrupted()
    assert table.all() == stock(path, "one") == [{"a": 1}]
    assert table.insert({"a": 3}) == 2


def test_an_inner_transaction_is_taken_back_alone(window: Window, path: Path) -> None:
    database = window()
    table = database.table("one")
    with database.transaction():
        table.insert({"a": 1})
        try:
            with database.transaction():
                table.insert({"a": 2})
                raise KeyError
        except KeyError:
            table.insert({"a": 3})
    assert stock(path, "one") == [{"a": 1}, {"a": 3}]


def test_nothing_changed_is_nothing_written(window: Window, path: Path) -> None:
    table = window().table("one")
    table.insert({"a": 1})
    before = path.stat().st_ino
    table.update({"b": 1}, where("a") == 7)
    table.remove(where("a") == 7)
    table.update({"a": 1})
    assert path.stat().st_ino == before


def test_two_windows_see_each_other_and_never_give_an_id_twice(window: Window, path: Path) -> None:
    one, two = window().table("t"), window().table("t")
    assert one.insert({"n": 1}) == 1
    assert two.insert({"n": 2}) == 2
    assert two.insert_multiple([{"n": 3}, {"n": 4}]) == [3, 4]
    assert one.insert({"n": 5}) == 5
    assert [each["n"] for each in one] == [each["n"] for each in two] == [1, 2, 3, 4, 5]
    assert one.count(where("n") > 0) == 5
    two.truncate()
    assert one.count(where("n") > 0) == 0, "the query cache is not older than the file"
    assert one.insert({"n": 6}) == 1


def test_a_change_of_the_same_length_at_the_same_time_is_seen(window: Window, path: Path) -> None:
    import os

    one, two = window().table("t"), window().table("t")
    one.insert({"n": 1})
    assert two.all() == [{"n": 1}]
    times = path.stat()
    path.write_bytes(path.read_bytes().replace(b'{"n":1}', b'{"n":2}'))
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert two.all() == [{"n": 2}]


def test_what_is_returned_is_the_callers_own(window: Window) -> None:
    table = window().table("t")
    given = {"list": [1]}
    table.insert(given)
    given["list"].append(2)
    query = where("list").exists()
    for read in (table.all, lambda: table.search(query), lambda: table.search(query), lambda: [table.get(query)]):
        (found,) = read()
        assert found == {"list": [1]}
        assert found is not None
        found["list"].append(3)
        found["more"] = 4
    for found in table:
        found.clear()
    assert table.get(doc_id=1) == {"list": [1]}


@pytest.mark.parametrize(
    "value",
    [float("nan"), float("inf"), {"deep": [float("-inf")]}, "\ud800", object(), 1j],
    ids=lambda value: type(value).__name__,
)
def test_what_json_can_not_hold_is_refused_and_nothing_is_kept(window: Window, value: Any) -> None:
    table = window().table("t")
    table.insert({"a": 1})
    for act in (
        lambda: table.insert({"a": value}),
        lambda: table.update({"a": value}),
        lambda: table.insert_multiple([{"a": 2}, {"a": value}]),
    ):
        with pytest.raises(BadInput):
            act()
    assert table.all() == [{"a": 1}]


def test_the_table_of_the_storage_itself_is_out_of_reach(window: Window) -> None:
    database = window()
    database.table("t").insert({"a": 1})
    assert database.tables() == {"t"}
    with pytest.raises(ValueError, match="_meta"):
        database.table("_meta").insert({"schema": 99})


def test_the_file_says_who_wrote_it_first(window: Window, path: Path) -> None:
    table = window().table("t")
    heads = []
    for number in range(2):
        table.insert({"n": number})
        heads.append(stock(path, "_meta")[0])
        assert path.read_bytes().startswith(b'{"_meta":{"1":{"commit":"' + heads[-1]["commit"].encode())
    assert heads[0]["store"] == heads[1]["store"]
    assert heads[0]["commit"] != heads[1]["commit"]
    assert [head["sequence"] for head in heads] == [1, 2]


def test_other_threads_do_not_see_an_unfinished_transaction(window: Window) -> None:
    database = window()
    with database.transaction():
        database.table("t").insert({"a": 1})
        assert database.storage.committed.tables == {}
    assert list(database.storage.committed.tables["t"]) == ["1"]


def test_upsert_of_a_document_with_an_id_beyond_the_last(window: Window) -> None:
    table = window().table("t")
    table.upsert(Document({"a": 1}, doc_id=5))
    assert table.insert({"a": 2}) == 6
