"""Keys one after the other: the next is handed on only when what the one before did has come to pass.

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

from .textual_compat import AppBase

ROUNDS = 3
"""How often a word goes round before a key counts as dealt with: behind the key, behind the message it led to (an
answer is done, a form is wanted), and behind the change of focus that this led to."""

UNREADY, KEY_WAIT_TIMEOUT = 0.005, 2.0
"""Seconds between two looks at a screen whose `takes_keys` is false, and until it gets its keys all the same, where
it does not say otherwise (`patience`)."""

LOST = 3.0
"""Seconds after which the next key is handed on whatever happened to the word that went round."""


class KeyQueueApp(AppBase[ReturnType]):
    """An app that hands on one key, or one paste, at a time; those that are `URGENT` wait for no screen."""

    URGENT: ClassVar[frozenset[str]] = frozenset()

    def __init__(self) -> None:
        super().__init__()
        self._keys: deque[events.Event] = deque()
        self._turn = 0
        self._in_turn = False
        self._overdue: asyncio.TimerHandle | None = None

    async def on_event(self, event: events.Event) -> None:
        """Let a key wait while another one has its turn."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            if not self._falls_on_nothing(event):
                await super().on_event(event)
            return
        if isinstance(event, events.Key) and event.key in self.URGENT and not self._takes_keys:
            await super().on_event(event)
            return
        self._keys.append(event)
        if not self._in_turn:
            await self._next_key()

    def _falls_on_nothing(self, event: events.Event) -> bool:
        """Whether it is for a screen that is gone, or what lies under the pointer was removed since the last paint."""
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
        self._overdue = loop.call_later(LOST, self._send_round, self._turn, 0)
        key = self._keys.popleft()
        if self.screen_stack:
            await super().on_event(key)
        self._send_round(self._turn, ROUNDS)

    def _send_round(self, turn: int, more: int) -> None:
        """Send word through every queue that a message from here to the app goes through."""
        path: list[DOMNode] = []
        if more and self.screen_stack:
            path = [node for node in (self.focused or self.screen).ancestors_with_self if node is not self]
        self._pass_on(path, partial(self.call_later, self._came_round, turn, more - 1))

    def _pass_on(self, path: list[DOMNode], word: Callable[[], object]) -> None:
        """Through the queue of the first on the path, then on; one that closes takes nothing and is passed by."""
        if not path:
            word()
        elif not path[0].call_later(self._pass_on, path[1:], word):
            self._pass_on(path[1:], word)

    async def _came_round(self, turn: int, more: int) -> None:
        if turn != self._turn or not self._in_turn:
            return
        if more > 0:
            self._send_round(turn, more)
            return
        if self._overdue is not None:
            self._overdue.cancel()
        await self._next_key()
