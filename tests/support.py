"""What tests share: a clock that is set by hand, records made in a word, services over a real file."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from itertools import count
from pathlib import Path
from typing import Any

from sciatica_tui.domain.measures.answers import checkin_from
from sciatica_tui.domain.records import CheckIn, Record, new_id
from sciatica_tui.services.assessments import AssessmentCache
from sciatica_tui.services.config import Config
from sciatica_tui.services.container import Services
from sciatica_tui.services.journal_writer import JournalWriter
from sciatica_tui.services.live_settings import Settings
from sciatica_tui.services.paths import Paths
from sciatica_tui.storage.journal import Journal

HERE = timezone(timedelta(hours=1))
NOW = datetime(2026, 11, 22, 8, 10, tzinfo=HERE)
TODAY = NOW.date()
_numbers = count(1)


class FakeClock:
    """Stands still until it is moved."""

    def __init__(self, now: datetime = NOW) -> None:
        self._now = now
        self._elapsed = 0.0
        self._asleep = 0.0

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return self._elapsed

    def boottime(self) -> float:
        return self._elapsed + self._asleep

    def advance(self, seconds: float) -> None:
        """Time goes by."""
        self._elapsed += seconds
        self._now += timedelta(seconds=seconds)

    def sleep(self, seconds: float) -> None:
        """The machine sleeps: only the boot-time clock and the wall clock go on."""
        self._asleep += seconds
        self._now += timedelta(seconds=seconds)

    def set(self, now: datetime) -> None:
        """The wall clock is changed."""
        self._now = now


def stamp(now: datetime = NOW) -> dict[str, Any]:
    """The identity of a new record, a different one each time."""
    return {
        "id": new_id(now, next(_numbers).to_bytes(10, "big")),
        "created_at": now,
        "updated_at": now,
        "rev": 1,
    }


def checkin(days_ago: int = 0, at: str | None = "08:10", **answers: Any) -> CheckIn:
    """A check-in some days before TODAY; `at` is its time, None for unknown."""
    day = TODAY - timedelta(days=days_ago)
    instant = None
    if at is not None:
        hour, minute = map(int, at.split(":"))
        instant = datetime(day.year, day.month, day.day, hour, minute, tzinfo=HERE)
    return checkin_from(answers, **stamp(), day=day, at=instant)


def day(days_ago: int) -> date:
    """That many days before TODAY."""
    return TODAY - timedelta(days=days_ago)


def services(folder: Path, *records: Record, clock: FakeClock | None = None, config: Config | None = None) -> Services:
    """Services over a real journal in the folder, holding the records."""
    clock = clock or FakeClock()
    journal = Journal.open(folder, clock.now)
    if records:
        journal.save("what was there", *records)
    return Services(
        journal=journal,
        journal_writer=JournalWriter(journal),
        assessment_cache=AssessmentCache(journal),
        clock=clock,
        settings=Settings(config or Config(), folder / "config.toml"),
        paths=Paths(data=folder, config=folder / "config.toml", log=folder / "sciatica-tui.log"),
    )
