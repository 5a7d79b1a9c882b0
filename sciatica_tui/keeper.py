"""Saving without making the screen wait: one change after another in a thread, and a word to who listens."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from .core.records import Record
from .store.journal import Journal, Saved

T = TypeVar("T")


class Keeper:
    """The journal as the screens use it for writing. Its coroutines return when the change is kept, or raise."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._lock = asyncio.Lock()
        self._listeners: list[Callable[[], None]] = []
        self._drafts: dict[str, Mapping[str, object] | None] = {}

    def listen(self, listener: Callable[[], None]) -> None:
        """Call it, on the event loop, whenever the journal's contents have changed."""
        self._listeners.append(listener)

    async def save(self, what: str, *records: Record, delete: Iterable[Record] = ()) -> Saved:
        """Keep the records and drop the deleted ones as one change; raises StoreError."""
        return await self._in_turn(lambda: self._journal.save(what, *records, delete=delete))

    async def undo(self) -> str | None:
        """Take back this window's last change; what it was, or None where there is none."""
        return await self._in_turn(self._journal.undo)

    async def refresh(self) -> bool:
        """Take over what another window or command wrote."""
        return await self._in_turn(self._journal.refresh)

    async def draft(self, name: str, contents: Mapping[str, object] | None) -> None:
        """Keep a half-filled form (None lets it go). Of drafts that pile up only the newest is written."""
        self.lay(name, contents)
        async with self._lock:
            if name in self._drafts:
                await asyncio.to_thread(self.write_draft, name)

    def lay(self, name: str, contents: Mapping[str, object] | None) -> None:
        """Hand in a draft to be written by the next `draft` or `write_drafts`."""
        self._drafts[name] = contents

    def write_draft(self, name: str) -> None:
        """Write the draft that waits, at once and in this thread: for when the app must end."""
        try:
            contents = self._drafts.pop(name)
        except KeyError:
            return
        if contents is None:
            self._journal.discard_draft(name)
        else:
            self._journal.save_draft(name, contents)

    def write_drafts(self) -> None:
        """Write every draft that waits."""
        for name in tuple(self._drafts):
            self.write_draft(name)

    async def settle(self) -> None:
        """Return when all that was asked for so far is done."""
        async with self._lock:
            pass

    async def _in_turn(self, change: Callable[[], T]) -> T:
        async with self._lock:
            before = self._journal.version
            try:
                return await asyncio.to_thread(change)
            finally:
                if self._journal.version != before:
                    for listener in self._listeners:
                        listener()
