"""A screen that is taken down, or goes before its parts are made: nothing that it has begun asks for them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.screen import Screen
from textual.widgets import Static

from sciatica_tui.tui.screens.command_palette import Palette
from sciatica_tui.tui.screens.dialogs import Page

from ...driving import PATIENCE, AppPilot, episode, opened, services_of, until
from ...support import services
from .test_gone import OVER, STAYING

pytestmark = pytest.mark.usefixtures("both_loops")


async def soon(condition: Callable[[], object]) -> None:
    """Wait until it holds, without waiting for the app."""
    async with asyncio.timeout(PATIENCE):
        while not condition():
            await asyncio.sleep(0)


class LastToGo(Static):
    """A part that keeps the screen from going until the test lets it; the other parts are gone before."""

    def __init__(self) -> None:
        super().__init__()
        self.may_go = asyncio.Event()

    async def on_unmount(self) -> None:
        await self.may_go.wait()


@asynccontextmanager
async def half_gone(
    pilot: AppPilot, screen: Screen[Any], late: Callable[[], object] = lambda: None
) -> AsyncIterator[None]:
    """Close the screen on top; within, it has but one part left, and the app waits for that.

    What `late` sends the screen reaches it behind the word that it is to go.
    """
    last, is_told = LastToGo(), asyncio.Event()
    await screen.mount(last)
    try:
        screen.call_later(is_told.wait)
        pilot.app.pop_screen()
        await soon(lambda: screen._pruning)
        late()
        is_told.set()
        await soon(lambda: list(screen.children) == [last])
        yield
    finally:
        is_told.set()
        last.may_go.set()
    await until(pilot, lambda: not screen.is_attached)


@pytest.mark.parametrize("name", [*STAYING, "palette"])
async def test_a_worker_asks_for_nothing_on_a_screen_that_is_taken_down(tmp_path: Path, name: str) -> None:
    go_on = asyncio.Event()

    async def ask_for_parts() -> None:
        await go_on.wait()
        screen.query_one(f"#{part.id}")

    async with opened(services(tmp_path, episode())) as pilot:
        screen, part = OVER[name](services_of(pilot)), Static(id="part")
        await pilot.app.push_screen(screen)
        await screen.mount(part)
        worker = screen.run_worker(ask_for_parts())
        async with half_gone(pilot, screen):
            go_on.set()
            await soon(lambda: worker.is_finished)


async def opened_and(pilot: AppPilot, screen: Screen[Any], then: Callable[[App[None]], object]) -> None:
    """Open a screen, and do something in the same moment."""

    def at_once() -> None:
        pilot.app.push_screen(screen)
        then(pilot.app)

    pilot.app.call_later(at_once)
    await pilot.pause()
    await until(pilot, lambda: screen.is_mounted)


@pytest.mark.parametrize("name", OVER)
async def test_a_screen_that_closes_in_the_moment_it_opens_ends_nothing(tmp_path: Path, name: str) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        below, screen = pilot.app.screen, OVER[name](services_of(pilot))
        await opened_and(pilot, screen, App.pop_screen)
        await until(pilot, lambda: not screen.is_attached)
        assert pilot.app.screen is below


async def test_a_palette_opened_as_the_mode_changes_closes_unseen(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        app, today = pilot.app, pilot.app.screen
        palette = Palette(today, services_of(pilot))
        await opened_and(pilot, palette, lambda app: app.switch_mode("history"))
        assert app.current_mode == "history"
        await app.switch_mode("today")
        await until(pilot, lambda: app.screen is today)


async def test_a_palette_opened_as_another_screen_opens_closes_with_that(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        app, today, over = pilot.app, pilot.app.screen, Page("A title", ("A line",))
        await opened_and(pilot, Palette(today, services_of(pilot)), lambda app: app.push_screen(over))
        assert app.screen is over
        over.dismiss()
        await until(pilot, lambda: app.screen is today)
