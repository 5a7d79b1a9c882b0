"""Red flags: asked in the form, listed on `!`, what to do, how they end, and what the app raises itself."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from sciatica_tui.domain.errors import StoreError
from sciatica_tui.domain.records import CheckIn, ClearedHow, RedFlagAnswer, Side
from sciatica_tui.domain.red_flags import flags as red_flags
from sciatica_tui.services.config import Config, Help
from sciatica_tui.tui.screens.check_in import CheckInScreen
from sciatica_tui.tui.screens.history import HistoryScreen
from sciatica_tui.tui.screens.red_flags import RedFlagScreen
from sciatica_tui.tui.screens.what_to_do import ActionScreen
from sciatica_tui.tui.widgets.flag_banner import FlagBanner
from sciatica_tui.tui.widgets.flag_list import FlagList
from sciatica_tui.tui.widgets.session.big_word import BigWord

from ...driving import (
    AppPilot,
    checkins,
    episode,
    field,
    go_to,
    opened,
    opened_form,
    saved,
    services_of,
    settled,
    shown,
    the_form,
    toasts,
    until,
)
from ...support import NOW, TODAY, FakeClock, checkin, day, services, stamp

NUMBERS = Config(help=Help(emergency="123 456", same_day="the night line 789", clinician="Dr Example"))


def answers(pilot: AppPilot) -> tuple[RedFlagAnswer, ...]:
    return services_of(pilot).journal.all(RedFlagAnswer)


def flag(name: str, days_ago: int = 0) -> RedFlagAnswer:
    return RedFlagAnswer(**stamp(), day=day(days_ago), at=NOW - timedelta(days_ago), flags=(name,))


async def the_list(pilot: AppPilot) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, RedFlagScreen))
    await pilot.pause()


async def what_to_do(pilot: AppPilot) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, ActionScreen))
    await pilot.pause()


async def test_in_a_tall_window_the_list_stands_in_the_middle_as_a_whole(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode()), (200, 60)) as pilot:
        await pilot.press("!")
        await the_list(pilot)
        box, window = pilot.app.screen.query_one("#flag-page").region, pilot.app.screen.region
        assert abs(box.x - (window.right - box.right)) <= 1
        assert abs(box.y - (window.bottom - box.bottom)) <= 2
        flags = pilot.app.screen.query_one(FlagList)
        assert flags.region.height == len(flags._rows(flags.size.width))


async def mark(pilot: AppPilot, name: str) -> None:
    from sciatica_tui.domain.red_flags.flags import RED_FLAGS

    place = [each.name for each in RED_FLAGS].index(name)
    await pilot.press("g", *(["j"] * place), "space")
    assert name in pilot.app.screen.query_one(FlagList).marked


async def test_n_drops_no_mark_that_was_just_made(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await pilot.press("!")
        await the_list(pilot)
        await mark(pilot, "fever")
        await pilot.press("n")
        await until(pilot, lambda: "⏎ continues, Space unmarks" in shown(pilot))
        assert not answers(pilot)
        assert pilot.app.screen.query_one(FlagList).marked == {"fever"}
        await pilot.press("space", "n")
        await until(pilot, lambda: [answer.flags for answer in answers(pilot)] == [()])


async def test_esc_says_first_that_what_is_marked_would_be_dropped_and_leaves_at_the_next(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await pilot.press("!")
        await the_list(pilot)
        await mark(pilot, "fever")
        await pilot.press("escape")
        await until(pilot, lambda: "⏎ continues, Space unmarks, Esc drops it." in shown(pilot))
        await pilot.press("j", "space")
        await until(pilot, lambda: "Esc drops it." not in shown(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: "Esc drops it." in shown(pilot))
        assert len(pilot.app.screen.query_one(FlagList).marked) == 2, "marked since: it is said again"
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(pilot.app.screen, RedFlagScreen))
        assert answers(pilot) == ()


async def test_a_form_that_asks_for_the_first_time_does_not_ask_what_is_new(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await opened_form(pilot)
        assert "n none of these ! show them" in " ".join(shown(pilot).split())
        assert "othing new" not in shown(pilot)


async def test_n_in_the_form_says_that_none_is_new_and_skipping_is_not_asked(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), checkin(3, red_flags=[]))) as pilot:
        await opened_form(pilot, "6", "n")
        assert "nothing new" in shown(pilot)
        assert (await saved(pilot)).red_flags == ()
        await opened_form(pilot)
        assert (await saved(pilot, "5")).red_flags is None


async def test_the_list_keeps_none_and_closing_it_is_no_answer(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await pilot.press("!")
        await the_list(pilot)
        await pilot.press("escape")
        await until(
            pilot, lambda: pilot.app.current_mode == "today" and not isinstance(pilot.app.screen, RedFlagScreen)
        )
        assert answers(pilot) == ()
        await pilot.press("ctrl+r")
        await the_list(pilot)
        await pilot.press("n")
        await until(pilot, lambda: answers(pilot))
        assert answers(pilot)[0].flags == ()
        await until(pilot, lambda: "Saved: none of the red flags applies." in toasts(pilot))


async def test_the_first_time_it_asks_what_applies_and_later_what_is_new(tmp_path: Path) -> None:
    """Cancer now or ever, an accident and an age need not be new."""
    async with opened(services(tmp_path, episode())) as pilot:
        await pilot.press("!")
        await the_list(pilot)
        await until(pilot, lambda: "n None of these" in shown(pilot))
        assert "which of these apply to you?" in shown(pilot)
        assert "new?" not in shown(pilot)
        assert "Nothing new" not in shown(pilot)
        await pilot.press("n")
        await until(pilot, lambda: answers(pilot) and not isinstance(pilot.app.screen, RedFlagScreen))
        await pilot.press("!")
        await the_list(pilot)
        await until(pilot, lambda: "n Nothing new" in shown(pilot))
        assert "which of these are new?" in shown(pilot)


async def test_enter_with_nothing_marked_still_says_how_many_are_out_of_sight(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await pilot.press("!")
        await the_list(pilot)
        await until(pilot, lambda: "more below" in shown(pilot))
        below = len(pilot.app.screen.query_one(FlagList).outside()[1])
        await pilot.press("enter")
        await until(pilot, lambda: f"Nothing is marked. n: none of these, Esc: later. · ↓ {below} more" in shown(pilot))


async def test_enter_with_nothing_marked_is_not_taken_as_an_answer(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await pilot.press("!")
        await the_list(pilot)
        await pilot.press("end", "enter")
        await until(pilot, lambda: "Nothing is marked" in shown(pilot))
        last = red_flags.RED_FLAGS[-1].words
        assert last[:40] in shown(pilot), "it covers none of what is asked"
        assert isinstance(pilot.app.screen, RedFlagScreen)


async def test_an_emergency_fills_the_screen_with_the_persons_own_numbers_and_stands_over_every_mode(
    tmp_path: Path,
) -> None:
    async with opened(services(tmp_path, episode(), config=NUMBERS)) as pilot:
        await pilot.press("!")
        await the_list(pilot)
        await mark(pilot, "bowels")
        await pilot.press("enter")
        await what_to_do(pilot)
        assert "Get emergency help now" in shown(pilot)
        assert "call 123 456" in " ".join(shown(pilot).replace("┃", " ").split())
        await pilot.press("escape")
        for key in ("1", "2", "f6"):
            await pilot.press(key)
            await until(pilot, lambda: "‼ Get emergency help now: " in shown(pilot))
        await pilot.press("ctrl+r")
        await what_to_do(pilot)


async def test_same_day_names_the_clinician_and_the_local_line(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), flag("fever"), config=NUMBERS)) as pilot:
        await pilot.press("!")
        await what_to_do(pilot)
        words = " ".join(shown(pilot).replace("┃", " ").split())
        assert "Call your doctor (Dr Example) or the night line 789 today" in words


@pytest.mark.parametrize("size", [(80, 24), (110, 30), (120, 36)])
async def test_what_to_do_about_two_flags_stands_there_whole_and_large_where_there_is_room(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    marked = RedFlagAnswer(**stamp(), day=TODAY, at=NOW, flags=("saddle_numbness", "urination"))
    async with opened(services(tmp_path, episode(), marked), size) as pilot:
        await pilot.press("!")
        await what_to_do(pilot)
        assert not pilot.app.screen.query_one("#action").max_scroll_y
        assert pilot.app.screen.query_one(BigWord).display is (size != (80, 24))


async def test_the_footer_of_the_list_leads_to_its_help(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await pilot.press("!")
        await the_list(pilot)
        assert shown(pilot).rstrip().endswith("? Help")


async def test_until_there_is_a_number_of_ones_own_those_of_several_countries_are_listed(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), flag("bowels"))) as pilot:
        await pilot.press("!")
        await what_to_do(pilot)
        assert "call your local emergency number" in " ".join(shown(pilot).replace("┃", " ").split())
        assert "112 Europe · 911 US and Canada · 999 UK · 000 Australia · 111 New Zealand" in shown(pilot)
        await pilot.resize_terminal(60, 20)
        await until(pilot, lambda: "112 Europe · 911 US and Canada · 999 UK  " in shown(pilot))
        assert "  000 Australia · 111 New Zealand  " in shown(pilot), "no number without its place"


async def test_what_is_no_emergency_lists_no_emergency_numbers(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), flag("fever"))) as pilot:
        await pilot.press("!")
        await what_to_do(pilot)
        assert "112" not in shown(pilot)


async def test_in_a_huge_window_what_to_do_and_the_numbers_are_twice_as_large(tmp_path: Path) -> None:
    heights = {}
    for size in ((120, 36), (200, 60)):
        async with opened(services(tmp_path / str(size), episode(), flag("bowels")), size) as pilot:
            await pilot.press("!")
            await what_to_do(pilot)
            lines = shown(pilot).splitlines()
            assert "Europe" in (places := next(line for line in lines if "New Zealand" in line))
            assert places.count("  ") > 3
            heights[size] = sum("▀" in line or "█" in line for line in lines)
    assert heights[120, 36] == 6
    assert heights[200, 60] > 12


async def test_a_number_is_entered_where_it_is_needed_and_shown_there_at_once(tmp_path: Path) -> None:
    given = services(tmp_path, episode(), flag("bowels"))
    async with opened(given) as pilot:
        await pilot.press("!")
        await what_to_do(pilot)
        assert "n adds your own number" in shown(pilot)
        assert "Settings" not in shown(pilot)
        await pilot.press("n", *"123", "enter")
        await until(pilot, lambda: "call 123." in " ".join(shown(pilot).replace("┃", " ").split()))
        assert given.config.help.emergency == "123"
        assert "n adds your own number" not in shown(pilot)
        assert "Call 123" in shown(pilot)
        assert "112 Europe" not in shown(pilot)


async def test_seen_by_a_clinician_on_a_day_ends_it_and_is_kept(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), flag("fever", 2))) as pilot:
        await pilot.press("!")
        await what_to_do(pilot)
        await pilot.press("s")
        await until(pilot, lambda: "On which day" in shown(pilot))
        await pilot.press("left", "right", "right", "h", "enter")
        await until(pilot, lambda: answers(pilot)[0].cleared is not None)
        cleared = answers(pilot)[0].cleared
        assert cleared is not None
        assert (cleared.how, cleared.on, cleared.at) == (ClearedHow.SEEN, day(1), NOW)
        await until(pilot, lambda: not isinstance(pilot.app.screen, ActionScreen))
        assert "‼" not in shown(pilot)


async def test_a_mistake_is_confirmed_and_kept(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), flag("bowels"))) as pilot:
        await pilot.press("!")
        await what_to_do(pilot)
        await pilot.press("m")
        await until(pilot, lambda: "A mistake?" in shown(pilot))
        await pilot.press("n")
        await what_to_do(pilot)
        assert answers(pilot)[0].cleared is None
        await pilot.press("m")
        await until(pilot, lambda: "A mistake?" in shown(pilot))
        await pilot.press("y")
        await until(pilot, lambda: answers(pilot)[0].cleared is not None)
        assert answers(pilot)[0].cleared.how is ClearedHow.MISTAKE  # type: ignore[union-attr]


async def test_book_soon_is_a_banner_for_fourteen_days_that_blocks_nothing(tmp_path: Path) -> None:
    clock = FakeClock()
    async with opened(services(tmp_path, episode(), flag("not_better"), clock=clock)) as pilot:
        assert "Book an appointment" in shown(pilot)
        clock.advance(13 * 86_400)
        pilot.app.controllers.journal.check()  # type: ignore[attr-defined]
        await settled(pilot)
        assert "Book an appointment" in shown(pilot)
        clock.advance(86_400)
        pilot.app.controllers.journal.check()  # type: ignore[attr-defined]
        await until(pilot, lambda: "Book an appointment" not in shown(pilot))


async def test_marks_are_kept_while_the_help_or_a_small_window_lies_over_the_list(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await pilot.press("!")
        await the_list(pilot)
        await mark(pilot, "fever")
        await pilot.press("?")
        await until(pilot, lambda: "Help · Red flags" in shown(pilot))
        await pilot.press("escape")
        await the_list(pilot)
        await pilot.resize_terminal(20, 5)
        await until(pilot, lambda: not isinstance(pilot.app.screen, RedFlagScreen))
        await pilot.resize_terminal(80, 24)
        await the_list(pilot)
        assert pilot.app.screen.query_one(FlagList).marked == {"fever"}
        await pilot.press("escape", "escape", "!")
        await the_list(pilot)
        assert pilot.app.screen.query_one(FlagList).marked == set()


async def test_pressing_it_twice_at_once_opens_it_once(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await pilot.app.run_action("app.red_flags")
        await pilot.app.run_action("app.red_flags")
        await the_list(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: len(pilot.app.screen_stack) == 1)
        await pilot.press("!")
        await the_list(pilot)


@pytest.mark.parametrize("keys", [["j"] * 23, ["down"] * 23, ["G"], ["end"], ["pagedown"] * 4])
async def test_the_list_follows_its_cursor_with_the_heading_of_the_group(tmp_path: Path, keys: list[str]) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await pilot.press("!")
        await the_list(pilot)
        assert "Nothing marked · ↓ 10 more below" in shown(pilot)
        assert "› [ ] Pain, tingling" in shown(pilot)
        await pilot.press(*keys)
        await pilot.pause()
        assert "› [ ] A first episode under 20 or over 50" in shown(pilot)
        assert "Book an appointment" in shown(pilot)
        assert "more below" not in shown(pilot)
        assert "Nothing marked · ↑ 12 more above" in shown(pilot)
        await pilot.press("g")
        await pilot.pause()
        assert "Get emergency help now" in shown(pilot)
        assert "› [ ] Pain, tingling" in shown(pilot)
        assert "Nothing marked · ↓ 10 more below" in shown(pilot)


async def test_no_flag_is_cut_where_the_list_ends(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await pilot.press("!")
        await the_list(pilot)
        assert "Cancer, now or ever, with leg pain" in shown(pilot)
        assert "Fever or feeling very unwell" not in shown(pilot)
        await pilot.press(*["down"] * 14)
        await pilot.pause()
        assert "immune system or injected drugs" in shown(pilot)


async def test_marking_from_the_form_answers_its_line_too(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        form = await opened_form(pilot, "6", "!")
        await the_list(pilot)
        await mark(pilot, "night_pain")
        await pilot.press("enter")
        await what_to_do(pilot)
        await pilot.press("escape")
        await the_form(pilot)
        assert field(form, "red_flags").value == ("night_pain",)
        assert field(form, "leg_pain").value == 6
        entry = await saved(pilot)
        assert entry.red_flags == ("night_pain",)


async def test_what_was_marked_by_mistake_is_open_again_in_the_form(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        form = await opened_form(pilot, "6", "!")
        await the_list(pilot)
        await mark(pilot, "night_pain")
        await pilot.press("enter")
        await what_to_do(pilot)
        await pilot.press("escape")
        await the_form(pilot)
        await pilot.press("!")
        await what_to_do(pilot)
        await pilot.press("m")
        await until(pilot, lambda: "A mistake?" in shown(pilot))
        await pilot.press("y")
        await the_form(pilot)
        await until(pilot, lambda: field(form, "red_flags").value is None)
        entry = await saved(pilot)
        assert (entry.leg_pain, entry.red_flags) == (6, None)


async def test_enter_on_the_question_of_a_mistake_keeps_it_open(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), flag("bowels"))) as pilot:
        await pilot.press("!")
        await what_to_do(pilot)
        await pilot.press("m")
        await until(pilot, lambda: "A mistake?" in shown(pilot))
        await pilot.press("enter")
        await what_to_do(pilot)
        assert answers(pilot)[0].cleared is None


async def test_what_is_ended_is_what_was_shown_though_something_worse_came_up_meanwhile(tmp_path: Path) -> None:
    there = services(tmp_path, episode(), flag("night_pain"))
    async with opened(there) as pilot:
        await pilot.press("!")
        await what_to_do(pilot)
        await pilot.press("m")
        await until(pilot, lambda: "A mistake?" in shown(pilot))
        there.journal.save("from elsewhere", flag("bowels"))
        await pilot.press("y")
        await until(pilot, lambda: any(a.cleared is not None for a in answers(pilot)))
        assert {a.flags[0]: a.cleared is not None for a in answers(pilot)} == {"night_pain": True, "bowels": False}


async def test_the_banner_names_the_key_that_shows_them_where_it_was_moved(tmp_path: Path) -> None:
    there = services(tmp_path, episode(), flag("fever"))
    await there.settings.change("keys", "red_flags", "z")
    async with opened(there) as pilot:
        await until(pilot, lambda: "z What to do" in shown(pilot))
        await pilot.press("z")
        await what_to_do(pilot)


@pytest.mark.parametrize(("name", "is_emergency"), [("fever", False), ("bowels", True)])
async def test_the_banner_has_the_colour_of_an_emergency_only_for_one(
    tmp_path: Path, name: str, is_emergency: bool
) -> None:
    async with opened(services(tmp_path, episode(), flag(name))) as pilot:
        banner = pilot.app.screen.query_one(FlagBanner)
        await until(pilot, lambda: banner.display)
        assert banner.has_class("-emergency") is is_emergency


async def test_the_banner_never_loses_the_key_that_says_what_to_do(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), flag("medication_reaction")), size=(62, 24)) as pilot:
        await until(pilot, lambda: "‼ Get emergency help now" in shown(pilot))
        assert "! What to do" in shown(pilot)


async def test_the_banner_counts_red_flags_rather_than_cut_their_names(tmp_path: Path) -> None:
    there = services(tmp_path, episode(), flag("fever"), flag("weight_loss"))
    async with opened(there, size=(80, 24)) as pilot:
        await until(pilot, lambda: "‼ Speak to a doctor today: 2 red flags are open  " in shown(pilot))


async def weak_left(pilot: AppPilot) -> None:
    """The weekly tests with a first "weak" among them, saved."""
    form = await opened_form(pilot, "6", "w")
    await until(pilot, lambda: any(f.name == "heel_walk" for f in form.query("*")))
    await go_to(pilot, form, "heel_walk")
    await pilot.press("2", "ctrl+s")


async def test_the_app_asks_whether_it_is_right_and_no_leads_back_to_the_form(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await weak_left(pilot)
        await until(pilot, lambda: "Is this right?" in shown(pilot))
        assert "Left heel walk: weak." in shown(pilot)
        assert "If it is: speak to a doctor today." in shown(pilot)
        await pilot.press("n")
        form = await the_form(pilot)
        assert (checkins(pilot), answers(pilot)) == ((), ())
        assert form.form is not None
        assert form.form.answers["leg_pain"] == 6
        assert field(form, "heel_walk").value == ("weak", None)
        await go_to(pilot, form, "heel_walk")
        await pilot.press("shift+tab", "1", "ctrl+s")
        await until(pilot, lambda: checkins(pilot))


async def test_yes_keeps_the_entry_and_the_flag_as_one_change_and_says_what_to_do(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await weak_left(pilot)
        await until(pilot, lambda: "Is this right?" in shown(pilot))
        await pilot.press("y")
        await what_to_do(pilot)
        assert "Speak to a doctor today" in shown(pilot)
        assert "From your answers of" in shown(pilot)
        assert "Marked on" not in shown(pilot)
        [entry], [raised] = checkins(pilot), answers(pilot)
        assert (raised.flags, raised.raised, raised.checkin) == (("one_leg_weakness",), True, entry.id)
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(pilot.app.screen, ActionScreen))
        await pilot.press("u")
        await until(pilot, lambda: not checkins(pilot))
        assert answers(pilot) == ()
        await until(pilot, lambda: "‼" not in shown(pilot))


async def test_u_does_not_end_what_the_page_says_stays_open(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await pilot.press("!")
        await the_list(pilot)
        await mark(pilot, "bowels")
        await pilot.press("enter")
        await what_to_do(pilot)
        await pilot.press("u")
        await until(pilot, lambda: any("It stays open until you say" in said for said in toasts(pilot)))
        await settled(pilot)
        assert len(answers(pilot)) == 1
        await pilot.press("escape", "!")
        await what_to_do(pilot)
        await pilot.press("a")
        await the_list(pilot)
        await pilot.press("u")
        await settled(pilot)
        assert len(answers(pilot)) == 1
        assert isinstance(pilot.app.screen, RedFlagScreen)


async def test_a_clinician_has_already_seen_it(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await weak_left(pilot)
        await until(pilot, lambda: "Is this right?" in shown(pilot))
        await pilot.press("c")
        await until(pilot, lambda: pilot.app.current_mode == "today")
        await settled(pilot)
        [raised] = answers(pilot)
        assert raised.cleared is not None
        assert (raised.cleared.how, raised.cleared.on) == (ClearedHow.SEEN, TODAY)
        assert not isinstance(pilot.app.screen, ActionScreen)


async def test_pain_on_the_other_side_raises_the_emergency(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(side=Side.LEFT))) as pilot:
        form = await opened_form(pilot, "6", "d")
        await until(pilot, lambda: any(f.name == "side" for f in form.query("*")))
        await go_to(pilot, form, "side")
        await pilot.press("2", "enter")
        await until(pilot, lambda: "Is this right?" in shown(pilot))
        await pilot.press("y")
        await what_to_do(pilot)
        assert "Get emergency help now" in shown(pilot)


async def edit_the_entry(pilot: AppPilot) -> CheckInScreen:
    await pilot.press("escape", "f6")
    await until(pilot, lambda: isinstance(pilot.app.screen, HistoryScreen))
    history = pilot.app.screen
    assert isinstance(history, HistoryScreen)
    place = next(n for n, each in enumerate(history.entry_list.entries) if isinstance(each.record, CheckIn))
    await pilot.press("g", *(["j"] * place), "e")
    form = await the_form(pilot)
    await until(pilot, lambda: "Editing" in shown(pilot))
    return form


async def test_correcting_the_entry_clears_what_it_raised(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await weak_left(pilot)
        await until(pilot, lambda: "Is this right?" in shown(pilot))
        await pilot.press("y")
        await what_to_do(pilot)
        form = await edit_the_entry(pilot)
        await pilot.press("w")
        await until(pilot, lambda: any(f.name == "heel_walk" for f in form.query("*")))
        await go_to(pilot, form, "heel_walk")
        await pilot.press("1", "ctrl+s")
        await until(pilot, lambda: not answers(pilot))
        await until(pilot, lambda: "‼" not in shown(pilot))


async def test_changing_something_else_in_it_does_not_ask_again(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await weak_left(pilot)
        await until(pilot, lambda: "Is this right?" in shown(pilot))
        await pilot.press("y")
        await what_to_do(pilot)
        form = await edit_the_entry(pilot)
        await go_to(pilot, form, "leg_pain")
        await pilot.press("2", "enter")
        await until(pilot, lambda: checkins(pilot)[0].leg_pain == 2)
        assert len(answers(pilot)) == 1


async def test_a_flag_that_cant_be_kept_still_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there = services(tmp_path, episode())

    def full(*args: object, **more: object) -> None:
        raise StoreError("The disk is full; nothing was saved.")

    async with opened(there) as pilot:
        monkeypatch.setattr(there.journal, "save", full)
        await pilot.press("!")
        await the_list(pilot)
        await mark(pilot, "bowels")
        await pilot.press("enter")
        await what_to_do(pilot)
        assert "Get emergency help now" in shown(pilot)
        assert "The disk is full; nothing was saved." in toasts(pilot)
        await pilot.press("m")
        await until(pilot, lambda: "A mistake?" in shown(pilot))
        await pilot.press("y")
        await until(pilot, lambda: any("The red flag is still open." in said for said in toasts(pilot)))


async def test_the_list_is_marked_with_the_mouse(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await pilot.press("!")
        await the_list(pilot)
        row = next(y for y, line in enumerate(shown(pilot).splitlines()) if "accident" in line)
        await pilot.click(offset=(10, row))
        assert pilot.app.screen.query_one(FlagList).marked == {"accident"}


async def test_the_action_can_be_read_to_its_end_in_the_smallest_window(tmp_path: Path) -> None:
    names = ("bowels", "saddle_numbness", "clot", "urination", "sexual_function", "cancer_weakness", "accident")
    many = RedFlagAnswer(**stamp(), day=TODAY, at=NOW, flags=names)
    async with opened(services(tmp_path, episode(), many, config=NUMBERS), size=(60, 16)) as pilot:
        await pilot.press("!")
        await what_to_do(pilot)
        assert "Get emergency help now" in shown(pilot)
        await pilot.press("end")
        await until(pilot, lambda: "not a medical device" in " ".join(shown(pilot).replace("┃", " ").split()))


async def test_an_open_flag_is_found_again_by_the_next_start(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), flag("fever"), checkin(0, leg_pain=1))) as pilot:
        assert "‼ Speak to a doctor today: a red flag is open" in shown(pilot)


@pytest.mark.parametrize(
    ("name", "offered"), [("one_leg_weakness", False), ("both_legs", False), ("not_better", True), ("", True)]
)
async def test_today_asks_for_no_tests_while_a_flag_locks(tmp_path: Path, name: str, offered: bool) -> None:
    flags = [flag(name)] if name else []
    async with opened(services(tmp_path, episode(), checkin(8, leg_pain=3), *flags)) as pilot:
        assert ("Weekly tests are due" in shown(pilot)) is offered
