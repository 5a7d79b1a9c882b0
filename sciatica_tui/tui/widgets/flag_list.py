"""The red flags as a list to mark, grouped by urgency; one drawn widget."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from textual.content import Content
from textual.events import Click
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from ...domain.red_flags.flags import RED_FLAGS, TITLES, Urgency
from .hover import Hovering, hit_of, hit_style
from .selection import ground

HEADINGS = {
    Urgency.EMERGENCY: "flag-list--emergency",
    Urgency.SAME_DAY: "flag-list--same-day",
    Urgency.SOON: "flag-list--soon",
}
"""How the heading of each urgency looks: a class."""
MOST_ROWS = 1_000
"""More than the list has."""


class FlagList(Hovering, Widget, can_focus=True):
    """Every red flag with a box; `marked` are the names of those that are new, `cursor` the line the keys act on.

    `window` are its rows that show, from the first to before the last: a flag that would be cut there is left out.
    """

    DEFAULT_CSS = """
    FlagList { height: auto; width: 1fr; }
    FlagList > .flag-list--emergency { color: $error; text-style: bold; }
    FlagList > .flag-list--same-day { color: $warning; text-style: bold; }
    FlagList > .flag-list--soon { text-style: bold; }
    FlagList > .flag-list--marked { color: $error; text-style: bold; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {*HEADINGS.values(), "flag-list--cursor", "flag-list--marked"}
    ALLOW_SELECT = False

    marked: reactive[frozenset[str]] = reactive(frozenset())
    cursor: reactive[int] = reactive(0)
    window: reactive[tuple[int, int]] = reactive((0, MOST_ROWS))
    is_spaced: reactive[bool] = reactive(False, layout=True)
    """A blank row below each flag and each heading, which a line then leads on to the edge."""

    @dataclass
    class Changed(Message):
        """The marks have changed."""

        marked: frozenset[str]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._rows(width))

    def render(self) -> Content:
        headings = {TITLES[urgency]: self.get_visual_style(name) for urgency, name in HEADINGS.items()}
        cursor_ground = ground(self, "flag-list--cursor")
        marked_style = self.get_visual_style("flag-list--marked")
        lines = []
        above, below = self.outside()
        for number, text in self._rows(self.size.width):
            if number in above or number in below:
                lines.append(Content())
                continue
            if number is None:
                lines.append(self._heading(text, headings[text]) if text else Content())
                continue
            line = Content(text.ljust(self.size.width))
            if RED_FLAGS[number].name in self.marked:
                line = line.stylize(marked_style)
            lines.append((line.stylize(cursor_ground) if number == self.cursor else line).stylize(hit_style(number)))
        return Content("\n").join(lines)

    def _heading(self, title: str, style: Style) -> Content:
        rule = f" {'─' * (self.size.width - len(title) - 1)}" if self.is_spaced else ""
        return Content.styled(f"{title}{rule}", style)

    def outside(self) -> tuple[frozenset[int], frozenset[int]]:
        """The numbers of the flags that don't show whole: those above the window, and those below it."""
        first, end = self.window
        rows = [*enumerate(number for number, _ in self._rows(self.size.width))]
        above = frozenset(number for row, number in rows if number is not None and row < first)
        return above, frozenset(number for row, number in rows if number is not None and row >= end)

    def move(self, steps: int) -> None:
        """Move the cursor, stopping at the ends."""
        self.cursor = min(max(self.cursor + steps, 0), len(RED_FLAGS) - 1)

    def toggle(self) -> None:
        """Mark or unmark the flag under the cursor."""
        self.marked = self.marked ^ {RED_FLAGS[self.cursor].name}
        self.post_message(self.Changed(self.marked))

    def region_to_see(self, height: int) -> Region:
        """Where the cursor's flag stands on the list, with the heading above it where so many rows hold both."""
        rows = [number for number, _ in self._rows(self.size.width)]
        first = rows.index(self.cursor)
        last = first + rows.count(self.cursor)
        heading = max(y for y in range(first) if rows[y] is None)
        top = heading if last - heading <= height else first
        return Region(0, top, self.size.width, last - top)

    def on_click(self, event: Click) -> None:
        number = hit_of(event)
        if isinstance(number, int):
            self.cursor = number
            self.toggle()

    def _rows(self, width: int) -> list[tuple[int | None, str]]:
        rows: list[tuple[int | None, str]] = []
        urgency: Urgency | None = None
        for number, flag in enumerate(RED_FLAGS):
            if flag.urgency is not urgency:
                if urgency is not None and not self.is_spaced:
                    rows.append((None, ""))
                urgency = flag.urgency
                rows += [(None, TITLES[urgency]), *([(None, "")] if self.is_spaced else [])]
            box = "[x]" if flag.name in self.marked else "[ ]"
            pointer = "›" if number == self.cursor else " "
            first, *continuation = _wrap(flag.words, max(width - 7, 10))
            rows.append((number, f"{pointer} {box} {first}"))
            rows.extend((number, f"      {line}") for line in continuation)
            if self.is_spaced:
                rows.append((None, ""))
        return rows


def _wrap(text: str, width: int) -> Iterable[str]:
    lines: list[str] = [""]
    for word in text.split():
        joined = f"{lines[-1]} {word}".strip()
        if len(joined) <= width or not lines[-1]:
            lines[-1] = joined
        else:
            lines.append(word)
    return lines
