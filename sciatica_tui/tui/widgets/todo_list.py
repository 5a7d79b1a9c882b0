"""What there is to do on Today, in the lines that there is room for."""

from __future__ import annotations

from textual.events import Resize
from textual.reactive import reactive

from .task_list import TaskList


class TodoList(TaskList):
    """Its lower edge says how many rows are above and below those that show, and how many routines have none."""

    routines: reactive[str] = reactive("")
    """The routines without a row, in words."""

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
