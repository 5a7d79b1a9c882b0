"""How long an assessment takes: cold, after one new entry, and with every interval written out.

    python -m tests.bench.verdict_speed

One measure over 26 weeks with all its looks; then whole pages of one episode with every measure answered, one check-in
a day over 26 weeks, four a day over a year, five over ten. The best of a few runs, as other work only adds.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sciatica_tui.domain.assessment.assess import assess
from sciatica_tui.domain.assessment.measure_assessment import read
from sciatica_tui.domain.daily import digest
from sciatica_tui.domain.measures.rules import LEG_PAIN
from sciatica_tui.domain.records import (
    Ability,
    Bother,
    CheckIn,
    Frequency,
    HeelRises,
    LegRaise,
    LegRaiseMethod,
    Muscle,
    MuscleSides,
    Quality,
    SpasmCount,
    Symptom,
    Zone,
    new_id,
)
from sciatica_tui.domain.snapshot import RecordSnapshot
from sciatica_tui.domain.views.summary_json import to_json

from .report import Row, history, timed

START = date(2016, 1, 4)
A_MEASURE, COLD, ONE_MORE = 8.0, {1: 25.0, 10: 150.0}, 10.0
"""Budgets in milliseconds: 26 weeks of one measure; so many years, cold; after one new entry."""


def diary(days: int, a_day: int) -> RecordSnapshot:
    """So many days of one episode, 15 % of them missing."""
    rng = random.Random(days)
    checkins: list[CheckIn] = []
    for number in range(days):
        if rng.random() < 0.15:
            continue
        for turn in range(a_day):
            checkins.append(_checkin(rng, number, turn, len(checkins)))
    return RecordSnapshot(checkins=tuple(checkins))


def _checkin(rng: random.Random, number: int, turn: int, place: int) -> CheckIn:
    day = START + timedelta(days=number)
    at = datetime(day.year, day.month, day.day, 8 + 3 * turn, tzinfo=UTC)
    answers: dict[str, Any] = {
        "leg_pain": rng.randint(2, 8),
        "back_pain": rng.randint(0, 5),
        "zone": rng.choice(tuple(Zone)[2:]),
    }
    if turn == 0:
        answers |= {
            "red_flags": (),
            "frequency": rng.choice(tuple(Frequency)),
            "spasm_count": rng.choice(tuple(SpasmCount)),
            "spasm_severity": rng.randint(0, 6),
            "sit_minutes": rng.randint(10, 60),
            "stand_minutes": rng.randint(5, 30),
            "walk_minutes": rng.randint(5, 60),
            "symptoms": (Symptom(zone=Zone.CALF, quality=Quality.TINGLING),),
            "weakness_felt": False,
        }
    if turn == 0 and number % 7 == 0:
        normal = MuscleSides(left=Muscle.NORMAL, right=Muscle.NORMAL)
        answers |= {
            "bother": Bother(leg_pain=3, tingling=2, weakness=1, sitting=rng.randint(0, 6)),
            "abilities": (Ability(name="walk", score=rng.randint(2, 8)), Ability(name="lift", score=4)),
            "leg_raise": LegRaise(
                method=LegRaiseMethod.LYING, left_degrees=float(rng.randint(30, 60)), right_degrees=80
            ),
            "heel_rises": HeelRises(left=rng.randint(5, 9), right=20),
            "heel_walk": normal,
            "toe_lift": normal,
            "sit_to_stand_seconds": 12.5,
            "reach_cm": float(rng.randint(10, 40)),
        }
    identity = new_id(at, place.to_bytes(10, "big"))
    return CheckIn(id=identity, created_at=at, updated_at=at, rev=1, day=day, at=at, **answers)


def best(work: Callable[[], object], runs: int = 5) -> float:
    """Milliseconds of the fastest run."""
    times = []
    for _ in range(runs):
        begin = time.perf_counter()
        work()
        times.append(time.perf_counter() - begin)
    return min(times) * 1000


def rows(years: int) -> Iterator[Row]:
    """An assessment cold, and after one new entry. There is no floor: nothing simpler gives the same verdicts."""
    if not years:
        return
    whole = RecordSnapshot(checkins=history(years))
    on = whole.checkins[-1].day
    known = assess(RecordSnapshot(checkins=whole.checkins[:-1]), on)
    found = timed({"cold": lambda: assess(whole, on), "one more": lambda: assess(whole, on, known)})
    yield Row("verdicts, cold, one episode", years, found["cold"], "ms", limit=COLD[years])
    yield Row("verdicts after one new entry", years, found["one more"], "ms", limit=ONE_MORE)


def main() -> None:
    """Print the times beside their budgets."""
    half = digest(diary(182, 1).checkins)
    assert half.first is not None
    assert half.last is not None
    leg = best(lambda: read(LEG_PAIN, half.entries["leg_pain"], half.first, half.last))  # type: ignore[arg-type]
    print(f"26 weeks of one measure, cold, with all looks: {leg:.1f} ms (budget {A_MEASURE:g})\n")
    print(f"{'':12}{'records':>9}{'cold':>10}{'budget':>9}{'one more':>10}{'budget':>9}{'as JSON':>10}")
    for words, days, a_day, years in (("26 weeks", 182, 1, 1), ("a year", 365, 4, 1), ("ten years", 3650, 5, 10)):
        whole = diary(days, a_day)
        on = whole.checkins[-1].day
        without = RecordSnapshot(checkins=whole.checkins[:-1])
        known = assess(without, on)
        cold = best(lambda whole=whole, on=on: assess(whole, on))  # type: ignore[misc]
        warm = best(lambda whole=whole, on=on, known=known: assess(whole, on, known))  # type: ignore[misc]
        json = best(lambda known=known: to_json(known), runs=2)  # type: ignore[misc]
        print(
            f"{words:12}{len(whole.checkins):>9}{cold:>7.1f} ms{COLD[years]:>6g} ms"
            f"{warm:>7.1f} ms{ONE_MORE:>6g} ms{json:>7.0f} ms"
        )


if __name__ == "__main__":
    main()
