"""Workers that no key cuts short: while one of a group asks or saves, another one waits or is not begun."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from functools import partial, wraps
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

from textual.dom import DOMNode
from textual.screen import ModalScreen

A = TypeVar("A")
N = TypeVar("N", bound=DOMNode)
P = ParamSpec("P")

Steps = Coroutine[Any, Any, None]

SETTLE_TIMEOUT = 15.0
"""Seconds for which the end of the app waits for answers: longer than a save waits for another window."""

UNSETTLED = 0.005
"""Seconds between two looks at whether all answers are kept."""


def begin(node: DOMNode, steps: Callable[[], Steps], group: str) -> None:
    """Run the steps as a worker of a screen or the app, unless one of that group runs there still."""
    if not any(worker.node is node and worker.group == group and not worker.is_finished for worker in node.workers):
        node.run_worker(steps(), group=group)


def one_at_a_time(group: str) -> Callable[[Callable[Concatenate[N, P], Steps]], Callable[Concatenate[N, P], None]]:
    """Let a method begin its steps as `begin` does."""

    def decorate(method: Callable[Concatenate[N, P], Steps]) -> Callable[Concatenate[N, P], None]:
        @wraps(method)
        def begin_method(node: N, /, *args: P.args, **kwargs: P.kwargs) -> None:
            begin(node, partial(method, node, *args, **kwargs), group)

        return begin_method

    return decorate


class LastAnswers(Generic[A]):
    """Keeps answers to questions, one after another, in a worker of a screen; of several to one question the last.

    `keep` is given the name of the question and the answer.
    """

    def __init__(self, node: DOMNode, keep: Callable[[str, A], Steps]) -> None:
        self._node = node
        self._keep = keep
        self._waiting: dict[str, A] = {}
        self._being_kept: tuple[str, A] | None = None

    def give(self, question: str, answer: A) -> None:
        """Keep the answer, at once or after those before it."""
        self._waiting.pop(question, None)
        if (question, answer) != self._being_kept:
            self._waiting[question] = answer
        begin(self._node, self._keep_all, group="answers")

    async def settle(self) -> bool:
        """Return when all answers so far are kept, or as soon as a dialog is open that one may wait for: then False.

        At the latest after SETTLE_TIMEOUT.
        """
        with suppress(TimeoutError):
            async with asyncio.timeout(SETTLE_TIMEOUT):
                while self._waiting or self._being_kept:
                    if isinstance(self._node.app.screen, ModalScreen):
                        return False
                    await asyncio.sleep(UNSETTLED)
        return True

    async def _keep_all(self) -> None:
        try:
            while self._waiting:
                question = next(iter(self._waiting))
                self._being_kept = question, self._waiting.pop(question)
                await self._keep(*self._being_kept)
        finally:
            self._being_kept = None
