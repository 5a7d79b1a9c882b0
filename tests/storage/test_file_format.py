"""The bytes of the data file: what is written is read again, and what others wrote is read all the same."""

from __future__ import annotations

import zlib

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Raw

from sciatica_tui.domain.errors import BadInput
from sciatica_tui.domain.records import CheckIn
from sciatica_tui.storage.file_format import Damaged, Meta, compose, parse
from sciatica_tui.storage.record_table import RecordTable
from sciatica_tui.storage.tinydb_documents import encode_documents

from .making import START, check_in

DOCUMENTS = st.sampled_from(
    [b'{"a":1}', b'{"a":"},{"}', b"[]", b'"no document"', b'{"a":{"b":[1,2]},"c":"\\u0031"}']
).map(Raw)
ROWS = st.dictionaries(st.integers(1, 30).map(str), DOCUMENTS)


@given(st.dictionaries(st.sampled_from(["checkins", "Ä", 'a"b']), ROWS))
def test_what_is_written_is_read_again(tables: dict[str, dict[str, Raw]]) -> None:
    meta, data = compose(Meta(store="s"), tables, START)
    contents = parse(bytes(data), frozenset())
    assert contents.intact
    assert contents.meta == meta
    assert contents.tables == tables
    assert [list(rows) for rows in contents.tables.values()] == [list(rows) for rows in tables.values()]


@given(ROWS)
def test_a_file_with_spaces_is_read_all_the_same(rows: dict[str, Raw]) -> None:
    spaced = b", ".join(b'"%s" :\n%s' % (key.encode(), bytes(raw)) for key, raw in rows.items())
    assert parse(b'{ "checkins": {%s} }' % spaced, frozenset({"checkins"})).tables["checkins"] == rows


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
    assert sorted(rows) == ids
    assert sorted(map(bytes, rows.values())) == [b'{"a":1}', b'{"a":2}']


@pytest.mark.parametrize("key", ["-5", "01", "x", "", "１", str(10**19)])
def test_an_id_that_is_no_number_is_refused(key: str) -> None:
    with pytest.raises(BadInput, match="can't be the number of an entry"):
        encode_documents({key: {}})


def entries(number: int) -> dict[str, Raw]:
    return {str(key): Raw(msgspec.json.encode(check_in(key))) for key in range(1, number + 1)}


def test_only_documents_that_changed_are_decoded_anew() -> None:
    rows = entries(6)
    before = RecordTable(CheckIn, rows)
    changed = {key: raw for key, raw in rows.items() if key != "5"}
    changed |= {"2": Raw(msgspec.json.encode(check_in(2, leg_pain=9))), "7": Raw(msgspec.json.encode(check_in(7)))}
    after = RecordTable(CheckIn, changed, before)
    assert after.records == RecordTable(CheckIn, changed).records
    assert [after.key(record.id) for record in after.records] == ["1", "2", "3", "4", "6", "7"]
    same = [record for record in after.records if any(record is old for old in before.records)]
    assert [after.key(record.id) for record in same] == ["1", "3", "4", "6"]


def test_entries_that_became_unreadable_are_named_in_the_order_of_the_file() -> None:
    rows = entries(39)
    torn = rows | {str(number): Raw(b"[]") for number in range(5, 35)}
    table = RecordTable(CheckIn, torn, RecordTable(CheckIn, rows))
    assert list(table.unreadable) == [str(number) for number in range(5, 35)]


@pytest.mark.parametrize(
    "bad", ["01k00000000000000000000001", "81K00000000000000000000000", "01K0000000000000000000000é"]
)
@pytest.mark.parametrize("before", [False, True])
def test_an_entry_whose_id_is_no_id_is_unreadable_and_the_others_are_read(bad: str, before: bool) -> None:
    rows = entries(6)
    forged = rows | {"3": Raw(bytes(rows["3"]).replace(check_in(3).id.encode(), bad.encode()))}
    table = RecordTable(CheckIn, forged, RecordTable(CheckIn, rows) if before else None)
    assert table.unreadable == {"3": f"“{bad}” is not an id"}
    assert [table.key(record.id) for record in table.records] == ["1", "2", "4", "5", "6"]


@pytest.mark.parametrize("length", [0, 1, 2, 3, 1 << 16])
@pytest.mark.parametrize(
    ("end", "good"), [("é".encode(), True), ("€".encode(), True), (b"\xe2\x82", False), (b"\xff", False)]
)
def test_a_text_is_checked_whole_where_a_letter_lies_across_two_pieces(length: int, end: bytes, good: bool) -> None:
    note = b"x" * ((1 << 16) - 40 + length) + end
    data = intact(b',"checkins":{"1":{"note":"%s"}}}' % note)
    if good:
        assert parse(data, frozenset()).tables["checkins"]["1"] == Raw(b'{"note":"%s"}' % note)
    else:
        with pytest.raises(Damaged):
            parse(data, frozenset())
