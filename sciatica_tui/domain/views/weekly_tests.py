"""The weekly tests one by one: what each is called, how it is done, and what it gave last time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

import msgspec

from ..measures.answers import Answers, answers_of
from ..measures.catalogue import MEASURES, Measure, answer_paths
from ..measures.questions import Choice, Depth, Number, Scale
from ..measures.rules import HEEL_RISES, LEG_RAISE, REACH, SIT_TO_STAND_BANDS
from ..records import CheckIn
from ..text.dates import short_month
from ..text.grammar import cut


class WeeklyTest(msgspec.Struct, frozen=True):
    """One test or group of questions that stand on a page together: its name, title, measures, and how it is done.

    `asks` is what it asks for, in a line of a list. `note` stands below the questions, and `purpose` says what the test
    is for. `pose` is the exercise whose figure shows how; empty where there is none.
    """

    name: str
    title: str
    measures: tuple[Measure, ...]
    how: tuple[str, ...]
    asks: str = ""
    note: str = ""
    purpose: str = ""
    pose: str = ""


POSE_OF = {
    "leg_raise": "leg-raise",
    "heel_rises": "heel-rises",
    "heel_walk": "heel-walk",
    "toe_lift": "toe-lift",
    "sit_to_stand_seconds": "sit-to-stand",
    "reach_cm": "reach",
}
"""The figure of a test's movement, by the name of the test."""

NO_VERDICT = "You and your clinician see your answer. No verdict depends on it."

TEXTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "abilities": (
        "Three things it makes hard",
        (
            "Name up to three things that are hard because of it, and keep to them.",
            "Then rate how well you can do each.",
        ),
    ),
    "bother": ("How much it bothers you", ("Think of the past week.",)),
    "worry": (
        "How worried you are",
        ("How worried were you about your back and leg in the past week?",),
    ),
    "confidence": (
        "How confident you are",
        ("How confident were you in the past week that you can manage with it?",),
    ),
    "leg_raise": (
        "Straight leg raise",
        (
            "Lie on your back, or sit. Keep to one way: the two are never compared.",
            "Someone lifts the straight leg slowly. Say stop at the first pain or tingling in the leg.",
            "A phone's level on the shin shows the degrees. Take the mean of two or three tries.",
        ),
    ),
    "heel_rises": (
        "Heel rises",
        (
            "Stand on one foot beside a wall, two fingers on it, knee straight.",
            "Rise onto the toes as high as you can, once every two seconds.",
            "Space starts the count; press it again when you can't keep up or the knee bends. 25 are enough.",
        ),
    ),
    "heel_walk": (
        "Heel walk",
        (
            "Beside a wall, take a few steps on your heels.",
            "Normal: the toes stay up. Weak: they come down. Cannot: not a step.",
        ),
    ),
    "toe_lift": (
        "Big toe lift",
        (
            "Sit with the foot flat. Lift the big toe while a finger presses on it.",
            "Normal: it holds. Weak: it gives way. Cannot: it doesn't lift.",
        ),
    ),
    "sit_to_stand_seconds": (
        "Sit to stand, five times",
        (
            "A firm chair against the wall, arms crossed on the chest.",
            "Stand up fully and sit down five times, as fast as you safely can.",
            "Space starts the stopwatch; press it again when you stand for the fifth time.",
        ),
    ),
    "reach_cm": (
        "Reach to the floor",
        (
            "Stand with your knees straight and reach for the floor.",
            "Measure from the fingertips to the floor: 0 if you touch it.",
        ),
    ),
    "change_felt": (
        "Since it began",
        ("Better or worse than when it began, as you remember it?",),
    ),
}
"""Title and steps by the first part of a measure's path; one without a text here has its label and hint."""

ASKS = {
    "abilities": "three activities, 0–10 each",
    "bother": "four questions, 0–6 each",
    "worry": "0 not at all – 10 extremely",
    "confidence": "0 not at all – 10 completely",
    "leg_raise": "degrees, each leg",
    "heel_rises": "how many of 25, each foot",
    "heel_walk": "normal, weak or cannot, each foot",
    "toe_lift": "normal, weak or cannot, each foot",
    "sit_to_stand_seconds": "seconds for all five",
    "reach_cm": "cm from fingertips to floor",
    "change_felt": "−3 much worse – +3 much better",
}
"""What a test asks for, by its name."""

NOTES = {"worry": NO_VERDICT, "confidence": NO_VERDICT, "change_felt": "Once a month is enough."}
"""What is to be known of a test and is no step of it."""

FIRST_WEAK = (
    "A first “weak” or “cannot” that no clinician has seen is a red flag, and the app asks you about it at once."
)

PURPOSES = {
    "abilities": "Pain is only part of it. What you can do again tells the rest, in your own words. "
    "A change of 2 on average matters, or of 3 in one of them; full recovery asks for 8 or more.",
    "bother": "The four make one sum, of 24. People call 6 or less acceptable, and a change of 6 matters.",
    "worry": "Trends shows it over the weeks. After three weeks at 7 or more, Phase suggests talking about it "
    "at your next visit.",
    "confidence": "Trends shows it over the weeks, beside your worry: you see whether you trust yourself with more.",
    "leg_raise": "It shows how far the leg goes up before pain runs down it. "
    f"A change of {LEG_RAISE.counts}° matters, or the gap between the legs closing by as much.",
    "heel_rises": "It shows the strength of the calf. "
    f"The count varies by itself, so a change of {HEEL_RISES.counts} matters. "
    "Far below your usual, the app asks you to rest and try again.",
    "heel_walk": f"It shows the strength of the muscles that lift the foot. {FIRST_WEAK}",
    "toe_lift": f"It shows the strength of the muscle that lifts the big toe. {FIRST_WEAK}",
    "sit_to_stand_seconds": "It shows how well you get about, which pain alone does not tell. The time is judged by "
    "its range: {:g} s or less, up to {:g}, up to {:g}, or over. Moving to another range matters.".format(
        *SIT_TO_STAND_BANDS
    ),
    "reach_cm": f"It shows how far your back and legs let you bend. A change of {REACH.counts} cm matters.",
    "change_felt": "It stands beside the verdict and never changes it: how you are today colours what you remember. "
    "Where the two differ, tell your clinician both.",
}
"""What a test is for."""

ABOUT_THE_TESTS = (
    "They take about five minutes, once a week.",
    "Leave out what you can't do: each test counts by itself.",
    "Enter goes on to the next, and what you answered is kept as you type.",
    "From the second week on you also see your last result.",
)
"""What is to be known of all of them, where there are no results yet."""


def _test(name: str, measures: tuple[Measure, ...]) -> WeeklyTest:
    title, how = TEXTS.get(name, (measures[0].label, (measures[0].hint,)))
    texts = (texts.get(name, "") for texts in (ASKS, NOTES, PURPOSES, POSE_OF))
    return WeeklyTest(name, title, measures, how, *texts)


WEEKLY_TESTS: tuple[WeeklyTest, ...] = tuple(
    _test(name, tuple(measures))
    for name, measures in groupby(
        (measure for measure in MEASURES if measure.depth is Depth.WEEKLY), lambda m: m.path.partition(".")[0]
    )
)
"""In the order in which they are asked."""


ABILITIES = "abilities"
"""The test whose columns are the activities that the person named."""

COLUMN_CELLS = 18
"""Cells that the heading of a column may take: three of them stand beside a day at 120 columns."""

MANNER = "how"
"""The heading of the way in which a test was done, or went."""

LATEST = 4
"""Results that are named in short."""

MOST_RESULTS = 10
"""Earlier results of a test that are listed."""


def name_of_test(path: str) -> str:
    """Return the name of the test that an answer's path belongs to."""
    return path.partition(".")[0].partition(":")[0]


class Results(msgspec.Struct, frozen=True):
    """What a test gave, the latest first: the headings of its columns, and for each day its cells."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def last_day(self) -> str:
        """The day of the latest result; empty without any."""
        return self.rows[0][0] if self.rows else ""

    def in_short(self, cells: int) -> str:
        """Return the latest of them in so many cells: `5 → 7 → 8`, or of several columns `left 18 · right 25`."""
        if len(self.columns) == 1:
            values = [row[0] for _, row in reversed(self.rows[:LATEST])]
            return cut(" → ".join(values), cells)
        latest = self.rows[0][1] if self.rows else ()
        parts = zip(self.columns, latest, strict=True)
        words = " · ".join(cell if column == MANNER else f"{column} {cell}" for column, cell in parts)
        return words if len(words) <= cells else cut(" / ".join(latest), cells)


_STRONGER = Results(
    ("left", "right"),
    (("week 3", ("normal", "normal")), ("week 2", ("weak", "normal")), ("week 1", ("weak", "normal"))),
)

EXAMPLES = {
    "abilities": Results(
        ("sit through a film", "tie my shoes", "walk to the shop"),
        (("week 3", ("6", "7", "8")), ("week 2", ("4", "6", "5")), ("week 1", ("3", "4", "5"))),
    ),
    "bother": Results(
        ("leg pain", "tingling", "weakness", "sitting"),
        (("week 3", ("2", "2", "0", "2")), ("week 2", ("3", "2", "1", "4")), ("week 1", ("5", "3", "1", "5"))),
    ),
    "leg_raise": Results(
        (MANNER, "left", "right"),
        (
            ("week 3", ("lying", "52°", "80°")),
            ("week 2", ("lying", "45°", "80°")),
            ("week 1", ("lying", "40°", "78°")),
        ),
    ),
    "heel_rises": Results(
        ("left", "right"), (("week 3", ("21", "25")), ("week 2", ("16", "25")), ("week 1", ("13", "25")))
    ),
    "heel_walk": _STRONGER,
    "toe_lift": _STRONGER,
    "sit_to_stand_seconds": Results(("s",), (("week 3", ("12.8",)), ("week 2", ("14.1",)), ("week 1", ("16.5",)))),
    "reach_cm": Results(("cm",), (("week 3", ("16",)), ("week 2", ("21",)), ("week 1", ("28",)))),
}
"""Made-up results of the tests whose answers are not one rating, shown while there are none."""


def past_results(test: WeeklyTest, checkins: Iterable[CheckIn], before: str, on: date) -> Results:
    """Return what a test gave up to a day, no more than `MOST_RESULTS`; its columns are those with an answer.

    The entry with the id `before` is left out: it is the one being filled in.
    """
    latest = _entries_of(test, checkins, before, on)[:MOST_RESULTS]
    days = [(short_month(entry.day, on), _cells(test, entry)) for entry in latest]
    columns = [column for column in _columns(test, days) if any(column in cells for _, cells in days)]
    rows = tuple((day, tuple(cells.get(column, "–") for column in columns)) for day, cells in days)
    return Results(tuple(cut(column, COLUMN_CELLS) for column in columns), rows)


def last_answers(checkins: Sequence[CheckIn], before: str, on: date) -> Answers:
    """Return the answers to each test in the entry that has its latest result (see `past_results`)."""
    answers: Answers = {}
    for test in WEEKLY_TESTS:
        for entry in _entries_of(test, checkins, before, on)[:1]:
            answers |= {path: value for path, value in answers_of(entry).items() if name_of_test(path) == test.name}
    return answers


def _entries_of(test: WeeklyTest, checkins: Iterable[CheckIn], before: str, on: date) -> list[CheckIn]:
    """The entries up to a day that answer a test, but for that with the id `before`, the latest first."""
    paths = {path for measure in test.measures for path in answer_paths(measure)}
    entries = [c for c in checkins if c.day <= on and c.id != before and not paths.isdisjoint(answers_of(c))]
    return sorted(entries, key=lambda c: (c.day, c.id), reverse=True)


def _columns(test: WeeklyTest, days: Iterable[tuple[str, Mapping[str, str]]]) -> tuple[str, ...]:
    """The headings a test can have, in the order of its questions; named activities as they were named last."""
    return (
        tuple(dict.fromkeys(column for _, cells in days for column in cells))
        if test.name == ABILITIES
        else tuple(heading for measure in test.measures for heading in _headings(test, measure))
    )


def _headings(test: WeeklyTest, measure: Measure) -> tuple[str, ...]:
    """What stands above the answers to a measure: the sides, its name, or where it stands alone what is counted."""
    if measure.sided:
        return "left", "right"
    match measure.input:
        case Choice():
            return (MANNER,)
        case Scale(low, high) if len(test.measures) == 1:
            return (f"of {high}" if low == 0 else "felt",)
        case Number(unit=unit):
            return (unit,)
    return (measure.label.removeprefix("Bother: ").lower(),)


def _cells(test: WeeklyTest, entry: CheckIn) -> dict[str, str]:
    """The answers of an entry to a test, by the headings of their columns."""
    if test.name == ABILITIES:
        return {activity.name: str(activity.score) for activity in entry.abilities or ()}
    answers = answers_of(entry)
    headings = (
        (m, path, h) for m in test.measures for path, h in zip(answer_paths(m), _headings(test, m), strict=True)
    )
    return {heading: _cell(measure, answers[path]) for measure, path, heading in headings if path in answers}


def _cell(measure: Measure, value: Any) -> str:
    match measure.input:
        case Choice(options):
            return dict(options).get(value, str(value))
        case Scale(low) if low < 0 and value:
            return f"{value:+d}".replace("-", "−")
        case Number(unit="°"):
            return f"{value:g}°"
    return f"{value:g}"
