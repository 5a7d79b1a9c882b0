"""The documented operations of TinyDB 4.9 over our storage; after each, stock TinyDB reads the same from the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import tinydb
from tinydb import Query, where
from tinydb.operations import add, decrement, delete, increment, subtract
from tinydb.operations import set as set_to
from tinydb.table import Document

from sciatica_tui.storage.durable_file import DurableFile
from sciatica_tui.storage.tinydb_tables import Database, Table

from .making import Now


@pytest.fixture
def path(folder: Path) -> Path:
    return folder / "anything.json"


@pytest.fixture
def database(path: Path, now: Now) -> Iterator[Database]:
    file = DurableFile(path, now)
    file.prepare()
    database = Database(file, now)
    yield database
    expected = {name: {each.doc_id: dict(each) for each in database.table(name)} for name in database.tables()}
    if path.exists():
        with tinydb.TinyDB(path) as stock:
            found = {name: {each.doc_id: dict(each) for each in stock.table(name)} for name in stock.tables()}
        found.pop("_meta")
        assert found == expected


@pytest.fixture
def table(database: Database) -> Table:
    table = database.table("numbers")
    table.insert_multiple({"int": 1, "char": c} for c in "abc")
    assert isinstance(table, Table)
    return table


def chars(documents: list[Document]) -> str:
    return "".join(each["char"] for each in documents)


def test_insert_gives_the_next_document_id(table: Table) -> None:
    assert table.insert({"char": "d"}) == 4
    assert table.insert(Document({"char": "x"}, doc_id=10)) == 10
    assert table.insert({"char": "y"}) == 11
    with pytest.raises(ValueError, match="already exists"):
        table.insert(Document({"char": "z"}, doc_id=10))
    with pytest.raises(ValueError, match="Mapping"):
        table.insert([1])  # type: ignore[arg-type]


def test_insert_takes_any_mapping(table: Table) -> None:
    class Lookup(Mapping[str, int]):
        def __getitem__(self, key: str) -> int:
            return {"int": 5}[key]

        def __iter__(self) -> Iterator[str]:
            return iter(["int"])

        def __len__(self) -> int:
            return 1

    assert table.get(doc_id=table.insert(Lookup())) == {"int": 5}


def test_insert_multiple(table: Table) -> None:
    assert table.insert_multiple([{"char": "d"}, Document({"char": "e"}, doc_id=9)]) == [4, 9]
    assert table.insert_multiple([]) == []
    with pytest.raises(ValueError, match="Mapping"):
        table.insert_multiple([{"char": "f"}, 5])  # type: ignore[list-item]
    assert chars(table.all()) == "abcde", "all or nothing"


def test_a_removed_document_id_is_not_given_again(table: Table) -> None:
    table.remove(doc_ids=[3])
    assert table.insert({"char": "d"}) == 4


def test_update_with_fields_a_function_a_condition_or_ids(table: Table) -> None:
    assert table.update({"int": 2}, where("char") == "a") == [1]
    assert table.update({"int": 3}, doc_ids=[2, 99]) == [2]
    assert table.update(increment("int")) == [1, 2, 3]
    assert [each["int"] for each in table] == [3, 4, 2]
    table.update(delete("int"), where("char") == "c")
    assert table.get(where("char") == "c") == {"char": "c"}


def test_the_operations(table: Table) -> None:
    table.update(add("int", 5), doc_ids=[1])
    table.update(subtract("int", 3), doc_ids=[2])
    table.update(decrement("int"), doc_ids=[3])
    table.update(set_to("char", "z"), doc_ids=[3])
    assert table.all() == [{"int": 6, "char": "a"}, {"int": -2, "char": "b"}, {"int": 0, "char": "z"}]


def test_update_multiple(table: Table) -> None:
    changes: list[Any] = [({"int": 2}, where("char") == "a"), (increment("int"), where("char") == "b")]
    assert table.update_multiple(changes) == [1, 2]
    assert [each["int"] for each in table] == [2, 2, 1]


def test_upsert(table: Table) -> None:
    assert table.upsert({"int": 9}, where("char") == "a") == [1]
    assert table.upsert({"int": 9, "char": "x"}, where("char") == "x") == [4]
    assert table.upsert(Document({"int": 8}, doc_id=1)) == [1]
    assert table.upsert(Document({"int": 8, "char": "y"}, doc_id=77)) == [77]
    with pytest.raises(ValueError, match="doc_id"):
        table.upsert({"int": 1})


def test_remove(table: Table) -> None:
    assert table.remove(where("char") == "b") == [2]
    assert table.remove(doc_ids=[1, 99]) == [1]
    with pytest.raises(RuntimeError):
        table.remove()
    assert chars(table.all()) == "c"


def test_truncate(table: Table) -> None:
    table.truncate()
    assert len(table) == 0
    assert table.insert({}) == 1


def test_search_get_contains_count(table: Table) -> None:
    assert chars(table.search(where("int") == 1)) == "abc"
    assert table.get(where("char") == "b") == {"int": 1, "char": "b"}
    found = table.get(doc_id=2)
    assert found is not None
    assert found.doc_id == 2
    assert chars(table.get(None, None, [1, 3, 99])) == "ac"
    assert table.get(doc_id=99) is None
    assert table.get(where("char") == "x") is None
    assert table.contains(where("char") == "a")
    assert not table.contains(doc_id=99)
    assert table.count(where("int") == 1) == 3
    with pytest.raises(RuntimeError):
        table.get()
    with pytest.raises(RuntimeError):
        table.contains()


def test_query_forms(table: Table) -> None:
    q = Query()
    table.insert({"char": "d", "deep": {"list": [1, 2, {"x": 3}]}, "tags": ["a", "b"], "text": "Hello"})
    forms = {
        "abc": q.int == 1,
        "b": (q.int == 1) & (q.char == "b"),
        "ad": (q.char == "a") | (q.char == "d"),
        "bcd": ~(q.char == "a"),
        "cd": q.char > "b",
        "d": q.deep.list.any([2]),
        "": q["deep"]["list"].all([5]),
    }
    for expected, query in forms.items():
        assert chars(table.search(query)) == expected
    assert chars(table.search(q.text.matches("hel", flags=2))) == "d"
    assert chars(table.search(q.text.search("ll"))) == "d"
    assert chars(table.search(q.char.test(lambda value: value in "ab"))) == "ab"
    assert chars(table.search(q.tags.exists())) == "d"
    assert chars(table.search(q.char.one_of(["a", "c"]))) == "ac"
    assert chars(table.search(q.tags.any(["b", "z"]))) == "d"
    assert chars(table.search(q.fragment({"int": 1, "char": "c"}))) == "c"
    assert chars(table.search(q.char.map(str.upper) == "A")) == "a"
    assert chars(table.search(q.noop())) == "abcd"


def test_iteration_length_and_names(table: Table, database: Database) -> None:
    assert [each.doc_id for each in table] == [1, 2, 3]
    assert len(table) == 3
    assert table.name == "numbers"
    assert "total=3" in repr(table)
    assert "numbers" in repr(database)


def test_the_query_cache_answers_again_and_forgets_with_a_change(table: Table) -> None:
    query = where("int") == 1
    table.search(query)
    assert query in table._query_cache
    table.insert({"int": 1, "char": "d"})
    assert query not in table._query_cache
    assert chars(table.search(query)) == "abcd"
    table.clear_cache()
    assert len(table._query_cache) == 0


def test_several_tables_and_the_default_one(database: Database) -> None:
    database.insert({"a": 1})
    other = database.table("other", cache_size=0, persist_empty=True)
    assert database.tables() == {"_default", "other"}
    assert database.table("other") is other
    assert len(database) == 1
    assert [dict(each) for each in database] == [{"a": 1}]
    assert other.all() == []


def test_drop_table_and_drop_tables(database: Database) -> None:
    database.table("one").insert({"a": 1})
    database.table("two").insert({"a": 1})
    database.drop_table("one")
    database.drop_table("never")
    assert database.tables() == {"two"}
    assert database.table("one").insert({"b": 1}) == 1
    database.drop_tables()
    assert database.tables() == set()
    database.table("one").insert({"c": 1})


def test_it_closes_as_a_context(database: Database) -> None:
    with database as same:
        same.insert({"a": 1})
