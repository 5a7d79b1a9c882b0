"""How a step looks: its figure and how it is done, or, for a step in other words, which of ours there are."""

from __future__ import annotations

from textual import getters
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from ...domain.routines.catalogue import BY_NAME, EXERCISES, title_of
from ...domain.routines.instructions import TEXTS
from ...domain.routines.poses import POSES
from ...domain.text.grammar import joined
from ..window_size import WindowSize
from .figures.figure_grid import FigureGrid
from .figures.pose_view import PoseView

OURS = tuple(name for name, routine in BY_NAME.items() if routine.kind in EXERCISES and name in POSES)
"""The exercises of ours that a step may be."""

IN_A_ROW = 3
NAME_CELLS = 22

CHOICE = "Your own words, such as “Lean back”, or one of ours by its name, which brings its picture:"

EXAMPLE = """For example:
  Lean back             5 × 10 s   5 s rest
  Bridge               10 × 6 s
  Breathe out slowly    2 min"""


class StepPicture(Vertical):
    """The figure of an exercise; without one, the exercises that have one, in a large window with their figures.

    `hint` says how steps are added.
    """

    DEFAULT_CSS = """
    StepPicture {
        & > PoseView { height: 1fr; }
        & > .how { height: auto; margin-top: 1; }
        & > .names { height: auto; }
        &.-known > .names, &.-unknown > PoseView { display: none; }
        & > .in-huge { display: none; }
        &.-unknown.-huge > .in-huge { display: block; }
    }
    """

    figure = getters.query_one("#step-figure", PoseView)
    how = getters.query_one(".how", Static)
    names = getters.query_one(".names", Static)

    def __init__(self, hint: str, *, id: str, classes: str) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._hint = hint

    def compose(self) -> ComposeResult:
        yield PoseView(id="step-figure")
        yield Static(classes="how", markup=False)
        yield Static(classes="names", markup=False)

    def show(self, exercise: str, size: WindowSize) -> None:
        """Show one of our exercises, or for any other words which of ours there are, as a window has room."""
        is_known = exercise in POSES
        self.set_class(is_known, "-known").set_class(not is_known, "-unknown")
        self.set_class(size is WindowSize.HUGE, "-huge")
        self.border_title = "How it looks" if is_known else "What a step can be"
        without_colours = self.app.no_color or self.app.native_ansi_color
        has_room = size is not WindowSize.COMPACT
        self.how.display = is_known and (has_room or without_colours)
        if is_known:
            self.figure.exercise, self.figure.both_ends = exercise, True
            self.how.update("\n".join(TEXTS[exercise].how) if has_room else POSES[exercise].caption)
        else:
            self._show_ours(size)

    def _show_ours(self, size: WindowSize) -> None:
        titles = [title_of(name) for name in OURS]
        if size is WindowSize.COMPACT:
            self.names.update(f"{CHOICE} {joined(titles)}.")
            return
        rows = (
            "".join(title.ljust(NAME_CELLS) for title in titles[i : i + IN_A_ROW])
            for i in range(0, len(OURS), IN_A_ROW)
        )
        is_huge = size is WindowSize.HUGE
        lines = (CHOICE,) if is_huge else (CHOICE, "", *(f"  {row}" for row in rows), "", EXAMPLE, "", self._hint)
        self.names.update("\n".join(lines))
        if is_huge and not self.query(FigureGrid):
            figures = FigureGrid({name: title_of(name) for name in OURS}, classes="in-huge")
            self.mount(figures, Static(f"{EXAMPLE}\n\n{self._hint}", classes="names in-huge"))
