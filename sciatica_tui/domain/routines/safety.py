"""What is offered today and what is allowed: the safety rules around every routine, from the records alone.

Nothing here is remembered elsewhere: how often heat was on, what was set aside, which question is due all follow from
the records, so that a restart, a second window or an undo changes nothing but what they say.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

import msgspec

from ..assessment.phase_decided import phase_decided
from ..episodes import span_on
from ..records import Phase, Precaution, Session
from ..red_flags import flags as red_flags
from ..snapshot import RecordSnapshot
from ..text.grammar import joined
from .catalogue import PACKS, Guided, title_of
from .session_plan import RoutineKind, StepKind
from .setbacks import is_set_aside, is_stopped_today, why_set_aside
from .timer import PACK_CAP_SECONDS

ICE_OFF = timedelta(hours=2)
"""How long ice, and heat and ice in turn, must rest before the next (clinical rules)."""

HEAT_A_DAY = 3
"""Heat is for at most three times a day; in turn with ice it counts as one."""

COUNTS_FROM_SECONDS = 60
"""A pack that was on for less, in all since its last rest, may go on again (our choice)."""

IN_TURN = "alternating"
"""The routine of heat and ice in turn."""

CLOCK_WRONG = timedelta(days=1)
"""A session that ended further than this in the future was written under a wrong clock and blocks nothing."""

GENTLEST = "pelvic-tilt"
"""All that a day without a check-in offers."""

CONTRAINDICATION = "contraindication"


class Question(msgspec.Struct, frozen=True):
    """A yes-or-no question before a routine; `name` is what its answer is kept under. `why` follows a yes."""

    name: str
    words: str
    why: str


_ASK = "ask a clinician or pharmacist first"

ONCE: tuple[Question, ...] = (
    Question("numbness", "Numbness or nerve damage where a pack lies?", _ASK),
    Question("circulation", "Poor circulation?", _ASK),
    Question("diabetes", "Diabetes?", _ASK),
    Question("heart", "A heart condition?", _ASK),
    Question("skin", "Broken or inflamed skin where a pack lies?", _ASK),
    Question("infection", "An infection?", _ASK),
    Question("cancer", "Cancer, now or ever?", _ASK),
)
"""Asked once before the first heat or ice."""

ONCE_COLD: tuple[Question, ...] = (
    Question("raynaud", "Raynaud's (fingers or toes white in the cold)?", _ASK),
    Question("cold_allergy", "An allergy to cold (hives or swelling)?", _ASK),
)
"""Asked once, too, before the first ice, also in turn with heat."""

PREGNANCY = Question("pregnancy", "Are you pregnant?", "ask a midwife or clinician first")
"""Asked once before heat, and before exercises on the back or on the belly."""

_FIRST = "ask a clinician first"
_ON_THE_BACK = frozenset({"hamstring", "piriformis", "knee-to-chest", "pelvic-tilt", "bridge"})
_BENDING = frozenset({"knee-to-chest", "slider", "cat-camel"})
_EVERY = _ON_THE_BACK | _BENDING | {"bird-dog", "press-up"}

ONCE_EXERCISES: tuple[tuple[Question, frozenset[str]], ...] = (
    (Question("hip_replacement", "A hip replacement?", _FIRST), frozenset({"piriformis", "knee-to-chest"})),
    (Question("osteoporosis", "Osteoporosis, or a broken vertebra?", _FIRST), _BENDING),
    (Question("operation", "An operation in the last 3 months?", _FIRST), _EVERY),
    (PREGNANCY, _ON_THE_BACK | {"press-up"}),
    (
        Question("stenosis", "Spinal stenosis (a narrow canal)?", _FIRST),
        frozenset({"press-up"}),
    ),
    (
        Question("spondylolisthesis", "A slipped vertebra (spondylolisthesis)?", _FIRST),
        frozenset({"press-up"}),
    ),
)
"""Asked once before the first of these exercises, which a yes leaves out."""

EVERY_ONCE = tuple(dict.fromkeys((*ONCE, *ONCE_COLD, *(question for question, _ in ONCE_EXERCISES))))
"""All that is asked once, each in one place."""

NUMB = Question(
    "numb_skin", "Is the skin numb where the pack will lie?", "Not on numb skin: you would not feel it come to harm."
)
PATCH = Question(
    "patch",
    "A medicine patch or heat rub where it will lie?",
    "Not with a patch or rub there: heat drives it into the skin.",
)
DROWSY = Question("drowsy", "A sedative or alcohol today?", "Not after a sedative or alcohol: you might fall asleep.")


class Permission(msgspec.Struct, frozen=True):
    """Whether a routine may be done now.

    `by_answer`: it may not because of an answer of the person's, which they can change. `reason` is one sentence
    where it may not, `again_at` when it may again, if time alone decides. `once` are questions never answered yet,
    `each_time` those of every start. `left_out` are exercises of a set that stay out, `notice` a word of care that
    blocks nothing. `on_already` are the seconds that ice and heat were on shortly before, which count towards their
    20 minutes.
    """

    allowed: bool
    reason: str = ""
    again_at: datetime | None = None
    once: tuple[Question, ...] = ()
    each_time: tuple[Question, ...] = ()
    left_out: tuple[str, ...] = ()
    notice: str = ""
    on_already: Mapping[StepKind, float] = {}
    by_answer: bool = False


_SUGGESTED: dict[Phase, tuple[str, ...]] = {
    Phase.PAIN_RELIEF: ("walk", "pelvic-tilt", "cat-camel", "press-up", "ice", "heat", "sitting-break"),
    Phase.FUNCTIONAL_IMPROVEMENT: ("daily", "walk", "slider", "bridge", "bird-dog", "press-up", "heat"),
    Phase.FULL_RECOVERY: ("walk", "daily", "bridge", "bird-dog", "sitting-break"),
    Phase.RECOVERED: ("walk", "daily", "bridge", "bird-dog", "sitting-break"),
}

_PHASES = tuple(Phase)


def phase_of(diary: RecordSnapshot, day: date) -> Phase:
    """Return the phase of that day: the one last accepted in this episode, before that the first."""
    return phase_decided(span_on(diary.episodes, day).only(diary.phase_decisions, day))


def offered(
    diary: RecordSnapshot, routines: Iterable[Guided], day: date, first: Sequence[str] = ()
) -> tuple[Guided, ...]:
    """Return the routines for the phase that may be done that day, in order, then the person's own.

    Of those, the ones named in `first` come first, in that order. On a day without a check-in the gentlest alone, under
    an open red flag none. One that only has to wait for its time stays.
    """
    if red_flags.locked(diary.red_flags, day):
        return ()
    routines = tuple(routines)
    by_name = {routine.name: routine for routine in routines if routine.own is None}
    is_checked_in = checked_in(diary, day)
    names = _SUGGESTED[phase_of(diary, day)] if is_checked_in else (GENTLEST,)
    own = (routine for routine in routines if routine.own is not None) if is_checked_in else ()
    suggested = (*(by_name[name] for name in names if not _stays_out(by_name[name], diary, day)), *own)
    places = {name: place for place, name in enumerate(first)}
    return tuple(sorted(suggested, key=lambda routine: places.get(routine.name, len(places))))


def checked_in(diary: RecordSnapshot, day: date) -> bool:
    """Tell whether there is a check-in on that day; without one, ask for it first."""
    return any(checkin.day == day for checkin in diary.checkins)


def asks_first(routine: Guided, diary: RecordSnapshot, day: date) -> bool:
    """Tell whether to ask before it starts: nobody knows yet how the day is, and it is not the gentlest.

    Ice, heat and sitting breaks ask for no movement.
    """
    moves = routine.kind not in PACKS and routine.kind is not RoutineKind.SITTING
    return moves and routine.name != GENTLEST and not checked_in(diary, day)


def permission(routine: Guided, diary: RecordSnapshot, now: datetime, day: date) -> Permission:
    """Tell whether the routine may be done now, and what is to be asked before.

    `day` is the day that `now` belongs to.
    """
    if red_flags.locked(diary.red_flags, day):
        return Permission(False, "A red flag is open; timers wait until a clinician has seen it.")
    once, barred = _questions_once(routine), _barred(routine, diary)
    if _is_out(routine, barred):
        return Permission(False, _why_barred(routine, barred), by_answer=True)
    on_already: Mapping[StepKind, float] = {}
    if routine.kind in PACKS:
        permitted = _pack_permission(routine, diary.sessions, now, day)
        if not permitted.allowed:
            return permitted
        on_already = permitted.on_already
    aside, stopped = _set_back(routine, diary, day)
    left_out = tuple(dict.fromkeys((*aside, *stopped, *barred)))
    if _is_out(routine, left_out):
        return Permission(False, _why_out(routine, aside, diary, day), left_out=left_out)
    answers = answers_once(diary.precautions)
    return Permission(
        True,
        once=tuple(question for question, _ in once if question.name not in answers),
        each_time=_questions_each_time(routine),
        left_out=left_out,
        notice=_notice(routine, diary, day),
        on_already=on_already,
    )


def _barred(routine: Guided, diary: RecordSnapshot) -> dict[str, tuple[Question, ...]]:
    """The exercises that a yes bars, each with all the questions that were answered so."""
    answers = answers_once(diary.precautions)
    barred = dict[str, tuple[Question, ...]]()
    for question, exercises in _questions_once(routine):
        if answers.get(question.name):
            names = (name for name in routine.exercises if not exercises or name in exercises)
            barred |= {name: (*barred.get(name, ()), question) for name in names}
    return barred


def _set_back(routine: Guided, diary: RecordSnapshot, day: date) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The exercises that are set aside, and those that are stopped for the day."""
    aside = tuple(name for name in routine.exercises if is_set_aside(name, diary))
    return aside, tuple(n for n in routine.exercises if n not in aside and is_stopped_today(n, diary, day))


def _is_out(routine: Guided, left_out: Collection[str]) -> bool:
    return len(left_out) == len(routine.exercises)


def _stays_out(routine: Guided, diary: RecordSnapshot, day: date) -> bool:
    """Whether nothing of it may be done that day, by an answer or by how it went."""
    aside, stopped = _set_back(routine, diary, day)
    return _is_out(routine, {*_barred(routine, diary), *aside, *stopped})


def refusal(permitted: Permission, answers: Mapping[str, bool]) -> str | None:
    """Say why a start is refused after the questions of each time: each yes, or no answer; `None` if it may begin."""
    whys = [question.why for question in permitted.each_time if answers.get(question.name)]
    open_questions = (f"Answer first: {q.words}" for q in permitted.each_time if answers.get(q.name) is None)
    return " ".join(whys) or next(open_questions, None)


def without(routine: Guided, exercises: Iterable[str]) -> Guided:
    """Return the routine with those exercises left out; at least one must remain."""
    out = frozenset(exercises)
    return msgspec.structs.replace(routine, steps=tuple(step for step in routine.steps if step.name not in out))


def done_minutes(routine: str, diary: RecordSnapshot, day: date) -> float:
    """Return minutes of active time in that routine on that day, over all its sessions."""
    return sum(s.done_seconds for x in diary.sessions if x.day == day and x.routine == routine for s in x.steps) / 60


def _questions_once(routine: Guided) -> tuple[tuple[Question, frozenset[str]], ...]:
    """What is asked once, with the exercises that a yes leaves out; all of them for a pack."""
    about_packs = ONCE if routine.kind in PACKS else ()
    if routine.kind in (RoutineKind.ICE, RoutineKind.ALTERNATING):
        about_packs += ONCE_COLD
    if routine.kind in (RoutineKind.HEAT, RoutineKind.ALTERNATING):
        about_packs += (PREGNANCY,)
    packs = tuple((question, frozenset[str]()) for question in about_packs)
    named = frozenset(routine.exercises)
    return (*packs, *((question, exercises) for question, exercises in ONCE_EXERCISES if named & exercises))


def _questions_each_time(routine: Guided) -> tuple[Question, ...]:
    if routine.kind is RoutineKind.ICE:
        return (NUMB,)
    return (NUMB, PATCH, DROWSY) if routine.kind in PACKS else ()


def answers_once(precautions: Iterable[Precaution]) -> dict[str, bool]:
    """Say what was answered once: the name of the question → whether it applies, by the newest answer."""
    newest = sorted((p for p in precautions if p.kind == CONTRAINDICATION), key=lambda p: (p.updated_at, p.id))
    return {p.about: p.applies and p.cleared_on is None for p in newest if p.applies is not None}


def _pack_seconds(session: Session, kind: StepKind) -> float:
    return sum(step.done_seconds for step in session.steps if step.kind == kind)


def _ended(session: Session) -> datetime:
    active_time = timedelta(seconds=sum(s.done_seconds for s in session.steps))
    return session.ended_at if session.ended_at is not None else session.started_at + active_time


class Application(msgspec.Struct, frozen=True):
    """Ice, or heat, since it last rested for two hours: the seconds it was on in all, and when it came off."""

    seconds: float = 0.0
    off_at: datetime | None = None

    @property
    def counts(self) -> bool:
        """Whether it was long enough for a rest."""
        return self.seconds >= COUNTS_FROM_SECONDS


def _application(sessions: Iterable[Session], kind: StepKind, now: datetime) -> Application:
    """What the sessions add up to: however often it was taken off in between, only two hours off make it rested."""
    seconds, off_at = 0.0, None
    for session in sorted(sessions, key=lambda s: s.started_at):
        if _pack_seconds(session, kind):
            if off_at is not None and session.started_at - off_at >= ICE_OFF:
                seconds = 0.0
            seconds += _pack_seconds(session, kind)
            off_at = max(filter(None, (off_at, _ended(session))))
    rested = off_at is None or now - off_at >= ICE_OFF
    return Application() if rested else Application(seconds, off_at)


def _heat_times(sessions: Iterable[Session]) -> tuple[int, float]:
    """How often heat was on in these sessions, and the seconds since that are too few to count yet."""
    times, seconds = 0, 0.0
    for session in sorted(sessions, key=lambda s: s.started_at):
        seconds += _pack_seconds(session, StepKind.HEAT)
        if seconds >= COUNTS_FROM_SECONDS:
            times, seconds = times + 1, 0.0
    return times, seconds


def _pack_permission(routine: Guided, sessions: Iterable[Session], now: datetime, day: date) -> Permission:
    """Whether ice or heat may go on: two hours after ice or both in turn, and heat three times a day.

    What was on too briefly to count is part of the next application and of its 20 minutes.
    """
    sessions = tuple(s for s in sessions if _ended(s) - now < CLOCK_WRONG)
    in_turn = tuple(s for s in sessions if s.routine == IN_TURN)
    ice = _application(sessions, StepKind.ICE, now)
    ice_in_turn, heat_in_turn = (_application(in_turn, kind, now) for kind in (StepKind.ICE, StepKind.HEAT))
    resting: list[Application] = []
    if routine.kind is not RoutineKind.HEAT and ice.counts:
        resting.append(ice)
    if routine.kind is not RoutineKind.ICE and (
        (ice_in_turn.counts and heat_in_turn.counts) or heat_in_turn.seconds >= PACK_CAP_SECONDS
    ):
        resting += [ice_in_turn, heat_in_turn]
    last = max((application.off_at for application in resting if application.off_at), default=None)
    if last is not None:
        again_at = (last + ICE_OFF).astimezone(now.tzinfo)
        return Permission(
            False, f"{routine.title} again from {again_at:%H:%M}: two hours' rest for the skin.", again_at
        )
    times, heat_seconds = _heat_times(s for s in sessions if s.day == day)
    if routine.kind is not RoutineKind.ICE and times >= HEAT_A_DAY:
        return Permission(False, f"{routine.title}: you used heat {times} times today; again tomorrow.")
    if routine.kind is RoutineKind.ALTERNATING:
        heat_seconds = max(heat_seconds, heat_in_turn.seconds)
    return Permission(True, on_already={StepKind.ICE: ice.seconds, StepKind.HEAT: heat_seconds})


def _why_barred(routine: Guided, barred: Mapping[str, tuple[Question, ...]]) -> str:
    questions = dict.fromkeys(question for of_exercise in barred.values() for question in of_exercise)
    words = joined([f"“{question.words}”" for question in questions])
    whys = "; ".join(dict.fromkeys(question.why for question in questions))
    return f"{routine.title}: you said yes to {words}; {whys}."


def _why_out(routine: Guided, aside: tuple[str, ...], diary: RecordSnapshot, day: date) -> str:
    if not aside:
        return f"{routine.title}: it made your leg worse today; not again before tomorrow."
    whys = " ".join(f"{title_of(name)}: {why_set_aside(name, diary, day)}" for name in aside)
    return f"{whys} Bring it back once you have asked someone."


def _notice(routine: Guided, diary: RecordSnapshot, day: date) -> str:
    if _PHASES.index(routine.phase) > _PHASES.index(phase_of(diary, day)):
        return "This is usually for the next phase. Go gently, or wait."
    return ""
