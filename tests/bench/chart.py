"""What a chart of ten years costs: its numbers, its first drawing, a step of the cursor.

    python -m tests.bench.chart

3,650 days with four check-ins each, drawn at 120×36 beside the list. Milliseconds are processor time of the fastest
round, as what else the machine does can only slow one down; the ratio is to the floor, which is turning the finished
lines into strips and nothing else. Budgets: 20 ms for the first drawing, means and intervals among it, and 5 ms for a
step of the cursor.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from rich.segment import Segment
from textual.strip import Strip

from sciatica_tui.domain.assessment.assess import assess
from sciatica_tui.domain.charts import rolling_mean
from sciatica_tui.domain.charts.measure_display import BY_MEASURE
from sciatica_tui.domain.charts.trends import RANGES, Trends, chart_of, trends_of
from sciatica_tui.domain.measures.answers import checkin_from
from sciatica_tui.domain.records import CheckIn
from sciatica_tui.domain.snapshot import RecordSnapshot
from sciatica_tui.tui.widgets.charts.drawing import Drawing
from tests.support import TODAY, stamp

from .report import Row, timed

DAYS, A_DAY = 3650, 4
WIDTH, HEIGHT = 74, 27
"""The room of the chart at 120×36."""


def ten_years(days: int = DAYS, seed: int = 1) -> tuple[CheckIn, ...]:
    """Ups and downs over ten years, four check-ins a day, about one day in ten missed."""
    pick = random.Random(seed)
    zones = ("none", "back", "buttock", "thigh", "calf", "foot")
    found = []
    level = 5.0
    for number in range(days):
        level = min(max(level + pick.gauss(0, 0.25), 0.5), 9.0)
        if pick.random() < 0.1:
            continue
        day = TODAY - timedelta(days=days - 1 - number)
        for _ in range(A_DAY):
            leg = min(max(round(level + pick.gauss(0, 1)), 0), 10)
            answers = {"leg_pain": leg, "back_pain": max(leg - 2, 0), "zone": zones[min(leg // 2 + 1, 5)]}
            found.append(checkin_from(answers, **stamp(), day=day))
    return tuple(found)


def data(days: int = DAYS) -> Trends:
    """The trends of those check-ins."""
    checkins = ten_years(days)
    return trends_of(checkins, (), (), assess(RecordSnapshot(checkins=checkins), TODAY), TODAY)


def least_ms(work: Callable[[], object], rounds: int, before: Callable[[], object] = lambda: None) -> float:
    """The fastest of the rounds, in milliseconds."""
    times = []
    for _ in range(rounds):
        before()
        start = time.thread_time()
        work()
        times.append(time.thread_time() - start)
    return min(times) * 1000


def strips(drawing: Drawing) -> list[Strip]:
    """The lines as strips, without styles."""
    return [Strip([Segment(spot.text) for spot in line]) for line in drawing.lines]


def rows(years: int) -> Iterator[Row]:
    """A chart of all the years, its first drawing and a step of the cursor."""
    if not years:
        return
    found = data(365 * years)
    kind = BY_MEASURE["leg_pain"]
    ready = Drawing(chart_of(found, kind, RANGES[-1]), WIDTH, HEIGHT)

    def first() -> None:
        rolling_mean.estimate.cache_clear()
        strips(Drawing(chart_of(found, kind, RANGES[-1]), WIDTH, HEIGHT))

    def step() -> None:
        for day in (found.last - 40, found.last - 80):
            for row in range(ready.rows):
                ready.under_cursor(day, row)

    cost = timed({"first": first, "step": step, "floor": lambda: strips(ready)})
    floor_is = "finished lines into strips"
    yield Row("chart, first", years, cost["first"], "ms", cost["floor"], floor_is, limit=20)
    yield Row("chart, a step of the cursor", years, cost["step"], "ms", cost["floor"], floor_is, limit=5)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=25)
    rounds = parser.parse_args().rounds
    found = data()
    kind = BY_MEASURE["leg_pain"]
    ready = Drawing(chart_of(found, kind, RANGES[-1]), WIDTH, HEIGHT)
    floor = least_ms(lambda: strips(ready), rounds * 5)

    def first(days: int) -> float:
        return least_ms(
            lambda: strips(Drawing(chart_of(found, kind, RANGES[days]), WIDTH, HEIGHT)),
            rounds,
            rolling_mean.estimate.cache_clear,
        )

    def step() -> None:
        for day in (found.last - 40, found.last - 80):
            for row in range(ready.rows):
                ready.under_cursor(day, row)

    print(f"{DAYS} days, {DAYS * A_DAY} check-ins up to {date.isoformat(TODAY)}, chart {WIDTH}×{HEIGHT}")
    print(f"{'':42}{'ms':>8}{'× floor':>9}{'budget':>8}")
    rows = (
        ("floor: finished lines into strips", floor, None),
        ("ten years, first: means, band, drawing", first(-1), 20),
        ("ten years again: drawing alone", least_ms(lambda: strips(Drawing(ready.chart, WIDTH, HEIGHT)), rounds), 20),
        ("a year, first", first(3), 20),
        ("three months, first", first(2), 20),
        ("a step of the cursor: two columns", least_ms(step, rounds * 5), 5),
    )
    for words, ms, budget in rows:
        print(f"{words:42}{ms:8.2f}{ms / floor:9.1f}{budget or '':>8}")


if __name__ == "__main__":
    main()
