"""Phase: where the person is and why, the seven signs, what this phase asks, and the usual course."""

from __future__ import annotations

from textual import getters, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ..commands import Scope
from ..core import course, summary
from ..core.assessment import Assessment
from ..core.criteria import Criterion, State
from ..core.errors import AppError
from ..core.overview import ACTIVE_A_WEEK, last_week
from ..core.phases import PHASE_WORDS, Proposal, phase_words
from ..core.phrases import day_words
from ..core.records import CheckIn, Medication, PhaseDecision
from ..core.rules import Verdict
from ..widgets.task_list import Row, TaskList
from .dialogs import Answer, Ask, AskText, Page
from .episode import change_episode
from .mode_screen import CheckInWanted, ModeScreen, bindings

STATE_MARKS = {State.MET: "✓", State.NOT_MET: "✗", State.UNKNOWN: "?"}
PROPOSAL = "›"


class PhaseScreen(ModeScreen):
    """The ledger of criteria, the signs, and what they mean; Enter opens or acts on the marked row."""

    MODE = "phase"
    SCOPE = Scope.PHASE
    BINDINGS = bindings(Scope.PHASE)
    AUTO_FOCUS = "#ledger"

    sentence = getters.query_one("#sentence", Static)
    ledger = getters.query_one("#ledger", TaskList)
    signs = getters.query_one("#signs", TaskList)
    aside = getters.query_one("#phase-text", Static)

    _seen: Assessment | None = None

    def body(self) -> ComposeResult:
        yield Static(id="sentence", classes="panel")
        with Horizontal(id="phase-columns"):
            with Vertical(id="phase-left"):
                yield TaskList(id="ledger", classes="panel")
                yield TaskList(id="signs", classes="panel")
            with VerticalScroll(id="phase-right", classes="panel"):
                yield Static(id="phase-text")

    def show(self) -> None:
        """Draw what is known; what has to be judged first follows in a moment."""
        self._assess()

    @work(exclusive=True, group="assess")
    async def _assess(self) -> None:
        self._seen = seen = await self.services.assessor.assess(self.services.today())
        phase = seen.phase
        self.sentence.border_title = f"Day {seen.day}" if seen.day else "How it goes"
        self.sentence.update(Content("\n".join((seen.overall.sentence, *seen.overall.reasons[:1]))))
        self.ledger.border_title = Content(phase_words(phase.phase))
        self.ledger.border_subtitle = f"since {day_words(phase.since)}" if phase.since else ""
        self.ledger.rows = tuple(self._ledger_rows(seen))
        self.signs.border_title = "The seven signs"
        self.signs.rows = tuple(
            (summary.sign_glyph(sign), f"{summary.SIGN_WORDS[sign.sign]:<15}{summary.sign_words(sign)}", "")
            for sign in seen.signs
        )
        self.aside.update(Content("\n".join(self._aside(seen))))

    def _ledger_rows(self, seen: Assessment) -> list[Row]:
        phase = seen.phase
        rows: list[Row] = []
        if phase.proposal is not None:
            way = "a step back to" if phase.proposal.back else "moving on to"
            rows.append((PROPOSAL, f"Proposed: {way} {PHASE_WORDS[phase.proposal.phase].lower()}", "Enter decides"))
        return rows + [_criterion_row(each) for each in phase.criteria]

    def _aside(self, seen: Assessment) -> list[str]:
        journal, today, phase = self.services.journal, self.services.today(), seen.phase
        week = last_week(journal.all(CheckIn), journal.all(Medication), today)
        lines = [f"What this phase asks: {PHASE_WORDS[phase.phase].lower()}"]
        lines += [f"• {offer}" for offer in course.OFFERS[phase.phase]]
        lines += ["", f"The last 7 days: {week.active_minutes} of {ACTIVE_A_WEEK} minutes active,"]
        lines += [f"{sum(week.logged)} of 7 days logged."]
        lines += [note for note in summary.notes(seen) if note]
        lines += ["", "So far"]
        lines += [f"• {PHASE_WORDS[past]} from {day_words(day)}" for past, day in phase.past]
        if seen.day is not None:
            lines += ["", f"Day {seen.day}: {course.stage(seen.day)} (under 6 weeks, 6–12, over 12)"]
        hidden = seen.overall.verdict is Verdict.WORSENING or bool(seen.flags)
        usual = course.usual_course(hidden)
        if usual:
            lines += ["", "The usual course, as ranges – not a prediction", *(f"• {line}" for line in usual)]
        return [*lines, "", "See a clinician", *(f"• {line}" for line in course.SEE_A_CLINICIAN)]

    # Moving and acting

    def action_move(self, steps: int) -> None:
        """Through the ledger and on into the signs."""
        here, other = (self.signs, self.ledger) if self.signs.has_focus else (self.ledger, self.signs)
        place = here.cursor + steps
        if place < 0 and here is self.signs and other.rows:
            here, place = other, len(other.rows) - 1
        elif place >= len(here.rows) and here is self.ledger:
            here, place = other, 0
        here.cursor = place
        here.focus()

    def action_ends(self, last: bool) -> None:
        """To the last sign or the first line of the ledger."""
        rows = self.signs if last else self.ledger
        rows.cursor = len(rows.rows) if last else 0
        rows.focus()

    def action_do(self) -> None:
        """Act on the marked row."""
        (self.signs if self.signs.has_focus else self.ledger).choose()

    @on(TaskList.Chosen, "#signs")
    def _sign_chosen(self, event: TaskList.Chosen) -> None:
        if self._seen is not None:
            sign = self._seen.signs[event.row]
            title = f"{summary.SIGN_WORDS[sign.sign]}: {summary.sign_words(sign)}"
            self.app.push_screen(Page(title, summary.sign_lines(sign, self._seen.digest)))

    @on(TaskList.Chosen, "#ledger")
    def _criterion_chosen(self, event: TaskList.Chosen) -> None:
        if self._seen is None or event.row >= len(self.ledger.rows):
            return
        mark, words, _ = self.ledger.rows[event.row]
        proposal = self._seen.phase.proposal
        if mark == PROPOSAL and proposal is not None:
            self._decide(proposal)
        elif mark == "?":
            self.post_message(CheckInWanted(weekly=True))
        else:
            criterion = self._seen.phase.criteria[event.row - (proposal is not None)]
            self.app.push_screen(Page(words, (summary.criterion_words(criterion), *_source(criterion))))

    @work(exclusive=True, group="decide")
    async def _decide(self, proposal: Proposal) -> None:
        """Ask, with the reason of the proposal; the answer and the person's own reason are kept."""
        assert self._seen is not None
        before = self._seen.phase.phase
        answer = await self.app.push_screen_wait(
            Ask(
                f"{PHASE_WORDS[proposal.phase]}?",
                f"Proposed because {proposal.reason}. The decision is yours and is kept with its date.",
                (Answer("y", "Yes, that is how it is", "yes"), Answer("n", "No, not yet", "no")),
            )
        )
        if answer is None:
            return
        reason = await self.app.push_screen_wait(AskText("Why?", "A word on why, if you like; Enter keeps it."))
        if reason is None:
            return
        decision = PhaseDecision(
            **self.services.stamp(),
            day=self.services.today(),
            before=before,
            proposed=proposal.phase,
            accepted=answer == "yes",
            reason=reason or None,
            looks=proposal.looks,
        )
        try:
            await self.services.keeper.save("decision on the phase", decision)
        except AppError as error:
            self.notify(str(error), severity="error", markup=False)

    @work(exclusive=True, group="page")
    async def action_page(self) -> None:
        """Write the clinician's page."""
        from .outside import write_clinicians_page

        seen = await self.services.assessor.assess(self.services.today())
        await write_clinicians_page(self.app, self.services, seen)

    @work(exclusive=True, group="episode")
    async def action_episode(self) -> None:
        """Change the episode, end it, or start the next."""
        await change_episode(self.app, self.services)


def _criterion_row(criterion: Criterion) -> Row:
    aside = "ask now" if criterion.state is State.UNKNOWN else summary.value_words(criterion)
    return STATE_MARKS[criterion.state], criterion.text, aside


def _source(criterion: Criterion) -> tuple[str, ...]:
    return (
        ("", "Judged at the weekly looks; what each criterion rests on stands with its sign.")
        if criterion.dates
        else ()
    )
