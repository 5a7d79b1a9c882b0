"""A trial as it goes on: one day at a time, whatever happens in between."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import msgspec

from sciatica_tui.domain.pauses import is_paused, resumed
from sciatica_tui.domain.records import (
    Precaution,
    RedFlagAnswer,
    Session,
    Trial,
    TrialEnd,
    TrialEvening,
)
from sciatica_tui.domain.snapshot import RecordSnapshot
from sciatica_tui.domain.trials.trial import (
    FORGOTTEN_DAYS,
    current_trial,
    ended,
    evening_of,
    forgotten_days,
    is_over,
    is_with,
    last_day,
    looked_at,
    means_of_pairs,
    order_of_days,
    paused,
    progress,
    result_of,
    why_to_stop,
)

from ...support import NOW, TODAY, day, stamp

FIRST = day(20)


def trial(**fields: Any) -> Trial:
    return Trial(
        **stamp()
        | {"day": FIRST, "subject": "Heat", "weeks": 6, "stretch": 1, "order": "1d0ca6953b55", "phi": 0.35}
        | fields
    )


def evenings(of: Trial, first: int, last: int, pain: int = 5, effect: int = 0) -> tuple[TrialEvening, ...]:
    """Each evening from one day of the trial to another, counted from 0."""
    order = order_of_days(of)
    return tuple(
        TrialEvening(
            **stamp(), day=of.day + timedelta(n), trial=of.id, pain=pain + effect * order[n] + n % 2, kept_to=n % 5 > 0
        )
        for n in range(first, last + 1)
    )


def test_no_day_before_the_first_or_after_the_last_is_one_of_the_trial() -> None:
    heat = trial()
    assert last_day(heat) == FIRST + timedelta(41)
    assert is_with(heat, FIRST - timedelta(1)) is None
    assert is_with(heat, FIRST) is order_of_days(heat)[0]
    assert is_with(heat, last_day(heat)) is order_of_days(heat)[41]
    assert is_with(heat, last_day(heat) + timedelta(1)) is None
    assert not is_over(heat, last_day(heat))
    assert is_over(heat, last_day(heat) + timedelta(1))


def test_of_an_evening_answered_twice_the_later_answer_counts() -> None:
    heat = trial()
    first = TrialEvening(**stamp(), day=FIRST, trial=heat.id, pain=8)
    later = msgspec.structs.replace(first, id=stamp()["id"], pain=3, updated_at=NOW + timedelta(hours=1))
    assert evening_of(heat, (later, first), FIRST) == later
    assert means_of_pairs(heat, (later, first))[0] in ((3, None), (None, 3))


def test_a_pause_leaves_its_days_out_and_a_trial_resumed_on_the_same_day_never_paused() -> None:
    heat = trial()
    on_hold = paused(heat, day(10), "away")
    assert is_paused(on_hold, day(10))
    assert is_with(on_hold, TODAY) is None
    assert paused(on_hold, day(5)) == on_hold
    assert resumed(on_hold, day(10)) == heat
    again = resumed(on_hold, day(7))
    assert [is_with(again, day(n)) is None for n in (11, 10, 8, 7)] == [False, True, True, False]
    all_days = evenings(again, 0, 19)
    assert progress(again, all_days, TODAY).paused == 3
    assert progress(again, all_days, TODAY).answered == 17


def test_the_evenings_of_paused_days_and_of_other_trials_change_no_result() -> None:
    heat = resumed(paused(trial(weeks=6, day=day(42)), day(30)), day(26))
    counted = [each for each in evenings(heat, 0, 41, effect=-2) if is_with(heat, each.day) is not None]
    strange = [msgspec.structs.replace(each, trial=trial().id, pain=10) for each in counted]
    on_hold = [each for each in evenings(heat, 0, 41) if is_with(heat, each.day) is None]
    assert len(on_hold) == 4
    assert result_of(heat, counted) is not None
    assert result_of(heat, [*counted, *strange, *on_hold]) == result_of(heat, counted)


def test_progress_counts_days_gone_evenings_answered_and_days_kept_to() -> None:
    heat = trial()
    made = progress(heat, evenings(heat, 0, 9), TODAY)
    assert (made.length, made.gone, made.answered, made.kept_to, made.not_kept_to) == (42, 20, 10, 8, 2)
    stopped = ended(heat, day(15), TrialEnd.STOPPED, "too hard")
    assert progress(stopped, (), TODAY).gone == 6


def test_a_trial_that_is_over_ended_on_its_last_day_however_late_that_is_seen() -> None:
    heat = trial(day=day(200))
    assert ended(heat, TODAY, TrialEnd.FINISHED).ended == last_day(heat)


def test_of_two_trials_that_run_at_once_after_a_merge_the_one_begun_first_goes_on() -> None:
    first, second = trial(), trial()
    assert current_trial((second, first)) == first
    assert current_trial((second, ended(first, TODAY, TrialEnd.STOPPED))) == second
    assert current_trial(()) is None


def test_a_trial_nobody_answers_is_noticed_but_not_in_a_pause() -> None:
    heat = trial()
    assert forgotten_days(heat, (), FIRST) == 0
    assert forgotten_days(heat, (), TODAY) == 20 >= FORGOTTEN_DAYS
    assert forgotten_days(heat, evenings(heat, 0, 18), TODAY) == 1
    assert forgotten_days(paused(heat, day(3)), (), TODAY) == 0
    assert forgotten_days(resumed(paused(heat, day(9)), day(2)), (), TODAY) == 2
    assert forgotten_days(trial(day=day(60)), (), TODAY) == 42


def test_a_look_before_the_end_is_written_down_once_a_day() -> None:
    looked = looked_at(looked_at(trial(), day(1)), day(1))
    assert looked_at(looked, TODAY).looks == (day(1), TODAY)


def test_a_red_flag_or_an_exercise_set_aside_stops_it() -> None:
    stretch = trial(subject="Hamstring stretch", routine="hamstring")
    assert why_to_stop(stretch, RecordSnapshot(), TODAY) is None
    flag = RedFlagAnswer(**stamp(), day=TODAY, at=NOW, flags=("urination",))
    assert why_to_stop(stretch, RecordSnapshot(red_flags=(flag,)), TODAY) == "A red flag is open."
    aside = Precaution(**stamp(), day=TODAY, about="hamstring", kind="set_aside", applies=True)
    why = why_to_stop(stretch, RecordSnapshot(precautions=(aside,)), TODAY)
    assert why == "Hamstring stretch: you set it aside on 22 Nov."
    assert why_to_stop(trial(), RecordSnapshot(precautions=(aside,), sessions=tuple[Session, ...]()), TODAY) is None
