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
from typing import Any

from .records import CheckIn, Cleared, ClearedHow, Episode, Muscle, Quality, RedFlagAnswer, Side, Symptom

BANNER_DAYS = 14
"""How long "book soon" stays as a banner; it blocks nothing."""

HEEL_RISE_DROP = 7
"""A fall in heel rises of this many on one side raises the weakness alarm (Hébert-Losier 2017)."""

BOTHER_RISE = 2
"""A rise in bother from weakness (0–6) that raises the weakness alarm."""

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
    RedFlag("urination", "New trouble starting, stopping or feeling urination", Urgency.EMERGENCY),
    RedFlag("bowels", "Not noticing the need to open the bowels, or losing control of them", Urgency.EMERGENCY),
    RedFlag("sexual_function", "New loss of genital sensation or sexual function", Urgency.EMERGENCY),
    RedFlag("accident", "It began after a serious accident", Urgency.EMERGENCY),
    RedFlag(
        "cancer_weakness",
        "Cancer, now or ever, with leg weakness, numbness or trouble walking",
        Urgency.EMERGENCY,
    ),
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
    RedFlag("night_pain", "Pain getting worse at night or lying down", Urgency.SAME_DAY),
    RedFlag("minor_fall", "A minor fall, with osteoporosis or taking steroids", Urgency.SAME_DAY),
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
class Alarm:
    """What the app raises from the answers of a check-in, with the words that ask whether it is right."""

    flag: str
    why: str

    @property
    def urgency(self) -> Urgency:
        """How soon to get help."""
        return BY_NAME[self.flag].urgency


def alarms(
    entry: CheckIn,
    others: Sequence[CheckIn],
    answers: Iterable[RedFlagAnswer] = (),
    episode: Episode | None = None,
) -> tuple[Alarm, ...]:
    """What this check-in raises beside those before it; nothing that is open already, or that a clinician saw later.

    Weakness, same day: a first "weak", "cannot" or felt weakness that no clinician has seen, or a new drop after that;
    heel rises down by 7 or to 0 on one side and bother from weakness up by 2, from the best there was since a clinician
    last saw it, so that a slow loss counts too. Emergency: the other leg newly hurts,
    tingles, is numb, or is weak in a test.
    """
    known = tuple(answers)
    before = sorted((c for c in others if c.id != entry.id and _when(c) < _when(entry)), key=_when)
    found: list[Alarm] = []
    for flag, why in (
        (WEAKNESS, _weakness(entry, before, _seen_on(WEAKNESS, known))),
        (OTHER_LEG, _other_leg(entry, before, episode)),
    ):
        standing = any(a.cleared is None and flag in a.flags and a.checkin != entry.id for a in known)
        seen = _seen_on(flag, known)
        if why and not standing and (seen is None or entry.day >= seen):
            found.append(Alarm(flag, why))
    return tuple(found)


def shown_by(flag: str, checkin: CheckIn) -> object:
    """The answers of a check-in that can raise this flag: equal where nothing about it was changed."""
    if flag == OTHER_LEG:
        return frozenset(_sides(checkin))
    weakness = checkin.bother.weakness if checkin.bother is not None else None
    return checkin.heel_walk, checkin.toe_lift, checkin.weakness_felt, checkin.heel_rises, weakness


def _when(checkin: CheckIn) -> tuple[date, float, str]:
    return checkin.day, checkin.at.timestamp() if checkin.at is not None else 0.0, checkin.id


def _seen_on(flag: str, answers: Iterable[RedFlagAnswer]) -> date | None:
    """The last day a clinician saw this."""
    return max(
        (a.cleared.on for a in answers if a.cleared and a.cleared.how is ClearedHow.SEEN and flag in a.flags),
        default=None,
    )


def raise_alarms(
    alarms: Iterable[Alarm], entry: CheckIn, today: date, now: datetime, seen: bool, stamp: Callable[[], dict[str, Any]]
) -> list[RedFlagAnswer]:
    """The answers to keep for alarms the person says are right; `seen`: by a clinician already."""
    cleared = Cleared(how=ClearedHow.SEEN, on=today, at=now) if seen else None
    return [
        RedFlagAnswer(**stamp(), day=today, at=now, flags=(alarm.flag,), raised=True, checkin=entry.id, cleared=cleared)
        for alarm in alarms
    ]


def _weakness(entry: CheckIn, before: Sequence[CheckIn], seen_on: date | None) -> str | None:
    for field, words in (("heel_walk", "Heel walk"), ("toe_lift", "Big toe lift")):
        for side in ("left", "right"):
            now = getattr(getattr(entry, field), side, None)
            if now in (Muscle.WEAK, Muscle.CANNOT) and _new_weakness(now, field, side, before, seen_on):
                return f"{words}, {side}: {now.value}."
    felt = next((c.weakness_felt for c in reversed(before) if c.weakness_felt is not None), None)
    if entry.weakness_felt and (seen_on is None or felt is False):
        return "A leg or foot feels weak."
    for side in ("left", "right"):
        rises = getattr(entry.heel_rises, side, None)
        tests = _since_seen(before, "heel_rises", side, seen_on)
        if rises is None or (tests and rises == tests[-1]):
            continue
        best = max(tests, default=None)
        if rises == 0 or (best is not None and best - rises >= HEEL_RISE_DROP):
            return f"Heel rises, {side}: {rises}" + ("." if best is None else f", from {best} before.")
    bother, told = getattr(entry.bother, "weakness", None), _since_seen(before, "bother", "weakness", seen_on)
    if bother is not None and told and bother != told[-1] and bother - min(told) >= BOTHER_RISE:
        return f"Bother from weakness: {bother}, from {min(told)} before."
    return None


def _new_weakness(now: Muscle, field: str, side: str, before: Sequence[CheckIn], seen_on: date | None) -> bool:
    """Weaker than at the last test, or than what a clinician has seen."""
    order = tuple(Muscle)
    tests = [(c.day, m) for c in before if (m := getattr(getattr(c, field), side, None)) is not None]
    seen = [order.index(m) for day, m in tests if seen_on is not None and day <= seen_on]
    last = order.index(tests[-1][1]) if tests else 0
    return order.index(now) > min(last, max(seen, default=0))


def _since_seen(before: Sequence[CheckIn], field: str, inner: str, seen_on: date | None) -> list[int]:
    """The answers so far in order; of those up to the day a clinician saw it only the last, which they saw."""
    known = [(c.day, v) for c in before if (v := getattr(getattr(c, field), inner, None)) is not None]
    seen = [value for day, value in known if seen_on is not None and day <= seen_on]
    return [*seen[-1:], *(value for day, value in known if seen_on is None or day > seen_on)]


def _other_leg(entry: CheckIn, before: Sequence[CheckIn], episode: Episode | None) -> str | None:
    now = _sides(entry)
    if not now:
        return None
    known: set[Side] = set()
    if episode is not None and episode.side is not None:
        known |= _each(episode.side)
    for checkin in before:
        known |= _sides(checkin)
    if not known and len(now) < 2:
        return None
    new = now - known
    if not new:
        return None
    if not known:
        return "Both legs hurt, tingle, are numb or weak."
    return f"The {min(new).value} leg newly hurts, tingles, is numb or weak."


def _each(side: Side) -> set[Side]:
    return {Side.LEFT, Side.RIGHT} if side is Side.BOTH else {side}


def _sides(checkin: CheckIn) -> set[Side]:
    """The legs that hurt, tingle, are numb or tested weak."""
    sides: set[Side] = set()
    if checkin.side is not None and _leg_hurts(checkin):
        sides |= _each(checkin.side)
    for symptom in checkin.symptoms or ():
        if symptom.side is not None and _in_leg(symptom):
            sides |= _each(symptom.side)
    for test in (checkin.heel_walk, checkin.toe_lift):
        for side in (Side.LEFT, Side.RIGHT):
            if getattr(test, side.value, None) in (Muscle.WEAK, Muscle.CANNOT):
                sides.add(side)
    return sides


def _leg_hurts(checkin: CheckIn) -> bool:
    return checkin.leg_pain is None or checkin.leg_pain > 0


def _in_leg(symptom: Symptom) -> bool:
    in_leg = symptom.zone.value in ("thigh", "calf", "foot")
    return in_leg and symptom.quality is not Quality.TIGHT and symptom.intensity != 0
