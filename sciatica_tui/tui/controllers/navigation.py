"""Going from mode to mode, and to what a message names within one."""

from __future__ import annotations

import gc
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING

from textual.app import App

from ..bindings import is_of_mode, leads_to_red_flags
from ..messages import CheckInSaved, CheckInWanted
from ..modes import SCREENS
from ..notices import LASTING_SECONDS
from .dialogs import DIALOGS, open_dialog

if TYPE_CHECKING:
    from ...services.container import Services
    from ..screens.mode_screen import ModeScreen


SETTLED = 0.3
"""Seconds after which a new screen is complete, and looked at."""


class NavigationController:
    """Switch modes and remember where the person came from."""

    def __init__(self, app: App[None], services: Services) -> None:
        self._app = app
        self._services = services
        self._previous_mode = next(iter(SCREENS))
        self._form_opener = self._previous_mode
        """The mode from which the check-in form was opened."""
        self._edit: tuple[str, str] | None = None
        """The id of the entry that was opened last to be changed, and the mode it was opened from."""
        self.mode_screens: list[ModeScreen] = []
        """The screens of the modes that were shown so far."""

    def make_screen(self, mode: str) -> ModeScreen:
        """Make the screen of a mode; called once for each, when it is first shown."""
        module, class_name = SCREENS[mode]
        screen: ModeScreen = getattr(import_module(f"..screens.{module}", __package__), class_name)(self._services)
        if self.mode_screens:  # the opening does the same for the first
            self._app.set_timer(SETTLED, _keep_for_good)
        self.mode_screens.append(screen)
        return screen

    @property
    def mode_is_shown(self) -> bool:
        """Whether a mode's screen shows, with nothing over it; false while the app closes."""
        return self._app.is_running and bool(self._app.screen_stack) and is_of_mode(self._app.screen)

    @property
    def red_flags_can_open(self) -> bool:
        """Whether a screen shows that leads to the red flags; false while the app closes."""
        return self._app.is_running and bool(self._app.screen_stack) and leads_to_red_flags(self._app.screen)

    def go(self, mode: str) -> None:
        """Switch to a mode, or open what DIALOGS name, unless a screen that lies over the modes shows."""
        if self.mode_is_shown and mode in DIALOGS:
            open_dialog(self._app, self._services, mode, {})
        elif self.mode_is_shown and self._app.current_mode != mode:
            self._previous_mode = self._app.current_mode
            self._app.switch_mode(mode)

    def go_back(self) -> None:
        """Switch to the mode from which the check-in form was opened, or from which the person came to this one."""
        if not self.mode_is_shown or self._app.current_mode != "form":
            self.go(self._previous_mode)
        else:
            self._app.switch_mode(self._form_opener)

    async def open_check_in(self, request: CheckInWanted) -> None:
        """Show the check-in form for a day, an entry or a question, unless a screen lies over the modes."""
        from ..screens.check_in import CheckInScreen

        if not self.mode_is_shown:
            return
        if self._app.current_mode != "form":
            self._form_opener = self._app.current_mode
            for screen in self.mode_screens:
                if isinstance(screen, CheckInScreen):
                    screen.await_form()
        if request.entry is not None:
            self._edit = request.entry.id, self._app.current_mode
        await self._app.switch_mode("form")
        if isinstance(self._app.screen, CheckInScreen):
            await self._app.screen.begin(request.day, request.entry, weekly=request.weekly, ask=request.ask)

    async def leave_check_in(self, news: CheckInSaved) -> None:
        """Go back to where an edit began, to the days that are missed or to Today, unless something lies over the form.

        Then the sentence stays until it is read: the next key leads to another screen.
        """
        is_edit = self._edit is not None and self._edit[0] == news.entry.id
        other_day = not is_edit and news.entry.day != self._services.today()
        if not self.mode_is_shown:
            self._app.notify(news.sentence, timeout=LASTING_SECONDS)
            return
        await self._app.switch_mode(self._edit[1] if is_edit and self._edit else "checkin" if other_day else "today")
        sentence = news.sentence
        if self._app.current_mode == "history":
            from ..screens.history import HistoryScreen

            if isinstance(self._app.screen, HistoryScreen):
                self._app.screen.go_back_to(news.entry)
        elif other_day:
            from ..screens.check_in_day import CheckInDayScreen

            if isinstance(self._app.screen, CheckInDayScreen):
                sentence = f"{sentence} {self._app.screen.offer_next_missed(news.entry.day)}".strip()
        self._app.notify(sentence)

    async def show_day(self, day: date, entry: str = "") -> None:
        """Show a day in the history, or the entry with an id on it."""
        from ..screens.history import HistoryScreen

        if self._app.current_mode != "history":
            self._previous_mode = self._app.current_mode
        await self._app.switch_mode("history")
        if isinstance(self._app.screen, HistoryScreen):
            self._app.screen.go_to(day, entry)

    async def show_trend(self, measure: str) -> None:
        """Show the chart of a measure."""
        from ..screens.trends import TrendsScreen

        await self._app.switch_mode("trends")
        if isinstance(self._app.screen, TrendsScreen):
            self._app.screen.choose(measure)

    async def show_setting(self, name: str) -> None:
        """Show the settings at the one of this name (`cues.bell`), or where they were left if it is empty."""
        from ..screens.settings import SettingsScreen

        if self._app.current_mode != "settings":
            self._previous_mode = self._app.current_mode
        await self._app.switch_mode("settings")
        if isinstance(self._app.screen, SettingsScreen):
            self._app.screen.go_to(name)

    async def show_guide(self, page: str) -> None:
        """Show a page of the guide."""
        from ..screens.guide import GuideScreen

        await self._app.switch_mode("guide")
        if isinstance(self._app.screen, GuideScreen):
            self._app.screen.open(page)


def _keep_for_good() -> None:
    """Look for garbage while nobody waits, and never again through what a screen is made of: it stays.

    Left to itself Python looks through all screens so far while the next one is made, which takes 20 to 40 ms.
    """
    gc.collect()
    gc.freeze()
