"""A question in a whole sentence, for what must not be cut short or misread."""

from __future__ import annotations

from textwrap import wrap

from ....domain.text.visible import visible_line
from ..spot import Line, Spot
from .basic import ChoiceField
from .controls import fitted

ANSWER_COLUMN = 50
"""Where the answers start beside sentences alone at most; in a narrower place they stand below them."""

ANSWER_WIDTH = 14


class QuestionField(ChoiceField[bool]):
    """Yes or no. The sentence is shown whole."""

    def __init__(self, name: str, sentence: str, *, value: bool | None = None) -> None:
        super().__init__(name, sentence, ((True, "yes"), (False, "no")), value=value)
        self.label_cells = ANSWER_COLUMN

    def _lines(self, width: int) -> list[Line]:
        beside = width >= self.label_cells + ANSWER_WIDTH
        room = max((self.label_cells if beside else width) - 2, 10)
        words = wrap(visible_line(self.label), room - 1)  # no line of it touches the answers
        marks = ["› " if self.has_focus else "  ", *("  " for _ in words[1:])]
        lines: list[Line] = [
            [Spot(mark, "key"), Spot(fitted(text, room), "label")] for mark, text in zip(marks, words, strict=True)
        ]
        answers = self.answer_lines(ANSWER_WIDTH if beside else room)
        if beside:
            lines[-1] += answers[0]
            return lines
        return [*lines, *([Spot("  "), *line] for line in answers)]
