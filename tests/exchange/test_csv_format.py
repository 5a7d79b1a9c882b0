"""Check-ins as a spreadsheet, out and in again."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from sciatica_tui.demo.records import demo_records
from sciatica_tui.domain.errors import BadInput
from sciatica_tui.domain.measures.answers import STAMP, answers_of, checkin_from
from sciatica_tui.domain.records import CheckIn
from sciatica_tui.exchange.csv_format import COLUMNS, DIALECTS, Dialect, is_own, read_csv, write_csv
from sciatica_tui.exchange.csv_import.reader import read_sheet

from ..support import NOW, TODAY, checkin, stamp

NAME = Path("diary.csv")
CELLS = len(STAMP) + len(COLUMNS)


def again(data: bytes) -> tuple[CheckIn, ...]:
    return read_csv(read_sheet(NAME, data))


def test_the_demo_history_comes_back_as_it_was() -> None:
    entries = tuple(sorted((r for r in demo_records(TODAY, NOW) if isinstance(r, CheckIn)), key=lambda c: c.id))
    assert again(write_csv(entries)) == entries
    assert write_csv(again(write_csv(entries))) == write_csv(entries)


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=40)
WORD = TEXT.map(str.strip).filter(bool)


@settings(max_examples=150)
@given(
    note=TEXT,
    posture=WORD,
    tags=st.lists(WORD, max_size=4),
    abilities=st.lists(st.fixed_dictionaries({"name": WORD, "score": st.integers(0, 10)}), max_size=3),
    degrees=st.floats(0, 120),
    flags=st.none() | st.lists(st.sampled_from(["night_pain", "fever"]), max_size=2, unique=True),
)
def test_any_text_comes_back_as_it_was(
    note: str, posture: str, tags: list[str], abilities: list[Any], degrees: float, flags: list[str] | None
) -> None:
    degrees = float(f"{degrees:.6f}")
    answers = {"note": note, "posture": posture, "tags": tags, "abilities": abilities, "red_flags": flags}
    entry = checkin_from(
        {**answers, "leg_raise.method": "lying", "leg_raise.left_degrees": degrees}, **stamp(), day=TODAY
    )
    assert again(write_csv([entry])) == (entry,)


def test_a_german_excel_opens_it_and_gives_it_back_unchanged() -> None:
    entries = tuple(sorted((r for r in demo_records(TODAY, NOW) if isinstance(r, CheckIn)), key=lambda c: c.id))
    data = write_csv(entries, dialect=DIALECTS["excel-de"])
    assert b";22.11.2026;" in data
    assert again(data) == entries


def test_our_own_csv_as_a_german_excel_saved_it_comes_back() -> None:
    data = (Path(__file__).parent / "csv_import" / "data" / "files" / "own-excel-de.csv").read_bytes()
    assert {entry.day.isoformat() for entry in again(data)} == {"2026-11-25", "2026-11-26"}


@pytest.mark.parametrize("day", ["%d/%m/%Y", "%m/%d/%Y", "%d.%m.%y", "%Y/%m/%d"])
def test_days_as_spreadsheets_write_them_are_read_by_when_the_entries_were_made(day: str) -> None:
    entries = tuple(checkin(number, leg_pain=3) for number in range(20, 12, -1))
    entries = tuple(replace(each, created_at=datetime.combine(each.day, time(9), tzinfo=UTC)) for each in entries)
    entries = tuple(sorted(entries, key=lambda entry: entry.id))
    assert again(write_csv(entries, dialect=Dialect(";", ",", day))) == entries


def test_every_answer_has_a_column() -> None:
    paths = {column.path for column in COLUMNS}
    entries = [r for r in demo_records(TODAY, NOW) if isinstance(r, CheckIn)]
    assert {path for entry in entries for path in answers_of(entry)} <= paths
    outer = {path.partition(".")[0] for path in paths}
    assert outer == set(CheckIn.__struct_fields__) - {"id", "created_at", "updated_at", "rev", "day", "at"}


def test_columns_are_named_as_in_the_description_of_the_file_with_units() -> None:
    sheet = read_sheet(NAME, write_csv([checkin(leg_pain=3)]))
    assert sheet.header[:8] == (
        "id",
        "created_at",
        "updated_at",
        "rev",
        "day",
        "at",
        "leg_pain (0-10)",
        "back_pain (0-10)",
    )
    assert is_own(sheet)


@pytest.mark.parametrize("note", ["=1+1", "+1", "-2 is not a number", "@SUM(A1)", "\t=1", "'=1", "'quoted'"])
def test_no_text_runs_as_a_formula(note: str) -> None:
    data = write_csv([checkin(note=note, tags=[note], posture=note.strip())])
    row = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))[1]
    assert not [cell for cell in row if cell.startswith(("=", "+", "@", "\t", "\r"))]
    assert not [cell for cell in row if cell.startswith("-") and not cell[1:].isdigit()]
    assert again(data)[0].note == note


def rows(*changes: tuple[str, str], entry: CheckIn | None = None) -> bytes:
    """An export of one entry with cells changed by column name; an added line has the number of its entry."""
    data = write_csv([entry or checkin(leg_pain=3)]).decode("utf-8-sig")
    header, row = list(csv.reader(io.StringIO(data, newline="")))
    names = [title.partition(" (")[0] for title in header]
    for name, cell in changes:
        row[names.index(name)] = cell
    out = io.StringIO(newline="")
    csv.writer(out).writerows([header, row])
    return out.getvalue().encode()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (rows(("leg_pain", "11")), "diary.csv, line 2: Worst leg pain takes a whole number from 0 to 10"),
        (rows(("leg_pain", "high")), "diary.csv, line 2, column G (leg_pain (0-10)): “high” is not a number"),
        (rows(("day", "some day")), "column E (day): “some day” is not a day like 2026-11-21"),
        (rows(("at", "21/11/2026 08:10")), "column F (at): “21/11/2026 08:10” is not a time like"),
        (rows(("updated_at", "2026-11-21T08:10:00")), "column C (updated_at)"),
        (rows(("id", "")), "column A (id): it is empty"),
        (rows(("id", "1.5E+30")), "column A (id): “1.5E+30” is not an id"),
        (rows(("rev", "0")), "column D (rev)"),
        (rows(("flare", "maybe")), "“maybe” is not yes or no"),
        (rows(("symptoms", "calf")), "“calf” has “calf”, which is not a zone and a feeling"),
        (rows(("activity", "walk")), "which is not a name and a number"),
        (rows(("symptoms", "nose sharp")), "line 2: Feelings takes"),
        (rows(("zone", "nose")), "line 2: Furthest zone takes one of none, back"),
        (rows().replace(b"leg_pain (0-10)", b"shoe_size", 1), "does not know the column “shoe_size”"),
        (rows().replace(b"created_at", b"flare", 1), "the column flare is there twice"),
        (rows().split(b"\n")[0], "has a header but no rows below it"),
        (
            rows() + rows().split(b"\r\n")[1] + b",,,,1\r\n",
            f"line 3: {CELLS + 4} cells, but the header names {CELLS} columns",
        ),
        (rows().replace(b",3,", b',"3,', 1), "line 2: a quotation mark in this row is not closed"),
        (b"leg pain\n3\n", "line 1: there is only one column"),
        (b"\xff\xfe" + "a,b\n".encode("utf-16-le") + b"\x00", "it is cut off"),
        (b"%PDF-1.7", "is a PDF"),
    ],
)
def test_what_can_not_be_taken_is_named_by_line_and_column(data: bytes, sentence: str) -> None:
    with pytest.raises(BadInput) as refused:
        again(data)
    assert sentence in str(refused.value)


def test_an_id_that_is_there_twice_is_refused() -> None:
    entry = checkin(leg_pain=3)
    data = write_csv([entry])
    with pytest.raises(BadInput, match="is already in line 2"):
        again(data + data.split(b"\r\n")[1] + b"\r\n")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_a_spreadsheet_saves_it_as_does_not_matter(delimiter: str, encoding: str) -> None:
    entry = checkin(leg_pain=3, note="long, drive; café | x\ty", at=None)
    plain = list(csv.reader(io.StringIO(write_csv([entry]).decode("utf-8-sig"), newline="")))
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(plain)
    assert again(out.getvalue().encode(encoding)) == (entry,)


def test_entries_are_written_in_the_order_of_their_ids() -> None:
    entries = [checkin(days) for days in (0, 5, 2)]
    lines = write_csv(reversed(entries)).decode("utf-8-sig").splitlines()[1:]
    assert [line[:26] for line in lines] == sorted(entry.id for entry in entries)
    assert entries[0].day - entries[1].day == timedelta(5)
