"""Sheets that came out wrong in a trial: what each of them must say."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from sciatica_tui.domain.days import DAY_ENDS
from sciatica_tui.domain.measures.answers import Answers, answers_of
from sciatica_tui.exchange.csv_import.importer import SheetRecords, take
from sciatica_tui.exchange.csv_import.inference import Guess, guess
from sciatica_tui.exchange.csv_import.reader import read_sheet
from sciatica_tui.exchange.csv_import.setting import Setting

from ...support import HERE, NOW

FILES = Path(__file__).parent / "data" / "files"
SETTING = Setting(NOW.replace(month=11, day=27), DAY_ENDS, lambda wall: wall.replace(tzinfo=HERE))


MARKED_ZONES = {"lower back": "back", "glute": "buttock", "back of thigh": "thigh", "calf": "calf", "foot": "foot"}
MARKED_FEELINGS = {
    "sharp": "sharp",
    "ache": "ache",
    "numb": "numb",
    "pins & needles": "tingling",
    "burning": "burning",
    "tight": "tight",
    "zaps": "electric",
}
MARKED = {f"{z}: {f}": (zone, feeling) for z, zone in MARKED_ZONES.items() for f, feeling in MARKED_FEELINGS.items()}


def read(name: str) -> tuple[Guess, SheetRecords]:
    path = FILES / name
    sheet = read_sheet(path, path.read_bytes())
    found = guess(sheet)
    return found, take(sheet, found.mapping, SETTING)


def answers(records: SheetRecords) -> list[Answers]:
    return [answers_of(entry) for entry in records.checkins]


def test_exercises_are_tags_and_never_pain_there() -> None:
    found, records = read("exercise-columns.csv")
    assert {column.takes for column in found.mapping.columns.values()} == {"leg_pain", "tag"}
    assert not found.unsure
    assert {path for answer in answers(records) for path in answer} == {"leg_pain", "tags"}
    assert "‘exercises’ is an exercise" in found.evidence["Back exercises"]


def test_one_number_beyond_the_scale_is_unknown_and_named_and_divides_no_other() -> None:
    found, records = read("outlier.csv")
    assert found.mapping.columns["Leg pain"].times == 1
    assert {answer["leg_pain"] for answer in answers(records)} == {7, 8, 9}
    assert len(records.checkins) == 55
    assert records.notices[0] == ("Leg pain (column B): “55” (line 14) is left out; it takes a number from 0 to 10.")


def test_a_scale_in_the_title_is_the_scale_of_its_ratings() -> None:
    _, records = read("scale-in-header.csv")
    assert {answer["leg_pain"] for answer in answers(records)} == {10, 7}


def test_a_headache_is_a_tag_and_leg_pain_is_what_it_says() -> None:
    _, records = read("headache.csv")
    ratings = [answer["leg_pain"] for answer in answers(records)]
    assert (ratings[0], ratings[-1]) == (7, 0)
    assert ratings == sorted(ratings, reverse=True)
    assert {tag for answer in answers(records) for tag in answer.get("tags", ())} == {"Head pain", "Stomach ache"}


def test_hours_become_minutes() -> None:
    _, records = read("hours-as-minutes.csv")
    assert {answer["sit_minutes"] for answer in answers(records)} <= {30, 60, 90, 120}
    assert 90 in {answer["sit_minutes"] for answer in answers(records)}


def test_none_no_and_nothing_are_no_medicines() -> None:
    _, records = read("medication-none.csv")
    assert {medication.product for medication in records.medications} == {"Ibuprofen"}
    assert len(records.checkins) == 56


def test_one_word_among_ratings_costs_its_own_answer() -> None:
    _, records = read("one-odd-pain.csv")
    assert len(records.checkins) == 55
    assert records.notices == (
        "Leg pain (column B): “bad” (line 32) is left out; it takes a number from 0 to 10.",
        "1 row has no other answer, so nothing is imported from it.",
    )


def test_german_titles_and_answers_are_understood() -> None:
    found, records = read("german.csv")
    assert found.language == "German"
    assert not found.unsure
    assert answers(records) == [
        {
            "leg_pain": 7,
            "back_pain": 3,
            "symptoms": [{"zone": "foot", "quality": "numb"}],
            "note": "lange Autofahrt",
        },
        {"leg_pain": 5, "back_pain": 3, "symptoms": []},
    ]


def test_a_wide_diary_of_marks_is_read_exactly() -> None:
    """A diary as a person kept one: 205 rows, 49 columns of 0 and 1, postures and notes beside them."""
    random = Random(11)
    feelings = [f"{zone}: {feeling}" for zone in MARKED_ZONES for feeling in MARKED_FEELINGS]
    postures = ["sitting", "standing", "walking", "lying down", "driving"]
    occasions = [
        "after stretching", "ice", "heat on back", "calf raises", "bad night", "long drive", "ibuprofen",
        "back to work", "coughing hurts",
    ]  # fmt: skip
    titles = [*feelings, *postures, *occasions]
    assert len(titles) == 49
    rows = [{title: random.random() < 0.2 for title in titles} for _ in range(205)]
    lines = ["Date,Time," + ",".join(titles) + ",Notes"]
    for number, row in enumerate(rows):
        day = date(2026, 9, 1) + timedelta(number // 3)
        note = "slept badly; stairs" if number % 7 == 0 else ""
        lines.append(
            ",".join([f"{day:%d/%m/%Y}", f"{8 + number % 3 * 4}:05", *(str(int(v)) for v in row.values()), note])
        )
    sheet = read_sheet(Path("wide.csv"), "\n".join(lines).encode())
    found = guess(sheet)
    assert not found.unsure
    assert not found.left_out
    records = take(sheet, found.mapping, SETTING)
    medicines = {medication.checkin for medication in records.medications}
    assert len(records.checkins) == sum(any(row.values()) or number % 7 == 0 for number, row in enumerate(rows))
    for entry in records.checkins:
        assert entry.at is not None
        number = (entry.at.date() - date(2026, 9, 1)).days * 3 + (entry.at.hour - 8) // 4
        row = rows[number]
        said = {(symptom.zone.value, symptom.quality.value) for symptom in entry.symptoms or ()}
        assert said == {MARKED[title] for title in feelings if row[title]}
        marked_postures = ["lying" if title == "lying down" else title for title in postures if row[title]]
        assert ([entry.posture] if entry.posture else []) == marked_postures[:1]
        tags = [title for title in occasions if row[title] and title not in ("ibuprofen", "coughing hurts")]
        assert sorted(entry.tags or ()) == sorted([*marked_postures[1:], *tags])
        assert (entry.id in medicines) is row["ibuprofen"]
        assert entry.cough_pain is row["coughing hurts"]
        assert entry.leg_pain is None


@pytest.mark.parametrize("path", sorted(FILES.iterdir()), ids=lambda path: path.name)
def test_nothing_of_a_sheet_is_left_out_unnamed(path: Path) -> None:
    sheet = read_sheet(path, path.read_bytes())
    found = guess(sheet)
    when = found.mapping.when
    assert {when.date, when.time, *found.mapping.columns, *found.left_out} - {""} == set(sheet.header)
    assert all(found.left_out.values())
