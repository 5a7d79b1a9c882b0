"""The selected row of every list: a pointer and a ground of its own over its whole width, in every theme."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.strip import Strip

from sciatica_tui.demo.records import demo_records
from sciatica_tui.services.config import Config, Looks
from sciatica_tui.tui.widgets.task_list import TaskList

from ...driving import AppPilot, opened, shown, until
from ...support import NOW, TODAY, services

LISTS = {
    "tasks": "j",
    "signs": "j j j j j j j",
    "measures": "3 j",
    "routines": "4 j",
    "pages of the guide": "7 j",
    "entries": "6 j",
    "a question": "n",
    "red flags": "escape exclamation_mark",
}
"""The keys that lead from each to the next."""
THEMES = ("sciatica-dark", "sciatica-light", "textual-dark", "nord", "gruvbox", "ansi-dark", "ansi-light")


async def keyed(pilot: AppPilot, keys: str) -> None:
    for key in keys.split():
        await pilot.press(key)
        await pilot.pause()
    working = [w for w in pilot.app.workers if w.group not in ("red-flags", "add")]  # those wait for a person
    if working:
        await pilot.app.workers.wait_for_complete(working)
    await pilot.pause()


def selected_rows(pilot: AppPilot) -> list[Strip]:
    """What is drawn of the focused list where its row with the pointer is, cropped to the list."""
    focused = pilot.app.screen.focused
    assert focused is not None
    box = focused.content_region
    lines = pilot.app.screen._compositor.render_strips()[box.y : box.bottom]
    rows = [line.crop(box.x, box.right - 1) for line in lines]  # the last column may be a scroll bar
    return [row for row in rows if row.text.lstrip().startswith("›")]


def grounds(row: Strip) -> set[object]:
    """The colours behind a row, but for its pains, which keep theirs."""
    return {
        segment.style.bgcolor for segment in row if segment.style is not None and not segment.text.strip().isdecimal()
    }


@pytest.mark.parametrize("theme", THEMES)
async def test_the_selected_row_has_a_pointer_and_one_ground_over_its_whole_width(tmp_path: Path, theme: str) -> None:
    there = services(tmp_path, *demo_records(TODAY, NOW), config=Config(looks=Looks(theme=theme)))
    async with opened(there, size=(100, 40)) as pilot:
        await until(pilot, lambda: "Centralization" in shown(pilot))
        for name, keys in LISTS.items():
            await keyed(pilot, keys)
            rows = selected_rows(pilot)
            assert len(rows) == 1, name
            assert len(grounds(rows[0])) == 1, name
            other = pilot.app.screen._compositor.render_strips()[pilot.app.size.height // 2].crop(0, 1)
            assert grounds(rows[0]) != grounds(other), name


async def test_a_click_selects_a_row_and_a_second_one_acts(tmp_path: Path) -> None:
    async with opened(services(tmp_path, *demo_records(TODAY, NOW)), size=(80, 30)) as pilot:
        tasks = pilot.app.screen.query_one("#tasks", TaskList)
        await until(
            pilot, lambda: pilot.app.screen.query_one("#signs", TaskList).rows
        )  # and its rows do not move any more
        number = next(n for n, (_, words, _) in enumerate(tasks.rows) if words == "Walk")
        y = next(n for n, line in enumerate(tasks.render().plain.splitlines()) if " Walk " in line)
        await pilot.click(tasks, offset=(6 + tasks.gutter.left, y + tasks.gutter.top))
        await pilot.pause()
        assert tasks.cursor == number
        assert pilot.app.current_mode == "today"
        await pilot.click(tasks, offset=(6 + tasks.gutter.left, y + tasks.gutter.top))
        await until(pilot, lambda: pilot.app.current_mode == "routines")


async def test_a_click_on_a_routine_selects_it_and_a_second_one_starts_it(tmp_path: Path) -> None:
    async with opened(services(tmp_path, *demo_records(TODAY, NOW))) as pilot:
        await keyed(pilot, "4")
        await pilot.click("RoutineList", offset=(8, 4))
        await pilot.pause()
        name = selected_rows(pilot)[0].text
        assert len(pilot.app.screen_stack) == 1
        await pilot.click("RoutineList", offset=(8, 4))
        await until(pilot, lambda: len(pilot.app.screen_stack) > 1)
        assert name.strip("› ").split("  ")[0] in shown(pilot)


async def test_an_answer_to_a_question_is_a_button(tmp_path: Path) -> None:
    async with opened(services(tmp_path, *demo_records(TODAY, NOW))) as pilot:
        await keyed(pilot, "6 n")
        question = pilot.app.screen
        assert len(pilot.app.screen_stack) == 2
        await pilot.click("Answers", offset=(4, 0))
        await until(pilot, lambda: question not in pilot.app.screen_stack)


async def test_a_row_too_long_for_its_list_goes_on_in_the_next_line(tmp_path: Path) -> None:
    async with opened(services(tmp_path, *demo_records(TODAY, NOW))) as pilot:
        tasks = pilot.app.screen.query_one("#tasks", TaskList)
        await until(pilot, lambda: len(tasks.rows) > 4)
        mark = tasks.rows[0][0]
        tasks.rows = ((mark, "one", "a"), (mark, "two " * 20, "b"), (mark, "three", "c"))
        await pilot.pause()
        lines = tasks.render().plain.splitlines()
        assert [line[:9].strip() for line in lines if mark in line[:4]] == [
            f"› {mark} one",
            f"{mark} two t",
            f"{mark} three",
        ]
        tasks.cursor = 2
        y = len(lines) - 1
        await pilot.click(tasks, offset=(6 + tasks.gutter.left, y - 1 + tasks.gutter.top))
        assert tasks.cursor == 1, "its second line is the row too"
