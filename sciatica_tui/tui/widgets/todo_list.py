"""What there is to do on Today, in the lines that there is room for."""

from __future__ import annotations

from collections.abc import Sequence

from textual.events import Resize
from textual.geometry import Size
from textual.reactive import reactive

from ...domain.views.todo import COMPLETED, DECISIONS, DUE, PLAN, TO_DO, Todo
from .task_list import TaskList

BODY, LEAST_ROWS = 8, 5
"""Rows of the body below it in its frame, and rows that it has itself before the body has its place."""


class TodoList(TaskList):
    """Its lower edge says how many rows are above and below those that show, and how many routines have none."""

    routines: reactive[str] = reactive("")
    """The routines without a row, in words."""

    def list_rows(self, rows: Sequence[Todo]) -> None:
        """List these; the mark stays on its row, wherever that moves.

        A bad day's plan that comes next takes it, and what comes first and waits for a decision; from what has
        just been done it goes on to what is next.
        """
        kind = self.keys[self.cursor] if self.cursor < len(self.keys) else None
        first = next((row for row in rows if row.mark in (TO_DO, DUE)), None)
        completed_before = {kind for kind, (mark, *_) in zip(self.keys, self.rows, strict=True) if mark == COMPLETED}
        completed = next((row.kind for row in rows if row.kind == kind and row.mark == COMPLETED), None)
        if first is not None and completed is not None and completed not in completed_before:
            kind = first.kind
        if first is not None and (first.kind, first.mark) == (PLAN, DUE) and PLAN not in self.keys:
            kind = PLAN
        if rows and rows[0].kind in DECISIONS and rows[0].kind not in self.keys:
            kind = rows[0].kind
        self.rows = tuple((row.mark, row.words, row.aside) for row in rows)
        self.keys = tuple(row.kind for row in rows)
        self.cursor = next((place for place, row in enumerate(rows) if row.kind == kind), self.cursor)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as its rows, as far as that leaves the body its place."""
        room = container.height - BODY if container.height >= BODY + LEAST_ROWS else container.height
        return min(super().get_content_height(container, viewport, width), max(room, 1))

    def watch_rows(self) -> None:
        super().watch_rows()
        self.call_after_refresh(self._name_what_is_left_out)

    def watch_cursor(self) -> None:
        super().watch_cursor()
        self._name_what_is_left_out()

    def watch_routines(self) -> None:
        self._name_what_is_left_out()

    def on_resize(self, _event: Resize) -> None:
        """Count anew: a line may take two now."""
        self._name_what_is_left_out()

    def _name_what_is_left_out(self) -> None:
        above, below = self.rows_out_of_sight
        arrows = " ".join(f"{arrow} {number}" for arrow, number in (("↑", above), ("↓", below)) if number)
        self.border_subtitle = " · ".join(filter(None, (arrows and f"{arrows} more", self.routines)))
