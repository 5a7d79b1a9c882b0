"""The first page of the check-in: what is written down today, what is half filled or missed, and what is due.

In a larger window the marked day stands beside: where it hurt, and what was written down.
"""

from __future__ import annotations

from datetime import date, timedelta

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.events import Resize

from ...domain.charts.pain_map import last_where, usual_side, where
from ...domain.check_in.form import Drafts
from ...domain.episodes import has_ended
from ...domain.records import CheckIn, Episode, RedFlagAnswer
from ...domain.red_flags.flags import locked
from ...domain.text.dates import long_day
from ...domain.views.check_in_day import entries_in_words, rows_of_days, rows_of_today, today_and_yesterday
from ...domain.views.history import Listing
from ...domain.views.todo import DUE, Todo
from ...services.commands import Scope
from ...services.entries import listing
from ..bindings import bindings
from ..messages import CheckInWanted, DayWanted
from ..themes import styles
from ..widgets.about_answers import TITLE as ABOUT_TITLE
from ..widgets.about_answers import AboutAnswers
from ..widgets.body_map import BodyMap, shades_of
from ..widgets.command_bar import Offer
from ..widgets.entry_list import TIME_WIDTH
from ..widgets.hanging_rows import HangingRows
from ..widgets.task_list import TaskColumn, TaskList
from .mode_screen import ModeScreen, named

DAYS, MOST_DAYS = 7, 60
"""Days before today that are listed in any window, and in the largest."""

FRAMES, PADDING = 6, 4
"""Rows that are not the lists': the strip, the bottom line, four borders; and what a wide window leaves free."""

FURTHER_BACK = "{day.back} fills in an earlier day"

TODAY_TITLE = "Today and yesterday"
OTHER_LIST = "other_list"

WIDTHS = [(0, "-compact"), (110, "-wide"), (170, "-huge")]
"""Columns from which a class is given: the lists alone, with the marked day beside them, with more of it."""

VERBS = {"checkin": "Check in", "entry": "Change", "weekly": "Weekly tests", "day": "Fill in", "logged": "Open"}
"""What Enter does, by the kind of a row."""


class CheckInDayScreen(ModeScreen):
    """Two lists that the marked row goes through as through one: today, and the days before."""

    CSS_PATH = styles("check_in_day")
    MODE = "checkin"
    SCOPE = Scope.DAY
    BINDINGS = bindings(Scope.DAY)
    AUTO_FOCUS = "#day"
    HORIZONTAL_BREAKPOINTS = WIDTHS

    _today: tuple[Todo, ...] = ()
    _days_shown = 0
    _days: tuple[Todo, ...] = ()
    _all = Listing()
    _drafts = Drafts()

    today = getters.query_one("#day", TaskList)
    days = getters.query_one("#days", TaskList)
    where = getters.query_one("#where", Container)
    body_map = getters.query_one(BodyMap)
    written = getters.query_one("#written", VerticalScroll)
    entries = getters.query_one(HangingRows)

    def body(self) -> ComposeResult:
        with Container(id="check-in-day"), Container(id="lists-and-where"):
            with Container(id="lists"):
                yield TaskList(id="day", classes="panel")
                yield TaskList(id="days", classes="panel -pains")
                with Container(id="about", classes="panel"):
                    yield AboutAnswers(classes="-spaced")
            with Container(id="marked-day"):
                with Container(id="where", classes="panel"):
                    yield BodyMap()
                with VerticalScroll(id="written", classes="panel", can_focus=False):
                    yield HangingRows(indent=TIME_WIDTH, classes="-faint")

    def show(self) -> None:
        """Draw what the journal holds, and what is half filled."""
        journal, on = self.services.journal, self.services.today()
        checkins = journal.all(CheckIn)
        is_locked = locked(journal.all(RedFlagAnswer), on)
        is_over = has_ended(journal.all(Episode), on)
        self._drafts = self.drafts()
        self._today = rows_of_today(checkins, self._drafts, on, locked=is_locked, is_over=is_over)
        self._days_shown = self._days_listed
        self._all = listing(journal, on)
        days = rows_of_days(checkins, on, self._days_shown, listing=self._all, is_over=is_over)
        self._days = days if self._has_days_before else ()
        for task_list, rows in ((self.today, self._today), (self.days, self._days)):
            task_list.rows = tuple((row.mark, row.words, row.aside) for row in rows)
            task_list.keys = tuple(row.kind for row in rows)
        self.today.border_title = f"Today · {long_day(on)}"
        self.query_one("#check-in-day").set_class(not self._days, "-first")
        about = self.query_one("#about", Container)
        self.days.border_title, about.border_title = "The days before", ABOUT_TITLE
        self.days.border_subtitle = about.border_subtitle = self.with_keys(FURTHER_BACK)
        self._show_marked_day()
        self.show_offers()

    @property
    def _has_days_before(self) -> bool:
        """Whether anything was written down before today."""
        return any(entry.day < self.services.today() for entry in self._all.entries[-1:])

    @property
    def _days_listed(self) -> int:
        padding = PADDING if self.size.width >= WIDTHS[1][0] else 0
        return min(max(self.size.height - FRAMES - padding - len(self._today), DAYS), MOST_DAYS)

    @on(TaskList.Marked)
    def _show_marked_day(self) -> None:
        """Show the day of the marked row: where it hurt, and all that was written down."""
        today = self.services.today()
        on_day = self._day_of_row or today
        self._show_where(on_day)
        title = (TODAY_TITLE if self._days else "Today") if on_day == today else long_day(on_day)
        self.written.border_title = Content(title)
        if on_day == today and self._days:
            yesterday = self._all.of_day(today - timedelta(1))
            self.entries.rows = today_and_yesterday(self._all.of_day(today), yesterday)
        else:
            self.entries.rows = entries_in_words(self._all.of_day(on_day))
        self.written.scroll_home(animate=False)

    def _show_where(self, on_day: date) -> None:
        """Shade the zones of a day; of today, while nothing is said of it, those of the last day on which it was."""
        journal = self.services.journal
        checkins = journal.all(CheckIn)
        places = where(entry.record for entry in self._all.of_day(on_day) if isinstance(entry.record, CheckIn))
        last = places[0] if places else last_where(checkins, on_day) if on_day == self.services.today() else None
        side = usual_side(checkins, journal.all(Episode))
        self.body_map.shades = shades_of(last, side)
        self.where.border_title = "Where"
        self.where.border_subtitle = "" if last is None or last.on == on_day else long_day(last.on)

    def on_screen_resume(self) -> None:
        if self.is_mounted and not self.gone and self._drafts != self.drafts():
            self.show()  # a draft is no change of the journal

    def on_resize(self, event: Resize) -> None:
        if self._shown is not None and not self.gone and self._days_shown != self._days_listed:
            self.show()

    # The marked row

    @property
    def rows(self) -> tuple[Todo, ...]:
        """The rows of both lists, from above."""
        return self._today + self._days

    @property
    def _column(self) -> TaskColumn:
        return TaskColumn(self.today, self.days)

    @property
    def _row(self) -> Todo | None:
        rows, task_list = (self._days, self.days) if self.days.has_focus else (self._today, self.today)
        return rows[task_list.cursor] if task_list.cursor < len(rows) else None

    @property
    def _day_of_row(self) -> date | None:
        """The day that the marked row is about; None where it is about today."""
        kind, _, day = (self._row.kind if self._row is not None else "").partition(":")
        return date.fromisoformat(day) if kind in ("day", "logged") else None

    @property
    def _marked_day(self) -> date | None:
        row = self._row if self._today else None
        return date.fromisoformat(row.kind[4:]) if row is not None and row.kind.startswith("day:") else None

    def offer_next_missed(self, after: date) -> str:
        """Mark the first missed day after a day, else the first of all; return a sentence about it, if there is one."""
        self.show()
        marked = [row.kind for row in self._days if row.mark is DUE]
        missed = sorted(date.fromisoformat(kind.removeprefix("day:")) for kind in marked)
        following = next((day for day in missed if day > after), next(iter(missed), None))
        if following is None:
            return ""
        place = next(n for n, row in enumerate(self._days) if row.kind == f"day:{following.isoformat()}")
        self._column.mark(self.days, place)
        return self.with_keys(f"{{day.checkin}} fills in {long_day(following)}.")

    def _offers(self) -> tuple[Offer, ...]:
        row = self._row if self._today else None
        kind = row.kind.partition(":")[0] if row is not None else "logged"
        same = {"checkin": "check_in", "day": "check_in", "weekly": "weekly"}.get(kind, "")
        verb = row.verb if row is not None and row.is_draft else VERBS[kind]
        is_below = bool(self._today) and self.days.has_focus
        offers = tuple(
            (key, "Today" if is_below and action == OTHER_LIST else words, action)
            for key, words, action in super()._offers()
            if self._days or action != OTHER_LIST
        )
        return named(offers, verb, same)

    # What the keys do

    def action_move(self, steps: int) -> None:
        """Move the mark, through today and on into the days before."""
        self._column.move(steps)

    def action_other_list(self) -> None:
        """Go from today to the days before, and back."""
        (self.today if self.days.has_focus or not self._days else self.days).focus()

    def action_ends(self, last: bool) -> None:
        """Move to the last or the first row."""
        self._column.go(last)

    def action_check_in(self) -> None:
        """Open the form of the marked day if it is a missed one, else that of today."""
        self.post_message(CheckInWanted(self._marked_day or self.services.today()))

    def action_fill_in(self) -> None:
        """Open the form of yesterday, from where it goes on to any day before."""
        self.post_message(CheckInWanted(self.services.today() - timedelta(1)))

    def action_weekly(self) -> None:
        """Open the weekly tests."""
        self.post_message(CheckInWanted(weekly=True))

    def action_do(self) -> None:
        """Act on the marked row."""
        self._column.marked.choose()

    @on(TaskList.Chosen)
    def _chosen(self, event: TaskList.Chosen) -> None:
        kind, _, name = str(event.key).partition(":")
        match kind:
            case "checkin":
                self.action_check_in()
            case "weekly":
                self.action_weekly()
            case "day":
                self.post_message(CheckInWanted(date.fromisoformat(name)))
            case "logged":
                self.post_message(DayWanted(date.fromisoformat(name)))
            case "entry":
                entry = self.services.journal.get(CheckIn, name)
                if entry is not None:
                    self.post_message(CheckInWanted(entry=entry))
