"""Which visit is next, which was last, and which questions wait."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from msgspec.structs import replace

from sciatica_tui.domain.record_text import describe
from sciatica_tui.domain.records import Event, EventKind, Visit, VisitKind, VisitQuestion
from sciatica_tui.domain.views.history import Entry
from sciatica_tui.domain.visits.visit import (
    all_visits,
    is_over,
    last_visit,
    next_visits,
    untold_visits,
    waiting_questions,
    with_visits,
)

from ...support import HERE, NOW, TODAY, day, stamp


def visit(days_ago: int, at: str | None = None, **fields: Any) -> Visit:
    """A visit so many days ago, with its time where one is given; before today is positive."""
    on = day(days_ago)
    moment = datetime.fromisoformat(f"{on}T{at}").replace(tzinfo=HERE) if at else None
    return Visit(**stamp(), day=on, at=moment, kind=fields.pop("kind", VisitKind.DOCTOR), **fields)


def test_the_next_visits_are_all_of_the_next_day_that_has_any() -> None:
    late, early, other = visit(-3, "16:00"), visit(-3, "09:00"), visit(-9)
    assert next_visits([other, late, visit(2), early], TODAY, NOW) == (early, late)


def test_on_its_day_a_visit_is_over_at_its_time_and_without_one_in_the_evening() -> None:
    assert not is_over(visit(0, "08:11"), TODAY, NOW)
    assert is_over(visit(0, "08:10"), TODAY, NOW)
    assert not is_over(visit(0), TODAY, NOW)
    assert is_over(visit(0), TODAY, NOW.replace(hour=17))


def test_a_visit_in_another_zone_is_over_at_the_same_instant() -> None:
    far = visit(0).__class__(
        **stamp(),
        day=TODAY,
        kind=VisitKind.DOCTOR,
        at=datetime(2026, 11, 22, 2, 10, tzinfo=timezone(timedelta(hours=-5))),
    )
    assert is_over(far, TODAY, NOW)
    assert not is_over(far, TODAY, NOW - timedelta(minutes=1))


def test_the_last_visit_is_the_one_before_the_day_that_of_the_day_itself_is_still_prepared() -> None:
    first, second = visit(5, "09:00"), visit(5, "15:00")
    assert last_visit([visit(0, "07:00"), second, first, visit(-2)], TODAY) == second
    assert last_visit([visit(0), visit(-2)], TODAY) is None


@pytest.mark.parametrize(("ago", "asked"), [(-1, False), (0, False), (1, True), (6, True), (7, False)])
def test_for_a_week_after_a_visit_it_is_asked_what_was_said(ago: int, asked: bool) -> None:
    assert bool(untold_visits([visit(ago)], TODAY, NOW)) is asked
    assert not untold_visits([visit(0, "07:00")], TODAY, NOW)
    assert untold_visits([visit(0, "07:00")], TODAY, NOW.replace(hour=17))
    assert not untold_visits([visit(ago, advice="Keep moving.")], TODAY, NOW)


def test_a_visit_kept_as_an_event_counts_and_a_visit_gets_the_same_mark() -> None:
    old = Event(**stamp(), day=day(4), kind=EventKind.CLINICIAN, title="Family doctor", note="Keep moving.")
    injection = Event(**stamp(), day=day(3), kind=EventKind.INJECTION)
    (as_visit,) = all_visits([], [old, injection])
    assert (as_visit.id, as_visit.day, as_visit.who, as_visit.note) == (
        old.id,
        old.day,
        "Family doctor",
        "Keep moving.",
    )
    (mark,) = with_visits([], [visit(4, who="Family doctor", note="Keep moving."), visit(-4)], TODAY)
    assert (mark.day, mark.kind) == (day(4), EventKind.CLINICIAN)
    assert describe(mark) == describe(old) == "visit: Family doctor"


def test_questions_wait_in_the_order_they_were_noted_until_they_were_asked() -> None:
    second = VisitQuestion(**stamp(), day=day(1), text="May I cycle?")
    first = VisitQuestion(**stamp(), day=day(2), text="Is a scan needed?")
    asked = VisitQuestion(**stamp(), day=day(9), text="How long?", visit=visit(5).id)
    assert waiting_questions([second, asked, first]) == (first, second)
    assert describe(asked) == "How long?, asked"


def test_a_visit_is_one_line_whatever_was_said() -> None:
    seen = visit(2, who="Dr Lee", reason="numb foot", note="Reflexes normal.\nNo scan.", advice="Walk.")
    assert describe(seen) == "doctor, Dr Lee: numb foot; Reflexes normal. No scan.; Walk."
    physio = replace(seen, kind=VisitKind.PHYSIOTHERAPIST, who="Physiotherapy")
    assert Entry(physio).with_kind.startswith("Visit, Physiotherapy: numb foot"), "the kind is not said twice"
