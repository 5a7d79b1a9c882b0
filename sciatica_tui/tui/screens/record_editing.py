"""Adding and changing what is kept beside the check-ins, from History or the palette."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import msgspec
from textual.app import App

from ...domain.record_text import describe
from ...domain.records import Medication, Record, Visit
from ...services import side_records
from ...services.container import Services
from ...services.side_records import SideRecord, label_of
from .record_forms import record_screen
from .saving import ask_until_kept, keep
from .visits import edit_visit


async def add_record(app: App[Any], services: Services, kind: str) -> None:
    """Ask for a record of one of the forms for today, and keep it."""
    await edit_record(app, services, kind, services.today())


async def edit_record(app: App[Any], services: Services, name: str, day: date, old: Record | None = None) -> None:
    """Ask for a new record of one of the forms, or change one, until what is said can be kept."""
    if name == "visit":
        await edit_visit(app, services, old if isinstance(old, Visit) else None, day)
        return
    day_ends = services.config.times.boundary

    async def save(answers: dict[str, Any]) -> bool:
        before_it = old if isinstance(old, SideRecord) else None
        record = side_records.record_of(name, answers, day, services.clock.now(), day_ends, before_it)
        before = (old,) if old is not None else ()
        return await keep(app, services, label_of(record), _saved_words, record, before=before)

    answers = msgspec.to_builtins(old) if old is not None else {}
    if isinstance(old, Medication):
        answers[side_records.TAKEN] = side_records.taken_text(old)
    await ask_until_kept(app, partial(record_screen, name, day, services.today()), save, answers)


def _saved_words(record: Record) -> str:
    return f"Saved: {describe(record)}."
