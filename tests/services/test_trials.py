"""Trials are drawn once and kept by the store's rules, also from two windows."""

from __future__ import annotations

from pathlib import Path

import pytest

from sciatica_tui.domain.errors import BadInput
from sciatica_tui.domain.records import Trial, TrialEvening, TrialOutcome
from sciatica_tui.domain.trials.start import outlook
from sciatica_tui.domain.trials.trial import evening_of, order_of_days
from sciatica_tui.services.trials import TrialPlan, evening, new_trial
from sciatica_tui.storage.journal import Journal

from ..support import NOW, TODAY, FakeClock, day

OUTLOOK = outlook((), TODAY, 1)
PLAN = TrialPlan("Heat", weeks=6, stretch=1, routine="heat", outcome=TrialOutcome.BACK_PAIN)


def test_a_new_trial_holds_what_was_planned_and_told_and_an_order_of_its_own() -> None:
    first, second = (new_trial(PLAN, OUTLOOK, TODAY, NOW) for _ in range(2))
    assert (first.subject, first.routine, first.outcome, first.day) == ("Heat", "heat", "back_pain", TODAY)
    assert first.chance == OUTLOOK.chance(6)
    assert first.phi == OUTLOOK.phi
    assert first.order != second.order


@pytest.mark.parametrize("subject", ["", "x" * 301])
def test_a_subject_without_a_name_or_with_an_endless_one_is_refused(subject: str) -> None:
    with pytest.raises(BadInput, match="1 to 300 letters"):
        new_trial(TrialPlan(subject, weeks=6, stretch=1), OUTLOOK, TODAY, NOW)


def test_the_order_is_the_same_in_the_file_and_an_evening_answered_in_two_windows_is_one(tmp_path: Path) -> None:
    clock = FakeClock()
    one = Journal.open(tmp_path, clock.now)
    trial = new_trial(PLAN, OUTLOOK, day(3), NOW)
    one.save("trial", trial)
    other = Journal.open(tmp_path, clock.now)
    one.save("evening", evening(one, trial, TODAY, 4, True, clock.now())[0])
    clock.advance(60)
    other.save("evening", evening(other, trial, TODAY, 6, None, clock.now())[0])
    one.refresh()
    (kept,) = one.all(Trial)
    assert order_of_days(kept) == order_of_days(trial)
    latest = evening_of(kept, one.all(TrialEvening), TODAY)
    assert latest is not None
    assert latest.pain == 6


def test_a_changed_evening_is_the_same_record_and_a_day_outside_the_trial_is_refused(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path, FakeClock().now)
    trial = new_trial(PLAN, OUTLOOK, day(3), NOW)
    journal.save("evening", evening(journal, trial, TODAY, 4, None, NOW)[0])
    journal.save("evening", evening(journal, trial, TODAY, 5, False, NOW)[0])
    (only,) = journal.all(TrialEvening)
    assert (only.pain, only.kept_to) == (5, False)
    with pytest.raises(BadInput, match="not part of the trial"):
        evening(journal, trial, day(4), 4, None, NOW)
