"""What goes with a measure, as lines of a table with the difference drawn around a line at none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from textwrap import wrap

from ....domain.charts.comparisons import CHANCE, LEAST_OF_EACH, LEAST_WEEKS, ComparisonRow, Group, compared
from ....domain.charts.measure_display import MeasureDisplay
from ....domain.text.grammar import count
from ..fields.controls import Line, Spot
from .drawing import fitted
from .interval_bar import interval_bar, zero_line

LEVEL_WIDTH = 10
DIFFERENCE_WIDTH = 21
BAR_AT = 13
WORDS_WIDTH = 18
LONGEST_WORDS, LONGEST_BAR = 30, 51
STANDS_OUT = "•"

CAUTION = (
    "What goes together is not always the cause: on a bad day you may sit more, or sitting may make the day bad. Days "
    f"of the same weeks are compared. {STANDS_OUT} stands out."
)

TOO_FEW = (
    f"Needs at least {LEAST_OF_EACH} days with and {LEAST_OF_EACH} without, in {LEAST_WEEKS} weeks that have both."
)

NOTHING = "Nothing to compare yet. The daily check-in asks for posture, sleep, activity, medication and tags."


def comparison_lines(groups: Sequence[Group], kind: MeasureDisplay, lower_is_better: bool, width: int) -> list[Line]:
    """The words of caution, then each group with a line a row."""
    if not groups:
        return [[Spot(line)] for line in wrap(NOTHING, width)]
    digits = 0 if kind.unit == "min" else 1
    room = width - WORDS_WIDTH - 2 * LEVEL_WIDTH - DIFFERENCE_WIDTH - 2
    words = WORDS_WIDTH + min(max(room - 25, 0), LONGEST_WORDS - WORDS_WIDTH)
    words = min(words, width - 2 * LEVEL_WIDTH - DIFFERENCE_WIDTH)
    bar = min(room - (words - WORDS_WIDTH), LONGEST_BAR)
    bar = bar - 1 + bar % 2 if bar >= BAR_AT else 0
    reach = _reach(row for group in groups for row in group.rows)
    hint = TOO_FEW if any(row.few for group in groups for row in group.rows) else ""
    caution = " ".join(filter(None, (CAUTION, by_chance(compared(groups)), hint)))
    lines: list[Line] = [[Spot(line, "faint")] for line in wrap(caution, width)]
    head = (
        " " * words
        + "with (n)".rjust(LEVEL_WIDTH)
        + "without".rjust(LEVEL_WIDTH)
        + "difference, 95 %".rjust(DIFFERENCE_WIDTH)
    )
    scale = f"−{reach:g}".ljust(bar // 2) + "0" + f"+{reach:g}".rjust(bar // 2) if bar else ""
    lines += [[], [Spot(head, "head"), Spot("  " + scale if scale else "", "faint")]]
    for group in groups:
        lines.append([Spot(group.words, "head")])
        lines += [_row_line(row, words, bar, reach, digits, lower_is_better) for row in group.rows]
    return lines


def by_chance(rows: int) -> str:
    """How many of so many compared rows would stand out where nothing goes with anything; empty for none."""
    if not rows:
        return ""
    expected = round(rows * CHANCE)
    number = f"about {expected}" if expected else "fewer than 1"
    return f"Of {count(rows, 'row')} compared, {number} would stand out by chance alone."


def _row_line(row: ComparisonRow, words: int, bar: int, reach: float, digits: int, lower_is_better: bool) -> Line:
    mark = STANDS_OUT if row.stands_out else " "
    name = Spot((f"{mark} " + fitted(row.words, words - 3)).ljust(words))
    if row.level_with is None or row.level_without is None or row.difference is None:
        return [name._replace(style="faint"), Spot(_too_few(row), "faint")]
    low, high = row.low or 0.0, row.high or 0.0
    difference = round(row.level_with, digits) - round(row.level_without, digits)
    look = "value"
    if row.stands_out:
        look = "better" if (row.difference < 0) == lower_is_better else "worse"
    interval = f"{_signed(difference, digits)} ({_signed(low, digits)} to {_signed(high, digits)})"
    line = [
        name,
        Spot(f"{row.level_with:.{digits}f} ({row.n_with})".rjust(LEVEL_WIDTH)),
        Spot(f"{row.level_without:.{digits}f} ({row.n_without})".rjust(LEVEL_WIDTH)),
        Spot(interval.rjust(DIFFERENCE_WIDTH), look if row.stands_out else ""),
    ]
    if bar:
        line += [Spot("  "), *zero_line(interval_bar(row.difference, low, high, -reach, reach, bar, look), bar // 2)]
    return line


def _too_few(row: ComparisonRow) -> str:
    return f"  too few: {row.n_with} with, {row.n_without} without, in {count(row.weeks, 'week')}"


def _reach(rows: Iterable[ComparisonRow]) -> float:
    """How far the bars go to both sides: to a round number beyond every interval."""
    most = max((abs(end) for row in rows for end in (row.low, row.high) if end is not None), default=1.0)
    return next((step for step in (1, 2, 3, 5, 10, 20, 50, 100, 200) if step >= most), 500)


def _signed(value: float, digits: int) -> str:
    text = f"{abs(value):.{digits}f}"
    return text if float(text) == 0 else ("−" if value < 0 else "+") + text
