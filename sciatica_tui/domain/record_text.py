"""Records in plain words, one line each: what was saved, the list of entries, the status line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from .measures.catalogue import BY_PATH, MEASURES, Measure
from .measures.questions import YES_NO, Choice, Depth, Number, Scale
from .records import (
    Ability,
    Activity,
    Bother,
    CheckIn,
    Episode,
    Event,
    EventKind,
    FlareAnswer,
    FlarePlan,
    Frequency,
    Import,
    LegRaise,
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
    Side,
    Symptom,
    Trial,
    TrialEvening,
    Visit,
    VisitQuestion,
    WalkPlan,
    Zone,
)
from .red_flags.flags import describe_flags
from .text.dates import long_day
from .text.grammar import count, number, plain

Phrases = Callable[[Any], Iterable[str]]
"""An answer → what stands of it in an entry's line."""

MAIN_PHRASES = 4
"""What is named of a check-in where a few words are enough: leg, back, furthest zone and side."""


def describe_checkin(entry: CheckIn) -> str:
    """Say what was answered, the main things first: `leg 6, back 3, calf, “long drive”`; `nothing answered` if so."""
    return ", ".join(_phrases_of(entry)) or "nothing answered"


def describe_briefly(entry: CheckIn) -> str:
    """Say the main things of what was answered, and how many more: `leg 6, back 3, calf, left side and 9 more`."""
    phrases = list(_phrases_of(entry))
    if len(phrases) <= MAIN_PHRASES + 1:
        return describe_checkin(entry)
    return f"{', '.join(phrases[:MAIN_PHRASES])} and {len(phrases) - MAIN_PHRASES} more"


def change_words(before: CheckIn, after: CheckIn) -> str:
    """Say what an entry says differently than before: `leg 5, walk → leg 6`."""
    phrases = [tuple(_phrases_of(entry)) for entry in (before, after)]
    gone, new = ([p for p in phrases[i] if p not in phrases[1 - i]] for i in (0, 1))
    return f"{', '.join(gone) or 'not answered'} → {', '.join(new) or 'not answered'}" if gone or new else "its time"


def describe_beside_pain(entry: CheckIn) -> str:
    """Say what was answered beside leg, back and furthest zone, which have columns of their own; maybe nothing.

    The person's own words come first: where a line is cut, they are what an entry is known by.
    """
    note = _PHRASES["note"](entry.note)
    return ", ".join((*note, *_phrases_of(entry, without=(*PAIN_COLUMNS, "note"))))


PAIN_COLUMNS = ("leg_pain", "back_pain", "zone")


def _phrases_of(entry: CheckIn, without: Iterable[str] = ()) -> Iterator[str]:
    for field, phrases in _LINE:
        answer = None if field in without else getattr(entry, field)
        if answer is not None:
            yield from phrases(answer)


def _zone(zone: Zone) -> Iterable[str]:
    return ["hurts nowhere" if zone is Zone.NONE else zone.value]


def _side(side: Side) -> Iterable[str]:
    return ["both sides" if side is Side.BOTH else f"{side.value} side"]


def _frequency(frequency: Frequency) -> Iterable[str]:
    of_the_day = {Frequency.HALF: "half the day", Frequency.MOST: "most of the day"}
    return [f"pain {of_the_day.get(frequency, plain(frequency))}"]


def _symptoms(symptoms: Iterable[Symptom]) -> Iterable[str]:
    for symptom in symptoms:
        side = f"{symptom.side} " if symptom.side else ""
        strength = f" {symptom.intensity}" if symptom.intensity is not None else ""
        yield f"{side}{symptom.zone} {symptom.quality}{strength}"


def _activity(activities: Iterable[Activity]) -> Iterable[str]:
    return [f"{activity.kind} {activity.minutes} min" for activity in activities]


def _abilities(abilities: Iterable[Ability]) -> Iterable[str]:
    return [f"{ability.name} {ability.score}/10" for ability in abilities]


def _bother(bother: Bother) -> Iterable[str]:
    scores = [score for name in bother.__struct_fields__ if (score := getattr(bother, name)) is not None]
    return [f"bother {sum(scores)} of {6 * len(scores)}"]


def _leg_raise(leg_raise: LegRaise) -> Iterable[str]:
    return [f"leg raise {_sides(leg_raise.left_degrees, leg_raise.right_degrees, '°')} {leg_raise.method}"]


_PHRASES: dict[str, Phrases] = {
    "zone": _zone,
    "side": _side,
    "frequency": _frequency,
    "symptoms": _symptoms,
    "activity": _activity,
    "posture": lambda posture: [posture],
    "tags": lambda tags: [f"#{tag}" for tag in tags],
    "note": lambda note: [f"“{' '.join(note.split())}”"] if note else [],
    "abilities": _abilities,
    "bother": _bother,
    "leg_raise": _leg_raise,
}
"""Fields whose answers read better than as `name answer`: of several parts, or words that speak for themselves."""


def _phrases(measure: Measure) -> Phrases:
    """The phrase that fits a question: `worst spasm 4`, `can sit 20 min`, `heel walk weak left, – right`."""
    name = measure.name_in_line or measure.label.lower()
    if measure.sided:
        return lambda sides: [f"{name} {_sides(sides.left, sides.right)}"]
    match measure.input:
        case Choice(options):
            words = dict(options)
            if measure.input is YES_NO:
                return lambda answer: [name] if answer else []
            return lambda answer: [f"{name} {words[answer]}"]
        case Scale(low) if low < 0:
            return lambda answer: [f"{name} {answer:+d}".replace("-", "−")]
        case Scale():
            return lambda answer: [f"{name} {answer}"]
        case Number(unit=unit):
            return lambda answer: [f"{name} {number(answer)} {unit}"]
    raise TypeError(f"{measure.path} needs a phrase of its own.")


def _phrases_of_part(inner: Mapping[str, Phrases]) -> Phrases:
    """The phrases of a part of a check-in, each of its answers by itself."""

    def phrases(part: object) -> Iterable[str]:
        answers = ((phrases, getattr(part, name)) for name, phrases in inner.items())
        return [phrase for phrases, answer in answers if answer is not None for phrase in phrases(answer)]

    return phrases


def _line() -> Iterator[tuple[str, Phrases]]:
    """Every answered field with its phrases, in the order of the line.

    That is the order of the questions, but for two: a flare stands with the pain, and the note at the end.
    """
    first = [m for m in MEASURES if m.depth is Depth.QUICK or m.path in ("side", "flare")]
    later = [m for m in MEASURES if m not in first and m.path != "note"]
    fields: dict[str, dict[str, Measure]] = {}
    for measure in (*first, *later, BY_PATH["note"]):
        field, _, inner = measure.path.partition(".")
        fields.setdefault(field, {})[inner] = measure
    for field, measures in fields.items():
        if field in _PHRASES:
            yield field, _PHRASES[field]
        elif "" in measures:
            if field != "medication":  # kept as records of their own
                yield field, _phrases(measures[""])
        else:
            yield field, _phrases_of_part({name: _phrases(measure) for name, measure in measures.items()})


def _sides(left: float | Muscle | None, right: float | Muscle | None, unit: str = "") -> str:
    def word(value: float | Muscle | None) -> str:
        if value is None:
            return "–"
        return value.value if isinstance(value, Muscle) else number(value) + unit

    return f"{word(left)} left, {word(right)} right"


_LINE = tuple(_line())


def _ended(answer: RedFlagAnswer) -> str:
    if answer.cleared is None:
        return ""
    how = "seen by a clinician" if answer.cleared.how == "seen" else "a mistake"
    return f"{how}, {long_day(answer.cleared.on)}: "


SCANS = {
    ScanKind.MRI: "MRI",
    ScanKind.CT: "CT",
    ScanKind.XRAY: "X-ray",
    ScanKind.OTHER: "other",
}
"""The kinds of scans, as they are written."""


def describe_scan(scan: Scan) -> str:
    """Say `MRI scan, smaller`; an X-ray is not called a scan."""
    name = SCANS[scan.kind] + ("" if scan.kind is ScanKind.XRAY else " scan")
    return name + (f", {scan.compared}" if scan.compared else "")


def visit_name(visit: Visit) -> str:
    """Say `doctor, Dr Lee`; the kind alone where no name is known, the name alone where it says the kind."""
    says_kind = (visit.who or "").casefold().startswith(visit.kind.value[:SAME_LETTERS])
    return ", ".join(filter(None, ("" if says_kind else visit.kind.value, visit.who)))


SAME_LETTERS = 6
"""Letters that two words of one kind begin with, as `physiotherapist` and `physiotherapy`."""


def describe(record: Record) -> str:
    """Say any record in one line, without its day."""
    match record:
        case CheckIn():
            return describe_checkin(record)
        case Session():
            from .routines.session_text import describe_session  # a line of a check-in does without the timer

            return describe_session(record)
        case Scan():
            return describe_scan(record)
        case Medication():
            return " ".join(filter(None, (record.product, record.amount)))
        case Event():
            kind = "visit" if record.kind is EventKind.CLINICIAN else plain(record.kind)
            named = kind in (record.title or "").casefold()
            return ": ".join(filter(None, ("" if named else kind, record.title)))
        case RedFlagAnswer():
            if record.why and not record.flags:
                return f"{record.why}: not weaker, as you said"
            return _ended(record) + describe_flags(record.flags) + (f" ({record.why})" if record.why else "")
        case PhaseDecision():
            return f"{plain(record.proposed)} {'confirmed' if record.accepted else 'declined'}"
        case Episode():
            return "episode" + (f", {record.side} side" if record.side else "")
        case Routine():
            return record.name
        case Precaution():
            return plain(record.about)
        case Trial():
            return f"{record.subject}, {count(record.weeks, 'week')}" + (f", {record.end}" if record.end else "")
        case TrialEvening():
            pain = f"pain {record.pain}" if record.pain is not None else "not answered"
            return pain + {True: ", as planned", False: ", not as planned", None: ""}[record.kept_to]
        case Visit():
            words = "; ".join(" ".join(text.split()) for text in (record.reason, record.note, record.advice) if text)
            return ": ".join(filter(None, (visit_name(record), words)))
        case VisitQuestion():
            return record.text + ("" if record.visit is None else ", asked")
        case WalkPlan():
            steps = f", {count(len(record.steps), 'step')}" if record.steps else ""
            latest = record.steps[-1].minutes if record.steps else record.minutes
            return f"{number(latest)} min{steps}" + (", ended" if record.ended is not None else "")
        case FlareAnswer():
            return "the last day of the flare" if record.over else "the flare is not over"
        case FlarePlan():
            return ", ".join(filter(None, (*(record.helped or ()), record.call))) or "plan for bad days"
        case Import():
            return f"the import of “{record.source}”"
    raise TypeError(type(record).__name__)
