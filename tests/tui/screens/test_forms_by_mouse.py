"""The forms by the mouse alone: what looks as if it could be clicked can be, and stays where it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from sciatica_tui.demo.records import demo_records
from sciatica_tui.domain.records import Activity, ActivityKind
from sciatica_tui.tui.screens.red_flags import RedFlagScreen

from ...driving import (
    AppPilot,
    click_at_once,
    click_spot_at_once,
    episode,
    field,
    opened,
    settled,
    shown,
    the_form,
    until,
)
from ...support import NOW, TODAY, services


def place(pilot: AppPilot, words: str) -> tuple[int, int]:
    """The column and row of words on the screen."""
    lines = shown(pilot).splitlines()
    return next((line.index(words), y) for y, line in enumerate(lines) if words in line)


async def test_a_click_in_the_list_of_weekly_tests_shows_that_test(tmp_path: Path) -> None:
    async with opened(services(tmp_path, *demo_records(TODAY, NOW)), (200, 60)) as pilot:
        await pilot.press("c", "w")
        form = await the_form(pilot)
        await until(pilot, lambda: "Three things" in shown(pilot))
        click_at_once(pilot, "· Heel walk")
        await until(pilot, lambda: form.box.test is not None and form.box.test.heading == "Heel walk")
        await until(pilot, lambda: "› · Heel walk" in shown(pilot))


async def test_a_click_on_a_section_that_is_open_goes_to_its_first_open_question(tmp_path: Path) -> None:
    async with opened(services(tmp_path, *demo_records(TODAY, NOW)), (200, 60)) as pilot:
        await pilot.press("c", "d")
        form = await the_form(pilot)
        await until(pilot, lambda: "· What you can do" in shown(pilot))
        click_at_once(pilot, "· What you can do")
        await until(pilot, lambda: form.box.current_field.name == "sit_minutes")


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
async def test_the_switch_of_the_depths_stays_where_it_is(tmp_path: Path, size: tuple[int, int]) -> None:
    async with opened(services(tmp_path, *demo_records(TODAY, NOW)), size) as pilot:
        await pilot.press("c")
        await the_form(pilot)
        places = []
        for key in ("", "d", "w"):
            if key:
                await pilot.press(key)
            await settled(pilot)
            places.append(place(pilot, "Quick"))
        assert places[0] == places[1] == places[2]


async def test_clicks_on_a_kind_of_activity_choose_it_and_its_arrows_change_the_minutes(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode()), (120, 36)) as pilot:
        await pilot.press("c", "d")
        form = await the_form(pilot)
        done = field(form, "activity")
        form.box.focus_field(done)
        await until(pilot, lambda: done.has_focus)
        click_at_once(pilot, "swim", times=2)
        await settled(pilot)
        assert done.value is None
        x, y = place(pilot, "__›")
        click_spot_at_once(pilot, x + 2, y)
        await until(pilot, lambda: done.value == (Activity(kind=ActivityKind.SWIM, minutes=5),))


async def test_the_words_of_the_red_flags_in_the_form_are_buttons(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await pilot.press("c")
        form = await the_form(pilot)
        click_at_once(pilot, "show them")
        await until(pilot, lambda: isinstance(pilot.app.screen, RedFlagScreen))
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is form)
        click_at_once(pilot, "none of these")
        await until(pilot, lambda: field(form, "red_flags").value == ())
