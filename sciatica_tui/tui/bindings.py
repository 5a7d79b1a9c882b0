"""The table of commands in the shapes that Textual, the strip of modes, the footer and the palette need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from textual.binding import Binding, BindingType
from textual.screen import Screen

from ..services import commands
from ..services.commands import Command, Scope
from ..services.modes import MODES
from .widgets.command_bar import Offer

LASTING_OFFERS = 4
"""How many commands stay in a footer whatever its width: undo, red flags, help, quit."""

STEPS: list[BindingType] = [Binding("j", "step(1)", show=False), Binding("k", "step(-1)", show=False)]
ENDS: list[BindingType] = [Binding("g", "ends(False)", show=False), Binding("G", "ends(True)", show=False)]
"""The letters that move through every list, for those whose keys are no commands of the table."""


def scope_of(screen: Screen[Any]) -> Scope | None:
    """Return the scope of a screen's commands; None for a dialog, which takes every key itself."""
    return getattr(screen, "SCOPE", None)


def is_of_mode(screen: Screen[Any]) -> bool:
    """Whether a screen is that of a mode, from which any other can be reached."""
    return hasattr(screen, "MODE")


def leads_to_red_flags(screen: Screen[Any]) -> bool:
    """Whether the red flags can be opened over a screen: of a mode, or a page of questions about the body."""
    return is_of_mode(screen) or getattr(screen, "LEADS_TO_RED_FLAGS", False)


def bindings(scope: Scope) -> list[BindingType]:
    """Return Textual's bindings for the commands of a scope; a key that the person may move has the command's id."""
    return [
        Binding(keys, c.action, c.words, show=c.footer, tooltip=c.tooltip, priority=first, id=name)
        for c in commands.in_scope(scope)
        for keys, first, name in ((c.keys, False, c.id), (c.always, True, f"{c.id}.always" if c.keys else c.id))
        if keys
    ]


def strip_of(keys: Mapping[str, str], key_index: int = 0) -> tuple[tuple[str, str, str], ...]:
    """Return the modes for the strip at the top: name, key, words.

    `keys` are the commands that the person put on other keys; `key_index` is which key of a mode, -1 for the last.
    """
    return tuple(
        (mode.name, commands.key_words(commands.mode_command(mode), keys)[key_index], mode.words) for mode in MODES
    )


def offers(scopes: Iterable[Scope], keys: Mapping[str, str]) -> tuple[Offer, ...]:
    """Return what a footer names: key, words, action; `keys` are the commands that the person put on other keys."""
    return tuple(command_offer(c, keys) for scope in scopes for c in commands.in_scope(scope) if c.footer)


def offers_and_help(scope: Scope, keys: Mapping[str, str]) -> tuple[Offer, ...]:
    """Return what the footer of a screen over the modes names, and the help at its end."""
    return (*offers((scope,), keys), command_offer(commands.BY_ID["help"], keys))


def offers_while_typing(scopes: Iterable[Scope], keys: Mapping[str, str]) -> tuple[Offer, ...]:
    """Return what a footer names while letters are typed: the commands that have a key which is none, by that key."""
    key_words = (
        (command, commands.key_words(command, keys)) for scope in scopes for command in commands.in_scope(scope)
    )
    offers = ((next(filter(_is_no_letter, words), ""), command) for command, words in key_words if command.footer)
    return tuple((key, command.words, command.action) for key, command in offers if key)


def _is_no_letter(key: str) -> bool:
    """Whether a key, as a person reads it, neither types nor moves within a text."""
    return len(key) > 1 and key.isascii()


def command_offer(command: Command, keys: Mapping[str, str]) -> Offer:
    """Return what a footer names of a command: key, words, action."""
    return commands.key_words(command, keys)[0], command.words, command.action


def offer_now(name: str, screen: Screen[Any], *, typing: bool = False) -> Offer:
    """Return what a footer names of a command that is bound over a screen, with the key it has now.

    `typing`: letters and signs are typed there, so that it is the key that stays whatever was moved.
    """
    command = commands.BY_ID[name]
    if typing:
        return commands.key_words(command, {})[-1], command.words, command.action
    keys = (key for key, active in screen.active_bindings.items() if active.binding.id == name)
    return command_offer(command, {name: ",".join(keys)})


def is_allowed(action: str, screen: Screen[Any]) -> bool:
    """Whether an action of the app can be had on a screen; for the palette that is the screen that it lies over."""
    scope = scope_of(screen)
    match action:
        case "go":
            return is_of_mode(screen)
        case "red_flags":
            return leads_to_red_flags(screen)
        case "undo" | "redo":
            # A running session's keys act on it; what is saved is undone where the footer names the key and it shows.
            return (is_of_mode(screen) and scope is not Scope.SESSION) or scope is Scope.ACTION
        case "help":
            return scope is not None or getattr(screen, "LEADS_TO_HELP", False)
        case "command_palette":
            return scope is not None
    return True
