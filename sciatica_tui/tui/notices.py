"""The notices in the corner: at most one that passes, none about another screen; errors stay until they are read."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from textual import events
from textual.app import App, ReturnType
from textual.notifications import Notification, Notify, SeverityLevel

from .textual_compat import AppBase

LASTING_SECONDS = 20
"""Seconds from which a notice counts as one that must be read, as every error does: its time does not take it away."""

READ_SECONDS = 3
"""Seconds that it stands at least; after them the next key or click takes it away, as a click on it does at once."""

UNTIL_READ = 365 * 86400
"""Seconds that stand for no end."""


def drop_passing(app: App[Any]) -> None:
    """Drop all that was said in passing: it is no longer true, or about something else by now."""
    if isinstance(app, NoticesApp):
        app.drop_of(app.notices)


def say_warning(app: App[Any], sentence: str) -> None:
    """Say in passing why something is not done, or what to mind."""
    app.notify(sentence, severity="warning", timeout=10)


def say_until_read(app: App[Any], sentence: str) -> None:
    """Say what must be known, until it is read."""
    app.notify(sentence, severity="warning", timeout=LASTING_SECONDS)


def say_error(app: App[Any], sentence: str) -> None:
    """Say what went wrong, until it is read."""
    app.notify(sentence, severity="error", timeout=LASTING_SECONDS)


class NoticesApp(AppBase[ReturnType]):
    """An app in which a notice in passing makes room for the next, and goes when the screen changes."""

    def __init__(self) -> None:
        super().__init__()
        self._old: frozenset[str] = frozenset()
        """The notices that stood there when the last key or click came: they are about what was done before it."""
        self._readable: set[str] = set()
        """Those that must be read and have stood there for long enough."""

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Say something in the corner, never as markup: what a person typed may look like it."""
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=False)

    async def on_event(self, event: events.Event) -> None:
        """Take what stands there for old, and what must be read for read, as soon as something else is done."""
        if isinstance(event, events.Key | events.Paste | events.MouseDown) and not event.is_forwarded:
            self._old = frozenset(notice.identity for notice in self.notices)
            self.drop_notices(notice for notice in self.notices if notice.identity in self._readable)
            self._readable.clear()
        await super().on_event(event)

    def on_notify(self, event: Notify) -> None:
        """Drop a notice that shows already; put another in the place of the one that was said in passing before."""
        latest = event.notification
        notices = tuple(self.notices)
        if any(notice.message == latest.message and notice.severity == latest.severity for notice in notices):
            event.prevent_default()
        elif _must_be_read(latest):
            latest.timeout = UNTIL_READ
            self.set_timer(READ_SECONDS, partial(self._count_as_readable, latest.identity))
        else:
            self.drop_of(notices)

    def _count_as_readable(self, identity: str) -> None:
        self._readable.add(identity)

    def drop_old_notices(self) -> None:
        """Drop what was said in passing before the key or click that led to another screen."""
        self.drop_of(notice for notice in self.notices if notice.identity in self._old)

    def drop_of(self, notices: Iterable[Notification]) -> None:
        """Drop those of the notices that were said in passing."""
        self.drop_notices(tuple(notice for notice in notices if not _must_be_read(notice)))


def _must_be_read(notice: Notification) -> bool:
    return notice.severity == "error" or notice.timeout >= LASTING_SECONDS
