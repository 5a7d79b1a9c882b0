"""The footer: what has no room is left out, and takes no shorter command behind it along."""

from __future__ import annotations

from typing import Any

from sciatica_tui.tui.widgets.command_bar import CommandBar

OFFERS = (("⏎", "Start", "start"), ("w", "Walking plan", "walk"), ("n", "New", "new"), ("q", "Quit", "quit"))


async def test_a_command_without_room_leaves_it_to_the_shorter_ones_behind_it(host: Any) -> None:
    bar = CommandBar(OFFERS, keep=1)
    app = host(bar)
    async with app.run_test(size=(30, 3)) as pilot:
        await pilot.pause()
        assert app.shown(bar)[0].split() == ["⏎", "Start", "n", "New", "q", "Quit"]
        assert app.shown(bar)[0].rstrip().endswith("q Quit")
