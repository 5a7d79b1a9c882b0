"""A long work in a thread: how far it is, and Esc to stop it without a trace."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from ...domain.errors import AppError
from ...domain.progress import Progress
from ..widgets.key_hints import key_hints
from .base import BaseModal

T = TypeVar("T")


class Stopped(AppError):
    """The person stopped the work."""


class LongWork(BaseModal["T | None"], Generic[T]):
    """Runs `work`, which is given a function to say how far it is; dismisses with its result, None where stopped.

    `failed` holds the error that ended it, if one did.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "stop", "Stop")]
    CLICK_OUTSIDE_IS_ESC = False
    """A stray click stops no work."""

    def __init__(self, title: str, work: Callable[[Progress], T]) -> None:
        super().__init__(classes="dialog")
        self._title = title
        self._work = work
        self._stopped = False
        self.failed: AppError | None = None

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = Content(self._title)
            box.border_subtitle = key_hints(("Esc stops", "escape"))
            yield Static("Starting …", classes="dialog-text")

    def on_mount(self) -> None:
        self.run_worker(self._run(), exclusive=True)

    async def _run(self) -> None:
        result: T | None = None
        try:
            result = await asyncio.to_thread(self._work, self._progress)
        except Stopped:
            pass
        except AppError as error:
            self.failed = error
        self.dismiss(result)

    def _progress(self, task: str, position: int, total: int) -> None:
        """Called in the thread of the work."""
        if self._stopped:
            raise Stopped("Stopped.")
        self.app.call_from_thread(self._show, f"{task} …", 100 * position // total if total else None)

    def _show(self, words: str, percent: int | None) -> None:
        text = self.query_one(".dialog-text", Static)
        if percent is None:
            text.update(Content(words))
            return
        cells = text.content_size.width * percent // 100
        bar = ("━" * cells, "$primary"), ("┄" * (text.content_size.width - cells), "$foreground 45%")
        text.update(Content.assemble(f"{words} {percent} %\n\n", *bar))

    def action_stop(self) -> None:
        """End it at its next step."""
        self._stopped = True
