"""The red flags: what they are, how urgent, what is open, and what the app raises itself.

Sources: GIRFT national suspected cauda equina syndrome pathway (2023); NICE NG59, CG75/NG234; NHS and NHS 111 Wales,
back pain and sciatica; BMJ Best Practice. Not reviewed by a clinician yet. No duration ever reassures and there is no
risk score: one open flag is enough.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum
from statistics import median
from typing import Any

from ..records import CheckIn, RedFlagAnswer
from ..text.grammar import plain
from .alarms import BOTHER_RISE, HEEL_RISE_DROP, Alarm, _seen_on, _since_seen, _when

BANNER_DAYS = 14
"""How long "book soon" stays as a banner; it blocks nothing."""


TESTS_BEFORE = 3
"""So many tests before are compared with: one number alone wobbles (the heel-rise test by 2.2, one SD)."""

WOBBLES = ("heel_rises.left", "heel_rises.right", "bother.weakness")
"""The numbers that are asked about before they raise anything."""

WEAKNESS = "one_leg_weakness"
OTHER_LEG = "both_legs"


class Urgency(IntEnum):
    """How soon to get help."""

    SOON = 1
    SAME_DAY = 2
    EMERGENCY = 3


@dataclass(frozen=True)
class RedFlag:
    """One thing to ask about: its stored name, the words shown, how urgent."""

    name: str
    words: str
    urgency: Urgency


RED_FLAGS: tuple[RedFlag, ...] = (
    RedFlag(OTHER_LEG, "Pain, tingling, weakness or numbness in both legs", Urgency.EMERGENCY),
    RedFlag(
        "saddle_numbness",
        "Numb or altered feeling around the genitals, back passage or inner thighs",
        Urgency.EMERGENCY,
    ),
    RedFlag(
        "urination",
        "New trouble starting, stopping or feeling urination, leaking, or not being able to hold it",
        Urgency.EMERGENCY,
    ),
    RedFlag("bowels", "Not noticing the need to open the bowels, or losing control of them", Urgency.EMERGENCY),
    RedFlag("sexual_function", "New loss of genital sensation or sexual function", Urgency.EMERGENCY),
    RedFlag("accident", "It began after a serious accident", Urgency.EMERGENCY),
    RedFlag(
        "cancer_weakness",
        "Cancer, now or ever, with leg weakness, numbness or trouble walking",
        Urgency.EMERGENCY,
    ),
    RedFlag("unsteady", "New unsteadiness or clumsiness in walking", Urgency.EMERGENCY),
    RedFlag("tearing_pain", "A sudden tearing pain in belly or back, or a throbbing belly", Urgency.EMERGENCY),
    RedFlag("cold_leg", "A cold, pale leg", Urgency.EMERGENCY),
    RedFlag("clot", "A hot swollen calf, chest pain or breathlessness", Urgency.EMERGENCY),
    RedFlag(
        "medication_reaction",
        "With medication: black stools, vomiting blood, a swollen face, trouble breathing",
        Urgency.EMERGENCY,
    ),
    RedFlag(WEAKNESS, "New or worsening weakness of one leg, or a foot that drops", Urgency.SAME_DAY),
    RedFlag("cancer_pain", "Cancer, now or ever, with leg pain", Urgency.SAME_DAY),
    RedFlag(
        "fever",
        "Fever or feeling very unwell with back pain, above all with a weak immune system or injected drugs",
        Urgency.SAME_DAY,
    ),
    RedFlag("weight_loss", "Losing weight without knowing why", Urgency.SAME_DAY),
    RedFlag("night_pain", "Pain at night or lying down that no position eases", Urgency.SAME_DAY),
    RedFlag("minor_fall", "A minor fall, with osteoporosis or taking steroids", Urgency.SAME_DAY),
    RedFlag(
        "back_shape", "A lump or a changed shape of the back, or pain between the shoulder blades", Urgency.SAME_DAY
    ),
    RedFlag(
        "after_procedure",
        "New pain or fever after a spinal injection or operation in the last weeks",
        Urgency.SAME_DAY,
    ),
    RedFlag("blood_thinners", "A knock to head or back while on blood thinners", Urgency.SAME_DAY),
    RedFlag(
        "pregnancy",
        "Anything new while pregnant or in the six weeks after: ask a midwife or doctor",
        Urgency.SAME_DAY,
    ),
    RedFlag("not_better", "Worse, or no better after a few weeks of home care", Urgency.SOON),
    RedFlag("age", "A first episode under 20 or over 50", Urgency.SOON),
)

BY_NAME: dict[str, RedFlag] = {flag.name: flag for flag in RED_FLAGS}


TITLES: dict[Urgency, str] = {
    Urgency.EMERGENCY: "Get emergency help now",
    Urgency.SAME_DAY: "Speak to a doctor today",
    Urgency.SOON: "Book an appointment",
}


def what_to_do(urgency: Urgency, emergency: str = "", same_day: str = "", clinician: str = "") -> str:
    """The action in a few sentences, with the person's own local numbers where they named them."""
    doctor = f" ({clinician})" if clinician else ""
    if urgency is Urgency.EMERGENCY:
        call = f"call {emergency}" if emergency else "call your local emergency number"
        return (
            f"Go to an emergency department now, or {call}. Don't drive yourself, and don't wait to see whether it "
            "passes: some causes need treatment within hours."
        )
    if urgency is Urgency.SAME_DAY:
        call = same_day or "your local medical advice line"
        return (
            f"Call your doctor{doctor} or {call} today and say what is new. If nobody can see you today, go to an "
            "emergency department. If it gets worse, get emergency help."
        )
    return (
        f"Book an appointment with your doctor or physiotherapist{doctor} within the next days. If it gets worse, "
        "look at the red flags again."
    )


def flags_urgency(name: str) -> Urgency:
    """How urgent one flag is; a name this version does not know counts as same day."""
    return BY_NAME[name].urgency if name in BY_NAME else Urgency.SAME_DAY


def urgency_of(names: Iterable[str]) -> Urgency | None:
    """The most urgent of the flags named, `None` for none."""
    return max((flags_urgency(name) for name in names), default=None)


def open_answers(answers: Iterable[RedFlagAnswer], on: date) -> tuple[RedFlagAnswer, ...]:
    """The answers that still stand on that day, most urgent first.

    Emergency and same-day answers stand until the person clears them; "book soon" lapses after 14 days.
    """
    standing = [
        answer
        for answer in answers
        if answer.flags
        and answer.cleared is None
        and answer.day <= on
        and (urgency_of(answer.flags) != Urgency.SOON or on - answer.day < timedelta(days=BANNER_DAYS))
    ]
    return tuple(sorted(standing, key=lambda a: (-(urgency_of(a.flags) or 0), a.at)))


def locked(answers: Iterable[RedFlagAnswer], on: date) -> bool:
    """Whether timers and coaching are stopped: an emergency or same-day flag is open."""
    return any((urgency_of(a.flags) or 0) >= Urgency.SAME_DAY for a in open_answers(answers, on))


def last_asked(checkins: Iterable[CheckIn], answers: Iterable[RedFlagAnswer], on: date) -> date | None:
    """The last day up to `on` with an answer to the red flags, `None` where there is none: skipped is not asked."""
    days = [c.day for c in checkins if c.red_flags is not None and c.day <= on]
    days += [a.day for a in answers if not a.raised and a.day <= on]
    return max(days, default=None)


@dataclass(frozen=True)
class Doubt:
    """A number of a check-in that may tell of weakness, or may just wobble: asked about before it raises anything.

    `measure` is one of WOBBLES, `before` the median of the tests before, `now` the new value.
    """

    measure: str
    before: float
    now: int

    @property
    def second_try(self) -> bool:
        """Whether it asks for a second try; else for an answer."""
        return self.measure != "bother.weakness"

    @property
    def subject(self) -> str:
        """`left heel rises`, `bother from weakness`."""
        return f"{self.measure.partition('.')[2]} heel rises" if self.second_try else "bother from weakness"

    @property
    def why(self) -> str:
        """`left heel rises 18 → 8`."""
        return f"{self.subject} {self.before:g} → {self.now}"

    def is_low(self, second: int) -> bool:
        """Whether a second count is low too."""
        return self.before - second >= HEEL_RISE_DROP

    def alarm(self, second: int | None = None) -> Alarm:
        """What it raises where a second count is low too, or the person says yes."""
        if second is None:
            return Alarm(WEAKNESS, self.why)
        return Alarm(WEAKNESS, Doubt(self.measure, self.before, second).why)


def doubts(entry: CheckIn, others: Sequence[CheckIn], answers: Iterable[RedFlagAnswer] = ()) -> tuple[Doubt, ...]:
    """The numbers of this check-in that are asked about before they raise weakness.

    Heel rises 7 below the median of the three tests before on that side, bother from weakness 2 above its own; none
    while weakness is open from elsewhere, or where a clinician saw it later.
    """
    known = tuple(answers)
    if all(value_of(measure, entry) is None for measure in WOBBLES) or not _may_raise(WEAKNESS, entry, known):
        return ()
    before, seen_on = _before(entry, others), _seen_on(WEAKNESS, known)
    found = (_doubt(measure, entry, before, seen_on) for measure in WOBBLES)
    return tuple(doubt for doubt in found if doubt is not None)


def _doubt(measure: str, entry: CheckIn, before: Sequence[CheckIn], seen_on: date | None) -> Doubt | None:
    field, _, inner = measure.partition(".")
    now, tests = value_of(measure, entry), _since_seen(before, field, inner, seen_on)[-TESTS_BEFORE:]
    if now is None or not tests:
        return None
    doubt = Doubt(measure, median(tests), now)
    wobbles = doubt.is_low(now) if doubt.second_try else now - doubt.before >= BOTHER_RISE
    return doubt if wobbles else None


def value_of(measure: str, entry: CheckIn) -> int | None:
    """The value of one of WOBBLES in a check-in."""
    field, _, inner = measure.partition(".")
    value: int | None = getattr(getattr(entry, field), inner, None)
    return value


def _before(entry: CheckIn, others: Iterable[CheckIn]) -> list[CheckIn]:
    return sorted((c for c in others if c.id != entry.id and _when(c) < _when(entry)), key=_when)


def _may_raise(flag: str, entry: CheckIn, answers: Sequence[RedFlagAnswer]) -> bool:
    """Whether the flag is not open already but for this entry, and no clinician saw it later."""
    standing = any(a.cleared is None and flag in a.flags and a.checkin != entry.id for a in answers)
    seen = _seen_on(flag, answers)
    return not standing and (seen is None or entry.day >= seen)


def keep_denials(
    denied: Iterable[Doubt], entry: CheckIn, now: datetime, stamp: Callable[[], dict[str, Any]]
) -> list[RedFlagAnswer]:
    """The answers to keep for doubts the person says are nothing, so that nobody asks again."""
    return [
        RedFlagAnswer(**stamp(), day=entry.day, at=now, flags=(), raised=True, why=doubt.why, checkin=entry.id)
        for doubt in denied
    ]


def describe_flags(names: tuple[str, ...]) -> str:
    """The red flags named, in words; `none of the red flags` for none."""
    return "; ".join(BY_NAME[n].words if n in BY_NAME else plain(n) for n in names) or "none of the red flags"
