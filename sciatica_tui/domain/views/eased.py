"""What eased it, in words: after each routine where pain was and how the next day went, and what trials found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import msgspec

from ..records import Trial, TrialDecision, TrialEnd, TrialEvening
from ..routines.catalogue import title_of
from ..routines.eased import LEAST_SESSIONS, RoutineTally, Tally, WhatEased
from ..text.dates import short_month
from ..text.grammar import capital, count
from ..text.visible import visible_line
from ..trials.words import result_lines
from .sections import Block, Row

ALL_TITLE, TRIALS_TITLE = "All routines together", "Tried out"
MOVED_UP = "moved up on Today"
NOT_PROOF = "What goes together is not always the cause: you may do a routine on better days."
CAUTION = f"{NOT_PROOF} Further up means closer to the spine, which is good."
HOW_TO_READ = (
    Row("Closer to the spine, which is good.", "Further up"),
    Row(NOT_PROOF, "No proof"),
)
TOO_FEW = (
    f"A routine shows here after {LEAST_SESSIONS} sessions in which you said where it hurt before and a minute after, "
    "or how the next day was."
)
_AT_ONCE = ("further up", "unmoved", "further down")
_NEXT_DAY = ("better", "the same", "worse")
_DECISIONS = {TrialDecision.KEEP: "kept", TrialDecision.DROP: "dropped", TrialDecision.AGAIN: "to be tried again"}


class TrialFinding(msgspec.Struct, frozen=True):
    """What a finished trial found: its subject, when it ended, the conclusion, and what the person made of it."""

    subject: str
    ended: date
    conclusion: str
    decision: TrialDecision | None = None


def trial_findings(trials: Iterable[Trial], evenings: Sequence[TrialEvening], today: date) -> tuple[TrialFinding, ...]:
    """Return what the trials found that went on to their end, the newest first; it takes up to a second for each."""
    finished = [trial for trial in trials if trial.end is TrialEnd.FINISHED]
    return tuple(
        TrialFinding(trial.subject, trial.ended or today, result_lines(trial, evenings, today)[0], trial.decision)
        for trial in sorted(finished, key=lambda trial: trial.id, reverse=True)
    )


def eased_blocks(eased: WhatEased, findings: Iterable[TrialFinding], today: date) -> tuple[Block, ...]:
    """Return a block for each routine, what eased most first, then all together, trials, and the words of caution."""
    blocks = [Block(title_of(row.routine), _rows(row), aside=MOVED_UP if row.is_better else "") for row in eased.rows]
    if eased.rows:
        others = unlisted_words(eased)
        blocks.append(Block(ALL_TITLE, (*_rows(eased.everything), *((Row(others, "Among them"),) if others else ()))))
    trial_rows = tuple(Row(finding_words(finding, today)) for finding in findings)
    if trial_rows:
        blocks.append(Block(TRIALS_TITLE, trial_rows))
    if not eased.rows:
        return (*blocks, Block("Nothing yet", (Row(TOO_FEW),)))
    return (*blocks, Block("How to read it", (*HOW_TO_READ, *_order_rows(eased))))


def eased_lines(eased: WhatEased) -> tuple[str, ...]:
    """Return the same of the sessions in sentences, a line each; none where no routine has enough of them."""
    if not eased.rows:
        return ()
    return (
        "What eased it, best first:",
        *(f"  {session_words(row)}" for row in eased.rows),
        f"  {session_words(eased.everything)}",
        *((f"  Among them: {others}.",) if (others := unlisted_words(eased)) else ()),
        f"  {CAUTION}",
    )


def eased_json(eased: WhatEased) -> list[dict[str, Any]]:
    """Return the routines for JSON, what eased most first."""
    return [
        {
            "routine": row.routine,
            "sessions": row.sessions,
            "further_up": _tally_json(row.at_once),
            "better_next_day": _tally_json(row.next_day),
            "ahead": round(row.ahead, 2),
            "clearly_better": row.is_better,
        }
        for row in eased.rows
    ]


def _tally_json(tally: Tally) -> dict[str, int]:
    return {"yes": tally.better, "same": tally.same, "no": tally.worse}


def session_words(tally: RoutineTally) -> str:
    """Say `After prone press-up: pain further up in 5 of 7 sessions, unmoved in 2; the next day better in …`."""
    name = title_of(tally.routine)
    who = f"After {name[:1].lower()}{name[1:]}" if name else ALL_TITLE
    parts = [
        f"pain {_counted(tally.at_once, _AT_ONCE)}" if tally.at_once.answers else "",
        f"the next day {_counted(tally.next_day, _NEXT_DAY)}" if tally.next_day.answers else "",
    ]
    return f"{who}: {'; '.join(filter(None, parts))}."


def short_words(tally: RoutineTally) -> str:
    """Say `Pain further up after 5 of 7 sessions, the next day better after 3 of 6.`, as beside a routine's how-to."""
    at_once, next_day = tally.at_once, tally.next_day
    soon = f"{_or_none(at_once.better)} of {count(at_once.answers, 'session')}"
    later = f"{_or_none(next_day.better)} of {next_day.answers}"
    parts = [
        f"pain {_AT_ONCE[0]} after {soon}" if at_once.answers else "",
        f"the next day {_NEXT_DAY[0]} after {later}" if next_day.answers else "",
    ]
    return f"{capital(', '.join(filter(None, parts)))}."


def unlisted_words(eased: WhatEased) -> str:
    """Say which sessions all together have and no routine that is listed; empty where there are none."""
    unlisted = eased.everything.sessions - sum(row.sessions for row in eased.rows)
    return f"{count(unlisted, 'session')} of routines with fewer than {LEAST_SESSIONS}, not listed" if unlisted else ""


def _order_rows(eased: WhatEased) -> tuple[Row, ...]:
    """Say which routines Today moves up, and why, or that it has no reason to."""
    if not eased.better:
        words = "In its usual order: no routine clearly stands out from the others of the same weeks."
        return (Row(words, "On Today"),)
    names = ", ".join(title_of(name) for name in eased.better)
    reason = "in the same weeks, and with pain as bad before, it went better after that than after the others."
    return (
        Row(f"{names} moved up: {reason}", "On Today"),
        Row("If no routine were really better, fewer than 1 in 20 people would be told that one is.", "By chance"),
    )


def finding_words(finding: TrialFinding, today: date) -> str:
    """Say `Heat, to 3 Nov: Heat helps you: with it your leg pain was 1.4 points lower (…). Kept.`"""
    decision = f" {capital(_DECISIONS[finding.decision])}." if finding.decision is not None else ""
    words = f"{capital(finding.subject)}, to {short_month(finding.ended, today)}: {finding.conclusion}{decision}"
    return visible_line(words)


def _rows(tally: RoutineTally) -> tuple[Row, ...]:
    """A bar for what went well, with the counts behind it."""
    asked = (("A minute after", tally.at_once, _AT_ONCE), ("The next day", tally.next_day, _NEXT_DAY))
    return tuple(
        Row(label, share=answers.better / answers.answers, aside=_short_counts(answers, words))
        for label, answers, words in asked
        if answers.answers
    )


def _short_counts(tally: Tally, words: Sequence[str]) -> str:
    """`5 of 7 further up, 2 unmoved`; the first is said also where it is none."""
    others = zip((tally.same, tally.worse), words[1:], strict=True)
    first = f"{_or_none(tally.better)} of {tally.answers} {words[0]}"
    return ", ".join((first, *(f"{number} {word}" for number, word in others if number)))


def _counted(tally: Tally, words: Sequence[str]) -> str:
    """`further up in 5 of 7 sessions, unmoved in 2`; the first is said also where it is none."""
    if not tally.answers:
        return ""
    numbers = (tally.better, tally.same, tally.worse)
    first = f"{words[0]} in {_or_none(tally.better)} of {count(tally.answers, 'session')}"
    others = (f"{word} in {number}" for word, number in zip(words[1:], numbers[1:], strict=True) if number)
    return ", ".join((first, *others))


def _or_none(number: int) -> str:
    return str(number) if number else "none"
