"""Esc out of a dialog, a page, a form or a search leaves all as it was: the list, the cursor in it, the focus."""

from __future__ import annotations

from pathlib import Path

import pytest

from sciatica_tui.demo.records import demo_records
from sciatica_tui.tui.widgets.fields.text_field import TextField

from ...driving import opened, settled, shown, until
from ...support import NOW, TODAY, services

WAYS = [
    ("1 j j", "b"),
    ("1 j j", "exclamation_mark"),
    ("1 j j", "question_mark"),
    ("1 j j", "ctrl+p w a l k"),
    ("1 j j", "c"),
    ("2 tab j j", "c"),
    ("3 j j j", "t"),
    ("3 j j j", "question_mark"),
    ("4 j j j", "t"),
    ("4 j j j", "n"),
    ("4 j j j", "e"),
    ("4 j j j", "w"),
    ("5 j j j", "enter"),
    ("5 j j j", "e"),
    ("5 j j j", "w"),
    ("5 j j j", "v"),
    ("6 j j j", "enter"),
    ("6 j j j", "n"),
    ("6 j j j", "n m"),
    ("6 j j j", "n v"),
    ("6 j j j", "slash w a l k"),
    ("6 j j j", "slash z z z"),
    ("6 j j j", "e"),
    ("6 j j j", "exclamation_mark"),
    ("6 tab left left", "n"),
    ("7 j j", "slash s i t"),
    ("7 j j", "question_mark"),
]
"""The keys to a place on a screen, and those that open something there."""


@pytest.mark.parametrize(("there", "opens"), WAYS)
async def test_esc_leaves_all_as_it_was(tmp_path: Path, there: str, opens: str) -> None:
    async with opened(services(tmp_path, *demo_records(TODAY, NOW)), (120, 36)) as pilot:
        await until(pilot, lambda: "Centralization" in shown(pilot))
        for key in there.split():
            await pilot.press(key)
            await settled(pilot)
        before, focus = shown(pilot), pilot.app.focused
        for key in opens.split():
            await pilot.press(key)
            await settled(pilot)
        assert shown(pilot) != before
        for _ in range(2 if pilot.app.screen.query(TextField) else 1):  # the first Esc leaves a text
            await pilot.press("escape")
            await settled(pilot)
        assert shown(pilot) == before
        assert pilot.app.focused is focus
