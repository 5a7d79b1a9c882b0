"""What each column of somebody else's spreadsheet means, as a value and as a TOML file that a person can edit."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from textwrap import wrap
from typing import Any

import msgspec

from ...domain.errors import BadInput
from ...domain.measures.catalogue import MEASURES, answer_paths
from ...domain.measures.questions import Special
from ...domain.records import ActivityKind, LegRaiseMethod, Quality, Side, Zone
from ...domain.text.suggestions import near_miss
from ..files import decode_text, read_input

NOTHING = "nothing"

KINDS: dict[str, str] = {
    "symptom": "a feeling in a zone: zone, quality and perhaps side; yes, or 0–10",
    "hurts": "whether a zone hurts: zone; yes, or 0–10; the furthest becomes the furthest zone",
    "activity": "minutes of an activity: kind",
    "posture": "what you were doing; with word, that word where the cell says yes",
    "tag": "a tag; with word, that word where the cell says yes; with split, several",
    "note": "a note; with word, after that word",
    "medication": "a medicine; with word, that one where the cell says yes; with split, several",
    NOTHING: "left out",
}
"""What a column can be besides a measure, and which fields go with it."""

_PLAIN = {"times": 1.0, "plus": 0.0}

MEASURE_PATHS: tuple[str, ...] = tuple(
    path for measure in MEASURES if not isinstance(measure.input, Special) for path in answer_paths(measure)
)


class Column(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What one column means: `takes` is a measure's path or one of KINDS.

    `times` and `plus` convert its numbers, `values` says what its words stand for. `rated` is whether the numbers of a
    feeling or a hurting zone are 0–10. `method` is how a leg raise was done, lying where nothing else is said. `sure`
    is false where it was guessed and might well be wrong.
    """

    takes: str = msgspec.field(name="is")
    times: float = 1.0
    plus: float = 0.0
    values: dict[str, str | bool | int | float] = {}
    zone: Zone | None = None
    quality: Quality | None = None
    side: Side | None = None
    kind: ActivityKind | None = None
    method: LegRaiseMethod | None = None
    rated: bool = False
    word: str = ""
    split: str = ""
    sure: bool = True


class When(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The columns with date and time and their formats: `iso`, `excel`, or as in Python's strptime.

    `vague` are words for a time that says too little to be kept, such as “morning”.
    """

    date: str
    date_format: str = "iso"
    time: str = ""
    time_formats: tuple[str, ...] = ("%H:%M",)
    vague: tuple[str, ...] = ()


class Rows(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The columns of a sheet with one answer a row; the cells of `name` together say what was asked.

    `value` holds the answer, `note` perhaps words on it. A bracket at the end of the name is left away. Of names that
    begin with one of `lists` all go into one column called so, each with its value behind, with ` | ` between.
    """

    name: tuple[str, ...]
    value: str
    note: str = ""
    lists: tuple[str, ...] = ()


class SheetMap(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What the columns of a kind of sheet mean. `header` names columns that every such sheet has.

    Columns whose name begins with a key of `guess` and are not named are guessed, their numbers taken times its value,
    or as the guess is where that is 0. `joined` columns are made of others, in their order; those of `scales` hold
    several ratings (`Leg pain: 6/10`) with the sign given between. Named columns that are `optional` may be missing.
    """

    when: When
    columns: dict[str, Column] = {}
    name: str = ""
    source: str = ""
    header: tuple[str, ...] = ()
    delimiter: str = ""
    rows: Rows | None = None
    guess: dict[str, float] = {}
    joined: dict[str, tuple[str, ...]] = {}
    scales: dict[str, str] = {}
    optional: tuple[str, ...] = ()


def read_mapping(path: Path) -> SheetMap:
    """Read a mapping from a file. Raises BadInput with the line or the key that is wrong."""
    text, _ = decode_text(path, read_input(path))
    return parse_mapping(text, str(path))


def parse_mapping(text: str, where: str) -> SheetMap:
    """Read a mapping from TOML; `where` names it in errors. Raises BadInput."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"{where}: {str(error)[:1].lower()}{str(error)[1:]}.") from error
    try:
        mapping = msgspec.convert(document, SheetMap, strict=False)
    except msgspec.ValidationError as error:
        raise BadInput(f"{where}: {_words(error)}.") from error
    for title, column in mapping.columns.items():
        _check(where, title, column)
    return mapping


def ready_mappings() -> Iterator[SheetMap]:
    """Read the mappings that come with the app, for exports of other trackers."""
    for file in sorted((files(__package__) / "mappings").iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            yield parse_mapping(file.read_text("utf-8"), file.name)


def write_mapping(mapping: SheetMap) -> str:
    """Write a mapping as TOML, with comments on what a column can be."""
    document: dict[str, Any] = msgspec.to_builtins(mapping)
    lines = [
        "# What each column of the spreadsheet means; edit it, then run: sciatica-tui import FILE.csv --map THIS",
        *(f"# {line}" for line in wrap(f"A column is a measure: {', '.join(MEASURE_PATHS)};", 110)),
        *(f"# or {name}: {meaning};" for name, meaning in KINDS.items()),
        '# times and plus convert numbers; values says what words stand for, such as { bum = "buttock" }.',
        "# sure = false: it may be something else, so you are asked; delete that line if it is right.",
        "",
    ]
    columns = {
        title: {name: value for name, value in column.items() if value != _PLAIN.get(name)}
        for title, column in document.pop("columns", {}).items()
    }
    tables = {name: value for name, value in document.items() if isinstance(value, dict)}
    lines += [f"{_key(name)} = {_toml(value)}" for name, value in document.items() if name not in tables]
    for name, table in tables.items():
        lines += ["", f"[{_key(name)}]", *(f"{_key(key)} = {_toml(value)}" for key, value in table.items())]
    for title, column in columns.items():
        lines += ["", f"[columns.{_key(title)}]", *(f"{_key(key)} = {_toml(value)}" for key, value in column.items())]
    return "\n".join(lines) + "\n"


def _check(where: str, title: str, column: Column) -> None:
    at = f"{where}: the column “{title}”"
    if column.takes not in MEASURE_PATHS and column.takes not in KINDS:
        hint = (
            near_miss(column.takes, [*MEASURE_PATHS, *KINDS]) or "--write-map writes a guess that shows what there is."
        )
        raise BadInput(f"{at} is “{column.takes}”, which is not a measure or a kind; {hint}")
    lacking = {
        "symptom": column.zone is None or column.quality is None,
        "hurts": column.zone is None,
        "activity": column.kind is None,
    }
    if lacking.get(column.takes):
        needs = {"symptom": "a zone and a quality", "hurts": "a zone", "activity": "a kind"}
        raise BadInput(f"{at} is {column.takes} and needs {needs[column.takes]}.")
    if column.zone is Zone.NONE:
        raise BadInput(f"{at}: the zone can't be none.")


def _words(error: msgspec.ValidationError) -> str:
    reason, _, path = str(error).partition(" - at `$")
    reason = reason[0].lower() + reason[1:].replace("`", "“", 1).replace("`", "”", 1)
    field = path.strip("`.").replace(".takes", ".is")
    return f"{field}: {reason}" if field else reason


def _key(name: str) -> str:
    plain = name.isascii() and name and all(letter.isalnum() or letter in "_-" for letter in name)
    return name if plain else _string(name)


def _string(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(str(name))} = {_toml(item)}" for name, item in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return repr(value)
