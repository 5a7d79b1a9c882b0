"""The page of one sign: why it is judged as it is."""

from __future__ import annotations

from textual.app import ComposeResult

from ...domain.assessment.assess import Assessment
from ...domain.assessment.phrases import SIGN_WORDS
from ...domain.views.sign_explanation import sign_blocks
from ...domain.views.summary import sign_glyph, sign_words
from ..widgets.sections_view import FactSheet
from .dialogs import Page


class SignPage(Page):
    """Show the measures of one sign with their numbers, comparisons and sources."""

    def __init__(self, assessment: Assessment, number: int) -> None:
        """`number` is the position of the sign among the seven, from 0."""
        sign = assessment.signs[number]
        glyph, words = sign_glyph(sign, locked=assessment.locked), sign_words(sign, locked=assessment.locked)
        super().__init__(f"{glyph} {SIGN_WORDS[sign.sign]} · {words}", ())
        self._blocks = sign_blocks(sign, assessment.digest, assessment.on, locked=assessment.locked)

    def parts(self) -> ComposeResult:
        yield FactSheet(self._blocks)
