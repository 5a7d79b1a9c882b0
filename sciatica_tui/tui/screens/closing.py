"""The card that ends a session."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

from ...domain.routines.poses import POSES
from ...domain.views.closing_card import ClosingCard, ClosingTone
from ..bindings import STEPS
from ..themes import styles
from ..widgets.command_bar import CommandBar
from ..widgets.figures.pose_view import PoseView
from ..widgets.hanging_rows import HangingRows
from ..widgets.session.amount_bars import AmountBars
from ..widgets.session.big_word import BigWord
from ..window_size import WindowSize, window_size
from .base import BaseScreen, panel

HEADING_WIDTH = 12
POSE_ROWS = 15
"""Rows of the figures, with the air below them."""
AROUND = {WindowSize.COMPACT: 2, WindowSize.WIDE: 2, WindowSize.HUGE: 4}
"""Rows of a panel's frame, with the air inside it."""
LINES = {WindowSize.COMPACT: 2, WindowSize.WIDE: 9, WindowSize.HUGE: 25}
"""How many lines of what was done lately a window shows; the first two are the week."""


class ClosingScreen(BaseScreen[None]):
    """As large as the session; Enter, Space or Esc closes it. After a setback what that means stands first."""

    CSS_PATH = styles("routines")
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space,escape", "dismiss(None)", "Close"), *STEPS]
    AUTO_FOCUS = "VerticalScroll"

    def __init__(self, title: str, card: ClosingCard) -> None:
        super().__init__()
        self._title = title
        self._card = card

    def compose(self) -> ComposeResult:
        card = self._card
        setback = card.tone is ClosingTone.SETBACK
        with VerticalScroll():
            with Vertical(id="closing-head", classes=f"-{card.tone}"):
                title = ", ".join(filter(None, (self._title, card.end_words)))
                yield Static(Content(title), id="closing-title")
                word = BigWord()
                word.text = card.headline
                yield word
                if card.zone_words:
                    yield Static(Content(card.zone_words), id="closing-zone")
            if setback:
                yield self._next_steps()
            with Container(id="closing-columns"):
                with Vertical(classes="panel") as done_panel:
                    done_panel.border_title = "Done of what was planned"
                    with Horizontal(id="closing-poses"):
                        yield from self._poses()
                    bars = AmountBars()
                    bars.amounts = card.amounts
                    yield bars
                with Vertical(classes="panel") as times:
                    times.border_title = "Lately"
                    yield Static(id="closing-times")
            if not setback:
                yield self._next_steps()
        yield CommandBar((("⏎", "Close", "screen.dismiss(None)"),))

    def _next_steps(self) -> Vertical:
        return panel(Vertical(HangingRows(self._card.rows, indent=HEADING_WIDTH)), "Next")

    def _poses(self) -> Iterator[PoseView]:
        """The figures of what was planned; only a huge window shows them."""
        for exercise in dict.fromkeys(amount.exercise for amount in self._card.amounts):
            if exercise in POSES:
                pose = PoseView()
                pose.exercise = exercise
                yield pose

    def action_step(self, lines: int) -> None:
        """Scroll by a line."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def on_resize(self, event: Resize) -> None:
        """Show more of the last days, and more air, where there is room; both panels end alike."""
        size = window_size(event.size)
        lines = self._card.lately[: LINES[size]]
        self.query_one("#closing-times", Static).update(Content("\n".join(lines)))
        bars = self.query_one(AmountBars)
        bars.spaced = size > WindowSize.COMPACT
        with_poses = size is WindowSize.HUGE and bool(self.query(PoseView))
        self.query_one("#closing-poses").display = with_poses
        inside = max(len(lines), bars.rows + (POSE_ROWS if with_poses else 0))
        around = AROUND[size]
        self.query_one("#closing-columns").styles.height = None if size is WindowSize.COMPACT else inside + around
