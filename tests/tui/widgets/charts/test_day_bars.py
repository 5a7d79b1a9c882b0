"""The bars of a small window: each pain of each day is told by its height and its colour."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import pytest

from sciatica_tui.domain.charts.chart import GLANCE_AXIS, Chart, Curve
from sciatica_tui.tui.widgets.charts.day_bars import EIGHTHS, TICK, DayBars
from sciatica_tui.tui.widgets.charts.drawing import PAIN

LAST = date(2026, 11, 27).toordinal()
BARS = set(EIGHTHS[1:])


def chart(leg: dict[int, int], back: dict[int, int] | None = None, days: int = 28) -> Chart:
    """Pains by days before the last."""
    curves = [
        Curve(words, tuple((LAST - ago, float(pain)) for ago, pain in sorted(pains.items(), reverse=True)))
        for words, pains in (("leg", leg), ("back", back))
        if pains is not None
    ]
    return Chart("Leg pain and back pain", LAST - days + 1, LAST, GLANCE_AXIS, tuple(curves), as_bars=True)


def rows_of(bars: DayBars) -> list[str]:
    return ["".join(spot.text for spot in line) for line in bars.lines]


def heights(bars: DayBars, rows: slice) -> list[int]:
    """The eighths filled in each column of those rows."""
    plots = [row[bars.left : bars.left + bars.columns] for row in rows_of(bars)[rows]]
    return [sum(EIGHTHS.index(row[column]) for row in plots) for column in range(bars.columns)]


def test_one_bad_day_stands_out_among_the_others_in_three_rows() -> None:
    bars = DayBars(chart({0: 8, 1: 3, 2: 3}, {0: 9, 1: 1, 2: 1}), 36, 6)
    leg, back = heights(bars, slice(0, 3)), heights(bars, slice(3, 5))
    assert leg[-1] > 2 * leg[-2] == 2 * leg[-3]
    assert back[-1] > 2 * back[-2]
    looks = {spot.style for line in bars.lines for spot in line if set(spot.text) & BARS}
    assert {f"{PAIN}{pain}" for pain in (8, 3, 9, 1)} == looks


@pytest.mark.parametrize("rows", [3, 4, 6])
def test_each_pain_from_none_to_the_worst_has_a_height_of_its_own_and_a_day_without_an_entry_none(rows: int) -> None:
    bars = DayBars(chart({ago: 10 - ago for ago in range(11)}, days=12), 15, rows + 1)
    by_pain = heights(bars, slice(0, rows))[-11:]
    assert by_pain == sorted(set(by_pain))
    assert by_pain[0] > 0, "no pain is not no entry"
    assert heights(bars, slice(0, rows))[0] == 0
    assert EIGHTHS[8] not in rows_of(bars)[0], "the worst does not run into what is above it"


def test_the_date_below_a_bar_has_its_tick_under_that_day() -> None:
    bars = DayBars(chart({4: 5, 20: 5}), 36, 6)
    dates = rows_of(bars)[-1]
    assert "╵7 Nov" in dates
    assert dates[bars.left :].startswith("╵31 Oct"), "where it begins"
    assert dates.index("╵7 Nov") == bars.left + bars.column_of(date(2026, 11, 7).toordinal())
    assert bars.day_at(dates.index("╵7 Nov")) == date(2026, 11, 7).toordinal()


@pytest.mark.parametrize("width", range(30, 120))
@pytest.mark.parametrize("days", [14, 21, 28])
def test_the_dates_are_evenly_apart_up_to_the_last_day(width: int, days: int) -> None:
    bars = DayBars(chart({0: 5}, {0: 5}, days=days), width, 6)
    assert rows_of(bars)[-1].count("Nov") == 1, "a month is named where it begins"
    ticks = [x for x, letter in enumerate(rows_of(bars)[-1]) if letter == TICK]
    at = [bars.day_at(x) for x in ticks]
    labelled = [day for day in at if day is not None]
    gaps = {later - day for day, later in pairwise(labelled)}
    assert labelled[0] == bars.chart.first
    assert len(gaps) == 1
    assert labelled[-1] + gaps.pop() > LAST


@pytest.mark.parametrize("width", range(14, 120))
@pytest.mark.parametrize("days", [5, 14, 28, 63, 200])
def test_a_date_touches_neither_the_one_before_nor_its_tick(width: int, days: int) -> None:
    dates = rows_of(DayBars(chart({0: 5}, days=days), width, 6))[-1]
    assert not re.search(rf"\w{TICK}\w|[a-z]\d", dates), dates


def test_few_days_fill_the_width_and_many_share_a_column_by_their_worst() -> None:
    few = DayBars(chart({0: 5}, days=14), 31, 5)
    assert sum(height > 0 for height in heights(few, slice(0, 4))) == 2
    many = DayBars(chart({0: 2, 1: 9}, days=28), 17, 5)
    worst = DayBars(chart({0: 9}, days=28), 17, 5)
    assert heights(many, slice(0, 4))[-1] == heights(worst, slice(0, 4))[-1]


@pytest.mark.parametrize("size", [(24, 6), (36, 7), (40, 9), *((width, 6) for width in range(25, 100))])
@pytest.mark.parametrize("back", [None, {0: 10}])
def test_it_fills_its_room_and_never_overruns_it(size: tuple[int, int], back: dict[int, int] | None) -> None:
    lines = rows_of(DayBars(chart(dict.fromkeys(range(28), 10), back), *size))
    assert len(lines) == size[1]
    assert all(len(line) <= size[0] for line in lines)


def test_the_cursor_hides_no_bar() -> None:
    bars = DayBars(chart({0: 8}), 36, 6)
    assert bars.under_cursor(LAST, 4)[0] in BARS
    assert bars.under_cursor(LAST - 1, 4)[0] == "│"
