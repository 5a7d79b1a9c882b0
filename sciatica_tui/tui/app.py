"""The app: its modes, its keys, and the controllers that do what these ask for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import BindingType
from textual.events import Resize

from ..services.commands import Scope
from .bindings import bindings, is_allowed, scope_of
from .controllers.opening import OpeningController
from .controllers.settings import SettingsController
from .messages import AppMessage
from .modes import FIRST_MODE
from .screens.loading import OpeningScreen
from .shutdown import Shutdown
from .terminal_app import TerminalApp
from .themes import styles
from .widgets.mode_strip import ModeStrip
from .window_size import is_too_small

if TYPE_CHECKING:
    from ..domain.routines.catalogue import Guided
    from ..services.container import Services
    from ..services.live_settings import Settings
    from .controllers.registry import Controllers


class SciaticaApp(TerminalApp[None]):
    """Modes, keys and controllers. What a screen shows and does is the screen's."""

    TITLE = "sciatica-tui"
    CSS_PATH = styles("app")
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.ANYWHERE)
    DEFAULT_MODE = "opening"
    ENABLE_COMMAND_PALETTE = False
    URGENT = frozenset({"ctrl+c", "ctrl+q"})

    def __init__(self, settings: Settings, open_services: Callable[[], Services], start: Guided | None = None) -> None:
        """`open_services` reads the journal: in a thread, after the first paint.

        `start` is the routine to begin with, as soon as what must come first is answered.
        """
        super().__init__()
        self.shutdown = Shutdown(self, settings)
        self.settings_controller = SettingsController(self, settings)
        self._opening = OpeningController(self, self.shutdown, self.settings_controller, open_services, start)
        self.add_mode(self.DEFAULT_MODE, lambda: self.keep_styles(OpeningScreen(FIRST_MODE, settings.keys)))
        self.set_first_theme(self.settings_controller.theme)

    @property
    def controllers(self) -> Controllers:
        """The controllers; there once the journal is read."""
        assert self.shutdown.controllers is not None, "the journal is not read yet"
        return self.shutdown.controllers

    @property
    def services(self) -> Services:
        """What the screens are handed; there once the journal is read."""
        return self.controllers.services

    @property
    def is_open(self) -> bool:
        """Whether the journal is read and a mode's screen shows."""
        return self.shutdown.controllers is not None and bool(self.controllers.navigation.mode_screens)

    @property
    def holds_keys(self) -> bool:
        """Whether all keys wait: those typed before the welcome is there are meant for it."""
        return self._opening.is_before_questions

    def on_mount(self) -> None:
        self.settings_controller.start()
        self.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))
        self.shutdown.end_request.heed(self.shutdown.end_now)
        self.call_after_refresh(self.call_later, self.run_worker, self._opening.open, group="opening")

    @on(AppMessage)
    async def _handle(self, message: AppMessage) -> None:
        await self.controllers.handle(message)

    @on(ModeStrip.Chosen)
    def _mode_clicked(self, event: ModeStrip.Chosen) -> None:
        self.action_go(event.mode)

    def on_resize(self, event: Resize) -> None:
        if self.is_open and is_too_small(event.size):
            from .screens.too_small import cover

            cover(self)

    # What the keys do

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an action can be had on the screen that shows."""
        return is_allowed(action, self.screen)

    def action_go(self, mode: str) -> None:
        """Switch to a mode, unless a screen that lies over the modes shows."""
        if self.is_open:
            self.controllers.navigation.go(mode)

    def action_leave(self) -> None:
        """Leave the settings or the check-in form for the mode from which they were opened."""
        self.controllers.navigation.go_back()

    @work(group="undo")
    async def action_undo(self, beyond_answers: bool = False) -> None:
        """Take back this window's last change; in a form its last answer, unless `beyond_answers`."""
        await self.controllers.journal.undo(beyond_answers=beyond_answers)

    @work(group="undo")
    async def action_redo(self) -> None:
        """Make the change that was undone last again."""
        await self.controllers.journal.redo()

    @work(group="red-flags")
    async def action_red_flags(self) -> None:
        """Show the open red flags, or the list if none is open."""
        if self.controllers.navigation.red_flags_can_open:
            self.controllers.hold_session()
            await self.controllers.red_flags.open()

    def action_command_palette(self) -> None:
        """Show every command, to find by its words."""
        from .screens.command_palette import Palette

        if not any(isinstance(screen, Palette) for screen in self.screen_stack):
            self.push_screen(Palette(self.screen, self.services))

    def action_help(self) -> None:
        """Show the help for this screen."""
        from .screens.help import HelpPage

        scope, screen = scope_of(self.screen) or Scope.ANYWHERE, self.screen
        self.push_screen(HelpPage(scope, self.services.settings.keys, partial(is_allowed, screen=screen)))

    async def action_quit(self) -> None:
        """Close the app once what was to be saved is saved; a running session is asked about, and kept."""
        await self.shutdown.quit()

    def handle_error(self, error: Exception) -> None:
        """End the app because of an error that no handler caught."""
        self.shutdown.end_after_error(error)
