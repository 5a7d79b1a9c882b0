"""How the app ends: what is half filled in goes to the disk first, whether a key, a signal or an error ends it."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, InvalidStateError
from contextlib import contextmanager, suppress
from contextvars import copy_context
from typing import TYPE_CHECKING

from textual.worker import WorkerFailed

from ..domain.errors import AppError
from .notices import say_error

if TYPE_CHECKING:
    from ..services.settings import Settings
    from .app import SciaticaApp
    from .controllers.registry import Controllers
    from .controllers.session import SessionController

log = logging.getLogger(__name__)

LONGEST_GOODBYE = 5.0
"""Seconds after which the process ends in any case: a busy event loop or a terminal that is gone can block for ever."""

LAST_KEYS_TIMEOUT = 1.0
"""Seconds that an end from outside waits for the keys that came before it."""

LAST_ACTION_TIMEOUT = 1.0
"""Seconds that each of the last actions may take."""

NAMES = ("SIGHUP", "SIGINT", "SIGQUIT", "SIGTERM", "SIGALRM", "SIGUSR1", "SIGUSR2", "SIGVTALRM", "SIGPROF", "SIGXCPU")
"""The signals that end a program by default and can be caught, but for those that tell of a fault in it."""

HANGUP = getattr(signal, "SIGHUP", signal.SIGTERM)


class EndRequest:
    """The request from outside that the app ends; one for the app, handled once.

    `last_actions` are called, each in a thread of its own, where the app has not ended after `LONGEST_GOODBYE`.
    """

    def __init__(self, *last_actions: Callable[[], None]) -> None:
        self._last_actions = last_actions
        self._number: Future[int] = Future()

    def heed(self, end: Callable[[], None]) -> None:
        """Call `end` on the running event loop once the request is made, or at its next turn where it is already."""
        loop, context = asyncio.get_running_loop(), copy_context()

        def call_end(_: object) -> None:
            with suppress(RuntimeError):  # the loop has ended meanwhile
                loop.call_soon_threadsafe(end, context=context)

        self._number.add_done_callback(call_end)

    def make(self, number: int) -> None:
        """End the app as by the signal of that number; may be called in any thread."""
        try:
            self._number.set_result(number)
        except InvalidStateError:
            return
        last_resort = threading.Timer(LONGEST_GOODBYE, self._end_at_once, (number,))
        last_resort.daemon = True
        last_resort.start()

    @contextmanager
    def from_signals(self) -> Iterator[None]:
        """Let every signal that ends a program make the request; by default it would leave the terminal raw."""
        if sys.platform == "win32":  # there asyncio needs the file descriptor for itself, and nobody sends signals
            yield
            return
        # Python's C code writes the number there at once, while a handler in Python waits for the main thread.
        reader, writer = os.pipe()
        os.set_blocking(writer, False)
        threading.Thread(target=self._watch, args=(reader,), daemon=True).start()
        former_writer = signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
        numbers = [number for name in NAMES if (number := getattr(signal, name, None)) is not None]
        former = {number: signal.signal(number, lambda *_: None) for number in numbers}
        try:
            yield
        finally:
            for number, handler in former.items():
                signal.signal(number, signal.SIG_DFL if handler is None else handler)
            signal.set_wakeup_fd(former_writer)
            os.close(writer)

    def _watch(self, reader: int) -> None:
        ending = {getattr(signal, name, None) for name in NAMES}
        while number := os.read(reader, 1):
            if number[0] in ending:
                self.make(number[0])
        os.close(reader)

    def _end_at_once(self, number: int) -> None:
        for action in self._last_actions:
            thread = threading.Thread(target=_run, args=(action,), daemon=True)
            thread.start()
            thread.join(LAST_ACTION_TIMEOUT)
        os._exit(128 + number)


def _run(action: Callable[[], None]) -> None:
    try:
        action()
    except Exception as error:  # no traceback reaches a person
        log.error("at the end", exc_info=error)


def terminal_gone() -> bool:
    """Whether the terminal we read from has vanished without a word, as when its program is killed."""
    return sys.__stdin__ is not None and not os.isatty(sys.__stdin__.fileno())


class Shutdown:
    """Ends the app once forms, drafts and the session are on the disk."""

    def __init__(self, app: SciaticaApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings
        self._ending = False
        self._asking = False
        """Whether the person is asked whether to leave a session."""
        self._told_loss: int | None = None
        """The number of changes of drafts when the person was last told that what can't be written would be lost."""
        self.controllers: Controllers | None = None
        """There once the journal is read."""

    async def quit(self) -> None:
        """End the app as the person asks; first ask about a session that runs."""
        session = self.controllers.loaded_session if self.controllers is not None else None
        if session is None or not session.session_runner.active or self._ending or self._asking:
            await self.end()
            return
        self._asking = True
        self._app.run_worker(self._ask_to_quit(session), group="quit")

    async def _ask_to_quit(self, session: SessionController) -> None:
        try:
            if await session.may_quit():
                await self.end()
        finally:
            self._asking = False

    async def end(self, *, whatever_fails: bool = False) -> None:
        """End the app with everything on the disk; if a draft or a setting can't be written, say so and stay.

        The next attempt leaves without the draft, unless that was changed since. Stay, too, where what is being saved
        asks the person something. `whatever_fails`: end it nevertheless.
        """
        self._ending = True
        screen = self._app.screen
        if self.controllers is not None:
            writer = self.controllers.services.journal_writer
            changes = writer.draft_changes
            try:
                await self._settle(self.controllers)
            except AppError as error:
                log.error("the half-filled form: %s", error)
                if not whatever_fails and changes != self._told_loss:
                    self._told_loss = writer.draft_changes
                    self._stay(f"{error} The half-filled form would be lost; quit again to leave without it.")
                    return
        if self._app.screen is not screen and not whatever_fails:
            self._stay()
            return
        try:
            await self._settings.settle()
        except AppError as error:
            log.error("the settings: %s", error)
            if not whatever_fails:
                self._stay(str(error))
                return
        self._app.exit()

    async def _settle(self, controllers: Controllers) -> None:
        if controllers.loaded_session is not None:
            controllers.loaded_session.close()
        for screen in controllers.navigation.mode_screens:
            await screen.flush_pending()
        await controllers.services.journal_writer.settle()

    def _stay(self, sentence: str = "") -> None:
        if sentence:
            say_error(self._app, sentence)
        if self.controllers is not None and self.controllers.loaded_session is not None:
            self.controllers.loaded_session.stay()
        self._ending = False

    def end_now(self) -> None:
        """End the app as from outside: a draft that can't be written keeps it no longer."""
        self._app.run_worker(self._end_after_keys())

    async def _end_after_keys(self) -> None:
        """End the app with the answers whose keys came before the request; on the screen they may stand already."""
        await self._app.handle_keys(LAST_KEYS_TIMEOUT)
        await self.end(whatever_fails=True)

    def write_drafts(self) -> None:
        """Write the drafts that wait, in this thread. Raises StoreError."""
        if self.controllers is not None:
            self.controllers.services.journal_writer.write_drafts()

    def end_after_error(self, error: Exception) -> None:
        """End the app because of an error, with the session and the drafts written."""
        try:
            if self.controllers is not None and self.controllers.loaded_session is not None:
                self.controllers.loaded_session.close()
            self.write_drafts()
        except AppError as store_error:
            log.error("at the end: %s", store_error)
        self._app.failed = error.error if isinstance(error, WorkerFailed) else error
        self._app.exit()
