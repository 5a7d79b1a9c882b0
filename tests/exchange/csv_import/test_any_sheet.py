"""Any sheet of known entries, in any of the languages, is read back to those entries, or asks."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sciatica_tui.domain.days import DAY_ENDS
from sciatica_tui.domain.measures.answers import answers_of
from sciatica_tui.exchange.csv_import.importer import take
from sciatica_tui.exchange.csv_import.inference import guess
from sciatica_tui.exchange.csv_import.reader import read_sheet
from sciatica_tui.exchange.csv_import.setting import Setting
from sciatica_tui.exchange.csv_import.synonyms import Language, language_of, languages

from ...support import HERE, NOW

FIRST = date(2026, 7, 13)
SETTING = Setting(NOW, DAY_ENDS, lambda wall: wall.replace(tzinfo=HERE))
ODD = "so-so ~!"
DATES = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%Y/%m/%d", "%d %b %Y")


class Known(NamedTuple):
    """A column: its title, the path of what it says, and a cell and an answer for each day (None: no answer)."""

    title: str
    path: str
    cells: list[str]
    answers: list[Any]


@st.composite
def ratings(draw: st.DrawFn, size: int, top: int = 10) -> list[int]:
    numbers = draw(st.lists(st.integers(0, top), min_size=size, max_size=size))
    return [*numbers[:-1], top]  # not all of 0 and 1


@st.composite
def column(draw: st.DrawFn, language: Language, kind: str, size: int) -> Known:
    """A column of one kind, under a title put together of the words of the language."""
    part = draw(st.sampled_from(sorted(language.parts)))
    body = draw(st.sampled_from([*language.parts["back"], *language.parts["leg"]]))
    pain = draw(st.sampled_from(language.roles["pain"]))
    order = draw(st.permutations([0, 1]))
    if kind == "pain":
        words = (body, pain)
        path = "back_pain" if body in language.parts["back"] else "leg_pain"
        scale, times = draw(st.sampled_from([("", 1), (" (0-10)", 1), (" /100", 10)]))
        numbers = draw(ratings(size))
        title = " ".join(words[place] for place in order) + scale
        return Known(title, path, [str(number * times) for number in numbers], numbers)
    yes_no = draw(st.lists(st.booleans(), min_size=size, max_size=size))
    cells = [(language.yes if answer else language.no)[0] for answer in yes_no]
    if kind == "feeling":
        zone = draw(st.sampled_from([zone for zone in sorted(language.parts) if zone in ZONES]))
        quality = draw(st.sampled_from(sorted(language.feelings)))
        words = (draw(st.sampled_from(language.parts[zone])), draw(st.sampled_from(language.feelings[quality])))
        symptom = [{"zone": zone, "quality": quality}]
        return Known(": ".join(words[p] for p in order), "symptoms", cells, [symptom if a else [] for a in yes_no])
    if kind == "minutes":
        limit = draw(st.sampled_from(language.roles["limit"]))
        posture = draw(st.sampled_from(sorted(POSTURES & language.postures.keys())))
        word = draw(st.sampled_from(language.postures[posture]))
        unit, times = draw(st.sampled_from([("minutes", 60), ("hours", 1)]))
        numbers = draw(st.lists(st.integers(1, 4), min_size=size, max_size=size))
        title = f"{word} {limit} ({draw(st.sampled_from(language.units[unit]))})"
        return Known(title, PATHS[posture], [str(n * times) for n in numbers], [n * 60 for n in numbers])
    other = draw(st.sampled_from(("treatment", "exercise", "negation", "other_person")))
    title = f"{draw(st.sampled_from(language.parts[part]))} {draw(st.sampled_from(language.roles[other]))}"
    return Known(title, "tags", cells, [[title] if answer else None for answer in yes_no])


ZONES = frozenset(("back", "buttock", "thigh", "calf", "foot"))
POSTURES = frozenset(("sitting", "standing", "walking"))
PATHS = {"sitting": "sit_minutes", "standing": "stand_minutes", "walking": "walk_minutes"}
KINDS = ("pain", "feeling", "minutes", "other")


@st.composite
def sheets(draw: st.DrawFn) -> tuple[bytes, Known, list[date], set[int]]:
    """A sheet with one column of known meaning, and the rows in which its cell is odd."""
    language = language_of(draw(st.sampled_from(languages())))
    size = draw(st.integers(21, 40))
    known = draw(column(language, draw(st.sampled_from(KINDS)), size))
    odd = draw(st.sets(st.integers(0, size - 1), max_size=2))
    days = [FIRST + timedelta(number) for number in range(size)]
    form = draw(st.sampled_from(DATES))
    months = language.months[12:] if form == "%d %b %Y" else ()
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=draw(st.sampled_from([",", ";", "\t"])))
    writer.writerow([draw(st.sampled_from(language.roles["date"])), known.title])
    for number, (day, cell) in enumerate(zip(days, known.cells, strict=True)):
        written = f"{day.day} {months[day.month - 1]} {day.year}" if months else day.strftime(form)
        writer.writerow([written, ODD if number in odd else cell])
    return out.getvalue().encode(), known, days, odd


@pytest.mark.slow
@settings(max_examples=600, deadline=None)
@given(sheets())
def test_any_sheet_is_read_back_or_asks(made: tuple[bytes, Known, list[date], set[int]]) -> None:
    data, known, days, odd = made
    sheet = read_sheet(Path("diary.csv"), data)
    found = guess(sheet)
    title = sheet.header[1]
    taken = found.mapping.columns.get(title)
    if taken is None or not taken.sure:
        assert found.left_out.get(title) or found.evidence.get(title)
        return
    records = take(sheet, found.mapping, SETTING)
    entries = {entry.day: answers_of(entry) for entry in records.checkins}
    for number, (day, answer) in enumerate(zip(days, known.answers, strict=True)):
        said = {path: value for path, value in entries.get(day, {}).items() if path not in ("side", "zone")}
        expected = {} if number in odd or answer is None else {known.path: answer}
        assert said == expected, (title, found.evidence, taken)
    if odd:
        assert any(f"“{ODD}” ({'line' if len(odd) == 1 else 'lines'} " in notice for notice in records.notices)


def test_the_clock_of_the_sheets_is_before_now() -> None:
    assert datetime.combine(FIRST + timedelta(40), time(), NOW.tzinfo) < NOW
