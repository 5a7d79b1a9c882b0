"""The app: its modes, its keys, and the one door through which it ends."""

from __future__ import annotations

import asyncio
import gc
import logging
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import SystemCommand
from textual.binding import BindingType
from textual.command import Provider
from textual.driver import Driver
from textual.events import Resize
from textual.filter import LineFilter
from textual.geometry import Offset, Size
from textual.screen import Screen
from textual.worker import WorkerFailed

from ..domain.errors import AppError
from ..services import commands
from ..services.commands import Scope
from ..services.log_file import LogFile
from .bindings import bindings, is_of_mode, scope_of
from .key_queue import KeyQueueApp
from .messages import (
    CheckInSaved,
    CheckInWanted,
    CueTried,
    DayWanted,
    GuideWanted,
    Looking,
    MeasureWanted,
    NextDayWanted,
    ScreenShown,
    SessionDid,
    SessionOver,
    SessionWanted,
    SettingWanted,
)
from .modes import SCREENS, make_screen
from .screens.loading import OpeningScreen
from .shutdown import HANGUP, EndRequest, terminal_gone
from .terminal_driver import TerminalDriver
from .themes import THEMES
from .widgets.hidden_characters import HiddenCharacters, mark_hidden
from .widgets.mode_strip import ModeStrip

if TYPE_CHECKING:
    from ..domain.records import Episode
    from ..domain.routines.catalogue import Guided
    from ..services.container import Services
    from ..services.settings import Settings
    from .controllers.red_flags import RedFlagController
    from .controllers.session import SessionController
    from .screens.mode_screen import ModeScreen

log = logging.getLogger(__name__)

mark_hidden()

SMALLEST = (60, 16)
"""Columns and rows below which nothing useful can be shown."""

COMFORTABLE = "-comfortable"
"""The class of the app that leaves more air."""

LOOK_AROUND = 3.0
"""Seconds between two looks for what another window wrote, and for midnight."""


def _finder() -> type[Provider]:
    from .screens.finder import Finder

    return Finder


STYLES: list[str | PurePath] = [
    Path(__file__).parent / "styles" / f"{name}.tcss"
    for name in (
        "app",
        "dialogs",
        "today",
        "checkin",
        "trends",
        "routines",
        "phase",
        "history",
        "guide",
        "red_flags",
        "episode",
        "settings",
    )
]


class SciaticaApp(KeyQueueApp[None]):
    """Modes, themes, keys. What a screen shows and does is the screen's."""

    TITLE = "sciatica-tui"
    CSS_PATH = STYLES
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.ANYWHERE)
    DEFAULT_MODE = "opening"
    FIRST_MODE = "today"
    ENABLE_COMMAND_PALETTE = True
    URGENT = frozenset({"ctrl+c", "ctrl+q"})
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = KeyQueueApp.COMMANDS | {_finder}

    def __init__(self, settings: Settings, open_services: Callable[[], Services], start: Guided | None = None) -> None:
        """`open_services` reads the journal: in a thread, after the first paint.

        `start` is the routine to begin with, as soon as what must come first is answered.
        """
        super().__init__()
        self.failed: BaseException | None = None
        """Why the app could not go on."""
        self.end_request = EndRequest(self._write_drafts, self._let_go_of_terminal)
        """How it is ended from outside."""
        self._settings = settings
        self._open_services = open_services
        self._services: Services | None = None
        self._start = start
        self._session_controller: SessionController | None = None
        self._ending = False
        self._asking_to_quit = False
        self._left = self.FIRST_MODE
        self._edited_from: tuple[str, str] | None = None
        """The id of the entry that was opened last to be changed, and the mode it was opened from."""
        self._red_flag_controller: RedFlagController | None = None
        self._mode_screens: list[ModeScreen] = []
        self._leaving = False
        self._notices: set[str] = set()
        """What was said about the data."""
        self._hidden = HiddenCharacters()
        for theme in THEMES:
            self.register_theme(theme)
        self.add_mode(self.DEFAULT_MODE, lambda: self.keep_styles(OpeningScreen(self.FIRST_MODE, settings.keys)))
        self.set_first_theme(self._theme)

    def get_driver_class(self) -> type[Driver]:
        """Our own driver in place of the one of this system; another that is asked for stays."""
        usual = super().get_driver_class()
        return TerminalDriver if issubclass(TerminalDriver, usual) else usual

    @property
    def services(self) -> Services:
        """What the screens are handed; there once the journal is read."""
        assert self._services is not None, "the journal is not read yet"
        return self._services

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What each line passes on its way to the terminal."""
        return [*super().get_line_filters(), self._hidden]

    @property
    def is_open(self) -> bool:
        """Whether the journal is read and a mode's screen shows."""
        return bool(self._mode_screens)

    def _mode_screen(self, mode: str) -> ModeScreen:
        screen = make_screen(mode, self.services)
        self._mode_screens.append(screen)
        return self.keep_styles(screen)

    def on_mount(self) -> None:
        self._settings_changed()
        self._settings.listen(self._settings_changed)
        self.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))
        self.end_request.heed(self._end_now)
        self.call_later(self._open)

    @work(group="opening")
    async def _open(self) -> None:
        try:
            self._services = await asyncio.to_thread(self._open_services)
        except AppError as error:
            self.failed = error
            self.exit()
            return
        self.services.journal_writer.listen(self._journal_changed)
        for mode in SCREENS:
            self.add_mode(mode, partial(self._mode_screen, mode))
        await self.switch_mode(self.FIRST_MODE)
        await self.remove_mode(self.DEFAULT_MODE)
        self.set_interval(LOOK_AROUND, self._look_around)
        self._mind_size(self.size)
        self._say_notices()
        self._say_about_settings()
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        from ..domain.records import Episode
        from ..services.session_runner import SIDE_FILE

        gc.freeze()
        gc.enable()
        if not self.services.journal.all(Episode) and not self.services.journal.read_only:
            self._first_start()
            return
        self.run_worker(self._offer_copies(), group="copies")
        if self._start is not None:
            self.post_message(SessionWanted(self._start))
        elif self.services.journal.load_draft(SIDE_FILE) is not None:
            self.run_worker(self.session_controller.offer_interrupted(), group="session")

    async def _offer_copies(self) -> None:
        """Another device's copy beside our file is offered for merging."""
        folder = self.services.paths.data
        if not self.services.demo and any("conflict" in path.name for path in folder.glob("sciatica*")):
            from .screens.exports import offer_copies

            await offer_copies(self, self.services)

    @property
    def session_controller(self) -> SessionController:
        """The dealings with a session, loaded when the first one is wanted."""
        if self._session_controller is None:
            from .controllers.session import SessionController

            self._session_controller = SessionController(self, self.services, self._flags_raised)
        return self._session_controller

    def _flags_raised(self) -> None:
        self.run_worker(self.red_flag_controller.show_what_to_do(), group="red-flags")

    @property
    def _theme(self) -> str:
        wanted = self._settings.config.looks.theme
        return wanted if wanted in self.available_themes else THEMES[0].name

    def _settings_changed(self) -> None:
        if self.theme != self._theme:
            self.theme = self._theme
        if self.has_class(COMFORTABLE) != (self._settings.config.looks.density == "comfortable"):
            self.toggle_class(COMFORTABLE)
        self.set_keymap(dict(self._settings.keys))
        if self._session_controller is not None:
            self._session_controller.terminal_cues.settings = self._settings.config.cues

    def _say_notices(self) -> None:
        """Say what was found or put right with the data, by whichever window or command, each sentence once."""
        journal = self.services.journal
        for sentence in dict.fromkeys((*journal.left_notices(), *journal.notices)):
            if sentence not in self._notices:
                self._notices.add(sentence)
                self.notify(sentence, severity="warning", timeout=20, markup=False)

    def _say_about_settings(self) -> None:
        settings, theme = self._settings, self._settings.config.looks.theme
        for sentence in (*settings.config.problems, *settings.key_problems):
            self.notify(sentence, severity="warning", timeout=10, markup=False)
        if theme not in self.available_themes:
            self.notify(
                f"There is no theme “{theme}”; the usual one stands (settings, looks.theme).",
                severity="warning",
                markup=False,
            )

    # What the journal tells

    def _journal_changed(self) -> None:
        for mode_screen in self._mode_screens:
            mode_screen.heed_journal()
        for screen in self.screen_stack:
            if isinstance(screen, Looking):
                screen.refresh_if_stale()
        if self._session_controller is not None:
            self._session_controller.heed_flags()

    @work(exclusive=True, group="look-around")
    async def _look_around(self) -> None:
        """Take over what another window wrote, and the new day."""
        if not self.is_headless and terminal_gone():
            self.end_request.make(HANGUP)
            return
        if not self.services.demo:
            try:
                await self.services.journal_writer.refresh()
            except AppError as error:
                log.warning("refresh: %s", error)
            self._say_notices()
        self._journal_changed()

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

    @property
    def _mode_shows(self) -> bool:
        """Whether a mode's screen shows, with nothing over it; false while the app closes."""
        return self.is_running and bool(self.screen_stack) and is_of_mode(self.screen)

    def action_go(self, mode: str) -> None:
        """Switch to a mode; a screen that lies over the modes stays where it is."""
        if self._mode_shows and self.current_mode != mode:
            self._left = self.current_mode
            self.switch_mode(mode)

    def action_settings(self) -> None:
        """To the settings."""
        self.action_go("settings")

    def action_leave(self) -> None:
        """From the settings to where one was."""
        self.action_go(self._left)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What can't be had while another screen lies over the mode's."""
        return _may(action, self.screen)

    @on(ModeStrip.Chosen)
    def _mode_clicked(self, event: ModeStrip.Chosen) -> None:
        self.action_go(event.mode)

    @on(ScreenShown)
    def _screen_shown(self) -> None:
        if self._session_controller is not None:
            self._session_controller.draw()

    @on(CheckInWanted)
    async def _check_in(self, event: CheckInWanted) -> None:
        from .screens.check_in import CheckInScreen

        if not self._mode_shows:
            return
        if event.entry is not None:
            self._edited_from = event.entry.id, self.current_mode
        await self.switch_mode("checkin")
        if isinstance(self.screen, CheckInScreen):
            await self.screen.begin(event.day, event.entry, weekly=event.weekly, ask=event.ask)

    @on(DayWanted)
    async def _to_day(self, event: DayWanted) -> None:
        from .screens.history import HistoryScreen

        await self.switch_mode("history")
        if isinstance(self.screen, HistoryScreen):
            self.screen.go_to(event.day)

    @on(CheckInSaved)
    async def _checked_in(self, event: CheckInSaved) -> None:
        self.notify(event.sentence, markup=False)
        if not self._mode_shows:
            return
        edited, mode = self._edited_from or ("", "")
        await self.switch_mode(mode if edited == event.entry.id else "today")
        if self.current_mode == "history":
            from .screens.history import HistoryScreen

            if isinstance(self.screen, HistoryScreen):
                self.screen.go_back_to(event.entry)
        if event.flags:
            self.run_worker(self.red_flag_controller.show_what_to_do(), group="red-flags")

    @on(MeasureWanted)
    async def _measure_wanted(self, event: MeasureWanted) -> None:
        from .screens.trends import TrendsScreen

        await self.switch_mode("trends")
        if isinstance(self.screen, TrendsScreen):
            self.screen.choose(event.measure)

    @on(SettingWanted)
    async def _setting_wanted(self, event: SettingWanted) -> None:
        from .screens.settings import SettingsScreen

        if self.current_mode != "settings":
            self._left = self.current_mode
        await self.switch_mode("settings")
        if isinstance(self.screen, SettingsScreen):
            self.screen.go_to(event.name)

    @on(CueTried)
    def _cue_tried(self, event: CueTried) -> None:
        self.run_worker(self.session_controller.try_cue(event.channel), group="cue")

    @on(SessionWanted)
    def _session_wanted(self, event: SessionWanted) -> None:
        """Start a routine."""
        self.run_worker(self.session_controller.start(event.routine), group="session")

    @on(SessionDid)
    def _session_did(self, event: SessionDid) -> None:
        """A key of the session."""
        self.session_controller.did(event.event)

    @on(SessionOver)
    def _session_over(self) -> None:
        """On to how it was after."""
        self.run_worker(self.session_controller.over(), group="session")

    @on(NextDayWanted)
    def _next_day_wanted(self, event: NextDayWanted) -> None:
        """How was yesterday's routine?"""
        self.run_worker(self.session_controller.ask_next_day(event.session, event.title), group="session")

    @on(GuideWanted)
    async def _open_guide(self, event: GuideWanted) -> None:
        from .screens.guide import GuideScreen

        await self.switch_mode("guide")
        if isinstance(self.screen, GuideScreen):
            self.screen.open(event.page, event.section)

    @work(group="undo")
    async def action_undo(self) -> None:
        """Take back this window's last change; what is open on the screen of what to do is not ended in this way."""
        if scope_of(self.screen) is Scope.ACTION:
            from .screens.red_flags import STAYS

            self.notify(commands.with_keys(STAYS, self.services.settings.keys), severity="warning", markup=False)
            return
        self.clear_notifications()  # “u takes it back”, said of this change, would be said of the one before
        try:
            undone = await self.services.journal_writer.undo()
        except AppError as error:
            self.notify(str(error), severity="error", markup=False)
            return
        if undone is None:
            self.notify("Nothing to take back in this window.", markup=False)
            return
        if undone.label:
            self.notify(f"Taken back: {undone.label}.", markup=False)
        if undone.open_flags:
            from ..services.check_ins import open_flags_text

            self.notify(open_flags_text(undone.open_flags), severity="warning", timeout=20, markup=False)

    @property
    def red_flag_controller(self) -> RedFlagController:
        """The dealings with the red flags, loaded when they are first wanted."""
        if self._red_flag_controller is None:
            from .controllers.red_flags import RedFlagController

            self._red_flag_controller = RedFlagController(self, self.services)
        return self._red_flag_controller

    @work(group="red-flags")
    async def action_red_flags(self) -> None:
        """What is open, or else the list."""
        if self._mode_shows:
            await self.red_flag_controller.open()

    def action_command_palette(self) -> None:
        """Every command, to find by its words."""
        from .screens.palette import Palette

        if not any(isinstance(screen, Palette) for screen in self.screen_stack):
            self.push_screen(Palette())

    def action_help(self) -> None:
        """Help for the screen that shows."""
        from .screens.help import help_page

        self.push_screen(help_page(scope_of(self.screen) or Scope.ANYWHERE, self.services.settings.keys))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every command of the table that can be had here, by its words."""
        for scope in filter(None, (scope_of(screen), Scope.ANYWHERE)):
            for command in commands.in_scope(scope):
                app, _, name = command.action.partition("(")[0].rpartition(".")
                if app and not _may(name, screen):
                    continue
                target = command.action if app else f"screen.{command.action}"
                keys = " ".join(commands.key_words(command, self.services.settings.keys))
                run = partial(self._run_command, target)
                yield SystemCommand(commands.title_of(command), f"{command.tooltip} ({keys})", run)

    async def _run_command(self, action: str) -> None:
        await self.run_action(action, self.screen)

    @work
    async def _first_start(self) -> None:
        from .screens.episode import NOTICE, EpisodeScreen

        episode: Episode | None = None
        while True:
            episode = await self.push_screen_wait(EpisodeScreen(self.services, episode, NOTICE))
            if episode is None:
                return
            try:
                await self.services.journal_writer.save("your three answers", episode)
            except AppError as error:
                self.notify(f"{error} Your answers are still here; Enter tries again.", severity="error", markup=False)
            else:
                break
        flags = await self.red_flag_controller.ask()
        if flags is not None:
            await self.red_flag_controller.keep(flags)
        self.post_message(CheckInWanted() if self._start is None else SessionWanted(self._start))

    # A window that is too small

    def on_resize(self, event: Resize) -> None:
        if self.is_open:
            self._mind_size(event.size)

    def _mind_size(self, size: Size) -> None:
        from .screens.too_small import TooSmallScreen

        small = size.width < SMALLEST[0] or size.height < SMALLEST[1]
        if small and not any(isinstance(screen, TooSmallScreen) for screen in self.screen_stack):
            self.push_screen(TooSmallScreen(SMALLEST))

    # The end

    async def action_quit(self) -> None:
        """Close the app when what was to be saved is saved; a running session is asked about, and kept."""
        running = self._session_controller is not None and self._session_controller.session_runner.active
        if running and not self._ending and not self._asking_to_quit:
            self.run_worker(self._quit_session(), group="quit")
            return
        await self.end()

    async def _quit_session(self) -> None:
        self._asking_to_quit = True
        try:
            if await self.session_controller.may_quit():
                await self.end()
        finally:
            self._asking_to_quit = False

    async def end(self) -> None:
        """The one door: forms and session on disk, then out. A form that can't be kept is told of once."""
        self._ending = True
        if self._session_controller is not None:
            self._session_controller.close()
        for screen in self._mode_screens:
            await screen.flush_pending()
        try:
            if self._services is not None:
                await self._services.journal_writer.settle()
        except AppError as error:
            log.error("the half-filled form: %s", error)
            if not self._leaving:
                self._leaving = True
                self.notify(
                    f"{error} The half-filled form would be lost; quit once more to leave without it.",
                    severity="error",
                    timeout=20,
                    markup=False,
                )
                if self._session_controller is not None:
                    self._session_controller.stay()
                self._ending = False
                return
        await self._settings.settle()
        self.exit()

    def _end_now(self) -> None:
        self._leaving = True
        self.run_worker(self.end())

    def _write_drafts(self) -> None:
        if self._services is not None:
            self._services.journal_writer.write_drafts()

    def _let_go_of_terminal(self) -> None:
        driver = self.terminal_driver
        if isinstance(driver, TerminalDriver):
            driver.release()

    def handle_error(self, error: Exception) -> None:
        """End the app as any error does, with the session and the drafts saved."""
        try:
            if self._session_controller is not None:
                self._session_controller.close()
            if self._services is not None:
                self._services.journal_writer.write_drafts()
        except AppError as failed:
            log.error("at the end: %s", failed)
        self.failed = error.error if isinstance(error, WorkerFailed) else error
        self.exit()


def _may(action: str, screen: Screen[object]) -> bool:
    """Whether an action of the app can be had on a screen; the palette asks for the one that it lies over."""
    scope = scope_of(screen)
    match action:
        case "go" | "settings" | "red_flags":
            return is_of_mode(screen)
        case "undo":
            return is_of_mode(screen) or scope is Scope.ACTION
        case "help" | "command_palette":
            return scope is not None
    return True


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
