"""A routine's steps to change: times and repetitions of ours, everything of the person's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import msgspec
from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from ...domain.errors import BadInput
from ...domain.records import RoutineStep
from ...domain.routines.catalogue import BY_NAME, Guided, check, check_name, title_of
from ...domain.routines.poses import POSES
from ...domain.routines.session_plan import RoutineKind, total_seconds
from ...domain.routines.session_text import step_words
from ...domain.routines.timer_view import length_text
from ...services.commands import Scope, in_scope, key_words
from ..bindings import bindings
from ..one_at_a_time import one_at_a_time
from ..themes import styles
from ..widgets.command_bar import CommandBar
from ..widgets.fields.basic import ChoiceField, NumberField
from ..widgets.fields.field import Field
from ..widgets.fields.text_field import TextField
from ..widgets.figures.pose_view import PoseView
from ..widgets.form_scroll import FormScroll
from ..widgets.options import Options
from .base import BaseScreen
from .dialogs import Answer, Ask

MOST = 99_999
"""What can be typed at all; what a routine allows is said in a sentence."""

NEW_STEP = RoutineStep(name="", hold_seconds=30, repetitions=3, rest_seconds=10, sides=True)

IN_MINUTES_FROM = 300
"""A step that can't be shorter than these seconds is asked for in minutes."""

NUMBERS = (
    ("hold_seconds", "hold", "Time"),
    ("repetitions", "repetitions", "Repetitions"),
    ("sets", "sets", "Sets"),
    ("rest_seconds", "rest_seconds", "Rest between"),
)
"""Field of a step, its limits, and its words."""


@dataclass(frozen=True)
class Edited:
    """What was made of a routine; `steps` of None are those the app came with."""

    name: str
    steps: tuple[RoutineStep, ...] | None


NAME_IT = "Give it a name, then its steps."


class RoutineEditor(BaseScreen[Edited | None]):
    """The steps at the left, the marked one at the right. Dismisses with what is to be kept, None for nothing."""

    CSS_PATH = styles("routines")
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(Scope.EDITOR),
        Binding("enter", "fields", show=False),
        Binding("j,down", "step(1)", show=False),
        Binding("k,up", "step(-1)", show=False),
    ]

    steps_list = getters.query_one("#steps", OptionList)
    state = getters.query_one("#state", Static)

    def __init__(self, routine: Guided, routines: Sequence[Guided], title: str, keys: Mapping[str, str]) -> None:
        """`routines` are all there are, whose names are taken; `keys` are the commands on other keys."""
        super().__init__()
        self._routine = routine
        self._routines = tuple(routines)
        self._title = title
        self._keys = keys
        self._own = routine.kind is RoutineKind.OWN
        self._called = routine.title
        self._steps = list(routine.steps)
        self._minutes = routine.limits.hold[0] >= IN_MINUTES_FROM
        self._fields: dict[str, Field[Any]] = {}

    def compose(self) -> ComposeResult:
        if self._own:
            with Vertical(id="routine-name", classes="panel") as box:
                box.border_title = Content(self._title)
                yield TextField("routine", "Name", value=self._called or None)
        with Horizontal(id="editor-columns"):
            yield Options(id="steps", classes="panel", compact=True)
            with FormScroll(id="step-fields", classes="panel"):
                for field in self._make_fields():
                    self._fields[field.name or ""] = field
                    yield field
            with Vertical(id="step-pose", classes="panel"):
                yield PoseView()
        yield Static(id="state", classes="panel", markup=False)
        commands = [c for c in in_scope(Scope.EDITOR) if self._offers(c.action.partition("(")[0])]
        yield CommandBar([(key_words(c, self._keys)[0], c.words, c.action) for c in commands], keep=1)

    def _make_fields(self) -> list[Field[Any]]:
        fields: list[Field[Any]] = [TextField("name", "What to do")] if self._own else []
        for name, limit, words in NUMBERS:
            least, most = getattr(self._routine.limits, limit)
            if least < most:
                unit = "" if name in ("repetitions", "sets") else "min" if self._in_minutes(name) else "s"
                step = 1 if unit in ("", "min") else 5
                fields.append(NumberField(name, words, 0, MOST, unit, step))
        if self._own or any(step.sides for step in BY_NAME[self._routine.name].steps):
            fields.append(ChoiceField("sides", "Each side", ((True, "yes"), (False, "no"))))
        return [*fields, TextField("note", "Note")] if self._own else fields

    def _in_minutes(self, name: str) -> bool:
        return name == "hold_seconds" and self._minutes

    def on_mount(self) -> None:
        self.steps_list.border_title = "Steps" if self._own else Content(self._title)
        self._list(0)
        if self._own and not self._called:
            self.query_one(TextField).focus()
        elif self._own:
            self.steps_list.focus()
        else:
            next(iter(self._fields.values())).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an action can be had: the steps of our routines are fixed, and only ours have a default."""
        return self._offers(action) and super().check_action(action, parameters)

    def _offers(self, action: str) -> bool:
        return self._own if action in ("add", "remove", "shift") else not self._own or action != "default"

    # The list and the fields show the same steps

    @property
    def _place(self) -> int | None:
        index = self.steps_list.highlighted
        return index if index is not None and index < len(self._steps) else None

    def _list(self, index: int) -> None:
        self.steps_list.clear_options()
        self.steps_list.add_options([Option(Content(step_words(step))) for step in self._steps])
        if self._steps:
            self.steps_list.highlighted = min(max(index, 0), len(self._steps) - 1)
        self._fill()

    def _fill(self) -> None:
        """Show the marked step in the fields."""
        index = self._place
        box = self.query_one("#step-fields")
        box.display = index is not None
        if index is not None:
            step = self._steps[index]
            box.border_title = Content(title_of(step.name) or "A new step")
            self._show_pose(step.name)
            for name, field in self._fields.items():
                value: Any = getattr(step, name) or None if name in ("name", "note") else getattr(step, name)
                field.value = value / 60 if self._in_minutes(name) else value
        self._say_state()

    def _show_pose(self, exercise: str) -> None:
        """The figure of the marked step, where it is one of ours."""
        pose = self.query_one(PoseView)
        pose.exercise, pose.both_ends = exercise if exercise in POSES else "", True
        self.query_one("#step-pose").set_class(exercise in POSES, "-known")

    @on(OptionList.OptionHighlighted)
    def _marked(self) -> None:
        self._fill()

    @on(OptionList.OptionSelected)
    def _selected(self) -> None:
        self.action_fields()

    @on(Field.Changed)
    def _typed(self, event: Field.Changed) -> None:
        name, index = event.field.name or "", self._place
        if name == "routine":
            self._called = (event.value or "").strip()
        elif index is not None:
            change = {name: _value(name, event.value, self._in_minutes(name))}
            self._steps[index] = msgspec.structs.replace(self._steps[index], **change)
            self.steps_list.replace_option_prompt_at_index(index, Content(step_words(self._steps[index])))
            self.query_one("#step-fields").border_title = Content(title_of(self._steps[index].name) or "A new step")
        self._say_state()

    @on(Field.Done)
    def _done(self) -> None:
        self.action_step(1)

    @property
    def _is_changed(self) -> bool:
        return tuple(self._steps) != self._routine.steps or self._called != self._routine.title

    def _problem(self) -> str:
        try:
            if self._own:
                check_name(self._called, self._routines, self._routine.own)
            check(self._edited(), tuple(self._steps))
        except BadInput as error:
            return str(error)
        return ""

    def _edited(self) -> Guided:
        title = (self._called or "This routine") if self._own else self._routine.title
        return msgspec.structs.replace(self._routine, title=title, steps=tuple(self._steps))

    def _say_state(self) -> None:
        problem = self._problem() if self._is_changed else ""
        self.state.set_class(bool(problem), "-problem")
        self.state.border_title = "That does not work yet" if problem else "Length"
        is_begun = self._is_changed or self._called
        self.state.update(problem or (f"{self._length()} in total" if is_begun else NAME_IT))

    def _length(self) -> str:
        return length_text(total_seconds(self._edited().plan))

    # What the keys do

    def action_step(self, steps: int) -> None:
        """Move one step or field up or down."""
        if self.steps_list.has_focus:
            self.steps_list.action_cursor_down() if steps > 0 else self.steps_list.action_cursor_up()
        elif steps > 0:
            self.focus_next()
        else:
            self.focus_previous()

    def action_fields(self) -> None:
        """Focus the fields of the step under the cursor."""
        if self._place is not None:
            next(iter(self._fields.values())).focus()

    def action_add(self) -> None:
        """Add a step below the one under the cursor."""
        index = len(self._steps) if self._place is None else self._place + 1
        self._steps.insert(index, NEW_STEP)
        self._list(index)
        self.action_fields()

    def action_remove(self) -> None:
        """Remove the step under the cursor."""
        if self._place is not None:
            index = self._place
            del self._steps[index]
            self._list(index)

    def action_shift(self, by: int) -> None:
        """Move the step under the cursor up or down."""
        index = self._place
        if index is not None and 0 <= index + by < len(self._steps):
            self._steps[index], self._steps[index + by] = self._steps[index + by], self._steps[index]
            self._list(index + by)

    def action_default(self) -> None:
        """Restore the times that the app came with."""
        self._steps = list(BY_NAME[self._routine.name].steps)
        self._list(self._place or 0)

    def action_save(self) -> None:
        """Close with the steps, unless they can't be done."""
        problem = self._problem()
        if problem:
            self.notify(problem, severity="warning")
            return
        steps = tuple(self._steps)
        plain = not self._own and steps == BY_NAME[self._routine.name].steps
        self.dismiss(Edited(self._called, None if plain else steps))

    @one_at_a_time("close")
    async def action_close(self) -> None:
        """Close without saving; ask first if something was changed."""
        if self._is_changed:
            answer = await self.app.push_screen_wait(
                Ask(
                    "Leave without saving?",
                    "You lose what you changed here.",
                    (Answer("n", "No, keep editing", "stay"), Answer("y", "Yes, leave", "leave")),
                )
            )
            if answer != "leave":
                return
        self.dismiss(None)


def _value(name: str, value: Any, minutes: bool) -> Any:
    """A field's value as a step has it; a number that is not there is 0, which no routine allows in silence."""
    if name == "note":
        return value
    if name == "name":
        return (value or "").strip()
    if name == "sides":
        return bool(value)
    return int(value or 0) * (60 if minutes else 1)
