"""What charts show: true days, levels that agree with the verdicts, and gaps that stay gaps."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sciatica_tui.demo.records import demo_records
from sciatica_tui.domain.assessment.assess import Assessment, assess
from sciatica_tui.domain.charts.chart import Chart
from sciatica_tui.domain.charts.measure_display import BY_MEASURE, DISPLAYS
from sciatica_tui.domain.charts.rolling_mean import LEAST, mean_on
from sciatica_tui.domain.charts.trend_text import (
    day_lines,
    days_words,
    glyph_of,
    heading,
    level_now,
    span_words,
    to_table,
    verdict_line,
)
from sciatica_tui.domain.charts.trends import (
    RANGES,
    TimeRange,
    Trends,
    chart_of,
    pain_chart,
    range_or_usual,
    ranges,
    trends_of,
)
from sciatica_tui.domain.measures.rules import Verdict
from sciatica_tui.domain.records import CheckIn, Event, EventKind, RedFlagAnswer, Scan, ScanKind
from sciatica_tui.domain.snapshot import RecordSnapshot

from ...support import NOW, TODAY, checkin, day, stamp

LEG = BY_MEASURE["leg_pain"]
STAND_UP = BY_MEASURE["sit_to_stand_seconds"]
ALL = RANGES[-1]
NOW_DAY = TODAY.toordinal()


def trends(*checkins: CheckIn, events: tuple[Event, ...] = (), scans: tuple[Scan, ...] = ()) -> Trends:
    return trends_of(checkins, events, scans, assess(RecordSnapshot(checkins=checkins), TODAY), TODAY)


def logged(values: dict[int, int], **more: Any) -> tuple[CheckIn, ...]:
    """Leg pain by days before today."""
    return tuple(checkin(ago, leg_pain=value, **more) for ago, value in values.items())


@pytest.fixture(scope="module")
def demo() -> tuple[Trends, Assessment]:
    records = demo_records(TODAY, NOW)
    checkins = tuple(r for r in records if isinstance(r, CheckIn))
    seen = assess(RecordSnapshot(checkins=checkins), TODAY)
    events = tuple(r for r in records if isinstance(r, Event))
    scans = tuple(r for r in records if isinstance(r, Scan))
    return trends_of(checkins, events, scans, seen, TODAY), seen


def test_a_day_has_its_worst_rating_and_a_missed_day_has_none() -> None:
    found = trends(checkin(2, leg_pain=3), checkin(2, at="20:00", leg_pain=6), checkin(0, leg_pain=0))
    assert found.of(LEG) == ((NOW_DAY - 2, 6.0), (NOW_DAY, 0.0))


def test_up_is_up_on_the_chart_also_where_the_foot_stands_lowest(demo: tuple[Trends, Assessment]) -> None:
    words = [level.words for level in chart_of(demo[0], BY_MEASURE["zone"], ALL).levels]
    assert [line.split()[-1] for line in words if line.startswith("better from")] == ["up"]


@pytest.mark.parametrize(("later", "said"), [(7, "at best"), (1, "at first")])
def test_a_level_that_is_the_best_there_was_is_not_called_the_first(later: int, said: str) -> None:
    pain = {ago: 6 if ago > 98 else 1 if ago > 50 else later for ago in range(120)}
    found = trends(*logged(pain))
    reading = found.readings["leg_pain"]
    assert reading.comparison is not None
    assert ("since its best" in verdict_line(found, LEG)) is (said == "at best")
    assert chart_of(found, LEG, ALL).levels[0].words == f"{reading.comparison.baseline:.1f} {said}"
    assert (reading.comparison.baseline < 2) is (said == "at best")


def test_the_lines_of_a_chart_are_the_levels_of_the_verdict(demo: tuple[Trends, Assessment]) -> None:
    found, seen = demo
    for kind in DISPLAYS:
        reading = seen.readings.get(kind.measure)
        levels = chart_of(found, kind, ALL).levels
        if reading is None or reading.comparison is None or not levels or kind.measure == "sit_to_stand_seconds":
            continue
        assert levels[0].value == reading.comparison.baseline
        if len(levels) == 2:
            assert reading.counts is not None
            assert abs(levels[1].value - levels[0].value) == pytest.approx(reading.counts)


@pytest.mark.parametrize("span", RANGES)
def test_the_axis_holds_all_of_the_band(demo: tuple[Trends, Assessment], span: TimeRange) -> None:
    for kind in DISPLAYS:
        chart = chart_of(demo[0], kind, span)
        highs = [point.high for point in chart.series[0].line if point.high is not None]
        assert max(highs, default=0) <= max(chart.axis.top, chart.axis.bottom), kind.measure


def test_the_last_mean_lies_near_the_level_that_the_verdict_compares(demo: tuple[Trends, Assessment]) -> None:
    found, seen = demo
    leg, pain = seen.readings["leg_pain"].comparison, chart_of(found, LEG, ALL).series[0].line[-1]
    assert leg is not None
    assert pain.value == pytest.approx(leg.current, abs=0.7)


def test_worsening_draws_the_level_above_which_it_counts() -> None:
    values = {ago: 2 + (60 - ago) // 10 for ago in range(61)}
    found = trends(*logged(values))
    assert found.readings["leg_pain"].verdict is Verdict.WORSENING
    first, counts = chart_of(found, LEG, ALL).levels
    assert counts.value > first.value


def test_the_line_is_the_level_of_the_verdict_and_leaves_a_gap() -> None:
    values = dict.fromkeys((30, 29, 28, 27, 3, 2, 1, 0), 5)
    found = trends(*logged(values))
    curve = chart_of(found, LEG, ALL).series[0]
    assert [NOW_DAY - point.day for point in curve.line] == [30, 2, 0], "the first day, a look, and today"
    assert curve.line[1].day - curve.line[0].day > curve.join
    falling = trends(*logged({ago: 7 if ago > 30 else 2 for ago in range(61)}))
    comparison = falling.readings["leg_pain"].comparison
    assert comparison is not None
    line = chart_of(falling, LEG, ALL).series[0].line
    assert (line[0].value, line[-1].value) == (comparison.baseline, comparison.current)


def test_there_is_no_mean_of_too_few_entries() -> None:
    assert mean_on(LEG, ((1, 5.0),) * (LEAST - 1), 3) is None


def test_the_band_holds_the_mean_and_stays_on_the_scale() -> None:
    for value in (0, 10):
        for point in chart_of(trends(*logged(dict.fromkeys(range(20), value))), LEG, ALL).series[0].line[1:]:
            assert point.low is not None
            assert point.high is not None
            assert 0 <= point.low <= point.value <= point.high <= 10


def test_a_range_that_is_not_offered_gives_way_to_three_months_or_all() -> None:
    short, long = (trends(checkin(days, leg_pain=3), checkin(0, leg_pain=3)) for days in (20, 400))
    assert range_or_usual(long, RANGES[0]) == RANGES[0]
    assert range_or_usual(long, None) == RANGES[2]
    assert range_or_usual(short, RANGES[3]) == ALL


def test_a_longer_history_offers_more_ranges() -> None:
    def offered(days: int) -> list[str]:
        return [r.words for r in ranges(trends(checkin(days - 1, leg_pain=3), checkin(0, leg_pain=3)))]

    assert offered(5) == ["all"]
    assert offered(60) == ["2 weeks", "4 weeks", "all"]
    assert offered(3650) == [r.words for r in RANGES]


@pytest.mark.parametrize("span", RANGES, ids=lambda span: span.words)
def test_a_range_ends_today_and_a_short_history_has_room_for_two_weeks_from_its_first_entry(span: TimeRange) -> None:
    found = trends(checkin(2, leg_pain=4), checkin(0, leg_pain=4))
    chart = chart_of(found, LEG, span)
    assert chart.days == (14 if span.days is None else span.days)
    if span.days is None:
        assert chart.first == NOW_DAY - 2
        assert span_words(chart, span) == "all: 20–22 Nov, 3 days", "not what is to come"
    else:
        assert chart.last == NOW_DAY


def test_before_the_first_look_a_chart_has_neither_line_nor_band_and_no_day_is_read_out_with_a_level() -> None:
    found = trends(*logged({2: 5, 1: 4, 0: 5}))
    assert chart_of(found, LEG, ALL).series[0].line == ()
    assert "level" not in " ".join(day_lines(found, LEG, NOW_DAY))
    assert "Not enough data" in verdict_line(found, LEG)


def test_only_the_first_two_weeks_say_what_the_days_to_come_will_show() -> None:
    young, old = (trends(*logged(dict.fromkeys(range(days), 6), sleep=5)) for days in (3, 30))
    each, line = chart_of(young, BY_MEASURE["leg_pain"], RANGES[-1]).to_come
    assert (each, "10 of them" in line) == ("Each check-in adds a mark here.", True)
    assert chart_of(young, BY_MEASURE["sleep"], RANGES[-1]).to_come == (each,), "it is not judged"
    assert chart_of(old, BY_MEASURE["leg_pain"], RANGES[-1]).to_come == ()
    tested = trends(checkin(2, reach_cm=20))
    assert chart_of(tested, BY_MEASURE["reach_cm"], RANGES[-1]).to_come == ("Each test adds a mark here.",)


def test_no_answer_is_promised_to_the_days_to_come_while_a_red_flag_is_open() -> None:
    checkins = logged(dict.fromkeys(range(3), 6))
    flag = RedFlagAnswer(**stamp(), day=TODAY, at=NOW, flags=("urination",))
    locked = assess(RecordSnapshot(checkins=checkins, red_flags=(flag,)), TODAY)
    found = trends_of(checkins, (), (), locked, TODAY)
    assert chart_of(found, BY_MEASURE["leg_pain"], RANGES[-1]).to_come == ("Each check-in adds a mark here.",)


def test_a_day_ahead_of_today_is_shown_and_said_so() -> None:
    found = trends(checkin(-1, leg_pain=4), checkin(0, leg_pain=3))
    chart = chart_of(found, LEG, ALL)
    assert chart.until == NOW_DAY + 1
    assert chart.last_entry == NOW_DAY + 1
    assert chart.stepped(NOW_DAY, 5, 1) == NOW_DAY + 1, "the cursor gets there and no further"
    assert "in the future" in day_lines(found, LEG, NOW_DAY + 1)[0]


def at_a_glance(days: int) -> Chart:
    entries = logged(dict.fromkeys(range(days - 1, -1, -1), 5), back_pain=2)
    return pain_chart(trends(*entries), "leg_pain", 28, with_marks=False, as_bars=False)


def test_the_chart_of_both_pains_begins_with_the_first_entry_and_leaves_room_for_the_first_two_weeks() -> None:
    assert (at_a_glance(3).first, at_a_glance(3).last) == (NOW_DAY - 2, NOW_DAY + 11)
    assert (at_a_glance(20).first, at_a_glance(20).last) == (NOW_DAY - 19, NOW_DAY)
    assert (at_a_glance(60).first, at_a_glance(60).last) == (NOW_DAY - 27, NOW_DAY)


def test_the_chart_of_both_pains_has_no_line_and_no_band_before_the_first_look() -> None:
    assert [curve.line for curve in at_a_glance(4).series] == [(), ()]
    assert [bool(curve.line) for curve in at_a_glance(20).series] == [True, True]


def test_leg_and_back_lie_over_each_other_and_so_do_the_sides_of_a_test() -> None:
    raised: dict[str, Any] = {"leg_raise.method": "lying", "leg_raise.left_degrees": 40, "leg_raise.right_degrees": 80}
    found = trends(checkin(1, leg_pain=5, back_pain=2), checkin(0, leg_pain=4, back_pain=1, **raised))
    over = chart_of(found, LEG, ALL, over=True)
    assert [series.words for series in over.series] == ["leg", "back"]
    assert over.levels == ()
    sides = chart_of(found, BY_MEASURE["leg_raise"], ALL, over=True)
    assert [(s.words, s.points[0][1]) for s in sides.series] == [("left", 40.0), ("right", 80.0)]
    alone = chart_of(found, BY_MEASURE["heel_rises"], ALL, over=True)
    assert len(alone.series) == 1, "nothing to lay over: the chart is as without"


def test_scales_are_fixed_for_ratings_and_words_and_fit_the_rest() -> None:
    found = trends(checkin(0, leg_pain=4, zone="calf", walk_minutes=75))
    assert chart_of(found, LEG, ALL).axis.top == 10
    assert chart_of(found, BY_MEASURE["zone"], ALL).axis.bottom == 5
    assert chart_of(found, BY_MEASURE["walk_minutes"], ALL).axis.top == 75


def test_what_happened_is_marked() -> None:
    event = Event(**stamp(), day=day(3), kind=EventKind.INJECTION, title="L5")
    scan = Scan(**stamp(), day=day(2), kind=ScanKind.MRI)
    found = trends(checkin(1, leg_pain=8, flare=True), events=(event,), scans=(scan,))
    assert [(NOW_DAY - m.day, m.kind) for m in found.marks] == [(3, "injection"), (2, "scan"), (1, "flare")]
    assert day_lines(found, LEG, NOW_DAY - 1)[0].startswith("Sat 21 Nov: 8 · flare")
    assert "nothing logged · injection: L5" in day_lines(found, LEG, NOW_DAY - 3)[0]


def test_a_day_is_read_out_with_the_level_of_the_line_and_its_interval() -> None:
    found = trends(*logged(dict.fromkeys(range(28, -1, -2), 4), sleep=5))
    line, without_weekday, without_interval, briefest = day_lines(found, LEG, NOW_DAY)
    assert line.startswith("Sun 22 Nov: 4 · usual level 4.0 (2.")
    assert (without_weekday, without_interval) == (line.removeprefix("Sun "), "22 Nov: 4 · usual level 4.0")
    assert briefest == without_interval, "a number is never two words"
    assert "4 · usual level 4.0 (" in day_lines(found, LEG, NOW_DAY - 2)[0], "between two points of the line"
    assert "average 5.0 (" in day_lines(found, BY_MEASURE["sleep"], NOW_DAY)[0], "what is only shown"


def test_with_little_room_a_day_has_the_same_band_as_with_much() -> None:
    found = trends(*(checkin(ago, zone="thigh" if ago > 14 or ago % 2 == 0 else "calf") for ago in range(28, -1, -1)))
    *_, without_interval, briefest = day_lines(found, BY_MEASURE["zone"], NOW_DAY)
    assert without_interval == "22 Nov: thigh · usual level calf", "as the change from thigh is told"
    assert briefest == without_interval


@pytest.mark.parametrize("last", [0, 1, 3])
def test_from_the_last_entry_on_a_level_is_read_out_as_the_list_has_it(last: int) -> None:
    halves = (
        checkin(ago, frequency="half" if ago % 2 or ago > 14 else "now_and_then") for ago in range(28, last - 1, -1)
    )
    found, kind = trends(*halves), BY_MEASURE["frequency"]
    assert f"usual level {level_now(found, kind)}" in day_lines(found, kind, NOW_DAY - last)[2].partition(" to ")[0]
    assert " to " not in day_lines(found, kind, NOW_DAY - last)[2]


def test_a_level_between_two_words_is_read_out_by_the_nearer_where_there_is_no_room_for_both() -> None:
    found = trends(*(checkin(ago, frequency="half" if ago % 2 else "now_and_then") for ago in range(28, -1, -1)))
    full, *_, briefest = day_lines(found, BY_MEASURE["frequency"], NOW_DAY - 1)
    assert full == "Sat 21 Nov: half · usual level now & then to half"
    assert briefest in ("21 Nov: half · usual level half", "21 Nov: half · usual level now & then")


def test_an_average_of_activities_is_read_out_with_one_decimal() -> None:
    rated = [{"name": name, "score": score} for name, score in (("walk", 7), ("sit", 7), ("garden", 8))]
    found = trends(checkin(0, abilities=rated))
    assert day_lines(found, BY_MEASURE["abilities"], NOW_DAY)[0] == "Sun 22 Nov: 7.3"


def test_the_likely_range_begins_where_the_line_does() -> None:
    found = trends(*logged({ago: 6 + ago % 2 for ago in range(28, -1, -1)}))
    line = chart_of(found, LEG, ALL).series[0].line
    bands = [(point.low, point.high) for point in line if point.low is not None and point.high is not None]
    assert len(bands) == len(line)
    (low, high), (next_low, next_high) = bands[:2]
    assert line[0].day == found.first
    assert low < 6.5 < high
    assert high - low == pytest.approx(next_high - next_low, abs=1.5), "no cliff at the first look"


def test_the_level_that_counts_is_one_word_where_the_scale_is_words(demo: tuple[Trends, Assessment]) -> None:
    lines = [level.words for level in chart_of(demo[0], BY_MEASURE["spasm_count"], ALL).levels]
    assert "better from 1–2 down" in lines


def test_a_heading_says_what_the_ends_of_the_scale_mean(demo: tuple[Trends, Assessment]) -> None:
    charts = {kind.measure: chart_of(demo[0], kind, ALL) for kind in DISPLAYS}
    assert heading(charts["leg_pain"]) == "Worst leg pain, 0 none – 10 worst"
    assert heading(charts["bother"]) == "Bother, all four, 0 none – 24 extreme"
    assert heading(charts["sit_minutes"]) == "Sitting until pain stops you, minutes"
    assert max(len(heading(chart)) for chart in charts.values()) <= 41, "fits beside the list at 80 columns"


def test_the_latest_test_is_read_out_beside_what_the_list_goes_by() -> None:
    reach = dict(zip(range(35, -1, -7), (30, 28, 29, 24, 19, 17), strict=True))
    found = trends(*(checkin(ago, reach_cm=centimetres) for ago, centimetres in reach.items()))
    kind = BY_MEASURE["reach_cm"]
    assert level_now(found, kind) == "19 cm"
    assert day_lines(found, kind, NOW_DAY)[0] == "Sun 22 Nov: 17 cm · middle of 3 tests 19 cm"
    assert day_lines(found, kind, NOW_DAY - 7)[0] == "Sun 15 Nov: 19 cm", "on no other day is it what is judged"


def test_the_list_and_the_chart_say_the_same_level() -> None:
    found = trends(*logged(dict(zip(range(27, -1, -1), (8,) * 10 + (7,) * 10 + (6,) * 8, strict=True))))
    assert f"usual level {level_now(found, LEG)} " in day_lines(found, LEG, NOW_DAY)[0]


def test_the_verdict_is_said_with_its_numbers(demo: tuple[Trends, Assessment]) -> None:
    found, _ = demo
    assert verdict_line(found, LEG).startswith("▲ Improving: 6.7 → 1.6: −5.1 (likely −")
    assert verdict_line(found, LEG, brief=True) == "▲ Improving: 6.7 → 1.6 over 63 days."
    about_all = verdict_line(found, LEG, brief=True, first=found.last - 13)
    assert about_all == "▲ Improving: 6.7 → 1.6 over all 63 days.", "beside a chart of two weeks"
    assert verdict_line(found, LEG, brief=True, with_days=False) == "▲ Improving: 6.7 → 1.6."
    assert verdict_line(found, LEG, brief=True, first=found.first) == verdict_line(found, LEG, brief=True)
    assert glyph_of(found, LEG) == "▲"
    assert level_now(found, LEG) == "1.6"
    assert level_now(found, BY_MEASURE["zone"]) == "buttock"
    assert level_now(found, STAND_UP).endswith(" s"), "seconds, where the verdict has bands"
    assert "never judged" in verdict_line(found, BY_MEASURE["sleep"])


def test_a_measure_judged_by_a_grade_is_told_in_seconds_as_its_list_has_it() -> None:
    seconds = {36: 17.4, 29: 16.8, 22: 16.9, 15: 14.0, 8: 12.2, 1: 11.1}
    found = trends(*(checkin(days, sit_to_stand_seconds=value) for days, value in seconds.items()))
    line = verdict_line(found, STAND_UP, brief=True)
    assert line == "▲ Improving: 16.9 s → 12.2 s (from the range 15.3–22 s to 10.5–15.2 s) over 36 days."
    assert level_now(found, STAND_UP) == "12.2 s"
    levels = [(level.value, level.words) for level in chart_of(found, STAND_UP, ALL).levels]
    assert levels == [(16.9, "16.9 s, first 3 tests"), (15.2, "better from 15.2 s down")]


def test_standing_up_slower_is_worse_above_the_end_of_the_faster_band() -> None:
    seconds = {36: 12.4, 29: 12.8, 22: 12.9, 15: 17.0, 8: 17.2, 1: 17.1}
    found = trends(*(checkin(days, sit_to_stand_seconds=value) for days, value in seconds.items()))
    *_, limit = chart_of(found, STAND_UP, ALL).levels
    assert (limit.value, limit.words) == (15.2, "worse above 15.2 s")


@pytest.mark.parametrize(
    ("measure", "asked_by"),
    [
        ("leg_pain", "Every check-in asks for it."),
        ("sleep", "The daily check-in asks for it."),
        ("heel_rises", "The weekly tests ask for it."),
        ("bother", "The weekly tests ask for it."),
    ],
)
def test_a_measure_without_entries_says_which_check_in_asks_for_it(measure: str, asked_by: str) -> None:
    assert verdict_line(trends(), BY_MEASURE[measure]) == f"Nothing logged yet. {asked_by}"


def test_without_entries_everything_says_what_to_do() -> None:
    found = trends()
    for kind in DISPLAYS:
        assert "Nothing logged yet. " in verdict_line(found, kind)
        assert level_now(found, kind) == ""
        chart = chart_of(found, kind, ALL)
        assert not chart.has_points
        assert chart.last_entry is None


def test_the_numbers_can_be_taken_away_with_gaps_left_empty() -> None:
    chart = chart_of(trends(*logged({29: 6, **dict.fromkeys(range(1, 28), 5), 0: 4}, back_pain=2)), LEG, ALL, over=True)
    table = to_table(chart).splitlines()
    level = ["usual level", "likely range from", "likely range to"]
    assert table[0].split("\t") == ["day", "leg", *level, "back", *level]
    assert table[1].split("\t")[:2] + table[1].split("\t")[5:7] == [day(29).isoformat(), "6", "2", "2"]
    assert table[2].split("\t")[2:5] == ["", "", ""], "the line has a point on the first day and the last"
    assert len(table) == 30


@pytest.mark.parametrize("time_range", RANGES)
def test_the_days_of_every_range_fit_the_edge_of_a_chart_at_80_columns(time_range: TimeRange) -> None:
    found = trends(checkin(3700, leg_pain=1), checkin(0, leg_pain=1))
    assert len(span_words(chart_of(found, LEG, time_range), time_range)) <= 40
    assert span_words(chart_of(found, LEG, RANGES[0]), RANGES[0]) == "2 weeks: 9–22 Nov"


def test_days_are_told_with_the_year_only_where_it_changes() -> None:
    chart = chart_of(trends(checkin(0, leg_pain=1)), LEG, ALL)
    assert days_words(chart) == "22 November, 1 day", "not what is to come"
    assert days_words(chart_of(trends(checkin(2, leg_pain=1)), LEG, ALL)) == "20 November – 22 November, 3 days"
    old = chart_of(trends(checkin(400, leg_pain=1)), LEG, ALL)
    first = date.fromordinal(old.first)
    assert days_words(old).startswith(f"{first.day} October 2025 – 22 November 2026")
