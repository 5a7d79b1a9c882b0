"""Entries from somebody else's spreadsheet."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from sciatica_tui.domain.daily import digest
from sciatica_tui.domain.days import DAY_ENDS, logged_days
from sciatica_tui.domain.errors import BadInput
from sciatica_tui.domain.measures.answers import answers_of
from sciatica_tui.domain.records import CheckIn, Frequency, Zone
from sciatica_tui.exchange.csv_import.datetimes import date_formats
from sciatica_tui.exchange.csv_import.importer import SheetRecords, take
from sciatica_tui.exchange.csv_import.inference import Unsure, decided, guess
from sciatica_tui.exchange.csv_import.mapping import SheetMap, parse_mapping, ready_mappings
from sciatica_tui.exchange.csv_import.preview import choice_words, column_lines, entry_lines, samples
from sciatica_tui.exchange.csv_import.reader import read_sheet
from sciatica_tui.exchange.csv_import.setting import Setting
from sciatica_tui.exchange.csv_import.shaping import prepare

from ...support import HERE, NOW
from ..diary import DAYS, FEELINGS, diary, rows

NAME = Path("diary.csv")
SETTING = Setting(NOW, DAY_ENDS, lambda wall: wall.replace(tzinfo=HERE))


def taken(text: str, mapping: SheetMap | None = None) -> SheetRecords:
    sheet = read_sheet(NAME, text.encode())
    if mapping is None:
        found = guess(sheet)
        assert len(found.dates) == 1
        return take(sheet, found.mapping, SETTING)
    turned = prepare(sheet, mapping)
    return take(turned, guess(turned, mapping).mapping, SETTING)


def answers(text: str, mapping: SheetMap | None = None) -> list[dict[str, object]]:
    return [answers_of(entry) for entry in taken(text, mapping).checkins]


# A diary of 200 rows, up to a dozen a day, of yes/no columns, without a mapping


@pytest.fixture(scope="module")
def own() -> SheetRecords:
    sheet = read_sheet(NAME, diary())
    found = guess(sheet)
    return take(sheet, found.mapping, SETTING)


def test_two_hundred_rows_of_ones_and_zeros_come_in_without_a_mapping(own: SheetRecords) -> None:
    kept = rows()
    assert len(own.checkins) == len(kept) == 200
    assert len({entry.day for entry in own.checkins}) == DAYS
    assert max(len(row.checkins) for row in logged_days(own.checkins).values()) == 12
    for entry, row in zip(own.checkins, kept, strict=True):
        assert entry.at is not None
        assert f"{entry.at:%d/%m/%Y}" == row["Date"]
        assert f"{entry.at.hour}:{entry.at:%M}" == row["Time"]
        assert entry.leg_pain == int(row["pain 0-10"])
        assert len(entry.symptoms or ()) == sum(row[feeling] == "1" for feeling in FEELINGS)
        assert entry.cough_pain is (row["coughing hurts"] == "1")
        assert ("after stretching" in (entry.tags or ())) is (row["after stretching"] == "1")
        assert entry.posture in ("sitting", "standing", "walking", "lying")
        assert (entry.note or "") == row["Notes"]
    assert len(own.medications) == sum(row["ibuprofen"] == "1" for row in kept)
    assert {m.checkin for m in own.medications} <= {entry.id for entry in own.checkins}


def test_the_furthest_zone_is_worked_out_from_the_feelings_that_are_pain(own: SheetRecords) -> None:
    for entry, row in zip(own.checkins, rows(), strict=True):
        hurting = [f for f in FEELINGS if row[f] == "1" and f.endswith(("sharp", "ache"))]
        zones = {"lower back": 1, "glute": 2, "back of thigh": 3, "calf": 4, "foot": 5}
        furthest = max((zones[f.partition(":")[0]] for f in hurting), default=None)
        nothing = not any(row[feeling] == "1" for feeling in FEELINGS)
        assert entry.zone == (Zone.NONE if nothing else None if furthest is None else tuple(Zone)[furthest])
    assert any("furthest zone is worked out" in notice for notice in own.notices)


def test_how_often_pain_came_in_a_day_is_read_from_its_entries(own: SheetRecords) -> None:
    bands = digest(tuple(own.checkins)).entries["frequency"]
    often = {row.day.toordinal() for row in logged_days(own.checkins).values() if len(row.checkins) >= 4}
    assert {day for day, _ in bands} == often
    assert float(list(Frequency).index(Frequency.CONSTANT)) in {band for _, band in bands}


def test_the_same_rows_give_the_same_ids_whatever_the_mapping_says(own: SheetRecords) -> None:
    sheet = read_sheet(NAME, diary())
    mapping = guess(sheet).mapping
    other = replace(mapping, columns={"Notes": mapping.columns["Notes"], "foot: ache": mapping.columns["foot: ache"]})
    ids = {entry.id for entry in own.checkins}
    assert {entry.id for entry in take(sheet, other, SETTING).checkins} <= ids
    assert len(ids) == 200


def test_the_preview_says_what_was_understood_left_out_and_shows_five_entries(own: SheetRecords) -> None:
    sheet = read_sheet(NAME, diary())
    lines = column_lines(sheet, guess(sheet), guessed=True)
    assert lines[0] == "diary.csv: 200 rows, 33 columns separated by commas, UTF-8"
    tingling = "feeling: calf tingling, yes or no · the heading says ‘calf’ and ‘pins & needles’"
    assert f"  calf: pins & needles          {tingling}" in lines
    doubtful = "the heading says ‘pain’, its numbers are 1–9, but it does not say where"
    assert f"? pain 0-10                     Worst leg pain · {doubtful}" in lines
    assert "  Mood                          this app does not track it" in lines
    assert lines.index("Guessed") < lines.index("Left out")
    entries = entry_lines(own)
    *notices, title = entries[: len(own.notices) + 2]
    assert notices == [*(f"· {notice}" for notice in own.notices), ""], "above the entries: not to be missed"
    assert title == "As check-ins, 5 of 200:"
    assert len(samples(own.checkins)) == 5
    assert all(" Oct 2026 " in line for line in entries[len(notices) + 1 :][:5])


def test_a_long_title_stands_whole_on_a_line_of_its_own() -> None:
    title = "Should I have surgery, or better wait for another month?"
    sheet = read_sheet(NAME, f"date,{title!r}\n2026-11-01,1\n2026-11-02,0\n".replace("'", '"').encode())
    assert f"  {title}" in column_lines(sheet, guess(sheet), guessed=True)


def test_titles_in_a_language_that_is_not_known_are_said_to_be_so() -> None:
    sheet = read_sheet(NAME, "Data,Ból nogi,Uwagi,Sen\n2026-11-01,5,dobrze,7\n2026-11-02,4,źle,6\n".encode())
    lines = column_lines(sheet, guess(sheet), guessed=True)
    assert any(
        "Most titles are in none of the languages that the app knows (German, English, Spanish" in line
        for line in lines
    )
    lettered = read_sheet(NAME, b"2026-11-01,5,calf\n2026-11-02,4,foot\n")
    assert not any("language" in line for line in column_lines(lettered, guess(lettered), guessed=True))


def test_a_column_in_doubt_is_taken_kept_in_words_or_left_out_as_one_says() -> None:
    sheet = read_sheet(NAME, b"date,leg pain,calf walk pain,sleep\n2026-11-01,5,3,7\n2026-11-02,4,2,6\n")
    found = guess(sheet)
    assert found.unsure == ("calf walk pain", "sleep")
    for choice, answers in {
        Unsure.TAKE: {"leg_pain": 5, "sleep": 7},
        Unsure.TAG: {"leg_pain": 5, "note": "sleep: 7"},
        Unsure.SKIP: {"leg_pain": 5},
    }.items():
        after = decided(decided(found, "calf walk pain", Unsure.SKIP), "sleep", choice)
        assert after.unsure == ()
        assert answers_of(take(sheet, after.mapping, SETTING).checkins[0]) == answers
    assert decided(found, "sleep", Unsure.SKIP).left_out["sleep"] == "you left it out"
    assert list(choice_words(found, "sleep").values()) == [
        "Yes, import it as how well you slept, 0–10",
        "It is hours: keep it in the note",
        "It is hours: leave it out",
    ]
    assert list(choice_words(found, "calf walk pain").values()) == [
        "Yes, import it as the calf hurts, 0–10",
        "Keep it in the note",
        "Leave it out",
    ]


def test_a_column_whose_question_another_answers_may_be_kept_in_words_but_not_answer_it_again() -> None:
    found = guess(read_sheet(NAME, b"date,sleep quality,sleep rating\n2026-11-01,5,3\n2026-11-02,4,2\n"))
    assert found.left_out == {"sleep rating": "“sleep quality” already answers the same"}
    assert list(choice_words(found, "sleep rating").values()) == ["Keep it in the note", "Leave it out"]


def test_a_cell_that_names_hours_is_no_rating_on_any_scale_and_stands_in_the_question() -> None:
    sheet = read_sheet(NAME, b"date,leg pain,sleep\n2026-11-01,5,6\n2026-11-02,4,7h\n2026-11-03,4,5\n2026-11-04,3,8\n")
    found = guess(sheet)
    assert "it may be hours, as “7h” is" in found.evidence["sleep"]
    mapping = decided(found, "sleep", Unsure.TAKE).mapping
    for times in (1.0, 0.1):
        scaled = replace(mapping, columns={**mapping.columns, "sleep": replace(mapping.columns["sleep"], times=times)})
        records = take(sheet, scaled, SETTING)
        assert answers_of(records.checkins[1]) == {"leg_pain": 4}
        assert any("“7h” (line 3) is left out" in notice for notice in records.notices)


def test_what_the_form_would_ask_is_asked_with_the_number_of_days() -> None:
    records = taken(
        "date,leg pain,where\n" + "".join(f"2026-11-{d:02},6,{'none' if d < 9 else 'calf'}\n" for d in range(1, 12))
    )
    question = "You logged pain, but “none” as the furthest zone: is that right? (8 days.)"
    assert entry_lines(records)[-1] == question
    assert question not in entry_lines(taken("date,leg pain,where\n2026-11-01,6,calf\n"))


# What cells say


def test_ratings_in_every_way_people_write_them() -> None:
    found = answers("date;leg pain\n" + "\n".join(f"2026-11-{d:02};{c}" for d, c in enumerate(
        ["6", "6,5", "5-6", "7/10", " 3 ", "-", "~4", "none"], 1)))  # fmt: skip
    assert [each["leg_pain"] for each in found] == [6, 7, 6, 7, 3, 4, 0]


def test_a_row_that_says_nothing_and_one_that_is_there_twice_are_told() -> None:
    found = taken("date,leg pain,note\n2026-11-01,3,\n2026-11-02,,\n2026-11-01,3,\n")
    assert len(found.checkins) == 1
    assert found.notices == (
        "1 row has nothing but the date and is left out.",
        "1 row is the same as another and is imported once.",
    )


def test_a_day_without_a_time_has_none_and_one_after_midnight_belongs_to_the_day_before() -> None:
    found = taken("date,time,leg\n2026-11-01,,3\n2026-11-02,01:30,4\n").checkins
    assert (found[0].at, found[0].day.day) == (None, 1)
    assert found[1].at == datetime(2026, 11, 2, 1, 30, tzinfo=HERE)
    assert found[1].day.day == 1


def test_a_row_after_midnight_is_said_to_count_as_the_day_before() -> None:
    late = taken("date,time,leg\n2026-11-01,09:00,3\n2026-11-02,01:30,4\n")
    assert late.notices == ("1 row from before 03:00 counts as the day before, as your day ends at 03:00.",)
    assert taken("date,time,leg\n2026-11-01,09:00,3\n2026-11-02,03:30,4\n").notices == ()


def test_a_moment_with_an_offset_keeps_it_and_excels_dates_are_read() -> None:
    (moment,) = taken("date,leg\n2026-11-01T08:10:00-05:00,3\n").checkins
    assert moment.at is not None
    assert moment.at.utcoffset() == timedelta(hours=-5)
    (excel,) = taken("date,leg\n46327.25,3\n").checkins
    assert excel.at == datetime(2026, 11, 1, 6, 0, tzinfo=HERE)


def test_a_leg_without_a_part_leaves_the_zone_open_and_keeps_the_side() -> None:
    texts = ["left leg", "left calf", "right foot", "calf", "none", "left calf bracelet"]
    rows = "\n".join(f"2026-11-{day:02},{text}" for day, text in enumerate(texts, 1))
    records = taken("date,where\n" + rows)
    assert [answers_of(entry) for entry in records.checkins] == [
        {"side": "left"},
        {"zone": "calf", "side": "left"},
        {"zone": "foot", "side": "right"},
        {"zone": "calf"},
        {"zone": "none"},
    ]
    assert (
        "where (column B): “left calf bracelet” (line 7) is left out; it takes one of none, back,"
        in (records.notices[0])
    )


def test_left_and_right_columns_say_which_leg_hurts() -> None:
    rows = "2026-11-01,5,0\n2026-11-02,5,3\n2026-11-03,0,0\n2026-11-04,0,9\n"
    found = answers("date,left leg pain,right leg pain\n" + rows)
    assert [each["leg_pain"] for each in found] == [5, 5, 0, 9]
    assert [each.get("side") for each in found] == ["left", "both", None, "right"]


def test_durations_are_minutes_and_a_leg_raise_has_its_method() -> None:
    head = "date,Walk time,SLR left (deg),SLR right (deg)\n"
    found = answers(head + "2026-11-01,0:45,40,60\n2026-11-02,1:10,45,60\n2026-11-03,0:30,50,\n")
    assert [each["activity"] for each in found][:2] == [
        [{"kind": "walk", "minutes": 45}],
        [{"kind": "walk", "minutes": 70}],
    ]
    assert found[0]["leg_raise.method"] == "lying"
    assert (found[0]["leg_raise.left_degrees"], found[0]["leg_raise.right_degrees"]) == (40, 60)


@pytest.mark.parametrize("rows", [3, 4])
def test_one_odd_cell_among_few_costs_one_answer_and_is_named(rows: int) -> None:
    cells = ["4", "eleven", "3", "5"][:rows]
    lines = "".join(f"2026-11-{number:02d},{cell}\n" for number, cell in enumerate(cells, 1))
    outcome = taken("date,Pain back\n" + lines)
    assert [entry.back_pain for entry in outcome.checkins] == [int(cell) for cell in cells if cell != "eleven"]
    odd = "Pain back (column B): “eleven” (line 3) is left out; it takes a number from 0 to 10."
    assert odd in outcome.notices


def test_several_odd_cells_of_a_column_are_named_by_line_together() -> None:
    cells = ["5", "bad", "4", "6", "awful", "5", "bad"] + ["4"] * 20
    lines = "\n".join(f"2026-10-{day:02},{cell}" for day, cell in enumerate(cells, 1))
    named = "“bad” (lines 3, 8), “awful” (line 6)"
    odd = f"leg pain (column B): {named} are left out; it takes a number from 0 to 10."
    assert odd in taken("date,leg pain\n" + lines).notices


def test_zones_rated_each_give_pain_and_the_furthest_zone() -> None:
    (found,) = answers("date,lower back,buttock,thigh,calf,foot\n2026-11-01,2,6,4,3,0\n2026-11-02,,,,,\n")
    assert found == {"back_pain": 2, "leg_pain": 6, "zone": "calf"}


def test_nothing_hurts_only_where_the_sheet_asks_about_enough_zones() -> None:
    assert answers("date,calf: ache,foot: ache,thigh: sharp\n2026-11-01,0,0,0\n")[0]["zone"] == "none"
    assert "zone" not in answers("date,calf: ache,foot: ache\n2026-11-01,0,0\n")[0]
    assert "zone" not in answers("date,calf: ache,foot: numb,thigh: sharp\n2026-11-01,0,1,0\n")[0]


def test_dates_of_which_most_are_none_are_no_column_of_dates() -> None:
    with pytest.raises(BadInput, match="no column with a date"):
        guess(read_sheet(NAME, b"date,leg pain\n2026-11-01,3\nsoon,4\n"))


MAP = parse_mapping(
    """
[when]
date = "d"
date_format = "%d.%m.%Y"
time = "t"
[columns.a]
is = "leg_pain"
[columns.b]
is = "symptom"
zone = "calf"
quality = "sharp"
[columns.c]
is = "zone"
values = { bum = "buttock" }
""",
    "m.toml",
)


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("1.11.2026,08:10,11,0,bum", "line 2, column C (a): “11” is out of range: worst leg pain takes a whole number"),
        ("1.11.2026,08:10,x,0,bum", "column C (a): “x” is not a number"),
        ("1.11.2026,08:10,1,maybe,bum", "column D (b): “maybe” is not yes or no"),
        ("1.11.2026,08:10,1,1,head", "column E (c): “head” is not understood: furthest zone takes one of none, back"),
        ("11/1/2026,08:10,1,1,bum", "column A (d): “11/1/2026” is not a date like 21.11.2026"),
        (",08:10,1,1,bum", "column A (d): “” is empty, and every row needs a date"),
        (
            "1.12.2026,08:10,1,1,bum",
            "is in the future (Tuesday 1 December 2026); perhaps day and month are swapped",
        ),
    ],
)
def test_a_cell_that_can_not_be_taken_is_named_by_line_and_column(row: str, sentence: str) -> None:
    with pytest.raises(BadInput) as refused:
        taken(f"d,t,a,b,c\n{row}\n", MAP)
    assert sentence in str(refused.value)
    assert str(refused.value).startswith("diary.csv, line 2, column")


def test_the_first_problem_is_named_and_the_others_counted() -> None:
    with pytest.raises(BadInput, match=r"line 2.*\(2 more rows can't be imported either\)\.$"):
        taken("d,t,a,b,c\n1.11.2026,,11,,\n2.11.2026,,12,,\n3.11.2026,,1,,\n4.11.2026,,13,,\n", MAP)


def test_a_column_of_the_mapping_that_is_missing_is_named() -> None:
    with pytest.raises(BadInput, match="line 1: the column “b” is missing; did you mean bb"):
        taken("d,t,a,bb,c\n1.11.2026,,1,,\n", MAP)


def test_a_time_that_can_not_be_read_costs_the_time_alone() -> None:
    rows = "".join(f"2026-11-{day:02},{day}:30,5\n" for day in range(3, 21))
    found = taken(f"date,time,leg pain\n{rows}2026-11-21,evening,4\n")
    assert [entry.at is None for entry in found.checkins] == [False] * 18 + [True]
    assert found.checkins[-1].leg_pain == 4
    assert found.notices == ("time (column B), line 20: “evening” is not a time like 14:05; the entry has no time.",)


def test_times_of_twelve_and_of_twenty_four_hours_may_stand_in_one_column() -> None:
    found = taken("date,time,leg pain\n2026-11-01,21:15,5\n2026-11-02,9:15 PM,4\n2026-11-03,7:05,4\n")
    assert [f"{entry.at:%H:%M}" for entry in found.checkins if entry.at] == ["21:15", "21:15", "07:05"]


def test_a_date_that_can_not_be_read_costs_its_row_alone() -> None:
    rows = "".join(f"2026-11-{day:02},5\n" for day in range(1, 21))
    found = taken(f"date,leg pain\n{rows}some day,4\n")
    assert len(found.checkins) == 20
    assert found.notices == (
        "date (column A), line 22: “some day” is not a date like 2026-11-21; the row is left out.",
    )


def test_day_and_month_are_as_most_dates_have_them() -> None:
    dates = [f"{day:02}/11/2026" for day in range(3, 20)]
    assert date_formats([*dates, "13/13/2026"]) == ("%d/%m/%Y",)
    assert date_formats([*dates, "soon", "later"]) == ("%d/%m/%Y",)
    assert date_formats([*dates[:5], "soon", "later"]) == ()


def test_a_medicine_with_its_amount_is_kept_as_one_that_is_typed() -> None:
    found = taken("date,medication\n2026-11-01,Ibuprofen 400 mg; Paracetamol\n2026-11-02,none\n2026-11-03,Naproxen\n")
    kept = [(medication.product, medication.amount) for medication in found.medications]
    assert kept == [("Ibuprofen", "400 mg"), ("Paracetamol", None), ("Naproxen", None)]


def test_a_day_after_today_is_named_and_left_out() -> None:
    lines = [*(f"2026-11-{day:02},3" for day in range(1, 9)), "2062-11-09,4"]
    records = taken("\n".join(("date,leg pain", *lines)))
    assert len(records.checkins) == 8
    assert records.notices == (
        "date (column A), line 10: “2062-11-09” is in the future (Thursday 9 November 2062); the row is left out.",
    )


def test_day_and_month_are_swapped_only_where_they_can_be() -> None:
    lines = [f"2026-{month:02}-25,3" for month in range(1, 10)]
    records = taken("\n".join(("date,leg pain", *lines, "2026-12-31,4", "2026-12-05,4")))
    assert [("swapped" in notice) for notice in records.notices] == [False, True]


def test_a_leg_without_a_part_of_it_is_told_where_zones_are_asked_for() -> None:
    zones = ["Wade", "Fuß", "Oberschenkel", "Wade", "Gesäß", "Wade", "Bein"]
    rows = "".join(f"2026-11-{day:02},5,{zone}\n" for day, zone in enumerate(zones, 1))
    found = taken(f"Datum,Beinschmerz,Ausstrahlung\n{rows}")
    assert found.checkins[-1].zone is None
    assert [notice for notice in found.notices if "“Bein”" in notice]


def test_what_is_left_out_is_counted() -> None:
    rows = "".join(f"2026-11-{day:02},5\n" for day in range(1, 20))
    found = taken(f"date,leg pain\n{rows}some day,4\n2026-11-20,\n2026-11-21,55\n")
    assert found.left_out.words == "Left out: 3 rows, 1 cell."
    assert found.left_out._replace(columns=2).words == "Left out: 3 rows, 2 columns, 1 cell."
    assert taken(f"date,leg pain\n{rows}").left_out.words == ""


# Other trackers


READY = {mapping.name: mapping for mapping in ready_mappings()}


def test_daylios_export() -> None:
    text = (
        "full_date,date,weekday,time,mood,activities,note_title,note\n"
        '2026-11-20,November 20,Friday,10:00 pm,sad,"stretches | walk | bad sleep ","","left calf again"\n'
        '2026-11-19,November 19,Thursday,21:15,good,"","",""\n'
    )
    (found,) = taken(text, READY["Daylio"]).checkins
    assert found.at == datetime(2026, 11, 20, 22, 0, tzinfo=HERE)
    assert answers_of(found) == {"tags": ["stretches", "walk", "bad sleep"], "note": "left calf again"}


def test_bearables_export_has_one_answer_a_row() -> None:
    head = "date,date formatted,weekday,time of day,category,rating/amount,detail,notes\n"
    text = head + (
        '"20th Nov 2026","2026-11-20","Friday","am","Symptom","3","Sciatica (Severe)",""\n'
        '"20th Nov 2026","2026-11-20","Friday","am","Symptom","1","Tingling in foot (Mild)","after the drive"\n'
        '"20th Nov 2026","2026-11-20","Friday","pm","Symptom","2","Lower back pain (Moderate)",""\n'
        '"20th Nov 2026","2026-11-20","Friday","pm","Mood","7","",""\n'
    )
    found = taken(text, READY["Bearable"])
    assert [entry.at for entry in found.checkins] == [None, None]
    morning, evening = (answers_of(entry) for entry in found.checkins)
    assert morning["leg_pain"] == 8
    assert morning["symptoms"] == [{"zone": "foot", "quality": "tingling", "intensity": 3}]
    assert morning["note"] == "after the drive"
    assert evening == {"back_pain": 5}
    assert "Only whole numbers are kept, so others are rounded: 7.5 becomes 8." in found.notices
    assert any("“am” (1 row) is no exact time; this entry has no time." in notice for notice in found.notices)


def test_ids_sort_by_the_time_the_entry_tells_of() -> None:
    found: tuple[CheckIn, ...] = taken("date,leg\n2026-11-03,3\n2026-11-01,4\n").checkins
    assert [entry.day.day for entry in sorted(found, key=lambda entry: entry.id)] == [1, 3]
    assert all(entry.created_at == NOW.astimezone(UTC) for entry in found)
