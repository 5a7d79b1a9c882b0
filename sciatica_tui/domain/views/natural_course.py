"""The usual course as ranges, never as a prediction for the person, and when to see a clinician."""

from __future__ import annotations

import msgspec

from ..assessment.assess import Assessment
from ..measures.rules import Verdict
from ..text.row_mark import RowMark, Tone
from .sections import Block, Row

ACUTE_WEEKS, SUBACUTE_WEEKS = 6, 12


class Finding(msgspec.Struct, frozen=True):
    """What a study found: how many of 100 were better, from `low` to `high`, so many weeks after it began.

    One that `asked_else` has no bar, so that its number is held against no other.
    """

    week: int
    words: str
    low: int
    high: int
    asked_else: bool = False


USUAL: tuple[Finding, ...] = (
    Finding(2, "felt better after 2 weeks", 65, 70),
    Finding(12, "felt better after 12 weeks", 87, 87),
    Finding(52, "could do clearly more within a year, in another study", 55, 55, asked_else=True),
)
"""The usual course as ranges, never as a prediction for the person.

What became of people with weeks of severe pain (Peul 2007) stands in the guide alone: it is for nobody in the first
weeks, or with mild pain.
"""

USUAL_NOTE = (
    "Better: Vroomen 1999. Clearly more: disability at least 30 % lower (Konstantinou 2018). Leg pain came back within "
    "a year in about 1 in 4 (Suri 2012). Severe for weeks? “How long it lasts” in the guide."
)
HERE_MARK = RowMark("◆", Tone.GOOD)
OTHER_MARK = RowMark("·")

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


def usual_block(day: int | None) -> Block:
    """Return how many of 100 people were better by when, and in between the person's own `day`, if it is known."""
    rows = [(float(finding.week), _row(finding)) for finding in USUAL]
    if day is not None:
        rows.append(((day - 1) / 7, Row(f"you are here: day {day}, week {weeks(day)}", mark=HERE_MARK)))
    return Block("Of 100 people with sciatica", tuple(row for _, row in sorted(rows, key=lambda row: row[0])))


def _row(finding: Finding) -> Row:
    number = f"{finding.low}" if finding.low == finding.high else f"{finding.low}–{finding.high}"
    if finding.asked_else:
        return Row(f"{number} {finding.words}", mark=OTHER_MARK)
    return Row(finding.words, share=(finding.low + finding.high) / 200, aside=number)


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
