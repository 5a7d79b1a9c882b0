"""What the columns of a spreadsheet are taken for."""

from __future__ import annotations

from pathlib import Path

import pytest

from sciatica_tui.domain.errors import BadInput
from sciatica_tui.exchange.csv_import.datetimes import date_formats, time_formats
from sciatica_tui.exchange.csv_import.inference import Guess, guess
from sciatica_tui.exchange.csv_import.mapping import parse_mapping, ready_mappings, write_mapping
from sciatica_tui.exchange.csv_import.preview import column_words
from sciatica_tui.exchange.csv_import.reader import read_sheet

NAME = Path("diary.csv")


def guessed(title: str, *cells: str) -> Guess:
    """A sheet with dates and one more column, of which cells repeat."""
    lines = ["date\t" + title, *(f"2026-11-{day:02}\t{cells[day % len(cells)]}" for day in range(1, 22))]
    return guess(read_sheet(NAME, "\n".join(lines).encode()))


@pytest.mark.parametrize(
    ("title", "cells", "meaning"),
    [
        ("Leg pain", ["6", "3", "0"], "Worst leg pain"),
        ("leg (0-10)", ["6,5", "3"], "Worst leg pain"),
        ("leg pain", ["1", "0"], "Worst leg pain"),
        ("leg pain", ["yes", "no"], "? tag “leg pain” if yes"),
        ("Sciatica", ["7/10", "3/10"], "Worst leg pain"),
        ("pain", ["6", "3"], "? Worst leg pain"),
        ("Pain (VAS)", ["64", "30"], "? Worst leg pain, times 0.1"),
        ("lower back", ["6", "3"], "Worst back pain"),
        ("calf: sharp", ["1", "0"], "feeling: calf sharp, yes or no"),
        ("Left calf - pins & needles", ["yes", "no"], "feeling: calf tingling, left side, yes or no"),
        ("back of thigh burning", ["x", ""], "feeling: thigh burning, yes or no (blank = no)"),
        ("Numbness in R foot", ["TRUE", "FALSE"], "feeling: foot numb, right side, yes or no"),
        ("foot tingling", ["0", "4", "7"], "feeling: foot tingling, 0–10"),
        ("glute", ["1", "0"], "the buttock hurts, yes or no"),
        ("calf", ["0", "4", "7"], "the calf hurts, 0–10"),
        ("knee", ["0", "1"], "? tag “knee” if yes"),
        ("Where", ["bum", "calf", "foot"], "Furthest zone (bum = buttock)"),
        ("Where", ["left buttock", "right calf", "foot"], "Furthest zone"),
        ("Side", ["L", "R"], "Side (R = right, L = left)"),
        ("sitting", ["1", "0"], "posture “sitting” if yes"),
        ("Position", ["on the couch", "in bed"], "posture"),
        ("what", ["walking", "driving", "walked"], "posture"),
        ("can sit (min)", ["10", "25"], "Can sit"),
        ("walking tolerance", ["10", "25 min"], "Can walk"),
        ("walked (min)", ["10", "25"], "minutes of walk"),
        ("swim", ["10", "25"], "? minutes of swim"),
        ("sleep quality", ["3", "8"], "Sleep"),
        ("ibuprofen", ["1", "0"], "medication “ibuprofen” if yes"),
        ("Meds taken", ["ibuprofen 400", "paracetamol, ibuprofen"], "medications"),
        ("flare?", ["y", "n"], "Flare"),
        ("cough hurts", ["1", "0"], "Cough or sneeze"),
        ("leg feels weak", ["1", "0"], "Weak leg"),
        ("Triggers", ["desk; drive", "garden"], "tags"),
        ("stretched", ["1", "0"], "tag “stretched” if yes"),
        ("Comments", ["bad night", ""], "note"),
        ("xyz", ["aa", "bb"], "? note"),
        ("How was it", ["quite a bad day with a long drive", "better than I thought it would be"], "? note"),
    ],
)
def test_a_column_is_known_by_its_name_and_values(title: str, cells: list[str], meaning: str) -> None:
    found = guessed(title, *cells)
    column = found.mapping.columns[title]
    assert ("" if column.sure else "? ") + column_words(column) == meaning


@pytest.mark.parametrize(
    ("title", "cells", "reason"),
    [
        ("Mood", ["1", "5"], "does not track it"),
        ("weekday", ["Monday", "Tuesday"], "does not track it"),
        ("sleep hours", ["7.5", "6"], "not track hours of sleep"),
        ("calf ache", ["120", "3"], "not a rating of 0–10"),
        ("xyz", ["12", "13"], "‘xyz’ is not understood"),
        ("leg", [""], "it is empty"),
    ],
)
def test_what_is_not_understood_is_left_out_with_the_reason(title: str, cells: list[str], reason: str) -> None:
    found = guessed(title, *cells)
    assert title not in found.mapping.columns
    assert reason in found.left_out[title]


@pytest.mark.parametrize(
    ("title", "cells", "range_named"),
    [("Leg pain", ["4", "6", "5"] * 6 + ["4", "5", "12"], "4–12"), ("SLR left", ["30", "45"] * 10 + ["130"], "30–130")],
)
def test_the_numbers_named_as_evidence_are_those_there_though_one_is_beyond_the_scale(
    title: str, cells: list[str], range_named: str
) -> None:
    assert f"its numbers are {range_named}" in guessed(title, *cells).evidence[title]


@pytest.mark.parametrize(
    ("texts", "formats"),
    [
        (["2026-11-03", "2026-11-21"], ("iso",)),
        (["2026-11-03T08:10:00+01:00"], ("iso",)),
        (["2026-11-03 8:10:00", "2026-11-03 10:10:00", "2026-11-04 08:10:00 +0100", "2026-11-05"], ("iso",)),
        (["2026-11-3", "2026-11-21"], ("%Y-%m-%d",)),
        (["2026-11-03 8:10 AM", "2026-11-04 10:10 PM"], ("%Y-%m-%d %I:%M %p",)),
        (["03/04/2026", "05/06/2026"], ("%d/%m/%Y", "%m/%d/%Y")),
        (["03/04/2026", "21/04/2026"], ("%d/%m/%Y",)),
        (["03/04/2026", "04/21/2026"], ("%m/%d/%Y",)),
        (["3/4/26", "5/6/26"], ("%d/%m/%y", "%m/%d/%y")),
        (["11/11/2026", "10/10/2026"], ("%d/%m/%Y",)),
        (["03/04/2026", *(f"{day}/04/2026" for day in range(13, 17)), "04/23/2026"], ("%d/%m/%Y", "%m/%d/%Y")),
        (["03/04/2026", *(f"04/{day}/2026" for day in range(13, 17)), "23/04/2026"], ("%d/%m/%Y", "%m/%d/%Y")),
        (
            ["3/4/26 8:10", *(f"{day}/4/26 8:10" for day in range(13, 17)), "4/23/26 8:10"],
            ("%d/%m/%y %H:%M", "%m/%d/%y %H:%M"),
        ),
        ([*(f"{day}/04/2026" for day in range(13, 17)), "04/23/2026"], ("%d/%m/%Y",)),
        (["03.04.2026"], ("%d.%m.%Y",)),
        (["21 Nov 2026", "3 Nov 2026"], ("%d %b %Y",)),
        (["November 21, 2026"], ("%B %d, %Y",)),
        (["Sat, 21st Nov 2026"], ("%d %b %Y",)),
        (["21/11/2026 08:10"], ("%d/%m/%Y %H:%M",)),
        (["11/21/2026, 8:10 PM"], ("%m/%d/%Y, %I:%M %p",)),
        (["46347", "46348.5"], ("excel",)),
        (["03/04/2026", "hello"], ()),
        (["6", "3"], ()),
        ([], ()),
    ],
)
def test_dates_are_read_in_one_way_or_told_to_have_two(texts: list[str], formats: tuple[str, ...]) -> None:
    assert date_formats(texts) == formats


@pytest.mark.parametrize(
    ("texts", "formats"),
    [
        (["08:10", "7:05"], ("%H:%M",)),
        (["08:10:30"], ("%H:%M:%S",)),
        (["8:10 am", "11:05 PM"], ("%I:%M %p",)),
        (["0.5", "0.25"], ("excel",)),
        (["morning"], ()),
        (["08:00", "08:00", "08:00", "morning", "at noon"], ("%H:%M",)),
    ],
)
def test_times_are_read(texts: list[str], formats: tuple[str, ...]) -> None:
    assert time_formats(texts) == formats


def test_without_a_date_nothing_is_guessed() -> None:
    with pytest.raises(BadInput, match=r"no column with a date was found\. Every entry needs a date"):
        guess(read_sheet(NAME, b"leg,back\n3,4\n"))
    with pytest.raises(BadInput, match=r"“date”, line 2: “03/11” is not a date with its year\."):
        guess(read_sheet(NAME, b"date,back\n03/11,4\n04/11,4\n"))


def test_a_date_column_with_an_odd_date_is_read_however_short_the_sheet() -> None:
    sheet = read_sheet(NAME, b"Date,Leg\n2026-11-01,4\n2026-11-02,5\n2026-11-03,6\n04.11.2026,4\n")
    assert guess(sheet).mapping.when.date_format == "iso"
    unnamed = read_sheet(NAME, b"Leg,x\n4,2026-11-01\n5,2026-11-02\n6,2026-11-03\n4,04.11.2026\n")
    with pytest.raises(BadInput, match="no column with a date"):
        guess(unnamed)


def test_the_one_date_that_is_none_is_named_with_its_line() -> None:
    sheet = read_sheet(NAME, b"date,back\n2026-11-01,4\n2026-11-02,3\nfoo,2\nbar,2\n")
    with pytest.raises(BadInput, match="“date”, line 4: “foo” is not a date like the others"):
        guess(sheet)


def test_a_guess_written_down_means_the_same_when_read() -> None:
    for title, cells in (("calf: sharp", ["x", ""]), ("Where", ["bum"]), ('Pain [VAS] "x" é', ["64"]), ("Note", ["a"])):
        mapping = guessed(title, *cells).mapping
        assert parse_mapping(write_mapping(mapping), "diary.toml") == mapping


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("when = 3 = 4", "m.toml: expected newline or end of document after a statement (at line 1, column 10)."),
        ("[columns.x]\nis = 'note'", "m.toml: object missing required field “when”."),
        ("[when]\ndate = 3", "m.toml: when.date: expected “str”, got `int`."),
        (
            "[when]\ndate = 'd'\n[columns.x]\nis = 'leg_pian'",
            "“leg_pian”, which is not a measure or a kind; did you mean leg_pain?",
        ),
        ("[when]\ndate = 'd'\n[columns.x]\nis = 'symptom'\nzone = 'calf'", "is symptom and needs a zone and a quality"),
        ("[when]\ndate = 'd'\n[columns.x]\nis = 'symptom'\nzone = 'nose'", "invalid enum value 'nose'"),
        ("[when]\ndate = 'd'\n[columns.x]\nis = 'hurts'\nzone = 'none'", "the zone can't be none"),
        ("[when]\ndate = 'd'\n[columns.x]\nis = 'note'\ntimse = 2", "unknown field “timse”"),
    ],
)
def test_a_wrong_mapping_gets_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_mapping(text, "m.toml")
    assert sentence in str(refused.value)


def test_the_ready_mappings_say_where_their_format_is_described() -> None:
    found = {mapping.name: mapping for mapping in ready_mappings()}
    assert set(found) == {"Daylio", "old Daylio", "Bearable"}
    assert all(mapping.source.startswith("https://") and mapping.header for mapping in found.values())
