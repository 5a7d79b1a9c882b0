"""The journal's changes for the app: made one after another in a thread, so that no screen waits for the disk."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import TypeVar

from ..domain.errors import AppError
from ..domain.records import Record
from ..storage.journal import Journal, Saved, load_for_changes
from . import check_ins, concurrent_changes
from .check_ins import Deletion, PendingCheckIn, SavedCheckIn, UndoneChange
from .threads import to_its_end

T = TypeVar("T")

Draft = Mapping[str, object] | None
"""The contents of a side file; None where there is none."""


class JournalWriter:
    """Makes the changes that screens ask for. Its coroutines return when the change is on the disk, or raise."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._lock = asyncio.Lock()
        self._listeners: list[Callable[[], None]] = []
        self.unheard: Callable[[AppError], None] | None = None
        """What is told of a failure when whoever asked for the change waits for it no more."""
        self.draft_changes = 0
        """How often a part of a draft was changed: what would be lost now can be told from what would have been.

        Setting a whole side file does not count: the app does that of itself, again and again.
        """
        self._drafts: dict[tuple[str, str], Callable[[Draft], Draft]] = {}
        self._writing = threading.Lock()
        self._waiting = threading.Lock()

    def listen(self, listener: Callable[[], None]) -> None:
        """Call it, on the event loop, whenever the journal's contents have changed."""
        self._listeners.append(listener)

    async def prepare(self) -> None:
        """Load in a thread what the first change needs."""
        await asyncio.to_thread(load_for_changes)

    async def save(
        self, label: str, *records: Record, before: Iterable[Record] = (), delete: Iterable[Record] = ()
    ) -> Saved:
        """Save the records and delete the others, as one change that undoing calls `label`: `concurrent_changes.save`.

        `before` are those that were there already, as the person saw them.
        """
        return await self._in_turn(lambda: concurrent_changes.save(self._journal, label, records, before, delete))

    async def save_check_in(
        self, check_in: PendingCheckIn, today: date, now: datetime, *, seen_by_clinician: bool = False, label: str = ""
    ) -> SavedCheckIn:
        """Save a check-in with all that belongs to it; see `check_ins.save`."""
        return await self._in_turn(
            lambda: check_ins.save(
                self._journal, check_in, today, now, seen_by_clinician=seen_by_clinician, label=label
            )
        )

    async def delete(self, label: str, record: Record) -> Deletion:
        """Delete a record with all that belongs to it; see `check_ins.delete`."""
        return await self._in_turn(lambda: check_ins.delete(self._journal, label, record))

    async def undo(self) -> UndoneChange | None:
        """Undo this window's last change; see `check_ins.undo`."""
        return await self._in_turn(lambda: check_ins.undo(self._journal))

    async def redo(self) -> UndoneChange | None:
        """Make the change that was undone last again; see `check_ins.redo`."""
        return await self._in_turn(lambda: check_ins.redo(self._journal))

    async def refresh(self) -> bool:
        """Read what another window or command wrote; whether there was anything."""
        return await self._in_turn(self._journal.refresh, is_change=False)

    def put_draft(self, name: str, contents: Draft) -> None:
        """Set the contents of a side file (None deletes it), for the next `write_drafts` or `settle` to write."""
        self.change_draft(name, "", lambda _: contents)

    def change_draft(self, name: str, part: str, change: Callable[[Draft], Draft]) -> None:
        """Change one part of a side file when it is next written; of changes of the same part the newest counts.

        `change` is given the contents as they are then; making it twice must be as making it once.
        """
        with self._waiting:
            self._drafts[name, part] = change
            self.draft_changes += bool(part)

    @property
    def unwritten(self) -> frozenset[str]:
        """The names of the side files whose contents are not on the disk yet; one that is to be deleted loses none."""
        with self._waiting:
            waiting = tuple(self._drafts.items())
        return frozenset(name for (name, _), change in waiting if change(None) is not None)

    def load_draft(self, name: str) -> Draft:
        """Read a side file as it will be once the changes that wait are written. Raises StoreError."""
        with self._waiting:
            changes = [change for (of, _), change in self._drafts.items() if of == name]
        contents: Draft = self._journal.load_draft(name)
        for change in changes:
            contents = change(contents)
        return contents

    async def run(self, change: Callable[[], T]) -> T:
        """Make any other change, a merge say, in its turn and in a thread."""
        return await self._in_turn(change)

    async def draft(self, name: str, contents: Draft) -> None:
        """Write a side file and return when it is on the disk. Raises StoreError."""
        self.put_draft(name, contents)
        await self.settle()

    def write_drafts(self) -> None:
        """Write the drafts that wait, at once and in this thread. Raises StoreError; what failed waits on."""
        with self._writing:
            with self._waiting:
                waiting = tuple(self._drafts.items())
            for (name, part), change in waiting:
                self._journal.change_draft(name, change)
                with self._waiting:
                    if self._drafts[name, part] is change:
                        del self._drafts[name, part]

    async def settle(self) -> None:
        """Return when all changes so far are made and the drafts are written. Raises StoreError."""
        await asyncio.sleep(0)  # a save that a key has asked for in this very moment takes its turn first
        async with self._lock:
            if self._drafts:
                await to_its_end(self.write_drafts, self.unheard)

    async def _in_turn(self, change: Callable[[], T], *, is_change: bool = True) -> T:
        async with self._lock:
            before = self._journal.version
            try:
                return await to_its_end(change, self.unheard if is_change else None)
            finally:
                if self._journal.version != before:
                    for listener in self._listeners:
                        listener()
