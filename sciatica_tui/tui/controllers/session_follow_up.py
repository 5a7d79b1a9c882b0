"""What is asked after a session: how it was, which exercise made it worse, and what a test showed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from textual.app import App

from ...domain.errors import AppError
from ...domain.records import CheckIn, NextDay, RedFlagAnswer, Routine, Session
from ...domain.red_flags import flags as red_flags
from ...domain.routines import self_tests, setbacks
from ...domain.routines.active_session import Running, worked
from ...domain.routines.catalogue import Guided, all_routines, title_of
from ...domain.routines.safety import Permission
from ...domain.routines.timer import CueKind
from ...services import check_ins
from ...services.container import Services
from ...services.records_snapshot import snapshot_of
from ..messages import RedFlagsRaised
from ..notices import say_warning
from ..screens.dialogs import Answer, Ask
from ..screens.questionnaire import Asked
from ..screens.red_flags import confirm
from ..screens.saving import ask_until_kept, keep, tell_failure, tell_saved
from ..screens.session_questions import MINUTE, AfterScreen, felt, leg_raise_screen
from ..terminal_cues import TerminalCues

NOT_SAVED = "The session is saved, the result is not."
NOT_BEGUN = "You stopped before the first step, so nothing is saved."
MINUTE_OVER = "A minute has passed. How is your leg now?"


class SessionFollowUp:
    """Ask the questions after a session until the answers are saved."""

    def __init__(self, app: App[None], services: Services, terminal_cues: TerminalCues) -> None:
        self._app = app
        self._services = services
        self._terminal_cues = terminal_cues

    async def ask_how_it_was(self, title: str, word: str, session: Session) -> None:
        """Ask how the leg is a minute after standing up; `word` says what the session has come to."""
        minute_ends = self._services.clock.monotonic() + MINUTE  # also where the answers could not be saved at once

        def left() -> float:
            return minute_ends - self._services.clock.monotonic()

        after_screens: list[Asked] = []

        def screen(answers: dict[str, Any]) -> Asked:
            cue = partial(self._terminal_cues.play, CueKind.END, MINUTE_OVER)
            after_screens.append(AfterScreen(title, word, session.before, left, cue).with_answers(answers))
            return after_screens[-1]

        async def save(answers: dict[str, Any]) -> bool:
            return await self._keep("how it was after", session, lambda now: setbacks.with_after(now, felt(answers)))

        if not await ask_until_kept(self._app, screen, save, dict[str, Any]()):
            await save(after_screens[-1].answers())  # Esc asks no more: what was answered is kept
            return
        now = self._services.journal.get(Session, session.id)
        if now is None or not setbacks.set_back(now):
            return
        if setbacks.asks_which(now):
            await self._ask_which(now)

    async def _ask_which(self, session: Session) -> None:
        exercises = setbacks.exercises_of(session)
        answers = [Answer(str(number), title_of(name), name) for number, name in enumerate(exercises, 1)]
        text = "Your leg got worse. The exercise you name is out for today; if you can't tell, the whole set is."
        question = "Which one was it?", text, (*answers, Answer("0", "I can't tell", ""))

        async def save(culprit: str) -> bool:
            label = "which exercise it was"
            return not culprit or await self._keep(label, session, lambda now: setbacks.with_culprit(now, culprit))

        await ask_until_kept(self._app, lambda _: Ask(*question), save, "")

    async def _keep(self, label: str, session: Session, change: Callable[[Session], Session]) -> bool:
        """Save a session as it is by now, with a change; return whether that is done, or it is gone."""
        now = self._services.journal.get(Session, session.id)
        return now is None or await keep(self._app, self._services, label, "", change(now), before=(now,))

    async def save_results(self, session: Session) -> None:
        results = self_tests.results(session)

        async def save(answers: dict[str, Any]) -> bool:
            return await self._save_results(session, results | self_tests.leg_raise(answers))

        if session.routine == "leg-raise" and session.steps:
            checkins = self._services.journal.all(CheckIn)
            blank = dict[str, Any]()
            await ask_until_kept(
                self._app, lambda answers: leg_raise_screen(checkins).with_answers(answers), save, blank
            )
            return
        try:
            await save({})
        except AppError as error:
            tell_failure(self._app, error, NOT_SAVED)

    async def _save_results(self, session: Session, results: Mapping[str, Any]) -> bool:
        """Save the results of a test once what they raise is confirmed; return whether the person is done with them."""
        if not results:
            return True
        checkins = self._services.journal.all(CheckIn)
        entry = self_tests.entry_with(results, checkins, session.day, self._services.stamp())
        over = [checkin for checkin in checkins if checkin.id == entry.id]
        pending = check_ins.pending(self._services.journal, entry, over=over)
        confirmed = await confirm(self._app, pending.entry, pending.raised)
        if confirmed is None:
            say_warning(self._app, NOT_SAVED)
            return True
        saved = await self._services.journal_writer.save_check_in(
            pending.confirmed(confirmed.entry, confirmed.raised),
            self._services.today(),
            self._services.clock.now(),
            seen_by_clinician=confirmed.seen,
            label="result of the test",
        )
        sentence = "The result is saved with the weekly tests; History shows it."
        tell_saved(self._app, self._services, sentence, "", certain=saved.certain)
        if confirmed.raised.alarms and not confirmed.seen:
            self._app.post_message(RedFlagsRaised())
        return True

    def show_card(self, ended: Running, permission: Callable[[Guided], Permission]) -> None:
        """Show the card of a session; none while a red flag is open, and a word where it never began."""
        from ...domain.views.closing_card import closing_card
        from ..screens.closing import ClosingScreen

        journal, today = self._services.journal, self._services.today()
        if red_flags.locked(journal.all(RedFlagAnswer), today):
            return
        session = journal.get(Session, ended.id)
        if session is None:
            if not worked(ended):
                self._app.notify(NOT_BEGUN)
            return
        routines = all_routines(journal.all(Routine))
        permitted = next((permission(r) for r in routines if r.name == ended.routine), Permission(True))
        setback = setbacks.setback_words(session, snapshot_of(journal))
        sessions, checkins = journal.all(Session), journal.all(CheckIn)
        card = closing_card(session, ended.timer.plan, permitted, sessions, today, setback, checkins)
        self._app.push_screen(ClosingScreen(ended.title, card, self._services.settings.keys))

    async def ask_next_day(self, session: Session, title: str) -> None:
        answers = (
            Answer("b", "Better", NextDay.BETTER.value),
            Answer("s", "The same", NextDay.SAME.value),
            Answer("w", "Worse", NextDay.WORSE.value),
        )
        question = "Yesterday's routine", f"{title}: how did your leg take it?", answers

        async def save(answer: str) -> bool:
            return await self._keep(
                "how it was since", session, lambda now: setbacks.with_next_day(now, NextDay(answer))
            )

        await ask_until_kept(self._app, lambda _: Ask(*question), save, "")
