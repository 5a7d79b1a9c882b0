"""The questions around a session: what must be known before, how it is before and after, what a test found."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from ...domain.measures.catalogue import BY_PATH
from ...domain.measures.questions import NPRS, Choice, Number
from ...domain.records import CheckIn, Felt, Zone
from ...domain.routines import safety, setbacks
from ...domain.routines.catalogue import Guided, title_of
from ...domain.routines.poses import POSES
from ...domain.routines.safety import Permission, Question
from ...domain.text.grammar import capital, count
from ..widgets.command_bar import CommandBar, Offer
from ..widgets.fields import controls
from ..widgets.fields.basic import ChoiceField, SidesField
from ..widgets.fields.big_targets import BigChoice, BigQuestion, BigRating, GateQuestion
from ..widgets.fields.field import Field
from ..widgets.figures.pose_view import PoseView
from ..widgets.session.big_word import BigWord
from .dialogs import Answer, Ask
from .questionnaire import Asked

MINUTE = 60
"""Seconds after standing up at which it is asked how the leg is (clinical rules)."""


IF_RIGHT = "Press Enter again if that is right."

CHANGE = "change"
"""What a refusal closes with where the answer that led to it was a mistake."""

TEN = "   10 or t is ten"


def pain_rating(name: str, label: str) -> BigRating:
    """A question for pain, on a page of few. A 1 waits a moment for the 0 of a ten."""
    rating = BigRating(name, label, NPRS.low, NPRS.high, NPRS.low_word, NPRS.high_word)
    rating.scale_words += TEN
    rating.await_ten()
    return rating


def pain_and_zone() -> tuple[BigRating, BigChoice[str | bool]]:
    """The two questions before and after an exercise."""
    zone = BY_PATH["zone"].input
    assert isinstance(zone, Choice)
    return pain_rating("leg_pain", "Leg pain now"), BigChoice("zone", "Furthest zone now", zone.options, zone.first_key)


class HowTheLegIs(Asked):
    """Leg pain and its zone around an exercise."""

    def __init__(self, title: str, text: str, *more_fields: Field[Any], saves: bool = True, verb: str = "Save") -> None:
        super().__init__(title, text, [*pain_and_zone(), *more_fields], saves=saves, verb=verb)

    def _contradiction(self) -> str:
        """Which two answers can't both be true; empty where they can."""
        return setbacks.contradiction(None, felt(self.answers()))

    def action_go_on(self) -> None:
        """Close with the answers; where two of them contradict each other, say so first."""
        sentence = self._contradiction()
        if sentence and not self._complained:
            self._complain(f"{sentence} {IF_RIGHT}")
        else:
            super().action_go_on()


def felt(answers: Mapping[str, Any]) -> Felt:
    """What was answered to them; empty where all were left open, which is another thing than not asked."""
    zone = answers.get("zone")
    return Felt(
        leg_pain=answers.get("leg_pain"),
        zone=Zone(zone) if zone is not None else None,
        further_down=answers.get("further_down"),
    )


def safety_screen(title: str, questions: Sequence[Question], *, once: bool) -> Asked:
    """The yes-or-no questions before a routine or a trial of it; each must be answered. `once`: they are kept."""
    fields = [GateQuestion(q.name, q.words) for q in questions]
    text = "Asked once; press p on Routines to change it later. " if once else "Asked each time. "
    text += "A yes rules this routine out" + ("." if once else " for now.")
    verb = "Continue" if once else "Start"
    return Asked(title, text, fields, [q.name for q in questions], saves=False, verb=verb)


def refused(routine: Guided, reason: str, *, may_change: bool = False) -> Ask:
    """Say after its questions why a routine does not start; `may_change`: let a kept answer be changed."""
    change = (Answer("p", "Change my answer", CHANGE),) if may_change else ()
    word = "Ruled out" if may_change else "Not now"
    return Ask(f"{word}: {routine.title}", capital(reason), (Answer("c", "Close", "close"), *change))


def precautions_screen(questions: Sequence[Question], known: Mapping[str, bool]) -> Asked:
    """What was answered once, to look at and to change."""
    fields = [GateQuestion(q.name, q.words, value=known.get(q.name)) for q in questions]
    text = (
        "Asked once. If you answer yes, the app won't start the routines that this rules out; change it when a "
        "clinician has told you otherwise."
    )
    return Asked("Reasons against heat, ice or exercises", text, fields, verb="Save")


class BeforeScreen(HowTheLegIs):
    """How it is before an exercise; where there is room, with its figure."""

    def __init__(self, routine: Guided, text: str) -> None:
        super().__init__(f"Before: {routine.title}", text, saves=False, verb="Start")
        self._exercises = [name for name in routine.exercises if name in POSES]

    def above_questions(self) -> ComposeResult:
        with Horizontal(classes="asked-poses"):
            for exercise in self._exercises:
                pose = PoseView()
                pose.exercise, pose.both_ends = exercise, True
                yield pose


def before_screen(routine: Guided, permitted: Permission) -> Asked:
    """How it is before an exercise."""
    out = ", ".join(title_of(name) for name in permitted.left_out)
    lines = [
        f"Left out today: {out}." if out else "",
        permitted.notice,
        "Get into position, with what you need within reach.",
    ]
    text = "\n".join((*filter(None, lines), "Enter starts; you have five seconds to get ready."))
    return BeforeScreen(safety.without(routine, permitted.left_out), text)


class AfterScreen(HowTheLegIs):
    """How it is a minute after standing up; the minute is counted, and an answer may come before it is over.

    Enter goes to the next open question; what is left open behind the last is said once before it is saved.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "save", show=False)]
    ASKS_IN_TURN = True

    def __init__(
        self,
        title: str,
        word: str,
        before: Felt | None,
        left: Callable[[], float],
        minute_over: Callable[[], None],
    ) -> None:
        """`word` says what the session has come to, in large letters; `before` is how the leg was before it.

        `left` tells how many seconds of the minute are; `minute_over` is called if it ends while this shows.
        """
        further_down = BigQuestion("further_down", "Did the pain move further down the leg?")
        super().__init__(f"After: {title}", _minute_words(left()), further_down)
        self._word = word
        self._before = before
        self._left = left
        self._minute_over = minute_over

    def above_text(self) -> ComposeResult:
        word = BigWord()
        word.text = self._word
        yield word

    def on_mount(self) -> None:
        field = next((field for field in self._fields if field.value is None), self._fields[-1])
        field.focus()
        self._counting = self.set_interval(1, self.count) if self._left() > 0 else None

    @on(events.DescendantFocus)
    @on(Field.Changed)
    def _name_what_enter_does(self) -> None:
        self.query_one(CommandBar).offers = self.offers()

    @on(Field.Stayed)
    def _say_what_is_open(self) -> None:
        if self._next_open() is None:
            self.action_go_on()

    def _next_open(self) -> Field[Any] | None:
        """The first open question behind the one with the focus."""
        here = next((index for index, field in enumerate(self._fields) if field.has_focus_within), -1)
        return next((field for field in self._fields[here + 1 :] if field.value is None), None)

    def offers(self) -> tuple[Offer, ...]:
        if self._next_open() is None:
            return super().offers()
        return ("⏎", "Next question", "go_on"), ("^s", "Save", "save"), *self.lasting_offers()

    def action_go_on(self) -> None:
        """Go to the next open question; behind the last of them save."""
        open_field = self._next_open()
        if open_field is not None:
            open_field.focus()
        else:
            self.action_save()

    def _contradiction(self) -> str:
        return setbacks.contradiction(self._before, felt(self.answers()))

    def action_save(self) -> None:
        """Close with the answers; where some are missing or contradict each other, say so first."""
        sentence = self._contradiction()
        open_words, how_to_save = self._what_is_open()
        if not (sentence or open_words) or self._complained:
            self.dismiss(self.answers())
        else:
            key = "Enter" if self._next_open() is None else "Ctrl+S"
            how = f"Press {key} again {'to save it.' if sentence else how_to_save}"
            self._complain(" ".join(filter(None, (sentence, open_words, how))))

    def _what_is_open(self) -> tuple[str, str]:
        """Which questions are open, and what saves without them; both empty where none is."""
        labels = [field.label for field in self._fields if field.value is None]
        if len(labels) == 1:
            return f"“{labels[0]}” is not answered.", "to save without it."
        if labels:
            return f"{count(len(labels), 'question')} are not answered.", "to save without them."
        return "", ""

    def count(self) -> None:
        """Say how much of the minute is left."""
        left = self._left()
        self.query_one(".asked-text", Static).update(Content(_minute_words(left)))
        if left <= 0 and self._counting is not None:
            self._counting.stop()
            self._counting = None
            self._minute_over()


def _minute_words(left: float) -> str:
    if left <= 0:
        return "The minute is over: how is your leg now?"
    return f"Stand up slowly, walk a few steps for a minute ({round(left)} s left), or answer now."


def leg_raise_screen(checkins: Sequence[CheckIn]) -> Asked:
    """What was read from the leg raise; the last test is named beside it, never filled in."""
    last = next((c.leg_raise for c in reversed(checkins) if c.leg_raise is not None), None)
    method, degrees = BY_PATH["leg_raise.method"], BY_PATH["leg_raise"]
    assert isinstance(method.input, Choice)
    assert isinstance(degrees.input, Number)
    number = controls.Number(degrees.input.low, degrees.input.high, degrees.input.unit, degrees.input.step)
    fields: list[Field[Any]] = [
        SidesField("degrees", "Degrees", number),
        ChoiceField("method", method.label, method.input.options),
    ]
    was = ""
    if last is not None:
        sides = " and ".join(
            f"{side} {value:g}°"
            for side, value in (("left", last.left_degrees), ("right", last.right_degrees))
            if value is not None
        )
        was = f" Last time, {last.method.value}: {sides}."
    text = f"Degrees at the first pain or tingling in the leg: for each side, the mean of its tries.{was}"
    return Asked("Straight leg raise", text, fields)
