"""Seven days: a cell a day in the colour of its pain, routines below, and activity as bars."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual.content import Content
from textual.events import Click
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from ...domain.routines.phase_goals import ACTIVE_A_DAY, ACTIVE_A_WEEK
from ...domain.text.dates import WEEKDAYS
from ...domain.text.grammar import count, of_goal
from ...domain.views.today import LastWeek, WeekDay
from ..messages import DayWanted
from ..pain_palette import pain_cell
from .hover import Hovering, hit_of, hit_style
from .task_list import fitting

ROOMY = (27, 15)
"""Columns and rows from which there is room for air."""
LEAST_LIST = 21
"""Columns from which the days can stand below each other."""
MOST_CELL = 6
"""Columns of a day at most."""
MOST_GAP = 3
"""Empty rows after a day at most, where the days stand below each other instead of leaving a third empty."""
BOX, NARROW_BOX, NAME, NAME_WITH_DATE = 7, 5, 5, 8
"""Columns of such a day's pain, of that where it has no date, of its name, and of that with its date."""
WITH_DATE = 40
"""Columns from which it has its date."""
FAINT = "week-view--faint"
FULL, EMPTY, GOAL = "▆", "─", "┃"
"""What a bar is of: minutes, what is missing, and where the goal lies when there are more."""
UNRATED, UNLOGGED, DONE = "–", "·", "✓"
"""A day with an entry but without the pain, one without an entry, and a day on which a routine was done."""


def _value(day: WeekDay) -> str:
    """What stands in a day's cell: nothing while it is to come."""
    if day.pain is not None:
        return f"{day.pain}"
    return UNRATED if day.logged else "" if day.to_come else UNLOGGED


class WeekView(Hovering, Widget):
    """The week; nothing before `week` is set. A click on a day shows it in the history.

    Minutes and medication of which nothing was said are left out: unknown, not zero.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"week-view--{part}" for part in ("faint", "blank", "done", "full", "empty")
    }
    DEFAULT_CSS = """
    WeekView {
        height: 1fr;
        text-wrap: nowrap;
        & > .week-view--faint { color: $foreground 65%; }
        & > .week-view--blank { background: $foreground 5%; }
        &:ansi > .week-view--blank { background: transparent; }
        & > .week-view--done { color: $success; text-style: bold; }
        & > .week-view--full { color: $primary; text-style: bold; }
        & > .week-view--empty { color: $foreground 40%; }
        &:ansi > .week-view--faint, &:ansi > .week-view--empty { text-style: dim; }
    }
    """
    ALLOW_SELECT = False

    week: reactive[LastWeek | None] = reactive(None)

    def on_click(self, event: Click) -> None:
        day = hit_of(event)
        if isinstance(day, int):
            self.post_message(DayWanted(date.fromordinal(day)))

    def render(self) -> Content:
        week = self.week
        if week is None:
            return Content("")
        width, height = self.content_size
        cell = max(min(width // len(week.days), MOST_CELL), 2)
        roomy = width >= ROOMY[0] and height >= ROOMY[1]
        sums = self._sums(week, cell, width, roomy)
        blank = [Content("")]
        lines = [*self._cells(week.days, cell, roomy), *blank * roomy, *sums]
        free = height - len(week.days) - len(sums)
        if width >= LEAST_LIST and 3 * len(lines) < 2 * height and free >= 0:
            gap = blank * min(free // len(week.days), MOST_GAP)
            days = [line for day in week.days for line in (self._day(day, width), *gap)]
            lines = [*days, *(blank if free and not gap else []), *sums]
            lines = [*blank * ((height - len(lines)) // 2 if gap else 0), *lines]
        return Content("\n").join(lines)

    def _cells(self, days: Sequence[WeekDay], cell: int, roomy: bool) -> list[Content]:
        """The days beside each other."""
        names = [WEEKDAYS[day.day.weekday()][: 3 if cell > 3 else 2 if cell > 2 else 1] for day in days]
        numbers, grounds = self._row(days, cell), self._row(days, cell, numbers=False)
        return [
            Content.styled("".join(name.center(cell) for name in names).rstrip(), self.get_visual_style(FAINT)),
            *([grounds, numbers, grounds] if roomy else [numbers]),
            self._routines(days, cell),
        ]

    def _day(self, day: WeekDay, width: int) -> Content:
        """A day on a row of its own: its name, its pain, a routine, what else was logged."""
        faint = self.get_visual_style(FAINT)
        blank = faint + self.get_visual_style("week-view--blank")
        style = pain_cell(self.app, day.pain) if day.pain is not None else Style() if day.to_come else blank
        dated = width >= WITH_DATE
        name = WEEKDAYS[day.day.weekday()][:3] + (f" {day.day.day}" if dated else "")
        start = Content.styled(name.ljust(NAME_WITH_DATE if dated else NAME), faint)
        routine = f" {DONE if day.routine else ' '} "
        before = Content.assemble(
            start,
            (_value(day).center(BOX if dated else NARROW_BOX), style),
            (routine, self.get_visual_style("week-view--done")),
        )
        room = width - before.cell_length
        return (before + fitting(day.beside, room).ljust(room)).stylize(hit_style(day.day.toordinal()))

    def _sums(self, week: LastWeek, cell: int, width: int, roomy: bool) -> list[Content]:
        """What the days come to: how many were logged, the minutes, the medication."""
        air = [Content("")] if roomy else []
        day_count = sum(day.logged for day in week.days)
        lines = [*self._words("Logged", f"{day_count} of 7 days" if cell > 2 else f"{day_count} of 7", width)]
        for words, short, minutes, goal in (
            ("Active today", "Today", week.active_today, ACTIVE_A_DAY),
            ("Active", "Active", week.active_minutes, ACTIVE_A_WEEK),
        ):
            if minutes is None:
                continue
            lines += air
            brief = f"{minutes}/{goal} min"
            if cell > 2:
                so_far = of_goal(minutes, goal, "min")
                so_far = so_far if len(short) + len(so_far) < width else brief
                name = words if len(words) + len(so_far) < width else short
                lines += [*self._words(name, so_far, width), self._bar(minutes, goal, width)]
            else:
                lines += self._words(short, brief if len(short) + len(brief) < width else f"{minutes} min", width)
        if week.medication_days:
            lines += [*air, *self._words("Medication", count(week.medication_days, "day"), width)]
        return lines

    def _row(self, days: Sequence[WeekDay], cell: int, *, numbers: bool = True) -> Content:
        """A cell a day, with its pain in it or the same ground without."""
        faint = self.get_visual_style(FAINT)
        parts: list[tuple[str, Style]] = []
        for day in days:
            style = pain_cell(self.app, day.pain) if day.pain is not None else faint
            style += hit_style(day.day.toordinal())
            parts += [((_value(day) if numbers else "").center(cell - 1), style), (" ", Style())]
        return Content.assemble(*parts)

    def _routines(self, days: Sequence[WeekDay], cell: int) -> Content:
        ticks = "".join((DONE if day.routine else "").center(cell - 1) + " " for day in days)
        return Content.styled(ticks.rstrip(), self.get_visual_style("week-view--done"))

    def _words(self, words: str, value: str, width: int) -> tuple[Content, ...]:
        gap = " " * max(width - len(words) - len(value), 1)
        return (Content.assemble((words, self.get_visual_style(FAINT)), gap, value),)

    def _bar(self, minutes: int, goal: int, width: int) -> Content:
        """A bar up to the goal; one of more than that is full, with the goal marked in it."""
        full_style, empty_style = (self.get_visual_style(f"week-view--{part}") for part in ("full", "empty"))
        if minutes > goal:
            before = round(goal / minutes * width)
            return Content.assemble((FULL * before + GOAL + FULL * (width - before - 1), full_style))
        full = round(minutes / goal * width)
        return Content.assemble((FULL * full, full_style), (EMPTY * (width - full), empty_style))
