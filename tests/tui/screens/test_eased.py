"""What eased it, from Routines, beside the routine itself, and on Today."""

from __future__ import annotations

from pathlib import Path

from sciatica_tui.domain.records import TrialEnd
from sciatica_tui.tui.messages import DialogWanted

from ...domain.views.test_eased import CLEAR, trial
from ...sessions import floor
from ...support import checkin
from .test_routines import how, mark


async def test_i_on_routines_shows_what_eased_it_and_what_trials_found(tmp_path: Path) -> None:
    async with floor(tmp_path, *CLEAR, trial(TrialEnd.FINISHED), size=(100, 40)) as on:
        await on.press("4", "i")
        assert "Prone press-up" in on.words
        assert "11 of 14 further up, 3 unmoved" in on.words
        assert "What goes together is not always the cause" in on.words
        assert "Heat, to 19 Nov: Could not tell" in on.words
        await on.press("escape")
        assert on.app.current_mode == "routines"


async def test_a_routine_says_how_it_went_after_it_and_where_the_others_stand(tmp_path: Path) -> None:
    async with floor(tmp_path, *CLEAR) as on:
        await mark(on, "press-up")
        assert "Pain further up after 11 of 14 sessions. i: more." in " ".join(how(on).split())
        await mark(on, "slider")
        assert "sessions" not in how(on)


async def test_today_names_first_what_eased_clearly(tmp_path: Path) -> None:
    async with floor(tmp_path, *CLEAR, checkin(0, leg_pain=4, zone="calf"), size=(120, 40)) as on:
        rows = [line for line in on.words.splitlines() if "Prone press-up" in line or "Walk " in line]
        assert "Prone press-up" in rows[0]


async def test_w_on_routines_opens_the_walking_plan(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await on.press("4", "w")
        assert "A walking plan" in on.words


async def test_the_palette_finds_what_eased_it_on_any_screen(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        on.app.post_message(DialogWanted("eased"))
        await on.settle()
        assert "A routine shows here after 5 sessions" in on.words
