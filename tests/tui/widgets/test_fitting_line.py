"""A line that says less where there is less room."""

from __future__ import annotations

from typing import Any

import pytest

from sciatica_tui.tui.widgets.fitting_line import FittingLine


@pytest.mark.parametrize(("width", "words"), [(30, "Sun 22 Nov: 4, level 4.0"), (12, "22 Nov: 4"), (8, "22 Nov:…")])
async def test_the_fullest_wording_that_has_room_is_shown(host: Any, width: int, words: str) -> None:
    line = FittingLine()
    line.wordings = ("Sun 22 Nov: 4, level 4.0", "22 Nov: 4")
    app = host(line)
    async with app.run_test(size=(width, 5)):
        assert app.shown(line)[0].strip() == words
