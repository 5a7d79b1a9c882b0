"""Made-up people for the pictures of Today, Phase and a sign: the same on every machine and every day.

The one who improves is the app's own made-up history (`--demo`); the others are written into a data folder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

from sciatica_tui.demo.records import demo_records
from sciatica_tui.domain.days import day_of
from sciatica_tui.domain.measures.answers import checkin_from
from sciatica_tui.domain.records import CheckIn, Episode, Muscle, MuscleSides, Record, RedFlagAnswer, Side, new_id
from sciatica_tui.domain.red_flags.flags import WEAKNESS
from sciatica_tui.storage.journal import Journal

Answers = dict[str, Any]


class Person:
    """Makes records of days before `now`, at eight in the evening; of today at `now`."""

    def __init__(self, now: datetime, seed: int) -> None:
        self.now = now
        self.today = day_of(now)
        self.random = Random(seed)
        self._numbers = count(1)

    def stamp(self, ago: int) -> Answers:
        """The identity of a record made that many days ago."""
        made = self.moment(ago)
        return {
            "id": new_id(made, next(self._numbers).to_bytes(10, "big")),
            "created_at": made,
            "updated_at": made,
            "rev": 1,
        }

    def moment(self, ago: int) -> datetime:
        """Eight in the evening that many days ago; now for today."""
        if ago == 0:
            return self.now
        return datetime.combine(self.day(ago), time(20), tzinfo=self.now.tzinfo)

    def day(self, ago: int) -> date:
        """That many days ago."""
        return self.today - timedelta(days=ago)

    def episode(self, ago: int, side: Side) -> Episode:
        """An episode that began then."""
        return Episode(**self.stamp(ago), day=self.day(ago), started=self.day(ago), side=side)

    def checkin(self, ago: int, **answers: Any) -> CheckIn:
        """A check-in with the red flags answered."""
        given = {"red_flags": [], **answers}
        return checkin_from(given, **self.stamp(ago), day=self.day(ago), at=self.moment(ago))

    def about(self, level: float, spread: float) -> int:
        """A rating near a level, 0–10."""
        return min(10, max(0, round(self.random.gauss(level, spread))))


def improving(now: datetime) -> Iterator[Record]:
    """The nine weeks of the demo."""
    yield from demo_records(day_of(now), now)


def worsening(now: datetime) -> Iterator[Record]:
    """Eight weeks in which leg pain grows and moves down, and today for the first time the heel walk is weak."""
    person = Person(now, seed=11)
    yield person.episode(56, Side.LEFT)
    for ago in range(56, -1, -1):
        if ago in (40, 33, 21, 12):
            continue
        done = (56 - ago) / 56
        answers: Answers = {
            "leg_pain": person.about(3 + 4.5 * done, 1.0),
            "back_pain": person.about(3, 0.8),
            "zone": "thigh" if done < 0.35 else "calf" if done < 0.75 else "foot",
            "side": "left",
            "frequency": "half" if done < 0.5 else "most",
            "walk_minutes": 5 * max(1, round(6 - 5 * done)),
        }
        if ago % 7 == 0:
            answers |= _tests(
                person, round(18 - 5 * done), (62 - round(16 * done), 84), "weak" if ago == 0 else "normal"
            )
        entry = person.checkin(ago, **answers)
        yield entry
        if entry.heel_walk == MuscleSides(left=Muscle.WEAK, right=Muscle.NORMAL):
            yield RedFlagAnswer(
                **person.stamp(ago),
                day=entry.day,
                at=person.moment(ago),
                flags=(WEAKNESS,),
                raised=True,
                why="left heel walk: weak",
                checkin=entry.id,
            )


def sparse(now: datetime) -> Iterator[Record]:
    """Nine days with four entries: too little for any verdict."""
    person = Person(now, seed=3)
    yield person.episode(8, Side.LEFT)
    for ago, leg in ((8, 6), (5, 7), (1, 4), (0, 5)):
        yield person.checkin(ago, leg_pain=leg, back_pain=2, zone="calf", side="left")


def mixed(now: datetime) -> Iterator[Record]:
    """Seven weeks in which leg pain falls and moves up while back pain rises."""
    person = Person(now, seed=5)
    yield person.episode(49, Side.LEFT)
    for ago in range(49, -1, -1):
        part = min(1.0, (49 - ago) / 35)
        leg, back = person.about(6.5 - 4.5 * part, 1.0), person.about(2 + 5 * part, 1.0)
        yield person.checkin(ago, leg_pain=leg, back_pain=back, zone="calf" if part < 0.5 else "buttock", side="left")


def back_only(now: datetime) -> Iterator[Record]:
    """Seven weeks without leg pain, in which back pain grows."""
    person = Person(now, seed=6)
    yield person.episode(49, Side.LEFT)
    for ago in range(49, -1, -1):
        back = person.about(2 + 5.5 * min(1.0, (49 - ago) / 42), 1.0)
        yield person.checkin(ago, leg_pain=int(ago % 9 == 0), back_pain=back, zone="back")


def relapse(now: datetime) -> Iterator[Record]:
    """Three months: better after six weeks, level for four, and then worse again."""
    person = Person(now, seed=8)
    yield person.episode(98, Side.LEFT)
    for ago in range(98, -1, -1):
        day = 98 - ago
        level = 6.5 - 4.5 * min(1.0, day / 40) if day < 72 else 2 + 4.5 * min(1.0, (day - 72) / 10)
        zone = "calf" if day < 20 or day > 80 else "thigh"
        yield person.checkin(ago, leg_pain=person.about(level, 1.2), back_pain=person.about(2, 1.0), zone=zone)


def newly_numb(now: datetime) -> Iterator[Record]:
    """Seven weeks of quick check-ins that get better; of late the foot is numb, which nobody asked about before."""
    person = Person(now, seed=9)
    yield person.episode(49, Side.LEFT)
    for ago in range(49, -1, -1):
        leg = person.about(6.5 - 4.5 * min(1.0, (49 - ago) / 35), 1.0)
        numb = [{"zone": "foot", "quality": "numb", "side": "left"}]
        symptoms = {"symptoms": numb} if ago < 18 else {}
        zone = "calf" if ago > 30 else "buttock"
        yield person.checkin(ago, leg_pain=leg, back_pain=2, zone=zone, side="left", **symptoms)


def weekly(now: datetime) -> Iterator[Record]:
    """Four months with one entry a week."""
    person = Person(now, seed=10)
    yield person.episode(119, Side.RIGHT)
    for ago in range(119, -1, -7):
        leg = person.about(7 - 5 * min(1.0, (119 - ago) / 84), 0.8)
        yield person.checkin(ago, leg_pain=leg, back_pain=person.about(2, 0.8), zone="calf", side="right")


def two_years(now: datetime) -> Iterator[Record]:
    """Two years: better within three months, and level with the usual ups and downs ever since."""
    person = Person(now, seed=12)
    yield person.episode(730, Side.LEFT)
    for ago in range(730, -1, -1):
        if person.random.random() < 0.25 and ago:
            continue
        part = min(1.0, (730 - ago) / 90)
        leg, back = person.about(6.5 - 4.8 * part, 1.3), person.about(3 - 1.5 * part, 1.0)
        yield person.checkin(ago, leg_pain=leg, back_pain=back, zone="calf" if part < 0.5 else "buttock", side="left")


def _tests(person: Person, rises: int, raised: tuple[int, int], muscle: str) -> Answers:
    """The weekly questions; legs raised left and right, heel rises and the heel walk of the left one."""
    return {
        "bother.leg_pain": 4,
        "bother.tingling": 3,
        "bother.weakness": 1,
        "bother.sitting": person.random.choice((4, 5)),
        "leg_raise.method": "lying",
        "leg_raise.left_degrees": raised[0],
        "leg_raise.right_degrees": raised[1],
        "heel_rises.left": rises,
        "heel_rises.right": 24,
        "heel_walk.left": muscle,
        "heel_walk.right": "normal",
        "toe_lift.left": "normal",
        "toe_lift.right": "normal",
    }


PEOPLE: dict[str, Callable[[datetime], Iterator[Record]]] = {
    "improving": improving,
    "worsening": worsening,
    "sparse": sparse,
    "mixed": mixed,
    "back-only": back_only,
    "relapse": relapse,
    "newly-numb": newly_numb,
    "weekly": weekly,
    "two-years": two_years,
}


def write(name: str, folder: Path, now: datetime) -> None:
    """Keep a person's records in a data folder, as the app itself would."""
    Journal.open(folder, lambda: now).save(name, *PEOPLE[name](now))
