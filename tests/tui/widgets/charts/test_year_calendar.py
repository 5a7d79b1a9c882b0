"""The year calendar: one cell a day, readable without colour, moved by keys and mouse."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from sciatica_tui.tui.widgets.charts.year_calendar import DayMark, YearCalendar

TODAY = date(2026, 11, 22)  # a Sunday
LONG_AGO = date(2025, 12, 2)


def day(back: int) -> date:
    return TODAY - timedelta(days=back)


async def test_eighty_columns_hold_a_year(host: Any) -> None:
    calendar = YearCalendar(TODAY)
    calendar.marks = {day(n): DayMark(3) for n in range(371)}
    app = host(calendar)
    async with app.run_test(size=(80, 24)):
        rows = app.shown(calendar)[1:8]
        assert all(row[4:57] == "3" * 53 for row in rows)


async def test_every_level_reads_without_colour_and_unknown_is_a_dot(host: Any) -> None:
    sundays = {day(7): DayMark(0), day(14): DayMark(10), day(21): DayMark(), day(35): DayMark(7)}
    calendar = YearCalendar(TODAY)
    calendar.marks = {**sundays, LONG_AGO - timedelta(days=2): DayMark(1)}
    app = host(calendar)
    async with app.run_test(size=(80, 24)):
        sunday = app.shown(calendar)[7]
        assert sunday == "Sun 1".ljust(50, "·") + "7·-X0·◂"


@pytest.mark.parametrize(("first", "weeks"), [(0, 8), (55, 8), (56, 9), (100, 15), (363, 52), (364, 53), (4000, 53)])
@pytest.mark.parametrize("width", [80, 200])
async def test_the_weeks_shown_begin_with_the_first_entry(host: Any, first: int, weeks: int, width: int) -> None:
    calendar = YearCalendar(TODAY)
    calendar.marks = {day(first): DayMark(4)}
    app = host(calendar)
    async with app.run_test(size=(width, 24)):
        assert (TODAY - calendar.first_shown).days // 7 + 1 == weeks
        assert calendar.border_title == f"{f'The last {weeks} weeks' if weeks < 53 else 'The year'}, by leg pain"


async def test_what_was_before_the_first_entry_is_no_day_left_out(host: Any) -> None:
    calendar = YearCalendar(TODAY)
    calendar.marks = {day(14): DayMark(4)}
    app = host(calendar)
    async with app.run_test(size=(80, 24)):
        assert app.shown(calendar)[7].split() == ["Sun", "4", "·", "·", "◂"]


async def test_a_low_window_has_the_last_weeks_in_one_row_until_the_calendar_has_the_focus(host: Any) -> None:
    calendar = YearCalendar(TODAY)
    calendar.folds, calendar.can_focus = True, False
    calendar.marks = {day(0): DayMark(3), day(6): DayMark(10), day(7): DayMark(5), day(371): DayMark(1)}
    app = host(calendar)
    async with app.run_test(size=(80, 24)) as pilot:
        mondays, days = app.shown(calendar)
        assert mondays.endswith("9 Nov   16 Nov")
        assert days.endswith("······5 X·····3◂")
        assert calendar.border_title == "The last 10 weeks, by leg pain"
        calendar.can_focus = True
        calendar.focus()
        await pilot.pause()
        assert len(app.shown(calendar)) == 9
        assert calendar.border_title == "The year, by leg pain"


@pytest.mark.parametrize(
    ("width", "legend"), [(120, "5  routine done    ·  no check-in"), (72, "5 routine   · no check-in")]
)
async def test_the_legend_is_whole_from_seventy_columns_on(host: Any, width: int, legend: str) -> None:
    calendar = YearCalendar(TODAY)
    app = host(calendar)
    async with app.run_test(size=(width, 24)):
        assert app.shown(calendar)[8].endswith(legend)


async def test_years_of_marks_are_gone_through_once_and_not_for_each_drawing(host: Any) -> None:
    class Counted(dict[date, DayMark]):
        passes = 0

        def __iter__(self) -> Iterator[date]:
            self.passes += 1
            return super().__iter__()

    calendar = YearCalendar(TODAY)
    app = host(calendar)
    async with app.run_test(size=(120, 24)) as pilot:
        marks = Counted({day(back): DayMark(4) for back in range(3650)})
        calendar.marks = marks
        await pilot.pause()
        first = marks.passes
        for _ in range(3):
            calendar.render()
            calendar.cursor -= timedelta(days=7)
            await pilot.pause()
        assert (first, marks.passes) == (1, 1)


async def test_each_monday_is_named_above_the_weeks_of_who_began_lately(host: Any) -> None:
    calendar = YearCalendar(TODAY)
    calendar.marks = {TODAY: DayMark(4)}
    app = host(calendar)
    async with app.run_test(size=(120, 24)):
        assert app.shown(calendar)[0].split()[-4:] == ["9", "Nov", "16", "Nov"]


async def test_a_routine_is_a_line_below_the_day(host: Any) -> None:
    calendar = YearCalendar(TODAY)
    calendar.marks = {day(7): DayMark(3), day(14): DayMark(3, routine=True)}
    app = host(calendar)
    async with app.run_test(size=(80, 24)):
        segments = {segment.text: segment.style for segment in calendar.render_line(7)}
        assert [bool(style and style.underline) for text, style in segments.items() if text.strip() == "3"]
        underlined = [s.text for s in calendar.render_line(7) if s.style and s.style.underline]
        assert [text.strip() for text in underlined] == ["3"]


async def test_the_months_stand_above_their_first_week(host: Any) -> None:
    calendar = YearCalendar(TODAY)
    calendar.marks = {LONG_AGO: DayMark(1)}
    app = host(calendar)
    async with app.run_test(size=(120, 24)):
        months = app.shown(calendar)[0]
        week_of_november = (date(2026, 10, 26) - calendar.first_shown).days // 7
        assert months.index("Nov") == 4 + 2 * week_of_november


@pytest.mark.parametrize(
    ("keys", "back"),
    [(["h"], 7), (["left", "left"], 14), (["k"], 1), (["up", "h", "l"], 1), (["h", "j"], 6), (["h", "h", "G"], 0)],
)
async def test_keys_move_by_days_and_weeks(host: Any, keys: list[str], back: int) -> None:
    calendar = YearCalendar(TODAY)
    app = host(calendar)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*keys)
        assert calendar.cursor == day(back)
        assert app.heard.days[-1] == day(back)
        assert app.heard.keys == []


async def test_the_cursor_stays_out_of_the_future(host: Any) -> None:
    calendar = YearCalendar(TODAY)
    app = host(calendar)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("l", "j")
        assert calendar.cursor == TODAY
        assert app.heard.days == []


async def test_g_goes_to_the_first_day_with_an_entry_even_years_ago(host: Any) -> None:
    first = date(2019, 3, 5)
    calendar = YearCalendar(TODAY)
    calendar.marks = {first: DayMark(6), TODAY: DayMark(2)}
    app = host(calendar)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("g")
        assert calendar.cursor == first
        assert app.shown(calendar)[2][4] == "6"
        assert "◂" not in "".join(app.shown(calendar))


async def test_enter_and_a_second_click_choose_the_day(host: Any) -> None:
    calendar = YearCalendar(TODAY)
    calendar.marks = {day(7): DayMark(4)}
    app = host(calendar)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        assert app.heard.chosen == [TODAY]
        await pilot.click(calendar, offset=app.spot(calendar, "4 "))
        assert app.heard.days == [day(7)]
        await pilot.click(calendar, offset=app.spot(calendar, "4 "))
        assert app.heard.chosen == [TODAY, day(7)]


async def test_other_keys_go_on_to_the_screen(host: Any) -> None:
    app = host(YearCalendar(TODAY))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("exclamation_mark", "slash", "6", "tab")
        assert app.heard.keys == ["exclamation_mark", "slash", "6", "tab"]


async def test_the_title_says_which_months_are_shown_where_they_are_not_the_last_ones(host: Any) -> None:
    calendar = YearCalendar(TODAY)
    calendar.marks = {date(2015, 12, 9): DayMark(6)}
    app = host(calendar)
    async with app.run_test(size=(80, 24)) as pilot:
        assert calendar.border_title == "The year, by leg pain"
        await pilot.press("g")
        await pilot.pause()
        assert calendar.border_title == "December 2015 – December 2016, by leg pain"
        await pilot.press("G")
        await pilot.pause()
        assert calendar.border_title == "The year, by leg pain"
