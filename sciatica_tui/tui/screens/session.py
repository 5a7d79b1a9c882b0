"""The session while it runs."""

from __future__ import annotations

from textual import events, getters, on
from textual.app import ComposeResult
from textual.containers import Center

from ...domain.routines.timer import Status, TimerEvent
from ...domain.routines.timer_view import SessionTone, View
from ...services.commands import Scope, in_scope, key_words
from ..bindings import bindings
from ..messages import SessionDid, SessionOver
from ..themes import styles
from ..widgets.fields.big_targets import BigRating
from ..widgets.fields.field import Field
from ..widgets.session.session_view import Buttons, Offer, SessionView
from ..window_size import WindowSize
from .mode_screen import ModeScreen
from .session_questions import further_down, pain_and_zone

ROWS_FOR_ALL = {WindowSize.WIDE: 29, WindowSize.HUGE: 40}
"""Rows of a window from which all questions after the end have room beside its first words, with none for what was
done."""

NARROW = 76
"""Columns below which not all buttons have room for words."""


class SessionScreen(ModeScreen):
    """Fills the screen while a session runs; what the keys do is told to the app, which keeps the time."""

    CSS_PATH = styles("routines")
    MODE = "routines"
    SCOPE = Scope.SESSION
    BINDINGS = bindings(Scope.SESSION)
    AUTO_FOCUS = ""

    view = getters.query_one(SessionView)
    buttons = getters.query_one(Buttons)

    def compose(self) -> ComposeResult:
        yield SessionView()
        with Center(id="leg-now"):
            rating, zone = pain_and_zone()
            yield rating
            for field in (zone, further_down()):  # to be seen, and clicked: a key goes on to the page of all three
                field.can_focus = False
                yield field
        yield Buttons()

    def show(self) -> None:
        """Do nothing: the app draws each moment."""

    def show_session(self, view: View | None) -> None:
        """Draw the session as it is now."""
        if view is None:
            return
        self.view.shown = view
        over = view.status in (Status.FINISHED, Status.STOPPED)
        go_on: Offer = ("⏎", "How is your leg now" if view.asks else "Close", "screen.pause")
        self._ask_for_the_leg(view.asks and view.tone is SessionTone.OVER)
        self._show_all_questions_with_room()
        self.buttons.offers = (go_on, *self._elsewhere()) if over else self._buttons(view)

    def _ask_for_the_leg(self, asks: bool) -> None:
        """Show the scale below what was done: a digit answers it at once, and leads on to the other questions."""
        row = self.query_one("#leg-now")
        if row.display != asks:
            row.display = asks
            self.set_class(asks, "-asks")
            for field in row.query(Field):
                field.value = None
            rating = row.query_one(BigRating)
            if asks:
                rating.focus()
            else:
                self.set_focus(None)

    @on(BigRating.Done)
    def _leg_answered(self, event: BigRating.Done) -> None:
        self._go_on_to_questions("enter" if event.by_enter else event.digit)

    def _go_on_to_questions(self, next_key: str = "") -> None:
        self.post_message(SessionOver({field.name or "": field.value for field in self.query(Field)}, next_key))

    def _show_all_questions_with_room(self) -> None:
        least = ROWS_FOR_ALL.get(self.window_size)
        has_room = least is not None and self.size.height >= least + self.view.amounts.rows
        self.set_class(has_room, "-all-asked")

    def on_resize(self) -> None:
        self._show_all_questions_with_room()

    def _elsewhere(self) -> tuple[Offer, ...]:
        """What else can be clicked, whatever the session does."""
        red_flags = self.with_keys("{red_flags}")
        return ((red_flags, "Red flags", "app.red_flags"), ("Esc", "Today", "app.go('today')"))

    def _buttons(self, view: View) -> tuple[Offer, ...]:
        """The session's commands as buttons, and in a narrow window of the rest only the red flags' key."""
        commands = [c for c in in_scope(Scope.SESSION) if c.footer]
        words = {"session.pause": "Continue" if view.status is Status.PAUSED else "Pause"}
        if view.counts:
            words |= {"session.plus": "one", "session.minus": "one"}
        elsewhere = self._elsewhere()
        if self.size.width < NARROW:
            elsewhere = ((elsewhere[0][0], "", elsewhere[0][2]),)
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
            self._go_on_to_questions()
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
