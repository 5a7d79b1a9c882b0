"""A list of options that may change under the pointer."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.events import Click
from textual.strip import Strip
from textual.widgets import OptionList

from .selection import POINTER, RowClicks


class ClickCheck:
    """For a list of Textual's (8.2.8), which ends the app at a click on an option that has just gone."""

    def on_click(self, event: Click) -> None:
        """Keep such a click from the list."""
        option = event.style.meta.get("option")
        if isinstance(self, OptionList) and option is not None and option >= self.option_count:
            event.prevent_default()


class Answers(ClickCheck, OptionList):
    """The answers to a question, each a button; the one that Enter gives has the pointer."""

    DEFAULT_CSS = """
    Answers.-textual-compact > .option-list--option { padding: 0 0 0 2; }
    """

    def render_line(self, y: int) -> Strip:
        """A line of the list, with the pointer where the highlighted option begins; headings stand further left."""
        strip = super().render_line(y)
        option = _option_of(strip)
        if option is None or not len(POINTER) < strip.cell_length:
            return strip
        words = strip.crop(len(POINTER))
        if self.options[option].disabled:
            return words.adjust_cell_length(strip.cell_length, _style_of(strip))
        if option != self.highlighted or not self._begins(option, y):
            return strip
        return Strip.join([Strip([Segment(POINTER, _style_of(strip))]), words])

    def _begins(self, option: int, y: int) -> bool:
        return y + self.scroll_offset.y == 0 or _option_of(super().render_line(y - 1)) != option


class Options(Answers):
    """A list of options: a click selects one, a second click on it chooses it."""

    def on_mount(self) -> None:
        self._clicks = RowClicks()

    def on_click(self, event: Click) -> None:
        """Put the cursor on an option that does not have it; leave the list what chooses one."""
        option = event.style.meta.get("option")
        if option is None or option >= self.option_count or self.options[option].disabled:
            event.prevent_default()
            return
        if not self._clicks.acts(option == self.highlighted, event.chain):
            event.prevent_default()
            self.highlighted = option


def _style_of(strip: Strip) -> Style | None:
    """The style that a drawn line begins in."""
    return next((segment.style for segment in strip), None)


def _option_of(strip: Strip) -> int | None:
    """The number of the option that a drawn line belongs to."""
    style = _style_of(strip)
    return style.meta.get("option") if style is not None else None
