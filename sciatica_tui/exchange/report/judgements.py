"""The sections of the clinician's page that tell what the app judges: red flags, measures, signs, phase."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ...domain.assessment.measure_assessment import MeasureAssessment
from ...domain.assessment.phase_decided import phase_words
from ...domain.assessment.phrases import (
    BANDED,
    SIGN_WORDS,
    STATE_GLYPHS,
    VERDICT_WORDS,
    both_ends,
    change_figure,
    figure,
    level_words,
    range_words,
    signed,
    unit_words,
    unsure_words,
)
from ...domain.assessment.verdict_style import sign_legend, unaffected_words
from ...domain.charts.daily_values import daily_values
from ...domain.charts.measure_display import DISPLAYS, MeasureDisplay
from ...domain.charts.trend_text import latest_level
from ...domain.measures.rules import Verdict
from ...domain.records import CheckIn
from ...domain.red_flags.flags import TITLES, days_asked, flag_words, urgency_of
from ...domain.red_flags.reasons import with_reasons
from ...domain.text.dates import short_month
from ...domain.text.grammar import capital, count
from ...domain.views.summary import criterion_words, ledger_note, notes, sign_glyph, sign_words
from .page import SECTIONS, ReportInput, Section, third_person


def flag_lines(records: ReportInput) -> Iterable[str]:
    """Tell of open flags, then of those that a clinician has seen, then how often they were asked."""
    on, open_flags = records.assessment.on, records.assessment.flags
    question_dates = days_asked(records.snapshot.checkins, records.snapshot.red_flags, on)
    for answer in open_flags:
        urgency = urgency_of(answer.flags)
        title = f"{TITLES[urgency]}: " if urgency else ""
        yield f"OPEN since {short_month(answer.day, on)}. {title}{flag_words(answer)}"
    if not open_flags:
        yield "None open." if question_dates else "Not asked yet."
    flag_answers = with_reasons(records.snapshot.red_flags, records.snapshot.checkins, on)
    for answer in sorted(flag_answers, key=lambda a: a.day):
        clearance = answer.cleared
        if answer.flags and clearance is not None and clearance.how == "seen" and records.covers(answer.day):
            visit = short_month(clearance.on, on)
            yield f"{short_month(answer.day, on)}: {flag_words(answer)} – seen by a clinician {visit}"
    question_days = set(filter(records.covers, question_dates))
    days = {entry.day for entry in records.entries}
    last = f", last on {short_month(max(question_days), on)}" if question_days else ""
    yield f"Asked on {len(question_days & days)} of {count(len(days), 'logged day')}{last}."


def measures_section(records: ReportInput) -> Section | None:
    """Make the table of measures, None where none has an answer."""
    assessment, rows = records.assessment, list[tuple[str, ...]]()
    verdicts = assessment.verdicts
    for display in (display for display in DISPLAYS if display.on_page):
        reading = assessment.readings.get(display.measure)
        if reading is None:
            rows += unjudged_rows(display, records.entries)
        elif reading.entries:
            rows.append(_measure_row(reading, verdicts[display.measure], assessment.locked))
    header = ("", "at first", "now", "change (95 % interval)", "days used", "matters from", "verdict")
    return Section(name="measures", title=SECTIONS["measures"], header=header, rows=tuple(rows)) if rows else None


def unjudged_rows(display: MeasureDisplay, checkins: Sequence[CheckIn]) -> Iterable[tuple[str, ...]]:
    """Make the row of a measure without a verdict: its present level and its days; none without an answer."""
    values = daily_values(display, checkins)
    if values:
        yield display.label, "", latest_level(display, values), "", str(len(values)), "", "not judged"


def _measure_row(reading: MeasureAssessment, verdict: Verdict, locked: bool) -> tuple[str, ...]:
    name, *cells, words = _measure_cells(reading, verdict)
    return (third_person(name), *cells, "–" if locked else words)


def _measure_cells(reading: MeasureAssessment, verdict: Verdict) -> tuple[str, ...]:
    rule, comparison = reading.rule, reading.comparison
    is_unaffected = verdict is Verdict.NOT_AFFECTED
    words = unsure_words(reading) or (unaffected_words(reading) if is_unaffected else VERDICT_WORDS[verdict])
    if comparison is None:
        last = level_words(rule, reading.entries[-1][1])
        return (rule.words, "", last, "", str(len(reading.entries)), "", words)
    if rule.measure in BANDED:
        change, counts = "", f"one {rule.unit or 'zone'}"
    else:
        change, counts = (
            signed(rule, change_figure(rule, comparison)) + range_words(rule, comparison),
            f"{figure(rule, reading.counts or 0)}{unit_words(rule)}",
        )
    return (
        rule.words,
        *both_ends(rule, comparison),
        change,
        str(comparison.entries),
        "" if is_unaffected else counts,
        words,
    )


def signs_section(records: ReportInput) -> Section:
    """List the seven signs."""
    locked = records.assessment.locked
    lines = tuple(
        (sign_glyph(sign, locked=locked), f"{SIGN_WORDS[sign.sign]}: {sign_words(sign, locked=locked)}")
        for sign in records.assessment.signs
    )
    aside = "No verdict while a red flag is open." if locked else sign_legend("  ")
    return Section(name="signs", title=SECTIONS["signs"], lines=lines, aside=aside)


def phase_section(records: ReportInput) -> Section:
    """Tell the phase, and list the criteria for the next one."""
    phase, on = records.assessment.phase, records.assessment.on
    since = f", since {short_month(phase.since, on)}" if phase.since else ""
    lines = [("", f"{phase_words(phase.phase)}{since}")]
    lines += [(STATE_GLYPHS[row.state], third_person(criterion_words(row, on))) for row in phase.criteria]
    lines += [("", third_person(sentence)) for sentence in notes(records.assessment)]
    title = "Phase, and what the next one takes" if phase.criteria else "Phase"
    return Section(name="phase", title=title, lines=tuple(lines), aside=capital(ledger_note(phase)))
