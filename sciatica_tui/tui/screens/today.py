"""Today: how it goes, what there is to do, the last seven days."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Click, Resize

from ...domain.assessment.phase_decided import phase_words
from ...domain.charts.chart import Chart
from ...domain.charts.pain_map import DayWhere, last_where, usual_side, where
from ...domain.check_in.form import Form
from ...domain.check_in.schedule import is_first_week
from ...domain.episodes import day_number, span_on
from ...domain.records import (
    CheckIn,
    Episode,
    Event,
    FlarePlan,
    Medication,
    RedFlagAnswer,
    Scan,
    Session,
    Visit,
)
from ...domain.red_flags.flags import locked
from ...domain.text.dates import long_day
from ...domain.text.grammar import capital
from ...domain.views import today as today_view
from ...domain.views import todo
from ...domain.views.story import opening, story
from ...domain.views.todo import VERBS
from ...domain.visits.visit import with_visits
from ...services.commands import Scope
from ...services.container import Services
from ...services.today_rows import TodayRows, today_rows
from ..bindings import bindings
from ..exclusive_workers import LastAnswers, one_at_a_time
from ..messages import CheckInWanted, DialogWanted, MeasureWanted
from ..themes import styles
from ..widgets.body_map import BodyMap
from ..widgets.charts.time_chart import TimeChart
from ..widgets.command_bar import Offer
from ..widgets.fitting_column import Yielding
from ..widgets.latest_notes import LatestNotes
from ..widgets.story_view import StoryView
from ..widgets.task_list import TaskColumn, TaskList
from ..widgets.todo_list import TodoList
from ..widgets.week_view import WeekView
from ..window_size import WindowSize
from .base import panel
from .mode_screen import ModeScreen, named
from .row_answers import keep_answer, message_of
from .today_column import EMPTY, FIRST_WEEK, TodayColumn
from .today_where import WhereToday

if TYPE_CHECKING:
    from ...domain.assessment.assess import Assessment

SHORT, LONG = 28, 90
"""The days in the chart at most, and in that of a huge window."""

WIDTHS = [(0, "-narrow"), (76, "-usual")]
"""Columns from which a class is given."""


class TodayScreen(ModeScreen):
    """The first screen: the answer before the details."""

    CSS_PATH = styles("today")
    MODE = "today"
    SCOPE = Scope.TODAY
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(Scope.TODAY),
        Binding("y", "answer(True)", show=False),
        Binding("n", "answer(False)", show=False),
    ]
    AUTO_FOCUS = "#tasks"
    HORIZONTAL_BREAKPOINTS = WIDTHS

    headline = getters.query_one(StoryView)
    tasks = getters.query_one("#tasks", TodoList)
    signs = getters.query_one("#signs", TaskList)
    where = getters.query_one(WhereToday)
    week = getters.query_one(WeekView)
    columns = getters.query_one("#today-columns", Horizontal)
    column = getters.query_one(TodayColumn)
    pain_chart = getters.query_one(TimeChart)
    notes = getters.query_one(LatestNotes)

    _of_day = TodayRows((), (), ())
    _todo: tuple[todo.Todo, ...] = ()
    _asked: tuple[tuple[todo.Todo, ...], ...] = ((), (), ())
    """What waits for a decision, what the assessment asks, and what the first week is told."""
    _draft: Form | None = None
    _seen: Assessment | None = None
    _drawn_size: WindowSize | None = None
    """The size of the window that the chart of both pains was made for."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._answers = LastAnswers(self, partial(keep_answer, self))

    def body(self) -> ComposeResult:
        yield StoryView(id="headline", classes="panel")
        with Horizontal(id="today-columns").set_class(self._week_classes()[EMPTY], EMPTY, update=False):
            yield TodayColumn(id="how-it-goes").update_classes(self._week_classes(), update=False)
            with Yielding("where-and-week", id="what-to-do"):
                yield panel(TodoList(id="tasks"), "Today")
                with Horizontal(id="where-and-week"):
                    yield panel(WhereToday(id="where"), "Where")
                    yield panel(WeekView(id="week"), "Last 7 days")
                yield panel(LatestNotes(id="notes"), "")

    def on_screen_resume(self) -> None:
        if self.is_mounted and not self.gone and self._draft != self.drafts().of(self.services.today()):
            self.show()  # a draft is no change of the journal

    def show(self) -> None:
        """Draw what the journal holds for today."""
        journal, today, now = self.services.journal, self.services.today(), self.services.clock.now()
        checkins = journal.all(CheckIn)
        span = span_on(journal.all(Episode), today)
        number = day_number(journal.all(Episode), checkins, today) if span.last is None else None
        day = capital(span.day_words(number)) if number else ""
        self.headline.border_title = " · ".join(filter(None, (day, long_day(today))))
        self._draft = self.drafts().of(today)
        self._of_day = today_rows(journal, self._draft, today, now)
        self.headline.story = opening(today_view.headline(checkins, today), self._of_day.rows)
        classes = self._week_classes()
        self.column.show_week(classes, self._of_day)
        self.columns.set_class(classes[EMPTY], EMPTY)
        self._list_todo()
        self.changes_at = today_view.next_change(self._todo, journal.all(Visit), today, now)
        self._show_where(checkins)
        self._show_notes()
        if self._seen is None:
            self.call_after_refresh(self._judge)  # what need not be judged is painted first
        else:
            self._judge()

    def _week_classes(self) -> dict[str, bool]:
        """What the left column is for: in its first week a diary has no signs yet, but where those matter."""
        journal, today = self.services.journal, self.services.today()
        checkins = journal.all(CheckIn)
        has_signs = locked(journal.all(RedFlagAnswer), today) or span_on(journal.all(Episode), today).last is not None
        is_first = not has_signs and is_first_week(checkins, today)
        return {FIRST_WEEK: is_first, EMPTY: is_first and not checkins}

    def _show_notes(self) -> None:
        journal, today = self.services.journal, self.services.today()
        self.notes.show_notes(today_view.last_notes(journal.all(CheckIn), journal.all(Event), today), today)
        if self._week_classes()[EMPTY]:
            self.notes.show_modes(self._modes())

    @on(Resize)
    def _draw_for_size(self) -> None:
        """A window that has grown shows what it had no room for."""
        if self._seen is not None:
            self.show() if self.window_size is not self._drawn_size else self._list_todo(*self._asked)

    @work(exclusive=True, group="pain")
    async def _draw_pain(self) -> None:
        """The chart of both pains, and in a huge window the ribbon of zones below it; drawn off the event loop."""
        assessment, size = self._seen, self.window_size
        self._drawn_size = size
        if assessment is None:
            return
        most = LONG if size is WindowSize.HUGE else SHORT
        journal, today = self.services.journal, self.services.today()
        events = with_visits(journal.all(Event), journal.all(Visit), today)
        records = journal.all(CheckIn), events, journal.all(Scan)

        def drawn() -> tuple[Chart, tuple[DayWhere, ...]]:
            from ...domain.charts.trends import pain_chart, trends_of

            is_small, is_huge = size is WindowSize.COMPACT, size is WindowSize.HUGE
            trends, pain = trends_of(*records, assessment, today), assessment.followed_pain
            chart = pain_chart(trends, pain, most, with_marks=is_huge, as_bars=is_small)
            return chart, where(records[0]) if is_huge else ()

        chart, days_where = await asyncio.to_thread(drawn)
        if self.gone:
            return
        self.column.show_pain(chart, days_where, today, size)

    @work(exclusive=True, group="assess")
    async def _judge(self) -> None:
        """The signs and the sentence above them; on ten years of entries they follow the rest in a moment."""
        from ...domain.views import summary

        seen = await self.services.assessment_cache.assess(self.services.today())
        if self.gone:
            return
        self._seen = seen
        self._follow(seen.followed_pain)
        phase = phase_words(seen.phase.phase) if seen.span.last is None else ""
        titles = (summary.day_title(seen), long_day(seen.on), phase)
        self.headline.border_title = Content(" · ".join(filter(None, titles)))
        self.column.show_signs(seen, self.window_size)
        self._asked = *_rows_asked(self.services, seen, self._of_day.rows), self.column.first_week(seen)
        if seen.digest.days:
            self._tell(seen)
        self._list_todo(*self._asked)
        self._draw_pain()

    def _follow(self, pain: str) -> None:
        """Show the week by the pain that is followed, and that one's chart where there is room for one."""
        journal = self.services.journal
        records = journal.all(CheckIn), journal.all(Session), journal.all(Medication)
        self.week.week = today_view.last_week(*records, self.services.today(), pain)
        self.week.border_subtitle = today_view.mark_words(self.week.week)
        self.week.border_title = today_view.week_title(self.week.week, pain)

    def _tell(self, seen: Assessment) -> None:
        """The story, a line for each sentence; where there is no room for three lines, in two."""
        self.headline.together = self.window_size is WindowSize.COMPACT
        self.headline.story = story(seen, (*self._in_order(*self._asked[:2]), *self._of_day.routines))

    def _list_todo(self, *rows_asked: tuple[todo.Todo, ...]) -> None:
        """List the rows in order, and routines as there is room."""
        to_decide, to_answer, first_week = rows_asked or ((), (), ())
        routines = self._of_day.routines
        is_small = self.window_size is WindowSize.COMPACT
        lines = self._of_day.lines + sum(map(len, (to_decide, to_answer, first_week)))
        room = today_view.room_for_routines(self.size.height, lines, self.headline.lines, is_small=is_small)
        to_name = routines[:room]
        unnamed = len(self._of_day.offered) - len(to_name) if routines else 0
        self.tasks.routines = "" if not unnamed else f"{unnamed}{' more' if to_name else ''} in Routines"
        self._set_todo((*self._in_order(to_decide, to_answer), *to_name, *first_week))

    def _in_order(self, to_decide: tuple[todo.Todo, ...], to_answer: tuple[todo.Todo, ...]) -> tuple[todo.Todo, ...]:
        """Put what waits for a decision before the rest, but red flags before it."""
        head, others = self._of_day.rows[: self._of_day.head], self._of_day.rows[self._of_day.head :]
        return (*head[:-1], *to_decide, *head[-1:], *to_answer, *others)

    def _set_todo(self, rows: tuple[todo.Todo, ...]) -> None:
        self._todo = rows
        self.tasks.list_rows(rows)
        self.show_offers()

    def _show_where(self, checkins: Sequence[CheckIn]) -> None:
        """The furthest zone of today; dimmed, with its day, the last one there is where today's was not asked."""
        today = self.services.today()
        last = last_where(checkins, today)
        side = usual_side(checkins, self.services.journal.all(Episode))
        self.where.show_day(last, side, today, is_logged=todo.is_logged(self._todo))

    @one_at_a_time("episode")
    async def _change_episode(self) -> None:
        from .episode_change import change_episode

        await change_episode(self.app, self.services)

    def _offers(self) -> tuple[Offer, ...]:
        verb = self._verb if self._todo else "Open"
        same = "check_in" if verb.startswith("Check in") else "weekly" if verb == VERBS["weekly"] else ""
        return _with_alarm(self.services, named(super()._offers(), verb, same))

    @property
    def _verb(self) -> str:
        return "Why?" if self.signs.has_focus or not self._todo else self._todo[self.tasks.cursor].verb

    @property
    def _column(self) -> TaskColumn:
        return TaskColumn(self.tasks, self.signs)

    def action_bad_day(self) -> None:
        """Open the plan for bad days."""
        self.post_message(DialogWanted("bad day"))

    def action_weekly(self) -> None:
        """Open the weekly tests."""
        self.post_message(CheckInWanted(weekly=True))

    def action_move(self, steps: int) -> None:
        """Move the mark, through what there is to do and on into the signs."""
        self._column.move(steps)

    def action_ends(self, last: bool) -> None:
        """Move the mark to the last row, a sign, or to the first, of what there is to do."""
        self._column.go(last)

    def action_do(self) -> None:
        """Act on the marked row."""
        self._column.marked.choose()

    @on(Click, "#headline")
    async def _story_clicked(self) -> None:
        await self.run_action("app.go('phase')")

    @on(BodyMap.Chosen)
    def _zone_clicked(self) -> None:
        self.post_message(MeasureWanted("zone"))

    @on(TaskList.Chosen, "#signs")
    async def _sign_chosen(self, event: TaskList.Chosen) -> None:
        if self._seen is not None:
            from .sign_detail import SignPage

            self.app.push_screen(SignPage(self._seen, event.row))

    @one_at_a_time("numb")
    async def _ask_numbness(self, kind: str) -> None:
        from .episode_change import ask_numbness

        words = {row.kind: row.words for row in self._todo}
        new = await ask_numbness(self.app, words[kind]) if kind in words else None
        if new is not None:
            self._answers.give(kind, new)

    def action_answer(self, yes: bool) -> None:
        """Answer the marked row, where it is a question for yes or no; any other question is opened."""
        row = self._todo[self.tasks.cursor] if self.tasks.has_focus else None
        if row is None or row.mark != todo.QUESTION:
            return
        if row.kind.startswith(("numb:", "flare-over:")):
            self._answers.give(row.kind, yes)
        else:
            self.tasks.choose()

    async def flush_pending(self) -> bool:
        return await self._answers.settle()

    @one_at_a_time("gap")
    async def _answer_gap(self, seen: Assessment) -> None:
        from .episode_change import answer_gap

        await answer_gap(self.app, self.services, seen)

    @one_at_a_time("doubt")
    async def _settle(self, name: str) -> None:
        """A number that nobody was asked about when its check-in was written down."""
        from .red_flags import settle_doubt

        await settle_doubt(self.app, self.services, name)

    @on(TaskList.Chosen, "#tasks")
    async def _chosen(self, event: TaskList.Chosen) -> None:
        await self._do(str(event.key))

    async def _do(self, row: str) -> None:
        message = message_of(self.services, row)
        if message is not None:
            self.post_message(message)
        kind, _, name = row.partition(":")
        match kind:
            case "episode" | "after-end":
                self._change_episode()
            case "phase":
                await self.run_action("app.go('phase')")
            case "numb":
                self._ask_numbness(row)
            case "gap" if self._seen is not None:
                self._answer_gap(self._seen)
            case "doubt":
                self._settle(name)
            case "red_flags" | "help":
                await self.run_action("app.red_flags")


def _rows_asked(services: Services, seen: Assessment, rows: Sequence[todo.Todo]) -> tuple[tuple[todo.Todo, ...], ...]:
    """Return what waits for a decision, and what the assessment asks besides `rows`."""
    from ...domain.views.bad_day import rows_of_the_plan  # with what judges

    plans = rows_of_the_plan(seen, rows, has_plan=bool(services.journal.all(FlarePlan)))
    return tuple(today_view.to_decide(seen)), (*plans, *today_view.to_answer(seen))


def _with_alarm(services: Services, offers: tuple[Offer, ...]) -> tuple[Offer, ...]:
    """What a footer names; while an alarm is open, for which it is not, without the plan for bad days."""
    is_locked = locked(services.journal.all(RedFlagAnswer), services.today())
    return tuple(offer for offer in offers if offer[2] != "bad_day") if is_locked else offers
