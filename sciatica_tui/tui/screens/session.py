"""The session while it runs."""

from __future__ import annotations

from textual import events, getters, on
from textual.app import ComposeResult

from ...domain.routines.timer import Status, TimerEvent
from ...domain.routines.timer_view import View
from ...services.commands import Scope, in_scope, key_words
from ..bindings import bindings
from ..messages import SessionDid, SessionOver
from ..widgets.session.session_view import Buttons, Offer, SessionView
from .mode_screen import ModeScreen

NARROW = 76
"""Columns below which not all buttons have room for words."""


class SessionScreen(ModeScreen):
    """Fills the screen while a session runs; what the keys do is told to the app, which keeps the time."""

    MODE = "routines"
    SCOPE = Scope.SESSION
    BINDINGS = bindings(Scope.SESSION)
    AUTO_FOCUS = ""

    view = getters.query_one(SessionView)
    buttons = getters.query_one(Buttons)

    def compose(self) -> ComposeResult:
        yield SessionView()
        yield Buttons()

    def show(self) -> None:
        """Do nothing: the app draws each moment."""

    def show_session(self, view: View | None) -> None:
        """Draw the session as it is now."""
        if view is None:
            return
        self.view.shown = view
        over = view.status in (Status.FINISHED, Status.STOPPED)
        close: Offer = ("⏎", "Close", "screen.pause")
        self.buttons.offers = (close, *self._elsewhere()) if over else self._buttons(view)

    def _elsewhere(self) -> tuple[Offer, ...]:
        """What else can be clicked, whatever the session does."""
        red_flags = self.with_keys("{red_flags}")
        return (("Esc", "Today", "app.go('today')"), (red_flags, "Red flags", "app.red_flags"))

    def _buttons(self, view: View) -> tuple[Offer, ...]:
        """The session's commands as buttons, and in a narrow window of the rest only the red flags' key."""
        commands = [c for c in in_scope(Scope.SESSION) if c.footer]
        words = {"session.pause": "Continue" if view.status is Status.PAUSED else "Pause"}
        if view.counts:
            words |= {"session.plus": "one", "session.minus": "one"}
        elsewhere = self._elsewhere()
        if self.size.width < NARROW:
            elsewhere = ((elsewhere[-1][0], "", elsewhere[-1][2]),)
        return (
            *(
                (key_words(c, self.services.settings.keys)[0], words.get(c.id, c.words), f"screen.{c.action}")
                for c in commands
            ),
            *elsewhere,
        )

    @property
    def _over(self) -> bool:
        view = self.view.shown
        return view is None or view.status in (Status.FINISHED, Status.STOPPED)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """After the end nothing is left to stop, skip or lengthen."""
        return super().check_action(action, parameters) and not (action == "did" and self._over)

    @on(SessionView.Pressed)
    def action_pause(self) -> None:
        """Pause or go on; after the end, go on to the questions."""
        view = self.view.shown
        if view is None or self._over:
            self.post_message(SessionOver())
        else:
            self.post_message(SessionDid(TimerEvent.RESUME if view.status is Status.PAUSED else TimerEvent.PAUSE))

    def action_go_on(self) -> None:
        """Go on after a pause, after the end to the questions; a session that runs is not paused: Enter started it."""
        view = self.view.shown
        if view is None or self._over or view.status is Status.PAUSED:
            self.action_pause()

    def action_did(self, event: str) -> None:
        """Pass on what the person did."""
        self.post_message(SessionDid(TimerEvent(event)))

    def on_key(self, event: events.Key) -> None:
        """Any key answers the end of ice or heat."""
        if self.view.shown is not None and self.view.shown.alerting:
            self.post_message(SessionDid(TimerEvent.PAUSE))
