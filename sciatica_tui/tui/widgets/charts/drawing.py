"""A chart as characters: a dot for each day, a line for the mean, a filled band, levels, phases and marks. No Textual.

Each cell has one colour, so what lies over what is decided once: the band, then the line, then the days.
What it costs goes with the columns: where many days fall on one, at most two of them are drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise

from ....domain.charts.chart import Chart, Curve, Level, Mark, MeanPoint, date_ticks
from ....domain.text.visible import visible_line
from ..spot import Line, Spot
from .even_ticks import even_ticks, has_row_each
from .level_lines import FILLED, GROUNDS, LevelLines, is_free, piece
from .stroke import HEAVY, LIGHT, fine_stroke, nearest, stroke
from .to_come import write_to_come

MANY_DAYS = 3
"""More days than this on one column, and only the highest and the lowest are drawn."""
LABEL_GAP = 1
SMALLEST = (24, 6)
"""Columns and rows below which there is no room for a chart."""
LOW = 18
"""Rows of a drawing up to which what happened is marked on the axis rather than in a row of its own."""
ROWS_BESIDE_LEVEL = 2
"""Rows of each unit from which on a day may lie up to half a row off its height beside a level."""
ROOMY, ROOM_OF_NUMBER = 2, 5
"""Columns of each day from which on it is a large dot, and has its number beside it."""
SEVERAL = "≡"
POINTS = "●○"
"""A single value of the first and of the second series."""
DAYS = "•◦"
"""A day of the first and of the second series."""
BOTH = "◉"
"""Where values of both are on one cell."""
HEIGHTS = "▀■▄", "⠛⠶⣤"
"""A value of the first and of the second series at three heights within a row, where that is worth more than a unit."""
PAIN = "pain-"
"""What the look of a day begins with that has the colour of its pain."""
BLOCKS, GRAIN = "blocks", "grain"
"""How areas are filled: with the background's colour, or with `░` where there are no such colours."""


class Plot:
    """A chart drawn at a size. `lines` are its rows; `day_at` and `column_of` lead from a cell to its day and back.

    `head`: the rows above the plot, which is `rows` high and `columns` wide and begins in the column `left`.
    """

    chart: Chart
    lines: list[Line]
    head: int
    rows: int
    left: int
    columns: int
    wordless: list[Level]
    """The levels whose words have no room."""
    spare = 0
    """Rows without which none is empty and each whole number has as many rows as any other."""
    _cells: list[list[tuple[str, str]]]
    """The plot, row by row: each character with its look."""

    def column_of(self, day: int) -> int:
        """The column of the plot, from 0, in whose middle a day lies."""
        return min(max(int((day - self.chart.first + 0.5) * self.columns / self.chart.days), 0), self.columns - 1)

    def day_at(self, x: int) -> int | None:
        """The day in the middle of a column of the whole drawing; `None` beside the plot."""
        column = x - self.left
        if not 0 <= column < self.columns:
            return None
        return self.chart.first + min(int((column + 0.5) * self.chart.days / self.columns), self.chart.days - 1)

    def under_cursor(self, day: int, row: int) -> tuple[str, str]:
        """The cell of the cursor's column in a row of the plot: what is drawn there, else a line."""
        character, look = self._cells[row][self.column_of(day)]
        if look.startswith(PAIN) or not is_free(character, look, FILLED):
            return character, look
        ground = look.partition(" ")[0]
        return "│", f"{ground} cursor" if ground in GROUNDS else "cursor"


class Drawing(Plot):
    """Days, line, band, levels and marks, laid over each other."""

    def __init__(self, chart: Chart, width: int, height: int, fill: str = BLOCKS) -> None:
        self.chart = chart
        self.fill = fill
        marks = marks_shown(chart)
        self.head = 1 if chart.spans else 0
        self._marks_on_axis = height <= LOW
        has_row_of_marks = bool(marks) and not self._marks_on_axis
        room = max(height - self.head - 2 - has_row_of_marks, 1)
        values, self.rows = even_ticks(chart.axis, room)
        self._ticks = [(value, chart.axis.label(value)) for value in values]
        self.left = max((len(label) for _, label in self._ticks), default=0) + 1
        names = [series.words for series in chart.series if len(chart.series) > 1]
        right = max((len(name) + LABEL_GAP for name in names), default=0)
        self.columns = max(width - self.left - right, 1)
        self._right = right
        # Half a row off, a day may stand on the wrong side of a level.
        least = ROWS_BESIDE_LEVEL * chart.axis.span if chart.levels else chart.axis.span
        self._has_unit_each = bool(chart.axis.words) or self.rows > least or has_row_each(chart.axis, self.rows)
        most = room - int((room - 1) % chart.axis.span)
        self.spare = room - (most if has_row_each(chart.axis, most) else self.rows)
        self.is_fine = fill == BLOCKS and not self._has_unit_each
        """Whether values and line have several heights within a row."""
        self._ground = self._grounds()
        self._place()
        drawn = self._compose(marks)
        above: list[Line] = [[] for _ in range(height - len(drawn))]
        self.head += len(above)
        self.lines = [*above, *drawn]

    # From days and values to places

    def _x(self, day: float) -> float:
        """The column of a day, of which the whole numbers are the middles."""
        return (day - self.chart.first + 0.5) * self.columns / self.chart.days - 0.5

    def _y(self, value: float) -> float:
        """The row of a value; the ends of the axis lie in the middle of the first and the last row."""
        return self.chart.axis.share(value) * (self.rows - 1)

    def _row(self, value: float) -> int:
        return nearest(self._y(value))

    def _level_height(self, value: float) -> float:
        """The row of a level: where a value of the same number is drawn, of which some lie in the middle of theirs."""
        return self._row(value) if self._has_unit_each and value == round(value) else self._y(value)

    @property
    def has_many_days(self) -> bool:
        """Whether so many days share a column that only the highest and the lowest are drawn."""
        return self.chart.days > MANY_DAYS * self.columns

    @property
    def is_roomy(self) -> bool:
        """Whether the first days, of one series without a line yet, have such room that small dots would be lost."""
        lines = any(self._visible(series.line) for series in self.chart.series if not series.sparse)
        is_young = self.chart.room > 0 and len(self.chart.series) == 1 and not lines
        return is_young and self.columns >= ROOMY * self.chart.days

    @property
    def _has_numbers(self) -> bool:
        return self.is_roomy and not self.chart.axis.words and self.columns >= ROOM_OF_NUMBER * self.chart.days

    def glyph(self, number: int) -> str:
        """The character of a value of a series by its number, in the middle of a row."""
        if self.is_fine:
            return HEIGHTS[number][1]
        return (POINTS if self.chart.series[number].sparse or self.is_roomy else DAYS)[number]

    @property
    def has_both(self) -> bool:
        """Whether values of both series are drawn on one cell anywhere."""
        return any(character == BOTH for row in self._cells for character, _ in row)

    @property
    def has_column_each(self) -> bool:
        """Whether each day has a column of its own."""
        return self.columns >= self.chart.days

    # What is drawn, layer by layer

    def _place(self) -> None:
        self._lines: dict[tuple[int, int], tuple[str, str]] = {}
        self._points: dict[tuple[int, int], tuple[str, str]] = {}
        for number, series in enumerate(self.chart.series):
            # Of two series whose days share columns, only the colour would tell the days apart.
            if series.sparse or not number or self.has_column_each or not series.line:
                self._draw_days(series, number)
            self._draw_line(series, number)
        first = next(iter(self.chart.series), None)
        self._band = self._band_of(first.line, first.join) if first is not None else {}

    def _draw_days(self, series: Curve, number: int) -> None:
        """Each value as a character of its own, or as one that says so where two series meet."""
        columns: dict[int, dict[int, float]] = {}
        for day, value in series.points:
            if self.chart.first <= day <= self.chart.last:
                rows = columns.setdefault(self.column_of(day), {})
                row = self._row(value)
                rows[row] = max(value, rows.get(row, value))
        glyph, look = self.glyph(number), f"{'line' if series.sparse else 'day'}-{number + 1}"
        has_pain = self.chart.is_pain and number == 0 and not series.sparse
        has_many = self.has_many_days and not series.sparse
        for column, rows in columns.items():
            for row in {min(rows), max(rows)} if has_many else rows:
                pain_or_own = f"{PAIN}{round(rows[row])}" if has_pain else look
                _, former = self._points.get((column, row), ("", ""))
                if self.is_fine:
                    glyph = piece(HEIGHTS[number], self._y(rows[row]))
                self._points[column, row] = (BOTH, former) if former else (glyph, pain_or_own)
                if self._has_numbers:
                    for at, digit in enumerate(f" {self.chart.axis.label(round(rows[row], 1))}", column + 1):
                        self._points.setdefault((at, row), (digit, look))

    def _draw_line(self, series: Curve, number: int) -> None:
        """Joined where the days are near enough; a level alone is a short dash. The second of two is thin.

        Now and then only where words say what joins them: in steps it would show values in days without any.
        """
        if series.sparse and not self.chart.line_words:
            return
        runs_of_points: list[list[MeanPoint]] = []
        for point in self._visible(series.line):
            if runs_of_points and point.day - runs_of_points[-1][-1].day <= series.join:
                runs_of_points[-1].append(point)
            else:
                runs_of_points.append([point])
        for points in runs_of_points:
            places = [(self._x(point.day), self._y(point.value)) for point in points]
            for column, row, character in (
                fine_stroke(places) if self.is_fine and not number else stroke(places, LIGHT if number else HEAVY)
            ):
                self._lines.setdefault((column, row), (character, f"line-{number + 1}"))

    def _visible(self, line: Sequence[MeanPoint]) -> list[MeanPoint]:
        return [point for point in line if self.chart.first <= point.day <= self.chart.last]

    def _band_of(self, line: Sequence[MeanPoint], join: int) -> dict[int, tuple[float, float]]:
        """Column → the rows between which the band lies, in halves from the top; never nothing."""
        bounds = [
            (p.day, self._y(p.high) + 0.5, self._y(p.low) + 0.5)
            for p in self._visible(line)
            if p.low is not None and p.high is not None
        ]
        levels: dict[int, tuple[float, float]] = {}
        for day, *ends in bounds:
            levels[self.column_of(day)] = (min(ends), max(ends))
        for (day_a, *a), (day_b, *b) in pairwise(bounds):
            start, end = self.column_of(day_a), self.column_of(day_b)
            if day_b - day_a <= join:
                for column in range(start + 1, end):
                    part = (column - start) / (end - start)
                    ends = [y + (z - y) * part for y, z in zip(a, b, strict=True)]
                    levels[column] = (min(ends), max(ends))
        halves = {column: (round(2 * top), round(2 * bottom)) for column, (top, bottom) in levels.items()}
        return {column: (top / 2, max(top + 1, bottom) / 2) for column, (top, bottom) in halves.items()}

    # Cells

    def _compose(self, marks: Sequence[Mark]) -> list[Line]:
        names = self._names()
        labels = {self._row(value): label for value, label in self._ticks}
        columns, rows = range(self.columns), range(self.rows)
        cells = [[self._cell(column, row) for column in columns] for row in rows]
        self._cells = cells
        heights = [(level, self._level_height(level.value)) for level in self.chart.levels]
        levels = LevelLines(cells, heights, self.fill == BLOCKS)
        for level in self.chart.levels:
            levels.draw(level, self.column_of(level.first) if level.first > self.chart.first else 0)
        self.wordless = levels.wordless
        write_to_come(cells, self.chart.to_come, self.column_of(self.chart.until) + 1)
        lines = [self._heads()] if self.head else []
        for row, dots in enumerate(cells):
            margin = Spot(labels.get(row, "").rjust(self.left - 1) + ("┤" if row in labels else "│"), "axis")
            lines.append([margin, *runs(dots), *names.get(row, [])])
        if marks and not self._marks_on_axis:
            lines.append([Spot(" " * self.left), *runs(self.mark_cells(marks))])
        return [*lines, *self._dates(marks if self._marks_on_axis else ())]

    def _grounds(self) -> list[str]:
        """The ground of each column: every other phase is tinted."""
        grounds = [""] * self.columns
        for number, span in enumerate(self.chart.spans):
            if number % 2 and span.last >= self.chart.first and span.first <= self.chart.last:
                for column in range(self.column_of(span.first), self.column_of(span.last) + 1):
                    grounds[column] = "phase"
        return grounds

    def _cell(self, column: int, row: int) -> tuple[str, str]:
        filled, ground = self._filling(column, row), self._ground[column]
        point, line = self._points.get((column, row)), self._lines.get((column, row))
        if point and line and self.is_fine and not point[1].startswith(PAIN):
            point = point[0], line[1]  # a bead on the line
        elif point and line and point[0] in f"{DAYS}{BOTH}" and line[0] not in (HEAVY[0], LIGHT[0]):
            point = None  # where it bends the line would be broken
        if cell := point or line:
            character, look = cell
            area = "band" if filled >= 0.5 and self.fill == BLOCKS else ground
            return character, f"{area} {look}".strip()
        if self.fill == GRAIN:
            return ("░", "fill") if abs(filled) >= 0.5 else (" ", ground)
        if filled == 1:
            return " ", "band"
        if filled:
            return ("▄" if filled > 0 else "▀"), f"{ground} fill".strip()
        return " ", ground

    def _filling(self, column: int, row: int) -> float:
        """How much of a cell the band covers: 1 all, 0.5 its lower half, −0.5 its upper half, 0 nothing."""
        band = self._band.get(column)
        if band is None or not band[0] < row + 1 or not row < band[1]:
            return 0
        top, bottom = band
        upper, lower = top <= row, bottom >= row + 1
        return 1 if upper and lower else 0.5 if lower else -0.5 if upper else 0.5 if top > row else -0.5

    def _heads(self) -> Line:
        """The phases over their days: all by their names or, where one is too long, all that have room more briefly."""
        cells = [(" ", ground) for ground in self._ground]
        starts = [(self.column_of(s.first), s) for s in self.chart.spans if s.last >= self.chart.first]
        starts = [(column, span) for column, span in starts if span.first <= self.chart.last]
        ends = [*(start for start, _ in starts[1:]), self.columns]
        rooms = [end - start - 2 for (start, _), end in zip(starts, ends, strict=True)]
        is_brief = any(len(span.brief) <= room < len(span.words) for (_, span), room in zip(starts, rooms, strict=True))
        for (start, span), end, room in zip(starts, ends, rooms, strict=True):
            name = span.brief if is_brief else span.words
            words = f"{'│' if span.first > self.chart.first else ''}{name}" if len(name) <= room else ""
            for column, letter in zip(range(start, end), words, strict=False):
                cells[column] = (letter, f"{cells[column][1]} head".strip())
        return [Spot(" " * self.left), *runs(cells)]

    def _names(self) -> dict[int, Line]:
        """Row → the name of the series that ends there, where there are two; never two on one row."""
        if len(self.chart.series) < 2:
            return {}
        names: dict[int, Line] = {}
        for number, series in enumerate(self.chart.series):
            ends = [p.value for p in self._visible(series.line)] or [
                v for d, v in series.points if d <= self.chart.last
            ]
            if not ends:
                continue
            row = self._row(ends[-1])
            while row in names and row + 1 < self.rows:
                row += 1
            while row in names and row > 0:
                row -= 1
            names[row] = [Spot(" " * LABEL_GAP + series.words, f"line-{number + 1}")]
        return names

    def mark_cells(self, marks: Iterable[Mark]) -> list[tuple[str, str]]:
        """The row of marks; one glyph where several different ones fall on a column."""
        cells = [(" ", "")] * self.columns
        for mark in marks:
            column = self.column_of(mark.day)
            former = cells[column][0]
            cells[column] = (mark.glyph if former in (" ", mark.glyph) else SEVERAL, "mark")
        return cells

    def _dates(self, marks: Sequence[Mark]) -> list[Line]:
        """The axis, with the marks that stand on it, and the dates below."""
        axis = [("─", "axis")] * self.columns
        labels = " " * (self.left + self.columns + self._right)
        for day, text in date_ticks(self.chart.first, self.chart.last, self.columns):
            column = self.column_of(day)
            axis[column] = ("┬", "axis")
            start = min(max(self.left + column - (len(text) - 1) // 2, 0), len(labels) - len(text))
            if labels[max(start - 1, 0) : start].strip():
                continue  # the last one has been moved to the left, up to the one before
            labels = labels[:start] + text + labels[start + len(text) :]
        on_axis = [mark if mark[1] else cell for mark, cell in zip(self.mark_cells(marks), axis, strict=True)]
        return [[Spot(" " * (self.left - 1) + "└", "axis"), *runs(on_axis)], [Spot(labels.rstrip(), "axis")]]


def fitted(words: str, room: int) -> str:
    """The words, cut with `…` where they are too long; nothing where not even that is legible."""
    words = visible_line(words)
    if len(words) <= room:
        return words
    return words[: room - 1].rstrip() + "…" if room >= 4 else ""


def marks_shown(chart: Chart) -> list[Mark]:
    """The marks on its days."""
    return [mark for mark in chart.marks if chart.first <= mark.day <= chart.last]


def runs(cells: Iterable[tuple[str, str]]) -> Line:
    """Cells as a line: those beside each other that look the same in one piece."""
    return [
        Spot("".join(character for character, _ in run), look) for look, run in groupby(cells, key=lambda cell: cell[1])
    ]
