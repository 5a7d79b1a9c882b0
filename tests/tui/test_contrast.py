"""Our themes read well: every word on every screen, dark and light, by the contrast ratios of WCAG 2.2."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from textual.color import Color
from textual.theme import Theme

from sciatica_tui.demo.records import demo_records
from sciatica_tui.services.config import Config, Looks
from sciatica_tui.tui.themes import THEMES

from ..driving import opened
from ..support import NOW, TODAY, services
from .contrast import Drawn, contrast, drawn

TEXT, LARGE_AREA = 7.0, 4.5
"""Level AAA for text; level AA for what is muted, coloured or short."""

GLYPHS = set("▲▼●○◌✓✗?!‼")
ACCENTS = ("primary", "secondary", "accent", "success", "warning", "error")


def ratio(front: str, back: str) -> float:
    one, other = Color.parse(front), Color.parse(back)
    return contrast((one.r, one.g, one.b), (other.r, other.g, other.b))


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("back", ["background", "surface", "panel"])
def test_the_colours_of_a_theme_stand_out_from_what_is_behind_them(theme: Theme, back: str) -> None:
    behind = getattr(theme, back)
    assert ratio(theme.foreground or "", behind) >= TEXT
    for accent in ACCENTS:
        assert ratio(getattr(theme, accent), behind) >= LARGE_AREA, accent


KEYS = ["f1", "f2", "f2 d d", "f3", "f3 v", "f3 v v", "f3 v v v", "f4", "f5", "f6", "f7", "comma", "exclamation_mark"]


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("keys", KEYS)
async def test_every_word_on_every_screen_can_be_read(tmp_path: Path, theme: Theme, keys: str) -> None:
    found = [each async for each in seen(tmp_path, keys, theme)]
    assert not [each for each in found if is_read(each.text) and each.ratio < LARGE_AREA]


@pytest.mark.parametrize("keys", KEYS)
async def test_without_colour_every_word_is_there_in_grey(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keys: str
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    found = [each async for each in seen(tmp_path, keys, THEMES[0])]
    assert found
    assert not [each for each in found if not each.grey]
    assert not [each for each in found if is_read(each.text) and each.ratio < LARGE_AREA]


async def seen(folder: Path, keys: str, theme: Theme) -> AsyncIterator[Drawn]:
    """All that stands on the screen that the keys lead to."""
    there = services(folder, *demo_records(TODAY, NOW), config=Config(looks=Looks(theme=theme.name)))
    async with opened(there, size=(120, 36)) as pilot:
        for key in keys.split():
            await pilot.press(key)
            await pilot.pause()
        working = [worker for worker in pilot.app.workers if worker.group != "red-flags"]  # that one waits for a person
        if working:
            await pilot.app.workers.wait_for_complete(working)
        await pilot.pause()
        for each in drawn(pilot.app):
            yield each


def is_read(text: str) -> bool:
    """Words, numbers and the glyphs that say how it goes; not lines, bars and dots."""
    return any(letter.isalnum() or letter in GLYPHS for letter in text)
