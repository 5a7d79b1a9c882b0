"""A queue of keys and clicks: the next one is handled only when everything that the one before led to is done.

Textual hands a key to what has the focus as the key arrives, while the focus moves, and screens open, by messages
that take their turn later. Of `634⏎` in one piece (a slow line, a fast typist, keys typed while the app starts) all
three digits would answer the first question. A click is handed to what is drawn under the pointer: on a screen that is
still being put together, to nothing.
"""

from __future__ import annotations

import asyncio
import math
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any, ClassVar

from textual import events
from textual.app import ReturnType
from textual.dom import DOMNode
from textual.errors import NoWidget
from textual.screen import Screen
from textual.widget import Widget

from .notices import NoticesApp

ROUNDS = 3
"""Times that a marker passes through all message queues before a key counts as handled: behind the key, behind the
message that the key posted (such as an answer), and behind the change of focus which that message led to."""

UNREADY, KEY_WAIT_TIMEOUT = 0.005, 2.0
"""Seconds between two checks of a screen whose `takes_keys` is false, and seconds after which it gets its keys anyway,
unless its `patience` names another number."""

MARKER_TIMEOUT = 3.0
"""Seconds after which the next key is handled whether or not the marker came back."""


TURN_TAKERS = events.Key, events.Paste, events.MouseDown, events.MouseUp
"""What waits until the one before is done with; the pointer moves and scrolls on meanwhile only behind what waits."""


class KeyQueueApp(NoticesApp[ReturnType]):
    """An app that handles one key, paste or click at a time; the keys in `URGENT` do not wait for a screen."""

    URGENT: ClassVar[frozenset[str]] = frozenset()

    def __init__(self) -> None:
        super().__init__()
        self._inputs: deque[events.Event] = deque()
        self._pressed: tuple[events.MouseDown, Screen[Any]] | None = None
        """The last press of the mouse, and the screen that it was on."""
        self._drops_click = False
        self._turn = 0
        self._in_turn = False
        self._overdue: asyncio.TimerHandle | None = None

    async def on_event(self, event: events.Event) -> None:
        """Queue a key, a paste or a click while another one is handled; pass every other event on."""
        waits = isinstance(event, TURN_TAKERS) or (self._in_turn and isinstance(event, events.MouseEvent))
        if not waits or event.is_forwarded:
            if not self._has_no_target(event):
                await super().on_event(event)
            return
        if isinstance(event, events.Key) and event.key in self.URGENT and not self._takes_keys:
            await super().on_event(event)
            return
        self._inputs.append(event)
        if not self._in_turn:
            await self._next_input()

    def action_press(self, key: str) -> None:
        """Press a key, as the person would: sent by the widget that asks for it, it would not get past that one."""
        self.call_later(self.simulate_key, key)

    async def handle_keys(self, timeout: float) -> None:
        """Return once the keys that have arrived are handled, and what they led to; after `timeout` seconds anyway."""
        with suppress(TimeoutError):
            async with asyncio.timeout(timeout):
                arrived = asyncio.Event()
                self.call_later(arrived.set)
                await arrived.wait()
                while self._in_turn:
                    await asyncio.sleep(UNREADY)

    def _has_no_target(self, event: events.Event) -> bool:
        """Whether an event is for a screen that is gone, or for a widget removed since the last paint."""
        if not isinstance(event, events.InputEvent) or event.is_forwarded:
            return False
        if not self.screen_stack:
            return True
        if not isinstance(event, events.MouseDown | events.MouseMove):
            return False
        widget = self._widget_under(event)
        return widget is not None and not widget.is_attached

    @property
    def holds_keys(self) -> bool:
        """Whether all keys wait, however long: what they are for is about to open."""
        return False

    @property
    def _takes_keys(self) -> bool:
        return not self.holds_keys and (not self.screen_stack or getattr(self.screen, "takes_keys", True))

    @property
    def _patience(self) -> float:
        return math.inf if self.holds_keys else getattr(self.screen, "patience", KEY_WAIT_TIMEOUT)

    def _is_ready(self, event: events.Event) -> bool:
        """Whether the screen takes an event: a click, once it is laid out; that the pointer moved or scrolled, always.

        Of those so many come that a key behind them would wait for as long as the screen takes none.
        """
        if not isinstance(event, TURN_TAKERS):
            return True
        if not isinstance(event, events.MouseEvent) or not self.screen_stack:
            return self._takes_keys
        # Any part, not the outermost: the palette's is hidden, and has no place for what it holds.
        return self._takes_keys and any(part.region for part in self.screen.walk_children(Widget))

    def _is_rest_of_double_click(self, event: events.Event) -> bool:
        """Whether an event belongs to a second click, the first of which has opened another screen: it is not meant."""
        if isinstance(event, events.MouseDown):
            last, screen = self._pressed or (event, self.screen)
            is_same_spot = event.screen_offset == last.screen_offset
            is_quick = event.time - last.time <= self.CLICK_CHAIN_TIME_THRESHOLD
            self._drops_click = screen is not self.screen and is_same_spot and is_quick
            self._pressed = (event, screen if self._drops_click else self.screen)
        return self._drops_click and isinstance(event, events.MouseDown | events.MouseUp)

    async def _next_input(self, waited: float = 0.0) -> None:
        self._in_turn = bool(self._inputs)
        if not self._inputs:
            return
        loop = asyncio.get_running_loop()
        if not self._is_ready(self._inputs[0]) and waited < self._patience:
            loop.call_later(UNREADY, partial(self.call_later, self._next_input, waited + UNREADY))
            return
        self._turn += 1
        self._overdue = loop.call_later(MARKER_TIMEOUT, self._send_round, self._turn, 0)
        event = self._inputs.popleft()
        target: Widget | None = None
        if self.is_running and self.screen_stack and not self._has_no_target(event):  # not while the app ends
            if isinstance(event, events.MouseEvent):
                target = self._widget_under(event)
            if not self._is_rest_of_double_click(event):
                await super().on_event(event)
        self._send_round(self._turn, ROUNDS if isinstance(event, TURN_TAKERS) else 0, target)

    def _widget_under(self, event: events.MouseEvent) -> Widget | None:
        try:
            return self.get_widget_at(event.x, event.y)[0]
        except NoWidget:
            return None

    def _send_round(self, turn: int, rounds: int, clicked: Widget | None = None) -> None:
        """Send the marker through every queue that a message passes from the widget with the event to the app."""
        path: list[DOMNode] = []
        if rounds and self.screen_stack:
            is_there = clicked is not None and clicked.is_attached and clicked.screen is self.screen
            start = clicked if is_there and clicked is not None else self.focused or self.screen
            path = [node for node in start.ancestors_with_self if node is not self]
        self._send_marker(path, partial(self.call_later, self._marker_returned, turn, rounds - 1, clicked))

    def _send_marker(self, path: list[DOMNode], marker: Callable[[], object]) -> None:
        """Send the marker through the queues on the path in turn; a widget that closes is skipped."""
        if not path:
            marker()
        elif not path[0].call_later(self._send_marker, path[1:], marker):
            self._send_marker(path[1:], marker)

    async def _marker_returned(self, turn: int, rounds: int, clicked: Widget | None) -> None:
        if turn != self._turn or not self._in_turn:
            return
        if rounds > 0:
            self._send_round(turn, rounds, clicked)
            return
        if self._overdue is not None:
            self._overdue.cancel()
        await self._next_input()
