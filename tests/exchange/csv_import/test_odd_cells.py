"""What is odd in a sheet costs no more than itself: it is named with its line, and all the rest comes in."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from sciatica_tui.domain.days import DAY_ENDS
from sciatica_tui.domain.errors import BadInput
from sciatica_tui.domain.measures.answers import answers_of
from sciatica_tui.exchange.csv_import.importer import SheetRecords, take
from sciatica_tui.exchange.csv_import.inference import Guess, guess
from sciatica_tui.exchange.csv_import.preview import row_lines
from sciatica_tui.exchange.csv_import.reader import Sheet, read_sheet
from sciatica_tui.exchange.csv_import.setting import Setting

from ...support import HERE, NOW

SETTING = Setting(NOW, DAY_ENDS, lambda wall: wall.replace(tzinfo=HERE))


def read(text: str) -> tuple[Sheet, Guess, SheetRecords]:
    sheet = read_sheet(Path("diary.csv"), text.encode())
    found = guess(sheet)
    return sheet, found, take(sheet, found.mapping, SETTING, guessed_titles=found.evidence)


def column(title: str, *cells: str) -> str:
    return f"Date,{title}\n" + "".join(f'2026-10-{day:02},"{cell}"\n' for day, cell in enumerate(cells, 1))


def said(text: str, path: str) -> list[object]:
    return [answers_of(entry)[path] for entry in read(text)[2].checkins if path in answers_of(entry)]


# Cells


def test_a_lone_fraction_may_be_three_of_five_or_between_three_and_five_so_it_is_left_out_and_named() -> None:
    text = column("Leg pain", "6", "5", "3/5", "4", "4", "4")
    assert said(text, "leg_pain") == [6, 5, 4, 4, 4]
    assert "“3/5” (line 4) is left out" in " ".join(read(text)[2].notices)
    assert said(column("Leg pain", "6", "5", "7/10", "4"), "leg_pain") == [6, 5, 7, 4]


@pytest.mark.parametrize(
    ("title", "odd", "takes"),
    [
        ("Leg pain", ("abc", "11", "-2"), "a number from 0 to 10"),
        ("Pain in my leg", ("bad", "−2", "55"), "a number from 0 to 10"),
        ("Back pain 0-10", ("mild", "12", "??"), "a number from 0 to 10"),
        ("Rückenschmerzen", ("stark", "11", "99"), "a number from 0 to 10"),
        ("Douleur jambe", ("forte", "11", "trop"), "a number from 0 to 10"),
        ("Sleep quality", ("x", "15", "-1"), "a number from 0 to 10"),
        ("Schlaf (0-10)", ("gut", "15", "-1"), "a number from 0 to 10"),
        ("Calf tingling", ("a lot", "11", "!"), "a number from 0 to 10"),
    ],
)
def test_a_column_whose_title_names_a_measure_stays_it_with_three_odd_cells_of_twelve(
    title: str, odd: tuple[str, str, str], takes: str
) -> None:
    first, second, third = odd
    text = column(title, "5", first, "4", "6", second, "5", "4", third, "3", "4", "5", "6")
    _, found, records = read(text)
    assert (found.unsure, found.left_out) == ((), {})
    assert len(records.checkins) == 9
    named = f"“{first}” (line 3), “{second}” (line 6), “{third}” (line 9)"
    assert f"{title} (column B): {named} are left out; it takes {takes}." in records.notices
    assert records.left_out.words == "Left out: 3 rows, 3 cells."


def test_odd_cells_beside_yes_and_no_are_named_too() -> None:
    text = column("Calf numb", "yes", "no", "maybe", "yes", "no", "sometimes", "yes", "a bit", "no", "no")
    named = "“maybe” (line 4), “sometimes” (line 7), “a bit” (line 9)"
    numb = [{"zone": "calf", "quality": "numb"}]
    assert said(text, "symptoms") == [numb, [], numb, [], numb, [], []]
    assert f"Calf numb (column B): {named} are left out; it takes yes or no." in read(text)[2].notices


def test_a_title_that_names_the_scale_says_what_its_cells_may_be() -> None:
    _, found, records = read(column("Leg pain (0-100)", "50", "60", "abc", "30", "120", "80"))
    assert found.unsure == ()
    assert [entry.leg_pain for entry in records.checkins] == [5, 6, 3, 8]
    assert records.notices[0] == (
        "Leg pain (0-100) (column B): “abc” (line 4), “120” (line 6) are left out; it takes a number from 0 to 100."
    )


def test_a_column_of_which_most_is_something_else_is_not_taken_for_what_its_title_names() -> None:
    _, found, _ = read(column("Leg pain", "5", "bad", "awful", "6", "worse", "ok", "great", "meh"))
    assert found.unsure == ("Leg pain",)
    assert found.mapping.columns["Leg pain"].takes == "note"


def test_many_numbers_above_ten_may_be_of_a_hundred_and_a_few_are_odd() -> None:
    assert read(column("Leg pain", "3", "40", "60", "55", "5", "8", "20"))[1].unsure == ("Leg pain",)
    assert read(column("Leg pain", "0", "0", "10", "5", "20", "0", "0", "30", "0", "5"))[1].unsure == ("Leg pain",)
    assert read(column("Leg pain", "3", "4", "6", "55", "5", "8", "2", "12", "5", "6"))[1].unsure == ()


@pytest.mark.parametrize(
    ("cells", "ratings"),
    [
        (("50%", "60 %", "0%", "100%"), [5, 6, 0, 10]),
        (("5/10", "6 / 10", "7 of 10", "8 out of 10"), [5, 6, 7, 8]),
        (("50/100", "60/100", "5", "70%"), [5, 6, 5, 7]),
        (("5", "6.5/10", "60%", "7"), [5, 7, 6, 7]),
    ],
)
def test_a_rating_that_says_what_it_is_out_of_is_taken_so(cells: tuple[str, ...], ratings: list[int]) -> None:
    assert read(column("Leg pain", *cells))[1].unsure == ()
    assert said(column("Leg pain", *cells), "leg_pain") == ratings


def test_a_third_of_odd_times_costs_those_times() -> None:
    rows = "2026-11-01,8:30,5\n2026-11-02,evening,4\n2026-11-03,9:00,3\n"
    records = read("Date,Time,Leg pain\n" + rows)[2]
    assert [entry.at and f"{entry.at:%H:%M}" for entry in records.checkins] == ["08:30", None, "09:00"]
    assert records.notices == ("Time (column B), line 3: “evening” is not a time like 14:05; the entry has no time.",)


def test_times_with_a_word_or_points_are_times() -> None:
    times = ["08:30 Uhr", "8:30 a.m.", "7.30 pm", "7 PM", "19:05 h"]
    rows = "".join(f"2026-11-0{day},{cell},5\n" for day, cell in enumerate(times, 1))
    clock = [entry.at and f"{entry.at:%H:%M}" for entry in read("Date,Time,Leg pain\n" + rows)[2].checkins]
    assert clock == ["08:30", "08:30", "19:30", "19:00", "19:05"]


def test_minutes_and_hours_in_one_column_are_what_they_say() -> None:
    text = column("Walk (min)", "30", "45 min", "1h", "1h30", "1 h 10 min", "1,5 h", "0:20", "90 minutes")
    minutes = [kind[0]["minutes"] for kind in said(text, "activity")]  # type: ignore[index]
    assert minutes == [30, 45, 60, 90, 70, 90, 20, 90]
    assert said(column("Sitting tolerance (hours)", "1", "2 h", "30 min", "1.5"), "sit_minutes") == [60, 120, 30, 90]


def test_a_date_of_another_format_is_read_where_it_can_be_read_in_one_way_only() -> None:
    rows = "".join(f"2026-10-0{day},5\n" for day in range(1, 7))
    records = read(f"Date,Leg pain\n{rows}12 Oct 2026,4\n13.10.2026,3\n10/11/2026,2\n31.09.2026,1\n10/14/2026,2\n")[2]
    assert [entry.day.day for entry in records.checkins] == [1, 2, 3, 4, 5, 6, 12, 13, 14]
    assert [notice.partition(" is")[0] for notice in records.notices] == [
        "Date (column A), line 10: “10/11/2026”",
        "Date (column A), line 11: “31.09.2026”",
    ]


def test_pain_mostly_above_ten_is_of_a_hundred() -> None:
    text = column("Leg pain", "50", "60", "75", "30", "0", "10", "80", "90")
    assert read(text)[1].unsure == ()
    assert said(text, "leg_pain") == [5, 6, 8, 3, 0, 1, 8, 9]
    assert read(column("Left leg", "40", "45", "50", "55"))[1].unsure == ("Left leg",)


def test_a_word_among_ratings_of_0_and_1_makes_no_marks_of_them() -> None:
    text = column("Leg pain", "0", "0", "1", "0", "abc", "0", "1", "0")
    assert read(text)[1].unsure == ()
    assert said(text, "leg_pain") == [0, 0, 1, 0, 0, 1, 0]


def test_a_question_as_a_title_is_the_pain_that_it_asks_for() -> None:
    assert read(column("How much does my leg hurt today?", "5", "4", "6"))[1].unsure == ()


def test_ratings_of_ten_and_of_a_hundred_in_one_column_are_asked_about() -> None:
    text = column("Leg pain", "3", "4", "6", "40", "50", "60", "70", "80", "45", "55", "65")
    assert read(text)[1].unsure == ("Leg pain",)
    assert read(column("Leg pain", "0", "15", "0", "11", "0"))[1].unsure == ("Leg pain",)


def test_a_number_of_another_unit_than_its_column_has_is_left_out_and_named() -> None:
    text = column("Walk (min)", "30", "45", "2 km", "20", "25", "5 mg", "30 s", "35", "40", "50")
    assert [kind[0]["minutes"] for kind in said(text, "activity")] == [30, 45, 20, 25, 35, 40, 50]  # type: ignore[index]
    named = "“2 km” (line 4), “5 mg” (line 7), “30 s” (line 8) are left out; it takes minutes, up to a day."
    assert f"Walk (min) (column B): {named}" in read(text)[2].notices
    assert said(column("Leg pain", "3", "4 h", "5", "6", "5 km", "4", "3", "2"), "leg_pain") == [3, 5, 6, 4, 3, 2]
    assert said(column("Sit to stand (s)", "12", "11.5 s", "13 sec", "12", "14 min"), "sit_to_stand_seconds") == [
        12,
        11.5,
        13,
        12,
    ]


def test_a_guessed_column_of_which_most_is_beyond_its_measure_costs_no_more_than_those_cells() -> None:
    rows = "".join(f"2026-10-0{day},{rises},4\n" for day, rises in enumerate((30, 35, 40, 20, 30), 1))
    sheet, found, records = read(f"Date,Heel rises left,Leg pain\n{rows}")
    assert [entry.leg_pain for entry in records.checkins] == [4] * 5
    assert records.left_out.words == "Left out: 4 cells."
    with pytest.raises(BadInput, match="“30” is out of range"):  # where somebody said what it means, it is refused
        take(sheet, found.mapping, SETTING)


# Rows


def test_a_row_with_too_many_cells_is_named_and_left_out() -> None:
    sheet, _, records = read("Date,Leg pain,Note\n2026-11-01,5,a\n2026-11-02,4,sat, then ran, badly\n2026-11-03,3,c\n")
    assert [entry.leg_pain for entry in records.checkins] == [5, 3]
    assert [row.line for row in sheet.rows] == [2, 4]
    assert records.notices == (
        "Line 3 (“2026-11-02, 4, sat, then ran, badly”): 5 cells, but the header names 3 columns; the row is left out.",
    )
    assert records.left_out.words == "Left out: 1 row."


def test_a_row_with_too_few_cells_keeps_what_it_has_and_is_named() -> None:
    sheet, _, records = read("Date,Leg pain,Back pain,Note\n2026-11-01,5,1,a\n2026-11-02,4\n2026-11-03,3,2,\n")
    assert [(entry.leg_pain, entry.back_pain) for entry in records.checkins] == [(5, 1), (4, None), (3, 2)]
    assert sheet.notices == ("Line 3 has fewer cells than the header; what is missing counts as empty.",)


def test_a_file_of_which_most_rows_have_too_many_cells_is_none() -> None:
    with pytest.raises(BadInput, match="line 2: 3 cells, but the header names 2 columns"):
        read("Date,Leg pain\n2026-11-01,5,5\n2026-11-02,4,5\n2026-11-03,3\n")


@pytest.mark.parametrize("broken", ['2026-11-03,4,"oops', '2026-11-03,4,"a "quoted" word"'])
def test_a_row_with_a_stray_quotation_mark_costs_none_of_those_below(broken: str) -> None:
    text = f'Date,Leg pain,Note\n2026-11-01,5,"a\nb"\n{broken}\n2026-11-04,3,c\n2026-11-05,2,"d, e"\n'
    _, _, records = read(text)
    assert [entry.leg_pain for entry in records.checkins] == [5, 3, 2]
    assert records.checkins[0].note == "a\nb"
    (notice,) = records.notices
    assert notice.startswith("Line 4 (“2026-11-03,4,")
    assert notice.endswith("; the row is left out.")


@pytest.mark.parametrize("day", ["1890-01-05", "0202-10-01", "1970-01-01", "1900-01-01"])
def test_a_day_before_there_were_spreadsheets_is_named_and_left_out(day: str) -> None:
    rows = "".join(f"2026-11-0{number},5\n" for number in range(1, 6))
    records = read(f"Date,Leg pain\n{rows}{day},4\n")[2]
    assert len(records.checkins) == 5
    assert records.notices == (
        f"Date (column A), line 7: “{day}” is too long ago to be right (before 1980); the row is left out.",
    )


def test_summary_rows_are_counted_among_those_left_out() -> None:
    rows = "".join(f"2026-11-0{number},5\n" for number in range(1, 6))
    assert read(f"Date,Leg pain\n{rows}Total,25\nMean,5\n")[2].left_out.words == "Left out: 2 rows."


def test_the_rows_stand_as_in_the_file_with_marks_and_of_many_the_first_and_those_marked() -> None:
    sheet, _, records = read("Date,Leg pain,Note\n2026-11-01,5,a\n2026-11-02,abc,b\n1890-11-03,3,c\n2026-11-04,1,2,3\n")
    assert row_lines(sheet, records) == [
        "     Date        Leg pain  Note",
        "  2  2026-11-01  5         a",
        "! 3  2026-11-02  abc       b",
        "✗ 4  1890-11-03  3         c",
        "✗ 5  2026-11-04, 1, 2, 3",
    ]
    days = [date(2025, 1, 1) + timedelta(number) for number in range(300)]
    text = "Date,Leg pain\n" + "".join(f"{day},{'bad' if day == days[250] else 5}\n" for day in days)
    sheet, _, records = read(text)
    lines = row_lines(sheet, records)
    assert len(lines) == 103
    assert lines[-2:] == [f"✗ 252  {days[250]}  bad", "  and 199 more rows"]


# Columns


def test_two_columns_of_one_name_are_told_apart_and_the_second_is_asked_about() -> None:
    sheet, found, _ = read("Date,Leg pain,Leg pain\n2026-11-01,5,6\n2026-11-02,4,5\n")
    assert sheet.header == ("Date", "Leg pain", "Leg pain (C)")
    assert sheet.notices == ("Two columns are called “Leg pain”; the one in C is shown with its letter.",)
    assert found.unsure == ("Leg pain (C)",)
    assert read("Date,Leg pain,Leg pain,Leg pain\n2026-11-01,5,6,7\n")[0].notices == (
        "3 columns are called “Leg pain”; those in C and D are shown with their letters.",
    )
    assert read("Leg pain,Leg pain (C),Leg pain,Date\n3,4,5,2026-11-01\n")[0].header[1:3] == (
        "Leg pain (C)",
        "Leg pain (C) (C)",
    )


def test_a_column_without_a_name_is_called_by_its_letter_and_an_empty_one_dropped() -> None:
    sheet, _, records = read("Date,Leg pain,,,Note\n2026-11-01,5,,so so,a\n2026-11-02,bad,,fine,\n2026-11-03,4,,,\n")
    assert sheet.header == ("Date", "Leg pain", "D", "Note")
    assert sheet.letters == ("A", "B", "D", "E")
    assert "Leg pain (column B): “bad” (line 3)" in records.notices[0]


def test_decimal_commas_are_no_columns() -> None:
    rows = "".join(f"{day:02}.11.2026;5,5;3,0\n" for day in range(1, 13))
    sheet, _, records = read(f"Datum;Beinschmerz;Rückenschmerz\n{rows}")
    assert sheet.delimiter == ";"
    assert [(entry.leg_pain, entry.back_pain) for entry in records.checkins] == [(6, 3)] * 12
