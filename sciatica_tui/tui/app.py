"""The app: its modes, its keys, and the controllers that do what these ask for."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import SystemCommand
from textual.binding import BindingType
from textual.command import Provider
from textual.driver import Driver
from textual.events import Resize
from textual.filter import LineFilter
from textual.geometry import Offset
from textual.notifications import Notify
from textual.screen import Screen
from textual.worker import WorkerFailed

from ..domain.errors import AppError
from ..services.commands import Scope
from ..services.log_file import LogFile
from .bindings import bindings, is_allowed, scope_of, system_commands
from .controllers.opening import OpeningController
from .controllers.settings import SettingsController
from .messages import AppMessage
from .screens.loading import OpeningScreen
from .shutdown import EndRequest, Shutdown
from .terminal_driver import TerminalDriver
from .textual_compat import QuickModes
from .themes import STYLESHEETS, THEMES
from .widgets.hidden_characters import HiddenCharacters, mark_hidden
from .widgets.mode_strip import ModeStrip

if TYPE_CHECKING:
    from ..domain.routines.catalogue import Guided
    from ..services.container import Services
    from ..services.settings import Settings
    from .controllers.registry import Controllers

log = logging.getLogger(__name__)

mark_hidden()


def _finder() -> type[Provider]:
    from .screens.finder import Finder

    return Finder


class SciaticaApp(QuickModes[None]):
    """Modes, keys and controllers. What a screen shows and does is the screen's."""

    TITLE = "sciatica-tui"
    CSS_PATH = STYLESHEETS
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.ANYWHERE)
    DEFAULT_MODE = "opening"
    FIRST_MODE = "today"
    ENABLE_COMMAND_PALETTE = True
    URGENT = frozenset({"ctrl+c", "ctrl+q"})
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = QuickModes.COMMANDS | {_finder}

    def __init__(self, settings: Settings, open_services: Callable[[], Services], start: Guided | None = None) -> None:
        """`open_services` reads the journal: in a thread, after the first paint.

        `start` is the routine to begin with, as soon as what must come first is answered.
        """
        super().__init__()
        self.failed: BaseException | None = None
        """Why the app could not go on."""
        self.shutdown = Shutdown(self, settings)
        self.end_request = EndRequest(self.shutdown.write_drafts, self._let_go_of_terminal)
        """How the app is ended from outside."""
        self.settings_controller = SettingsController(self, settings)
        self._opening = OpeningController(self, open_services, start)
        self._hidden = HiddenCharacters()
        for theme in THEMES:
            self.register_theme(theme)
        self.add_mode(self.DEFAULT_MODE, lambda: self.styled(OpeningScreen(self.FIRST_MODE, settings.keys)))
        self.start_with(self.settings_controller.theme)

    def get_driver_class(self) -> type[Driver]:
        """Our own driver in place of the one of this system; another that is asked for stays."""
        usual = super().get_driver_class()
        return TerminalDriver if issubclass(TerminalDriver, usual) else usual

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What each line passes on its way to the terminal."""
        return [*super().get_line_filters(), self._hidden]

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

    def on_mount(self) -> None:
        self.settings_controller.start()
        self.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))
        self.end_request.heed(self.shutdown.end_now)
        self.call_later(self.run_worker, self._opening.open, group="opening")

    @on(AppMessage)
    async def _handle(self, message: AppMessage) -> None:
        await self.controllers.handle(message)

    @on(ModeStrip.Chosen)
    def _mode_clicked(self, event: ModeStrip.Chosen) -> None:
        self.action_go(event.mode)

    def on_resize(self, event: Resize) -> None:
        if self.is_open:
            from .screens.too_small import cover_small_window

            cover_small_window(self, event.size)

    def on_notify(self, event: Notify) -> None:
        """What is still shown is not said a second time beside it."""
        said = event.notification
        if any((each.message, each.severity) == (said.message, said.severity) for each in self._notifications):
            event.prevent_default()

    # The terminal's own cursor

    @property
    def cursor_position(self) -> Offset:
        """Where the terminal's cursor goes after each paint: magnifiers and screen readers look there.

        A text says itself where one types; anything else has it where it begins.
        """
        focused = self.screen.focused if self.screen_stack else None
        if focused is None or hasattr(type(focused), "cursor_screen_offset"):
            return self._typing_at
        return focused.content_region.offset

    @cursor_position.setter
    def cursor_position(self, position: Offset) -> None:
        self._typing_at = position

    # What the keys do

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an action can be had on the screen that shows."""
        return is_allowed(action, self.screen)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Return every command that can be had on a screen, for the palette."""
        return system_commands(screen, self.services.settings.keys, self._run_command)

    async def _run_command(self, action: str) -> None:
        await self.run_action(action, self.screen)

    def action_go(self, mode: str) -> None:
        """Switch to a mode, unless a screen that lies over the modes shows."""
        if self.is_open:
            self.controllers.navigation.go(mode)

    def action_settings(self) -> None:
        """Show the settings."""
        self.action_go("settings")

    def action_leave(self) -> None:
        """Leave the settings for the mode from which they were opened."""
        self.controllers.navigation.go_back()

    @work(group="undo")
    async def action_undo(self) -> None:
        """Take back this window's last change."""
        await self.controllers.journal.undo()

    @work(group="red-flags")
    async def action_red_flags(self) -> None:
        """Show the open red flags, or the list if none is open."""
        if self.controllers.navigation.mode_is_shown:
            await self.controllers.red_flags.open()

    def action_command_palette(self) -> None:
        """Show every command, to find by its words."""
        from .textual_compat import Palette

        if not any(isinstance(screen, Palette) for screen in self.screen_stack):
            self.push_screen(Palette())

    def action_help(self) -> None:
        """Show the help for this screen."""
        from .screens.help import help_page

        self.push_screen(help_page(scope_of(self.screen) or Scope.ANYWHERE, self.services.settings.keys))

    async def action_quit(self) -> None:
        """Close the app once what was to be saved is saved; a running session is asked about, and kept."""
        await self.shutdown.quit()

    def _let_go_of_terminal(self) -> None:
        if isinstance(self._driver, TerminalDriver):
            self._driver.let_go()

    def _handle_exception(self, error: Exception) -> None:
        """Textual prints a traceback over the screen; here it leaves by the door that every error leaves by."""
        if self.is_headless:
            super()._handle_exception(error)
            return
        if self._exit:
            log.error("unexpected, at the end", exc_info=error)
            return
        try:
            self.shutdown.save_after_error()
        except AppError as failed:
            log.error("at the end: %s", failed)
        self.failed = error.error if isinstance(error, WorkerFailed) else error
        self.exit()


def run(
    settings: Settings,
    log_path: Path,
    open_services: Callable[[], Services],
    start: Guided | None = None,
) -> None:
    """Show the app until it is left; see `SciaticaApp`. Raises what kept it from going on."""
    keeping = LogFile(log_path)
    logging.getLogger(__package__).addHandler(keeping)
    app = SciaticaApp(settings, open_services, start)
    try:
        with app.end_request.from_signals():
            app.run()
    finally:
        keeping.close()
    if app.failed is not None:
        raise app.failed
