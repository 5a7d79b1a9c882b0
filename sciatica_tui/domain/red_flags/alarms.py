"""What a check-in raises by itself, and which answers go when it is corrected or taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any

import msgspec

from ..episodes import span_on
from ..measures.answers import answers_of, checkin_from
from ..records import CheckIn, Cleared, ClearedHow, Episode, Muscle, Quality, RedFlagAnswer, Side, Symptom
from .flags import BY_NAME, OTHER_LEG, WEAKNESS, Urgency

TESTS_BEFORE = 3
"""So many tests before are compared with: one number alone wobbles (the heel-rise test by 2.2, one SD)."""

WOBBLES = ("heel_rises.left", "heel_rises.right", "bother.weakness")
"""The numbers that are asked about before they raise anything."""

HEEL_RISE_DROP = 7
"""Heel rises so many below the median of the tests before ask for a second try (Hébert-Losier 2017)."""

BOTHER_RISE = 2
"""Bother from weakness (0–6) so far above the median of the answers before asks whether the leg is weaker."""


ASKED_AGAIN = timedelta(days=14)
"""How long Today asks about a number that nobody was asked about: two weekly tests."""


@dataclass(frozen=True)
class Alarm:
    """What the app raises from the answers of a check-in; `why` says it in words, without the day."""

    flag: str
    why: str

    @property
    def urgency(self) -> Urgency:
        """How soon to get help."""
        return BY_NAME[self.flag].urgency


def alarms(
    entry: CheckIn,
    checkins: Sequence[CheckIn],
    answers: Iterable[RedFlagAnswer] = (),
    episode: Episode | None = None,
) -> tuple[Alarm, ...]:
    """Return what this check-in raises beside those before it; nothing that is open, or that a clinician saw later.

    Weakness, same day: a first "weak", "cannot" or felt weakness that no clinician has seen, or a new drop after that;
    no heel rise at all on one side where there were some. Emergency: the other leg newly hurts, tingles, is numb, or
    is weak in a test. Numbers that may just wobble are `doubts`.
    """
    answers = tuple(answers)
    before = _before(entry, checkins)
    reasons = (
        (WEAKNESS, _weakness(entry, before, _seen_on(WEAKNESS, answers))),
        (OTHER_LEG, _other_leg(entry, before, episode)),
    )
    return tuple(Alarm(flag, why) for flag, why in reasons if why and _may_raise(flag, entry, answers))


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
        """Tell whether a second count is low too."""
        return self.before - second >= HEEL_RISE_DROP

    def alarm(self, second: int | None = None) -> Alarm:
        """Return what it raises where a second count is low too, or the person says yes."""
        if second is None:
            return Alarm(WEAKNESS, self.why)
        return Alarm(WEAKNESS, Doubt(self.measure, self.before, second).why)


def doubts(entry: CheckIn, checkins: Sequence[CheckIn], answers: Iterable[RedFlagAnswer] = ()) -> tuple[Doubt, ...]:
    """Return the numbers of this check-in that are asked about before they raise weakness.

    Heel rises 7 below the median of the three tests before on that side, bother from weakness 2 above its own; none
    while weakness is open from elsewhere, or where a clinician saw it later.
    """
    answers = tuple(answers)
    if all(value_of(measure, entry) is None for measure in WOBBLES) or not _may_raise(WEAKNESS, entry, answers):
        return ()
    before, seen_on = _before(entry, checkins), _seen_on(WEAKNESS, answers)
    candidates = (_doubt(measure, entry, before, seen_on) for measure in WOBBLES)
    return tuple(doubt for doubt in candidates if doubt is not None)


def _doubt(measure: str, entry: CheckIn, before: Sequence[CheckIn], seen_on: date | None) -> Doubt | None:
    field, _, inner = measure.partition(".")
    now, tests = value_of(measure, entry), _since_seen(before, field, inner, seen_on)[-TESTS_BEFORE:]
    if now is None or not tests:
        return None
    doubt = Doubt(measure, median(tests), now)
    wobbles = doubt.is_low(now) if doubt.second_try else now - doubt.before >= BOTHER_RISE
    return doubt if wobbles else None


def value_of(measure: str, entry: CheckIn) -> int | None:
    """Return the value of one of WOBBLES in a check-in."""
    field, _, inner = measure.partition(".")
    value: int | None = getattr(getattr(entry, field), inner, None)
    return value


def _before(entry: CheckIn, checkins: Iterable[CheckIn]) -> list[CheckIn]:
    return sorted((c for c in checkins if c.id != entry.id and _when(c) < _when(entry)), key=_when)


def _may_raise(flag: str, entry: CheckIn, answers: Sequence[RedFlagAnswer]) -> bool:
    """Whether the flag is not open already but for this entry, and no clinician saw it later."""
    standing = any(a.cleared is None and flag in a.flags and a.checkin != entry.id for a in answers)
    last_seen_on = _seen_on(flag, answers)
    return not standing and (last_seen_on is None or entry.day >= last_seen_on)


def shown_by(flag: str, checkin: CheckIn) -> object:
    """Return the answers of a check-in that can raise this flag: equal where nothing about it was changed."""
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


def _weakness(entry: CheckIn, before: Sequence[CheckIn], seen_on: date | None) -> str | None:
    for field, words in (("heel_walk", "heel walk"), ("toe_lift", "big-toe lift")):
        for side in ("left", "right"):
            now = getattr(getattr(entry, field), side, None)
            if now in (Muscle.WEAK, Muscle.CANNOT) and _new_weakness(now, field, side, before, seen_on):
                return f"{side} {words}: {now.value}"
    last_answer = next((c.weakness_felt for c in reversed(before) if c.weakness_felt is not None), None)
    if entry.weakness_felt and (seen_on is None or last_answer is False):
        return "a leg or foot feels weak"
    for side in ("left", "right"):
        tests = _since_seen(before, "heel_rises", side, seen_on)
        if getattr(entry.heel_rises, side, None) == 0 and tests[-1:] != [0]:
            return f"{side} heel rises " + (f"{median(tests[-TESTS_BEFORE:]):g} → 0" if tests else "0")
    return None


def _new_weakness(now: Muscle, field: str, side: str, before: Sequence[CheckIn], seen_on: date | None) -> bool:
    """Weaker than at the last test, or than what a clinician has seen."""
    order = tuple(Muscle)
    tests = [(c.day, m) for c in before if (m := getattr(getattr(c, field), side, None)) is not None]
    levels_seen = [order.index(m) for day, m in tests if seen_on is not None and day <= seen_on]
    last = order.index(tests[-1][1]) if tests else 0
    return order.index(now) > min(last, max(levels_seen, default=0))


def _since_seen(before: Sequence[CheckIn], field: str, inner: str, seen_on: date | None) -> list[int]:
    """The answers so far in order; of those up to the day a clinician saw it only the last, which they saw."""
    tests = [(c.day, v) for c in before if (v := getattr(getattr(c, field), inner, None)) is not None]
    before_visit = [value for day, value in tests if seen_on is not None and day <= seen_on]
    return [*before_visit[-1:], *(value for day, value in tests if seen_on is None or day > seen_on)]


def _other_leg(entry: CheckIn, before: Sequence[CheckIn], episode: Episode | None) -> str | None:
    sides = _sides(entry)
    if not sides:
        return None
    earlier_sides: set[Side] = set()
    if episode is not None and episode.side is not None:
        earlier_sides |= _each(episode.side)
    for checkin in before:
        earlier_sides |= _sides(checkin)
    if not earlier_sides and len(sides) < 2:
        return None
    new = sides - earlier_sides
    if not new:
        return None
    if not earlier_sides:
        return "both legs hurt, tingle, are numb or weak"
    return f"the {min(new).value} leg newly hurts, tingles, is numb or weak"


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
    """What an entry raises that it has not raised before, and what becomes of the answers that it raised.

    `doubts` are to be asked about first; each then becomes an alarm, is denied, or is left for another day.
    `withdrawn` are the answers that go with a corrected mistake, `reworded` those whose numbers have changed.
    """

    alarms: tuple[Alarm, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    denied: tuple[Doubt, ...] = ()
    withdrawn: tuple[RedFlagAnswer, ...] = ()
    reworded: tuple[RedFlagAnswer, ...] = ()

    def beside(self, flags: Iterable[str]) -> Raised:
        """Leave out what the person has marked themselves."""
        own_flags = frozenset(flags)
        alarms = tuple(alarm for alarm in self.alarms if alarm.flag not in own_flags)
        return replace(self, alarms=alarms, doubts=() if WEAKNESS in own_flags else self.doubts)

    def with_alarm(self, alarm: Alarm) -> Raised:
        """Turn a doubt into an alarm; weakness is raised once, so that no other is asked about."""
        return replace(self, alarms=(*self.alarms, alarm), doubts=())

    def with_denial(self, doubt: Doubt) -> Raised:
        """Note a doubt that the person says is nothing."""
        return replace(self.without(doubt), denied=(*self.denied, doubt))

    def without(self, doubt: Doubt) -> Raised:
        """Drop a doubt: left for another day, or gone."""
        return replace(self, doubts=tuple(candidate for candidate in self.doubts if candidate != doubt))

    def records(
        self,
        entry: CheckIn,
        today: date,
        now: datetime,
        *,
        seen_by_clinician: bool,
        stamp: Callable[[], dict[str, Any]],
    ) -> list[RedFlagAnswer]:
        """Return the answers to keep beside the entry; a denial is kept so that nobody asks again.

        `seen_by_clinician`: a clinician knows what it raises, which ends it at once.
        """
        common: dict[str, Any] = {"day": entry.day, "at": now, "raised": True, "checkin": entry.id}
        cleared = Cleared(how=ClearedHow.SEEN, on=today, at=now) if seen_by_clinician else None
        confirmed = [
            RedFlagAnswer(**stamp(), **common, flags=(alarm.flag,), why=alarm.why, cleared=cleared)
            for alarm in self.alarms
        ]
        denials = [RedFlagAnswer(**stamp(), **common, flags=(), why=doubt.why) for doubt in self.denied]
        return [*confirmed, *denials, *self.reworded]


def raised_by(
    entry: CheckIn, checkins: Sequence[CheckIn], answers: Iterable[RedFlagAnswer], episodes: Iterable[Episode]
) -> Raised:
    """Return what the entry, new or changed, means beside the others of its episode.

    An open answer it had raised is withdrawn only where what raised it was itself corrected; one that the person has
    ended, seen by a clinician or a mistake, is kept for good.
    """
    span = span_on(episodes, entry.day)
    answers = tuple(answers)
    episode_checkins = span.only(checkins, entry.day)
    sure, unsure = alarms(entry, episode_checkins, answers, span.episode), doubts(entry, episode_checkins, answers)
    before = next((c for c in checkins if c.id == entry.id), None)
    ours = [answer for answer in answers if answer.raised and answer.checkin == entry.id]
    flags = {flag for answer in ours for flag in answer.flags}
    reasons = [*sure, *(doubt.alarm() for doubt in unsure)]
    standing = [(answer, _reasons(answer, reasons)) for answer in ours if answer.cleared is None]
    asks = WEAKNESS not in flags and all(alarm.flag != WEAKNESS for alarm in sure)
    old_reasons = {answer.why for answer in ours}
    return Raised(
        alarms=tuple(alarm for alarm in sure if alarm.flag not in flags),
        doubts=tuple(doubt for doubt in unsure if asks and doubt.why not in old_reasons),
        withdrawn=tuple(
            a
            for a, still in standing
            if goes_with_its_entry(a) and not still and (not a.flags or _corrected(a.flags, before, entry))
        ),
        reworded=tuple(
            msgspec.structs.replace(a, why=still[0], day=entry.day)
            for a, still in standing
            if still and a.why not in still and _corrected(a.flags, before, entry)
        ),
    )


def taken_over(
    withdrawn: Iterable[RedFlagAnswer],
    checkins: Iterable[CheckIn],
    answers: Iterable[RedFlagAnswer],
    episodes: Iterable[Episode],
) -> tuple[RedFlagAnswer, ...]:
    """Return the withdrawn answers that a later entry states too, as that entry's: an alarm stays while one says so.

    `checkins` are those that are left, or as they were corrected.
    """
    going = [answer for answer in withdrawn if answer.flags and answer.cleared is None]
    if not going:
        return ()
    left, spans = sorted(checkins, key=_when), tuple(episodes)
    going_ids = {answer.id for answer in going}
    others = tuple(answer for answer in answers if answer.id not in going_ids)
    return tuple(moved for answer in going if (moved := _moved(answer, left, others, spans)) is not None)


def _moved(
    answer: RedFlagAnswer, checkins: Sequence[CheckIn], others: Sequence[RedFlagAnswer], spans: Sequence[Episode]
) -> RedFlagAnswer | None:
    shown_before: object = None
    for entry in checkins:
        if entry.day < answer.day or entry.id == answer.checkin:
            continue
        shown = [shown_by(flag, entry) for flag in answer.flags]
        if shown != shown_before:  # what the entry before it says as well would have been raised by that one
            for alarm in raised_by(entry, checkins, others, spans).alarms:
                if alarm.flag in answer.flags:
                    return msgspec.structs.replace(answer, checkin=entry.id, day=entry.day, why=alarm.why)
        shown_before = shown
    return None


def open_doubts(
    checkins: Sequence[CheckIn], answers: Iterable[RedFlagAnswer], episodes: Iterable[Episode], on: date
) -> tuple[tuple[CheckIn, Doubt], ...]:
    """Return the doubts of the last 14 days that nobody was asked about and no later test of the same has settled.

    Each with its check-in.
    """
    answers, spans = tuple(answers), tuple(episodes)
    newest: dict[str, tuple[CheckIn, Doubt | None]] = {}
    for entry in sorted((c for c in checkins if timedelta(0) <= on - c.day < ASKED_AGAIN), key=lambda c: (c.day, c.id)):
        measures = [measure for measure in WOBBLES if value_of(measure, entry) is not None]
        unsettled = raised_by(entry, checkins, answers, spans).doubts if measures else ()
        newest |= {m: (entry, next((d for d in unsettled if d.measure == m), None)) for m in measures}
    return tuple((entry, doubt) for entry, doubt in newest.values() if doubt is not None)


def with_second_try(entry: CheckIn, doubt: Doubt, count: int) -> CheckIn:
    """Return the entry with the second count in place of the first, which goes into the note."""
    words = f"First try: {doubt.now} {doubt.subject}."
    note = "\n".join(filter(None, (entry.note, words)))
    identity = {"id": entry.id, "created_at": entry.created_at, "updated_at": entry.updated_at, "rev": entry.rev}
    answers = {**answers_of(entry), doubt.measure: count, "note": note}
    return checkin_from(answers, **identity, day=entry.day, at=entry.at)


def goes_with_its_entry(answer: RedFlagAnswer) -> bool:
    """Tell whether an answer may go when the entry it came with is corrected, deleted or undone.

    What the app raised goes, unless the person has ended it. What the person marked ends only as "a mistake" or "seen
    by a clinician" (clinical rules, red flags); an answer that nothing is new is no red flag.
    """
    return not answer.flags or (answer.raised and answer.cleared is None)


def _reasons(answer: RedFlagAnswer, reasons: Sequence[Alarm]) -> list[str]:
    """The reasons there are still for an answer, in words; a denial has none but its own."""
    if not answer.flags:
        return [alarm.why for alarm in reasons if alarm.why == answer.why]
    return [alarm.why for alarm in reasons if alarm.flag in answer.flags]


def _corrected(flags: Iterable[str], before: CheckIn | None, entry: CheckIn) -> bool:
    return before is None or any(shown_by(flag, before) != shown_by(flag, entry) for flag in flags)
