"""Every mode in the smallest windows: what has no room is left out whole, and nothing that is false is said."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from textual.widgets._toast import Toast

from sciatica_tui.domain.records import CheckIn, Felt, Zone
from sciatica_tui.domain.routines.safety import EVERY_ONCE
from sciatica_tui.tui.screens.history import HistoryScreen
from sciatica_tui.tui.screens.session_questions import AfterScreen, precautions_screen
from sciatica_tui.tui.screens.trends import TrendsScreen
from sciatica_tui.tui.widgets.fields.big_targets import BigQuestion

from ...driving import AppPilot, episode, opened, shown, until
from ...support import checkin, services

SIX_WEEKS: tuple[CheckIn, ...] = tuple(
    checkin(ago, leg_pain=1 + ago // 7, back_pain=2, zone="thigh", posture="sitting") for ago in range(42)
)


async def judged(pilot: AppPilot) -> str:
    """Today, its signs there, their names shortened where it is narrow."""
    await until(pilot, lambda: "Centraliz" in shown(pilot))
    await pilot.pause()
    return shown(pilot)


def empty_boxes(screen: str) -> bool:
    """Whether a box has its lower edge right below its title."""
    rows = screen.splitlines()
    return any(upper[x] == "╭" and lower[x] == "╰" for upper, lower in pairwise(rows) for x in range(60))


@pytest.mark.parametrize(
    ("size", "titles"),
    [
        ((60, 16), (False, False, False)),
        ((60, 24), (True, False, True)),
        ((80, 18), (False, True, True)),
        ((80, 24), (True, True, True)),
    ],
)
async def test_today_leaves_out_the_boxes_that_have_no_room(
    tmp_path: Path, size: tuple[int, int], titles: tuple[bool, ...]
) -> None:
    async with opened(services(tmp_path, episode(), *SIX_WEEKS), size=size) as pilot:
        screen = await judged(pilot)
        boxes = ("Leg pain and back pain", "─ Where ─", "─ Last 7 days ─")
        assert tuple(box in screen for box in boxes) == titles
        assert not empty_boxes(screen)
        assert "Check-in" in screen
        assert "Imaging" in screen


async def test_a_box_is_back_when_the_window_has_grown(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), *SIX_WEEKS), size=(60, 16)) as pilot:
        await judged(pilot)
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: "Leg pain and back pain" in shown(pilot) and "─ Where ─" in shown(pilot))


@pytest.mark.parametrize("rows", [16, 24])
async def test_the_strip_names_every_mode_and_a_number_can_be_clicked(tmp_path: Path, rows: int) -> None:
    async with opened(services(tmp_path, episode(), *SIX_WEEKS), size=(60, rows)) as pilot:
        assert shown(pilot).startswith(" 1 Today  2  3  4  5  6  7 ")
        await pilot.click("ModeStrip", offset=(shown(pilot).index(" 6 ") + 1, 0))
        await until(pilot, lambda: isinstance(pilot.app.screen, HistoryScreen))
        await pilot.pause()
        assert shown(pilot).startswith(" 1  2  3  4  5  6 History  7 ")


@pytest.mark.parametrize("rows", [16, 24])
async def test_trends_draw_their_chart_in_sixty_columns(tmp_path: Path, rows: int) -> None:
    async with opened(services(tmp_path, episode(), *SIX_WEEKS), size=(60, rows)) as pilot:
        await pilot.press("3")
        await until(pilot, lambda: "━━ usual level" in shown(pilot))
        assert "Nothing logged" not in shown(pilot)
        assert "10┤" in shown(pilot)
        assert " 0┤" in shown(pilot)
        assert "[Chart] 1 of 4" in shown(pilot)
        await pilot.click("#views", offset=(2, 0))
        await until(pilot, lambda: "[Where it hurt]" in shown(pilot))


async def test_a_chart_without_room_says_so(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), *SIX_WEEKS), size=(60, 24)) as pilot:
        await pilot.press("3")
        await until(pilot, lambda: "━━ usual level" in shown(pilot))
        assert isinstance(pilot.app.screen, TrendsScreen)
        pilot.app.screen.measures.styles.width = 40
        await until(pilot, lambda: "This chart" in shown(pilot))
        assert "window." in shown(pilot)
        assert "Nothing logged" not in shown(pilot)


async def test_the_year_shows_as_many_weeks_as_fit_each_in_its_line(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), *SIX_WEEKS), size=(60, 24)) as pilot:
        await pilot.press("6", "tab")
        await until(pilot, lambda: "The last 8 weeks, by leg pain" in shown(pilot))
        await pilot.pause()
        rows = shown(pilot).partition("Entries")[0].splitlines()
        days = [row for row in rows if row[2:5] in ("Mon", "Wed", "Fri", "Sun")]
        assert [row[2:5] for row in days] == ["Mon", "Wed", "Fri", "Sun"]
        assert all(row.split()[2:8] == list("654321") for row in days)
        assert "leg pain  0  1  2  3  4  5  6  7  8  9  10" in shown(pilot)


async def test_in_the_lowest_window_the_history_is_its_list(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), *SIX_WEEKS), size=(60, 16)) as pilot:
        await pilot.press("6")
        await until(pilot, lambda: "Entries" in shown(pilot))
        await pilot.pause()
        assert "by leg pain" not in shown(pilot)
        assert shown(pilot).count(" Nov ") == 11


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
async def test_all_precautions_are_in_sight_and_each_answer_near_its_question(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with opened(services(tmp_path, episode()), size=size) as pilot:
        await pilot.app.push_screen(precautions_screen(EVERY_ONCE, {}))
        await pilot.pause()
        rows = shown(pilot).splitlines()
        answers = [row for row in rows if row.rstrip(" │").endswith("no")]
        assert len(answers) == len(EVERY_ONCE)
        assert all(any(question.words in row for row in rows) for question in EVERY_ONCE)
        [diabetes] = (row for row in answers if "Diabetes?" in row)
        assert diabetes.index("yes") - diabetes.index("?") <= 48


@pytest.mark.parametrize(("before", "keys"), [(Zone.BACK, "5n"), (Zone.BUTTOCK, "1y")])
async def test_what_is_refused_after_a_session_covers_neither_a_target_nor_how_it_ended(
    tmp_path: Path, before: Zone, keys: str
) -> None:
    async with opened(services(tmp_path, episode()), size=(80, 24)) as pilot:
        screen = AfterScreen("Ice", "Stopped", Felt(zone=before), lambda: 0.0, lambda: None)
        await pilot.app.push_screen(screen)
        await pilot.press("down", *keys, "ctrl+s")
        await until(pilot, lambda: bool(screen.query(Toast)))
        await pilot.pause()
        assert "Press Enter again to save it." in shown(pilot), "whole, on its two lines"
        assert screen.query_one(Toast).has_class("-warning"), "as refusals look elsewhere"
        assert screen.query_one(Toast).region.y >= screen.query_one(BigQuestion).region.bottom - 1
