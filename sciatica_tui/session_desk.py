"""The app's dealings with a session: asking before, keeping time, showing it in every mode, asking after."""

from __future__ import annotations

import os
from typing import Any

from textual.app import App

from .conductor import Conductor, known_of
from .core import plan, red_flags
from .core.errors import AppError
from .core.measures import checkin_from
from .core.records import NextDay, Precaution, RedFlagAnswer, Session
from .core.routines import Guided
from .core.running import heel_rises, sit_to_stand
from .core.steps import Kind
from .core.timer import CueKind, Event
from .cues import Cues, find_speech
from .screens.dialogs import Answer, Ask
from .screens.mode_screen import ModeScreen
from .screens.session import SessionScreen, after_screen, before_screen, felt, safety_screen
from .services import Services

SECOND_RING = 0.2
"""Seconds between two rings of the bell: it has one sound, so the end is told from a count by ringing twice."""

ENDED_BY_FLAG = "red_flag"


class SessionDesk:
    """One for the app. The session goes on whichever screen shows."""

    def __init__(self, app: App[None], services: Services) -> None:
        self._app = app
        self._services = services
        self._screen: SessionScreen | None = None
        self._cues: Cues | None = None
        self.conductor = Conductor(services.journal, services.keeper, services.clock, self._play)

    # Before

    async def start(self, routine: Guided) -> None:
        """Ask what must be asked, and begin; a refusal is one sentence."""
        if self.conductor.active:
            await self._show()
            return
        permitted = await self._permitted(routine)
        if permitted is None:
            return
        routine = plan.without(routine, permitted.left_out)
        before = None
        if routine.kind in (Kind.STRETCH, Kind.MOVEMENT, Kind.OWN):
            answers = await self._app.push_screen_wait(before_screen(routine, permitted))
            if answers is None:
                return
            before = felt(answers)
        try:
            await self.conductor.begin(routine, self._services.today(), before)
        except AppError as error:
            self._say(str(error))
            return
        await self._show()
        self._arm()

    async def _permitted(self, routine: Guided) -> plan.Permission | None:
        """The permission, after the questions that belong to it; None where it may not be done."""
        permitted = self._permission(routine)
        if permitted.allowed and permitted.once:
            answers = await self._app.push_screen_wait(safety_screen(routine, permitted.once))
            if answers is None:
                return None
            await self._services.keeper.save("answers before a routine", *self._precautions(answers))
            permitted = self._permission(routine)
        if permitted.allowed and permitted.each_time:
            answers = await self._app.push_screen_wait(safety_screen(routine, permitted.each_time))
            refusal = plan.refusal(permitted, answers) if answers is not None else ""
            if refusal is not None:
                if refusal:
                    self._say(refusal)
                return None
        if not permitted.allowed:
            self._say(permitted.reason)
            return None
        return permitted

    def _permission(self, routine: Guided) -> plan.Permission:
        known = known_of(self._services.journal)
        return plan.permission(routine, known, self._services.clock.now(), self._services.today())

    def _precautions(self, answers: dict[str, Any]) -> list[Precaution]:
        today = self._services.today()
        return [
            Precaution(**self._services.stamp(), day=today, about=name, kind=plan.CONTRAINDICATION, applies=bool(yes))
            for name, yes in answers.items()
        ]

    # While it runs

    async def did(self, event: Event) -> None:
        """What the person did; it also answers a cue that repeats."""
        await self.conductor.send(event)
        self._draw()
        self._arm()

    async def stop(self, why: str) -> None:
        """End it for a reason that is not the person's key."""
        if self.conductor.active:
            await self.conductor.send(Event.STOP, why)
            self._draw()

    async def heed_flags(self) -> None:
        """A red flag that is open stops what runs."""
        answers = self._services.journal.all(RedFlagAnswer)
        if self.conductor.active and red_flags.locked(answers, self._services.today()):
            await self.stop(ENDED_BY_FLAG)

    def _arm(self) -> None:
        wait = self.conductor.wait()
        if wait is not None:
            self._app.set_timer(wait, self._tick)

    async def _tick(self) -> None:
        await self.conductor.tick()
        self._draw()
        self._arm()

    def _draw(self) -> None:
        view = self.conductor.view()
        for screen in self._app.screen_stack:
            if isinstance(screen, ModeScreen) and screen.is_mounted:
                screen.show_session(view)
        title = f"{view.clock} {view.word} · {view.routine}" if view is not None else "sciatica-tui"
        self._write(f"\x1b]2;{title}\x07")

    async def _show(self) -> None:
        """Bring the session to the front, in its own mode."""
        await self._app.switch_mode("routines")
        if not isinstance(self._app.screen, SessionScreen):
            self._screen = self._screen or SessionScreen(self._services)
            await self._app.push_screen(self._screen)
        self._draw()

    async def may_quit(self) -> bool:
        """Ask before quitting in the middle; the session waits in its side file and is offered again."""
        answer = await self._app.push_screen_wait(
            Ask(
                "A session is running",
                "It is kept as far as it came and offered again at the next start.",
                (Answer("q", "Quit", "quit"), Answer("c", "Go on with the session", "stay")),
            )
        )
        return answer == "quit"

    # After

    async def over(self) -> None:
        """The questions after the end; a test's result goes into the weekly check-in."""
        current = self.conductor.running
        if current is None:
            return
        await self.conductor.send(Event.PAUSE)
        if isinstance(self._app.screen, SessionScreen):
            await self._app.pop_screen()
        session = self._services.journal.get(Session, current.id)
        if session is not None:
            await self._keep_test(session)
            exercises = plan.exercises_of(session)
            if exercises and session.ended != ENDED_BY_FLAG:
                await self._ask_after(current.title, exercises)
        self.conductor.leave()
        self._draw()

    async def _ask_after(self, title: str, exercises: tuple[str, ...]) -> None:
        answers = await self._app.push_screen_wait(after_screen(title, exercises))
        after = felt(answers) if answers is not None else None
        if answers is None or after is None:
            return
        await self.conductor.felt(after, answers.get("culprit"))
        kept = self.conductor.running and self._services.journal.get(Session, self.conductor.running.id)
        if kept and plan.set_back(kept):
            self._say("Pain went up or further down: this exercise is out for today.")

    async def _keep_test(self, session: Session) -> None:
        rises, seconds = heel_rises(session.steps), sit_to_stand(session.steps)
        answers = {
            "heel_rises.left": rises.left if rises is not None else None,
            "heel_rises.right": rises.right if rises is not None else None,
            "sit_to_stand_seconds": seconds,
        }
        if any(value is not None for value in answers.values()):
            stamp = self._services.stamp()
            entry = checkin_from(answers, **stamp, day=session.day, at=stamp["created_at"])
            await self._services.keeper.save("result of the test", entry)
            self._say("The result is in the weekly check-in; History shows it.")

    async def ask_next_day(self, session: Session, title: str) -> None:
        """How was it, the day after?"""
        answer = await self._app.push_screen_wait(
            Ask(
                "Yesterday's routine",
                f"{title}: how was the leg since then?",
                (
                    Answer("b", "Better", NextDay.BETTER.value),
                    Answer("s", "The same", NextDay.SAME.value),
                    Answer("w", "Worse", NextDay.WORSE.value),
                ),
            )
        )
        if answer is not None:
            await self._services.keeper.save("how it was since", plan.with_next_day(session, NextDay(answer)))

    # A session cut short

    async def offer_interrupted(self) -> None:
        """Ask what to do with a session that a quit or a crash cut short."""
        try:
            session = self.conductor.interrupted()
        except AppError as error:
            self._say(str(error))
            return
        if session is None:
            return
        answer = await self._app.push_screen_wait(
            Ask(
                "A session was interrupted",
                f"{session.title}: go on where it stopped?",
                (
                    Answer("y", "Go on, paused", "go on"),
                    Answer("k", "Keep it as far as it came", "keep"),
                ),
            )
        )
        if answer == "go on":
            await self.conductor.take_up(session)
            await self._show()
            self._arm()
        elif answer == "keep":
            await self.conductor.put_away(session)

    # Cues

    def _play(self, kind: CueKind, words: str) -> None:
        if self._cues is None:
            self._cues = Cues(
                self._services.config.cues,
                bell=self._ring,
                flash=self._flash,
                write=self._write,
                environment=os.environ,
                speech=find_speech(),
            )
        self._cues.play(kind, words)

    def _ring(self, times: int) -> None:
        self._app.bell()
        if times > 1:
            self._app.set_timer(SECOND_RING, self._app.bell)

    def _flash(self, kind: CueKind) -> None:
        if isinstance(self._app.screen, SessionScreen):
            self._app.screen.view.flash()

    def _write(self, codes: str) -> None:
        # Textual has no public way to send the terminal a code of one's own.
        driver = self._app._driver
        if driver is not None and not self._app.is_headless:
            driver.write(codes)

    def _say(self, sentence: str) -> None:
        self._app.notify(sentence, severity="warning", timeout=10, markup=False)

    def close(self) -> None:
        """End the programs of cues."""
        if self._cues is not None:
            self._cues.close()
