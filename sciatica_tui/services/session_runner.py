"""The session that runs: its timer, its cues, its side file, and the record it becomes.

`begin`, `send` and `tick` change it in memory; `keep` writes it, apart from them, so that a slow disk delays no cue.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Mapping
from datetime import date

import msgspec

from ..domain.errors import BadInput, StoreReadOnly
from ..domain.records import Felt, Session, new_id
from ..domain.routines import active_session
from ..domain.routines.active_session import Running
from ..domain.routines.catalogue import Guided
from ..domain.routines.done import FINISHED, SKIPPED, is_enough, steps_done
from ..domain.routines.session_plan import StepKind
from ..domain.routines.timer import CueKind, Status, TimerEvent, cues_between, restored
from ..domain.routines.timer_view import View, announcement, over_word, spoken, view
from ..storage.filesystem import REAL_DISK
from ..storage.journal import Journal
from ..storage.locks import Claim
from .clock import Clock
from .journal_writer import JournalWriter

SIDE_FILE = "session"
"""The side file of a session that runs or was cut short."""

KEEP_EVERY = 5.0
"""Seconds after which the side file is written anew: a crash costs no more of a hold."""

LONGEST_WAIT = 1.0
"""Seconds between two looks at the clock at the most."""

SHORTEST_WAIT = 0.005

ENDED_BY_FLAG = "red_flag"


class SessionRunner:
    """Runs one session at a time. `play` gives a cue: its kind and the words to say; `say` speaks alone."""

    def __init__(
        self,
        journal: Journal,
        journal_writer: JournalWriter,
        clock: Clock,
        play: Callable[[CueKind, str], None],
        say: Callable[[str], None],
    ) -> None:
        self._journal = journal
        self._journal_writer = journal_writer
        self._clock = clock
        self._play = play
        self._say = say
        path = journal.path
        self._claim = Claim(path.with_name("session.lock"), REAL_DISK) if path is not None else None
        self._keeping = asyncio.Lock()
        self._written_at = 0.0
        self._behind = False
        self._end_reason = ""
        self._recorded = False
        self.running: Running | None = None

    @property
    def active(self) -> bool:
        """Whether a session runs or is paused."""
        return self.running is not None and not self.running.timer.over

    @property
    def behind(self) -> bool:
        """Whether `keep` has something to write."""
        return self._behind

    @property
    def ended_by_flag(self) -> bool:
        """Whether a red flag has stopped it: nothing else is asked then."""
        return self._end_reason == ENDED_BY_FLAG

    def view(self) -> View | None:
        """Return what to show now; None where no session runs."""
        if self.running is None:
            return None
        moment = view(self.running.timer, self._clock.boottime(), self.running.title)
        return msgspec.structs.replace(moment, asks=False) if self.ended_by_flag else moment

    # How it begins

    def claim(self) -> None:
        """Keep other windows from running a session until `clear`. Raises BadInput where one does, StoreReadOnly."""
        if self._journal.read_only:
            raise StoreReadOnly(
                "Nothing can be saved now, so a session would not count; “sciatica-tui check” says why."
            )
        if not self._claimed():
            raise BadInput("Another window is running a session; end it there first.")

    def begin(
        self,
        routine: Guided,
        day: date,
        before: Felt | None,
        on_already: Mapping[StepKind, float] | None = None,
    ) -> None:
        """Start a routine. Raises BadInput where it can't be done, and as `claim` does."""
        now = self._clock.now()
        session = active_session.begin(
            routine, new_id(now, os.urandom(10)), day, self._clock.boottime(), now, before, on_already
        )
        self.claim()
        self._run(session)
        self._say(announcement(session.timer.step))

    def interrupted(self) -> Running | None:
        """Claim the session that a quit, a crash or a closed terminal cut short; None where there is none.

        `resume`, `archive` or `clear` ends the question. One that this version can't read is set aside, as the
        journal's `notices` say; one that still runs in another window does not count.
        """
        if self.running is not None or not self._claimed():
            return None
        contents = self._journal.load_draft(SIDE_FILE)
        if contents is None:
            self._release()
            return None
        try:
            return active_session.from_stored(contents)
        except BadInput as error:
            self._journal.set_draft_aside(SIDE_FILE, str(error))
            self._release()
            return None

    def resume(self, session: Running) -> None:
        """Go on with an interrupted session, paused; the time of ice and heat has run on meanwhile."""
        self.claim()
        timer = restored(session.timer, self._clock.boottime(), self._clock.now())
        self._run(msgspec.structs.replace(session, timer=timer))

    async def archive(self, session: Running) -> None:
        """Save an interrupted session as far as it came, unless that was done already. Raises StoreError."""
        if active_session.worked(session) and self._journal.get(Session, session.id) is None:
            reason = _end_of(session) if session.timer.over else "interrupted"
            await self._save(session, reason)
        await self._journal_writer.draft(SIDE_FILE, None)
        self._release()

    # While it runs

    def send(self, event: TimerEvent, end_reason: str = "") -> None:
        """Do what the person asks for; `end_reason` is kept as why the session ended, where it does."""
        if self.running is None:
            return
        now = self._clock.boottime()
        self._sound(now)
        before = active_session.then(self.running, TimerEvent.TICK, now)
        self.running = active_session.then(before, event, now)
        self._end_reason = self._end_reason or end_reason
        self._behind = self._behind or not before.timer.over
        if event in (TimerEvent.NEXT, TimerEvent.BACK, TimerEvent.MINUS) and len(before.timer.done) < len(
            self.running.timer.done
        ):
            over = self.running.timer.over
            self._say(f"{over_word(self.running.timer)}." if over else announcement(self.running.timer.step))

    def tick(self) -> None:
        """Give the cues that are due by the clock, and move on to the step it is time for."""
        if self.running is None:
            return
        now = self._clock.boottime()
        before = self.running.timer
        self._sound(now)
        self.running = active_session.then(self.running, TimerEvent.TICK, now)
        after = self.running.timer
        moved = (before.index, before.status) != (after.index, after.status)
        if moved or (after.status is Status.RUNNING and now - self._written_at >= KEEP_EVERY):
            self._behind = True

    def wait(self) -> float | None:
        """Return the seconds until there is something new to show or to say; None where nothing moves."""
        if self.running is None:
            return None
        timer, now = self.running.timer, self._clock.boottime()
        if timer.status is not Status.RUNNING and timer.alert is None:
            return None
        since = now - timer.read
        due = [cue.after - since for cue in cues_between(timer, timer.read, now + LONGEST_WAIT)]
        second = LONGEST_WAIT - (timer.elapsed + since) % LONGEST_WAIT
        return max(min([*(wait for wait in due if wait > 0), second]), SHORTEST_WAIT)

    async def keep(self) -> None:
        """Write the side file while the session runs, then its record. Raises StoreError; the next call tries again."""
        async with self._keeping:
            while self._behind and self.running is not None:
                self._behind = False
                self._written_at = self._clock.boottime()
                try:
                    await self._keep(self.running)
                except BaseException:  # a cancelled write too has left the session behind on disk
                    self._behind = True
                    raise

    async def _keep(self, session: Running) -> None:
        if not session.timer.over:
            await self._journal_writer.draft(SIDE_FILE, active_session.stored(session))
            return
        if active_session.worked(session) and not self._recorded:
            await self._save(session, self._end_reason or _end_of(session))
        self._recorded = True
        await self._journal_writer.draft(SIDE_FILE, None)
        self._release()

    async def _save(self, session: Running, end_reason: str) -> None:
        record = active_session.record(session, end_reason, self._clock.now())
        await self._journal_writer.save(f"session of {session.title}", record)

    def suspend(self) -> None:
        """Put how far it is among the drafts that are written when the app ends; another window may resume it."""
        if self.running is not None and not self._recorded:
            self.tick()
            self._journal_writer.put_draft(SIDE_FILE, active_session.stored(self.running))
        self._release()

    def reclaim(self) -> None:
        """Keep other windows from the session again, after `suspend`."""
        if self.active:
            self._claimed()

    # After

    def clear(self) -> None:
        """Forget the session: it is over and its questions answered, or an interrupted one waits for later."""
        self.running = None
        self._release()

    def _run(self, session: Running) -> None:
        self.running = session
        self._end_reason = ""
        self._recorded = False
        self._behind = True

    def _claimed(self) -> bool:
        return self._claim is None or self._claim.take()

    def _release(self) -> None:
        if self._claim is not None:
            self._claim.drop()

    def _sound(self, now: float) -> None:
        assert self.running is not None
        timer = self.running.timer
        for cue in cues_between(timer, timer.read, now):
            self._play(cue.kind, spoken(timer, cue))


def _end_of(session: Running) -> str:
    if session.timer.status is not Status.FINISHED:
        return "stopped"
    if not steps_done(session.timer.done):
        return SKIPPED
    return FINISHED if is_enough(session.timer.done) else "stopped"
