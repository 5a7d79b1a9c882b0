"""The bar of a routine's parts: each of them is seen, however short, as long as each can have a cell."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import pytest

from sciatica_tui.domain.routines.catalogue import BY_NAME
from sciatica_tui.domain.routines.step_table import TimePart, time_line
from sciatica_tui.tui.widgets.time_line import EXERCISE, TimeLine, cell_ends

DAILY = time_line(BY_NAME["daily"])


def parts(holds: int, hold: int, gap: int) -> tuple[TimePart, ...]:
    """Holds of so many seconds with a gap between any two of them."""
    pair = (TimePart(hold, 0, "holding", True), TimePart(gap, 0, "rest", False))
    return (pair * holds)[:-1]


@pytest.mark.parametrize(
    ("spans", "width", "holds"),
    [
        (DAILY, 76, 18),
        (DAILY, 36, 18),
        (parts(18, 30, 8), 35, 18),
        (parts(30, 60, 2), 76, 30),
        (parts(2, 3600, 1), 200, 2),
        (parts(38, 3, 60), 76, 38),
    ],
)
async def test_every_hold_and_every_gap_has_a_cell_where_there_are_enough(
    spans: tuple[TimePart, ...], width: int, holds: int, host: Any
) -> None:
    line = TimeLine()
    line.spans = spans
    app = host(line)
    async with app.run_test(size=(width, 5)):
        bar = app.shown(line)[0]
        assert len(bar) == width
        assert sum(glyph == EXERCISE for glyph, _ in groupby(bar)) == holds


@pytest.mark.parametrize("width", [76, 116, 166])
def test_equal_holds_are_drawn_equally_long(width: int) -> None:
    ends = cell_ends([part.seconds for part in DAILY], width)
    cells = [end - start for part, start, end in zip(DAILY, [0, *ends], ends, strict=False) if part.is_exercise]
    assert max(cells) - min(cells) <= 1


def test_more_parts_than_cells_end_with_the_line() -> None:
    ends = cell_ends([30, 8] * 40, 20)
    assert (ends[39], ends[-1]) == (10, 20), "half of the time on half of the line"
    assert ends == sorted(ends)
