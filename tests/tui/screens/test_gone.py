"""What is asked for while it comes or goes: nothing of it ends the app."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from rich.style import Style
from textual import events
from textual.errors import NoWidget
from textual.screen import Screen
from textual.widgets import OptionList
from textual.widgets._toast import Toast

from sciatica_tui.services.commands import Scope
from sciatica_tui.services.container import Services
from sciatica_tui.tui.messages import Refreshable
from sciatica_tui.tui.modes import SCREENS
from sciatica_tui.tui.screens.check_in import CheckInScreen
from sciatica_tui.tui.screens.command_palette import Palette
from sciatica_tui.tui.screens.dialogs import Answer, Ask, AskDay, Page
from sciatica_tui.tui.screens.episode import EpisodeScreen
from sciatica_tui.tui.screens.guide import GuideScreen
from sciatica_tui.tui.screens.help import HelpPage
from sciatica_tui.tui.screens.keymap_editor import KeyList
from sciatica_tui.tui.screens.progress import LongWork
from sciatica_tui.tui.screens.red_flags import RedFlagScreen
from sciatica_tui.tui.screens.routine_editor import RoutineEditor
from sciatica_tui.tui.screens.routines import EMPTY
from sciatica_tui.tui.screens.session import SessionScreen
from sciatica_tui.tui.screens.too_small import TooSmallScreen
from sciatica_tui.tui.screens.what_to_do import ActionScreen
from sciatica_tui.tui.widgets.session.session_view import SessionView
from sciatica_tui.tui.widgets.target_list import TargetList

from ...driving import PATIENCE, AppPilot, app_over, episode, opened, services_of, until
from ...support import TODAY, services
from ..widgets.session.test_session_view import moment

OVER: dict[str, Callable[[Services], Screen[Any]]] = {
    "red flags": RedFlagScreen,
    "what to do": ActionScreen,
    "episode": lambda s: EpisodeScreen(s, None),
    "session": SessionScreen,
    "question": lambda _: Ask("A title", "A text", (Answer("y", "Yes", "yes"),)),
    "day": lambda _: AskDay("A title", "A text", TODAY),
    "help": lambda s: HelpPage(Scope.ANYWHERE, s.settings.keys),
    "keys": KeyList,
    "palette": lambda s: Palette(Screen(), s),
    "too small": lambda _: TooSmallScreen(),
    "routine": lambda s: RoutineEditor(EMPTY, (), "A title", s.settings.keys),
}
"""The screens that lie over the modes."""


async def taken_down_and_resumed(pilot: AppPilot, screen: Screen[Any]) -> None:
    """Take the parts of a screen away, and let it hear what it would hear if it still showed."""
    await screen.remove_children(list(screen.children))
    screen.post_message(events.ScreenResume())
    screen.post_message(events.Resize(pilot.app.size, pilot.app.size))
    if isinstance(screen, Refreshable):
        screen.refresh_if_stale()
    await pilot.pause()


@pytest.mark.parametrize("mode", SCREENS)
async def test_a_mode_resumed_as_it_is_taken_down_ends_nothing(tmp_path: Path, mode: str) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await pilot.app.switch_mode(mode)
        await pilot.pause()
        await taken_down_and_resumed(pilot, pilot.app.screen)


@pytest.mark.parametrize("name", OVER)
async def test_a_screen_resumed_as_it_is_taken_down_ends_nothing(tmp_path: Path, name: str) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        screen = OVER[name](services_of(pilot))
        await pilot.app.push_screen(screen)
        await pilot.pause()
        await taken_down_and_resumed(pilot, screen)


def pointer(kind: type[events.MouseEvent], x: int, y: int) -> events.MouseEvent:
    """The mouse's first button over that cell."""
    return kind(None, x, y, 0, 0, 1, False, False, False, x, y)


async def clicked_away(pilot: AppPilot) -> tuple[Toast, int, int]:
    """A toast that was clicked and goes, and where it was painted."""
    app = pilot.app
    app.notify("Saved.", timeout=60)
    await until(pilot, lambda: any(toast.region.width for toast in app.screen.query(Toast)))
    toast = app.screen.query_one(Toast)
    x, y = toast.region.offset
    await until(pilot, lambda: app.get_widget_at(x, y)[0] is toast)
    app.post_message(pointer(events.MouseDown, x, y))
    app.post_message(pointer(events.MouseUp, x, y))
    while toast.is_attached:
        await asyncio.sleep(0)
    return toast, x, y


async def toast_just_gone(pilot: AppPilot) -> tuple[int, int]:
    """Where a toast is painted still that is gone: often the next paint is quicker."""
    async with asyncio.timeout(PATIENCE):
        while True:
            toast, x, y = await clicked_away(pilot)
            with suppress(NoWidget):
                if pilot.app.get_widget_at(x, y)[0] is toast:
                    return x, y


async def test_a_press_on_a_toast_that_has_just_gone_does_nothing(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        x, y = await toast_just_gone(pilot)
        for kind in (events.MouseDown, events.MouseMove, events.MouseUp):
            pilot.app.post_message(pointer(kind, x, y))
        await pilot.pause()
        await pilot.press("question_mark")
        assert len(pilot.app.screen_stack) == 2


async def test_a_click_on_a_command_that_has_just_gone_does_nothing(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await pilot.press("ctrl+p")
        await until(pilot, lambda: isinstance(pilot.app.screen, Palette))
        commands = pilot.app.screen.query_one(TargetList)
        await until(pilot, lambda: commands.option_count > 3)
        click = events.Click(commands, 1, 1, 0, 0, 1, False, False, False, style=Style.from_meta({"option": 3}))
        commands.post_message(click)
        commands.clear_options()
        await pilot.pause()
        await pilot.press("escape")
        assert len(pilot.app.screen_stack) == 1


async def test_a_result_typed_away_as_it_is_chosen_opens_nothing(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await pilot.press("7", "slash", *"pain")
        screen = pilot.app.screen
        assert isinstance(screen, GuideScreen)
        results = screen.results
        last = results.option_count - 1
        chosen = OptionList.OptionSelected(results, results.options[last], last)
        screen.field.value = "zzz"
        await until(pilot, lambda: results.option_count == 1)
        results.post_message(chosen)
        await pilot.pause()
        assert results.display


async def test_a_session_drawn_before_it_is_put_together_is_drawn_then(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        view = SessionView()
        view.shown = moment("hamstring", 12)
        screen = SessionScreen(services_of(pilot))
        pilot.app.push_screen(screen)
        pilot.app.screen.mount(view)
        view.shown = now = moment("hamstring", 13)
        await until(pilot, lambda: view.is_mounted)
        await pilot.pause()
        assert view.digits.text == now.clock


async def test_keys_and_the_mouse_do_nothing_where_no_screen_is(tmp_path: Path) -> None:
    app = app_over(services(tmp_path, episode()))
    await app.on_event(pointer(events.MouseDown, 1, 1))
    await app.on_event(events.Key("6", "6"))
    await app.on_event(events.Paste("6"))


STAYING = sorted(OVER.keys() - {"palette", "what to do", "too small"})
"""The screens of ours that don't close by themselves here."""


def actions_left(screen: Screen[Any]) -> list[str]:
    """The actions that can be had of a screen, its own or those that it inherits."""
    names = (name.removeprefix("action_") for name in dir(screen) if name.startswith("action_"))
    return [name for name in names if screen.check_action(name, ())]


@pytest.mark.parametrize("name", OVER)
async def test_no_action_can_be_had_of_a_screen_before_its_parts_are_there(tmp_path: Path, name: str) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        screen = OVER[name](services_of(pilot))
        mounting = pilot.app.push_screen(screen)
        assert pilot.app.screen is screen
        assert (screen.children[:], actions_left(screen)) == ([], [])
        await mounting


async def test_a_key_that_bubbled_up_from_one_screen_does_nothing_to_the_next_before_its_parts_are_there(
    tmp_path: Path,
) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        days = list[date | None]()
        key = events.Key("left", None)
        key._set_forwarded()
        pilot.app.post_message(key)
        pilot.app.push_screen(AskDay("A title", "A text", TODAY), days.append)
        await pilot.press("enter")
        await until(pilot, lambda: days)
    assert days == [TODAY]


@pytest.mark.parametrize("mode", SCREENS)
async def test_no_action_can_be_had_of_a_mode_that_was_taken_down(tmp_path: Path, mode: str) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await pilot.app.switch_mode(mode)
        await pilot.pause()
        screen = pilot.app.screen
        if isinstance(screen, CheckInScreen):
            await screen.begin()
        assert "check_in" in actions_left(screen)
        await screen.remove_children(list(screen.children))
        assert actions_left(screen) == []


@pytest.mark.parametrize("name", STAYING)
async def test_no_action_can_be_had_of_a_screen_that_was_taken_down(tmp_path: Path, name: str) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        screen = OVER[name](services_of(pilot))
        await pilot.app.push_screen(screen)
        assert "dismiss" in actions_left(screen)
        await pilot.app.pop_screen()
        await until(pilot, lambda: not screen.children)
        assert actions_left(screen) == []


@pytest.mark.parametrize("name", STAYING)
async def test_what_ends_under_another_screen_closes_when_that_has_gone(tmp_path: Path, name: str) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        below, results = pilot.app.screen, list[object]()
        screen, over = OVER[name](services_of(pilot)), Page("A title", ("A line",))
        await pilot.app.push_screen(screen, results.append)
        await pilot.app.push_screen(over)
        screen.dismiss("done")
        await pilot.pause()
        assert (pilot.app.screen, results) == (over, [])
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is below)
        assert results == ["done"]


async def test_what_ends_while_another_mode_shows_closes_when_its_mode_shows_again(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        app, results = pilot.app, list[object]()
        today, screen = app.screen, OVER["question"](services_of(pilot))
        await app.push_screen(screen, results.append)
        await app.switch_mode("history")
        screen.dismiss("done")
        await pilot.pause()
        assert (app.current_mode, results) == ("history", [])
        await app.switch_mode("today")
        await until(pilot, lambda: app.screen is today)
        assert results == ["done"]


async def test_a_work_that_ends_in_a_window_that_is_too_small_is_gone_once_it_is_larger(tmp_path: Path) -> None:
    go_on = threading.Event()
    async with opened(services(tmp_path, episode())) as pilot:
        results = list[bool | None]()
        pilot.app.push_screen(LongWork("A title", lambda _: go_on.wait(10)), results.append)
        await pilot.resize_terminal(40, 10)
        await until(pilot, lambda: isinstance(pilot.app.screen, TooSmallScreen))
        go_on.set()
        await pilot.app.workers.wait_for_complete()
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: len(pilot.app.screen_stack) == 1)
        assert results == [True]
