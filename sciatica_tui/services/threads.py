"""Work in a thread that nothing cuts short: nothing is written half, and no failure goes unheard."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from ..domain.errors import AppError

T = TypeVar("T")

log = logging.getLogger(__name__)


async def to_its_end(work: Callable[[], T], unheard: Callable[[AppError], None] | None = None) -> T:
    """Run it in a thread to its end, even when cancelled meanwhile: nothing may be written beside it.

    An error that comes after that, when nobody waits for it any more, is logged and given to `unheard`.
    """
    running = asyncio.ensure_future(asyncio.to_thread(work))
    try:
        return await asyncio.shield(running)
    except asyncio.CancelledError:
        while not running.done():
            with suppress(asyncio.CancelledError):
                await asyncio.wait({running})
        error = None if running.cancelled() else running.exception()
        if error is not None:
            log.error("of what was cancelled: %s", error, exc_info=error)
        if isinstance(error, AppError) and unheard is not None:
            unheard(error)
        raise
