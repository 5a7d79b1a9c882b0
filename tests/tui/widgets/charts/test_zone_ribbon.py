"""The ribbon: back on top, foot below, unknown days blank, painless ones dotted."""

from __future__ import annotations

from datetime import date

from textual.app import App, ComposeResult

from sciatica_tui.domain.charts.chart import Mark
from sciatica_tui.domain.charts.pain_map import DayWhere
from sciatica_tui.domain.records import Zone
from sciatica_tui.tui.widgets.charts.zone_ribbon import LABEL_WIDTH, PATTERNS, Ribbon, ZoneRibbon, legend

LAST = date(2026, 11, 22).toordinal()
DAYS = (
    DayWhere(LAST - 3, Zone.FOOT, (2, 3, 4, 4, 5)),
    DayWhere(LAST - 1, Zone.THIGH, (1, 2, 3, 0, 0)),
    DayWhere(LAST, Zone.NONE, (0, 0, 0, 0, 0)),
)

SHORTEST_LEGEND = len("none ·┊████ worst")


def rows(ribbon: Ribbon) -> list[str]:
    return ["".join(spot.text for spot in line) for line in ribbon.lines]


def test_zones_run_from_the_back_down_and_the_worse_the_denser() -> None:
    drawn = rows(Ribbon(DAYS, LAST - 3, LAST, LABEL_WIDTH + 4, 9, glyphs=PATTERNS))
    assert [line[:LABEL_WIDTH].strip() for line in drawn[:5]] == ["back", "buttock", "thigh", "calf", "foot"]
    assert [line[LABEL_WIDTH:] for line in drawn[:5]] == ["░ ┊·", "▒ ░·", "▓ ▒·", "▓ ··", "█ ··"]


def test_where_colours_tell_how_bad_it_is_nothing_thins_them() -> None:
    drawn = rows(Ribbon(DAYS, LAST - 3, LAST, LABEL_WIDTH + 4, 9))
    assert [line[LABEL_WIDTH:] for line in drawn[:5]] == ["█ ┊·", "█ █·", "█ █·", "█ ··", "█ ··"]


def test_the_cursor_stands_below_its_day_and_changes_no_shade() -> None:
    ribbon = Ribbon(DAYS, LAST - 3, LAST, LABEL_WIDTH + 16, 9, glyphs=PATTERNS)
    lines = ribbon.with_cursor(LAST - 3)
    assert lines[:5] == ribbon.lines[:5]
    above, axis = ("".join(spot.text for spot in line) for line in lines[-3:-1])
    assert axis.strip().startswith("━┻━━─")
    assert above.index("┃") == axis.index("┻")


def test_the_cursor_hides_no_mark() -> None:
    mark = Mark(LAST - 3, "✶", "flare", "flare")
    lines = Ribbon(DAYS, LAST - 3, LAST, LABEL_WIDTH + 16, 9, (mark,)).with_cursor(LAST - 3)
    assert "".join(spot.text for spot in lines[-3]).strip() == "✶"


def test_days_fill_the_width_there_is() -> None:
    drawn = rows(Ribbon(DAYS, LAST - 3, LAST, LABEL_WIDTH + 10, 9))
    assert drawn[4] == "foot".ljust(LABEL_WIDTH) + "██" + "   " + "·····"


def test_more_days_than_cells_share_them() -> None:
    ribbon = Ribbon(DAYS, LAST - 3, LAST, LABEL_WIDTH + 2, 9)
    assert rows(ribbon)[4][LABEL_WIDTH:] == "█·"
    assert ribbon.day_at(LABEL_WIDTH) == LAST - 2
    assert ribbon.day_at(LABEL_WIDTH - 1) is None


def test_a_ribbon_can_be_drawn_for_every_width() -> None:
    for width in range(1, 201):
        ribbon = Ribbon(DAYS, LAST - 60, LAST, width, 9)
        lines = [*ribbon.lines, *ribbon.with_cursor(LAST), legend(width)]
        assert max(sum(len(spot.text) for spot in line) for line in lines) <= max(width, SHORTEST_LEGEND)


def test_more_room_makes_every_zone_deeper() -> None:
    assert Ribbon(DAYS, LAST - 3, LAST, 40, 14).deep == 2


class Host(App[None]):
    """Shows a ribbon and writes down where it was clicked."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[int] = []

    def compose(self) -> ComposeResult:
        yield ZoneRibbon()

    def on_zone_ribbon_moved(self, event: ZoneRibbon.Moved) -> None:
        self.heard.append(event.day)


async def test_a_click_goes_to_the_day_and_the_legend_says_what_blank_is() -> None:
    app = Host()
    async with app.run_test(size=(100, 20)) as pilot:
        ribbon = app.query_one(ZoneRibbon)
        ribbon.set_days(DAYS, LAST - 3, LAST, ())
        await pilot.pause()
        assert "blank: unknown" in ribbon.render_line(ribbon.size.height - 1).text
        await pilot.click(ribbon, offset=(LABEL_WIDTH, 0))
        assert app.heard == [LAST - 3]


def test_a_narrow_legend_names_the_ends_and_breaks_no_word() -> None:
    assert "┊ in between  ░ mild  ▒ moderate" in "".join(spot.text for spot in legend(78, PATTERNS))
    assert "█ worst  blank: unknown" in "".join(spot.text for spot in legend(74)), "nothing runs together"
    assert "┊ in between, not rated  " in "".join(spot.text for spot in legend(120))
    assert "· none  ┊ between  █ mild  █ moderate" in "".join(spot.text for spot in legend(74)), "not run together"
    assert "between" not in "".join(spot.text for spot in legend(74, has_between=False)), "where there is none"
    assert "".join(spot.text for spot in legend(30, PATTERNS)) == "none ·┊░▒▓█ worst"
