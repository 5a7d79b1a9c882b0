"""The command palette under keys that come faster than it."""

from __future__ import annotations

from pathlib import Path

from textual import events
from textual.command import CommandList

from ..driving import episode, opened, toasts, typed, until
from ..support import services


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


async def test_a_page_key_before_the_commands_are_there_does_nothing(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        for key in ("ctrl+p", "pagedown", "pageup", "pagedown"):
            pilot.app.post_message(events.Key(key, None))
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert len(pilot.app.screen_stack) == 1
