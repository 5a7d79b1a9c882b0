"""Three sizes of a window, by columns and rows; a change of size keeps cursor, draft and focus."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.app import ComposeResult
from textual.geometry import Size
from textual.screen import Screen

from sciatica_tui.demo.records import demo_records
from sciatica_tui.domain.records import CheckIn
from sciatica_tui.tui.modes import SCREENS
from sciatica_tui.tui.screens.base import BaseScreen
from sciatica_tui.tui.screens.history import HistoryScreen
from sciatica_tui.tui.screens.mode_screen import ModeScreen
from sciatica_tui.tui.screens.today import TodayScreen
from sciatica_tui.tui.screens.trends import TrendsScreen
from sciatica_tui.tui.window_size import WindowSize, window_size

from ..driving import AppPilot, opened, opened_form, until
from ..support import NOW, TODAY, services

SIZES = ((80, 24), (120, 36), (200, 60), (60, 16), (110, 30), (170, 45), (80, 24))


@pytest.mark.parametrize(
    ("columns", "rows", "size"),
    [
        (60, 16, WindowSize.COMPACT),
        (80, 24, WindowSize.COMPACT),
        (109, 60, WindowSize.COMPACT),
        (300, 29, WindowSize.COMPACT),
        (110, 30, WindowSize.WIDE),
        (169, 90, WindowSize.WIDE),
        (300, 44, WindowSize.WIDE),
        (170, 45, WindowSize.HUGE),
        (400, 120, WindowSize.HUGE),
    ],
)
def test_a_window_is_of_a_size_when_it_has_the_columns_and_the_rows(columns: int, rows: int, size: WindowSize) -> None:
    assert window_size(Size(columns, rows)) is size


async def resized(pilot: AppPilot, columns: int, rows: int) -> None:
    await pilot.resize_terminal(columns, rows)
    await pilot.pause()


def classes(pilot: AppPilot) -> tuple[bool, bool]:
    return pilot.app.screen.has_class("wide-window"), pilot.app.screen.has_class("huge-window")


async def test_a_screen_has_the_classes_of_its_window_from_the_start_and_after_every_change(tmp_path: Path) -> None:
    async with opened(services(tmp_path, *demo_records(TODAY, NOW)), size=(200, 60)) as pilot:
        assert classes(pilot) == (True, True)
        await resized(pilot, 120, 36)
        assert classes(pilot) == (True, False)
        await pilot.press("6")
        await until(pilot, lambda: isinstance(pilot.app.screen, HistoryScreen))
        assert classes(pilot) == (True, False)
        await resized(pilot, 80, 24)
        assert classes(pilot) == (False, False)
        await pilot.press("1")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
        await pilot.pause()
        assert classes(pilot) == (False, False), "one that was not in front"
        await pilot.press("question_mark")
        assert isinstance(pilot.app.screen, BaseScreen)
        await resized(pilot, 200, 60)
        assert classes(pilot) == (True, True), "a page over it"


async def test_a_change_of_size_keeps_the_cursor_and_the_focus(tmp_path: Path) -> None:
    async with opened(services(tmp_path, *demo_records(TODAY, NOW))) as pilot:
        await pilot.press("j")
        today = pilot.app.screen
        assert isinstance(today, TodayScreen)
        for size in SIZES:
            await resized(pilot, *size)
            assert today.tasks.cursor == 1
            assert today.tasks.has_focus
        await pilot.press("3", "j", "j")
        trends = pilot.app.screen
        assert isinstance(trends, TrendsScreen)
        await until(pilot, lambda: trends.chart.cursor is not None)
        await pilot.press("left")
        day = trends.chart.cursor
        for size in SIZES:
            await resized(pilot, *size)
            assert (trends.measures.cursor, trends.chart.cursor) == (2, day)
        await pilot.press("6", *["j"] * 30)
        history = pilot.app.screen
        assert isinstance(history, HistoryScreen)
        entry = history.entry_list.current
        for size in SIZES:
            await resized(pilot, *size)
            assert history.entry_list.current == entry
            assert history.entry_list.has_focus


async def test_a_change_of_size_keeps_a_half_filled_form(tmp_path: Path) -> None:
    async with opened(services(tmp_path, *demo_records(TODAY, NOW))) as pilot:
        form = await opened_form(pilot, "6", "3")
        focused = form.focused
        for size in SIZES:
            await resized(pilot, *size)
        assert pilot.app.screen.focused is focused
        before = len(pilot.app.services.journal.all(CheckIn))  # type: ignore[attr-defined]
        await pilot.press("4", "enter")
        await until(pilot, lambda: len(pilot.app.services.journal.all(CheckIn)) > before)  # type: ignore[attr-defined]
        entry = max(pilot.app.services.journal.all(CheckIn), key=lambda c: c.created_at)  # type: ignore[attr-defined]
        assert (entry.leg_pain, entry.back_pain, entry.zone) == (6, 3, "calf")


@pytest.mark.parametrize("size", SIZES[:4])
async def test_a_screen_has_the_classes_of_its_breakpoints_before_its_parts_are_made(
    size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_first: dict[ModeScreen, frozenset[str]] = {}
    compose = ModeScreen.compose

    def noted(screen: ModeScreen) -> ComposeResult:
        at_first[screen] = screen.classes
        yield from compose(screen)

    monkeypatch.setattr(ModeScreen, "compose", noted)
    async with opened(services(tmp_path, *demo_records(TODAY, NOW)), size=size) as pilot:
        for mode in SCREENS:
            await pilot.app.switch_mode(mode)
            await pilot.pause()
    assert len(at_first) == len(SCREENS)
    for screen, classes_at_first in at_first.items():
        of_steps = {
            name for steps in (screen.HORIZONTAL_BREAKPOINTS, screen.VERTICAL_BREAKPOINTS) for _, name in steps or ()
        }
        assert classes_at_first & of_steps == screen.classes & of_steps, screen


async def test_a_screen_that_returns_has_the_styles_that_it_would_get_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    styled: list[Screen[object]] = []
    restyle = Screen.update_node_styles

    def noted(screen: Screen[object], animate: bool = True) -> None:
        styled.append(screen)
        restyle(screen, animate)

    async with opened(services(tmp_path, *demo_records(TODAY, NOW)), size=(120, 36)) as pilot:
        app = pilot.app

        def styles() -> list[object]:
            return [(node, node.styles.base.get_rules()) for node in app.screen.walk_children(with_self=True)]

        for theme in (app.theme, "textual-light", app.theme):
            app.theme = theme
            for mode in (*SCREENS, *SCREENS):
                await app.switch_mode(mode)
                await pilot.pause()
                kept = styles()
                restyle(app.screen, animate=False)
                assert styles() == kept, (theme, mode)
        monkeypatch.setattr(Screen, "update_node_styles", noted)
        for mode in SCREENS:
            await app.switch_mode(mode)
            await pilot.pause()
        assert styled == [], "styled as a whole"
