"""Phase: where the person stands and why, the seven signs, what this phase asks, and the usual course."""

from __future__ import annotations

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ...domain.assessment.assess import Assessment
from ...domain.assessment.criteria import Criterion, State
from ...domain.assessment.phase_decided import PHASE_WORDS, phase_words
from ...domain.assessment.phases import Proposal
from ...domain.charts.pain_map import where
from ...domain.records import Phase, PhaseDecision
from ...domain.text.dates import day_words, long_day, year_of
from ...domain.text.grammar import capital, count, lower
from ...domain.views import ledger, natural_course, summary
from ...domain.views import phase as phase_view
from ...domain.views.criterion_page import criterion_blocks
from ...domain.views.first_look import ABOUT_PHASES, ABOUT_SIGNS
from ...domain.views.ledger import Decision, Line
from ...domain.views.todo import COMPLETED
from ...services.commands import Scope
from ...services.container import Services
from ...services.walking import asks_of_phase
from ..bindings import bindings
from ..exclusive_workers import one_at_a_time
from ..messages import CheckInWanted
from ..themes import styles
from ..widgets.charts.time_chart import TimeChart
from ..widgets.charts.week_maps import WeekMaps
from ..widgets.command_bar import Offer
from ..widgets.form_scroll import FormScroll
from ..widgets.phase_line import PhaseLine
from ..widgets.sections_view import FactSheet
from ..widgets.task_list import Row, TaskColumn, TaskList
from ..widgets.usual_course import UsualCourse
from ..window_size import class_of
from .mode_screen import ModeScreen
from .phase_signs import sign_rows

SCROLL_DOWN = "scroll(1)"
NOTHING_ASKED: Row = (COMPLETED, "All met; the app keeps following the seven signs.", "")
WIDTHS = [(0, "-narrow"), (110, "-wide"), (170, "-huge")]
"""Columns from which the facts stand beside the ledger; and from which the bars of the signs are longer."""
TALL = 45
HEIGHTS = [(0, "-low"), (TALL, "-tall")]
"""Rows from which there is room for every number and, beside the facts, for the course."""
BESIDE_TITLE = 6
"""Cells of a row that the title of a pane leaves to the frame and the scrollbar."""
LEFT_SHARE = {"-narrow": 100, "-wide": 60, "-huge": 62}
"""Percent of the window that the left column has, as the stylesheet gives it."""
ROOMY = 30
"""Rows from which a small window has a row for the days of the phases too; the title says since when, anyway."""
WITH_FIGURES = 198
"""Columns from which each sign has all its figures, in columns with a head."""
WITH_MAPS = 56
"""Rows from which a huge window has room for where it hurt, between what is asked and the usual course."""
SIGNS_TITLE = "The seven signs · usual level, first → now · change (likely range)"


class PhaseScreen(ModeScreen):
    """Show the criteria, the signs, and what they mean; Enter opens the row under the cursor or acts on it."""

    CSS_PATH = styles("phase")
    MODE = "phase"
    SCOPE = Scope.PHASE
    BINDINGS = bindings(Scope.PHASE)
    AUTO_FOCUS = ""

    _assessment: Assessment | None = None
    _lines: tuple[Line, ...] = ()
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    _is_drawn = False
    """Whether `body` has drawn what `show` is asked for next."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.page = FormScroll(id="phase-page")
        self.left = FormScroll(id="phase-left")
        self.aside = VerticalScroll(id="phase-aside", classes="panel", can_focus=False)
        self.verdict = Vertical(id="verdict")
        self.sentence = Static(id="sentence")
        self.line = PhaseLine()
        self.ledger = TaskList(id="ledger", classes="panel")
        self.signs = TaskList(id="signs", classes="panel")
        self.usual = UsualCourse(), UsualCourse()
        self.about_signs = FactSheet(ABOUT_SIGNS, id="about-signs")
        self.about_signs.border_title = "What each sign goes by"
        self.about_phases = FactSheet(ABOUT_PHASES, id="about-phases")
        self.about_phases.border_title = "What each phase is about"
        for about in (self.about_signs, self.about_phases):
            about.add_class("panel")
        self.week_maps = WeekMaps()
        self.course = TimeChart(id="course")
        self.course.can_focus = False
        self.course.add_class("panel")
        self.facts = FactSheet(id="phase-facts")

    def body(self) -> ComposeResult:
        # What is known already is there before the first layout: afterwards each height that changes is another one.
        assessment = self.services.assessment_cache.cached(self.services.today())
        if assessment is not None:
            self._fill(assessment)
            self._is_drawn = True
        with self.page:
            with self.verdict:
                yield self.sentence
                yield self.line
            with Container(id="phase-columns"):
                with self.left:
                    yield self.ledger
                    yield self.signs
                    yield self.usual[0]
                    yield self.about_signs
                    yield self.course
                with Vertical(id="phase-right"):
                    with self.aside:
                        yield self.facts
                    yield self.about_phases
                    yield self.week_maps
                    yield self.usual[1]

    def on_mount(self) -> None:
        super().on_mount()
        self.set_focus(self.ledger, scroll_visible=False)  # by itself Textual would scroll what is above it away

    def show(self) -> None:
        """Draw the assessment if there is one; otherwise it follows in a moment.

        Not before the first layout: Textual 8.2.8 keeps the height of what is updated while its styles wait.
        """
        is_drawn, self._is_drawn = self._is_drawn, False
        if not is_drawn or self._assessment is not self.services.assessment_cache.cached(self.services.today()):
            self.call_after_refresh(self._assess)

    @work(exclusive=True, group="assess")
    async def _assess(self) -> None:
        assessment = await self.services.assessment_cache.assess(self.services.today())
        if not self.gone:
            self._fill(assessment)

    def _fill(self, assessment: Assessment) -> None:
        before, self._assessment = self._assessment, assessment
        if before is not None and ledger.has_end(before) != ledger.has_end(assessment):
            for pane in (self.page, self.left, self.aside):
                pane.scroll_home(animate=False)
        self.line.stations = phase_view.stations(assessment.phase, assessment.on)
        self._fit(assessment)

    def _show_ledger(self, assessment: Assessment, room: int) -> None:
        lines = ledger.ledger(assessment)
        self._lines = tuple(line for line, _ in lines)
        self.show_offers()
        self.ledger.keys = self._lines
        self.ledger.rows = ledger.with_gauges(lines, room) or (NOTHING_ASKED,)
        is_tall = self.app.size.height >= TALL  # else no row is to spare for the heads
        self.ledger.head = ("", ledger.week_heads(assessment) if is_tall else "")
        self.ledger.border_title = Content(ledger.ledger_title(assessment, room, with_weeks=not is_tall))
        self.ledger.border_subtitle = ledger.ledger_subtitle(assessment)

    def _show_signs(self, assessment: Assessment, width: int, room: int) -> None:
        roomy = width >= WITH_FIGURES
        self.signs.rows, head = sign_rows(assessment, class_of(WIDTHS, width), room, roomy=roomy)
        with_head = roomy and any(sign.lead is not None and sign.lead.comparison for sign in assessment.signs)
        self.signs.head = head if with_head else ("", "")
        self.signs.border_title = "The seven signs" if roomy else SIGNS_TITLE

    def _show_beside(self, assessment: Assessment) -> None:
        numbers = self.services.config.help
        goals, logged_days = asks_of_phase(self.services.journal, assessment.phase.phase, assessment.on)
        blocks = phase_view.aside_blocks(
            assessment, goals, logged_days, numbers.emergency, numbers.same_day, numbers.clinician
        )
        roomy = self.app.size.height >= TALL
        self.facts.blocks = (*blocks, phase_view.HOW_BLOCK) if roomy else blocks
        self.facts.spare = () if roomy else (phase_view.HOW_BLOCK,)
        days = where(assessment.digest.checkins)
        has_zones = any(day.shades for day in days)
        self.set_class(has_zones and self.app.size.height >= WITH_MAPS, "-with-maps")
        self.week_maps.show_weeks(days, assessment.on.toordinal(), assessment.series.side)
        self.set_class(natural_course.hides_course(assessment), "-own-course")
        own_day = None if assessment.span.counts_entries else assessment.day
        for usual in self.usual:
            usual.show_day(own_day)

    def on_resize(self) -> None:
        if self._assessment is not None:
            self._fit(self._assessment)

    def _fit(self, assessment: Assessment) -> None:
        """Fill what a larger window has more of."""
        width, height = self.app.size
        self.verdict.border_title = Content(_title(assessment, width - BESIDE_TITLE))
        is_small = width < WIDTHS[1][0] and height < ROOMY
        self.line.with_days = not is_small and any(station.days for station in self.line.stations)
        story = assessment.overall.story
        remarks = [words for words in assessment.overall.remarks if lower(words).rstrip(".") not in story]
        sentences = (story, summary.felt_words(assessment), *remarks)
        self.sentence.update(Content("\n".join(filter(None, sentences))))
        room = width * LEFT_SHARE[class_of(WIDTHS, width)] // 100 - BESIDE_TITLE
        room -= width < WIDTHS[1][0]  # for the scrollbar of the page
        self._show_ledger(assessment, room)
        self._show_signs(assessment, width, room)
        self.signs.border_subtitle = Content(ledger.longest(phase_view.legends(assessment), room))
        self.course.chart = phase_view.course_chart(assessment, with_goal=height >= TALL)
        self.course.border_title = Content(self.course.chart.title)
        self.set_class(not self.course.chart.series, "-no-course")
        self._show_beside(assessment)
        self.call_after_refresh(self.show_offers)

    # Moving and acting

    def _offers(self) -> tuple[Offer, ...]:
        """What the footer names: Enter by what it does to the row under the cursor."""
        verb, line = "Open", self._lines[self.ledger.cursor :][:1]
        if self._assessment is not None and line and not self.signs.has_focus:
            verb = _verb_of(line[0], self._assessment)
        scrolls = any(pane.max_scroll_y for pane in (self.page, self.left, self.aside))
        return tuple(
            (key, verb if action == "do" else words, action)
            for key, words, action in super()._offers()
            if scrolls or action != SCROLL_DOWN
        )

    @property
    def _column(self) -> TaskColumn:
        return TaskColumn(self.ledger, self.signs)

    def action_move(self, steps: int) -> None:
        """Move through the criteria and on into the signs; past the last one scroll the page."""
        if not self._column.move(steps):
            for pane in (self.page, self.left, self.aside):
                pane.scroll_relative(y=steps, animate=False)

    def action_ends(self, last: bool) -> None:
        """Move to the last sign or the first criterion."""
        self._column.go(last)

    def action_scroll(self, pages: int) -> None:
        """Scroll a page up or down."""
        for pane in (self.page, self.left, self.aside):
            (pane.scroll_page_down if pages > 0 else pane.scroll_page_up)(animate=False)

    def action_do(self) -> None:
        """Act on the row under the cursor."""
        self._column.marked.choose()

    @on(TaskList.Chosen, "#signs")
    def _sign_chosen(self, event: TaskList.Chosen) -> None:
        if self._assessment is not None:
            from .sign_detail import SignPage

            self.app.push_screen(SignPage(self._assessment, event.row))

    @on(TaskList.Chosen, "#ledger")
    async def _line_chosen(self, event: TaskList.Chosen) -> None:
        line = next((line for line in self._lines if line == event.key), None)
        if self._assessment is None or line is None:
            return
        phase = self._assessment.phase
        if line is Decision.PROPOSAL and phase.proposal is not None:
            self._decide(phase.phase, phase.proposal)
        elif line is Decision.AFTER_END:
            await self.run_action("screen.episode")
        elif line is Decision.GAP:
            self._answer_gap(self._assessment)
        elif line is Decision.RECURRENCE:
            self._recurred(phase.phase)
        elif isinstance(line, Criterion) and not _asks(line, self._assessment) and not _asks_flags(line):
            from .sign_detail import FactPage

            self.app.push_screen(FactPage(capital(line.text), criterion_blocks(line, self._assessment)))
        elif isinstance(line, Criterion) and line.measure == "red_flags":
            await self.run_action("app.red_flags")
        elif isinstance(line, Criterion):
            self.post_message(CheckInWanted(ask=line.measure))

    # Decisions

    @one_at_a_time("decide")
    async def _decide(self, before: Phase, proposal: Proposal) -> None:
        """Ask about a proposed phase, with its reason; save the answer and the person's own reason."""
        last = long_day(proposal.looks[-1])
        text = f"{summary.proposal_words(proposal)} Based on the last two weeks, up to {last}.\n\n"
        answer = await self._ask(
            f"{PHASE_WORDS[proposal.phase]}?",
            f"{text}The decision is yours; it is saved with its date and your reason.",
            "Yes, that is right",
            "No, not yet",
        )
        if answer is not None:
            await self._keep_decision(before, proposal.phase, answer == "yes", proposal)

    @one_at_a_time("decide")
    async def _recurred(self, before: Phase) -> None:
        """Ask whether a new episode has begun; a no is saved, so that the same days are not asked about again."""
        assessment = self._assessment
        assert assessment is not None
        assert assessment.phase.returned is not None
        since = long_day(assessment.phase.returned) + year_of(assessment.phase.returned, assessment.on)
        answer = await self._ask(
            "A new episode?",
            f"You had recovered, then logged pain of 3 or more two days running, the second on {since}. A new episode "
            f"starts over with pain relief; everything from before stays.",
            "Yes, it is back",
            "No, it is something else",
        )
        if answer == "yes":
            from .episode_change import begin_episode

            await begin_episode(self.app, self.services, assessment.phase.returned)
        elif answer == "no":
            await self._keep_decision(before, Phase.PAIN_RELIEF, False, None)

    @one_at_a_time("decide")
    async def _answer_gap(self, assessment: Assessment) -> None:
        """Ask whether the entries after a long gap are of a new episode."""
        from .episode_change import answer_gap

        await answer_gap(self.app, self.services, assessment)

    async def _ask(self, title: str, text: str, yes: str, no: str) -> str | None:
        from .dialogs import Answer, Ask

        answers = (Answer("y", yes, "yes"), Answer("n", no, "no"))
        return await self.app.push_screen_wait(Ask(title, text, answers))

    async def _keep_decision(self, before: Phase, proposed: Phase, accepted: bool, resting: Proposal | None) -> None:
        from .dialogs import AskText
        from .saving import ask_until_kept, keep

        async def save(reason: str) -> bool:
            decision = PhaseDecision(
                **self.services.stamp(),
                day=self.services.today(),
                before=before,
                proposed=proposed,
                accepted=accepted,
                reason=reason or None,
                looks=resting.looks if resting is not None else (),
            )
            sentence = f"Saved: you are in {PHASE_WORDS[proposed if accepted else before].lower()}."
            return await keep(self.app, self.services, "decision on the phase", sentence, decision)

        text = "A word on why, if you like; Enter saves it."
        await ask_until_kept(self.app, lambda reason: AskText("Why?", text, reason), save, "")

    @one_at_a_time("episode")
    async def action_episode(self) -> None:
        """Change the episode, end it, or start the next."""
        from .episode_change import change_episode

        await change_episode(self.app, self.services)


def _verb_of(line: Line, assessment: Assessment) -> str:
    if isinstance(line, Decision):
        return "Decide"
    return "Answer" if _asks_flags(line) or _asks(line, assessment) else "Open"


def _asks(line: Criterion, assessment: Assessment) -> bool:
    """Whether it is unknown, and an answer now can change that."""
    reading = assessment.readings.get(line.measure)
    waits = line.next_look is not None
    if reading is not None and reading.entries and reading.entries[-1][0] == reading.on:
        waits = waits or summary.needs_only_time(reading, assessment.on)
    return line.state is State.UNKNOWN and not line.note and line.now is None and not waits


def _asks_flags(line: Criterion) -> bool:
    return line.measure == "red_flags" and line.state is State.UNKNOWN


def _title(assessment: Assessment, room: int) -> str:
    """The day and the phase, and as much of since when as there is room for."""
    words = " · ".join(filter(None, (summary.day_title(assessment), phase_words(assessment.phase.phase))))
    return ledger.longest((*(f"{words} · {since}" for since in _since(assessment)), words), room)


def _since(assessment: Assessment) -> tuple[str, ...]:
    """Since when one is in the phase, with and without how long that is; nothing once the episode has ended."""
    since = assessment.phase.since
    if since is None or since > assessment.on or ledger.has_end(assessment):
        return ()
    if since == assessment.on:
        return ("since today",)
    words = f"since {day_words(since, assessment.on)}"
    return f"{words} ({count((assessment.on - since).days + 1, 'day')})", words
