"""Trends: every measure with its verdict, and four ways to see it."""

from __future__ import annotations

import asyncio
from datetime import date

from textual import on, work

from ...domain.charts.charted_entry import charted_entry
from ...domain.charts.measure_display import DISPLAYS
from ...domain.charts.trends import ranges
from ...domain.errors import AppError
from ...domain.records import CheckIn
from ...services.commands import BY_ID, Scope, in_scope, key_words
from ..bindings import bindings
from ..messages import DayWanted, DialogWanted
from ..notices import say_error
from ..themes import styles
from ..widgets.charts.lines_view import LinesView
from ..widgets.charts.measure_list import MeasureList
from ..widgets.charts.time_chart import TimeChart
from ..widgets.charts.where_view import WhereView
from ..widgets.choice_line import ChoiceLine
from ..widgets.command_bar import Offer
from .trend_views import View, table_of
from .trends_page import TrendsPage

OPEN, STEP, VIEW, MAXIMISE, CHECK_IN = "open", "step(-1)", "view", "maximise", "check_in"
NOT_IN: dict[View, frozenset[str]] = {
    View.CHART: frozenset(),
    View.WHERE: frozenset(("over",)),
    View.WEEKS: frozenset(("over", "play", "write")),
    View.WITH: frozenset(("over", "play", "write", "range")),
}
"""What does nothing in a view, by action."""
OF_VALUES = frozenset((OPEN, STEP, "over", "play", "copy_numbers", "write"))
"""What does nothing without any value."""

ONE_RANGE = "All your days are shown: there are no more than two weeks of them yet."
ONLY_CHARTS = "Only charts can be saved as pictures. {trends.copy} copies the table."


class TrendsScreen(TrendsPage):
    """What the keys do with what is shown."""

    CSS_PATH = styles("trends")
    MODE = "trends"
    SCOPE = Scope.TRENDS
    BINDINGS = bindings(Scope.TRENDS)
    AUTO_FOCUS = "MeasureList"

    def on_mount(self) -> None:
        for table in (self.week_view.table, self.with_view):
            self.watch(table, "scroll_y", self.show_offers, init=False)
        super().on_mount()

    def action_measure(self, steps: int) -> None:
        """Choose another measure, so many further on in the list."""
        self.measures.move(steps)

    def action_ends(self, last: bool) -> None:
        """Choose the first or the last measure."""
        self.measures.choose(len(DISPLAYS) if last else 0)

    @on(MeasureList.Chosen)
    def _measure_chosen(self, event: MeasureList.Chosen) -> None:
        if event.number < len(self._listed):
            self._kind, self._is_chosen = self._listed[event.number], True
            if self._view is View.WHERE and self._kind is not self.kind:
                self._view = View.CHART  # where it hurt is only ever about the zone
                self._draw()
            else:
                self._draw_measure()
        self.show_offers()

    @on(MeasureList.MoreWanted)
    def _list_all(self) -> None:
        self._all_listed = True
        self._draw()
        self.measures.scroll_to_cursor()

    def action_step(self, steps: int) -> None:
        """Move the cursor by days, or a long table by pages."""
        match self._view:
            case View.CHART:
                self.chart.move(steps)
            case View.WHERE:
                self.where.move(steps)
            case View.WEEKS | View.WITH:
                table = self._table
                table.scroll_relative(y=steps * max(table.size.height - 1, 1), animate=False)

    @property
    def _table(self) -> LinesView:
        """The table that is shown instead of a chart, or would be."""
        return self.with_view if self._view is View.WITH else self.week_view.table

    def _offers(self) -> tuple[Offer, ...]:
        """Return what the footer names: only what does something in this view."""
        offers = tuple(offer for offer in super()._offers() if offer[2] not in self._idle)
        if self._is_empty:
            return offers
        if self.measures.display and self.measures.is_on_more:
            return tuple((key, "List them" if action == OPEN else words, action) for key, words, action in offers)
        if self._view in (View.WEEKS, View.WITH):
            offers = tuple(
                self._page_offer() if offer[2] == STEP else offer
                for offer in offers
                if offer[2] != OPEN and (self._table.max_scroll_y > 0 or offer[2] != STEP)
            )
        return offers if self.measures.display else self._offers_without_list(offers)

    @property
    def _idle(self) -> frozenset[str]:
        """What does nothing now, by action."""
        if self._is_empty:
            return frozenset(command.action for command in in_scope(Scope.TRENDS)) - {CHECK_IN}
        chart = self.chart.chart
        is_bare = chart is not None and not chart.has_points and not self.measures.is_on_more
        return NOT_IN[self._view] | (OF_VALUES if is_bare else frozenset())

    def _page_offer(self) -> Offer:
        """Name the next page of a long table, on its last one that before."""
        has_more = self._table.scroll_offset.y < self._table.max_scroll_y
        command = BY_ID["trends.right" if has_more else "trends.left"]
        return key_words(command, self.services.settings.keys)[0], "Page", command.action

    def _offers_without_list(self, offers: tuple[Offer, ...]) -> tuple[Offer, ...]:
        """Name the way to the next measure where no list shows it, and to the list only where that has room."""
        offers = tuple(
            (key, "Show the list" if action == MAXIMISE else words, action)
            for key, words, action in offers
            if action != MAXIMISE or not self._is_cramped
        )
        if self._view is View.WHERE:
            return offers
        down = BY_ID["trends.down"]
        keys = key_words(down, self.services.settings.keys)
        key = next((words for words in keys if not words.isalpha()), keys[0])
        at = 1 + [action for *_, action in offers].index(VIEW)
        return (*offers[:at], (key, "Next measure", down.action), *offers[at:])

    @on(TimeChart.Moved)
    @on(WhereView.Moved)
    def _go(self, event: TimeChart.Moved | WhereView.Moved) -> None:
        """Keep the day that a person went to, and read it out; from the latest on each measure has its own again."""
        self.chart.cursor = event.day
        chart = self.chart.chart
        self._day = None if chart is not None and event.day == chart.last_entry else event.day
        self._read_out()

    @on(ChoiceLine.Chosen)
    def _view_chosen(self, event: ChoiceLine.Chosen) -> None:
        self._show_view(tuple(View)[event.number])

    def action_view(self) -> None:
        """Show the next view."""
        order = tuple(View)
        self._show_view(order[(order.index(self._view) + 1) % len(order)])

    def _show_view(self, view: View, *, before: View | None = None) -> None:
        self.where.stop()
        self._view, self._view_before = view, before
        self._draw()
        self.show_offers()

    def action_range(self) -> None:
        """Show the next range of days."""
        if self._view is View.WITH:
            self.notify("What goes with it always uses all days.")
        elif self._trends is not None:
            choices = ranges(self._trends)
            if len(choices) == 1:
                self.notify(ONE_RANGE)
            index = choices.index(self._range_of(self._trends))
            self._range = choices[(index + 1) % len(choices)]
            self._draw()

    def action_over(self) -> None:
        """Lay another series over this one, or take it away."""
        if self._view is not View.CHART:
            self.notify("Only the chart can show a second line.")
            return
        if not self.kind.over:
            self.notify(f"There is no second line for {self.kind.label.lower()}.")
            return
        self._over = not self._over
        self._draw()

    def action_open(self) -> None:
        """Show the entry under the cursor in the history; on the line of what is left out, list that."""
        if self.measures.display and self.measures.is_on_more:
            self._list_all()
        elif self._view in (View.CHART, View.WHERE) and self.chart.cursor is not None:
            self.post_message(DayWanted(date.fromordinal(self.chart.cursor), self._entry_on(self.chart.cursor)))

    def _entry_on(self, day: int) -> str:
        """Return the id of the check-in that a day's value comes from; empty where the day has none."""
        trends = self._trends
        charted = dict(trends.of(self.kind)).get(day) if trends is not None else None
        if trends is None or charted is None:
            return ""
        of_day = (c for c in self.services.journal.all(CheckIn) if c.day.toordinal() == day)
        entry = charted_entry(self.kind, of_day, charted, trends.side)
        return entry.id if entry is not None else ""

    def action_maximise(self) -> None:
        """Hide the list of measures, or show it again."""
        self._alone = not self._alone
        self._draw()
        self.show_offers()

    def action_try_out(self) -> None:
        """Begin a trial, which can say whether something helps, or see the one that goes on."""
        self.post_message(DialogWanted("trial"))

    def action_play(self) -> None:
        """Play the days of where it hurt, or stop; days that are still being read play as soon as they are there."""
        if self._view is not View.WHERE:
            self._show_view(View.WHERE, before=self._view)
        if self._where is None:
            self._to_play = not self._to_play
        else:
            self.where.play()

    @on(WhereView.Played)
    def _go_back(self) -> None:
        """Show again what the replay was begun from."""
        if self._view_before is not None:
            self._show_view(self._view_before)

    def on_screen_suspend(self) -> None:
        self._to_play = False
        self.where.stop()

    # Copies and pictures

    def action_copy_numbers(self) -> None:
        """Copy what is shown as a table."""
        chart, trends = self.chart.chart, self._trends
        if chart is None or trends is None or not chart.has_points:
            self.notify("Nothing to copy.")
            return
        table = table_of(self._view, self.kind, chart, self._weeks(trends), self._compared)
        self.app.copy_to_clipboard(table)
        self.notify(f"Copied {table.count(chr(10)) - 1} rows for a spreadsheet.")

    @work(group="write")
    async def action_write(self) -> None:
        """Write the chart as a picture."""
        if self._view in (View.WEEKS, View.WITH):
            self.notify(self.with_keys(ONLY_CHARTS))
            return
        chart = self.chart.chart
        if chart is None or not chart.has_points:
            self.notify("Nothing to draw.")
            return
        try:
            path = await asyncio.to_thread(self.services.keep_picture, chart)
        except AppError as error:
            say_error(self.app, str(error))
            return
        self.notify(f"The picture is saved as\n{path}")
