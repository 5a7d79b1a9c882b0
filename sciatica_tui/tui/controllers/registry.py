"""The app's controllers, and which of them handles which message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..end_request import EndRequest
from ..messages import (
    AppMessage,
    CheckInSaved,
    CheckInWanted,
    CueTried,
    DayWanted,
    DialogWanted,
    GuideWanted,
    MeasureWanted,
    NextDayWanted,
    RedFlagsRaised,
    Refreshable,
    ScreenShown,
    SessionDid,
    SessionOver,
    SessionWanted,
    SettingWanted,
)
from ..textual_compat import AppBase
from .dialogs import open_dialog
from .journal import JournalController
from .navigation import NavigationController

if TYPE_CHECKING:
    from ...services.container import Services
    from .red_flags import RedFlagController
    from .session import SessionController


class Controllers:
    """Hold one controller for each subject; those of sessions and of red flags are loaded when first wanted."""

    def __init__(self, app: AppBase[None], services: Services, end_request: EndRequest) -> None:
        self._app = app
        self.services = services
        self.navigation = NavigationController(app, services)
        self.journal = JournalController(app, services, self.handle_change, end_request)
        self._red_flags: RedFlagController | None = None
        self.loaded_session: SessionController | None = None
        """The controller of sessions, None while none was wanted."""

    @property
    def red_flags(self) -> RedFlagController:
        """The controller of red flags."""
        if self._red_flags is None:
            from .red_flags import RedFlagController

            self._red_flags = RedFlagController(self._app, self.services)
        return self._red_flags

    @property
    def session(self) -> SessionController:
        """The controller of sessions."""
        if self.loaded_session is None:
            from .session import SessionController

            self.loaded_session = SessionController(self._app, self.services)
        return self.loaded_session

    def hold_session(self) -> None:
        """Pause a session that runs: what opens over it is read by someone who does not stretch meanwhile."""
        if self.loaded_session is not None:
            self.loaded_session.hold()

    def handle_change(self) -> None:
        """Show what the journal holds now; an open red flag stops a session."""
        for mode_screen in self.navigation.mode_screens:
            mode_screen.heed_journal()
        for screen in self._app.screen_stack:
            if isinstance(screen, Refreshable):
                screen.refresh_if_stale()
        if self.loaded_session is not None:
            self.loaded_session.heed_flags()

    async def handle(self, message: AppMessage) -> None:
        """Let the controller of its subject handle a message."""
        match message:
            case CheckInWanted():
                await self.navigation.open_check_in(message)
            case CheckInSaved():
                await self.navigation.leave_check_in(message)
            case RedFlagsRaised(unsaved=unsaved):
                self._app.run_worker(self.red_flags.tell(unsaved), group="red-flags")
            case DayWanted(day=day, entry=entry):
                await self.navigation.show_day(day, entry)
            case MeasureWanted(measure=measure):
                await self.navigation.show_trend(measure)
            case SettingWanted(name=name):
                await self.navigation.show_setting(name)
            case GuideWanted(page=page):
                await self.navigation.show_guide(page)
            case ScreenShown():
                if self.loaded_session is not None:
                    self.loaded_session.draw()
            case SessionWanted(routine=routine):
                self._app.run_worker(self.session.start(routine), group="session")
            case SessionDid(event=event):
                self.session.did(event)
            case SessionOver():
                self._app.run_worker(self.session.over(), group="session")
            case NextDayWanted(session=session, title=title):
                self._app.run_worker(self.session.ask_next_day(session, title), group="session")
            case DialogWanted(name=name, about=about):
                open_dialog(self._app, self.services, name, about)
            case CueTried(channel=channel):
                self._app.run_worker(self.session.try_cue(channel), group="cue")
            case _:
                raise TypeError(message)
