"""Today in a terminal: the footer names what Enter does on the marked row, by key and by click."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from sciatica_tui.demo.records import demo_records
from sciatica_tui.domain.records import CheckIn, FlarePlan, RedFlagAnswer, Visit, VisitKind
from sciatica_tui.domain.red_flags.flags import RED_FLAGS
from sciatica_tui.services.today_rows import today_rows
from sciatica_tui.tui.screens.mode_screen import FIRST_ANSWERS
from sciatica_tui.tui.screens.red_flags import RedFlagScreen
from sciatica_tui.tui.screens.today import TodayScreen
from sciatica_tui.tui.screens.what_to_do import ActionScreen
from sciatica_tui.tui.themes import LIGHT
from sciatica_tui.tui.widgets.body_map import BodyMap, shade_words
from sciatica_tui.tui.widgets.fields.field import Field
from sciatica_tui.tui.widgets.figures.pose_view import PoseView
from sciatica_tui.tui.widgets.story_view import StoryView
from sciatica_tui.tui.widgets.task_list import TaskList

from ...driving import AppPilot, episode, opened, saved, shown, the_form, until
from ...support import NOW, TODAY, checkin, day, services, stamp

NO_FLAGS = RedFlagAnswer(**stamp(), day=TODAY, at=NOW, flags=())


def footer(pilot: AppPilot) -> str:
    return shown(pilot).splitlines()[-1]


async def test_the_footer_names_what_enter_does_on_the_row(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), NO_FLAGS)) as pilot:
        await until(pilot, lambda: footer(pilot).startswith(" ⏎ Check in "))
        assert " c " not in footer(pilot), "one key for one thing"
        await saved(pilot, "c", "6", "3", "4")
        await until(pilot, lambda: "☐ Walk" in shown(pilot))
        tasks = pilot.app.screen.query_one("#tasks", TaskList)
        row_number = next(n for n, row in enumerate(tasks.rows) if row[1] == "Walk")
        for _ in range(row_number):
            await pilot.press("down")
        await until(pilot, lambda: footer(pilot).startswith(" ⏎ Start  c Check in "))


async def test_a_click_on_a_row_changes_the_footer_too(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        assert isinstance(pilot.app.screen, TodayScreen)
        await until(pilot, lambda: "Weekly tests" in shown(pilot))
        tasks = pilot.app.screen.query_one("#tasks", TaskList)
        row_number = next(n for n, row in enumerate(tasks.rows) if row[1].startswith("Weekly tests"))
        await pilot.click(tasks, offset=(6, row_number + 1))
        await until(pilot, lambda: footer(pilot).startswith(" ⏎ Weekly tests  c Check in "))


async def test_a_bad_day_marks_its_plan_which_comes_next_until_the_mark_is_moved(tmp_path: Path) -> None:
    given = services(tmp_path, episode(), checkin(1, leg_pain=4, red_flags=[]), checkin(0, leg_pain=9))
    async with opened(given) as pilot:
        await until(pilot, lambda: "Next: the plan for bad days." in " ".join(shown(pilot).split()))
        tasks = pilot.app.screen.query_one("#tasks", TaskList)
        assert tasks.rows[tasks.cursor][1] == "The plan for bad days"
        await pilot.press("up")
        await given.journal_writer.save("a visit", Visit(**stamp(), day=TODAY, kind=VisitKind.DOCTOR))
        await until(pilot, lambda: any("octor" in row[1] for row in tasks.rows))
        assert tasks.cursor == 0


async def test_a_day_that_is_called_bad_offers_the_plan_that_was_written(tmp_path: Path) -> None:
    days = [checkin(ago, leg_pain=3, red_flags=[]) for ago in range(1, 12)]
    given = services(tmp_path, episode(), FlarePlan(**stamp(), day=TODAY, call="Ana"), *days, checkin(0, leg_pain=6))
    async with opened(given) as pilot:
        await until(pilot, lambda: "One bad day: leg 6." in shown(pilot))
        await until(pilot, lambda: "The plan for bad days" in shown(pilot))


async def test_the_marked_row_stays_marked_where_rows_come_and_go_above_it(tmp_path: Path) -> None:
    given = services(tmp_path, episode(), checkin(0))
    async with opened(given) as pilot:
        await until(pilot, lambda: "☐ Walk" in shown(pilot))
        tasks = pilot.app.screen.query_one("#tasks", TaskList)
        while tasks.rows[tasks.cursor][1] != "Walk":
            await pilot.press("down")
        before = len(tasks.rows)
        await given.journal_writer.save("a visit", Visit(**stamp(), day=TODAY, kind=VisitKind.DOCTOR))
        await until(pilot, lambda: len(tasks.rows) > before)
        assert tasks.rows[tasks.cursor][1] == "Walk"


async def test_once_the_check_in_is_done_the_mark_goes_on_to_what_is_next(tmp_path: Path) -> None:
    given = services(tmp_path, episode(), checkin(1, leg_pain=3, red_flags=[]))
    async with opened(given) as pilot:
        tasks = pilot.app.screen.query_one("#tasks", TaskList)
        await until(pilot, lambda: tasks.rows and tasks.rows[tasks.cursor][1] == "Check in")
        await given.journal_writer.save("a check-in", checkin(0, leg_pain=3))
        await until(pilot, lambda: any(row[1] == "Check-in" for row in tasks.rows))
        assert tasks.rows[tasks.cursor][1] == "Weekly tests"
        await pilot.press("up")
        await given.journal_writer.save("a visit", Visit(**stamp(), day=TODAY, kind=VisitKind.DOCTOR))
        await until(pilot, lambda: any("octor" in row[1] for row in tasks.rows))
        assert tasks.rows[tasks.cursor][1] == "Check-in", "it stays where a person put it"


async def test_what_the_first_start_saved_is_no_change_to_take_back(tmp_path: Path) -> None:
    given = services(tmp_path, episode())
    async with opened(given) as pilot:
        await given.journal_writer.save(FIRST_ANSWERS, checkin(0))
        await until(pilot, lambda: "✓ Check-in" in shown(pilot))
        assert "Undo" not in footer(pilot)
        await given.journal_writer.save("a visit", Visit(**stamp(), day=TODAY, kind=VisitKind.DOCTOR))
        await until(pilot, lambda: "Undo" in footer(pilot))


async def test_g_goes_to_the_first_row_and_shifted_to_the_last(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), checkin(30), checkin(0))) as pilot:
        await until(pilot, lambda: "☐ Walk" in shown(pilot))
        tasks, signs = (pilot.app.screen.query_one(name, TaskList) for name in ("#tasks", "#signs"))
        await until(pilot, lambda: signs.rows)
        await pilot.press("G")
        await until(pilot, lambda: signs.has_focus)
        assert signs.cursor == len(signs.rows) - 1
        await pilot.press("down", "g")
        await until(pilot, lambda: tasks.has_focus)
        assert tasks.cursor == 0


async def test_enter_acts_on_the_row_that_was_marked_though_another_has_its_place_by_now(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        today = pilot.app.screen
        assert isinstance(today, TodayScreen)
        await until(pilot, lambda: "Weekly tests" in shown(pilot))
        today.tasks.cursor = next(n for n, row in enumerate(today.tasks.rows) if row[1].startswith("Weekly tests"))
        today.tasks.choose()
        today._set_todo(today._todo[:1])
        form = await the_form(pilot)
        await until(pilot, lambda: any(field.name == "heel_walk" for field in form.query(Field)))


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 36), (200, 60)])
async def test_what_to_do_is_on_screen_however_much_got_worse(tmp_path: Path, size: tuple[int, int]) -> None:
    def entry(ago: int) -> CheckIn:
        part = 1 - ago / 63
        weekly: dict[str, Any] = {"reach_cm": round(13 + 11 * part)} if ago % 7 == 0 else {}
        return checkin(
            ago,
            leg_pain=round(3 + 5 * part),
            back_pain=round(2 + 4 * part),
            zone=("buttock", "thigh", "calf", "foot")[round(3 * part)],
            walk_minutes=round(40 - 27 * part),
            spasm_severity=round(1 + 7 * part),
            red_flags=[],
            **weekly,
        )

    async with opened(
        services(tmp_path, episode(day=day(63), started=day(63)), *map(entry, range(1, 64))), size
    ) as pilot:
        await until(pilot, lambda: "Getting worse" in shown(pilot))
        headline = pilot.app.screen.query_one(StoryView)
        lines = str(headline.render()).splitlines()
        assert len(lines) <= 3
        assert headline.content_size.height == len(lines), "nothing is cut off"
        assert lines[-1].endswith("See a clinician.")
        assert lines[-1] in shown(pilot)


async def test_where_boxes_were_left_out_the_last_of_each_column_ends_at_the_footer(tmp_path: Path) -> None:
    entries = [checkin(ago, leg_pain=4) for ago in range(1, 30)]
    async with opened(services(tmp_path, episode(day=day(30), started=day(30)), *entries), (80, 18)) as pilot:
        await until(pilot, lambda: "Centralization" in shown(pilot))
        today = pilot.app.screen
        assert isinstance(today, TodayScreen)
        assert not today.query("#pain-chart")[0].is_on_screen
        assert today.signs.region.bottom == today.tasks.region.bottom == today.columns.region.bottom


async def test_a_huge_window_without_an_entry_says_what_is_where(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode()), (200, 60)) as pilot:
        await until(pilot, lambda: "What is where" in shown(pilot))
        assert "3 Trends    Every measure over time" in shown(pilot)


async def test_what_a_sign_still_needs_is_told_shorter_and_not_cut_beside_its_name(tmp_path: Path) -> None:
    entries = [checkin(ago, leg_pain=4) for ago in range(5, 13)]
    async with opened(services(tmp_path, episode(), *entries), (120, 36)) as pilot:
        await until(pilot, lambda: "Centralization" in shown(pilot))
        assert "Pain           answer 24 Nov" in shown(pilot)
        assert "…" not in shown(pilot)


async def test_who_has_back_pain_alone_sees_that_on_every_screen(tmp_path: Path) -> None:
    entries = [checkin(ago, leg_pain=0, back_pain=5, zone="back") for ago in range(30)]
    async with opened(services(tmp_path, episode(day=day(30), started=day(30)), *entries), (120, 36)) as pilot:
        await until(pilot, lambda: "Back pain and leg pain" in shown(pilot))
        today = pilot.app.screen
        assert isinstance(today, TodayScreen)
        assert "Back · 7 days" in shown(pilot)
        assert today.week.week is not None
        assert {day.pain for day in today.week.week.days} == {5}
        assert today.pain_chart.chart is not None
        assert today.pain_chart.chart.series[0].words == "back", "the band is that of the first"
        await pilot.press("3")
        await until(pilot, lambda: "Worst back pain" in shown(pilot))
        await pilot.press("6")
        await until(pilot, lambda: ", by back pain" in shown(pilot))
        await pilot.press("5")
        await until(pilot, lambda: "Your course" in shown(pilot))
        assert "The usual course" not in shown(pilot)


async def test_red_flags_that_were_never_asked_come_first_and_no_exercise_is_drawn_before(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode()), (120, 36)) as pilot:
        await until(pilot, lambda: "Am I getting better?" in shown(pilot))
        assert pilot.app.screen.query_one("#tasks", TaskList).rows[0][1] == "Red flags: not asked yet"
        assert footer(pilot).startswith(" ⏎ Red flags ")
        assert "Next: the red flags." in shown(pilot)
        assert "Before any exercise" in shown(pilot)
        assert "how to do it" not in shown(pilot)
        assert not pilot.app.screen.query_one(PoseView).display
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, RedFlagScreen))
        await pilot.press("n")
        await until(pilot, lambda: "how to do it" in shown(pilot))
        assert footer(pilot).startswith(" ⏎ Check in ")
        assert "Next: the red flags." not in shown(pilot)


async def test_red_flags_that_have_no_room_are_counted_and_none_is_cut(tmp_path: Path) -> None:
    days = checkin(2, leg_pain=6), checkin(0, leg_pain=5)
    async with opened(services(tmp_path, episode(), *days), (80, 24)) as pilot:
        await until(pilot, lambda: "more: Red flags" in shown(pilot))
        await pilot.pause()
        begun = sum("│ •" in line for line in shown(pilot).splitlines())
        assert begun > 3
        assert f"{len(RED_FLAGS) - begun} more: Red flags" in shown(pilot)
        assert RED_FLAGS[begun - 1].words.split()[-1] in shown(pilot), "the last one is whole"
        assert " ".join(RED_FLAGS[begun].words.split()[:3]) not in shown(pilot), "which would be cut"


async def test_what_waits_for_a_decision_comes_first_and_enter_decides_it(tmp_path: Path) -> None:
    ended = episode(ended=TODAY)
    days = [checkin(ago, leg_pain=6 - ago % 2) for ago in range(20)]
    async with opened(services(tmp_path, ended, NO_FLAGS, *days)) as pilot:
        await until(pilot, lambda: "The episode has ended: what now?" in shown(pilot))
        tasks = pilot.app.screen.query_one("#tasks", TaskList)
        assert (tasks.keys[0], tasks.cursor) == ("episode", 0)
        assert footer(pilot).startswith(" ⏎ Open ")


async def test_an_empty_diary_has_one_list_and_how_to_begin_below_it(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), NO_FLAGS), (120, 36)) as pilot:
        await until(pilot, lambda: "Am I getting better?" in shown(pilot))
        assert shown(pilot).count("Weekly tests") == 2, "in the list and in the footer"
        assert "Where" not in shown(pilot)
        assert "Pelvic tilt: how to do it" in shown(pilot)
        assert "Centralization" not in shown(pilot)
        await pilot.press("G")
        await until(pilot, lambda: "Open Phase" in shown(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.current_mode == "phase")


async def test_a_diary_that_an_import_makes_older_shows_no_step_of_the_first_week_among_its_signs(
    tmp_path: Path,
) -> None:
    given = services(tmp_path, episode())
    async with opened(given, (120, 36)) as pilot:
        await until(pilot, lambda: "Am I getting better?" in shown(pilot))
        today = pilot.app.screen
        assert isinstance(today, TodayScreen)
        given.journal.save("an import", checkin(30, leg_pain=6))
        today.show()
        assert today.column.signs.border_title == "Signs"
        assert today.column.signs.rows == ()
        await until(pilot, lambda: "Centralization" in shown(pilot))


async def test_while_a_red_flag_locks_the_first_row_opens_what_to_do(tmp_path: Path) -> None:
    marked = RedFlagAnswer(**stamp(), day=TODAY, at=NOW, flags=("saddle_numbness",))
    async with opened(services(tmp_path, episode(), checkin(0, leg_pain=9), marked)) as pilot:
        await pilot.press("escape")
        await until(pilot, lambda: "‼ Get emergency help now" in shown(pilot))
        assert footer(pilot).startswith(" ⏎ What to do ")
        assert "Bad day" not in footer(pilot)
        await until(pilot, lambda: "A red flag is open" in shown(pilot))
        assert shown(pilot).count("Get emergency help now") == 2, "above all, and in the row that Enter opens"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ActionScreen))


async def test_while_a_red_flag_locks_no_routine_is_counted_and_the_signs_stay(tmp_path: Path) -> None:
    marked = RedFlagAnswer(**stamp(), day=TODAY, at=NOW, flags=("saddle_numbness",))
    async with opened(services(tmp_path, episode(), checkin(0, leg_pain=6), marked)) as pilot:
        await pilot.press("escape")
        await until(pilot, lambda: "Centralization" in shown(pilot))
        assert "Am I getting better?" not in shown(pilot)
        assert "in Routines" not in shown(pilot)


async def test_on_a_bad_day_a_small_window_shows_it_in_the_chart_on_the_body_and_in_its_row(
    tmp_path: Path,
) -> None:
    async with opened(services(tmp_path, *demo_records(TODAY, NOW))) as pilot:
        await saved(pilot, "c", "8", "9", "2")
        await saved(pilot, "c", "8", "9", "2")
        await until(pilot, lambda: "Next: the plan for bad days." in shown(pilot))
        today = pilot.app.screen
        assert isinstance(today, TodayScreen)
        await until(pilot, lambda: today.pain_chart.chart is not None)
        lines = shown(pilot).splitlines()
        top = next(line for line in lines if "10┤" in line)
        assert set(top[:38]) & set("▁▂▃▄▅▆▇"), "a pain of 8 reaches into the topmost row"
        assert today.where.body_map.content_size.height >= BodyMap.SMALLEST, "the body comes before a routine"
        assert "leg 8  back 9" in shown(pilot)
        notice = next(y for y, line in enumerate(lines) if "Saved: leg 8, back 9" in line)
        assert "╰" in lines[notice], "over the lower frame, not over what is in it"
        assert "✓ routine" in lines[notice], "nor over what the marks of the week mean"


@pytest.mark.parametrize(("size", "words"), [((80, 24), "─ █moderate ─"), ((120, 36), "─ ▓mild █moderate ─")])
async def test_under_the_body_stands_what_its_colours_mean_the_worst_in_a_small_window_too(
    tmp_path: Path, size: tuple[int, int], words: str
) -> None:
    days = [checkin(ago, leg_pain=6, back_pain=2, zone="calf", red_flags=[]) for ago in range(9)]
    async with opened(services(tmp_path, episode(), *days), size=size) as pilot:
        await until(pilot, lambda: words in shown(pilot))


@pytest.mark.parametrize("size", [(120, 36), (200, 60)])
async def test_a_large_window_lists_all_there_is_to_do_and_the_body_below_it(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    given = services(tmp_path, *demo_records(TODAY, NOW))
    suggested = today_rows(given.journal, None, TODAY, NOW).offered
    async with opened(given, size) as pilot:
        today = pilot.app.screen
        assert isinstance(today, TodayScreen)
        await until(pilot, lambda: suggested[-1].title in shown(pilot) and "Centralization" in shown(pilot))
        assert {f"routine:{routine.name}" for routine in suggested} <= set(today.tasks.keys)
        assert not today.tasks.border_subtitle
        assert today.tasks.rows_out_of_sight == (0, 0)
        assert today.where.body_map.content_size.height >= BodyMap.SMALLEST


async def test_a_zone_of_an_earlier_day_has_its_day_and_a_check_in_without_one_says_so(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), checkin(1, leg_pain=3, zone="buttock"))) as pilot:
        today = pilot.app.screen
        assert isinstance(today, TodayScreen)
        await until(pilot, lambda: "Where · 21 Nov" in shown(pilot))
        assert "not asked" not in str(today.where.border_subtitle)
        await saved(pilot, "c", "8", "9")
        await until(pilot, lambda: today.where.border_subtitle == "not asked today")
        assert today.where.border_title == "Where · 21 Nov"
        assert today.where.body_map.has_class("-past")


async def test_with_much_to_do_the_body_stays_and_the_rows_below_are_counted_and_come_with_the_mark(
    tmp_path: Path,
) -> None:
    records = demo_records(TODAY, NOW)
    [visit] = (record for record in records if isinstance(record, Visit) and record.day > TODAY)
    more = [replace(visit, **stamp(), who=f"Nurse {number}", day=day(1), at=None) for number in range(6)]
    async with opened(services(tmp_path, *records, *more)) as pilot:
        today = pilot.app.screen
        assert isinstance(today, TodayScreen)
        await until(pilot, lambda: "↓ " in shown(pilot))
        below = today.tasks.rows_out_of_sight[1]
        assert f"↓ {below} more" in shown(pilot)
        assert today.where.body_map.content_size.height >= BodyMap.SMALLEST
        assert today.pain_chart.region.height >= 8
        today.tasks.cursor = len(today.tasks.rows) - 1
        await until(pilot, lambda: "↑ " in shown(pilot) and "↓" not in shown(pilot))
        assert today.tasks.rows[-1][1].split()[0] in shown(pilot)
        await pilot.resize_terminal(80, 40)
        await until(pilot, lambda: "↑" not in shown(pilot))
        assert today.tasks.rows_out_of_sight == (0, 0)


async def test_beside_an_open_flag_the_body_stays_too(tmp_path: Path) -> None:
    marked = RedFlagAnswer(**stamp(), day=TODAY, at=NOW, flags=("fever",))
    records = demo_records(TODAY, NOW)
    [visit] = (record for record in records if isinstance(record, Visit) and record.day > TODAY)
    more = [replace(visit, **stamp(), who=f"Nurse {number}", day=day(1), at=None) for number in range(6)]
    async with opened(services(tmp_path, *records, *more, marked)) as pilot:
        await pilot.press("escape")
        today = pilot.app.screen
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen) and "↓ " in shown(pilot))
        assert isinstance(today, TodayScreen)
        assert today.where.body_map.content_size.height >= BodyMap.SMALLEST


async def test_where_it_hurt_comes_below_the_chart_once_the_window_is_large_enough(tmp_path: Path) -> None:
    async with opened(services(tmp_path, *demo_records(TODAY, NOW)), size=(120, 36)) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, TodayScreen)
        await until(pilot, lambda: "Leg pain and back pain ·" in shown(pilot))
        assert [part.id for part in screen.column.children] == ["pain-chart", "signs"]
        await pilot.resize_terminal(200, 60)
        await until(pilot, lambda: "Where it hurt" in shown(pilot))
        assert [part.id for part in screen.column.children] == ["pain-chart", "ribbon-box", "signs"]
        await until(pilot, lambda: "blank: unknown" in shown(pilot))


@pytest.mark.parametrize("number", [1, 20])
async def test_the_notes_take_the_rows_they_need_and_none_is_cut(tmp_path: Path, number: int) -> None:
    note = "Sat for an hour and a half in the car, and the leg took it well until the last part of the way home."
    days = [checkin(ago, leg_pain=4, note=f"{note} Day {ago}!", red_flags=[]) for ago in range(number)]
    async with opened(services(tmp_path, episode(), *days), size=(200, 60)) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, TodayScreen)
        await until(pilot, lambda: "Day 0!" in shown(pilot))
        lines = str(screen.notes.render()).splitlines()
        assert len(lines) in (screen.notes.content_size.height, screen.notes.content_size.height - 1)
        assert len(lines) % 2 == 0
        assert lines[-1].endswith("!")
        assert screen.where.size.height > screen.notes.size.height


async def test_the_names_of_the_bodys_colours_follow_another_theme(tmp_path: Path) -> None:
    days = [checkin(ago, leg_pain=6, back_pain=2, zone="calf", red_flags=[]) for ago in range(9)]
    async with opened(services(tmp_path, episode(), *days), (120, 36)) as pilot:
        today = pilot.app.screen
        assert isinstance(today, TodayScreen)
        await until(pilot, lambda: "█moderate" in shown(pilot))
        before = today.where.border_subtitle
        pilot.app.theme = LIGHT.name
        await until(pilot, lambda: today.where.border_subtitle != before)
        assert shade_words(pilot.app, today.where.body_map.shades, 20).markup == today.where.border_subtitle
