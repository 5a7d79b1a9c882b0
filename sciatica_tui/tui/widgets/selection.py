"""How the selected row of every list looks: `›` before it, and a ground of its own over its whole width.

The ground is the component class `…--cursor` of the list, coloured in `styles/app.tcss` for all lists at once: stronger
where the list has the focus.
"""

from __future__ import annotations

from rich.segment import Segment
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

POINTER, NO_POINTER = "› ", "  "
"""What stands before the words of the selected row, and of every other."""


def pointer(is_cursor: bool) -> str:
    """Return what stands before the words of a row."""
    return POINTER if is_cursor else NO_POINTER


class RowClicks:
    """What a click on a row of a list does: it selects the row; on the selected one it acts, once."""

    def __init__(self) -> None:
        self._has_selected = False
        """Whether the click before this one selected the row."""

    def acts(self, is_selected: bool, chain: int) -> bool:
        """Tell whether a click acts; `chain` counts the clicks in quick succession, from 1."""
        acts = is_selected and (chain == 1 or self._has_selected)
        self._has_selected = not is_selected
        return acts


def ground(widget: Widget, cursor: str) -> Style:
    """Return what is laid over the selected row of a list; `cursor` is its component class.

    Words keep their colours, but for themes of the terminal's own sixteen, where not every colour reads on every other.
    """
    style = widget.get_visual_style(cursor)
    foreground = style.foreground if widget.app.native_ansi_color else None
    return Style(background=style.background, foreground=foreground, bold=style.bold)


def on_ground(row: Strip, over: Style) -> Strip:
    """Return a drawn row on the ground of the selected one."""
    return Strip(Segment.apply_style(row, post_style=over.rich_style), row.cell_length)
