"""The screens of the modes, each imported when it is first shown, so that the app starts quickly."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..services.container import Services
    from .screens.mode_screen import ModeScreen

SCREENS: dict[str, tuple[str, str]] = {
    "today": ("today", "TodayScreen"),
    "checkin": ("check_in_day", "CheckInDayScreen"),
    "form": ("check_in", "CheckInScreen"),
    "trends": ("trends", "TrendsScreen"),
    "routines": ("routines", "RoutinesScreen"),
    "phase": ("phase", "PhaseScreen"),
    "history": ("history", "HistoryScreen"),
    "guide": ("guide", "GuideScreen"),
    "settings": ("settings", "SettingsScreen"),
}
"""Mode → the module in `screens` and the class in it."""


def make_screen(mode: str, services: Services) -> ModeScreen:
    """Make the screen of a mode. Raises KeyError if there is no such mode."""
    module, class_name = SCREENS[mode]
    screen: ModeScreen = getattr(import_module(f".screens.{module}", __package__), class_name)(services)
    return screen
