"""How the app may be ended from outside: a polite kill, a closed terminal, a terminal that is simply gone."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Callable

LONGEST_GOODBYE = 5.0
"""Seconds after which the process ends in any case: a terminal that is gone can block the goodbye for ever."""

HANGUP = getattr(signal, "SIGHUP", signal.SIGTERM)


def catch_signals(end: Callable[[], None]) -> None:
    """Let SIGTERM and SIGHUP call `end` on the event loop; Textual itself would leave the terminal raw."""
    if threading.current_thread() is not threading.main_thread():
        return
    loop = asyncio.get_running_loop()
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None:
            loop.add_signal_handler(number, end_for_good, number, end)


def terminal_gone() -> bool:
    """Whether the terminal we read from has vanished without a word, as when its program is killed."""
    return sys.__stdin__ is not None and not os.isatty(sys.__stdin__.fileno())


def end_for_good(number: int, end: Callable[[], None]) -> None:
    """End as by that signal; by the time the goodbye could block, everything is on disk."""
    last_resort = threading.Timer(LONGEST_GOODBYE, os._exit, (128 + number,))
    last_resort.daemon = True
    last_resort.start()
    end()
