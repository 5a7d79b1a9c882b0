"""Judging beside the event loop: once for each change, anew after midnight, and never in the way of a key."""

import asyncio
import threading
from datetime import date, timedelta
from pathlib import Path

import pytest

from sciatica_tui.domain.assessment import assess as module
from sciatica_tui.domain.assessment.assess import Assessment, assess
from sciatica_tui.domain.records import Record
from sciatica_tui.domain.snapshot import RecordSnapshot
from sciatica_tui.services.assessments import AssessmentCache
from sciatica_tui.services.records_snapshot import snapshot_of
from sciatica_tui.storage.journal import Journal

from ..support import NOW, TODAY, checkin

pytestmark = pytest.mark.usefixtures("both_loops", "no_freeze")


def journal_of(folder: Path, *records: Record) -> Journal:
    journal = Journal.open(folder, lambda: NOW)
    journal.save("what was there", *records)
    return journal


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[date]:
    """The days that were really judged."""
    days: list[date] = []

    def counted(diary: RecordSnapshot, on: date, known: Assessment | None = None) -> Assessment:
        days.append(on)
        return assess(diary, on, known)

    monkeypatch.setattr(module, "assess", counted)
    return days


async def test_all_who_ask_at_once_get_one_answer(tmp_path: Path, asked: list[date]) -> None:
    assessment_cache = AssessmentCache(journal_of(tmp_path, checkin(leg_pain=5)))
    first, second = await asyncio.gather(assessment_cache.assess(TODAY), assessment_cache.assess(TODAY))
    assert first is second
    assert await assessment_cache.assess(TODAY) is first
    assert asked == [TODAY]


async def test_a_change_is_judged_and_so_is_what_takes_it_back(tmp_path: Path, asked: list[date]) -> None:
    journal = journal_of(tmp_path, checkin(leg_pain=5))
    assessment_cache = AssessmentCache(journal)
    assert len((await assessment_cache.assess(TODAY)).digest.days) == 1
    journal.save("yesterday", checkin(1, leg_pain=6))
    assert assessment_cache.cached(TODAY) is None
    assert len((await assessment_cache.assess(TODAY)).digest.days) == 2
    journal.undo()
    assert len((await assessment_cache.assess(TODAY)).digest.days) == 1
    assert len(asked) == 3


async def test_a_change_while_it_is_being_judged_is_not_missed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changed = threading.Event()

    def slow(diary: RecordSnapshot, on: date, known: Assessment | None = None) -> Assessment:
        assert changed.wait(10)
        return assess(diary, on, known)

    monkeypatch.setattr(module, "assess", slow)
    journal = journal_of(tmp_path, checkin(leg_pain=5))
    assessment_cache = AssessmentCache(journal)
    waiting = asyncio.create_task(assessment_cache.assess(TODAY))
    await asyncio.sleep(0)
    journal.save("yesterday", checkin(1, leg_pain=6))
    changed.set()
    assert len((await waiting).digest.days) == 2


async def test_after_midnight_the_day_is_another(tmp_path: Path, asked: list[date]) -> None:
    assessment_cache = AssessmentCache(journal_of(tmp_path, checkin(leg_pain=5)))
    await assessment_cache.assess(TODAY)
    tomorrow = TODAY + timedelta(days=1)
    assert (await assessment_cache.assess(tomorrow)).on == tomorrow
    assert asked == [TODAY, tomorrow]


async def test_who_stops_waiting_does_not_throw_the_work_away(tmp_path: Path, asked: list[date]) -> None:
    assessment_cache = AssessmentCache(journal_of(tmp_path, checkin(leg_pain=5)))
    impatient = asyncio.create_task(assessment_cache.assess(TODAY))
    await asyncio.sleep(0)
    impatient.cancel()
    await assessment_cache.assess(TODAY)
    assert asked == [TODAY]


async def test_any_number_of_changes_is_judged(tmp_path: Path) -> None:
    journal = journal_of(tmp_path)
    assessment_cache = AssessmentCache(journal)
    for number in range(1, 21):
        journal.save("a day more", checkin(number, leg_pain=5))
        assert len((await assessment_cache.assess(TODAY)).digest.days) == number


async def test_what_could_not_be_judged_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(diary: RecordSnapshot, on: date, known: Assessment | None = None) -> Assessment:
        raise OSError("no memory")

    assessment_cache = AssessmentCache(journal_of(tmp_path, checkin(leg_pain=5)))
    with monkeypatch.context() as patch:
        patch.setattr(module, "assess", broken)
        with pytest.raises(OSError, match="no memory"):
            await assessment_cache.assess(TODAY)
    assert len((await assessment_cache.assess(TODAY)).digest.days) == 1


async def test_ten_years_leave_the_event_loop_free(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys are taken while it is judged; what is known before stays what it is without the memory of it."""
    years = [checkin(n, leg_pain=2 + n % 7, back_pain=n % 5, sit_minutes=5 * (n % 12)) for n in range(3650)]
    journal = journal_of(tmp_path, *years)
    enough_turns = threading.Event()

    def judged_after_many_turns(diary: RecordSnapshot, on: date, known: Assessment | None = None) -> Assessment:
        assert enough_turns.wait(30), "the event loop stood still"
        return assess(diary, on, known)

    monkeypatch.setattr(module, "assess", judged_after_many_turns)
    waiting = asyncio.create_task(AssessmentCache(journal).assess(TODAY))
    for _ in range(100):
        await asyncio.sleep(0)
    enough_turns.set()
    assert (await waiting).overall == assess(snapshot_of(journal), TODAY).overall
