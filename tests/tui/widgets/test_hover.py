"""What is under the pointer lights up, in every kind of thing that can be clicked; at rest nothing does."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from sciatica_tui.demo.records import demo_records
from sciatica_tui.services.config import Config, Looks

from ...driving import AppPilot, opened, shown, until
from ...support import NOW, TODAY, services

CLICKABLE = {
    "a tab": ("", "5 Phase"),
    "the footer": ("", "? Help"),
    "a task": ("", "Walk "),
    "an entry": ("6", "Session: Daily"),
    "a measure": ("3", "Back pain"),
    "a view": ("3", "Weeks"),
    "a routine": ("4", "Prone press-up"),
    "a link": ("7", "what sciatica is"),
    "an answer": ("c", " 7 "),
    "a depth": ("c", "Daily"),
    "a flag": ("exclamation_mark", "[ ]"),
    "an answer of a dialog": ("6 n", "Scan"),
    "the words of a dialog": ("6 n", "Esc goes back"),
}
"""The keys that show it, and its words."""


def looks(pilot: AppPilot, words: str) -> tuple[int, int, list[object]]:
    """Where the words stand, and what their first letters look like."""
    strips = pilot.app.screen._compositor.render_strips()
    y = next(number for number, strip in enumerate(strips) if words in strip.text)
    x = strips[y].text.index(words)
    return x, y, [(s.style.bgcolor, s.style.underline) for s in strips[y].crop(x + 1, x + 3) if s.style]


async def pointer_to(pilot: AppPilot, x: int, y: int) -> None:
    pilot.app.post_message(events.MouseMove(None, x, y, 0, 0, 0, False, False, False, x, y))
    await pilot.pause()
    await pilot.pause()


CASES = [("sciatica-dark", name) for name in CLICKABLE] + [("ansi-dark", "a tab"), ("ansi-dark", "a routine")]


@pytest.mark.parametrize(("theme", "name"), CASES)
async def test_what_can_be_clicked_lights_up_only_under_the_pointer(tmp_path: Path, theme: str, name: str) -> None:
    keys, words = CLICKABLE[name]
    there = services(tmp_path, *demo_records(TODAY, NOW), config=Config(looks=Looks(theme=theme)))
    async with opened(there, (120, 36)) as pilot:
        await until(pilot, lambda: "Centralization" in shown(pilot))
        for key in keys.split():
            await pilot.press(key)
            await pilot.pause()
        await until(pilot, lambda: words in shown(pilot))
        x, y, at_rest = looks(pilot, words)
        await pointer_to(pilot, x + 1, y)
        assert looks(pilot, words)[2] != at_rest
        await pointer_to(pilot, 60, 0)
        assert looks(pilot, words)[2] == at_rest
