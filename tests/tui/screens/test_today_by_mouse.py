"""Today, its chart and the file box by the mouse: what looks as if it led somewhere does."""

from __future__ import annotations

from pathlib import Path

import pytest

from sciatica_tui.demo.records import demo_records
from sciatica_tui.tui.screens.file_choice import FileChoice
from sciatica_tui.tui.widgets.body_map import BodyMap
from sciatica_tui.tui.widgets.charts.time_chart import TimeChart
from sciatica_tui.tui.widgets.week_view import WeekView

from ...driving import AppPilot, click_at_once, click_spot_at_once, opened, settled, shown, until
from ...support import NOW, TODAY, services


async def ready(pilot: AppPilot) -> None:
    await until(pilot, lambda: "Centralization" in shown(pilot))
    chart = pilot.app.screen.query_one("#pain-chart", TimeChart)
    await until(pilot, lambda: chart.chart is not None)
    await pilot.pause()


@pytest.mark.parametrize(
    ("name", "mode"), [("verdict", "phase"), ("week", "history"), ("body", "trends"), ("chart", "today")]
)
async def test_a_click_on_a_part_of_today_leads_on_or_says_more(tmp_path: Path, name: str, mode: str) -> None:
    async with opened(services(tmp_path, *demo_records(TODAY, NOW)), (120, 36)) as pilot:
        await ready(pilot)
        screen = pilot.app.screen
        match name:
            case "verdict":
                click_at_once(pilot, "Getting better")
            case "week":
                box = screen.query_one(WeekView).content_region
                click_spot_at_once(pilot, box.x + 1, box.y + 1)
            case "body":
                box = screen.query_one(BodyMap).content_region
                click_spot_at_once(pilot, box.x + box.width // 2 - 3, box.y + 3)
            case "chart":
                box = screen.query_one("#pain-chart").content_region
                click_spot_at_once(pilot, box.x + box.width // 2, box.y + box.height // 2)
                await until(pilot, lambda: ": leg " in shown(pilot))
        await until(pilot, lambda: pilot.app.current_mode == mode)
        await settled(pilot)


async def test_the_file_box_goes_up_by_a_click(tmp_path: Path) -> None:
    folder = tmp_path / "sheets" / "old"
    folder.mkdir(parents=True)
    async with opened(services(tmp_path, *demo_records(TODAY, NOW))) as pilot:
        box = FileChoice("Import", "Which?", f"{folder}/")
        await pilot.app.push_screen(box)
        await until(pilot, lambda: "no folder, CSV or JSON file here" in shown(pilot))
        for _ in range(2):
            click_at_once(pilot, "../")
        await until(pilot, lambda: box.input.value == f"{folder.parent}/")
        await until(pilot, lambda: "old/" in shown(pilot))
