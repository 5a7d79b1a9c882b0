"""Visits in words: what has changed since the last one, for the person and for the clinician alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from ..assessment.change_since import ChangeSince
from ..assessment.phrases import VERDICT_WORDS, both_ends
from ..measures.rules import Verdict
from ..records import Visit, VisitQuestion
from ..red_flags.flags import flag_words
from ..text.dates import short_day, short_month
from ..text.grammar import count
from ..trials.words import for_clinician, result_lines
from .since import SinceVisit

WEEK = 7
"""Days from which a weekday alone could be another one."""

MOST_FLARES = 3
"""Flares that are named, the newest; more are counted."""


def visit_title(visit: Visit) -> str:
    """Name whom a visit is with: `Dr Lee`, else `doctor`, `physiotherapist`, `scan`, `visit`."""
    return visit.who or ("visit" if visit.kind == "other" else visit.kind.value)


def when_words(visit: Visit, on: date) -> str:
    """Say `today 10:30`, `tomorrow`, `Thu 10:30`, `Thu 26 Nov 10:30` from a week ahead."""
    days = (visit.day - on).days
    word = {0: "today", 1: "tomorrow"}.get(days) or short_day(visit.day)[: 3 if days < WEEK else None]
    return f"{word} {visit.at:%H:%M}" if visit.at is not None else word


def since_title(since: SinceVisit) -> str:
    """Say `Since the last visit: Dr Lee, 5 Nov (19 days)`."""
    when = f"{short_month(since.visit.day, since.on)} ({count(since.days, 'day')})"
    return f"Since the last visit: {visit_title(since.visit)}, {when}"


def since_lines(since: SinceVisit, *, locked: bool, plain: bool = False) -> tuple[tuple[str, str], ...]:
    """Say what has changed and happened since, as a name and what is said of it; `locked`: no verdicts.

    `plain`: for the person, without the figures of a test of chance.
    """
    return tuple(_lines(since, locked, plain))


def _lines(since: SinceVisit, locked: bool, plain: bool) -> Iterator[tuple[str, str]]:
    for change in since.changes:
        words = change_words(change, locked=locked)
        first, now = both_ends(change.rule, change.comparison)
        if plain and first != now and words.endswith(VERDICT_WORDS[Verdict.NO_CLEAR_CHANGE]):
            words += "; a change this small may be chance"
        yield change.rule.words, words
    if not since.changes:
        yield "Measures", "not enough entries on both sides of the visit to compare"
    spans = [flare.span_words(since.on) for flare in since.flares]
    earlier = [f"{len(spans) - MOST_FLARES} before"] if len(spans) > MOST_FLARES else []
    yield "Flares", ", ".join([*earlier, *spans[-MOST_FLARES:]]) or "no day marked"
    flags = [f"{flag_words(answer)}, {short_month(answer.day, since.on)}" for answer in since.red_flags]
    none = f"none, asked on {count(since.flags_asked, 'day')}" if since.flags_asked else "not asked since"
    yield "Red flags", "; ".join(flags) or none
    before = f", {since.medication_days_before} of the {since.days_before} before it" if since.days_before else ""
    yield "Medication", f"{since.medication_days} of {since.days} days from the visit on{before}"
    for trial in since.trials:
        yield (
            "Tried out",
            result_lines(trial, since.evenings, since.on)[0] if plain else for_clinician(trial, since.evenings),
        )


def talk_lines(
    since: SinceVisit | None, coming: Sequence[Visit], questions: Iterable[VisitQuestion], on: date
) -> tuple[tuple[str, str], ...]:
    """Say what was said at the last visit, which one comes next, and what to ask there."""
    rows = [("What was said", since.visit.note), ("What to do", since.visit.advice)] if since is not None else []
    if coming:
        rows.append(("Next visit", f"{visit_title(coming[0])}, {when_words(coming[0], on)}"))
    rows += [("" if number else "To ask then", question.text) for number, question in enumerate(questions)]
    return tuple((name, words) for name, words in rows if words)


def change_words(change: ChangeSince, *, locked: bool) -> str:
    """Say `5.2 → 3.1: improving`, `thigh: no clear change`; without a verdict where a red flag locks it."""
    rule, comparison = change.rule, change.comparison
    before, now = both_ends(rule, comparison)
    words = f"{before} → {now}" if before != now else now
    if locked:
        return words
    if change.verdict is Verdict.NOT_ENOUGH_DATA:
        return f"{words}: too few entries to judge"
    if change.early is not None:
        return f"{words}: maybe {'better' if change.early is Verdict.IMPROVING else 'worse'}"
    return f"{words}: {VERDICT_WORDS[change.verdict]}"
