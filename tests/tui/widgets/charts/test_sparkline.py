"""The small chart: a fixed axis, true dates, and gaps that stay gaps."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from sciatica_tui.tui.widgets.charts.sparkline import SmallChart

TODAY = date(2026, 11, 22)


def chart(*values: float | None, width: int = 63, height: int = 5) -> SmallChart:
    """A chart whose last value is today's; None is a day without an entry."""
    days = [TODAY - timedelta(days=back) for back in range(len(values) - 1, -1, -1)]
    points = tuple((day, value) for day, value in zip(days, values, strict=True) if value is not None)
    made = SmallChart()
    made.last_day, made.points = TODAY, points
    made.styles.width, made.styles.height = width, height
    return made


async def test_a_day_without_an_entry_is_a_gap_and_not_a_zero(host: Any) -> None:
    drawn = chart(*[5] * 10, None, None, None, *[5] * 15)
    app = host(drawn)
    async with app.run_test(size=(100, 20)):
        plot = [line[3:59] for line in app.shown(drawn)]
        assert plot[0].strip() == plot[4].strip() == ""
        assert plot[2][20:26] == " " * 6
        assert " " not in plot[2][:20] + plot[2][26:]


async def test_the_axis_is_fixed(host: Any) -> None:
    low, high = chart(*[4, 5] * 14), chart(*[0, 10] * 14)
    app = host(low, high)
    async with app.run_test(size=(100, 20)):
        assert app.shown(low)[0].startswith("10│")
        assert app.shown(low)[4].startswith(" 0│")
        assert app.shown(low)[0][3:].strip() == "", "4 and 5 stay in the middle"
        assert app.shown(high)[0][3:].strip() != ""


async def test_the_last_value_is_written_beside_its_height(host: Any) -> None:
    drawn = chart(9, 8, 0)
    app = host(drawn)
    async with app.run_test(size=(100, 20)):
        assert app.shown(drawn)[4].endswith(" 0")


async def test_days_before_the_window_are_left_out(host: Any) -> None:
    drawn = chart(10, *[None] * 28)
    app = host(drawn)
    async with app.run_test(size=(100, 20)):
        assert app.shown(drawn)[0] == "nothing logged yet"


async def test_in_two_rows_a_day_is_a_bar_and_the_last_value_stands_on_the_lower_one(host: Any) -> None:
    drawn, other = chart(*[5] * 13, None, 0, *[10] * 13, width=63, height=2), chart(2, width=63, height=3)
    app = host(drawn, other)
    async with app.run_test(size=(100, 20)):
        above, below = (line.ljust(59) for line in app.shown(drawn))
        assert (above[3:29].strip("▁ "), below[3:29].strip("█")) == ("", "")
        assert (below[29:31], below[31]) == ("  ", "▁")
        assert (above[33:59], below[33:59]) == ("█" * 26, "█" * 26)
        assert below.endswith(" 10")
        assert app.shown(other)[2].endswith(" 2")


@pytest.mark.parametrize(("width", "height"), [(36, 3), (16, 2), (12, 1), (200, 30)])
async def test_it_says_the_last_value_at_every_size(host: Any, width: int, height: int) -> None:
    drawn = chart(6, None, 3, width=width, height=height)
    app = host(drawn)
    async with app.run_test(size=(210, 40)):
        assert "3" in " ".join(app.shown(drawn))
        assert all(len(line) <= width for line in app.shown(drawn))


async def test_a_fall_across_a_gap_is_not_drawn_as_one(host: Any) -> None:
    joined, apart = chart(*[10] * 14, *[0] * 14), chart(*[10] * 13, None, *[0] * 14)
    app = host(joined, apart)
    async with app.run_test(size=(100, 20)):
        assert app.shown(joined)[2][3:].strip() != ""
        assert app.shown(apart)[2][5:].removeprefix("│").strip() == ""
