"""A session under way: kept, taken up again, and the record it becomes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest

from sciatica_tui.core.errors import BadInput
from sciatica_tui.core.records import Felt, HeelRises, Side, Zone, validated
from sciatica_tui.core.routines import BY_NAME
from sciatica_tui.core.running import Running, begin, from_stored, record, stored, then
from sciatica_tui.core.self_tests import heel_rises, sit_to_stand
from sciatica_tui.core.timer import Event

AT = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
ULID = "01KAPS8C00AAAAAAAAAAAAAAAA"


def begun(name: str) -> Running:
    felt = Felt(leg_pain=4, zone=Zone.CALF)
    return begin(BY_NAME[name], ULID, date(2026, 11, 22), 0.0, AT, felt)


def run(running: Running, until: float) -> Running:
    now = running.timer.read
    while now < until:
        now = min(now + 2, until)
        running = then(running, Event.TICK, now)
    return running


def test_a_finished_session_is_a_record_of_its_holds() -> None:
    kept = record(run(begun("hamstring"), 300), "finished", AT + timedelta(minutes=5))
    assert validated(kept) == kept
    assert [(s.side, s.done_seconds) for s in kept.steps] == [(Side.LEFT, 30.0), (Side.RIGHT, 30.0)] * 3
    assert (kept.day, kept.routine, kept.before) == (date(2026, 11, 22), "hamstring", Felt(leg_pain=4, zone=Zone.CALF))


def test_a_session_cut_short_is_kept_as_far_as_it_came() -> None:
    running = then(run(begun("hamstring"), 15), Event.PAUSE, 15)
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
    with pytest.raises(BadInput, match="can't be taken up again"):
        from_stored(contents)


def test_a_routine_without_steps_does_not_begin() -> None:
    empty = msgspec.structs.replace(BY_NAME["ice"], steps=())
    with pytest.raises(BadInput, match="no steps"):
        begin(empty, ULID, date(2026, 11, 22), 0.0, AT)


def test_heel_rises_are_counted_by_the_beat_of_each_side() -> None:
    running = then(run(begun("heel-rises"), 5 + 23.0), Event.NEXT, 28.0)
    running = run(running, 200)
    assert heel_rises(running.timer.done) == HeelRises(left=11, right=25)
    assert heel_rises(()) is None


def test_sit_to_stand_is_the_time_until_next() -> None:
    running = then(run(begun("sit-to-stand"), 5 + 12.3), Event.NEXT, 17.34)
    assert sit_to_stand(running.timer.done) == 12.3
    assert sit_to_stand(run(begun("sit-to-stand"), 200).timer.done) is None
