"""A few questions on a page of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Self

from textual import on
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from ..bindings import offer_now
from ..notices import drop_passing, say_warning
from ..themes import styles
from ..widgets.command_bar import CommandBar, Offer
from ..widgets.fields.field import MOST_LABEL_WIDTH, Field, share_column
from ..widgets.fields.question_field import ANSWER_COLUMN, QuestionField
from ..widgets.fields.text_field import TextField
from ..widgets.form_scroll import FormScroll
from .base import BaseScreen
from .form_navigation import Moving, follow_answer, following, hand_on, neighbour

HEIGHTS = [(0, "-low"), (22, "-tall")]
"""Rows from which a class is given: a blank row before each field shows where it ends."""


class Asked(Moving, BaseScreen[dict[str, Any] | None]):
    """A few questions on a page of their own; dismisses with the answers by name, None on Esc."""

    CSS_PATH = styles("questionnaire")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+s", "go_on", "Continue"),
        Binding("j,down", "move(1)", show=False),
        Binding("k,up", "move(-1)", show=False),
        Binding("escape", "dismiss(None)", "Back"),
    ]
    AUTO_FOCUS = "Field, Input"
    VERTICAL_BREAKPOINTS = HEIGHTS
    LEADS_TO_RED_FLAGS = True
    ASKS_IN_TURN = False
    """Whether Enter goes from question to question: one right behind an answer confirms that, and skips none."""

    def __init__(
        self,
        title: str,
        text: str,
        fields: Sequence[Field[Any]],
        required: Sequence[str] = (),
        *,
        saves: bool = True,
        verb: str = "Continue",
    ) -> None:
        """`required` are the names of questions that must be answered to go on; `saves`: going on keeps the answers.

        `verb` is what going on does.
        """
        is_yes_no = all(isinstance(field, QuestionField) for field in fields)
        super().__init__(classes="asked yes-no" if is_yes_no else "asked")
        self._title = title
        self._text = text
        self._fields = tuple(fields)
        share_column(self._fields, ANSWER_COLUMN if is_yes_no else MOST_LABEL_WIDTH)
        self._required = frozenset(required)
        self._saves = saves
        self._verb = "Save" if saves and len(self._fields) == 1 else verb
        self._complained = False
        self._refused: Field[Any] | None = None
        self._problem = Static(classes="problem")

    def refuse(self, name: str, sentence: str) -> bool:
        """Begin at a question whose answer can't be taken, why not below it; return whether there is that question."""
        self._refused = next((field for field in self._fields if field.name == name), None)
        self._problem.update(Content(sentence))
        return self._refused is not None

    def with_answers(self, answers: Mapping[str, Any]) -> Self:
        """Put answers to its questions in, by their names, before it is shown."""
        for field in self._fields:
            field.value = answers.get(field.name or "", field.value)
        return self

    def compose(self) -> ComposeResult:
        with FormScroll(), Vertical(classes="panel") as box:
            box.border_title = Content(self._title)
            yield from self.above_text()
            yield Static(Content(self._text), classes="asked-text")
            yield from self.above_questions()
            for field in self._fields:
                yield field
                if field is self._refused:
                    yield self._problem
        yield CommandBar(self.offers(), keep=1)

    def on_mount(self) -> None:
        if self._refused is not None:
            self._refused.focus()

    def offers(self) -> tuple[Offer, ...]:
        """Return what the footer names."""
        save: tuple[Offer, ...] = (("^s", "Save", "go_on"),) if self._saves and self._verb != "Save" else ()
        several: tuple[Offer, ...] = (("Tab", "Next question", "move(1)"),) if len(self._fields) > 1 else ()
        return ("⏎", self._verb, "go_on"), *save, *several, *self.lasting_offers()

    def lasting_offers(self) -> tuple[Offer, ...]:
        """Return what the footer names whatever Enter does: how to go back, and the red flags."""
        typing = any(field.TAKES_WORDS for field in self._fields)
        return ("Esc", "Back", "dismiss(None)"), offer_now("red_flags", self, typing=typing)

    def above_text(self) -> ComposeResult:
        """Yield what stands before all else."""
        yield from ()

    def above_questions(self) -> ComposeResult:
        """Yield what stands between the text and the questions."""
        yield from ()

    def _complain(self, sentence: str) -> None:
        """Say which answer is missing or contradicts another, until one is given."""
        say_warning(self.app, sentence)
        self._complained = True

    @on(Field.Changed)
    def _answered(self) -> None:
        """Take the word about a missing or refused answer away: it is given, or another one is spoken of next."""
        self._problem.display = False
        if self._complained:
            self._complained = False
            drop_passing(self.app)

    def dismiss(self, result: dict[str, Any] | None = None) -> AwaitComplete:
        """Close, and leave no word about a missing answer on the screen below."""
        self._answered()
        return super().dismiss(result)

    @on(Field.Done)
    def _done(self, event: Field.Done) -> None:
        if event.field is not self._fields[-1]:
            after = following(self._fields, event.field)
            after.focus()
            if after.TAKES_WORDS or self.ASKS_IN_TURN or self._missing() is not None:
                follow_answer(event, self._fields)
            elif event.by_enter and not event.field.TAKES_WORDS:  # what is still open is optional
                self.action_go_on()
            if event.digit:
                hand_on(event.digit, after)
        elif isinstance(event.field, TextField):
            self.action_go_on()

    def answers(self) -> dict[str, Any]:
        """The answers by name, None where a question is open."""
        return {field.name or "": field.value for field in self._fields}

    def action_move(self, steps: int) -> None:
        """Move to the next question or the one before."""
        here = next((field for field in self._fields if field.has_focus_within), None)
        field = neighbour(self._fields, here, steps)
        if field is not None:
            self.move_to(field)

    def _missing(self) -> Field[Any] | None:
        """The first question that must be answered and is not."""
        return next((f for f in self._fields if f.name in self._required and f.value is None), None)

    def action_go_on(self) -> None:
        """Close with the answers, unless a required one is missing."""
        missing = self._missing()
        if missing is not None:
            missing.focus()
            self._complain(missing.why_open)
            return
        self.dismiss(self.answers())
