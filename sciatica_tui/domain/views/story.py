"""How it goes in up to three lines: the verdict, what has to be said beside it, and what to do next."""

from __future__ import annotations

from collections.abc import Sequence

from ..assessment.assess import Assessment
from ..assessment.phrases import lower
from ..averages import mean
from ..measures.rules import LEG_PAIN, Verdict
from .todo import TO_DO, Todo

BAD_DAY = 2
"""Points of leg pain over the mean of the week before from which a day is called a bad one: the least that counts."""
LEAST_DAYS = 3
"""Days with leg pain in the week before that make a mean to set a day against (our choice)."""
WEEK = 7
GAP = 7
"""Days without an entry after which a person comes back (our choice)."""


def story(seen: Assessment, to_do: Sequence[Todo]) -> tuple[str, ...]:
    """Return a sentence for each line; `to_do` are the rows of the day.

    A red flag that locks leaves no room for a kind word or a routine.
    """
    verdict = seen.overall
    beside, next_step = verdict.but, verdict.do
    if not seen.locked:
        if seen.span.last is not None and not next_step:
            beside = beside or "What you log now is saved, but does not count until you reopen it or start a new one."
        if verdict.verdict is not Verdict.WORSENING:
            beside = beside or _bad_day_words(seen) or _gap_words(seen)
        next_step = next_step or _next_words(seen, to_do)
    return tuple(filter(None, (verdict.sentence, beside, next_step)))


def _bad_day_words(seen: Assessment) -> str:
    """Say of one bad day that it is one day."""
    pains, on = dict(seen.digest.entries.get(LEG_PAIN.measure, ())), seen.on.toordinal()
    week = [pains[day] for day in range(on - WEEK, on) if day in pains]
    pain = pains.get(on)
    if pain is None or len(week) < LEAST_DAYS or pain - mean(week) < BAD_DAY:
        return ""
    return f"Leg pain is {pain:g} today, but averaged {mean(week):.1f} in the week before: one day says little."


def _gap_words(seen: Assessment) -> str:
    """Say to someone who comes back that the days between cost nothing."""
    last = seen.facts.last_entry
    days = (seen.on - last).days - 1 if last is not None else 0
    return f"{days} days without an entry cost you nothing: just carry on." if days >= GAP else ""


def _next_words(seen: Assessment, to_do: Sequence[Todo]) -> str:
    """Say what there is to do first."""
    steps = [row for row in to_do if row.mark == TO_DO and row.kind.partition(":")[0] in ("checkin", "routine")]
    if seen.span.last is not None or not steps:
        return ""
    first, *later = steps
    if first.kind == "checkin":
        return f"Today: a check-in{f', then {lower(later[0].words)}' if later else ''}."
    return f"Next: {lower(first.words)}, {first.aside}."
