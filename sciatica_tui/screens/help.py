"""What a screen is for and what its keys do, from the table of commands."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from ..commands import Command, Scope, in_scope, key_words

ABOUT: dict[Scope, str] = {
    Scope.ANYWHERE: "Arrows and j k move, h l change a value, tab moves on, Esc leaves a text field.",
    Scope.TODAY: "How it goes, what is left to do today, and the last seven days. Enter does what the marked row says.",
    Scope.CHECKIN: (
        "Everything is optional and nothing is filled in for you: what you leave open is kept as unknown, not as "
        "zero. A digit answers and moves on, t is ten, backspace takes an answer back. Quick asks three things; "
        "d shows the daily and the weekly questions. Yesterday's answer stands faintly at the end of a line and is "
        "copied only by y. The form is kept as you type, also when the terminal closes."
    ),
    Scope.HISTORY: (
        "The calendar has a cell for each day, darker with more leg pain, blank where nothing was logged. The list "
        "below holds every entry, the newest first."
    ),
    Scope.RED_FLAGS: "Signs that need a clinician. Space marks what is new; nothing marked is no answer, n says none.",
    Scope.ACTION: "What to do now, and how the red flag is ended.",
}


class HelpScreen(ModalScreen[None]):
    """Help for one scope, over the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,enter", "dismiss", "Close"),
        Binding("j", "scroll(1)", show=False),
        Binding("k", "scroll(-1)", show=False),
    ]

    def __init__(self, scope: Scope) -> None:
        super().__init__(classes="dialog")
        self._scope = scope

    def compose(self) -> ComposeResult:
        with VerticalScroll() as box:
            box.border_title = f"Help · {self._scope.value}"
            box.border_subtitle = "Esc closes"
            yield Static(self._text())

    def action_scroll(self, lines: int) -> None:
        """Scroll by a line."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def _text(self) -> Content:
        parts = [Content(ABOUT[self._scope]), Content(""), *(_line(c) for c in in_scope(self._scope))]
        parts += [Content(""), Content.styled("Everywhere", "bold"), Content(ABOUT[Scope.ANYWHERE])]
        parts += [Content(""), *(_line(c) for c in in_scope(Scope.ANYWHERE))]
        return Content("\n").join(parts)


def _line(command: Command) -> Content:
    keys = " ".join(key_words(command))
    return Content.assemble((f"{keys:<10}", "bold"), command.tooltip)
