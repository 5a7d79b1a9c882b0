"""The first start: the notice, three questions that may be skipped, the red flags, then Today."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from textual import events
from textual.content import Content
from textual.widgets import Static

from sciatica_tui.domain.errors import StoreError
from sciatica_tui.domain.records import Episode, RedFlagAnswer, Side, Zone
from sciatica_tui.tui.screens.check_in import CheckInScreen
from sciatica_tui.tui.screens.episode import EpisodeScreen
from sciatica_tui.tui.screens.first_start import FirstStartScreen, entries_words
from sciatica_tui.tui.screens.help import HelpPage
from sciatica_tui.tui.screens.red_flags import RedFlagScreen
from sciatica_tui.tui.screens.today import TodayScreen
from sciatica_tui.tui.screens.what_to_do import ActionScreen
from sciatica_tui.tui.widgets.body_map import BodyMap
from sciatica_tui.tui.widgets.fields.field import Field
from sciatica_tui.tui.widgets.form_scroll import FormScroll

from ...driving import AppPilot, app_over, checkins, opened, services_of, shown, the_form, toasts, typed, until
from ...support import NOW, TODAY, checkin, services, stamp


async def first_start(pilot: AppPilot) -> None:
    """Wait for the first questions and begin them."""
    await until(pilot, lambda: isinstance(pilot.app.screen, EpisodeScreen) and pilot.app.screen.query(Field))
    await pilot.pause()
    await pilot.press("enter")
    await until(pilot, lambda: pilot.app.screen.focused)


async def begun(pilot: AppPilot) -> CheckInScreen:
    """Wait for Today, which comes after the red flags, and check in."""
    await until(pilot, lambda: pilot.app.current_mode == "today" and isinstance(pilot.app.screen, TodayScreen))
    await pilot.press("c")
    return await the_form(pilot)


async def ask_since_when(pilot: AppPilot, key: str) -> None:
    """Go from the first question, the side, to the second, with a key that answers it or moves on."""
    await first_start(pilot)
    await pilot.press(key)
    await until(pilot, lambda: question(pilot, "started").has_focus_within)


def episodes(pilot: AppPilot) -> tuple[Episode, ...]:
    return services_of(pilot).journal.all(Episode)


def question(pilot: AppPilot, name: str) -> Field[str]:
    return next(each for each in pilot.app.screen.query(Field) if each.name == name)


async def test_notice_three_questions_red_flags_and_the_first_check_in(tmp_path: Path) -> None:
    async with opened(services(tmp_path)) as pilot:
        await first_start(pilot)
        assert "This is not a medical device." in " ".join(shown(pilot).split())
        await pilot.press("1")
        await until(pilot, lambda: question(pilot, "started").has_focus_within)
        await typed(pilot, "2026-11-01\n")
        await until(pilot, lambda: question(pilot, "cause").has_focus_within)
        await typed(pilot, "slipped disc [/] 🙂\n")
        await until(pilot, lambda: isinstance(pilot.app.screen, RedFlagScreen))
        [told] = episodes(pilot)
        assert (told.side, told.started, told.cause) == (Side.LEFT, date(2026, 11, 1), "slipped disc [/] 🙂")
        await pilot.press("n")
        form = await begun(pilot)
        assert [a.flags for a in services_of(pilot).journal.all(RedFlagAnswer)] == [()]
        await pilot.press("6", "3", "4", "enter")
        await until(pilot, lambda: checkins(pilot))
        await until(pilot, lambda: "Day 22" in shown(pilot))
        assert form.MODE == "checkin"


async def test_an_enter_right_behind_the_side_leaves_the_start_to_be_answered(tmp_path: Path) -> None:
    async with opened(services(tmp_path)) as pilot:
        await first_start(pilot)
        await pilot.press("1", "enter", *"3 weeks ago", "enter", *"strain", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, RedFlagScreen))
        [told] = episodes(pilot)
        assert (told.started, told.cause) == (date(2026, 11, 1), "strain")


async def test_what_begins_stands_out_until_it_has_begun_and_the_map_says_what_it_is_for(tmp_path: Path) -> None:
    async with opened(services(tmp_path), size=(120, 36)) as pilot:
        await until(pilot, lambda: "Press Enter to start." in shown(pilot))
        title = pilot.app.screen.query_one("#questions-title", Static).visual
        assert isinstance(title, Content)
        assert [title.plain[span.start : span.end].strip() for span in title.spans] == ["Press Enter to start."]
        assert "click your side" in shown(pilot)
        await first_start(pilot)
        assert "Press Enter to start." not in shown(pilot)
        assert "Enter goes to the next question." in shown(pilot)


async def test_a_digit_typed_before_enter_begins_answers_nothing(tmp_path: Path) -> None:
    async with opened(services(tmp_path)) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, EpisodeScreen) and pilot.app.screen.query(Field))
        await pilot.press("1", "2", "3")
        await first_start(pilot)
        assert question(pilot, "side").value is None


async def test_keys_typed_before_the_welcome_is_there_wait_for_it(tmp_path: Path) -> None:
    app = app_over(services(tmp_path))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        pilot.app.post_message(events.Key("enter", None))
        await until(pilot, lambda: isinstance(app.screen, FirstStartScreen))
        await until(pilot, lambda: app.screen.focused)
        assert isinstance(app.screen, FirstStartScreen)
        assert question(pilot, "side").has_focus
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, RedFlagScreen))
        await pilot.press("escape")
        await begun(pilot)


async def test_a_flag_denied_in_the_first_start_is_not_asked_again_in_the_form(tmp_path: Path) -> None:
    async with opened(services(tmp_path)) as pilot:
        await first_start(pilot)
        await pilot.press("enter", "enter", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, RedFlagScreen))
        await pilot.press("n")
        await begun(pilot)
        assert "asked today: none marked" in shown(pilot)


async def test_a_flag_marked_in_the_first_start_is_named_in_the_form(tmp_path: Path) -> None:
    async with opened(services(tmp_path)) as pilot:
        await first_start(pilot)
        await pilot.press("enter", "enter", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, RedFlagScreen))
        await pilot.press("space", "down", "space", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ActionScreen))
        await pilot.press("escape")
        await begun(pilot)
        assert "‼ today: 2 new: Pain, tingling" in shown(pilot)
        assert "none marked" not in shown(pilot)


async def test_each_question_may_be_skipped_and_is_then_unknown(tmp_path: Path) -> None:
    async with opened(services(tmp_path)) as pilot:
        await first_start(pilot)
        await pilot.press("enter", "enter", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, RedFlagScreen))
        [told] = episodes(pilot)
        assert (told.side, told.started, told.cause, told.ended) == (None, None, None, None)
        await pilot.press("escape")
        await begun(pilot)
        assert services_of(pilot).journal.all(RedFlagAnswer) == ()


async def test_a_date_that_cant_be_says_so_when_it_is_left_and_nothing_goes_on(tmp_path: Path) -> None:
    async with opened(services(tmp_path)) as pilot:
        await ask_since_when(pilot, "j")
        await typed(pilot, "2027-01-01\n")
        await until(pilot, lambda: "Friday 1 January 2027 is in the future." in shown(pilot))
        await pilot.press("ctrl+s")
        assert isinstance(pilot.app.screen, EpisodeScreen)
        assert episodes(pilot) == ()
        await pilot.press(*(["backspace"] * 10))
        await typed(pilot, "99 maybe")
        await pilot.press("ctrl+s")
        assert episodes(pilot) == ()
        await until(pilot, lambda: "again to leave it out" in " ".join(shown(pilot).split()))
        await pilot.press(*(["backspace"] * 8))
        await typed(pilot, "3 weeks ago")
        await until(pilot, lambda: "Started on Sunday 1 November 2026." in shown(pilot))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: episodes(pilot))


async def test_skipping_twice_leaves_out_a_date_that_cant_be_read(tmp_path: Path) -> None:
    async with opened(services(tmp_path)) as pilot:
        await ask_since_when(pilot, "1")
        await typed(pilot, "banana")
        await until(pilot, lambda: "Not understood yet. Like yesterday" in " ".join(shown(pilot).split()))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "again to leave it out" in " ".join(shown(pilot).split()))
        assert episodes(pilot) == ()
        await pilot.press("ctrl+s")
        await until(pilot, lambda: episodes(pilot))
        assert (episodes(pilot)[0].side, episodes(pilot)[0].started) == (Side.LEFT, None)


async def test_the_footer_names_the_key_that_quits_and_in_a_text_the_other_one(tmp_path: Path) -> None:
    async with opened(services(tmp_path)) as pilot:
        await first_start(pilot)
        await until(pilot, lambda: "q Quit" in shown(pilot))
        await pilot.press("j")
        await until(pilot, lambda: "^c Quit" in shown(pilot) and "q Quit" not in shown(pilot))


async def test_the_side_can_be_answered_on_the_body_where_it_is_drawn(tmp_path: Path) -> None:
    async with opened(services(tmp_path), (120, 36)) as pilot:
        await first_start(pilot)
        body_map = pilot.app.screen.query_one(BodyMap)
        body_map.post_message(BodyMap.Chosen(Zone.CALF, Side.RIGHT))
        await until(pilot, lambda: question(pilot, "side").value == "right")
        await until(pilot, lambda: {side for (_, side), _ in body_map.shades} == {Side.RIGHT})


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_no_word_below_a_question_moves_the_others(tmp_path: Path, size: tuple[int, int]) -> None:
    async with opened(services(tmp_path), size) as pilot:
        await first_start(pilot)
        places = [field.region for field in pilot.app.screen.query(Field)]
        await pilot.press("1")
        await typed(pilot, "4")
        assert "is not understood" not in shown(pilot)
        await typed(pilot, "banana\n")
        await until(pilot, lambda: "is not understood" in shown(pilot))
        assert [field.region for field in pilot.app.screen.query(Field)] == places


async def test_enter_stays_in_a_question_that_cant_be_read_and_skips_an_empty_one(tmp_path: Path) -> None:
    async with opened(services(tmp_path)) as pilot:
        await first_start(pilot)
        await pilot.press("2")
        await until(pilot, lambda: question(pilot, "started").has_focus_within)
        await typed(pilot, "last tuesdayish\n")
        await pilot.pause()
        assert question(pilot, "started").has_focus_within
        await pilot.press(*(["backspace"] * 15), "enter")
        await until(pilot, lambda: question(pilot, "cause").has_focus_within)
        assert isinstance(pilot.app.screen, EpisodeScreen)
        await pilot.press("enter")
        await until(pilot, lambda: episodes(pilot))
        assert (episodes(pilot)[0].side, episodes(pilot)[0].started) == (Side.RIGHT, None)


async def test_how_to_type_a_day_stands_there_while_the_day_is_asked_for(tmp_path: Path) -> None:
    async with opened(services(tmp_path), (80, 40)) as pilot:
        await first_start(pilot)
        await until(pilot, lambda: question(pilot, "side").has_focus_within and "Like yesterday" not in shown(pilot))
        await pilot.press("1")
        await until(pilot, lambda: question(pilot, "started").has_focus_within and "Like yesterday" in shown(pilot))


async def test_the_questions_are_asked_once(tmp_path: Path) -> None:
    async with opened(services(tmp_path)) as pilot:
        await first_start(pilot)
        await pilot.press("enter", "enter", "enter")
        await until(pilot, lambda: episodes(pilot))
    async with opened(services(tmp_path)) as pilot:
        await until(pilot, lambda: "Nothing logged yet" in shown(pilot))


async def test_quitting_before_the_end_asks_again_the_next_time(tmp_path: Path) -> None:
    async with opened(services(tmp_path)) as pilot:
        await first_start(pilot)
        await pilot.press("q")
    async with opened(services(tmp_path)) as pilot:
        await first_start(pilot)


async def test_q_is_a_letter_in_a_text(tmp_path: Path) -> None:
    async with opened(services(tmp_path)) as pilot:
        await first_start(pilot)
        await pilot.press("j", "down")
        await until(pilot, lambda: question(pilot, "cause").has_focus_within)
        await pilot.press("q")
        assert question(pilot, "cause").value == "q"


async def test_answers_that_cant_be_kept_stay_and_enter_tries_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = services(tmp_path)
    save = there.journal.save

    def full(*args: object, **more: object) -> None:
        raise StoreError("The disk is full; nothing was saved.")

    async with opened(there) as pilot:
        await first_start(pilot)
        monkeypatch.setattr(there.journal, "save", full)
        await pilot.press("1", "ctrl+s")
        await until(pilot, lambda: any("The disk is full" in said for said in toasts(pilot)))
        assert isinstance(pilot.app.screen, EpisodeScreen)
        monkeypatch.setattr(there.journal, "save", save)
        await until(pilot, lambda: question(pilot, "cause").has_focus_within)
        await pilot.press("enter")
        await until(pilot, lambda: [e.side for e in episodes(pilot)] == [Side.LEFT])


async def test_a_cause_longer_than_can_be_kept_says_so(tmp_path: Path) -> None:
    async with opened(services(tmp_path)) as pilot:
        await first_start(pilot)
        await pilot.press("j", "down")
        question(pilot, "cause").query_one("Input").value = "x" * 400  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, RedFlagScreen) or toasts(pilot))
        assert episodes(pilot) == () or len(episodes(pilot)[0].cause or "") <= 300


async def test_a_digit_after_the_first_start_shows_the_screen_of_that_number_as_it_was_taught(tmp_path: Path) -> None:
    async with opened(services(tmp_path)) as pilot:
        await first_start(pilot)
        await pilot.press("enter", "enter", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, RedFlagScreen))
        await pilot.press("n")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
        await pilot.press("3")
        await until(pilot, lambda: pilot.app.current_mode == "trends")


async def test_the_first_check_in_can_be_left_and_found_again(tmp_path: Path) -> None:
    async with opened(services(tmp_path)) as pilot:
        await first_start(pilot)
        await pilot.press("enter", "enter", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, RedFlagScreen))
        await pilot.press("escape")
        await begun(pilot)
        await pilot.press("f1")
        await until(pilot, lambda: "Check in" in shown(pilot))


async def test_what_to_do_about_a_red_flag_marked_on_the_command_line_comes_before_the_questions(
    tmp_path: Path,
) -> None:
    """And nothing asks whether there is none after it."""
    marked = RedFlagAnswer(**stamp(), day=TODAY, at=NOW, flags=("saddle_numbness",))
    async with opened(services(tmp_path, marked)) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, ActionScreen))
        assert not episodes(pilot)
        await pilot.press("escape")
        await first_start(pilot)
        await pilot.press("enter", "enter", "enter")
        await begun(pilot)
        [kept] = services_of(pilot).journal.all(RedFlagAnswer)
        assert (kept.flags, kept.cleared) == (marked.flags, None)


async def test_a_day_that_cant_be_read_is_said_below_it_in_the_colour_of_a_warning(tmp_path: Path) -> None:
    async with opened(services(tmp_path)) as pilot:
        await first_start(pilot)
        await pilot.press("1")
        await typed(pilot, "foo\n")
        understood = pilot.app.screen.query_one("#understood")
        await until(pilot, lambda: understood.has_class("-unreadable"))
        assert understood.region.y == question(pilot, "started").region.bottom
        await pilot.press(*(["backspace"] * 3))
        await until(pilot, lambda: not understood.has_class("-unreadable"))


async def test_the_help_names_only_keys_that_work_there_and_that_of_the_import_says_when_it_does(
    tmp_path: Path,
) -> None:
    async with opened(services(tmp_path)) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, EpisodeScreen) and pilot.app.screen.query(Field))
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(pilot.app.screen, HelpPage) and "Close the app" in shown(pilot))
        assert not [words for words in ("Import a spreadsheet", "Note a question") if words in shown(pilot)]
        await pilot.press("escape", "ctrl+o")
        await until(pilot, lambda: "then ^o chooses a file" in " ".join(toasts(pilot)))


async def test_where_a_red_flag_is_open_already_it_does_not_say_that_red_flags_come_next(tmp_path: Path) -> None:
    given = services(tmp_path)
    given.journal.save("red flags", RedFlagAnswer(**stamp(), day=TODAY, at=NOW, flags=("fever",)))
    async with opened(given) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, ActionScreen))
        await pilot.press("escape")
        await first_start(pilot)
        words = " ".join(re.sub("[│╭╮╰╯─]", " ", shown(pilot)).split())
        assert "One is open: ! shows what to do." in words
        assert "come next" not in words


@pytest.mark.parametrize("size", [(80, 24), (110, 30), (115, 32), (120, 36), (200, 60)])
async def test_all_of_it_is_there_and_no_question_is_broken_in_two(tmp_path: Path, size: tuple[int, int]) -> None:
    async with opened(services(tmp_path), size) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, EpisodeScreen) and pilot.app.screen.query(Field))
        await pilot.pause()
        for each in pilot.app.screen.query(Field):
            assert each.size.height == 1
            assert pilot.app.screen.region.contains_region(each.region)
        assert "Everything stays on this machine." in shown(pilot)
        assert "They come next." in shown(pilot)
        assert "Like yesterday" not in shown(pilot)
        assert ("Guide      What" in shown(pilot)) == (size[0] >= 110)
        assert len({panel.region.bottom for panel in pilot.app.screen.query("#welcome-columns > .panel")} - {0}) == 1


async def test_entries_logged_from_the_shell_are_named_and_not_asked_for_again(tmp_path: Path) -> None:
    there = services(tmp_path, checkin(3, leg_pain=5), checkin(0, leg_pain=6))
    async with opened(there) as pilot:
        await until(pilot, lambda: "Your 2 entries since Thursday 19 November are here." in shown(pilot))
        assert "Press Enter to start.  Skip anything you like." in shown(pilot)
        await first_start(pilot)
        assert pilot.app.screen.query_one(FormScroll).max_scroll_y == 0
        await pilot.press("1", "ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, RedFlagScreen))
        await pilot.press("n")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))


def test_one_entry_is_named_with_its_day() -> None:
    assert entries_words([checkin(2)], TODAY) == "Your entry of Friday 20 November is here."
    assert entries_words([], TODAY) == ""


async def test_red_flags_open_at_any_time_as_the_first_screen_says(tmp_path: Path) -> None:
    async with opened(services(tmp_path)) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, EpisodeScreen) and pilot.app.screen.query(Field))
        await pilot.press("exclamation_mark")
        await until(pilot, lambda: isinstance(pilot.app.screen, RedFlagScreen))
        await pilot.press("space", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ActionScreen))
        assert services_of(pilot).journal.all(RedFlagAnswer)


async def test_the_help_opens_over_the_first_screen_and_closes_onto_it(tmp_path: Path) -> None:
    async with opened(services(tmp_path)) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, EpisodeScreen) and pilot.app.screen.query(Field))
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(pilot.app.screen, HelpPage))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, EpisodeScreen))
