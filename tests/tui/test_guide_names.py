"""What the guide says is on a screen is there, by the name that stands on it."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

from sciatica_tui.demo.records import demo_records
from sciatica_tui.guide.markup import NAMES
from sciatica_tui.tui.screens.today import TodayScreen
from sciatica_tui.tui.screens.trend_views import View

from ..driving import opened, until
from ..support import NOW, TODAY, services


def text_of(name: str) -> str:
    return (files("sciatica_tui.guide") / f"{name}.md").read_text("utf-8")


async def test_each_panel_that_the_page_of_today_describes_is_on_today(tmp_path: Path) -> None:
    what_you_see = text_of("today").split("## What you see")[1].split("##")[0]
    names = re.findall(r"^- \*\*(.+?)\*\*", what_you_see, re.MULTILINE)
    assert names.pop(0) == "The headline"
    async with opened(services(tmp_path, *demo_records(TODAY, NOW)), (120, 36)) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))

        def titles() -> list[str]:
            return [str(panel.border_title) for panel in pilot.app.screen.query(".panel") if panel.border_title]

        await until(pilot, lambda: any("Leg pain" in title for title in titles()))
        assert [name for name in names if not any(title.startswith(name) for title in titles())] == []


def test_what_the_guide_quotes_as_a_part_of_trends_is_one_of_its_tabs() -> None:
    quoted = {words for name in NAMES for words in re.findall(r"“([^”]+)” in Trends", text_of(name))}
    assert quoted
    assert quoted <= {view.value for view in View}
