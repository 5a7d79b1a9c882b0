"""The tables beside the charts: weeks, comparisons, intervals on their scale."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest

from sciatica_tui.domain.charts.chart import RATING_AXIS, Mark
from sciatica_tui.domain.charts.comparisons import ComparisonRow, Group
from sciatica_tui.domain.charts.measure_display import BY_MEASURE, DISPLAYS, axis_of
from sciatica_tui.domain.charts.weeks import WeekLevel, weeks
from sciatica_tui.tui.widgets.charts.comparison_bars import comparison_bars
from sciatica_tui.tui.widgets.charts.comparison_table import (
    NONE_ELSE,
    WHY_THEY_DIFFER,
    TableMaker,
    comparison_lines,
    comparison_table,
)
from sciatica_tui.tui.widgets.charts.interval_bar import interval_bar, zero_line
from sciatica_tui.tui.widgets.charts.lines_view import INK
from sciatica_tui.tui.widgets.charts.sparkline import spark_rows, sparkline
from sciatica_tui.tui.widgets.charts.summaries import Summaries
from sciatica_tui.tui.widgets.charts.week_table import week_lines
from sciatica_tui.tui.widgets.spot import Line

LEG, ZONE = BY_MEASURE["leg_pain"], BY_MEASURE["zone"]
ENOUGH = ComparisonRow("bad sleep", 20, 30, 6, 4.0, 4.0, 0.0, -0.5, 0.5)
SUNDAY = date(2026, 11, 22).toordinal()


def text(line: Line) -> str:
    return "".join(spot.text for spot in line)


def test_an_interval_lies_at_its_place_and_its_value_in_it() -> None:
    assert text(interval_bar(5, 3, 7, 0, 10, 11)) == "   ├─●─┤   "
    assert text(interval_bar(5, None, None, 0, 10, 11)) == "     ●     "
    assert text(interval_bar(5, 3, 7, 10, 0, 11)) == "   ├─●─┤   ", "a scale may run either way"


def test_an_interval_that_leaves_the_scale_says_so() -> None:
    assert text(interval_bar(0, -4, 2, -1, 1, 9)) == "◂───●───▸"


def test_the_line_at_none_is_seen_beside_and_through_an_interval() -> None:
    assert text(zero_line(interval_bar(3, 2, 4, -5, 5, 11), 5)) == "     │ ├●┤ "
    assert text(zero_line(interval_bar(2, -1, 3, -5, 5, 11), 5)) == "    ├┼─●┤  "


def test_a_week_has_its_number_of_entries_mean_interval_and_bar() -> None:
    entries = tuple((SUNDAY - ago, 4.0) for ago in range(6, -1, -1))
    lines = week_lines(weeks(LEG, entries, SUNDAY - 10, SUNDAY), LEG, RATING_AXIS, 80)
    assert text(lines[0]).split() == ["Mon", "–", "Sun", "days", "average", "likely", "range", "0", "10"]
    assert text(lines[1]).split()[:7] == ["16", "–", "22", "Nov", "…", "7", "4.0"]
    assert "●" in text(lines[1])
    assert "nothing logged" in text(lines[2])
    assert text(lines[-1]) == "… this week, so far   ├─●─┤ average and likely range of that week alone"
    assert all(len(text(line)) <= 80 for line in lines)


@pytest.mark.parametrize("width", range(66, 110, 4))
def test_a_week_is_drawn_below_the_end_of_the_scale_only_where_it_is_at_that(width: int) -> None:
    levels = (9.0, 10.0)
    table = tuple(WeekLevel(SUNDAY - 6 - 7 * n, 7, level) for n, level in enumerate(levels))
    head, *rows = (text(line) for line in week_lines(table, BY_MEASURE["leg_pain"], RATING_AXIS, width))
    end = head.rindex("10")
    assert [row.index("●") >= end for row in rows[:2]] == [False, True]


def test_where_there_is_no_room_for_bars_the_numbers_stay() -> None:
    lines = week_lines(weeks(LEG, ((SUNDAY, 4.0),), SUNDAY, SUNDAY), LEG, RATING_AXIS, 43)
    assert "4.0" in text(lines[1])
    assert "●" not in text(lines[1])


def test_where_the_likely_range_has_no_room_for_its_name_it_is_the_range() -> None:
    table = weeks(LEG, tuple((SUNDAY - ago, 9.0) for ago in range(6, -1, -1)), SUNDAY, SUNDAY)
    heads = {width: text(week_lines(table, LEG, RATING_AXIS, width)[0]).split()[3:] for width in (48, 38, 30)}
    assert heads == {
        48: ["days", "average", "likely", "range"],
        38: ["days", "average", "range"],
        30: ["days", "average"],
    }


def test_days_to_come_and_days_before_the_diary_are_not_missed_ones() -> None:
    tuesday = SUNDAY - 5
    table = weeks(LEG, ((tuesday - 2, 6.0), (tuesday, 4.0)), tuesday - 2, tuesday)
    rows = [
        text(line)[:62].rstrip()
        for line in week_lines(table, LEG, RATING_AXIS, 80, {tuesday: 4.0}, (), (tuesday - 1, tuesday))
    ]
    assert rows[1].endswith("  · 4"), "Monday was missed; Wednesday to Sunday are to come"
    assert "·" not in rows[2], "the week before the diary"


def test_a_column_without_room_is_left_out_whole() -> None:
    found = weeks(ZONE, ((SUNDAY - 2, 4.0), (SUNDAY - 1, 2.0), (SUNDAY, 4.0)), SUNDAY, SUNDAY)
    lines = [text(line) for line in week_lines(found, ZONE, axis_of(ZONE, []), 36)]
    assert max(map(len, lines)) <= 36
    assert not any("–" in line.partition("  ")[2] or "from" in line for line in lines[:2])


def test_words_are_told_from_to() -> None:
    found = weeks(ZONE, ((SUNDAY - 2, 4.0), (SUNDAY - 1, 2.0), (SUNDAY, 4.0)), SUNDAY, SUNDAY)
    assert "calf  buttock–calf" in text(week_lines(found, ZONE, axis_of(ZONE, []), 80)[1])


def test_a_comparison_that_stands_out_is_marked_and_adds_up() -> None:
    row = ComparisonRow("sitting", 20, 30, 6, 5.04, 3.96, 1.08, 0.2, 1.9)
    lines = comparison_lines([Group("Posture", (row,))], LEG, True, 110)
    said = next(text(line) for line in lines if text(line).startswith("• sitting"))
    assert "5.0 (20)" in said
    assert "4.0 (30)" in said
    assert "+1.0 (+0.2 to +1.9)" in said
    assert all(len(text(line)) <= 110 for line in lines)


@pytest.mark.parametrize(("rows", "number"), [(4, "fewer than 1"), (24, "about 1"), (41, "about 2")])
def test_the_caution_says_how_many_rows_would_stand_out_by_chance(rows: int, number: str) -> None:
    each = ComparisonRow("desk", 20, 20, 6, 6.0, 3.0, 3.0, 2.0, 4.0)
    told = " ".join(text(line) for line in comparison_lines([Group("Tag", (each,) * rows)], LEG, True, 90)).split(
        "with (n)"
    )
    assert f"Of {rows} things compared, {number} would stand out by chance alone." in " ".join(told[0].split())


def test_where_there_is_room_each_row_is_two_bars_and_the_scale_says_which_way_less_pain_lies() -> None:
    row = ComparisonRow("sitting", 20, 30, 6, 6.0, 3.0, 3.0, 2.0, 4.0)
    lines = comparison_bars([Group("Posture", (row, ENOUGH), "check-in"), Group("Tag", (ENOUGH,))], LEG, True, 140)
    rows = [text(line) for line in lines]
    assert all(len(row) <= 140 for row in rows)
    with_it = next(n for n, row in enumerate(rows) if row.startswith("• sitting"))
    assert rows[with_it].count("▆") == 2 * rows[with_it + 1].count("▆")
    assert "20 check-ins" in rows[with_it]
    assert "30 check-ins" in rows[with_it + 1]
    assert "20 days" in "".join(rows[with_it + 2 :])
    assert rows[0].index("less pain") < rows[0].index("0  ") < rows[0].index("more pain")
    assert rows[0].index("0  ") < rows[with_it].index("●")
    bar = next(spot for spot in lines[with_it] if "▆" in spot.text)
    assert bar.style == f"{INK}6", "in the colour of that pain"


def test_a_level_of_nothing_has_no_bar() -> None:
    row = ComparisonRow("sitting", 20, 30, 6, 0.2, 0.0, 0.2, -1.0, 1.4)
    rows = [text(line) for line in comparison_bars([Group("Posture", (row,))], LEG, True, 140)]
    with_it = next(n for n, row in enumerate(rows) if "sitting" in row)
    assert [rows[n].count("▆") for n in (with_it, with_it + 1)] == [1, 0], "a low level still has one"


COMPARED = [
    Group("Posture", (ComparisonRow("sitting", 20, 30, 6, 6.0, 3.0, 3.0, 2.0, 4.0), ENOUGH), "check-in"),
    Group("Tag", (ENOUGH, ComparisonRow("desk", 2, 40, 1))),
]
CAN_BE_COMPARED = [COMPARED[0], Group("Tag", (ENOUGH,))]
DAYS = tuple((SUNDAY - ago, float(ago % 5)) for ago in range(40, -1, -1) if ago not in range(8, 16))
MARK = Mark(SUNDAY - 2, "↓", "injection", "injection")
MAKERS: dict[str, Callable[[int], list[Line]]] = {
    "bars": partial(comparison_bars, CAN_BE_COMPARED, LEG, True),
    "bars apart": partial(comparison_bars, CAN_BE_COMPARED, LEG, True, air=True),
    "comparison": partial(comparison_lines, COMPARED, LEG, True),
    "comparison of another": lambda width: comparison_lines(COMPARED, LEG, True, width, "Zone", comparison_bars),
    "weeks": lambda width: week_lines(weeks(LEG, DAYS, SUNDAY - 40, SUNDAY), LEG, RATING_AXIS, width),
    "weeks with days": lambda width: week_lines(
        weeks(LEG, DAYS, SUNDAY - 40, SUNDAY), LEG, RATING_AXIS, width, dict(DAYS), (MARK,)
    ),
    "weeks of words": lambda width: week_lines(
        weeks(ZONE, DAYS, SUNDAY - 40, SUNDAY), ZONE, axis_of(ZONE, []), width, dict(DAYS), (MARK,)
    ),
}
NUMBERS_FIT = 60
"""Columns from which on no table is wider than its room; in fewer the numbers stay and the rest is cut off."""


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_a_table_can_be_made_for_every_width(make: Callable[[int], list[Line]]) -> None:
    for width in range(1, 201):
        widest = max(len(text(line)) for line in make(width))
        assert widest <= max(width, NUMBERS_FIT), width


def test_two_bars_without_room_for_the_difference_give_way_to_the_table() -> None:
    narrow = comparison_bars(CAN_BE_COMPARED, LEG, True, 90)
    assert text(narrow[1]).split()[:2] == ["with", "without"]
    assert not any("▆" in text(line) for line in narrow)


def test_two_rows_of_bars_tell_more_apart_than_one() -> None:
    points = [(day, day / 2) for day in range(20)]
    upper, lower = spark_rows(points, 0, 19, RATING_AXIS, 20, 2)
    assert len(set(zip(upper, lower, strict=True))) > len(set(sparkline(points, 0, 19, RATING_AXIS, 20)))
    assert all(low == "█" for high, low in zip(upper, lower, strict=True) if high != " ")
    assert spark_rows(points, 0, 39, RATING_AXIS, 40, 2)[1][20:] == " " * 20, "no entry, no bar"


def test_a_test_is_not_missed_on_the_days_between_and_has_no_empty_column() -> None:
    reach = BY_MEASURE["reach_cm"]
    entries = tuple((SUNDAY - ago, 20.0 + ago) for ago in (14, 7, 0))
    table = weeks(reach, entries, SUNDAY - 20, SUNDAY)
    told = [text(line) for line in week_lines(table, reach, axis_of(reach, [34.0]), 80, dict(entries), (), (0, SUNDAY))]
    assert "likely range" not in told[0]
    assert not any("·" in line for line in told)


@pytest.mark.parametrize("measure", [kind.measure for kind in DISPLAYS if kind.compared])
def test_how_to_read_it_is_a_sentence_with_every_measure_that_is_compared(measure: str) -> None:
    kind = BY_MEASURE[measure]
    told = " ".join(text(line) for line in comparison_lines([Group("Night", (ENOUGH,))], kind, True, 200))
    assert "compares can " not in told
    assert f"Each line compares {kind.title.lower()} on days" in told


def test_the_only_week_says_what_its_row_is_for() -> None:
    one = (WeekLevel(SUNDAY - 6, 3, 5.0, 3.0, 7.0, so_far=True),)
    two = (*one, WeekLevel(SUNDAY - 13, 3, 5.0, 3.0, 7.0))
    told, of_two = ("".join(text(line) for line in week_lines(table, LEG, RATING_AXIS, 80)) for table in (one, two))
    assert "Each week gets a row of its own" in told
    assert "Each week gets" not in of_two


def test_what_has_too_few_days_is_named_below_and_nothing_is_said_to_stand_out() -> None:
    rows = (ComparisonRow("desk", 2, 40, 1), ComparisonRow("pool", 4, 40, 3))
    lines = comparison_lines([Group("Tag", rows), Group("Night", (ENOUGH,))], LEG, True, 76)
    told = " ".join("\n".join(text(line) for line in lines).split())
    assert told.startswith("Nothing stands out so far. Each line compares worst leg pain on days with something")
    assert "by chance" not in told
    assert told.endswith("(it takes 5 days with and 5 without, in 3 weeks that have both): Tag: desk; pool")
    assert "●" in told, "there is room for the bars"


def test_a_glance_has_what_differs_most_first_and_leaves_out_how_to_read_it() -> None:
    little, much = (ComparisonRow(f"{n}", 20, 30, 6, 4 + n, 4.0, n, n - 2, n + 2) for n in (0.2, 1.5))
    few = Group("Tag", (ComparisonRow("desk", 2, 40, 1),))
    lines = comparison_lines([Group("Posture", (little,)), Group("Night", (much,)), few], LEG, True, 64, brief=True)
    told = [text(line) for line in lines]
    assert told[0] == "Nothing stands out so far."
    assert [line.split()[0] for line in told[2:]] == ["1.5", "0.2"]


def test_what_stands_out_is_named_first() -> None:
    row = ComparisonRow("sitting", 20, 30, 6, 5.04, 3.96, 1.08, 0.2, 1.9)
    lines = comparison_lines([Group("Posture", (row, ENOUGH))], LEG, True, 76)
    assert text(lines[0]) == "• Stands out: sitting (more pain)."


@pytest.mark.parametrize("width", [56, 72, 76, 116])
def test_a_difference_is_drawn_around_none_at_every_width_and_said_in_full_where_there_is_room(width: int) -> None:
    row = ComparisonRow("sitting", 20, 30, 6, 5.04, 3.96, 1.08, 0.2, 1.9)
    lines = [text(line) for line in comparison_table([Group("Posture", (row, ENOUGH))], LEG, True, width)]
    assert lines[0] == "├──●──┤ the difference and its likely range"
    assert lines[1].index("0  ") < lines[3].index("●"), "more pain lies right of none"
    assert ("+1.0 (+0.2 to +1.9)" in lines[3]) is (width > 100)
    assert "95 %" not in "".join(lines)


@pytest.mark.parametrize("draw", [comparison_table, comparison_bars])
def test_a_difference_written_as_none_is_drawn_on_none(draw: TableMaker) -> None:
    row = ComparisonRow("sitting", 20, 30, 6, 4.04, 3.96, 0.08, -0.3, 0.4)
    lines = [text(line) for line in draw([Group("Posture", (row,))], LEG, True, 150)]
    scale = next(line for line in lines if "0   more" in line or "  0  " in line)
    drawn = next(line for line in lines if "sitting" in line)
    assert drawn.index("●") == scale.index("0  ")


def test_what_a_trial_found_comes_before_what_stands_out_with_why_the_two_may_differ() -> None:
    words = ("You tried out heat. Heat helps you: with it your leg pain was 1.0 points lower.",)
    lines = [text(line) for line in comparison_lines([Group("Posture", (ENOUGH,))], LEG, True, 90, trial_words=words)]
    assert lines[:3] == [*words, WHY_THEY_DIFFER, NONE_ELSE]
    assert text(comparison_lines([], LEG, True, 90, trial_words=words)[0]) == words[0]


def test_who_has_few_days_reads_what_it_takes_and_how_many_there_are() -> None:
    rows = (ComparisonRow("sleep 0–5 of 10", 7, 2, 1),)
    lines = comparison_lines([Group("Night before", rows)], LEG, True, 60, last="Press c to check in.")
    told = " ".join("\n".join(text(line) for line in lines).split())
    assert told.startswith("Nothing can be compared yet. Once there are enough days, you see here whether worst leg")
    assert "it takes 5 days with and 5 without, in 3 weeks that have both. So far:" in told
    assert told.endswith("Night before: sleep 0–5 of 10 (7 with, 2 without) Press c to check in.")


def test_the_small_views_beside_a_chart_take_a_title_before_they_are_put_together() -> None:
    summaries = Summaries()
    summaries.name_outcome("back pain")
    (*_, goes_with) = summaries.compose()
    assert str(goes_with.border_title) == "What goes with back pain, all days"
