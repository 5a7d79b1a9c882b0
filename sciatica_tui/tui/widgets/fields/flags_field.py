"""The question of a check-in about red flags.

Tests: `tests/tui/screens/test_check_in_quick.py`.
"""

from __future__ import annotations

from ....domain.red_flags.flags import describe_flags
from ....domain.text.grammar import cut
from ..spot import Line, Spot, width_of
from .field import Field

NONE_NEW = "Nothing new"
NONE_HIT, LIST_HIT = 0, 1
"""The hits of “nothing new”, and of what shows the list."""
BEFORE_LIST = Spot("   ")
LEFT_OPEN = "   left open: not asked"


class FlagsField(Field[tuple[str, ...]]):
    """The line of the red flags: one key says that none is new."""

    none_key, list_key = "n", "!"
    none_words = ""
    """What the key that denies all of them says; the first time that is no matter of what is new."""
    earlier: tuple[str, ...] | None = None
    """What was answered earlier today, None for nothing: then they need no answer here."""

    def answer_lines(self, width: int) -> list[Line]:
        their_list, briefly = (
            [BEFORE_LIST, Spot(f" {self.list_key}", "key", LIST_HIT), Spot(words, "option", LIST_HIT)]
            for words in (" show them ", " show ")
        )
        if self.value is None and self.earlier is not None:
            room = width - width_of(their_list)
            if self.earlier:
                words = cut(f" ‼ today: {_marked(self.earlier)}", room)
                return [[Spot(words, "answer", LIST_HIT), *their_list]]
            asked = Spot(" ✓ asked today", "faint")
            return [
                _longest(
                    width, [asked, Spot(": none marked", "faint"), *their_list], [asked, *their_list], [asked, *briefly]
                )
            ]
        if self.value is None:
            none = [Spot(f" {self.none_key}", "key", NONE_HIT), Spot(f" {self.none_words}", "option", NONE_HIT)]
            left_open = Spot(LEFT_OPEN, "faint")
            return [_longest(width, [*none, *their_list, left_open], [*none, *their_list], [*none, *briefly])]
        if not self.value:
            return [[Spot(f" ✓ {self.none_words}", "answer")]]
        return [[Spot(cut(f" ‼ {_marked(self.value)}", width), "answer", LIST_HIT)]]

    def click(self, hit: int) -> None:
        if hit == NONE_HIT:
            self.answer(())
        else:
            self.app.call_later(self.run_action, "app.red_flags")

    def words(self, value: tuple[str, ...]) -> tuple[str, ...]:
        return (_marked(value), f"{len(value)} new")


def _longest(width: int, *lines: Line) -> Line:
    """The first of the lines that fits, or else the last."""
    return next((line for line in lines if width_of(line) <= width), lines[-1])


def _marked(names: tuple[str, ...]) -> str:
    """The red flags that were marked, how many first where they are several."""
    return f"{len(names)} new: {describe_flags(names)}" if len(names) > 1 else describe_flags(names)
