"""What goes with a measure, as lines of a table with the difference drawn around a line at none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from textwrap import wrap

import msgspec

from ....domain.charts.comparisons import CHANCE, LEAST_OF_EACH, LEAST_WEEKS, ComparisonRow, Group, compared
from ....domain.charts.measure_display import MeasureDisplay
from ....domain.charts.trends import PAINS
from ....domain.text.grammar import count, lower
from ....domain.text.visible import visible_line
from ..spot import Line, Spot
from .drawing import fitted
from .interval_bar import interval_bar, zero_line

GAP = 2
BAR_AT, BAR_BESIDE_TEXTS = 11, 31
"""Cells of a bar at least, and beside the numbers in full."""
WORDS_WIDTH = 18
LONGEST_WORDS, LONGEST_BAR = 30, 51
STANDS_OUT = "•"
HEADS, LEVEL_HEADS = ("with (times)", "without", "difference (likely)"), ("with", "without")
"""Of the numbers in full, and of the two levels alone, beside a bar that would be short."""
LESS_MORE = {
    **dict.fromkeys(PAINS, ("less pain", "more pain")),
    **dict.fromkeys(("sit_minutes", "stand_minutes", "walk_minutes"), ("shorter", "longer")),
    "sleep": ("worse sleep", "better sleep"),
}
"""What a difference below none and one above it means, by measure."""
KEY_LINE: Line = [Spot("├──●──┤ the difference and its likely range", "faint")]
"""What the drawing of a difference means: first of all, as a person reads it there who sees one for the first time."""
TableMaker = Callable[[Sequence[Group], MeasureDisplay, bool, int], list[Line]]

NONE_YET, NONE_COMPARED = "Nothing stands out so far.", "Nothing can be compared yet."
NONE_ELSE = "Among days as they came, nothing stands out so far."
"""Said below what a trial says."""
WHY_THEY_DIFFER = "The trial drew its days by chance; below they are as they came, so the two can differ."
"""Said where a trial about the same measure has said something."""
HOW_TO_READ = (
    "Each line compares {outcome} on days with something and without it, counting only weeks that have both. A bar "
    "across 0 may be chance; a clear one need not be a cause: on a bad day you may just sit more."
)
ONCE_ENOUGH = (
    "Once there are enough days, you see here whether {outcome} differs on days with something, a long drive or a bad "
    "night, from days without it."
)
IT_TAKES = f"it takes {LEAST_OF_EACH} days with and {LEAST_OF_EACH} without, in {LEAST_WEEKS} weeks that have both"
TOO_FEW, SO_FAR = f"Too few to compare yet ({IT_TAKES}):", f"For each {IT_TAKES}. So far:"

NOTHING = (
    "Nothing to compare yet.",
    "Later you see here what goes with {outcome}: whether it differs on days with a long drive, say, or after a bad "
    "night.",
    f"The daily check-in asks for posture, sleep, activity, medication and tags. To compare, {IT_TAKES}.",
)


def comparison_lines(
    groups: Sequence[Group],
    kind: MeasureDisplay,
    lower_is_better: bool,
    width: int,
    instead_of: str = "",
    table: TableMaker | None = None,
    last: str = "",
    trial_words: Sequence[str] = (),
    *,
    brief: bool = False,
) -> list[Line]:
    """What trials say, what stands out, how to read it, each group with a line a row; what is too few in the end.

    `brief`: without how to read it, the words of the groups and what is too few, for a glance beside other views.

    `instead_of` is the measure that was chosen, where that one can't be compared; `table` draws the rows otherwise.
    `last` is said in the end.
    """
    answer_lines = [line for words in trial_words for line in _wrapped(words, width, "value")]
    if not groups:
        return [*answer_lines, *([[]] if answer_lines else []), *_nothing_lines(kind, width, last)]
    enough = [
        msgspec.structs.replace(group, rows=rows)
        for group in groups
        if (rows := tuple(row for row in group.rows if not row.few))
    ]
    outcome = lower(kind.title)
    lines: list[Line] = []
    if instead_of:
        words = f"{instead_of} can't be compared like this, so this is about {outcome}."
        lines += _wrapped(words, width, "now")
    why_they_differ = _wrapped(WHY_THEY_DIFFER, width, "faint") if answer_lines and enough else []
    stands_out = headline(enough, kind)
    stands_out = NONE_ELSE if answer_lines and stands_out == NONE_YET else stands_out
    lines += [*answer_lines, *why_they_differ, *_wrapped(stands_out, width, "value")]
    how = (HOW_TO_READ if enough else ONCE_ENOUGH).format(outcome=outcome) if not brief or not enough else ""
    lines += _wrapped(" ".join(filter(None, (how, by_chance(enough)))), width, "faint")
    if enough and brief:
        lines += comparison_table((Group("", _rows_of(enough)),), kind, lower_is_better, width)[1:]
    elif enough:
        drawing = (table or comparison_table)(enough, kind, lower_is_better, width)
        lines += drawing if drawing[0] == KEY_LINE else [[], *drawing]
    if enough and brief:
        return lines
    for note in filter(None, (group.note for group in groups)):
        lines += [[], *_wrapped(note, width, "faint")]
    few = [(group.words, [_too_few(row, bool(enough)) for row in group.rows if row.few]) for group in groups]
    if any(names for _, names in few):
        lines += [[], *_wrapped(TOO_FEW if enough else SO_FAR, width, "faint")]
        for words, names in few:
            if names:
                lines += _wrapped(f"{words}: {'; '.join(names)}", width, "faint", "  ")
    return [*lines, [], *_wrapped(last, width, "faint")] if last else lines


def _rows_of(groups: Iterable[Group]) -> tuple[ComparisonRow, ...]:
    """The rows of all groups, those that stand out first, then those that differ most."""
    rows = [row for group in groups for row in group.rows]
    return tuple(sorted(rows, key=lambda row: (not row.stands_out, -abs(row.difference or 0))))


def _nothing_lines(kind: MeasureDisplay, width: int, last: str) -> list[Line]:
    """Say what will be seen here, what it takes, and `last`: where there is nothing at all to compare."""
    head, *sentences = (words.format(outcome=lower(kind.title)) for words in NOTHING)
    lines = _wrapped(head, width, "value")
    for words in (*sentences, last):
        lines += [[], *_wrapped(words, width, "faint")]
    return lines


def _too_few(row: ComparisonRow, brief: bool) -> str:
    """A name; if not brief with the days there are, which is what a person with few of them asks."""
    return row.words if brief else f"{row.words} ({row.n_with} with, {row.n_without} without)"


def headline(groups: Sequence[Group], kind: MeasureDisplay) -> str:
    """Name what stands out and which way, or say that nothing does."""
    if not groups:
        return NONE_COMPARED
    names = [f"{row.words} ({_way(row, kind)})" for group in groups for row in group.rows if row.stands_out]
    return f"{STANDS_OUT} Stands out: {', '.join(names)}." if names else NONE_YET


def _way(row: ComparisonRow, kind: MeasureDisplay) -> str:
    less, more = LESS_MORE.get(kind.measure, ("less", "more"))
    return more if (row.difference or 0) > 0 else less


def by_chance(groups: Sequence[Group]) -> str:
    """How many of the compared rows would stand out where nothing goes with anything; empty where none stands out."""
    if not any(row.stands_out for group in groups for row in group.rows):
        return ""
    rows = compared(groups)
    expected = round(rows * CHANCE)
    number = f"about {expected}" if expected else "fewer than 1"
    return f"Of {count(rows, 'thing')} compared, {number} would stand out by chance alone."


def _wrapped(words: str, width: int, look: str, indent: str = "") -> list[Line]:
    lines = wrap(visible_line(words), max(width, 1), initial_indent=indent, subsequent_indent=indent * 2)
    return [[Spot(line, look)] for line in lines]


def comparison_table(groups: Sequence[Group], kind: MeasureDisplay, lower_is_better: bool, width: int) -> list[Line]:
    """What is drawn, then each row of the groups that can be compared on a line, its difference drawn if there is room.

    The drawing comes before the numbers in full: it says at a glance whether a difference is more than none.
    """
    digits = 0 if kind.unit == "min" else 1
    texts: dict[ComparisonRow, tuple[str, ...]] = {row: texts_of(row, digits) for group in groups for row in group.rows}
    heads: tuple[str, ...] = HEADS
    columns = _columns(heads, texts.values())
    room = width - WORDS_WIDTH - sum(columns) - GAP
    if room < BAR_BESIDE_TEXTS:
        levels = {row: tuple(text.partition(" ")[0] for text in cells[:2]) for row, cells in texts.items()}
        brief = _columns(LEVEL_HEADS, levels.values())
        brief_room = width - WORDS_WIDTH - sum(brief) - GAP
        if brief_room >= BAR_AT:
            texts, heads, columns, room = dict(levels), LEVEL_HEADS, brief, brief_room
    words = WORDS_WIDTH + min(max(room - BAR_BESIDE_TEXTS, 0), LONGEST_WORDS - WORDS_WIDTH)
    words = min(words, width - sum(columns))
    bar = min(room - (words - WORDS_WIDTH), LONGEST_BAR)
    bar = bar - 1 + bar % 2 if bar >= BAR_AT else 0
    reach = reach_of(row for group in groups for row in group.rows)
    head = " " * words + "".join(head.rjust(column) for head, column in zip(heads, columns, strict=True))
    scale = [Spot(" " * GAP), *scale_line(kind, reach, bar)] if bar else []
    lines: list[Line] = [*([KEY_LINE] if bar else []), [Spot(head, "head"), *scale]]
    for group in groups:
        lines += [[Spot(group.words, "head")]] if group.words else []
        for row in group.rows:
            look = "value"
            if row.stands_out and row.difference is not None:
                look = "better" if (row.difference < 0) == lower_is_better else "worse"
            mark = STANDS_OUT if row.stands_out else " "
            cells = [text.rjust(column) for text, column in zip(texts[row], columns, strict=True)]
            line = [
                Spot((f"{mark} " + fitted(row.words, words - 3)).ljust(words)),
                Spot("".join(cells[:2])),
                Spot("".join(cells[2:]), look if row.stands_out else ""),
            ]
            if bar and row.difference is not None and row.low is not None and row.high is not None:
                bar_line = interval_bar(difference_of(row, digits), row.low, row.high, -reach, reach, bar, look)
                line += [Spot(" " * GAP), *zero_line(bar_line, bar // 2)]
            lines.append(line)
    return lines


def _columns(heads: Sequence[str], texts: Iterable[Sequence[str]]) -> list[int]:
    """The cells of each column of numbers."""
    rows = [heads, *texts]
    return [GAP + max(len(row[n]) for row in rows) for n in range(len(heads))]


def scale_line(kind: MeasureDisplay, reach: float, width: int) -> Line:
    """The ends of the scale of differences and none in its middle, with what each end means where there is room."""
    less, more = LESS_MORE.get(kind.measure, ("less", "more"))
    half = width // 2
    left, right = f"−{reach:g}", f"+{reach:g}"
    if len(f"{left} {less}  ") <= half and len(f"  {more} {right}") <= half:
        left, right = f"{left} {less}", f"{more} {right}"
    return [Spot(left.ljust(half) + "0" + right.rjust(half), "faint")]


def texts_of(row: ComparisonRow, digits: int) -> tuple[str, str, str]:
    """Both levels with how many there are of each, and the difference with its interval; the numbers add up."""
    with_it, without = row.level_with or 0.0, row.level_without or 0.0
    ends = f"{_signed(row.low or 0.0, digits)} to {_signed(row.high or 0.0, digits)}"
    return (
        f"{with_it:.{digits}f} ({row.n_with})",
        f"{without:.{digits}f} ({row.n_without})",
        f"{_signed(difference_of(row, digits), digits)} ({ends})",
    )


def difference_of(row: ComparisonRow, digits: int) -> float:
    """The difference of both levels as they are written, so that 0.0 is drawn on 0."""
    return round(round(row.level_with or 0.0, digits) - round(row.level_without or 0.0, digits), digits)


def reach_of(rows: Iterable[ComparisonRow]) -> float:
    """How far the bars go to both sides: to a round number beyond every interval."""
    most = max((abs(end) for row in rows for end in (row.low, row.high) if end is not None), default=1.0)
    return next((step for step in (1, 2, 3, 5, 10, 20, 50, 100, 200) if step >= most), 500)


def _signed(value: float, digits: int) -> str:
    text = f"{abs(value):.{digits}f}"
    return text if float(text) == 0 else ("−" if value < 0 else "+") + text
