"""What `--json` prints: one document that names its schema and version; JSON.md in the package describes each."""

from __future__ import annotations

from argparse import _ArgumentGroup
from typing import TYPE_CHECKING, Any

import msgspec

from ..domain.text.visible import visible_line
from .output import say_inert

if TYPE_CHECKING:
    from ..domain.views.history import Entry

VERSIONS: dict[str, int] = {
    "check": 1,
    "list": 1,
    "log": 1,
    "remind": 1,
    "restore": 1,
    "show": 1,
    "start": 1,
    "status": 1,
    "summary": 1,
    "where": 1,
}
"""Command → the version of what its `--json` prints; another one where a field goes or changes its meaning."""


def add_json(group: _ArgumentGroup) -> None:
    """Add the option to the group of a command's own."""
    group.add_argument("--json", action="store_true", help="as JSON, for scripts (JSON.md)")


def say_json(name: str, **fields: Any) -> None:
    """Print the document of a command, with the schema first."""
    document = {"schema": f"{name}/{VERSIONS[name]}", **fields}
    say_inert(escaped(msgspec.json.format(msgspec.json.encode(document), indent=2).decode()))


def escaped(text: str) -> str:
    """Return JSON of the same meaning, where characters that a terminal would obey are escaped as `\\u…`."""
    return "\n".join(line if line.isprintable() else _escaped_line(line) for line in text.split("\n"))


def _escaped_line(line: str) -> str:
    import json

    return "".join(letter if visible_line(letter) == letter else json.dumps(letter)[1:-1] for letter in line)


def entry_json(entry: Entry) -> dict[str, Any]:
    """Return an entry for JSON: its record is as FORMAT.md has it."""
    return {
        "id": entry.record.id,
        "kind": kind_word(entry),
        "day": entry.day,
        "at": entry.at,
        "words": entry.text,
        "record": entry.record,
    }


def kind_word(entry: Entry) -> str:
    """Return the kind of an entry as `--kind` takes it: `check-in`, `red-flag`."""
    return entry.kind.value.replace(" ", "-")
