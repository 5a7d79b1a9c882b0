"""A session on a screen, in no time: the clock is moved by hand and the app's own timer is called."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual.pilot import Pilot

from sciatica_tui.domain.records import Episode, Precaution, Record, Routine, Session
from sciatica_tui.domain.routines.catalogue import all_routines, find
from sciatica_tui.domain.routines.safety import CONTRAINDICATION, ONCE_EXERCISES
from sciatica_tui.services.container import Services
from sciatica_tui.tui.app import SciaticaApp
from sciatica_tui.tui.messages import SessionWanted

from .driving import app_over, begun
from .support import TODAY, FakeClock, checkin, services, stamp


class Floor:
    """The app and its clock, as someone on the floor deals with them."""

    def __init__(self, app: SciaticaApp, pilot: Pilot[None], clock: FakeClock, given: Services) -> None:
        self.app, self.pilot, self.clock, self.given = app, pilot, clock, given

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.settle()

    async def settle(self) -> None:
        """Until what was asked for is on the screen and on the disk."""
        for _ in range(3):
            await self.pilot.pause()
            await self.given.journal_writer.settle()
        await self.pilot.pause()

    async def want(self, name: str) -> None:
        """Start a routine, as Enter on it would."""
        routine = find(name, all_routines(self.given.journal.all(Routine)))
        self.app.post_message(SessionWanted(routine))
        await self.settle()

    async def run(self, seconds: float, step: float = 1.0) -> None:
        """Time goes by and the app looks at the clock."""
        gone = 0.0
        while gone < seconds:
            self.clock.advance(min(step, seconds - gone))
            gone += step
            self.app.controllers.session._tick()
        await self.settle()

    async def to_the_end(self) -> None:
        """Until the session is over."""
        while self.app.controllers.session.session_runner.active:
            self.clock.advance(1.0)
            self.app.controllers.session._tick()
        await self.settle()

    @property
    def word(self) -> str:
        """The word on the screen."""
        view = self.app.controllers.session.session_runner.view()
        return view.word if view is not None else ""

    @property
    def said(self) -> list[str]:
        """The app's notices."""
        return [str(notice.message) for notice in self.app._notifications]

    @property
    def sessions(self) -> tuple[Session, ...]:
        return self.given.journal.all(Session)

    @property
    def text(self) -> str:
        """What the screen in front shows, line by line."""
        screen = self.app.screen
        shown = screen._compositor.render_strips() if screen.is_mounted else []
        return "\n".join("".join(segment.text for segment in strip) for strip in shown)

    @property
    def words(self) -> str:
        """The same as one line, wherever it was broken."""
        return " ".join(self.text.translate(dict.fromkeys(map(ord, "│╭╮╰╯─"), " ")).split())

    @property
    def title(self) -> str:
        """The title of the box in front, where it has one."""
        return next((str(w.border_title) for w in self.app.screen.query("*") if w.border_title), "")


def episode() -> Episode:
    return Episode(**stamp(), day=TODAY)


def no_to(question: str) -> Precaution:
    """A no to a question that is asked once."""
    return Precaution(**stamp(), day=TODAY, about=question, kind=CONTRAINDICATION, applies=False)


def no_to_every_exercise_question() -> list[Precaution]:
    """What is asked once before the first exercise, all answered with no."""
    return [no_to(question.name) for question, _ in ONCE_EXERCISES]


@asynccontextmanager
async def floor(
    folder: Path, *records: Record, size: tuple[int, int] = (80, 24), given: Services | None = None, start: str = ""
) -> AsyncIterator[Floor]:
    """The app over a real file, checked in today, nothing speaking against an exercise, with the records."""
    if given is None:
        answered = {record.about for record in records if isinstance(record, Precaution)}
        noes = (no for no in no_to_every_exercise_question() if no.about not in answered)
        day = (episode(), checkin(leg_pain=3, zone="thigh"), *noes)
        given = services(folder, *day, *records)
    clock = given.clock
    assert isinstance(clock, FakeClock)
    app = app_over(given, find(start) if start else None)
    async with app.run_test(size=size) as pilot:
        await begun(pilot)
        on = Floor(app, pilot, clock, given)
        await on.settle()
        yield on
