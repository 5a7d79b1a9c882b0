"""The usual course over a year as ranges, with one's own days on the same line of weeks."""

from __future__ import annotations

from typing import ClassVar

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from ....domain.views.natural_course import ACUTE_WEEKS, SUBACUTE_WEEKS, USUAL, Range, weeks

LABEL = 13
YEAR = 52
TICKS = (0, 2, ACUTE_WEEKS, SUBACUTE_WEEKS, 26, YEAR)


class CourseChart(Widget):
    """A line of weeks, the person's own days, and a line for each study; `day` is that of the episode, or `None`."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"course-chart--faint", "course-chart--own"}
    DEFAULT_CSS = """
    CourseChart {
        height: auto;
        text-wrap: nowrap;
        & > .course-chart--faint { color: $text-muted; }
        & > .course-chart--own { color: $primary; text-style: bold; }
    }
    """
    ALLOW_SELECT = False

    day: reactive[int | None] = reactive(None, layout=True)

    def render(self) -> Content:
        width = max(self.content_size.width - LABEL, YEAR // 2)
        faint, own = self.get_visual_style("course-chart--faint"), self.get_visual_style("course-chart--own")
        rows = [Content.styled(f"{'week':<{LABEL}}{_ticks(width)}", faint)]
        if self.day is not None:
            rows.append(Content.assemble(f"{'you':<{LABEL}}", (own_days(self.day, width), own)))
        for study in USUAL:
            parts = [(text, faint) if leads else text for text, leads in study_line(study, width)]
            rows.append(Content.assemble(f"{study.name:<{LABEL}}", *parts))
        return Content("\n").join(rows)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return 1 + (self.day is not None) + len(USUAL)


def column_of(week: float, width: int) -> int:
    """Where a week stands on a line of a year, which later ones do not leave."""
    return min(round(week / YEAR * (width - 1)), width - 1)


def _ticks(width: int) -> str:
    line = [" "] * width
    for week in TICKS:
        digits = str(week)
        start = min(column_of(week, width), width - len(digits))
        line[start : start + len(digits)] = digits
    return "".join(line)


def own_days(day: int, width: int) -> str:
    """Return the line to one's own day, with as many words about it as there is room for, after or in it."""
    at = column_of((day - 1) / 7, width)
    end = "▸" if (day - 1) / 7 > YEAR else "◆"
    line = "━" * at
    for caption in (f"you are here: day {day}, week {weeks(day)}", f"day {day}, week {weeks(day)}"):
        if at + 2 + len(caption) <= width:
            return f"{line}{end} {caption}"
        if at > len(caption) + 1:
            return f"{line[: at - len(caption) - 2]} {caption} {end}"
    return line + end


def study_line(study: Range, width: int) -> list[tuple[str, bool]]:
    """Return the shares at their weeks and, faint (True), the line that leads to them."""
    parts: list[tuple[str, bool]] = []
    at = 0
    for week, share in study.points:
        start = min(column_of(week, width), width - len(share))
        lead = f"{'┄' * (start - at - 2)} ".rjust(start - at)
        parts += [(lead, True), (share, False)]
        at = start + len(share)
    return parts
