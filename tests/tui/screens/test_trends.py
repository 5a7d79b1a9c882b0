"""Trends: pick a measure, see it four ways, by keys and by mouse."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from sciatica_tui.domain.records import CheckIn, HeelRises, Side
from sciatica_tui.tui.screens.history import HistoryScreen
from sciatica_tui.tui.screens.trends import TrendsScreen
from sciatica_tui.tui.widgets.body_map import BodyMap
from sciatica_tui.tui.widgets.charts.zone_ribbon import ZoneRibbon
from sciatica_tui.tui.widgets.choice_line import ChoiceLine

from ...driving import AppPilot, episode, opened, services_of, settled, shown, toasts, until
from ...support import TODAY, checkin, services

NOW_DAY = TODAY.toordinal()
ZONES = ("foot", "calf", "thigh", "buttock")
SIX_WEEKS: tuple[CheckIn, ...] = tuple(
    checkin(ago, leg_pain=1 + ago // 7, back_pain=2, zone=ZONES[3 - ago // 11], sleep=3 + ago % 5, posture="sitting")
    for ago in range(42)
    if ago != 10
)


async def trends(pilot: AppPilot) -> TrendsScreen:
    """The screen with its data there."""
    await pilot.press("3")
    await until(pilot, lambda: isinstance(pilot.app.screen, TrendsScreen) and pilot.app.screen.chart.chart is not None)
    await pilot.pause()
    assert isinstance(pilot.app.screen, TrendsScreen)
    return pilot.app.screen


async def test_the_list_has_every_measure_and_the_chart_the_chosen_one(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), *SIX_WEEKS)) as pilot:
        screen = await trends(pilot)
        assert [row.words for row in screen.measures.rows] == ["Leg pain", "Back pain", "Zone", "Sleep"]
        assert "19 more, nothing to see yet" in shown(pilot)
        assert "Worst leg pain" in shown(pilot)
        await pilot.press("j", "down")
        await pilot.pause()
        assert "Furthest zone" in shown(pilot)
        await pilot.press("G", "enter")
        await pilot.pause()
        assert len(screen.measures.rows) == 23
        assert "nothing to see yet" not in "\n".join(line[:30] for line in shown(pilot).splitlines())
        await pilot.press("k", "G")
        await pilot.pause()
        assert "Activity a day, minutes" in shown(pilot)
        await pilot.click(screen.measures, offset=(5, 2))
        await pilot.press("g")
        assert screen.kind.measure == "leg_pain"


async def test_the_cursor_reads_out_the_day_and_a_click_moves_it(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), *SIX_WEEKS), size=(120, 36)) as pilot:
        screen = await trends(pilot)
        assert "Sun 22 Nov: 1" in shown(pilot)
        await pilot.press(*["left"] * 10)
        await pilot.pause()
        assert "Thu 12 Nov: nothing logged" in shown(pilot)
        await pilot.press("l")
        await pilot.pause()
        assert "Fri 13 Nov: 2" in shown(pilot)
        await pilot.click(screen.chart, offset=(20, 8))
        assert screen.chart.cursor is not None
        assert screen.chart.cursor < NOW_DAY - 20


async def test_each_measure_has_its_latest_day_until_a_person_goes_to_another(tmp_path: Path) -> None:
    days = *SIX_WEEKS, checkin(3, at="21:00", back_pain=2), checkin(20, at="21:00", heel_rises=HeelRises(left=9))
    async with opened(services(tmp_path, episode(), *days), size=(120, 36)) as pilot:
        screen = await trends(pilot)
        latest = []
        for measure in ("leg_pain", "heel_rises", "leg_pain"):
            screen.choose(measure)
            latest.append(screen.chart.cursor)
        assert latest == [NOW_DAY, NOW_DAY - 20, NOW_DAY]
        await pilot.press("left")
        await pilot.pause()
        screen.choose("heel_rises")
        screen.choose("leg_pain")
        assert screen.chart.cursor == NOW_DAY - 1, "not the day of the test, to which it was moved between"
        await pilot.press("right")
        await pilot.pause()
        screen.choose("heel_rises")
        screen.choose("leg_pain")
        assert screen.chart.cursor == NOW_DAY


async def test_r_goes_through_the_ranges_there_are(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), *SIX_WEEKS), size=(120, 36)) as pilot:
        screen = await trends(pilot)
        seen = []
        for _ in range(3):
            await pilot.press("r")
            await pilot.pause()
            assert screen.chart.chart is not None
            seen.append(screen.chart.chart.days)
        assert seen == [14, 28, 42]


async def test_o_lays_back_pain_over_leg_pain_and_takes_it_away(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), *SIX_WEEKS)) as pilot:
        screen = await trends(pilot)
        await pilot.press("o")
        await pilot.pause()
        assert "Leg pain and back pain" in shown(pilot)
        await pilot.press("o")
        await pilot.pause()
        assert "Worst leg pain" in shown(pilot)
        await pilot.press("j", "j", "o")
        assert screen.kind.measure == "zone"
        assert toasts(pilot) == ["There is no second line for zone."]


async def test_v_goes_round_the_four_views_and_the_words_above_can_be_clicked(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), *SIX_WEEKS), size=(120, 36)) as pilot:
        screen = await trends(pilot)
        expected = ("blank: unknown", "16 – 22 Nov …", "Each line compares worst leg pain on days", "━━ usual level")
        for words in expected:
            await pilot.press("v")
            await until(pilot, lambda words=words: words in shown(pilot))  # type: ignore[misc]
        x = str(screen.query_one("#views", ChoiceLine).render()).index("Weeks")
        await pilot.click("#views", offset=(x, 0))
        await until(pilot, lambda: "16 – 22 Nov …" in shown(pilot))


async def test_the_footer_names_only_what_does_something_in_a_view(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), *SIX_WEEKS), size=(200, 60)) as pilot:
        await trends(pilot)
        for words in (
            "⏎ Open  v View  r Range  o Overlay  ← Day before  Space Replay",
            "⏎ Open  v View  r Range  ← Day before  Space Replay",
            "v View  r Range  m Maximise",
            "v View  m Maximise",
        ):
            await until(pilot, lambda words=words: f" {words}" in shown(pilot).splitlines()[-1])  # type: ignore[misc]
            await pilot.press("v")


async def test_weeks_are_about_the_chosen_measure_alone_and_begin_with_the_diary(tmp_path: Path) -> None:
    entries = [checkin(ago, leg_pain=5, back_pain=2) for ago in range(3)]
    async with opened(services(tmp_path, episode(), *entries), size=(120, 36)) as pilot:
        await trends(pilot)
        await pilot.press("o", "v", "v")
        await until(pilot, lambda: "16 – 22 Nov …" in shown(pilot))
        assert "Worst leg pain" in shown(pilot)
        assert "Leg pain and back pain" not in shown(pilot)
        assert "9 – 15 Nov" not in shown(pilot)


async def test_a_week_has_its_days_and_the_weeks_their_chart_where_there_is_room(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), *SIX_WEEKS), size=(120, 60)) as pilot:
        screen = await trends(pilot)
        await pilot.press("v", "v")
        await until(pilot, lambda: "1 1 1 1 1 1 1" in shown(pilot))
        assert "● average of the week" in shown(pilot)
        await pilot.resize_terminal(120, 36)
        await until(pilot, lambda: not screen.week_view.chart.display)
        weeks_at = [y for y, row in enumerate(shown(pilot).splitlines()) if "1 1 1 1 1 1 1" in row]
        assert all(lower - upper == 2 for upper, lower in pairwise(weeks_at)), "rows apart rather than half empty"
        await pilot.resize_terminal(80, 20)
        await until(pilot, lambda: screen.week_view.table.max_scroll_y == 0)


async def test_what_goes_with_a_measure_that_is_not_compared_says_what_it_is_about(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), *SIX_WEEKS), size=(120, 36)) as pilot:
        await trends(pilot)
        await pilot.press("j", "j", "v", "v", "v")
        words = "Zone can't be compared like this, so this is about worst leg pain."
        await until(pilot, lambda: words in shown(pilot))
        await pilot.press("k")
        await until(pilot, lambda: "What goes with worst back pain" in shown(pilot))
        assert "can't be compared" not in shown(pilot)


async def test_the_list_stays_beside_where_it_hurt_and_another_measure_leads_to_its_chart(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), *SIX_WEEKS), size=(200, 60)) as pilot:
        screen = await trends(pilot)
        await pilot.press("v")
        await until(pilot, lambda: "mostly buttock" in shown(pilot))
        assert "› Zone" in shown(pilot)
        assert "16 – 22 Nov" in shown(pilot)
        assert "leg pain 1, back pain 2" in shown(pilot)
        await pilot.press("j")
        await until(pilot, lambda: screen.chart.display)
        assert "› Sleep" in shown(pilot)


async def test_where_it_hurt_goes_from_day_to_day_on_the_body(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), *SIX_WEEKS), size=(120, 36)) as pilot:
        screen = await trends(pilot)
        await pilot.press("v")
        await until(pilot, lambda: "Sunday 22 November" in shown(pilot))
        now = screen.query_one(BodyMap).shades
        await pilot.press(*["left"] * 5)
        await until(pilot, lambda: "Tuesday 17 November" in shown(pilot))
        await pilot.click(ZoneRibbon, offset=(9, 0))
        await until(pilot, lambda: "Monday 12 October" in shown(pilot))
        assert screen.query_one(BodyMap).shades != now
        assert "by week, how far down it mostly went" in shown(pilot)
        assert re.search(r"12 – 18 Oct +━+ +\w+", shown(pilot)), "a row a week where that has room"
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: re.search(r"how far down it mostly went: *│\n│.*\w+ \d weeks? →", shown(pilot)))


async def test_a_first_week_is_drawn_in_a_room_that_its_row_leaves_empty(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), checkin(0, leg_pain=6)), size=(120, 36)) as pilot:
        await trends(pilot)
        await pilot.press("v", "v")
        await until(pilot, lambda: "Each week adds a mark here." in shown(pilot))
        assert "from week to week" not in shown(pilot)


async def test_weeks_that_have_no_room_below_each_other_stand_in_two_columns(tmp_path: Path) -> None:
    entries = [checkin(ago, leg_pain=5, zone="calf") for ago in range(90)]
    async with opened(services(tmp_path, episode(), *entries), size=(120, 36)) as pilot:
        await trends(pilot)
        await pilot.press("v")
        await until(pilot, lambda: "calf 13 weeks" in " ".join(shown(pilot).split()))
        await pilot.press("m")
        await until(pilot, lambda: shown(pilot).count("━━━━   calf") == 13)
        weeks = re.compile(r"16 – 22 Nov +━+ +calf +\d+ .+━+ +calf")
        assert weeks.search(shown(pilot))


async def test_no_week_is_left_out_beside_a_day_with_long_words(tmp_path: Path) -> None:
    felt = [{"zone": zone, "quality": quality} for zone in ZONES for quality in ("burning", "numb")]
    entries = (*SIX_WEEKS[1:], checkin(0, leg_pain=1, zone="buttock", symptoms=felt))
    async with opened(services(tmp_path, episode(), *entries), size=(120, 36)) as pilot:
        await trends(pilot)
        await pilot.press("v")
        await until(pilot, lambda: "Sunday 22 November" in shown(pilot))
        await until(pilot, lambda: "foot 1 week → calf 2 weeks" in shown(pilot))
        await pilot.press("left")
        await until(pilot, lambda: all(f" {words}" in shown(pilot) for words in ("12 – 18 Oct  ", "16 – 22 Nov  ")))


async def test_the_body_has_the_side_that_was_logged_as_today_has(tmp_path: Path) -> None:
    entries = [checkin(ago, leg_pain=5, zone="calf", side="left" if ago else None) for ago in range(5)]
    async with opened(services(tmp_path, episode(side=None), *entries), size=(120, 36)) as pilot:
        await until(pilot, lambda: pilot.app.screen.query_one(BodyMap).shades)
        on_today = pilot.app.screen.query_one(BodyMap).shades
        assert {side for (_, side), _ in on_today} == {Side.LEFT}
        screen = await trends(pilot)
        await pilot.press("v")
        await until(pilot, lambda: "Sunday 22 November" in shown(pilot))
        assert screen.query_one(BodyMap).shades == on_today


async def test_space_replays_the_days_and_stops_again(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), *SIX_WEEKS), size=(120, 36)) as pilot:
        screen = await trends(pilot)
        await pilot.press("space")
        await until(pilot, lambda: "blank: unknown" in shown(pilot))
        assert screen.chart.chart is not None
        first = screen.chart.chart.first
        await until(pilot, lambda: screen.chart.cursor is not None and first < screen.chart.cursor < NOW_DAY)
        await pilot.press("space")
        stood = screen.chart.cursor
        await pilot.press("right")
        assert stood is not None
        assert screen.chart.cursor == stood + 1


async def test_after_the_replay_the_view_is_there_again_that_it_was_begun_from(tmp_path: Path) -> None:
    entries = [checkin(ago, leg_pain=5, back_pain=2, zone="calf") for ago in range(3)]
    async with opened(services(tmp_path, episode(), *entries), size=(120, 36)) as pilot:
        screen = await trends(pilot)
        await pilot.press("down", "space")
        await until(pilot, lambda: screen.where.display)
        await until(pilot, lambda: not screen.where.display and "Worst back pain" in shown(pilot))
        await pilot.press("v")
        await until(pilot, lambda: "blank: unknown" in shown(pilot))
        await pilot.press("space")
        await until(pilot, lambda: screen.where.is_playing)
        await until(pilot, lambda: not screen.where.is_playing)
        await pilot.pause()
        assert screen.where.display


async def test_enter_goes_to_the_day_in_the_history(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), *SIX_WEEKS)) as pilot:
        screen = await trends(pilot)
        screen.chart.go(NOW_DAY - 3)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, HistoryScreen))
        history = pilot.app.screen
        assert isinstance(history, HistoryScreen)
        await until(pilot, lambda: history.entry_list.current is not None)
        await until(pilot, lambda: history.calendar.cursor == date.fromordinal(NOW_DAY - 3))
        assert history.entry_list.current is not None
        assert history.entry_list.current.day == date.fromordinal(NOW_DAY - 3)


@pytest.mark.parametrize(("downs", "which"), [(0, "of the worst leg pain"), (2, "of the furthest zone")])
async def test_enter_opens_the_check_in_that_the_charted_number_comes_from(
    tmp_path: Path, downs: int, which: str
) -> None:
    worst = checkin(3, "07:30", leg_pain=8, zone="calf")
    furthest = checkin(3, "12:00", leg_pain=2, zone="foot")
    last = checkin(3, "19:00", leg_pain=2, zone="none")
    async with opened(services(tmp_path, episode(), *SIX_WEEKS, worst, furthest, last)) as pilot:
        screen = await trends(pilot)
        await pilot.press(*["j"] * downs)
        screen.chart.go(NOW_DAY - 3)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, HistoryScreen))
        history = pilot.app.screen
        assert isinstance(history, HistoryScreen)
        assert history.entry_list.current is not None
        assert history.entry_list.current.record == (furthest if downs else worst), which


async def test_numbers_can_be_copied_and_the_chart_written_as_a_picture(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), *SIX_WEEKS)) as pilot:
        await trends(pilot)
        await pilot.press("y")
        assert pilot.app.clipboard.startswith("day\tLeg pain\tusual level\t")
        await pilot.press("w")
        await until(pilot, lambda: any("The picture is saved as" in words for words in toasts(pilot)))
        (picture,) = (tmp_path / "pictures").iterdir()
        assert picture.suffix == ".svg"


async def test_m_gives_the_chart_the_whole_width(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), *SIX_WEEKS)) as pilot:
        screen = await trends(pilot)
        before = screen.chart.size.width
        await pilot.press("m")
        await pilot.pause()
        assert screen.chart.size.width > before + 25
        await pilot.press("m")
        await pilot.pause()
        assert screen.chart.size.width == before


async def test_the_narrowest_window_has_a_heading_that_fits(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), *SIX_WEEKS), size=(60, 18)) as pilot:
        await trends(pilot)
        await until(pilot, lambda: "─ Worst leg pain ─" in shown(pilot))
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: "─ Worst leg pain, 0 none – 10 worst ─" in shown(pilot))


async def test_a_measure_without_values_has_one_sentence_in_the_place_of_its_chart(tmp_path: Path) -> None:
    slept = checkin(0, leg_pain=None, sleep=6)
    async with opened(services(tmp_path, episode(), slept), size=(200, 60)) as pilot:
        screen = await trends(pilot)
        text = shown(pilot)
        assert text.count("Nothing logged yet") == 1
        assert "Day before" not in text.splitlines()[-1], "there is no day to go to"
        assert "Press c to check in." in text
        assert "Nothing to compare yet" not in text
        assert not screen.summaries.display


async def test_with_nothing_written_down_every_key_is_harmless_and_it_says_what_to_do(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await pilot.press("3")
        await until(pilot, lambda: "What you see here" in shown(pilot))
        assert shown(pilot).splitlines()[-1].startswith(" c Check in  ^p Commands  "), "and no key that does nothing"
        assert "1 check-in " in shown(pilot)
        assert "10 check-ins " in shown(pilot)
        for key in ("r", "o", "left", "right", "y", "w", "space", "enter", "m", "v", "v", "v", "left", "v", "G", "g"):
            await pilot.press(key)
        await pilot.pause()
        assert isinstance(pilot.app.screen, TrendsScreen)
        pilot.app.screen.services.journal.save("Check-in", checkin(0, leg_pain=6))
        pilot.app.screen.refresh_if_stale()
        await until(pilot, lambda: "What you see here" not in shown(pilot))


async def test_a_change_of_theme_draws_in_its_colours_at_once(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), *SIX_WEEKS)) as pilot:
        screen = await trends(pilot)

        def colours() -> set[str]:
            return {
                str(segment.style) for y in range(screen.chart.size.height) for segment in screen.chart.render_line(y)
            }

        dark = colours()
        pilot.app.theme = "sciatica-light"
        await until(pilot, lambda: not dark & colours())
        pilot.app.theme = "ansi-dark"
        await pilot.pause()
        assert any("░" in screen.chart.render_line(y).text for y in range(screen.chart.size.height))


async def test_what_can_only_be_had_of_a_chart_says_so_in_a_table(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), *SIX_WEEKS), size=(120, 36)) as pilot:
        await trends(pilot)
        await pilot.press("v", "v")
        for key, sentence in (
            ("w", "Only charts can be saved as pictures. y copies the table."),
            ("o", "Only the chart can show a second line."),
        ):
            await pilot.press(key)
            await until(pilot, lambda sentence=sentence: toasts(pilot) == [sentence])  # type: ignore[misc]
        await pilot.press("v", "r")
        await until(pilot, lambda: toasts(pilot) == ["What goes with it always uses all days."])
        await pilot.press("w")
        await until(pilot, lambda: toasts(pilot) == ["Only charts can be saved as pictures. y copies the table."])
        assert not list(tmp_path.rglob("*.svg"))


async def test_what_is_judged_already_is_drawn_with_the_first_layout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(services(tmp_path, episode(), *SIX_WEEKS)) as pilot:
        await services_of(pilot).assessment_cache.assess(TODAY)
        monkeypatch.setattr(TrendsScreen, "_judge", lambda _: pytest.fail("drawn twice"))
        screen = await trends(pilot)
        assert len(screen.measures.rows) == 4


async def test_a_click_on_the_line_of_what_is_left_out_selects_it_and_a_second_one_lists_it(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), *SIX_WEEKS)) as pilot:
        screen = await trends(pilot)
        y = screen.measures.virtual_size.height
        await pilot.click(screen.measures, offset=(5, y))
        await pilot.pause()
        assert screen.measures.is_on_more
        assert screen.kind.measure == "leg_pain", "the chart stays"
        await pilot.click(screen.measures, offset=(5, y))
        await until(pilot, lambda: len(screen.measures.rows) == 23)


async def test_a_huge_window_shows_all_four_views_of_the_measure_at_once(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), *SIX_WEEKS), size=(200, 60)) as pilot:
        screen = await trends(pilot)
        await until(pilot, lambda: "with  without" in shown(pilot))
        for title in ("Worst leg pain", "Where it hurt", "Week by week", "What goes with worst leg pain, all days"):
            assert title in shown(pilot)
        assert "likely range" in shown(pilot)
        await pilot.resize_terminal(120, 36)
        await until(pilot, lambda: not screen.summaries.display)
        await pilot.resize_terminal(200, 60)
        await until(pilot, lambda: "with  without" in shown(pilot))


@pytest.mark.parametrize("view", range(4))
async def test_every_view_of_a_huge_window_can_shrink_and_grow(tmp_path: Path, view: int) -> None:
    async with opened(services(tmp_path, episode(), *SIX_WEEKS), size=(200, 60)) as pilot:
        screen = await trends(pilot)
        await pilot.press(*["v"] * view)
        await until(pilot, lambda: "Leg pain" in shown(pilot))
        for size in ((140, 50), (120, 36), (100, 30), (80, 24), (60, 16), (200, 60)):
            await pilot.resize_terminal(*size)
            await settled(pilot)
            assert screen.measures.display is (view == 0 or size[0] >= 110), size


async def test_where_it_hurt_is_below_the_chart_only_where_its_days_have_room(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), *SIX_WEEKS), size=(200, 60)) as pilot:
        screen = await trends(pilot)
        await until(pilot, lambda: "with  without" in shown(pilot))
        for size, has_room in (((170, 45), False), ((200, 60), True)):
            await pilot.resize_terminal(*size)
            await settled(pilot)
            assert (screen.summaries.ribbon.size.width > 0) is has_room
            assert ("─ Where it hurt ─" in shown(pilot)) is has_room
            assert "more pain" in shown(pilot)


async def test_what_goes_with_it_is_two_bars_in_a_huge_window_alone_also_once_that_has_shrunk(tmp_path: Path) -> None:
    entries = [checkin(ago, leg_pain=2 + ago % 2 * 4, posture=("sitting", "walking")[ago % 2]) for ago in range(42)]
    async with opened(services(tmp_path, episode(), *entries), size=(200, 60)) as pilot:
        await trends(pilot)
        await pilot.press("v", "v", "v")
        await until(pilot, lambda: "21 check-ins" in shown(pilot))
        await pilot.resize_terminal(160, 50)
        await until(pilot, lambda: "21 check-ins" not in shown(pilot))
        assert "├──●──┤ the difference" in shown(pilot), "it is drawn all the same"
        await pilot.resize_terminal(200, 60)
        await until(pilot, lambda: "21 check-ins" in shown(pilot))


async def test_the_cursor_stops_today_where_the_chart_of_a_young_diary_goes_on(tmp_path: Path) -> None:
    entries = [checkin(ago, leg_pain=5) for ago in range(3)]
    async with opened(services(tmp_path, episode(), *entries), size=(120, 36)) as pilot:
        screen = await trends(pilot)
        await pilot.press("right", "l")
        await pilot.pause()
        assert screen.chart.cursor == NOW_DAY
        await pilot.press("left", "left", "right")
        await pilot.pause()
        assert screen.chart.cursor == NOW_DAY - 1
        chart = screen.chart.chart
        assert chart is not None
        assert chart.last > NOW_DAY, "there is room to click"
        await pilot.click(screen.chart, offset=(screen.chart.content_size.width - 2, 5))
        await until(pilot, lambda: screen.chart.cursor == NOW_DAY)
        assert "in the future" not in shown(pilot)


async def test_a_huge_window_gives_each_measure_two_lines_and_a_click_on_either_chooses_it(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), *SIX_WEEKS), size=(200, 60)) as pilot:
        screen = await trends(pilot)
        for y, measure in ((3, "back_pain"), (4, "back_pain"), (5, "zone"), (6, "zone")):
            await pilot.press("g")
            await pilot.click(screen.measures, offset=(5, y))
            await until(pilot, lambda measure=measure: screen.kind.measure == measure)  # type: ignore[misc]


async def test_beside_not_enough_data_stands_the_last_answer_and_neither_level_nor_band(tmp_path: Path) -> None:
    entries = [checkin(ago, leg_pain=pain, zone="calf") for ago, pain in ((2, 6), (1, 6), (0, 3))]
    async with opened(services(tmp_path, episode(), *entries), size=(80, 24)) as pilot:
        screen = await trends(pilot)
        await until(pilot, lambda: "Not enough data" in shown(pilot))
        assert [row.level for row in screen.measures.rows[:3]] == ["3", "", "calf"]
        assert "━━ usual level" not in shown(pilot)
        assert "likely range" not in shown(pilot)
        assert screen.chart.chart is not None
        assert screen.chart.chart.first == TODAY.toordinal() - 2


async def test_a_narrow_chart_has_the_room_that_a_full_sentence_and_a_row_of_marks_would_take(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), *SIX_WEEKS), size=(80, 24)) as pilot:
        screen = await trends(pilot)
        await until(pilot, lambda: "━━ usual level" in shown(pilot))
        assert screen.verdict.size.height == 1
        assert " matters" not in shown(pilot)
        await pilot.press("m")
        await until(pilot, lambda: " matters" in shown(pilot))
        await pilot.press("m")
        await until(pilot, lambda: " matters" not in shown(pilot))
        await pilot.resize_terminal(120, 36)
        await until(pilot, lambda: " matters" in shown(pilot))


async def test_in_the_smallest_window_the_verdict_is_a_whole_sentence(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), *SIX_WEEKS), size=(60, 16)) as pilot:
        screen = await trends(pilot)
        await until(pilot, lambda: "● Not sure yet: 3.3 → 1.0. " in shown(pilot))
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: " 3.3 → 1.0 over 23 days." in shown(pilot))
        assert screen.verdict.size.height == 1


async def test_one_day_is_no_bar_over_the_whole_ribbon(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), checkin(0, leg_pain=5, zone="calf")), size=(120, 36)) as pilot:
        await trends(pilot)
        await pilot.press("v")
        await until(pilot, lambda: "┊ between" in shown(pilot))
        (calf,) = (row for row in shown(pilot).splitlines() if "│ calf     █" in row)
        assert calf.count("█") < 8


async def test_where_the_list_is_hidden_the_footer_names_the_way_to_the_next_measure(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), *SIX_WEEKS), size=(80, 24)) as pilot:
        await trends(pilot)
        await pilot.press("v", "v")
        await until(pilot, lambda: "v View  ↓ Next measure  r Range" in shown(pilot).splitlines()[-1])
        assert "Maximise" not in shown(pilot), "there is no list to hide"
        await pilot.press("down")
        await until(pilot, lambda: "─ Worst back pain, 0 none" in shown(pilot))
        await pilot.resize_terminal(120, 36)
        await until(pilot, lambda: "m Maximise" in shown(pilot))
        assert "Next measure" not in shown(pilot)
        await pilot.press("m")
        await until(pilot, lambda: "m Show the list" in shown(pilot))
        assert "↓ Next measure" in shown(pilot)


async def test_the_list_has_the_focus_again_after_a_view_that_needed_its_room(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), *SIX_WEEKS), size=(80, 24)) as pilot:
        screen = await trends(pilot)
        await pilot.press("v", "v", "v", "v")
        await until(pilot, lambda: screen.focused is screen.measures)


async def test_the_footer_names_the_page_that_there_is(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), *SIX_WEEKS), size=(80, 16)) as pilot:
        await trends(pilot)
        await pilot.press("v", "v", "v")
        await until(pilot, lambda: "→ Page" in shown(pilot).splitlines()[-1])
        assert "← Page" not in shown(pilot).splitlines()[-1], "nothing comes before the first"
        for _ in range(9):
            await pilot.press("right")
        await until(pilot, lambda: "← Page" in shown(pilot).splitlines()[-1])
        assert "→ Page" not in shown(pilot).splitlines()[-1]
