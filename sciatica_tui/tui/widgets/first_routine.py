"""The routine to begin with, to look at: its pose, and how it is done where there is room."""

from __future__ import annotations

from textual import getters
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from ...domain.routines.catalogue import Guided
from ...domain.routines.instructions import TEXTS
from .figures.pose_view import PoseView


class FirstRoutine(Vertical):
    """The first exercise of a routine; nothing before there is one."""

    DEFAULT_CSS = """
    FirstRoutine > PoseView { height: 1fr; max-height: 16; }
    FirstRoutine > Static { height: auto; margin-top: 1; color: $text-muted; }
    """

    figure = getters.query_one(PoseView)
    how = getters.query_one(Static)

    routine: reactive[Guided | None] = reactive(None, repaint=False)

    def compose(self) -> ComposeResult:
        yield PoseView()
        yield Static()

    def on_mount(self) -> None:
        self.watch_routine()

    def watch_routine(self) -> None:
        if self.routine is None or not self.children:
            return
        step = self.routine.steps[0]
        self.border_title = Content(f"{self.routine.title}: your first routine")
        self.figure.exercise = step.name
        self.figure.both_ends = True
        words = TEXTS[step.name].how if step.name in TEXTS else ()
        self.how.update(Content("\n".join(f"{number}. {line}" for number, line in enumerate(words, 1))))
