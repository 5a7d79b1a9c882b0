"""What the person says of a flare, and the plan for bad days, over a real file."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from sciatica_tui.domain.errors import BadInput
from sciatica_tui.domain.records import FlarePlan
from sciatica_tui.services.flares import changed_plan, flare_answer, flares_of
from tests.support import NOW, TODAY, checkin, day, services


def test_an_end_that_is_kept_ends_the_flare(tmp_path: Path) -> None:
    given = services(tmp_path, checkin(3, leg_pain=8, flare=True), checkin(2, leg_pain=7))
    (flare,) = flares_of(given.journal, TODAY)
    given.journal.save("end", flare_answer(flare, day(2), NOW, over=True))
    assert [each.last for each in flares_of(given.journal, TODAY)] == [day(2)]


def test_a_last_day_before_the_first_is_refused(tmp_path: Path) -> None:
    given = services(tmp_path, checkin(3, leg_pain=8, flare=True))
    (flare,) = flares_of(given.journal, TODAY)
    with pytest.raises(BadInput, match=r"The flare began on 19 November; its last day can't be before that\."):
        flare_answer(flare, day(4), NOW, over=True)


def test_there_is_one_plan_which_is_changed(tmp_path: Path) -> None:
    given = services(tmp_path)
    plan = changed_plan(None, {"helped": ("ice",), "call": "Ana"}, day(9), NOW)
    given.journal.save("plan", plan)
    given.journal.save("plan", changed_plan(plan, {"helped": None, "call": "Ben"}, TODAY, NOW + timedelta(1)))
    (kept,) = given.journal.all(FlarePlan)
    assert (kept.id, kept.rev, kept.day, kept.helped, kept.call) == (plan.id, 2, TODAY, None, "Ben")


def test_what_is_too_long_is_refused_in_a_sentence() -> None:
    with pytest.raises(BadInput, match="make it shorter"):
        changed_plan(None, {"call": "x" * 301}, TODAY, NOW)
