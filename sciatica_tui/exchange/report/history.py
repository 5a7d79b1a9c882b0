"""The sections of the clinician's page that tell what was logged: tests, activities, routines, medicines, events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from ...domain.record_text import describe
from ...domain.records import Muscle
from ...domain.routines.catalogue import title_of
from ...domain.routines.done import was_done
from ...domain.text.grammar import capital, number, plain
from ...domain.trials.words import for_clinician
from ...domain.visits.words import since_lines, since_title
from .page import MOST, SECTIONS, ReportInput, Section, month_day, third_person

FORTNIGHT = 14

LATELY = 28
"""Days that “lately” looks back."""

Results = Sequence[tuple[date, float | Muscle | None]]
"""A test's results with their days; None where that side was not tested."""


def tests_section(records: ReportInput) -> Section | None:
    """Make a table of the first and the last of each test, by the side that was tested, with their days."""
    entries = records.entries
    rows: list[tuple[str, ...]] = []
    for method in ("lying", "seated"):
        raises = [(c.day, c.leg_raise) for c in entries if c.leg_raise is not None and c.leg_raise.method == method]
        left = [(day, leg_raise.left_degrees) for day, leg_raise in raises]
        right = [(day, leg_raise.right_degrees) for day, leg_raise in raises]
        rows += _sided(f"Leg raise, {method}", left, right, "°")
    for words, name in (("Heel rises", "heel_rises"), ("Heel walk", "heel_walk"), ("Big toe lift", "toe_lift")):
        sides = [(c.day, answer) for c in entries if (answer := getattr(c, name)) is not None]
        rows += _sided(words, [(day, s.left) for day, s in sides], [(day, s.right) for day, s in sides])
    for words, name, unit in (
        ("Sit to stand, 5 ×", "sit_to_stand_seconds", " s"),
        ("Reach to the floor", "reach_cm", " cm"),
    ):
        results = [(c.day, value) for c in entries if (value := getattr(c, name)) is not None]
        if results:
            rows.append((words, "", "", _first_last(results, unit), _days(results)))
    if not rows:
        return None
    table = [("", "left", "right", "both legs", ""), *rows]
    answered = [n for n in range(len(table[0])) if any(row[n] for row in rows)]
    header, *cells = (tuple(row[n] for n in answered) for row in table)
    return Section(name="tests", title=SECTIONS["tests"], header=header, rows=tuple(cells))


def _sided(words: str, left: Results, right: Results, unit: str = "") -> list[tuple[str, ...]]:
    if not left and not right:
        return []
    return [(words, _first_last(left, unit), _first_last(right, unit), "", _days([*left, *right]))]


def _first_last(results: Results, unit: str) -> str:
    values = [value for _, value in results if value is not None]
    if not values:
        return "–"
    first, last = (v.value if isinstance(v, Muscle) else number(v) for v in (values[0], values[-1]))
    return f"{last}{unit}" if first == last else f"{first} → {last}{unit}"


def _days(results: Results) -> str:
    days = [day for day, value in results if value is not None]
    first, last = min(days), max(days)
    return month_day(first) if first == last else f"{month_day(first)} – {month_day(last)}"


def activities_section(records: ReportInput) -> Section | None:
    """Make a table of the activities that the person named, None where there is none."""
    scores: dict[str, list[tuple[date, int]]] = {}
    for entry in records.entries:
        for ability in entry.abilities or ():
            scores.setdefault(ability.name, []).append((entry.day, ability.score))
    rows = tuple((name, _first_last(results, " of 10"), _days(results)) for name, results in scores.items())
    if not rows:
        return None
    return Section(
        name="activities",
        title=SECTIONS["activities"],
        rows=rows,
        aside="0 can’t do it – 10 as before (as in the PSFS)",
    )


def routines_section(records: ReportInput) -> Section | None:
    """List how often each routine was done and how the day after was, None where none was."""
    sessions = [session for session in records.snapshot.sessions if records.covers(session.day) and was_done(session)]
    on = records.assessment.on
    recent = [session for session in sessions if (on - session.day).days < LATELY]
    lines: list[tuple[str, str]] = []
    for name, times in Counter(session.routine for session in sessions).most_common(MOST):
        weekly = sum(session.routine == name for session in recent) / 4
        next_days = Counter(s.next_day for s in sessions if s.routine == name and s.next_day is not None)
        day_after = ", ".join(f"{plain(answer)} {times_}" for answer, times_ in sorted(next_days.items()))
        frequency = f"{title_of(name)}: {times} ×, {number(round(weekly, 1))} a week lately"
        lines.append(("", frequency + (f"; day after: {day_after}" if day_after else "")))
    active = [
        sum(a.minutes for a in entry.activity or ())
        for entry in records.snapshot.checkins
        if 0 <= (on - entry.day).days < LATELY
    ]
    if any(active):
        lines.append(("", f"Active {sum(active) // 4} minutes a week, over the last four weeks"))
    return Section(name="routines", title=SECTIONS["routines"], lines=tuple(lines)) if lines else None


def medication_section(records: ReportInput) -> Section | None:
    """Make a table of the medicines by the number of days with each, None where there is none."""
    entries = records.entries
    days_of: dict[str, set[date]] = {}
    for medication in records.snapshot.medications:
        if records.covers(medication.day):
            days_of.setdefault(describe(medication), set()).add(medication.day)
    if not days_of or not entries:
        return None
    first, on = entries[0].day, records.assessment.on
    rows: list[tuple[str, ...]] = []
    for words, days in sorted(days_of.items(), key=lambda item: (-len(item[1]), item[0])):
        early = sum((day - first).days < FORTNIGHT for day in days)
        late = sum((on - day).days < FORTNIGHT for day in days)
        rows.append((words, f"{len(days)}", f"{early}", f"{late}", month_day(max(days))))
    header = ("days with it", "all", "first 14", "last 14", "last on")
    return Section(
        name="medication",
        title=SECTIONS["medication"],
        header=header,
        rows=tuple(rows[:MOST]),
        omitted=max(0, len(rows) - MOST),
    )


def events_section(records: ReportInput) -> Section | None:
    """List scans, events and flares, the latest first, None where there is none; of several flares the latest."""
    happenings: list[tuple[date, str]] = []
    for scan in records.snapshot.scans:
        title = capital(describe(scan).replace(" scan", ""))
        happenings.append((scan.day, f"{title}: {' '.join(scan.note.split())}" if scan.note else title))
    happenings += [(event.day, capital(describe(event))) for event in records.events if event.kind != "note"]
    flares = [flare for flare in records.flares if records.covers(flare.first)]
    if flares:
        several = f"{len(flares)} flares, the latest" if len(flares) > 1 else "Flare"
        happenings.append((flares[-1].first, f"{several} {flares[-1].span_words(records.assessment.on)}"))
    latest_first = sorted(((day, words) for day, words in happenings if records.covers(day)), reverse=True)
    lines = tuple((month_day(day), words) for day, words in latest_first[:MOST])
    omitted = max(0, len(latest_first) - MOST)
    return Section(name="events", title=SECTIONS["events"], lines=lines, omitted=omitted) if lines else None


def since_section(records: ReportInput) -> Section | None:
    """Tell what has changed since the last visit, None where there was none."""
    since = records.since
    if since is None:
        return None
    lines = since_lines(since, locked=records.assessment.locked)
    return Section(
        name="since", title=since_title(since), rows=tuple((name, third_person(words)) for name, words in lines)
    )


def questions_section(records: ReportInput) -> Section | None:
    """List what the person wants to ask, None where that is nothing."""
    lines = tuple((f"{number}", question) for number, question in enumerate(records.questions, 1))
    return Section(name="questions", title="Questions for this visit", lines=lines) if lines else None


def trials_section(records: ReportInput) -> Section | None:
    """List the trials that have ended, the latest first, but those told of since the last visit; None for none."""
    since_trials = records.since.trials if records.since is not None else ()
    ended = sorted(
        (
            (trial.ended, trial)
            for trial in records.trials
            if trial.ended is not None and records.covers(trial.ended) and trial not in since_trials
        ),
        key=lambda pair: (pair[0], pair[1].id),
        reverse=True,
    )
    lines = tuple((month_day(day), for_clinician(trial, records.evenings)) for day, trial in ended[:MOST])
    omitted = max(0, len(ended) - MOST)
    return Section(name="trials", title=SECTIONS["trials"], lines=lines, omitted=omitted) if lines else None
