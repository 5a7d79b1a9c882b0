"""Small questions over a screen: one of a few answers, or a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import Key
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from ...domain.text.dates import long_day
from ...domain.text.lines import on_lines
from ..bindings import STEPS
from ..widgets.key_hints import Hint, key_hints
from ..widgets.options import Answers
from .base import BaseModal

Result = TypeVar("Result")

ROWS_AROUND = 7
"""Rows that are neither text nor answers: border, padding, one between the two, and the screen above and below."""

READS_ON: Hint = ("PgDn reads on", "pagedown")

GAP = "   "
"""Between the keys in a line of their own."""


@dataclass(frozen=True)
class Answer:
    """One answer to choose: the key that gives it, if one does, its words, and what it means to who asked."""

    key: str
    words: str
    value: str


class DialogText(Widget):
    """The text of a dialog: lines that take more than its width go on below their own column."""

    DEFAULT_CSS = "DialogText { height: auto; }"

    def __init__(self, text: str) -> None:
        super().__init__(classes="dialog-text")
        self._text = text

    def render(self) -> Content:
        return Content(self._lines(self.content_size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return self._lines(width).count("\n") + 1

    def _lines(self, width: int) -> str:
        return on_lines(self._text, width or None, indent=0, widows=False)


class Dialog(BaseModal[Result]):
    """A question in a box: its title, its text, and below them what `controls` adds. Esc goes back."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Back")]
    HINTS: tuple[Hint, ...] = ()
    """What its lower edge says."""

    def __init__(self, title: str, text: str | Content | Widget) -> None:
        super().__init__(classes="dialog")
        self._title = title
        self._text = text

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = Content(self._title)
            box.border_subtitle = key_hints(*self.HINTS)
            yield self._words()
            yield from self.controls()

    def _words(self) -> Widget:
        match self._text:
            case Widget():
                return self._text
            case Content():
                return Static(self._text, classes="dialog-text")
            case str():
                return DialogText(self._text)

    def controls(self) -> ComposeResult:
        """Yield what the question is answered with."""
        raise NotImplementedError


class Ask(Dialog[str | None]):
    """A question with a few answers; dismisses with the value of the one chosen, None on Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *STEPS,
        Binding("pagedown", "read_on(1)", show=False, priority=True),
        Binding("pageup", "read_on(-1)", show=False, priority=True),
    ]
    HINTS = (("Esc goes back", "escape"),)

    def __init__(self, title: str, text: str | Content | Widget, answers: Sequence[Answer]) -> None:
        super().__init__(title, text)
        self._answers = tuple(answers)

    def _words(self) -> Widget:
        return VerticalScroll(super()._words(), classes="dialog-scroll", can_focus=False)

    def on_resize(self) -> None:
        """In a window too small for both, keep answers in sight: text and answers scroll."""
        self.call_after_refresh(self._share_rows)

    def _share_rows(self) -> None:
        text, answers = self.query_one(".dialog-scroll", VerticalScroll), self.query_one(Answers)
        rows = self.size.height - ROWS_AROUND
        rows_of_answers = min(answers.virtual_size.height, max(rows - text.virtual_size.height, rows // 2))
        answers.styles.max_height, text.styles.max_height = rows_of_answers, rows - rows_of_answers
        is_cut = text.virtual_size.height > rows - rows_of_answers
        self.query_one(Vertical).border_subtitle = key_hints(*((READS_ON,) if is_cut else ()), *self.HINTS)

    def action_read_on(self, pages: int) -> None:
        """Scroll in the text."""
        text = self.query_one(".dialog-scroll", VerticalScroll)
        text.scroll_relative(y=pages * (text.size.height - 1), animate=False)

    def controls(self) -> ComposeResult:
        yield Answers(*(Option(Content(f"{a.key:1}  {a.words}")) for a in self._answers), compact=True)

    def action_step(self, steps: int) -> None:
        """Move the mark, as the arrows do."""
        options = self.query_one(OptionList)
        options.action_cursor_down() if steps > 0 else options.action_cursor_up()

    def on_key(self, event: Key) -> None:
        for answer in self._answers:
            if event.character == answer.key:
                event.stop()
                self.dismiss(answer.value)

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._answers[event.option_index].value)


class AskText(Dialog[str | None]):
    """A question for a line of text, which may stay empty; dismisses with it, None on Esc.

    `value` is what was typed before and could not be saved. Esc or a click outside drops what is typed only at the
    second time, after the keys below have said so.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Back")]

    _would_drop = False

    def __init__(self, title: str, text: str, value: str = "") -> None:
        super().__init__(title, text)
        self._value = value

    def controls(self) -> ComposeResult:
        yield Input(self._value, compact=True, max_length=300)
        yield Static(self._keys(), classes="dialog-keys")

    def _keys(self) -> Content:
        saves, back = ("⏎ saves it", "enter"), ("Esc back", "escape")
        if self._would_drop:
            return key_hints(("Not saved:", ""), saves, ("Esc drops it", "escape"), between=GAP)
        return key_hints(saves, back, between=GAP)

    def _warn(self, would_drop: bool) -> None:
        self._would_drop = would_drop
        self.query_one(".dialog-keys", Static).update(self._keys())

    def action_leave(self) -> None:
        """Go back; where something is typed only once that was said."""
        if self._would_drop or not self.query_one(Input).value.strip():
            self.dismiss(None)
        else:
            self._warn(True)

    @on(Input.Changed)
    def _typed_on(self) -> None:
        self._warn(False)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value.strip())


class AskNumber(Dialog[str | None]):
    """A question for a whole number from 0 to `most`; dismisses with its digits, "" for none, None on Esc."""

    def __init__(self, title: str, text: str, most: int, without: str) -> None:
        """`without` says what Enter does while no number is typed."""
        super().__init__(title, text)
        self._most = most
        self._without = without

    def controls(self) -> ComposeResult:
        yield Input(compact=True, restrict=r"[0-9]*", max_length=len(str(self._most)), placeholder="a number")
        enter = ((f"0–{self._most} and ⏎ saves it", "enter"), (f"⏎ alone {self._without}", "enter"))
        yield Static(key_hints(*enter, ("Esc back", "escape"), between=GAP), classes="dialog-keys")

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        if event.value and int(event.value) > self._most:
            self.notify(f"Type a number from 0 to {self._most}.", severity="warning")
            return
        self.dismiss(event.value)


CLOSES: Hint = ("Esc closes", "escape")
SCROLLS: Hint = ("j k scroll", "")
"""What the lower edge of a page says too while it is longer than the window."""


class Page(BaseModal[str | None]):
    """A few lines to read; Esc or Enter closes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q,question_mark", "dismiss", "Close"),
        Binding("j", "scroll(1)", show=False),
        Binding("k", "scroll(-1)", show=False),
    ]

    def __init__(self, title: str, lines: Sequence[str | Content] = ()) -> None:
        super().__init__(classes="dialog")
        self._title = title
        self._lines = tuple(lines)

    def compose(self) -> ComposeResult:
        with VerticalScroll() as box:
            box.border_title = Content(self._title)
            box.border_subtitle = key_hints(*self.hints)
            self.watch(box, "show_vertical_scrollbar", self._name_keys, init=False)
            yield from self.parts()

    def _name_keys(self, scrolls: bool) -> None:
        self.query_one(VerticalScroll).border_subtitle = key_hints(*((SCROLLS,) if scrolls else ()), *self.hints)

    @property
    def hints(self) -> tuple[Hint, ...]:
        """What its lower edge says."""
        return (CLOSES,)

    def parts(self) -> ComposeResult:
        """Yield what there is to read."""
        lines = (line if isinstance(line, Content) else Content(line) for line in self._lines)
        yield Static(Content("\n").join(lines))

    def action_scroll(self, lines: int) -> None:
        """Scroll by a line."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)


class AskDay(Dialog[date | None]):
    """A question for a day up to `last`; dismisses with it, None on Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Choose"),
        Binding("left,h,left_square_bracket", "step(-1)", "Day before"),
        Binding("right,l,right_square_bracket", "step(1)", "Day after"),
    ]

    def __init__(self, title: str, text: str, last: date, day: date | None = None) -> None:
        """`day` is the one to begin with, in place of the last."""
        super().__init__(title, text)
        self._last = last
        self._day = day or last

    def controls(self) -> ComposeResult:
        yield Static(self._line(), classes="dialog-day")
        steps = (("← day before", "left"), ("→ day after", "right"))
        yield Static(
            key_hints(*steps, ("⏎ choose", "enter"), ("Esc back", "escape"), between=GAP), classes="dialog-keys"
        )

    def action_step(self, days: int) -> None:
        """A day back or on, never past the last."""
        self._day = min(self._day + timedelta(days), self._last)
        self.query_one(".dialog-day", Static).update(self._line())

    def action_take(self) -> None:
        """Answer with the day shown."""
        self.dismiss(self._day)

    def _line(self) -> Content:
        today = " (today)" if self._day == self._last else ""
        return Content(f"‹ {long_day(self._day)}{today} ›")
