"""What the clinician's page is made of, as plain values: the same for the PDF and for Markdown."""

from __future__ import annotations

from datetime import date

import msgspec

from ...domain.assessment.assess import Assessment
from ...domain.assessment.phrases import EXACTLY, LIKELY
from ...domain.flares import Flare
from ...domain.records import CheckIn, Event, Trial, TrialEvening
from ...domain.snapshot import RecordSnapshot
from ...domain.text.grammar import capital
from ...domain.visits.since import SinceVisit

SECTIONS: dict[str, str] = {
    "flags": "Red flags",
    "since": "Since the last visit",
    "questions": "Questions",
    "chart": "Leg and back pain, furthest zone",
    "measures": "Change since the beginning",
    "medication": "Medication",
    "phase": "Phase",
    "signs": "Seven signs",
    "tests": "First and latest of each test",
    "events": "Scans, events and flares, latest first",
    "activities": "Activities the person named",
    "routines": "Exercises, heat and ice",
    "trials": "Tried out, on days in random order",
}
"""Name → title, in their order; what the first page has no room for comes on the next. The verdict stands always."""

LONG = 400
"""Days from which single days can't be told apart on the page."""

MOST = 6
"""Medicines, events and routines on the page; it says how many more there are."""

LEAST_FOR_AN_INTERVAL = 3
"""Days with an entry that a week needs for its interval."""


class ReportInput(msgspec.Struct, frozen=True, kw_only=True):
    """The records a page is made of, each kind in any order, and their assessment on the day of the page.

    `since` is what has changed since the last visit, `questions` what the person wants to ask at the next.
    """

    assessment: Assessment
    snapshot: RecordSnapshot
    events: tuple[Event, ...] = ()
    trials: tuple[Trial, ...] = ()
    evenings: tuple[TrialEvening, ...] = ()
    since: SinceVisit | None = None
    flares: tuple[Flare, ...] = ()
    questions: tuple[str, ...] = ()

    @property
    def entries(self) -> list[CheckIn]:
        """The check-ins of the episode up to the day of the page, in order."""
        return sorted((c for c in self.snapshot.checkins if self.covers(c.day)), key=lambda c: (c.day, c.id))

    def covers(self, day: date) -> bool:
        """Whether a day belongs to the episode and is not after the day of the page."""
        return day <= self.assessment.on and self.assessment.span.holds(day)


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """One section: a table with a header, or lines, each with a mark before it where it has one.

    `omitted` is how many rows or lines did not fit; `aside` explains in small print.
    """

    name: str
    title: str
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    lines: tuple[tuple[str, str], ...] = ()
    aside: str = ""
    omitted: int = 0


class Mark(msgspec.Struct, frozen=True):
    """Something that happened, for the chart: its day and a few words."""

    day: date
    words: str


class Chart(msgspec.Struct, frozen=True, kw_only=True):
    """Pain 0–10 and the furthest zone 0–5, one value a day.

    The means are of the last `mean_days` days, where 3 of them have an entry; over a long time the days are left out
    of the drawing.
    """

    first: date
    last: date
    leg: tuple[tuple[date, float], ...]
    back: tuple[tuple[date, float], ...]
    zone: tuple[tuple[date, float], ...]
    leg_mean: tuple[tuple[date, float], ...]
    back_mean: tuple[tuple[date, float], ...]
    marks: tuple[Mark, ...]
    phases: tuple[Mark, ...]
    mean_days: int = 7

    @property
    def long(self) -> bool:
        """Whether a day is narrower than a dot."""
        return (self.last - self.first).days > LONG


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """A whole page; weekly figures come after it unless `weeks` is None."""

    name: str
    made_on: date
    facts: tuple[str, ...]
    verdict: str
    reasons: tuple[str, ...]
    alarm: bool
    flags: tuple[str, ...] | None
    chart: Chart | None
    sections: tuple[Section, ...]
    weeks: Section | None
    footer: str


_THIRD_PERSON = (
    ("your activit", "named activit"),
    ("as you remember it", "as remembered"),
    ("you can ", "they can "),
    (f"({LIKELY}", f"({EXACTLY}"),
)


def third_person(text: str) -> str:
    """Turn a sentence that the app says to the person into one about them."""
    for ours, theirs in _THIRD_PERSON:
        text = text.replace(ours, theirs).replace(capital(ours), capital(theirs))
    return text


def short_date(day: date) -> str:
    """Format a day as `21 Nov 2026`, whatever the machine's locale."""
    return f"{month_day(day)} {day.year}"


def month_day(day: date) -> str:
    """Format a day as `21 Nov`, whatever the machine's locale."""
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    return f"{day.day} {months[day.month - 1]}"
