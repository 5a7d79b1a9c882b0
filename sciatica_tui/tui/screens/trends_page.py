"""What Trends shows: the measures, and the chosen one as chart, ribbon, table or comparison."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date
from functools import partial

import msgspec
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Resize

from ...domain.assessment.assess import Assessment
from ...domain.charts import comparisons, pain_map, weeks
from ...domain.charts.chart import Chart
from ...domain.charts.measure_display import BY_MEASURE, DISPLAYS, MeasureDisplay, axis_of
from ...domain.charts.trend_text import day_lines, verdict_line
from ...domain.charts.trends import PAINS, TimeRange, Trends, chart_of, range_or_usual, trends_of
from ...domain.records import CheckIn, Episode, Event, Medication, Scan, Session, Side, Trial, TrialEvening, Visit
from ...domain.text.grammar import lower
from ...domain.views.trends_to_come import NOTHING_LOGGED
from ...domain.visits.visit import with_visits
from ...services.container import Services
from ..widgets.charts.comparison_bars import comparison_bars
from ..widgets.charts.comparison_table import TableMaker, comparison_lines
from ..widgets.charts.lines_view import LinesView
from ..widgets.charts.measure_list import MeasureList
from ..widgets.charts.summaries import ChartOverSummaries
from ..widgets.charts.to_come import to_come_lines
from ..widgets.charts.week_table import week_lines
from ..widgets.charts.weeks_view import WeeksView
from ..widgets.charts.where_view import WhereView
from ..widgets.choice_line import ChoiceLine
from ..widgets.fitting_line import FittingLine
from ..widgets.spot import Line
from ..window_size import WindowSize, class_of
from .mode_screen import ModeScreen
from .trend_views import View, edges, has_values, listed, measure_rows

ALL_DAYS = "all days"
"""Below what goes with a measure: what it is told from."""

LEVELS_LISTED = "usual level · tests: middle"
"""What the values in the list are: of tests the middle one of the latest."""
CHECK_IN = "Press {trends.checkin} to check in."
"""In the place of a chart without any value, after what is to be said of it."""

MOST_WORDS = 60
"""Columns of sentences that stand alone."""

WIDTHS = [(0, "-slim"), (76, "-narrow"), (110, "-wide"), (170, "-huge")]
"""Columns from which a class is given."""
HEIGHTS = [(0, "-low"), (20, "-usual")]
"""Rows from which a class is given."""


class TrendsPage(ModeScreen):
    """The list of measures on the left, and the chosen one on the right, in one of its views."""

    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.measures = MeasureList(id="measures")
        self.measures.add_class("panel")
        self.measures.border_title = "Measures"
        self.picture = Vertical(id="picture", classes="panel")
        self.views = ChoiceLine(*(view.value for view in View), id="views")
        self.verdict = FittingLine(id="verdict")
        self.chart_room = ChartOverSummaries()
        self.chart, self.summaries = self.chart_room.chart, self.chart_room.summaries
        self.where = WhereView()
        self.week_view = WeeksView(id="weeks")
        self.with_view = LinesView(id="with")
        self.read_out = FittingLine(id="read-out")
        self._drawn_from: Assessment | None = None
        """What `body` has drawn, until `show` is asked for it."""
        self._trends: Trends | None = None
        self._where: tuple[pain_map.DayWhere, ...] | None = None
        self._to_play = False
        self._side: Side | None = None
        self._compared: tuple[comparisons.Group, ...] = ()
        self._view = View.CHART
        self._view_before: View | None = None
        """What a replay was begun from, in another view."""
        self._range: TimeRange | None = None
        self._kind = DISPLAYS[0]
        """The chosen measure, at first the pain that is followed."""
        self._is_chosen = False
        self._day: int | None = None
        """The day that a person went to, for every measure; `None` for the latest of each."""
        self._listed: tuple[MeasureDisplay, ...] = DISPLAYS
        self._all_listed = False
        """Whether measures without any value are listed too."""
        self._over = False
        self._alone = False

    def body(self) -> ComposeResult:
        # What is judged already is drawn before the first layout; of ten years that takes a few milliseconds.
        self._drawn_from = self.services.assessment_cache.cached(self.services.today())
        if self._drawn_from is not None:
            self._take(self._drawn_from, _trends_of(self.services, self._drawn_from))
        with Horizontal(id="trends"):
            yield self.measures
            with self.picture:
                yield self.views
                yield self.verdict
                yield self.chart_room
                yield self.where
                yield self.week_view
                yield self.with_view
                yield self.read_out

    def choose(self, measure: str) -> None:
        """Show the chart of a measure."""
        self._view = View.CHART
        self._kind, self._is_chosen = BY_MEASURE[measure], True
        self._draw()

    # What is shown

    def show(self) -> None:
        """Judge and draw what the journal holds now."""
        assessment, self._drawn_from = self._drawn_from, None
        if assessment is None or assessment is not self.services.assessment_cache.cached(self.services.today()):
            self._judge()

    @work(exclusive=True, group="judge")
    async def _judge(self) -> None:
        """Off the event loop: ten years of entries take a moment."""
        assessment = await self.services.assessment_cache.assess(self.services.today())
        trends = await asyncio.to_thread(_trends_of, self.services, assessment)
        if not self.gone:
            self._take(assessment, trends)

    def _take(self, assessment: Assessment, trends: Trends) -> None:
        journal = self.services.journal
        self._side = pain_map.usual_side(journal.all(CheckIn), journal.all(Episode))
        if not self._is_chosen:
            self._kind = BY_MEASURE[assessment.followed_pain]
        self._trends = trends
        self._where = None
        self._draw()
        self.show_offers()

    @property
    def kind(self) -> MeasureDisplay:
        """The chosen measure; the view of where it hurt is always about the zone."""
        return BY_MEASURE["zone"] if self._view is View.WHERE else self._kind

    @property
    def _narrow(self) -> bool:
        return class_of(WIDTHS, self.app.size.width) in ("-slim", "-narrow")

    def _draw(self) -> None:
        trends = self._trends
        if trends is None:
            return
        self.views.current = tuple(View).index(self._view)
        self._show_list()
        self.views.display = not self._is_empty
        if self._is_empty:
            self._show_what_comes()
            return
        for view, widget in (
            (View.CHART, self.chart_room),
            (View.WHERE, self.where),
            (View.WEEKS, self.week_view),
            (View.WITH, self.with_view),
        ):
            widget.display = view is self._view
        self.read_out.display = self._view is View.CHART
        self._list(trends)
        self._draw_measure()

    def _show_list(self) -> None:
        """Show the measures, unless they are hidden or the view needs their room."""
        was_hidden = not self.measures.display
        self.measures.display = not (self._alone or self._is_cramped or self._is_empty)
        if was_hidden and self.measures.display:
            self.measures.focus()  # which it had lost as it was hidden

    @property
    def _is_empty(self) -> bool:
        return self._trends is not None and not has_values(self._trends)

    def _show_what_comes(self) -> None:
        """In the place of views without anything to see: what appears here, and when."""
        for widget in (self.verdict, self.chart_room, self.where, self.week_view, self.read_out):
            widget.display = False
        self.with_view.display = True
        self.picture.border_title, self.picture.border_subtitle = NOTHING_LOGGED, ""
        self.with_view.set_lines(partial(to_come_lines, last=self.with_keys(CHECK_IN)), centred=True)

    @property
    def _is_cramped(self) -> bool:
        """Whether the view needs the room of the list."""
        return self._narrow and self._view is not View.CHART

    def _list(self, trends: Trends) -> None:
        """The measures with a value, the main ones and the chosen one; how many others there are is one line."""
        self._listed = DISPLAYS if self._all_listed else listed(trends, self._kind)
        unlisted = len(DISPLAYS) - len(self._listed)
        last_line = f"{unlisted} more, nothing to see yet" if unlisted else ""
        self.measures.set_rows(measure_rows(trends, self._listed), *trends.days_of(self._range_of(trends)), last_line)
        has_levels = any(reading.comparison is not None for reading in trends.readings.values())
        self.measures.border_subtitle = LEVELS_LISTED if has_levels else ""
        if not self.measures.is_on_more:
            self.measures.cursor = self._listed.index(self.kind)

    def _range_of(self, trends: Trends) -> TimeRange:
        return range_or_usual(trends, self._range)

    def _draw_measure(self) -> None:
        trends = self._trends
        if trends is None:
            return
        over = self._over and self._view is View.CHART
        chart = chart_of(trends, self.kind, self._range_of(trends), over=over)
        words = verdict_line(trends, self.kind)
        is_bare = self._view is View.CHART and not trends.of(self.kind) and not chart.has_points
        if is_bare:
            chart = msgspec.structs.replace(chart, empty=f"{words} {self.with_keys(CHECK_IN)}")
        self.verdict.display = self._view is not View.WITH and not is_bare
        self.chart_room.set_chart(chart, has_summaries=self._has_summaries)
        is_kept = self._day is not None and chart.first <= self._day <= chart.until
        self.chart.cursor = chart.stepped(self._day, 0, 1) if self._day and is_kept else chart.last_entry
        self._word_verdict()
        match self._view:
            case View.CHART:
                self._read_out()
                if self._has_summaries:
                    self._show_summaries(trends, chart)
            case View.WHERE:
                if self._where is None:
                    self._find_where()
                else:
                    pains = {BY_MEASURE[pain].label.lower(): trends.entries.get(pain, ()) for pain in PAINS}
                    self.where.set_days(
                        self._where, chart.first, chart.until, trends.marks, self._side, pains, chart.room
                    )
                    self.where.go(self.chart.cursor or chart.until)
            case View.WEEKS:
                self._show_weeks(trends, chart)
            case View.WITH:
                self._compare()

    @property
    def _has_summaries(self) -> bool:
        """Whether the other views are shown below the chart: in a huge window, once the measure has a value."""
        has_values = self._trends is not None and bool(self._trends.of(self._kind))
        return has_values and self._view is View.CHART and self.window_size is WindowSize.HUGE

    def _word_verdict(self) -> None:
        """Say the verdict and, on the edges, what is drawn: in few words where more would take the chart's room."""
        trends, chart = self._trends, self.chart.chart
        if trends is not None and chart is not None:
            is_low = class_of(HEIGHTS, self.app.size.height) == "-low"
            brief = is_low or (self._narrow and self.measures.display)
            span = self._range_of(trends)
            wording = partial(verdict_line, trends, self.kind, brief=brief, first=trends.days_of(span)[0])
            self.verdict.wordings = (wording(), wording(with_days=False)) if is_low else (wording(),)
            self.verdict.refresh(layout=True)
            if self._view is not View.WITH:
                is_slim = self.measures.display and class_of(WIDTHS, self.app.size.width) == "-slim"
                self.picture.border_title, self.picture.border_subtitle = edges(chart, span, is_slim=is_slim)

    @on(Resize)
    def _fit(self) -> None:
        self._show_list()
        self._word_verdict()
        self.show_offers()
        if self.summaries.display is not self._has_summaries:
            self._draw()

    def _show_summaries(self, trends: Trends, chart: Chart) -> None:
        """The other views of the measure, all at once."""
        if self._where is None:
            self._find_where()
        else:
            self.summaries.ribbon.set_days(self._where, chart.first, chart.last, ())
        self._show_weeks(trends, chart)
        self._compare()

    def _read_out(self) -> None:
        day, trends = self.chart.cursor, self._trends
        if day is None or trends is None:
            self.read_out.wordings = ()
            return
        self.read_out.wordings = day_lines(trends, self.kind, day, over=self._over)

    def _weeks(self, trends: Trends) -> tuple[weeks.WeekLevel, ...]:
        first = max(trends.days_of(self._range_of(trends))[0], trends.first)
        return weeks.weeks(self.kind, trends.of(self.kind), first, trends.today)

    def _show_weeks(self, trends: Trends, chart: Chart) -> None:
        table, kind = self._weeks(trends), self.kind
        axis = axis_of(kind, [end for week in table for end in (week.value, week.high) if end is not None])
        if self._has_summaries:
            self.summaries.weeks.set_lines(lambda width: week_lines(table, kind, axis, width))
            return
        values = dict(trends.of(kind))

        def lines(width: int, *, air: bool = False) -> list[Line]:
            return week_lines(table, kind, axis, width, values, trends.marks, (trends.first, trends.last), air=air)

        self.week_view.set_weeks(
            lines, partial(lines, air=True), weeks.chart_of_weeks(table, chart, kind, trends.today)
        )

    @work(exclusive=True, group="where")
    async def _find_where(self) -> None:
        self._where = await asyncio.to_thread(pain_map.where, self.services.journal.all(CheckIn))
        if self.gone:
            return
        self._draw_measure()
        if self._to_play and self._view is View.WHERE:
            self.where.play()
        self._to_play = False

    @work(exclusive=True, group="compare")
    async def _compare(self) -> None:
        trends, journal, kind = self._trends, self.services.journal, comparisons.outcome_of(self.kind)
        if trends is None:
            return
        records = journal.all(CheckIn), journal.all(Session), journal.all(Medication)
        self._compared = await asyncio.to_thread(comparisons.comparisons, trends, kind, *records)
        trials = journal.all(Trial), journal.all(TrialEvening)
        trial_words = await asyncio.to_thread(_tried_out, *trials, kind.measure, self.services.today())
        if self.gone:
            return
        lower_is_better = kind.rule.lower_is_better if kind.rule else False
        view = self.summaries.goes_with if self._has_summaries else self.with_view
        instead_of = "" if kind is self.kind else self.kind.label
        outcome = lower(kind.title)
        self.summaries.name_outcome(outcome)
        if self._view is View.WITH:
            self.picture.border_title = Content(f"What goes with {outcome}")
            self.picture.border_subtitle = ALL_DAYS
        can_compare = comparisons.compared(self._compared) > 0
        last = "" if can_compare else self.with_keys(CHECK_IN)

        def lines(width: int, table: TableMaker | None = None) -> list[Line]:
            # Asked again at every size: the window may have shrunk since.
            table = table if self.window_size is WindowSize.HUGE else None
            width = width if can_compare else min(width, MOST_WORDS)
            brief = view is self.summaries.goes_with
            return comparison_lines(
                self._compared, kind, lower_is_better, width, instead_of, table, last, trial_words, brief=brief
            )

        tables = (partial(comparison_bars, air=True), comparison_bars) if view is self.with_view else ()
        view.set_lines(*(partial(lines, table=table) for table in tables), lines, centred=not can_compare)
        self.call_after_refresh(self.show_offers)


def _trends_of(services: Services, assessment: Assessment) -> Trends:
    journal, today = services.journal, services.today()
    events = with_visits(journal.all(Event), journal.all(Visit), today)
    return trends_of(journal.all(CheckIn), events, journal.all(Scan), assessment, today)


def _tried_out(trials: Sequence[Trial], evenings: Sequence[TrialEvening], measure: str, today: date) -> tuple[str, ...]:
    if not trials:
        return ()
    from ...domain.trials.words import tried_out

    return tried_out(trials, evenings, measure, today)
