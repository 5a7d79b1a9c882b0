"""The app's dealings with a session: asking before, keeping time, showing it in every mode, asking after."""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from textual.app import App
from textual.timer import Timer

from ...domain.errors import AppError
from ...domain.records import CheckIn, Episode, NextDay, Precaution, RedFlagAnswer, Routine, Session
from ...domain.red_flags import alarms
from ...domain.red_flags import flags as red_flags
from ...domain.red_flags.alarms import raised_by
from ...domain.routines import safety, self_tests, setbacks
from ...domain.routines.active_session import Running
from ...domain.routines.catalogue import EXERCISES, Guided, all_routines, title_of
from ...domain.routines.done import was_done
from ...domain.routines.timer import CueKind, Event
from ...services.container import Services
from ...services.cues import Channel
from ...services.records_snapshot import snapshot_of
from ...services.session_runner import ENDED_BY_FLAG, SessionRunner
from ..screens.dialogs import Answer, Ask
from ..screens.mode_screen import ModeScreen
from ..screens.red_flags import SEEN, WRONG, confirm_alarms
from ..screens.session import SessionScreen
from ..screens.session_questions import AfterScreen, before_screen, felt, leg_raise_screen, safety_screen
from ..terminal_cues import TerminalCues

log = logging.getLogger(__name__)

MINUTE_OVER = "One minute. How is the leg now?"


class SessionController:
    """One for the app. The session goes on whichever screen shows. `raised` is called when a test raised a red flag.

    One conversation at a time: `start`, `over`, `ask_next_day` and `offer_interrupted` do nothing while another of
    them waits for an answer. Each says in its sentence what could not be kept.
    """

    def __init__(self, app: App[None], services: Services, raised: Callable[[], None]) -> None:
        self._app = app
        self._services = services
        self._raised = raised
        self._talking = False
        self._timer: Timer | None = None
        self._complaint = ""
        self.terminal_cues = TerminalCues(app, services.config.cues)
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
            self._say(str(error), severity="error")
        finally:
            self._talking = False

    # Before

    async def start(self, routine: Guided) -> None:
        """Ask what must be asked, and begin; a refusal is one sentence. A session that runs comes to the front."""
        await self._conversation(self._start(routine))

    async def _start(self, routine: Guided) -> None:
        if self.session_runner.running is not None:
            if self.session_runner.active:
                self._say(f"{self.session_runner.running.title} still runs: s stops it.")
            await self._show()
            return
        if not await self._settle_interrupted():
            return
        permitted = await self._permitted(routine)
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
            permitted = self._permission(routine)
            if not permitted.allowed:
                self._say(permitted.reason)
                return
            allowed = safety.without(routine, permitted.left_out)
            self.session_runner.begin(allowed, self._services.today(), before, permitted.on_already)
        finally:
            if not self.session_runner.active:
                self.session_runner.clear()
        await self._show()
        self._changed()

    async def _permitted(self, routine: Guided) -> safety.Permission | None:
        """The permission, after the questions that belong to it; None where it may not be done."""
        permitted = self._permission(routine)
        if permitted.allowed and permitted.once:
            answers = await self._app.push_screen_wait(safety_screen(routine, permitted.once, once=True))
            if answers is None:
                return None
            await self._services.journal_writer.save("answers before a routine", *self._precautions(answers))
            permitted = self._permission(routine)
        if permitted.allowed and permitted.each_time:
            answers = await self._app.push_screen_wait(safety_screen(routine, permitted.each_time, once=False))
            refusal = safety.refusal(permitted, answers) if answers is not None else ""
            if refusal is not None:
                if refusal:
                    self._say(refusal)
                return None
        if not permitted.allowed:
            self._say(permitted.reason)
            return None
        return permitted

    def _permission(self, routine: Guided) -> safety.Permission:
        known = snapshot_of(self._services.journal)
        return safety.permission(routine, known, self._services.clock.now(), self._services.today())

    def _precautions(self, answers: Mapping[str, Any]) -> list[Precaution]:
        today = self._services.today()
        return [
            Precaution(**self._services.stamp(), day=today, about=name, kind=safety.CONTRAINDICATION, applies=bool(yes))
            for name, yes in answers.items()
        ]

    # While it runs

    def did(self, event: Event) -> None:
        """What the person did; it also answers a cue that repeats."""
        self.session_runner.send(event)
        self._changed()

    def heed_flags(self) -> None:
        """A red flag that is open stops what runs."""
        if self.session_runner.active:
            answers = self._services.journal.all(RedFlagAnswer)
            if red_flags.locked(answers, self._services.today()):
                self.session_runner.send(Event.STOP, ENDED_BY_FLAG)
                self._changed()

    def _tick(self) -> None:
        self.session_runner.tick()
        self._changed()

    def _changed(self) -> None:
        """Draw, write down, and look at the clock again when there is something new: one timer, never two."""
        self.draw()
        if self.session_runner.behind:
            self._app.run_worker(self._keep(), group="session-keep")
        if self._timer is not None:
            self._timer.stop()
        wait = self.session_runner.wait()
        self._timer = None if wait is None else self._app.set_timer(wait, self._tick, name="session")

    async def _keep(self) -> None:
        """Bring the disk up to date; said once where it can't be, and tried again with the next step."""
        try:
            await self.session_runner.keep()
        except AppError as error:
            log.warning("session: %s", error)
            if str(error) != self._complaint:
                self._say(f"{error} The session goes on.", severity="error")
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
        self.terminal_cues.title(None if view is None else f"{time}{view.word} · {view.routine}")

    async def _show(self) -> None:
        """Bring the session to the front, in its own mode."""
        if self._app.current_mode != SessionScreen.MODE:
            await self._app.switch_mode(SessionScreen.MODE)
        if self._screen not in self._app.screen_stack:
            await self._app.push_screen(self._screen)
        self.draw()

    async def try_cue(self, channel: str) -> None:
        """Give a cue in one way, on or off; say where it can't be."""
        trouble = await self.terminal_cues.try_out(Channel(channel))
        if trouble is not None:
            self._say(trouble)

    async def may_quit(self) -> bool:
        """Ask before quitting in the middle; the session waits in its side file and is offered again."""
        kept = (
            "Nothing of this made-up history is kept."
            if self._services.demo
            else ("It is kept as far as it came and offered again at the next start.")
        )
        answer = await self._app.push_screen_wait(
            Ask(
                "A session is running",
                kept,
                (Answer("q", "Quit", "quit"), Answer("c", "Go on with the session", "stay")),
            )
        )
        return answer == "quit"

    def close(self) -> None:
        """The app ends: hand in how far the session is, and end the programs of cues."""
        if self._timer is not None:
            self._timer.stop()
        self.session_runner.suspend()
        self.terminal_cues.close()

    def stay(self) -> None:
        """The app does not end after all: the session goes on as before."""
        self.session_runner.reclaim()
        self._changed()

    # After

    async def over(self) -> None:
        """The questions after the end; a test's result goes into the weekly check-in."""
        await self._conversation(self._over())

    async def _over(self) -> None:
        current = self.session_runner.running
        if current is None or self.session_runner.active:
            return
        self.did(Event.PAUSE)
        await self.session_runner.keep()
        if self._app.screen is self._screen:
            await self._app.pop_screen()
        try:
            session = self._services.journal.get(Session, current.id)
            if session is not None and session.ended != ENDED_BY_FLAG and was_done(session):
                await self._keep_results(session)
                if setbacks.exercises_of(session):
                    await self._ask_after(current.title, session)
        finally:
            self.session_runner.clear()
            self._changed()

    async def _ask_after(self, title: str, session: Session) -> None:
        answers = await self._app.push_screen_wait(
            AfterScreen(
                title, self._services.clock.monotonic, lambda: self.terminal_cues.play(CueKind.END, MINUTE_OVER)
            )
        )
        after = felt(answers) if answers is not None else None
        now = self._services.journal.get(Session, session.id)
        if after is None or now is None:
            return
        now = setbacks.with_after(now, after)
        await self._services.journal_writer.save("how it was after", now)
        if not setbacks.set_back(now):
            return
        if setbacks.asks_which(now):
            now = await self._ask_which(now)
        self._say(setbacks.setback_words(now, snapshot_of(self._services.journal)))

    async def _ask_which(self, session: Session) -> Session:
        exercises = setbacks.exercises_of(session)
        answers = [Answer(str(place), title_of(name), name) for place, name in enumerate(exercises, 1)]
        culprit = await self._app.push_screen_wait(
            Ask(
                "Which one was it?",
                "It got worse. The one you name is out for today; where you can't tell, the whole set is.",
                (*answers, Answer("0", "I can't tell", "")),
            )
        )
        if not culprit:
            return session
        now = self._services.journal.get(Session, session.id)
        if now is None:
            return session
        now = setbacks.with_culprit(now, culprit)
        await self._services.journal_writer.save("which exercise it was", now)
        return now

    async def _keep_results(self, session: Session) -> None:
        found = self_tests.results(session)
        if session.routine == "leg-raise" and session.steps:
            answers = await self._app.push_screen_wait(leg_raise_screen(self._services.journal.all(CheckIn)))
            found |= self_tests.leg_raise(answers or {})
        if not found:
            return
        journal = self._services.journal
        checkins = journal.all(CheckIn)
        entry = self_tests.entry_with(found, checkins, session.day, self._services.stamp())
        raised = raised_by(entry, checkins, journal.all(RedFlagAnswer), journal.all(Episode))
        confirmed = await self._app.push_screen_wait(confirm_alarms(raised.alarms)) if raised.alarms else ""
        if confirmed is None or confirmed == WRONG:
            self._say("The result is not kept; the session is.")
            return
        now, seen = self._services.clock.now(), confirmed == SEEN
        marked = alarms.raise_alarms(raised.alarms, entry, self._services.today(), now, seen, self._services.stamp)
        await self._services.journal_writer.save("result of the test", entry, *marked, delete=raised.withdrawn)
        self._say("The result is in the weekly check-in; History shows it.", severity="information")
        if marked and not seen:
            self._raised()

    async def ask_next_day(self, session: Session, title: str) -> None:
        """How was it, the day after?"""
        await self._conversation(self._ask_next_day(session, title))

    async def _ask_next_day(self, session: Session, title: str) -> None:
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
        now = self._services.journal.get(Session, session.id)
        if answer is not None and now is not None:
            await self._services.journal_writer.save("how it was since", setbacks.with_next_day(now, NextDay(answer)))

    # A session cut short

    async def offer_interrupted(self) -> None:
        """Ask what to do with a session that a quit or a crash cut short."""
        await self._conversation(self._offer_interrupted())

    async def _offer_interrupted(self) -> None:
        await self._settle_interrupted()

    async def _settle_interrupted(self) -> bool:
        """Whether no interrupted session stands in the way any more; False where one runs again, or waits."""
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
        go_on = () if reason else (Answer("y", "Go on where it stopped, paused", "go on"),)
        answer = await self._app.push_screen_wait(
            Ask(
                "A session was interrupted",
                f"{session.title}, begun at {session.timer.started_at:%H:%M}. {reason}".strip(),
                (*go_on, Answer("k", "Keep it as far as it came", "keep"), Answer("l", "Later", "later")),
            )
        )
        reason = self._why_not_on(session)
        if answer == "go on" and reason:
            self._say(reason)
            self.session_runner.clear()
            return False
        if answer == "go on":
            self.session_runner.resume(session)
            await self._show()
            self._changed()
            return False
        if answer == "keep":
            await self.session_runner.archive(session)
            return True
        self.session_runner.clear()
        return False

    def _why_not_on(self, session: Running) -> str:
        """Why it can't go on; empty where it can."""
        if session.day != self._services.today():
            return "It is of another day, so it can't go on."
        answers = self._services.journal.all(RedFlagAnswer)
        if red_flags.locked(answers, self._services.today()):
            return "A red flag is open, so it can't go on."
        for routine in all_routines(self._services.journal.all(Routine)):
            if routine.name == session.routine:
                return self._permission(routine).reason
        return ""

    def _say(self, sentence: str, severity: Any = "warning") -> None:
        self._app.notify(sentence, severity=severity, timeout=10, markup=False)
