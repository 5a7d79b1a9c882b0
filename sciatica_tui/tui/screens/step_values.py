"""What a field of a routine's step shows, and what is typed in it as the step has it."""

from __future__ import annotations

from typing import Any

from ...domain.routines.catalogue import TITLES, exercise_of


def field_value(name: str, value: Any, in_minutes: bool) -> Any:
    """Return a value of a step as its field shows it."""
    if name == "name":
        value = TITLES.get(value, value)
    if name in ("name", "note"):
        return value or None
    return value / 60 if in_minutes else value


def step_value(name: str, value: Any, in_minutes: bool) -> Any:
    """Return a field's value as a step has it; a number that is not there is 0, which no routine allows in silence."""
    if name == "note":
        return value
    if name == "name":
        return exercise_of((value or "").strip())
    if name == "sides":
        return bool(value)
    return int(value or 0) * (60 if in_minutes else 1)
