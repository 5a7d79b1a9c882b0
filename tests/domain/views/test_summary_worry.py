"""High worry for three weeks is worth talking about; a number or two is not, and nothing is judged by it."""

from __future__ import annotations

from sciatica_tui.domain.assessment.assess import assess
from sciatica_tui.domain.snapshot import RecordSnapshot
from sciatica_tui.domain.views.summary import notes, worried_for_weeks

from ...support import TODAY, checkin


def test_three_weeks_of_high_worry_are_worth_talking_about() -> None:
    weeks = [checkin(ago, worry=worry) for ago, worry in ((21, 2), (14, 7), (7, 9), (0, 7))]
    assert worried_for_weeks(weeks, TODAY)
    assert any("Very worried" in note for note in notes(assess(RecordSnapshot(checkins=tuple(weeks)), TODAY)))


def test_a_better_week_too_few_or_old_answers_suggest_nothing() -> None:
    assert not worried_for_weeks([checkin(ago, worry=worry) for ago, worry in ((14, 8), (7, 6), (0, 8))], TODAY)
    assert not worried_for_weeks([checkin(ago, worry=8) for ago in (7, 0)], TODAY)
    assert not worried_for_weeks([checkin(ago, worry=8) for ago in (2, 1, 0)], TODAY)
    assert not worried_for_weeks([checkin(ago, worry=8) for ago in (50, 43, 36)], TODAY)
    assert not worried_for_weeks([], TODAY)
