"""Keys that arrive in one piece mean what they would mean one by one."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
from textual import events

from sciatica_tui.domain.records import CheckIn, Zone
from sciatica_tui.tui.app import SciaticaApp
from sciatica_tui.tui.widgets.fields.field import Field

from ..driving import (
    AppPilot,
    busy_disk,
    checkins,
    click_at_once,
    click_spot_at_once,
    episode,
    field,
    opened,
    opened_form,
    settled,
    shown,
    the_form,
    until,
)
from ..support import services


def at_once(pilot: AppPilot, *keys: str) -> None:
    """All of them before the app has looked at the first."""
    for key in keys:
        pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))


@pytest.mark.parametrize("opens", ["c", "2 c", "f2 enter"])
async def test_opening_the_form_three_digits_and_enter_in_one_piece_are_a_check_in(tmp_path: Path, opens: str) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        at_once(pilot, *opens.split(), "6", "3", "4", "enter")
        await until(pilot, lambda: checkins(pilot))
        [entry] = checkins(pilot)
        assert (entry.leg_pain, entry.back_pain, entry.zone) == (6, 3, Zone.CALF)


async def test_typing_on_into_the_next_screen_reaches_that_screen(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        at_once(pilot, "6", "1", "2", "c", "d", "5")
        form = await the_form(pilot)
        await until(pilot, lambda: field(form, "leg_pain").value == 5)
        await until(pilot, lambda: field(form, "leg_pain").has_focus is False)


async def test_saving_and_quitting_in_one_piece_saves_first(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        at_once(pilot, "c", "6", "enter", "q")
        await until(pilot, lambda: pilot.app._exit)
    assert [c.leg_pain for c in services(tmp_path).journal.all(CheckIn)] == [6]


async def test_a_key_whose_target_is_gone_does_not_hold_up_the_next(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        at_once(pilot, "c")
        form = await the_form(pilot)
        at_once(pilot, "d", "d", "left_square_bracket", "7")
        await until(pilot, lambda: [f.value for f in form.query(Field) if f.name == "leg_pain"] == [7])


async def test_clicks_in_one_piece_reach_the_screens_that_the_ones_before_open(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        click_at_once(pilot, "3 Trends")
        click_at_once(pilot, "5 Phase")
        click_at_once(pilot, "2 Check-in")
        click_spot_at_once(pilot, 8, 3, times=2)
        await the_form(pilot)


async def test_the_rest_of_a_double_click_does_nothing_on_the_screen_that_it_opened(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        click_at_once(pilot, "Quit", times=2)
        await until(pilot, lambda: pilot.app._exit)
    async with opened(services(tmp_path, episode())) as pilot:
        click_at_once(pilot, "? Help", times=2)
        await until(pilot, lambda: "Help ·" in shown(pilot))
        await settled(pilot)
        assert "Help ·" in shown(pilot)


async def test_a_pointer_that_moves_while_a_save_takes_long_holds_up_no_key(tmp_path: Path) -> None:
    given = services(tmp_path, episode())
    async with opened(given) as pilot:
        form = await opened_form(pilot, "6", "3", "4")
        async with busy_disk(given):
            at_once(pilot, "enter", "k")
            for x in range(60):
                pilot.app.post_message(events.MouseMove(None, x, 5, 0, 0, 0, False, False, False, x, 5))
            at_once(pilot, "question_mark")
            async with asyncio.timeout(60 * form.patience / 2):
                await until(pilot, lambda: "Help ·" in shown(pilot))


async def test_an_answer_typed_just_before_the_app_is_ended_from_outside_is_kept(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await opened_form(pilot)
        at_once(pilot, "6")
        assert isinstance(pilot.app, SciaticaApp)
        pilot.app.shutdown.end_now()
        await until(pilot, lambda: pilot.app._exit)
    assert '"leg_pain": 6' in json.dumps(services(tmp_path).journal.load_draft("checkin"))
