"""Workers that no key cuts short: while one of a group asks or saves, another one is not begun."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import partial, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from textual.dom import DOMNode

N = TypeVar("N", bound=DOMNode)
P = ParamSpec("P")

Steps = Coroutine[Any, Any, None]


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
