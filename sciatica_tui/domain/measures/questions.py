"""What a check-in can ask, as one table: it feeds the form, the command line, the list of entries and the help.

An answer is addressed by the path of its field, `bother.leg_pain` for one inside a part. Answers travel as a flat
mapping of path → plain value (numbers, words, lists), the same from the form, a draft and the command line;
`checkin_from` turns them into a validated record and `answers_of` turns a record back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

import msgspec

from ..errors import BadInput
from ..records import CheckIn

Answers = dict[str, Any]
"""Path of a field → its plain JSON value. An absent path or `None` is unanswered."""


class Depth(Enum):
    """How much a check-in asks: each depth includes the ones before it."""

    QUICK = 1
    DAILY = 2
    WEEKLY = 3


@dataclass(frozen=True)
class Scale:
    """Whole numbers from `low` to `high`; the words say what the ends mean."""

    low: int
    high: int
    low_word: str
    high_word: str


@dataclass(frozen=True)
class Choice:
    """One of a few: (stored value, word shown). `first_key` is the digit of the first one."""

    options: tuple[tuple[str | bool, str], ...]
    first_key: int = 1


@dataclass(frozen=True)
class Number:
    """A number with its unit, range and step; `decimals` 0 stores whole numbers."""

    low: int
    high: int
    unit: str
    step: int
    decimals: int = 0


@dataclass(frozen=True)
class Special:
    """An input of its own kind, named by what it takes: a key of `SPECIALS`."""

    takes: str


SPECIALS: dict[str, str] = {
    "symptoms": "zones with what is felt there, on which side, and 0–10",
    "activity": "kinds of activity with minutes from 0 to 1440",
    "posture": "a word or two, 60 letters at most",
    "tags": "tags of 60 letters at most",
    "medication": "medicines as on the packet, 300 letters at most",
    "text": "100,000 letters at most",
    "abilities": "your activities, each with a whole number from 0 to 10",
}
"""What each special input takes, in words."""

Input = Scale | Choice | Number | Special

YES_NO = Choice(((True, "yes"), (False, "no")))
BOTHERSOMENESS_0_6 = Scale(0, 6, "not at all", "extremely")
TEN = Scale(0, 10, "none", "worst imaginable")
MINUTES = Number(0, 1440, "min", 5)
MUSCLE = Choice((("normal", "normal"), ("weak", "weak"), ("cannot", "cannot")))
TASK = Choice((("not_done", "not done"), ("easy", "easy"), ("hard", "hard"), ("could_not", "could not")))
SIDES = Choice((("left", "left"), ("right", "right"), ("both", "both")))


NAMED = ("bother", "tasks")
"""Parts of a check-in whose questions are addressed by name."""

SINGULAR = {"symptoms": "symptom", "tags": "tag", "abilities": "ability", "tasks": "task"}
"""What can be given several times is called by its singular on the command line."""


@dataclass(frozen=True)
class Measure:
    """One question: path of its field, words for a label, when it is asked, how it is answered.

    `hint` is one line that says exactly what is meant; `sided` measures have a `.left` and a `.right`.
    """

    path: str
    words: str
    depth: Depth
    input: Input
    hint: str
    sided: bool = False

    @property
    def option(self) -> str:
        """Its name on the command line: `--walk-minutes`; what is given as NAME=ANSWER shares one: `--bother`."""
        outer = self.path.partition(".")[0]
        name = SINGULAR.get(outer, outer) if outer in NAMED else SINGULAR.get(self.path, self.path)
        return "--" + name.replace("_", "-").replace(".", "-")


PERIOD = "the worst since your last check-in, the night included"
"""What a rating of pain is about; the same everywhere."""

MEASURES: tuple[Measure, ...] = (
    Measure("leg_pain", "Worst leg pain", Depth.QUICK, TEN, f"In buttock or leg: {PERIOD}."),
    Measure("back_pain", "Worst back pain", Depth.QUICK, TEN, f"In the low back: {PERIOD}."),
    Measure(
        "zone",
        "Furthest zone",
        Depth.QUICK,
        Choice(
            (
                ("none", "none"),
                ("back", "back"),
                ("buttock", "buttock"),
                ("thigh", "thigh"),
                ("calf", "calf"),
                ("foot", "foot"),
            ),
            first_key=0,
        ),
        "How far down it hurts at its furthest.",
    ),
    Measure("side", "Side", Depth.DAILY, SIDES, "Which leg hurts."),
    Measure(
        "frequency",
        "How often",
        Depth.DAILY,
        Choice(
            (
                ("none", "none"),
                ("now_and_then", "now and then"),
                ("half", "half the day"),
                ("most", "most of it"),
                ("constant", "constant"),
            )
        ),
        "How much of the day leg pain was there.",
    ),
    Measure("symptoms", "Feelings", Depth.DAILY, Special("symptoms"), "What you feel, where: mark it on the map."),
    Measure("cough_pain", "Cough or sneeze", Depth.DAILY, YES_NO, "Does coughing or sneezing send pain down the leg?"),
    Measure("weakness_felt", "Weak leg", Depth.DAILY, YES_NO, "Does a leg or foot feel weak?"),
    Measure(
        "spasm_count",
        "Spasms",
        Depth.DAILY,
        Choice(
            (
                ("none", "none"),
                ("one_or_two", "1–2"),
                ("three_to_five", "3–5"),
                ("six_to_ten", "6–10"),
                ("more", "over 10"),
            )
        ),
        "Muscle spasms or cramps today. Not a validated scale.",
    ),
    Measure("spasm_severity", "Worst spasm", Depth.DAILY, TEN, "How bad the worst spasm was."),
    Measure("sit_minutes", "Can sit", Depth.DAILY, MINUTES, "Minutes you can sit until it stops you."),
    Measure("stand_minutes", "Can stand", Depth.DAILY, MINUTES, "Minutes you can stand until it stops you."),
    Measure("walk_minutes", "Can walk", Depth.DAILY, MINUTES, "Minutes you can walk until it stops you."),
    Measure("activity", "Activity done", Depth.DAILY, Special("activity"), "Minutes of each activity today."),
    Measure("tasks.stairs", "Stairs", Depth.DAILY, TASK, "How going up and down stairs was."),
    Measure("tasks.lifting", "Lifting", Depth.DAILY, TASK, "How lifting something was."),
    Measure("tasks.bending", "Bending", Depth.DAILY, TASK, "How bending down was."),
    Measure("tasks.driving", "Driving", Depth.DAILY, TASK, "How driving was."),
    Measure("sleep", "Sleep", Depth.DAILY, Scale(0, 10, "not at all", "restful"), "How restful last night was."),
    Measure(
        "posture",
        "Posture now",
        Depth.DAILY,
        Special("posture"),
        "What you are doing: sitting, standing, walking, lying, driving, kneeling, or a word of your own.",
    ),
    Measure("tags", "Tags", Depth.DAILY, Special("tags"), "What was different today, in your own words."),
    Measure("medication", "Medication", Depth.DAILY, Special("medication"), "What you took, as on the packet."),
    Measure("flare", "Flare", Depth.DAILY, YES_NO, "Is this a flare? It is one if you say so."),
    Measure("note", "Note", Depth.DAILY, Special("text"), "Anything worth remembering."),
    Measure("abilities", "Your activities", Depth.WEEKLY, Special("abilities"), "0 cannot do it – 10 as before."),
    Measure("bother.leg_pain", "Bother: leg pain", Depth.WEEKLY, BOTHERSOMENESS_0_6, "In the past week."),
    Measure("bother.tingling", "Bother: tingling", Depth.WEEKLY, BOTHERSOMENESS_0_6, "Or numbness. In the past week."),
    Measure("bother.weakness", "Bother: weakness", Depth.WEEKLY, BOTHERSOMENESS_0_6, "In the past week."),
    Measure(
        "bother.sitting", "Bother: sitting", Depth.WEEKLY, BOTHERSOMENESS_0_6, "Pain on sitting. In the past week."
    ),
    Measure(
        "leg_raise.method",
        "Leg raise, how",
        Depth.WEEKLY,
        Choice((("lying", "lying"), ("seated", "seated"))),
        "Lying on your back, or seated. Keep to one: the two are never compared.",
    ),
    Measure(
        "leg_raise",
        "Leg raise",
        Depth.WEEKLY,
        Number(0, 120, "°", 5),
        "Degrees at the first leg symptom, mean of two or three tries. Have someone help.",
        sided=True,
    ),
    Measure(
        "heel_rises",
        "Heel rises",
        Depth.WEEKLY,
        Number(0, 25, "times", 1),
        "On one leg, beside a support; stop at 25.",
        sided=True,
    ),
    Measure("heel_walk", "Heel walk", Depth.WEEKLY, MUSCLE, "A few steps on your heels, beside a wall.", sided=True),
    Measure("toe_lift", "Big toe lift", Depth.WEEKLY, MUSCLE, "Lift the big toe against a finger.", sided=True),
    Measure(
        "sit_to_stand_seconds",
        "Sit to stand, 5 ×",
        Depth.WEEKLY,
        Number(0, 300, "s", 1, decimals=1),
        "Stand up and sit down five times, arms crossed, as fast as you safely can.",
    ),
    Measure(
        "reach_cm", "Reach to floor", Depth.WEEKLY, Number(0, 150, "cm", 1), "From fingertips to floor, knees straight."
    ),
    Measure(
        "change_felt",
        "Felt change",
        Depth.WEEKLY,
        Scale(-3, 3, "much worse", "much better"),
        "Compared with when it began, as you remember it. Once a month is enough.",
    ),
)

BY_PATH: dict[str, Measure] = {measure.path: measure for measure in MEASURES}


def side_paths(measure: Measure) -> tuple[str, str]:
    """The paths of a sided measure's left and right."""
    unit = "_degrees" if measure.path == "leg_raise" else ""
    return f"{measure.path}.left{unit}", f"{measure.path}.right{unit}"


def checkin_from(answers: Mapping[str, Any], **fixed: Any) -> CheckIn:
    """A validated check-in from flat answers and its fixed fields (id, day, at, …).

    Raises BadInput with the measure's words where a value is out of range.
    """
    document: dict[str, Any] = {}
    for path, value in answers.items():
        if value is None:
            continue
        outer, _, inner = path.partition(".")
        if inner:
            document.setdefault(outer, {})[inner] = value
        else:
            document[outer] = value
    try:
        return msgspec.convert({**document, **fixed}, CheckIn)
    except msgspec.ValidationError as error:
        raise BadInput(explain(error)) from error


def answers_of(checkin: CheckIn) -> Answers:
    """The flat answers of a record, unanswered ones left out."""
    document: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(checkin))
    answers: Answers = {}
    for name, value in document.items():
        if name in ("id", "created_at", "updated_at", "rev", "at", "day"):
            continue
        if isinstance(value, dict):
            answers.update({f"{name}.{inner}": each for inner, each in value.items()})
        else:
            answers[name] = value
    return answers


def takes(measure: Measure) -> str:
    """What an answer may be, in words: `a whole number from 0 to 10`, `one of left, right, both`."""
    match measure.input:
        case Scale(low, high):
            return f"a whole number from {str(low).replace('-', '−')} to {high}"
        case Number(low, high, unit, decimals=decimals):
            return f"a {'number' if decimals else 'whole number'} from {low} to {high} ({unit})"
        case Choice(options):
            return "one of " + ", ".join(words for _, words in options)
        case Special(kind):
            return SPECIALS[kind]


def explain(error: msgspec.ValidationError) -> str:
    """One sentence from msgspec's: which measure, and what it takes."""
    said, _, path = str(error).partition(" - at `$")
    path = path.strip("`.").replace("_degrees", "")
    missing = f"{path}.{said.partition('required field `')[2].strip('`')}"
    if missing in BY_PATH:
        return f"“{BY_PATH[missing].words}” needs an answer too: {takes(BY_PATH[missing])}."
    for candidate in (path, path.rpartition(".")[0], path.partition("[")[0], path.partition(".")[0]):
        if candidate in BY_PATH:
            return f"{BY_PATH[candidate].words} takes {takes(BY_PATH[candidate])}."
    return f"This can't be kept: {error}."


def chosen(path: str, value: str | bool) -> str:
    """The words of an answer to a question with choices."""
    question = BY_PATH[path].input
    assert isinstance(question, Choice)
    return dict(question.options)[value]
