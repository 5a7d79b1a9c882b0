"""Rows of things to do: a mark, words, a faint aside; the cursor's row is what Enter acts on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.content import Content
from textual.events import Click
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from ...domain.assessment.verdict_style import Mark, Tone

Row = tuple[Mark, str, str]
"""(mark, words, aside); parts of an aside are three spaces apart, and the last of them go first where room is short"""


TONE_STYLES = {
    Tone.GOOD: "task-list--done",
    Tone.BAD: "task-list--bad",
    Tone.DUE: "task-list--due",
    Tone.UNMET: "task-list--not",
}
"""The style of a row's mark; the words say the same."""


class TaskList(Widget, can_focus=True):
    """A few rows; `cursor` is the row the keys act on."""

    DEFAULT_CSS = """
    TaskList { height: auto; }
    TaskList > .task-list--done { color: $success; }
    TaskList > .task-list--due { color: $warning; text-style: bold; }
    TaskList > .task-list--not { color: $text-muted; text-style: bold; }
    TaskList > .task-list--bad { color: $error; text-style: bold; }
    TaskList > .task-list--cursor { background: $boost; text-style: bold; }
    TaskList > .task-list--aside { color: $text-muted; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "task-list--done",
        "task-list--due",
        "task-list--bad",
        "task-list--not",
        "task-list--cursor",
        "task-list--aside",
    }
    ALLOW_SELECT = False

    rows: reactive[tuple[Row, ...]] = reactive((), layout=True)
    cursor: reactive[int] = reactive(0)

    @dataclass
    class Chosen(Message):
        """A row was clicked or its Enter pressed."""

        task_list: TaskList
        row: int

        @property
        def control(self) -> TaskList:
            return self.task_list

    def validate_cursor(self, cursor: int) -> int:
        return min(max(cursor, 0), max(len(self.rows) - 1, 0))

    def render(self) -> Content:
        lines = []
        for number, (mark, words, aside) in enumerate(self.rows):
            style = TONE_STYLES.get(mark.tone)
            aside = fitting(aside, self.content_size.width - len(words) - 4)
            room = self.content_size.width - len(words) - 3 - len(aside)
            line = Content.assemble(
                (f"{mark} ", self.get_visual_style(style) if style else ""),
                words,
                " " * max(room, 1 if aside else 0),
                (aside, self.get_visual_style("task-list--aside")),
            )
            is_cursor = number == self.cursor and self.has_focus
            lines.append(line.stylize(self.get_visual_style("task-list--cursor")) if is_cursor else line)
        return Content("\n").join(lines)

    def choose(self) -> None:
        """Act on the cursor's row."""
        self.post_message(self.Chosen(self, self.cursor))

    def on_click(self, event: Click) -> None:
        offset = event.get_content_offset(self)
        if offset is not None and offset.y < len(self.rows):
            self.cursor = offset.y
            self.choose()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return max(len(self.rows), 1)


def fitting(aside: str, room: int) -> str:
    """As many parts of an aside as there is room for."""
    while len(aside) > room and aside:
        aside = aside.rpartition("   ")[0].rstrip()
    return aside
