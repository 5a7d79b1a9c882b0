"""What happens in the made-up history, by the number of the day: curves, flares, tags, notes, weekly tests."""

from __future__ import annotations

from datetime import time
from itertools import pairwise
from typing import NamedTuple, TypedDict

from ..domain.records import TrialDecision, VisitKind


class FlarePlanStory(TypedDict):
    """The plan for bad days, by the fields of its record."""

    helped: tuple[str, ...]
    routine: str
    call: str
    note: str


LAST = 62
"""Today's number; the first day is 0."""

MISSED = (9, 23, 24, 38, 46, 57)
FILLED_IN = 30
"""A day entered the morning after, without a time."""

RED_FLAG = 4
"""The evening a red flag was answered; a clinician saw it the next day."""

QUESTIONS = ("May I swim lengths again?", "How much may sitting hurt before I stand up?")

STRETCHES_FROM, PRESS_UPS_FROM = 21, 23
WALKS_FROM, WALKS_BEGIN_WITH = 22, 14
"""The day the walking plan began, and its minutes then."""

LEG = ((0, 7.0), (8, 6.8), (20, 5.7), (35, 4.0), (49, 2.8), (LAST, 1.9))
BACK = ((0, 3.4), (20, 3.0), (40, 2.0), (LAST, 1.0))
ZONE = ((0, 4.9), (10, 4.4), (22, 3.9), (34, 3.0), (48, 2.3), (LAST, 1.9))
FLARES = {17: 1.6, 18: 2.4, 19: 1.3, 40: 2.2, 41: 1.3}
FLARE_OVER, PLAN_WRITTEN = 41, 44
FLARE_PLAN: FlarePlanStory = {
    "helped": ("lying on my back, calves up", "short walks", "standing at the raised desk"),
    "routine": "walk",
    "call": "Physiotherapy at the station, before ten",
    "note": "My last two flares were over within a week.",
}
TAGS = {
    16: ("long drive",),
    17: ("long drive",),
    28: ("injection",),
    39: ("moving boxes",),
    44: ("swimming pool",),
    51: ("swimming pool",),
    58: ("swimming pool",),
}
NOTES = {
    0: "Three days now. Tying my left shoe takes two attempts.",
    2: "Best position: on my back, calves up on a chair.",
    5: "Doctor says keep moving, short walks, no bed rest.",
    8: "Slept badly. Tingling along the outside of the foot.",
    12: "Worst night so far, up at four.",
    17: "Three hours in the car, a stop each hour was not enough.",
    18: "Back to calf and foot. Stood through the stand-up, could not sit.",
    21: "Started the stretches with the strap. Hamstring very tight on the left.",
    26: "The raised desk helps: 30 minutes up, 30 down.",
    29: "Sore where the needle went in, leg quieter.",
    33: "Walked to the office, the long way.",
    40: "Carried boxes for a friend. Should have let others lift.",
    43: "Settled faster than the last flare.",
    47: "Sat through a whole film.",
    53: "Forgot about the leg for most of the afternoon.",
    60: "Only the buttock after sitting, gone after a walk.",
    61: "A day of meetings, all of them sitting. I noticed.",
}
WEEKLY = {
    #    activities  bother        raise   rises  reach  stand  worry and confidence
    6: ((2, 3, 2), (5, 4, 2, 6), (35, 80), (12, 24), None, 17.4, (8, 3)),
    13: ((2, 3, 3), (5, 4, 2, 5), (38, 80), (13, 25), None, 16.8, (7, 3)),
    20: ((2, 3, 3), (5, 3, 2, 5), (38, 82), (13, 24), None, 16.9, (7, 4)),
    27: ((4, 5, 4), (4, 3, 1, 4), (46, 82), (15, 25), 31, 14.9, (5, 5)),
    34: ((5, 6, 5), (3, 2, 1, 4), (52, 84), (17, 25), 27, 13.6, (4, 6)),
    41: ((4, 5, 5), (4, 2, 1, 4), (50, 82), (17, 25), 26, 13.9, (5, 5)),
    48: ((6, 7, 7), (2, 1, 1, 3), (60, 85), (19, 25), 21, 12.2, (3, 7)),
    55: ((7, 8, 7), (2, 1, 0, 2), (66, 84), (21, 25), 17, 11.1, (2, 8)),
}
"""The weekly tests as they went: left and right where there are sides, degrees, counts, centimetres, seconds."""

ACTIVITIES = ("Sit through a film", "Walk to the office", "Tie my shoes")


class TrialStory(NamedTuple):
    """A trial from the day `first` on; without a decision it still goes on."""

    subject: str
    routine: str | None
    first: int
    weeks: int
    chance: float
    decision: TrialDecision | None = None


ENDED_TRIAL = TrialStory("Heat", "heat", 14, 6, 0.72, TrialDecision.KEEP)
RUNNING_TRIAL = TrialStory("a walk at noon", None, 57, 8, 0.81)


HEAT_ON = range(22, 56, 5)
"""Days of the ended trial with heat whatever the pain was."""


class VisitStory(NamedTuple):
    """A visit on the day `number`, with its texts by their fields."""

    number: int
    at: time
    kind: VisitKind
    texts: dict[str, str]


VISITS = (
    VisitStory(
        5,
        time(16),
        VisitKind.DOCTOR,
        {"who": "Family doctor", "note": "Reflexes and strength normal.", "advice": "Keep moving, no bed rest."},
    ),
    VisitStory(
        41,
        time(16, 30),
        VisitKind.DOCTOR,
        {"who": "Family doctor", "note": "Healing as hoped. No further scan.", "advice": "Keep walking."},
    ),
    VisitStory(LAST + 3, time(10, 30), VisitKind.PHYSIOTHERAPIST, {"who": "Physiotherapy", "reason": "Back to sport"}),
)
"""The last one is still to come."""


def curve(points: tuple[tuple[int, float], ...], number: int) -> float:
    """The height at a day, on straight lines between the points."""
    for (left, low), (right, high) in pairwise(points):
        if number <= right:
            return low + (high - low) * (number - left) / (right - left)
    return points[-1][1]
