"""A monkey at the app: any key, the mouse, resizes, clock jumps, other windows; and what must be in the file then."""

from __future__ import annotations

import asyncio
import random
from collections import Counter, deque
from collections.abc import Callable, Coroutine, Iterable
from datetime import date, datetime
from typing import Any, TypeVar

import msgspec
from textual import events
from textual.pilot import Pilot

from sciatica_tui.domain.records import TABLES, Record
from sciatica_tui.services.check_ins import Deletion, PendingCheckIn, SavedCheckIn, UndoneChange
from sciatica_tui.services.journal_writer import JournalWriter
from sciatica_tui.storage.journal import Journal, Saved
from sciatica_tui.storage.steps import UNDO_STEPS
from sciatica_tui.tui.screens.too_small import TooSmallScreen

from ..support import FakeClock, checkin

T = TypeVar("T")

Said = dict[str, Any]
Key = tuple[str, str]

_NAMES = {kind: name for name, kind in TABLES.items()}
_LETTERS = "abcdefghijklmnopqrstuvwxyzDGJK0123456789"
_KEYS = (
    *_LETTERS, *"01234567", "1", "2", "2", "c", "c", "c", "3", "4", "4", "5", "6", "7", "enter", "enter", "enter",
    "escape", "escape", "tab", "shift+tab", "up", "down", "left", "right", "space", "backspace", "delete", "home",
    "end", "pageup", "pagedown", "ctrl+s", "ctrl+s", "ctrl+p", "ctrl+a", "ctrl+k", "ctrl+z", "f1", "f5",
    "exclamation_mark", "question_mark", "slash", "comma", "plus", "minus", "left_square_bracket",
    "right_square_bracket", "full_stop",
)  # fmt: skip
_QUICK_CHECK_IN = ("escape", "escape", "f1", "c", "6", "3", "4", "enter")
_DEEDS = {"key": 80, "check-in": 2, "click": 6, "wheel": 2, "resize": 2, "clock": 4, "text": 3, "window": 1}
_MOVE = (events.MouseMove,)
_DOUBLE_CLICK = (events.MouseDown, events.MouseUp) * 2
_SIZES = ((80, 24), (120, 36), (200, 60), (60, 16), (59, 15), (30, 8), (100, 30))
_JUMPS = (1.0, 7.0, 40.0, 600.0, 7200.0, 86_400.0, 3 * 86_400.0)


def said(record: Record) -> Said:
    """What the record says, without the stamp that saving gives it."""
    document: Said = msgspec.to_builtins(record)
    return {name: value for name, value in document.items() if name not in ("updated_at", "rev")}


def _key(record: Record) -> Key:
    return _NAMES[type(record)], record.id


def _marked(answer: Said) -> bool:
    """Whether the person marked a red flag with it, or has ended it: then it is never taken back."""
    return bool(answer["flags"]) and (not answer.get("raised") or answer.get("cleared") is not None)


def everything(journal: Journal) -> dict[Key, Said]:
    """Every record of the journal."""
    return {(name, each.id): said(each) for name, kind in TABLES.items() for each in journal.all(kind)}


class Witness(JournalWriter):
    """A keeper that writes down, apart from the store, what was acknowledged: `expected` is what must be there."""

    def __init__(self, journal: Journal) -> None:
        super().__init__(journal)
        self.expected = everything(journal)
        self.saves = 0
        self._steps: deque[dict[Key, Said | None]] = deque(maxlen=UNDO_STEPS)

    async def save(
        self, label: str, *records: Record, before: Iterable[Record] = (), delete: Iterable[Record] = ()
    ) -> Saved:
        """See JournalWriter. What was changed is expected as it came to lie over another window's change."""
        deletions, known = tuple(delete), tuple(before)
        changed = {record.id for record in known}
        return await self._heard(
            super().save(label, *records, before=known, delete=deletions),
            lambda _: self._written((self._now(r) if r.id in changed else r for r in records), deletions),
        )

    def _now(self, record: Record) -> Record:
        return self._journal.get(type(record), record.id) or record

    async def save_check_in(
        self, check_in: PendingCheckIn, today: date, now: datetime, *, seen_by_clinician: bool = False, label: str = ""
    ) -> SavedCheckIn:
        """See JournalWriter."""
        save = super().save_check_in(check_in, today, now, seen_by_clinician=seen_by_clinician, label=label)
        return await self._heard(save, lambda saved: self._written(saved.records, saved.deletions))

    def _written(self, records: Iterable[Record], deletions: Iterable[Record]) -> None:
        documents: dict[Key, Said | None] = {_key(record): said(record) for record in records}
        self._saved(documents | dict.fromkeys(map(_key, deletions)))

    async def _heard(self, change: Coroutine[Any, Any, T], then: Callable[[T], None]) -> T:
        """What the change came to, for `then` too where the one who asked is gone before it is done."""
        task = asyncio.ensure_future(change)
        task.add_done_callback(lambda done: None if done.cancelled() or done.exception() else then(done.result()))
        return await asyncio.shield(task)

    def _saved(self, wanted: dict[Key, Said | None]) -> None:
        touched = {key: value for key, value in wanted.items() if value is not None or key in self.expected}
        if touched:
            self._steps.append({key: self.expected.get(key) for key in touched})
        self.take(touched)
        self.saves += 1

    async def delete(self, label: str, record: Record) -> Deletion:
        """See JournalWriter."""
        return await self._heard(super().delete(label, record), lambda _: self._deleted(record))

    def _deleted(self, record: Record) -> None:
        along = (
            key
            for key, document in self.expected.items()
            if document.get("checkin") == record.id and (key[0] != "red_flags" or not _marked(document))
        )
        self._saved(dict.fromkeys((_key(record), *along)))

    async def undo(self) -> UndoneChange | None:
        """See JournalWriter."""
        return await self._heard(super().undo(), self._undone)

    def _undone(self, taken_back: UndoneChange | None) -> None:
        if taken_back is None:
            assert not self._steps
            return
        step = self._steps.pop()
        staying = [
            k for k, before in step.items() if before is None and k[0] == "red_flags" and _marked(self.expected[k])
        ]
        self.take({key: before for key, before in step.items() if key not in staying})

    async def redo(self) -> UndoneChange | None:
        """See JournalWriter."""
        return await self._heard(super().redo(), self._redone)

    def _redone(self, redone: UndoneChange | None) -> None:
        if redone is not None:
            now = {(t.table, t.id): t.records[0] for t in redone.touched}
            self._steps.append({key: self.expected.get(key) for key in now})
            self.take({key: said(record) if record is not None else None for key, record in now.items()})

    def take(self, changes: dict[Key, Said | None]) -> None:
        """What is to be expected after these changes."""
        for key, value in changes.items():
            self.expected.pop(key, None)
            if value is not None:
                self.expected[key] = value


class Monkey:
    """Does one thing after another to the app; the same seed does the same things."""

    def __init__(self, seed: int, clock: FakeClock) -> None:
        self._rng = random.Random(seed)
        self._clock = clock
        self.done: Counter[str] = Counter()
        self.screens: Counter[str] = Counter()
        self.last: deque[str] = deque(maxlen=40)

    async def act(self, pilot: Pilot[None], journal: Journal, journal_writer: Witness) -> None:
        """One event, mostly without waiting for what it does."""
        deed = self._rng.choices(tuple(_DEEDS), tuple(_DEEDS.values()))[0]
        if isinstance(pilot.app.screen, TooSmallScreen) and self._rng.random() < 0.3:
            deed = "resize"
        self.done[deed] += 1
        self.screens[type(pilot.app.screen).__name__] += 1
        match deed:
            case "key":
                self._key(pilot, self._rng.choice(_KEYS))
            case "check-in":
                for key in _QUICK_CHECK_IN:
                    self._key(pilot, key)
            case "text":
                self._key(pilot, "letter", self._rng.choice("é[/]ß漢🙂\u202e=+"))
            case "click":
                self._mouse(pilot, events.MouseDown, events.MouseUp)
            case "wheel":
                self._mouse(pilot, *self._rng.choice((_MOVE, _DOUBLE_CLICK)))
            case "resize":
                size = self._rng.choice(_SIZES)
                self.last.append(f"resize {size}")
                await pilot.resize_terminal(*size)
            case "clock":
                self._jump()
            case "window":
                self._other_window(journal, journal_writer)
        if self._rng.random() < 0.03:
            await pilot.pause()
        else:
            await asyncio.sleep(0.001 * self._rng.randint(0, 3))

    def _key(self, pilot: Pilot[None], key: str, character: str | None = None) -> None:
        self.last.append(character or key)
        if character is None and len(key) == 1:
            character = key
        pilot.app.post_message(events.Key(key, character))

    def _mouse(self, pilot: Pilot[None], *kinds: type[events.MouseEvent]) -> None:
        """As a terminal sends it, so that the app sees it first."""
        size = pilot.app.size
        x, y = self._rng.randrange(size.width), self._rng.randrange(size.height)
        self.last.append(f"{kinds[-1].__name__} {x, y}")
        for kind in kinds:
            pilot.app.post_message(kind(None, x, y, 0, 0, 1, False, False, False, x, y))

    def _jump(self) -> None:
        seconds = self._rng.choice(_JUMPS)
        self.last.append(f"clock {seconds}")
        if self._rng.random() < 0.3:
            self._clock.sleep(seconds)
        else:
            self._clock.advance(seconds)

    def _other_window(self, journal: Journal, journal_writer: Witness) -> None:
        """Another window saves a check-in; this one is to find it by itself."""
        assert journal.path is not None
        self.last.append("another window")
        record = checkin(leg_pain=self._rng.randint(0, 10))
        Journal.open(journal.path.parent, self._clock.now).save("elsewhere", record)
        journal_writer.take({("checkins", record.id): said(record)})
