"""Weakness and numbness, which speak at once or against an improvement, whatever the pain does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

import msgspec

from ..daily import Digest, in_order
from ..records import CheckIn, Cleared, ClearedHow, Episode, RedFlagAnswer, Zone
from ..red_flags.alarms import alarms
from ..red_flags.flags import WEAKNESS, open_answers
from .looks import FIRST_LOOK, LOOK_EVERY
from .measure_assessment import MeasureAssessment

RECENT = timedelta(days=14)
"""How long an answer that tells of weakness is recent: two weekly tests."""
_STRENGTH_TESTS = ("heel_walk", "toe_lift", "heel_rises")


def as_of(answers: Iterable[RedFlagAnswer], on: date) -> tuple[RedFlagAnswer, ...]:
    """The red-flag answers as they stood at the end of a day: what a clinician saw later was still open.

    By the day that was kept with it: the instant alone does not say where the person's day ends.
    """
    return tuple(
        msgspec.structs.replace(a, cleared=None) if a.cleared is not None and a.cleared.on > on else a
        for a in answers
        if a.day <= on
    )


def unseen_weakness(digest: Digest, answers: Sequence[RedFlagAnswer], episode: Episode | None, on: date) -> str | None:
    """The weakness that no clinician has seen, in words; `None` where there is none.

    It is one that stands as a red flag, or that a check-in of the last 14 days tells of, later than a clinician
    last saw one. A check-in whose alarm was a mistake tells of none.
    """
    for answer in open_answers(answers, on):
        if WEAKNESS in answer.flags:
            return "Weakness of a leg or foot that no clinician has seen."
    seen = max((c.on for c in _cleared(answers, ClearedHow.SEEN)), default=date.min)
    mistaken = {a.checkin for a in answers if a.cleared is not None and a.cleared.how is ClearedHow.MISTAKE}
    told = in_order({c.id: c for c in (*digest.tests, *_of_note(digest.weak, on)) if c.id not in mistaken}.values())
    for checkin in reversed(told):
        if on - checkin.day >= RECENT or checkin.day <= seen:
            break
        if checkin.weakness_felt is False and checkin not in digest.days[checkin.day].tests:
            continue
        for alarm in alarms(checkin, told, answers, episode):
            if alarm.flag == WEAKNESS:
                return alarm.why
    return None


def _of_note(weak: Sequence[CheckIn], on: date) -> list[CheckIn]:
    """Every "yes" to a weak leg, and of the "no" those recent enough to be the last before a new one."""
    return [c for c in weak if c.weakness_felt or on - c.day < 2 * RECENT]


def _cleared(answers: Sequence[RedFlagAnswer], how: ClearedHow) -> list[Cleared]:
    return [a.cleared for a in answers if a.cleared is not None and a.cleared.how is how and WEAKNESS in a.flags]


def weakness_known(digest: Digest, asked: date | None, on: date) -> bool:
    """Whether the last 14 days would have told of weakness: by a strength test or an answer to the red flags."""
    if asked is not None and on - asked < RECENT:
        return True
    recent = [row for day, row in digest.days.items() if on - day < RECENT]
    tests = [test for row in recent for test in row.tests]
    return any(row.weak for row in recent) or any(c.heel_walk or c.toe_lift or c.heel_rises for c in tests)


def new_numb_zones(digest: Digest, on: date) -> frozenset[Zone]:
    """Zones that are numb at the last two weekly looks and were not at first.

    A look takes the seven days up to it; the beginning is the first answers about feelings, up to seven within 14
    days. Where nothing was answered at first there is nothing to be new against.
    """
    numb, start = digest.numb, digest.first
    looks = look_days(start, on)[-2:] if start else ()
    if len(looks) < 2 or not numb:
        return frozenset()
    first = min(numb)
    begin = [day for day in numb if day <= first + FIRST_LOOK][:7]
    weeks = [[day for day in numb if look - LOOK_EVERY < day <= look and day not in begin] for look in looks]
    known = frozenset[Zone]().union(*(numb[day] for day in begin))
    first_week, second_week = (frozenset[Zone]().union(*(numb[day] for day in week)) for week in weeks)
    return (first_week & second_week) - known - {Zone.NONE}


def look_days(start: date, on: date) -> range:
    """The weekly looks of an episode up to a day, as day numbers."""
    return range(start.toordinal() + FIRST_LOOK, on.toordinal() + 1, LOOK_EVERY)


def strength_dropped(readings: Mapping[str, MeasureAssessment]) -> str | None:
    """The strength test that is down by what counts from its best, at its latest; `None` where none is."""
    for measure in _STRENGTH_TESTS:
        reading = readings[measure]
        entries = reading.entries
        if len(entries) < 2:
            continue
        rule = reading.rule
        best = max((value for _, value in entries[:-1]), key=rule.gain)
        if -rule.gain(entries[-1][1] - best) >= rule.counts:
            return rule.words
    return None
