"""What a calendar is told: visits to come, each always by the same name, and no word of why."""

from __future__ import annotations

from datetime import datetime

import msgspec
import pytest

from sciatica_tui.domain.errors import BadInput
from sciatica_tui.domain.records import Record
from sciatica_tui.exchange.calendar_format import CalendarEntry
from sciatica_tui.services.calendar_reminders import calendar_entries, names_of
from sciatica_tui.storage.journal import Journal

from ..domain.visits.test_visit import visit
from ..support import NOW, TODAY, FakeClock, checkin


def entries(*records: Record, also: str = "", remind_from: str = "") -> tuple[CalendarEntry, ...]:
    journal = Journal.in_memory(FakeClock().now, records)
    return calendar_entries(journal, TODAY, NOW, names_of(also), remind_from)


def test_only_visits_to_come_are_in_it_with_whom_and_never_why() -> None:
    coming = visit(-2, "10:30", who="Dr Lee", reason="numb foot")
    (entry,) = entries(coming, visit(1), visit(0, "07:00"))
    assert (entry.summary, entry.start, entry.uid) == ("Visit: Dr Lee", coming.at, f"{coming.id}@sciatica-tui")


def test_a_visit_that_was_moved_is_the_same_entry_with_a_higher_revision() -> None:
    before = visit(-2, "10:30")
    moved = msgspec.structs.replace(before, day=visit(-5).day, at=None, rev=2)
    (first,), (second,) = entries(before), entries(moved)
    assert first.uid == second.uid
    assert (first.revision, second.revision) == (0, 1)
    assert second.start == moved.day


def test_the_check_in_and_the_weekly_tests_are_in_it_where_wanted_at_the_time_of_the_settings() -> None:
    daily, weekly = entries(
        checkin(3, change_felt=1, sit_to_stand_seconds=12), also="check-in,weekly-tests", remind_from="19:30"
    )
    assert (daily.start, daily.repeats) == (datetime(2026, 11, 22, 19, 30), "DAILY")
    assert (weekly.start, weekly.repeats) == (datetime(2026, 11, 26, 19, 30), "WEEKLY")
    (usual,) = entries(also="check-in")
    assert usual.start == datetime(2026, 11, 22, 20, 0)


def test_nothing_to_remind_of_and_an_unknown_name_are_said() -> None:
    with pytest.raises(BadInput, match="no planned visit"):
        entries()
    with pytest.raises(BadInput, match="weekly-tests"):
        names_of("tests")
