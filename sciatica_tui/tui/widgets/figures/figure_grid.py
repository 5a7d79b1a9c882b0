"""Several figures at once, three in a row, each below its name."""

from __future__ import annotations

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.containers import Grid, Vertical
from textual.content import Content
from textual.widgets import Static

from .pose_view import PoseView

OTHER_END = 0.5
"""Where in its repetition a movement shows what it asks for."""


class FigureGrid(Grid):
    """The figures of exercises, by name, under their `titles`. It takes the room that is left."""

    DEFAULT_CSS = """
    FigureGrid {
        height: 1fr; grid-size: 3; grid-gutter: 1 2; margin: 1 0;
        & Static { height: 1; text-style: bold; text-align: center; }
    }
    """

    def __init__(self, titles: Mapping[str, str], *, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self._titles = titles

    def compose(self) -> ComposeResult:
        for exercise, title in self._titles.items():
            figure = PoseView()
            figure.exercise, figure.repetition_share = exercise, OTHER_END
            yield Vertical(Static(Content(title)), figure)
