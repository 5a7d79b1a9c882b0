"""A walking plan from the first question to its end, through the keys."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from sciatica_tui.domain.records import RedFlagAnswer, WalkMove, WalkPlan
from sciatica_tui.domain.text.dates import short_day
from sciatica_tui.tui.messages import DialogWanted

from ...domain.routines.test_walking import plan, walked
from ...sessions import Floor, floor
from ...support import NOW, TODAY, checkin, day, stamp

GOOD_WEEK = [*(walked(ago) for ago in (6, 4, 2)), *(checkin(ago, leg_pain=3) for ago in (9, 8, 7, 5, 3, 1))]


def only(on: Floor) -> WalkPlan:
    (kept,) = on.given.journal.all(WalkPlan)
    return kept


async def test_w_on_phase_begins_a_plan_with_ones_own_minutes_and_undo_takes_it_back(tmp_path: Path) -> None:
    async with floor(tmp_path, size=(120, 36)) as on:
        await on.press("5", "w")
        assert "six sessions with advice" in on.words
        assert "⏎ Save Esc Back" in on.words, "one field needs no second key that saves"
        await on.press("0", "ctrl+s")
        assert "takes 1 to 30 minutes, not 0" in on.said[-1]
        await on.press("w", "6", "0", "0", "ctrl+s")
        assert "takes 1 to 30 minutes, not 600" in on.said[-1]
        await on.press("w", "2", "0", "0", "0", "ctrl+s")
        assert "“Minutes” takes 0 to 1,440 min." in on.said[-1]
        await on.press("escape")
        assert on.given.journal.all(WalkPlan) == ()
        await on.press("w", "8", "ctrl+s")
        assert (only(on).day, only(on).minutes) == (TODAY, 8)
        assert "walks of 8 min (6 min or more counts)" in on.words
        await on.press("u")
        assert on.given.journal.all(WalkPlan) == ()


async def test_today_proposes_a_step_and_the_walk_takes_its_minutes(tmp_path: Path) -> None:
    async with floor(tmp_path, plan(), *GOOD_WEEK, size=(120, 40)) as on:
        assert "Walking: 12 min instead of 10?" in on.words
        on.app.post_message(DialogWanted("walking"))
        await on.settle()
        assert "Proposed: 12 min. 3 walks of 8 min or more went well." in on.words
        await on.press("t")
        (step,) = only(on).steps
        assert (step.day, step.minutes, step.move) == (TODAY, 12, WalkMove.UP)
        assert "Walking: 12 min" not in on.words
        assert "12 min" in on.words


async def test_a_small_window_tells_of_the_walks_in_a_line_and_keeps_the_screens_names(tmp_path: Path) -> None:
    async with floor(tmp_path, plan(), *GOOD_WEEK, size=(80, 24)) as on:
        await on.press("5", "w")
        assert "You walked: Mon 10, Wed 10, Fri 10 min." in on.words
        assert "1 Today" in on.words
        assert "x End it" in on.words


@pytest.mark.parametrize(("size", "days"), [((120, 36), 7), ((200, 60), 14)])
async def test_a_larger_window_has_a_bar_for_each_of_the_last_days(
    tmp_path: Path, size: tuple[int, int], days: int
) -> None:
    async with floor(tmp_path, plan(), walked(13), *GOOD_WEEK, size=size) as on:
        await on.press("5", "w")
        below = on.words.partition("Your walks")[2].partition("t Yes")[0]
        assert sum(" ".join(short_day(day(ago)).split()) in below for ago in range(20)) == days


async def test_one_may_stay_change_pause_go_on_and_end(tmp_path: Path) -> None:
    async with floor(tmp_path, plan(), plan(minutes=20), *GOOD_WEEK, size=(120, 40)) as on:

        async def press(*keys: str) -> WalkPlan:
            on.app.post_message(DialogWanted("walking"))
            await on.settle()
            await on.press(*keys)
            return max(on.given.journal.all(WalkPlan), key=lambda each: each.id)

        assert (await press("c", "2", "9", "ctrl+s")).steps == ()
        assert "1 to 24 min today, not 29" in on.said[-1]
        assert (await press("c", "9", "9", "9", "ctrl+s")).steps == ()
        assert "1 to 24 min today, not 999" in on.said[-1]
        assert (await press("c", "1", "0", "ctrl+s")).steps[-1].move is WalkMove.OWN
        assert (await press("p")).pauses[-1].first == TODAY
        assert (await press("p")).pauses == ()
        assert (await press("x")).ended == TODAY
        assert all(each.ended for each in on.given.journal.all(WalkPlan))


async def test_staying_is_kept_with_its_reason(tmp_path: Path) -> None:
    async with floor(tmp_path, plan(), *GOOD_WEEK, size=(120, 40)) as on:
        on.app.post_message(DialogWanted("walking"))
        await on.settle()
        await on.press("s")
        assert only(on).steps[-1].why == "you stayed, with 12 min proposed"


async def test_a_red_flag_locks_it(tmp_path: Path) -> None:
    flag = RedFlagAnswer(**stamp(), day=TODAY - timedelta(1), at=NOW, flags=("fever",))
    async with floor(tmp_path, flag, size=(120, 40)) as on:
        on.app.post_message(DialogWanted("walking"))
        await on.settle()
        assert "A red flag is open" in on.said[-1]
        assert on.given.journal.all(WalkPlan) == ()
