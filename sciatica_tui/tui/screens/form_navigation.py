"""Moving from question to question: by a letter to one that takes words, it rests until Enter begins the typing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from textual.events import Key

from ..widgets.fields.field import Field


class Moving:
    """A form's screen: a moving letter stops at a question that takes words without being typed into it."""

    _by_letter = False

    def on_key(self, event: Key) -> None:
        self._by_letter = event.is_printable

    def move_to(self, field: Field[Any]) -> None:
        """Go to the question that the key just pressed moves to."""
        if self._by_letter and field.TAKES_WORDS:
            field.rest()
        else:
            field.focus()


def neighbour(fields: Sequence[Field[Any]], field: Field[Any] | None, steps: int) -> Field[Any] | None:
    """Return the question after one, or before it; the first where there is none to go from; None at the ends."""
    index = fields.index(field) + steps if field is not None else 0
    return fields[index] if 0 <= index < len(fields) else None


def following(fields: Sequence[Field[Any]], field: Field[Any]) -> Field[Any]:
    """Return the question after one, or itself where it is the last."""
    return next((after for before, after in pairwise(fields) if before is field), field)


def hand_on(digit: str, field: Field[Any]) -> None:
    """Answer a question with the digit that showed that the answer before was whole; say so where it is none here."""
    if not field.press(digit, digit):
        field.say(f"{digit} is no answer to “{field.label}”.")


def follow_answer(event: Field.Done, fields: Sequence[Field[Any]]) -> None:
    """Tell the question after one that is done that it was moved on to, unless Enter did that or none comes after.

    Of a question that has been taken away meanwhile, as for another depth, nothing follows.
    """
    after = following(fields, event.field)
    if after is not event.field and not event.by_enter:
        after.follow_answer()
