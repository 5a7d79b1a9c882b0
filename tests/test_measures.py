"""A measure of the catalogue is wherever it belongs: in the record, the form, `log`, lists, charts and files."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from sciatica_tui.cli.measure_options import add_measures, read_measures
from sciatica_tui.cli.parser import Parser
from sciatica_tui.domain.assessment.assess import assess
from sciatica_tui.domain.charts.measure_display import BY_MEASURE, DISPLAYS, LIST_ORDER
from sciatica_tui.domain.charts.trends import trends_of
from sciatica_tui.domain.check_in.form import ACTIVITIES, Form
from sciatica_tui.domain.daily import DAY_MEASURES, digest
from sciatica_tui.domain.measures.answers import answers_of
from sciatica_tui.domain.measures.catalogue import MEASURES, WORKED_OUT, Daily, Measure, answer_paths
from sciatica_tui.domain.measures.questions import Choice, Number, Scale, Special
from sciatica_tui.domain.measures.rules import LEG_RAISE_OTHER, RULES
from sciatica_tui.domain.record_text import describe_checkin
from sciatica_tui.domain.records import CheckIn
from sciatica_tui.domain.snapshot import RecordSnapshot
from sciatica_tui.domain.views.history import details
from sciatica_tui.domain.views.weekly_tests import POSE_OF, TEXTS
from sciatica_tui.exchange.csv_format import read_csv, write_csv
from sciatica_tui.exchange.csv_import.mapping import KINDS, MEASURE_PATHS
from sciatica_tui.exchange.csv_import.reader import read_sheet
from sciatica_tui.tui.screens.check_in_fields import Questions
from sciatica_tui.tui.widgets.charts.measure_list import WORDS_WIDTH

from .support import NOW, TODAY, checkin

SPECIAL: dict[str, tuple[list[Any], str]] = {
    "symptoms": ([[{"zone": "calf", "quality": "numb"}]], "calf numb"),
    "activity": ([[{"kind": "walk", "minutes": n}] for n in (20, 90, 45)], "walk=20"),
    "posture": (["sitting"], "sitting"),
    "tags": ([["desk"]], "desk"),
    "text": (["A calm day"], "A calm day"),
    "abilities": ([[{"name": "stairs", "score": n}] for n in (1, 9, 4)], "stairs=1"),
}
"""Answers to the questions of their own kind, and how `log` takes the first of them."""

RECORDED = [measure for measure in MEASURES if measure.path != "medication"]
"""Medication becomes records of its own."""


def values(measure: Measure) -> list[Any]:
    """Three answers: a low one, a high one, and one between, as far as there are so many."""
    match measure.input:
        case Scale(low, high) | Number(low, high):
            return [low + 1, high, (low + high) // 2]
        case Choice(options):
            return [options[0][0], options[-1][0], options[1][0]]
        case Special(takes):
            return SPECIAL[takes][0]


def entry(measure: Measure, value: Any, at: str = "08:10") -> CheckIn:
    """A check-in that answers this measure alone; a leg raise needs its method as well."""
    answers = dict.fromkeys(answer_paths(measure), value)
    if measure.path == "leg_raise":
        answers["leg_raise.method"] = "lying"
    return checkin(at=at, **answers)


def number(measure: Measure, value: Any) -> float:
    """The value as it is drawn: a step of a scale of words counts from 0."""
    bands = BY_MEASURE[measure.path].bands
    match measure.input:
        case Choice(options):
            stored = [option for option, _ in options]
            words = dict(options)[value]
            return float(bands.index(words) if words in bands else stored.index(value))
        case Special("activity"):
            return float(value[0]["minutes"])
        case Special("abilities"):
            return float(value[0]["score"])
    return float(value)


def by_path(measures: Iterable[Measure]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("measure", list(measures), ids=lambda measure: measure.path)


@by_path(RECORDED)
def test_the_record_holds_it_and_a_spreadsheet_gives_it_back(measure: Measure) -> None:
    entries = tuple(sorted((entry(measure, value) for value in values(measure)), key=lambda c: c.id))
    assert all(set(answer_paths(measure)) <= answers_of(one).keys() for one in entries)
    assert read_csv(read_sheet(Path("diary.csv"), write_csv(entries))) == entries


@by_path(RECORDED)
def test_the_description_of_the_file_names_it(measure: Measure) -> None:
    section = files("sciatica_tui").joinpath("FORMAT.md").read_text("utf-8")
    section = section.partition("## `checkins`")[2].partition("## `episodes`")[0]
    for path in answer_paths(measure):
        assert set(path.split(".")) <= set(re.findall(r"`(\w+)`", section)), path


@by_path(RECORDED)
def test_it_is_read_from_the_command_line(measure: Measure) -> None:
    value = values(measure)[0]
    text = SPECIAL[measure.input.takes][1] if isinstance(measure.input, Special) else str(value)
    outer, _, inner = measure.path.partition(".")
    parser = Parser("log", "usage: sciatica-tui log")
    add_measures(parser)
    argv = [measure.option, f"{inner}={text}" if outer in ("bother", "tasks") else text]
    if measure.sided:
        argv = [measure.option, f"{text}/{text}"]
    if isinstance(value, bool):
        argv = [measure.option]
    if outer == "leg_raise":
        argv = ["--leg-raise", "10/10", "--leg-raise-method", "lying"]
    arguments = parser.parse_args(argv, Namespace())
    assert set(answer_paths(measure)) <= read_measures(arguments).keys()


@by_path(RECORDED)
def test_history_shows_it_in_a_line_and_in_full(measure: Measure) -> None:
    one = entry(measure, values(measure)[0])
    assert describe_checkin(one) != "nothing answered"
    assert measure.label in [question for question, _ in details(one)]


WORDED_OTHERWISE = ("activity", "sit_minutes", "stand_minutes", "walk_minutes")
"""`Activity` would stand below `Activities`, and “compares can sit” is no sentence."""
RULE_WORDS = {rule.measure: rule.words for rule in RULES}


@by_path(measure for measure in MEASURES if measure.plot is not None and measure.path not in WORDED_OTHERWISE)
def test_it_has_one_name_everywhere_the_short_one_a_part_of_the_long(measure: Measure) -> None:
    display = BY_MEASURE[measure.path]
    titles = [TEXTS[measure.path][0]] if measure.path in POSE_OF else []
    names = [measure.label, display.title, RULE_WORDS.get(measure.path, measure.label), *titles]
    short = display.label.lower()
    assert [name for name in names if short not in name.lower()] == []
    assert len(short) < WORDS_WIDTH, "it is whole in the list of measures"


@by_path(MEASURES)
def test_the_form_asks_for_it(measure: Measure) -> None:
    form = Form("01", TODAY, NOW, measure.depth)
    questions = Questions(form, {}, None, [], [], lambda: 0.0, "yesterday")
    names = [field.name or "" for field in questions.shown()]
    assert (ACTIVITIES if measure.path == "abilities" else measure.path) in names


@by_path([measure for measure in RECORDED if not isinstance(measure.input, Special)])
def test_a_column_of_another_spreadsheet_may_be_it(measure: Measure) -> None:
    assert set(answer_paths(measure)) <= {*MEASURE_PATHS, *KINDS}


@by_path([measure for measure in MEASURES if measure.plot is not None])
def test_its_chart_has_the_value_of_the_day_that_the_catalogue_names(measure: Measure) -> None:
    assert measure.plot is not None
    low, high, between = values(measure)
    checkins = [entry(measure, value, at) for value, at in ((low, "08:00"), (high, "12:00"), (between, "20:00"))]
    trends = trends_of(checkins, (), (), assess(RecordSnapshot(checkins=tuple(checkins)), TODAY), TODAY)
    numbers = [number(measure, value) for value in (low, high, between)]
    expected = {
        Daily.HIGHEST: max(numbers),
        Daily.LOWEST: min(numbers),
        Daily.TOTAL: sum(numbers),
        Daily.LAST: numbers[-1],
    }
    assert trends.of(BY_MEASURE[measure.path]) == ((TODAY.toordinal(), expected[measure.plot.daily]),)


def test_the_fields_of_a_day_are_drawn_measures() -> None:
    assert set(DAY_MEASURES) <= BY_MEASURE.keys()
    assert digest(()).entries.keys() == set(DAY_MEASURES)


def test_what_is_judged_is_drawn() -> None:
    """But for the leg raise of the other side, which is drawn as one of the two sides."""
    assert {rule.measure for rule in RULES} - {LEG_RAISE_OTHER.measure} <= BY_MEASURE.keys()


def test_the_list_of_trends_has_everything_that_is_drawn_once() -> None:
    plotted = [measure.path for measure in MEASURES if measure.plot is not None]
    assert sorted(display.measure for display in DISPLAYS) == sorted([*plotted, *WORKED_OUT])
    assert set(LIST_ORDER) <= BY_MEASURE.keys()
    assert {display.over for display in DISPLAYS} <= {"", "sides", *BY_MEASURE}
