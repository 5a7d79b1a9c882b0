"""Why a red flag was raised, as it is told today: every test of that day, and since when."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from sciatica_tui.domain.records import (
    CheckIn,
    Cleared,
    ClearedHow,
    Episode,
    HeelRises,
    Muscle,
    MuscleSides,
    RedFlagAnswer,
    Side,
)
from sciatica_tui.domain.red_flags.alarms import alarms
from sciatica_tui.domain.red_flags.flags import WEAKNESS, flag_words, reason_words
from sciatica_tui.domain.red_flags.reasons import with_reasons
from tests.support import NOW, TODAY, checkin, day, stamp

LEFT_WEAK, RIGHT_WEAK = MuscleSides(left=Muscle.WEAK), MuscleSides(right=Muscle.WEAK)
NORMAL = MuscleSides(left=Muscle.NORMAL, right=Muscle.NORMAL)
SINCE = "15 November"
EPISODE = Episode(**stamp(), day=day(60), started=day(60), side=Side.LEFT)


def flag_of(entry: CheckIn, why: str | None = None) -> RedFlagAnswer:
    reason = why or next(alarm.why for alarm in alarms(entry, [entry], (), EPISODE) if alarm.flag == WEAKNESS)
    return RedFlagAnswer(**stamp(), day=entry.day, at=NOW, flags=(WEAKNESS,), raised=True, why=reason, checkin=entry.id)


def told(answers: dict[str, Any], *later: dict[str, Any], why: str | None = None) -> str:
    """Tell why a check-in of a week ago raised weakness, after the answers of these days since then."""
    before, entry = checkin(14, heel_walk=NORMAL, toe_lift=NORMAL, weakness_felt=False), checkin(7, **answers)
    entries = [before, entry, *(checkin(len(later) - at, **fields) for at, fields in enumerate(later))]
    (answer,) = with_reasons([flag_of(entry, why)], entries, TODAY)
    return reason_words(answer, TODAY)


BOTH_TESTS: dict[str, Any] = {"heel_walk": LEFT_WEAK, "toe_lift": LEFT_WEAK}


@pytest.mark.parametrize(
    ("answers", "later", "words"),
    [
        (BOTH_TESTS, (), "left heel walk and big toe lift weak since"),
        (BOTH_TESTS, (BOTH_TESTS,), "left heel walk and big toe lift weak since"),
        (BOTH_TESTS, ({"heel_walk": NORMAL, "toe_lift": LEFT_WEAK},), "left big toe lift weak since"),
        (BOTH_TESTS, ({"heel_walk": NORMAL, "toe_lift": NORMAL},), "left heel walk and big toe lift: weak on"),
        ({"heel_walk": MuscleSides(left=Muscle.CANNOT)}, (), "left heel walk not possible since"),
        ({"heel_walk": MuscleSides(Muscle.WEAK, Muscle.WEAK)}, (), "left and right heel walk weak since"),
        ({"heel_walk": LEFT_WEAK, "toe_lift": RIGHT_WEAK}, (), "left heel walk and right big toe lift weak since"),
        ({"weakness_felt": True}, ({"weakness_felt": True},), "a leg or foot has felt weak since"),
        ({"weakness_felt": True}, ({"weakness_felt": False},), "a leg or foot feels weak on"),
        ({"heel_rises": HeelRises(left=0)}, (), "left heel rises 0 on"),
    ],
)
def test_a_reason_names_every_test_that_became_weak_and_since_when_while_later_ones_agree(
    answers: dict[str, Any], later: tuple[dict[str, Any], ...], words: str
) -> None:
    assert told(answers, *later) == f"{words} {SINCE}"


def test_a_journal_that_kept_one_of_the_tests_tells_of_all() -> None:
    assert told(BOTH_TESTS, why="left heel walk: weak") == f"left heel walk and big toe lift weak since {SINCE}"


def test_a_low_count_is_told_as_it_was_raised() -> None:
    why = "left heel rises 18 → 8"
    assert told({"heel_rises": HeelRises(left=8), "weakness_felt": True}, why=why) == f"{why} on {SINCE}"


def test_words_that_have_a_day_already_leave_that_of_the_reason_out() -> None:
    entry = checkin(7, **BOTH_TESTS)
    (answer,) = with_reasons([flag_of(entry)], [entry], TODAY)
    assert flag_words(answer).endswith("(left heel walk and big toe lift weak)")


def test_a_test_that_was_weak_before_is_none_of_the_reason() -> None:
    before, entry = checkin(14, heel_walk=NORMAL, toe_lift=LEFT_WEAK), checkin(7, **BOTH_TESTS)
    (answer,) = with_reasons([flag_of(entry, "left heel walk: weak")], [before, entry], TODAY)
    assert reason_words(answer, TODAY) == f"left heel walk weak since {SINCE}"


def test_what_a_clinician_saw_is_told_as_it_was_then_though_it_is_better_by_now() -> None:
    entry, better = checkin(7, **BOTH_TESTS), checkin(1, heel_walk=NORMAL, toe_lift=NORMAL)
    seen = replace(flag_of(entry), cleared=Cleared(how=ClearedHow.SEEN, on=day(3), at=NOW))
    (answer,) = with_reasons([seen], [entry, better], TODAY)
    assert reason_words(answer, TODAY) == f"left heel walk and big toe lift weak since {SINCE}"


def test_an_alarm_names_with_a_movement_that_was_not_possible_none_that_was_only_weak() -> None:
    entry = checkin(7, heel_walk=MuscleSides(left=Muscle.CANNOT), toe_lift=LEFT_WEAK)
    assert flag_of(entry).why == f"left heel walk: {Muscle.CANNOT.value}"
