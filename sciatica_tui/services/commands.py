"""Every command of the app in one table: its keys, words and what it does.

Bindings, the footer, the help and the command palette are all made from it, so that a key is named in one place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

from .key_names import key_word
from .modes import MODES, Mode


class Scope(Enum):
    """Where a command works; the value is its heading in the help."""

    ANYWHERE = "Everywhere"
    TODAY = "Today"
    DAY = "Check-ins of the day"
    CHECKIN = "Check-in"
    TRENDS = "Trends"
    ROUTINES = "Routines"
    EDITOR = "A routine's steps"
    SESSION = "Session"
    PHASE = "Phase"
    HISTORY = "History"
    GUIDE = "Guide"
    RED_FLAGS = "Red flags"
    ACTION = "Red flags: what to do"
    SETTINGS = "Settings"
    IMPORT = "Import"


@dataclass(frozen=True)
class Command:
    """One thing a person can do.

    `keys` are the default keys, the first one shown, and `always` those that do it from a text field too; `words` fit
    a footer, `tooltip` says it in a sentence; `action` is the name of the method that does it. `footer` tells whether
    the footer names it.
    """

    id: str
    keys: str
    words: str
    tooltip: str
    action: str
    scope: Scope
    footer: bool = True
    always: str = ""


def _mode_commands() -> tuple[Command, ...]:
    return tuple(
        Command(
            f"mode.{mode.name}",
            f"{mode.number}",
            mode.words,
            f"{mode.words}: {mode.about}.",
            f"app.go('{mode.name}')",
            Scope.ANYWHERE,
            footer=False,
            always=f"f{mode.number}",
        )
        for mode in MODES
    )


WALKING = "Start, change, pause or end a walking plan."
PAGE = "Write the page for your clinician, as PDF."

COMMANDS: tuple[Command, ...] = (
    *_mode_commands(),
    Command(
        "palette",
        "ctrl+p",
        "Commands",
        "Find any command, page, measure or setting by name.",
        "app.command_palette",
        Scope.ANYWHERE,
    ),
    Command(
        "undo",
        "u",
        "Undo",
        "Undo this window's last change, then the one before; in a form the last answer.",
        "app.undo",
        Scope.ANYWHERE,
    ),
    Command("redo", "U", "Redo", "Bring back what was undone last.", "app.redo", Scope.ANYWHERE, False),
    Command(
        "red_flags",
        "!,exclamation_mark",
        "Red flags",
        "Signs that need a clinician: how soon, what to do.",
        "app.red_flags",
        Scope.ANYWHERE,
        always="ctrl+r",
    ),
    Command(
        "question", "A", "Ask next time", "Note a question for a visit.", "app.go('question')", Scope.ANYWHERE, False
    ),
    Command("help", "?,question_mark", "Help", "What you can do on this screen.", "app.help", Scope.ANYWHERE),
    Command(
        "settings", "comma", "Settings", "How the app behaves and looks.", "app.go('settings')", Scope.ANYWHERE, False
    ),
    Command(
        "import", "ctrl+o", "Import", "Import a spreadsheet or an export.", "app.go('import')", Scope.ANYWHERE, False
    ),
    Command(
        "quit", "q", "Quit", "Close the app; a half-filled form is kept.", "app.quit", Scope.ANYWHERE, always="ctrl+c"
    ),
    Command(
        "suspend", "", "Suspend", "Go to the shell; fg returns.", "app.suspend_process", Scope.ANYWHERE, False, "ctrl+z"
    ),
    Command("today.down", "j,down", "Down", "Down a row.", "move(1)", Scope.TODAY, footer=False),
    Command("today.up", "k,up", "Up", "Up a row.", "move(-1)", Scope.TODAY, footer=False),
    Command("today.first", "g,home", "First", "First row.", "ends(False)", Scope.TODAY, footer=False),
    Command("today.last", "G,end", "Last", "Last row.", "ends(True)", Scope.TODAY, footer=False),
    Command("today.do", "enter", "Open", "Open the selected row.", "do", Scope.TODAY),
    Command("today.checkin", "c", "Check in", "Log how you are now.", "check_in", Scope.TODAY),
    Command("today.bad_day", "b", "Bad day", "Show your plan for bad days.", "bad_day", Scope.TODAY),
    Command("today.weekly", "w", "Weekly tests", "Do the weekly tests.", "weekly", Scope.TODAY),
    Command("day.do", "enter", "Open", "Open the selected row.", "do", Scope.DAY),
    Command("day.checkin", "c", "Check in", "Fill in the missed day selected, else today.", "check_in", Scope.DAY),
    Command("day.weekly", "w", "Weekly tests", "Do the weekly tests, one by one.", "weekly", Scope.DAY),
    Command("day.other_list", "tab,shift+tab", "Days before", "Go to the other list.", "other_list", Scope.DAY),
    Command("day.back", "left_square_bracket,ctrl+left", "Earlier day", "Fill in yesterday.", "fill_in", Scope.DAY),
    Command("day.down", "j,down", "Down", "Down a row.", "move(1)", Scope.DAY, footer=False),
    Command("day.up", "k,up", "Up", "Up a row.", "move(-1)", Scope.DAY, footer=False),
    Command("day.first", "g,home", "First", "First row.", "ends(False)", Scope.DAY, footer=False),
    Command("day.last", "G,end", "Last", "Last row.", "ends(True)", Scope.DAY, footer=False),
    Command("checkin.save", "enter", "Save", "Save; in the weekly tests, go to the next.", "go_on", Scope.CHECKIN),
    Command(
        "checkin.save_now", "ctrl+s", "Save", "Save what is filled in so far.", "save", Scope.CHECKIN, footer=False
    ),
    Command("checkin.depth", "d", "More", "Ask more, or less again: daily or quick.", "depth", Scope.CHECKIN),
    Command("checkin.back", "left_square_bracket,ctrl+left", "Before", "Previous day.", "day(-1)", Scope.CHECKIN),
    Command(
        "checkin.forward",
        "right_square_bracket,ctrl+right",
        "Day after",
        "Next day.",
        "day(1)",
        Scope.CHECKIN,
        False,
    ),
    Command("checkin.close", "escape", "Back", "Go back to where you were; the form is kept.", "leave", Scope.CHECKIN),
    Command("checkin.copy", "equals_sign", "Same", "Copy yesterday's answer to this question.", "copy", Scope.CHECKIN),
    Command("checkin.none", "n", "Nothing new", "Say that no red flag is new.", "no_flags", Scope.CHECKIN),
    Command("checkin.weekly", "w", "Weekly tests", "Do the weekly tests, one by one.", "weekly", Scope.CHECKIN),
    Command("checkin.down", "j,down", "Down", "Next question.", "move(1)", Scope.CHECKIN, footer=False),
    Command("checkin.up", "k,up", "Up", "Previous question.", "move(-1)", Scope.CHECKIN, footer=False),
    Command("checkin.first", "g,home", "First", "First question.", "ends(False)", Scope.CHECKIN, footer=False),
    Command("checkin.last", "G,end", "Last", "Last question.", "ends(True)", Scope.CHECKIN, footer=False),
    Command("checkin.page", "pagedown", "Page down", "Go down a page of questions.", "page(1)", Scope.CHECKIN, False),
    Command("checkin.page_up", "pageup", "Page up", "Go up a page of questions.", "page(-1)", Scope.CHECKIN, False),
    Command(
        "checkin.clear",
        "ctrl+x",
        "Clear form",
        "Empty this form, or stop editing; it asks first.",
        "clear",
        Scope.CHECKIN,
        False,
    ),
    Command("routines.start", "enter", "Start", "Start the selected routine.", "start", Scope.ROUTINES),
    Command("routines.edit", "e", "Change", "Change its times and repetitions, or its steps.", "edit", Scope.ROUTINES),
    Command(
        "routines.eased",
        "i",
        "What eased it",
        "How pain was after each routine, and the next day.",
        "app.go('eased')",
        Scope.ROUTINES,
    ),
    Command(
        "routines.aside",
        "x",
        "Set aside",
        "Leave an exercise out until you have asked someone, or bring it back after that.",
        "set_aside",
        Scope.ROUTINES,
    ),
    Command(
        "routines.delete", "d", "Delete", "Delete a routine of your own; u brings it back.", "delete", Scope.ROUTINES
    ),
    Command("routines.walking", "w", "Walking plan", WALKING, "app.go('walking')", Scope.ROUTINES),
    Command("routines.new", "n", "New", "Make a routine of your own.", "new", Scope.ROUTINES),
    Command("routines.try", "t", "Try out", "Find out in a trial whether it helps you.", "try_out", Scope.ROUTINES),
    Command(
        "routines.precautions",
        "p",
        "Precautions",
        "See and change your answers to the questions before heat, ice or press-ups.",
        "precautions",
        Scope.ROUTINES,
    ),
    Command("routines.copy", "D", "Copy", "Copy it to a routine of your own.", "copy", Scope.ROUTINES),
    Command("routines.cues", "s", "Cues", "Turn bell, flash and voice on or off; try them.", "cues", Scope.ROUTINES),
    Command(
        "routines.more", "pagedown", "Read on", "Scroll down in how it is done.", "scroll(1)", Scope.ROUTINES, False
    ),
    Command(
        "routines.less", "pageup", "Read back", "Scroll up in how it is done.", "scroll(-1)", Scope.ROUTINES, False
    ),
    Command("editor.save", "ctrl+s", "Save", "Save the routine.", "save", Scope.EDITOR),
    Command("editor.add", "a", "Add", "Add a step below.", "add", Scope.EDITOR),
    Command("editor.remove", "d,delete", "Remove", "Remove the selected step.", "remove", Scope.EDITOR),
    Command("editor.up", "K,shift+up", "Up", "Move the selected step up.", "shift(-1)", Scope.EDITOR),
    Command("editor.down", "J,shift+down", "Down", "Move the selected step down.", "shift(1)", Scope.EDITOR),
    Command(
        "editor.default", "r", "Undo my changes", "Go back to the times the app came with.", "default", Scope.EDITOR
    ),
    Command("editor.close", "escape", "Back", "Leave without saving.", "close", Scope.EDITOR),
    Command("session.pause", "space", "Pause", "Pause, or continue.", "pause", Scope.SESSION),
    Command(
        "session.back", "b", "Back", "Go to the start of this step, or the one before.", "did('back')", Scope.SESSION
    ),
    Command("session.next", "n", "Next", "Next step.", "did('next')", Scope.SESSION),
    Command("session.plus", "+,plus", "10 s", "Ten seconds more, or one repetition.", "did('plus')", Scope.SESSION),
    Command("session.minus", "-,minus", "10 s", "Ten seconds less, or one repetition.", "did('minus')", Scope.SESSION),
    Command("session.stop", "s", "Stop", "End the session; what you did is saved.", "did('stop')", Scope.SESSION),
    Command("session.away", "escape", "Leave", "Go to Today; it runs on.", "app.go('today')", Scope.SESSION, False),
    Command("session.on", "enter", "Continue", "Go on after a pause, or after the end.", "go_on", Scope.SESSION, False),
    Command("phase.do", "enter", "Open", "Open the selected sign or row.", "do", Scope.PHASE),
    Command("phase.more", "pagedown", "More", "Scroll down a page.", "scroll(1)", Scope.PHASE),
    Command("phase.less", "pageup", "Page up", "Scroll up a page.", "scroll(-1)", Scope.PHASE, footer=False),
    Command("phase.episode", "e", "Episode", "Change this episode, end it, or start the next.", "episode", Scope.PHASE),
    Command(
        "phase.page",
        "p",
        "Clinician’s page",
        PAGE,
        "app.go('page')",
        Scope.PHASE,
    ),
    Command("phase.walking", "w", "Walking", WALKING, "app.go('walking')", Scope.PHASE),
    Command(
        "phase.since",
        "v",
        "Since last visit",
        "See what has changed since your last visit, and your questions for the next.",
        "app.go('since')",
        Scope.PHASE,
    ),
    Command("phase.down", "j,down", "Down", "Down a row.", "move(1)", Scope.PHASE, footer=False),
    Command("phase.up", "k,up", "Up", "Up a row.", "move(-1)", Scope.PHASE, footer=False),
    Command("phase.first", "g,home", "First", "First row.", "ends(False)", Scope.PHASE, footer=False),
    Command("phase.last", "G,end", "Last", "Last row.", "ends(True)", Scope.PHASE, footer=False),
    Command("trends.open", "enter", "Open", "Open this day's entry in History.", "open", Scope.TRENDS),
    Command(
        "trends.view",
        "v",
        "View",
        "The next view: chart, where it hurt, week by week, what goes with it.",
        "view",
        Scope.TRENDS,
    ),
    Command("trends.range", "r", "Range", "Show more or fewer days: from 2 weeks to all.", "range", Scope.TRENDS),
    Command(
        "trends.over", "o", "Overlay", "Show leg and back pain together, or both sides of a test.", "over", Scope.TRENDS
    ),
    Command("trends.left", "left,h", "Day before", "Previous day.", "step(-1)", Scope.TRENDS),
    Command("trends.right", "right,l", "Day after", "Next day.", "step(1)", Scope.TRENDS, footer=False),
    Command("trends.play", "space", "Replay", "Play the days one after another.", "play", Scope.TRENDS),
    Command("trends.maximize", "m", "Maximise", "Hide the list, or show it again.", "maximise", Scope.TRENDS),
    Command("trends.copy", "y", "Copy", "Copy the numbers that are shown.", "copy_numbers", Scope.TRENDS),
    Command("trends.write", "w", "Picture", "Save the chart as a picture (SVG).", "write", Scope.TRENDS),
    Command("trends.try", "t", "Try out", "Find out in a trial what helps you.", "try_out", Scope.TRENDS),
    Command("trends.down", "j,down", "Down", "Next measure.", "measure(1)", Scope.TRENDS, footer=False),
    Command("trends.up", "k,up", "Up", "Previous measure.", "measure(-1)", Scope.TRENDS, footer=False),
    Command("trends.first", "g,home", "First", "First measure.", "ends(False)", Scope.TRENDS, footer=False),
    Command("trends.last", "G,end", "Last", "Last measure.", "ends(True)", Scope.TRENDS, footer=False),
    Command("history.open", "enter", "Open", "Read the whole entry, or edit it where it shows.", "open", Scope.HISTORY),
    Command("history.edit", "e", "Edit", "Correct the entry.", "edit", Scope.HISTORY),
    Command("history.delete", "d", "Delete", "Delete the entry; u brings it back.", "delete", Scope.HISTORY),
    Command(
        "history.add",
        "n",
        "Add",
        "Add a check-in, medication, scan, event, visit or question for this day.",
        "add",
        Scope.HISTORY,
    ),
    Command("history.search", "slash", "Search", "Find entries by their words.", "search", Scope.HISTORY),
    Command("history.filter", "f", "Kind", "Show one kind of entry, then the next.", "filter", Scope.HISTORY),
    Command("history.swap", "tab", "Calendar/list", "Switch between the calendar and the list.", "swap", Scope.HISTORY),
    Command("guide.search", "slash", "Search", "Search all pages.", "search", Scope.GUIDE),
    Command("guide.link", "tab", "Links", "Next link on the page.", "link(1)", Scope.GUIDE),
    Command("guide.follow", "enter", "Follow", "Follow the selected link.", "follow", Scope.GUIDE),
    Command("guide.back", "backspace", "Back", "Go back to where you were.", "back", Scope.GUIDE),
    Command("guide.next", "right_square_bracket", "Next page", "Next page.", "turn(1)", Scope.GUIDE),
    Command("guide.previous", "left_square_bracket", "Page before", "Previous page.", "turn(-1)", Scope.GUIDE),
    Command("guide.link_before", "shift+tab", "Link before", "Previous link.", "link(-1)", Scope.GUIDE, False),
    Command("guide.down", "j,down", "Down", "Go down a line, or to the next in a list.", "move(1)", Scope.GUIDE, False),
    Command("guide.up", "k,up", "Up", "Go up a line, or to the one before.", "move(-1)", Scope.GUIDE, False),
    Command("guide.on", "space,pagedown", "Page down", "Scroll down a screen.", "leaf(1)", Scope.GUIDE, False),
    Command("guide.up_page", "pageup", "Page up", "Scroll up a screen.", "leaf(-1)", Scope.GUIDE, False),
    Command("guide.top", "g,home", "Top", "Go to the top of the page.", "ends(False)", Scope.GUIDE, False),
    Command("guide.end", "G,end", "End", "Go to the end of the page.", "ends(True)", Scope.GUIDE, False),
    Command("guide.contents", "h,left", "Contents", "Go to the list of pages.", "side(False)", Scope.GUIDE, False),
    Command("guide.text", "l,right", "Page", "Go to the text of the page.", "side(True)", Scope.GUIDE, False),
    Command("flags.toggle", "space", "Mark", "Mark or unmark this one as new.", "mark", Scope.RED_FLAGS),
    Command("flags.none", "n", "Nothing new", "Say that nothing here is new.", "none", Scope.RED_FLAGS),
    Command("flags.confirm", "enter", "Done", "Save the marks and see what to do.", "confirm", Scope.RED_FLAGS),
    Command("flags.down", "j,down", "Down", "Down a row.", "move(1)", Scope.RED_FLAGS, footer=False),
    Command("flags.up", "k,up", "Up", "Up a row.", "move(-1)", Scope.RED_FLAGS, footer=False),
    Command("flags.first", "g,home", "First", "First row.", "ends(False)", Scope.RED_FLAGS, footer=False),
    Command("flags.last", "G,end", "Last", "Last row.", "ends(True)", Scope.RED_FLAGS, footer=False),
    Command("flags.close", "escape", "Back", "Leave without an answer.", "close", Scope.RED_FLAGS),
    Command("action.seen", "s", "Seen by a clinician", "Say that a clinician has seen this.", "seen", Scope.ACTION),
    Command("action.mistake", "m", "A mistake", "Say that it was marked by mistake.", "mistake", Scope.ACTION),
    Command("action.more", "a", "Add another", "Mark another red flag that is new.", "more", Scope.ACTION),
    Command("action.number", "n", "Your number", "Enter a number to call, to be shown here.", "number", Scope.ACTION),
    Command("action.down", "j,down", "Down", "Scroll down.", "scroll(1)", Scope.ACTION, footer=False),
    Command("action.up", "k,up", "Up", "Scroll up.", "scroll(-1)", Scope.ACTION, footer=False),
    Command("action.close", "escape", "Back", "Go back to the app; this stays open.", "close", Scope.ACTION),
    Command("import.decide", "enter", "Decide", "Say what a column with a ? means, or import.", "decide", Scope.IMPORT),
    Command("import.change", "c", "Change", "Say what the column means, or leave it out.", "change", Scope.IMPORT),
    Command("import.take", "t,ctrl+s", "Import", "Import what is shown.", "take", Scope.IMPORT),
    Command("import.down", "j,down", "Down", "Next column.", "move(1)", Scope.IMPORT, footer=False),
    Command("import.up", "k,up", "Up", "Previous column.", "move(-1)", Scope.IMPORT, footer=False),
    Command("import.on", "space,pagedown", "Read on", "Scroll down in what it brings.", "leaf(1)", Scope.IMPORT),
    Command("import.off", "pageup", "Read back", "Scroll up in what it brings.", "leaf(-1)", Scope.IMPORT, False),
    Command("import.close", "escape", "Back", "Leave without importing anything.", "close", Scope.IMPORT),
    Command("settings.do", "enter", "Open", "Change or open what the row says.", "do", Scope.SETTINGS),
    Command("settings.try", "t,ctrl+t", "Try the cue", "Hear or see the cue of this row.", "try", Scope.SETTINGS),
    Command("settings.down", "j,down,tab", "Down", "Next setting.", "move(1)", Scope.SETTINGS, footer=False),
    Command("settings.up", "k,up,shift+tab", "Up", "Previous setting.", "move(-1)", Scope.SETTINGS, footer=False),
    Command("settings.first", "g,home", "First", "First setting.", "ends(False)", Scope.SETTINGS, footer=False),
    Command("settings.last", "G,end", "Last", "Last setting.", "ends(True)", Scope.SETTINGS, footer=False),
    Command("settings.close", "escape", "Back", "Go back to where you were.", "app.leave", Scope.SETTINGS),
    *(
        Command(f"{scope.name.lower()}.checkin", "c", "Check in", "Log how you are now.", "check_in", scope)
        for scope in (Scope.TRENDS, Scope.ROUTINES, Scope.PHASE, Scope.HISTORY, Scope.GUIDE, Scope.SETTINGS)
    ),
)


MOTIONS = frozenset(
    ("day", "ends", "last", "leaf", "link", "measure", "move", "page", "scroll", "side", "step", "turn")
)
"""The actions that only move on a screen; they are keys, not something to look for."""

BY_ID: Mapping[str, Command] = {command.id: command for command in COMMANDS}


def mode_command(mode: Mode) -> Command:
    """Return the command that goes to a mode."""
    return next(command for command in COMMANDS if command.id == f"mode.{mode.name}")


NO_MOVES: Mapping[str, str] = MappingProxyType({})


def keys_of(command: Command, moved: Mapping[str, str] = NO_MOVES) -> tuple[str, ...]:
    """List a command's keys by Textual's names; `moved` has those that the person put on other keys: id → keys.

    The keys it is moved to replace `keys`; those in `always` stay, unless it has no others.
    """
    usual, fixed = (command.keys, command.always) if command.keys else (command.always, "")
    return tuple(key for keys in (moved.get(command.id, usual), fixed) for key in keys.split(",") if key)


def in_scope(scope: Scope) -> tuple[Command, ...]:
    """List the commands of one scope, in the order of the table."""
    return tuple(command for command in COMMANDS if command.scope is scope)


def title_of(command: Command) -> str:
    """Return its words, or its tooltip where another command of its scope has the same words."""
    namesakes = sum(candidate.words == command.words for candidate in in_scope(command.scope))
    return command.tooltip.rstrip(".") if namesakes > 1 else command.words


def key_words(command: Command, moved: Mapping[str, str] = NO_MOVES) -> tuple[str, ...]:
    """List its keys as a person reads them, each once: `[`, `^r`, `⏎`. See `keys_of`."""
    return tuple(dict.fromkeys(key_word(key) for key in keys_of(command, moved)))


def with_keys(text: str, moved: Mapping[str, str] = NO_MOVES) -> str:
    """Put the key of a command where its id stands in braces, `{undo}`. Raises KeyError for an unknown id."""
    return re.sub(r"\{([a-z_.]+)\}", lambda match: key_words(BY_ID[match[1]], moved)[0], text)
