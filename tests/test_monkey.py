"""A few hundred random keys, clicks and window sizes from each screen; `python -m tests.monkey` plays for long."""

from __future__ import annotations

from pathlib import Path

import pytest

from sciatica_tui.commands import MODES

from .monkey import Monkey

STEPS = 120


@pytest.mark.parametrize("mode", MODES, ids=lambda mode: mode.name)
async def test_nothing_that_is_pressed_breaks_it(tmp_path: Path, mode: object) -> None:
    number = MODES.index(mode)
    monkey = Monkey(seed=number, folder=tmp_path, first_key=f"f{MODES[number].number}")
    try:
        await monkey.play(STEPS)
    except BaseException as error:
        error.add_note(f"the last steps: {' '.join(monkey.done)}")
        raise
