"""Rows of things to do: one mark goes through all lists of a column."""

from __future__ import annotations

from typing import Any

from textual.style import Style

from sciatica_tui.domain.text.row_mark import RowMark, Tone
from sciatica_tui.tui.widgets.task_list import TaskColumn, TaskList, fitting


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


async def test_where_there_is_no_room_for_all_rows_those_that_lead_to_the_mark_show_and_the_others_are_counted(
    host: Any,
) -> None:
    tasks = task_list(9)
    tasks.styles.height = 4
    async with host(tasks).run_test() as pilot:
        assert tasks.content_size.height == 4
        assert [line.split()[-1] for line in str(tasks.render()).splitlines()] == ["0", "1", "2", "3"]
        assert tasks.rows_out_of_sight == (0, 5)
        tasks.cursor = 5
        await pilot.pause()
        assert [line.split()[-1] for line in str(tasks.render()).splitlines()] == ["2", "3", "4", "5"]
        assert tasks.rows_out_of_sight == (2, 3)
        tasks.styles.height = "auto"
        await pilot.pause()
        assert tasks.content_size.height == 9
        assert tasks.rows_out_of_sight == (0, 0)


async def test_a_row_of_two_lines_shows_whole_or_not_at_all(host: Any) -> None:
    tasks = TaskList()
    tasks.rows = tuple((RowMark("·"), words, "") for words in ("one", "two", "a question that takes two lines", "four"))
    tasks.styles.height = 3
    tasks.styles.width = 24
    async with host(tasks).run_test() as pilot:
        assert [line.split()[-1] for line in str(tasks.render()).splitlines()] == ["one", "two"]
        assert tasks.rows_out_of_sight == (0, 2)
        tasks.cursor = 2
        await pilot.pause()
        assert "two" in str(tasks.render()).splitlines()[0]
        assert tasks.rows_out_of_sight == (1, 1)


async def test_the_head_stands_above_the_rows_and_its_columns_over_theirs(host: Any) -> None:
    rows = TaskList()
    rows.rows = ((RowMark("·"), "leg pain", "2.5"),)
    rows.head = ("what", "now")
    app = host(rows)
    async with app.run_test(size=(40, 6)):
        head, row = app.shown(rows)[:2]
        assert head.index("what") == row.index("leg pain")
        assert head.rstrip().endswith("now")
        assert len(head.rstrip()) == len(row.rstrip())
        assert rows.size.height == 2


async def test_a_bar_is_green_where_what_is_asked_is_met_and_marks_it(host: Any) -> None:
    rows = TaskList()
    bar = "━━┄┃┄┄"
    rows.rows = ((RowMark("✓", Tone.GOOD), f"met {bar}", ""), (RowMark("✗", Tone.UNMET), f"not {bar}", ""))
    app = host(rows)
    async with app.run_test(size=(40, 6)):
        done, bars, due = (rows.get_visual_style(f"task-list--{name}") for name in ("done", "bars", "due"))
        spans = [
            {line.plain[span.start : span.end]: span.style for span in line.spans if isinstance(span.style, Style)}
            for line in rows.render().split("\n")
        ]
        assert [styles["━━"] for styles in spans] == [done, bars]
        assert [styles["┃"] for styles in spans] == [due, due]


async def test_an_aside_stands_two_cells_from_the_words_or_not_at_all(host: Any) -> None:
    tasks = TaskList()
    tasks.rows = tuple((RowMark("·"), words, "1 question") for words in ("a visit at 9", "a visit at 10"))
    tasks.styles.width = 4 + len("a visit at 9") + 2 + len("1 question")
    async with host(tasks).run_test():
        assert [line[4:].rstrip() for line in str(tasks.render()).splitlines()] == [
            "a visit at 9  1 question",
            "a visit at 10",
        ]


def test_where_room_is_short_an_aside_names_all_of_a_day_rather_than_that_it_is_the_worst() -> None:
    aside = "worst leg 6  back 3  calf"
    assert fitting(aside, len(aside)) == aside
    assert fitting(aside, len(aside) - 1) == "leg 6  back 3  calf"
    assert fitting(aside, len("leg 6  back 3")) == "leg 6  back 3"
