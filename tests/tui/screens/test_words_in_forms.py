"""Where words are typed into a form: it stays in sight whatever becomes of the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from sciatica_tui.domain.records import Side
from sciatica_tui.tui.screens.episode import EpisodeScreen
from sciatica_tui.tui.screens.settings import SettingsScreen
from sciatica_tui.tui.widgets.fields.field import Field

from ...driving import AppPilot, episode, go_to, opened, opened_form, shown, typed, until
from ...support import services

SHRINKING = [((200, 60), (80, 24)), ((120, 36), (80, 24)), ((80, 24), (60, 16))]


def is_in_sight(pilot: AppPilot) -> bool:
    """Whether all of what is typed into shows."""
    focused = pilot.app.screen.focused
    assert isinstance(focused, Input | TextArea)
    place = pilot.app.screen.find_widget(focused)
    return place.region.area > 0 and place.visible_region == place.region


@pytest.mark.parametrize(("before", "after"), SHRINKING)
async def test_the_note_stays_in_sight_when_the_window_shrinks(
    tmp_path: Path, before: tuple[int, int], after: tuple[int, int]
) -> None:
    async with opened(services(tmp_path, episode()), before) as pilot:
        form = await opened_form(pilot, "d")
        await go_to(pilot, form, "note")
        await typed(pilot, "sat")
        await until(pilot, lambda: is_in_sight(pilot))
        await pilot.resize_terminal(*after)
        await until(pilot, lambda: form.size == after)
        await until(pilot, lambda: is_in_sight(pilot))
        await typed(pilot, " long")
        assert "sat long" in shown(pilot)


@pytest.mark.parametrize(("before", "after"), SHRINKING)
async def test_the_last_text_of_the_settings_stays_in_sight_when_the_window_shrinks(
    tmp_path: Path, before: tuple[int, int], after: tuple[int, int]
) -> None:
    async with opened(services(tmp_path, episode()), before) as pilot:
        await pilot.press("comma")
        await until(pilot, lambda: isinstance(pilot.app.screen, SettingsScreen))
        last_text = list(pilot.app.screen.query(Input))[-1]
        last_text.focus()
        await until(pilot, lambda: last_text.has_focus and is_in_sight(pilot))
        await pilot.resize_terminal(*after)
        await until(pilot, lambda: pilot.app.screen.size == after)
        await until(pilot, lambda: is_in_sight(pilot))


async def test_a_text_about_the_episode_stays_in_sight_when_the_window_shrinks(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode()), (80, 24)) as pilot:
        pilot.app.push_screen(EpisodeScreen(services(tmp_path), episode(side=Side.LEFT)))
        await until(pilot, lambda: isinstance(pilot.app.screen, EpisodeScreen) and pilot.app.screen.focused)
        cause = next(each for each in pilot.app.screen.query(Field) if each.name == "cause")
        cause.focus()
        await until(pilot, lambda: cause.has_focus_within)
        await pilot.resize_terminal(60, 16)
        await until(pilot, lambda: is_in_sight(pilot))
