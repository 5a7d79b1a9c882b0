"""What was done, as bars: whole names, one amount below the other, and a bar in what is left."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from sciatica_tui.domain.records import Side
from sciatica_tui.domain.routines.amounts import Amount
from sciatica_tui.tui.widgets.session.amount_bars import AmountBars

AMOUNTS = (
    Amount("hamstring", Side.LEFT, 90, 90),
    Amount("hamstring", Side.RIGHT, 45, 90),
    Amount("knee-to-chest", Side.LEFT, 1, 90),
    Amount("sit-to-stand", None, 13, 0),
)


class Shown(App[None]):
    """The bars, and nothing else."""

    spaced = False

    def compose(self) -> ComposeResult:
        bars = AmountBars()
        bars.amounts, bars.spaced = AMOUNTS, self.spaced
        yield bars


async def test_a_bar_says_how_much_of_each_exercise_and_side_was_done() -> None:
    app = Shown()
    async with app.run_test(size=(56, 10)):
        bars = app.query_one(AmountBars)
        assert bars.render().plain.split("\n") == [
            "Hamstring stretch   left leg    ▆▆▆▆▆▆▆▆▆   1:30 of 1:30",
            "                    right leg   ▆▆▆▆▁▁▁▁▁   0:45 of 1:30",
            "Knee to chest       left leg    ▆▁▁▁▁▁▁▁▁   0:01 of 1:30",
            "Sit to stand                                        0:13",
        ]
        assert bars.size.height == 4


async def test_where_there_is_room_the_exercises_stand_apart() -> None:
    app = Shown()
    async with app.run_test(size=(56, 10)) as pilot:
        bars = app.query_one(AmountBars)
        bars.spaced = True
        await pilot.pause()
        lines = bars.render().plain.split("\n")
        assert (lines[2], lines[4]) == ("", "")
        assert bars.size.height == len(lines) == 6


async def test_an_exercise_that_comes_back_after_another_stands_apart_from_it_too_and_nothing_takes_no_row() -> None:
    app = Shown()
    async with app.run_test(size=(56, 10)) as pilot:
        bars = app.query_one(AmountBars)
        bars.spaced = True
        bars.amounts = (AMOUNTS[0], AMOUNTS[2], AMOUNTS[1])
        await pilot.pause()
        assert bars.size.height == len(bars.render().plain.split("\n")) == 5
        bars.amounts = ()
        assert bars.rows == 0


@pytest.mark.parametrize(
    ("spaced", "height", "last_rows"),
    [
        (False, 3, ["", "and 2 more"]),
        (True, 4, ["", "and 2 more"]),
        (True, 6, ["", "Sit to stand"]),
    ],
)
async def test_where_not_all_of_it_has_room_the_last_row_says_how_many_more_there_are(
    spaced: bool, height: int, last_rows: list[str]
) -> None:
    app = Shown()
    app.spaced = spaced
    async with app.run_test(size=(56, height)):
        rows = app.query_one(AmountBars).render().plain.split("\n")
        assert [row.split("  ")[0] for row in rows][-2:] == last_rows
        assert len(rows) == height
