"""Forms for what is kept beside the check-ins: medication, scans, events, visits and questions for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from ...domain.check_in.date_input import TIME_FORMS
from ...domain.record_text import SCANS
from ...domain.records import (
    Compared,
    Event,
    EventKind,
    Medication,
    Record,
    Relief,
    Scan,
    ScanKind,
    Visit,
    VisitKind,
    VisitQuestion,
)
from ...domain.text.dates import long_day
from ...domain.text.grammar import plain
from ...services.side_records import TAKEN
from ..widgets.fields.basic import ChoiceField
from ..widgets.fields.field import Field
from ..widgets.fields.text_field import TextField
from .questionnaire import Asked


@dataclass(frozen=True)
class RecordForm:
    """How one kind of record is asked for: its title, the fields that need an answer, a sentence about it."""

    kind: type[Record]
    title: str
    needed: tuple[str, ...]
    text: str


FORMS: dict[str, RecordForm] = {
    "medication": RecordForm(
        Medication,
        "Medication",
        ("product",),
        "What you took, as on the packet. The app never says how much to take. The same ingredient twice, two "
        "anti-inflammatories, or more than ten days of it: ask a pharmacist.",
    ),
    "scan": RecordForm(
        Scan,
        "Scan",
        ("kind",),
        "Kept and shown, but no verdict uses it: a year on, scans look much the same whether or not people got better. "
        "The page for your clinician has its note: what the report says.",
    ),
    "event": RecordForm(
        Event, "Event", ("kind",), "An injection, an operation, a new exercise: your charts mark the day."
    ),
    "visit": RecordForm(
        Visit,
        "Visit",
        ("kind", "when"),
        "Coming up, or in the past. Today reminds you from a week before, and asks afterwards what was said.",
    ),
    "question": RecordForm(
        VisitQuestion,
        "Question",
        ("text",),
        "For your next visit; the first three are on the page for your clinician.",
    ),
}


def form_of(record: Record) -> str | None:
    """The name of the form that changes a record; None where it has none."""
    return next((name for name, form in FORMS.items() if isinstance(record, form.kind)), None)


def record_screen(name: str, day: date, today: date, known: Mapping[str, Any]) -> Asked:
    """The page that asks for a record of the day, with what is known of it already."""
    form = FORMS[name]
    screen = Asked(
        f"{form.title} · {long_day(day)}", form.text, _fields(name, known, is_today=day == today), form.needed
    )
    return screen.add_class("record")


def _fields(name: str, known: Mapping[str, Any], *, is_today: bool) -> list[Field[Any]]:
    if name == "medication":
        when = f"now, unless you say {TIME_FORMS}" if is_today else TIME_FORMS
        return [
            TextField("product", "What", value=known.get("product"), placeholder="ibuprofen"),
            TextField("amount", "How much", value=known.get("amount"), placeholder="400 mg, as you took it"),
            TextField(TAKEN, "When", value=known.get(TAKEN), placeholder=when),
            TextField("ingredient", "Ingredient", value=known.get("ingredient"), placeholder="as on the packet"),
            _choice("relief", "Did it help?", Relief, known),
        ]
    if name == "scan":
        return [
            _choice("kind", "Kind", ScanKind, known, SCANS),
            _choice("compared", "Since last scan", Compared, known),
            TextField("note", "Note", value=known.get("note"), placeholder="what the report says"),
        ]
    if name == "question":
        return [TextField("text", "Question", value=known.get("text"), placeholder="May I cycle again?")]
    old = known.get("kind") == EventKind.CLINICIAN
    return [
        _choice("kind", "What", [kind for kind in EventKind if old or kind is not EventKind.CLINICIAN], known),
        TextField("title", "In a word", value=known.get("title"), placeholder="cortisone, left side"),
        TextField("note", "Note", value=known.get("note"), placeholder="anything you want to remember"),
    ]


def visit_fields(values: Mapping[str, Any]) -> list[Field[Any]]:
    """The questions about a visit, with what is known already."""
    return [
        _choice("kind", "Kind of visit", VisitKind, values),
        TextField("when", "When?", value=values.get("when"), placeholder="“tuesday 10:30”, “in 2 weeks”, 2026-12-01"),
        TextField("who", "Name", value=values.get("who"), placeholder="Dr Lee"),
        TextField("reason", "Why", value=values.get("reason"), placeholder="no better after six weeks"),
        TextField("note", "What was said", value=values.get("note"), placeholder="afterwards, in your own words"),
        TextField("advice", "What to do", value=values.get("advice"), placeholder="what you agreed on"),
    ]


def _choice(
    path: str, words: str, kind: Iterable[StrEnum], known: Mapping[str, Any], said: Mapping[Any, str] | None = None
) -> Field[str]:
    options = [(each.value, (said or {}).get(each, plain(each.value))) for each in kind]
    return ChoiceField(path, words, options, by_words=True, value=known.get(path))
