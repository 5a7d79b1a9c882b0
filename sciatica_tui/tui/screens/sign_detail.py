"""What opens from a criterion or a sign: why it is judged as it is."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import Container

from ...domain.assessment.assess import Assessment
from ...domain.assessment.phrases import SIGN_WORDS
from ...domain.views.sections import Block
from ...domain.views.sign_explanation import explain
from ...domain.views.summary import sign_glyph, sign_words
from ..widgets.sections_view import FactSheet, lines
from .dialogs import Page

COLUMN = 72
"""Cells of a column in a huge window, as the stylesheet gives them."""


class FactPage(Page):
    """Blocks of facts to read."""

    def __init__(self, title: str, blocks: tuple[Block, ...]) -> None:
        super().__init__(title)
        self._blocks = blocks

    def parts(self) -> ComposeResult:
        yield FactSheet(self._blocks)


class SignPage(Page):
    """Say how a sign stands, then the measures with their numbers and checks; in a huge window in two columns."""

    def __init__(self, assessment: Assessment, number: int) -> None:
        """`number` is the position of the sign among the seven, from 0."""
        sign = assessment.signs[number]
        glyph, words = sign_glyph(sign, locked=assessment.locked), sign_words(sign, locked=assessment.locked)
        super().__init__(f"{glyph} {SIGN_WORDS[sign.sign]} · {words}")
        self._explanation = explain(sign, assessment.digest, assessment.on, locked=assessment.locked)
        self.set_class(len(self._explanation.measures) > 1, "-in-columns")

    def parts(self) -> ComposeResult:
        explanation = self._explanation
        yield FactSheet((explanation.in_short,))
        with Container(classes="sign-measures"):
            for blocks in _halves(explanation.blocks[1:]):
                yield FactSheet(blocks)


def _halves(blocks: tuple[Block, ...]) -> Iterator[tuple[Block, ...]]:
    """The blocks in their order in two columns of about the same height; of one or two measures a column each."""
    heights = [len(lines((block,), COLUMN)) for block in blocks]
    at = min(range(1, len(blocks) + 1), key=lambda at: max(sum(heights[:at]), sum(heights[at:])), default=0)
    yield from filter(None, (blocks[:at], blocks[at:]))
