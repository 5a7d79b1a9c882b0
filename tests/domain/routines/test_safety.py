"""What is offered and what is allowed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import count
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from sciatica_tui.domain.records import (
    CheckIn,
    Cleared,
    ClearedHow,
    Felt,
    NextDay,
    Phase,
    Precaution,
    RedFlagAnswer,
    RoutineStep,
    Session,
    StepDone,
    Zone,
    new_id,
)
from sciatica_tui.domain.routines.active_session import begin, record, then
from sciatica_tui.domain.routines.catalogue import BY_NAME, OWN_LIMITS, ROUTINES, Guided
from sciatica_tui.domain.routines.safety import (
    CONTRAINDICATION,
    EVERY_ONCE,
    GENTLEST,
    ONCE,
    ONCE_COLD,
    PATCH,
    PREGNANCY,
    checked_in,
    done_minutes,
    offered,
    permission,
    phase_of,
    refusal,
    without,
)
from sciatica_tui.domain.routines.session_plan import BETWEEN, RoutineKind, StepKind
from sciatica_tui.domain.routines.setbacks import (
    SET_ASIDE,
    Outcome,
    asks_which,
    exercises_of,
    is_set_aside,
    is_stopped_today,
    next_day_due,
    outcome,
    set_back,
    with_next_day,
)
from sciatica_tui.domain.routines.timer import PACK_CAP_SECONDS, TimerEvent, start, target, update
from sciatica_tui.domain.snapshot import RecordSnapshot

DAY = date(2026, 11, 22)
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
_numbers = count(1)


def stamp(at: datetime) -> dict[str, Any]:
    ulid = new_id(at, next(_numbers).to_bytes(10, "big"))
    return {"id": ulid, "created_at": at, "updated_at": at, "rev": 1}


def session(
    routine: str,
    ended: datetime = NOON,
    steps: Sequence[tuple[str, str, float]] = (),
    day: date | None = None,
    **more: Any,
) -> Session:
    """A session with (kind, exercise, seconds done) for its steps; a minute of a hold of its own name by default."""
    done = tuple(
        StepDone(kind=kind, planned_seconds=900, done_seconds=seconds, routine=exercise)
        for kind, exercise, seconds in steps or (("hold", routine, 60.0),)
    )
    fields = {"day": day or ended.date(), "routine": routine, "started_at": ended - timedelta(minutes=15), **more}
    return Session(**stamp(ended), ended_at=ended, steps=done, **fields)


def ice(ended: datetime, seconds: float = 900) -> Session:
    return session("ice", ended, [("ice", "ice", seconds)])


def heat(ended: datetime, seconds: float = 900) -> Session:
    return session("heat", ended, [("heat", "heat", seconds)])


def alternating(ended: datetime) -> Session:
    return session("alternating", ended, [("heat", "heat", 600), ("ice", "ice", 600)] * 2)


def worse(routine: str, ended: datetime = NOON, **more: Any) -> Session:
    return session(routine, ended, before=Felt(leg_pain=3), after=Felt(leg_pain=5), **more)


def precaution(kind: str, about: str, at: datetime = NOON, **more: Any) -> Precaution:
    return Precaution(**stamp(at), day=at.date(), kind=kind, about=about, **more)


def may(name: str, known: RecordSnapshot, now: datetime = NOON, day: date = DAY) -> bool:
    return permission(BY_NAME[name], known, now, day).allowed


# --- ice and heat ----------------------------------------------------------------------------------------------


def test_ice_waits_two_hours_after_it_ended() -> None:
    known = RecordSnapshot(sessions=(ice(NOON),))
    refused = permission(BY_NAME["ice"], known, NOON + timedelta(minutes=30), DAY)
    assert (refused.allowed, refused.again_at) == (False, NOON + timedelta(hours=2))
    assert refused.reason == "Ice again from 14:00: two hours' rest for the skin."
    assert not may("ice", known, NOON + timedelta(hours=2) - timedelta(seconds=1))
    assert may("ice", known, NOON + timedelta(hours=2))
    assert may("heat", known, NOON + timedelta(minutes=1))


def test_ice_waits_over_midnight_and_in_another_zone() -> None:
    late = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
    known = RecordSnapshot(sessions=(ice(late),))
    there = (late + timedelta(hours=1)).astimezone(timezone(timedelta(hours=9)))
    refused = permission(BY_NAME["ice"], known, there, DAY + timedelta(1))
    assert refused.reason.startswith("Ice again from 10:30")


def test_a_clock_set_back_does_not_free_the_ice() -> None:
    known = RecordSnapshot(sessions=(ice(NOON),))
    assert not may("ice", known, NOON - timedelta(hours=3))
    assert may("ice", known, NOON - timedelta(days=300))


def test_ice_taken_off_at_once_does_not_count() -> None:
    assert may("ice", RecordSnapshot(sessions=(ice(NOON, seconds=20),)))
    assert not may("ice", RecordSnapshot(sessions=(ice(NOON, seconds=60),)))


def test_ice_taken_off_again_and_again_rests_like_any_other() -> None:
    stops = tuple(ice(NOON + timedelta(minutes=2 * n), seconds=59) for n in range(2))
    off = NOON + timedelta(minutes=2)
    assert may("ice", RecordSnapshot(sessions=stops[:1]), off)
    assert not may("ice", RecordSnapshot(sessions=stops), off + timedelta(minutes=119))
    assert may("ice", RecordSnapshot(sessions=stops), off + timedelta(minutes=120))
    assert may("heat", RecordSnapshot(sessions=stops), off)


def test_what_was_on_shortly_before_counts_towards_the_twenty_minutes() -> None:
    permitted = permission(
        BY_NAME["ice"], RecordSnapshot(sessions=(ice(NOON, seconds=50),)), NOON + timedelta(minutes=1), DAY
    )
    timer = start(BY_NAME["ice"].plan, 0.0, NOON, permitted.on_already)
    for _ in range(100):
        timer = update(timer, TimerEvent.PLUS, 5.0)
    assert update(timer, TimerEvent.TICK, 5000.0).done[-1].done_seconds == PACK_CAP_SECONDS - 50


def test_heat_taken_off_again_and_again_is_one_of_the_three() -> None:
    stops = tuple(heat(NOON - timedelta(minutes=n), seconds=59) for n in range(6))
    assert may("heat", RecordSnapshot(sessions=stops[:5]))
    assert not may("heat", RecordSnapshot(sessions=stops))


def test_heat_in_turn_rests_after_twenty_minutes_though_the_ice_was_left_out() -> None:
    begun = tuple(
        session(
            "alternating", NOON - timedelta(minutes=n), [("heat", "heat", 600)], started_at=NOON - timedelta(hours=1)
        )
        for n in range(2)
    )
    assert may("alternating", RecordSnapshot(sessions=begun[:1]))
    assert not may("alternating", RecordSnapshot(sessions=begun))
    assert may("alternating", RecordSnapshot(sessions=begun), NOON + timedelta(hours=2))


class Attempt(NamedTuple):
    """Someone who wants a pack: which, how many minutes after the last one came off, and when they take it off."""

    routine: str
    minutes_later: int
    seconds: int


ATTEMPTS = st.lists(
    st.builds(
        Attempt,
        st.sampled_from(["ice", "heat", "alternating"]),
        st.one_of(st.integers(0, 5), st.integers(0, 200)),
        st.one_of(st.integers(40, 59), st.integers(0, 3000)),
    ),
    max_size=10,
)


def as_long_as_allowed(attempt: Attempt, on_already: Mapping[StepKind, float], at: datetime) -> tuple[Session, float]:
    """The session as the timer runs it, at its longest, and the seconds it took; taken off early where they say so."""
    routine = BY_NAME[attempt.routine]
    longest = routine.limits.hold[1]
    routine = replace(routine, steps=tuple(replace(step, hold_seconds=longest) for step in routine.steps))
    running = begin(routine, new_id(at, next(_numbers).to_bytes(10, "big")), at.date(), 0.0, at, None, on_already)
    now, left = 0.0, float(attempt.seconds)
    while not running.timer.over and left > 0:
        if running.timer.step.kind in BETWEEN:
            running = then(running, TimerEvent.NEXT, now)
            continue
        passed = min(left, target(running.timer) - running.timer.elapsed)
        now, left = now + passed, left - max(passed, 0.001)
        running = then(then(running, TimerEvent.TICK, now), TimerEvent.RESUME, now)
    return record(running, "stopped", at), now


def without_two_hours_off(sessions: Sequence[Session], kind: StepKind) -> Iterator[list[float]]:
    """The seconds of that pack in each run of sessions that no two hours without it divide."""
    run, off = list[float](), None
    for each in sessions:
        seconds = sum(step.done_seconds for step in each.steps if step.kind == kind)
        if not seconds:
            continue
        if off is not None and each.started_at - off >= timedelta(hours=2):
            yield run
            run = []
        run.append(seconds)
        off = each.ended_at
    yield run


@settings(max_examples=300, deadline=None)
@given(ATTEMPTS)
def test_however_often_a_pack_is_taken_off_it_is_never_on_for_too_long(attempts: list[Attempt]) -> None:
    now, sessions = NOON.replace(hour=0), list[Session]()
    for attempt in attempts:
        now += timedelta(minutes=attempt.minutes_later)
        permitted = permission(BY_NAME[attempt.routine], RecordSnapshot(sessions=tuple(sessions)), now, now.date())
        if permitted.allowed:
            session, seconds = as_long_as_allowed(attempt, permitted.on_already, now)
            sessions.append(session)
            now += timedelta(seconds=seconds)
    for run in without_two_hours_off(sessions, StepKind.ICE):
        assert sum(run) <= PACK_CAP_SECONDS + 1
        assert sum(run[:-1]) < 60
    for day in {session.day for session in sessions}:
        heats = [step.done_seconds for s in sessions if s.day == day for step in s.steps if step.kind == StepKind.HEAT]
        assert sum(heats) <= 3 * PACK_CAP_SECONDS + 1
    in_turn = [session for session in sessions if session.routine == "alternating"]
    for kind in (StepKind.ICE, StepKind.HEAT):
        assert all(sum(run) <= PACK_CAP_SECONDS + 1 for run in without_two_hours_off(in_turn, kind))


def test_heat_is_for_three_times_a_day() -> None:
    sessions = tuple(heat(NOON - timedelta(hours=h)) for h in (1, 2, 3))
    assert may("heat", RecordSnapshot(sessions=sessions[:2]))
    refused = permission(BY_NAME["heat"], RecordSnapshot(sessions=sessions), NOON, DAY)
    assert refused.reason == "Heat: you used heat 3 times today; again tomorrow."
    assert not may("alternating", RecordSnapshot(sessions=sessions))
    assert may("ice", RecordSnapshot(sessions=sessions))
    assert may("heat", RecordSnapshot(sessions=sessions), NOON + timedelta(days=1), DAY + timedelta(1))


def test_heat_and_ice_in_turn_count_as_one_and_rest_both() -> None:
    known = RecordSnapshot(sessions=(alternating(NOON),))
    for name in ("ice", "heat", "alternating"):
        assert not may(name, known, NOON + timedelta(minutes=119))
        assert may(name, known, NOON + timedelta(minutes=120))
    earlier = tuple(heat(NOON - timedelta(hours=h)) for h in (3, 4))
    assert not may("heat", RecordSnapshot(sessions=(*earlier, alternating(NOON))), NOON + timedelta(hours=3))


def test_what_speaks_against_a_pack_is_asked_once_before_it() -> None:
    assert permission(BY_NAME["ice"], RecordSnapshot(), NOON, DAY).once == (*ONCE, *ONCE_COLD)
    answered = tuple(precaution(CONTRAINDICATION, q.name, applies=False) for q in ONCE[:-1])
    assert permission(BY_NAME["heat"], RecordSnapshot(precautions=answered), NOON, DAY).once == (ONCE[-1], PREGNANCY)


@pytest.mark.parametrize(
    ("question", "refused"),
    [
        ("raynaud", {"ice", "alternating"}),
        ("cold_allergy", {"ice", "alternating"}),
        ("pregnancy", {"heat", "alternating"}),
        ("diabetes", {"ice", "heat", "alternating"}),
    ],
)
def test_what_speaks_against_cold_leaves_heat_alone_and_the_other_way_round(question: str, refused: set[str]) -> None:
    diary = RecordSnapshot(precautions=(precaution(CONTRAINDICATION, question, applies=True),))
    packs = ("ice", "heat", "alternating")
    assert {name for name in packs if not permission(BY_NAME[name], diary, NOON, DAY).allowed} == refused


def test_each_question_that_is_asked_once_is_listed_once() -> None:
    assert len({question.name for question in EVERY_ONCE}) == len(EVERY_ONCE)
    assert permission(BY_NAME["walk"], RecordSnapshot(), NOON, DAY).once == ()


def test_a_yes_blocks_until_someone_was_asked() -> None:
    yes = precaution(CONTRAINDICATION, "diabetes", applies=True)
    refused = permission(BY_NAME["heat"], RecordSnapshot(precautions=(yes,)), NOON, DAY)
    assert refused.reason == "Heat: you said yes to “Diabetes?”; ask a clinician or pharmacist first."
    both = RecordSnapshot(precautions=(precaution(CONTRAINDICATION, "numbness", applies=True), yes))
    named = "“Numbness or nerve damage where a pack lies?” and “Diabetes?”"
    assert named in permission(BY_NAME["heat"], both, NOON, DAY).reason
    asked = precaution(CONTRAINDICATION, "diabetes", NOON + timedelta(1), applies=True, cleared_on=DAY)
    assert may("heat", RecordSnapshot(precautions=(yes, asked)))


@pytest.mark.parametrize(
    ("yes", "out", "stays"),
    [
        ("hip_replacement", {"piriformis", "knee-to-chest"}, {"hamstring", "cat-camel"}),
        ("osteoporosis", {"knee-to-chest", "cat-camel", "slider"}, {"piriformis", "press-up"}),
        ("operation", {"hamstring", "bridge", "press-up", "daily"}, {"walk", "ice"}),
        ("pregnancy", {"press-up", "pelvic-tilt", "bridge", "daily"}, {"cat-camel", "bird-dog"}),
        ("stenosis", {"press-up"}, {"bridge"}),
        ("spondylolisthesis", {"press-up"}, {"bridge"}),
    ],
)
def test_what_speaks_against_an_exercise_is_asked_once_and_a_yes_bars_it(
    yes: str, out: set[str], stays: set[str]
) -> None:
    known = RecordSnapshot(precautions=(precaution(CONTRAINDICATION, yes, applies=True),))
    assert {name for name in out | stays if not may(name, known)} == out
    for name in out:
        assert yes in {q.name for q in permission(BY_NAME[name], RecordSnapshot(), NOON, DAY).once}


def test_a_set_goes_on_without_the_exercises_that_a_yes_bars() -> None:
    known = RecordSnapshot(precautions=(precaution(CONTRAINDICATION, "hip_replacement", applies=True),))
    assert permission(BY_NAME["daily"], known, NOON, DAY).left_out == ("piriformis", "knee-to-chest")


@pytest.mark.parametrize(
    ("name", "answers", "sentence"),
    [
        ("ice", {"numb_skin": True}, "Not on numb skin"),
        ("ice", {}, "Answer first: Is the skin numb"),
        ("heat", {"numb_skin": False, "patch": True, "drowsy": False}, "Not with a patch"),
        ("heat", {"numb_skin": False, "patch": True, "drowsy": True}, f"{PATCH.why} Not after a sedative"),
        ("heat", {"numb_skin": False, "patch": False, "drowsy": True}, "Not after a sedative"),
        ("alternating", {"numb_skin": False, "patch": False}, "Answer first: A sedative"),
    ],
)
def test_numb_skin_and_the_like_block_each_time(name: str, answers: dict[str, bool], sentence: str) -> None:
    refused = refusal(permission(BY_NAME[name], RecordSnapshot(), NOON, DAY), answers)
    assert refused is not None
    assert refused.startswith(sentence)


def test_three_times_no_lets_heat_begin() -> None:
    permitted = permission(BY_NAME["heat"], RecordSnapshot(), NOON, DAY)
    assert refusal(permitted, {"numb_skin": False, "patch": False, "drowsy": False}) is None
    assert refusal(permission(BY_NAME["walk"], RecordSnapshot(), NOON, DAY), {}) is None


# --- around exercises ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (Felt(leg_pain=3), Felt(leg_pain=5), True),
        (Felt(leg_pain=3), Felt(leg_pain=4), False),
        (Felt(zone=Zone.THIGH), Felt(zone=Zone.CALF), True),
        (Felt(zone=Zone.CALF), Felt(zone=Zone.THIGH), False),
        (Felt(leg_pain=3), Felt(leg_pain=3, further_down=True), True),
        (None, Felt(further_down=True), True),
        (None, Felt(leg_pain=9), False),
        (Felt(), Felt(leg_pain=9, zone=Zone.FOOT), False),
        (Felt(leg_pain=0, zone=Zone.NONE), None, False),
    ],
)
def test_further_down_or_up_by_two_is_a_setback(before: Felt | None, after: Felt | None, expected: bool) -> None:
    assert set_back(session("hamstring", before=before, after=after)) is expected


def test_a_setback_stops_that_exercise_today_and_no_other() -> None:
    known = RecordSnapshot(sessions=(worse("hamstring"),))
    refused = permission(BY_NAME["hamstring"], known, NOON, DAY)
    assert refused.reason == "Hamstring stretch: it made your leg worse today; not again before tomorrow."
    assert may("piriformis", known)
    assert may("hamstring", known, NOON + timedelta(days=1), DAY + timedelta(1))


def test_the_daily_set_goes_on_without_it() -> None:
    permitted = permission(BY_NAME["daily"], RecordSnapshot(sessions=(worse("hamstring"),)), NOON, DAY)
    assert (permitted.allowed, permitted.left_out) == (True, ("hamstring",))
    assert without(BY_NAME["daily"], permitted.left_out).exercises == ("piriformis", "knee-to-chest")


THREE = [("hold", name, 180.0) for name in ("hamstring", "piriformis", "knee-to-chest")]


def test_in_a_set_it_asks_which_one() -> None:
    known_not = worse("daily", steps=THREE)
    assert asks_which(known_not)
    named = worse("daily", steps=THREE, culprit="piriformis")
    assert not asks_which(named)
    assert [n for n in exercises_of(named) if is_stopped_today(n, RecordSnapshot(sessions=(named,)), DAY)] == [
        "piriformis"
    ]


def test_not_knowing_which_pauses_the_whole_set() -> None:
    known = RecordSnapshot(sessions=(worse("daily", steps=THREE),))
    assert not any(may(name, known) for name in ("daily", "hamstring", "piriformis", "knee-to-chest"))
    assert may("slider", known)


def test_exercises_the_session_never_reached_are_not_to_blame() -> None:
    known = RecordSnapshot(sessions=(worse("daily", steps=[THREE[0], ("hold", "piriformis", 0.0)]),))
    assert not may("hamstring", known)
    assert may("piriformis", known)


@pytest.mark.parametrize(("days_apart", "aside"), [(1, True), (6, True), (7, False)])
def test_twice_in_seven_days_sets_it_aside(days_apart: int, aside: bool) -> None:
    known = RecordSnapshot(sessions=(worse("hamstring", NOON - timedelta(days_apart)), worse("hamstring")))
    assert is_set_aside("hamstring", known) is aside
    assert may("hamstring", known, NOON + timedelta(30), DAY + timedelta(30)) is not aside


def test_set_aside_lasts_until_cleared_and_counts_anew_from_there() -> None:
    sessions = (worse("hamstring", NOON - timedelta(1)), worse("hamstring"))
    cleared = precaution(SET_ASIDE, "hamstring", NOON + timedelta(2), applies=True, cleared_on=DAY + timedelta(2))
    assert not is_set_aside("hamstring", RecordSnapshot(sessions=sessions, precautions=(cleared,)))
    once_more = worse("hamstring", NOON + timedelta(3))
    assert not is_set_aside("hamstring", RecordSnapshot(sessions=(*sessions, once_more), precautions=(cleared,)))
    twice_more = (*sessions, once_more, worse("hamstring", NOON + timedelta(4)))
    assert is_set_aside("hamstring", RecordSnapshot(sessions=twice_more, precautions=(cleared,)))


def test_a_person_may_set_an_exercise_aside() -> None:
    known = RecordSnapshot(precautions=(precaution(SET_ASIDE, "bridge", applies=True),))
    refused = permission(BY_NAME["bridge"], known, NOON, DAY)
    assert refused.reason == "Bridge: you set it aside on 22 Nov. Bring it back once you have asked someone."


def test_the_rules_hold_inside_ones_own_routines() -> None:
    steps = (RoutineStep(name="hamstring", hold_seconds=30), RoutineStep(name="Lean back", hold_seconds=5))
    mine = Guided("mine", "Mine", RoutineKind.OWN, steps, OWN_LIMITS, own="x")
    assert permission(mine, RecordSnapshot(sessions=(worse("hamstring"),)), NOON, DAY).left_out == ("hamstring",)


def test_a_copy_of_an_exercise_is_asked_about_and_barred_like_the_exercise() -> None:
    copied = replace(BY_NAME["press-up"], name="mine", own="01M7YZMHG0QN8N5AWX7BKJ88GX")
    asked = permission(copied, RecordSnapshot(), NOON, DAY).once
    assert [q.name for q in asked] == [
        q.name for q in permission(BY_NAME["press-up"], RecordSnapshot(), NOON, DAY).once
    ]
    known = RecordSnapshot(precautions=(precaution(CONTRAINDICATION, "stenosis", applies=True),))
    assert not permission(copied, known, NOON, DAY).allowed


def test_the_next_day_question_is_due_for_yesterdays_exercises() -> None:
    yesterday = NOON - timedelta(days=1)
    asked = session("daily", yesterday, next_day=NextDay.SAME)
    due = session("hamstring", yesterday)
    known = RecordSnapshot(
        sessions=(asked, due, session("bridge", NOON), session("walk", NOON - timedelta(3)), ice(yesterday))
    )
    assert next_day_due(known, DAY) == (due,)
    assert next_day_due(RecordSnapshot(sessions=(with_next_day(due, NextDay.WORSE),)), DAY) == ()


def test_without_the_next_days_answer_it_is_not_yet_known() -> None:
    assert outcome(session("hamstring")) is Outcome.NOT_YET_KNOWN
    assert outcome(session("hamstring", next_day=NextDay.BETTER)) is Outcome.BETTER
    assert outcome(worse("hamstring", next_day=NextDay.BETTER)) is Outcome.SET_BACK


# --- red flags, phases, offers ---------------------------------------------------------------------------------


def flag(name: str, cleared: Cleared | None = None) -> RedFlagAnswer:
    return RedFlagAnswer(**stamp(NOON), day=DAY, at=NOON, flags=(name,), cleared=cleared)


@pytest.mark.parametrize("routine", ROUTINES, ids=lambda r: r.name)
def test_an_open_red_flag_locks_every_timer(routine: Guided) -> None:
    assert not permission(routine, RecordSnapshot(red_flags=(flag("urination"),)), NOON, DAY).allowed
    assert not permission(
        routine, RecordSnapshot(red_flags=(flag("fever"),)), NOON + timedelta(90), DAY + timedelta(90)
    ).allowed
    assert permission(routine, RecordSnapshot(red_flags=(flag("age"),)), NOON, DAY).allowed
    seen = Cleared(how=ClearedHow.SEEN, on=DAY, at=NOON)
    assert permission(routine, RecordSnapshot(red_flags=(flag("urination", seen),)), NOON, DAY).allowed


def today() -> CheckIn:
    return CheckIn(**stamp(NOON), day=DAY, leg_pain=3)


def test_a_day_without_a_check_in_offers_the_gentlest_alone() -> None:
    assert [r.name for r in offered(RecordSnapshot(), ROUTINES, DAY)] == [GENTLEST]
    assert not checked_in(RecordSnapshot(checkins=(today(),)), DAY + timedelta(1))


def test_the_phase_decides_what_is_offered() -> None:
    mine = Guided("mine", "Mine", RoutineKind.OWN, (RoutineStep(name="x", hold_seconds=9),), OWN_LIMITS, own="x")
    known = RecordSnapshot(checkins=(today(),))
    names = [r.name for r in offered(known, (*ROUTINES, mine), DAY)]
    assert names[0] == "walk"
    assert names[-1] == "mine"
    assert phase_of(known, DAY) is Phase.PAIN_RELIEF
    assert all(BY_NAME[name].phase is Phase.PAIN_RELIEF for name in names[:-1])


def test_what_an_answer_bars_is_not_offered() -> None:
    yes = precaution(CONTRAINDICATION, "pregnancy", applies=True)
    barred = RecordSnapshot(checkins=(today(),), precautions=(yes,))
    assert "walk" in {r.name for r in offered(barred, ROUTINES, DAY)}
    assert not {"pelvic-tilt", "press-up", "heat"} & {r.name for r in offered(barred, ROUTINES, DAY)}
    assert offered(RecordSnapshot(precautions=(yes,)), ROUTINES, DAY) == ()


def test_what_belongs_to_a_later_phase_is_allowed_with_a_word_of_care() -> None:
    assert permission(BY_NAME["slider"], RecordSnapshot(), NOON, DAY).notice.startswith(
        "This is usually for the next phase."
    )
    assert permission(BY_NAME["walk"], RecordSnapshot(), NOON, DAY).notice == ""


def test_minutes_done_today_add_up_over_sessions() -> None:
    walks = tuple(session("walk", NOON, [("walk", "walk", seconds)]) for seconds in (300.0, 420.0))
    assert done_minutes("walk", RecordSnapshot(sessions=(*walks, ice(NOON))), DAY) == 12
