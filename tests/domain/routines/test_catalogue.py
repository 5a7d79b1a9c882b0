"""The routines: their numbers, what a person may change, and how they are found."""

from __future__ import annotations

from datetime import UTC, date, datetime

import msgspec
import pytest

from sciatica_tui.domain.errors import BadInput
from sciatica_tui.domain.records import Routine, RoutineStep, validated
from sciatica_tui.domain.routines.catalogue import (
    BY_NAME,
    NEW_STEP,
    OWN_LIMITS,
    ROUTINES,
    Guided,
    adjusted,
    all_routines,
    check,
    check_name,
    find,
    renamed,
)
from sciatica_tui.domain.routines.instructions import TEXTS
from sciatica_tui.domain.routines.session_plan import RoutineKind, StepKind

AT = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


def kept(name: str, *steps: RoutineStep, adjusts: str | None = None) -> Routine:
    return Routine(
        id="01KAPS8C00AAAAAAAAAAAAAAAA",
        created_at=AT,
        updated_at=AT,
        rev=1,
        day=date(2026, 11, 22),
        name=name,
        steps=steps,
        adjusts=adjusts,
    )


def own(*steps: RoutineStep) -> Guided:
    return Guided("mine", "Mine", RoutineKind.OWN, steps, OWN_LIMITS, own="01KAPS8C00AAAAAAAAAAAAAAAA")


@pytest.mark.parametrize("routine", ROUTINES, ids=lambda r: r.name)
def test_every_routine_is_within_its_own_limits_and_fit_to_be_kept(routine: Guided) -> None:
    check(routine, routine.steps)
    validated(kept(routine.title, *routine.steps, adjusts=routine.name))


@pytest.mark.parametrize("routine", ROUTINES, ids=lambda r: r.name)
def test_every_routine_says_how_what_it_feels_like_when_to_stop_and_whence(routine: Guided) -> None:
    words = routine.words
    assert words is not None
    assert 2 <= len(words.how) <= 5
    assert words.cue
    assert words.feel
    assert words.stop
    assert words.source
    assert all(step.name in TEXTS for step in routine.steps)


def test_stretches_are_three_times_thirty_seconds_each_side() -> None:
    for name in ("hamstring", "piriformis", "knee-to-chest"):
        holds = [s for s in BY_NAME[name].plan if s.kind is StepKind.HOLD]
        assert [s.seconds for s in holds] == [30] * 6


def test_ice_and_heat_are_never_settable_above_twenty_minutes() -> None:
    for name in ("ice", "heat"):
        routine = BY_NAME[name]
        with pytest.raises(BadInput, match=r"the time can be 300 to 1,200 seconds, not 1,260"):
            check(routine, (msgspec.structs.replace(routine.steps[0], hold_seconds=1260),))
    alternating = BY_NAME["alternating"]
    for pack in (StepKind.HEAT, StepKind.ICE):
        most = tuple(msgspec.structs.replace(s, hold_seconds=600) for s in alternating.steps)
        check(alternating, most)
        assert sum(s.hold_seconds for s in most if s.name == pack) <= 1200
    assert alternating.plan[-1].kind is StepKind.ICE


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"hold_seconds": 0}, r"Hamstring stretch: the time can be 20 to 30 seconds, not 0\."),
        ({"hold_seconds": 45}, r"Hamstring stretch: the time can be 20 to 30 seconds, not 45\."),
        ({"repetitions": 10_000}, r"Hamstring stretch: repetitions can be 2 to 4, not 10,000\."),
        ({"sets": 2}, r"Hamstring stretch: sets can be 1, not 2\."),
        ({"rest_seconds": -1}, r"Hamstring stretch: the rest can be 0 to 60 seconds, not -1\."),
    ],
)
def test_a_number_out_of_its_range_gets_one_sentence(change: dict[str, int], sentence: str) -> None:
    routine = BY_NAME["hamstring"]
    with pytest.raises(BadInput, match=f"^{sentence}$"):
        check(routine, (msgspec.structs.replace(routine.steps[0], **change),))


@pytest.mark.parametrize(
    ("steps", "sentence"),
    [
        ((), "there are no steps"),
        ((RoutineStep(name="Plank", hold_seconds=0),), "Plank: the time can be 1 to 3,600 seconds, not 0"),
        ((RoutineStep(name="Plank", hold_seconds=30, repetitions=10_000),), "repetitions can be 1 to 100, not 10,000"),
        ((RoutineStep(name=" ", hold_seconds=30),), "a step has no name"),
        ((RoutineStep(name="x" * 301, hold_seconds=30),), "over 60 letters"),
        ((RoutineStep(name="Lie", hold_seconds=3600, repetitions=100, sets=20),), "hours; the most is two"),
    ],
)
def test_a_routine_of_ones_own_has_wider_limits_and_the_same_sentences(
    steps: tuple[RoutineStep, ...], sentence: str
) -> None:
    with pytest.raises(BadInput, match=sentence):
        check(own(*steps), steps)


def test_a_test_is_always_done_the_same_way() -> None:
    routine = BY_NAME["heel-rises"]
    with pytest.raises(BadInput, match="done the same way each time"):
        check(routine, (msgspec.structs.replace(routine.steps[0], repetitions=20),))


def test_the_steps_of_ours_stay_what_they_are() -> None:
    with pytest.raises(BadInput, match="its steps are fixed"):
        check(BY_NAME["daily"], BY_NAME["hamstring"].steps)


def test_settings_are_remembered_and_bad_ones_passed_over() -> None:
    routine = BY_NAME["hamstring"]
    shorter = msgspec.structs.replace(routine.steps[0], hold_seconds=20)
    assert adjusted(routine, kept("x", shorter, adjusts="hamstring")).steps == (shorter,)
    broken = msgspec.structs.replace(routine.steps[0], hold_seconds=900)
    assert adjusted(routine, kept("x", broken, adjusts="hamstring")) == routine


def test_ones_own_follow_ours() -> None:
    mine = kept("From the therapist", RoutineStep(name="Lean back", hold_seconds=10))
    everything = all_routines([mine])
    assert everything[:-1] == ROUTINES
    assert (everything[-1].kind, everything[-1].own) == (RoutineKind.OWN, mine.id)
    assert find("from the", everything) == everything[-1]


@pytest.mark.parametrize("word", ["hamstring", "Hamstring stretch", " HAM ", "hams"])
def test_a_routine_is_found_by_name_title_or_beginning(word: str) -> None:
    assert find(word) == BY_NAME["hamstring"]


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("hamstrng", "There is no routine “hamstrng”; did you mean hamstring"),
        ("heat and", ""),
        ("h", "did you mean hamstring or heat or alternating or heel-rises"),
        ("", "see them all with"),
        ("yoga", "see them all with"),
    ],
)
def test_an_unknown_routine_names_what_is_near(word: str, sentence: str) -> None:
    if not sentence:
        assert find(word) == BY_NAME["alternating"]
        return
    with pytest.raises(BadInput, match=sentence):
        find(word)


def test_a_routine_of_ones_own_takes_no_name_of_another() -> None:
    everything = all_routines([kept("Mine", RoutineStep(name="x", hold_seconds=9))])
    for taken in ("ICE", "hamstring stretch", "mine "):
        with pytest.raises(BadInput, match="There is already a routine"):
            check_name(taken, everything)
    with pytest.raises(BadInput, match="needs a name"):
        check_name("  ", everything)
    check_name("Mine", everything, own=everything[-1].own)
    check_name("Yours", everything)


def test_a_step_that_becomes_one_of_ours_takes_its_numbers_and_lays_them_down_again() -> None:
    bridge = renamed(NEW_STEP, "bridge")
    assert bridge == BY_NAME["bridge"].steps[0]
    assert not bridge.sides
    assert renamed(bridge, "Bridge with a ball") == msgspec.structs.replace(NEW_STEP, name="Bridge with a ball")
    with_note = msgspec.structs.replace(NEW_STEP, note="slowly")
    assert renamed(with_note, "slider") == msgspec.structs.replace(BY_NAME["slider"].steps[0], note="slowly")


def test_numbers_that_a_person_set_stay_with_a_step_under_another_name() -> None:
    by_hand = msgspec.structs.replace(NEW_STEP, hold_seconds=20)
    assert renamed(by_hand, "bridge") == msgspec.structs.replace(by_hand, name="bridge")
