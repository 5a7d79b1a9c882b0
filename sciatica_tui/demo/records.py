"""A made-up history of nine weeks for `--demo` and the pictures: always the same story, told up to today.

A programmer of 38 with sciatica on the left: leg pain from 7 to 2, out of the foot and calf up to the buttock, with two
flares, days missed, and everything the app can keep. It answers the same for the same day, on every machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from random import Random
from typing import NamedTuple

from ..domain.days import step
from ..domain.measures.answers import Answers, checkin_from
from ..domain.records import (
    CheckIn,
    Cleared,
    ClearedHow,
    Episode,
    Event,
    EventKind,
    Felt,
    FlareAnswer,
    FlarePlan,
    Medication,
    NextDay,
    Phase,
    PhaseDecision,
    Precaution,
    Record,
    RedFlagAnswer,
    Relief,
    Scan,
    ScanKind,
    Session,
    Side,
    StepDone,
    Visit,
    VisitQuestion,
    Zone,
    new_id,
)
from ..domain.routines.catalogue import BY_NAME
from ..domain.routines.safety import CONTRAINDICATION, ONCE, ONCE_COLD, ONCE_EXERCISES, Question
from ..domain.routines.session_plan import total_seconds
from ..domain.zones import level, zone_at
from .sessions import hold, own_routine, press_ups, timed
from .story import (
    ACTIVITIES,
    BACK,
    FILLED_IN,
    FLARE_OVER,
    FLARE_PLAN,
    FLARES,
    HEAT_ON,
    LAST,
    LEG,
    MISSED,
    NOTES,
    PLAN_WRITTEN,
    QUESTIONS,
    RED_FLAG,
    STRETCHES_FROM,
    TAGS,
    VISITS,
    WALKS_FROM,
    WEEKLY,
    ZONE,
    curve,
)
from .trials import HEAT_AT, HEAT_SECONDS, TrialsStory
from .walking import Identity, walking_plan


def demo_records(today: date, now: datetime) -> tuple[Record, ...]:
    """The whole history as it stands at `now`, on the day `today`; nothing in it lies in the future but a visit."""
    return tuple(_Story(today, now).records())


class _Day(NamedTuple):
    """One day of the story: `worst` of leg and back, 0–10, and the furthest zone."""

    number: int
    date: date
    leg: int
    back: int
    zone: Zone


class _Story:
    def __init__(self, today: date, now: datetime) -> None:
        self.now = now
        self.first = step(today, -LAST)
        self.random = Random(38)
        self.wobble = 0.0
        self.entries: list[CheckIn] = []

    def records(self) -> Iterator[Record]:
        yield self._episode()
        for number in range(LAST):
            day = self._day(number)
            if number not in MISSED:
                yield from self._checkins(day)
                yield from self._sessions(day)
        this_morning = self._at(LAST, time(7, 40))
        if this_morning <= self.now:
            today = {"leg_pain": 2, "back_pain": 1, "zone": "buttock", "red_flags": []}
            yield self._checkin(LAST, this_morning, today)
        yield from self._milestones()
        yield from self._answers_before((question for question, _ in ONCE_EXERCISES), STRETCHES_FROM)
        yield walking_plan(self._identity(self._at(WALKS_FROM, time(20, 0))), self.first, self.entries)
        yield from self._flares()
        yield from TrialsStory(self._identity, self.now, self.first).records(self.entries)
        yield from press_ups(self._identity, self.first, self.entries)
        yield from self._answers_before((*ONCE, *ONCE_COLD), 0)  # what is drawn by lot before these stays as it was
        yield own_routine(self._identity(self._at(STRETCHES_FROM, time(17, 30))), step(self.first, STRETCHES_FROM))

    def _flares(self) -> Iterator[Record]:
        """What was said of the last flare, and the plan that was written once it was over."""
        over, plan = self._at(FLARE_OVER + 1, time(20, 30)), self._at(PLAN_WRITTEN, time(19, 15))
        yield FlareAnswer(**self._identity(over), day=step(self.first, FLARE_OVER), over=True)
        yield FlarePlan(**self._identity(plan), day=step(self.first, PLAN_WRITTEN), **FLARE_PLAN)

    def _day(self, number: int) -> _Day:
        """The curve, a wobble that lasts for a day or two, and the flares."""
        self.wobble = 0.45 * self.wobble + self.random.gauss(0, 0.75)
        flare = FLARES.get(number, 0.0)
        leg = _whole(curve(LEG, number) + self.wobble + flare, 0, 10)
        back = _whole(curve(BACK, number) + 0.4 * self.wobble + self.random.gauss(0, 0.6) + flare / 3, 0, 10)
        distance = _whole(curve(ZONE, number) + 0.25 * self.wobble + flare / 2.5, 1, 5)
        return _Day(number, step(self.first, number), leg, back, zone_at(distance))

    def _checkins(self, day: _Day) -> Iterator[Record]:
        morning = self.random.random() < 0.5
        noon = self.random.random() < (0.5 if day.number in FLARES else 0.15)
        if morning:
            yield self._quick(day, time(7, 10 + self.random.randrange(45)), -1)
        if noon:
            yield self._quick(day, time(12, 5 + self.random.randrange(50)), self.random.choice((-1, 0)))
        at = self._at(day.number, time(20, 15 + self.random.randrange(40)))
        answers = self._daily(day)
        if day.number in WEEKLY:
            answers |= _weekly(day.number)
        entry = self._checkin(day.number, at, answers)
        yield entry
        yield from self._medications(day, entry)

    def _quick(self, day: _Day, at: time, change: int) -> CheckIn:
        answers: Answers = {
            "leg_pain": max(0, day.leg + change),
            "back_pain": max(0, day.back + self.random.choice((-1, 0))),
            "zone": zone_at(max(1, level(day.zone) - self.random.choice((0, 0, 1)))).value,
            "red_flags": [] if self.random.random() < 0.8 else None,
        }
        return self._checkin(day.number, self._at(day.number, at), answers)

    def _daily(self, day: _Day) -> Answers:
        pick, leg = self.random, day.leg
        far = level(day.zone)
        walk = _whole(8 + day.number * 0.35 - 2 * FLARES.get(day.number, 0) + pick.gauss(0, 4), 3, 60)
        activity = [{"kind": "walk", "minutes": 5 * (walk // 5)}] if walk >= 5 else []
        if "swimming pool" in TAGS.get(day.number, ()):
            activity.append({"kind": "swim", "minutes": 25})
        bands = ("none", "one_or_two", "three_to_five", "six_to_ten")
        spasms = _whole((leg - 2) / 2 + pick.gauss(0, 0.5), 0, 3)
        answers: Answers = {
            "leg_pain": leg,
            "back_pain": day.back,
            "zone": day.zone.value,
            "side": "left",
            "frequency": ("none", "now_and_then", "half", "most", "constant")[_whole(leg / 1.9, 1, 4)],
            "symptoms": _symptoms(far, leg),
            "cough_pain": leg >= 5,
            "spasm_count": bands[spasms],
            "spasm_severity": _whole(leg - 1 + pick.gauss(0, 0.7), 1, 9) if spasms else None,
            "sit_minutes": 5 * _whole((12 + day.number * 1.4 - 3 * leg + pick.gauss(0, 6)) / 5, 1, 24),
            "stand_minutes": 5 * _whole((10 + day.number * 0.8 - leg + pick.gauss(0, 5)) / 5, 1, 18),
            "walk_minutes": 5 * _whole((12 + day.number * 0.9 - 2 * leg + pick.gauss(0, 5)) / 5, 1, 18),
            "activity": activity,
            "sleep": _whole(8.2 - 0.75 * leg + pick.gauss(0, 0.8), 1, 9),
            "posture": pick.choice(("sitting", "sitting", "standing", "walking", "lying")),
            "tags": list(TAGS.get(day.number, ("desk day",) if day.date.weekday() < 5 and pick.random() < 0.5 else ())),
            "flare": day.number in FLARES,
            "note": NOTES.get(day.number),
            "tasks.stairs": "easy" if leg < 4 else "hard",
            "tasks.bending": "could_not" if leg > 6 else "hard" if leg > 2 else "easy",
            "red_flags": [] if pick.random() < 0.92 else None,
        }
        if day.number == RED_FLAG:
            answers["red_flags"] = ["night_pain"]
        if "long drive" in TAGS.get(day.number, ()):
            answers |= {"tasks.driving": "hard", "posture": "driving"}
        return answers

    def _medications(self, day: _Day, entry: CheckIn) -> Iterator[Record]:
        """Fewer and fewer."""
        share = 0.85 if day.number < 14 else 0.45 if day.number < 28 else 0.12 if day.number < 50 else 0.0
        ibuprofen = self.random.random() < share or day.number in FLARES
        relief = self.random.choice((Relief.SOME, Relief.SOME, Relief.GOOD))
        if not ibuprofen:
            return
        at = self._at(day.number, time(8, 15))
        yield Medication(
            **self._identity(at),
            day=day.date,
            at=at,
            product="Ibuprofen",
            ingredient="ibuprofen",
            amount="400 mg",
            relief=relief,
            checkin=entry.id,
        )

    def _sessions(self, day: _Day) -> Iterator[Record]:
        number = day.number
        if number < 10 or number in FLARES:
            yield self._session(day, time(18, 30), "ice", (timed("ice", 900),))
        elif number in HEAT_ON:  # the rest of the heat is the trial's: what is drawn by lot after this stays as it was
            yield self._session(day, HEAT_AT, "heat", (timed("heat", HEAT_SECONDS),))
        if number >= STRETCHES_FROM and number % 7 in (0, 2, 3, 5) and number not in FLARES:
            names = ("hamstring", "piriformis", "knee-to-chest") if number >= 28 else ("hamstring",)
            holds = tuple(hold(name, side, n) for name in names for side in ("left", "right") for n in (1, 2, 3))
            yield self._session(day, time(17, 45), "daily" if len(names) > 1 else names[0], holds)

    def _session(self, day: _Day, at: time, routine: str, steps: tuple[StepDone, ...]) -> Session:
        started = self._at(day.number, at)
        seconds = total_seconds(BY_NAME[routine].plan)
        stretched = routine not in ("ice", "heat")
        eased = self.random.choice((0, 0, 1))
        next_day = self.random.choice((NextDay.BETTER, NextDay.SAME, NextDay.SAME))
        answered_later = stretched and day.number != LAST - 1
        return Session(
            **self._identity(started + timedelta(seconds=seconds)),
            day=day.date,
            routine=routine,
            started_at=started,
            ended_at=started + timedelta(seconds=seconds),
            steps=steps,
            ended="finished",
            before=Felt(leg_pain=day.leg, zone=day.zone) if stretched else None,
            after=Felt(leg_pain=max(0, day.leg - eased), zone=day.zone, further_down=False) if stretched else None,
            next_day=next_day if answered_later else None,
        )

    def _episode(self) -> Episode:
        return Episode(
            **self._identity(self._at(0, time(20, 5))),
            day=self.first,
            started=step(self.first, -3),
            side=Side.LEFT,
            cause="Disc herniation L5/S1",
            risk_factors=("sitting at work", "lifting"),
            activities=ACTIVITIES,
            first_under_20_or_over_50=False,
        )

    def _answers_before(self, questions: Iterable[Question], number: int) -> Iterator[Record]:
        """What is asked once before the first exercise, ice or heat, on that day: nothing speaks against any."""
        for question in questions:
            yield Precaution(
                **self._identity(self._at(number, time(17, 0))),
                day=step(self.first, number),
                about=question.name,
                kind=CONTRAINDICATION,
                applies=False,
            )

    def _milestones(self) -> Iterator[Record]:
        doctor, scan, physio, injection, decided = (self._at(n, time(16, 0)) for n in (5, 15, 21, 28, 36))
        night = self._at(RED_FLAG, time(20, 58))
        yield RedFlagAnswer(
            **self._identity(night),
            day=step(self.first, RED_FLAG),
            at=night,
            flags=("night_pain",),
            cleared=Cleared(how=ClearedHow.SEEN, on=step(self.first, 5), at=doctor),
        )
        yield from self._visits()
        yield Scan(
            **self._identity(scan),
            day=step(self.first, 15),
            kind=ScanKind.MRI,
            note="Herniated disc L5/S1 on the left, touching the S1 root.",
        )
        yield self._event(physio, 21, EventKind.EXERCISE, "Stretches", "Shown by the physiotherapist.")
        yield self._event(injection, 28, EventKind.INJECTION, "Nerve root injection", "S1, left.")
        yield PhaseDecision(
            **self._identity(decided),
            day=step(self.first, 36),
            before=Phase.PAIN_RELIEF,
            proposed=Phase.FUNCTIONAL_IMPROVEMENT,
            accepted=True,
            reason="Leg pain down by more than 2, two weeks running, zone no further down.",
            looks=(step(self.first, 28), step(self.first, 35)),
        )

    def _visits(self) -> Iterator[Record]:
        """Visits that were and one to come, with the questions noted for it."""
        for story in VISITS:
            at, kept_at = self._at(story.number, story.at), self._at(min(story.number, LAST - 2), time(19, 30))
            day, texts = step(self.first, story.number), story.texts
            yield Visit(**self._identity(kept_at), day=day, at=at, kind=story.kind, **texts)
        for number, question in enumerate(QUESTIONS, LAST - len(QUESTIONS)):
            noted = self._at(number, time(19, 40))
            yield VisitQuestion(**self._identity(noted), day=step(self.first, number), text=question)

    def _event(self, at: datetime, number: int, kind: EventKind, title: str, note: str) -> Event:
        return Event(**self._identity(at), day=step(self.first, number), kind=kind, title=title, note=note)

    def _checkin(self, number: int, at: datetime, answers: Answers) -> CheckIn:
        late = number == FILLED_IN
        now = self._at(number + 1, time(8, 0)) if late else at
        entry = checkin_from(answers, **self._identity(now), day=step(self.first, number), at=None if late else at)
        self.entries.append(entry)
        return entry

    def _identity(self, now: datetime) -> Identity:
        return {"id": new_id(now, self.random.randbytes(10)), "created_at": now, "updated_at": now, "rev": 1}

    def _at(self, number: int, wall: time) -> datetime:
        return datetime.combine(step(self.first, number), wall, tzinfo=self.now.tzinfo)


def _symptoms(far: int, leg: int) -> list[dict[str, str | int]]:
    """An ache in the buttock, sharp pain further down, tingling where it reaches foot or calf."""
    feelings: list[dict[str, str | int]] = []
    if far >= 2 and leg:
        feelings.append({"zone": "buttock", "quality": "ache", "side": "left", "intensity": max(1, leg - 1)})
    if far >= 3:
        feelings.append({"zone": "thigh", "quality": "sharp" if leg > 4 else "tight", "side": "left", "intensity": leg})
    if far >= 4:
        feelings.append(
            {"zone": "calf", "quality": "electric" if leg > 5 else "ache", "side": "left", "intensity": leg}
        )
    if far >= 5:
        feelings.append({"zone": "foot", "quality": "tingling", "side": "left", "intensity": max(1, leg - 2)})
    return feelings


def _weekly(number: int) -> Answers:
    abilities, bother, leg_raise, rises, reach, stand, outlook = WEEKLY[number]
    names = ("leg_pain", "tingling", "weakness", "sitting")
    return {
        "abilities": [{"name": n, "score": score} for n, score in zip(ACTIVITIES, abilities, strict=True)],
        **{f"bother.{name}": value for name, value in zip(names, bother, strict=True)},
        **dict(zip(("worry", "confidence"), outlook, strict=True)),
        "leg_raise.method": "lying",
        "leg_raise.left_degrees": leg_raise[0],
        "leg_raise.right_degrees": leg_raise[1],
        "heel_rises.left": rises[0],
        "heel_rises.right": rises[1],
        **{f"{test}.{side}": "normal" for test in ("heel_walk", "toe_lift") for side in ("left", "right")},
        "reach_cm": reach,
        "sit_to_stand_seconds": stand,
        "change_felt": {27: 1, 55: 2}.get(number),
    }


def _whole(value: float, low: int, high: int) -> int:
    return min(high, max(low, round(value)))
