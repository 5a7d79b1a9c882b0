"""The weekly tests one by one: what each is called, how it is done, and what it gave last time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby

import msgspec

from ..measures.answers import answers_of
from ..measures.catalogue import MEASURES, Measure, answer_paths
from ..measures.questions import Choice, Depth
from ..records import CheckIn
from ..text.dates import short_month
from .history import details


class WeeklyTest(msgspec.Struct, frozen=True):
    """One test or group of questions that stand on a page together: its name, title, measures, and how it is done.

    `pose` is the exercise whose figure shows how; empty where there is none.
    """

    name: str
    title: str
    measures: tuple[Measure, ...]
    how: tuple[str, ...]
    pose: str = ""


POSE_OF = {"leg_raise": "leg-raise", "heel_rises": "heel-rises", "sit_to_stand_seconds": "sit-to-stand"}
"""The exercise that is the same movement as a test, by the name of the test."""

TEXTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "abilities": (
        "Three things it makes hard",
        (
            "Name up to three things that are hard because of it, and keep to them.",
            "Then rate each: 0 is “I can't do it”, 10 is “as well as before”.",
        ),
    ),
    "bother": (
        "How much it bothers you",
        ("Think of the past week.", "0 is not at all, 6 is extremely."),
    ),
    "worry": (
        "How worried you are",
        ("About back and leg, in the past week.", "0 is not at all, 10 is extremely. Shown, never judged."),
    ),
    "confidence": (
        "How confident you are",
        ("To manage with it, in the past week.", "0 is not at all, 10 is completely. Shown, never judged."),
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
            "Space counts with you, and stops when you can't keep up or the knee bends. 25 are enough.",
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
        ("Better or worse than when it began, as you remember it?", "Once a month is enough."),
    ),
}
"""Title and steps by the first part of a measure's path; one without a text here has its label and hint."""


def _test(name: str, measures: tuple[Measure, ...]) -> WeeklyTest:
    title, how = TEXTS.get(name, (measures[0].label, (measures[0].hint,)))
    return WeeklyTest(name, title, measures, how, POSE_OF.get(name, ""))


WEEKLY_TESTS: tuple[WeeklyTest, ...] = tuple(
    _test(name, tuple(measures))
    for name, measures in groupby(
        (measure for measure in MEASURES if measure.depth is Depth.WEEKLY), lambda m: m.path.partition(".")[0]
    )
)
"""In the order in which they are asked."""


MOST_RESULTS = 10
"""Earlier results of a test that are listed."""


def name_of_test(path: str) -> str:
    """Return the name of the test that an answer's path belongs to."""
    return path.partition(".")[0].partition(":")[0]


def past_results(test: WeeklyTest, checkins: Iterable[CheckIn], before: str, on: date) -> tuple[str, ...]:
    """Say what a test gave up to a day, the latest first: `12 Nov: left 18, right 25`; no more than `MOST_RESULTS`.

    The entry with the id `before` is left out: it is the one being filled in.
    """
    paths = {path for measure in test.measures for path in answer_paths(measure)}
    done = [c for c in checkins if c.day <= on and c.id != before and not paths.isdisjoint(answers_of(c))]
    latest = sorted(done, key=lambda c: (c.day, c.id), reverse=True)[:MOST_RESULTS]
    return tuple(_result(test, entry, on) for entry in latest)


def _result(test: WeeklyTest, entry: CheckIn, on: date) -> str:
    lines = dict(details(entry))
    answers = [(m, lines[m.label]) for m in test.measures if m.label in lines]
    alone = len(answers) == 1
    words = [words if alone or isinstance(m.input, Choice) else f"{_short_label(m)} {words}" for m, words in answers]
    return f"{short_month(entry.day, on)}: {', '.join(words)}"


def _short_label(measure: Measure) -> str:
    return measure.label.removeprefix("Bother: ").lower()
