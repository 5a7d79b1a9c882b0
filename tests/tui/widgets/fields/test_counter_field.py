"""Heel rises counted in the form."""

from __future__ import annotations

from typing import Any

from sciatica_tui.tui.widgets.fields.controls import Number
from sciatica_tui.tui.widgets.fields.counter_field import CounterField


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


async def test_space_counts_a_rise_every_two_seconds_for_one_side_after_the_other(host: Any) -> None:
    clock = Clock()
    field = CounterField("heel_rises", "Heel rises", Number(0, 25, "times", 1), clock, 2.0)
    app = host(field)
    async with app.run_test() as pilot:
        await pilot.press("space")
        clock.now += 37
        assert (field.running, field.count) == (True, 18)
        await pilot.press("5", "space")
        assert (field.value, field.side) == ((18, None), 1)
        await pilot.press("space")
        clock.now += 200
        await pilot.press("enter")
        assert field.value == (18, 25), "25 are enough"


async def test_esc_throws_the_count_away_and_a_number_can_be_typed(host: Any) -> None:
    clock = Clock()
    field = CounterField("heel_rises", "Heel rises", Number(0, 25, "times", 1), clock, 2.0)
    app = host(field)
    async with app.run_test() as pilot:
        await pilot.press("space")
        clock.now += 9
        await pilot.press("escape")
        assert (field.value, field.running) == (None, False)
        await pilot.press("1", "2")
        assert field.value == (12, None)
