"""The checks of a measure as a table with heads, and before it the rule that they were judged by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from ..assessment.daily_look import SURE_BETTER, SURE_RELAPSE, SURE_WORSE, DailyLook
from ..assessment.daily_looks import VerdictState
from ..assessment.measure_assessment import MeasureAssessment
from ..assessment.phrases import (
    BANDED,
    GLYPHS,
    LEAST_TOLD,
    answer_words,
    both_ends,
    change_figure,
    grades,
    least_rise,
    least_step,
    measured_words,
    range_words,
    signed,
    unit_words,
    what_matters,
)
from ..assessment.sparse_looks import SparseHistory, SparseLook, SparseState
from ..assessment.verdict_style import NO_VERDICT
from ..measures.rules import Verdict
from ..text.dates import short_month
from ..text.grammar import count
from ..text.row_mark import RowMark
from .sections import Row
from .sign_sentence import with_unit

LOOKS = 8
"""The latest looks that are listed; of those before only their number is said."""
GAP = 2
"""Cells between two columns."""
LEFT = (1, 2)
"""The columns of the table that begin at the left."""
DAILY_HEADS = ("week to", "level", "change", "sure in 100")
TEST_HEADS = ("test on", "middle", "change", "that day")
GRADE_HEADS = ("test on", "middle", "grade", "that day")
BETTER_OR_WORSE = {Verdict.IMPROVING: "better", Verdict.WORSENING: "worse"}
MIDDLE = (
    "Each test is taken together with the two before it: the middle one of the three (of two, their average) is "
    "compared with the middle of as many first tests."
)


def check_rows(reading: MeasureAssessment, on: date, *, locked: bool, leads: bool) -> Iterator[Row]:
    """The rule, then the latest looks with the newest first; while a red flag locks, without rule and verdicts.

    Where it `leads`, what holds for every measure of the sign is said too.
    """
    looks = reading.looks[-LOOKS:]
    if not looks:
        return
    rule = "" if locked else " ".join(_rule(reading, leads))
    if rule:
        yield Row(rule, "Rule")
    heads = DAILY_HEADS if reading.rule.daily else TEST_HEADS
    if looks[-1].comparison.measured is not None:
        heads = GRADE_HEADS
    cells = [_cells(reading, look, on, locked) for look in looks]
    filled_columns = [at for at in range(len(heads)) if any(row[at] for row in cells)]
    widths = {at: max(len(row[at]) for row in cells) for at in filled_columns}
    yield Row(_heads(heads, widths), "Checks", RowMark(" "))
    beliefs = _beliefs(reading)
    for look, row in zip(reversed(looks), reversed(cells), strict=True):
        mark, words = (NO_VERDICT, "") if locked else _judged(look, beliefs[look.on])
        yield Row("  ".join(filter(None, (_in_columns(row, widths), words))).rstrip(), "", mark)
    earlier = len(reading.looks) - LOOKS
    if earlier > 0:
        yield Row(f"and {count(earlier, 'check')} before", "", RowMark(" "))


def _heads(heads: tuple[str, ...], widths: dict[int, int]) -> str:
    """Return the heads and widen columns to them; the last one begins before its narrow column, where there is room."""
    *before, last = widths
    widths |= {at: max(widths[at], len(heads[at])) for at in before}
    line = _in_columns(heads, {at: widths[at] for at in before}).rstrip()
    ends = sum(widths[at] + GAP for at in before)
    if last in LEFT:
        return f"{line:<{ends}}{heads[last]}"
    widths[last] = max(widths[last], len(line) + GAP + len(heads[last]) - ends)
    return f"{line}{heads[last]:>{ends + widths[last] - len(line)}}"


def _in_columns(cells: tuple[str, ...], widths: dict[int, int]) -> str:
    return "  ".join(f"{cells[at]:<{width}}" if at in LEFT else f"{cells[at]:>{width}}" for at, width in widths.items())


def _rule(reading: MeasureAssessment, leads: bool) -> Iterator[str]:
    """When a check counts, for each way that any of them was judged to go, else that those in the table lean to."""
    ways = {look.direction for look in reading.looks} | {reading.verdict, reading.early}
    if not ways & {*BETTER_OR_WORSE}:
        ways |= {_leaning(look) for look in reading.looks[-LOOKS:] if isinstance(look, DailyLook)}
    matters = what_matters(reading).removeprefix("only ")
    if not reading.rule.daily:
        if leads:
            yield MIDDLE
        if matters:
            yield f"It counts with {matters} both in that middle and on the day itself, at two tests running."
        return
    down, up = least_step(reading.rule)
    better, worse = (down, up) if reading.rule.lower_is_better else (up, down)
    if leads:
        yield "Checked once a week, each time against the start as estimated by then."
    is_worse = Verdict.WORSENING in ways
    if not is_worse or Verdict.IMPROVING in ways:
        amount = f", with {matters}" if matters and Verdict.WORSENING not in (reading.verdict, reading.early) else ""
        yield f"Better: at least {SURE_BETTER * 100:.0f} in 100 sure that it is at least {better}{amount}."
    if is_worse:
        sure = SURE_RELAPSE if reading.from_improvement else SURE_WORSE
        yield (
            f"Worse: at least {sure * 100:.0f} in 100 sure that it is at least {worse}, with a change of "
            f"{least_rise(reading.rule)} or more."
        )
    if leads:
        yield "That stands until two checks running fall short."


def _cells(reading: MeasureAssessment, look: DailyLook | SparseLook, on: date, locked: bool) -> tuple[str, ...]:
    """The day, the level by then, the change with its range, and how sure it is or what the test itself gave."""
    rule, comparison = reading.rule, look.comparison
    change = ""
    if rule.measure not in BANDED:
        figure = signed(rule, change_figure(rule, comparison))
        blank = " " * figure[0].isdigit()  # in the place of the sign of those around it
        change = f"{blank}{figure}{range_words(rule, comparison)}"
    if comparison.measured is not None:
        change = grades(BANDED[rule.measure], comparison)[1]
        beside = measured_words(comparison.measured[1][-1:])
    elif isinstance(look, DailyLook):
        beside = "" if locked else _odds(look)
    else:
        own = next(value for day, value in reversed(reading.entries) if day == look.on)
        beside = answer_words(rule, round(own, 1))
    return short_month(date.fromordinal(look.on), on), _levels_at(reading, look), change, beside


def _levels_at(reading: MeasureAssessment, look: DailyLook | SparseLook) -> str:
    """Both levels of a check, `5.9 → 3.9`; on a scale of words one as at first is told as it is there."""
    first, comparison = reading.comparison, look.comparison
    start, level = both_ends(reading.rule, comparison)
    if comparison.measured is None and reading.rule.measure in BANDED and abs(comparison.change) < LEAST_TOLD:
        is_same = first is not None and abs(comparison.baseline - first.baseline) < LEAST_TOLD
        start = level = both_ends(reading.rule, first)[0] if first is not None and is_same else level
    unit = " s" if comparison.measured else unit_words(reading.rule)
    start = start.removesuffix(unit) if level.endswith(unit) else start
    return f"{start} → {with_unit(reading, level)}"


def _odds(look: DailyLook) -> str:
    """Of which way, rounded down, so that none that is short of what is needed reads as if it were enough."""
    way = _leaning(look)
    odds = look.worse if way is Verdict.WORSENING else look.from_first.better
    return f"{min(max(int(odds * 100), 1), 99)} {BETTER_OR_WORSE[way]:<6}"


def _leaning(look: DailyLook) -> Verdict:
    """Which way a check went, however little and unsure."""
    return look.direction or (Verdict.WORSENING if look.rule.gain(look.comparison.change) < 0 else Verdict.IMPROVING)


def _beliefs(reading: MeasureAssessment) -> Mapping[int, VerdictState | SparseState]:
    """What was believed after each check."""
    history = reading.history
    if isinstance(history, SparseHistory):
        looks, state, beliefs = {look.on: look for look in history.looks}, SparseState(), {}
        for day, _ in history.entries:
            state = state.after(looks.get(day), day)
            beliefs[day] = state
        return beliefs
    return {look.on: belief for look, belief in zip(history.looks, history.states, strict=True)}


def _judged(look: DailyLook | SparseLook, belief: VerdictState | SparseState) -> tuple[RowMark, str]:
    """The mark and the word of a check: its verdict, or that it is the first of two, or that an earlier one stands.

    Of a daily measure the odds already name the way.
    """
    if look.direction is None:
        return NO_VERDICT, f"still {BETTER_OR_WORSE[belief.verdict]}" if belief.verdict is not None else ""
    if belief.verdict is not look.direction:
        return NO_VERDICT, "first of two"
    return GLYPHS[look.direction], "" if isinstance(look, DailyLook) else BETTER_OR_WORSE[look.direction]
