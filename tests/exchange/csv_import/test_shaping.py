"""Diaries of other apps: long tables, check marks, several ratings in a cell, medicines among answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from sciatica_tui.domain.days import DAY_ENDS
from sciatica_tui.domain.measures.answers import answers_of
from sciatica_tui.domain.records import CheckIn, Medication
from sciatica_tui.services import imports
from sciatica_tui.services.input_files import InputFile
from sciatica_tui.storage.journal import Journal

from ...support import FakeClock

CASES = Path(__file__).parent / "data" / "files"
CLOCK = FakeClock(FakeClock().now().replace(day=26))


def taken(path: Path, data: bytes) -> Journal:
    """A journal into which a file was taken over, what is in doubt as it was guessed."""
    journal = Journal.in_memory(CLOCK.now)
    now = CLOCK.now()
    sheet_import = imports.SheetImport(journal, now, now.date(), DAY_ENDS)
    spreadsheet = imports.understand(imports.read_sheet_file(InputFile(path, data)))
    spreadsheet = imports.with_choices(spreadsheet, dict.fromkeys(spreadsheet.unsure, imports.Unsure.TAKE))
    entries = sheet_import.entries(spreadsheet)
    sheet_import.take_over(path.name, entries, sheet_import.changes(entries))
    return journal


def case(name: str) -> Journal:
    return taken(CASES / name, (CASES / name).read_bytes())


def answers(journal: Journal) -> list[dict[str, object]]:
    return [answers_of(entry) for entry in journal.all(CheckIn)]


def test_track_and_graph_gives_ratings_and_minutes() -> None:
    assert answers(case("trackgraph.csv")) == [
        {"leg_pain": 6},
        {"back_pain": 3},
        {"leg_pain": 5, "note": "after a drive"},
        {"activity": [{"kind": "walk", "minutes": 20}]},
    ]


@pytest.mark.parametrize(
    "text",
    [
        "HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText\n"
        "Leg pain,,Health,2026-11-20,6,\nBack pain,,Health,2026-11-20,3,long drive\nLeg pain,,Health,2026-11-21,5,\n",
        "start,tracker,value,note\n2026-11-20,Leg pain,6,\n2026-11-20,Back pain,3,long drive\n2026-11-21,Leg pain,5,\n",
        "Date;Symptom;Rating;Note\n20.11.2026;Leg pain;6;\n20.11.2026;Back pain;3;long drive\n21.11.2026;Leg pain;5;\n",
    ],
)
def test_a_long_table_is_known_by_its_titles_and_the_answers_of_a_day_are_one_entry(text: str) -> None:
    assert answers(taken(Path("export.csv"), text.encode())) == [
        {"leg_pain": 6, "back_pain": 3, "note": "long drive"},
        {"leg_pain": 5},
    ]


def test_a_long_table_may_call_its_values_severity() -> None:
    text = "Date,Symptom,Severity\n2026-11-20,Leg pain,6\n2026-11-20,LBP,3\n2026-11-21,Leg pain,5\n"
    assert answers(taken(Path("log.csv"), text.encode())) == [{"leg_pain": 6, "back_pain": 3}, {"leg_pain": 5}]


def test_a_sheet_with_a_row_a_day_and_a_column_called_value_is_no_long_table() -> None:
    found = answers(taken(Path("a.csv"), b"date,name,value,leg pain\n2026-11-20,a,1,6\n2026-11-21,b,2,5\n"))
    assert [answer["leg_pain"] for answer in found] == [6, 5]


def test_loop_s_check_marks_are_done_or_not_never_minutes() -> None:
    journal = case("loop-checkmarks.csv")
    assert answers(journal) == [
        {"tags": ["Stretch"]},
        {"activity": [{"kind": "walk", "minutes": 30}]},
    ]
    old = taken(Path("Checkmarks.csv"), b"Date,Stretch,Yoga,\n2026-11-20,2,0,\n2026-11-21,1,2,\n2026-11-22,-1,3,\n")
    assert answers(old) == [{"tags": ["Stretch"]}, {"tags": ["Yoga"]}]


def test_daylio_keeps_title_note_and_line_breaks() -> None:
    (entry,) = answers(case("daylio-title.csv"))
    assert entry == {"tags": ["walk", "stretching"], "note": "Bad night\nwoke up twice\nthen ok"}


def test_daylio_s_scales_are_what_their_names_say() -> None:
    first, second = answers(case("daylio-scales.csv"))
    assert (first["leg_pain"], first["back_pain"], second) == (6, 3, {"leg_pain": 5})


def test_daylio_s_first_years_have_the_year_in_a_column_of_its_own() -> None:
    text = "year,date,weekday,time,mood,activities,note\n2018,July 26,Thursday,10:04 am,meh,walk | rest,stiff\n"
    (entry,) = taken(Path("daylio.csv"), text.encode()).all(CheckIn)
    assert (entry.day.isoformat(), f"{entry.at:%H:%M}", entry.tags, entry.note) == (
        "2018-07-26", "10:04", ("walk", "rest"), "stiff",
    )  # fmt: skip


def test_bearable_keeps_medicines_factors_and_sleep_quality() -> None:
    journal = case("bearable.csv")
    assert [(m.product, m.amount, f"{m.at:%H:%M}") for m in journal.all(Medication)] == [
        ("Ibuprofen", "400 mg", "08:15")
    ]
    everything = answers(journal)
    assert {"sleep": 6} in everything
    assert {"tags": ["Exercise", "Walk"]} in everything
    assert 8 in [entry.get("leg_pain") for entry in everything]
