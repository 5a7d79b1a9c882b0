"""What the clinician's page says, as plain values: the same for the PDF and for Markdown.

One page that reads in 60 seconds: red flags and the verdict first, then pain and furthest zone over time, then the
figures. Nothing is said here that the screens do not say; notes stay the person's own and are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

import msgspec

from ...domain.assessment.assess import Assessment
from ...domain.assessment.measure_assessment import MeasureAssessment
from ...domain.assessment.phases import phase_words
from ...domain.assessment.phrases import SIGN_WORDS, STATE_GLYPHS, VERDICT_WORDS, level_words, signed
from ...domain.assessment.statistics import level
from ...domain.assessment.verdict_style import sign_legend
from ...domain.charts.daily_values import daily_values
from ...domain.charts.measure_display import DISPLAYS, MeasureDisplay
from ...domain.charts.trend_text import latest_level
from ...domain.days import each_day
from ...domain.errors import BadInput
from ...domain.measures.rules import Verdict
from ...domain.progress import Progress, no_progress
from ...domain.record_text import SCANS, describe
from ...domain.records import CheckIn, Event, Medication, Muscle, RedFlagAnswer, Scan, Session
from ...domain.red_flags.flags import TITLES, flag_words, urgency_of
from ...domain.routines.catalogue import title_of
from ...domain.routines.done import was_done
from ...domain.text.dates import short_month
from ...domain.text.grammar import count, number, plain
from ...domain.text.suggestions import near_miss
from ...domain.views.natural_course import stage
from ...domain.views.summary import criterion_words, notes, sign_glyph, sign_words
from ...domain.zones import ORDER

SECTIONS: dict[str, str] = {
    "flags": "Red flags",
    "chart": "Leg and back pain, furthest zone",
    "measures": "Change since the beginning",
    "signs": "Seven signs",
    "phase": "Phase",
    "tests": "Tests, each side",
    "events": "Scans and events, latest first",
    "medication": "Medication",
    "activities": "Activities the person named",
    "routines": "Exercises, heat and ice",
}
"""Name → title, in their order on the page. The verdict stands on every page."""

LEAST_FOR_AN_INTERVAL = 3
"""Days with an entry that a week needs for its interval."""

FORTNIGHT = 14

LONG = 400
"""Days from which single days can't be told apart on the page."""

MOST_WEEKS = 60
"""Weeks that fit the second page."""

MOST = 6
"""Medicines, events and routines shown; the page says how many more there are."""


class ReportInput(msgspec.Struct, frozen=True, kw_only=True):
    """The records a page is made of, each in any order, and what is said of them on a day."""

    seen: Assessment
    checkins: tuple[CheckIn, ...] = ()
    sessions: tuple[Session, ...] = ()
    medications: tuple[Medication, ...] = ()
    scans: tuple[Scan, ...] = ()
    events: tuple[Event, ...] = ()
    red_flags: tuple[RedFlagAnswer, ...] = ()


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """One section: a table with a header, or lines, each with a mark before it where it has one.

    `more` is how many rows or lines there are besides; `aside` explains in small print.
    """

    name: str
    title: str
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    lines: tuple[tuple[str, str], ...] = ()
    aside: str = ""
    more: int = 0


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
    """A whole page, and the second with weekly figures where it is wanted."""

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


FOOTER = (
    "Written down by the person, not measured by a clinician. Pain: the worst since the check-in before, the night "
    "included, 0–10 (NPRS). A change of a daily measure is believed when, at a weekly look, a model of all its days "
    "(level, slope, lingering noise) finds it large enough to matter and likely enough; a test, when two in a row "
    "differ by what counts. sciatica-tui is no medical device."
)


def choose_sections(text: str | None, without: str | None = None) -> tuple[str, ...]:
    """The sections named with commas between, all but those of `without` where none are. BadInput for others."""
    wanted, unwanted = _names(text), _names(without)
    return tuple(name for name in SECTIONS if name not in unwanted and (not wanted or name in wanted))


def _names(text: str | None) -> list[str]:
    names = [name.strip().lower() for name in (text or "").split(",") if name.strip()]
    for name in names:
        if name not in SECTIONS:
            hint = near_miss(name, SECTIONS) or f"they are {', '.join(SECTIONS)}."
            raise BadInput(f"The page has no section “{name}”; {hint}")
    return names


def make_report(
    diary: ReportInput,
    sections: Sequence[str] = tuple(SECTIONS),
    *,
    weekly: bool = False,
    name: str = "",
    progress: Progress = no_progress,
) -> Report:
    """The page as of the day of its assessment. BadInput where nothing was written down by then."""
    seen = diary.seen
    entries = _held(diary, diary.checkins)
    if not entries:
        raise BadInput("There is nothing to report yet: no check-in was written down by that day.")
    makers: dict[str, Callable[[ReportInput], Section | None]] = {
        "measures": _measures,
        "signs": _signs,
        "phase": _phase,
        "tests": _tests,
        "activities": _activities,
        "routines": _routines,
        "medication": _medication,
        "events": _events,
    }
    made: list[Section] = []
    for place, each in enumerate(sections):
        progress("Gathering", place, len(sections))
        section = makers[each](diary) if each in makers else None
        if section is not None:
            made.append(section)
    return Report(
        name=name,
        made_on=seen.on,
        facts=tuple(_facts(diary, entries)),
        verdict=third_person(seen.overall.story),
        reasons=tuple(map(third_person, seen.overall.reasons)),
        alarm=bool(seen.flags),
        flags=tuple(_flags(diary)) if "flags" in sections or seen.flags else None,
        chart=_chart(diary, entries) if "chart" in sections else None,
        sections=tuple(made),
        weeks=_weeks(diary, entries) if weekly else None,
        footer=FOOTER,
    )


def third_person(text: str) -> str:
    """A sentence that the app says to the person as it is said of them."""
    for ours, theirs in (("our activities", "amed activities"), ("as you remember it", "as remembered")):
        text = text.replace(f"Y{ours}", f"N{theirs}").replace(f"y{ours}", f"n{theirs}").replace(ours, theirs)
    return text


def short_date(day: date) -> str:
    """`21 Nov 2026`, whatever the machine's locale."""
    return f"{_month_day(day)} {day.year}"


def _month_day(day: date) -> str:
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    return f"{day.day} {months[day.month - 1]}"


def _held(diary: ReportInput, records: Iterable[CheckIn]) -> list[CheckIn]:
    """The check-ins of the episode, up to the day of the page, in order."""
    span, on = diary.seen.span, diary.seen.on
    return sorted((r for r in records if r.day <= on and span.holds(r.day)), key=lambda r: (r.day, r.id))


def _in_time(diary: ReportInput, day: date) -> bool:
    return day <= diary.seen.on and diary.seen.span.holds(day)


def _facts(diary: ReportInput, entries: Sequence[CheckIn]) -> list[str]:
    seen, episode = diary.seen, diary.seen.span.episode
    about: list[str] = []
    if episode is not None and episode.side is not None:
        about.append("both legs" if episode.side == "both" else f"{episode.side} leg")
    if episode is not None and episode.started is not None:
        about.append(f"began {short_date(episode.started)}")
    if seen.day is not None:
        about.append(f"day {seen.day} ({stage(seen.day)})")
    if episode is not None and episode.ended is not None:
        about.append(f"over since {short_date(episode.ended)}")
    if episode is not None and episode.cause:
        about.append(f"told it is: {episode.cause}")
    if episode is not None and episode.risk_factors:
        about.append(f"risk factors: {', '.join(episode.risk_factors)}")
    days = {entry.day for entry in entries}
    first, last = min(days), diary.seen.on
    missing = (last - first).days + 1 - len(days)
    logged = (
        f"{short_date(first)} – {short_date(last)}: {count(len(days), 'day')} logged, {missing} missing, "
        f"{count(len(entries), 'entry', 'entries')}"
    )
    return [_capital(" · ".join(about)), logged] if about else [logged]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _flags(diary: ReportInput) -> Iterable[str]:
    """Open ones first, then those that were seen to, then how often they were asked."""
    seen = diary.seen
    for answer in seen.flags:
        urgency = urgency_of(answer.flags)
        title = f"{TITLES[urgency]}: " if urgency else ""
        yield f"OPEN since {short_month(answer.day, seen.on)}. {title}{flag_words(answer, seen.on)}"
    if not seen.flags:
        yield "None open."
    for answer in sorted(diary.red_flags, key=lambda a: a.day):
        ended = answer.cleared
        if answer.flags and ended is not None and ended.how == "seen" and _in_time(diary, answer.day):
            seen_on = short_month(ended.on, seen.on)
            yield f"{short_month(answer.day, seen.on)}: {flag_words(answer, seen.on)} – seen by a clinician {seen_on}"
    entries = _held(diary, diary.checkins)
    asked = {entry.day for entry in entries if entry.red_flags is not None}
    days = len({entry.day for entry in entries})
    last = f", last on {short_month(max(asked), seen.on)}" if asked else ""
    yield f"Asked on {len(asked)} of {count(days, 'logged day')}{last}."


def _measures(diary: ReportInput) -> Section | None:
    rows: list[tuple[str, ...]] = []
    for display in (display for display in DISPLAYS if display.on_page):
        reading = diary.seen.readings.get(display.measure)
        if reading is None:
            rows += unjudged_rows(display, _held(diary, diary.checkins))
        elif reading.entries:
            rows.append(_measure_row(reading, diary.seen.locked))
    header = ("", "at first", "now", "change (95 % interval)", "days used", "counts from", "verdict")
    return Section(name="measures", title=SECTIONS["measures"], header=header, rows=tuple(rows)) if rows else None


def unjudged_rows(display: MeasureDisplay, checkins: Sequence[CheckIn]) -> Iterable[tuple[str, ...]]:
    """The row of a measure that is shown and never judged: its present level and its days; none without an answer."""
    values = daily_values(display, checkins)
    if values:
        yield display.label, "", latest_level(display, values), "", str(len(values)), "", "not judged"


def _measure_row(reading: MeasureAssessment, locked: bool) -> tuple[str, ...]:
    name, *cells, verdict = _measure_cells(reading)
    return (third_person(name), *cells, "–" if locked else verdict)


def _measure_cells(reading: MeasureAssessment) -> tuple[str, ...]:
    rule, comparison = reading.rule, reading.comparison
    words = VERDICT_WORDS[reading.verdict]
    if reading.early is not None:
        words = f"maybe {'better' if reading.early is Verdict.IMPROVING else 'worse'}"
    if comparison is None:
        last = level_words(rule, reading.entries[-1][1])
        return (rule.words, "", last, "", str(len(reading.entries)), "", words)
    change = ""
    if comparison.interval is not None:
        low, high = comparison.interval
        change = f"{signed(rule, comparison.change)} ({signed(rule, low)} to {signed(rule, high)})"
    elif rule.unit not in ("band", "step") and rule.measure != "zone":
        change = signed(rule, comparison.change)
    unit = f" {rule.unit}" if rule.unit not in ("", "band", "step") else ""
    bands = "one zone" if rule.measure == "zone" else "one band"
    counts = (
        bands if rule.unit == "band" or rule.measure == "zone" else f"{number(round(reading.counts or 0, 1))}{unit}"
    )
    return (
        rule.words,
        level_words(rule, comparison.baseline),
        level_words(rule, comparison.current),
        change,
        str(comparison.entries),
        "" if reading.verdict is Verdict.NOT_AFFECTED else counts,
        words,
    )


def _signs(diary: ReportInput) -> Section:
    locked = diary.seen.locked
    lines = tuple(
        (sign_glyph(sign, locked=locked), f"{SIGN_WORDS[sign.sign]}: {sign_words(sign, locked=locked)}")
        for sign in diary.seen.signs
    )
    if locked:
        aside = "No verdict while a red flag is open."
        return Section(name="signs", title=SECTIONS["signs"], lines=lines, aside=aside)
    return Section(name="signs", title=SECTIONS["signs"], lines=lines, aside=sign_legend("  "))


def _phase(diary: ReportInput) -> Section:
    phase = diary.seen.phase
    since = f", since {short_month(phase.since, diary.seen.on)}" if phase.since else ""
    lines = [("", f"{phase_words(phase.phase)}{since}")]
    lines += [(STATE_GLYPHS[each.state], third_person(criterion_words(each, diary.seen.on))) for each in phase.criteria]
    lines += [("", third_person(each)) for each in notes(diary.seen)]
    return Section(name="phase", title="Phase, and what the next one asks", lines=tuple(lines))


def _tests(diary: ReportInput) -> Section | None:
    """The first and the last of each test, side by side, with their days."""
    entries = _held(diary, diary.checkins)
    rows: list[tuple[str, ...]] = []
    for method in ("lying", "seated"):
        raises = [(c.day, c.leg_raise) for c in entries if c.leg_raise is not None and c.leg_raise.method == method]
        rows += _sided(
            f"Leg raise, {method}",
            [(day, each.left_degrees) for day, each in raises],
            [(day, each.right_degrees) for day, each in raises],
            "°",
        )
    rises = [(c.day, c.heel_rises) for c in entries if c.heel_rises is not None]
    rows += _sided("Heel rises", [(d, each.left) for d, each in rises], [(d, each.right) for d, each in rises])
    for words, name in (("Heel walk", "heel_walk"), ("Big toe lift", "toe_lift")):
        muscles = [(c.day, sides) for c in entries if (sides := getattr(c, name)) is not None]
        rows += _sided(words, [(d, each.left) for d, each in muscles], [(d, each.right) for d, each in muscles])
    for words, name, unit in (
        ("Sit to stand, 5 ×", "sit_to_stand_seconds", " s"),
        ("Reach to floor", "reach_cm", " cm"),
    ):
        found = [(c.day, value) for c in entries if (value := getattr(c, name)) is not None]
        if found:
            rows.append((words, _first_last(found, unit), "", _days(found)))
    header = ("", "left", "right", "")
    return Section(name="tests", title=SECTIONS["tests"], header=header, rows=tuple(rows)) if rows else None


Found = list[tuple[date, "float | Muscle | None"]]


def _sided(words: str, left: Found, right: Found, unit: str = "") -> list[tuple[str, ...]]:
    if not left and not right:
        return []
    return [(words, _first_last(left, unit), _first_last(right, unit), _days([*left, *right]))]


def _first_last(found: Sequence[tuple[date, float | Muscle | None]], unit: str) -> str:
    known = [value for _, value in found if value is not None]
    if not known:
        return "–"
    first, last = (v.value if isinstance(v, Muscle) else number(v) for v in (known[0], known[-1]))
    return f"{last}{unit}" if first == last else f"{first} → {last}{unit}"


def _days(found: Sequence[tuple[date, object]]) -> str:
    days = [day for day, value in found if value is not None]
    first, last = min(days), max(days)
    return _month_day(first) if first == last else f"{_month_day(first)} – {_month_day(last)}"


def _activities(diary: ReportInput) -> Section | None:
    scores: dict[str, list[tuple[date, int]]] = {}
    for entry in _held(diary, diary.checkins):
        for ability in entry.abilities or ():
            scores.setdefault(ability.name, []).append((entry.day, ability.score))
    rows = tuple((name, _first_last(found, " of 10"), _days(found)) for name, found in scores.items())
    if not rows:
        return None
    return Section(
        name="activities", title=SECTIONS["activities"], rows=rows, aside="0 cannot do it – 10 as before (as the PSFS)"
    )


def _routines(diary: ReportInput) -> Section | None:
    done = [session for session in diary.sessions if _in_time(diary, session.day) and was_done(session)]
    on = diary.seen.on
    lately = [session for session in done if (on - session.day).days < 28]
    lines: list[tuple[str, str]] = []
    for name, times in Counter(session.routine for session in done).most_common(MOST):
        recent = sum(session.routine == name for session in lately) / 4
        after = Counter(s.next_day for s in done if s.routine == name and s.next_day is not None)
        felt = ", ".join(f"{plain(day)} {number_}" for day, number_ in sorted(after.items()))
        said = f"{title_of(name)}: {times} ×, {number(round(recent, 1))} a week lately"
        lines.append(("", said + (f"; day after: {felt}" if felt else "")))
    active = [
        sum(a.minutes for a in entry.activity or ()) for entry in diary.checkins if 0 <= (on - entry.day).days < 28
    ]
    if any(active):
        lines.append(("", f"Active {sum(active) // 4} minutes a week, over the last four weeks"))
    return Section(name="routines", title=SECTIONS["routines"], lines=tuple(lines)) if lines else None


def _medication(diary: ReportInput) -> Section | None:
    taken = [medication for medication in diary.medications if _in_time(diary, medication.day)]
    entries = _held(diary, diary.checkins)
    if not taken or not entries:
        return None
    first, on = entries[0].day, diary.seen.on
    rows: list[tuple[str, ...]] = []
    by_product: dict[str, set[date]] = {}
    for medication in taken:
        by_product.setdefault(describe(medication), set()).add(medication.day)
    for words, days in sorted(by_product.items(), key=lambda item: (-len(item[1]), item[0])):
        early = sum((day - first).days < FORTNIGHT for day in days)
        late = sum((on - day).days < FORTNIGHT for day in days)
        rows.append((words, f"{len(days)}", f"{early}", f"{late}", _month_day(max(days))))
    header = ("days with it", "all", "first 14", "last 14", "last on")
    return Section(
        name="medication",
        title=SECTIONS["medication"],
        header=header,
        rows=tuple(rows[:MOST]),
        more=max(0, len(rows) - MOST),
    )


def _events(diary: ReportInput) -> Section | None:
    found: list[tuple[date, str]] = []
    for scan in diary.scans:
        said = _capital(describe(scan).replace(" scan", ""))
        found.append((scan.day, f"{said}: {' '.join(scan.note.split())}" if scan.note else said))
    found += [(event.day, _capital(describe(event))) for event in diary.events if event.kind != "note"]
    within = sorted((each for each in found if _in_time(diary, each[0])), reverse=True)
    lines = tuple((_month_day(day), words) for day, words in within[:MOST])
    more = max(0, len(within) - MOST)
    return Section(name="events", title=SECTIONS["events"], lines=lines, more=more) if lines else None


def _chart(diary: ReportInput, entries: Sequence[CheckIn]) -> Chart:
    felt, seen = diary.seen.digest.felt, diary.seen
    values = {
        name: tuple((date.fromordinal(day), value) for day, value in felt.get(name, ()))
        for name in ("leg_pain", "back_pain", "zone")
    }
    marks = [Mark(event.day, event.title or plain(event.kind)) for event in diary.events if event.kind != "note"]
    marks += [Mark(scan.day, _capital(SCANS[scan.kind])) for scan in diary.scans]
    phases = [Mark(day, phase_words(phase)) for phase, day in seen.phase.past]
    first = min(entry.day for entry in entries)
    mean_days = 28 if (seen.on - first).days > LONG else 7
    return Chart(
        first=first,
        last=seen.on,
        leg=values["leg_pain"],
        back=values["back_pain"],
        zone=values["zone"],
        leg_mean=_means(values["leg_pain"], mean_days),
        back_mean=_means(values["back_pain"], mean_days),
        marks=tuple(sorted((m for m in marks if _in_time(diary, m.day)), key=lambda m: m.day)),
        phases=tuple(phases),
        mean_days=mean_days,
    )


def _means(values: Sequence[tuple[date, float]], days: int) -> tuple[tuple[date, float], ...]:
    """The mean of so many days up to each day with an entry, where three of them have one."""
    means: list[tuple[date, float]] = []
    start = 0
    for place, (day, _) in enumerate(values):
        while (day - values[start][0]).days >= days:
            start += 1
        window = [value for _, value in values[start : place + 1]]
        if len(window) >= LEAST_FOR_AN_INTERVAL:
            means.append((day, sum(window) / len(window)))
    return tuple(means)


def _weeks(diary: ReportInput, entries: Sequence[CheckIn]) -> Section:
    """A row a week from Monday to Sunday, the latest last; of pain the mean of the days with its 95 % interval."""
    felt, on = diary.seen.digest.felt, diary.seen.on
    first = min(entry.day for entry in entries)
    rows = []
    monday = max(first, on - timedelta(7 * (MOST_WEEKS - 1)))
    monday -= timedelta(monday.weekday())
    while monday <= on:
        week = set(each_day(monday, monday + timedelta(6)))
        numbers = {day.toordinal() for day in week}
        here = [entry for entry in entries if entry.day in week]
        zones = sorted(value for day, value in felt.get("zone", ()) if day in numbers)
        rows.append(
            (
                short_date(monday),
                f"{len({entry.day for entry in here})} of 7",
                _mean_words([each for each in felt.get("leg_pain", ()) if each[0] in numbers]),
                _mean_words([each for each in felt.get("back_pain", ()) if each[0] in numbers]),
                ORDER[int(zones[len(zones) // 2])].value if zones else "",
                str(len({entry.day for entry in here if entry.flare}) or ""),
                str(len({m.day for m in diary.medications if m.day in week}) or ""),
                str(sum(a.minutes for entry in here for a in entry.activity or ()) or ""),
                str(sum(session.day in week and was_done(session) for session in diary.sessions) or ""),
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
    if len(days) < LEAST_FOR_AN_INTERVAL:
        return f"{sum(value for _, value in days) / len(days):.1f} (few)"
    found = level(days)
    low, high = found.interval()
    return f"{found.mean:.1f} ({max(0.0, low):.1f}–{min(10.0, high):.1f})"
