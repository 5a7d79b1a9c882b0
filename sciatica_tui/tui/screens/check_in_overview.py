"""What stands beside the check-in form in a wide window: where it hurts, what is open, what was written down before.

Tests: `tests/tui/screens/test_check_in_day.py`, `tests/pictures`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import msgspec
from textual import getters
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from ...domain.charts.pain_map import DayWhere, last_where, zone_shades
from ...domain.check_in.form import Form
from ...domain.check_in.schedule import MONTHLY
from ...domain.measures.questions import Depth
from ...domain.records import CheckIn, Side, Symptom, Zone
from ...domain.text.dates import short_month
from ...domain.views.history import Entries, Listing
from ...domain.views.weekly_tests import ABOUT_THE_TESTS
from ..widgets.about_answers import TITLE as ABOUT_TITLE
from ..widgets.about_answers import AboutAnswers
from ..widgets.body_map import BodyMap, shades_of
from ..widgets.charts.time_chart import TimeChart
from ..widgets.choice_line import ChoiceLine
from ..widgets.entry_list import EntryHead, EntryList
from ..widgets.figures.figure_grid import OTHER_END
from ..widgets.figures.pose_view import PoseView
from ..widgets.hanging_rows import HangingRows
from ..widgets.section_list import SectionList, SectionRow
from ..window_size import WindowSize, window_size
from .check_in_fields import GAP, TEST_TITLES
from .check_in_form import CheckInForm, FormSection, TestSection

DEPTH_NAMES = ("Quick", "Daily", "Weekly tests")

DAYS_BEFORE = 60
"""Days before the form's whose entries are shown."""

DETAIL_CELLS = 34
"""Cells for the results of a test in the list of all."""

NOW = "now"
"""When a test was last done that is answered in the form."""


class FormOverview(Container):
    """The body map, the sections or tests with what is open in each, and what the question with the focus means.

    The line of the depths and that meaning stand here where all questions then fit beside them.
    """

    body_map = getters.query_one(BodyMap)

    def compose(self) -> ComposeResult:
        yield ChoiceLine(*DEPTH_NAMES, id="depths-beside")
        yield BodyMap(id="form-map", classes="panel")
        yield SectionList(id="progress", classes="panel")
        yield Static(id="hint-beside", classes="panel")
        with Container(id="test-beside", classes="panel"):
            figure, over_time = PoseView(), TimeChart()
            figure.both_ends, figure.repetition_share, over_time.can_focus = True, OTHER_END, False
            yield figure
            yield over_time
            rows = tuple(("·", words) for words in ABOUT_THE_TESTS)
            yield HangingRows(rows, indent=2, id="about-tests")

    def explain(self, question: str, hint: Content) -> None:
        """Say what a question means, and its keys: on lines of their own, as none has room for both."""
        box = self.query_one("#hint-beside", Static)
        box.border_title = Content(question)
        box.update(Content("\n").join(hint.split(GAP)), layout=False)

    def on_resize(self) -> None:
        """A huge window has room for what each test gave, or asks."""
        self._list_details()

    def _list_details(self) -> None:
        is_weekly = self.screen.query_one(CheckInForm).test is not None
        self.query_one(SectionList).detailed = is_weekly and window_size(self.app.size) is WindowSize.HUGE

    def draw(self, form: Form, box: CheckInForm, checkins: Sequence[CheckIn], usual_side: Side | None) -> None:
        """Draw it for a form as it is now; where the form does not say the side, it is the usual one.

        While nothing in the form says where, it is the last time that was asked, dimmed, with its day.
        """
        day = _where(form)
        last = last_where(checkins, form.day) if day.zone is None and not day.symptoms else None
        self.body_map.set_class(last is not None, "-past")
        self.body_map.border_subtitle = short_month(last.on, form.day) if last is not None else ""
        day = last or day
        self.body_map.shades = shades_of(day, usual_side)
        self.body_map.border_title = "Where"
        progress = self.query_one(SectionList)
        progress.border_title = "Weekly tests, last result" if form.depth is Depth.WEEKLY else "Sections"
        self._draw_test(box.test)
        progress.rows = _sections(box)
        self._list_details()

    def _draw_test(self, test: FormSection | None) -> None:
        """Draw how a test is done or, where it has no figure, its results over time."""
        pose, chart = (test.pose, test.chart) if isinstance(test, TestSection) else ("", None)
        figure, over_time = self.query_one(PoseView), self.query_one(TimeChart)
        figure.display, over_time.display = bool(pose), not pose and chart is not None
        figure.exercise = pose
        if chart is not None:
            over_time.chart = chart
        self.query_one("#about-tests").display = not pose and chart is None
        title = "How it is done" if pose else chart.title if chart is not None else "About the weekly tests"
        self.query_one("#test-beside", Container).border_title = Content(title)

    def draw_also(self, body_map: BodyMap) -> None:
        """Draw the same where in another map."""
        body_map.border_title = self.body_map.border_title
        body_map.border_subtitle = self.body_map.border_subtitle
        body_map.set_class(self.body_map.has_class("-past"), "-past")
        body_map.shades = self.body_map.shades


class EntriesBefore(Container):
    """What was written down before, below the form; while there is nothing, what the form asks."""

    entries = getters.query_one(EntryList)

    def __init__(self, today: date) -> None:
        super().__init__(id="before", classes="panel")
        self._today = today

    def compose(self) -> ComposeResult:
        yield EntryHead()
        yield EntryList(self._today, "", only_read=True)
        yield AboutAnswers()

    def on_resize(self) -> None:
        self.query_one(AboutAnswers).set_class(window_size(self.app.size) is not WindowSize.COMPACT, "-spaced")

    def show(self, entries: Entries, today: date) -> None:
        """List these."""
        self.border_title = "Before" if entries else ABOUT_TITLE
        self.set_class(not entries, "-first")
        self.entries.today = today
        self.entries.set_entries(entries, "")


def _where(form: Form) -> DayWhere:
    answers = form.answers
    zone = Zone(answers["zone"]) if answers.get("zone") else None
    shades = zone_shades(zone, answers.get("leg_pain"), answers.get("back_pain"))
    symptoms = msgspec.convert(answers.get("symptoms") or [], tuple[Symptom, ...])
    return DayWhere(form.day.toordinal(), zone, shades, symptoms, shades, answers.get("side"))


def _sections(box: CheckInForm) -> tuple[SectionRow, ...]:
    """Return the sections or tests of a form; of the tests the one that shows is marked, with the last day of each."""
    here = box.test.heading if box.test is not None else None
    done_titles = {TEST_TITLES[name] for name in box.questions.tests_done} if box.questions is not None and here else ()
    tests = {test.heading: test for test in box.tests if isinstance(test, TestSection)}
    rows = []
    for title, fields in box.questions.groups() if box.questions is not None else ():
        still_open = sum(field.value is None for field in fields)
        test = tests.get(title)
        if here is None or test is None:
            rows.append(SectionRow(title, not still_open, f"{still_open} open" if still_open else ""))
        else:
            is_done = test.is_begun or title in done_titles
            aside = NOW if test.is_begun else _last_day(box, title)
            rows.append(SectionRow(title, is_done, aside, title == here, _detail(test)))
    return tuple(rows)


def _detail(test: TestSection) -> str:
    """What a test gave lately, or while it gave nothing what it asks."""
    return test.results.in_short(DETAIL_CELLS) or test.asks


def _last_day(box: CheckInForm, title: str) -> str:
    """Return the day of a test's last result, as it is listed."""
    results = box.questions.past_results.get(title) if box.questions is not None else None
    if results is None or not results.last_day:
        return "not yet"
    return f"{results.last_day}, monthly" if title == TEST_TITLES[MONTHLY] else results.last_day


def entries_before(form: Form, checkins: Sequence[CheckIn]) -> Entries:
    """Return the other check-ins of the form's day and of the `DAYS_BEFORE` before it, the latest first."""
    since = form.day - timedelta(DAYS_BEFORE)
    return Listing(c for c in checkins if since <= c.day <= form.day and c.id != form.id).entries
