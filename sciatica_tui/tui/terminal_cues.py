"""What a session sends past the screen: its cues, and the window title with the time left."""

from __future__ import annotations

import asyncio
import os

from ..domain.routines.timer import CueKind
from ..services.config import CueSettings
from ..services.cues import Channel, Cues, clean, find_speech
from .screens.session import SessionScreen
from .terminal_driver import TerminalDriver
from .textual_compat import AppBase

SECOND_RING = 0.2
"""Seconds between two rings of the bell: it has one sound, so the end is told from a count by ringing twice."""


class TerminalCues:
    """The terminal's side of the cues; one for the app."""

    def __init__(self, app: AppBase[None], settings: CueSettings) -> None:
        self._app = app
        self._cues = Cues(
            settings,
            bell=self._ring,
            flash=self._flash,
            write=self._write,
            environment=os.environ,
            speech=find_speech(),
        )

    @property
    def settings(self) -> CueSettings:
        """Which cues are on."""
        return self._cues.settings

    @settings.setter
    def settings(self, settings: CueSettings) -> None:
        self._cues.settings = settings

    def play(self, kind: CueKind, words: str) -> None:
        """Give a cue in every way that is on."""
        self._cues.play(kind, words)

    def say(self, words: str) -> None:
        """Speak, where the voice is on."""
        self._cues.say(words)

    async def try_out(self, channel: Channel) -> str | None:
        """Give a cue in one way, on or off; one sentence where it can't."""
        if channel in (Channel.VOICE, Channel.COMMAND):
            return await asyncio.to_thread(self._cues.try_out, channel)
        return self._cues.try_out(channel)

    def title(self, words: str | None) -> None:
        """Name the window, or give it back the name it had."""
        driver = self._app.terminal_driver
        if isinstance(driver, TerminalDriver):
            driver.name_window(None if words is None else clean(words))

    def close(self) -> None:
        """End the programs of cues."""
        self._cues.close()

    def _ring(self, times: int) -> None:
        self._app.bell()
        if times > 1:
            self._app.set_timer(SECOND_RING, self._app.bell)

    def _flash(self, kind: CueKind) -> None:
        if isinstance(self._app.screen, SessionScreen):
            self._app.screen.view.flash()

    def _write(self, codes: str) -> None:
        driver = self._app.terminal_driver
        if driver is not None and not self._app.is_headless:
            driver.write(codes)
