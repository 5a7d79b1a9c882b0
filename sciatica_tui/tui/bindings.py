"""The table of commands as Textual and the two lines of keys, at the top and at the bottom, take it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from textual.binding import Binding, BindingType
from textual.screen import Screen

from ..services import commands
from ..services.commands import Scope
from .widgets.command_bar import Offer

KEPT = 4
"""How many commands stay in a footer whatever the width: undo, red flags, help, quit."""


def scope_of(screen: Screen[Any]) -> Scope | None:
    """The scope of its commands; None for a dialog, which takes every key itself."""
    return getattr(screen, "SCOPE", None)


def is_of_mode(screen: Screen[Any]) -> bool:
    """Whether it is the screen of a mode, from which one goes to any other."""
    return hasattr(screen, "MODE")


def bindings(scope: Scope) -> list[BindingType]:
    """Textual's bindings for the commands of a scope; what may be moved has the command's id."""
    return [
        Binding(keys, c.action, c.words, show=c.footer, tooltip=c.tooltip, priority=first, id=name)
        for c in commands.in_scope(scope)
        for keys, first, name in ((c.keys, False, c.id), (c.always, True, f"{c.id}.always" if c.keys else c.id))
        if keys
    ]


def strip_of(keys: Mapping[str, str], place: int = 0) -> tuple[tuple[str, str, str], ...]:
    """The modes for the strip at the top: name, key, words. `place` is which of its keys, -1 for the last.

    `keys` are the commands on other keys.
    """
    return tuple(
        (mode.name, commands.key_words(commands.mode_command(mode), keys)[place], mode.words) for mode in commands.MODES
    )


def offers(scopes: Iterable[Scope], keys: Mapping[str, str]) -> tuple[Offer, ...]:
    """What a footer names; `keys` are the commands on other keys."""
    return tuple(
        (commands.key_words(c, keys)[0], c.words, c.action)
        for place in scopes
        for c in commands.in_scope(place)
        if c.footer
    )
