"""The sections of a form, or its tests, with what is open in each; a click goes there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from ...domain.text.grammar import cut
from .hover import Hovering, hit_of, hit_style
from .selection import ground, pointer

DETAIL_INDENT = 4
"""Columns at which a detail begins, below the title."""


class SectionRow(NamedTuple):
    """A section: whether all of it is answered, what is open in words, and whether it is the one that shows.

    `detail` is told of it where there is room.
    """

    title: str
    is_done: bool
    aside: str = ""
    is_here: bool = False
    detail: str = ""


class SectionList(Hovering, Widget):
    """A row for each section."""

    DEFAULT_CSS = """
    SectionList { height: auto; text-wrap: nowrap; text-overflow: ellipsis; }
    SectionList > .section-list--done { color: $success; text-style: bold; }
    SectionList > .section-list--aside { color: $text-muted; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"section-list--done", "section-list--aside", "section-list--cursor"}
    ALLOW_SELECT = False

    rows: reactive[tuple[SectionRow, ...]] = reactive((), layout=True)
    detailed: reactive[bool] = reactive(False, layout=True)
    """Whether each row has its detail below it, and an empty line after that."""

    @dataclass
    class Chosen(Message):
        """A section was clicked."""

        title: str

    def render(self) -> Content:
        return Content("\n").join(map(self._line, self.rows))

    def _line(self, row: SectionRow) -> Content:
        mark = ("✓", self.get_visual_style("section-list--done")) if row.is_done else ("·", "")
        gap = " " * max(self.content_size.width - len(row.title) - len(row.aside) - 4, 1)
        aside = (gap + row.aside, self.get_visual_style("section-list--aside"))
        line = Content.assemble(pointer(row.is_here), mark, " ", row.title, aside).stylize(hit_style(row.title))
        line = line.stylize(ground(self, "section-list--cursor")) if row.is_here else line
        if not self.detailed:
            return line
        words = cut(row.detail, max(self.content_size.width - DETAIL_INDENT, 1))
        style = self.get_visual_style("section-list--aside")
        return line + Content.assemble("\n", (" " * DETAIL_INDENT + words, style), "\n").stylize(hit_style(row.title))

    def on_click(self, event: Click) -> None:
        title = hit_of(event)
        if isinstance(title, str):
            event.stop()
            self.post_message(self.Chosen(title))
