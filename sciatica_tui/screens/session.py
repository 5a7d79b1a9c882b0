"""The session while it runs, and the questions before it and after."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual import getters, on
from textual.app import ComposeResult

from ..commands import Scope, in_scope, key_words
from ..core.measures import BY_PATH, TEN, YES_NO, Choice
from ..core.plan import Permission, Question
from ..core.records import Felt, Zone
from ..core.routines import Guided, title_of
from ..core.timer import Event, Status
from ..core.timer_view import View
from ..widgets.field import Field
from ..widgets.fields import ChoiceField, RatingField
from ..widgets.session_view import Buttons, SessionView
from .asked import Asked
from .mode_screen import ModeScreen, SessionDid, SessionOver, bindings


class SessionScreen(ModeScreen):
    """Fills the screen while a session runs; what the keys do is told to the app, which keeps the time."""

    MODE = "routines"
    SCOPE = Scope.SESSION
    BINDINGS = bindings(Scope.SESSION)

    view = getters.query_one(SessionView)

    def compose(self) -> ComposeResult:
        yield SessionView()
        yield Buttons((key_words(c)[0], c.words, f"screen.{c.action}") for c in in_scope(Scope.SESSION) if c.footer)

    def show(self) -> None:
        """The app draws each moment."""

    def show_session(self, view: View | None) -> None:
        """Draw one moment."""
        self.view.shown = view

    @on(SessionView.Pressed)
    def action_pause(self) -> None:
        """Pause or go on; after the end, go on to the questions."""
        shown = self.view.shown
        if shown is None or shown.status in (Status.FINISHED, Status.STOPPED):
            self.post_message(SessionOver())
        else:
            self.post_message(SessionDid(Event.RESUME if shown.status is Status.PAUSED else Event.PAUSE))

    def action_did(self, event: str) -> None:
        """Tell what was done."""
        self.post_message(SessionDid(Event(event)))


def pain_and_zone() -> list[Field[Any]]:
    """The two questions before and after an exercise."""
    zone = BY_PATH["zone"].input
    assert isinstance(zone, Choice)
    return [
        RatingField("leg_pain", "Leg pain now", TEN.low, TEN.high, TEN.low_word, TEN.high_word),
        ChoiceField("zone", "Furthest zone now", zone.options, zone.first_key),
    ]


def felt(answers: dict[str, Any]) -> Felt | None:
    """What was answered to them; None where nothing was."""
    zone = answers.get("zone")
    found = Felt(
        leg_pain=answers.get("leg_pain"),
        zone=Zone(zone) if zone is not None else None,
        further_down=answers.get("further_down"),
    )
    return found if found != Felt() else None


def safety_screen(routine: Guided, questions: Sequence[Question]) -> Asked:
    """The yes-or-no questions before a routine; each must be answered."""
    fields = [ChoiceField(q.name, q.words, YES_NO.options) for q in questions]
    text = "A yes keeps it from starting: better asked than burnt. What is asked once is kept."
    return Asked(f"Before: {routine.title}", text, fields, [q.name for q in questions])


def before_screen(routine: Guided, permitted: Permission) -> Asked:
    """How it is before an exercise."""
    out = ", ".join(title_of(name) for name in permitted.left_out)
    lines = [f"Left out today: {out}." if out else "", permitted.notice, "Lie down and get the strap or chair ready."]
    text = "\n".join((*filter(None, lines), "Enter starts; there are five seconds to get ready."))
    return Asked(f"Before: {routine.title}", text, pain_and_zone())


def after_screen(title: str, exercises: Sequence[str]) -> Asked:
    """One minute after standing up: how it is, and which exercise it was if it got worse."""
    fields = [*pain_and_zone(), ChoiceField("further_down", "Further down?", YES_NO.options)]
    if len(exercises) > 1:
        options = [(name, title_of(name)) for name in exercises]
        fields.append(ChoiceField("culprit", "Which one, if worse?", options))
    text = (
        "Stand up slowly and walk a few steps. After a minute: how is it, and did the pain move further down the leg?"
    )
    return Asked(f"After: {title}", text, fields)
