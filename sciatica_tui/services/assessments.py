"""The verdicts, computed once for each change of the journal and each day, off the event loop."""

from __future__ import annotations

import asyncio
from datetime import date

from ..domain.assessment.assess import Assessment, assess
from ..storage.journal import Journal
from .records_snapshot import snapshot_of


class AssessmentCache:
    """Keeps the last assessment; looks that a change did not touch are not judged again."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._version: int | None = None
        self._last: Assessment | None = None
        # Never reset by the task itself: an eager task can end before `create_task` gives it to us.
        self._judging: asyncio.Task[None] | None = None

    def known(self, on: date) -> Assessment | None:
        """The assessment of that day, if it is there already."""
        fresh = self._version == self._journal.version and self._last is not None and self._last.on == on
        return self._last if fresh else None

    async def assess(self, on: date) -> Assessment:
        """The assessment of that day. Who stops waiting stops nothing: the next to ask has what is being judged."""
        while (known := self.known(on)) is None:
            if self._judging is None or self._judging.done():
                self._judging = asyncio.create_task(self._judge(on))
            await asyncio.shield(self._judging)
        return known

    async def _judge(self, on: date) -> None:
        version = self._journal.version
        self._last = await asyncio.to_thread(assess, snapshot_of(self._journal), on, self._last)
        self._version = version
