"""Everything that was written down, as one list: what History shows and searches."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from enum import Enum
from functools import cached_property
from typing import overload

import msgspec

from ..days import AFTER_MIDNIGHT, is_after_midnight, time_words
from ..measures.answers import Answers, answers_of, choice_words
from ..measures.catalogue import MEASURES, Measure, side_paths
from ..measures.questions import Choice, Number, Scale
from ..record_text import describe, describe_beside_pain, visit_name
from ..records import (
    CheckIn,
    Event,
    FlareAnswer,
    FlarePlan,
    Medication,
    PhaseDecision,
    Record,
    RedFlagAnswer,
    Scan,
    Session,
    Trial,
    TrialEvening,
    Visit,
    VisitQuestion,
    WalkPlan,
)
from ..red_flags.flags import describe_flags
from ..text.dates import MONTHS, long_day
from ..text.grammar import number, plain

SHORT_NAME = 3
"""Letters of the short name of a month."""
_MONTHS = tuple(month.casefold() for month in MONTHS)


class EntryKind(Enum):
    """The kinds of entries; the value is the word shown."""

    CHECKIN = "check-in"
    SESSION = "session"
    MEDICATION = "medication"
    SCAN = "scan"
    EVENT = "event"
    RED_FLAG = "red flag"
    PHASE = "phase"
    TRIAL = "trial"
    EVENING = "trial day"
    VISIT = "visit"
    QUESTION = "question"
    WALKING = "walking plan"
    FLARE = "flare"
    PLAN = "plan"


KINDS: dict[type[Record], EntryKind] = {
    CheckIn: EntryKind.CHECKIN,
    Session: EntryKind.SESSION,
    Medication: EntryKind.MEDICATION,
    Scan: EntryKind.SCAN,
    Event: EntryKind.EVENT,
    RedFlagAnswer: EntryKind.RED_FLAG,
    PhaseDecision: EntryKind.PHASE,
    Trial: EntryKind.TRIAL,
    TrialEvening: EntryKind.EVENING,
    Visit: EntryKind.VISIT,
    VisitQuestion: EntryKind.QUESTION,
    WalkPlan: EntryKind.WALKING,
    FlareAnswer: EntryKind.FLARE,
    FlarePlan: EntryKind.PLAN,
}


LONG_AGO = datetime.min.replace(tzinfo=UTC)
"""Stands for a time that is not known, which comes before all others of its day."""

VISIT_FIELDS = {"reason": "Why", "note": "What was said", "advice": "What to do"}
"""The words of a visit's fields."""

OTHER_FIELDS = {"ingredient": "Ingredient", "relief": "Did it help?", "note": "Note"}
"""The words of what other records have beside their line."""


class Entry(msgspec.Struct, frozen=True, gc=False):
    """One line of History: a record of one of the KINDS."""

    record: Record

    def is_after(self, other: Entry) -> bool:
        """Whether it stands above another in a list that has the newest first."""
        return _order(self.record) > _order(other.record)

    @property
    def day(self) -> date:
        """The day it belongs to."""
        return _day(self.record)

    @property
    def at(self) -> datetime | None:
        """When it was; `None` where the time is not known."""
        return _at(self.record)

    @property
    def kind(self) -> EntryKind:
        """What it is."""
        return KINDS[type(self.record)]

    @property
    def text(self) -> str:
        """The record in one line."""
        return describe(self.record)

    @property
    def with_kind(self) -> str:
        """The record in one line that begins with its kind."""
        record, kind = self.record, self.kind.value.capitalize()
        has_ended = isinstance(record, RedFlagAnswer) and record.cleared is not None
        mark = "," if has_ended or isinstance(record, Visit) else ":"
        plural = "s" if isinstance(record, RedFlagAnswer) and not record.flags and not record.why else ""
        return f"{kind}{plural}{mark} {self.text}"

    @property
    def beside_pain(self) -> str:
        """The record in one line beside the columns of a check-in's pains; others begin with their kind."""
        if isinstance(self.record, CheckIn):
            return describe_beside_pain(self.record)
        return self.with_kind

    @property
    def time(self) -> str:
        """`08:10` by the clock of the place it was written, or blank."""
        at = self.at
        return f"{at:%H:%M}" if at is not None else ""

    @property
    def is_after_midnight(self) -> bool:
        """Whether it was after the midnight that ended its day by the calendar, before the day ended here."""
        return self.at is not None and is_after_midnight(self.at, self.day)

    @property
    def time_words(self) -> str:
        """`08:10`, `02:55 after midnight`, or blank."""
        return time_words(self.at, self.day) if self.at is not None else ""

    def with_lateness(self, text: str) -> str:
        """Return a text that stands behind the time alone, after midnight with these words before it."""
        return " · ".join(filter(None, (AFTER_MIDNIGHT, text))) if self.is_after_midnight else text


def _at(record: Record) -> datetime | None:
    return getattr(record, "at", None) or getattr(record, "started_at", None)


class Entries(Sequence[Entry]):
    """Records as entries, each made when it is looked at: ten years are 15,000 of them, and a screen shows thirty."""

    def __init__(self, records: Iterable[Record] = ()) -> None:
        self.records = tuple(records)

    def __len__(self) -> int:
        return len(self.records)

    @overload
    def __getitem__(self, index: int) -> Entry: ...
    @overload
    def __getitem__(self, index: slice) -> Entries: ...
    def __getitem__(self, index: int | slice) -> Entry | Entries:
        return Entries(self.records[index]) if isinstance(index, slice) else Entry(self.records[index])

    def __iter__(self) -> Iterator[Entry]:
        return map(Entry, self.records)


def _order(record: Record) -> tuple[date, datetime, bool, str]:
    return _day(record), _at(record) or LONG_AGO, isinstance(record, CheckIn), record.id


class Listing:
    """Records as a list of `entries`, the newest first; within a day by time, those without one last.

    Of one moment a check-in comes before what came with it.
    """

    def __init__(self, records: Iterable[Record] = ()) -> None:
        self.entries = Entries(sorted(records, key=_order, reverse=True))
        self._search_texts: tuple[str, ...] = ()

    def matching(self, search: str = "", kind: EntryKind | None = None) -> Entries:
        """Return the entries of the kind with every word of the search in their text, day or kind.

        Case does not matter, and a day is one as screens write it, `Sat 21 Nov`, or as `2026-11-21`.
        """
        entries, words = self.entries, _terms(search)
        texts = (self._search_texts or tuple(map(_search_text, entries))) if words else ()
        self._search_texts = texts  # kept for the next letter of a search
        if words:
            pairs = zip(entries, texts, strict=True)
            entries = Entries(entry.record for entry, text in pairs if all(word in text for word in words))
        return entries if kind is None else Entries(entry.record for entry in entries if entry.kind is kind)

    @cached_property
    def kinds(self) -> tuple[EntryKind, ...]:
        """The kinds of which there is an entry."""
        kinds = {KINDS[type(record)] for record in self.entries.records}
        return tuple(kind for kind in EntryKind if kind in kinds)

    def kind_words(self, kind: EntryKind) -> str:
        """Say which of the kinds one is: `session (2 of 6)`."""
        number = self.kinds.index(kind) + 1 if kind in self.kinds else 0
        return f"{kind.value} ({number} of {len(self.kinds)})" if number else kind.value

    def of_day(self, day: date) -> Entries:
        """Return the entries of a day."""
        records, place = self.entries.records, -day.toordinal()
        first, last = (cut(records, place, key=_backwards) for cut in (bisect_left, bisect_right))
        return self.entries[first:last]


def _backwards(record: Record) -> int:
    return -_day(record).toordinal()


def _day(record: Record) -> date:
    day: date = getattr(record, "day")  # noqa: B009 – every kind has it, the base has not
    return day


def _search_text(entry: Entry) -> str:
    day = entry.day
    return f"{entry.text}\n{entry.kind.value}\n{day.isoformat()}\n{long_day(day)} {day.year}".casefold()


def _terms(search: str) -> list[str]:
    """Return what a search is for: its words, and the number and the month of a day as one, with the space before it.

    So `1 nov` is neither 21 November nor a day of November with a 1 among its answers.
    """
    words = search.casefold().split()
    terms: list[str] = []
    for word in words:
        is_month = len(word) >= SHORT_NAME and any(month.startswith(word) for month in _MONTHS)
        if is_month and terms and re.fullmatch(r"\d\d?", terms[-1]):
            terms[-1] = f" {int(terms[-1])} {word}"
        else:
            terms.append(word)
    return terms


def around(text: str, search: str, width: int) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return the text from so near before the first word of the search that it can be seen in `width` letters.

    With the (start, end) of each place in it where a word of the search stands; `…` at the start for what is left out.
    """
    words = "|".join(re.escape(term.strip()) for term in _terms(search))
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
    """Return a record in full, as (question, answer) lines."""
    if isinstance(record, Session):
        from ..routines.session_text import session_details

        return session_details(record)
    if isinstance(record, Visit):
        return (("", visit_name(record)), *_fields(record, VISIT_FIELDS))
    if not isinstance(record, CheckIn):
        return (("", describe(record)), *_fields(record, OTHER_FIELDS))
    answers = answers_of(record)
    lines = []
    for measure in MEASURES:
        if measure.sided:
            sides = [_side(answers, path, measure) for path in side_paths(measure)]
            if any(words != "–" for words in sides):
                left, right = sides
                lines.append((measure.label, f"left {left}, right {right}"))
        elif answers.get(measure.path) is not None:
            lines.append((measure.label, _answer(measure.path, measure.input, answers[measure.path])))
    if record.red_flags is not None:
        lines.append(("Red flags", describe_flags(record.red_flags)))
    return tuple(lines)


def _fields(record: Record, words_of: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    return ((words, value) for name, words in words_of.items() if (value := getattr(record, name, None)))


def _side(answers: Answers, path: str, measure: Measure) -> str:
    """The answer of one side, with a first try that a second one took the place of."""
    value, first = answers.get(path), answers.get(f"{path}_first")
    if value is None:
        return "–"
    unit = measure.input.unit if isinstance(measure.input, Number) and measure.input.unit == "°" else ""
    return f"{_value(value)}{unit}" + ("" if first is None else f" (first try {first})")


def _answer(path: str, question: object, value: object) -> str:
    match question:
        case Choice() if isinstance(value, str | bool):
            return choice_words(path, value)
        case Scale() if isinstance(value, int):
            return f"{value} of {question.high}" if question.low == 0 else f"{value:+d}".replace("-", "−")
        case Number() if isinstance(value, int | float):
            return f"{number(value)} {question.unit}"
    return _value(value)


def _value(value: object) -> str:
    match value:
        case list():
            return "; ".join(_value(item) for item in value) or "none"
        case {"zone": zone, "quality": quality, **symptom}:
            side = f"{symptom['side']} " if symptom.get("side") else ""
            strength = f" {symptom['intensity']}" if symptom.get("intensity") is not None else ""
            return f"{side}{zone}: {quality}{strength}"
        case {"kind": kind, "minutes": minutes}:
            return f"{kind} {minutes} min"
        case {"name": name, "score": score}:
            return f"{name} {score} of 10"
        case float():
            return number(value)
    return plain(str(value))
