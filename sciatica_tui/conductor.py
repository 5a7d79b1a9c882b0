"""The session that runs: time by the clock, cues, its side file, and the record it becomes."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date, timedelta

import msgspec

from .clock import Clock
from .core import plan, running
from .core.errors import BadInput
from .core.records import (
    CheckIn,
    Episode,
    Felt,
    PhaseDecision,
    Precaution,
    RedFlagAnswer,
    Session,
    new_id,
)
from .core.routines import Guided
from .core.running import Running
from .core.timer import CueKind, Event, Status, cues_between, restored
from .core.timer_view import View, spoken, view
from .keeper import Keeper
from .store.journal import Journal

SIDE_FILE = "session"

KEEP_EVERY = 5.0
"""Seconds after which the side file is written anew: a crash costs no more of a hold."""

ALIVE_WITHIN = timedelta(seconds=15)
"""A side file written this lately belongs to another window in which the session still runs."""

LONGEST_WAIT = 1.0
"""Seconds between two looks at the clock at the most."""


def known_of(journal: Journal) -> plan.Known:
    """The records that decide what may be done."""
    return plan.Known(
        checkins=journal.all(CheckIn),
        sessions=journal.all(Session),
        precautions=journal.all(Precaution),
        red_flags=journal.all(RedFlagAnswer),
        phase_decisions=journal.all(PhaseDecision),
        episodes=journal.all(Episode),
    )


class Conductor:
    """Runs one session at a time. `play` gives a cue: its kind and the words to say."""

    def __init__(self, journal: Journal, keeper: Keeper, clock: Clock, play: Callable[[CueKind, str], None]) -> None:
        self._journal = journal
        self._keeper = keeper
        self._clock = clock
        self._play = play
        self._kept = 0.0
        self.running: Running | None = None

    @property
    def active(self) -> bool:
        """Whether a session runs or is paused."""
        return self.running is not None and not self.running.timer.over

    def view(self) -> View | None:
        """What to show now."""
        if self.running is None:
            return None
        return view(self.running.timer, self._clock.boottime(), self.running.title)

    async def begin(self, routine: Guided, day: date, before: Felt | None) -> None:
        """Start; raises BadInput where the routine can't be done or another window's session runs."""
        if self.elsewhere():
            raise BadInput("Another window is running a session; end it there first.")
        now = self._clock.now()
        self.running = running.begin(routine, new_id(now, os.urandom(10)), day, self._clock.boottime(), now, before)
        await self._keep()

    def interrupted(self) -> Running | None:
        """The session that a quit, a crash or a closed terminal cut short, if there is one."""
        contents = self._journal.load_draft(SIDE_FILE)
        if contents is None or self.running is not None or self.elsewhere():
            return None
        return running.from_stored(contents)

    def elsewhere(self) -> bool:
        """Whether another window runs a session now."""
        contents = self._journal.load_draft(SIDE_FILE)
        if contents is None or self.running is not None:
            return False
        try:
            timer = running.from_stored(contents).timer
        except BadInput:
            return False
        last = timer.base_at + timedelta(seconds=timer.read - timer.base)
        return not timer.over and abs(self._clock.now() - last) < ALIVE_WITHIN

    async def take_up(self, session: Running) -> None:
        """Go on with an interrupted session, paused."""
        timer = restored(session.timer, self._clock.boottime(), self._clock.now())
        self.running = msgspec.structs.replace(session, timer=timer)
        await self._keep()

    async def put_away(self, session: Running) -> None:
        """Keep an interrupted session as far as it came."""
        await self._keeper.save("session", running.record(session, "interrupted", self._clock.now()))
        await self._keeper.draft(SIDE_FILE, None)

    async def send(self, event: Event, ended: str = "") -> None:
        """What the person does; `ended` says why where it stops."""
        if self.running is None:
            return
        now = self._clock.boottime()
        was_over = self.running.timer.over
        self._sound(now)
        self.running = running.then(self.running, event, now)
        await self._after_change(was_over, ended)

    async def tick(self) -> None:
        """Look at the clock: give the cues that are due, move on, and write down how far it is."""
        if self.running is None:
            return
        now = self._clock.boottime()
        was_over, step = self.running.timer.over, self.running.timer.index
        self._sound(now)
        self.running = running.then(self.running, Event.TICK, now)
        if self.running.timer.over != was_over:
            await self._after_change(was_over, "")
        elif self.active and (step != self.running.timer.index or now - self._kept >= KEEP_EVERY):
            await self._keep()

    def wait(self) -> float | None:
        """Seconds until there is something new to show or to say; None where nothing runs."""
        if self.running is None:
            return None
        timer, now = self.running.timer, self._clock.boottime()
        if timer.over and timer.alert is None:
            return None
        if timer.status is Status.PAUSED:
            return LONGEST_WAIT
        due = [cue.after - (now - timer.read) for cue in cues_between(timer, timer.read, now + LONGEST_WAIT)]
        second = 1.0 - (timer.elapsed + now - timer.read) % 1.0
        return max(min([*(wait for wait in due if wait > 0), second]), 0.01)

    async def felt(self, after: Felt, culprit: str | None) -> None:
        """How it was a minute after standing up."""
        if self.running is None:
            return
        self.running = msgspec.structs.replace(self.running, after=after)
        session = self._journal.get(Session, self.running.id)
        if session is not None:
            await self._keeper.save("how it was after", msgspec.structs.replace(session, after=after, culprit=culprit))

    def leave(self) -> None:
        """The session is over and answered."""
        self.running = None

    def _sound(self, now: float) -> None:
        assert self.running is not None
        timer = self.running.timer
        for cue in cues_between(timer, timer.read, now):
            self._play(cue.kind, spoken(timer, cue))

    async def _after_change(self, was_over: bool, ended: str) -> None:
        assert self.running is not None
        timer = self.running.timer
        if timer.over and not was_over:
            words = ended or ("finished" if timer.status is Status.FINISHED else "stopped")
            if timer.done:
                await self._keeper.save("session", running.record(self.running, words, self._clock.now()))
            await self._keeper.draft(SIDE_FILE, None)
        elif not timer.over:
            await self._keep()

    async def _keep(self) -> None:
        assert self.running is not None
        self._kept = self._clock.boottime()
        await self._keeper.draft(SIDE_FILE, running.stored(self.running))
