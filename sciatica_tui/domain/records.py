"""Everything the app keeps, as frozen, validated records.

Each record carries a ULID `id`, when it was made and last changed, and a revision. `None` means not asked or not
answered and is left out of the file; an empty list means asked, and none. Ranges hold when a record is decoded or
converted (`validated`), not when it is merely constructed. `FORMAT.md` in the package describes the same for readers
of the file.
"""

# Without “from __future__ import annotations”: msgspec would evaluate each of them as text when it makes a decoder.
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta

from .errors import AppError

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

_ULID_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

Ulid = Annotated[str, Meta(pattern=r"\A[0-7][0-9A-HJKMNP-TV-Z]{25}\Z")]
"""A ULID: 26 characters of Crockford's base 32, sorting by the time it was made."""

Instant = Annotated[datetime, Meta(tz=True)]
"""A moment as ISO 8601 with its UTC offset."""

Rating = Annotated[int, Meta(ge=0, le=10)]
"""A numeric rating (NPRS) of 0 to 10: 0 is none, 10 the worst imaginable."""

Minutes = Annotated[int, Meta(ge=0, le=1440)]
Degrees = Annotated[float, Meta(ge=0, le=120)]
Centimetres = Annotated[float, Meta(ge=0, le=150)]
Seconds = Annotated[float, Meta(ge=0, le=7200)]
Duration = Annotated[float, Meta(ge=0)]
"""Seconds without an end: a pause may last over night."""

MOST_RISES = 25
RisesCount = Annotated[int, Meta(ge=0, le=MOST_RISES)]
Bothered = Annotated[int, Meta(ge=0, le=6)]
FeltChange = Annotated[int, Meta(ge=-3, le=3)]
Word = Annotated[str, Meta(min_length=1, max_length=60)]
Line = Annotated[str, Meta(min_length=1, max_length=300)]
Text = Annotated[str, Meta(max_length=100_000)]


class Term(StrEnum):
    """One of a few words."""

    __hash__ = str.__hash__  # `Enum` has one in Python, and the answers of years are looked up by it


class Zone(Term):
    """The furthest part that hurts, from the spine outwards (Albert 2012, 10.1007/s00586-011-2018-9)."""

    NONE = "none"
    BACK = "back"
    BUTTOCK = "buttock"
    THIGH = "thigh"
    CALF = "calf"
    FOOT = "foot"


class Side(Term):
    """A side of the body, as the person's own left and right."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"


class Quality(Term):
    """What a symptom feels like; `electric` is an electric shock."""

    ACHE = "ache"
    SHARP = "sharp"
    ELECTRIC = "electric"
    BURNING = "burning"
    TINGLING = "tingling"
    NUMB = "numb"
    TIGHT = "tight"


class Frequency(Term):
    """How much of the day leg pain was there."""

    NONE = "none"
    NOW_AND_THEN = "now_and_then"
    HALF = "half"
    MOST = "most"
    CONSTANT = "constant"


class SpasmCount(Term):
    """Spasms in a day, in bands: none, 1–2, 3–5, 6–10, more than 10."""

    NONE = "none"
    ONE_OR_TWO = "one_or_two"
    THREE_TO_FIVE = "three_to_five"
    SIX_TO_TEN = "six_to_ten"
    MORE = "more"


class Muscle(Term):
    """How heel walking or lifting the big toe went."""

    NORMAL = "normal"
    WEAK = "weak"
    CANNOT = "cannot"


class Task(Term):
    """How an everyday task went."""

    NOT_DONE = "not_done"
    EASY = "easy"
    HARD = "hard"
    COULD_NOT = "could_not"


class ActivityKind(Term):
    """What the person did to be active."""

    WALK = "walk"
    SWIM = "swim"
    CYCLE = "cycle"
    YOGA = "yoga"
    STRENGTH = "strength"
    PHYSIOTHERAPY = "physiotherapy"
    MASSAGE = "massage"
    OTHER = "other"


class LegRaiseMethod(Term):
    """How the straight leg raise was done; the two are never compared with each other."""

    LYING = "lying"
    SEATED = "seated"


class Part(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A part of a record: no identity of its own."""


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What every kept record has. `rev` counts its changes from 1.

    The `id` is a ULID. Only its length holds when a record is decoded, as a pattern takes as long as all the rest:
    who decodes records asks `are_ulids`.
    """

    id: Annotated[str, Meta(min_length=26, max_length=26)]
    created_at: Instant
    updated_at: Instant
    rev: Annotated[int, Meta(ge=1)]


class Symptom(Part, frozen=True):
    """One feeling in one zone (never `none`) on one side; intensity 0–10 where the person gave it."""

    zone: Zone
    quality: Quality
    side: Side | None = None
    intensity: Rating | None = None


class Activity(Part, frozen=True):
    """Minutes of one kind of activity."""

    kind: ActivityKind
    minutes: Minutes


class Bother(Part, frozen=True):
    """How much each thing bothered the person in the past week, 0 not at all – 6 extremely (own wording)."""

    leg_pain: Bothered | None = None
    tingling: Bothered | None = None
    weakness: Bothered | None = None
    sitting: Bothered | None = None


class Ability(Part, frozen=True):
    """One activity the person named: 0 cannot do it – 10 as before."""

    name: Word
    score: Rating


class LegRaise(Part, frozen=True):
    """Straight leg raise: degrees at the first leg symptom, each side, mean of 2–3 tries; 0–120."""

    method: LegRaiseMethod
    left_degrees: Degrees | None = None
    right_degrees: Degrees | None = None


class HeelRises(Part, frozen=True):
    """Single-leg heel rises, each side; counting stops at 25 (Hébert-Losier 2017).

    `left_first` and `right_first`: a low first try, where the count is that of the second.
    """

    left: RisesCount | None = None
    right: RisesCount | None = None
    left_first: RisesCount | None = None
    right_first: RisesCount | None = None


class MuscleSides(Part, frozen=True):
    """A strength test on each side."""

    left: Muscle | None = None
    right: Muscle | None = None


class Tasks(Part, frozen=True):
    """How everyday tasks went today."""

    stairs: Task | None = None
    lifting: Task | None = None
    bending: Task | None = None
    driving: Task | None = None


class CheckIn(Record, frozen=True):
    """One check-in. Every measure is optional; several may fall on a day.

    `at` is when it was felt, `None` for a day filled in later; `day` is the day it belongs to, decided once with the
    day boundary then in force. `leg_pain` and `back_pain` are the worst, 0–10. `sit_minutes`, `stand_minutes`,
    `walk_minutes`: minutes until it stops you. `sleep` 0–10, 10 fully restful. `spasm_severity` the worst, 0–10.
    `worry` and `confidence` (to manage) in the past week, 0–10.
    `sit_to_stand_seconds`: five times. `reach_cm`: fingertip to floor. `change_felt`: −3 much worse … 3 much better.
    `red_flags`: names of those that are new, `[]` for "none of these".
    """

    day: date
    at: Instant | None = None
    leg_pain: Rating | None = None
    back_pain: Rating | None = None
    zone: Zone | None = None
    side: Side | None = None
    symptoms: tuple[Symptom, ...] | None = None
    frequency: Frequency | None = None
    spasm_count: SpasmCount | None = None
    spasm_severity: Rating | None = None
    sit_minutes: Minutes | None = None
    stand_minutes: Minutes | None = None
    walk_minutes: Minutes | None = None
    activity: tuple[Activity, ...] | None = None
    sleep: Rating | None = None
    posture: Word | None = None
    tags: tuple[Word, ...] | None = None
    flare: bool | None = None
    note: Text | None = None
    bother: Bother | None = None
    abilities: tuple[Ability, ...] | None = None
    worry: Rating | None = None
    confidence: Rating | None = None
    leg_raise: LegRaise | None = None
    heel_rises: HeelRises | None = None
    heel_walk: MuscleSides | None = None
    toe_lift: MuscleSides | None = None
    sit_to_stand_seconds: Seconds | None = None
    reach_cm: Centimetres | None = None
    change_felt: FeltChange | None = None
    cough_pain: bool | None = None
    weakness_felt: bool | None = None
    tasks: Tasks | None = None
    red_flags: tuple[Word, ...] | None = None


class Episode(Record, frozen=True):
    """One bout of sciatica. `started` is the day it began as the person remembers it, `day` when it was entered.

    `cause` is what the person was told it is. `activities` are up to three they name to judge by (PSFS).
    `first_under_20_or_over_50`: a first episode at that age, a red flag. `old_numb_zones` and `new_numb_zones`: where
    it was numb from the beginning, and where it became so, as the person said when asked.
    """

    day: date
    started: date | None = None
    ended: date | None = None
    side: Side | None = None
    cause: Line | None = None
    risk_factors: tuple[Word, ...] | None = None
    activities: Annotated[tuple[Word, ...], Meta(max_length=3)] | None = None
    first_under_20_or_over_50: bool | None = None
    old_numb_zones: tuple[Zone, ...] | None = None
    new_numb_zones: tuple[Zone, ...] | None = None


class StepDone(Part, frozen=True):
    """One step of a session as planned and as done, in seconds of active time; `routine` names the exercise."""

    kind: Word
    planned_seconds: Seconds
    done_seconds: Seconds
    side: Side | None = None
    routine: Word | None = None
    repetition: Annotated[int, Meta(ge=1)] | None = None


class Pause(Part, frozen=True):
    """A pause in a session: when it began, its length, and why (`person`, `gap`, `interrupted`)."""

    at: Instant
    seconds: Duration
    why: Word = "person"


class Felt(Part, frozen=True):
    """How it was before or after a session: leg pain 0–10, furthest zone, and whether pain moved further down."""

    leg_pain: Rating | None = None
    zone: Zone | None = None
    further_down: bool | None = None


class NextDay(Term):
    """How it was the day after a session."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


class Session(Record, frozen=True):
    """A guided routine as it was done: steps, pauses, before, one minute after, the next day; and all work planned."""

    day: date
    routine: Word
    started_at: Instant
    ended_at: Instant | None = None
    steps: tuple[StepDone, ...] = ()
    planned_seconds: Duration | None = None
    pauses: tuple[Pause, ...] = ()
    ended: Word | None = None
    before: Felt | None = None
    after: Felt | None = None
    next_day: NextDay | None = None
    culprit: Word | None = None
    note: Text | None = None


class ScanKind(Term):
    """What kind of picture was taken."""

    MRI = "mri"
    CT = "ct"
    XRAY = "xray"
    OTHER = "other"


class Compared(Term):
    """What the report says beside the one before."""

    SMALLER = "smaller"
    SAME = "same"
    LARGER = "larger"


class Scan(Record, frozen=True):
    """A scan and what its report says. Recorded and shown; weight 0 in any verdict (el Barzouhi, NEJM 2013)."""

    day: date
    kind: ScanKind
    compared: Compared | None = None
    note: Text | None = None


class Relief(Term):
    """What a medicine did."""

    NONE = "none"
    SOME = "some"
    GOOD = "good"


class Medication(Record, frozen=True):
    """A medicine as the person typed it; never a dose to take. `checkin` names the check-in it was entered with."""

    day: date
    product: Line
    at: Instant | None = None
    ingredient: Line | None = None
    amount: Word | None = None
    relief: Relief | None = None
    checkin: Ulid | None = None


class EventKind(Term):
    """Something that happened and is worth a mark on a chart."""

    INJECTION = "injection"
    SURGERY = "surgery"
    EXERCISE = "exercise"
    CLINICIAN = "clinician"
    NOTE = "note"
    OTHER = "other"


class Event(Record, frozen=True):
    """Something that happened on a day; `exercise` is a new exercise.

    `clinician` is a visit as it was kept before there were records of visits; none is made any more.
    """

    day: date
    kind: EventKind
    title: Line | None = None
    note: Text | None = None


class RoutineStep(Part, frozen=True):
    """One step of the person's own routine. Times in seconds; `sides` is whether each side has its turn."""

    name: Line
    hold_seconds: Annotated[int, Meta(ge=1, le=3600)]
    repetitions: Annotated[int, Meta(ge=1, le=100)] = 1
    sets: Annotated[int, Meta(ge=1, le=20)] = 1
    rest_seconds: Annotated[int, Meta(ge=0, le=600)] = 0
    sides: bool = False
    note: Line | None = None


class Routine(Record, frozen=True):
    """A routine of the person's own, or (with `adjusts`) their settings for one of ours."""

    day: date
    name: Line
    steps: tuple[RoutineStep, ...] = ()
    adjusts: Word | None = None
    note: Text | None = None


class Precaution(Record, frozen=True):
    """A reason for care: a contraindication the person has answered, or an exercise set aside until cleared.

    `about` names the contraindication or routine; `applies` is the answer; `cleared_on` the day it was lifted.
    """

    day: date
    about: Word
    kind: Word
    applies: bool | None = None
    cleared_on: date | None = None
    note: Text | None = None


class ClearedHow(Term):
    """How the person ended a red flag: a clinician saw it, or it was entered by mistake."""

    SEEN = "seen"
    MISTAKE = "mistake"


class Cleared(Part, frozen=True):
    """The end of a red flag: `on` is the day a clinician saw it (or of the correction), `at` when this was said."""

    how: ClearedHow
    on: date
    at: Instant


class RedFlagAnswer(Record, frozen=True):
    """An answer to the red flags. `flags` names those that are new, `[]` for none.

    `raised` is true where the app raised it from a check-in and the person said it is right, or could not be asked
    (an import, the command line without a terminal); with `[]` they said that it is not. `why` is what raised it, in
    words. `checkin` names the check-in it came with, whose day and time it has; what was `raised` goes when that is
    taken back, unless it was ended before.
    """

    day: date
    flags: tuple[Word, ...]
    at: Instant | None = None
    raised: bool = False
    why: Line | None = None
    checkin: Ulid | None = None
    cleared: Cleared | None = None


class Phase(Term):
    """Where the person is; where everyone starts is `pain_relief`."""

    PAIN_RELIEF = "pain_relief"
    FUNCTIONAL_IMPROVEMENT = "functional_improvement"
    FULL_RECOVERY = "full_recovery"
    RECOVERED = "recovered"


class PhaseDecision(Record, frozen=True):
    """What the person decided on a proposal of the app's, and why; `looks` are the days it rested on."""

    day: date
    before: Phase
    proposed: Phase
    accepted: bool
    reason: Text | None = None
    looks: tuple[date, ...] = ()


class ImportedRow(Part, frozen=True):
    """A row of a spreadsheet: the `id` of its check-in, fingerprints of what it said and, if other, of that entry."""

    id: Ulid
    row: Word
    entry: Word | None = None


class Import(Record, frozen=True):
    """What a spreadsheet said when it was last taken over, by which it is known again when it has grown.

    `source` names the spreadsheet, whatever copy of it is read.
    """

    day: date
    source: Line
    rows: tuple[ImportedRow, ...] = ()


class TrialOutcome(Term):
    """What a trial compares: the evening's answer, 0–10."""

    LEG_PAIN = "leg_pain"
    BACK_PAIN = "back_pain"


class TrialEnd(Term):
    """How a trial ended: all its days gone, by the person, or by a rule of safety."""

    FINISHED = "finished"
    STOPPED = "stopped"
    SAFETY = "safety"


class TrialDecision(Term):
    """What the person makes of a trial that has ended."""

    KEEP = "keep"
    DROP = "drop"
    AGAIN = "again"


class TrialPause(Part, frozen=True):
    """Days of a trial that do not count, from the first to the last; without a last one it is paused still."""

    first: date
    last: date | None = None
    reason: Line | None = None


class Trial(Record, frozen=True):
    """A randomised trial of one: days with `subject` against days without it, or with `against` instead.

    `day` is its first day. `routine` is set where the subject is one of the routines. `stretch` is how many days in a
    row are with or without, 1 or 3. `order` are the random bits, in hexadecimal, that give the order of the days; it
    is drawn once and never changes. `phi` is the day-to-day correlation of pain, 0–0.9, and `chance` the probability
    told to find 1.5 points, 0–1, both as the diary had them when the trial began. `looks` are the days on which the
    person looked at a result before the end.
    """

    day: date
    subject: Line
    weeks: Annotated[int, Meta(ge=1, le=26)]
    stretch: Annotated[int, Meta(ge=1, le=7)]
    order: Annotated[str, Meta(pattern=r"\A[0-9a-f]{12}\Z")]
    phi: Annotated[float, Meta(ge=0, le=0.9)]
    routine: Word | None = None
    against: Line | None = None
    outcome: TrialOutcome = TrialOutcome.LEG_PAIN
    chance: Annotated[float, Meta(ge=0, le=1)] | None = None
    looks: tuple[date, ...] = ()
    pauses: tuple[TrialPause, ...] = ()
    ended: date | None = None
    end: TrialEnd | None = None
    reason: Line | None = None
    decision: TrialDecision | None = None


class TrialEvening(Record, frozen=True):
    """The evening of a day of a trial: the pain, 0–10, and whether the day was kept to. The newest of a day counts."""

    day: date
    trial: Ulid
    pain: Rating | None = None
    kept_to: bool | None = None


class VisitKind(Term):
    """Whom or what a visit is for."""

    DOCTOR = "doctor"
    PHYSIOTHERAPIST = "physiotherapist"
    SCAN = "scan"
    OTHER = "other"


class Visit(Record, frozen=True):
    """A visit, past or to come. `at` is its time where one is known, `who` a name; `note` and `advice` are kept after.

    `note` is what was said there, `advice` what the person is to do.
    """

    day: date
    kind: VisitKind
    at: Instant | None = None
    who: Line | None = None
    reason: Line | None = None
    note: Text | None = None
    advice: Text | None = None


class VisitQuestion(Record, frozen=True):
    """A question that the person noted on `day` for the next visit; `visit` is the one it was asked at."""

    day: date
    text: Line
    visit: Ulid | None = None


WalkMinutes = Annotated[float, Meta(ge=1, le=30)]


class WalkMove(Term):
    """What a step of a walking plan did: longer, the same though one was due, shorter, or what the person chose."""

    UP = "up"
    SAME = "same"
    BACK = "back"
    OWN = "own"


class WalkStep(Part, frozen=True):
    """A step that was decided: from `day` on so many minutes, and why, in the words of that day."""

    day: date
    minutes: WalkMinutes
    move: WalkMove
    why: Line


class WalkPause(Part, frozen=True):
    """Days on which a walking plan waits, from the first to the last; without a last one it waits still."""

    first: date
    last: date | None = None


class WalkPlan(Record, frozen=True):
    """A walking plan: from the person's own minutes towards 30, on five days a week. `day` is its first day.

    `steps` are kept as they were decided, whatever is changed in the diary later. Of several that have not ended, from
    two devices say, the one made last counts.
    """

    day: date
    minutes: WalkMinutes
    steps: tuple[WalkStep, ...] = ()
    pauses: tuple[WalkPause, ...] = ()
    ended: date | None = None


class FlareAnswer(Record, frozen=True):
    """What the person said of a flare: that `day` was its last, or, with `over` false, that it still goes on that day.

    When it began is in the check-ins. The newest answer of a day counts.
    """

    day: date
    over: bool


class FlarePlan(Record, frozen=True):
    """The person's plan for bad days, written on `day`: what helped, a routine by its name, whom to call.

    Of several, from two devices say, the one changed last counts.
    """

    day: date
    helped: tuple[Word, ...] | None = None
    routine: Word | None = None
    call: Line | None = None
    note: Text | None = None


TABLES: dict[str, type[Record]] = {
    "episodes": Episode,
    "checkins": CheckIn,
    "sessions": Session,
    "scans": Scan,
    "medications": Medication,
    "events": Event,
    "routines": Routine,
    "precautions": Precaution,
    "red_flags": RedFlagAnswer,
    "phase_decisions": PhaseDecision,
    "imports": Import,
    "trials": Trial,
    "trial_evenings": TrialEvening,
    "visits": Visit,
    "visit_questions": VisitQuestion,
    "walk_plans": WalkPlan,
    "flare_answers": FlareAnswer,
    "flare_plans": FlarePlan,
}
"""Table name → the kind of record in it."""

R = TypeVar("R", bound=Record)


def new_id(now: datetime, randomness: bytes) -> str:
    """Return a ULID from the instant (milliseconds) and 10 random bytes (github.com/ulid/spec).

    Raises AppError for an instant before 1970, which no ULID can hold.
    """
    if now < EPOCH:
        raise AppError(f"This computer's clock says {now:%Y-%m-%d}. Set it first: nothing can be dated before 1970.")
    number = (now - EPOCH) // timedelta(milliseconds=1) << 80 | int.from_bytes(randomness[:10], "big")
    return "".join(_ULID_LETTERS[number >> shift & 31] for shift in range(125, -1, -5))


def are_ulids(ids: Sequence[str]) -> bool:
    """Tell whether each of these ids is a ULID, where each has 26 characters or less."""
    # A few quick looks at all of them, as bytes: a pattern takes three times as long.
    letters = "".join(ids)
    sound = len(letters) == 26 * len(ids) and letters.isascii() and max(ids, default="") < "8"
    return sound and not letters.encode().translate(None, _ULID_LETTERS.encode())


def validated(record: R) -> R:
    """Return the record with all its ranges checked; `msgspec.ValidationError` names the field that is out of range."""
    if not are_ulids([record.id]):
        raise msgspec.ValidationError("Expected a ULID - at `$.id`")
    return msgspec.convert(msgspec.to_builtins(record), type(record))
