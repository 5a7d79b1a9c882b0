"""The session timer: whatever ticks, pauses, skips and gaps come, time is counted once and cues come once."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sciatica_tui.domain.records import Side
from sciatica_tui.domain.routines.catalogue import BY_NAME, ROUTINES
from sciatica_tui.domain.routines.session_plan import PlannedStep, StepKind
from sciatica_tui.domain.routines.timer import (
    GAP_SECONDS,
    PACK_CAP_SECONDS,
    Cue,
    CueKind,
    Status,
    TimerEvent,
    TimerState,
    cues_between,
    instant,
    restored,
    start,
    update,
)
from sciatica_tui.domain.routines.timer_view import view

AT = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


def begun(name: str = "hamstring", now: float = 0.0) -> TimerState:
    return start(BY_NAME[name].plan, now, AT)


def watch(
    state: TimerState, until: float, every: float = 0.25, now: float | None = None
) -> tuple[TimerState, list[Cue]]:
    """The state and all cues after ticking until then."""
    cues: list[Cue] = []
    now = state.read if now is None else now
    while now < until:
        now = min(now + every, until)
        cues += cues_between(state, state.read, now)
        state = update(state, TimerEvent.TICK, now)
    return state, cues


def test_each_side_gets_its_full_hold() -> None:
    state, _ = watch(begun(), 240)
    assert state.status is Status.FINISHED
    holds = [(d.side, round(d.done_seconds, 6)) for d in state.done if d.kind == StepKind.HOLD]
    assert holds == [(Side.LEFT, 30), (Side.RIGHT, 30)] * 3


def test_a_late_tick_hands_the_rest_to_the_next_step() -> None:
    state = update(begun(), TimerEvent.TICK, 4.0)
    state = update(state, TimerEvent.TICK, 8.5)
    assert (state.index, round(state.elapsed, 6)) == (1, 3.5)


def test_a_session_ends_on_time_on_a_busy_machine() -> None:
    state, now, delays = begun("ice"), 0.0, (0.25, 4.9, 0.3, 1.7, 3.3)
    while not state.over:
        before, now = now, now + delays[round(now * 10) % 5]
        ended = [c for c in cues_between(state, state.read, now) if c.kind is CueKind.FINISHED]
        state = update(state, TimerEvent.TICK, now)
    assert before + ended[0].after == pytest.approx(905, abs=1e-6)


def test_three_two_one_then_another_cue_at_the_end() -> None:
    _, cues = watch(begun(), 36)
    assert [(c.kind, c.number) for c in cues] == [
        (CueKind.COUNT, 3),
        (CueKind.COUNT, 2),
        (CueKind.COUNT, 1),
        (CueKind.END, 0),
    ] * 2


def test_repetitions_are_counted_aloud_instead() -> None:
    state, cues = watch(begun("cat-camel"), 70)
    beats = [c.number for c in cues if c.kind is CueKind.BEAT]
    assert beats == list(range(2, 11))
    assert [c.kind for c in cues if c.step == 1 and c.kind is not CueKind.BEAT] == [CueKind.FINISHED]
    assert state.done[1].done_seconds == pytest.approx(60)


def test_a_late_tick_swallows_no_cue() -> None:
    state = update(begun(), TimerEvent.TICK, 1.5)
    assert [c.number for c in cues_between(state, 1.5, 6.0)] == [3, 2, 1, 0]


def test_cues_are_asked_for_from_any_moment_on() -> None:
    state = update(begun(), TimerEvent.TICK, 1.5)
    assert [c.number for c in cues_between(state, 3.5, 6.0)] == [1, 0]


def test_a_gap_in_a_hold_pauses_and_does_not_count() -> None:
    state, _ = watch(begun(), 15)
    cues = cues_between(state, state.read, 75)
    state = update(state, TimerEvent.TICK, 75)
    assert (state.status, state.why, round(state.elapsed, 6)) == (Status.PAUSED, "gap", 10)
    assert [(c.kind, c.number) for c in cues] == [(CueKind.GAP, 60)]
    state = update(state, TimerEvent.RESUME, 80)
    assert (state.pauses[0].seconds, state.pauses[0].why) == (65.0, "gap")
    assert state.pauses[0].at == AT + timedelta(seconds=15)


def test_five_seconds_of_silence_are_no_gap() -> None:
    state = update(begun(), TimerEvent.TICK, GAP_SECONDS)
    assert state.status is Status.RUNNING


def test_ice_counts_on_through_a_gap() -> None:
    state, _ = watch(begun("ice"), 105)
    cues = cues_between(state, state.read, 405)
    state = update(state, TimerEvent.TICK, 405)
    assert (state.status, round(state.elapsed, 6)) == (Status.RUNNING, 400)
    assert [c.kind for c in cues] == [CueKind.GAP, CueKind.SKIN_CHECK]


def test_ice_ends_in_a_gap_at_its_planned_end_and_says_so_until_answered() -> None:
    state, _ = watch(begun("ice"), 105)
    cues = cues_between(state, state.read, 9000)
    state = update(state, TimerEvent.TICK, 9000)
    assert state.status is Status.FINISHED
    assert state.done[-1].done_seconds == 900
    assert cues[-1].kind is CueKind.FINISHED
    state, later = watch(state, 9300)
    assert [c.after for c in later if c.kind is CueKind.TAKE_OFF]
    assert len(later) == 12


def test_heat_that_ends_in_a_gap_leaves_the_ice_waiting() -> None:
    state, _ = watch(begun("alternating"), 65)
    state = update(state, TimerEvent.TICK, 2000)
    assert (state.status, state.why, state.step.kind) == (Status.PAUSED, "gap", StepKind.SWITCH)
    assert state.done[-1].done_seconds == 600
    assert state.paused == pytest.approx(2000 - 605)


def test_the_end_of_heat_repeats_every_ten_seconds_until_someone_answers() -> None:
    state, cues = watch(begun("heat"), 905 + 34)
    assert [c.kind for c in cues][-4:] == [CueKind.FINISHED, *[CueKind.TAKE_OFF] * 3]
    state = update(state, TimerEvent.NEXT, 940)
    _, cues = watch(state, 1200)
    assert cues == []


def test_the_end_of_heat_falls_silent_after_two_minutes() -> None:
    state, cues = watch(begun("heat"), 2000)
    assert Counter(c.kind for c in cues)[CueKind.TAKE_OFF] == 12
    assert state.alert is None


def test_the_skin_is_checked_once_at_five_minutes() -> None:
    _, cues = watch(begun("ice"), 1000)
    assert [c.kind for c in cues].count(CueKind.SKIN_CHECK) == 1
    _, cues = watch(begun("alternating"), 2600)
    assert [c.step for c in cues if c.kind is CueKind.SKIN_CHECK] == [1, 3, 5, 7]


def test_of_counted_repetitions_plus_adds_one_and_minus_takes_one() -> None:
    state = update(update(begun("press-up"), TimerEvent.NEXT, 0), TimerEvent.PLUS, 1)
    assert view(state, 1).count == "1 of 11"
    assert view(state, 1).counts
    state, cues = watch(state, 60)
    assert [c.number for c in cues if c.kind is CueKind.BEAT] == list(range(2, 12))
    assert state.done[-1].done_seconds == pytest.approx(55)
    state = update(update(begun("press-up"), TimerEvent.NEXT, 0), TimerEvent.MINUS, 1)
    assert view(state, 1).count == "1 of 9"


def test_plus_never_takes_heat_above_twenty_minutes() -> None:
    state = update(begun("heat"), TimerEvent.NEXT, 1)
    for _ in range(60):
        state = update(state, TimerEvent.PLUS, 1)
    state, _ = watch(state, 1500)
    assert state.done[-1].done_seconds == PACK_CAP_SECONDS


def test_plus_leaves_room_for_the_second_heat() -> None:
    state = update(update(begun("alternating"), TimerEvent.NEXT, 1), TimerEvent.PLUS, 2)
    state, _ = watch(state, 3000)
    assert sum(d.done_seconds for d in state.done if d.kind == StepKind.HEAT) == pytest.approx(PACK_CAP_SECONDS)


def test_going_back_in_ice_starts_no_second_twenty_minutes() -> None:
    state = update(begun("ice"), TimerEvent.NEXT, 0)
    state, _ = watch(state, 800)
    state = update(state, TimerEvent.BACK, 800)
    state, _ = watch(state, 3000)
    assert sum(d.done_seconds for d in state.done if d.kind == StepKind.ICE) == pytest.approx(PACK_CAP_SECONDS)


def test_back_goes_to_the_start_of_the_step_and_at_once_again_to_the_one_before() -> None:
    state, _ = watch(begun(), 20)
    state = update(state, TimerEvent.BACK, 20)
    assert (state.index, state.elapsed) == (1, 0)
    assert update(state, TimerEvent.BACK, 21).index == 0


def test_minus_below_nothing_goes_on() -> None:
    state, _ = watch(begun(), 20)
    state = update(state, TimerEvent.MINUS, 20)
    assert state.index == 1
    state = update(state, TimerEvent.MINUS, 20)
    assert state.index == 2
    assert state.done[-1].done_seconds == pytest.approx(15)


def test_a_pause_is_written_down_with_its_length() -> None:
    state = update(update(begun(), TimerEvent.PAUSE, 3), TimerEvent.RESUME, 10)
    assert (state.pauses[0].at, state.pauses[0].seconds) == (AT + timedelta(seconds=3), 7.0)
    assert state.elapsed == pytest.approx(3)


def test_stopping_keeps_what_was_done_and_closes_the_pause() -> None:
    state, _ = watch(begun(), 15)
    state = update(update(state, TimerEvent.PAUSE, 15), TimerEvent.STOP, 600)
    assert (state.status, round(state.done[-1].done_seconds, 6)) == (Status.STOPPED, 10)
    assert state.pauses[0].seconds == 585
    assert update(state, TimerEvent.NEXT, 700) == msgspec.structs.replace(state, read=700)


def test_a_stored_session_is_the_same_when_read_again() -> None:
    state, _ = watch(begun("daily"), 100)
    assert msgspec.json.decode(msgspec.json.encode(state), type=TimerState) == state


def test_an_interrupted_hold_waits_where_it_was() -> None:
    state, _ = watch(begun(), 15)
    again = restored(state, 3.0, AT + timedelta(hours=1))
    assert (again.status, again.why, round(again.elapsed, 6)) == (Status.PAUSED, "interrupted", 10)
    again = update(again, TimerEvent.RESUME, 4.0)
    assert again.pauses[0].at == AT + timedelta(seconds=15)
    assert again.pauses[0].seconds == pytest.approx(3600 - 15 + 1)
    assert (again.started_at, instant(again, 4.0)) == (AT, AT + timedelta(hours=1, seconds=1))


def test_interrupted_ice_counted_on_meanwhile() -> None:
    state, _ = watch(begun("ice"), 105)
    again = restored(state, 3.0, AT + timedelta(seconds=205))
    assert (again.status, round(again.elapsed, 6)) == (Status.PAUSED, 200)
    ended = restored(state, 3.0, AT + timedelta(hours=2))
    assert (ended.status, ended.done[-1].done_seconds) == (Status.FINISHED, 900)


def test_a_clock_set_back_while_away_never_takes_time_away() -> None:
    state, _ = watch(begun("ice"), 105)
    assert restored(state, 205.0, AT - timedelta(days=1)).elapsed == pytest.approx(200)


@pytest.mark.parametrize("routine", ROUTINES, ids=lambda r: r.name)
def test_every_routine_takes_exactly_its_time(routine: object) -> None:
    name = getattr(routine, "name", "")
    state = begun(name)
    total = sum(step.seconds for step in state.plan)
    state, _ = watch(state, total + 1, every=0.7)
    assert state.status is Status.FINISHED
    assert [d.done_seconds for d in state.done] == pytest.approx([s.seconds for s in state.plan])


# --- any sequence of events -------------------------------------------------------------------------------------

PLANS = st.lists(
    st.builds(
        PlannedStep,
        kind=st.sampled_from(StepKind),
        seconds=st.integers(1, 700),
        exercise=st.just("x"),
        beats=st.sampled_from([0, 0, 3, 10]),
    ),
    min_size=1,
    max_size=6,
).map(tuple)


def active_seconds(state: TimerState) -> float:
    """All seconds that counted so far, in steps done and in the current one."""
    return sum(step.done_seconds for step in state.done) + (0.0 if state.over else state.elapsed)


WAITS = st.one_of(st.floats(0, 4.99), st.floats(0, 0.5), st.floats(5, 2000))
EVENTS = st.lists(st.tuples(WAITS, st.sampled_from(TimerEvent)), max_size=60)
QUIET = st.sampled_from([TimerEvent.TICK, TimerEvent.TICK, TimerEvent.PAUSE, TimerEvent.RESUME, TimerEvent.NEXT])


@given(PLANS, EVENTS)
@settings(max_examples=150, deadline=None)
def test_whatever_happens_time_is_counted_once_and_the_caps_hold(
    plan: tuple[PlannedStep, ...], events: list[tuple[float, TimerEvent]]
) -> None:
    now, state, counted = 100.0, start(plan, 100.0, AT), 0.0
    for wait, event in events:
        wait, now = now + wait - now, now + wait  # the wait as the readings show it
        before = state
        ticked = update(state, TimerEvent.TICK, now)
        state = update(state, event, now)
        assert active_seconds(state) == pytest.approx(active_seconds(ticked))
        gained = active_seconds(ticked) - active_seconds(before)
        assert -1e-6 <= gained <= wait + 1e-6
        if before.status is not Status.RUNNING:
            assert gained == pytest.approx(0)
        elif wait <= GAP_SECONDS and ticked.status is Status.RUNNING:
            assert gained == pytest.approx(wait)
        elif before.step.kind not in (StepKind.ICE, StepKind.HEAT) and wait > GAP_SECONDS:
            assert gained == pytest.approx(0)
            assert ticked.status is Status.PAUSED
        counted += gained
        for kind in (StepKind.ICE, StepKind.HEAT):
            under = state.elapsed if state.step.kind is kind and not state.over else 0.0
            assert sum(d.done_seconds for d in state.done if d.kind == kind) + under <= PACK_CAP_SECONDS + 1e-6
    assert active_seconds(state) == pytest.approx(counted)
    paused = sum(p.seconds for p in state.pauses) + (state.paused if state.status is Status.PAUSED else 0)
    assert counted + paused <= now - 100.0 + 0.1 * (len(state.pauses) + 1)


@given(PLANS, st.lists(st.tuples(WAITS, QUIET), max_size=60))
@settings(max_examples=150, deadline=None)
def test_whatever_happens_no_step_is_longer_than_planned(
    plan: tuple[PlannedStep, ...], events: list[tuple[float, TimerEvent]]
) -> None:
    now, state = 0.0, start(plan, 0.0, AT)
    for wait, event in events:
        now += wait
        state = update(state, event, now)
        assert all(d.done_seconds <= d.planned_seconds + 1e-6 for d in state.done)
        assert state.elapsed <= state.step.seconds + 1e-6


@given(PLANS, st.lists(st.tuples(st.floats(0, 4.99), QUIET), max_size=200))
@settings(max_examples=150, deadline=None)
def test_whatever_happens_no_cue_is_lost_or_doubled(
    plan: tuple[PlannedStep, ...], events: list[tuple[float, TimerEvent]]
) -> None:
    now, state, cues = 0.0, start(plan, 0.0, AT), Counter[tuple[CueKind, int, int]]()
    skipped: dict[int, float] = {}
    for wait, event in [*events, *[(0.3, TimerEvent.RESUME)], *[(4.0, TimerEvent.TICK)] * 1200]:
        now += wait
        cues.update((c.kind, c.step, c.number) for c in cues_between(state, state.read, now))
        ticked = update(state, TimerEvent.TICK, now)
        state = update(state, event, now)
        if event is TimerEvent.NEXT and not ticked.over:
            skipped[ticked.index] = ticked.elapsed
    assert state.status is Status.FINISHED
    assert all(n == 1 for (kind, _, _), n in cues.items() if kind is not CueKind.TAKE_OFF)
    used = dict.fromkeys(StepKind, 0.0)
    for index, step in enumerate(plan):
        length = float(step.seconds)
        if step.kind in (StepKind.ICE, StepKind.HEAT):
            length = min(length, PACK_CAP_SECONDS - used[step.kind])
        reached = skipped.get(index, length)
        used[step.kind] += reached
        last = index == len(plan) - 1
        expected = {(CueKind.FINISHED if last else CueKind.END, 0)} if index not in skipped else set()
        if step.beats:
            pace = step.seconds / step.beats
            expected |= {
                (CueKind.BEAT, n + 1) for n in range(1, step.beats) if n * pace <= reached and n * pace < length
            }
        else:
            expected |= {(CueKind.COUNT, n) for n in (3, 2, 1) if 0 < length - n <= reached}
        if step.kind in (StepKind.ICE, StepKind.HEAT) and length > 300 and reached >= 300:
            expected.add((CueKind.SKIN_CHECK, 0))
        assert {(k, n) for (k, i, n) in cues if i == index and k is not CueKind.TAKE_OFF} == expected
