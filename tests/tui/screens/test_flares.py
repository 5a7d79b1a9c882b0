"""Flares and the plan for bad days, through the keys."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sciatica_tui.domain.records import FlareAnswer, FlarePlan, RedFlagAnswer
from sciatica_tui.domain.red_flags.flags import WEAKNESS
from sciatica_tui.tui.messages import DialogWanted

from ...domain.test_flares import flare, quiet
from ...driving import busy_disk, until
from ...hostile import LINE
from ...sessions import Floor, floor
from ...support import NOW, TODAY, checkin, day, stamp

COURSE = [*quiet(40, 31), *flare(30, 28), *quiet(27, 4), *flare(3, 1, leg=6)]


async def wanted(on: Floor) -> None:
    on.app.post_message(DialogWanted("flares"))
    await on.settle()


async def test_a_bad_day_opens_the_plan_by_one_key_with_the_red_flags_above_it(tmp_path: Path) -> None:
    async with floor(tmp_path, checkin(leg_pain=8), size=(100, 36)) as on:
        assert "! The plan for bad days" in on.words
        await on.press("b")
        assert on.words.index("Get help now for pain or numbness in both legs") < on.words.index("Nothing here yet.")
        await on.press("r")
        assert "bowel" in on.words


async def test_the_plan_is_written_read_started_changed_and_taken_back(tmp_path: Path) -> None:
    async with floor(tmp_path, size=(100, 36)) as on:
        await on.press("b", "e", "1", "1", "tab", "1", *"Ana", "ctrl+s")
        (plan,) = on.given.journal.all(FlarePlan)
        assert plan.helped == ("calves up on a chair", "lying on one side")
        assert (plan.call, plan.day) == ("Ana", TODAY)
        assert plan.routine is not None
        assert "Plan for bad days saved. u undoes it." in on.said[-1]
        await on.press("b")
        assert "What helped calves up on a chair · lying on one side" in on.words
        assert "s Start: " in on.words
        await on.press("e", "tab", "tab", *" 12", "ctrl+s")
        assert on.given.journal.all(FlarePlan)[0].call == "Ana 12"
        await on.press("u", "u")
        assert on.given.journal.all(FlarePlan) == ()


async def test_while_a_red_flag_offers_no_routine_the_plan_asks_for_none(tmp_path: Path) -> None:
    flag = RedFlagAnswer(**stamp(), day=TODAY, at=NOW, flags=(WEAKNESS,))
    async with floor(tmp_path, checkin(leg_pain=8), flag, size=(100, 36)) as on:
        on.app.post_message(DialogWanted("bad day", edit=True))
        await on.settle()
        assert "Which routine" not in on.words
        await on.press("tab", "right", *"Ana", "ctrl+s")
        (plan,) = on.given.journal.all(FlarePlan)
        assert (plan.call, plan.routine) == ("Ana", None)


async def test_a_plan_left_empty_is_not_kept(tmp_path: Path) -> None:
    async with floor(tmp_path, size=(100, 36)) as on:
        on.app.post_message(DialogWanted("bad day", edit=True))
        await on.settle()
        await on.press("ctrl+s")
        assert on.given.journal.all(FlarePlan) == ()


async def test_its_routine_is_started_from_the_plan(tmp_path: Path) -> None:
    plan = FlarePlan(**stamp(), day=TODAY, routine="walk")
    async with floor(tmp_path, plan, size=(100, 36)) as on:
        await on.press("b", "s")
        assert on.app.controllers.session.session_runner.active
        assert on.words.startswith("Walk ")


async def test_a_flare_stands_beside_the_earlier_one_and_ends_on_the_day_that_is_given(tmp_path: Path) -> None:
    async with floor(tmp_path, *COURSE, size=(100, 36)) as on:
        assert "Flare, day 4" in on.words
        await wanted(on)
        assert on.title == "Flare of 19 November: day 4"
        assert "Day 4: your earlier flare was no worse (1 over by then)." in on.words
        assert "23 Oct 7 7 7" in on.words
        await on.press("o", "left", "enter")
        (answer,) = on.given.journal.all(FlareAnswer)
        assert (answer.day, answer.over) == (day(1), True)
        assert "The flare is over; its last day was 21 November. u undoes it." in on.said[-1]
        assert "Flare, day" not in on.words
        await on.press("u")
        assert "Flare, day 4" in on.words


async def test_a_last_day_before_its_first_is_refused(tmp_path: Path) -> None:
    async with floor(tmp_path, *COURSE, size=(100, 36)) as on:
        await wanted(on)
        await on.press("o", *["left"] * 4, "enter")
        assert "its last day can't be before that" in on.said[-1]
        assert on.given.journal.all(FlareAnswer) == ()


async def test_the_three_days_before_are_read_and_nothing_stored_steers_the_terminal(tmp_path: Path) -> None:
    noted = checkin(4, note=LINE, tags=["[bold]long drive"])
    async with floor(tmp_path, *COURSE, noted, size=(100, 40)) as on:
        await wanted(on)
        await on.press("t")
        assert "What came before a flare need not have caused it" in on.words
        assert "#[bold]long drive" in on.words
        assert "\x1b" not in on.text


async def test_three_calm_days_are_asked_about_and_y_or_n_answers(tmp_path: Path) -> None:
    calm = [*quiet(30, 11), *flare(10, 8), *quiet(7, 5)]
    async with floor(tmp_path, *calm, size=(100, 36)) as on:
        assert "Three calm days: is the flare over?" in on.words
        await on.press("down", "down", "y")
        (answer,) = on.given.journal.all(FlareAnswer)
        assert (answer.day, answer.over) == (day(8), True)
        await on.press("u")
        await wanted(on)
        await on.press("n")
        assert [(each.day, each.over) for each in on.given.journal.all(FlareAnswer)] == [(TODAY, False)]
        assert "Flare, day 11" in on.words


@pytest.mark.parametrize(("keys", "last"), [("yn", (TODAY, False)), ("ny", (day(8), True))])
async def test_an_answer_while_the_other_one_is_being_saved_takes_its_place(
    tmp_path: Path, keys: str, last: tuple[date, bool]
) -> None:
    calm = [*quiet(30, 11), *flare(10, 8), *quiet(7, 5)]
    async with floor(tmp_path, *calm, size=(100, 36)) as on:
        async with busy_disk(on.given):
            await on.pilot.press("down", "down", *keys)
            await on.pilot.pause()
        await until(on.pilot, lambda: [(each.day, each.over) for each in on.given.journal.all(FlareAnswer)] == [last])
        await on.settle()
        assert ("Flare, day 11" in on.words) == (not last[1])


async def test_without_any_flare_it_says_how_one_begins(tmp_path: Path) -> None:
    async with floor(tmp_path, size=(100, 36)) as on:
        await wanted(on)
        assert "No flare logged yet." in on.words
        await on.press("p")
        assert on.title == "The plan for bad days"
