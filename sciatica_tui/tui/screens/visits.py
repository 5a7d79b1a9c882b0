"""Visits: keep one, note a question for the next, say what was said, and see what has changed since the last."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, ClassVar

import msgspec
from textual import work
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ...domain.record_text import describe
from ...domain.records import Record, Visit, VisitQuestion
from ...domain.text.dates import long_day, year_of
from ...domain.visits.visit import next_visits
from ...domain.visits.words import since_lines, since_title, talk_lines, visit_title
from ...services import visits
from ...services.commands import BY_ID, with_keys
from ...services.container import Services
from ...services.visits import WHEN
from ..messages import DialogWanted
from ..widgets.fields.field import Field
from ..widgets.fields.question_field import QuestionField
from ..widgets.fields.text_field import TextField
from ..widgets.hanging_rows import HangingRows
from ..widgets.key_hints import Hint
from .dialogs import AskText, Page
from .questionnaire import Asked
from .record_forms import FORMS, visit_fields
from .saving import ask_until_kept, keep

NO_VISIT = "No visit before today is logged. {history.add} in History adds one; this then tells what has changed."
COMPARED = "From the day of the visit to now. Phase compares with the start, so it may say otherwise."
NEXT = (("question", "question", "adds a question"), ("phase.page", "page", "writes the page"))
"""What its keys lead to: the command, its dialog, and what the lower edge says of it."""
INDENT = 15
"""Columns of what is told of, before what is said of it."""


async def edit_visit(app: App[Any], services: Services, visit: Visit | None = None, day: date | None = None) -> None:
    """Ask for a new visit, or change one, until what is said can be kept."""
    today, now = services.today(), services.clock.now()
    values: dict[str, Any] = {WHEN: day.isoformat()} if day is not None and day != today else {}
    if visit is not None:
        values = {**msgspec.to_builtins(visit), WHEN: visits.when_text(visit)}

    def saved_words(saved: Record) -> str:
        return f"Saved: {describe(saved)} · {_when(saved, today)}."

    async def save(answers: dict[str, Any]) -> bool:
        record = visits.visit_of(answers, now, services.config.times.boundary, visit)
        before = (visit,) if visit is not None else ()
        return await keep(app, services, f"visit of {_when(record, today)}", saved_words, record, before=before)

    form = FORMS["visit"]

    def asked(answers: Mapping[str, Any]) -> Asked:
        return Asked(form.title, form.text, visit_fields(answers), form.needed).add_class("record")

    await ask_until_kept(app, asked, save, values)


async def tell_visit(app: App[Any], services: Services, visit: Visit) -> None:
    """Ask what was said at a visit, what to do, and which questions were asked there."""
    questions = visits.next_questions(services.journal)
    text = "In your own words, while you remember it. A question you did not ask waits for the next visit."
    title = f"{visit_title(visit)} · {long_day(visit.day)}"

    async def save(answers: dict[str, Any]) -> bool:
        if not any(answers.values()):
            return True
        asked_questions = [question for question in questions if answers[question.id]]
        records = visits.after_visit(visit, answers["note"], answers["advice"], asked_questions)
        label = f"visit of {long_day(visit.day)}"
        return await keep(app, services, label, "Saved with the visit.", *records, before=(visit, *asked_questions))

    first = {"note": visit.note, "advice": visit.advice}
    await ask_until_kept(app, lambda answers: Asked(title, text, _told_fields(answers, questions)), save, first)


def _told_fields(answers: Mapping[str, Any], questions: Iterable[VisitQuestion]) -> list[Field[Any]]:
    question_fields = (QuestionField(q.id, f"Did you ask “{q.text}”?", value=answers.get(q.id)) for q in questions)
    return [
        TextField("note", "What was said", value=answers["note"]),
        TextField("advice", "What to do", value=answers["advice"]),
        *question_fields,
    ]


def _when(visit: Record, today: date) -> str:
    assert isinstance(visit, Visit)
    return f"{long_day(visit.day)}{year_of(visit.day, today)}"


async def ask_next_time(app: App[Any], services: Services) -> None:
    """Note a question for the next visit."""
    waiting = visits.next_questions(services.journal)
    lines = [f"· {question.text}" for question in waiting]
    so_far = ["", "Questions so far:", *lines] if lines else []
    text = "\n".join(["What do you want to ask at your next visit?", *so_far])

    async def save(question: str) -> bool:
        if not question:
            return True
        record = VisitQuestion(**services.stamp(), day=services.today(), text=question)
        return await keep(app, services, "question", f"Noted for your next visit: {question}", record)

    await ask_until_kept(app, lambda question: AskText("Ask next time", text, question), save, "")


async def show_since(app: App[Any], services: Services) -> None:
    """Show what has changed since the last visit, and the questions for the next one."""
    dialog = await app.push_screen_wait(SincePage(services))
    if dialog is not None:
        app.post_message(DialogWanted(dialog))


class SincePage(Page):
    """What has changed since the last visit; it is there at once, and filled in a moment.

    Dismisses with the name of the dialog that its keys ask for.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(BY_ID[command].keys, f"dismiss('{dialog}')", words, id=command) for command, dialog, words in NEXT
    ]

    def __init__(self, services: Services) -> None:
        super().__init__("Since the last visit")
        self.services = services

    def parts(self) -> ComposeResult:
        """What has changed, and beside or below it what was said and what comes next."""
        yield Static("One moment …", id="compared")
        with Container(id="visit-columns"):
            yield HangingRows(indent=INDENT, id="changes")
            yield HangingRows(indent=INDENT, id="visits-and-questions")

    @work(exclusive=True)
    async def on_mount(self) -> None:
        services, today = self.services, self.services.today()
        assessment = await services.assessment_cache.assess(today)
        since = await asyncio.to_thread(visits.since_last_visit, services.journal, assessment)
        locked = "\nNo verdict while a red flag is open." if assessment.locked else ""
        words = with_keys(NO_VISIT, services.settings.keys) if since is None else f"{COMPARED}{locked}"
        self.query_one("#compared", Static).update(Content(words))
        if since is not None:
            self.query_one(VerticalScroll).border_title = Content(since_title(since))
            changes = since_lines(since, locked=assessment.locked, plain=True)
            self.query_one("#changes", HangingRows).rows = changes
        coming = next_visits(visits.visits(services.journal), today, services.clock.now())
        questions = visits.next_questions(services.journal)
        talk = talk_lines(since, coming, questions, today)
        self.query_one("#visits-and-questions", HangingRows).rows = talk
        self.set_class(since is None, "-no-visit")
        self.set_class(not talk, "-no-talk")

    @property
    def hints(self) -> tuple[Hint, ...]:
        keys = self.services.settings.keys
        return (*((f"{with_keys(f'{{{command}}}', keys)} {words}", "") for command, _, words in NEXT), *super().hints)
