"""Moving from question to question: a letter goes past those that take letters as text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

from textual.events import Key

from ..widgets.fields.field import Field

PASSING = "j and k pass by what takes words: the arrows and Tab go there."


class Moving:
    """A form's screen: a moving letter goes past the questions that take words, where the next one would be typed."""

    _by_letter = False
    _has_said_passing = False

    def on_key(self, event: Key) -> None:
        self._by_letter = event.is_printable

    def reachable(self, fields: Sequence[Field[Any]]) -> list[Field[Any]]:
        """Return the questions that the key just pressed can move to: all, or by a letter those that take no words."""
        return [field for field in fields if not (self._by_letter and field.TAKES_WORDS)]

    def neighbour(
        self, fields: Sequence[Field[Any]], field: Field[Any] | None, steps: int, say: Callable[[str], object]
    ) -> Field[Any] | None:
        """Return the question that the key moves to from one, or from none; None at the ends.

        The first time that questions are passed by, `say` which keys go there: words typed here would be commands.
        """
        index = fields.index(field) if field is not None else -1
        ahead = fields[index + 1 :] if steps > 0 else fields[: max(index, 0)][::-1]
        there = next(iter(self.reachable(ahead)), None)
        if ahead and there is not ahead[0] and not self._has_said_passing:
            self._has_said_passing = True
            say(PASSING)
        return there


def following(fields: Sequence[Field[Any]], field: Field[Any]) -> Field[Any]:
    """Return the question after one, or itself where it is the last."""
    return next((after for before, after in pairwise(fields) if before is field), field)


def follow_answer(event: Field.Done, fields: Sequence[Field[Any]]) -> None:
    """Tell the question after one that is done that it was moved on to, unless Enter did that or none comes after.

    Of a question that has been taken away meanwhile, as for another depth, nothing follows.
    """
    after = following(fields, event.field)
    if after is not event.field and not event.by_enter:
        after.follow_answer()
