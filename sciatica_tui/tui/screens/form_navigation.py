"""Moving from question to question by letters, past those that take letters as text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from textual.events import Key

from ...services import commands
from ...services.commands import Scope
from ..widgets.fields.field import Field


class Moving:
    """A form's screen: a text that a moving letter comes upon is marked, and only another key begins to type."""

    _by_letter = False

    def on_key(self, event: Key) -> None:
        self._by_letter = event.is_printable

    def move_to(self, field: Field[Any], letters: Iterable[str]) -> None:
        """Give the focus to a question; `letters` are the keys that go on moving."""
        if self._by_letter:
            field.mark(letters)
        else:
            field.focus()


def follow_answer(event: Field.Done, fields: Sequence[Field[Any]]) -> None:
    """Tell the question after one that is done that it was moved on to, unless Enter did that or none comes after.

    Of a question that has been taken away meanwhile, as for another depth, nothing follows.
    """
    after = next((after for before, after in pairwise(fields) if before is event.field), None)
    if after is not None and not event.by_enter:
        after.follow_answer()


def moving_keys(scope: Scope, moved: Mapping[str, str]) -> frozenset[str]:
    """The keys that move within a screen; `moved` are the commands that the person put on other keys."""
    moves = (c for c in commands.in_scope(scope) if c.action.startswith(("move(", "ends(")))
    return frozenset(key for command in moves for key in commands.keys_of(command, moved))
