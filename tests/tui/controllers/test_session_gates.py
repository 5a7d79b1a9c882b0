"""What is asked before a routine may begin, on a day about which nothing is known yet."""

from __future__ import annotations

from pathlib import Path

import pytest

from sciatica_tui.domain.records import Precaution
from sciatica_tui.tui.screens.check_in import CheckInScreen
from sciatica_tui.tui.widgets.fields.big_targets import GateQuestion

from ...sessions import Floor, floor

pytestmark = pytest.mark.usefixtures("both_loops")


async def next_day(on: Floor) -> None:
    """Be on a day without a check-in."""
    on.clock.advance(24 * 3600)
    await on.settle()


async def test_all_but_the_gentlest_are_asked_about_once_on_a_day_without_a_check_in(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await next_day(on)
        await on.want("pelvic-tilt")
        assert on.title == "Before: Pelvic tilt"
        await on.press("escape")
        await on.want("hamstring")
        assert "You have not checked in today, so only the gentlest routine is suggested." in on.words
        await on.press("g")
        assert on.title == "Before: Pelvic tilt"
        await on.press("escape")
        await on.want("hamstring")
        await on.press("s")
        assert "Leg pain now" in on.words
        await on.press("escape")
        await on.want("walk")
        assert on.word == "Get ready"


async def test_what_was_answered_before_esc_is_there_the_next_time_and_is_not_saved(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await on.want("ice")
        before = on.given.journal.all(Precaution)
        await on.press("n", "n", "escape")
        assert on.given.journal.all(Precaution) == before
        await on.want("ice")
        assert [field.value for field in on.app.screen.query(GateQuestion)][:3] == [False, False, None]


async def test_enter_leads_to_the_check_in(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await next_day(on)
        await on.want("walk")
        assert "› c Check in first" in on.words
        await on.press("enter")
        assert isinstance(on.app.screen, CheckInScreen)
        assert on.sessions == ()


@pytest.mark.parametrize("name", ["ice", "sitting-break"])
async def test_what_asks_for_no_movement_needs_no_check_in(tmp_path: Path, name: str) -> None:
    async with floor(tmp_path) as on:
        await next_day(on)
        await on.want(name)
        assert "You have not checked in today" not in on.words
