"""The command palette under keys that come faster than it."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.command import CommandList, CommandPalette

from sciatica_tui.tui import key_queue

from ..driving import PATIENCE, AppPilot, click_at_once, episode, opened, shown, toasts, typed, until
from ..support import checkin, services


async def listed(pilot: AppPilot) -> list[str]:
    """The names that the palette lists before a letter is typed."""
    await pilot.press("ctrl+p")
    await until(pilot, lambda: isinstance(pilot.app.screen, CommandPalette))
    commands = pilot.app.screen.query_one(CommandList)
    await until(pilot, lambda: commands.option_count > 1 and pilot.app.screen.has_class("-ready"))
    return [str(option.prompt).splitlines()[0] for option in commands.options]


async def test_what_is_done_most_is_listed_first_and_what_only_moves_is_not(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), checkin(0, leg_pain=3)), (120, 36)) as pilot:
        names = await listed(pilot)
        assert names[:2] == ["Check in", "Undo"]
        assert names[2].startswith("Start: ")
        screens = names.index("Today")
        assert all(name.startswith("Start: ") for name in names[2:screens])
        assert names[screens : screens + 3] == ["Today", "Check-in", "Trends"]
        assert not {"Down", "Up", "Commands"} & set(names)
        assert pilot.app.screen.query_one(CommandList).region.width <= 76
        assert "🔎" not in shown(pilot)


async def test_where_its_key_is_taken_the_check_in_is_listed_all_the_same(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await pilot.press("4")
        await pilot.pause()
        names = await listed(pilot)
        assert names[0] == "Check in"
        assert names.count("Check in") == 1


async def test_enter_twice_runs_a_command_once_and_closes_nothing_else(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        app = pilot.app
        await pilot.press("ctrl+p")
        await typed(pilot, "Undo")
        await until(pilot, lambda: app.screen.query_one(CommandList).option_count == 1)
        await pilot.press("down")
        for _ in range(2):
            app.post_message(events.Key("enter", "\r"))
        await until(pilot, lambda: toasts(pilot))
        await pilot.pause()
        assert len(toasts(pilot)) == 1
        assert len(app.screen_stack) == 1


async def test_a_click_on_a_command_runs_it_without_a_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(key_queue, "KEY_WAIT_TIMEOUT", 2 * PATIENCE)
    async with opened(services(tmp_path, episode())) as pilot:
        await listed(pilot)
        click_at_once(pilot, "Undo")
        await until(pilot, lambda: toasts(pilot))
        assert len(pilot.app.screen_stack) == 1


async def test_a_page_key_before_the_commands_are_there_does_nothing(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        for key in ("ctrl+p", "pagedown", "pageup", "pagedown"):
            pilot.app.post_message(events.Key(key, None))
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert len(pilot.app.screen_stack) == 1
