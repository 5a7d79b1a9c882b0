"""The phases as stations on a line: where one has been and when, where one is, what lies ahead."""

from __future__ import annotations

from typing import ClassVar

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from ...domain.views.phase import Place, Station

MARKS = {Place.BEHIND: "●", Place.CURRENT: "◆", Place.AHEAD: "○"}
LEAST_LINE = 3
"""Columns of line between two stations, with a space on either side."""


class PhaseLine(Widget):
    """The stations by name, and with `with_days` below them their days. Narrow, only the present one is named."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"phase-line--behind", "phase-line--current", "phase-line--ahead"}
    DEFAULT_CSS = """
    PhaseLine {
        height: auto;
        text-wrap: nowrap;
        & > .phase-line--behind { color: $success; }
        & > .phase-line--current { color: $primary; text-style: bold; }
        & > .phase-line--ahead { color: $text-muted; }
    }
    """
    ALLOW_SELECT = False

    stations: reactive[tuple[Station, ...]] = reactive(())
    with_days: reactive[bool] = reactive(True, layout=True)

    def render(self) -> Content:
        if not self.stations:
            return Content("")
        names, width = [station.words for station in self.stations], self.content_size.width
        if sum(len(name) + 2 for name in names) + LEAST_LINE * (len(names) - 1) > width:
            names = [
                station.words if station.position is Place.CURRENT else str(number)
                for number, station in enumerate(self.stations, 1)
            ]
        free = width - sum(len(name) + 2 for name in names)
        gaps = _shared(max(free, LEAST_LINE * (len(names) - 1)), len(names) - 1)
        above, below, column = [], "", 0
        for station, name, gap in zip(self.stations, names, [*gaps, 0], strict=True):
            style = self.get_visual_style(f"phase-line--{station.position.value}")
            above.append(Content.styled(f"{MARKS[station.position]} {name}", style))
            if len(below) < column + 2 and station.days:
                below = f"{below:<{column + 2}}{station.days} "
            column += len(name) + 2 + gap
            if gap:
                line = "━" if station.position is Place.BEHIND else "┄"
                above.append(Content.styled(f" {line * (gap - 2)} ", style if station.position is Place.BEHIND else ""))
        if not self.with_days:
            return Content("").join(above)
        faint = self.get_visual_style("phase-line--ahead")
        return Content("\n").join((Content("").join(above), Content.styled(below[:width], faint)))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return 1 + self.with_days


def _shared(columns: int, parts: int) -> list[int]:
    """The columns given out as evenly as can be."""
    width, spare = divmod(columns, parts)
    return [width + (number < spare) for number in range(parts)]
