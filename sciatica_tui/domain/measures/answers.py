"""The answers of a check-in as a flat mapping, on their way to a validated record and back.

The form, a draft, the command line and a spreadsheet all give the same mapping of path → plain value (a number, a
word, a list); the path of an answer inside a part has a dot: `bother.leg_pain`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from ..errors import BadInput
from ..records import CheckIn, Zone
from .catalogue import BY_PATH
from .questions import Choice, takes

Answers = dict[str, Any]
"""Path of a field → its plain JSON value. An absent path or `None` is unanswered."""

STAMP = ("id", "created_at", "updated_at", "rev", "day", "at")
"""The fields of a check-in that are no answers."""


def checkin_from(answers: Mapping[str, Any], **stamp: Any) -> CheckIn:
    """Make a validated check-in from flat answers and the fields of its stamp.

    Raises BadInput with the label of the first measure whose value is out of range.
    """
    document: dict[str, Any] = {}
    for path, value in answers.items():
        if value is None:
            continue
        field, _, inner = path.partition(".")
        if inner:
            document.setdefault(field, {})[inner] = value
        else:
            document[field] = value
    try:
        return msgspec.convert({**document, **stamp}, CheckIn)
    except msgspec.ValidationError as error:
        raise BadInput(explain(error)) from error


def answers_of(checkin: CheckIn) -> Answers:
    """Return the flat answers of a record, unanswered ones left out."""
    document: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(checkin))
    answers: Answers = {}
    for name, value in document.items():
        if name in STAMP:
            continue
        if isinstance(value, dict):
            answers.update({f"{name}.{inner}": answer for inner, answer in value.items()})
        else:
            answers[name] = value
    return answers


def mismatch(entry: CheckIn) -> str:
    """Return a sentence where two answers of an entry don't go together; else empty. It is kept as it was given."""
    if entry.zone is Zone.NONE and (entry.leg_pain or entry.back_pain):
        return "You logged pain, but “none” as the furthest zone: is that right?"
    return ""


def explain(error: msgspec.ValidationError) -> str:
    """Turn msgspec's error into one sentence: which measure, and what it takes."""
    reason, _, path = str(error).partition(" - at `$")
    path = path.strip("`.").replace("_degrees", "")
    missing = BY_PATH.get(f"{path}.{reason.partition('required field `')[2].strip('`')}")
    if missing is not None:
        return f"“{missing.label}” needs an answer too: {takes(missing.input)}."
    for candidate in (path, path.rpartition(".")[0], path.partition("[")[0], path.partition(".")[0]):
        if candidate in BY_PATH:
            return f"{BY_PATH[candidate].label} takes {takes(BY_PATH[candidate].input)}."
    return f"This can't be saved: {error}."


def choice_words(path: str, value: str | bool) -> str:
    """Return the words of an answer to a question with choices."""
    question = BY_PATH[path].input
    assert isinstance(question, Choice)
    return dict(question.options)[value]
