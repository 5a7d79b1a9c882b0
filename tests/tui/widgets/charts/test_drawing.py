"""A chart drawn to text and read: what a person would see on the screen."""

from __future__ import annotations

from datetime import date
from itertools import combinations, pairwise

import pytest

from sciatica_tui.domain.charts.chart import (
    RATING_AXIS,
    Axis,
    Chart,
    Curve,
    DaySpan,
    Level,
    Mark,
    MeanPoint,
    fitting_axis,
    word_axis,
)
from sciatica_tui.tui.widgets.charts.drawing import (
    BLOCKS,
    BOTH,
    DAYS,
    GRAIN,
    LOW,
    SEVERAL,
    SMALLEST,
    Drawing,
)
from sciatica_tui.tui.widgets.charts.even_ticks import even_ticks
from sciatica_tui.tui.widgets.charts.legend import legend
from sciatica_tui.tui.widgets.charts.stroke import HEAVY, LIGHT

LAST = date(2026, 11, 22).toordinal()


def to_text(chart: Chart, width: int, height: int) -> str:
    lines = Drawing(chart, width, height, GRAIN).lines
    return "\n".join("".join(spot.text for spot in line).rstrip() for line in lines).lstrip("\n")


def chart(points: dict[int, float], days: int = 28, axis: Axis = RATING_AXIS, **more: object) -> Chart:
    """Values by days before today; without a line unless one is given."""
    found = tuple((LAST - ago, value) for ago, value in sorted(points.items(), reverse=True))
    given = {"series": (Curve("leg", found),), **more}
    return Chart("Leg pain", LAST - days + 1, LAST, axis, **given)  # type: ignore[arg-type]


def line(values: dict[int, tuple[float, float, float]]) -> tuple[MeanPoint, ...]:
    return tuple(
        MeanPoint(LAST - ago, mean, low, high) for ago, (mean, low, high) in sorted(values.items(), reverse=True)
    )


def plot(drawn: str, left: int = 3) -> list[str]:
    """The rows between the axes, without the scale."""
    rows = [row for row in drawn.splitlines() if row[left - 1 : left] in "│┤" and row[left - 1 : left]]
    return [row[left:].ljust(max(map(len, rows)) - left) for row in rows]


def marked(rows: list[str]) -> set[tuple[int, int]]:
    """The cells with a day or a line: row and column."""
    drawn = (*DAYS, *HEAVY, *LIGHT[:1], *LIGHT[2:])
    return {(y, x) for y, row in enumerate(rows) for x, c in enumerate(row) if c in drawn}


def test_the_scale_stands_left_and_true_dates_below() -> None:
    drawn = to_text(chart({0: 5}), 50, 16).splitlines()
    assert drawn[0].startswith("10┤")
    assert drawn[-3].startswith(" 0┤")
    assert drawn[-2].startswith("  └")
    assert "26 Oct" in drawn[-1]
    assert "16 Nov" in drawn[-1]


def test_days_of_two_series_and_the_line_are_told_apart_without_colour() -> None:
    level = line(dict.fromkeys(range(28), (5, 4, 6)))
    leg, back = (Curve(words, ((LAST - 3, value),), level) for words, value in (("leg", 8), ("back", 1)))
    drawing = Drawing(chart({}, series=(leg, back)), 60, 20, GRAIN)
    rows = ["".join(spot.text for spot in row) for row in drawing.lines]
    assert [sum(row.count(glyph) for row in rows) for glyph in DAYS] == [1, 1]
    told = "".join(spot.text for row in legend(drawing, 60) for spot in row)
    assert told.startswith(f"{DAYS[0]} day, leg  {DAYS[1]} back")


def test_a_day_of_two_series_is_as_high_as_of_one_and_as_the_line_through_it() -> None:
    level = line(dict.fromkeys(range(28), (5, 4, 6)))
    sit, walk = (Curve(words, ((LAST - 3, value),), level) for words, value in (("sit", 5), ("walk", 80)))
    drawings = [Drawing(chart({}, axis=Axis(120, 0, (30,)), series=series), 60, 14) for series in ((sit,), (sit, walk))]
    for drawing in drawings:
        foot = "".join(spot.text for spot in drawing.lines[-3])
        assert {"▀", "▔"} <= set(foot), "day and line, as 5 of 120 is above the tick of 0"


def test_days_of_two_series_that_share_columns_are_those_of_the_first_alone_beside_both_lines() -> None:
    level = line(dict.fromkeys(range(90), (5, 4, 6)))
    leg, back = (Curve(words, ((LAST - 3, value),), level) for words, value in (("leg", 8), ("back", 1)))
    drawing = Drawing(chart({}, days=90, series=(leg, back), line_words="usual level"), 60, 20, GRAIN)
    assert {y for y, _ in marked(plot(to_text(drawing.chart, 60, 20)))} < set(range(12)), "nothing at back pain 1"
    told = "".join(spot.text for row in legend(drawing, 60) for spot in row)
    assert told.startswith(f"{DAYS[0]} day, leg  ")
    assert "back" not in told
    assert "━ ─ usual level" in told, "both lines are that"


@pytest.mark.parametrize("width", range(24, 64, 5))
def test_a_phase_shorter_than_its_name_or_than_a_column_has_none(width: int) -> None:
    spans = (
        DaySpan(LAST - 200, LAST - 90, "Pain relief"),
        DaySpan(LAST - 89, LAST - 89, "Functional improvement"),
        DaySpan(LAST - 88, LAST, "Full recovery"),
    )
    drawn = to_text(chart({0: 5}, days=91, spans=spans), width, 12)
    assert "Functional" not in drawn


@pytest.mark.parametrize(("value", "row"), [(10, 0), (0, 10), (5, 5)])
def test_a_value_stands_at_its_height_on_the_fixed_scale(value: float, row: int) -> None:
    rows = plot(to_text(chart({3: value}), 50, 16))
    assert {y for y, _ in marked(rows)} <= {row, row + 1} & {y for y, _ in marked(rows)}
    assert marked(rows)


@pytest.mark.parametrize("rows", range(5, 60))
@pytest.mark.parametrize("axis", [RATING_AXIS, Axis(150, 0, steps=(30, 60)), word_axis(("none", "a", "b", "c", "d"))])
def test_the_labels_of_the_scale_are_equally_far_apart(rows: int, axis: Axis) -> None:
    values, drawn = even_ticks(axis, rows)
    at = [axis.share(value) * (drawn - 1) for value in values]
    assert len({round(b - a, 6) for a, b in pairwise(at)}) == 1
    assert drawn <= rows
    assert rows < 12 or all(row == round(row) for row in at)


@pytest.mark.parametrize("height", range(6, 60))
def test_ratings_evenly_apart_are_drawn_as_evenly_as_rows_allow(height: int) -> None:
    rows = plot(to_text(chart({ago: float(ago) for ago in range(11)}, days=11), 60, height))
    at = sorted(y for y, _ in marked(rows))
    gaps = [lower - upper for upper, lower in pairwise(at)]
    assert max(gaps) - min(gaps) <= 1


def test_values_at_both_ends_lie_inside() -> None:
    rows = plot(to_text(chart({27: 0, 0: 10}), 50, 16))
    cells = marked(rows)
    assert min(cells)[0] == 0
    assert max(cells)[0] == len(rows) - 1
    assert min(x for _, x in cells) == 0
    assert max(x for _, x in cells) >= len(rows[0]) - 2


def test_a_gap_in_the_days_is_a_gap_in_days_line_and_band() -> None:
    level = (5.0, 4.0, 6.0)
    series = Curve(
        "leg", tuple((LAST - ago, 5.0) for ago in (27, 26, 1, 0)), line(dict.fromkeys((27, 26, 1, 0), level))
    )
    rows = plot(to_text(chart({}, series=(series,)), 50, 16))
    middle = [row.ljust(47)[6:41] for row in rows]
    assert all(part.strip() == "" for part in middle), "nothing is drawn over days that nobody logged"
    assert marked(rows)


def test_the_line_runs_through_the_band() -> None:
    series = Curve("leg", (), line(dict.fromkeys(range(28), (5.0, 2.0, 8.0))))
    rows = plot(to_text(chart({}, series=(series,)), 50, 16))
    column = [row[20] for row in rows]
    assert "░" in column
    lined = column.index(HEAVY[0])
    assert column[lined - 1] == column[lined + 1] == "░"
    assert column[0] == column[-1] == " "


def test_a_steep_line_has_no_holes() -> None:
    series = Curve("leg", (), tuple(MeanPoint(LAST - ago, 10.0 * (ago > 13)) for ago in range(27, -1, -1)))
    rows = plot(to_text(chart({}, series=(series,)), 50, 20))
    assert {y for y, _ in marked(rows)} == set(range(len(rows)))


def test_levels_have_their_words_and_give_way_to_days() -> None:
    drawn = to_text(chart({5: 6.0}, levels=(Level(6.0, "6.0 at first", 0), Level(4.0, "4.0 counts", 0))), 60, 16)
    assert "⠒ ⠒ 6.0 at first" in drawn
    assert "⠒  4.0 counts" in drawn
    assert marked(plot(drawn))


@pytest.mark.parametrize(("value", "glyph"), [(5.4, "⠉"), (5.1, "⠒"), (4.6, "⣀")])
def test_a_level_is_drawn_at_its_height_within_a_row_and_its_words_beside_it(value: float, glyph: str) -> None:
    drawing = Drawing(chart({5: 9.0}, levels=(Level(value, "level", 0),)), 60, 13)
    rows = ["".join(spot.text for spot in line) for line in drawing.lines]
    assert drawing.rows == 11, "a row is worth a point"
    assert [y for y, row in enumerate(rows) if "level" in row] == [y for y, row in enumerate(rows) if glyph in row]
    assert any(f"{f'{glyph} ' * 4} level" in row for row in rows)


def test_phases_are_named_over_their_days_and_shaded() -> None:
    spans = (
        DaySpan(LAST - 40, LAST - 10, "Pain relief", "Phase 1"),
        DaySpan(LAST - 9, LAST, "Functional improvement", "Phase 2"),
    )
    made = chart({0: 5}, spans=spans)
    head = to_text(made, 60, 16).splitlines()[0]
    assert head.split() == ["Phase", "1", "│Phase", "2"], "no half of a name, and one way of naming"
    assert "│Functional improvement" in to_text(made, 90, 16).splitlines()[0]
    shaded = {spot.style for spot in Drawing(made, 60, 16).lines[3]}
    assert "phase" in shaded


def test_a_phase_whose_name_has_no_room_has_no_stroke_over_the_plot_either() -> None:
    drawn = to_text(chart({0: 5}, spans=(DaySpan(LAST - 1, LAST, "Pain relief", "Phase 1"),)), 60, 16)
    assert drawn.splitlines()[0].startswith("10┤"), "nothing but a blank row above the plot"


def test_events_are_marked_below_their_day_and_named_in_the_legend() -> None:
    marks = (Mark(LAST - 20, "↓", "injection", "injection"), Mark(LAST, "✶", "flare", "flare"))
    made = chart({0: 5}, marks=marks)
    row = next(line for line in to_text(made, 60, LOW + 1).splitlines() if "↓" in line)
    assert row.index("↓") < row.index("✶") == len(row) - 1
    on_axis = to_text(made, 60, LOW).splitlines()[-2]
    assert [on_axis.index(glyph) - row.index(glyph) for glyph in "↓✶"] == [0, 0], "no row is lost to them"
    told = " ".join("".join(spot.text for spot in line) for line in legend(Drawing(made, 60, 16), 60))
    assert "↓ injection" in told
    assert "✶ flare" in told


def test_several_marks_in_one_column_are_one_sign_that_says_so() -> None:
    marks = (Mark(LAST, "↓", "injection", ""), Mark(LAST, "✶", "flare", ""))
    made = chart({0: 5}, marks=marks)
    assert SEVERAL in to_text(made, 60, 16)
    told = "".join(spot.text for line in legend(Drawing(made, 60, 16), 90) for spot in line)
    assert "several" in told


def test_a_legend_that_is_too_long_goes_on_below_and_loses_nothing() -> None:
    marks = tuple(Mark(LAST - n, glyph, f"something {n}", "") for n, glyph in enumerate("↓✶□+×"))
    told = legend(Drawing(chart({0: 5}, marks=marks), 40, 16), 40)
    assert len(told) > 1
    assert all(sum(len(spot.text) for spot in line) <= 40 for line in told)
    words = "".join(spot.text for line in told for spot in line)
    assert all(f"something {n}" in words for n in range(5))


def test_two_series_are_named_where_they_end_and_never_on_one_row() -> None:
    both = tuple(Curve(words, (), tuple(MeanPoint(LAST - ago, 5.0) for ago in (1, 0))) for words in ("leg", "back"))
    drawn = to_text(chart({}, series=both), 60, 16).splitlines()
    ends = [line.rsplit(" ", 1)[-1] for line in drawn]
    assert "leg" in ends
    assert "back" in ends


def test_the_second_of_two_lines_is_thin_so_that_it_reads_without_colour() -> None:
    whole = tuple(MeanPoint(LAST - ago, 5.0) for ago in range(27, -1, -1))
    lower = tuple(MeanPoint(LAST - ago, 2.0) for ago in range(27, -1, -1))
    rows = plot(to_text(chart({}, series=(Curve("leg", (), whole), Curve("back", (), lower))), 60, 18))
    assert [{c for c in "".join(part) if c in HEAVY or c in LIGHT[:1]} for part in (rows[:9], rows[9:])] == [
        set(HEAVY[0]),
        set(LIGHT[0]),
    ]


def test_a_line_that_falls_and_rises_is_one_stroke_which_no_day_breaks() -> None:
    values = (9, 9, 9, 5, 5, 5, 9, 9, 9)
    points = tuple((LAST - ago, float(value)) for ago, value in zip(range(8, -1, -1), values, strict=True))
    series = Curve("leg", points, tuple(MeanPoint(*point) for point in points))
    rows = plot(to_text(chart({}, days=9, series=(series,)), 30, 13))
    cells = "".join(rows)
    assert cells.count("┓") == cells.count("┗") > 0, "each step down is whole"
    assert cells.count("┛") == cells.count("┏") > 0, "and each step up"
    assert cells.count(DAYS[0]) > 4, "days stand on the line where it is level"


@pytest.mark.parametrize(("rise", "is_drawn"), [(0.2, False), (2.0, True)])
def test_a_bump_that_is_hardly_one_is_drawn_flat_at_every_height(rise: float, is_drawn: bool) -> None:
    values = (6.0, 4.2, 4.2 + rise, 4.2 + rise, 4.2, 4.0)
    points = tuple(MeanPoint(LAST - 7 * ago, value) for ago, value in zip(range(5, -1, -1), values, strict=True))
    series = Curve("leg", (), points, 7)
    drawn = ("".join(plot(to_text(chart({}, days=36, series=(series,)), 60, height))) for height in range(12, 40))
    steps_up = {sum(cells.count(piece) for piece in "┛┏") for cells in drawn}
    assert (0 not in steps_up) if is_drawn else steps_up == {0}


@pytest.mark.parametrize("width", range(30, 200, 7))
def test_a_line_goes_through_the_cells_of_its_own_points_to_the_last(width: int) -> None:
    values = {27: 8.0, 20: 7.0, 13: 2.0, 6: 5.0, 0: 3.0}
    points = tuple((LAST - ago, value) for ago, value in values.items())
    line_alone = Curve("week", (), tuple(MeanPoint(*point) for point in points), 7)
    dots = Drawing(chart({}, series=(Curve("week", points, sparse=True),)), width, 25)
    drawing = Drawing(chart({}, series=(line_alone,)), width, 25)
    for y, (with_dots, with_line) in enumerate(zip(dots.lines, drawing.lines, strict=True)):
        drawn, line_drawn = ("".join(spot.text for spot in row) for row in (with_dots, with_line))
        for x, character in enumerate(drawn):
            assert character != "●" or line_drawn[x] in HEAVY, (x, y)


def test_a_level_whose_words_have_no_room_has_them_in_the_legend() -> None:
    made = chart(dict.fromkeys(range(28), 5.0), levels=(Level(5.0, "better from 5.0 down, as it has been", 0),))
    narrow, wide = (legend(Drawing(made, width, 9), 60) for width in (34, 70))
    assert "⠒ ⠒ better from 5.0 down, as it has been" in "".join(spot.text for row in narrow for spot in row)
    assert not any("better" in spot.text for row in wide for spot in row), "it stands beside its line"


def test_a_level_whose_words_have_no_room_has_its_brief_ones_beside_its_line() -> None:
    level = Level(5.0, "better from 5.0 down, as it has been", 0, "better")
    drawing = Drawing(chart({5: 9.0}, levels=(level,)), 30, 13)
    rows = ["".join(spot.text for spot in row) for row in drawing.lines]
    assert [row.rstrip()[-12:] for row in rows if "better" in row] == ["⠒ ⠒ ⠒ better"]
    assert any(level.words in spot.text for row in legend(drawing, 60) for spot in row)


def test_neither_another_level_nor_the_cursor_runs_through_the_words_of_a_level() -> None:
    levels = Level(5.0, "5 min at first", 0), Level(5.2, "better from 6 min up", 0)
    drawing = Drawing(chart({50: 9}, days=56, levels=levels), 60, 12)
    rows = ["".join(spot.text for spot in row) for row in drawing.lines]
    row = next(number for number, text in enumerate(rows) if "5 min at first" in text)
    start = rows[row].index("5 min at first")
    days = [day for x in range(start, start + len("5 min at first")) if (day := drawing.day_at(x)) is not None]
    assert "│" not in [drawing.under_cursor(day, row - drawing.head)[0] for day in days]
    assert drawing.under_cursor(LAST - 55, row - drawing.head)[0] == "│", "it is drawn beside them"


def test_tests_stand_out_as_single_points() -> None:
    series = Curve("left", ((LAST - 20, 40.0), (LAST - 6, 60.0)), (), 35, sparse=True)
    drawn = to_text(chart({}, axis=Axis(80, 0, (20,)), series=(series,)), 60, 16)
    assert drawn.count("●") == 2


def test_a_line_between_single_points_is_drawn_only_with_words_that_say_what_it_is() -> None:
    points = ((LAST - 20, 40.0), (LAST - 6, 60.0))
    series = Curve("left", points, tuple(MeanPoint(*point) for point in points), 35, sparse=True)
    for words in ("", "from week to week"):
        drawing = Drawing(chart({}, axis=Axis(80, 0, (20,)), series=(series,), line_words=words), 60, 16)
        drawn = "".join(spot.text for row in drawing.lines for spot in row)
        told = "".join(spot.text for row in legend(drawing, 60) for spot in row)
        assert drawn.count("■") == 2
        assert (HEAVY[0] in drawn, HEAVY[0] in told) == (bool(words), bool(words))


def test_words_name_the_scale_and_zones_run_down() -> None:
    axis = word_axis(("none", "back", "buttock", "thigh", "calf", "foot"), first_on_top=True)
    drawn = to_text(chart({0: 5}, axis=axis), 60, 20)
    assert drawn.index("none┤") < drawn.index("buttock┤") < drawn.index("foot┤")


def test_one_point_all_in_one_day_and_ten_years_are_true_pictures() -> None:
    assert len({x for _, x in marked(plot(to_text(chart({0: 5}), 50, 16)))}) <= 2
    assert marked(plot(to_text(chart({0: 5}, days=1), 50, 16)))
    decade = to_text(chart({ago: float(ago % 11) for ago in range(3650)}, days=3650), 80, 20)
    assert "2020" in decade.splitlines()[-1]
    assert max(len(row) for row in decade.splitlines()) <= 80


def test_however_many_days_a_column_has_at_most_two_of_them_are_drawn() -> None:
    made = chart({ago: float(ago % 11) for ago in range(3650)}, days=3650)
    rows = plot(to_text(made, 80, 20))
    assert all(sum(row[column] == DAYS[0] for row in rows) <= 2 for column in range(len(rows[0])))


@pytest.mark.parametrize("height", [6, 14, 24, 60])
@pytest.mark.parametrize("fill", [BLOCKS, GRAIN])
def test_every_size_is_filled_and_never_overrun(height: int, fill: str) -> None:
    series = Curve("leg", ((LAST, 5.0),), line(dict.fromkeys(range(20), (5.0, 0.0, 10.0))))
    made = chart(
        {}, series=(series,), levels=(Level(9.0, "9.0 at first", 0),), spans=(DaySpan(LAST - 20, LAST, "x" * 99),)
    )
    for width in (*range(SMALLEST[0], 100), 120, 200):
        drawing = Drawing(made, width, height, fill)
        assert len(drawing.lines) == height
        assert all(sum(len(spot.text) for spot in row) <= width for row in drawing.lines)


def test_a_column_leads_to_its_day_and_back() -> None:
    drawing = Drawing(chart({0: 5}), 80, 20)
    for day in range(LAST - 27, LAST + 1):
        assert drawing.day_at(drawing.left + drawing.column_of(day)) == day
    assert drawing.day_at(0) is None
    assert drawing.day_at(80) is None


def test_the_cursor_leaves_what_it_stands_on() -> None:
    series = Curve("leg", ((LAST, 5.0),), line(dict.fromkeys(range(20), (5.0, 2.0, 8.0))))
    drawing = Drawing(chart({}, series=(series,)), 60, 16)
    cells = [drawing.under_cursor(LAST - 5, row) for row in range(drawing.rows)]
    assert ("│", "cursor") in cells
    assert ("│", "band cursor") in cells
    assert any(look.endswith("line-1") for _, look in cells)


def test_a_value_that_two_series_share_is_drawn_as_both_and_neither_vanishes() -> None:
    leg, back = (Curve(words, ((LAST - 8, other), (LAST - 3, 5.0))) for words, other in (("leg", 7.0), ("back", 2.0)))
    drawing = Drawing(chart({}, series=(leg, back)), 60, 16, GRAIN)
    drawn = "".join(spot.text for row in drawing.lines for spot in row)
    assert [drawn.count(glyph) for glyph in (*DAYS, BOTH)] == [1, 1, 1]
    assert f"{BOTH} both" in "".join(spot.text for row in legend(drawing, 60) for spot in row)
    apart = Drawing(chart({}, series=(leg,)), 60, 16, GRAIN)
    assert BOTH not in "".join(spot.text for row in legend(apart, 60) for spot in row)


def test_two_levels_in_one_row_are_both_drawn_and_their_words_stand_in_their_order() -> None:
    levels = Level(6, "6 min at first", 0), Level(11, "better from 11 min up", 0)
    drawing = Drawing(chart({27: 5.0}, axis=Axis(120, 0, (30,)), levels=levels), 40, 15)
    rows = ["".join(spot.text for spot in line) for line in drawing.lines]
    first, better = (next(y for y, row in enumerate(rows) if level.words in row) for level in levels)
    assert better < first
    assert "⠒⣀⠒⣀" in rows[better], "11 in the middle of its row and, in its gaps, 6 at the foot"


@pytest.mark.parametrize(("minutes", "glyph"), [(64, "▀"), (60, "■"), (56, "▄")])
def test_a_day_stands_at_its_height_where_a_row_is_worth_several_units(minutes: float, glyph: str) -> None:
    drawing = Drawing(chart({5: minutes}, axis=Axis(120, 0, (30,))), 60, 15)
    assert drawing.rows == 13, "a row is worth ten minutes"
    assert [y for y, line in enumerate(drawing.lines) if any(glyph in spot.text for spot in line)] == [6]


def test_a_line_runs_at_its_height_where_a_row_is_worth_several_units() -> None:
    series = Curve("sit", (), tuple(MeanPoint(LAST - ago, minutes) for ago, minutes in ((27, 6.0), (0, 84.0))), 28)
    drawing = Drawing(chart({}, axis=Axis(120, 0, (30,)), series=(series,)), 60, 15)
    rows = [
        [character for spot in line if spot.style.endswith("line-1") for character in spot.text]
        for line in drawing.lines
    ]
    assert [y for y, row in enumerate(rows) if row] == list(range(4, 12)), "no row of 0, nor of 90"
    assert all(set(row) == set("▔━▁") for row in rows[5:11]), "through each row at three heights"


@pytest.mark.parametrize("height", range(9, 40))
def test_a_test_is_drawn_on_a_levels_line_where_it_equals_that_and_never_on_that_of_the_next_number(
    height: int,
) -> None:
    for value in (12, 13, 19, 21):
        series = Curve("left", ((LAST - 20, float(value)),), (), 35, sparse=True)
        levels = tuple(Level(float(at), "", 0) for at in (13, 20))
        drawing = Drawing(chart({}, axis=Axis(25, 0, (5, 10)), series=(series,), levels=levels), 60, height)
        if drawing.rows < 11:
            continue
        cells = [
            (y, spot.text[0], spot.style.split()[-1])
            for y, line in enumerate(drawing.lines)
            for spot in line
            if spot.style.endswith(("level", "line-1"))
        ]
        place = {
            look: {(y, level_or_test(glyph)) for y, glyph, of in cells if of == look} for look in ("level", "line-1")
        }
        assert len(place["line-1"]) == 1, "it is drawn, the cursor's row or a level hides it not"
        assert (place["line-1"] <= place["level"]) == (value == 13), (value, drawing.rows, place)


def level_or_test(glyph: str) -> int:
    """The third of its row on which a level, a test or a day is drawn."""
    return max(glyphs.find(glyph) for glyphs in ("⠉⠒⣀", "▀■▄")) if glyph not in "●•" else 1


@pytest.mark.parametrize("top", [10, 25, 120])
@pytest.mark.parametrize("height", range(9, 60, 2))
def test_a_day_stands_as_high_as_the_tick_and_the_level_of_its_number(height: int, top: int) -> None:
    axis = fitting_axis((top,))
    for value in range(0, top + 1, max(top // 25, 1)):
        levels = (Level(float(value), "", 0),)
        day = Drawing(chart({20: float(value)}, axis=axis, levels=levels), 60, height)
        level = Drawing(chart({}, axis=axis, levels=levels), 60, height)
        of_day, of_level = (
            {
                (y, level_or_test(spot.text.strip()[0]))
                for y, line in enumerate(drawing.lines)
                for spot in line
                if spot.style.endswith(look)
            }
            for drawing, look in ((day, "day-1"), (level, "level"))
        )
        assert of_day == of_level, value
        labels = {y for y, line in enumerate(day.lines) if line and line[0].text.strip("│┤└ ") == str(value)}
        assert not labels or of_day == {(y, 1) for y in labels}, value


@pytest.mark.parametrize("height", [9, 19, 40])
def test_a_day_on_the_line_keeps_the_colour_of_its_pain(height: int) -> None:
    days = dict.fromkeys(range(10), 5.0)
    curve = Curve("leg", tuple((LAST - ago, 5.0) for ago in days), line(dict.fromkeys(days, (5.0, 5.0, 5.0))))
    drawn = Drawing(chart({}, series=(curve,), is_pain=True, levels=(Level(6.7, "", 0),)), 60, height)
    looks = [spot.style for row in drawn.lines for spot in row]
    assert any(look.endswith("pain-5") for look in looks)


@pytest.mark.parametrize("top", [10, 25, 120])
@pytest.mark.parametrize("height", range(12, 60))
def test_without_its_spare_rows_none_is_empty_and_whole_numbers_are_evenly_apart(height: int, top: int) -> None:
    made = chart({20: 5.0}, axis=fitting_axis((top,)))
    drawing = Drawing(made, 60, height - Drawing(made, 60, height).spare)
    assert drawing.lines[0]
    assert drawing.rows <= top or (drawing.rows - 1) % top == 0
    assert drawing.spare == 0


def test_days_lines_and_levels_differ_without_colour_at_every_height() -> None:
    curves = tuple(
        Curve(words, ((LAST - 5, value),), line(dict.fromkeys(range(28), (mean, mean - 10, mean + 10))))
        for words, value, mean in (("sit", 80.0, 40.0), ("walk", 110.0, 60.0))
    )
    levels = Level(10.0, "better from 10 min up", 0), Level(5.0, "5 min at first", 0)
    looks = ("day-1", "day-2", "line-1", "line-2", "level")
    glyphs: dict[str, set[str]] = {look: set() for look in looks}
    for height in range(12, 30):
        drawing = Drawing(chart({}, axis=Axis(120, 0, (30,)), series=curves, levels=levels), 60, height)
        for look, text in ((spot.style.split()[-1], spot.text) for row in drawing.lines for spot in row if spot.style):
            if look in looks:
                glyphs[look].update(character for character in text if not (character.isalnum() or character.isspace()))
        rows = ["".join(spot.text for spot in row) for row in drawing.lines]
        assert any(piece * 20 in row for row in rows for piece in glyphs["line-1"]), "the level of the model is whole"
        assert not any(dash * 2 in row for row in rows for dash in glyphs["level"]), "the others are spaced"
    assert all(glyphs.values())
    assert not any(one & other for one, other in combinations(glyphs.values(), 2)), glyphs


def test_the_cursor_hides_no_test_of_half_a_row() -> None:
    series = Curve("left", ((LAST - 5, 21.0),), (), 35, sparse=True)
    drawing = Drawing(chart({}, axis=Axis(25, 0, (5, 10)), series=(series,)), 60, 14)
    assert "▀" in {drawing.under_cursor(LAST - 5, row)[0] for row in range(drawing.rows)}


def test_tests_of_both_sides_stand_at_their_heights_and_differ_without_colour() -> None:
    left, right = (
        Curve(words, tuple((LAST - ago, value) for ago, value in values), (), 35, sparse=True)
        for words, values in (("left", ((20, 12.0), (13, 13.0))), ("right", ((20, 22.0), (13, 23.0))))
    )
    drawing = Drawing(chart({}, axis=Axis(25, 0, (5, 10)), series=(left, right)), 60, 18)
    places = [
        {(y, glyphs.index(c)) for y, row in enumerate(drawing.lines) for spot in row for c in spot.text if c in glyphs}
        for glyphs in ("▀■▄", "⠛⠶⣤")
    ]
    assert [len(of_side) for of_side in places] == [2, 2], "12 is lower than 13, 22 than 23"
    assert "■ test, left  ⠶ right" in "".join(spot.text for row in legend(drawing, 60) for spot in row)


@pytest.mark.parametrize(("width", "drawn"), [(90, "● 6  "), (60, "●    "), (24, "•    ")])
def test_the_first_days_are_large_dots_with_their_numbers_where_they_have_room(width: int, drawn: str) -> None:
    drawing = Drawing(chart({10: 6.0}, days=14, room=10), width, 15)
    row = next("".join(spot.text for spot in line) for line in drawing.lines if "day-1" in {s.style for s in line})
    assert drawn in row
    told = "".join(spot.text for line in legend(drawing, width) for spot in line)
    assert told.startswith(f"{drawn[0]} day")


def test_days_beside_a_line_stay_small_however_few_they_are() -> None:
    series = Curve("leg", ((LAST - 3, 5.0),), line(dict.fromkeys(range(14), (5, 4, 6))))
    assert "●" not in to_text(chart({}, days=14, series=(series,), room=2), 90, 15)


def test_the_room_of_the_days_to_come_says_what_comes_while_it_is_large_enough() -> None:
    words = "Each check-in adds a mark here."
    for room, is_said in ((12, True), (3, False)):
        rows = plot(to_text(chart({room: 6.0}, days=14, room=room, to_come=(words,)), 80, 15))
        drawn = "\n".join(rows)
        assert (words in drawn) is is_said
        assert all(len(row) == len(rows[0]) for row in rows)
