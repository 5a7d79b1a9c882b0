"""The check-ins of the day: what a person meets on `2`, and the way from there into the form and back."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from sciatica_tui.domain.check_in.form import Form
from sciatica_tui.domain.measures.questions import Depth
from sciatica_tui.domain.records import Side, Zone
from sciatica_tui.tui.screens.check_in import CheckInScreen
from sciatica_tui.tui.screens.check_in_day import CheckInDayScreen
from sciatica_tui.tui.screens.check_in_fields import NOTE_ROWS, Questions
from sciatica_tui.tui.screens.check_in_form import CheckInForm, FormSection
from sciatica_tui.tui.screens.check_in_questions import DONE_ANEW
from sciatica_tui.tui.widgets.figures.pose_view import PoseView
from sciatica_tui.tui.widgets.result_table import ResultTable
from sciatica_tui.tui.widgets.section_list import SectionList

from ...driving import (
    AppPilot,
    checkins,
    episode,
    field,
    go_to,
    opened,
    opened_form,
    opened_row,
    settled,
    shown,
    the_form,
    toasts,
    typed,
    until,
)
from ...support import TODAY, checkin, day, services


async def the_day(pilot: AppPilot) -> CheckInDayScreen:
    await pilot.press("2")
    await until(pilot, lambda: isinstance(pilot.app.screen, CheckInDayScreen))
    await pilot.pause()
    assert isinstance(pilot.app.screen, CheckInDayScreen)
    return pilot.app.screen


async def test_a_half_filled_form_is_named_on_today_and_w_opens_the_weekly_tests(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await opened_form(pilot, "6", "3")
        await pilot.press("escape", "f1")
        await until(pilot, lambda: pilot.app.current_mode == "today")
        await settled(pilot)
        assert "Finish the check-in" in shown(pilot)
        assert "2 answers" in shown(pilot)
        await pilot.press("w")
        form = await the_form(pilot)
        assert form.box.tests


async def test_a_bracket_fills_in_yesterday_also_before_the_first_entry(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), checkin(0, leg_pain=3))) as pilot:
        await pilot.press("2")
        await until(pilot, lambda: isinstance(pilot.app.screen, CheckInDayScreen))
        assert "[ fills in an earlier day" in shown(pilot)
        await pilot.press("left_square_bracket")
        form = await the_form(pilot)
        assert form.form is not None
        assert form.form.day == day(1)


async def test_digits_switch_screens_until_a_form_is_open(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await the_day(pilot)
        await pilot.press("6", "3", "2", "5")
        assert pilot.app.current_mode == "phase"
        await settled(pilot)
        assert checkins(pilot) == ()
        await the_day(pilot)
        assert " 1 Today " in shown(pilot)
        await pilot.press("c")
        await the_form(pilot)
        assert "F1 Today" in shown(pilot)


async def test_three_missed_days_take_three_times_c_the_answers_and_enter(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), checkin(4, leg_pain=5), checkin(0, leg_pain=4))) as pilot:
        await the_day(pilot)
        await pilot.press("down")
        notices: list[str] = []
        for number in (7, 6, 5):
            await pilot.press("c")
            await the_form(pilot)
            await pilot.press(str(number), "2", "3", "enter")
            await until(pilot, lambda: pilot.app.current_mode == "checkin")
            await pilot.pause()
            notices += toasts(pilot)
        filled_in = {entry.day: entry.leg_pain for entry in checkins(pilot)}
        assert filled_in == {day(4): 5, day(3): 7, day(2): 6, day(1): 5, TODAY: 4}
        assert any("c fills in Friday 20 November." in sentence for sentence in notices)
        assert "missed" not in shown(pilot)


async def test_saving_names_the_day_that_is_not_today(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), checkin(2, leg_pain=5))) as pilot:
        await opened_row(pilot, "Fill in Saturday 21 November")
        await pilot.press("7", "enter")
        await until(pilot, lambda: toasts(pilot))
        assert toasts(pilot)[0].startswith("Saved for Saturday 21 November: leg 7.")


async def test_esc_leads_from_the_form_to_the_day_and_the_draft_is_gone_on_with(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await the_day(pilot)
        await pilot.press("c")
        form = await the_form(pilot)
        await pilot.press("6", "3", "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, CheckInDayScreen))
        await until(pilot, lambda: "Finish the check-in" in shown(pilot))
        assert "2 answers" in shown(pilot)
        await pilot.press("enter")
        await the_form(pilot)
        assert (field(form, "leg_pain").value, field(form, "back_pain").value) == (6, 3)


@pytest.mark.parametrize(("keys", "opener"), [(("c",), "today"), (("6", "e"), "history")])
async def test_esc_leads_from_the_form_to_the_mode_it_was_opened_from(
    tmp_path: Path, keys: tuple[str, ...], opener: str
) -> None:
    async with opened(services(tmp_path, episode(), checkin(0, leg_pain=6))) as pilot:
        await pilot.press(*keys)
        form = await the_form(pilot)
        await pilot.press("4", "escape")
        await until(pilot, lambda: pilot.app.current_mode == opener)
        await pilot.press("2")
        await until(pilot, lambda: isinstance(pilot.app.screen, CheckInDayScreen))
        assert field(form, "leg_pain").value == 4


async def test_an_entry_of_today_is_changed_from_here_and_a_day_before_is_opened(tmp_path: Path) -> None:
    there = services(tmp_path, episode(), checkin(0, at="08:10", leg_pain=6), checkin(1, leg_pain=4))
    async with opened(there) as pilot:
        await opened_row(pilot, "08:10")
        assert "Editing · Sunday 22 November, 08:10" in shown(pilot)
        await pilot.press("5", "enter")
        await until(pilot, lambda: pilot.app.current_mode == "checkin")
        await until(pilot, lambda: "08:10  leg 5" in shown(pilot))
        await pilot.press("home", *"jjj", "enter")
        await until(pilot, lambda: pilot.app.current_mode == "history")


async def test_beside_the_rows_stands_the_marked_day_with_all_that_was_written_down(tmp_path: Path) -> None:
    entries = (checkin(0, leg_pain=6, zone="calf"), checkin(1, leg_pain=4, zone="thigh", note="Carried boxes all day."))
    async with opened(services(tmp_path, episode(), *entries), size=(120, 36)) as pilot:
        screen = await the_day(pilot)
        today = screen.body_map.shades
        assert "Today and yesterday" in shown(pilot)
        words = [" ".join(row) for row in screen.entries.rows]
        assert words == [
            "Today ",
            "08:10 leg 6, calf",
            " ",
            "Yesterday ",
            "08:10 leg 4, thigh, “Carried boxes all day.”",
        ]
        assert "“Carried boxes" in shown(pilot)
        await pilot.press(*"jjj")
        await until(pilot, lambda: "─ Saturday 21 November" in shown(pilot))
        assert "“Carried boxes" in shown(pilot)
        assert screen.body_map.shades != today
        await pilot.press("j")
        await until(pilot, lambda: "Nothing logged on this day." in shown(pilot))
        assert screen.body_map.shades == ()


async def test_tab_goes_from_today_to_the_days_before_and_back_as_the_footer_says(tmp_path: Path) -> None:
    async with opened(
        services(tmp_path, episode(), checkin(0, leg_pain=6), checkin(1, leg_pain=4)), size=(120, 36)
    ) as pilot:
        screen = await the_day(pilot)
        await until(pilot, lambda: screen.today.has_focus and "Tab Days before" in shown(pilot))
        await pilot.press("tab")
        await until(pilot, lambda: screen.days.has_focus and "Tab Today" in shown(pilot))
        await pilot.press("tab")
        await until(pilot, lambda: screen.today.has_focus)


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
async def test_the_days_before_fill_the_window(tmp_path: Path, size: tuple[int, int]) -> None:
    entries = (checkin(ago, leg_pain=4) for ago in range(90))
    async with opened(services(tmp_path, episode(), *entries), size=size) as pilot:
        screen = await the_day(pilot)
        await settled(pilot)
        assert len(screen.days.rows) == screen.days.content_size.height


async def test_the_weekly_tests_open_with_a_question_in_focus_and_with_its_hint(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(activities=("Sit",)))) as pilot:
        form = await opened_form(pilot, "6", "3")
        assert form.box.current_field.name == "zone"
        await pilot.press("escape")
        await form.begin(weekly=True)
        assert form.focused is field(form, "abilities:Sit")
        assert str(form.hint.content) == "a digit answers, 10 or t is ten, h l change it"


async def test_w_opens_the_weekly_tests_one_at_a_time_and_enter_goes_on(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(activities=("stairs",)))) as pilot:
        await the_day(pilot)
        await pilot.press("w")
        form = await the_form(pilot)
        assert "Three things it makes hard" in shown(pilot)
        assert "Heel walk" not in shown(pilot)
        assert "⏎ Next test" in shown(pilot)
        assert "Nothing new" not in shown(pilot)
        titles = []
        while form.box.next_test() is not None:
            await pilot.press("enter")
            await pilot.pause()
            titles.append(form.box.test.heading if form.box.test is not None else "")
        assert titles[0] == "How much it bothers you"
        assert titles[-1] == "Since it began"
        assert re.search(r"−3 much worse +\+3 much better", shown(pilot))
        assert shown(pilot).count("Save") == 1
        await pilot.press("2", "enter")
        await until(pilot, lambda: checkins(pilot))
        assert checkins(pilot)[0].change_felt == 2


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
async def test_a_new_size_keeps_answers_and_focus(tmp_path: Path, size: tuple[int, int]) -> None:
    async with opened(services(tmp_path, episode()), size=(100, 30)) as pilot:
        await the_day(pilot)
        await pilot.press("c", "d")
        form = await the_form(pilot)
        await until(pilot, lambda: len(form.box.fields) > 10)
        await pilot.press("6", "3")
        await pilot.resize_terminal(*size)
        await pilot.pause()
        assert field(form, "zone").has_focus
        assert (field(form, "leg_pain").value, field(form, "back_pain").value) == (6, 3)
        fields = len(form.query("*"))
        assert fields <= 75, "the form is the largest screen"


async def test_digits_rate_at_once_what_is_named_already_and_esc_goes_back(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(activities=("stairs",)))) as pilot:
        await opened_form(pilot, "w")
        form = await the_form(pilot)
        await until(pilot, lambda: field(form, "abilities:stairs").has_focus)
        await pilot.press("7")
        assert field(form, "abilities:stairs").value == 7
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is not form)


async def test_weekly_tests_half_done_go_on_with_the_first_that_is_left_and_the_others_are_ticked(
    tmp_path: Path,
) -> None:
    begun = checkin(1, abilities=[{"name": "stairs", "score": 7}], bother={"leg_pain": 1}, worry=3)
    there = services(tmp_path, episode(activities=("stairs",)), checkin(20, leg_pain=4), begun)
    async with opened(there, (120, 36)) as pilot:
        await until(pilot, lambda: "Weekly tests: 8 left" in shown(pilot))
        await pilot.press("w")
        form = await the_form(pilot)
        await until(pilot, lambda: field(form, "confidence").has_focus)
        ticked = [f"✓ {title}" in shown(pilot) for title in TITLES]
        assert ticked == [True, True, True, False]


TITLES = ("Three things it makes hard", "How much it bothers you", "How worried you are", "How confident you are")


async def test_the_map_of_a_form_shows_the_last_known_zone_dimmed_until_it_says_where(tmp_path: Path) -> None:
    there = services(tmp_path, episode(), checkin(3, leg_pain=4, zone="thigh"))
    async with opened(there, (120, 36)) as pilot:
        form = await opened_form(pilot)
        body = form.beside.body_map
        await until(pilot, lambda: body.border_subtitle == "19 Nov")
        assert body.has_class("-past")
        assert (Zone.THIGH, Side.LEFT) in dict(body.shades)
        await pilot.press("6", "3", "1")
        await until(pilot, lambda: not body.has_class("-past"))
        assert body.border_subtitle == ""
        assert (Zone.THIGH, Side.LEFT) not in dict(body.shades)


async def test_a_larger_window_shows_more_of_a_weekly_test(tmp_path: Path) -> None:
    past = [checkin(ago, worry=pain) for ago, pain in zip(range(1, 99, 7), (3, 4, 6, 7, 8) * 3, strict=False)]
    for size, rows, charts in (((80, 24), 5, False), ((120, 36), 10, False), ((200, 60), 10, True)):
        async with opened(services(tmp_path / f"{size[0]}", episode(), *past), size) as pilot:
            await pilot.press("w")
            form = await the_form(pilot)
            await go_to(pilot, form, "worry")
            test = form.box.test
            assert test is not None
            await until(pilot, partial(shows_rows, test, rows))
            assert any(part.display for part in test.query(".over-time")) is charts
            assert form.beside.query_one("#test-beside").display is (size == (120, 36))


async def test_a_figure_of_each_movement_stands_by_its_test_at_every_size(tmp_path: Path) -> None:
    for size in ((80, 24), (120, 36), (200, 60)):
        async with opened(services(tmp_path / f"{size[0]}", episode()), size) as pilot:
            await pilot.press("w")
            form = await the_form(pilot)
            for name in ("leg_raise", "heel_rises", "heel_walk", "toe_lift", "sit_to_stand_seconds", "reach_cm"):
                await go_to(pilot, form, name)
                await until(pilot, partial(has_figure, form))


async def test_weekly_tests_opened_from_today_lay_out_no_other_form_and_show_none_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    depths, lay_out = [], CheckInForm.lay_out

    async def noted(box: CheckInForm, questions: Questions, form: Form, path: str) -> None:
        depths.append(form.depth)
        await lay_out(box, questions, form, path)

    monkeypatch.setattr(CheckInForm, "lay_out", noted)
    async with opened(services(tmp_path, episode(), checkin(1, leg_pain=3))) as pilot:
        await pilot.press("w")
        form = await the_form(pilot)
        await until(pilot, lambda: form.box.test is not None)
        assert depths == [Depth.WEEKLY]
        await pilot.press("f1")
        await until(pilot, lambda: pilot.app.current_mode == "today")
        form.await_form()
        assert not form.tabs.visible
        assert not form.box.visible
        await pilot.press("c")
        await the_form(pilot)
        await until(pilot, lambda: form.box.visible and form.tabs.visible)
        assert depths == [Depth.WEEKLY, Depth.QUICK]


async def test_a_small_window_says_in_the_heading_of_a_section_what_is_open_in_it(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await opened_form(pilot, "d")
        await until(pilot, lambda: "Pain · 2 open" in shown(pilot))
        await pilot.press("6")
        await until(pilot, lambda: "Pain · 1 open" in shown(pilot))
        await pilot.press("2")
        await until(pilot, lambda: "Pain ✓" in shown(pilot))
        await pilot.resize_terminal(120, 36)
        await until(pilot, lambda: "─ Sections ─" in shown(pilot) and "Pain ✓" not in shown(pilot))


async def test_only_a_huge_window_has_targets_for_each_of_several_ratings(tmp_path: Path) -> None:
    for size, rows in (((120, 36), 1), ((200, 60), 6)):
        async with opened(services(tmp_path / f"{size[0]}", episode()), size) as pilot:
            await pilot.press("w")
            form = await the_form(pilot)
            await go_to(pilot, form, "bother.leg_pain")
            await until(pilot, partial(has_rows, form, "bother.leg_pain", rows))


def has_rows(form: CheckInScreen, name: str, rows: int) -> bool:
    return field(form, name).size.height == rows


def shows_rows(test: FormSection, rows: int) -> bool:
    return [table.size.height for table in test.query(ResultTable) if table.display] == [rows + 1]


def has_figure(form: CheckInScreen) -> bool:
    return any(figure.region and figure.size.width >= 28 for figure in form.query(PoseView))


async def test_a_page_of_the_weekly_tests_says_which_one_it_is_and_how_to_go_back(tmp_path: Path) -> None:
    past = checkin(9, heel_rises={"left": 19, "right": 25}, worry=4)
    async with opened(services(tmp_path, episode(activities=("stairs",)), past)) as pilot:
        await pilot.press("w")
        form = await the_form(pilot)
        await until(
            pilot, lambda: "─ 1 of 11 · Three things it makes hard · Sunday 22 November, today ─" in shown(pilot)
        )
        assert "PgUp" not in shown(pilot)
        await go_to(pilot, form, "worry")
        await pilot.press("5")
        await until(pilot, lambda: "─ 3 of 11 · How worried you are" in shown(pilot))
        *_, footer = shown(pilot).splitlines()
        assert footer.startswith(" ⏎ Next test  PgUp Before  Esc Back ")
        assert re.search(r"› Worry +13 Nov: 4 +│", shown(pilot))
        assert "10 tests left" in shown(pilot)
        await pilot.press("pageup")
        await until(pilot, lambda: "─ 2 of 11 · How much it bothers you" in shown(pilot))
        await go_to(pilot, form, "heel_rises")
        await pilot.press("equals_sign")
        assert field(form, "heel_rises").value is None
        assert toasts(pilot) == [DONE_ANEW]
        assert "13 Nov: 19 / 25 times" in shown(pilot)


async def test_the_ends_of_several_scales_stand_below_the_last_and_its_last_result_beside_it(tmp_path: Path) -> None:
    answers: dict[str, Any] = {"abilities": [{"name": "stairs", "score": 3}], "bother.sitting": 2}
    past = checkin(9, **answers)
    async with opened(services(tmp_path, episode(activities=("stairs",)), past)) as pilot:
        await pilot.press("w")
        form = await the_form(pilot)
        await settled(pilot)
        scale, ends, *_ = [line for line in shown(pilot).splitlines() if " 0  1  2 " in line or "cannot" in line]
        assert scale.index(" 0 ") + 1 == ends.index("cannot")
        assert ends.index("as before") + len("as before") == scale.index("10") + len("10 ")
        assert "13 Nov: 3" in scale
        await go_to(pilot, form, "bother.sitting")
        await settled(pilot)
        assert re.search(r"sitting bother you\?.* 13 Nov: 2", shown(pilot))
        assert "0 not at all – 6 extremely" in shown(pilot), "beside each other they would read as one phrase"


async def test_a_footer_of_the_weekly_tests_names_what_saves_also_once_something_can_be_undone(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(activities=("stairs",)))) as pilot:
        await pilot.press("w")
        form = await the_form(pilot)
        await go_to(pilot, form, "worry")
        await pilot.press("5")
        await settled(pilot)
        *_, footer = shown(pilot).splitlines()
        assert footer.split("  ")[0] == " ⏎ Next test"
        for words in ("PgUp Before", "Esc Back", "^s Save", "u Undo", "! Red flags", "? Help"):
            assert words in footer
        assert "tests left · kept as a draft · ^s saves" in shown(pilot)


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
async def test_a_test_of_one_question_has_large_targets_that_a_click_answers(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with opened(services(tmp_path, episode(activities=("stairs",))), size=size) as pilot:
        await pilot.press("w")
        form = await the_form(pilot)
        for name, words in (
            ("worry", "10 extremely"),
            ("confidence", "10 completely"),
            ("change_felt", "+3 much better"),
        ):
            await go_to(pilot, form, name)
            await settled(pilot)
            scale = field(form, name)
            assert scale.size.height >= 5
            assert words in shown(pilot)
            await pilot.click(scale, offset=(4, 1))
            assert scale.value == (-3 if name == "change_felt" else 0)


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
async def test_in_an_empty_diary_a_test_offers_its_rows_and_says_what_it_is_for(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with opened(services(tmp_path, episode()), size=size) as pilot:
        await pilot.press("w")
        form = await the_form(pilot)
        await settled(pilot)
        for words in ("1  ________  such as sit through a film", "3  ________  such as walk to the shop", "week 3"):
            assert words in shown(pilot)
        assert "Pain is only part of it." in shown(pilot)
        assert ("About the weekly tests" in shown(pilot)) is (size == (120, 36))
        assert ("Tests that move" in shown(pilot)) is (size == (200, 60))
        await typed(pilot, "drive\nsleep\n")
        await until(pilot, lambda: "2 [sleep ×]" in shown(pilot) and "3  ________" in shown(pilot))
        await typed(pilot, "sit\n")
        await until(pilot, lambda: "[drive ×] [sleep ×] [sit ×]" in shown(pilot))
        await go_to(pilot, form, "bother.leg_pain")
        await settled(pilot)
        assert "The four make one sum, of 24." in shown(pilot)


async def test_results_take_the_place_of_what_a_test_is_for(tmp_path: Path) -> None:
    past = checkin(9, worry=4)
    async with opened(services(tmp_path, episode(), past)) as pilot:
        await pilot.press("w")
        form = await the_form(pilot)
        await go_to(pilot, form, "worry")
        await settled(pilot)
        assert "Results" in shown(pilot)
        assert "What it is for" not in shown(pilot)
        await go_to(pilot, form, "confidence")
        await settled(pilot)
        assert "What it is for" in shown(pilot)
        assert "Results" not in shown(pilot)


async def test_a_test_without_a_figure_shows_as_many_results_as_there_is_room_for(tmp_path: Path) -> None:
    past = [checkin(9 + 7 * week, worry=week % 10) for week in range(9)]
    async with opened(services(tmp_path, episode(), *past), size=(80, 24)) as pilot:
        await pilot.press("w")
        form = await the_form(pilot)
        await go_to(pilot, form, "worry")
        await settled(pilot)
        rows = shown(pilot).splitlines()
        last = next(number for number, row in enumerate(rows) if "tests left" in row) - 1
        assert rows[last].strip(" │"), "no row is free below them"
        assert rows[last - 4].strip(" │").split()[0].isdecimal()


@pytest.mark.parametrize("size", [(120, 36), (200, 60)])
@pytest.mark.parametrize("has_results", [False, True])
async def test_a_test_that_moves_fills_a_larger_window_with_what_it_is_for_and_what_it_gave_or_may_give(
    tmp_path: Path, size: tuple[int, int], has_results: bool
) -> None:
    past = [checkin(9 + 7 * week, heel_walk={"left": "normal", "right": "normal"}) for week in range(9 * has_results)]
    async with opened(services(tmp_path, episode(), *past), size=size) as pilot:
        await pilot.press("w")
        form = await the_form(pilot)
        await go_to(pilot, form, "heel_walk")
        await settled(pilot)
        assert "It shows the strength of the muscles that lift the foot." in shown(pilot)
        assert [words in shown(pilot) for words in ("─ Results", "cannot┤", "─ For example", "week 3")] == [
            *(has_results, has_results, not has_results, not has_results)
        ]
        assert ("one step" in shown(pilot) and "the next" in shown(pilot)) is (size == (200, 60))


async def test_in_the_terminals_own_colours_a_target_is_seen_by_its_foot(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        pilot.app.theme = "ansi-dark"
        await pilot.press("w")
        form = await the_form(pilot)
        await go_to(pilot, form, "worry")
        await settled(pilot)
        assert shown(pilot).count("▂▂▂▂▂") == 11


async def test_in_a_huge_window_the_list_says_what_each_test_gave_lately(tmp_path: Path) -> None:
    past = (checkin(16, worry=7), checkin(9, worry=4, heel_rises={"left": 19, "right": 25}))
    async with opened(services(tmp_path, episode(), *past), size=(200, 60)) as pilot:
        await pilot.press("w")
        await the_form(pilot)
        await settled(pilot)
        for words in ("7 → 4", "left 19 · right 25", "normal, weak or cannot, each foot"):
            assert words in shown(pilot)
        await pilot.resize_terminal(120, 36)
        await settled(pilot)
        assert "7 → 4" not in shown(pilot)


async def test_the_form_shades_the_leg_that_was_said_last_as_the_screen_before_it_does(tmp_path: Path) -> None:
    entries = (checkin(0, leg_pain=6, zone="calf"), checkin(1, leg_pain=4, zone="thigh", side="left"))
    async with opened(services(tmp_path, episode(side=None), *entries), size=(120, 36)) as pilot:
        screen = await the_day(pilot)
        assert {side for (_, side), _ in screen.body_map.shades} == {Side.LEFT}
        form = await opened_form(pilot, "6", "3", "4")
        await settled(pilot)
        assert {side for (_, side), _ in form.near_map.shades} == {Side.LEFT}
        assert "side not given" not in shown(pilot)


@pytest.mark.parametrize("width", [80, 120, 180])
async def test_a_low_window_has_the_questions_alone(tmp_path: Path, width: int) -> None:
    async with opened(services(tmp_path, episode(), checkin(1, leg_pain=4)), size=(width, 19)) as pilot:
        await opened_form(pilot, "6")
        await settled(pilot)
        assert "Before ─" not in shown(pilot)


async def test_a_test_counts_as_done_once_it_is_rated_and_not_by_the_name_of_what_is_hard(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode()), size=(120, 36)) as pilot:
        await pilot.press("2", "w")
        form = await the_form(pilot)
        await typed(pilot, "walk")
        await pilot.press("enter")
        await until(pilot, lambda: "11 tests left" in shown(pilot))
        progress = form.query_one(SectionList)
        assert not progress.rows[0].is_done
        await pilot.press("enter", "6")
        await until(pilot, lambda: "10 tests left" in shown(pilot))
        assert (progress.rows[0].is_done, progress.rows[0].aside) == (True, "now")


@pytest.mark.parametrize("size", [(120, 36), (200, 60)])
async def test_the_daily_form_shows_all_its_questions_at_once_and_the_note_unfolds_in_view(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    before = checkin(1, leg_pain=4, zone=Zone.BUTTOCK, tags=("long drive",))
    async with opened(services(tmp_path, episode(), before), size=size) as pilot:
        form = await opened_form(pilot, "d")
        await until(pilot, lambda: form.form is not None and form.form.depth is Depth.DAILY)
        await settled(pilot)
        assert "driving" in shown(pilot)
        assert form.box.max_scroll_y == 0
        assert "the worst since" in shown(pilot)
        note = field(form, "note")
        note.focus()
        await until(pilot, lambda: note.size.height == NOTE_ROWS)
        await settled(pilot)
        assert note.region.bottom <= form.box.region.bottom - 1
