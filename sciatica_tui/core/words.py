"""Records in plain words, one line each: what was saved, the list of entries, the status line."""

from __future__ import annotations

from datetime import date, timedelta

from .done import FINISHED, SKIPPED, done_and_planned, was_done
from .measures import BY_PATH, Choice
from .records import (
    CheckIn,
    Episode,
    Event,
    Frequency,
    Medication,
    Muscle,
    PhaseDecision,
    Precaution,
    Record,
    RedFlagAnswer,
    Routine,
    Scan,
    ScanKind,
    Session,
)
from .red_flags import BY_NAME
from .routines import title_of

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


FAR, NEAR = timedelta(days=300), timedelta(days=100)
"""How far a day of this year, and one of another, can be from today to be named without its year."""


def long_day(day: date) -> str:
    """`Sunday 22 November`, whatever the machine's locale."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def short_day(day: date) -> str:
    """`Sun 22 Nov`."""
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day:>2} {MONTHS[day.month - 1][:3]}"


def listed_day(day: date, today: date) -> str:
    """`Sun 22 Nov` of this year, `1 Dec 2016` of another: as wide either way."""
    return short_day(day) if day.year == today.year else f"{day.day:>2} {_month(day)} {day.year}"


def short_month(day: date, today: date) -> str:
    """`22 Nov`, with its year where it needs one."""
    return f"{day.day} {_month(day)}{year_of(day, today)}"


def short_span(first: date, last: date, today: date) -> str:
    """`21–27 Sep`, `30 Oct – 6 Nov`; long ago with the year, `30 Oct – 6 Nov 2016`; of one day that day."""
    said, year = short_month(last, today), year_of(first, today)
    if first == last:
        return said
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{said}"
    began = f"{first.day} {_month(first)}"
    return f"{began if first.year == last.year else began + year} – {said}"


def _month(day: date) -> str:
    return MONTHS[day.month - 1][:3]


def year_of(day: date, today: date) -> str:
    """` 2016` to follow a day that would be taken for another one without it, else nothing.

    It is needed more than FAR back, where the next such day is nearer, and in another year unless that is NEAR.
    """
    apart = abs(today - day)
    return f" {day.year}" if apart > FAR or (day.year != today.year and apart > NEAR) else ""


def plain(word: str) -> str:
    """A stored word as it is read: `now_and_then` → `now and then`."""
    return word.replace("_", " ")


def chosen(path: str, value: str | bool) -> str:
    """The words of an answer to a question with choices."""
    question = BY_PATH[path].input
    assert isinstance(question, Choice)
    return dict(question.options)[value]


def cut(text: str, longest: int) -> str:
    """The text, or its beginning and `…` where it is longer."""
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def number(value: float) -> str:
    """Without needless decimals: 45, 12.5."""
    return f"{value:g}"


OFTEN = {Frequency.HALF: "half the day", Frequency.MOST: "most of the day"}
"""How often there was pain, where the stored word is too short to stand in a row of others."""


def describe_checkin(entry: CheckIn) -> str:
    """What was answered, the main things first: `leg 6, back 3, calf, “long drive”`; `nothing answered` if so."""
    parts = [*_pain(entry), *_daily(entry), *_weekly(entry)]
    if entry.note:
        parts.append(f"“{' '.join(entry.note.split())}”")
    return ", ".join(parts) or "nothing answered"


def _pain(entry: CheckIn) -> list[str]:
    parts = []
    if entry.leg_pain is not None:
        parts.append(f"leg {entry.leg_pain}")
    if entry.back_pain is not None:
        parts.append(f"back {entry.back_pain}")
    if entry.zone is not None:
        parts.append("hurts nowhere" if entry.zone.value == "none" else entry.zone.value)
    if entry.side is not None:
        parts.append("both sides" if entry.side.value == "both" else f"{entry.side.value} side")
    if entry.flare:
        parts.append("flare")
    return parts


def _daily(entry: CheckIn) -> list[str]:
    parts = []
    if entry.frequency is not None:
        parts.append(f"pain {OFTEN.get(entry.frequency, plain(entry.frequency))}")
    for symptom in entry.symptoms or ():
        side = f"{symptom.side} " if symptom.side else ""
        strength = f" {symptom.intensity}" if symptom.intensity is not None else ""
        parts.append(f"{side}{symptom.zone} {symptom.quality}{strength}")
    if entry.cough_pain:
        parts.append("worse on coughing")
    if entry.weakness_felt:
        parts.append("leg feels weak")
    if entry.spasm_count is not None:
        parts.append(f"spasms {chosen('spasm_count', entry.spasm_count)}")
    if entry.spasm_severity is not None:
        parts.append(f"worst spasm {entry.spasm_severity}")
    for name in ("sit", "stand", "walk"):
        minutes = getattr(entry, f"{name}_minutes")
        if minutes is not None:
            parts.append(f"can {name} {minutes} min")
    parts += [f"{a.kind} {a.minutes} min" for a in entry.activity or ()]
    if entry.tasks is not None:
        parts += [
            f"{name} {plain(value)}"
            for name in ("stairs", "lifting", "bending", "driving")
            if (value := getattr(entry.tasks, name)) is not None
        ]
    if entry.sleep is not None:
        parts.append(f"sleep {entry.sleep}")
    if entry.posture is not None:
        parts.append(entry.posture)
    return [*parts, *(f"#{tag}" for tag in entry.tags or ())]


def _weekly(entry: CheckIn) -> list[str]:
    parts = [f"{a.name} {a.score}/10" for a in entry.abilities or ()]
    if entry.bother is not None:
        known = [v for f in entry.bother.__struct_fields__ if (v := getattr(entry.bother, f)) is not None]
        parts.append(f"bother {sum(known)} of {6 * len(known)}")
    raised = entry.leg_raise
    if raised is not None:
        parts.append(f"leg raise {_sides(raised.left_degrees, raised.right_degrees, '°')} {raised.method}")
    if entry.heel_rises is not None:
        parts.append(f"heel rises {_sides(entry.heel_rises.left, entry.heel_rises.right)}")
    for words, sides in (("heel walk", entry.heel_walk), ("toe lift", entry.toe_lift)):
        if sides is not None:
            parts.append(f"{words} {_sides(sides.left, sides.right)}")
    if entry.sit_to_stand_seconds is not None:
        parts.append(f"sit to stand {number(entry.sit_to_stand_seconds)} s")
    if entry.reach_cm is not None:
        parts.append(f"reach {number(entry.reach_cm)} cm")
    if entry.change_felt is not None:
        parts.append(f"felt change {entry.change_felt:+d}".replace("-", "−"))
    return parts


def _sides(left: float | Muscle | None, right: float | Muscle | None, unit: str = "") -> str:
    def word(value: float | Muscle | None) -> str:
        if value is None:
            return "–"
        return value.value if isinstance(value, Muscle) else number(value) + unit

    return f"{word(left)} left, {word(right)} right"


def describe_flags(names: tuple[str, ...]) -> str:
    """The red flags named, in words; `none of the red flags` for none."""
    return "; ".join(BY_NAME[n].words if n in BY_NAME else plain(n) for n in names) or "none of the red flags"


def _ended(answer: RedFlagAnswer) -> str:
    if answer.cleared is None:
        return ""
    how = "seen by a clinician" if answer.cleared.how == "seen" else "a mistake"
    return f" – {how}, {long_day(answer.cleared.on)}"


ENDED = {
    "stopped": "stopped early",
    "interrupted": "interrupted",
    "red_flag": "stopped by a red flag",
    SKIPPED: "everything skipped",
}
"""How a session ended, where it was not simply finished."""

CUT_SHORT = 0.9
"""The part of what was planned below which the planned time is said too."""


def how_much(session: Session) -> str:
    """`3 min`; `42 s of 2 min` where a session that ran to its end was cut short; `not done` where all was skipped."""
    if not was_done(session):
        return "not done"
    done, planned = done_and_planned(session)
    short = session.ended == FINISHED and done < CUT_SHORT * planned
    return _time(done) + (f" of {_time(planned)}" if short else "")


def _time(seconds: float) -> str:
    return f"{seconds / 60:.0f} min" if seconds >= 60 else f"{seconds:.0f} s"


def describe_session(session: Session) -> str:
    """`Hamstring stretch, 3 min, stopped early, leg 4 → 6, worse the next day`; `12 s of 3 min` after skipping."""
    parts = [title_of(session.routine), how_much(session), ENDED.get(session.ended or "", "")]
    before = session.before.leg_pain if session.before is not None else None
    after = session.after.leg_pain if session.after is not None else None
    if before is not None and after is not None:
        parts.append(f"leg {before} → {after}")
    if session.next_day is not None:
        parts.append(f"{'the same' if session.next_day == 'same' else session.next_day} the next day")
    return ", ".join(filter(None, parts))


SCANS = {
    ScanKind.MRI: "MRI",
    ScanKind.CT: "CT",
    ScanKind.XRAY: "X-ray",
    ScanKind.OTHER: "other",
}
"""The kinds of scans, as they are written."""


def describe_scan(scan: Scan) -> str:
    """`MRI scan, smaller`; an X-ray is not called a scan."""
    said = SCANS[scan.kind] + ("" if scan.kind is ScanKind.XRAY else " scan")
    return said + (f", {scan.compared}" if scan.compared else "")


def describe(record: Record) -> str:
    """Any record in one line, without its day."""
    match record:
        case CheckIn():
            return describe_checkin(record)
        case Session():
            return describe_session(record)
        case Scan():
            return describe_scan(record)
        case Medication():
            return " ".join(filter(None, (record.product, record.amount)))
        case Event():
            return ": ".join(filter(None, (plain(record.kind), record.title)))
        case RedFlagAnswer():
            return describe_flags(record.flags) + _ended(record)
        case PhaseDecision():
            return f"{plain(record.proposed)} {'confirmed' if record.accepted else 'declined'}"
        case Episode():
            return "episode" + (f", {record.side} side" if record.side else "")
        case Routine():
            return record.name
        case Precaution():
            return plain(record.about)
    raise TypeError(type(record).__name__)
