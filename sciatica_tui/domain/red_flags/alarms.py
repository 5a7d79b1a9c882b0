"""What a check-in raises by itself, beside those before it: alarms, and doubts that are asked about first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta

import msgspec

from ..averages import median
from ..records import CheckIn, ClearedHow, Episode, Muscle, Quality, RedFlagAnswer, Side, Symptom
from ..text.grammar import joined
from .flags import BY_NAME, OTHER_LEG, WEAKNESS, Urgency

TESTS_BEFORE = 3
"""So many tests before are compared with: one number alone wobbles (the heel-rise test by 2.2, one SD)."""

WOBBLES = ("heel_rises.left", "heel_rises.right", "bother.weakness")
"""The numbers that are asked about before they raise anything."""

HEEL_RISE_DROP = 7
"""Heel rises so many below the median of the tests before ask for a second try (Hébert-Losier 2017)."""

TRIED_AGAIN = timedelta(days=14)
"""A low count so long after another one is the second try, whether the app asked for it or not: two weekly tests."""

BOTHER_RISE = 2
"""Bother from weakness (0–6) so far above the median of the answers before asks whether the leg is weaker."""


_LEFT, _RIGHT, _BOTH = Side
_NOT_NORMAL = (Muscle.WEAK, Muscle.CANNOT)
FELT_WEAK = "a leg or foot feels weak"
"""The reason where the person says so."""

MUSCLE_TESTS = {"heel_walk": "heel walk", "toe_lift": "big toe lift"}
"""The tests of one muscle each, by field of a check-in, in words."""


class Alarm(msgspec.Struct, frozen=True):
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
    no heel rise at all on one side that no clinician has seen, or a count that is low where the last one was low too.
    Emergency: the other leg newly hurts, tingles, is numb, or is weak in a test; or both do, and this was neither open
    nor seen in this episode. Numbers that may just wobble are `doubts`. What an alarm rested on that was a mistake is
    no answer to compare with.
    """
    answers = tuple(answers)
    by_episode = _both_by_episode(entry, answers, episode)
    if not names_leg(entry) and not any((entry.heel_walk, entry.toe_lift, entry.weakness_felt, entry.heel_rises)):
        # Years of entries need not be put in order to compare nothing with them.
        return (Alarm(OTHER_LEG, by_episode),) if by_episode else ()
    rises, walk, lift, felt = entry.heel_rises, entry.heel_walk, entry.toe_lift, entry.weakness_felt
    strength = [
        c
        for c in (checkins if rises or walk or lift or felt else ())
        if (rises and c.heel_rises)
        or (walk and c.heel_walk)
        or (lift and c.toe_lift)
        or (felt and c.weakness_felt is not None)
    ]
    weakness = _weakness(entry, _in_order(entry, strength), _seen_on(WEAKNESS, answers), mistaken(WEAKNESS, answers))
    other_leg = _other_leg(entry, checkins, answers, episode) or by_episode
    reasons = ((WEAKNESS, weakness), (OTHER_LEG, other_leg))
    return tuple(Alarm(flag, why) for flag, why in reasons if why and _may_raise(flag, entry, answers))


def tells_of_flags(checkin: CheckIn) -> bool:
    """Tell whether a check-in has an answer that raises alarms and doubts, or that one is compared with."""
    tests = checkin.heel_walk or checkin.toe_lift or checkin.heel_rises or checkin.bother
    return bool(tests or checkin.weakness_felt is not None or names_leg(checkin))


def names_leg(checkin: CheckIn) -> bool:
    """Tell whether a check-in names a leg that hurts, tingles, is numb or tested weak."""
    return bool(_sides(checkin))


class Doubt(msgspec.Struct, frozen=True):
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
    rises, bother = entry.heel_rises, entry.bother
    before = _in_order(entry, [c for c in checkins if (rises and c.heel_rises) or (bother and c.bother)])
    seen_on = _seen_on(WEAKNESS, answers)
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


def _in_order(entry: CheckIn, checkins: Iterable[CheckIn]) -> list[CheckIn]:
    """Those before an entry; of years only those that tell something should be put in order."""
    return sorted([c for c in checkins if _is_before(c, entry)], key=when)


def _is_before(checkin: CheckIn, entry: CheckIn) -> bool:
    if checkin.id == entry.id or checkin.day > entry.day:
        return False
    return checkin.day < entry.day or when(checkin) < when(entry)


def _may_raise(flag: str, entry: CheckIn, answers: Sequence[RedFlagAnswer]) -> bool:
    """Whether the flag is not open already but for this entry, and no clinician saw it later."""
    standing = any(a.cleared is None and flag in a.flags and a.checkin != entry.id for a in answers)
    last_seen_on = _seen_on(flag, answers)
    return not standing and (last_seen_on is None or entry.day >= last_seen_on)


def shown_by(flag: str, checkin: CheckIn) -> object:
    """Return the answers of a check-in that can raise this flag: equal where nothing about it was changed."""
    if flag == OTHER_LEG:
        return frozenset(_sides(checkin)), bool(checkin.leg_pain)
    weakness = checkin.bother.weakness if checkin.bother is not None else None
    return checkin.heel_walk, checkin.toe_lift, checkin.weakness_felt, checkin.heel_rises, weakness


def when(checkin: CheckIn) -> tuple[date, float, str]:
    """Return what check-ins are put in order by."""
    return checkin.day, checkin.at.timestamp() if checkin.at is not None else 0.0, checkin.id


def _seen_on(flag: str, answers: Iterable[RedFlagAnswer]) -> date | None:
    """The last day a clinician saw this."""
    return max(
        (a.cleared.on for a in answers if a.cleared and a.cleared.how is ClearedHow.SEEN and flag in a.flags),
        default=None,
    )


Mistaken = Callable[[CheckIn], bool]
"""Whether what a check-in says of a flag was a mistake."""


def mistaken(flag: str, answers: Iterable[RedFlagAnswer]) -> Mistaken:
    """Return the test of a check-in for what the person has called a mistake: said while that flag stood open."""
    mistakes = [
        (a.checkin, a.day, a.cleared.on)
        for a in answers
        if a.cleared is not None and a.cleared.how is ClearedHow.MISTAKE and flag in a.flags
    ]
    return lambda checkin: any(checkin.id == ulid or first <= checkin.day <= last for ulid, first, last in mistakes)


def _weakness(entry: CheckIn, tests: Sequence[CheckIn], seen_on: date | None, is_mistaken: Mistaken) -> str | None:
    before = [c for c in tests if not is_mistaken(c)]
    muscles = [test for test in weak_muscles(entry) if _new_weakness(test, before, seen_on)]
    if muscles:
        alike = [test for test in muscles if test.muscle is muscles[0].muscle]
        return f"{muscles_words(alike)}: {muscles[0].muscle.value}"
    last_answer = next((c.weakness_felt for c in reversed(before) if c.weakness_felt is not None), None)
    if entry.weakness_felt and (seen_on is None or last_answer is False):
        return FELT_WEAK
    for side in ("left", "right"):
        if getattr(entry.heel_rises, side, None) != 0:
            continue
        counts = _since_seen(before, "heel_rises", side, seen_on)
        if counts[-1:] != [0] or seen_on is None:
            rises = [n for n in counts if n][-TESTS_BEFORE:]
            return f"{side} heel rises " + (f"{median(rises):g} → 0" if rises else "0")
    return next(filter(None, (_low_again(m, entry, tests, seen_on, is_mistaken) for m in WOBBLES[:2])), None)


def _low_again(
    measure: str, entry: CheckIn, before: Sequence[CheckIn], seen_on: date | None, is_mistaken: Mistaken
) -> str | None:
    """A count of heel rises that is low where the one before it was low too: that one's second try."""
    now = value_of(measure, entry)
    number = next((n for n in reversed(range(len(before))) if value_of(measure, before[n]) is not None), None)
    if number is None or now is None:
        return None
    last = before[number]
    if is_mistaken(last) or entry.day - last.day > TRIED_AGAIN:
        return None
    if seen_on is not None and last.day <= seen_on:
        return None
    doubt = _doubt(measure, last, before[:number], seen_on)
    return doubt.alarm(now).why if doubt is not None and doubt.is_low(now) else None


class MuscleTest(msgspec.Struct, frozen=True):
    """What a heel walk or big-toe lift of one leg told: `field` of a check-in, `side` of it."""

    field: str
    side: str
    muscle: Muscle

    @property
    def level(self) -> int:
        """How weak: 0 normal, 1 weak, 2 not possible."""
        return tuple(Muscle).index(self.muscle)

    def in_checkin(self, checkin: CheckIn) -> MuscleTest | None:
        """Return the same test of another check-in, `None` where that has none."""
        muscle = getattr(getattr(checkin, self.field), self.side, None)
        return msgspec.structs.replace(self, muscle=muscle) if muscle is not None else None


def weak_muscles(checkin: CheckIn) -> list[MuscleTest]:
    """Return the heel walks and big-toe lifts of a check-in that were weak or not possible."""
    every_test = [MuscleTest(field, side, Muscle.NORMAL) for field in MUSCLE_TESTS for side in ("left", "right")]
    tests = (test.in_checkin(checkin) for test in every_test)
    return [test for test in tests if test is not None and test.level > 0]


def muscles_words(tests: Sequence[MuscleTest]) -> str:
    """Say `left heel walk and big toe lift`, `left and right heel walk`, each with its side where both differ."""
    sides, fields = [dict.fromkeys(getattr(test, of) for test in tests) for of in ("side", "field")]
    if len(sides) == 1 or len(fields) == 1:
        return f"{joined(tuple(sides))} {joined([MUSCLE_TESTS[field] for field in fields])}"
    return joined([f"{test.side} {MUSCLE_TESTS[test.field]}" for test in tests])


def _new_weakness(test: MuscleTest, before: Sequence[CheckIn], seen_on: date | None) -> bool:
    """Weaker than at the last test, or than what a clinician has seen."""
    earlier = [(c.day, same.level) for c in before if (same := test.in_checkin(c)) is not None]
    levels_seen = [level for day, level in earlier if seen_on is not None and day <= seen_on]
    last = earlier[-1][1] if earlier else 0
    return test.level > min(last, max(levels_seen, default=0))


def _since_seen(before: Sequence[CheckIn], field: str, inner: str, seen_on: date | None) -> list[int]:
    """The answers so far in order; of those up to the day a clinician saw it only the last, which they saw."""
    tests = [(c.day, v) for c in before if (v := getattr(getattr(c, field), inner, None)) is not None]
    before_visit = [value for day, value in tests if seen_on is not None and day <= seen_on]
    return [*before_visit[-1:], *(value for day, value in tests if seen_on is None or day > seen_on)]


def _both_by_episode(entry: CheckIn, answers: Sequence[RedFlagAnswer], episode: Episode | None) -> str | None:
    """Leg pain without a side, in an episode of both legs that nobody was ever asked about; a quick check-in has none.

    Only once: an answer that it was a mistake is about the side of the episode, and holds for the entries after it.
    """
    if episode is None or episode.side is not _BOTH or entry.side is not None or not entry.leg_pain:
        return None
    return None if any(_answers_in(episode, answers, OTHER_LEG)) else "leg pain in an episode of both legs"


def _answers_in(episode: Episode | None, answers: Iterable[RedFlagAnswer], flag: str) -> Iterator[RedFlagAnswer]:
    """The answers about a flag since the episode began."""
    first = (episode.started if episode is not None else None) or date.min
    return (a for a in answers if flag in a.flags and a.day >= first)


def _other_leg(
    entry: CheckIn, checkins: Iterable[CheckIn], answers: Sequence[RedFlagAnswer], episode: Episode | None
) -> str | None:
    sides = _sides(entry)
    if not sides or any(
        (a.cleared is None or a.cleared.how is ClearedHow.SEEN) and not (a.raised and a.checkin == entry.id)
        for a in _answers_in(episode, answers, OTHER_LEG)
    ):
        return None
    earlier_sides: set[Side] = set()
    if episode is not None and episode.side is not None and episode.side is not _BOTH:
        earlier_sides = {episode.side}
    is_mistaken = mistaken(OTHER_LEG, answers)
    # Of years only those that may name a leg are looked at one by one.
    for checkin in (c for c in checkins if c.side or c.symptoms or c.heel_walk or c.toe_lift):
        if sides <= earlier_sides:
            break
        if _is_before(checkin, entry) and not is_mistaken(checkin):
            earlier_sides |= _sides(checkin)
    new = sides - earlier_sides
    if len(sides) > 1 and len(new) != 1:  # neither leg was named before, or both were and nobody was asked
        return "both legs hurt, tingle, are numb or weak"
    return f"the {min(new).value} leg newly hurts, tingles, is numb or weak" if new and earlier_sides else None


def _each(side: Side) -> set[Side]:
    return {_LEFT, _RIGHT} if side is _BOTH else {side}


def _sides(checkin: CheckIn) -> set[Side]:
    """The legs that hurt, tingle, are numb or tested weak."""
    sides: set[Side] = set()
    if checkin.side is not None and _leg_hurts(checkin):
        sides |= _each(checkin.side)
    for symptom in checkin.symptoms or ():
        if symptom.side is not None and _in_leg(symptom):
            sides |= _each(symptom.side)
    for test in (checkin.heel_walk, checkin.toe_lift):
        if test is not None:
            sides |= {side for side, muscle in ((_LEFT, test.left), (_RIGHT, test.right)) if muscle in _NOT_NORMAL}
    return sides


def _leg_hurts(checkin: CheckIn) -> bool:
    return checkin.leg_pain is None or checkin.leg_pain > 0


def _in_leg(symptom: Symptom) -> bool:
    in_leg = symptom.zone.value in ("thigh", "calf", "foot")
    return in_leg and symptom.quality is not Quality.TIGHT and symptom.intensity != 0
