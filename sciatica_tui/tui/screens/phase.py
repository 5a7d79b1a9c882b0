"""Phase: where the person is and why, the seven signs, what this phase asks, and the usual course."""

from __future__ import annotations

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ...domain.assessment import phrases
from ...domain.assessment.assess import Assessment
from ...domain.assessment.criteria import Criterion, State
from ...domain.assessment.phases import PHASE_WORDS, Proposal, phase_words
from ...domain.assessment.verdict_style import STATE_STYLES
from ...domain.errors import AppError
from ...domain.records import CheckIn, Phase, PhaseDecision, Session
from ...domain.routines.phase_goals import phase_goals, week_up_to
from ...domain.text.dates import day_words, long_day, year_of
from ...domain.text.grammar import count
from ...domain.views import natural_course, summary
from ...domain.views import phase as phase_view
from ...domain.views.today import DONE, TO_DO
from ...services.commands import Scope
from ...services.container import Services
from ..bindings import bindings
from ..messages import CheckInWanted
from ..widgets.charts.natural_course_chart import CourseChart
from ..widgets.phase_line import PhaseLine
from ..widgets.sections_view import FactSheet
from ..widgets.task_list import Row, TaskList
from .dialogs import Answer, Ask, AskText, Page
from .episode_change import answer_gap, begin_episode, change_episode
from .mode_screen import TAKES_BACK, ModeScreen
from .sign_detail import SignPage

PROPOSAL, RECURRENCE, GAP = "proposal", "recurrence", "gap"
NARROW, WIDE, TALL = 0, 110, 48
"""Columns from which the facts stand beside the ledger; rows from which there is room for every number."""
Line = Criterion | str
"""What a row of the ledger stands for: a criterion, the proposal, the recurrence, or the question after a gap."""


class PhaseScreen(ModeScreen):
    """The ledger of criteria, the signs, and what they mean; Enter opens or acts on the marked row."""

    MODE = "phase"
    SCOPE = Scope.PHASE
    BINDINGS = bindings(Scope.PHASE)
    AUTO_FOCUS = ""

    _seen: Assessment | None = None
    _lines: tuple[Line, ...] = ()
    _drawn = False
    """Whether `body` has drawn what `show` is asked for next."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.HORIZONTAL_BREAKPOINTS = [(NARROW, "-narrow"), (WIDE, "-wide")]
        self.page = VerticalScroll(id="phase-page", can_focus=False)
        self.verdict = Vertical(id="verdict")
        self.sentence = Static(id="sentence")
        self.line = PhaseLine()
        self.ledger = TaskList(id="ledger", classes="panel")
        self.signs = TaskList(id="signs", classes="panel")
        self.signs.border_title = "The seven signs · change (95 % interval) · entries"
        self.usual = Vertical(id="usual", classes="panel")
        self.usual.border_title = "The usual course · ranges, not a prediction"
        self.chart = CourseChart()
        self.facts = FactSheet(id="phase-facts")

    def body(self) -> ComposeResult:
        # What is known already is there before the first layout: afterwards each height that changes is another one.
        seen = self.services.assessment_cache.cached(self.services.today())
        # Textual gives it the class of its width after a first layout only, and lays out again.
        self.add_class("-wide" if self.app.size.width >= WIDE else "-narrow")
        if seen is not None:
            self._fill(seen)
            self._drawn = True
        with self.page:
            with self.verdict:
                yield self.sentence
                yield self.line
            with Container(id="phase-columns"):
                with Vertical(id="phase-left"):
                    yield self.ledger
                    yield self.signs
                    with self.usual:
                        yield self.chart
                        yield Static(Content(natural_course.USUAL_NOTE), id="usual-note")
                with Vertical(id="phase-right", classes="panel"):
                    yield self.facts

    def on_mount(self) -> None:
        super().on_mount()
        self.set_focus(self.ledger, scroll_visible=False)  # by itself Textual would scroll what is above it away

    def show(self) -> None:
        """Draw what is known; what has to be judged first follows in a moment.

        Not before the first layout: Textual 8.2.8 keeps the height of what is updated while its styles wait.
        """
        drawn, self._drawn = self._drawn, False
        if not drawn or self._seen is not self.services.assessment_cache.cached(self.services.today()):
            self.call_after_refresh(self._assess)

    @work(exclusive=True, group="assess")
    async def _assess(self) -> None:
        seen = await self.services.assessment_cache.assess(self.services.today())
        if not self.gone:
            self._fill(seen)

    def _fill(self, seen: Assessment) -> None:
        self._seen = seen
        phase = seen.phase
        where = phase_words(phase.phase) + _since(seen)
        self.verdict.border_title = Content(" · ".join(filter(None, (summary.day_title(seen), where))))
        said = (seen.overall.story, summary.felt_words(seen), *seen.overall.remarks)
        self.sentence.update(Content("\n".join(filter(None, said))))
        self.line.stations = phase_view.stations(phase, seen.on)
        self._show_ledger(seen)
        self.signs.rows = tuple(
            (
                summary.sign_glyph(sign, locked=seen.locked),
                f"{phrases.SIGN_WORDS[sign.sign]:<15}{summary.sign_words(sign, locked=seen.locked)}",
                phase_view.sign_numbers(sign),
            )
            for sign in seen.signs
        )
        self.signs.border_subtitle = Content(phase_view.legend(seen))
        self._show_beside(seen)

    def _show_ledger(self, seen: Assessment) -> None:
        phase, rows = seen.phase, list[Row]()
        lines: list[Line] = list(phase.criteria)
        if phase.proposal is not None:
            lines.insert(0, PROPOSAL)
            way = "a step back to " if phase.proposal.back else ""
            rows.append((TO_DO, f"Proposed: {way}{PHASE_WORDS[phase.proposal.phase].lower()}", "Enter decides"))
        if phase.returned is not None and not seen.locked:
            lines.insert(0, RECURRENCE)
            rows.append(
                (TO_DO, f"Pain is back since {day_words(phase.returned, seen.on)}: a new episode?", "Enter decides")
            )
        if seen.facts.gap is not None and not seen.locked:
            lines.insert(0, GAP)
            rows.insert(
                0,
                (
                    STATE_STYLES[State.UNKNOWN].mark,
                    f"Back after {seen.facts.gap} days: the same episode, or a new one?",
                    "Enter decides",
                ),
            )
        self._lines = tuple(lines)
        rows += [phase_view.criterion_row(each, seen) for each in phase.criteria]
        self.ledger.rows = tuple(rows) or ((DONE, "Nothing more is asked; the signs go on being followed.", ""),)
        self.ledger.border_title = Content(phase_view.ledger_title(phase))

    def _show_beside(self, seen: Assessment) -> None:
        journal = self.services.journal
        week = week_up_to(journal.all(CheckIn), journal.all(Session), self.services.today())
        numbers = self.services.config.help
        asked = phase_goals(seen.phase.phase, week)
        blocks = phase_view.aside_blocks(
            seen, asked, week.logged, numbers.emergency, numbers.same_day, numbers.clinician
        )
        roomy = self.app.size.height >= TALL
        self.facts.blocks = (*blocks, *phase_view.why_block(seen)) if roomy else blocks
        self.usual.display = seen.day is not None and not natural_course.hides_course(seen)
        self.chart.day = seen.day or 1

    def on_resize(self) -> None:
        if self._seen is not None:
            self._show_beside(self._seen)

    # Moving and acting

    def action_move(self, steps: int) -> None:
        """Through the ledger and on into the signs; past the last one the page scrolls."""
        here, other = (self.signs, self.ledger) if self.signs.has_focus else (self.ledger, self.signs)
        place = here.cursor + steps
        if place < 0 and here is self.signs:
            here, place = other, len(other.rows) - 1
        elif place >= len(here.rows) and here is self.ledger:
            here, place = other, 0
        elif not 0 <= place < len(here.rows):
            self.page.scroll_relative(y=steps, animate=False)
            return
        here.cursor = place
        here.focus()

    def action_ends(self, last: bool) -> None:
        """To the last sign or the first line of the ledger."""
        rows = self.signs if last else self.ledger
        rows.cursor = len(rows.rows) if last else 0
        rows.focus()

    def action_scroll(self, pages: int) -> None:
        """A page up or down."""
        (self.page.scroll_page_down if pages > 0 else self.page.scroll_page_up)(animate=False)

    def action_do(self) -> None:
        """Act on the marked row."""
        (self.signs if self.signs.has_focus else self.ledger).choose()

    @on(TaskList.Chosen, "#signs")
    def _sign_chosen(self, event: TaskList.Chosen) -> None:
        if self._seen is not None:
            self.app.push_screen(SignPage(self._seen, event.row))

    @on(TaskList.Chosen, "#ledger")
    async def _line_chosen(self, event: TaskList.Chosen) -> None:
        if self._seen is None or event.row >= len(self._lines):
            return
        line, phase = self._lines[event.row], self._seen.phase
        if line == PROPOSAL and phase.proposal is not None:
            self._decide(phase.phase, phase.proposal)
        elif line == GAP:
            self._answer_gap(self._seen)
        elif line == RECURRENCE:
            self._recurred(phase.phase)
        elif isinstance(line, Criterion) and line.state is not State.UNKNOWN:
            text = f"{summary.criterion_words(line, self._seen.on)}."
            self.app.push_screen(Page(line.text, (text, "", phase_view.JUDGED)))
        elif isinstance(line, Criterion) and line.measure == "red_flags":
            await self.run_action("app.red_flags")
        elif isinstance(line, Criterion):
            self.post_message(CheckInWanted(ask=line.measure))

    # Decisions

    @work(exclusive=True, group="decide")
    async def _decide(self, before: Phase, proposal: Proposal) -> None:
        """Ask, with the reason of the proposal; the answer and the person's own reason are kept."""
        looks = " and ".join(long_day(day) for day in proposal.looks)
        text = f"{summary.proposal_words(proposal)} It rests on the looks of {looks}.\n\n"
        answer = await self._asked(
            f"{PHASE_WORDS[proposal.phase]}?",
            f"{text}The decision is yours, and is kept with its date and your reason.",
            "Yes, that is how it is",
            "No, not yet",
        )
        if answer is not None:
            await self._keep_decision(before, proposal.phase, answer == "yes", proposal)

    @work(exclusive=True, group="decide")
    async def _recurred(self, before: Phase) -> None:
        """A new episode, or a no that is kept, so that the same days are not asked about again."""
        seen = self._seen
        assert seen is not None
        assert seen.phase.returned is not None
        since = long_day(seen.phase.returned) + year_of(seen.phase.returned, seen.on)
        answer = await self._asked(
            "A new episode?",
            f"After recovery, pain was 3 or more on two logged days in a row, the second on {since}. A new episode "
            "starts over with pain relief; everything from before is kept.",
            "Yes, it is back",
            "No, it is something else",
        )
        if answer == "yes":
            await begin_episode(self.app, self.services, seen.phase.returned)
        elif answer == "no":
            await self._keep_decision(before, Phase.PAIN_RELIEF, False, None)

    @work(exclusive=True, group="decide")
    async def _answer_gap(self, seen: Assessment) -> None:
        """Whether the entries after a long gap are of a new episode."""
        await answer_gap(self.app, self.services, seen)

    async def _asked(self, title: str, text: str, yes: str, no: str) -> str | None:
        answers = (Answer("y", yes, "yes"), Answer("n", no, "no"))
        return await self.app.push_screen_wait(Ask(title, text, answers))

    async def _keep_decision(self, before: Phase, proposed: Phase, accepted: bool, resting: Proposal | None) -> None:
        reason = await self.app.push_screen_wait(AskText("Why?", "A word on why, if you like; Enter keeps it."))
        if reason is None:
            return
        decision = PhaseDecision(
            **self.services.stamp(),
            day=self.services.today(),
            before=before,
            proposed=proposed,
            accepted=accepted,
            reason=reason or None,
            looks=resting.looks if resting is not None else (),
        )
        try:
            await self.services.journal_writer.save("decision on the phase", decision)
        except AppError as error:
            self.notify(str(error), severity="error", timeout=20, markup=False)
            return
        kept = f"Kept: {PHASE_WORDS[proposed].lower()}, {'yes' if accepted else 'no'}."
        self.notify(f"{kept} {self.with_keys(TAKES_BACK)}", markup=False)

    @work(exclusive=True, group="page")
    async def action_page(self) -> None:
        """Write the clinician's page."""
        from .exports import write_clinicians_page

        seen = await self.services.assessment_cache.assess(self.services.today())
        await write_clinicians_page(self.app, self.services, seen)

    @work(exclusive=True, group="episode")
    async def action_episode(self) -> None:
        """Change the episode, end it, or start the next."""
        await change_episode(self.app, self.services)


def _since(seen: Assessment) -> str:
    since = seen.phase.since
    if since is None or since > seen.on:
        return ""
    return f" · since {day_words(since, seen.on)} ({count((seen.on - since).days, 'day')})"
