"""Words that take more than a line go on below themselves, not below their heading."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from sciatica_tui.tui.widgets.hanging_rows import HangingRows

ROWS = (("Again", "later today; not again before tomorrow."), ("Done", "3 min"))


class Shown(App[None]):
    """The rows, and nothing else."""

    def compose(self) -> ComposeResult:
        yield HangingRows(ROWS, indent=7)


@pytest.mark.parametrize(
    ("width", "lines"),
    [
        (60, ["Again  later today; not again before tomorrow.", "Done   3 min"]),
        (30, ["Again  later today; not again", "       before tomorrow.", "Done   3 min"]),
    ],
)
async def test_the_second_line_is_indented(width: int, lines: list[str]) -> None:
    app = Shown()
    async with app.run_test(size=(width, 8)):
        rows = app.query_one(HangingRows)
        assert rows.render().plain.split("\n") == lines
        assert rows.size.height == len(lines)
