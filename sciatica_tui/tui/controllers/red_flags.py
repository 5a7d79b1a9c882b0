"""Red flags: asking about them, saving the answer, and the full screen of what to do."""

from __future__ import annotations

from textual.app import App

from ...domain.errors import AppError
from ...domain.records import ClearedHow, RedFlagAnswer
from ...domain.red_flags.flags import open_answers
from ...services.concurrent_changes import unsaved_flags
from ...services.container import Services
from ..messages import RedFlagQuestion
from ..screens.red_flags import FIRST_SAVED, NO_FLAGS_SAVED, RedFlagScreen
from ..screens.saving import say_failure, tell_saved
from ..screens.what_to_do import ActionScreen


class RedFlagController:
    """Show the two screens of red flags, which are made once: Textual never gives the memory of a pushed one back."""

    def __init__(self, app: App[None], services: Services) -> None:
        self._app = app
        self._services = services
        self._list = RedFlagScreen(services)
        self._action = ActionScreen(services)
        app.install_screen(self._list, "red-flags")
        app.install_screen(self._action, "what-to-do")

    async def open(self) -> None:
        """Show the open red flags, or the list if none is open; a form that asks about them takes the answer."""
        screen = self._app.screen
        if self.is_open():
            wants_list = await self.show_what_to_do()
            if isinstance(screen, RedFlagQuestion) and self._all_mistakes():
                screen.flags_cleared()
            if not wants_list:
                return
        flags = await self.ask()
        if flags is None:
            return
        if isinstance(screen, RedFlagQuestion):
            screen.flags_answered(flags)
        if flags or not isinstance(screen, RedFlagQuestion):
            await self.save(flags)

    def is_open(self) -> bool:
        """Whether a red flag is open."""
        return bool(open_answers(self._services.journal.all(RedFlagAnswer), self._services.today()))

    def _all_mistakes(self) -> bool:
        """Whether nothing is open any more, and what was ended last was a mistake."""
        clearings = [a.cleared for a in self._services.journal.all(RedFlagAnswer) if a.cleared is not None]
        last = max(clearings, key=lambda cleared: cleared.at, default=None)
        return not self.is_open() and last is not None and last.how is ClearedHow.MISTAKE

    async def ask(self) -> tuple[str, ...] | None:
        """Show the list; return the names marked, () for none, None if it was not answered."""
        self._list.begin()
        return await self._app.push_screen_wait(self._list)

    async def save(self, flags: tuple[str, ...]) -> None:
        """Save an answer to the red flags; if any is new, show what to do, whether or not it could be saved."""
        now = self._services.clock.now()
        answer = RedFlagAnswer(**self._services.stamp(), day=self._services.today(), at=now, flags=flags)
        unsaved: tuple[RedFlagAnswer, ...] = ()
        try:
            saved = await self._services.journal_writer.save("red flags answered", answer)
        except AppError as error:
            say_failure(self._app, error)
            unsaved = unsaved_flags(error)
        else:
            sentence = "" if flags else FIRST_SAVED if self._list.is_first else NO_FLAGS_SAVED
            tell_saved(self._app, self._services, sentence, "", certain=saved.certain)
        if flags:
            await self.tell(unsaved)

    async def tell(self, unsaved: tuple[RedFlagAnswer, ...] = ()) -> None:
        """Show what to do, whatever shows now, until it is left; then the list if something else is to be marked."""
        flags = await self.ask() if await self.show_what_to_do(unsaved) else None
        if flags is not None:
            await self.save(flags)

    async def show_what_to_do(self, unsaved: tuple[RedFlagAnswer, ...] = ()) -> bool:
        """Show what to do, full screen, until it is left; return whether something else is to be marked.

        `unsaved` are answers that are not in the journal: what to do about them is shown all the same.
        """
        if self._action in self._app.screen_stack:
            self._action.unsaved += unsaved
            self._action.refresh_if_stale()
            return False
        self._action.unsaved = unsaved
        return await self._app.push_screen_wait(self._action)
