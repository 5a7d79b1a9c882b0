"""What may be tried out, and what is said before."""

from __future__ import annotations

from typing import Any

import pytest

from sciatica_tui.domain.daily import digest
from sciatica_tui.domain.records import Medication, Precaution, RedFlagAnswer
from sciatica_tui.domain.routines.catalogue import ROUTINES, find
from sciatica_tui.domain.snapshot import RecordSnapshot
from sciatica_tui.domain.trials.start import (
    DIARY_DAYS,
    ENOUGH_DAYS,
    choices,
    may_be_tried,
    outlook,
    why_not_now,
    why_not_this_habit,
    why_not_this_routine,
)

from ...sessions import no_to_every_exercise_question
from ...support import NOW, TODAY, checkin, day, stamp
from .test_trial import trial


def why_not(records: RecordSnapshot | None = None, **fields: Any) -> str | None:
    given: dict[str, Any] = {"in_flare": False, "phase_is_proposed": False} | fields
    return why_not_now(records or RecordSnapshot(), given.pop("trials", ()), TODAY, **given)


def test_nothing_is_tried_with_an_open_red_flag_in_a_flare_or_while_a_decision_waits() -> None:
    assert why_not() is None
    flag = RedFlagAnswer(**stamp(), day=TODAY, at=NOW, flags=("urination",))
    assert "red flag" in (why_not(RecordSnapshot(red_flags=(flag,))) or "")
    assert "flare" in (why_not(in_flare=True) or "")
    assert "Decide first" in (why_not(phase_is_proposed=True) or "")
    assert why_not(trials=(trial(),)) == "Another trial is still running; one at a time."


def test_an_exercise_set_aside_or_barred_cant_be_tried() -> None:
    stretch, answered = find("hamstring"), tuple(no_to_every_exercise_question())
    assert why_not_this_routine(stretch, RecordSnapshot(), NOW, TODAY) is None
    assert why_not_this_routine(stretch, RecordSnapshot(precautions=answered), NOW, TODAY) is None
    aside = Precaution(**stamp(), day=TODAY, about="hamstring", kind="set_aside", applies=True)
    records = RecordSnapshot(precautions=(*answered, aside))
    assert "you set it aside" in (why_not_this_routine(stretch, records, NOW, TODAY) or "")
    assert not may_be_tried(find("heel-rises"))


def test_in_an_empty_journal_all_of_the_first_phase_can_be_chosen_walk_heat_and_ice_first() -> None:
    names = [routine.name for routine in choices(RecordSnapshot(), ROUTINES, NOW, TODAY)]
    assert names[:3] == ["walk", "heat", "ice"]
    assert {"pelvic-tilt", "press-up", "sitting-break"} <= set(names)
    assert not {"slider", "heel-rises", "leg-raise"} & set(names)
    aside = Precaution(**stamp(), day=TODAY, about="press-up", kind="set_aside", applies=True)
    left = choices(RecordSnapshot(precautions=(aside,)), ROUTINES, NOW, TODAY)
    assert [routine.name for routine in left] == [name for name in names if name != "press-up"]


@pytest.mark.parametrize(
    "words", ["Ibuprofen", "400 mg less", "no painkillers", "my pills at night", "CBD oil", "Tylex before bed"]
)
def test_no_medicine_is_tried_out(words: str) -> None:
    used = (Medication(**stamp(), day=TODAY, product="Tylex"),)
    assert (why_not_this_habit(words, used) or "").startswith("Don't try out medication here")


@pytest.mark.parametrize("words", ["a walk at noon", "standing desk", "pillow between the knees", "no coffee"])
def test_a_habit_can_be_tried_out(words: str) -> None:
    assert why_not_this_habit(words, (Medication(**stamp(), day=TODAY, product="Tylex"),)) is None


def pains_of(*answers: tuple[int, int]) -> tuple[tuple[int, float], ...]:
    return tuple((day(ago).toordinal(), float(pain)) for ago, pain in sorted(answers, reverse=True))


def test_a_steady_diary_promises_more_than_a_restless_one() -> None:
    steady = outlook(pains_of(*((ago, 4 + ago % 2) for ago in range(1, 60))), TODAY, 1)
    restless = outlook(pains_of(*((ago, ago * 7 % 11) for ago in range(1, 60))), TODAY, 1)
    assert steady.chance(8) > 0.9 > 0.5 > restless.chance(8)
    assert steady.is_worthwhile(8)
    assert not restless.is_worthwhile(6)
    assert not steady.is_typical


def test_a_short_diary_is_not_taken_for_more_than_it_is() -> None:
    few = outlook(pains_of(*((ago, 4) for ago in range(1, ENOUGH_DAYS))), TODAY, 1)
    assert few.is_typical
    assert few.answer_rate == 0.8
    assert outlook((), TODAY, 3).diary_days == 0


def test_today_and_what_is_long_ago_say_nothing_of_the_scatter() -> None:
    recent = pains_of(*((ago, 4 + ago % 3) for ago in range(1, 40)))
    old = pains_of((DIARY_DAYS + 1, 10), (DIARY_DAYS + 2, 0))
    assert outlook((*old, *recent, *pains_of((0, 10))), TODAY, 1) == outlook(recent, TODAY, 1)


def test_the_diary_says_how_often_an_evening_is_likely_to_be_answered() -> None:
    records = tuple(checkin(ago, leg_pain=4) for ago in range(1, 41) if ago % 2)
    assert outlook(digest(records).entries["leg_pain"], TODAY, 1).answer_rate == pytest.approx(0.5, abs=0.03)
