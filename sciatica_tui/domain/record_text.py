"""Records in plain words, one line each: what was saved, the list of entries, the status line."""

from __future__ import annotations

from .measures.questions import chosen
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
from .red_flags.flags import describe_flags
from .routines.session_text import describe_session
from .text.dates import long_day
from .text.grammar import number, plain

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


def _ended(answer: RedFlagAnswer) -> str:
    if answer.cleared is None:
        return ""
    how = "seen by a clinician" if answer.cleared.how == "seen" else "a mistake"
    return f" – {how}, {long_day(answer.cleared.on)}"


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
            if record.why and not record.flags:
                return f"{record.why}: not weaker, as you said"
            return describe_flags(record.flags) + (f" ({record.why})" if record.why else "") + _ended(record)
        case PhaseDecision():
            return f"{plain(record.proposed)} {'confirmed' if record.accepted else 'declined'}"
        case Episode():
            return "episode" + (f", {record.side} side" if record.side else "")
        case Routine():
            return record.name
        case Precaution():
            return plain(record.about)
    raise TypeError(type(record).__name__)
