"""What opens from a criterion or a sign: why it is judged as it is."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Container

from ...domain.assessment.assess import Assessment
from ...domain.assessment.phrases import SIGN_WORDS
from ...domain.views.sections import Block
from ...domain.views.sign_explanation import explain
from ...domain.views.summary import sign_glyph, sign_words
from ..widgets.sections_view import FactSheet
from .dialogs import Page


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
        self.set_class(bool(self._explanation.other_measures), "-in-columns")

    def parts(self) -> ComposeResult:
        explanation = self._explanation
        yield FactSheet((explanation.in_short,))
        if explanation.lead is not None:
            with Container(classes="sign-measures"):
                yield FactSheet((explanation.lead,))
                if explanation.other_measures:
                    yield FactSheet(explanation.other_measures)
        if explanation.sources is not None:
            yield FactSheet((explanation.sources,))
