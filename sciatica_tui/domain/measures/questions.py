"""How a check-in can ask for an answer, and when: scales, choices, numbers, and inputs of their own kind."""

from __future__ import annotations

from enum import Enum

import msgspec


class Depth(Enum):
    """How much a check-in asks: each depth includes the ones before it."""

    QUICK = 1
    DAILY = 2
    WEEKLY = 3


class Scale(msgspec.Struct, frozen=True):
    """Whole numbers from `low` to `high`; the words say what the ends mean."""

    low: int
    high: int
    low_word: str
    high_word: str


class Choice(msgspec.Struct, frozen=True):
    """One of a few options: (stored value, its words). `first_key` is the digit that chooses the first one."""

    options: tuple[tuple[str | bool, str], ...]
    first_key: int = 1


class Number(msgspec.Struct, frozen=True):
    """A number with its unit, range and step; `decimals` 0 stores whole numbers."""

    low: int
    high: int
    unit: str
    step: int
    decimals: int = 0


class Special(msgspec.Struct, frozen=True):
    """An input of its own kind, named by what it takes: a key of `SPECIALS`."""

    takes: str


SPECIALS: dict[str, str] = {
    "symptoms": "zones with what you feel there, on which side, and 0–10",
    "activity": "kinds of activity with minutes from 0 to 1440",
    "posture": "a word or two, 60 letters at most",
    "tags": "tags of 60 letters at most",
    "medication": "medicines as on the packet, 300 letters at most",
    "text": "100,000 letters at most",
    "abilities": "your activities, each with a whole number from 0 to 10",
}
"""What each special input takes, in words."""

Input = Scale | Choice | Number | Special

NPRS = Scale(0, 10, "none", "worst imaginable")
"""The numeric pain rating scale."""
RESTFULNESS_0_10 = Scale(0, 10, "not at all", "restful")
WORRY_0_10 = Scale(0, 10, "not at all", "extremely")
CONFIDENCE_0_10 = Scale(0, 10, "not at all", "completely")
BOTHERSOMENESS_0_6 = Scale(0, 6, "not at all", "extremely")
FELT_CHANGE = Scale(-3, 3, "much worse", "much better")

MINUTES_OF_A_DAY = Number(0, 1440, "min", 5)
DEGREES = Number(0, 120, "°", 5)
RISES = Number(0, 25, "times", 1)
SECONDS = Number(0, 300, "s", 1, decimals=1)
CENTIMETRES = Number(0, 150, "cm", 1)

YES_NO = Choice(((True, "yes"), (False, "no")))
SIDES = Choice((("left", "left"), ("right", "right"), ("both", "both")))
ZONES = Choice(
    (
        ("none", "none"),
        ("back", "back"),
        ("buttock", "buttock"),
        ("thigh", "thigh"),
        ("calf", "calf"),
        ("foot", "foot"),
    ),
    first_key=0,
)
FREQUENCIES = Choice(
    (
        ("none", "none"),
        ("now_and_then", "now and then"),
        ("half", "half the day"),
        ("most", "most of it"),
        ("constant", "constant"),
    )
)
SPASM_COUNTS = Choice(
    (
        ("none", "none"),
        ("one_or_two", "1–2"),
        ("three_to_five", "3–5"),
        ("six_to_ten", "6–10"),
        ("more", "over 10"),
    )
)
MUSCLE = Choice((("normal", "normal"), ("weak", "weak"), ("cannot", "cannot")))
TASK = Choice((("not_done", "not done"), ("easy", "easy"), ("hard", "hard"), ("could_not", "could not")))
LEG_RAISE_METHODS = Choice((("lying", "lying"), ("seated", "seated")))


def takes(question: Input) -> str:
    """Say what an answer may be, in words: `a whole number from 0 to 10`, `one of left, right, both`."""
    match question:
        case Scale(low, high):
            return f"a whole number from {str(low).replace('-', '−')} to {high}"
        case Number(low, high, unit, decimals=decimals):
            return f"a {'number' if decimals else 'whole number'} from {low} to {high} ({unit})"
        case Choice(options):
            return "one of " + ", ".join(words for _, words in options)
        case Special(kind):
            return SPECIALS[kind]
