"""A note in the person's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.geometry import Size
from textual.widgets import Input

from ....domain.text.visible import visible, visible_line
from ..spot import Line, Spot
from .field import Field

if TYPE_CHECKING:
    from textual.widgets import TextArea


class TextField(Field[str], can_focus=False):
    """A text of one line or, with more `rows`, of many. What holds no word is unanswered. Esc leaves it.

    One that `folds` takes one row while it is empty and without the focus.

    The focus goes to the editor inside: `has_focus_within` tells.
    """

    TAKES_WORDS = True
    KEYS = "type your text; Ctrl+s saves, Esc leaves the field"
    DEFAULT_CSS = """
    TextField {
        & > Input, & > TextArea { padding: 0; border: none; background: $surface; }
        & > Input { height: 1; }
    }
    """

    def __init__(
        self,
        name: str,
        label: str,
        rows: int = 1,
        placeholder: str = "",
        *,
        value: str | None = None,
        folds: bool = False,
    ) -> None:
        super().__init__(name, label, value=value)
        self.rows = rows
        self._folds = folds
        self.placeholder = placeholder

    def compose(self) -> ComposeResult:
        editor: Input | TextArea
        if self.rows == 1:
            editor = Input(self._marked(), placeholder=self.placeholder, compact=True, select_on_focus=False)
        else:
            from textual.widgets import TextArea  # a large one, which most forms do without

            editor = TextArea(self._marked(), placeholder=self.placeholder, compact=True, highlight_cursor_line=False)
            editor.styles.height = self._rows_now
        editor.styles.margin = (0, 0, 0, self.label_cells + 1)
        yield editor

    @property
    def _editor(self) -> Input | TextArea:
        if self.rows == 1:
            return self.query_one(Input)
        from textual.widgets import TextArea

        return self.query_one(TextArea)

    @property
    def focus_taker(self) -> Input | TextArea:
        return self._editor

    def rest(self) -> None:
        self.resting = self.can_focus = True
        self.screen.set_focus(self)

    def on_blur(self) -> None:
        self.can_focus = False

    def focus(self, scroll_visible: bool = True) -> TextField:
        self._editor.focus(scroll_visible)
        return self

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        self._typed(event)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed | TextArea.Changed) -> None:
        event.stop()
        text = edited(self.value or "", self._marked(), self._text())
        self.answer(text if text.strip() else None)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Done(self, by_enter=True))

    def on_key(self, event: events.Key) -> None:
        if event.key == "escape" and not self.resting:
            event.stop()
            event.prevent_default()
            self.leave()

    def on_descendant_focus(self) -> None:
        self.refresh()
        self._fit_rows()

    def on_descendant_blur(self) -> None:
        self.refresh()
        self._fit_rows()

    @property
    def _rows_now(self) -> int:
        return 1 if self._folds and not self.value and not self.has_focus_within else self.rows

    def _fit_rows(self) -> None:
        editor = self._editor
        if editor.size.height != self._rows_now and self.rows > 1:
            editor.styles.height = self._rows_now
            self.refresh(layout=True)

    def on_resize(self) -> None:
        if self._folds and self.has_focus_within:
            self.scroll_visible(animate=False)

    def watch_value(self) -> None:
        if self.is_mounted and self._text() != (visible_text := self._marked()):
            editor = self._editor
            with editor.prevent(editor.Changed):
                if isinstance(editor, Input):
                    editor.value = visible_text
                else:
                    cursor = editor.cursor_location
                    editor.text = visible_text
                    editor.cursor_location = cursor
            self._fit_rows()
        super().watch_value()

    def _marked(self) -> str:
        return (visible_line if self.rows == 1 else visible)(self.value or "")

    def _text(self) -> str:
        editor = self._editor
        text = editor.value if isinstance(editor, Input) else editor.text
        return text if text.strip() else ""

    def words(self, value: str) -> tuple[str, ...]:
        first_line = value.strip().partition("\n")[0]
        return (first_line, "a note")

    def answer_lines(self, width: int) -> list[Line]:
        """The room of the editor."""
        return [[Spot("")] for _ in range(self._rows_now)]

    def get_content_width(self, container: Size, viewport: Size) -> int:
        return container.width


def edited(text: str, visible_text: str, now: str) -> str:
    """The text after one edit of what shows it with marks: hidden characters stay where nothing was changed."""
    if visible_text == text:
        return now
    start = _alike(visible_text, now)
    end = _alike(visible_text[start:][::-1], now[start:][::-1])
    return text[:start] + now[start : len(now) - end] + text[len(text) - end :]


def _alike(first: str, second: str) -> int:
    """How many letters the two begin with alike."""
    pairs = zip(first, second, strict=False)
    return next((number for number, (a, b) in enumerate(pairs) if a != b), min(len(first), len(second)))
