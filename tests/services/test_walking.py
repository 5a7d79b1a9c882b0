"""A walking plan takes 1 to 30 minutes, whatever is asked of it; it ends on all devices at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from sciatica_tui.domain.errors import BadInput
from sciatica_tui.domain.records import Phase, WalkMove, validated
from sciatica_tui.domain.snapshot import RecordSnapshot
from sciatica_tui.services.walking import all_ended, asks_of_phase, changed, new_plan
from sciatica_tui.storage.journal import Journal

from ..domain.routines.test_walking import plan, walked
from ..support import NOW, TODAY


@pytest.mark.parametrize("minutes", [0, 31, 600])
def test_a_plan_of_0_or_600_minutes_is_refused_in_a_sentence(minutes: int) -> None:
    with pytest.raises(BadInput, match=f"takes 1 to 30 minutes, not {minutes}"):
        new_plan(minutes, TODAY, NOW)
    assert validated(new_plan(30, TODAY, NOW)).minutes == 30


def test_a_change_is_any_fewer_and_a_fifth_more_at_most() -> None:
    diary = RecordSnapshot()
    assert changed(plan(), 3, diary, TODAY).steps[-1].minutes == 3
    assert changed(plan(), 12, diary, TODAY).steps[-1].move is WalkMove.OWN
    for minutes in (13, 30, 40, 999, 0):
        with pytest.raises(BadInput, match=rf"^1 to 12 min today, not {minutes}: a fifth more in a week, or what you"):
            changed(plan(), minutes, diary, TODAY)


def test_who_walks_more_than_the_plan_may_set_it_to_that_and_no_refusal_says_otherwise() -> None:
    diary = RecordSnapshot(checkins=tuple(walked(ago, 40) for ago in (6, 4, 2)))
    assert changed(plan(), 30, diary, TODAY).steps[-1].minutes == 30
    with pytest.raises(BadInput, match=r"^1 to 30 min today, not 40: that is the goal of the plan; a longer walk"):
        changed(plan(), 40, diary, TODAY)


def test_ending_ends_the_other_devices_plan_too() -> None:
    here, there = plan(), plan(minutes=20)
    assert [each.ended for each in all_ended((here, there), TODAY)] == [TODAY, TODAY]


def test_the_plan_stands_in_what_each_phase_asks_instead_of_its_walks(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path, lambda: NOW)
    journal.save("diary", walked(1), walked(0))
    words = [ask.words for ask in asks_of_phase(journal, Phase.PAIN_RELIEF, TODAY)[0]]
    assert words[0] == "short walks, no target"
    journal.save("plan", plan())
    for phase in Phase:
        (first, *others), logged = asks_of_phase(journal, phase, TODAY)
        assert first.words.startswith("walks of 10 min")
        assert (first.progress, logged) == ("2 of 5 days", 2)
        assert not {"short walks, no target", "a walk"} & {ask.words for ask in others}
