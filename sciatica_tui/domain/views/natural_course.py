"""The usual course as ranges, never as a prediction for the person, and when to see a clinician."""

from __future__ import annotations

import msgspec

from ..assessment.assess import Assessment
from ..measures.rules import Verdict

ACUTE_WEEKS, SUBACUTE_WEEKS = 6, 12


class Range(msgspec.Struct, frozen=True):
    """What a study found: how many were better, so many weeks after it began."""

    name: str
    points: tuple[tuple[int, str], ...]


USUAL: tuple[Range, ...] = (
    Range("feel better", ((2, "65–70 %"), (12, "87 %"))),
    Range("can do more", ((52, "55 %"),)),
)
"""The usual course as ranges, never as a prediction for the person; weeks.

What became of people with weeks of severe pain (Peul 2007) stands in the guide alone: it is for nobody in the first
weeks, or with mild pain.
"""

USUAL_NOTE = (
    "How many were better by then: Vroomen 1999; how many could do clearly more, a disability down 30 %: Konstantinou "
    "2018 (ATLAS). Leg pain came back within a year in about 1 in 4 (Suri 2012). After weeks of severe pain: the "
    "guide, How long it lasts."
)

SEE_A_CLINICIAN: tuple[str, ...] = (
    "Worse, or no better after four to six weeks.",
    "Leg pain better while back pain rises, or new weakness or numbness.",
    "Any red flag, new or worse; the list is under Red flags.",
)


def stage(day: int) -> str:
    """Say `acute` (under 6 weeks), `subacute` (6–12) or `chronic` by the day of the episode, 1 on the first."""
    weeks = (day - 1) / 7
    if weeks < ACUTE_WEEKS:
        return "acute"
    return "subacute" if weeks <= SUBACUTE_WEEKS else "chronic"


def weeks(day: int) -> int:
    """Return the week of the episode a day lies in, 1 for the first seven."""
    return (day - 1) // 7 + 1


def hides_course(assessment: Assessment) -> bool:
    """Tell whether the ranges are kept back: while something worsens or is flagged they would only reassure.

    So they are where back pain is followed, as they are of leg pain, and where the episode has ended.
    """
    return (
        assessment.phase.follows_back
        or assessment.overall.verdict in (Verdict.WORSENING, Verdict.MIXED)
        or bool(assessment.flags)
        or assessment.span.last is not None
    )
