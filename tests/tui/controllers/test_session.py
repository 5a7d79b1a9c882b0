"""Whole sessions as a person lives through them: questions before, the clock, the questions after, the record."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sciatica_tui.domain.errors import StoreError
from sciatica_tui.domain.records import (
    CheckIn,
    Felt,
    HeelRises,
    LegRaise,
    LegRaiseMethod,
    Precaution,
    RedFlagAnswer,
    Session,
    StepDone,
    Zone,
)
from sciatica_tui.domain.routines.catalogue import EXERCISES, PACKS, ROUTINES, Guided, find
from sciatica_tui.domain.routines.safety import ONCE, ONCE_COLD
from sciatica_tui.domain.routines.session_plan import BETWEEN, RoutineKind
from sciatica_tui.domain.routines.session_text import session_details
from sciatica_tui.domain.routines.timer import Status
from sciatica_tui.services.config import Config, CueSettings
from sciatica_tui.services.session_runner import SessionRunner
from sciatica_tui.storage.journal import Journal
from sciatica_tui.tui.messages import NextDayWanted
from sciatica_tui.tui.screens.closing import ClosingScreen
from sciatica_tui.tui.screens.mode_screen import ModeScreen
from sciatica_tui.tui.screens.red_flags import RedFlagScreen
from sciatica_tui.tui.screens.routines import RoutinesScreen
from sciatica_tui.tui.screens.session import SessionScreen
from sciatica_tui.tui.screens.session_questions import AfterScreen
from sciatica_tui.tui.screens.what_to_do import ActionScreen
from sciatica_tui.tui.widgets.fields import basic
from sciatica_tui.tui.widgets.form_scroll import FormScroll
from sciatica_tui.tui.widgets.session.big_word import BigWord
from sciatica_tui.tui.widgets.session.session_strip import SessionStrip
from sciatica_tui.tui.window_size import SMALLEST_WINDOW

from ...driving import until
from ...sessions import Floor, episode, floor, no_to, no_to_every_exercise_question
from ...support import TODAY, FakeClock, checkin, services, stamp

pytestmark = pytest.mark.usefixtures("both_loops")


def answered_no() -> list[Precaution]:
    """What is asked once before heat or ice, all answered with no."""
    return [no_to(question.name) for question in (*ONCE, *ONCE_COLD)]


async def test_what_speaks_against_an_exercise_is_asked_once_before_it_and_leaves_it_out(tmp_path: Path) -> None:
    given = services(tmp_path, episode(), checkin(leg_pain=3, zone="thigh"))
    async with floor(tmp_path, given=given) as on:
        await on.want("daily")
        assert on.title == "Before: Daily stretches"
        assert len(on.app.screen.query("Field")) == 4
        await on.press("1", "2", "2", "2", "enter")
        applies = {precaution.about: precaution.applies for precaution in given.journal.all(Precaution)}
        no = {"osteoporosis": False, "operation": False, "pregnancy": False}
        assert applies == {"hip_replacement": True, **no}
        await on.press("4", "3", "enter")
        running = on.app.controllers.session.session_runner.running
        assert running is not None
        assert {step.exercise for step in running.timer.plan if step.exercise} == {"hamstring"}


@pytest.mark.parametrize("routine", ROUTINES, ids=lambda r: r.name)
async def test_every_routine_runs_from_its_questions_to_its_record(tmp_path: Path, routine: Guided) -> None:
    async with floor(tmp_path) as on:
        await on.want(routine.name)
        if routine.kind in PACKS:
            assert on.title.startswith(f"Before: {routine.title}")
            for _ in range(20):
                if on.app.controllers.session.session_runner.running is not None or "leg_pain" in {
                    f.name for f in on.app.screen.query("Field")
                }:
                    break
                await on.press(*["2"] * len(on.app.screen.query("Field")), "enter")
        if routine.kind in EXERCISES:
            await on.press("4", "3", "enter")
        assert on.app.controllers.session.session_runner.active, on.said
        await on.to_the_end()
        if routine.kind in EXERCISES:
            await on.press("4", "3", "2", "enter")
        else:
            await on.press("enter")
        if routine.name == "leg-raise":
            await on.press("4", "5", "tab", "6", "0", "tab", "1", "enter")
        (session,) = on.sessions
        worked = [step for step in routine.plan if step.kind not in BETWEEN]
        assert session.ended == "finished"
        assert [(s.side, s.routine, s.planned_seconds) for s in session.steps] == [
            (s.side, s.exercise, s.seconds) for s in worked
        ]
        assert [s.done_seconds for s in session.steps] == pytest.approx([s.seconds for s in worked], abs=0.11)
        if routine.kind in EXERCISES:
            assert session.before is not None
            assert session.after is not None
            assert (session.before.leg_pain, session.after.leg_pain, session.after.further_down) == (4, 4, False)
        assert on.app.controllers.session.session_runner.running is None
        assert on.given.journal.load_draft("session") is None
        if routine.kind is RoutineKind.TEST:
            found = on.given.journal.all(CheckIn)[-1]
            assert found.leg_raise or found.heel_rises or routine.name == "sit-to-stand"


async def begin_stretch(on: Floor, name: str = "hamstring") -> None:
    """Start, with leg pain 4 and the thigh before."""
    await on.want(name)
    await on.press("4", "3", "enter")


async def hold_stretch(on: Floor, *keys: str) -> None:
    """Be 15 s into the first hold of a stretch, and press keys there."""
    await begin_stretch(on)
    await on.run(20)
    await on.press(*keys)


async def test_a_digit_after_the_end_answers_how_the_leg_is_and_leaves_for_no_other_screen(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await hold_stretch(on, "s", "5")
        assert on.title == "After: Hamstring stretch"
        await on.press("3", "n", "enter")
        (session,) = on.sessions
        assert session.after is not None
        assert (session.after.leg_pain, session.after.zone, session.after.further_down) == (5, "thigh", False)


async def test_reading_the_red_flags_is_no_stretching_and_deciding_to_stay_goes_on(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await hold_stretch(on, "q")
        assert on.word == "Paused"
        await on.press("c")
        assert on.word == "Stretch"
        await on.press("!", "escape")
        assert on.word == "Paused"


# Safety


async def test_numb_skin_keeps_ice_away(tmp_path: Path) -> None:
    async with floor(tmp_path, *answered_no()) as on:
        await on.want("ice")
        await on.press("1", "enter")
        assert not on.app.controllers.session.session_runner.active
        assert on.title == "Not now: Ice"
        assert "Not on numb skin" in on.words
        await on.press("enter")
        assert isinstance(on.app.screen, ModeScreen)


async def test_a_contraindication_is_asked_once_and_kept(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await on.want("heat")
        await on.press(*"2222221", "enter")
        await until(on.pilot, lambda: on.title == "Ruled out: Heat")
        assert "ask a clinician or pharmacist first" in on.words
        await on.press("enter")
        await on.want("ice")
        assert isinstance(on.app.screen, ModeScreen)
        assert "Cancer" in on.said[-1]


async def test_the_pages_of_questions_before_heat_are_counted(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await on.want("heat")
        assert on.title == "Before: Heat · 1 of 2"
        await on.press(*["2"] * len(on.app.screen.query("Field")), "enter")
        assert on.title == "Before: Heat · 2 of 2"


@pytest.mark.parametrize(
    ("keys", "felt"),
    [
        (("1", "0", "3", "enter"), (10, "thigh")),
        (("1", "3", "enter"), (1, "thigh")),
        (("1", "enter"), (1, None)),
    ],
)
async def test_a_1_waits_for_a_0_that_makes_it_ten_and_for_nothing_else(
    keys: tuple[str, ...], felt: tuple[int, str], tmp_path: Path
) -> None:
    async with floor(tmp_path) as on:
        await on.want("hamstring")
        assert "10 or t is ten" in on.words
        await on.press(*keys)
        running = on.app.controllers.session.session_runner.running
        assert running is not None
        assert running.before is not None
        assert (running.before.leg_pain, running.before.zone) == felt


async def test_a_0_that_comes_after_a_while_is_the_answer_of_the_next_question(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(basic, "TEN_SECONDS", 0.01)
    async with floor(tmp_path) as on:
        await on.want("hamstring")
        await on.press("1")
        await until(on.pilot, lambda: getattr(on.app.focused, "name", "") == "zone")
        await on.press("0", "enter")
        assert on.said[-1] == "Leg pain is 1, but it hurts nowhere. Press Enter again if that is right."
        await on.press("enter")
        running = on.app.controllers.session.session_runner.running
        assert running is not None
        assert running.before == Felt(leg_pain=1, zone=Zone.NONE)


async def test_every_question_before_heat_needs_its_answer(tmp_path: Path) -> None:
    async with floor(tmp_path, *answered_no()) as on:
        await on.want("heat")
        await on.press("2", "enter", "enter")
        assert "needs an answer" in on.said[-1]
        await on.press("2")
        assert not [note for note in on.app._notifications if "needs an answer" in str(note.message)]
        await on.press("2", "enter")
        assert on.app.controllers.session.session_runner.active


async def test_ice_in_another_window_counts_the_moment_it_is_kept(tmp_path: Path) -> None:
    async with floor(tmp_path, *answered_no()) as on:
        other = services(tmp_path, clock=on.clock)
        ended = on.clock.now()
        laid_on = StepDone(kind="ice", planned_seconds=900, done_seconds=900, routine="ice")
        await on.want("ice")
        assert on.title == "Before: Ice"
        other.journal.save(
            "ice", Session(**stamp(), day=TODAY, routine="ice", started_at=ended, ended_at=ended, steps=(laid_on,))
        )
        await on.press("2", "enter")
        assert not on.app.controllers.session.session_runner.active
        assert "Ice again from" in on.said[-1]
        again = services(tmp_path, clock=on.clock)
        SessionRunner(again.journal, again.journal_writer, on.clock, lambda *_: None, lambda _: None).claim()


async def test_esc_leaves_a_session_that_runs_on_and_a_button_says_so(tmp_path: Path) -> None:
    async with floor(tmp_path, size=(80, 24)) as on:
        await on.want("hamstring")
        await on.press("4", "3", "enter")
        assert isinstance(on.app.screen, SessionScreen)
        assert "Esc Today" in on.words
        await on.press("escape")
        await on.settle()
        assert on.app.current_mode == "today"
        assert on.app.controllers.session.session_runner.running is not None


async def test_a_session_cut_short_in_another_window_is_offered_before_one_begins_over_it(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        other = services(tmp_path, clock=on.clock)
        elsewhere = SessionRunner(other.journal, other.journal_writer, on.clock, lambda *_: None, lambda _: None)
        await on.want("hamstring")
        elsewhere.begin(find("walk"), TODAY, None)
        on.clock.advance(60)
        elsewhere.suspend()
        await other.journal_writer.settle()
        await on.press("4", "3", "enter")
        assert on.title == "A session was interrupted"


async def test_ice_waits_two_hours_over_a_restart(tmp_path: Path) -> None:
    async with floor(tmp_path, *answered_no()) as on:
        await on.want("ice")
        await on.press("2", "enter")
        await on.to_the_end()
        clock = on.clock
    async with floor(tmp_path, given=services(tmp_path, clock=clock)) as on:
        clock.advance(7000)
        await on.want("ice")
        assert "Ice again from" in on.said[-1]
        clock.advance(300)
        await on.want("ice")
        assert on.title == "Before: Ice"


async def test_any_key_answers_the_end_of_ice_and_enter_goes_on(tmp_path: Path) -> None:
    async with floor(tmp_path, *answered_no()) as on:
        await on.want("ice")
        await on.press("2", "enter")
        await on.to_the_end()
        assert on.word == "Ice off"
        await on.press("n")
        assert isinstance(on.app.screen, ClosingScreen), "nothing is asked: the card comes at once"
        assert on.app.controllers.session.session_runner.running is None


async def test_a_red_flag_stops_what_runs_and_locks(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await hold_stretch(on, "exclamation_mark", "space", "enter")
        assert on.word == "Stopped"
        (session,) = on.sessions
        assert (session.ended, [s.done_seconds for s in session.steps]) == ("red_flag", [15.0])
        await on.press("escape", "enter")
        assert on.app.controllers.session.session_runner.running is None
        await on.want("hamstring")
        assert "A red flag is open" in on.said[-1]


async def test_a_red_flag_from_another_window_stops_it_too(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await hold_stretch(on)
        other = services(tmp_path, clock=on.clock)
        flag = RedFlagAnswer(**stamp(), day=TODAY, at=on.clock.now(), flags=("fever",))
        other.journal.save("a red flag", flag)
        await on.given.journal_writer.refresh()
        await on.settle()
        assert on.word == "Stopped"


async def test_further_down_takes_the_exercise_out_for_today_and_twice_sets_it_aside(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await begin_stretch(on)
        await on.to_the_end()
        await on.press("4", "3", "1", "enter")
        assert "out for today" in on.words
        await on.press("enter")
        await on.want("hamstring")
        assert "it made your leg worse today" in on.said[-1]
        on.clock.advance(24 * 3600)
        await on.want("hamstring")
        await on.press("s", "4", "3", "enter")  # though nobody has checked in
        await on.to_the_end()
        await on.press("6", "3", "2", "enter")
        assert "set aside until you have asked someone" in on.words
        await on.press("enter")
        on.clock.advance(24 * 3600)
        await on.want("hamstring")
        assert "set aside" in on.said[-1]


async def test_in_a_set_it_is_asked_which_only_when_it_got_worse(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await begin_stretch(on, "daily")
        await on.to_the_end()
        await on.press("5", "3", "2", "enter", "enter")
        assert isinstance(on.app.screen, ModeScreen)
        await begin_stretch(on, "daily")
        await on.to_the_end()
        await on.press("4", "4", "1", "enter")
        assert on.title == "Which one was it?"
        await on.press("2")
        assert on.sessions[-1].culprit == "piriformis"
        assert "Piriformis stretch: out for today" in on.words
        await on.press("enter")
        await on.want("daily")
        assert "Left out today: Piriformis stretch." in on.words


async def test_it_ends_with_a_card_of_how_the_leg_went_what_was_done_and_when_again(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await begin_stretch(on)
        await on.run(5 + 30 + 8 + 30)
        await on.press("s", "4", "3", "2", "enter")
        assert isinstance(on.app.screen, ClosingScreen)
        assert "0:30 of 1:30" in on.words
        assert "begun on 1 day" in on.words
        assert "Furthest zone: thigh, as before" in on.words
        assert "Whenever you like." in on.words
        assert "stopped early" in on.words
        await on.press("enter")
        assert isinstance(on.app.screen, RoutinesScreen)


async def test_in_the_smallest_window_the_card_tells_of_a_setback_first_and_scrolls_by_keys(tmp_path: Path) -> None:
    async with floor(tmp_path, size=SMALLEST_WINDOW) as on:
        await begin_stretch(on, "daily")
        await on.to_the_end()
        await on.press("6", "3", "2", "enter", "2")
        assert "Piriformis stretch: out for today, because your leg got worse." in on.words
        assert "1:30 of 1:30" not in on.words
        first = on.text
        await on.press("j")
        assert on.text != first
        await on.press("k")
        assert on.text == first
        await on.press("end")
        assert "1:30 of 1:30" in on.words
        await on.press("enter")
        assert isinstance(on.app.screen, RoutinesScreen)


async def test_skipped_all_through_has_a_card_that_says_what_that_means(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await begin_stretch(on)
        while on.app.controllers.session.session_runner.active:
            await on.press("n")
        assert isinstance(on.app.screen, ClosingScreen)
        assert on.app.screen.query_one(BigWord).text == "Not done"
        assert "None of it was done, so it doesn't count for today." in on.words
        assert "0:00 of 1:30" in on.words
        await on.press("enter")
        assert isinstance(on.app.screen, RoutinesScreen)


async def test_stopped_before_the_first_step_nothing_is_saved_and_that_is_said(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await on.want("hamstring")
        await on.press("6", "enter", "s")
        assert isinstance(on.app.screen, RoutinesScreen)
        assert on.said == ["You stopped before the first step, so nothing is saved."]
        assert on.sessions == ()


async def test_the_red_flags_open_from_the_questions_before_and_after(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await on.want("hamstring")
        before = on.app.screen
        assert "! Red flags" in on.words
        await on.press("!")
        assert isinstance(on.app.screen, RedFlagScreen)
        await on.press("escape")
        assert on.app.screen is before
        await on.press("6", "!", "space", "enter")
        assert isinstance(on.app.screen, ActionScreen)
        await on.press("escape", "enter")
        assert on.app.controllers.session.session_runner.running is None, "a red flag holds the routine back"


async def test_the_minute_after_standing_is_counted_and_an_answer_may_come_before(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await begin_stretch(on)
        await on.to_the_end()
        screen = on.app.screen
        assert isinstance(screen, AfterScreen)
        assert "walk a few steps for a minute (60 s left), or answer now." in on.words
        on.clock.advance(40)
        screen.count()
        assert "20 s left" in on.words
        on.clock.advance(20)
        screen.count()
        assert "The minute is over" in on.words
        await on.press("4", "3", "2", "enter")
        assert on.sessions[0].after is not None


async def test_answers_that_can_not_be_saved_at_once_do_not_begin_the_minute_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with floor(tmp_path) as on:
        await begin_stretch(on)
        await on.to_the_end()
        on.clock.advance(40)
        with monkeypatch.context() as full:
            full.setattr(Journal, "save", disk_full)
            await on.press("4", "3", "2", "enter")
        assert "The disk is full." in on.said[-1]
        assert "20 s left" in on.words
        on.clock.advance(20)
        with monkeypatch.context() as full:
            full.setattr(Journal, "save", disk_full)
            await on.press("enter")
        assert "The minute is over" in on.words
        await on.press("enter")
        assert on.sessions[0].after is not None


def disk_full(*_: object, **__: object) -> None:
    raise StoreError("The disk is full.")


async def test_the_next_day_asks_how_it_was(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await begin_stretch(on)
        await on.to_the_end()
        await on.press("4", "3", "2", "enter", "enter")
        on.clock.advance(24 * 3600)
        await on.press("1")
        on.app.controllers.handle_change()
        await on.settle()
        assert "Yesterday's hamstring" in on.words
        on.app.post_message(NextDayWanted(on.sessions[0], "Hamstring stretch"))
        await on.settle()
        await on.press("w")
        assert on.sessions[0].next_day == "worse"
        assert "hamstring stretch: how" not in on.words


# Tests


async def test_a_test_writes_into_the_weekly_check_in_of_the_day(tmp_path: Path) -> None:
    weekly = checkin(reach_cm=12.0, leg_pain=2)
    async with floor(tmp_path, weekly) as on:
        await on.want("sit-to-stand")
        await on.run(5 + 13)
        await on.press("n", "enter")
        entry = on.given.journal.get(CheckIn, weekly.id)
        assert entry is not None
        assert (entry.sit_to_stand_seconds, entry.reach_cm, entry.leg_pain) == (13.0, 12.0, 2)
        assert len(on.given.journal.all(CheckIn)) == 2


async def test_without_a_weekly_check_in_a_test_makes_one(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await on.want("leg-raise")
        await on.to_the_end()
        await on.press("enter", "4", "5", "tab", "6", "0", "tab", "1", "enter")
        raised = on.given.journal.all(CheckIn)[-1].leg_raise
        assert raised == LegRaise(method=LegRaiseMethod.LYING, left_degrees=45.0, right_degrees=60.0)


async def test_a_leg_raise_without_its_method_is_not_kept(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await on.want("leg-raise")
        await on.to_the_end()
        await on.press("enter", "4", "5", "enter")
        assert len(on.given.journal.all(CheckIn)) == 1


async def test_a_side_that_was_broken_off_counts_for_nothing(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await on.want("heel-rises")
        await on.run(5 + 50 + 8 + 1)
        await on.press("s", "enter")
        assert on.given.journal.all(CheckIn)[-1].heel_rises == HeelRises(left=25)


async def test_heel_rises_far_down_ask_for_a_second_try_and_if_that_is_low_too_raise_a_flag(tmp_path: Path) -> None:
    rises: dict[str, Any] = {"heel_rises.left": 20, "heel_rises.right": 20}
    async with floor(tmp_path, checkin(8, "08:10", **rises)) as on:
        await on.want("heel-rises")
        await on.run(5 + 12)
        await on.press("n")
        await on.to_the_end()
        await on.press("enter")
        assert on.title == "A second try"
        await on.press("9", "enter")
        assert on.title == "Is this right?"
        await on.press("y")
        assert on.given.journal.all(RedFlagAnswer)[-1].why == "left heel rises 20 → 9"
        assert isinstance(on.app.screen, ActionScreen)


# Running


async def test_there_is_never_more_than_one_timer(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await begin_stretch(on)
        await on.press("space", "space", "n", "b", "+", "-", "n")
        assert len([t for t in on.app._timers if t.name == "session" and t._task and not t._task.done()]) == 1


async def test_it_goes_on_in_other_modes_and_leaves_no_strip_behind(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await begin_stretch(on)
        for key in ("1", "6"):
            await on.press(key)
            await on.run(1)
            assert "▶ Stretch" in on.text or "▶ Get ready" in on.words
        await on.to_the_end()
        await on.press("4")
        await on.press("4", "3", "2", "enter", "enter")
        for key in ("1", "6", "4"):
            await on.press(key)
            assert not on.app.screen.query_one(SessionStrip).display


async def test_a_click_on_the_strip_returns(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await begin_stretch(on)
        await on.press("1")
        await on.pilot.click(SessionStrip)
        await on.settle()
        assert isinstance(on.app.screen, SessionScreen)


async def test_the_strip_names_the_key_that_returns_where_it_stands(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await begin_stretch(on)
        await on.press("1")
        await on.run(1)
        assert "click or 4 to return" in on.text
        await on.press("2", "c")
        await on.run(1)
        assert "click or F4 to return" in on.text
        await on.press("f4")
        assert isinstance(on.app.screen, SessionScreen)


async def test_the_strip_names_the_key_the_person_moved_it_to(tmp_path: Path) -> None:
    moved = Config(keys={"mode.routines": "f9"})
    given = services(tmp_path, episode(), checkin(leg_pain=3), *no_to_every_exercise_question(), config=moved)
    async with floor(tmp_path, given=given) as on:
        await begin_stretch(on)
        await on.press("1")
        await on.run(1)
        assert "click or F9 to return" in on.text
        await on.press("f9")
        assert isinstance(on.app.screen, SessionScreen)


async def test_after_the_end_only_what_makes_sense_is_offered(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await on.want("heel-rises")
        await on.run(10)
        await on.press("s")
        assert "⏎ Close" in on.words
        assert "left of" not in on.words
        assert "Stop " not in on.text.splitlines()[-1]
        await on.press("n", "b", "+")
        assert on.word == "Stopped"


@pytest.mark.parametrize(
    ("keys", "felt"),
    [
        (("3", "enter", "4", "y", "enter"), (3, "calf", True)),
        (("0", "enter", "4", "y", "enter", "enter"), (0, "calf", True)),
        (("0", "enter", "4", "n", "enter", "enter"), (0, "calf", False)),
        (("1", "0", "enter", "4", "y", "enter"), (10, "calf", True)),
        (("1", "enter", "4", "y", "enter"), (1, "calf", True)),
        (("1", "4", "y", "enter"), (1, "calf", True)),
        (("1", "7", "4", "y", "enter"), (1, "calf", True)),
        (("3", "enter", "enter", "y", "enter", "enter"), (3, None, True)),
    ],
)
async def test_no_key_behind_the_leg_pain_at_the_end_is_lost_and_none_skips_a_question(
    keys: tuple[str, ...], felt: tuple[int, str | None, bool], tmp_path: Path
) -> None:
    async with floor(tmp_path) as on:
        await hold_stretch(on, "s", *keys)
        assert isinstance(on.app.screen, ClosingScreen)
        after = on.sessions[0].after
        assert after is not None
        assert (after.leg_pain, after.zone, after.further_down) == felt


async def test_a_digit_behind_the_leg_pain_that_answers_nothing_says_so(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await hold_stretch(on, "s", "1", "7")
        assert on.said[-1] == "7 is no answer to “Furthest zone now”."


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
async def test_all_that_is_asked_after_the_end_stands_on_one_page_and_nothing_moves_as_it_is_answered(
    size: tuple[int, int], tmp_path: Path
) -> None:
    async with floor(tmp_path, size=size) as on:
        await hold_stretch(on, "s")
        screen = on.app.screen
        assert isinstance(screen, AfterScreen)
        assert screen.query_one(BigWord).text == "Stopped"
        words = ("Leg pain now", "Furthest zone now", "Did the pain move further down the leg?")
        places = [place_of(on.text, word) for word in words]
        for key in ("3", "3", "n"):
            await on.press(key)
            assert [place_of(on.text, word) for word in words] == places
        on.clock.advance(60)
        screen.count()
        await on.settle()
        assert "The minute is over" in on.words
        assert [place_of(on.text, word) for word in words] == places


def place_of(text: str, words: str) -> tuple[int, int]:
    """The row and column of words, which must show."""
    return next((row, line.index(words)) for row, line in enumerate(text.splitlines()) if words in line)


async def test_what_is_clicked_at_the_end_counts_as_what_is_typed(tmp_path: Path) -> None:
    async with floor(tmp_path, size=(120, 36)) as on:
        await hold_stretch(on, "s")
        await on.press("3")
        for words in ("4 calf", "yes"):
            row, column = place_of(on.text, words)
            await on.pilot.click(offset=(column, row))
        await on.press("enter")
        assert on.sessions[0].after == Felt(leg_pain=3, zone=Zone("calf"), further_down=True)


async def test_the_card_leads_on_to_what_can_be_done_where_it_lay(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await hold_stretch(on, "s", "3", "3", "n", "enter")
        footer = on.text.splitlines()[-1]
        assert footer.startswith(" ⏎ Close  u Undo ")
        assert footer.rstrip().endswith("! Red flags"), "at the right, as everywhere"
        await on.press("u")
        assert on.sessions[0].after is None
        assert not isinstance(on.app.screen, ClosingScreen)


async def test_what_is_open_at_the_end_is_said_before_it_is_saved_without(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await hold_stretch(on, "s", "3")
        assert "⏎ Next question" in on.words
        await on.press("enter", "enter")
        assert "⏎ Save" in on.words
        await on.press("enter")
        assert on.said[-1] == "2 questions are not answered. Press Enter again to save without them."
        assert on.sessions[0].after is None
        await on.press("n", "ctrl+s")
        assert on.said[-1] == "“Furthest zone now” is not answered. Press Enter again to save without it."
        assert on.sessions[0].after is None
        await on.press("ctrl+s")
        assert on.sessions[0].after == Felt(leg_pain=3, further_down=False)


async def test_answers_that_contradict_each_other_are_said_once_before_they_are_saved(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await begin_stretch(on)
        await on.to_the_end()
        await on.press("4", "4", "n", "enter")
        assert on.said[-1].startswith(
            "Furthest zone thigh before, calf now: that is further down, but you answered no."
        )
        assert on.sessions[0].after is None
        await on.press("y", "enter")
        assert on.sessions[0].after == Felt(leg_pain=4, zone=Zone.CALF, further_down=True)


async def test_leg_pain_before_and_nowhere_that_hurts_is_asked_about_and_taken_at_the_second_press(
    tmp_path: Path,
) -> None:
    async with floor(tmp_path) as on:
        await on.want("hamstring")
        await on.press("4", "0", "enter")
        assert on.said[-1] == "Leg pain is 4, but it hurts nowhere. Press Enter again if that is right."
        assert on.title == "Before: Hamstring stretch"
        await on.press("enter")
        assert isinstance(on.app.screen, SessionScreen)


async def test_another_routine_cant_start_over_one_that_runs(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await begin_stretch(on)
        await on.press("1")
        await on.want("walk")
        assert on.app.controllers.session.session_runner.running is not None
        assert on.app.controllers.session.session_runner.running.routine == "hamstring"
        assert isinstance(on.app.screen, SessionScreen)


async def test_what_comes_to_the_front_stays_there_though_its_screen_was_to_close(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await begin_stretch(on)
        screen = on.app.screen
        assert isinstance(screen, SessionScreen)
        await on.press("1")
        screen.dismiss()
        await on.want("hamstring")
        assert on.app.screen is screen


async def test_what_was_asked_after_the_end_and_passed_is_left_open(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await begin_stretch(on)
        await on.to_the_end()
        await on.press("enter", "enter", "enter", "enter")
        assert dict(session_details(on.sessions[0]))["After"] == "left open"
        assert isinstance(on.app.screen, ClosingScreen)


async def test_undo_takes_back_what_was_answered_then_the_session(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await begin_stretch(on)
        await on.to_the_end()
        await on.press("6", "3", "2", "enter", "enter")
        await on.press("u")
        assert on.sessions[0].after is None
        await on.press("u")
        assert on.sessions == ()


async def test_esc_asks_no_more_and_keeps_what_was_answered(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await begin_stretch(on)
        await on.to_the_end()
        await on.press("3", "escape")
        assert on.sessions[0].after == Felt(leg_pain=3)
        assert isinstance(on.app.screen, ClosingScreen)


async def test_esc_before_any_answer_leaves_all_open(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await begin_stretch(on)
        await on.to_the_end()
        await on.press("escape")
        assert on.sessions[0].after == Felt()


async def test_esc_after_a_worse_leg_asks_not_even_which_exercise_it_was_and_rests_them_all(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await on.want("daily")
        await on.press("4", "3", "enter")
        await on.to_the_end()
        await on.press("9", "escape")
        assert isinstance(on.app.screen, ClosingScreen)
        assert (on.sessions[0].after, on.sessions[0].culprit) == (Felt(leg_pain=9), None)
        assert "out for today, because your leg got worse" in on.words


async def test_esc_leaves_though_the_answers_can_not_be_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with floor(tmp_path) as on:
        await begin_stretch(on)
        await on.to_the_end()
        await on.press("3")
        monkeypatch.setattr(Journal, "save", disk_full)
        await on.press("escape")
        assert "The disk is full." in on.said[-1]
        assert not isinstance(on.app.screen, AfterScreen)


async def test_undo_is_not_to_be_had_where_the_session_shows_and_is_elsewhere(tmp_path: Path) -> None:
    given = services(tmp_path, episode(), *no_to_every_exercise_question())
    async with floor(tmp_path, given=given) as on:
        await given.journal_writer.save("check-in", checkin(leg_pain=6))
        await begin_stretch(on)
        await on.press("u", "u")
        assert len(given.journal.all(CheckIn)) == 1
        assert isinstance(on.app.screen, SessionScreen)
        await on.press("1", "u")
        assert given.journal.all(CheckIn) == ()


async def test_a_gap_pauses_and_says_so(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await begin_stretch(on)
        await on.run(15)
        on.clock.sleep(300)
        on.app.controllers.session._tick()
        await on.settle()
        assert on.word == "Paused"
        assert "that time does not count" in on.words
        await on.press("space")
        await on.to_the_end()
        assert on.sessions[0].steps[0].done_seconds == 30.0
        assert [p.why for p in on.sessions[0].pauses] == ["gap"]


@pytest.mark.parametrize(
    "command", ["/no/such/program", "sleep 600", "false", "yes", "sh -c 'unclosed", "sh -c 'kill -9 $$'"]
)
async def test_a_bad_cue_command_harms_nothing(tmp_path: Path, command: str) -> None:
    cues = Config(cues=CueSettings(command=command, voice=True))
    given = services(tmp_path, episode(), checkin(leg_pain=3), *no_to_every_exercise_question(), config=cues)
    async with floor(tmp_path, given=given) as on:
        await begin_stretch(on, "pelvic-tilt")
        await on.to_the_end()
        assert on.sessions[0].ended == "finished"


# Two windows, and what was cut short


async def test_two_windows_cant_run_two_sessions(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await begin_stretch(on)
        async with floor(tmp_path, given=services(tmp_path, clock=on.clock)) as other:
            assert isinstance(other.app.screen, ModeScreen)
            await begin_stretch(other, "piriformis")
            assert "Another window is running a session" in other.said[-1]
            assert not other.app.controllers.session.session_runner.active


async def quit_in_the_middle(folder: Path) -> FakeClock:
    async with floor(folder) as on:
        await hold_stretch(on, "q")
        assert on.title == "A session is running"
        await on.press("q")
        return on.clock


async def test_what_quitting_cut_short_is_offered_at_once_and_goes_on(tmp_path: Path) -> None:
    clock = await quit_in_the_middle(tmp_path)
    clock.advance(3)
    async with floor(tmp_path, given=services(tmp_path, clock=clock)) as on:
        assert on.title == "A session was interrupted"
        await on.press("y")
        assert on.word == "Paused"
        await on.press("space")
        await on.to_the_end()
        (session,) = on.sessions
        assert [s.done_seconds for s in session.steps] == [30.0] * 6
        assert [p.why for p in session.pauses] == ["interrupted"]


async def test_it_can_be_kept_as_far_as_it_came(tmp_path: Path) -> None:
    clock = await quit_in_the_middle(tmp_path)
    async with floor(tmp_path, given=services(tmp_path, clock=clock)) as on:
        await on.press("k")
        assert [(s.ended, [x.done_seconds for x in s.steps]) for s in on.sessions] == [("interrupted", [15.0])]
        assert on.said[-1].startswith("Saved: what was done of ")
        assert on.given.journal.load_draft("session") is None


async def test_left_for_later_it_is_asked_again_before_another_starts(tmp_path: Path) -> None:
    clock = await quit_in_the_middle(tmp_path)
    async with floor(tmp_path, given=services(tmp_path, clock=clock)) as on:
        await on.press("escape")
        await on.want("walk")
        assert on.title == "A session was interrupted"
        await on.press("k")
        assert on.app.controllers.session.session_runner.active
        assert len(on.sessions) == 1


async def test_on_another_day_it_can_only_be_kept(tmp_path: Path) -> None:
    clock = await quit_in_the_middle(tmp_path)
    clock.advance(24 * 3600)
    async with floor(tmp_path, given=services(tmp_path, clock=clock)) as on:
        assert "from another day" in on.words
        await on.press("y")
        assert not on.app.controllers.session.session_runner.active


async def test_ice_that_was_cut_short_counts_on(tmp_path: Path) -> None:
    async with floor(tmp_path, *answered_no()) as on:
        await on.want("ice")
        await on.press("2", "enter")
        await on.run(300)
        on.app.controllers.session.close()
        on.given.journal_writer.write_drafts()
        on.app.controllers.session.session_runner.clear()
        clock = on.clock
    clock.advance(3600)
    async with floor(tmp_path, given=services(tmp_path, clock=clock)) as on:
        await on.press("y")
        assert on.word == "Ice off"
        assert on.sessions[0].steps[0].done_seconds == 900.0


async def test_start_goes_straight_to_the_questions(tmp_path: Path) -> None:
    async with floor(tmp_path, start="hamstring") as on:
        assert on.title == "Before: Hamstring stretch"


async def test_start_comes_after_the_notice_of_the_first_start(tmp_path: Path) -> None:
    async with floor(tmp_path, given=services(tmp_path), start="walk") as on:
        assert on.app.controllers.session.session_runner.running is None
        assert not isinstance(on.app.screen, ModeScreen)


async def test_one_that_is_stopped_at_once_is_not_done_and_says_so(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await begin_stretch(on, "pelvic-tilt")
        on.clock.advance(0.5)
        await on.press("s")
        assert "What you did is saved" not in on.words
        assert on.said == ["You stopped before the first step, so nothing is saved."]


async def test_one_enter_starts_or_goes_on_behind_an_answer_and_none_pauses_what_runs(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await on.want("hamstring")
        await on.press("6", "enter")
        runner = on.app.controllers.session.session_runner
        assert runner.active
        await on.press("enter")
        view = runner.view()
        assert view is not None
        assert view.status is not Status.PAUSED
        await on.press("space", "enter")
        view = runner.view()
        assert view is not None
        assert view.status is not Status.PAUSED
        await on.to_the_end()


async def test_a_session_that_was_skipped_through_is_not_done(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await begin_stretch(on, "pelvic-tilt")
        while on.app.controllers.session.session_runner.active:
            on.clock.advance(0.3)
            await on.press("n")
        assert on.app.screen.query_one(BigWord).text == "Not done"
        await on.press("enter")
        assert isinstance(on.app.screen, ModeScreen)
        (session,) = on.sessions
        assert session.ended == "skipped"
        await on.press("1")
        assert "☐ Pelvic tilt" in on.words
        await on.press("6")
        assert "Pelvic tilt, not done" in on.words


async def test_history_shows_a_session_in_full_and_deletes_it_with_undo(tmp_path: Path) -> None:
    async with floor(tmp_path, size=(100, 40)) as on:
        await begin_stretch(on)
        await on.to_the_end()
        await on.press("4", "3", "2", "enter", "enter", "6", "down", "enter")
        await until(on.pilot, lambda: "left: 3 × 30 s" in on.words)
        await on.press("escape", "d")
        assert on.sessions == ()
        await on.press("u")
        assert len(on.sessions) == 1


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
@pytest.mark.parametrize("name", ["ice", "heat", "alternating"])
async def test_the_questions_before_a_pack_stand_whole_on_their_page(
    tmp_path: Path, size: tuple[int, int], name: str
) -> None:
    async with floor(tmp_path, size=size) as on:
        await on.want(name)
        page, form = on.app.screen.query_one(".panel").region, on.app.screen.query_one(FormScroll).region
        assert form.contains_region(page)
