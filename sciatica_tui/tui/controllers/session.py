"""A session: the questions before it, its timer, its line in every mode, and one that was interrupted."""

from __future__ import annotations

import logging
from collections.abc import Coroutine
from typing import Any

from textual.timer import Timer

from ...domain.errors import AppError
from ...domain.records import RedFlagAnswer, Routine, Session, WalkPlan
from ...domain.red_flags import flags as red_flags
from ...domain.routines import safety, setbacks
from ...domain.routines.active_session import Running
from ...domain.routines.catalogue import EXERCISES, Guided, all_routines
from ...domain.routines.done import anything_done
from ...domain.routines.session_plan import ON_SKIN, StepKind
from ...domain.routines.timer import Status, TimerEvent
from ...domain.routines.timer_view import SessionTone, View, over_word
from ...domain.routines.walking import as_planned, current_plan
from ...services.container import Services
from ...services.cues import Channel
from ...services.records_snapshot import snapshot_of
from ...services.session_runner import ENDED_BY_FLAG, SessionRunner
from ..notices import say_warning
from ..screens.dialogs import Answer, Ask
from ..screens.mode_screen import ModeScreen
from ..screens.saving import tell_failure
from ..screens.session import SessionScreen
from ..screens.session_questions import before_screen, felt
from ..terminal_cues import TerminalCues
from ..textual_compat import AppBase
from .session_follow_up import SessionFollowUp
from .session_gates import SessionGates

log = logging.getLogger(__name__)


class SessionController:
    """Run one session at a time, whichever screen shows.

    `start`, `over`, `ask_next_day` and `offer_interrupted` do nothing
    while another of them waits for an answer; what could not be saved they show as a notice.
    """

    def __init__(self, app: AppBase[None], services: Services) -> None:
        self._app = app
        self._services = services
        self._talking = False
        self._timer: Timer | None = None
        self._complaint = ""
        self.terminal_cues = TerminalCues(app, services.config.cues)
        self._gates = SessionGates(app, services)
        self._follow_up = SessionFollowUp(app, services, self.terminal_cues)
        self.session_runner = SessionRunner(
            services.journal, services.journal_writer, services.clock, self.terminal_cues.play, self.terminal_cues.say
        )
        self._screen = SessionScreen(services)
        app.install_screen(self._screen, "session")
        services.settings.listen(self._apply_settings)

    def _apply_settings(self) -> None:
        self.terminal_cues.settings = self._services.config.cues

    async def _conversation(self, steps: Coroutine[Any, Any, None]) -> None:
        if self._talking:
            steps.close()
            return
        self._talking = True
        try:
            await steps
        except AppError as error:
            tell_failure(self._app, error)
        finally:
            self._talking = False

    # Before

    async def start(self, routine: Guided) -> None:
        """Ask the questions before a routine and begin, or say why not; a session that runs comes to the front."""
        await self._conversation(self._start(routine))

    async def _start(self, routine: Guided) -> None:
        if self.session_runner.running is not None:
            if self.session_runner.active:
                say_warning(self._app, f"{self.session_runner.running.title} is still running: s stops it.")
            await self._show()
            return
        if not await self._settle_interrupted():
            return
        chosen = await self._gates.chosen(routine)
        if chosen is None:
            return
        plan = current_plan(self._services.journal.all(WalkPlan))
        routine = as_planned(chosen, plan, snapshot_of(self._services.journal), self._services.today())
        permitted = await self._gates.permitted(routine)
        if permitted is None:
            return
        before = None
        if routine.kind in EXERCISES:
            answers = await self._app.push_screen_wait(before_screen(routine, permitted))
            if answers is None:
                return
            before = felt(answers)
        # A question may have been open for long: another window, the clock or a red flag can have changed the answer.
        if not await self._settle_interrupted():
            return
        self.session_runner.claim()
        try:
            await self._services.journal_writer.refresh()
            permitted = self._gates.permission(routine)
            if not permitted.allowed:
                say_warning(self._app, permitted.reason)
                return
            allowed = safety.without(routine, permitted.left_out)
            self.session_runner.begin(allowed, self._services.today(), before, permitted.on_already)
        finally:
            if not self.session_runner.active:
                self.session_runner.clear()
        await self._show()
        self._changed()

    # While it runs

    def did(self, event: TimerEvent) -> None:
        """Pass on what the person did; it also ends a cue that repeats."""
        self.session_runner.send(event)
        self._changed()

    def heed_flags(self) -> None:
        """Stop the session if a red flag is open."""
        if self.session_runner.active:
            answers = self._services.journal.all(RedFlagAnswer)
            if red_flags.locked(answers, self._services.today()):
                self.session_runner.send(TimerEvent.STOP, ENDED_BY_FLAG)
                self._changed()

    def _tick(self) -> None:
        self.session_runner.tick()
        self._changed()

    def _changed(self) -> None:
        """Draw the session, save it, and wait for the next moment at which something changes: one timer, never two."""
        self.draw()
        if self.session_runner.behind:
            self._app.run_worker(self._keep(), group="session-keep")
        if self._timer is not None:
            self._timer.stop()
        wait = self.session_runner.wait()
        self._timer = None if wait is None else self._app.set_timer(wait, self._tick, name="session")

    async def _keep(self) -> None:
        """Save how far the session is; show an error once, and try again with the next step."""
        try:
            await self.session_runner.keep()
        except AppError as error:
            log.warning("session: %s", error)
            if str(error) != self._complaint:
                tell_failure(self._app, error, "The session continues.")
            self._complaint = str(error)
        else:
            self._complaint = ""

    def draw(self) -> None:
        """Show this moment on the screen that shows, and in the window's title."""
        view = self.session_runner.view()
        for screen in reversed(self._app.screen_stack):
            if isinstance(screen, ModeScreen):
                if not screen.gone:
                    screen.show_session(view)
                break
        time = "" if view is None or not self.session_runner.active else f"{view.clock} "
        self._go_on_from_the_end(view)
        self.terminal_cues.title(None if view is None else f"{time}{view.word} · {view.routine}")

    async def _show(self) -> None:
        """Bring the session to the front, in its own mode."""
        if self._app.current_mode != SessionScreen.MODE:
            await self._app.switch_mode(SessionScreen.MODE)
        self._screen.stay_open()
        if self._screen not in self._app.screen_stack:
            await self._app.push_screen(self._screen)
        self.draw()

    async def try_cue(self, channel: str) -> None:
        """Give a cue once through a channel, whether it is on or off; say so if it can't be given."""
        trouble = await self.terminal_cues.try_out(Channel(channel))
        if trouble is not None:
            say_warning(self._app, trouble)

    async def may_quit(self) -> bool:
        """Ask whether to quit although a session runs; it waits in its side file and is offered at the next start."""
        outlook = (
            "This is the made-up history: nothing is kept."
            if self._services.demo
            else ("What you have done is saved, and the app offers to continue when you come back.")
        )
        was_running = self.hold()
        answer = await self._app.push_screen_wait(
            Ask(
                "A session is running",
                outlook,
                (Answer("q", "Quit", "quit"), Answer("c", "Continue the session", "stay")),
            )
        )
        if was_running and answer != "quit" and self.session_runner.active:
            self.did(TimerEvent.RESUME)
        return answer == "quit"

    def hold(self) -> bool:
        """Pause what runs, and return whether it ran; a pack stays on the skin, and so does its time."""
        running = self.session_runner.running
        if running is None or running.timer.status is not Status.RUNNING or running.timer.step.kind in ON_SKIN:
            return False
        self.did(TimerEvent.PAUSE)
        return True

    def close(self) -> None:
        """Hand over how far the session is, and end the programs of cues: the app ends."""
        if self._timer is not None:
            self._timer.stop()
        self.session_runner.suspend()
        self.terminal_cues.close()

    def stay(self) -> None:
        """Continue the session as before: the app does not end after all."""
        self.session_runner.reclaim()
        self._changed()

    # After

    async def over(self) -> None:
        """Ask the questions after the end; a test's result goes into the weekly check-in."""
        await self._conversation(self._over())

    def _go_on_from_the_end(self, view: View | None) -> None:
        """Go on to the questions or the card at once, if the session shows and nothing of it is to be read first."""
        running, is_in_front = self.session_runner.running, self._app.screen_stack[-1:] == [self._screen]
        if view is None or running is None or self._talking or not is_in_front:
            return
        if running.timer.step.kind is StepKind.TEST and view.amounts:  # its result is asked for, or said
            return
        if view.tone is SessionTone.OVER and not self.session_runner.ended_by_flag:
            self._app.run_worker(self.over(), group="session")

    async def _over(self) -> None:
        current = self.session_runner.running
        if current is None or self.session_runner.active:
            return
        self.did(TimerEvent.PAUSE)
        await self.session_runner.keep()
        await self._screen.dismiss()
        try:
            session = self._services.journal.get(Session, current.id)
            if session is not None and session.ended != ENDED_BY_FLAG and anything_done(session):
                await self._follow_up.save_results(session)
                if setbacks.exercises_of(session):
                    await self._follow_up.ask_how_it_was(current.title, over_word(current.timer), session)
        finally:
            self.session_runner.clear()
            self._changed()
        self._follow_up.show_card(current, self._gates.permission)

    async def ask_next_day(self, session: Session, title: str) -> None:
        """Ask how it was since a session of the day before."""
        await self._conversation(self._follow_up.ask_next_day(session, title))

    # A session cut short

    async def offer_interrupted(self) -> None:
        """Ask what to do with a session that a quit or a crash cut short."""
        await self._conversation(self._offer_interrupted())

    async def _offer_interrupted(self) -> None:
        await self._settle_interrupted()

    async def _settle_interrupted(self) -> bool:
        """Ask about an interrupted session; return whether another may begin: False if it runs again, or waits."""
        session = self.session_runner.interrupted()
        if session is None:
            return True
        if session.timer.over:
            await self.session_runner.archive(session)
            return True
        try:
            await self._services.journal_writer.refresh()
        except AppError:
            self.session_runner.clear()
            raise
        reason = self._why_not_on(session)
        go_on = () if reason else (Answer("y", "Go back to it, paused", "go on"),)
        answer = await self._app.push_screen_wait(
            Ask(
                "A session was interrupted",
                f"{session.title}, started at {session.timer.started_at:%H:%M}. {reason}".strip(),
                (*go_on, Answer("k", "Save what was done", "keep"), Answer("l", "Later", "later")),
            )
        )
        reason = self._why_not_on(session)
        if answer == "go on" and reason:
            say_warning(self._app, reason)
            self.session_runner.clear()
            return False
        if answer == "go on":
            self.session_runner.resume(session)
            await self._show()
            self._changed()
            return False
        if answer == "keep":
            await self.session_runner.archive(session)
            self._app.notify(f"Saved: what was done of {session.title}. History shows it.")
            return True
        self.session_runner.clear()
        return False

    def _why_not_on(self, session: Running) -> str:
        """Return why a session can't go on; empty if it can."""
        if session.day != self._services.today():
            return "It is from another day, so it can't continue."
        answers = self._services.journal.all(RedFlagAnswer)
        if red_flags.locked(answers, self._services.today()):
            return "A red flag is open, so it can't continue."
        for routine in all_routines(self._services.journal.all(Routine)):
            if routine.name == session.routine:
                return self._gates.permission(routine).reason
        return ""
