"""The clinician's page over time: the days of the chart, and the weeks of its last one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from ...domain.assessment.phase_decided import phase_words
from ...domain.assessment.statistics import level
from ...domain.averages import mean
from ...domain.days import each_day
from ...domain.flares import flare_days
from ...domain.record_text import SCANS
from ...domain.routines.done import was_done
from ...domain.text.grammar import capital, plain
from ...domain.zones import ORDER
from .page import LEAST_FOR_AN_INTERVAL, LONG, Chart, Mark, ReportInput, Section, short_date

MOST_WEEKS = 60
"""Weeks that fit a page."""


def chart_of(records: ReportInput) -> Chart:
    """Gather pain, furthest zone, phases and events of every day."""
    assessment = records.assessment
    values = {
        name: tuple((date.fromordinal(day), value) for day, value in assessment.digest.entries.get(name, ()))
        for name in ("leg_pain", "back_pain", "zone")
    }
    marks = [Mark(event.day, event.title or plain(event.kind)) for event in records.events if event.kind != "note"]
    marks += [Mark(scan.day, capital(SCANS[scan.kind])) for scan in records.snapshot.scans]
    marks += [Mark(flare.first, "flare") for flare in records.flares]
    first = records.entries[0].day
    mean_days = 28 if (assessment.on - first).days > LONG else 7
    return Chart(
        first=first,
        last=assessment.on,
        leg=values["leg_pain"],
        back=values["back_pain"],
        zone=values["zone"],
        leg_mean=_means(values["leg_pain"], mean_days),
        back_mean=_means(values["back_pain"], mean_days),
        marks=tuple(sorted((mark for mark in marks if records.covers(mark.day)), key=lambda mark: mark.day)),
        phases=tuple(Mark(day, phase_words(phase)) for phase, day in assessment.phase.past),
        mean_days=mean_days,
    )


def _means(values: Sequence[tuple[date, float]], days: int) -> tuple[tuple[date, float], ...]:
    """The mean of so many days up to each day with an entry, where three of them have one."""
    means: list[tuple[date, float]] = []
    start = 0
    for end, (day, _) in enumerate(values, 1):
        while (day - values[start][0]).days >= days:
            start += 1
        window = [value for _, value in values[start:end]]
        if len(window) >= LEAST_FOR_AN_INTERVAL:
            means.append((day, sum(window) / len(window)))
    return tuple(means)


def weeks_section(records: ReportInput) -> Section:
    """Make a table with a row a week from Monday to Sunday, the latest last; pain as a mean with its 95 % interval.

    Days before the first entry and after the last day are none that were missed.
    """
    series, on = records.assessment.digest.entries, records.assessment.on
    entries, snapshot = records.entries, records.snapshot
    in_flares = set(flare_days(records.flares, on))
    rows = []
    monday = max(entries[0].day, on - timedelta(7 * (MOST_WEEKS - 1)))
    monday -= timedelta(monday.weekday())
    while monday <= on:
        week = set(each_day(monday, monday + timedelta(6)))
        numbers = {day.toordinal() for day in week}
        days_of_logging = sum(entries[0].day <= day <= on for day in week)
        week_entries = [entry for entry in entries if entry.day in week]
        zones = sorted(value for day, value in series.get("zone", ()) if day in numbers)
        rows.append(
            (
                short_date(monday),
                f"{len({entry.day for entry in week_entries})} of {days_of_logging}",
                _mean_words([(day, pain) for day, pain in series.get("leg_pain", ()) if day in numbers]),
                _mean_words([(day, pain) for day, pain in series.get("back_pain", ()) if day in numbers]),
                ORDER[int(zones[len(zones) // 2])].value if zones else "",
                str(len(week & in_flares) or ""),
                str(len({m.day for m in snapshot.medications if m.day in week}) or ""),
                str(sum(a.minutes for entry in week_entries for a in entry.activity or ()) or ""),
                str(sum(session.day in week and was_done(session) for session in snapshot.sessions) or ""),
            )
        )
        monday += timedelta(7)
    header = (
        "week from",
        "days logged",
        "leg pain (95 %)",
        "back pain (95 %)",
        "furthest zone",
        "flare days",
        "medication days",
        "minutes active",
        "routines",
    )
    return Section(name="weeks", title="Week by week", header=header, rows=tuple(rows))


def _mean_words(days: list[tuple[int, float]]) -> str:
    if not days:
        return ""
    average = mean([value for _, value in days])
    if len(days) < LEAST_FOR_AN_INTERVAL:
        return f"{average:.1f} (few)"
    low, high = level(days).interval()
    return f"{average:.1f} ({max(0.0, low):.1f}–{min(10.0, high):.1f})"
