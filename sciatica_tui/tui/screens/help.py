"""What a screen is for and what its keys do, from the table of commands; and the way to its page of the guide."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widgets import Static

from ...domain.assessment.verdict_style import sign_legend, state_legend
from ...guide.markup import slug
from ...services.commands import MOTIONS, Command, Scope, in_scope, key_words, with_keys
from ..messages import GuideWanted
from ..widgets.command_bar import action_path
from ..widgets.hanging_rows import HangingRows
from ..widgets.hover import Hovering, hit_of, hit_style
from .dialogs import Page

ABOUT: dict[Scope, str] = {
    Scope.ANYWHERE: (
        "Arrows and j k move, h l change a value, Tab moves on, Esc leaves a text field. Click a row to select it, and "
        "click again to open it. You can also click the keys in the bottom line and the lines below."
    ),
    Scope.TODAY: (
        "How you are doing, what is left to do today, and the last seven days. Enter does what the selected row says."
    ),
    Scope.DAY: (
        "What you logged today, a form you left half filled, the days before and those you missed, and whether the "
        "weekly tests are due. Enter does what the selected row says; {day.checkin} opens the form, for the "
        "selected day if you missed it. Here digits switch screens; in the form they answer."
    ),
    Scope.CHECKIN: (
        "Everything is optional and nothing is filled in for you: what you leave open counts as unknown, not as zero. "
        "A digit answers and moves on, t is ten, y and n are yes and no, backspace clears an answer. Quick "
        "asks three things; {checkin.depth} shows the daily questions, {checkin.weekly} the weekly tests, one at a "
        "time. Yesterday's answer is shown faintly at the end of a line; only {checkin.copy} copies it. The form is "
        "saved as you type, even if the terminal closes."
    ),
    Scope.TRENDS: (
        "Pick a measure on the left; its chart is on the right, with days as dots, your usual level as a line and its "
        "likely range as a band. A day without an entry is a gap, never a zero. {trends.view} shows the other views "
        "of the same data: where it hurt, week by week, what goes with it. {trends.range} changes the days shown, "
        "{trends.left} and {trends.right} move the cursor from day to day."
    ),
    Scope.ROUTINES: (
        "Routines for your phase first, then all. On the right: how to do it, what it should feel like, when to stop. "
        "On a day without a check-in, only the gentlest is suggested."
    ),
    Scope.EDITOR: (
        "The steps of a routine, in the order you do them: how long you hold each, and how often. {editor.default} "
        "gives one of the app's routines its usual times back. Nothing changes until you save."
    ),
    Scope.SESSION: (
        "Hands free: the digits count seconds down and repetitions up, with a short cue at 3, 2, 1 and another at the "
        "end. It keeps running "
        "while you look at another screen. If the computer stalls for more than five seconds, it pauses and says so."
    ),
    Scope.PHASE: (
        "The phase you are in, and what it takes to reach the next one, with the numbers behind it: "
        f"{state_legend()}. Below, the seven signs: {sign_legend()}. Enter opens one and says why. The app proposes a "
        f"phase; only you change it."
    ),
    Scope.HISTORY: (
        "The calendar has a cell for each day with its pain, in the colour that the line below names; a dot means "
        "that nothing was logged. The list has every entry, the newest first."
    ),
    Scope.GUIDE: "What is known about sciatica, and how the app judges. Move in the list of its pages to show one.",
    Scope.RED_FLAGS: (
        "Signs that need a clinician. {flags.toggle} marks what is new; {flags.none} says nothing is new. Leaving "
        "everything unmarked is not an answer."
    ),
    Scope.SETTINGS: (
        "Every change takes effect at once and is saved in the settings file, which you can also edit by hand. "
        "Enter or h l change a value, backspace puts it back to its usual one, {settings.try} tries a cue."
    ),
    Scope.IMPORT: (
        "What each column of the file means, how the app can tell, and what the import brings. A column with a ? may "
        "mean something else: press Enter on it to decide. Nothing is imported until {import.take}; {undo} undoes "
        "the whole import."
    ),
    Scope.ACTION: "What to do now, and how to end the red flag.",
}

APP = "app."
LEAST_KEYS_WIDTH, AFTER_KEYS = 8, 2
"""Cells before the words of a command at least, and those between the longest keys and the words."""

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


def _ranked(scope: Scope) -> list[Command]:
    """First what does something, then the screens, last what only moves about."""

    def rank(command: Command) -> int:
        return 2 if command.action.partition("(")[0] in MOTIONS else int(command.id.startswith("mode."))

    return sorted(in_scope(scope), key=rank)


def _app_action(command: Command) -> str:
    """The name of the app's action that a command is; empty where it is the screen's own."""
    return command.action.removeprefix(APP).partition("(")[0] if command.action.startswith(APP) else ""


def keys_width(rows: Iterable[tuple[str, str]]) -> int:
    """Return the cells before the words of commands."""
    return max(LEAST_KEYS_WIDTH, *(len(keys) + AFTER_KEYS for keys, _ in rows))


class CommandRows(Hovering, HangingRows):
    """Commands with their keys, each of which a click runs."""

    @dataclass
    class Chosen(Message):
        """A command was clicked."""

        action: str

    def __init__(self, rows: tuple[tuple[str, str], ...], actions: tuple[str, ...]) -> None:
        super().__init__(rows, indent=keys_width(rows))
        self._actions = actions

    def render(self) -> Content:
        lines = super().render().split("\n")
        starts = (heading.strip() for heading, _ in self.lines_of(self.rows, self.content_size.width))
        numbers = accumulate(map(bool, starts))
        return Content("\n").join(
            line.stylize(hit_style(self._actions[number - 1])) for number, line in zip(numbers, lines, strict=True)
        )

    def on_click(self, event: Click) -> None:
        action = hit_of(event)
        if isinstance(action, str):
            self.post_message(self.Chosen(action))


class HelpPage(Page):
    """Help, from which the guide is one key away, and every command a click."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("7,f7", "guide", show=False, id="mode.guide"),
        Binding("question_mark", "dismiss", "Close", id="help"),
    ]

    def __init__(self, scope: Scope, keys: Mapping[str, str], is_allowed: Callable[[str], bool] = bool) -> None:
        """`keys` are the commands that the person put on other keys; `is_allowed` tells which of the app's actions
        can be had on the screen below, all if it is not given.
        """
        super().__init__(f"Help · {scope.value}")
        self._scope = scope
        self._keys = keys
        self._is_allowed = is_allowed

    def parts(self) -> ComposeResult:
        """The purpose of the screen, its keys, and those that work everywhere."""
        to_the_guide = ("More about this in the guide", "@click=screen.guide")
        yield Static(Content(f"{with_keys(ABOUT[self._scope], self._keys)}\n"))
        key = f"{with_keys('{mode.guide}', self._keys):<{keys_width(self._rows(self._scope))}}"
        with Container(id="help-columns"):
            with Vertical():
                yield Static(Content.assemble((key, "bold"), to_the_guide))
                yield self._commands(self._scope)
            if self._scope is not Scope.ANYWHERE:
                with Vertical():
                    yield Static(Content.assemble(("Everywhere", "bold"), f"\n{ABOUT[Scope.ANYWHERE]}\n"))
                    yield self._commands(Scope.ANYWHERE)

    def _commands(self, scope: Scope) -> CommandRows:
        return CommandRows(self._rows(scope), tuple(command.action for command in self._commands_of(scope)))

    def _commands_of(self, scope: Scope) -> list[Command]:
        """The commands of a scope that can be had on the screen below."""
        app_actions = {command.id: _app_action(command) for command in _ranked(scope)}
        return [c for c in _ranked(scope) if not app_actions[c.id] or self._is_allowed(app_actions[c.id])]

    def _rows(self, scope: Scope) -> tuple[tuple[str, str], ...]:
        commands = self._commands_of(scope)
        return tuple((" ".join(key_words(command, self._keys)), command.tooltip) for command in commands)

    @on(CommandRows.Chosen)
    def _run(self, event: CommandRows.Chosen) -> None:
        """Close the help and run a command on the screen below."""
        self.dismiss()
        self.app.call_later(self.app.run_action, action_path(event.action))

    def action_guide(self) -> None:
        """Close the help and open the guide's page."""
        self.dismiss()
        self.app.post_message(GuideWanted(guide_page(self._scope)))
