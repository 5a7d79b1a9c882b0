"""The left column of Today: the pains over time, where it hurt, and the signs; in the first week what that is for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from textual import getters
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget

from ...domain.charts.chart import Chart
from ...domain.charts.pain_map import DayWhere
from ...domain.text.grammar import count
from ...domain.views.todo import Todo
from ...services.today_rows import TodayRows
from ..widgets.charts.time_chart import TimeChart
from ..widgets.fitting_column import Yielding
from ..widgets.task_list import TaskList
from ..window_size import WindowSize, window_size
from .base import panel

if TYPE_CHECKING:
    from ...domain.assessment.assess import Assessment
    from ..widgets.charts.zone_ribbon import ZoneRibbon

FIRST_WEEK, EMPTY = "-first-week", "-empty"


class TodayColumn(Yielding):
    """What goes first where there is no room: the routine to begin with, then the chart.

    Its classes say whether it is for the first week of a diary, and whether that is empty.
    """

    pain_chart = getters.query_one(TimeChart)
    signs = getters.query_one(TaskList)

    _ribbon: ZoneRibbon | None = None

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__("about-signs", "first-routine", "pain-chart", id=id)

    def compose(self) -> ComposeResult:
        chart = TimeChart(id="pain-chart")
        chart.can_focus = False
        yield panel(chart, "Leg pain and back pain")
        if window_size(self.app.size) is WindowSize.HUGE:
            yield self._ribbon_box()
        yield panel(TaskList(id="signs"), "Signs")
        if self.has_class(FIRST_WEEK):
            yield self._first_routine()

    def _ribbon_box(self) -> Widget:
        from ..widgets.charts.zone_ribbon import ZoneRibbon  # where there is room for it

        self._ribbon = ZoneRibbon()
        return panel(Vertical(self._ribbon, id="ribbon-box"), "Where it hurt")

    def _first_routine(self) -> Widget:
        from ..widgets.first_routine import FirstRoutine  # with every pose

        return panel(FirstRoutine(id="first-routine"), "")

    def _about_signs(self) -> Widget:
        from ...domain.views.first_look import ABOUT_SIGNS
        from ..widgets.sections_view import FactSheet

        return panel(FactSheet(ABOUT_SIGNS, id="about-signs"), "What will tell whether you get better")

    def show_week(self, classes: Mapping[str, bool], of_day: TodayRows) -> None:
        """Make room for the first week, with the routine to begin with, or the red flags that come before it."""
        self.update_classes(classes)
        is_first_week = self.has_class(FIRST_WEEK)
        if not is_first_week:
            return
        self.signs.rows = ()  # the mark goes through what shows
        from ...domain.views.first_week import routine_to_begin_with
        from ..widgets.first_routine import FirstRoutine

        if not self.query(FirstRoutine):
            self.mount(self._first_routine())
        if window_size(self.app.size) is WindowSize.HUGE and not self.query("#about-signs"):
            self.mount(self._about_signs())
        box = self.query_one(FirstRoutine)
        box.asks_flags = of_day.asks_flags_first
        box.routine = None if of_day.asks_flags_first else routine_to_begin_with(of_day.offered)

    def show_signs(self, assessment: Assessment, size: WindowSize) -> None:
        """List the signs; none in the first week."""
        from ...domain.views import phase

        if not self.has_class(FIRST_WEEK):
            is_narrow = self.screen.has_class("-narrow")
            self.signs.rows = phase.sign_rows(assessment, brief=size is WindowSize.COMPACT, briefest=is_narrow)

    def first_week(self, assessment: Assessment) -> tuple[Todo, ...]:
        """Return the rows that what there is to do has in the first week, and not later."""
        if not self.has_class(FIRST_WEEK):
            return ()
        from ...domain.views.first_week import first_week

        return first_week(assessment.readings.values(), assessment.on)

    def show_pain(self, chart: Chart, days: tuple[DayWhere, ...], on: date, size: WindowSize) -> None:
        """Show the pains over time, and over the same days where it hurt."""
        self.pain_chart.chart = chart
        self.pain_chart.has_legend = size is not WindowSize.COMPACT
        number = count(on.toordinal() - chart.first + 1, "day")
        self.pain_chart.border_title = Content(f"{chart.title} · {number}")
        if size is WindowSize.HUGE and self._ribbon is None:
            self.mount(self._ribbon_box(), before=self.signs)  # the window has grown
        if self._ribbon is not None:
            self._ribbon.set_days(days, chart.first, chart.last, ())
