"""The event loop as the newest Python has it, on each Python there is.

Textual asks for eager tasks, which begin inside `create_task`; Python has them from 3.12 on. From 3.13.18 and 3.14.10
on, a worker thread that is done before asyncio looks is not waited for at all, so that such a task can also end there.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
from asyncio import events, futures, tasks
from collections.abc import Callable, Coroutine
from typing import Any

HEAD_START = 0.2
"""Seconds that asyncio gives a worker before it looks whether it is done; one that waits for something takes longer."""

_submit = concurrent.futures.ThreadPoolExecutor.submit
_chain = getattr(futures, "_chain_future")  # noqa: B009 – typeshed has no such name


def eager_tasks() -> Any:
    """The task factory that Textual asks for, where `as_newest` was called or Python has it."""
    return getattr(asyncio, "eager_task_factory")  # noqa: B009 – not there in Python 3.11


def as_newest(replace: Callable[[object, str, object], None] = setattr) -> None:
    """Give asyncio the newest behaviour with `replace` (owner, name, value), and quick workers to show it."""
    replace(futures, "_chain_future", _chain_future)
    replace(concurrent.futures.ThreadPoolExecutor, "submit", _submit_and_wait)
    if not hasattr(asyncio, "eager_task_factory"):
        replace(asyncio, "eager_task_factory", _eager_task_factory)


def _chain_future(source: Any, destination: Any) -> None:
    if not asyncio.isfuture(destination):  # a thread waits for the loop, as it always did
        _chain(source, destination)
        return
    loop, copy = destination.get_loop(), getattr(futures, "_copy_future_state")  # noqa: B009 – typeshed has no such name

    def cancel_source(_: object) -> None:
        if destination.cancelled():
            source.cancel()

    def set_state(_: object) -> None:
        if destination.cancelled() or loop.is_closed():
            return
        if events._get_running_loop() is loop:
            copy(source, destination)
        else:
            loop.call_soon_threadsafe(_copy_unless_cancelled, copy, source, destination)

    destination.add_done_callback(cancel_source)
    source.add_done_callback(set_state)


def _copy_unless_cancelled(copy: Callable[..., None], source: object, destination: asyncio.Future[Any]) -> None:
    if not destination.cancelled():
        copy(source, destination)


def _submit_and_wait(
    pool: concurrent.futures.ThreadPoolExecutor, work: Callable[..., Any], /, *args: Any, **more: Any
) -> concurrent.futures.Future[Any]:
    future = _submit(pool, work, *args, **more)
    concurrent.futures.wait([future], HEAD_START)
    return future


class _EagerTask(getattr(tasks, "_PyTask")):  # type: ignore[misc]  # noqa: B009
    """A task of Python 3.11 that takes its first step when it is made, as those of Python 3.12 can."""

    def __init__(self, coroutine: Coroutine[Any, Any, Any], *, loop: asyncio.AbstractEventLoop, **more: Any) -> None:
        super().__init__(coroutine, loop=loop, **more)  # plans the first step
        self._first_step_planned = loop.is_running()
        if not self._first_step_planned:
            return
        caller = asyncio.current_task(loop)
        if caller is not None:
            tasks._leave_task(loop, caller)
        try:
            self._context.run(super()._Task__step)
        finally:
            if caller is not None:
                tasks._enter_task(loop, caller)

    def _Task__step(self, error: BaseException | None = None) -> None:  # noqa: N802 – the name that Task gives it
        if self._first_step_planned:
            self._first_step_planned = False
            return
        super()._Task__step(error)


def _eager_task_factory(
    loop: asyncio.AbstractEventLoop, coroutine: Coroutine[Any, Any, Any], **more: Any
) -> asyncio.Future[Any]:
    return _EagerTask(coroutine, loop=loop, **more)
