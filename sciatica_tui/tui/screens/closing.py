"""The card that ends a session."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from ...domain.views.closing_card import ClosingCard
from ..widgets.command_bar import CommandBar
from ..widgets.hanging_rows import SPACED, HangingRows
from ..widgets.session.big_word import BigWord
from .base import BaseScreen

HEADING_WIDTH = 20


class ClosingScreen(BaseScreen[None]):
    """As large as the session; Enter, Space or Esc closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space,escape", "dismiss(None)", "Close")]

    def __init__(self, title: str, card: ClosingCard) -> None:
        super().__init__()
        self._title = title
        self._card = card

    def compose(self) -> ComposeResult:
        with Vertical():
            word = BigWord()
            word.text = self._card.headline
            with Vertical(classes="closing-middle"):
                yield Static(Content(self._title), classes="closing-title")
            yield word
            with Vertical(classes="closing-middle"):
                yield HangingRows(self._card.rows, indent=HEADING_WIDTH, classes=SPACED)
        yield CommandBar((("⏎", "Close", "screen.dismiss(None)"),))
