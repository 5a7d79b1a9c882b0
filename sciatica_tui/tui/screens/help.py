"""What a screen is for and what its keys do, from the table of commands; and the way to its page of the guide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from ...domain.assessment.verdict_style import sign_legend, state_legend
from ...guide.markup import slug
from ...services.commands import Command, Scope, in_scope, key_words, with_keys
from ..messages import GuideWanted
from .dialogs import Page

ABOUT: dict[Scope, str] = {
    Scope.ANYWHERE: "Arrows and j k move, h l change a value, tab moves on, Esc leaves a text field.",
    Scope.TODAY: "How it goes, what is left to do today, and the last seven days. Enter does what the marked row says.",
    Scope.DAY: (
        "What you wrote down today, what is half filled, the days before with those you missed, and whether the weekly "
        "tests are due. Enter does what the marked row says; {day.checkin} opens the form, of the marked day if you "
        "missed it. Here digits switch screens; in the form they answer."
    ),
    Scope.CHECKIN: (
        "Everything is optional and nothing is filled in for you: what you leave open is kept as unknown, not as "
        "zero. A digit answers and moves on, t is ten, y and n are yes and no, backspace takes an answer back. Quick "
        "asks three things; {checkin.depth} shows the daily questions, {checkin.weekly} the weekly tests, one at a "
        "time. Yesterday's answer stands faintly at the end of a line and is copied only by {checkin.copy}. The form "
        "is kept as you type, also when the terminal closes."
    ),
    Scope.TRENDS: (
        "Pick a measure at the left; its chart is at the right: days as dots, the level as a line with its 95 % "
        "band, gaps as gaps: a day without an entry is never a zero. {trends.view} shows the other views of the same "
        "data: where it hurt, week by week, what goes with it. {trends.range} changes the days shown, {trends.left} "
        "and {trends.right} move the cursor from day to day."
    ),
    Scope.ROUTINES: (
        "Routines for your phase first, then all. At the right: how it is done, what it should feel like, when to "
        "stop. Without a check-in today only the gentlest is offered."
    ),
    Scope.EDITOR: (
        "The steps of a routine, in the order they are done: how long each is held and how often. A routine of the "
        "app's own gets back to its own times with {editor.default}. Nothing is kept until you save."
    ),
    Scope.SESSION: (
        "Hands free: the digits count down, a short cue comes at 3, 2, 1 and another at the end. It runs on while you "
        "look at another screen. After a gap of more than five seconds it pauses and says so."
    ),
    Scope.PHASE: (
        "The phase you are in, and what the next one asks for, with the numbers behind it: "
        f"{state_legend()}. Below, the seven signs: {sign_legend()}. Enter opens one and says why. A phase is "
        "proposed, never changed for you."
    ),
    Scope.HISTORY: (
        "The calendar has a cell for each day, darker with more leg pain, blank where nothing was logged. The list "
        "below holds every entry, the newest first."
    ),
    Scope.GUIDE: "What is known about sciatica, and how the app judges. Moving in the list on the left shows the page.",
    Scope.RED_FLAGS: (
        "Signs that need a clinician. {flags.toggle} marks what is new; nothing marked is no answer, {flags.none} says "
        "none."
    ),
    Scope.SETTINGS: (
        "Every change holds at once and is kept in the settings file, which you may edit by hand too. "
        "{settings.try} tries a cue, h l go through the themes, backspace gives a setting its usual value back."
    ),
    Scope.IMPORT: (
        "What each column of the file means, by which evidence, and what taking it over brings. A column with a ? may "
        "well mean something else: Enter on it asks. Nothing is taken over until {import.take}, and {undo} takes it "
        "back as a whole."
    ),
    Scope.ACTION: "What to do now, and how the red flag is ended.",
}

KEYS_WIDTH = 15
"""Cells before the words of a command; the longest keys and two spaces."""

OTHER_NAMES = {
    Scope.ANYWHERE: "start",
    Scope.DAY: "check-in",
    Scope.EDITOR: "routines",
    Scope.ACTION: "red-flags",
    Scope.IMPORT: "your-data",
}
"""The pages of the guide that are not named after their scope."""


def guide_page(scope: Scope) -> str:
    """The name of the page of the guide about a screen."""
    return OTHER_NAMES.get(scope) or slug(scope.value)


class HelpPage(Page):
    """Help, from which the guide is one key away."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("7,f7", "guide", show=False),
        Binding("question_mark", "dismiss", "Close", id="help"),
    ]

    def __init__(self, title: str, lines: Sequence[str | Content], page: str) -> None:
        super().__init__(title, lines)
        self._page = page

    def action_guide(self) -> None:
        """Close the help and open the guide's page."""
        self.dismiss()
        self.app.post_message(GuideWanted(self._page))


def help_page(scope: Scope, keys: Mapping[str, str]) -> HelpPage:
    """Make the help for a screen: its purpose, its keys, and those that work everywhere.

    `keys` are the commands that the person put on other keys.
    """
    to_the_guide = ("More about this in the guide", "@click=screen.guide")
    guide_line = Content.assemble((f"{'7':<{KEYS_WIDTH}}", "bold"), to_the_guide)
    lines = [
        Content(with_keys(ABOUT[scope], keys)),
        Content(""),
        guide_line,
        *(_line(c, keys) for c in in_scope(scope)),
    ]
    if scope is not Scope.ANYWHERE:
        lines += [Content(""), Content.styled("Everywhere", "bold"), Content(ABOUT[Scope.ANYWHERE])]
        lines += [Content(""), *(_line(c, keys) for c in in_scope(Scope.ANYWHERE))]
    return HelpPage(f"Help · {scope.value}", lines, guide_page(scope))


def _line(command: Command, moved: Mapping[str, str]) -> Content:
    keys = " ".join(key_words(command, moved))
    return Content.assemble((f"{keys:<{KEYS_WIDTH - 2}}  ", "bold"), command.tooltip)
