"""Everything that was written down, as one list: what History shows and searches."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from functools import cached_property

from .measures import MEASURES, Choice, Number, Scale, answers_of, side_paths
from .records import (
    CheckIn,
    Event,
    Medication,
    PhaseDecision,
    Record,
    RedFlagAnswer,
    Scan,
    Session,
)
from .session_words import session_details
from .words import chosen, describe, describe_flags, number, plain


class Kind(Enum):
    """The kinds of entries; the value is the word shown."""

    CHECKIN = "check-in"
    SESSION = "session"
    MEDICATION = "medication"
    SCAN = "scan"
    EVENT = "event"
    RED_FLAG = "red flag"
    PHASE = "phase"


KINDS: dict[type[Record], Kind] = {
    CheckIn: Kind.CHECKIN,
    Session: Kind.SESSION,
    Medication: Kind.MEDICATION,
    Scan: Kind.SCAN,
    Event: Kind.EVENT,
    RedFlagAnswer: Kind.RED_FLAG,
    PhaseDecision: Kind.PHASE,
}


@dataclass(frozen=True)
class Entry:
    """One line of History. `at` is `None` where the time is not known."""

    day: date
    at: datetime | None
    kind: Kind
    record: Record

    @cached_property
    def text(self) -> str:
        """The record in one line."""
        return describe(self.record)

    @property
    def time(self) -> str:
        """`08:10` by the clock of the place it was written, or blank."""
        return f"{self.at:%H:%M}" if self.at is not None else ""


def entry_of(record: Record) -> Entry:
    """A record of one of the KINDS as an entry."""
    day: date = getattr(record, "day")  # noqa: B009 – every kind has it, the base has not
    at = getattr(record, "at", None) or getattr(record, "started_at", None)
    return Entry(day, at, KINDS[type(record)], record)


def entries(records: Iterable[Record]) -> tuple[Entry, ...]:
    """The records as a list, the newest first; within a day by time, those without one last."""
    made = (entry_of(record) for record in records)
    return tuple(
        sorted(made, key=lambda e: (e.day, e.at.timestamp() if e.at is not None else 0.0, e.record.id), reverse=True)
    )


def matching(known: Sequence[Entry], search: str = "", kind: Kind | None = None) -> tuple[Entry, ...]:
    """Those of the kind in whose words, day or kind every word of the search occurs; case does not matter."""
    wanted = search.casefold().split()
    return tuple(
        entry
        for entry in known
        if (kind is None or entry.kind is kind)
        and all(word in f"{entry.text}\n{entry.kind.value}\n{entry.day.isoformat()}".casefold() for word in wanted)
    )


def around(text: str, search: str, width: int) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text from so near before the first word of the search that it can be seen in `width` letters.

    With the (start, end) of each place in it where a word of the search stands; `…` at the start for what is left out.
    """
    words = "|".join(map(re.escape, search.split()))
    hits = [hit.span() for hit in re.finditer(words, text, re.IGNORECASE)] if words else []
    start = 0
    if hits and hits[0][1] >= width < len(text):
        first = hits[0][0]
        least = max(min(first - width // 4, len(text) + 1 - width), 0)
        start = text.find(" ", least, first) + 1 or first
    before = "…" if start else ""
    shift = len(before) - start
    return before + text[start:], tuple((first + shift, end + shift) for first, end in hits)


def details(record: Record) -> tuple[tuple[str, str], ...]:
    """A record in full, as (question, answer) lines."""
    if isinstance(record, Session):
        return session_details(record)
    if not isinstance(record, CheckIn):
        lines = [("", describe(record))]
        note = getattr(record, "note", None)
        return tuple([*lines, ("Note", note)] if note else lines)
    answers = answers_of(record)
    lines = []
    for measure in MEASURES:
        if measure.sided:
            sides = [answers.get(path) for path in side_paths(measure)]
            if any(value is not None for value in sides):
                unit = measure.input.unit if isinstance(measure.input, Number) and measure.input.unit == "°" else ""
                left, right = ("–" if v is None else f"{_value(v)}{unit}" for v in sides)
                lines.append((measure.words, f"left {left}, right {right}"))
        elif answers.get(measure.path) is not None:
            lines.append((measure.words, _answer(measure.path, measure.input, answers[measure.path])))
    if record.red_flags is not None:
        lines.append(("Red flags", describe_flags(record.red_flags)))
    return tuple(lines)


def _answer(path: str, question: object, value: object) -> str:
    match question:
        case Choice() if isinstance(value, str | bool):
            return chosen(path, value)
        case Scale() if isinstance(value, int):
            return f"{value} of {question.high}" if question.low == 0 else f"{value:+d}".replace("-", "−")
        case Number() if isinstance(value, int | float):
            return f"{number(value)} {question.unit}"
    return _value(value)


def _value(value: object) -> str:
    match value:
        case list():
            return "; ".join(_value(each) for each in value) or "none"
        case {"zone": zone, "quality": quality, **rest}:
            side = f"{rest['side']} " if rest.get("side") else ""
            strength = f" {rest['intensity']}" if rest.get("intensity") is not None else ""
            return f"{side}{zone}: {quality}{strength}"
        case {"kind": kind, "minutes": minutes}:
            return f"{kind} {minutes} min"
        case {"name": name, "score": score}:
            return f"{name} {score} of 10"
        case float():
            return number(value)
    return plain(str(value))
