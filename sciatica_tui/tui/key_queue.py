"""A queue of keys: the next key is handled only when everything that the one before led to is done.

Textual hands a key to what has the focus as the key arrives, while the focus moves, and screens open, by messages
that take their turn later. Of `634⏎` in one piece (a slow line, a fast typist, keys typed while the app starts) all
three digits would answer the first question.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual import events
from textual.app import ReturnType
from textual.dom import DOMNode
from textual.errors import NoWidget

from .notices import NoticesApp

ROUNDS = 3
"""Times that a marker passes through all message queues before a key counts as handled: behind the key, behind the
message that the key posted (such as an answer), and behind the change of focus which that message led to."""

UNREADY, KEY_WAIT_TIMEOUT = 0.005, 2.0
"""Seconds between two checks of a screen whose `takes_keys` is false, and seconds after which it gets its keys anyway,
unless its `patience` names another number."""

MARKER_TIMEOUT = 3.0
"""Seconds after which the next key is handled whether or not the marker came back."""


class KeyQueueApp(NoticesApp[ReturnType]):
    """An app that handles one key, or one paste, at a time; the keys in `URGENT` do not wait for a screen."""

    URGENT: ClassVar[frozenset[str]] = frozenset()

    def __init__(self) -> None:
        super().__init__()
        self._keys: deque[events.Event] = deque()
        self._turn = 0
        self._in_turn = False
        self._overdue: asyncio.TimerHandle | None = None

    async def on_event(self, event: events.Event) -> None:
        """Queue a key or a paste while another one is handled; pass every other event on."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            if not self._has_no_target(event):
                await super().on_event(event)
            return
        if isinstance(event, events.Key) and event.key in self.URGENT and not self._takes_keys:
            await super().on_event(event)
            return
        self._keys.append(event)
        if not self._in_turn:
            await self._next_key()

    def _has_no_target(self, event: events.Event) -> bool:
        """Whether an event is for a screen that is gone, or for a widget removed since the last paint."""
        if not isinstance(event, events.InputEvent) or event.is_forwarded:
            return False
        if not self.screen_stack:
            return True
        if not isinstance(event, events.MouseDown | events.MouseMove):
            return False
        try:
            widget, _ = self.get_widget_at(event.x, event.y)
        except NoWidget:
            return False
        return not widget.is_attached

    @property
    def _takes_keys(self) -> bool:
        return not self.screen_stack or getattr(self.screen, "takes_keys", True)

    async def _next_key(self, waited: float = 0.0) -> None:
        self._in_turn = bool(self._keys)
        if not self._keys:
            return
        loop = asyncio.get_running_loop()
        if not self._takes_keys and waited < getattr(self.screen, "patience", KEY_WAIT_TIMEOUT):
            loop.call_later(UNREADY, partial(self.call_later, self._next_key, waited + UNREADY))
            return
        self._turn += 1
        self._overdue = loop.call_later(MARKER_TIMEOUT, self._send_round, self._turn, 0)
        key = self._keys.popleft()
        if self.is_running and self.screen_stack:  # not while the app ends
            await super().on_event(key)
        self._send_round(self._turn, ROUNDS)

    def _send_round(self, turn: int, rounds: int) -> None:
        """Send the marker through every queue that a message passes from the focused widget to the app."""
        path: list[DOMNode] = []
        if rounds and self.screen_stack:
            path = [node for node in (self.focused or self.screen).ancestors_with_self if node is not self]
        self._send_marker(path, partial(self.call_later, self._marker_returned, turn, rounds - 1))

    def _send_marker(self, path: list[DOMNode], marker: Callable[[], object]) -> None:
        """Send the marker through the queues on the path in turn; a widget that closes is skipped."""
        if not path:
            marker()
        elif not path[0].call_later(self._send_marker, path[1:], marker):
            self._send_marker(path[1:], marker)

    async def _marker_returned(self, turn: int, rounds: int) -> None:
        if turn != self._turn or not self._in_turn:
            return
        if rounds > 0:
            self._send_round(turn, rounds)
            return
        if self._overdue is not None:
            self._overdue.cancel()
        await self._next_key()
