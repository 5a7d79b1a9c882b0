"""Driving the app in tests: over real services and a real file, with a clock that stands still."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from textual import events
from textual.pilot import Pilot

from sciatica_tui.domain.records import CheckIn, Episode, Side
from sciatica_tui.domain.routines.catalogue import Guided
from sciatica_tui.services.container import Services
from sciatica_tui.tui.app import SciaticaApp
from sciatica_tui.tui.screens.check_in import CheckInScreen
from sciatica_tui.tui.screens.check_in_day import CheckInDayScreen
from sciatica_tui.tui.widgets.fields.field import Field

from .support import day, stamp

PATIENCE = 30.0
"""Seconds until a condition that does not come true fails the test."""

AppPilot = Pilot[None]


def episode(**answers: Any) -> Episode:
    """An episode that began three weeks ago on the left; with one in the file there is no first start."""
    return Episode(**{**stamp(), "day": day(22), "started": day(22), "side": Side.LEFT, **answers})


@asynccontextmanager
async def opened(services: Services, size: tuple[int, int] = (80, 24)) -> AsyncIterator[AppPilot]:
    """The app over these services, settled on its first screen."""
    app = app_over(services)
    async with app.run_test(size=size, notifications=True) as pilot:
        await begun(pilot)
        yield pilot


def app_over(services: Services, start: Guided | None = None) -> SciaticaApp:
    """The app over these services."""
    return SciaticaApp(services.settings, lambda: services, start)


async def begun(pilot: AppPilot) -> None:
    """Wait until the app's first screen is there."""
    app = pilot.app
    assert isinstance(app, SciaticaApp)
    await until(pilot, lambda: app.is_open)
    await pilot.pause()


async def until(pilot: AppPilot, condition: Callable[[], object]) -> None:
    """Wait until it holds: what a worker does takes as long as the disk does."""
    async with asyncio.timeout(PATIENCE):
        while not condition():
            await pilot.pause(0.005)


async def settled(pilot: AppPilot) -> None:
    """Wait until everything that was asked for is done: workers that wait for a person aside."""
    await pilot.pause()
    await services_of(pilot).journal_writer.settle()
    await pilot.pause()


@asynccontextmanager
async def busy_disk(services: Services) -> AsyncIterator[None]:
    """Within, nothing more is written: what is asked for waits for its turn."""
    go_on = threading.Event()
    writing = asyncio.create_task(services.journal_writer.run(go_on.wait))
    await asyncio.sleep(0)
    try:
        yield
    finally:
        go_on.set()
        await writing


async def typed(pilot: AppPilot, text: str) -> None:
    """Type a text, letter by letter."""
    for letter in text:
        if letter.isascii():
            await pilot.press(KEYS.get(letter, letter))
        else:
            pilot.app.post_message(events.Key("letter", letter))
            await pilot.pause()


def click_at_once(pilot: AppPilot, words: str, times: int = 1) -> None:
    """Click where the screen shows these words, before the app has looked at what was clicked or typed before."""
    lines = shown(pilot).splitlines()
    y = next(number for number, line in enumerate(lines) if words in line)
    click_spot_at_once(pilot, lines[y].index(words), y, times)


def click_spot_at_once(pilot: AppPilot, x: int, y: int, times: int = 1) -> None:
    """The same for a spot, whatever is there."""
    for _ in range(times):
        for press in (events.MouseDown, events.MouseUp):
            pilot.app.post_message(press(None, x, y, 0, 0, 1, False, False, False, x, y))


KEYS = {" ": "space", "\n": "enter", ",": "comma", "/": "slash"}


def services_of(pilot: AppPilot) -> Services:
    """What the app was handed."""
    assert isinstance(pilot.app, SciaticaApp)
    return pilot.app.services


def checkins(pilot: AppPilot) -> tuple[CheckIn, ...]:
    """What is in the file."""
    return services_of(pilot).journal.all(CheckIn)


async def the_form(pilot: AppPilot) -> CheckInScreen:
    """The check-in screen, when its form is there."""
    app = pilot.app

    def there() -> bool:
        return isinstance(app.screen, CheckInScreen) and app.screen.focused is not None

    await until(pilot, there)
    await pilot.pause()
    assert isinstance(app.screen, CheckInScreen)
    return app.screen


async def opened_form(pilot: AppPilot, *keys: str) -> CheckInScreen:
    """The form of today, opened by its key from the check-ins of the day, and these keys pressed."""
    await pilot.press("2")
    await until(pilot, lambda: isinstance(pilot.app.screen, CheckInDayScreen))
    await pilot.press("c")
    form = await the_form(pilot)
    await pilot.press(*keys)
    return form


async def opened_row(pilot: AppPilot, words: str) -> CheckInScreen:
    """The form that a row of the day's check-ins leads to, found by words of it."""
    await pilot.press("2", "f2")
    await until(pilot, lambda: isinstance(pilot.app.screen, CheckInDayScreen))
    day = pilot.app.screen
    assert isinstance(day, CheckInDayScreen)
    await until(pilot, lambda: any(words in row.words for row in day.rows))
    for _ in range(next(n for n, row in enumerate(day.rows) if words in row.words)):
        await pilot.press("down")
    await pilot.press("enter")
    return await the_form(pilot)


async def saved(pilot: AppPilot, *keys: str) -> CheckIn:
    """Press these keys, save, and wait until another screen shows: the check-in that was written."""
    before, known = services_of(pilot).journal.version, checkins(pilot)
    await pilot.press(*keys, "ctrl+s")
    await until(pilot, lambda: services_of(pilot).journal.version != before and pilot.app.current_mode != "form")
    await pilot.pause()
    return next(each for each in checkins(pilot) if each not in known)


def field(screen: CheckInScreen, name: str) -> Field[Any]:
    """The question of that path."""
    return next(each for each in screen.query(Field) if each.name == name)


async def go_to(pilot: AppPilot, screen: CheckInScreen, name: str) -> Field[Any]:
    """Put the focus on a question."""
    found = field(screen, name)
    screen.box.focus_field(found)
    await until(pilot, lambda: found.has_focus or found.has_focus_within)
    return found


def toasts(pilot: AppPilot) -> list[str]:
    """What the app has said in passing."""
    return [str(note.message) for note in pilot.app._notifications]


def shown(pilot: AppPilot) -> str:
    """The screen as text, row by row."""
    return "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())
