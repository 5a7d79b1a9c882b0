"""Made-up histories for the property test of the whole page: a seed gives a person's records and the day to look."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import msgspec

from sciatica_tui.domain.records import (
    Ability,
    Bother,
    CheckIn,
    Frequency,
    HeelRises,
    Muscle,
    MuscleSides,
    Phase,
    PhaseDecision,
    Quality,
    RedFlagAnswer,
    SpasmCount,
    Symptom,
    Zone,
)
from sciatica_tui.domain.snapshot import RecordSnapshot
from sciatica_tui.domain.zones import ORDER
from tests.domain.people import START, accepted, entry, record

Level = Callable[[int], float]
STEPS = (Phase.PAIN_RELIEF, Phase.FUNCTIONAL_IMPROVEMENT, Phase.FULL_RECOVERY, Phase.RECOVERED)


def level_of(rng: random.Random, low: float, high: float) -> Level:
    """A course: flat, or a ramp from one level to another and perhaps back."""
    first, second, third = (rng.uniform(low, high) for _ in range(3))
    shape, start, end = rng.choice(("flat", "ramp", "there and back")), rng.randint(0, 30), rng.randint(31, 70)

    def level(day: int) -> float:
        if shape == "flat":
            return first
        part = min(max((day - start) / (end - start), 0), 1)
        back = min(max((day - end - 10) / 20, 0), 1) if shape == "there and back" else 0
        return first + (second - first) * part + (third - second) * back

    return level


def whole(value: float, high: int) -> int:
    """An answer on a scale from 0."""
    return min(high, max(0, round(value)))


def history(seed: int) -> tuple[RecordSnapshot, int]:
    """One person's records and the day they are looked at: of every third one who recovers, and may relapse.

    Every other third answers all there is to be judged.
    """
    rng = random.Random(seed)
    diary, last = _recovering(rng) if seed % 3 == 0 else _anybody(rng)
    return (_with_more_answers(diary, random.Random(f"{seed} more")) if seed % 3 == 1 else diary), last


def _with_more_answers(diary: RecordSnapshot, rng: random.Random) -> RecordSnapshot:
    """The same with spasms, sitting and standing on most days, and tests and weekly questions now and then."""
    number, worst, sit = level_of(rng, 0, 4), level_of(rng, 0, 9), level_of(rng, 5, 90)
    reach, able, bother, seconds = level_of(rng, 0, 50), level_of(rng, 0, 10), level_of(rng, 0, 6), level_of(rng, 8, 30)
    names = ("walk", "lift")[: rng.randint(1, 2)]
    checkins = []
    for checkin in diary.checkins:
        day, answers = (checkin.day - START).days, dict[str, Any]()
        if rng.random() < 0.7:
            answers |= {
                "spasm_count": tuple(SpasmCount)[whole(rng.gauss(number(day), 0.6), 4)],
                "spasm_severity": whole(rng.gauss(worst(day), 1), 10),
                "sit_minutes": whole(rng.gauss(sit(day), 5), 200),
                "stand_minutes": whole(rng.gauss(sit(day) / 2, 5), 200),
            }
        if rng.random() < 0.2:
            level = whole(rng.gauss(bother(day), 0.4), 6)
            answers |= {
                "reach_cm": whole(rng.gauss(reach(day), 2), 60),
                "sit_to_stand_seconds": round(rng.gauss(seconds(day), 1), 1),
                "abilities": tuple(Ability(name=name, score=whole(rng.gauss(able(day), 1), 10)) for name in names),
                "bother": Bother(leg_pain=level, tingling=level, weakness=level, sitting=level),
            }
        checkins.append(msgspec.structs.replace(checkin, **answers))
    return msgspec.structs.replace(diary, checkins=tuple(checkins))


def _anybody(rng: random.Random) -> tuple[RecordSnapshot, int]:
    last = rng.randint(10, 120)
    leg, back, zone = level_of(rng, 0, 9), level_of(rng, 0, 8), level_of(rng, 0, 5)
    walk, rises = level_of(rng, 3, 120), level_of(rng, 0, 25)
    sd, missing, detailed, asked = rng.uniform(0, 2), rng.uniform(0, 0.6), rng.random(), rng.random()
    numb_from = rng.choice((None, None, 0, rng.randint(5, 100)))
    numb_zone = rng.choice(ORDER[1:])
    checkins: list[CheckIn] = []
    for day in range(last + 1):
        for _ in range(rng.choice((1, 1, 1, 2, 4)) if rng.random() > missing else 0):
            answers: dict[str, Any] = {
                "leg_pain": whole(rng.gauss(leg(day), sd), 10),
                "back_pain": whole(rng.gauss(back(day), sd), 10),
                "zone": ORDER[whole(rng.gauss(zone(day), sd / 2), 5)],
                "red_flags": () if rng.random() < asked else None,
            }
            if rng.random() < detailed:
                numb = numb_from is not None and day >= numb_from
                quality, where = (Quality.NUMB, numb_zone) if numb else (Quality.ACHE, Zone.THIGH)
                answers |= {
                    "walk_minutes": whole(rng.gauss(walk(day), 5), 200),
                    "frequency": rng.choice(tuple(Frequency)),
                    "symptoms": (Symptom(zone=where, quality=quality),),
                    "weakness_felt": rng.random() < 0.01,
                    "flare": rng.random() < 0.1,
                }
            if rng.random() < 0.1:
                answers |= {
                    "heel_rises": HeelRises(left=whole(rng.gauss(rises(day), 2), 25), right=20),
                    "heel_walk": MuscleSides(left=rng.choices(tuple(Muscle), (20, 1, 1))[0], right=Muscle.NORMAL),
                }
            checkins.append(entry(day, **{name: answer for name, answer in answers.items() if rng.random() < 0.95}))
    decisions: tuple[PhaseDecision, ...] = ()
    if last > 40 and rng.random() < 0.3:
        decisions = (accepted(rng.randint(20, last), Phase.FUNCTIONAL_IMPROVEMENT),)
    return _records(rng, checkins, decisions, last), last


def _recovering(rng: random.Random) -> tuple[RecordSnapshot, int]:
    """Pain that goes in some weeks and may come back, now and then after months without an entry; some legs weaken."""
    last, gone, start = rng.randint(40, 120), rng.randint(15, 40), rng.uniform(4, 9)
    rest = rng.choice((0, 0, 0.4, 1, 1.6))
    again = rng.choice((None, None, rng.randint(gone, last), last - rng.randint(2, 8)))
    gap = rng.choice((0, 0, 0, 120)) if again is not None else 0
    sd, asked_until = rng.choice((0, 0.5, 1)), rng.choice((last, last, rng.randint(0, last)))
    weaker_from, weaker = rng.randint(20, last), rng.choice((0, 0, 0.2, 0.4))
    stiff_from, stiff = rng.randint(20, last), rng.choice((0, 0, 0, 15))
    numb_from = rng.choice((None, None, rng.randint(0, last)))
    checkins = []
    for day in range(last + 1):
        if day not in (0, last) and rng.random() < 0.15:
            continue
        hurts = again is not None and day >= again
        pain = start + (rest - start) * min(day / gone, 1) if not hurts else 5
        later = day + gap if hurts else day
        answers: dict[str, Any] = {
            "leg_pain": whole(rng.gauss(pain, sd if pain > 1 else 0), 10),
            "back_pain": whole(rng.gauss(rest, sd / 2), 10),
            "zone": Zone.CALF if pain >= 2 else Zone.BACK if pain >= 0.5 else Zone.NONE,
            "red_flags": () if day <= asked_until else None,
            "walk_minutes": 30 - (stiff if day >= stiff_from else 0),
        }
        if numb_from is not None:
            quality = Quality.NUMB if day >= numb_from else Quality.ACHE
            answers["symptoms"] = (Symptom(zone=Zone.FOOT, quality=quality),)
        if day % 7 == 0:
            lost = round(weaker * max(day - weaker_from, 0))
            answers |= {
                "heel_rises": HeelRises(left=max(20 - lost, 1), right=20),
                "bother": Bother(leg_pain=1, tingling=0, weakness=1, sitting=1),
                "abilities": (Ability(name="walk", score=9), Ability(name="lift", score=9)),
            }
        checkins.append(entry(later, **answers))
    steps = rng.randint(0, 3)
    days = sorted(rng.randint(gone, last) for _ in range(steps))
    decisions = tuple(accepted(day, STEPS[n + 1], STEPS[n]) for n, day in enumerate(days))
    return _records(rng, checkins, decisions, last), last + gap


def _records(
    rng: random.Random, checkins: list[CheckIn], decisions: tuple[PhaseDecision, ...], last: int
) -> RecordSnapshot:
    flags: tuple[RedFlagAnswer, ...] = ()
    if rng.random() < 0.1:
        name = rng.choice(("not_better", "night_pain", "bowels"))
        flagged = rng.randint(0, last)
        flags = (record(RedFlagAnswer, flagged, at=entry(flagged).at, flags=(name,)),)
    return RecordSnapshot(checkins=tuple(checkins), phase_decisions=decisions, red_flags=flags)
