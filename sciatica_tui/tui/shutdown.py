"""How the app ends: what is half filled in goes to the disk first, whether a key, a signal or an error ends it."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual.screen import Screen
from textual.worker import WorkerFailed

from ..domain.errors import AppError
from ..domain.text.grammar import capital, joined
from .end_request import EndRequest
from .notices import say_error, say_warning
from .screens.base import BaseScreen
from .terminal_app import TerminalApp

if TYPE_CHECKING:
    from ..services.live_settings import Settings
    from .controllers.registry import Controllers
    from .controllers.session import SessionController

log = logging.getLogger(__name__)

UNSAVED = "What you changed here is not saved; quit again to leave without it."
LAST_KEYS_TIMEOUT = 1.0
"""Seconds that an end from outside waits for the keys that came before it."""


@dataclass(frozen=True)
class Loss:
    """What leaving would lose: the side files that could not be written, after so many changes of their parts."""

    changes: int
    drafts: frozenset[str]

    @property
    def words(self) -> str:
        """What would be lost, and how to leave all the same."""
        from ..services.check_in_forms import DRAFT
        from ..services.session_runner import SIDE_FILE

        words_of = {DRAFT: "the half-filled form", SIDE_FILE: "the unfinished session"}
        names = [words for draft, words in words_of.items() if draft in self.drafts]
        if not names:
            return "Quit again to leave all the same."
        without = "it" if len(names) == 1 else "them"
        return f"{capital(joined(names))} would be lost; quit again to leave without {without}."


class Shutdown:
    """Ends the app once forms, drafts and the session are on the disk."""

    def __init__(self, app: TerminalApp[None], settings: Settings) -> None:
        self._app = app
        self._settings = settings
        self.end_request = EndRequest(self.write_drafts, app.release_terminal)
        """How the app is ended from outside."""
        self.failed: BaseException | None = None
        """Why the app could not go on."""
        self._ending = False
        self._asking = False
        """Whether the person is asked whether to leave a session."""
        self._told_unsaved: Screen[Any] | None = None
        """The screen of which the person was last told that it is not saved."""
        self._told_loss: Loss | None = None
        """What the person was last told would be lost, as it can't be written."""
        self.controllers: Controllers | None = None
        """There once the journal is read."""

    async def quit(self) -> None:
        """End the app as the person asks; first tell what is not saved, and ask about a session that runs."""
        unsaved = next(
            (screen for screen in self._app.screen_stack if isinstance(screen, BaseScreen) and screen.is_unsaved), None
        )
        if unsaved is not self._told_unsaved:
            self._told_unsaved = unsaved
            if unsaved is not None:
                say_warning(self._app, UNSAVED)
                return
        session = self.controllers.loaded_session if self.controllers is not None else None
        if session is None or not session.session_runner.active or self._ending or self._asking:
            await self.end()
            return
        self._asking = True
        self._app.run_worker(self._ask_to_quit(session), group="quit")

    async def _ask_to_quit(self, session: SessionController) -> None:
        try:
            if await session.may_quit():
                await self.end()
        finally:
            self._asking = False

    async def end(self, *, whatever_fails: bool = False) -> None:
        """End the app with everything on the disk; if a draft or a setting can't be written, say so and stay.

        The next attempt leaves without the draft, unless that was changed since. Stay, too, where what is being saved
        asks the person something. `whatever_fails`: end it nevertheless.
        """
        self._ending = True
        screen = self._app.screen
        all_kept = True
        if self.controllers is not None:
            writer = self.controllers.services.journal_writer
            changes = writer.draft_changes
            try:
                all_kept = await self._settle(self.controllers)
            except AppError as error:
                log.error("the drafts: %s", error)
                if not whatever_fails and not self._was_told(Loss(changes, writer.unwritten)):
                    self._told_loss = Loss(writer.draft_changes, writer.unwritten)
                    self._stay(f"{error} {self._told_loss.words}")
                    return
        if not (whatever_fails or (all_kept and self._app.screen is screen)):
            self._stay()
            return
        try:
            await self._settings.settle()
        except AppError as error:
            log.error("the settings: %s", error)
            if not whatever_fails:
                self._stay(str(error))
                return
        self._app.exit()

    def _was_told(self, loss: Loss) -> bool:
        before = self._told_loss
        return before is not None and before.changes == loss.changes and before.drafts >= loss.drafts

    async def _settle(self, controllers: Controllers) -> bool:
        """Write what is not on the disk yet; return False where an answer waits for the person. Raises AppError."""
        if controllers.loaded_session is not None:
            controllers.loaded_session.close()
        answers_kept = [await screen.flush_pending() for screen in controllers.navigation.mode_screens]
        await controllers.services.journal_writer.settle()
        return all(answers_kept)

    def _stay(self, sentence: str = "") -> None:
        if sentence:
            say_error(self._app, sentence)
        if self.controllers is not None and self.controllers.loaded_session is not None:
            self.controllers.loaded_session.stay()
        self._ending = False

    def end_now(self) -> None:
        """End the app as from outside: a draft that can't be written keeps it no longer."""
        self._app.run_worker(self._end_after_keys())

    async def _end_after_keys(self) -> None:
        """End the app with the answers whose keys came before the request; on the screen they may stand already."""
        await self._app.handle_keys(LAST_KEYS_TIMEOUT)
        await self.end(whatever_fails=True)

    def write_drafts(self) -> None:
        """Write the drafts that wait, in this thread. Raises StoreError."""
        if self.controllers is not None:
            self.controllers.services.journal_writer.write_drafts()

    def end_after_error(self, error: Exception) -> None:
        """End the app because of an error, with the session and the drafts written."""
        try:
            if self.controllers is not None and self.controllers.loaded_session is not None:
                self.controllers.loaded_session.close()
            self.write_drafts()
        except AppError as store_error:
            log.error("at the end: %s", store_error)
        self.failed = error.error if isinstance(error, WorkerFailed) else error
        self._app.exit()
