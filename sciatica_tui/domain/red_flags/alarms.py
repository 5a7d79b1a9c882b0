"""What a check-in raises by itself, and which answers go when it is corrected or taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ..episodes import span_on
from ..records import CheckIn, Cleared, ClearedHow, Episode, Muscle, Quality, RedFlagAnswer, Side, Symptom
from .flags import BY_NAME, OTHER_LEG, WEAKNESS, Urgency

HEEL_RISE_DROP = 7
"""A fall in heel rises of this many on one side raises the weakness alarm (Hébert-Losier 2017)."""

BOTHER_RISE = 2
"""A rise in bother from weakness (0–6) that raises the weakness alarm."""


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


@dataclass(frozen=True)
class Raised:
    """Alarms that this entry raises and has not raised before, and the answers that go with a corrected mistake."""

    alarms: tuple[Alarm, ...]
    withdrawn: tuple[RedFlagAnswer, ...]


def raised_by(
    entry: CheckIn, checkins: Sequence[CheckIn], answers: Iterable[RedFlagAnswer], episodes: Iterable[Episode]
) -> Raised:
    """What the entry, new or changed, means beside the others of its episode.

    An open answer it had raised is withdrawn only where what raised it was itself corrected; one that the person has
    ended, seen by a clinician or a mistake, is kept for good.
    """
    span = span_on(episodes, entry.day)
    known = tuple(answers)
    found = alarms(entry, span.only(checkins, entry.day), known, span.episode)
    before = next((c for c in checkins if c.id == entry.id), None)
    ours = [answer for answer in known if answer.raised and answer.checkin == entry.id]
    raised = {flag for answer in ours for flag in answer.flags}
    still = {alarm.flag for alarm in found}
    return Raised(
        tuple(alarm for alarm in found if alarm.flag not in raised),
        tuple(
            a
            for a in ours
            if goes_with_its_entry(a) and not still & set(a.flags) and _corrected(a.flags, before, entry)
        ),
    )


def goes_with_its_entry(answer: RedFlagAnswer) -> bool:
    """Whether an answer may go when the entry it came with is corrected, deleted or undone.

    What the app raised goes, unless the person has ended it. What the person marked ends only as "a mistake" or "seen
    by a clinician" (clinical rules, red flags); an answer that nothing is new is no red flag.
    """
    return not answer.flags or (answer.raised and answer.cleared is None)


def _corrected(flags: Iterable[str], before: CheckIn | None, entry: CheckIn) -> bool:
    return before is None or any(shown_by(flag, before) != shown_by(flag, entry) for flag in flags)
