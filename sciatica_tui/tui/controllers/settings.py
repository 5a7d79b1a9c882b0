"""The settings as the app takes them: theme, density and keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App

from ..notices import say_error, say_until_read
from ..themes import ANSI_THEMES, OF_SIXTEEN_COLOURS, THEMES

if TYPE_CHECKING:
    from ...services.live_settings import Settings

COMFORTABLE = "-comfortable"
"""The class of the app that leaves more air."""


class SettingsController:
    """Make the app look and listen as the settings say."""

    def __init__(self, app: App[None], settings: Settings) -> None:
        self._app = app
        self._settings = settings
        self.sixteen_colours = False
        """Whether the terminal has sixteen colours only."""
        for theme in (*THEMES, *ANSI_THEMES):
            app.register_theme(theme)

    @property
    def theme(self) -> str:
        """The name of the theme in the settings, or of the usual one if there is no such theme.

        Where there are `sixteen_colours`, ours give way to those of the terminal's own colours.
        """
        theme = self._settings.config.looks.theme
        theme = theme if theme in self._app.available_themes else THEMES[0].name
        return OF_SIXTEEN_COLOURS.get(theme, theme) if self.sixteen_colours else theme

    def start(self) -> None:
        """Apply the settings now and after every change, and say of one that can't be kept what nobody else says."""
        self._apply()
        self._settings.listen(self._apply)
        self._settings.unheard = lambda error: say_error(self._app, str(error))

    def _apply(self) -> None:
        if self._app.theme != self.theme:
            self._app.theme = self.theme
        self._app.set_class(self._settings.config.looks.density == "comfortable", COMFORTABLE)
        self._app.set_keymap(dict(self._settings.keys))

    def report_problems(self) -> None:
        """Show what in the settings can't be followed, one sentence each."""
        settings, theme = self._settings, self._settings.config.looks.theme
        for sentence in (*settings.config.problems, *settings.key_problems):
            say_until_read(self._app, sentence)
        if theme not in self._app.available_themes:
            sentence = f"There is no theme “{theme}”; the usual one is used instead (settings, looks.theme)."
            say_until_read(self._app, sentence)
