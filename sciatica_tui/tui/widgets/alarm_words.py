"""What an alarm says in letters that are read across a room: what to do, and the number to call."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from ...domain.text.lines import wrapped
from .session.big_word import MOST_ROWS, BigWord
from .session.letter_shapes import word_lines

GAP = 2
"""Columns between two of them at least."""


class BigTitle(BigWord):
    """`text` in large letters, over two lines where they are larger so."""

    def render(self) -> Content:
        """The lines, each in the middle."""
        width, height = self.content_size
        parts = _halves(self.text)
        rows = min((height - 1) // 2, MOST_ROWS)
        rows = min((len(word_lines(part, width, rows)) for part in parts), default=0)
        if rows <= len(word_lines(self.text, width, min(height, MOST_ROWS))):
            return super().render()
        first, second = (word_lines(part, width, rows) for part in parts)
        return Content("\n".join(line.center(width) for line in (*first, "", *second)))


class NumbersToCall(Widget):
    """`numbers`, each with the place it is for: in a line, or large and side by side where there is room."""

    DEFAULT_CSS = """
    NumbersToCall { width: 1fr; height: auto; text-style: bold; }
    """

    numbers: reactive[tuple[tuple[str, str], ...]] = reactive((), layout=True)

    def render(self) -> Content:
        width, height = self.content_size
        cells = width // max(len(self.numbers), 1)
        rows = min((len(word_lines(number, cells - GAP, height - 1)) for number, _ in self.numbers), default=0)
        if rows == 0:
            return Content("\n".join(self._in_lines(width)))
        drawings = [word_lines(number, cells - GAP, rows) for number, _ in self.numbers]
        lines = ["".join(line.center(cells) for line in row) for row in zip(*drawings, strict=True)]
        places = "".join(place.center(cells) for _, place in self.numbers)
        return Content("\n".join((*lines, *[""] * (height - rows - 1), places)))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._in_lines(width))

    def _in_lines(self, width: int) -> list[str]:
        """The numbers behind each other, none on another line than its place."""
        lines: list[str] = []
        for number, place in self.numbers:
            words = f"{number} {place}".strip()
            longer = f"{lines[-1]} · {words}" if lines else words
            if len(longer) <= width:
                lines[-1:] = [longer]
            else:
                lines.append(words)
        return [part for line in lines for part in wrapped(line, max(width, 1))]


def _halves(text: str) -> tuple[str, ...]:
    """The text broken at the blank that is nearest to its middle; () where it has none."""
    blanks = [place for place, sign in enumerate(text) if sign == " "]
    if not blanks:
        return ()
    middle = min(blanks, key=lambda place: abs(2 * place + 1 - len(text)))
    return text[:middle], text[middle + 1 :]
