"""What asks from outside that the app ends: a signal, a terminal that is gone; and what is done if it does not."""

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

log = logging.getLogger(__name__)

LONGEST_GOODBYE = 5.0
"""Seconds after which the process ends in any case: a busy event loop or a terminal that is gone can block for ever."""

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
