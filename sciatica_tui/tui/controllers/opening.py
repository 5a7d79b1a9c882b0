"""From the first paint to the first question: read the journal, show the first mode, ask what comes first."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from ...domain.errors import AppError
from ..bindings import is_of_mode
from ..modes import FIRST_MODE, SCREENS
from ..window_size import is_too_small

if TYPE_CHECKING:
    from ...domain.routines.catalogue import Guided
    from ...services.container import Services
    from ..screens.dialogs import Ask
    from ..screens.mode_screen import ModeScreen
    from ..shutdown import Shutdown
    from ..terminal_app import TerminalApp
    from .registry import Controllers
    from .settings import SettingsController


class OpeningController:
    """Open the app over its journal, once."""

    def __init__(
        self,
        app: TerminalApp[None],
        shutdown: Shutdown,
        settings_controller: SettingsController,
        open_services: Callable[[], Services],
        routine: Guided | None,
    ) -> None:
        """`routine` is the one to begin with, as soon as what must come first is answered."""
        self._app = app
        self._shutdown = shutdown
        self._settings_controller = settings_controller
        self._open_services = open_services
        self._routine = routine
        self._asks_first = False
        """Whether questions come before all else that are not answered yet."""

    @property
    def is_before_questions(self) -> bool:
        """Whether a mode shows over which the first questions are about to open."""
        return self._asks_first and bool(self._app.screen_stack) and is_of_mode(self._app.screen)

    async def open(self) -> None:
        """Read the journal in a thread and show the first mode; end the app if it can't be read."""
        app = self._app
        try:
            services = await asyncio.to_thread(self._open_services)
        except AppError as error:
            self._shutdown.end_after_error(error)
            return
        from .registry import Controllers

        controllers = self._shutdown.controllers = Controllers(app, services, self._shutdown.end_request)
        for mode in SCREENS:
            app.add_mode(mode, partial(self._mode_screen, controllers, mode))
        self._asks_first = _is_first_start(services)
        await app.switch_mode(FIRST_MODE)
        # The mode of the opening stays: to remove it would paint all of Today twice more, before the verdicts.
        controllers.journal.follow()
        damage_page = controllers.journal.report_notices()
        if is_too_small(app.size):
            from ..screens.too_small import cover

            cover(app)
        self._settings_controller.report_problems()
        if damage_page is not None:
            app.run_worker(self._begin_after(damage_page, controllers))
        else:
            app.call_after_refresh(self._begin, controllers)

    def _mode_screen(self, controllers: Controllers, mode: str) -> ModeScreen:
        return self._app.keep_styles(controllers.navigation.make_screen(mode))

    async def _begin_after(self, damage_page: Ask, controllers: Controllers) -> None:
        """Begin once the person has read what became of the journal: a first start would look as if all were lost."""
        from .journal import show_damage

        await show_damage(self._app, controllers.services, damage_page)
        self._asks_first = _is_first_start(controllers.services)  # a copy that was brought in has answered
        self._begin(controllers)

    def _begin(self, controllers: Controllers) -> None:
        from ...services.session_runner import SIDE_FILE
        from ..messages import SessionWanted

        app, journal = self._app, controllers.services.journal
        if self._asks_first:
            _collect_garbage()
            app.run_worker(controllers.services.journal_writer.prepare(), group="copies")
            app.run_worker(self._first_start(controllers))
            return
        app.run_worker(self._offer_copies(controllers.services), group="copies")
        if self._routine is not None:
            app.post_message(SessionWanted(self._routine))
        elif journal.load_draft(SIDE_FILE) is not None:
            app.run_worker(controllers.session.offer_interrupted(), group="session")

    async def _first_start(self, controllers: Controllers) -> None:
        from ..messages import SessionWanted
        from .first_start import ask_first_questions

        try:
            is_answered = await ask_first_questions(self._app, controllers.services, controllers.red_flags)
        finally:
            self._asks_first = False
        if is_answered and self._routine is not None:
            self._app.post_message(SessionWanted(self._routine))

    async def _offer_copies(self, services: Services) -> None:
        from ...services.device_copies import paths_beside

        try:
            await services.assessment_cache.assess(services.today())  # which Today waits for
        finally:
            _collect_garbage()
        painted = asyncio.Event()  # a thread that loads something would make the paint wait
        self._app.call_after_refresh(painted.set)
        await painted.wait()
        await services.journal_writer.prepare()
        copies = () if services.demo else await asyncio.to_thread(paths_beside, services.paths.data)
        if copies:
            from ..screens.exports import offer_copies

            await offer_copies(self._app, services)


def _is_first_start(services: Services) -> bool:
    from ...domain.records import Episode

    return not services.journal.all(Episode) and not services.journal.read_only


def _collect_garbage() -> None:
    """Do so from now on: what is there by now is none, and need not be looked through for it again."""
    gc.freeze()
    gc.enable()
