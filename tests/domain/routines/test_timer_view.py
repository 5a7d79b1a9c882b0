"""What the session shows and says."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from sciatica_tui.domain.records import RoutineStep
from sciatica_tui.domain.routines.catalogue import BY_NAME
from sciatica_tui.domain.routines.session_plan import RoutineKind, expand
from sciatica_tui.domain.routines.timer import Cue, CueKind, TimerEvent, TimerState, cues_between, start, update
from sciatica_tui.domain.routines.timer_view import SessionTone, announcement, clock_text, length_text, spoken, view

AT = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


def at(name: str, seconds: float) -> TimerState:
    state = start(BY_NAME[name].plan, 0.0, AT)
    now = 0.0
    while now < seconds:
        now = min(now + 1, seconds)
        state = update(state, TimerEvent.TICK, now)
    return state


def test_getting_ready_names_the_side_and_what_comes() -> None:
    shown = view(at("hamstring", 0), 0)
    assert (shown.word, shown.side, shown.clock, shown.tone) == ("Get ready", "left leg", "5", SessionTone.READY)
    assert shown.next == "left leg, 30 s"
    assert (shown.left, shown.total) == ("3:44", "3:44")


def test_what_is_left_below_a_minute_has_its_minutes_too() -> None:
    shown = view(at("hamstring", 200), 200)
    assert (shown.left, shown.total) == ("0:29", "3:44")


def test_what_is_over_says_what_was_done_without_getting_ready_and_rests() -> None:
    done = at("daily", 10_000)
    assert {step.kind for step in done.done} > {"ready", "switch", "hold"}
    assert {amount.done_seconds for amount in view(done, done.read).amounts} == {90}
    stopped = update(at("hamstring", 5 + 30 + 8 + 10), TimerEvent.STOP, 53)
    assert [amount.done_seconds for amount in view(stopped, 53).amounts] == [30, 10]


def test_a_hold_shows_seconds_left_side_repetition_and_the_next() -> None:
    shown = view(at("hamstring", 15), 15.4)
    assert (shown.word, shown.side, shown.clock) == ("Stretch", "left leg", "20")
    assert (shown.count, shown.title) == ("1 of 3", "Hamstring stretch")
    assert shown.next == "switch sides (8 s), then right leg, 30 s"
    assert shown.line == "Strap round the foot, knee soft, breathe."
    assert shown.step == pytest.approx(10.4 / 30)
    assert shown.session_share == pytest.approx(10.4 / 224)


def test_a_rest_names_the_side_that_comes_next_and_none_as_its_own_also_while_paused() -> None:
    rest = at("hamstring", 5 + 30 + 8 + 30 + 4)
    for state in (rest, update(rest, TimerEvent.PAUSE, 77)):
        shown = view(state, 77)
        assert (shown.word, shown.side) == (("Rest" if state is rest else "Paused"), "")
        assert shown.next == "left leg, 30 s"
    assert announcement(rest.step) == "Rest. Next, left leg."


def test_what_was_done_says_what_it_does_not_count_of_the_time_counted_down() -> None:
    stopped = update(at("hamstring", 9), TimerEvent.STOP, 9)
    assert view(stopped, 9).line == "What you did is saved: 0:04 of 3:00, without rests and changes."
    whole = update(at("ice", 9), TimerEvent.STOP, 9)
    assert view(whole, 9).line == "What you did is saved: 0:04 of 15:00."


def test_the_last_of_an_exercise_names_the_one_that_follows() -> None:
    state = at("daily", 5)
    while view(state, state.read).next.startswith(("switch", "rest", "left", "right")):
        state = update(state, TimerEvent.NEXT, state.read)
    assert view(state, state.read).next == "get ready (15 s), then Piriformis stretch, left leg, 30 s"


def test_repetitions_count_up_with_the_beat() -> None:
    shown = view(at("slider", 5 + 8.5), 13.5)
    assert (shown.word, shown.count, shown.clock) == ("Move", "3 of 10, set 1 of 2", "32")


def test_the_skin_check_stands_for_a_while_and_needs_no_answer() -> None:
    assert view(at("ice", 304), 304).word == "Ice"
    assert (view(at("ice", 306), 306).word, view(at("ice", 306), 306).tone) == ("Skin check", SessionTone.SKIN_CHECK)
    assert view(at("ice", 326), 326).word == "Ice"


def test_the_end_of_ice_says_to_take_it_off_until_answered() -> None:
    state = at("ice", 906)
    assert (view(state, 906).word, view(state, 906).alerting) == ("Ice off", True)
    answered = update(state, TimerEvent.NEXT, 907)
    assert (view(answered, 907).word, view(answered, 907).clock) == ("Done", "0")


def test_a_pause_after_a_gap_says_so() -> None:
    state = update(at("hamstring", 10), TimerEvent.TICK, 60)
    shown = view(state, 61)
    assert (shown.word, shown.tone, shown.clock) == ("Paused", SessionTone.PAUSED, "25")
    assert "that time does not count" in shown.notice


def test_ice_paused_is_to_be_taken_off() -> None:
    state = update(at("ice", 10), TimerEvent.PAUSE, 10)
    assert view(state, 10).notice == "Take the ice off meanwhile."


def test_the_stopwatch_counts_up() -> None:
    assert view(at("sit-to-stand", 5), 5).clock == "0"
    assert view(at("sit-to-stand", 5), 9.9).clock == "4"


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0"), (-1, "0"), (59, "59"), (60, "1:00"), (600, "10:00"), (3661, "1:01:01")]
)
def test_the_clock_reads(seconds: int, text: str) -> None:
    assert clock_text(seconds) == text


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0:00"), (55, "0:55"), (60, "1:00"), (250, "4:10"), (3723, "1:02:03")]
)
def test_a_length_is_never_taken_for_minutes(seconds: int, text: str) -> None:
    assert length_text(seconds) == text


def said(name: str, until: float, kind: CueKind) -> list[str]:
    state, now, words = start(BY_NAME[name].plan, 0.0, AT), 0.0, []
    while now < until:
        now += 1
        words += [spoken(state, cue) for cue in cues_between(state, state.read, now) if cue.kind is kind]
        state = update(state, TimerEvent.TICK, now)
    return words


def test_a_movement_has_its_repetition_in_large_digits_and_a_hold_its_seconds() -> None:
    state = start(BY_NAME["pelvic-tilt"].plan, 0.0, AT)
    assert view(state, 2.0).digits == view(state, 2.0).clock == "3"
    for now in range(1, 19):
        state = update(state, TimerEvent.TICK, now)
    moving = view(state, 18.0)
    assert (moving.digits, moving.clock, moving.count) == ("3", "47", "3 of 10")


@pytest.mark.parametrize(("routine", "looks"), [("ice", "white"), ("heat", "bright red")])
def test_the_look_at_the_skin_is_announced_and_says_what_takes_the_pack_off(routine: str, looks: str) -> None:
    state = update(start(BY_NAME[routine].plan, 0.0, AT), TimerEvent.NEXT, 0.0)
    assert view(state, 2.0).next == "skin check in 4:58"
    for now in range(1, 301):
        state = update(state, TimerEvent.TICK, now)
    shown = view(state, 300.0)
    assert (shown.word, shown.next) == ("Skin check", f"take the {routine} off")
    assert shown.line == f"If the skin is {looks}, blotchy, blistered or numb, take the {routine} off now. Else go on."


def test_the_voice_names_side_and_next_step() -> None:
    assert said("hamstring", 60, CueKind.END) == [
        "Stretch. Left leg. 30 seconds.",
        "Switch sides. Right leg.",
        "Stretch. Right leg. 30 seconds.",
    ]
    up = "Done. Stand up slowly, walk a few steps for a minute."
    assert said("hamstring", 300, CueKind.FINISHED) == said("pelvic-tilt", 70, CueKind.FINISHED) == [up]
    assert said("walk", 700, CueKind.FINISHED) == ["Done. Rest a moment."]
    assert said("hamstring", 5, CueKind.COUNT) == ["3", "2", "1"]


def test_the_voice_says_what_to_do_with_the_packs() -> None:
    assert said("ice", 310, CueKind.SKIN_CHECK) == ["Skin check. Look at the skin under the ice."]
    assert said("ice", 930, CueKind.FINISHED) == ["Time is up. Take the ice off."]
    assert said("ice", 930, CueKind.TAKE_OFF) == ["Time is up. Take it off now."] * 2
    assert (
        said("alternating", 610, CueKind.END)[-1] == "Take the heat off and look at the skin. Ice on, with its cloth."
    )


def test_the_voice_tells_of_a_gap_and_the_first_repetition() -> None:
    assert spoken(at("ice", 1), Cue(CueKind.GAP, 9, 0, 9)) == "The timer stalled."
    assert announcement(BY_NAME["slider"].plan[1]) == "Move. Left leg. 1."


def test_a_routine_of_ones_own_shows_its_note() -> None:
    steps = (RoutineStep(name="Lean [b]back[/b]", hold_seconds=20, note="As shown on Tuesday"),)
    state = update(start(expand(RoutineKind.OWN, steps), 0.0, AT), TimerEvent.NEXT, 0.0)
    shown = view(state, 0.0)
    assert (shown.title, shown.line) == ("Lean [b]back[/b]", "As shown on Tuesday")
    assert shown.next == "the end"


@pytest.mark.parametrize(
    ("name", "line"),
    [("pelvic-tilt", "Stand up slowly, walk a few steps for a minute."), ("walk", "Rest a moment.")],
)
def test_once_it_is_done_it_says_what_the_questions_after_it_say(name: str, line: str) -> None:
    plan = BY_NAME[name].plan
    length = float(sum(step.seconds for step in plan) + 1)
    state = start(plan, 0.0, AT)
    for now in range(int(length) + 1):
        state = update(state, TimerEvent.TICK, float(now))
    assert view(state, length).line == line
