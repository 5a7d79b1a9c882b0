"""What the journal reports, what other windows write in it, and undo."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.app import App

from ...domain.errors import AppError
from ...services.commands import Scope, with_keys
from ..bindings import scope_of
from ..end_request import HANGUP, EndRequest, terminal_gone
from ..messages import UndoesAnswers
from ..notices import drop_passing, say_until_read

if TYPE_CHECKING:
    from ...services.container import Services

log = logging.getLogger(__name__)

CHECK_INTERVAL = 3.0
"""Seconds between two looks for what another window wrote, for midnight, and for a terminal that is gone."""


NOTHING_TO_UNDO = "Nothing to undo in this window."
UNDO_ELSEWHERE = "In a terminal, sciatica-tui undo takes back the last change that was saved before."
"""Said with it where there is a file: what was saved before a start is no change of this window."""


class JournalController:
    """Follow the journal file while the app is open."""

    def __init__(
        self, app: App[None], services: Services, handle_change: Callable[[], None], end_request: EndRequest
    ) -> None:
        """`handle_change` is called when the journal has changed, and every few seconds, as the day may have."""
        self._app = app
        self._services = services
        self._handle_change = handle_change
        self._end_request = end_request
        self._reported: set[str] = set()
        """The notices that were shown."""

    def follow(self) -> None:
        """Listen to the journal from now on, and look at its file every few seconds."""
        self._services.journal_writer.listen(self._handle_change)
        self._services.journal_writer.unheard = self._tell
        self._app.set_interval(CHECK_INTERVAL, self.check)

    def report_notices(self, *, but_damage: bool = False) -> tuple[str, ...]:
        """Show what was found or repaired in the data, by whichever window or command, each sentence once.

        `but_damage`: what tells of a damaged file is not shown but returned.
        """
        journal, damage = self._services.journal, []
        for sentence in dict.fromkeys((*journal.left_notices(), *journal.notices, *self._services.take_problems())):
            if sentence not in self._reported:
                self._reported.add(sentence)
                if but_damage and _tells_of_damage(sentence):
                    damage.append(sentence)
                else:
                    say_until_read(self._app, sentence)
        return tuple(damage)

    def check(self) -> None:
        """Take over what another window wrote, and the new day; end the app if its terminal is gone."""
        # The method, not its coroutine: that would never be awaited if the next check came before this one began.
        self._app.run_worker(self._check, group="journal-check", exclusive=True)  # type: ignore[arg-type]

    async def _check(self) -> None:
        if not self._app.is_headless and terminal_gone():
            self._end_request.make(HANGUP)
            return
        if not self._services.demo:
            try:
                await self._services.journal_writer.refresh()
            except AppError as error:
                log.warning("refresh: %s", error)
            self.report_notices()
        self._handle_change()

    def _tell(self, error: AppError) -> None:
        from ..screens.saving import tell_failure

        tell_failure(self._app, error)

    async def undo(self) -> None:
        """Take back this window's last change, in a form its last answer.

        Not where what to do about a red flag shows: undo does not end that.
        """
        if isinstance(self._app.screen, UndoesAnswers):
            await self._app.screen.undo_answer()
            return
        if scope_of(self._app.screen) is Scope.ACTION:
            from ..screens.what_to_do import STAYS

            self._app.notify(with_keys(STAYS, self._services.settings.keys), severity="warning")
            return
        # “u takes it back”, said of this change, would be said of the one before.
        drop_passing(self._app)
        from ..screens.saving import tell_failure, tell_saved

        try:
            undone = await self._services.journal_writer.undo()
        except AppError as error:
            tell_failure(self._app, error)
            return
        if undone is None:
            self._app.notify(NOTHING_TO_UNDO if self._services.demo else f"{NOTHING_TO_UNDO} {UNDO_ELSEWHERE}")
            return
        if undone.sentence:
            tell_saved(self._app, self._services, undone.sentence, "", certain=undone.certain)
        if undone.open_flags:
            from ...services.check_ins import open_flags_text

            say_until_read(self._app, open_flags_text(undone.open_flags))


def _tells_of_damage(sentence: str) -> bool:
    from ...services.backups import tells_of_damage  # most starts have no notice

    return tells_of_damage(sentence)
