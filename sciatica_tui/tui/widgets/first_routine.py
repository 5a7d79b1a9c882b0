"""The routine to begin with, to look at: its pose, and how it is done where there is room.

The red flags come before it, where they were never asked.
"""

from __future__ import annotations

from textual import getters
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Resize
from textual.reactive import reactive

from ...domain.red_flags.flags import RED_FLAGS, Urgency
from ...domain.routines.catalogue import Guided
from ...domain.routines.instructions import TEXTS
from .figures.pose_view import PoseView
from .hanging_rows import FAINT, HangingRows

FLAGS = "-flags"
FLAGS_TITLE, FLAGS_MORE = "Before any exercise: any of these?", "{number} more: Red flags"
MOST_WORDS, ABOVE = 80, 1
"""Columns of the words at most, and the empty rows above them."""
PAIR = 90
"""Columns from which two figures beside each other can be made out."""


class FirstRoutine(Vertical):
    """The first exercise of a routine; nothing before there is one. `asks_flags`: the red flags in its place."""

    DEFAULT_CSS = """
    FirstRoutine > PoseView { height: 1fr; max-height: 16; }
    FirstRoutine > Vertical { height: auto; max-width: 80; }
    FirstRoutine HangingRows { margin-top: 1; }
    """

    figure = getters.query_one(PoseView)
    how = getters.query_one(HangingRows)
    more = getters.query_one("#first-routine-more", HangingRows)

    routine: reactive[Guided | None] = reactive(None, repaint=False)
    asks_flags: reactive[bool] = reactive(False, repaint=False)

    def compose(self) -> ComposeResult:
        yield PoseView()
        with Vertical():
            yield HangingRows(indent=3, classes=FAINT)
            yield HangingRows(indent=12, id="first-routine-more")

    def on_resize(self, event: Resize) -> None:
        """Both ends of a movement beside each other where each can be made out."""
        self.figure.both_ends = event.size.width >= PAIR
        self.call_after_refresh(self.watch_asks_flags)

    def on_mount(self) -> None:
        self.watch_asks_flags()
        self.watch_routine()

    def watch_asks_flags(self) -> None:
        self.set_class(self.asks_flags, FLAGS)
        if self.asks_flags and self.children:
            rows = tuple(("•", flag.words) for flag in RED_FLAGS if flag.urgency is Urgency.EMERGENCY)
            width, height = self.content_size
            while len(rows) > 1 and len(self.how.lines_of(rows, min(width, MOST_WORDS))) > height - ABOVE:
                rows = rows[:-1]
            self.border_title = FLAGS_TITLE
            self.border_subtitle = FLAGS_MORE.format(number=len(RED_FLAGS) - len(rows))
            self.how.rows, self.more.rows = rows, ()

    def watch_routine(self) -> None:
        if self.asks_flags or self.routine is None or not self.children:
            return
        step = self.routine.steps[0]
        self.border_subtitle = ""
        self.border_title = Content(f"{self.routine.title}: how to do it")
        self.figure.exercise = step.name
        words = TEXTS.get(step.name)
        self.how.rows = tuple((f"{number}.", line) for number, line in enumerate(words.how if words else (), 1))
        parts = (("Feels like", words.feel), ("Stop when", words.stop)) if words else ()
        self.more.rows = tuple((heading, text) for heading, text in parts if text)
