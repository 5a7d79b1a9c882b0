"""What the journal reports, what other windows write in it, and undo."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual.app import App

from ...domain.errors import AppError
from ...services.commands import Scope, with_keys
from ..bindings import is_of_mode, scope_of
from ..end_request import HANGUP, EndRequest, terminal_gone
from ..messages import UndoesAnswers
from ..notices import drop_passing, say_until_read

if TYPE_CHECKING:
    from ...services.container import Services
    from ...services.damage_report import Replacement
    from ..screens.dialogs import Ask

log = logging.getLogger(__name__)

CHECK_INTERVAL = 3.0
"""Seconds between two looks for what another window wrote, for midnight, and for a terminal that is gone."""

NOTHING_TO_UNDO = "Nothing to undo in this window."
UNDO_ELSEWHERE = "Correct or delete older entries in History."
NOTHING_TO_REDO = "Nothing to redo: {undo} has undone nothing since the last change."
REDO_ELSEWHERE = "Nothing to redo here. Redo entries on any other screen."
BRINGS_BACK, DELETES, REDOES = "{redo} brings it back.", "{redo} deletes it again.", "{redo} redoes it."


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

    def report_notices(self) -> Ask | None:
        """Show what was found or repaired in the data, by whichever window or command, each sentence once.

        What tells of a damaged file is returned as a page that waits for a key; not where keys type or pace something.
        """
        journal = self._services.journal
        left, damage = journal.left_notices(), []
        of_damage = {replacement.sentence: replacement for replacement in (*left.damage, *journal.damage)}
        for sentence in dict.fromkeys((*left.sentences, *journal.notices, *self._services.take_problems())):
            if sentence not in self._reported:
                self._reported.add(sentence)
                if sentence in of_damage:
                    damage.append(of_damage[sentence])
                else:
                    say_until_read(self._app, sentence)
        if not damage or not self._app.screen_stack:
            return None
        screen = self._app.screen
        if is_of_mode(screen) and scope_of(screen) not in (Scope.CHECKIN, Scope.SESSION):
            return damage_page(self._services, damage)
        say_until_read(self._app, "\n\n".join(replacement.sentence for replacement in damage))
        return None

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
            page = self.report_notices()
            if page is not None:
                self._app.run_worker(show_damage(self._app, self._services, page))
        self._handle_change()

    def _tell(self, error: AppError) -> None:
        from ..screens.saving import tell_failure

        tell_failure(self._app, error)

    async def undo(self, *, beyond_answers: bool = False) -> None:
        """Take back this window's last change; in a form its last answer, unless `beyond_answers`.

        Not where what to do about a red flag shows: undo does not end that.
        """
        if isinstance(self._app.screen, UndoesAnswers) and not beyond_answers:
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
            self._app.notify(f"{NOTHING_TO_UNDO} {UNDO_ELSEWHERE}")
            return
        if undone.sentence:
            hint = BRINGS_BACK if undone.removes else DELETES if undone.restores else REDOES
            tell_saved(self._app, self._services, undone.sentence, hint, certain=undone.certain)
        if undone.open_flags:
            from ...services.check_ins import open_flags_text

            say_until_read(self._app, open_flags_text(undone.open_flags))

    async def redo(self) -> None:
        """Make the change that was undone last again; not where undo goes no further than answers."""
        if isinstance(self._app.screen, UndoesAnswers) or scope_of(self._app.screen) is Scope.ACTION:
            self._app.notify(REDO_ELSEWHERE)
            return
        drop_passing(self._app)
        from ..screens.saving import tell_failure, tell_saved

        try:
            redone = await self._services.journal_writer.redo()
        except AppError as error:
            tell_failure(self._app, error)
            return
        if redone is None:
            self._app.notify(with_keys(NOTHING_TO_REDO, self._services.settings.keys))
        else:
            tell_saved(self._app, self._services, redone.sentence, certain=redone.certain)


def damage_page(services: Services, damage: Sequence[Replacement]) -> Ask:
    """Return the page on a damaged file: what is still there, what may not be, and what can be done."""
    from ...services.damage_report import damage_report  # most starts have no notice
    from ..screens.dialogs import Answer, Ask

    report = damage_report(services.journal, damage, services.today())
    bring_in = (Answer("b", "Bring in a copy or an export", "import"),) if report.takes_copy else ()
    text = with_keys(report.text, services.settings.keys)
    return Ask(report.title, text, (Answer("c", "Go on", "on"), *bring_in))


async def show_damage(app: App[None], services: Services, page: Ask) -> None:
    """Show the page on a damaged file, and import the copy that the person wants to bring in."""
    if await app.push_screen_wait(page) == "import":
        from ..screens.file_import import import_file

        await import_file(app, services)
