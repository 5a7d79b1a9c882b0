"""The ribbon: back on top, foot below, unknown days blank, painless ones dotted."""

from __future__ import annotations

from datetime import date
from typing import Any

from sciatica_tui.core.records import Zone
from sciatica_tui.core.retreat import DayWhere
from sciatica_tui.widgets.zone_ribbon import LABEL_WIDTH, Ribbon, ZoneRibbon

LAST = date(2026, 11, 22).toordinal()
DAYS = (
    DayWhere(LAST - 3, Zone.FOOT, (1, 2, 3, 3, 4)),
    DayWhere(LAST - 1, Zone.THIGH, (1, 1, 2, 0, 0)),
    DayWhere(LAST, Zone.NONE, (0, 0, 0, 0, 0)),
)


def rows(ribbon: Ribbon) -> list[str]:
    return ["".join(spot.text for spot in line) for line in ribbon.lines]


def test_zones_run_from_the_back_down_and_the_worse_the_denser() -> None:
    drawn = rows(Ribbon(DAYS, LAST - 3, LAST, LABEL_WIDTH + 4, 9))
    assert [line[:LABEL_WIDTH].strip() for line in drawn[:5]] == ["back", "buttock", "thigh", "calf", "foot"]
    assert [line[LABEL_WIDTH:] for line in drawn[:5]] == ["░ ░·", "▒ ░·", "▓ ▒·", "▓ ··", "█ ··"]


def test_days_fill_the_width_there_is() -> None:
    drawn = rows(Ribbon(DAYS, LAST - 3, LAST, LABEL_WIDTH + 10, 9))
    assert drawn[4] == "foot".ljust(LABEL_WIDTH) + "██" + "   " + "·····"


def test_more_days_than_cells_share_them() -> None:
    ribbon = Ribbon(DAYS, LAST - 3, LAST, LABEL_WIDTH + 2, 9)
    assert rows(ribbon)[4][LABEL_WIDTH:] == "█·"
    assert ribbon.day_at(LABEL_WIDTH) == LAST - 2
    assert ribbon.day_at(LABEL_WIDTH - 1) is None


def test_more_room_makes_every_zone_deeper() -> None:
    assert Ribbon(DAYS, LAST - 3, LAST, 40, 14).deep == 2


async def test_a_click_goes_to_the_day_and_the_legend_says_what_blank_is(host: Any) -> None:
    ribbon = ZoneRibbon()
    app = host(ribbon)
    async with app.run_test(size=(100, 20)) as pilot:
        heard: list[int] = []
        ribbon.post_message = (  # type: ignore[method-assign]
            lambda message: heard.append(message.day) if isinstance(message, ZoneRibbon.Moved) else True
        )
        ribbon.set_days(DAYS, LAST - 3, LAST, ())
        await pilot.pause()
        assert "blank: unknown" in app.shown(ribbon)[-1]
        ribbon.on_click(Click(LABEL_WIDTH))
        assert heard == [LAST - 3]


class Click:
    """A click on a column of the first row."""

    def __init__(self, x: int) -> None:
        self.x = x

    def get_content_offset(self, widget: object) -> Any:
        from textual.geometry import Offset

        return Offset(self.x, 0)

    def stop(self) -> None:
        """Nobody else listens."""
