"""The last seven days as cells and bars, in the little room of a small window and with air in a larger one."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from sciatica_tui.domain.views.today import LastWeek, WeekDay, last_week
from sciatica_tui.tui.pain_palette import pain_cell
from sciatica_tui.tui.widgets.week_view import WeekView

from ...support import TODAY, checkin, day

PAINS = (3, 4, None, 2, 10, None, 0)
WEEK = LastWeek(
    days=tuple(WeekDay(day(6 - n), n != 2, pain, n in (0, 3)) for n, pain in enumerate(PAINS)),
    active_minutes=75,
    active_today=30,
    medication_days=1,
)


@pytest.mark.parametrize(("width", "height"), [(16, 8), (21, 10), (27, 10), (27, 18), (46, 20)])
async def test_every_day_has_its_pain_its_routine_and_what_is_not_known(host: Any, width: int, height: int) -> None:
    view = WeekView()
    app = host(view)
    async with app.run_test(size=(80, 40)) as pilot:
        view.styles.width, view.styles.height = width, height
        view.week = WEEK
        await pilot.pause()
        lines = app.shown(view)
        cells = next(line for line in lines if "10" in line).replace("·", " · ").split()
        assert cells == ["3", "4", "·", "2", "10", "–", "0"]
        assert any(line.split() == ["✓", "✓"] for line in lines)
        text = "\n".join(lines)
        assert "6 of 7" in text
        assert ("Active    75 min" if width == 16 else "75 of 150 min") in text
        assert ("30/30 min" if width == 16 else "30 of 30 min") in text
        assert "1 day" in text
        assert max(map(len, lines)) <= width
        spots = [segment for y in range(len(lines)) for segment in view.render_line(y) if "10" in segment.text]
        colours = {spot.style.bgcolor for spot in spots if spot.style is not None}
        assert pain_cell(app, 10).rich_style.bgcolor in colours


async def test_more_than_the_goal_fills_the_bar_and_marks_the_goal_in_it(host: Any) -> None:
    view = WeekView()
    app = host(view)
    async with app.run_test(size=(80, 40)) as pilot:
        view.styles.width, view.styles.height = 30, 18
        view.week = LastWeek(WEEK.days, active_minutes=600, active_today=0, medication_days=0)
        await pilot.pause()
        lines = app.shown(view)
        assert "▆" * 8 + "┃" + "▆" * 21 in lines, "the goal is a quarter of it"
        assert "─" * 30 in lines
        assert "Medication" not in "".join(lines)


async def test_in_a_narrow_box_the_goal_that_is_reached_stays_on_its_line(host: Any) -> None:
    view = WeekView()
    app = host(view)
    async with app.run_test(size=(80, 40)) as pilot:
        view.styles.width, view.styles.height = 21, 15
        view.week = LastWeek(WEEK.days, active_minutes=600, active_today=None, medication_days=0)
        await pilot.pause()
        assert "Active    600/150 min" in app.shown(view)


async def test_what_was_never_asked_is_left_out_and_not_zero(host: Any) -> None:
    view = WeekView()
    app = host(view)
    async with app.run_test(size=(80, 40)) as pilot:
        view.styles.width, view.styles.height = 16, 10
        view.week = last_week([checkin(0, leg_pain=3)], [], [], TODAY)
        await pilot.pause()
        assert not {"Active", "Week", "Medication"} & {line.split()[0] for line in app.shown(view) if line.split()}
        view.week = last_week([checkin(0, activity=[])], [], [], TODAY)
        await pilot.pause()
        assert "0/30 min" in "".join(app.shown(view))


async def test_the_days_stand_below_each_other_where_a_third_would_be_empty(host: Any) -> None:
    entries = [checkin(ago, leg_pain=5 - ago, back_pain=2, zone="calf") for ago in range(3)]
    view = WeekView()
    app = host(view)
    async with app.run_test(size=(80, 50)) as pilot:
        view.week = last_week(entries, [], [], TODAY)
        for width, height in ((29, 11), (29, 19), (29, 22), (43, 42)):
            view.styles.width, view.styles.height = width, height
            await pilot.pause()
            lines = app.shown(view)
            today = next(line for line in lines if line.startswith("Sun"))
            assert today.split()[-4:] == ["5", "back", "2", "calf"]
            assert ("Sun 22" in today) is (width >= 40)
            assert 3 * max(n for n, line in enumerate(lines, 1) if line.strip()) >= 2 * height
            assert len(lines) <= height
        view.styles.height = 5
        await pilot.pause()
        assert not any("calf" in line for line in app.shown(view)), "beside each other again"


async def test_a_day_with_a_routine_keeps_its_zone_and_one_row_and_the_totals_stand_apart(host: Any) -> None:
    days = tuple(WeekDay(day(6 - n), True, 8, True, "back 4  buttock") for n in range(7))
    view = WeekView()
    app = host(view)
    async with app.run_test(size=(80, 50)) as pilot:
        view.week = LastWeek(days, active_minutes=None, active_today=None, medication_days=0)
        for width, height, gap in ((29, 11, 0), (29, 14, 0), (29, 15, 1), (43, 42, 3)):
            view.styles.width, view.styles.height = width, height
            await pilot.pause()
            lines = app.shown(view)
            rows = [n for n, line in enumerate(lines) if "✓ back 4  buttock" in line]
            assert [after - before for before, after in pairwise(rows)] == [gap + 1] * 6
            assert next(n for n, line in enumerate(lines) if line.startswith("Logged")) - rows[-1] > max(gap, 1)
            room_below = height - 1 - max(n for n, line in enumerate(lines) if line.strip())
            assert not gap or rows[0] in (room_below, room_below - 1), "in the middle"
            grounds = [view.render_line(y) for y in range(len(lines))]
            cell = pain_cell(app, 8).rich_style.bgcolor
            shaded = [y for y, strip in enumerate(grounds) if any(s.style and s.style.bgcolor == cell for s in strip)]
            assert shaded == rows
