"""The card that ends a session."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

from ...domain.routines.poses import POSES
from ...domain.views.closing_card import ClosingCard, ClosingTone
from ...services.commands import BY_ID
from ..bindings import STEPS, command_offer
from ..themes import styles
from ..widgets.command_bar import CommandBar
from ..widgets.figures.pose_view import PoseView
from ..widgets.hanging_rows import HangingRows
from ..widgets.session.amount_bars import AmountBars
from ..widgets.session.big_word import BigWord
from ..window_size import WindowSize, window_size
from .base import BaseScreen, panel

HEADING_WIDTH = 12
AROUND = {WindowSize.COMPACT: 2, WindowSize.WIDE: 2, WindowSize.HUGE: 4}
"""Rows of a panel's frame, with the air inside it."""
LINES_IN_COMPACT = 2
"""Lines of what was done lately that a small window shows: the week."""
HEAD_ROWS = {WindowSize.WIDE: 12, WindowSize.HUGE: 20}
LEAST_POSE_ROWS, LEAST_POSE_COLUMNS = 8, 26
"""Rows and columns of a figure from which it is shown."""
NEXT_ROWS = 5
"""Rows of what comes next, each of it in one line, with its frame."""

LEADING_ON = "undo", "red_flags"
"""The commands of a mode that close the card first."""


class ClosingScreen(BaseScreen[None]):
    """As large as the session; Enter, Space or Esc closes it. After a setback what that means stands first."""

    CSS_PATH = styles("closing")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space,escape", "dismiss(None)", "Close"),
        *(Binding(BY_ID[name].keys, f"lead_on('{BY_ID[name].action}')", id=name) for name in LEADING_ON),
        *STEPS,
    ]
    AUTO_FOCUS = "VerticalScroll"

    def __init__(self, title: str, card: ClosingCard, keys: Mapping[str, str]) -> None:
        """`keys` are those that the person put on other keys."""
        super().__init__()
        self._title = title
        self._card = card
        self._keys = keys

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
                if card.words_below:
                    yield Static(Content(card.words_below), id="closing-below")
            with Container(id="closing-columns"):
                if setback:
                    yield Vertical(self._next_steps(), self._lately(), id="closing-right")
                with panel(Vertical(id="closing-done"), "Done of what was planned"):
                    with Horizontal(id="closing-poses"):
                        yield from self._poses()
                    bars = AmountBars()
                    bars.amounts = card.amounts
                    yield bars
                if not setback:
                    yield Vertical(self._lately(), self._next_steps(), id="closing-right")
        offers = (command_offer(BY_ID[name], self._keys) for name in LEADING_ON)
        leading_on = ((key, words, f"lead_on('{action}')") for key, words, action in offers)
        yield CommandBar((("⏎", "Close", "dismiss(None)"), *leading_on), keep=1)

    def _next_steps(self) -> Vertical:
        return panel(Vertical(HangingRows(self._card.rows, indent=HEADING_WIDTH)), "Next")

    def _lately(self) -> Vertical:
        return panel(Vertical(Static(id="closing-times"), id="closing-lately"), "Lately")

    def _poses(self) -> Iterator[PoseView]:
        """The figures of what was planned."""
        for exercise in dict.fromkeys(amount.exercise for amount in self._card.amounts):
            if exercise in POSES:
                pose = PoseView()
                pose.exercise = exercise
                yield pose

    def action_step(self, lines: int) -> None:
        """Scroll by a line."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_lead_on(self, action: str) -> None:
        """Close, and do what can be done where the card lay."""
        self.dismiss(None)
        self.app.call_later(self.app.run_action, action)

    def on_resize(self, event: Resize) -> None:
        """Show more of the last days, the figures, and more air, where there is room."""
        size = window_size(event.size)
        bars = self.query_one(AmountBars)
        bars.spaced = size > WindowSize.COMPACT
        room = event.size.height - 1 - HEAD_ROWS.get(size, 0) - AROUND[size]
        lately_rows = LINES_IN_COMPACT if size is WindowSize.COMPACT else max(room - NEXT_ROWS, LINES_IN_COMPACT)
        self.query_one("#closing-times", Static).update(Content("\n".join(self._card.lately[:lately_rows])))
        poses = self.query(PoseView)
        columns = event.size.width // 2 // max(len(poses), 1)
        fit = columns >= LEAST_POSE_COLUMNS and room - bars.rows - 1 >= LEAST_POSE_ROWS and size > WindowSize.COMPACT
        self.query_one("#closing-poses").set_class(bool(poses) and fit, "-with-room")
        least = None if size is WindowSize.COMPACT else bars.rows + AROUND[size]
        self.query_one("#closing-columns").styles.min_height = least
