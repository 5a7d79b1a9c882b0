"""Forms for what is kept beside the check-ins: medication, scans, events."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import msgspec

from ...domain.record_text import SCANS
from ...domain.records import Compared, Event, EventKind, Medication, Record, Relief, Scan, ScanKind
from ...domain.text.dates import long_day
from ...domain.text.grammar import plain
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
        "Recorded and shown, never weighed in a verdict: a year on, scans look the same after good and poor courses.",
    ),
    "event": RecordForm(
        Event, "Event", ("kind",), "An injection, a new exercise, a visit: it gets a mark on the charts."
    ),
}


def form_of(record: Record) -> str | None:
    """The name of the form that changes a record; None where it has none."""
    return next((name for name, form in FORMS.items() if isinstance(record, form.kind)), None)


def record_screen(name: str, day: date, record: Record | None) -> Asked:
    """The page that asks for a new record of the day, or changes one."""
    form = FORMS[name]
    known = msgspec.to_builtins(record) if record is not None else {}
    return Asked(f"{form.title} · {long_day(day)}", form.text, _fields(name, known), form.needed)


def _fields(name: str, known: Mapping[str, Any]) -> list[Field[Any]]:
    if name == "medication":
        return [
            TextField("product", "What", value=known.get("product"), placeholder="ibuprofen"),
            TextField("amount", "How much", value=known.get("amount"), placeholder="400 mg, as you took it"),
            TextField("ingredient", "Ingredient", value=known.get("ingredient"), placeholder="as on the packet"),
            _choice("relief", "Did it help?", Relief, known),
        ]
    if name == "scan":
        return [
            _choice("kind", "Kind", ScanKind, known, SCANS),
            _choice("compared", "Than before?", Compared, known),
            TextField("note", "Note", value=known.get("note"), placeholder="what the report says"),
        ]
    return [
        _choice("kind", "What", EventKind, known),
        TextField("title", "In a word", value=known.get("title")),
        TextField("note", "Note", value=known.get("note")),
    ]


def _choice(
    path: str, words: str, kind: type[StrEnum], known: Mapping[str, Any], said: Mapping[Any, str] | None = None
) -> Field[str]:
    options = [(each.value, (said or {}).get(each, plain(each.value))) for each in kind]
    return ChoiceField(path, words, options, value=known.get(path))
