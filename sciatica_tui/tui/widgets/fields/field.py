"""One question of the check-in: its words on the left, the answer on the right, yesterday's as a faint word behind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any, ClassVar, Generic, TypeVar

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from ....domain.text.visible import visible_line
from ..fitting_line import whole_clauses
from ..hover import Hovering, drawn, hit_of
from ..spot import Line, Spot, width_of
from .controls import fitted

Value = TypeVar("Value")

BEGIN_KEYS = ("enter", "i")
"""The keys that begin the typing in a question that rests."""

RESTING_KEYS = "Enter or i: type here"
LEFT_KEYS = "i: type here"
MOVES = ("move(", "ends(", "page(")
"""How the actions begin that go from question to question."""

LABEL_WIDTH = 20
"""Cells before the answer, the focus mark among them."""

MOST_LABEL_WIDTH, LABEL_AIR = 38, 4
"""The same at most where a longer one moves the answers of its form, and the cells around that, the mark among them."""

LABEL_LINES = 2
"""Lines that a label may take."""

ASIDE_AT, WIDE = (16, 40), 80
"""Cells of an answer at which what is said behind it begins, usually and where it has room for so many."""

MARK_END = 71
"""Cells of an answer at which yesterday's ends, at the right of the window where that is narrower."""


class Field(Hovering, Widget, Generic[Value], can_focus=True):
    """The base of every question. `value` is `None` while unanswered; `yesterday` is only ever shown, never taken.

    Setting `value` posts nothing: `Changed` and `Done` come from what a person pressed or clicked. A key that means
    nothing to the field bubbles on.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "field--label",
        "field--answer",
        "field--number",
        "field--refused",
        "field--option",
        "field--empty",
        "field--key",
        "field--option-key",
        "field--unit",
        "field--faint",
    }
    DEFAULT_CSS = """
    Field {
        height: auto;
        width: 1fr;
        text-wrap: nowrap;
        text-overflow: clip;
        &:focus, &:focus-within { background: $boost; }
        & > .field--label { color: $foreground; }
        &:focus > .field--label, &:focus-within > .field--label { text-style: bold; }
        & > .field--answer, & > .field--number { color: $text-accent; text-style: bold; }
        & > .field--refused { color: $text-error; text-style: strike; }
        & > .field--option, & > .field--unit { color: $foreground 85%; }
        & > .field--key, & > .field--option-key { color: $text-primary; }
        & > .field--faint, & > .field--empty { color: $foreground 65%; }
        & > .field--option, & > .field--option-key, & > .field--number, & > .field--empty {
            background: $foreground 7%;
        }
        &:ansi > .field--faint, &:ansi > .field--empty { text-style: dim; }
    }
    """
    ALLOW_SELECT = False
    TAKES_WORDS: ClassVar[bool] = False
    """Whether every letter is one of its answer: none moves on from here."""
    KEYS: str = ""
    """What its keys do, as a phrase for a line of help."""

    resting: reactive[bool] = reactive(False, init=False)
    """Whether it has the focus and takes no words yet: a letter moved here, and the next one would be typed."""

    is_left_by_esc = False
    """Whether it rests because Esc left it: any key but that which begins is a command again."""

    value: reactive[Value | None] = reactive(None)
    yesterday: reactive[Value | None] = reactive(None)

    follows_answer = False
    """Whether an answer moved on to here by itself, and nothing was done here since: Enter confirms that answer."""

    class Stayed(Message):
        """Enter confirmed the answer before, which had moved on to here by itself, and went no further."""

    class Began(Message):
        """It takes words now, or runs, or no longer does: its keys mean something else."""

    @dataclass
    class Changed(Message):
        """A person changed the answer; `value` is the new one, `None` where they took it back."""

        field: Field[Any]
        value: Any

    @dataclass
    class Done(Message):
        """This key finished the answer: the form may move on to the next question; `by_enter`, it was Enter."""

        field: Field[Any]
        by_enter: bool = False
        digit: str = ""
        """The digit that showed that the answer was whole: it answers the next question."""

    def __init__(self, name: str, label: str, *, value: Value | None = None, yesterday: Value | None = None) -> None:
        """A question `name`d by the path of its measure, with its words as `label`."""
        super().__init__(name=name)
        self.label = label
        self.label_cells = LABEL_WIDTH
        """Cells before the answer; a form with longer questions sets it for all of them."""
        self.scale_words = ""
        """What the ends of its scale mean, for the line of help."""
        self.value = value
        self.yesterday = yesterday
        self.aside = ""
        """What is said behind an answer of one line, as much of it as there is room for."""
        self.day_before = "yesterday"
        """What to call the day of `yesterday`'s answer."""

    # What a kind of question brings along

    def answer_lines(self, width: int) -> list[Line]:
        """The control as lines of at most `width` cells."""
        raise NotImplementedError

    def foot_lines(self, width: int) -> list[Line]:
        """What stands below the control and yesterday's answer."""
        return []

    def words(self, value: Value) -> tuple[str, ...]:
        """An answer in words, the longest first, for the mark of yesterday's."""
        raise NotImplementedError

    def press(self, key: str, character: str | None) -> bool:
        """Take a key; False where it means nothing here."""
        return False

    def click(self, hit: int) -> None:
        """Take a click on the spot with this `hit`."""

    def clear(self) -> None:
        """Make it unanswered again."""
        self.answer(None)

    @property
    def focus_taker(self) -> Widget:
        """What has the focus when the question is answered: itself, or the editor inside."""
        return self

    # What all have in common

    def follow_answer(self) -> None:
        """Be where an answer moved on to by itself: an Enter that comes first goes no further.

        It confirms the answer before, which the person saw, and must not skip this question.
        """
        self.follows_answer = True

    def answer(self, value: Value | None, *, final: bool = False) -> None:
        """Set the answer as the person's doing."""
        self.follows_answer = False
        if value != self.value:
            self.value = value
            self.post_message(self.Changed(self, value))
        if final:
            self.post_message(self.Done(self))

    def rest(self) -> None:
        """Take the focus, and words only once Enter has begun it."""
        self.resting = True
        self.focus()

    def leave(self) -> None:
        """Take no words any more, and keep the focus: Esc must not leave a form without a mark."""
        self.is_left_by_esc = True
        self.rest()

    def begin(self) -> None:
        """Take words from here on."""
        self.resting = self.is_left_by_esc = False
        self.focus()

    @property
    def keys_now(self) -> str:
        """What its keys do as it is."""
        if self.resting:
            return LEFT_KEYS if self.is_left_by_esc else RESTING_KEYS
        return self.KEYS

    def _key_at_rest(self, event: events.Key) -> None:
        """Begin the typing, or let the key move on; any other letter is lost rather than a command that it is not."""
        bound = self.screen.active_bindings.get(event.key)
        moves = bound is not None and bound.binding.action.startswith(MOVES)
        begins = event.key in (BEGIN_KEYS[1:] if self.is_left_by_esc else BEGIN_KEYS)
        if begins:
            self.begin()
        if begins or (event.is_printable and not moves and not self.is_left_by_esc):
            event.stop()
            event.prevent_default()

    @property
    def why_open(self) -> str:
        """Say that it needs an answer, and which it takes where that can be said in a few words."""
        return f"“{self.label}” needs an answer."

    def say(self, refusal: str) -> None:
        """Say why what was typed is no answer, if it is none."""
        if refusal:
            self.notify(refusal, severity="warning")

    def on_key(self, event: events.Key) -> None:
        if self.resting:
            self._key_at_rest(event)
            return
        stays, self.follows_answer = self.follows_answer and event.key == "enter", False
        if stays:
            self.post_message(self.Stayed())
        is_ours = stays or self.press(event.key, event.character)
        if not is_ours and self.has_focus and event.key in ("backspace", "delete"):
            self.clear()
            is_ours = True
        if is_ours:
            event.stop()
            event.prevent_default()

    def on_blur(self) -> None:
        self.follows_answer = self.resting = self.is_left_by_esc = False

    def on_descendant_blur(self) -> None:
        self.follows_answer = False

    def on_click(self, event: events.Click) -> None:
        hit = hit_of(event)
        if isinstance(hit, int):
            event.stop()
            self.click(hit)

    def watch_resting(self) -> None:
        self.post_message(self.Began())
        self.redraw()

    def watch_value(self) -> None:
        self.redraw()

    def watch_yesterday(self) -> None:
        self.redraw()

    def watch_has_focus(self, _has_focus: bool) -> None:
        super().watch_has_focus(_has_focus)
        self.redraw()

    def redraw(self) -> None:
        """Draw again, with a new layout only where the number of lines has changed."""
        if self.is_mounted:
            self.refresh(layout=len(self._lines(self.content_size.width)) != self.content_size.height)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(width))

    def render(self) -> Content:
        return Content("\n").join(self._content(line) for line in self._lines(self.content_size.width))

    def _lines(self, width: int) -> list[Line]:
        label_width = self.label_cells
        label = wrap(visible_line(self.label), label_width - 2) or [""]
        if len(label) > 1:  # no line of it touches the answers
            label = wrap(visible_line(self.label), label_width - 3)[:LABEL_LINES]
        room = max(width - label_width, 10)
        lines = self.answer_lines(room)
        if self.yesterday is not None:
            shortest = cell_len(f" was {self.words(self.yesterday)[-1]}")
            tighter = self.answer_lines(max(room - shortest, 10))
            lines = tighter if len(tighter) == len(lines) else lines
            self._add_yesterday(lines, self.yesterday, room)
        if self.aside and len(lines) == 1:
            lines[0].append(Spot(self.aside_from(width_of(lines[0]), room), "faint"))
        lines += self.foot_lines(room)
        mark = "› " if self.has_focus or self.has_focus_within else "  "
        lines += [[] for _ in range(len(label) - len(lines))]
        names = label + [""] * (len(lines) - len(label))
        marks = [mark] + ["  "] * (len(lines) - 1)
        return [
            [Spot(mark, "key"), Spot(fitted(name, label_width - 2), "label"), *line]
            for mark, name, line in zip(marks, names, lines, strict=True)
        ]

    def aside_from(self, start: int, room: int) -> str:
        """What is said behind an answer of so many cells, after a gap: all of them begin in one column if they can."""
        at = max(ASIDE_AT[room >= WIDE], start + 2)
        return " " * (at - start) + whole_clauses(self.aside, room - at)

    def _add_yesterday(self, lines: list[Line], yesterday: Value, width: int) -> None:
        """Yesterday's answer at the right of the last line, in the longest words that fit, else on a line of its own.

        So all of them end in one column, clear of the scales.
        """
        columns, words = width_of(lines[-1]), self.words(yesterday)
        end = max(min(width - 1, MARK_END), columns)
        for mark in (f"{start} {word}" for start in (self.day_before, "was") for word in words):
            if columns + 2 + cell_len(mark) <= width:
                lines[-1].append(Spot(" " * max(end - columns - cell_len(mark), 2) + mark, "faint"))
                return
        fitting = next((word for word in words if cell_len(f"{self.day_before} {word}") <= width), words[-1])
        mark = f"{self.day_before} {fitting}"
        lines.append([Spot(" " * max(min(width - 1, MARK_END) - cell_len(mark), 1) + mark, "faint")])

    def _content(self, line: Line) -> Content:
        return Content.assemble(*((visible_line(spot.text), self._style(spot)) for spot in line))

    def _style(self, spot: Spot) -> Style:
        name = spot.style if not spot.style or "--" in spot.style else f"field--{spot.style}"
        return drawn(self, spot._replace(style=name))


def share_column(fields: Sequence[Field[Any]], most: int = MOST_LABEL_WIDTH) -> None:
    """Let all answers of a form begin in one column, right of its longest label but after no more cells than `most`."""
    longest = max((cell_len(field.label) for field in fields), default=0)
    for field in fields:
        field.label_cells = min(max(longest + LABEL_AIR, LABEL_WIDTH), most)
