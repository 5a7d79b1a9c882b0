"""The app's dealings with the red flags: asking, keeping the answer, and the full screen of what to do."""

from __future__ import annotations

from textual.app import App

from ...domain.errors import AppError
from ...domain.records import ClearedHow, RedFlagAnswer
from ...domain.red_flags.flags import open_answers
from ...services.container import Services
from ..messages import RedFlagQuestion
from ..screens.red_flags import ActionScreen, RedFlagScreen


class RedFlagController:
    """One for the app; its screens are made once, as pushing new ones would never give their memory back."""

    def __init__(self, app: App[None], services: Services) -> None:
        self._app = app
        self._services = services
        self._list = RedFlagScreen(services)
        self._action = ActionScreen(services)
        app.install_screen(self._list, "red-flags")
        app.install_screen(self._action, "what-to-do")

    async def open(self) -> None:
        """What is open, or else the list; a screen with a question of its own about them takes the answer."""
        screen = self._app.screen
        if self.standing():
            more = await self.show_what_to_do()
            if isinstance(screen, RedFlagQuestion) and self._all_mistakes():
                screen.flags_cleared()
            if not more:
                return
        flags = await self.ask()
        if flags is None:
            return
        if isinstance(screen, RedFlagQuestion):
            screen.flags_answered(flags)
        if flags or not isinstance(screen, RedFlagQuestion):
            await self.keep(flags)

    def standing(self) -> bool:
        """Whether a red flag is open."""
        return bool(open_answers(self._services.journal.all(RedFlagAnswer), self._services.today()))

    def _all_mistakes(self) -> bool:
        """Whether nothing is open any more, and what was ended last was a mistake."""
        ended = [a.cleared for a in self._services.journal.all(RedFlagAnswer) if a.cleared is not None]
        last = max(ended, key=lambda cleared: cleared.at, default=None)
        return not self.standing() and last is not None and last.how is ClearedHow.MISTAKE

    async def ask(self) -> tuple[str, ...] | None:
        """Show the list; the names marked, () for none, None where it was not answered."""
        self._list.begin()
        return await self._app.push_screen_wait(self._list)

    async def keep(self, flags: tuple[str, ...]) -> None:
        """Keep an answer to the red flags; where any is new, say what to do, whether or not it could be kept."""
        now = self._services.clock.now()
        answer = RedFlagAnswer(**self._services.stamp(), day=self._services.today(), at=now, flags=flags)
        try:
            await self._services.journal_writer.save("red flags answered", answer)
        except AppError as error:
            self._app.notify(str(error), severity="error", timeout=20, markup=False)
            if flags:
                await self.show_what_to_do(unkept=answer)
            return
        if flags:
            await self.show_what_to_do()
        else:
            self._app.notify("Kept: none of the red flags is new.", markup=False)

    async def show_what_to_do(self, unkept: RedFlagAnswer | None = None) -> bool:
        """The full screen of what to do, until it is left; whether something else is to be marked.

        `unkept` is an answer that could not be saved: what to do about it counts all the same.
        """
        self._action.unkept = unkept
        return await self._app.push_screen_wait(self._action)
