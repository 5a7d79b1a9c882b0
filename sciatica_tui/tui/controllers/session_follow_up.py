"""What is asked after a session: how it was, which exercise made it worse, and what a test showed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.app import App

from ...domain.records import CheckIn, NextDay, RedFlagAnswer, Routine, Session
from ...domain.red_flags import flags as red_flags
from ...domain.routines import self_tests, setbacks
from ...domain.routines.active_session import Running
from ...domain.routines.catalogue import Guided, all_routines, title_of
from ...domain.routines.done import anything_done
from ...domain.routines.safety import Permission
from ...domain.routines.timer import CueKind
from ...services import check_ins
from ...services.container import Services
from ...services.records_snapshot import snapshot_of
from ..messages import RedFlagsRaised
from ..screens.dialogs import Answer, Ask
from ..screens.red_flags import confirm
from ..screens.session_questions import AfterScreen, felt, leg_raise_screen
from ..terminal_cues import TerminalCues

MINUTE_OVER = "A minute has passed. How is your leg now?"


class SessionFollowUp:
    """Ask the questions after a session and save the answers. Each method raises StoreError."""

    def __init__(self, app: App[None], services: Services, terminal_cues: TerminalCues) -> None:
        self._app = app
        self._services = services
        self._terminal_cues = terminal_cues

    async def ask_how_it_was(self, title: str, session: Session) -> None:
        answers = await self._app.push_screen_wait(
            AfterScreen(
                title, self._services.clock.monotonic, lambda: self._terminal_cues.play(CueKind.END, MINUTE_OVER)
            )
        )
        now = self._services.journal.get(Session, session.id)
        if now is None:
            return
        before, now = now, setbacks.with_after(now, felt(answers or {}))
        await self._services.journal_writer.save("how it was after", now, before=(before,))
        if not setbacks.set_back(now):
            return
        if setbacks.asks_which(now):
            now = await self._ask_which(now)
        self._say(setbacks.setback_words(now, snapshot_of(self._services.journal)))

    async def _ask_which(self, session: Session) -> Session:
        exercises = setbacks.exercises_of(session)
        answers = [Answer(str(number), title_of(name), name) for number, name in enumerate(exercises, 1)]
        culprit = await self._app.push_screen_wait(
            Ask(
                "Which one was it?",
                "Your leg got worse. The exercise you name is out for today; if you can't tell, the whole set is.",
                (*answers, Answer("0", "I can't tell", "")),
            )
        )
        if not culprit:
            return session
        now = self._services.journal.get(Session, session.id)
        if now is None:
            return session
        with_answer = setbacks.with_culprit(now, culprit)
        await self._services.journal_writer.save("which exercise it was", with_answer, before=(now,))
        return with_answer

    async def save_results(self, session: Session) -> None:
        results = self_tests.results(session)
        if session.routine == "leg-raise" and session.steps:
            answers = await self._app.push_screen_wait(leg_raise_screen(self._services.journal.all(CheckIn)))
            results |= self_tests.leg_raise(answers or {})
        if not results:
            return
        checkins = self._services.journal.all(CheckIn)
        entry = self_tests.entry_with(results, checkins, session.day, self._services.stamp())
        over = [checkin for checkin in checkins if checkin.id == entry.id]
        pending = check_ins.pending(self._services.journal, entry, over=over)
        confirmed = await confirm(self._app, pending.entry, pending.raised)
        if confirmed is None:
            self._say("The session is saved, the result is not.")
            return
        await self._services.journal_writer.save_check_in(
            pending.confirmed(confirmed.entry, confirmed.raised),
            self._services.today(),
            self._services.clock.now(),
            seen_by_clinician=confirmed.seen,
            label="result of the test",
        )
        self._say("The result is saved with the weekly tests; History shows it.", severity="information")
        if confirmed.raised.alarms and not confirmed.seen:
            self._app.post_message(RedFlagsRaised())

    def show_card(self, ended: Running, permission: Callable[[Guided], Permission]) -> None:
        """Show the card of a session that was done, at least in part; none while a red flag is open."""
        from ...domain.views.closing_card import closing_card
        from ..screens.closing import ClosingScreen

        journal, today = self._services.journal, self._services.today()
        session = journal.get(Session, ended.id)
        if session is None or not anything_done(session) or red_flags.locked(journal.all(RedFlagAnswer), today):
            return
        routines = all_routines(journal.all(Routine))
        permitted = next((permission(r) for r in routines if r.name == ended.routine), Permission(True))
        card = closing_card(session, ended.timer.plan, permitted, journal.all(Session), today)
        self._app.push_screen(ClosingScreen(ended.title, card))

    async def ask_next_day(self, session: Session, title: str) -> None:
        answer = await self._app.push_screen_wait(
            Ask(
                "Yesterday's routine",
                f"{title}: how did your leg take it?",
                (
                    Answer("b", "Better", NextDay.BETTER.value),
                    Answer("s", "The same", NextDay.SAME.value),
                    Answer("w", "Worse", NextDay.WORSE.value),
                ),
            )
        )
        now = self._services.journal.get(Session, session.id)
        if answer is not None and now is not None:
            with_answer = setbacks.with_next_day(now, NextDay(answer))
            await self._services.journal_writer.save("how it was since", with_answer, before=(now,))

    def _say(self, sentence: str, severity: Any = "warning") -> None:
        self._app.notify(sentence, severity=severity, timeout=10, markup=False)
