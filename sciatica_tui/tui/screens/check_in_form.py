"""The check-in form as it is drawn: its questions in sections or, test by test, and which of them has the focus."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual.containers import Container, Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from ...domain.charts.chart import Chart
from ...domain.check_in.form import ACTIVITIES, Form
from ...domain.check_in.headings import ABLE, DAY, PAIN, WHERE
from ...domain.measures.questions import Depth
from ...domain.text.grammar import count
from ...domain.views.weekly_tests import EXAMPLES, WEEKLY_TESTS, Results, WeeklyTest
from ..widgets.charts.time_chart import TimeChart
from ..widgets.fields.field import Field
from ..widgets.fields.tags_field import TagsField
from ..widgets.figures.figure_grid import OTHER_END, FigureGrid
from ..widgets.figures.pose_view import PoseView
from ..widgets.form_scroll import FormScroll
from ..widgets.hanging_rows import HangingRows
from ..widgets.result_table import ResultTable
from ..window_size import WindowSize, window_size
from .base import BaseScreen
from .check_in_fields import Questions

COLUMNS = ((PAIN, WHERE), (ABLE, DAY))
"""The sections of the two columns that the largest windows show side by side."""


STEP_INDENT = 3
"""Columns at which the steps of a weekly test begin."""

MOVING_TESTS = {test.pose: test.title for test in WEEKLY_TESTS if test.pose}
"""The titles of the tests that have a figure, by its exercise."""

FILLED = (78, 23)
"""Columns and rows of a window in which a test without a figure leaves room for past results."""

MOST_RESULTS = 10
"""Past results of a test that show where there is room for them."""


class FormSection(Vertical):
    """Questions under a heading."""

    def __init__(self, title: str, fields: Sequence[Field[Any]], *, name: str) -> None:
        super().__init__(name=name, classes="section")
        self.fields = tuple(fields)
        self.border_title = Content(f" {title} ")
        self.heading = title

    def compose(self) -> Any:
        yield from self.fields

    @property
    def fields_now(self) -> list[Field[Any]]:
        """Its questions, those too that came with an answer, such as the ratings of what was named."""
        return list(self.query(Field))

    @property
    def is_begun(self) -> bool:
        """Whether anything in it is answered; names of activities alone are no answer."""
        return any(field.value is not None for field in self.fields_now if field.name != ACTIVITIES)


class TestSection(FormSection):
    """A weekly test: how it is done, its questions, its figure where there is room, and its past results."""

    def __init__(self, test: WeeklyTest, fields: Sequence[Field[Any]], results: Results, chart: Chart | None) -> None:
        super().__init__(test.title, fields, name=test.name)
        self.border_title = None
        self.pose = test.pose
        self.set_class(bool(test.pose), "-posed")
        self.chart = chart
        self.how, self.asks = test.how, test.asks
        self.results = results
        self._note = test.note
        self._purpose = test.purpose
        self._example = EXAMPLES.get(test.name) if not results.rows else None
        self.set_class(bool(results.rows), "-with-results")
        self.set_class(not test.pose and chart is None, "-without-chart")

    def compose(self) -> Any:
        is_one = len(self.how) == 1
        steps = tuple(("" if is_one else str(number), step) for number, step in enumerate(self.how, 1))
        with Container(classes="test-top"):
            with Vertical(classes="test-words"):
                yield HangingRows(steps, indent=0 if is_one else STEP_INDENT, classes="steps")
                yield from self.fields
                if self._note:
                    yield Static(Content(self._note), classes="test-note")
            if self.pose:
                figure = PoseView()
                figure.exercise, figure.both_ends, figure.repetition_share = self.pose, True, OTHER_END
                yield figure
        yield _titled("What it is for", Static(Content(self._purpose)), classes="purpose")
        with Container(classes="test-past"):
            if self.results.rows:
                yield _titled("Results", ResultTable(self.results, MOST_RESULTS), classes="results")
            if self.chart is not None:
                chart = TimeChart()
                chart.can_focus = False
                chart.chart = self.chart
                yield _titled(self.chart.title, chart, classes="over-time")
            if self._example is not None:
                table = ResultTable(self._example, MOST_RESULTS)
                yield _titled("For example", table, classes="example")

    def on_resize(self) -> None:
        """Give the results the room that is left, and in a huge window the figures of other tests, if it has none."""
        width, height = self.app.size
        self.set_class(not self.pose and width >= FILLED[0] and height >= FILLED[1], "-filling")
        is_huge = window_size(self.app.size) is WindowSize.HUGE
        if is_huge and not self.pose and self.chart is None and not self.query(FigureGrid):
            self.mount(_titled("Tests that move", FigureGrid(MOVING_TESTS), classes="moving"))


def _titled(title: str, *parts: Widget, classes: str) -> Vertical:
    """Return a part of a test's page below a line with its title."""
    box = Vertical(*parts, classes=classes)
    box.border_title = Content(f" {title} ")
    return box


class CheckInForm(FormScroll):
    """Show the questions of one form: all of them, or of the weekly tests one at a time."""

    title: reactive[str] = reactive("", init=False)
    questions: Questions | None = None
    _depth = Depth.QUICK
    _last_field: Field[Any] | None = None

    @property
    def fields(self) -> list[Field[Any]]:
        """The questions in their order, the red flags first."""
        return self.questions.shown() if self.questions is not None else []

    def field(self, name: str) -> Field[Any]:
        """Return the question of that path."""
        assert self.questions is not None
        return self.questions.by_name(name)

    async def lay_out(self, questions: Questions, form: Form, path: str) -> None:
        """Replace the questions, and give the focus to the one of a path or, where none is, to the one to open at."""
        self.questions = questions
        screen = self.screen
        async with self.batch():
            await self.remove_children()
            if isinstance(screen, BaseScreen) and screen.gone:
                return
            self._depth = form.depth
            await self.mount(*_parts(questions, form.depth))
            focused = questions.asking(path) or questions.opening()
            self.reveal(focused)
            self._last_field = focused
            screen.set_focus(focused.focus_taker, scroll_visible=False)  # now: `focus` would leave a moment without any
        self.scroll_home(animate=False)
        screen.call_after_refresh(focused.scroll_visible, animate=False)

    def focus_field(self, field: Field[Any]) -> None:
        """Show a question and give it the focus."""
        self.reveal(field)
        self.screen.set_focus(field.focus_taker)
        self._last_field = field

    def show_progress(self) -> None:
        """Say in the heading of a section what is open in it, where no list beside the form does."""
        has_list = window_size(self.app.size) is not WindowSize.COMPACT
        for section in self.query(FormSection) if self._depth is Depth.DAILY else ():
            still_open = sum(field.value is None for field in section.fields_now)
            progress = "" if has_list else f" · {still_open} open" if still_open else " ✓"
            section.border_title = Content(f" {section.heading}{progress} ")

    def on_resize(self) -> None:
        self.show_progress()

    # The weekly tests

    @property
    def tests(self) -> list[FormSection]:
        """The pages of the weekly tests; empty in the other depths."""
        return list(self.query(FormSection)) if self._depth is Depth.WEEKLY else []

    @property
    def test(self) -> FormSection | None:
        """The weekly test that shows."""
        return next((test for test in self.tests if test.display), None)

    @property
    def open_words(self) -> str:
        """How many questions are open, or of the weekly tests how many are; nothing where only few are asked.

        A test is done with any answer, here or in another entry of this week.
        """
        done_this_week = self.questions.tests_done if self.questions is not None else frozenset()
        if self._depth is Depth.WEEKLY:
            tests = sum(test.name not in done_this_week and not test.is_begun for test in self.tests)
            return f"{count(tests, 'test')} left" if tests else "all done"
        groups = self.questions.groups() if self.questions is not None else ()  # as the list beside the form has them
        still_open = sum(field.value is None for _, fields in groups for field in fields)
        return f"{still_open} open" if still_open and self._depth is Depth.DAILY else ""

    @property
    def test_title(self) -> str:
        """Which of the weekly tests shows, and its title: `6 of 11 · Heel rises`; empty in the other depths."""
        tests, test = self.tests, self.test
        return f"{tests.index(test) + 1} of {len(tests)} · {test.heading}" if test is not None else ""

    def watch_title(self) -> None:
        """Say which of the weekly tests shows, and of what day the form is."""
        self.border_title = Content(" · ".join(filter(None, (self.test_title, self.title))))

    def reveal(self, field: Field[Any]) -> None:
        """Show the weekly test that a question belongs to, and no other."""
        for test in self.tests:
            test.display = field in test.fields_now
        self.watch_title()

    def next_test(self) -> Field[Any] | None:
        """Return the first question of the test after the one that shows; None after the last."""
        tests = self.tests
        number = tests.index(self.test) + 1 if self.test is not None else 0
        return tests[number].fields[0] if number < len(tests) else None

    def first_rating(self) -> Field[Any] | None:
        """Return the rating of the first activity, while the question of their names has the focus and has one."""
        if self.questions is None or not self.tests:
            return None
        names = next((field for field in self.questions.shown() if field.name == ACTIVITIES), None)
        if names is None or not names.has_focus:
            return None
        rating = self.questions.asking("abilities")
        return rating if rating is not names else None

    @property
    def current_field(self) -> Field[Any]:
        """The question with the focus, else the one that had it last, else the first."""
        assert self.questions is not None
        focus = self.screen.focused
        for field in self.fields:
            if field is focus or field.has_focus_within:
                return field
        return self._last_field if self._last_field in self.fields else self.questions.first()

    def page_away(self, pages: int) -> Field[Any]:
        """Return the question a window further down or up; of the weekly tests, the first of the next one or before."""
        field = self.current_field
        if self.test is not None:
            number = self.tests.index(self.test) + pages
            return self.tests[number].fields[0] if 0 <= number < len(self.tests) else field
        rows = {question: (question.region.y - field.region.y) * pages for question in self.fields}
        page = [question for question in rows if 0 < rows[question] < self.size.height]
        return max(page, key=rows.__getitem__, default=field)

    def remember_focus(self) -> str:
        """Remember which question has the focus; return its hint."""
        assert self.questions is not None
        self._last_field = self.current_field
        return self.questions.hint(self._last_field)

    def unconfirmed_words(self) -> list[Field[Any]]:
        """Confirm the words that are typed and not yet confirmed; return the questions they answer."""
        return [tags for tags in self.query(TagsField) if tags.take_typed() and tags in self.fields]


def _parts(questions: Questions, depth: Depth) -> list[Widget]:
    groups = questions.groups()
    if depth is Depth.WEEKLY:
        tests = {test.title: test for test in WEEKLY_TESTS}
        return [
            TestSection(tests[title], fields, questions.past_results.get(title, Results()), questions.charts.get(title))
            for title, fields in groups
        ]
    if depth is Depth.QUICK:
        return [Vertical(*questions.shown(), classes="quick")]
    sections = {title: FormSection(title, fields, name=title) for title, fields in groups}
    flags, *_ = questions.shown()
    columns = [Vertical(*(sections[section] for section in column), classes="column") for column in COLUMNS]
    return [Vertical(flags, classes="flags"), Vertical(*columns, classes="columns")]
