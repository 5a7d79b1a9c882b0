"""Trying something out, from the first question to what was found, through the keys."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

from sciatica_tui.domain.records import RedFlagAnswer, Trial, TrialDecision, TrialEnd, TrialEvening
from sciatica_tui.domain.text.dates import short_month
from sciatica_tui.domain.trials.trial import evening_of, is_with, order_of_days, paused
from sciatica_tui.tui.messages import DialogWanted
from sciatica_tui.tui.screens.dialogs import Ask
from sciatica_tui.tui.screens.questionnaire import Asked
from sciatica_tui.tui.widgets.todo_list import TodoList

from ...domain.trials.test_trial import evenings, trial
from ...driving import until
from ...sessions import Floor, floor
from ...support import NOW, TODAY, checkin, day, stamp


def only(on: Floor) -> Trial:
    (kept,) = on.given.journal.all(Trial)
    return kept


def page(on: Floor) -> str:
    """What the question in front says."""
    texts = [str(text.render()) for text in on.app.screen.query(".dialog-text, .asked-text")]
    return " ".join(" ".join(texts).split())


async def wanted(on: Floor) -> None:
    """Ask for the trial; what it shows first is worked out off the event loop."""
    on.app.post_message(DialogWanted("trial"))
    await asked(on)


async def asked(on: Floor) -> None:
    """Wait until the next question is there."""
    await until(on.pilot, lambda: isinstance(on.app.screen, Ask | Asked))
    await on.settle()


async def test_a_habit_of_ones_own_is_asked_for_told_what_it_could_find_and_begins_tomorrow(tmp_path: Path) -> None:
    diary = [checkin(ago, leg_pain=4 + ago % 2) for ago in range(1, 60)]
    async with floor(tmp_path, *diary, size=(100, 36)) as on:
        await wanted(on)
        assert "a trial tells you what helps; it does not help by itself" in page(on)
        await on.press("0", *"nap", "enter", "ctrl+s")
        assert "“Does it still help the next day?” needs an answer." in on.said
        await on.press("n", "ctrl+s")
        await asked(on)
        assert "8 weeks would show it, if it lowers your pain by 1 point 98 % 1.5 points 99 % 2 points 99 %" in page(on)
        await on.press("b")
        kept = only(on)
        assert (kept.subject, kept.routine, kept.weeks, kept.stretch) == ("nap", None, 8, 1)
        assert kept.day == TODAY + timedelta(1)
        assert "The trial begins tomorrow" in on.said[-1]
        await on.press("u")
        assert on.given.journal.all(Trial) == ()


async def test_in_a_fresh_journal_heat_can_be_chosen_and_asks_its_questions_first(tmp_path: Path) -> None:
    async with floor(tmp_path, size=(100, 36)) as on:
        await wanted(on)
        assert "› 0 Something of your own" in on.words
        assert all(f"{key} {name}" in on.words for key, name in enumerate(("Walk", "Heat", "Ice"), 1))
        await on.press("2")
        assert on.title == "Try out: Heat"
        assert "rules this routine out" in on.words, "nobody started it"
        await on.press(*"nnnnnnnn", "enter")
        assert on.title == "Try out: Heat"
        assert "A coin toss decides" in on.words


async def test_a_wide_window_has_targets_for_a_form_and_low_ones_for_many_questions(tmp_path: Path) -> None:
    async with floor(tmp_path, size=(120, 36)) as on:
        await wanted(on)
        await on.press("2")
        assert {question.size.height for question in on.app.screen.query("GateQuestion")} == {2}
        await on.press(*"nnnnnnnn", "enter")
        assert [choice.size.height for choice in on.app.screen.query("FormChoice")] == [5, 5]


async def test_what_an_answer_speaks_against_is_not_tried_out(tmp_path: Path) -> None:
    async with floor(tmp_path, size=(100, 36)) as on:
        await wanted(on)
        await on.press("2", *"ynnnnnnn", "enter")
        assert on.title == "Ruled out: Heat"
        await on.press("c")
        assert on.given.journal.all(Trial) == ()


async def test_t_on_a_routine_tries_that_one_and_three_days_in_a_row_where_it_still_helps(tmp_path: Path) -> None:
    async with floor(tmp_path, size=(100, 36)) as on:
        await on.press("4", "t")
        await asked(on)
        assert on.title.startswith("Try out: ")
        await on.press("tab", "tab", "y", "ctrl+s")
        await asked(on)
        assert "goes up and down as much as most people's" in page(on)
        await on.press("b")
        assert only(on).routine is not None
        assert only(on).stretch == 3


async def test_medication_is_never_tried_out(tmp_path: Path) -> None:
    async with floor(tmp_path, size=(100, 36)) as on:
        await wanted(on)
        await on.press("0", *"ibuprofen", "enter", "tab", "tab", "n", "ctrl+s")
        assert "Don't try out medication here" in on.said[-1]
        assert on.given.journal.all(Trial) == ()


async def test_in_a_small_window_the_answers_stay_in_sight_and_the_text_is_read_on_with_a_key(tmp_path: Path) -> None:
    heat = trial(day=day(60))
    async with floor(tmp_path, heat, *evenings(heat, 0, 41, effect=-2), size=(80, 16)) as on:
        await wanted(on)
        assert "k Keep it" in on.words
        assert "a Try it again some time" in on.words
        assert "PgDn reads on" in on.words
        assert f"{short_month(heat.day, heat.day)}" not in on.words
        await on.press(*["pagedown"] * 4)
        assert f"{short_month(heat.day, heat.day)}" in on.words


async def test_today_says_with_or_without_and_an_evening_takes_a_key(tmp_path: Path) -> None:
    heat = trial()
    async with floor(tmp_path, heat, *evenings(heat, 0, 19), size=(120, 36)) as on:
        with_it = is_with(heat, TODAY)
        assert f"Trial: {'with' if with_it else 'without'} Heat" in on.words
        await wanted(on)
        assert "Day 21 of 42" in page(on)
        await on.press("e", "4", "y", "ctrl+s")
        kept = evening_of(heat, on.given.journal.all(TrialEvening), TODAY)
        assert kept is not None
        assert (kept.pain, kept.kept_to) == (4, True)
        assert "evening 4" in on.words


async def test_an_evening_is_answered_by_large_targets_that_say_where_the_trial_is(tmp_path: Path) -> None:
    heat = trial()
    async with floor(tmp_path, heat, *evenings(heat, 0, 19), size=(80, 24)) as on:
        await wanted(on)
        await on.press("e")
        assert "Day 21 of 42 · 20 evenings answered" in page(on)
        assert len(on.app.screen.query("BigRating, BigQuestion")) == 2
        await on.press("1", "y", "enter")
        kept = evening_of(heat, on.given.journal.all(TrialEvening), TODAY)
        assert kept is not None
        assert (kept.pain, kept.kept_to) == (1, True)


async def test_the_answers_of_a_form_begin_in_one_column(tmp_path: Path) -> None:
    async with floor(tmp_path, size=(80, 24)) as on:
        await wanted(on)
        await on.press("1")
        lines = on.text.splitlines()
        words = ("leg pain", "6 weeks", "yes", "nothing")
        columns = {next(line.index(word) for line in lines if word in line) for word in words}
        assert len(columns) == 1, columns


async def test_nothing_of_the_days_to_come_or_of_a_result_is_told_before_the_end(tmp_path: Path) -> None:
    heat = trial()
    async with floor(tmp_path, heat, *evenings(heat, 0, 19, effect=-3), size=(120, 50)) as on:
        await wanted(on)
        assert page(on).startswith(f"Today: {'with' if is_with(heat, TODAY) else 'without'} Heat. Day 21 of 42")
        assert "lower" not in page(on)
        assert "●" not in page(on)
        assert len(re.findall(r"with(?:out)? Heat", page(on))) == 1


async def test_a_look_before_the_end_is_written_down_and_a_pause_goes_on_again(tmp_path: Path) -> None:
    heat = trial()
    async with floor(tmp_path, heat, *evenings(heat, 0, 19, effect=-3), size=(120, 50)) as on:
        await wanted(on)
        await on.press("l")
        assert "Heat helps you" in page(on)
        assert "You looked before the end" in page(on)
        assert only(on).looks == (TODAY,)
        await on.press("b")
        await wanted(on)
        await on.press("p")
        assert only(on).pauses[0].first == TODAY
        await wanted(on)
        await on.press("p")
        assert only(on).pauses == ()


async def test_when_its_days_are_gone_it_says_what_it_found_and_asks_what_becomes_of_it(tmp_path: Path) -> None:
    heat = trial(day=day(60))
    assert len(order_of_days(heat)) == 42
    async with floor(tmp_path, heat, *evenings(heat, 0, 41, effect=-2), size=(120, 50)) as on:
        assert "The trial of Heat is over" in on.words
        await wanted(on)
        assert only(on).end is TrialEnd.FINISHED
        assert "Heat helps you: with it" in page(on)
        assert "1 day ● with and 1 day ○ without" in page(on)
        await on.press("k")
        assert only(on).decision is TrialDecision.KEEP


async def test_enter_on_today_asks_for_the_evening_at_once_and_shows_the_trial_once_it_is_answered(
    tmp_path: Path,
) -> None:
    heat = trial()
    async with floor(tmp_path, heat, *evenings(heat, 0, 19), size=(120, 36)) as on:
        rows = on.app.screen.query_one(TodoList)
        await on.press(*["down"] * (rows.keys.index("evening") - rows.cursor))
        await on.press("enter")
        assert on.title.startswith("Evening of ")
        await on.press("4", "y", "enter")
        assert "evening 4" in on.words
        await on.press("enter")
        assert on.title == "Trial: Heat"


async def test_stopping_is_never_the_answer_that_a_hasty_enter_gives_and_needs_no_reason(tmp_path: Path) -> None:
    async with floor(tmp_path, trial(), size=(120, 50)) as on:
        await wanted(on)
        await on.press("x", "enter")
        assert only(on).ended is None
        await wanted(on)
        await on.press("x", "o")
        assert (only(on).end, only(on).reason) == (TrialEnd.STOPPED, None)
        assert "before its end." in on.words


@pytest.mark.parametrize(("key", "reason"), [("w", "it made it worse"), ("h", "too hard to keep to")])
async def test_stopping_asks_why_and_keeps_it(tmp_path: Path, key: str, reason: str) -> None:
    async with floor(tmp_path, trial(), size=(120, 50)) as on:
        await wanted(on)
        await on.press("x", key)
        assert (only(on).ended, only(on).end, only(on).reason) == (TODAY, TrialEnd.STOPPED, reason)
        assert f"before its end: {reason}." in on.words


async def test_with_a_red_flag_open_it_says_nothing_of_the_day_and_stops_with_its_reason(tmp_path: Path) -> None:
    flag = RedFlagAnswer(**stamp(), day=TODAY, at=NOW, flags=("urination",))
    async with floor(tmp_path, trial(), flag, size=(120, 50)) as on:
        await on.press("escape")
        assert "The trial of Heat: stop or pause it" in on.words
        assert not re.search("with(?:out)? Heat", on.words)
        await wanted(on)
        await on.press("s")
        assert (only(on).end, only(on).reason) == (TrialEnd.SAFETY, "A red flag is open.")


async def test_with_a_red_flag_open_none_begins_and_the_key_of_the_red_flags_is_named(tmp_path: Path) -> None:
    flag = RedFlagAnswer(**stamp(), day=TODAY, at=NOW, flags=("urination",))
    async with floor(tmp_path, flag, size=(120, 50)) as on:
        await on.press("escape")
        on.app.post_message(DialogWanted("trial"))
        await until(on.pilot, lambda: "A red flag is open (!)." in on.said[-1] if on.said else False)


async def test_a_trial_paused_before_shows_that_and_asks_for_no_evening(tmp_path: Path) -> None:
    async with floor(tmp_path, paused(trial(), day(2)), size=(120, 50)) as on:
        assert "The trial of Heat is paused" in on.words
        await wanted(on)
        await on.press("e")
        assert on.given.journal.all(TrialEvening) == ()


async def test_t_on_trends_leads_from_what_goes_with_pain_to_a_trial_of_it(tmp_path: Path) -> None:
    async with floor(
        tmp_path, *(checkin(ago, leg_pain=4, sleep=ago % 8) for ago in range(1, 60)), size=(120, 36)
    ) as on:
        await on.press("3", "v", "v", "v")
        await until(on.pilot, lambda: "t Try out" in on.words.splitlines()[-1])
        await on.press("t")
        await asked(on)
        assert "Does it help you? Try it out" in on.words
