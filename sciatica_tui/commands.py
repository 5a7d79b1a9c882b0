"""Every command of the app in one table: its keys, words and what it does.

Bindings, the footer, the help and the command palette are all made from it, so that a key is named in one place.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Scope(Enum):
    """Where a command is to be had; the value is the heading in the help."""

    ANYWHERE = "Everywhere"
    TODAY = "Today"
    CHECKIN = "Check-in"
    ROUTINES = "Routines"
    SESSION = "Session"
    PHASE = "Phase"
    HISTORY = "History"
    RED_FLAGS = "Red flags"
    ACTION = "Red flags: what to do"


@dataclass(frozen=True)
class Command:
    """One thing a person can do.

    `keys` are the default keys, the first one shown; `words` fit a footer, `tooltip` says it in a sentence; `action`
    is the name of the method that does it. `footer` tells whether the footer names it.
    """

    id: str
    keys: str
    words: str
    tooltip: str
    action: str
    scope: Scope
    footer: bool = True
    priority: bool = False


@dataclass(frozen=True)
class Mode:
    """One of the app's screens in the strip at the top; its number is its key, and F with the number from a field."""

    name: str
    number: int
    words: str


MODES: tuple[Mode, ...] = (
    Mode("today", 1, "Today"),
    Mode("checkin", 2, "Check-in"),
    Mode("routines", 4, "Routines"),
    Mode("phase", 5, "Phase"),
    Mode("history", 6, "History"),
)


def _mode_commands() -> tuple[Command, ...]:
    return tuple(
        Command(
            f"mode.{mode.name}",
            f"{mode.number},f{mode.number}",
            mode.words,
            f"Go to {mode.words}.",
            f"app.go('{mode.name}')",
            Scope.ANYWHERE,
            footer=False,
        )
        for mode in MODES
    )


COMMANDS: tuple[Command, ...] = (
    *_mode_commands(),
    Command("undo", "u", "Undo", "Take back the last change made in this window.", "app.undo", Scope.ANYWHERE),
    Command(
        "red_flags",
        "!,exclamation_mark,ctrl+r",
        "Red flags",
        "Signs that need a clinician, how soon, and what to do.",
        "app.red_flags",
        Scope.ANYWHERE,
    ),
    Command("help", "?,question_mark", "Help", "What this screen offers.", "app.help", Scope.ANYWHERE),
    Command(
        "palette",
        "ctrl+p",
        "Commands",
        "Find any command by typing a few letters.",
        "app.command_palette",
        Scope.ANYWHERE,
        footer=False,
    ),
    Command("quit", "q", "Quit", "Close the app; a half-filled form is kept.", "app.quit", Scope.ANYWHERE),
    Command(
        "quit_now",
        "ctrl+c",
        "Quit",
        "Close the app, from a text field too.",
        "app.quit",
        Scope.ANYWHERE,
        footer=False,
        priority=True,
    ),
    Command(
        "suspend",
        "ctrl+z",
        "Suspend",
        "Back to the shell for a moment; fg returns.",
        "app.suspend_process",
        Scope.ANYWHERE,
        footer=False,
        priority=True,
    ),
    Command("today.checkin", "c", "Check in", "Write down how it is now.", "check_in", Scope.TODAY),
    Command("today.down", "j,down", "Down", "To the next row.", "move(1)", Scope.TODAY, footer=False),
    Command("today.up", "k,up", "Up", "To the row before.", "move(-1)", Scope.TODAY, footer=False),
    Command("today.do", "enter", "Do", "Do what the marked row says.", "do", Scope.TODAY),
    Command("checkin.save", "enter,ctrl+s", "Save", "Save the check-in.", "save", Scope.CHECKIN),
    Command("checkin.depth", "d", "More", "Quick, daily, weekly: ask more, or less again.", "depth", Scope.CHECKIN),
    Command("checkin.none", "n", "No flags", "None of the red flags is new.", "no_flags", Scope.CHECKIN),
    Command("checkin.copy", "y", "Copy", "Copy yesterday's answer to this question.", "copy", Scope.CHECKIN),
    Command(
        "checkin.back",
        "left_square_bracket,ctrl+left",
        "Day before",
        "Fill in the day before.",
        "day(-1)",
        Scope.CHECKIN,
    ),
    Command(
        "checkin.forward",
        "right_square_bracket,ctrl+right",
        "Day after",
        "Back to the day after.",
        "day(1)",
        Scope.CHECKIN,
        footer=False,
    ),
    Command("checkin.down", "j,down", "Down", "To the next question.", "move(1)", Scope.CHECKIN, footer=False),
    Command("checkin.up", "k,up", "Up", "To the question before.", "move(-1)", Scope.CHECKIN, footer=False),
    Command("checkin.first", "g,home", "First", "To the first question.", "ends(False)", Scope.CHECKIN, footer=False),
    Command("checkin.last", "G,end", "Last", "To the last question.", "ends(True)", Scope.CHECKIN, footer=False),
    Command(
        "checkin.clear",
        "ctrl+x",
        "Clear form",
        "Start this form afresh (or end the editing); u brings it back.",
        "clear",
        Scope.CHECKIN,
        footer=False,
    ),
    Command("routines.start", "enter", "Start", "Start the marked routine.", "start", Scope.ROUTINES),
    Command("session.pause", "space", "Pause", "Pause, or go on.", "pause", Scope.SESSION),
    Command("session.back", "b", "Back", "To the start of this step, or the one before.", "did('back')", Scope.SESSION),
    Command("session.next", "n", "Next", "To the next step.", "did('next')", Scope.SESSION),
    Command("session.plus", "+,plus", "10 s more", "Ten seconds more.", "did('plus')", Scope.SESSION),
    Command("session.minus", "-,minus", "10 s less", "Ten seconds less.", "did('minus')", Scope.SESSION),
    Command("session.stop", "s", "Stop", "End the session; what was done is kept.", "did('stop')", Scope.SESSION),
    Command("session.on", "enter", "Go on", "After the end: on to how it was.", "pause", Scope.SESSION, footer=False),
    Command("phase.do", "enter", "Open", "Open the sign, or act on the marked row.", "do", Scope.PHASE),
    Command("phase.episode", "e", "Episode", "Change this episode, end it, or start the next.", "episode", Scope.PHASE),
    Command("phase.down", "j,down", "Down", "To the next row.", "move(1)", Scope.PHASE, footer=False),
    Command("phase.up", "k,up", "Up", "To the row before.", "move(-1)", Scope.PHASE, footer=False),
    Command("phase.first", "g,home", "First", "To the first row.", "ends(False)", Scope.PHASE, footer=False),
    Command("phase.last", "G,end", "Last", "To the last row.", "ends(True)", Scope.PHASE, footer=False),
    Command("phase.more", "pagedown", "Further down", "A page down.", "scroll(1)", Scope.PHASE, footer=False),
    Command("phase.less", "pageup", "Further up", "A page up.", "scroll(-1)", Scope.PHASE, footer=False),
    Command("history.open", "enter", "Open", "Read the whole entry.", "open", Scope.HISTORY),
    Command("history.edit", "e", "Edit", "Change the entry.", "edit", Scope.HISTORY),
    Command("history.delete", "d", "Delete", "Delete the entry; u brings it back.", "delete", Scope.HISTORY),
    Command(
        "history.add",
        "n",
        "Add",
        "Add a check-in, medication, scan or event for this day.",
        "add",
        Scope.HISTORY,
    ),
    Command("history.search", "slash", "Search", "Find entries by their words.", "search", Scope.HISTORY),
    Command("history.filter", "f", "Filter", "Show one kind of entry, then the next.", "filter", Scope.HISTORY),
    Command("history.swap", "tab", "Calendar/list", "From the calendar to the list and back.", "swap", Scope.HISTORY),
    Command("flags.toggle", "space", "Mark", "Mark or unmark this one as new.", "mark", Scope.RED_FLAGS),
    Command("flags.none", "n", "None is new", "None of these is new.", "none", Scope.RED_FLAGS),
    Command("flags.confirm", "enter", "Done", "Keep the marks and see what to do.", "confirm", Scope.RED_FLAGS),
    Command("flags.down", "j,down", "Down", "To the next one.", "move(1)", Scope.RED_FLAGS, footer=False),
    Command("flags.up", "k,up", "Up", "To the one before.", "move(-1)", Scope.RED_FLAGS, footer=False),
    Command("flags.first", "g,home", "First", "To the first one.", "ends(False)", Scope.RED_FLAGS, footer=False),
    Command("flags.last", "G,end", "Last", "To the last one.", "ends(True)", Scope.RED_FLAGS, footer=False),
    Command("flags.close", "escape", "Back", "Leave without an answer.", "close", Scope.RED_FLAGS),
    Command("action.seen", "s", "Seen by a clinician", "A clinician has seen this.", "seen", Scope.ACTION),
    Command("action.mistake", "m", "A mistake", "It was marked by mistake.", "mistake", Scope.ACTION),
    Command("action.more", "a", "Another", "Mark another red flag that is new.", "more", Scope.ACTION),
    Command("action.close", "escape", "Back to the app", "Go on; this stays open.", "close", Scope.ACTION),
)


def in_scope(scope: Scope) -> tuple[Command, ...]:
    """The commands of one screen, in the order of the table."""
    return tuple(command for command in COMMANDS if command.scope is scope)


KEY_WORDS = {
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "exclamation_mark": "!",
    "question_mark": "?",
    "slash": "/",
    "enter": "⏎",
    "escape": "Esc",
    "space": "Space",
    "tab": "Tab",
    "up": "↑",
    "down": "↓",
    "home": "Home",
    "end": "End",
}


def key_words(command: Command) -> tuple[str, ...]:
    """Its keys as a person reads them: `[`, `^r`, `⏎`; a key under two names is shown once."""
    shown: list[str] = []
    for key in command.keys.split(","):
        word = KEY_WORDS.get(key, key.replace("ctrl+", "^"))
        if key.startswith("f") and key[1:].isdigit():
            word = key.upper()
        if word not in shown:
            shown.append(word)
    return tuple(shown)
