"""A sign opened: why it is judged as it is."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from ...domain.assessment.assess import Assessment
from ...domain.assessment.phrases import SIGN_WORDS
from ...domain.views.sign_explanation import sign_blocks
from ...domain.views.summary import sign_glyph, sign_words
from ..widgets.sections_view import FactSheet
from .dialogs import Page


class SignPage(Page):
    """The measures of one sign with their numbers, windows, looks and sources."""

    def __init__(self, seen: Assessment, number: int) -> None:
        """`number` is the place of the sign among the seven, from 0."""
        sign = seen.signs[number]
        glyph, words = sign_glyph(sign, locked=seen.locked), sign_words(sign, locked=seen.locked)
        super().__init__(f"{glyph} {SIGN_WORDS[sign.sign]} · {words}", ())
        self._blocks = sign_blocks(sign, seen.digest, seen.on, locked=seen.locked)

    def compose(self) -> ComposeResult:
        with VerticalScroll() as box:
            box.border_title = Content(self._title)
            box.border_subtitle = "j k scroll · Esc closes"
            yield FactSheet(self._blocks)
