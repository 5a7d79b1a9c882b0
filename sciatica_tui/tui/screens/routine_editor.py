"""A routine's steps to change: times and repetitions of ours, everything of the person's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import msgspec
from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import DescendantBlur, DescendantFocus
from textual.widgets import Input, OptionList, Static

from ...domain.errors import BadInput
from ...domain.records import RoutineStep
from ...domain.routines.catalogue import BY_NAME, NEW_STEP, Guided, check, check_name, check_step, renamed, title_of
from ...domain.routines.session_plan import RoutineKind, has_rests, total_seconds
from ...domain.routines.step_table import parts_of, sum_words, table, time_line
from ...domain.routines.timer_view import length_text
from ...services.commands import Scope, in_scope, with_keys
from ..bindings import bindings, command_offer
from ..exclusive_workers import one_at_a_time
from ..themes import styles
from ..widgets.command_bar import CommandBar, Offer
from ..widgets.fields.basic import ChoiceField, NumberField
from ..widgets.fields.field import Field
from ..widgets.fields.text_field import TextField
from ..widgets.form_scroll import FormScroll
from ..widgets.step_picture import StepPicture
from ..widgets.step_table import StepTable, TableLast
from ..widgets.step_time import StepTime
from ..widgets.time_line import TimeLine
from ..window_size import WindowSize
from .base import BaseScreen
from .dialogs import Answer, Ask
from .step_values import field_value, step_value

MOST = 99_999
"""What can be typed at all; what a routine allows is said in a sentence."""

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


@dataclass(frozen=True)
class Problem:
    """Why a routine can't be kept, and the step that is to be changed: its index, or `NAME_ROW`; `None`: any."""

    words: str
    index: int | None


WIDTHS = [(0, "-narrow"), (76, "-usual-width")]
HEIGHTS = [(0, "-low"), (22, "-usual-height")]
"""Columns from which a step's picture stands beside it, and rows from which the length has its box."""

NAME_ROW = -1
"""Stands for the routine's name, above its steps."""

HINT = """Out of a text field (Esc leaves it), {editor.add} adds a step below the selected one, \
{editor.remove} removes it, {editor.up} and {editor.down} move it."""
NAME_IT = "Give it a name, then its steps."
NAME_EXAMPLE, STEP_EXAMPLE, NOTE_EXAMPLE = "such as Morning", "such as Lean back", "what to watch for"

FIELDS, NEXT = ("⏎", "Change", "fields"), ("Tab", "Next", "app.focus_next")
CHANGE = ("← →", "Change", "app.press('right')")
"""What a footer names beside the commands."""

STEP_COMMANDS = ("add", "remove", "shift")
"""Actions on the steps of an own routine, by letters."""


class RoutineEditor(TableLast, BaseScreen[Edited | None]):
    """The steps as a table, the selected one below, and what the whole takes. Dismisses with what is to be kept."""

    CSS_PATH = styles("routine_editor")
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(Scope.EDITOR),
        Binding("enter", "fields", show=False),
        Binding("j,down", "step(1)", show=False),
        Binding("k,up", "step(-1)", show=False),
    ]

    step_table = getters.query_one(StepTable)
    time = getters.query_one(StepTime)
    picture = getters.query_one(StepPicture)
    line = getters.query_one(TimeLine)
    state = getters.query_one("#state", Vertical)
    footer = getters.query_one(CommandBar)

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
        self._refusal: Problem | None = None
        """Why it was not saved the last time."""

    def compose(self) -> ComposeResult:
        if self._own:
            with Vertical(id="routine-name", classes="panel") as box:
                box.border_title = Content(self._title)
                yield TextField("routine", "Name", placeholder=NAME_EXAMPLE, value=self._called or None)
        yield StepTable(id="steps", classes="panel")
        with Horizontal(id="editor-columns"):
            with FormScroll(id="step-fields", classes="panel"):
                for field in self._make_fields():
                    self._fields[field.name or ""] = field
                    yield field
                yield StepTime()
            yield StepPicture(with_keys(HINT, self._keys), id="step-picture", classes="panel")
        with Vertical(id="state", classes="panel"):
            yield Static(id="problem", markup=False)
            yield TimeLine()
        yield CommandBar(self._offers(), keep=1)

    def _make_fields(self) -> list[Field[Any]]:
        fields: list[Field[Any]] = [TextField("name", "What to do", placeholder=STEP_EXAMPLE)] if self._own else []
        for name, limit, words in NUMBERS:
            least, most = getattr(self._routine.limits, limit)
            if least < most:
                unit = "" if name in ("repetitions", "sets") else "min" if self._in_minutes(name) else "s"
                step = 1 if unit in ("", "min") else 5
                fields.append(NumberField(name, words, 0, MOST, unit, step))
        if self._own or any(step.sides for step in BY_NAME[self._routine.name].steps):
            fields.append(ChoiceField("sides", "Each side", ((True, "yes"), (False, "no"))))
        return [*fields, TextField("note", "Note", placeholder=NOTE_EXAMPLE)] if self._own else fields

    def _in_minutes(self, name: str) -> bool:
        return name == "hold_seconds" and self._minutes

    def on_mount(self) -> None:
        self.step_table.border_title = "Steps" if self._own else Content(self._title)
        self._list(0)
        if self._own and not self._called:
            self.query_one(TextField).focus()
        elif self._own:
            self.step_table.rows.focus()
        else:
            next(iter(self._fields.values())).focus()

    def on_resize(self) -> None:
        """A larger window has the times of the line below it."""
        self.line.axis = self.window_size is not WindowSize.COMPACT
        self._show_step()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an action can be had: the steps of our routines are fixed, and only ours have a default."""
        return self._has(action) and super().check_action(action, parameters)

    def _has(self, action: str) -> bool:
        return self._own if action in STEP_COMMANDS else not self._own or action != "default"

    # The footer names what the keys do where the focus is

    @on(DescendantFocus)
    @on(DescendantBlur)
    def _name_keys(self) -> None:
        self.footer.offers = self._offers()

    def _offers(self) -> tuple[Offer, ...]:
        """Name no letter where letters are typed; and how to get on, wherever the focus is."""
        commands = {
            c.id: command_offer(c, self._keys) for c in in_scope(Scope.EDITOR) if self._has(c.action.partition("(")[0])
        }
        save, close = commands.pop("editor.save"), commands.pop("editor.close")
        if isinstance(self.focused, Input):
            return save, NEXT, (close[0], "Leave the field", close[2])
        if isinstance(self.focused, Field):
            return save, NEXT, CHANGE, *commands.values(), close
        return FIELDS, *commands.values(), save, close

    # The table and the fields show the same steps

    def _list(self, index: int) -> None:
        self.step_table.show(self._table(), index)
        self._fill()

    def _table(self) -> tuple[tuple[str, ...], ...]:
        return table(self._routine, self._steps)

    def _fill(self) -> None:
        """Show the selected step in the fields."""
        index = self.step_table.index
        self.query_one("#step-fields").display = index is not None
        if index is not None:
            self._fill_fields(self._steps[index], self._fields)
        self._show_step()
        self._say_state()

    def _fill_fields(self, step: RoutineStep, names: Iterable[str]) -> None:
        for name in names:
            self._fields[name].value = field_value(name, getattr(step, name), self._in_minutes(name))

    def _show_step(self) -> None:
        """Show what the selected step is and takes, and how it looks."""
        index = self.step_table.index
        step = self._steps[index] if index is not None else NEW_STEP
        number = f"Step {(index or 0) + 1} of {len(self._steps)}"
        self.query_one("#step-fields").border_title = Content(f"{number}: {title_of(step.name) or 'a new one'}")
        self.time.words, self.time.parts = sum_words(self._routine, step), parts_of(self._routine, step)
        if "rest_seconds" in self._fields:
            self._fields["rest_seconds"].display = has_rests(self._routine.kind, step)
        self.picture.show(step.name, self.window_size)

    @on(OptionList.OptionHighlighted)
    def _highlighted(self) -> None:
        self._fill()

    @on(OptionList.OptionSelected)
    def _selected(self) -> None:
        self.action_fields()

    @on(Field.Changed)
    def _typed(self, event: Field.Changed) -> None:
        name, index = event.field.name or "", self.step_table.index
        if name == "routine":
            self._called = (event.value or "").strip()
        elif index is not None:
            self._change(index, name, step_value(name, event.value, self._in_minutes(name)))
            self.step_table.change(self._table())
            self._show_step()
        self._say_state()

    def _change(self, index: int, name: str, value: Any) -> None:
        if name == "name":
            step = renamed(self._steps[index], value)
            self._fill_fields(step, self._fields.keys() - {"name"})
        else:
            step = msgspec.structs.replace(self._steps[index], **{name: value})
        self._steps[index] = step

    @on(Field.Done)
    def _done(self) -> None:
        self.action_fields()

    @property
    def is_unsaved(self) -> bool:
        return tuple(self._steps) != self._routine.steps or self._called != self._routine.title

    def _problem(self) -> Problem | None:
        routine = self._edited()
        index: int | None = NAME_ROW
        try:
            if self._own:
                check_name(self._called, self._routines, self._routine.own)
            for number, step in enumerate(routine.steps):
                index = number
                check_step(routine, step)
            index = None
            check(routine, routine.steps)
        except BadInput as error:
            return Problem(str(error), index)
        return None

    def _edited(self) -> Guided:
        title = (self._called or "This routine") if self._own else self._routine.title
        return msgspec.structs.replace(self._routine, title=title, steps=tuple(self._steps))

    def _say_state(self) -> None:
        """Say how long the whole takes, or why it can't be kept: that only once something was typed, or at saving."""
        problem = self._problem()
        is_refused = problem is not None and problem == self._refusal
        words = problem.words if problem is not None and (self.is_unsaved or is_refused) else ""
        self.state.set_class(bool(words), "-problem")
        self.query_one("#problem", Static).update(words)
        self.query_one("#problem").display, self.line.display = bool(words), not words
        if words:
            self.state.border_title = "Not saved: change this first" if is_refused else "Change this before you save"
            return
        routine = self._edited()
        self.line.spans, self.line.current = time_line(routine), self.step_table.index
        length = f"{length_text(total_seconds(routine.plan))} in total"
        self.state.border_title = length if self._called or not self._own else f"{length} · {NAME_IT}"

    # What the keys do

    def action_step(self, steps: int) -> None:
        """Move one step or field up or down."""
        rows = self.step_table.rows
        if rows.has_focus:
            rows.action_cursor_down() if steps > 0 else rows.action_cursor_up()
        else:
            self.focus_next() if steps > 0 else self.focus_previous()

    def action_fields(self) -> None:
        """Go from the name or the table to the fields of the selected step, from one of these to the next."""
        if self._is_in_fields:
            self.action_step(1)
        else:
            self._to_fields()

    def _to_fields(self) -> None:
        if self.step_table.index is not None:
            next(iter(self._fields.values())).focus()

    def action_add(self) -> None:
        """Add a step below the one under the cursor."""
        current = self.step_table.index
        index = len(self._steps) if current is None else current + 1
        self._steps.insert(index, NEW_STEP)
        self._list(index)
        self._to_fields()

    def action_remove(self) -> None:
        """Remove the step under the cursor, but for the only one: there is none to go to."""
        index = self.step_table.index
        if index is not None and len(self._steps) > 1:
            del self._steps[index]
            self._list(index)
        else:
            self.notify("The only step stays: change it.")

    def action_shift(self, by: int) -> None:
        """Move the step under the cursor up or down."""
        index = self.step_table.index
        if index is not None and 0 <= index + by < len(self._steps):
            self._steps[index], self._steps[index + by] = self._steps[index + by], self._steps[index]
            self._list(index + by)

    def action_default(self) -> None:
        """Restore the times that the app came with."""
        self._steps = list(BY_NAME[self._routine.name].steps)
        self._list(self.step_table.index or 0)

    def action_save(self) -> None:
        """Close with the steps, unless they can't be done: then say why, and go to where that can be mended."""
        problem = self._problem()
        if problem is not None:
            self._mend(problem)
            return
        steps = tuple(self._steps)
        plain = not self._own and steps == BY_NAME[self._routine.name].steps
        self.dismiss(Edited(self._called, None if plain else steps))

    def _mend(self, problem: Problem) -> None:
        if problem.index == NAME_ROW:
            self.query_one(TextField).focus()
        elif problem.index is not None and not (problem.index == self.step_table.index and self._is_in_fields):
            self.step_table.rows.highlighted = problem.index
            self._to_fields()
        self._refusal = problem
        self._say_state()

    @property
    def _is_in_fields(self) -> bool:
        return any(field.has_focus_within for field in self._fields.values())

    @one_at_a_time("close")
    async def action_close(self) -> None:
        """Close without saving; ask first if something was changed."""
        if self.is_unsaved:
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
