"""Dialogs by the mouse: their words about keys are what those keys do, and a click outside is Esc."""

from __future__ import annotations

import threading
from datetime import date
from pathlib import Path

import pytest
from textual.containers import VerticalScroll

from sciatica_tui.demo.records import demo_records
from sciatica_tui.domain.progress import Progress
from sciatica_tui.services.commands import Scope, in_scope
from sciatica_tui.tui.screens.command_palette import Palette
from sciatica_tui.tui.screens.dialogs import AskDay
from sciatica_tui.tui.screens.help import HelpPage
from sciatica_tui.tui.screens.progress import LongWork

from ...driving import PATIENCE, click_at_once, click_spot_at_once, episode, opened, settled, shown, until
from ...support import NOW, TODAY, day, services

DIALOGS = {
    "question_mark": "Esc closes",
    "5 j j j j j j enter": "Esc closes",
    "6 n": "Esc goes back",
    "5 v": "Esc closes",
}
"""The keys that open a dialog, and its words about Esc."""


@pytest.mark.parametrize("keys", DIALOGS)
@pytest.mark.parametrize("where", ["its words", "outside", "the footer below"])
async def test_a_click_on_esc_or_outside_closes_a_dialog(tmp_path: Path, keys: str, where: str) -> None:
    async with opened(services(tmp_path, *demo_records(TODAY, NOW)), (120, 36)) as pilot:
        await until(pilot, lambda: "Centralization" in shown(pilot))
        for key in keys.split():
            await pilot.press(key)
            await pilot.pause()
        await until(pilot, lambda: len(pilot.app.screen_stack) == 2)
        await until(pilot, lambda: DIALOGS[keys] in shown(pilot))
        if where == "its words":
            click_at_once(pilot, DIALOGS[keys])
        elif where == "outside":
            click_spot_at_once(pilot, 3, 0)
        else:
            click_spot_at_once(pilot, 115, 35)
        await until(pilot, lambda: len(pilot.app.screen_stack) == 1)
        await settled(pilot)
        assert not pilot.app._exit


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_every_command_is_two_clicks_away_through_the_help(tmp_path: Path, size: tuple[int, int]) -> None:
    async with opened(services(tmp_path, *demo_records(TODAY, NOW)), size) as pilot:
        await until(pilot, lambda: "Centralization" in shown(pilot))
        click_at_once(pilot, "? Help")
        await until(pilot, lambda: isinstance(pilot.app.screen, HelpPage))
        pilot.app.screen.query_one(VerticalScroll).scroll_end(animate=False)
        await settled(pilot)
        await until(pilot, lambda: "How the app behaves and looks." in shown(pilot))
        click_at_once(pilot, "How the app behaves and looks.")
        await until(pilot, lambda: "Session cues" in shown(pilot) and "? Help" in shown(pilot))
        click_at_once(pilot, "? Help")
        await until(pilot, lambda: isinstance(pilot.app.screen, HelpPage))
        pilot.app.screen.query_one(VerticalScroll).scroll_end(animate=False)
        await settled(pilot)
        await until(pilot, lambda: "Find any command, page, measure or setting by name." in shown(pilot))
        click_at_once(pilot, "Find any command, page, measure or setting by name.")
        await until(pilot, lambda: isinstance(pilot.app.screen, Palette))


async def test_the_footer_names_the_commands_and_a_click_in_their_list_runs_one(tmp_path: Path) -> None:
    async with opened(services(tmp_path, *demo_records(TODAY, NOW)), (120, 36)) as pilot:
        await until(pilot, lambda: "^p Commands" in shown(pilot))
        click_at_once(pilot, "^p Commands")
        await until(pilot, lambda: isinstance(pilot.app.screen, Palette) and "Charts of all" in shown(pilot))
        click_at_once(pilot, "Charts of all")
        await until(pilot, lambda: pilot.app.current_mode == "trends")


async def test_the_words_of_the_other_keys_do_what_these_do(tmp_path: Path) -> None:
    async with opened(services(tmp_path, *demo_records(TODAY, NOW))) as pilot:
        days: list[date | None] = []
        await pilot.app.push_screen(AskDay("Seen", "On which day?", TODAY), days.append)
        await until(pilot, lambda: "day before" in shown(pilot))
        click_at_once(pilot, "day before")
        click_at_once(pilot, "choose")
        await until(pilot, lambda: days)
        assert days == [day(1)]


async def test_a_stray_click_stops_no_long_work(tmp_path: Path) -> None:
    async with opened(services(tmp_path, *demo_records(TODAY, NOW)), (120, 36)) as pilot:
        go_on, results = threading.Event(), list[str | None]()

        def work(progress: Progress) -> str:
            go_on.wait(PATIENCE)
            progress("Waiting", 1, 2)
            return "done"

        pilot.app.push_screen(LongWork("Work", work), results.append)
        await until(pilot, lambda: "Esc stops" in shown(pilot))
        click_spot_at_once(pilot, 3, 0)
        await settled(pilot)
        go_on.set()
        await until(pilot, lambda: results)
    assert results == ["done"]


async def test_the_help_covers_a_small_window_from_edge_to_edge(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode()), (80, 24)) as pilot:
        pilot.app.push_screen(HelpPage(Scope.PHASE, {}))
        await until(pilot, lambda: "Help · Phase" in shown(pilot))
        box = pilot.app.screen.query_one(VerticalScroll)
        await until(pilot, lambda: (box.region.x, box.region.width) == (0, 80))


@pytest.mark.parametrize("scope", [Scope.TODAY, Scope.CHECKIN, Scope.TRENDS, Scope.HISTORY])
async def test_the_help_of_a_screen_is_all_in_sight_in_a_wide_window_and_below_its_names(
    tmp_path: Path, scope: Scope
) -> None:
    async with opened(services(tmp_path, episode()), (120, 36)) as pilot:
        pilot.app.push_screen(HelpPage(scope, {}))
        await until(pilot, lambda: f"Help · {scope.value}" in shown(pilot))
        await settled(pilot)
        box = pilot.app.screen.query_one(VerticalScroll)
        assert (box.max_scroll_y, box.region.y) == (0, max(box.region.y, 1))
        assert "Guide: what is known about sciatica." in shown(pilot)


def test_the_help_names_the_key_up_a_page_beside_the_one_down() -> None:
    ids = [command.id for command in in_scope(Scope.PHASE)]
    assert ids.index("phase.less") == ids.index("phase.more") + 1
