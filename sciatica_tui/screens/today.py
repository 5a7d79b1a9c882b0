"""Today: how it goes, what there is to do, the last seven days."""

from __future__ import annotations

from datetime import timedelta
from typing import TypeVar

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from ..commands import Scope
from ..core import overview
from ..core.days import DayRow, day_row, day_rows
from ..core.records import CheckIn, Episode, Medication, RedFlagAnswer
from ..core.red_flags import last_asked
from ..core.words import long_day
from ..widgets.body_map import BodyMap, shades_of_zone
from ..widgets.small_chart import SmallChart
from ..widgets.task_list import TaskList
from .mode_screen import CheckInWanted, ModeScreen, bindings

W = TypeVar("W", bound=Widget)


class TodayScreen(ModeScreen):
    """The first screen: the answer before the details."""

    MODE = "today"
    SCOPE = Scope.TODAY
    BINDINGS = bindings(Scope.TODAY)
    AUTO_FOCUS = "TaskList"

    headline = getters.query_one("#headline", Static)
    leg_chart = getters.query_one("#leg-chart", SmallChart)
    back_chart = getters.query_one("#back-chart", SmallChart)
    tasks = getters.query_one(TaskList)
    body_map = getters.query_one(BodyMap)
    where = getters.query_one("#where", Vertical)
    week = getters.query_one("#week-text", Static)

    def body(self) -> ComposeResult:
        yield Static(id="headline", classes="panel")
        with Horizontal(id="today-columns"):
            with Vertical(id="how-it-goes"):
                yield _panel(SmallChart(self.services.today(), id="leg-chart"), "Worst leg pain · 28 days")
                yield _panel(SmallChart(self.services.today(), id="back-chart"), "Worst back pain · 28 days")
            with Vertical(id="what-to-do"):
                yield _panel(TaskList(), "Today")
                with Horizontal(id="where-and-week"):
                    with _panel(Vertical(id="where"), "Where"):
                        yield BodyMap()
                    with _panel(Vertical(id="week"), "Last 7 days"):
                        yield Static(id="week-text")

    def show(self) -> None:
        """Draw what the journal holds for today."""
        journal, today = self.services.journal, self.services.today()
        checkins = journal.all(CheckIn)
        episode = overview.current_episode(journal.all(Episode))
        number = overview.day_number(episode, checkins, today)
        day = f"Day {number} · " if number else ""
        self.headline.border_title = f"{day}{long_day(today)}"
        self.headline.update(Content(overview.headline(checkins, today)))
        rows = day_rows(checkins, today - timedelta(overview.CHART_DAYS - 1), today)
        for chart, field in ((self.leg_chart, "leg_pain"), (self.back_chart, "back_pain")):
            chart.last_day = today
            chart.points = tuple((row.day, value) for row in rows if (value := getattr(row, field)) is not None)
            chart.refresh()
        asked = last_asked(checkins, journal.all(RedFlagAnswer), today)
        self._todo = overview.todo(checkins, asked, today)
        self.tasks.rows = tuple((row.mark, row.words, row.aside) for row in self._todo)
        self._show_where(day_row(today, (c for c in checkins if c.day == today)), episode)
        week = overview.last_week(checkins, journal.all(Medication), today)
        self.week.update(_week_text(week))

    def _show_where(self, row: DayRow, episode: Episode | None) -> None:
        side = next((c.side for c in reversed(row.checkins) if c.side is not None), None)
        side = side or (episode.side if episode is not None else None)
        self.body_map.shades = shades_of_zone(row.zone, side)
        self.where.border_subtitle = "not asked today" if row.zone is None else row.zone.value

    def action_check_in(self) -> None:
        """Open the form."""
        self.post_message(CheckInWanted())

    def action_move(self, steps: int) -> None:
        """Move the mark."""
        self.tasks.focus()
        self.tasks.cursor += steps

    def action_do(self) -> None:
        """Act on the marked row."""
        self.tasks.choose()

    @on(TaskList.Chosen)
    async def _chosen(self, event: TaskList.Chosen) -> None:
        match self._todo[event.row].kind:
            case "checkin":
                self.post_message(CheckInWanted())
            case "weekly":
                self.post_message(CheckInWanted(weekly=True))
            case "red_flags":
                await self.run_action("app.red_flags")


def _week_text(week: overview.LastWeek) -> Content:
    bars = "".join("▆" if logged else "▁" for logged in week.logged)
    medication = f"{week.medication_days} day{'' if week.medication_days == 1 else 's'}"
    lines = (
        f"Logged  {sum(week.logged)} of 7",
        f"        {bars}",
        f"Active  {week.active_minutes}/{overview.ACTIVE_A_WEEK} m",
        f" today  {week.active_today}/{overview.ACTIVE_A_DAY} m",
        f"Pills   {medication}",
    )
    return Content("\n".join(lines))


def _panel(widget: W, title: str) -> W:
    widget.add_class("panel")
    widget.border_title = title
    return widget
