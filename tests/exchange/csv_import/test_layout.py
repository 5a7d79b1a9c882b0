"""Where the table of a file is: with titles above it, without a header, with rows that sum up the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from sciatica_tui.exchange.csv_import.reader import Sheet, read_sheet

NAME = Path("diary.csv")
CASES = Path(__file__).parent / "data" / "files"


def sheet_of(text: str, *, header: bool | None = None) -> Sheet:
    return read_sheet(NAME, text.encode(), header=header)


def case(name: str) -> Sheet:
    return read_sheet(Path(name), (CASES / name).read_bytes())


def test_a_file_without_a_header_is_said_to_be_one_and_loses_no_row() -> None:
    sheet = case("no-header.csv")
    assert (sheet.header, len(sheet.rows)) == (("A", "B", "C"), 3)
    assert sheet.notices == ("There is no header: line 1 is data, and the columns are named by their letters.",)


def test_a_title_above_the_header_is_named_and_left_out() -> None:
    sheet = case("title-row.csv")
    assert (sheet.header, len(sheet.rows)) == (("Date", "Leg pain", "Note"), 2)
    assert sheet.notices == ("1 line above the header (“My back diary 2026”) is left out.",)


def test_remarks_above_the_header_are_counted() -> None:
    sheet = sheet_of(
        "Exported by\nAnybody,2026-11-22\n\nDate,Leg pain,Back pain,Note\n2026-11-20,6,3,a\n2026-11-21,5,,\n"
    )
    assert sheet.header == ("Date", "Leg pain", "Back pain", "Note")
    assert [row.line for row in sheet.rows] == [5, 6]
    assert sheet.notices == ("2 lines above the header (“Exported by”) are left out.",)


def test_a_row_that_sums_up_the_others_is_named_and_left_out() -> None:
    sheet = case("summary-row.csv")
    assert len(sheet.rows) == 2
    assert sheet.notices == ("Line 4 (“Average”) sums up the others and is left out.",)


@pytest.mark.parametrize("word", ["Total:", "mean", "MITTELWERT", "Moyenne", "somma", "Durchschnitt Oktober"])
def test_sums_are_known_by_their_word_in_six_languages(word: str) -> None:
    assert len(sheet_of(f"Date,Leg pain\n2026-11-20,6\n2026-11-21,5\n{word},5.5\n").rows) == 2


def test_a_note_that_begins_like_a_sum_stays() -> None:
    sheet = sheet_of("Leg pain,Date,Note\n6,2026-11-20,Average day\n,2026-11-21,Total rest\n")
    assert (len(sheet.rows), sheet.notices) == (2, ())


def test_an_ordinary_sheet_is_left_as_it_is() -> None:
    for text in (
        "Date,Leg pain\n2026-11-20,6\n2026-11-21,5\n",
        "Leg pain,When\n6,20.11.2026\n5,21.11.2026\n",
        "Date,Leg pain\n2026-11-20,6\n",
        "Date,Leg pain\n46346,6\n46347,5\n",
        "date,leg\n?,6\n2026-11-21,5\n",
    ):
        sheet = sheet_of(text)
        assert (sheet.header[0], sheet.notices) == (text.partition(",")[0], ())


def test_days_as_titles_of_columns_are_a_header() -> None:
    sheet = sheet_of("Symptom,2026-11-20,2026-11-21\nLeg pain,6,5\nBack pain,3,3\n")
    assert sheet.header == ("Symptom", "2026-11-20", "2026-11-21")


def test_a_person_can_say_that_there_is_no_header() -> None:
    sheet = sheet_of("soon,6\nlater,5\n", header=False)
    assert (sheet.header, len(sheet.rows)) == (("A", "B"), 2)
