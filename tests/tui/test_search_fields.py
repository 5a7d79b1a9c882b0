"""A search field: while it has the keys, the footer names what works there, and no letter that is typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from sciatica_tui.domain.records import Episode
from sciatica_tui.tui.screens.history import HistoryScreen
from sciatica_tui.tui.widgets.command_bar import CommandBar

from ..driving import opened, until
from ..support import checkin, day, services, stamp


@pytest.mark.parametrize(("mode", "enter"), [("6", "To the list"), ("7", "Open")])
async def test_the_footer_names_what_works_in_the_field_and_afterwards_what_works_below(
    tmp_path: Path, mode: str, enter: str
) -> None:
    given = services(tmp_path, Episode(**stamp(), day=day(9), started=day(9)), checkin(1, leg_pain=4))
    async with opened(given, (80, 24)) as pilot:

        def footer() -> dict[str, str]:
            return {key: words for key, words, _ in pilot.app.screen.query_one(CommandBar).offers}

        await pilot.press(mode)
        await until(pilot, lambda: "/" in footer())
        before = footer()
        await pilot.press("slash")
        await until(pilot, lambda: isinstance(pilot.app.focused, Input) and "/" not in footer())
        assert list(footer().items())[:3] == [("⏎", enter), ("↑↓", "Move"), ("Esc", "Close")]
        assert not [key for key in footer() if len(key) == 1 and key != "⏎"]
        assert "Bksp" not in footer()
        await pilot.press("escape")
        await until(pilot, lambda: footer().items() >= {"/": before["/"], "q": before["q"]}.items())


async def test_the_arrows_move_through_the_list_while_the_field_has_the_keys(tmp_path: Path) -> None:
    given = services(tmp_path, Episode(**stamp(), day=day(9), started=day(9)), *(checkin(n) for n in range(3)))
    async with opened(given, (80, 24)) as pilot:
        await pilot.press("6")
        await until(pilot, lambda: isinstance(pilot.app.screen, HistoryScreen))
        screen = pilot.app.screen
        assert isinstance(screen, HistoryScreen)
        await pilot.press("slash")
        await until(pilot, lambda: screen.search.has_focus)
        before = screen.entry_list.cursor
        await pilot.press("up")
        await until(pilot, lambda: screen.entry_list.cursor == before - 1 or before == 0)
        await pilot.press("down")
        await until(pilot, lambda: screen.entry_list.cursor == max(before, 1))
        assert screen.search.has_focus
