"""What the clinician's page says: one page that reads in 60 seconds, the rest overleaf.

Red flags and the verdict come first, then pain and furthest zone over time, then the figures. Nothing is said here that
the screens do not say; notes stay the person's own and are left out, but that of a scan tells what it showed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ...domain.errors import BadInput
from ...domain.progress import Progress, no_progress
from ...domain.records import Side
from ...domain.text.grammar import capital, count
from ...domain.text.suggestions import near_miss
from ...domain.views.natural_course import stage
from .history import (
    activities_section,
    events_section,
    medication_section,
    questions_section,
    routines_section,
    since_section,
    tests_section,
    trials_section,
)
from .judgements import flag_lines, measures_section, phase_section, signs_section
from .over_time import chart_of, weeks_section
from .page import SECTIONS, Report, ReportInput, Section, short_date, third_person

FOOTER = (
    "Logged by the person, not measured by a clinician. Pain: the worst since the previous check-in, nights included, "
    "0–10 (NPRS). A change in a daily measure counts when, at a weekly check, a model of all its days (level, slope, "
    "lingering noise) finds it large enough to matter and likely enough; in a test, when two in a row show it. "
    "sciatica-tui is not a medical device."
)

MAKERS: dict[str, Callable[[ReportInput], Section | None]] = {
    "since": since_section,
    "questions": questions_section,
    "measures": measures_section,
    "signs": signs_section,
    "phase": phase_section,
    "tests": tests_section,
    "activities": activities_section,
    "routines": routines_section,
    "medication": medication_section,
    "events": events_section,
    "trials": trials_section,
}
"""Name of a section of lines or with a table → what makes it."""


def choose_sections(text: str | None, without: str | None = None) -> tuple[str, ...]:
    """Choose the sections named with commas between, by default all, but none of `without`. Raises BadInput."""
    names, excluded = _names(text), _names(without)
    return tuple(name for name in SECTIONS if name not in excluded and (not names or name in names))


def _names(text: str | None) -> list[str]:
    names = [name.strip().lower() for name in (text or "").split(",") if name.strip()]
    for name in names:
        if name not in SECTIONS:
            hint = near_miss(name, SECTIONS) or f"they are {', '.join(SECTIONS)}."
            raise BadInput(f"The page has no section “{name}”; {hint}")
    return names


def make_report(
    records: ReportInput,
    names: Sequence[str] = tuple(SECTIONS),
    *,
    weekly: bool = False,
    name: str = "",
    progress: Progress = no_progress,
) -> Report:
    """Make the page as of the day of its assessment, with the sections in `names` and the person's `name`.

    Raises BadInput where nothing was written down by then.
    """
    assessment = records.assessment
    if not records.entries:
        raise BadInput("There is nothing to report yet: no check-in was logged by that day.")
    sections: list[Section] = []
    for number, section_name in enumerate(names):
        progress("Gathering", number, len(names))
        section = MAKERS[section_name](records) if section_name in MAKERS else None
        if section is not None:
            sections.append(section)
    return Report(
        name=name,
        made_on=assessment.on,
        facts=tuple(_facts(records)),
        verdict=third_person(assessment.overall.findings),
        reasons=tuple(map(third_person, assessment.overall.reasons)),
        alarm=bool(assessment.flags),
        flags=tuple(flag_lines(records)) if "flags" in names or assessment.flags else None,
        chart=chart_of(records) if "chart" in names else None,
        sections=tuple(sections),
        weeks=weeks_section(records) if weekly else None,
        footer=FOOTER,
    )


def _facts(records: ReportInput) -> list[str]:
    """What is known of the episode, and from when to when there are how many entries."""
    assessment, episode = records.assessment, records.assessment.span.episode
    facts: list[str] = []
    if (side := assessment.series.side) is not None:
        facts.append("both legs" if side is Side.BOTH else f"{side} leg")
    if episode is not None and episode.started is not None:
        facts.append(f"began {short_date(episode.started)}")
    if assessment.day is not None:
        since_start = "" if assessment.span.counts_entries else f" ({stage(assessment.day)})"
        facts.append(assessment.span.day_words(assessment.day) + since_start)
    if episode is not None and episode.ended is not None:
        facts.append(f"ended {short_date(episode.ended)}")
    if episode is not None and episode.cause:
        facts.append(f"told it is: {episode.cause}")
    if episode is not None and episode.risk_factors:
        facts.append(f"risk factors: {', '.join(episode.risk_factors)}")
    entries = records.entries
    days = {entry.day for entry in entries}
    first, last = min(days), assessment.on
    missing = (last - first).days + (last in days) - len(days)  # the last day is not over yet
    coverage = (
        f"{short_date(first)} – {short_date(last)}: {count(len(days), 'day')} logged, {missing} missing, "
        f"{count(len(entries), 'entry', 'entries')}"
    )
    return [capital(" · ".join(facts)), coverage] if facts else [coverage]
