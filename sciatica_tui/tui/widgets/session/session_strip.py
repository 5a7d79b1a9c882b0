"""A running session in one line, over the screens of the other modes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

if TYPE_CHECKING:
    from ....domain.routines.timer_view import View


class SessionStrip(Widget):
    """The session in one line, for the other modes; a click goes back to it, and so does `key`, which it names."""

    DEFAULT_CSS = """
    SessionStrip {
        width: 1fr; height: 1; text-wrap: nowrap; background: $primary-muted; color: $foreground;
    }
    SessionStrip:hover { text-style: underline; }
    SessionStrip:ansi { background: ansi_default; text-style: reverse; }
    """
    ALLOW_SELECT = False

    class Pressed(Message):
        """The strip was clicked."""

    shown: reactive[View | None] = reactive(None, repaint=False)
    key: reactive[str] = reactive("", repaint=False)
    text: reactive[str] = reactive("")

    def watch_shown(self) -> None:
        self._tell()

    def watch_key(self) -> None:
        self._tell()

    def _tell(self) -> None:
        """`▶ Hold, left leg 21 · Daily stretches, 4:10 left`; `■ Stopped: Daily stretches` once it is over."""
        view = self.shown
        if view is None:
            self.text = ""
            return
        from ....domain.routines.timer import Status  # both are there once a session is
        from ....domain.routines.timer_view import SessionTone

        ways = " or ".join(filter(None, ("click", self.key)))
        if view.tone is SessionTone.OVER:
            aim = "say how your leg is now" if view.asks else "close it"
            self.text = f" ■ {view.word}: {view.routine} · {ways} to {aim}"
            return
        mark = "‖" if view.status is Status.PAUSED else "▶"
        now = ", ".join(part for part in (view.word, view.side) if part)
        if view.is_only_step:  # the step has as long as the whole
            parts = " · ".join(dict.fromkeys((now, view.routine)))
            self.text = f" {mark} {parts}, {view.left} left · {ways} to return"
            return
        self.text = f" {mark} {now} {view.clock} · {view.routine}, {view.left} left · {ways} to return"

    def render(self) -> Content:
        """The line as it stands."""
        return Content(self.text)

    def on_click(self) -> None:
        self.post_message(self.Pressed())
