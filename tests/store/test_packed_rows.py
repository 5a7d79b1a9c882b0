"""Rows as the bytes of the file: like a dictionary in every respect, and written as one."""

from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Raw

from sciatica_tui.store.layout import Meta, compose, parse
from sciatica_tui.store.packed_rows import FEW, PackedRows, packed

from .making import START

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
