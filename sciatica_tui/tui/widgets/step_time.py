"""What the time of one step is made of, and what a session does in it, as far as there is room."""

from __future__ import annotations

from textwrap import wrap

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

HEADING = "In a session"
MORE = "…"

LEAST_PARTS = 4
"""Lines of the session that are worth their heading."""


class StepTime(Widget):
    """The sum in words, then the parts as (words, time) below a heading. It fills what a form leaves free."""

    DEFAULT_CSS = (
        "StepTime { height: 1fr; width: 1fr; color: $text-muted; text-wrap: nowrap; text-overflow: ellipsis; }"
    )
    ALLOW_SELECT = False

    words: reactive[str] = reactive("")
    parts: reactive[tuple[tuple[str, str], ...]] = reactive(())

    def render(self) -> Content:
        width, height = self.content_size
        lines = [Content(line) for line in ("", *wrap(self.words, max(width, 1)))]
        room = height - len(lines) - 2
        if room < min(LEAST_PARTS, len(self.parts)) or not self.words:
            return Content("\n").join(lines)
        return Content("\n").join((*lines, Content(""), Content.styled(HEADING, "bold"), *self._session(room)))

    def _session(self, room: int) -> list[Content]:
        cells, time_cells = (max(map(len, column)) for column in zip(*self.parts, strict=True))
        lines = [Content(f"{words.ljust(cells)}  {time.rjust(time_cells)}") for words, time in self.parts]
        return lines if len(lines) <= room else [*lines[: room - 1], Content(MORE)]
