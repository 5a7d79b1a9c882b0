"""Everything that is measured, one row a measure: how it is asked, named, drawn and reported.

The form, the options of `log`, the columns of CSV, the list of entries, the palette, the charts and the clinician's
page are made from these rows. What a record holds is said in `records.py`, which change counts in `rules.py`.
"""

from __future__ import annotations

from enum import Enum

import msgspec

from .questions import (
    BOTHERSOMENESS_0_6,
    CENTIMETRES,
    CONFIDENCE_0_10,
    DEGREES,
    FELT_CHANGE,
    FREQUENCIES,
    LEG_RAISE_METHODS,
    MINUTES_OF_A_DAY,
    MUSCLE,
    NPRS,
    RESTFULNESS_0_10,
    RISES,
    SECONDS,
    SIDES,
    SPASM_COUNTS,
    TASK,
    WORRY_0_10,
    YES_NO,
    ZONES,
    Depth,
    Input,
    Special,
)

PARTS = ("bother", "tasks")
"""Parts of a check-in whose questions are addressed by name."""

SINGULAR = {"symptoms": "symptom", "tags": "tag", "abilities": "ability", "tasks": "task"}
"""What can be given several times is called by its singular on the command line."""


class Daily(Enum):
    """Which value stands for a day that has several."""

    HIGHEST = "highest"
    LOWEST = "lowest"
    TOTAL = "total"
    LAST = "last"


TWO_SIDES = "sides"
"""Laid over a chart: the left and right values of the measure itself."""


class Plot(msgspec.Struct, frozen=True):
    """How a measure is drawn on Trends; what is left empty follows from its question.

    `label` fits a list, `daily` says which of a day's answers is drawn, `title` heads the chart. `bands` are the steps
    of a scale of words from 0 up, drawn downwards where `first_on_top`; `top` ends the axis, `unit` follows numbers,
    `ends` says what both ends of a scale mean.
    `over` is what may be laid over it: another measure, or `TWO_SIDES`. `compared`: "Goes with" compares days by it;
    `on_page`: the clinician's page has a row of it.
    """

    label: str
    daily: Daily
    title: str = ""
    bands: tuple[str, ...] = ()
    first_on_top: bool = False
    top: int | None = None
    unit: str | None = None
    ends: str = ""
    over: str = ""
    compared: bool = False
    on_page: bool = False


class Measure(msgspec.Struct, frozen=True):
    """One measure: the path of its field, `bother.leg_pain` for one inside a part, and how a check-in asks for it.

    `hint` is one line that says exactly what is meant; `sided` measures have a left and a right answer; without a
    `plot` it is not charted. `name_in_line` stands before its answer in the line of an entry, where that is not the
    label in small letters; `wording` is how the form asks for it, where that is not the label.
    """

    path: str
    label: str
    depth: Depth
    input: Input
    hint: str
    sided: bool = False
    plot: Plot | None = None
    name_in_line: str = ""
    wording: str = ""

    @property
    def question(self) -> str:
        """Return the words that the form asks it with."""
        return self.wording or self.label

    @property
    def option(self) -> str:
        """Its name on the command line: `--walk-minutes`; what is given as NAME=ANSWER shares one: `--bother`."""
        part = self.path.partition(".")[0]
        name = SINGULAR.get(part, part) if part in PARTS else SINGULAR.get(self.path, self.path)
        return "--" + name.replace("_", "-").replace(".", "-")


PERIOD = "the worst since your last check-in, the night included"
"""What a rating of pain is about; the same everywhere."""

MEASURES: tuple[Measure, ...] = (
    Measure(
        "leg_pain",
        "Worst leg pain",
        Depth.QUICK,
        NPRS,
        f"In buttock or leg: {PERIOD}.",
        plot=Plot("Leg pain", Daily.HIGHEST, over="back_pain", compared=True, on_page=True),
        name_in_line="leg",
    ),
    Measure(
        "back_pain",
        "Worst back pain",
        Depth.QUICK,
        NPRS,
        f"In the low back: {PERIOD}.",
        plot=Plot("Back pain", Daily.HIGHEST, over="leg_pain", compared=True, on_page=True),
        name_in_line="back",
    ),
    Measure(
        "zone",
        "Furthest zone",
        Depth.QUICK,
        ZONES,
        "How far down it hurts at its furthest.",
        plot=Plot("Zone", Daily.HIGHEST, first_on_top=True, on_page=True),
    ),
    Measure("side", "Side", Depth.DAILY, SIDES, "Which leg hurts."),
    Measure(
        "frequency",
        "How often",
        Depth.DAILY,
        FREQUENCIES,
        "How much of the day leg pain was there.",
        plot=Plot(
            "How often",
            Daily.HIGHEST,
            "How often leg pain came",
            bands=("none", "now & then", "half", "most", "constant"),
            on_page=True,
        ),
    ),
    Measure("symptoms", "Feelings", Depth.DAILY, Special("symptoms"), "What you feel, where: mark it on the map."),
    Measure(
        "cough_pain",
        "Cough or sneeze",
        Depth.DAILY,
        YES_NO,
        "Does coughing or sneezing send pain down the leg?",
        name_in_line="worse on coughing",
    ),
    Measure(
        "weakness_felt",
        "Weak leg",
        Depth.DAILY,
        YES_NO,
        "Does a leg or foot feel weak?",
        name_in_line="leg feels weak",
    ),
    Measure(
        "spasm_count",
        "Spasms",
        Depth.DAILY,
        SPASM_COUNTS,
        "Muscle spasms or cramps today. Not a validated scale.",
        plot=Plot("Spasms", Daily.HIGHEST, "Spasms a day", on_page=True),
    ),
    Measure(
        "spasm_severity",
        "Worst spasm",
        Depth.DAILY,
        NPRS,
        "How bad the worst spasm was.",
        plot=Plot("Worst spasm", Daily.HIGHEST),
    ),
    Measure(
        "sit_minutes",
        "Can sit",
        Depth.DAILY,
        MINUTES_OF_A_DAY,
        "Minutes of sitting until pain stops you.",
        plot=Plot(
            "Can sit", Daily.LOWEST, "Sitting until pain stops you", over="walk_minutes", compared=True, on_page=True
        ),
    ),
    Measure(
        "stand_minutes",
        "Can stand",
        Depth.DAILY,
        MINUTES_OF_A_DAY,
        "Minutes of standing until pain stops you.",
        plot=Plot(
            "Can stand", Daily.LOWEST, "Standing until pain stops you", over="sit_minutes", compared=True, on_page=True
        ),
    ),
    Measure(
        "walk_minutes",
        "Can walk",
        Depth.DAILY,
        MINUTES_OF_A_DAY,
        "Minutes of walking until pain stops you.",
        plot=Plot(
            "Can walk", Daily.LOWEST, "Walking until pain stops you", over="sit_minutes", compared=True, on_page=True
        ),
    ),
    Measure(
        "activity",
        "Activity done",
        Depth.DAILY,
        Special("activity"),
        "Minutes of each activity today.",
        plot=Plot("Active", Daily.TOTAL, "Activity a day", unit="min"),
    ),
    Measure("tasks.stairs", "Stairs", Depth.DAILY, TASK, "How going up and down stairs was."),
    Measure("tasks.lifting", "Lifting", Depth.DAILY, TASK, "How lifting something was."),
    Measure("tasks.bending", "Bending", Depth.DAILY, TASK, "How bending down was."),
    Measure("tasks.driving", "Driving", Depth.DAILY, TASK, "How driving was."),
    Measure(
        "sleep",
        "Sleep",
        Depth.DAILY,
        RESTFULNESS_0_10,
        "How restful last night was.",
        plot=Plot("Sleep", Daily.HIGHEST, "Sleep", compared=True),
    ),
    Measure(
        "posture",
        "Posture now",
        Depth.DAILY,
        Special("posture"),
        "What you are doing now, also as a word of your own.",
    ),
    Measure("tags", "Tags", Depth.DAILY, Special("tags"), "What was different today, in your own words."),
    Measure(
        "medication",
        "Medication",
        Depth.DAILY,
        Special("medication"),
        "What you took and how much, as on the packet: ibuprofen 400 mg.",
    ),
    Measure("flare", "Flare", Depth.DAILY, YES_NO, "Is this a flare? It is one if you say so."),
    Measure("note", "Note", Depth.DAILY, Special("text"), "Anything worth remembering."),
    Measure(
        "abilities",
        "Your activities",
        Depth.WEEKLY,
        Special("abilities"),
        "0 cannot do it – 10 as before.",
        plot=Plot("Activities", Daily.LAST, "Your activities", top=10, ends="0 cannot – 10 as before"),
    ),
    Measure(
        "bother.leg_pain",
        "Bother: leg pain",
        Depth.WEEKLY,
        BOTHERSOMENESS_0_6,
        "In the past week.",
        wording="How much does leg pain bother you?",
    ),
    Measure(
        "bother.tingling",
        "Bother: tingling",
        Depth.WEEKLY,
        BOTHERSOMENESS_0_6,
        "Or numbness. In the past week.",
        wording="How much does tingling bother you?",
    ),
    Measure(
        "bother.weakness",
        "Bother: weakness",
        Depth.WEEKLY,
        BOTHERSOMENESS_0_6,
        "In the past week.",
        plot=Plot("Weakness", Daily.LAST, "Bother: weakness", ends="0 none – 6 extreme"),
        wording="How much does weakness bother you?",
    ),
    Measure(
        "bother.sitting",
        "Bother: sitting",
        Depth.WEEKLY,
        BOTHERSOMENESS_0_6,
        "Pain on sitting. In the past week.",
        wording="How much does sitting bother you?",
    ),
    Measure(
        "worry",
        "Worry",
        Depth.WEEKLY,
        WORRY_0_10,
        "How worried you are about it, in the past week.",
        plot=Plot("Worry", Daily.LAST, "Worry"),
    ),
    Measure(
        "confidence",
        "Confidence",
        Depth.WEEKLY,
        CONFIDENCE_0_10,
        "How confident you are to manage with it, in the past week.",
        plot=Plot("Confidence", Daily.LAST, "Confidence to manage", ends="0 none – 10 full"),
    ),
    Measure(
        "leg_raise.method",
        "Leg raise, how",
        Depth.WEEKLY,
        LEG_RAISE_METHODS,
        "Lying on your back, or seated. Keep to one: the two are never compared.",
    ),
    Measure(
        "leg_raise",
        "Leg raise",
        Depth.WEEKLY,
        DEGREES,
        "Degrees at the first leg symptom: the mean of two or three, with a helper.",
        sided=True,
        plot=Plot("Leg raise", Daily.LAST, "Straight leg raise", over=TWO_SIDES),
    ),
    Measure(
        "heel_rises",
        "Heel rises",
        Depth.WEEKLY,
        RISES,
        "On one leg, beside a support; stop at 25.",
        sided=True,
        plot=Plot("Heel rises", Daily.LAST, "Heel rises on one leg", top=25, unit="", over=TWO_SIDES),
    ),
    Measure(
        "heel_walk",
        "Heel walk",
        Depth.WEEKLY,
        MUSCLE,
        "A few steps on your heels, beside a wall.",
        sided=True,
        plot=Plot(
            "Heel walk", Daily.LAST, "Heel walk, weaker side", bands=("cannot", "weak", "normal"), over=TWO_SIDES
        ),
    ),
    Measure(
        "toe_lift",
        "Big toe lift",
        Depth.WEEKLY,
        MUSCLE,
        "Lift the big toe against a finger.",
        sided=True,
        plot=Plot(
            "Big toe lift", Daily.LAST, "Big toe lift, weaker side", bands=("cannot", "weak", "normal"), over=TWO_SIDES
        ),
    ),
    Measure(
        "sit_to_stand_seconds",
        "Sit to stand, five times",
        Depth.WEEKLY,
        SECONDS,
        "Stand up and sit down five times, arms crossed, as fast as you safely can.",
        plot=Plot("Sit to stand", Daily.LAST),
        name_in_line="sit to stand",
    ),
    Measure(
        "reach_cm",
        "Reach to the floor",
        Depth.WEEKLY,
        CENTIMETRES,
        "From fingertips to floor, knees straight.",
        plot=Plot("Reach", Daily.LAST),
        name_in_line="reach",
    ),
    Measure(
        "change_felt",
        "Felt change",
        Depth.WEEKLY,
        FELT_CHANGE,
        "Compared with when it began, as you remember it. Once a month is enough.",
    ),
)
"""In the order in which a check-in asks."""

BY_PATH: dict[str, Measure] = {measure.path: measure for measure in MEASURES}

WORKED_OUT: dict[str, Plot] = {
    "leg_raise_gap": Plot("Raise gap", Daily.LAST, "Leg raise gap, one leg to the other", unit="°"),
    "bother": Plot("Bother", Daily.LAST, "Bother, all four", top=24, ends="0 none – 24 extreme", on_page=True),
}
"""What is drawn but not asked: it is worked out from several answers."""


def side_paths(measure: Measure) -> tuple[str, str]:
    """Return the paths of a sided measure's left and right."""
    unit = "_degrees" if measure.path == "leg_raise" else ""
    return f"{measure.path}.left{unit}", f"{measure.path}.right{unit}"


def answer_paths(measure: Measure) -> tuple[str, ...]:
    """Return the paths of a measure's answers: its own, or those of its two sides."""
    return side_paths(measure) if measure.sided else (measure.path,)


def measure_at(path: str) -> Measure:
    """Return the measure that an answer's path belongs to: `heel_rises` for `heel_rises.left`. Raises KeyError."""
    return BY_PATH.get(path) or BY_PATH[path.rpartition(".")[0]]
