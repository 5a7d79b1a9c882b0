"""What a screen is for and what its keys do, from the table of commands."""

from __future__ import annotations

from collections.abc import Mapping

from textual.content import Content

from ..commands import Command, Scope, in_scope, key_words
from .dialogs import Page

ABOUT: dict[Scope, str] = {
    Scope.ANYWHERE: "Arrows and j k move, h l change a value, tab moves on, Esc leaves a text field.",
    Scope.TODAY: "How it goes, what is left to do today, and the last seven days. Enter does what the marked row says.",
    Scope.CHECKIN: (
        "Everything is optional and nothing is filled in for you: what you leave open is kept as unknown, not as "
        "zero. A digit answers and moves on, t is ten, backspace takes an answer back. Quick asks three things; "
        "d shows the daily and the weekly questions. Yesterday's answer stands faintly at the end of a line and is "
        "copied only by y. The form is kept as you type, also when the terminal closes."
    ),
    Scope.ROUTINES: (
        "Routines for your phase first, then all. At the right: how it is done, what it should feel like, when to "
        "stop. Without a check-in today only the gentlest is offered."
    ),
    Scope.SESSION: (
        "Hands free: the digits count down, a short cue comes at 3, 2, 1 and another at the end. It runs on while you "
        "look at another screen. After a gap of more than five seconds it pauses and says so."
    ),
    Scope.PHASE: (
        "The phase you are in, and what the next one asks for, with the numbers behind it: ✓ met, ✗ not met, ? "
        "unknown. Below, the seven signs: ▲ improving, ● no clear change, ▼ worsening, ◌ not enough data, ○ not "
        "affected. Enter opens one and says why. A phase is proposed, never changed for you."
    ),
    Scope.HISTORY: (
        "The calendar has a cell for each day, darker with more leg pain, blank where nothing was logged. The list "
        "below holds every entry, the newest first."
    ),
    Scope.RED_FLAGS: "Signs that need a clinician. Space marks what is new; nothing marked is no answer, n says none.",
    Scope.SETTINGS: (
        "Every change holds at once and is kept in the settings file, which you may edit by hand too. t tries a cue, "
        "h l go through the themes, backspace gives a setting its usual value back."
    ),
    Scope.ACTION: "What to do now, and how the red flag is ended.",
}


def help_page(scope: Scope, keys: Mapping[str, str]) -> Page:
    """Help for a screen: what it is for, its keys, and those that work everywhere. `keys`: commands on other keys."""
    lines = [Content(ABOUT[scope]), Content(""), *(_line(c, keys) for c in in_scope(scope))]
    if scope is not Scope.ANYWHERE:
        lines += [Content(""), Content.styled("Everywhere", "bold"), Content(ABOUT[Scope.ANYWHERE])]
        lines += [Content(""), *(_line(c, keys) for c in in_scope(Scope.ANYWHERE))]
    return Page(f"Help · {scope.value}", lines)


def _line(command: Command, moved: Mapping[str, str]) -> Content:
    keys = " ".join(key_words(command, moved))
    return Content.assemble((f"{keys:<10}", "bold"), command.tooltip)
