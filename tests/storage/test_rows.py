"""Rows as the bytes of the file: like a dictionary in every respect, and written as one."""

from __future__ import annotations

import zlib

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Raw

from sciatica_tui.domain.errors import BadInput
from sciatica_tui.domain.records import CheckIn
from sciatica_tui.storage.file_format import Meta, compose, parse
from sciatica_tui.storage.record_table import RecordTable
from sciatica_tui.storage.rows import FEW, PackedRows, packed

from .making import START, check_in

KEYS = st.integers(1, 30).map(str)
DOCUMENTS = st.sampled_from(
    [b'{"a":1}', b'{"a":"},{"}', b"[]", b'"no document"', b'{"a":{"b":[1,2]},"c":"\\u0031"}']
).map(Raw)
ROWS = st.dictionaries(KEYS, DOCUMENTS)
CHANGES = st.lists(st.dictionaries(KEYS, st.none() | DOCUMENTS), max_size=4)


def after(rows: dict[str, Raw], changes: dict[str, Raw | None]) -> dict[str, Raw]:
    """The rows as a dictionary, after changes."""
    changed = rows | {key: raw for key, raw in changes.items() if raw is not None}
    return {key: raw for key, raw in changed.items() if changes.get(key, raw) is not None}


def written(rows: PackedRows) -> object:
    return msgspec.json.decode(b"{" + b"".join(rows.encoded()) + b"}", type=dict[str, Raw])


@given(ROWS, CHANGES)
def test_each_version_has_what_a_dictionary_would_have_and_is_written_so(
    first: dict[str, Raw], changes: list[dict[str, Raw | None]]
) -> None:
    rows, model = PackedRows(first), dict(first)
    versions = [(rows, model)]
    for change in changes:
        gone = {key: raw for key, raw in change.items() if raw is not None or key in model}
        rows, model = rows.with_changes(gone), after(model, gone)
        versions.append((rows, model))
    for each, expected in versions:
        assert dict(each.items()) == {key: each[key] for key in each} == expected == written(each)
        assert len(each) == len(expected)
        assert [key for key in map(str, range(32)) if key in each] == sorted(expected, key=int)
        for other, there in versions:
            differs = {key for key in expected.keys() | there.keys() if expected.get(key) != there.get(key)}
            assert each.changed_since(other) >= differs
            assert PackedRows(expected).changed_since(other) == differs


@given(st.dictionaries(st.sampled_from(["checkins", "Ä", 'a"b']), ROWS), CHANGES)
def test_what_is_written_is_read_again_from_the_very_bytes(
    tables: dict[str, dict[str, Raw]], changes: list[dict[str, Raw | None]]
) -> None:
    rows = packed(tables)
    for name in rows:
        for change in changes:
            rows[name] = rows[name].with_changes({k: raw for k, raw in change.items() if raw or k in rows[name]})
    meta, data = compose(Meta(store="s"), rows, START)
    again = parse(data, frozenset())
    assert again.intact
    assert again.meta == meta
    assert {name: dict(each) for name, each in again.tables.items()} == {
        name: dict(each) for name, each in rows.items()
    }
    assert compose(Meta(store="s"), again.tables, START)[1][200:] == data[200:]


@given(ROWS)
def test_a_file_with_spaces_is_read_all_the_same(rows: dict[str, Raw]) -> None:
    spaced = b", ".join(b'"%s" :\n%s' % (key.encode(), bytes(raw)) for key, raw in rows.items())
    assert dict(parse(b'{ "checkins": {%s} }' % spaced, frozenset({"checkins"})).tables["checkins"]) == rows


def test_many_changes_are_put_together_with_the_bytes() -> None:
    rows = PackedRows({str(number): Raw(b"{}") for number in range(1, 11)})
    for number in range(FEW + 20):
        rows = rows.with_changes({str(100 + number): Raw(b'{"a":1}'), "3": None})
    assert len(rows) == 9 + FEW + 20
    assert "3" not in rows
    assert rows["119"] == Raw(b'{"a":1}')
    assert len(list(rows.encoded())) < FEW, "few parts are left"


def intact(body: bytes) -> bytes:
    """A file with a right checksum, whatever stands in it."""
    meta = msgspec.json.encode(Meta(store="s", checksum=f"{zlib.crc32(body[1:]):08x}"))
    return b'{"_meta":{"1":%s}%s' % (meta, body)


@pytest.mark.parametrize(
    ("body", "ids"),
    [
        (b',"checkins":{"2":{"a":2},"1":{"a":1}}}', ["1", "2"]),
        (b',"checkins":{"-5":{"a":1},"-1":{"a":2}}}', ["1", "2"]),
        (b',"checkins":{"01":{"a":1},"7":{"a":2}}}', ["7", "8"]),
        (b',"checkins":{"1":{"a":1}, "2":{"a":2}}}', ["1", "2"]),
        (b',"checkins":{"\\u0031":{"a":1},"2":{"a":2}}}', ["1", "2"]),
        (b',"checkins":{"1":{"a":0},"1":{"a":1},"2":{"a":2}}}', ["1", "2"]),
    ],
)
def test_a_file_with_a_right_checksum_that_is_not_laid_out_as_ours_is_read_all_the_same(
    body: bytes, ids: list[str]
) -> None:
    contents = parse(intact(body), frozenset())
    assert contents.intact
    rows = contents.tables["checkins"]
    assert list(rows) == ids
    assert sorted(map(bytes, rows.values())) == [b'{"a":1}', b'{"a":2}']


def test_what_was_read_is_kept_as_the_bytes_of_the_file() -> None:
    _, data = compose(Meta(store="s"), packed({"checkins": {"1": Raw(b'{"a":1}'), "2": Raw(b"{}")}}), START)
    [_, part] = parse(data, frozenset()).tables["checkins"].encoded()
    assert isinstance(part, memoryview)
    assert part.obj is data


@pytest.mark.parametrize("key", ["-5", "01", "x", "", "１", str(10**19)])
def test_an_id_that_is_no_number_is_refused_and_never_found(key: str) -> None:
    rows = PackedRows({"1": Raw(b"{}"), "5": Raw(b"{}")})
    assert key not in rows
    with pytest.raises(BadInput, match="can't be the number of an entry"):
        rows.with_changes({key: Raw(b"{}")})


def test_entries_that_became_unreadable_are_named_in_the_order_of_their_numbers() -> None:
    rows = PackedRows({str(number): Raw(msgspec.json.encode(check_in(number))) for number in range(1, 40)})
    before = RecordTable(CheckIn, rows)
    torn = rows.with_changes({str(number): Raw(b"[]") for number in range(5, 35)})
    assert list(RecordTable(CheckIn, torn, before).unreadable) == [str(number) for number in range(5, 35)]
