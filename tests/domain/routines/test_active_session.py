"""A session under way: kept, taken up again, and the record it becomes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest

from sciatica_tui.domain.errors import BadInput
from sciatica_tui.domain.records import Felt, HeelRises, Side, Zone, validated
from sciatica_tui.domain.routines.active_session import Running, begin, from_stored, record, stored, then
from sciatica_tui.domain.routines.catalogue import BY_NAME
from sciatica_tui.domain.routines.self_tests import heel_rises, sit_to_stand
from sciatica_tui.domain.routines.timer import TimerEvent, cues_between, restored
from sciatica_tui.domain.routines.timer_view import spoken, view

AT = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
ULID = "01KAPS8C00AAAAAAAAAAAAAAAA"


def begun(name: str) -> Running:
    felt = Felt(leg_pain=4, zone=Zone.CALF)
    return begin(BY_NAME[name], ULID, date(2026, 11, 22), 0.0, AT, felt)


def run(running: Running, until: float) -> Running:
    now = running.timer.read
    while now < until:
        now = min(now + 2, until)
        running = then(running, TimerEvent.TICK, now)
    return running


def test_a_finished_session_is_a_record_of_its_holds() -> None:
    kept = record(run(begun("hamstring"), 300), "finished", AT + timedelta(minutes=5))
    assert validated(kept) == kept
    assert [(s.side, s.done_seconds) for s in kept.steps] == [(Side.LEFT, 30.0), (Side.RIGHT, 30.0)] * 3
    assert (kept.day, kept.routine, kept.before) == (date(2026, 11, 22), "hamstring", Felt(leg_pain=4, zone=Zone.CALF))


def test_a_session_cut_short_is_kept_as_far_as_it_came() -> None:
    running = then(run(begun("hamstring"), 15), TimerEvent.PAUSE, 15)
    kept = record(run(running, 100_000), "interrupted", AT + timedelta(days=1))
    assert [(s.planned_seconds, s.done_seconds) for s in kept.steps] == [(30, 10.0)]
    assert (kept.pauses[0].seconds, kept.ended) == (99_985.0, "interrupted")
    assert validated(kept) == kept


def test_it_survives_being_kept_and_read() -> None:
    running = run(begun("daily"), 50)
    json = msgspec.json.decode(msgspec.json.encode(stored(running)))
    assert from_stored(json) == running


def test_what_a_newer_version_kept_gets_a_sentence() -> None:
    contents = stored(begun("ice"))
    contents["timer"]["status"] = "levitating"
    with pytest.raises(BadInput, match="can't be continued"):
        from_stored(contents)


def test_a_routine_without_steps_does_not_begin() -> None:
    empty = msgspec.structs.replace(BY_NAME["ice"], steps=())
    with pytest.raises(BadInput, match="no steps"):
        begin(empty, ULID, date(2026, 11, 22), 0.0, AT)


def test_heel_rises_are_counted_by_the_beat_of_each_side() -> None:
    running = then(run(begun("heel-rises"), 5 + 23.0), TimerEvent.NEXT, 28.0)
    running = run(running, 200)
    assert heel_rises(running.timer.done) == HeelRises(left=11, right=25)
    assert heel_rises(()) is None


def test_sit_to_stand_is_the_time_until_next() -> None:
    running = then(run(begun("sit-to-stand"), 5 + 12.3), TimerEvent.NEXT, 17.34)
    assert sit_to_stand(running.timer.done) == 12.3
    assert sit_to_stand(run(begun("sit-to-stand"), 200).timer.done) is None


ODD: tuple[object, ...] = (
    None,
    True,
    -1,
    0,
    1e308,
    10**18,
    "",
    "x" * 400,
    "0001-01-01T00:00:00+14:00",
    [],
    {},
    [[]],
    "levitate",
)


def places(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The path of each value in plain data."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(deeper for key, part in inside for deeper in places(part, (*path, key)))]


@pytest.mark.parametrize("odd", [*ODD, "9999-12-31T23:59:59-14:00"], ids=lambda odd: repr(odd)[:20])
@pytest.mark.parametrize("name", ["hamstring", "ice", "heel-rises"])
def test_what_a_hand_changed_is_refused_or_runs_to_its_end(name: str, odd: object) -> None:
    plain = stored(then(run(begun(name), 12), TimerEvent.PAUSE, 12))
    for path in places(plain)[1:]:
        contents = msgspec.json.decode(msgspec.json.encode(plain))
        inner = contents
        for key in path[:-1]:
            inner = inner[key]
        inner[path[-1]] = odd
        try:
            session = from_stored(contents)
        except BadInput:
            continue
        timer = restored(session.timer, 20.0, AT + timedelta(minutes=5))
        session = then(msgspec.structs.replace(session, timer=timer), TimerEvent.RESUME, 21.0)
        for now in range(22, 400, 3):
            view(session.timer, float(now), session.title)
            for cue in cues_between(session.timer, session.timer.read, float(now)):
                spoken(session.timer, cue)
            session = then(session, TimerEvent.NEXT if now % 20 == 0 else TimerEvent.TICK, float(now))
        record(session, "finished", AT + timedelta(minutes=10))
