"""How it goes in up to three lines: the verdict, what has to be said beside it, and what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from ..measures.rules import Verdict
from ..text.grammar import lower
from ..text.lines import wrapped
from .todo import DUE, PLAN, TO_DO, Todo

if TYPE_CHECKING:
    from ..assessment.assess import Assessment

TOGETHER = 2
"""Lines that a small window has for a story told line by line."""
GAP = 7
"""Days without an entry, today not among them, after which a person comes back (our choice)."""


NOT_COUNTED = "What you log {when} is saved, but does not count until you reopen it or start a new one."


class Story(msgspec.Struct, frozen=True):
    """What is told, sentence by sentence, the same in `brief`, and what to do."""

    sentences: tuple[str, ...]
    brief: str = ""
    to_do: str = ""

    def lines(self, width: int, rows: int, *, together: bool = False) -> list[str]:
        """Return as much of it as at most `rows` lines hold; `together`: on two lines, if that can be.

        Numbers go first, then the end of what is told, with `…` for it: what to do is there however short the room.
        """
        to_do = _wrapped(self.to_do, width)
        for sentences in (self.sentences, (self.brief,)):
            pieces = (*sentences, self.to_do)
            line_by_line = [line for piece in pieces for line in _wrapped(piece, width)]
            in_two = [*_wrapped(" ".join(sentences), width), *to_do]
            in_one = _wrapped(" ".join(filter(None, pieces)), width)
            ways = (line_by_line, in_two, in_one)
            if together:
                ways = (*((in_two,) if len(in_two) <= TOGETHER else ()), line_by_line, in_one)
            for lines in ways:
                if lines and len(lines) <= rows:
                    return lines
        room = max(rows - len(to_do), 0)
        lines = _wrapped(self.brief or " ".join(self.sentences), width)[:room]
        return [*lines[:-1], *(_unfinished(line, width) for line in lines[-1:]), *to_do][:rows]


def _wrapped(text: str, width: int) -> list[str]:
    return wrapped(text, width, break_on_hyphens=False)


def _unfinished(line: str, width: int) -> str:
    """Return the line with `…` after the last word that leaves room for it."""
    while len(line) >= width and " " in line:
        line = line.rpartition(" ")[0]
    return line[: width - 1].rstrip(" ,") + "…"


def story(seen: Assessment, to_do: Sequence[Todo]) -> Story:
    """Return what is told of the day; `to_do` are its rows.

    A red flag that locks leaves no room for a kind word or a routine; whom to turn to stands in the line above all.
    """
    from .bad_day import bad_day_words  # with what judges

    verdict = seen.overall
    bad_day, beside, next_step = bad_day_words(seen), verdict.but, "" if seen.locked else verdict.do
    if not seen.locked:
        if seen.span.last is not None:
            when = "after today" if seen.on == seen.span.last else "now"
            beside = beside or ("" if next_step else NOT_COUNTED.format(when=when))
        elif verdict.verdict is not Verdict.WORSENING:
            beside = beside or _gap_words(seen)
        next_step = next_step or _next_words(seen, to_do)
    brief = f"{bad_day} {verdict.brief}".strip() if verdict.brief else ""
    return Story(tuple(filter(None, (bad_day, verdict.sentence, beside))), brief, next_step)


def opening(headline: str, to_do: Sequence[Todo]) -> Story:
    """Return what is told before anything is judged: red flags that were never asked come next at once."""
    is_flags_first = bool(to_do) and to_do[0].kind == "red_flags"
    return Story((headline,), to_do=f"Next: {_step_words(to_do[0])}." if is_flags_first else "")


def _gap_words(seen: Assessment) -> str:
    """Say to someone who comes back that the days between cost nothing."""
    last = seen.facts.last_entry
    days = (seen.on - last).days if last is not None else 0
    if days <= GAP:
        return ""
    has_number = seen.facts.silence is not None and seen.facts.gap is None  # the verdict says it
    return f"{'' if has_number else f'Nothing logged for {days} days. '}That is fine: just carry on."


def _next_words(seen: Assessment, to_do: Sequence[Todo]) -> str:
    """Say what there is to do first."""
    steps = [row for row in to_do if row.mark in (TO_DO, DUE) and row.kind.partition(":")[0] in _STEPS]
    steps = [row for row in steps if (row.kind, row.mark) != (PLAN, TO_DO)]  # a plan still to be written can wait
    if seen.span.last is not None or not steps:
        return ""
    first, *later = steps
    if first.kind == "checkin":
        return f"Today: {_step_words(first)}{f', then {_step_words(later[0])}' if later else ''}."
    time = f", {first.aside}" if first.kind not in ("red_flags", "phase", PLAN) and not first.is_draft else ""
    return f"Next: {_step_words(first)}{time}."


_STEPS = {
    "checkin": "a check-in",
    "weekly": "the weekly tests",
    "red_flags": "the red flags",
    "phase": "decide on the phase that is proposed",
    "routine": "",
    PLAN: "the plan for bad days",
}
"""What there is to do, by the kind of a row, in the order of the rows; a routine has its own name."""


def _step_words(row: Todo) -> str:
    if row.is_draft:
        return lower(row.words)
    return _STEPS[row.kind.partition(":")[0]] or lower(row.words)
