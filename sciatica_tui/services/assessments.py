"""Assessments, computed once for each change of the journal and each day, in a thread."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import TYPE_CHECKING

from ..storage.journal import Journal
from .records_snapshot import snapshot_of

if TYPE_CHECKING:
    from ..domain.assessment.assess import Assessment
    from ..domain.snapshot import RecordSnapshot


class AssessmentCache:
    """Holds the last assessment; of it, what a change of the records did not touch is not computed again."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._version: int | None = None
        self._last: Assessment | None = None
        # Never reset by the task itself: an eager task can end before `create_task` gives it to us.
        self._judging: asyncio.Task[None] | None = None

    def cached(self, on: date) -> Assessment | None:
        """Return the assessment of that day without computing it; None where it is not there, or out of date."""
        fresh = self._version == self._journal.version and self._last is not None and self._last.on == on
        return self._last if fresh else None

    async def assess(self, on: date) -> Assessment:
        """Return the assessment of that day; a caller that is cancelled leaves the computing to the next one."""
        while (assessment := self.cached(on)) is None:
            if self._judging is None or self._judging.done():
                self._judging = asyncio.create_task(self._judge(on))
            await asyncio.shield(self._judging)
        return assessment

    async def _judge(self, on: date) -> None:
        version = self._journal.version
        self._last = await asyncio.to_thread(_assessed, snapshot_of(self._journal), on, self._last)
        self._version = version


def _assessed(diary: RecordSnapshot, on: date, last: Assessment | None) -> Assessment:
    from ..domain.assessment.assess import assess  # with all that judges, once there is something to see

    return assess(diary, on, last)
