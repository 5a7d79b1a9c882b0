"""Rows of things to do: one mark goes through all lists of a column."""

from __future__ import annotations

from typing import Any

from sciatica_tui.domain.text.row_mark import RowMark
from sciatica_tui.tui.widgets.task_list import TaskColumn, TaskList


def task_list(rows: int) -> TaskList:
    made = TaskList()
    made.rows = tuple((RowMark("·"), f"row {number}", "") for number in range(rows))
    return made


async def test_the_mark_goes_through_the_lists_below_each_other_and_skips_one_without_rows(host: Any) -> None:
    above, empty, below = task_list(2), task_list(0), task_list(2)
    column = TaskColumn(above, empty, below)
    app = host(above, empty, below)
    async with app.run_test() as pilot:
        places = []
        for _ in range(4):
            is_row = column.move(1)
            await pilot.pause()
            places.append((is_row, column.marked, column.marked.cursor))
        assert places == [(True, above, 1), (True, below, 0), (True, below, 1), (False, below, 1)]
        column.move(-2)
        await pilot.pause()
        assert (column.marked, above.cursor) == (above, 1)
        column.go(last=True)
        await pilot.pause()
        assert (column.marked, below.cursor) == (below, 1)
        column.go(last=False)
        await pilot.pause()
        assert (column.marked, above.cursor) == (above, 0)
