"""Two devices, each with visits, flares and plans of its own: merged either way they say the same, and lose nothing."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from sciatica_tui.domain.records import (
    FlareAnswer,
    FlarePlan,
    Visit,
    VisitKind,
    VisitQuestion,
    WalkPlan,
)
from sciatica_tui.domain.routines.walking import current_plan
from sciatica_tui.domain.views.flares import newest_plan
from sciatica_tui.services.flares import flare_answer, flares_of
from sciatica_tui.services.visits import next_questions
from sciatica_tui.services.walking import all_ended
from sciatica_tui.storage.journal import Journal

from ..support import NOW, TODAY, FakeClock, checkin, day, stamp

Devices = tuple[Journal, Journal, FakeClock]
LATER = NOW + timedelta(minutes=5)
FLARE = [checkin(6, leg_pain=8, flare=True), checkin(5, leg_pain=8, flare=True)]


@pytest.fixture
def two(tmp_path: Path) -> Devices:
    """Two devices that begin with the same flare."""
    clock = FakeClock()
    here, there = (Journal.open(tmp_path / name, clock.now) for name in ("here", "there"))
    here.save("a flare", *FLARE)
    there.merge("take over", here.history().history)
    clock.advance(600)
    return here, there, clock


def meet(here: Journal, there: Journal) -> None:
    """Merge each into the other; they hold the same then."""
    ours, theirs = here.history().history, there.history().history
    here.merge("merge", theirs)
    there.merge("merge", ours)
    assert here.history() == there.history()


def test_a_flare_ended_on_both_has_one_end_and_of_two_answers_for_a_day_the_newer_counts(two: Devices) -> None:
    here, there, clock = two
    [flare] = flares_of(here, TODAY)
    here.save("over", flare_answer(flare, day(4), NOW, over=True))
    there.save("over", flare_answer(flare, day(3), NOW, over=True))
    clock.advance(60)
    there.save("goes on", flare_answer(flare, day(4), LATER, over=False))
    meet(here, there)
    assert len(here.all(FlareAnswer)) == 3
    ends = {journal: [flare.last for flare in flares_of(journal, TODAY)] for journal in (here, there)}
    assert list(ends.values()) == [[day(3)], [day(3)]]


def test_of_two_plans_for_bad_days_the_one_changed_last_counts_and_both_are_kept(two: Devices) -> None:
    here, there, clock = two
    here.save("plan", FlarePlan(**stamp(NOW), day=TODAY, call="Ana"))
    clock.advance(60)
    there.save("plan", FlarePlan(**stamp(LATER), day=TODAY, call="Ben", helped=("lying down",)))
    meet(here, there)
    plans = here.all(FlarePlan)
    assert len(plans) == 2
    plan = newest_plan(plans)
    assert plan is not None
    assert plan.call == "Ben"


def test_a_plan_for_bad_days_changed_on_both_is_the_one_changed_last(two: Devices) -> None:
    here, there, clock = two
    here.save("plan", plan := FlarePlan(**stamp(NOW), day=TODAY, call="Ana"))
    meet(here, there)
    clock.advance(60)
    here.save("plan", replace(plan, note="stay calm"))
    clock.advance(60)
    there.save("plan", replace(plan, call="Ben"))
    meet(here, there)
    assert [(each.call, each.note) for each in here.all(FlarePlan)] == [("Ben", None)]


def test_two_walking_plans_are_one_that_goes_on_and_end_together(two: Devices) -> None:
    here, there, _ = two
    here.save("plan", WalkPlan(**stamp(NOW), day=day(9), minutes=10))
    there.save("plan", newer := WalkPlan(**stamp(LATER), day=day(2), minutes=20))
    meet(here, there)
    plan = current_plan(here.all(WalkPlan))
    assert plan is not None
    assert plan.id == newer.id
    there.save("end", *all_ended(there.all(WalkPlan), TODAY))
    meet(here, there)
    assert current_plan(here.all(WalkPlan)) is None


def test_visits_and_questions_of_both_are_there_and_one_asked_on_one_is_asked_on_both(two: Devices) -> None:
    here, there, _ = two
    here.save("question", question := VisitQuestion(**stamp(), day=day(8), text="May I swim?"))
    meet(here, there)
    visit = Visit(**stamp(), day=day(1), kind=VisitKind.DOCTOR, note="Healing.")
    here.save("told", visit, replace(question, visit=visit.id))
    there.save("scan", Visit(**stamp(), day=TODAY + timedelta(3), kind=VisitKind.SCAN))
    there.save("question", VisitQuestion(**stamp(), day=TODAY, text="How long?"))
    meet(here, there)
    assert [each.kind for each in sorted(here.all(Visit), key=lambda each: each.day)] == ["doctor", "scan"]
    assert [each.text for each in next_questions(there)] == ["How long?"]


def test_a_visit_deleted_on_one_is_gone_on_both(two: Devices) -> None:
    here, there, _ = two
    here.save("visit", visit := Visit(**stamp(), day=TODAY, kind=VisitKind.OTHER))
    meet(here, there)
    there.delete("visit", visit)
    meet(here, there)
    assert here.all(Visit) == ()
