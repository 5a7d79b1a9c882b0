"""Questions whose answers are large targets where there is room: to be read and hit from the floor."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, pairwise, repeat
from textwrap import wrap
from typing import ClassVar, TypeVar

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size
from textual.style import Style

from ....domain.text.visible import visible_line
from ...pain_palette import pain_cell, pain_ink
from ...window_size import WindowSize, window_size
from ..hover import hit_style
from .basic import ChoiceField, ControlField, RatingField
from .controls import SUPERSCRIPTS, Options
from .question_field import QuestionField

Value = TypeVar("Value")

MARGIN = 2
"""Columns before the targets: the focus mark."""
TALL, TALL_ALONE, TALL_IN_HUGE = 3, 5, 7
"""Rows of a target, of one that a wide page has to itself, and in a huge window, where it can be hit from the floor."""
YES_NO_ROWS, LOW, YES_NO_SHARE = 3, 1, 6
"""Rows of a yes and of a no among many, and among more than have room for these; and the part of a row of targets that
each of them takes: that of a zone.
"""
MOST_WIDTH, RATINGS, WIDEST_ROW = 23, 11, 132
"""Columns at most of a target and of a row of them, a gap behind each; a row is as long as one of the ratings from 0
to 10, so that all end alike.
"""
LEAST_WINDOW = (78, 22)
"""Columns and rows of a window from which there is room for targets."""
AROUND_GATES = 10
"""Rows of a page of questions before a routine around them: its frame, its words, and the line of keys."""
EDGE = "▂"


class BigTargets(ControlField[Value]):
    """One of a few answers as filled boxes side by side; in a small window the usual line."""

    DEFAULT_CSS = """
    BigTargets {
        & > .field--target { background: $foreground 9%; color: $foreground; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"field--target"}

    def answer_style(self, index: int) -> Style:
        """The style of the target that is the answer."""
        return Style(reverse=True, bold=True)

    def edge_style(self, index: int) -> Style | None:
        """The style of the line along the foot of a target that is not the answer; `None` for no line."""
        return None

    @property
    def _is_big(self) -> bool:
        size = self.app.size
        return size.width >= LEAST_WINDOW[0] and size.height >= LEAST_WINDOW[1]

    @property
    def _is_huge(self) -> bool:
        return window_size(self.app.size) is WindowSize.HUGE

    @property
    def _tall(self) -> int:
        return TALL_IN_HUGE if self._is_huge else TALL

    def render(self) -> Content:
        return Content("\n").join(self._big_lines()) if self._is_big else super().render()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return (
            self._tall + 2 + bool(self.scale_words)
            if self._is_big
            else super().get_content_height(container, viewport, width)
        )

    def redraw(self) -> None:
        if self.is_mounted and self._is_big:
            self.refresh()
        else:
            super().redraw()

    def _big_lines(self) -> list[Content]:
        options = self.control
        assert isinstance(options, Options)
        mark = "› " if self.has_focus else "  "
        number = len(options.values)
        room = min(_row_width(self.content_size.width), number * MOST_WIDTH)
        room -= room % number if self.scale_words else 0  # no number of a scale is wider than another
        starts = [room * index // number for index in range(number + 1)]
        widths = [end - start - 1 for start, end in pairwise(starts)]
        rows = [self._row(options, widths, row, self._tall) for row in range(self._tall)]
        words = Content.styled(" " * MARGIN + self.foot_words(room - 1), self.get_visual_style("field--faint"))
        aside = self.label_aside and self.label_aside.rjust(max(room - 1 - cell_len(self.label), 0))
        label = Content.assemble(
            (mark, self.get_visual_style("field--key")),
            (self.label, Style(bold=True)),
            (aside, self.get_visual_style("field--faint")),
        )
        return [label, *rows, *([words] if self.scale_words else []), Content("")]

    @property
    def label_aside(self) -> str:
        """What stands at the end of the line of the question, where the row of targets ends."""
        return ""

    def foot_words(self, width: int) -> str:
        """What stands below a row of targets of that width, if the ends of the scale mean something."""
        return self.scale_words

    def _row(self, options: Options[Value], widths: Sequence[int], row: int, rows: int) -> Content:
        """One row of the targets; the answer has brackets where they would fit each of them: none is ever wider."""
        parts: list[tuple[str, Style]] = [(" " * MARGIN, Style())]
        labels = options.labels
        if not _have_brackets(labels, widths):
            labels = tuple(map(_with_small_number, labels))
        has_room = _have_brackets(labels, widths)
        for index, (value, label, width) in enumerate(zip(options.values, labels, widths, strict=True)):
            is_answer, edge = value == self.value, self.edge_style(index)
            style, text = self.get_visual_style("field--target"), ""
            if is_answer:
                style += self.answer_style(index)
            if row == rows // 2:
                text = f"[{label}]" if is_answer and has_room else label
            elif row == rows - 1 and edge is not None and not is_answer:
                style, text = style + edge, EDGE * width
            words = _centred(text, width)
            if text == label and (hint := self._hint(index)):  # in the gap, where the bracket goes: nothing moves
                words = words.replace(f" {label}", f"{hint}{label}", 1)
            parts += [(words, style + hit_style(index)), (" ", Style())]
        return Content.assemble(*parts)

    def _hint(self, index: int) -> str:
        """The key that gives this answer, where that can't be read from its words."""
        options = self.control
        assert isinstance(options, Options)
        key = options.keys[index]
        return key.translate(SUPERSCRIPTS) if key.isalpha() or (options.key_hints and self.has_focus) else ""


def _row_width(width: int) -> int:
    """Return the columns of a row of targets in a field of that width, with the gap behind the last."""
    return min(width - MARGIN, WIDEST_ROW) // RATINGS * RATINGS


def _have_brackets(labels: Sequence[str], widths: Sequence[int]) -> bool:
    """Tell whether each label has room for brackets in targets of these widths."""
    return max(map(len, labels)) + 2 <= min(widths)


def _with_small_number(label: str) -> str:
    """`²buttock` for `2 buttock`."""
    number, space, word = label.partition(" ")
    return number.translate(SUPERSCRIPTS) + word if space and number.isdecimal() else label


def _centred(text: str, width: int) -> str:
    """The text in the middle; an odd cell stands before it."""
    return text.rjust((width + len(text) + 1) // 2).ljust(width)


class BigRating(BigTargets[int], RatingField):
    """A pain from 0 to 10, each number over the colour of its pain, the answer filled with it."""

    def answer_style(self, index: int) -> Style:
        return pain_cell(self.app, index) + Style(bold=True)

    def edge_style(self, index: int) -> Style | None:
        return pain_ink(self.app, index)


class BigScale(BigTargets[int], RatingField):
    """A rating that is no pain: what its ends mean below them, and the answer of the time before beside the question.

    Below the row it would stand under a target, and be read as what that means.
    """

    @property
    def _tall(self) -> int:
        return max(super()._tall, TALL_ALONE) if window_size(self.app.size) > WindowSize.COMPACT else super()._tall

    def edge_style(self, index: int) -> Style | None:
        """Where the terminal's own colours have no ground for a target, its foot says where it is."""
        return self.get_visual_style("field--faint") if self.app.native_ansi_color else None

    def foot_words(self, width: int) -> str:
        low, high = (f"{label} {words}" for label, words in zip(self._end_labels, self._end_words, strict=True))
        return low + high.rjust(width - len(low))

    @property
    def label_aside(self) -> str:
        return f"  {self.day_before} {self.words(self.yesterday)[-1]}" if self.yesterday is not None else ""

    @property
    def _end_labels(self) -> tuple[str, str]:
        assert isinstance(self.control, Options)
        return self.control.labels[0], self.control.labels[-1]


class RowScale(BigScale):
    """One of several such ratings on a page: only a huge window has room for the targets of all."""

    @property
    def _is_big(self) -> bool:
        return self._is_huge

    @property
    def _tall(self) -> int:
        return TALL


class BigChoice(BigTargets[Value], ChoiceField[Value]):
    """One of a few words."""


class FormChoice(BigChoice[Value]):
    """The same among other questions of a form, for which a small window has no room."""

    @property
    def _is_big(self) -> bool:
        return window_size(self.app.size) > WindowSize.COMPACT


class BigQuestion(BigTargets[bool], QuestionField):
    """Yes or no: the sentence, whole, and two targets, below it as those of other questions are.

    In a small window they stand behind it, and end where a row of them does; so they do among questions of this kind
    alone.
    """

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        if not self._is_big:
            return QuestionField.get_content_height(self, container, viewport, width)
        sentence_rows = len(self._sentence(width))
        return (sentence_rows + self._target_rows if self._is_below else max(self._target_rows, sentence_rows)) + 1

    @property
    def _is_below(self) -> bool:
        return window_size(self.app.size) > WindowSize.COMPACT and not self.screen.has_class("yes-no")

    @property
    def _target_rows(self) -> int:
        """Rows of its targets: those of the others on its page."""
        return self._tall

    def _sentence(self, width: int) -> list[str]:
        room = width if self._is_below else self._starts(width)[0]
        return wrap(visible_line(self.label), max(room - MARGIN, 10))

    def _starts(self, width: int) -> list[int]:
        """Columns from the margin to the yes, to the no, and to where both end."""
        row = _row_width(width)
        return [row * part // YES_NO_SHARE for part in range(YES_NO_SHARE - 2, YES_NO_SHARE + 1)]

    def _big_lines(self) -> list[Content]:
        options = self.control
        assert isinstance(options, Options)
        width = self.content_size.width
        words, starts = self._sentence(width), self._starts(width)
        widths = [end - start - 1 for start, end in pairwise(starts)]
        target_rows = self._target_rows
        if self._is_below:
            mark = "› " if self.has_focus else "  "
            sentence = [
                Content.assemble((start, self.get_visual_style("field--key")), (text, Style(bold=True)))
                for start, text in zip(chain([mark], repeat("  ")), words, strict=False)
            ]
            targets = (self._row(options, widths, row, target_rows) for row in range(target_rows))
            return [*sentence, *targets, Content("")]
        rows = max(target_rows, len(words))
        first_word, first_target = (rows - len(words)) // 2, (rows - target_rows) // 2
        lines = []
        for row in range(rows):
            text = words[row - first_word] if 0 <= row - first_word < len(words) else ""
            mark = "› " if self.has_focus and row == first_word else "  "
            line = Content.assemble(
                (mark, self.get_visual_style("field--key")), (text.ljust(starts[0] - MARGIN), Style(bold=True))
            )
            if 0 <= row - first_target < target_rows:
                line += self._row(options, widths, row - first_target, target_rows)
            lines.append(line)
        return [*lines, Content("")]


class GateQuestion(BigQuestion):
    """The same among so many that their targets are low where there is no room for all, or else mere lines."""

    @property
    def _target_rows(self) -> int:
        return YES_NO_ROWS if self._room > YES_NO_ROWS else LOW

    @property
    def _is_big(self) -> bool:
        return window_size(self.app.size) > WindowSize.COMPACT and self._room > LOW

    @property
    def _room(self) -> int:
        """The rows that each of these questions can have, with the one behind it."""
        return (self.app.size.height - AROUND_GATES) // max(len(self.screen.query(GateQuestion)), 1)
