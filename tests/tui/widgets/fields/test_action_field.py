"""A row that does something says what, also where what there is takes several lines."""

from __future__ import annotations

from typing import Any

import pytest

from sciatica_tui.tui.widgets.fields.action_field import ActionField


@pytest.mark.parametrize("columns", [52, 56, 60, 100])
async def test_what_enter_does_stands_behind_what_there_is_and_takes_no_line_of_its_own(
    host: Any, columns: int
) -> None:
    field = ActionField("episode", "This episode", "change it")
    field.value = "left · since Wednesday 23 September · Disc herniation L5/S1"
    app = host(field)
    async with app.run_test(size=(columns, 24)) as pilot:
        await pilot.pause()
        lines_without_focus = len(app.shown(field))
        field.focus()
        await pilot.pause()
        assert "⏎ change it" in " ".join(app.shown(field))
        assert len(app.shown(field)) == lines_without_focus
