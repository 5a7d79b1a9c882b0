"""Trying something out, from the first question to what was found, through the keys."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from sciatica_tui.domain.records import RedFlagAnswer, Trial, TrialDecision, TrialEnd, TrialEvening
from sciatica_tui.domain.trials.trial import is_with, order_of_days, paused
from sciatica_tui.tui.messages import TrialWanted

from ...domain.trials.test_trial import evenings, trial
from ...sessions import Floor, floor
from ...support import NOW, TODAY, checkin, day, stamp


def only(on: Floor) -> Trial:
    (kept,) = on.given.journal.all(Trial)
    return kept


async def wanted(on: Floor) -> None:
    on.app.post_message(TrialWanted())
    await on.settle()


async def test_a_habit_of_ones_own_is_asked_for_told_what_it_could_find_and_begins_tomorrow(tmp_path: Path) -> None:
    diary = [checkin(ago, leg_pain=4 + ago % 2) for ago in range(1, 60)]
    async with floor(tmp_path, *diary, size=(100, 36)) as on:
        await wanted(on)
        assert "it tells you what helps, it does not help by itself" in on.words
        await on.press("0")
        await on.press(*"nap", "enter")
        await on.press("ctrl+s")
        assert "“Does it still help the next day?” needs an answer." in on.said
        await on.press("n", "ctrl+s")
        assert "the trial would find it in so many of 100 such trials: 1 in about 99" in on.words
        await on.press("b")
        kept = only(on)
        assert (kept.subject, kept.routine, kept.weeks, kept.stretch) == ("nap", None, 8, 1)
        assert kept.day == TODAY + timedelta(1)
        assert "The trial begins tomorrow" in on.said[-1]
        await on.press("u")
        assert on.given.journal.all(Trial) == ()


async def test_t_on_a_routine_tries_that_one_and_three_days_in_a_row_where_it_still_helps(tmp_path: Path) -> None:
    async with floor(tmp_path, size=(100, 36)) as on:
        await on.press("4", "t")
        assert on.title.startswith("Try out: ")
        await on.press("tab", "tab", "y", "ctrl+s")
        assert "this goes by how pain usually scatters" in on.words
        await on.press("b")
        assert only(on).routine is not None
        assert only(on).stretch == 3


async def test_medication_is_never_tried_out(tmp_path: Path) -> None:
    async with floor(tmp_path, size=(100, 36)) as on:
        await wanted(on)
        await on.press("0", *"ibuprofen", "enter", "n", "ctrl+s")
        assert "Medication is not tried out here" in on.said[-1]
        assert on.given.journal.all(Trial) == ()


async def test_today_says_with_or_without_and_an_evening_takes_a_key(tmp_path: Path) -> None:
    heat = trial()
    async with floor(tmp_path, heat, size=(120, 36)) as on:
        with_it = is_with(heat, TODAY)
        assert f"Today {'with' if with_it else 'without'} Heat" in on.words
        await wanted(on)
        assert "Day 21 of 42" in on.words
        await on.press("e", "4", "y", "ctrl+s")
        (kept,) = on.given.journal.all(TrialEvening)
        assert (kept.day, kept.pain, kept.kept_to) == (TODAY, 4, True)
        assert "evening 4" in on.words


async def test_nothing_of_the_days_to_come_or_of_a_result_is_told_before_the_end(tmp_path: Path) -> None:
    heat = trial()
    async with floor(tmp_path, heat, *evenings(heat, 0, 19, effect=-3), size=(120, 50)) as on:
        await wanted(on)
        shown = on.words
        assert "lower" not in shown
        assert "●" not in shown
        assert shown.count("with Heat") + shown.count("without Heat") == 1


async def test_a_look_before_the_end_is_written_down_and_a_pause_goes_on_again(tmp_path: Path) -> None:
    heat = trial()
    async with floor(tmp_path, heat, *evenings(heat, 0, 19, effect=-3), size=(120, 50)) as on:
        await wanted(on)
        await on.press("l")
        assert "It helps you" in on.words
        assert "You looked before the end" in on.words
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
        assert "It helps you: with Heat" in on.words
        assert "● with ○ without" in on.words
        await on.press("k")
        assert only(on).decision is TrialDecision.KEEP


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
        assert "with Heat" not in on.words.replace("without Heat", "with Heat")
        await wanted(on)
        await on.press("s")
        assert (only(on).end, only(on).reason) == (TrialEnd.SAFETY, "A red flag is open.")


async def test_a_trial_paused_before_shows_that_and_asks_for_no_evening(tmp_path: Path) -> None:
    async with floor(tmp_path, paused(trial(), day(2)), size=(120, 50)) as on:
        assert "The trial of Heat is paused" in on.words
        await wanted(on)
        await on.press("e")
        assert on.given.journal.all(TrialEvening) == ()
