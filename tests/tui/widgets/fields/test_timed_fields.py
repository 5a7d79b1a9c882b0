"""The stopwatch of the sit-to-stand test, and heel rises counted by their beat, on a clock that is set by hand."""

from __future__ import annotations

from typing import Any

import pytest

from sciatica_tui.tui.widgets.fields.controls import Number
from sciatica_tui.tui.widgets.fields.timed_fields import RUNNING, CounterField, StopwatchField
from tests.support import FakeClock


def stopwatch(clock: FakeClock, **given: Any) -> StopwatchField:
    return StopwatchField("sit_to_stand_seconds", "Sit to stand, five times", clock.monotonic, **given)


def counter(clock: FakeClock) -> CounterField:
    return CounterField("heel_rises", "Heel rises", Number(0, 25, "times", 1), clock.monotonic, 2.0)


async def test_space_starts_and_stops_and_the_seconds_are_the_answer(host: Any) -> None:
    clock = FakeClock()
    field = stopwatch(clock)
    app = host(field)
    async with app.run_test() as pilot:
        await pilot.press("space")
        assert field.running
        assert len(digits(app, field)) == 7, "large while it runs"
        clock.advance(12.34)
        await pilot.press("space")
        assert not field.running
        assert app.heard.changed == [("sit_to_stand_seconds", 12.3)]
        assert "12.3 s" in app.shown(field)[0]


async def test_enter_stops_it_but_does_not_start_it(host: Any) -> None:
    clock = FakeClock()
    field = stopwatch(clock)
    app = host(field)
    async with app.run_test() as pilot:
        await pilot.press("enter")
        assert app.heard.keys == ["enter"]
        await pilot.press("space")
        clock.advance(9)
        await pilot.press("enter")
        assert field.value == 9.0
        assert app.heard.keys == ["enter"]


async def test_escape_throws_a_run_away(host: Any) -> None:
    clock = FakeClock()
    field = stopwatch(clock, value=11.0)
    app = host(field)
    async with app.run_test() as pilot:
        await pilot.press("space")
        clock.advance(3)
        await pilot.press("escape")
        assert field.value == 11.0
        assert app.heard.changed == []


async def test_seconds_may_be_typed_to_a_tenth(host: Any) -> None:
    field = stopwatch(FakeClock())
    app = host(field)
    async with app.run_test() as pilot:
        await pilot.press(*"12.45")
        assert field.value == 12.4, "a second decimal is refused"
        await pilot.press("delete")
        await pilot.press(*"3010")
        assert field.value is None, "301 is too long"


async def test_a_digit_during_a_run_changes_nothing_and_switches_no_screen(host: Any) -> None:
    clock = FakeClock()
    field = stopwatch(clock)
    app = host(field)
    async with app.run_test() as pilot:
        await pilot.press("space", "7", "backspace", "delete")
        assert field.running
        assert field.value is None
        assert app.heard.keys == []


async def test_space_counts_a_rise_every_two_seconds_for_one_side_after_the_other(host: Any) -> None:
    clock = FakeClock()
    field = counter(clock)
    app = host(field)
    async with app.run_test() as pilot:
        await pilot.press("space")
        clock.advance(37)
        assert (field.running, field.result) == (True, 18)
        await pilot.press("5", "space")
        assert (field.value, field.side) == ((18, None), 1)
        await pilot.press("space")
        clock.advance(200)
        await pilot.press("enter")
        assert field.value == (18, 25), "25 are enough"


async def test_esc_throws_the_count_away_and_a_number_can_be_typed(host: Any) -> None:
    clock = FakeClock()
    field = counter(clock)
    app = host(field)
    async with app.run_test() as pilot:
        await pilot.press("space")
        clock.advance(9)
        await pilot.press("escape")
        assert (field.value, field.running) == (None, False)
        await pilot.press("1", "2")
        assert field.value == (12, None)


async def test_a_count_that_is_left_is_thrown_away(host: Any) -> None:
    clock = FakeClock()
    field, other = counter(clock), stopwatch(clock)
    app = host(field, other)
    async with app.run_test() as pilot:
        await pilot.press("space")
        clock.advance(9)
        other.focus()
        await pilot.pause()
        assert (field.value, field.running) == (None, False)


def digits(app: Any, field: Any) -> list[str]:
    """The rows of the number of a run."""
    return [row for row in app.shown(field) if set("▀▄█") & set(row)]


@pytest.mark.parametrize(("columns", "rows", "least"), [(30, 24, 3), (52, 24, 7), (76, 36, 9), (120, 60, 9)])
@pytest.mark.parametrize("seconds", [3.2, 123.4])
async def test_a_run_is_read_from_afar_clear_of_its_question(
    host: Any, columns: int, rows: int, least: int, seconds: float
) -> None:
    clock = FakeClock()
    field = stopwatch(clock)
    app = host(field)
    async with app.run_test(size=(max(columns, 110 if rows > 30 else 0), rows)) as pilot:
        field.styles.width = columns
        await pilot.press("space")
        clock.advance(seconds)
        field.tick()
        await pilot.pause()
        assert len(digits(app, field)) >= least
        assert not app.shown(field)[1].strip()
        assert field.keys_now == RUNNING
        assert field.size.height == len(digits(app, field)) + 2, "as high at the end of a run as at its start"


async def test_the_count_says_which_leg_it_counts(host: Any) -> None:
    field = counter(FakeClock())
    app = host(field)
    async with app.run_test() as pilot:
        await pilot.press("tab", "space")
        assert app.shown(field)[0].strip() == "› Heel rises, right"


@pytest.mark.parametrize("columns", [45, 50, 60, 80])
async def test_what_starts_the_stopwatch_is_whole_beside_the_answer_or_below_it(host: Any, columns: int) -> None:
    field = stopwatch(FakeClock())
    field.label_cells = 30
    app = host(field)
    async with app.run_test(size=(columns, 24)):
        assert any("▶ space starts" in row for row in app.shown(field))
