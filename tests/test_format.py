"""FORMAT.md says what every table and field is."""

import re
import typing
from enum import EnumType
from importlib.resources import files

import msgspec
import pytest

from sciatica_tui.domain.records import TABLES, Record
from sciatica_tui.domain.red_flags.flags import BY_NAME
from sciatica_tui.storage.file_format import META, Meta
from sciatica_tui.storage.record_table import TOMBSTONES, Tombstone

TEXT = files("sciatica_tui").joinpath("FORMAT.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"^## `(\w+)`\n(.*?)(?=^## |\Z)", TEXT, re.M | re.S))
GENERAL = TEXT.partition("## `checkins`")[0]


def inside(annotation: object) -> set[type]:
    """The parts and words that a field's type is made of."""
    found = {annotation} if isinstance(annotation, type) else set()
    for each in typing.get_args(annotation):
        found |= inside(each)
    return found


def described(table: str) -> set[str]:
    return set(re.findall(r"`([^`\s]+)`", SECTIONS[table]))


@pytest.mark.parametrize(("table", "kind"), TABLES.items())
def test_every_field_of_every_table_is_described(table: str, kind: type[Record]) -> None:
    words = described(table) | set(re.findall(r"\w+", SECTIONS[table]))
    for field in set(kind.__struct_fields__) - {"id", "created_at", "updated_at", "rev", "day"}:
        assert field in described(table), f"{table}.{field}"
    for hint in typing.get_type_hints(kind, include_extras=True).values():
        for part in inside(hint):
            if isinstance(part, type) and issubclass(part, msgspec.Struct):
                assert set(part.__struct_fields__) <= words, f"{table}, {part.__name__}"
            if isinstance(part, EnumType):
                assert set(map(str, part)) <= words | described("checkins"), f"{table}, {part.__name__}"


def test_what_every_record_has_is_described() -> None:
    for field in ("id", "created_at", "updated_at", "rev", "day"):
        assert f"`{field}`" in GENERAL


def test_every_red_flag_is_named() -> None:
    assert set(BY_NAME) <= described("red_flags")


def test_tombstones_and_meta_are_described() -> None:
    assert set(Tombstone.__struct_fields__) <= described(TOMBSTONES)
    assert set(Meta.__struct_fields__) <= described(META)


def test_no_table_is_described_that_there_is_not() -> None:
    assert set(SECTIONS) == {*TABLES, TOMBSTONES, META}
