"""`--json`: each document is as JSON.md says, field by field, and nothing else is printed beside it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from importlib.resources import files
from typing import Any

import msgspec
import pytest

from sciatica_tui.cli.json_output import VERSIONS, escaped
from sciatica_tui.cli.list import KINDS
from sciatica_tui.demo.records import demo_records
from sciatica_tui.domain.records import TABLES, Routine, RoutineStep
from sciatica_tui.storage.journal import Journal

from ..hostile import TEXT, steering
from ..support import NOW, TODAY, checkin, stamp
from .conftest import CommandLine

TEXT_OF_DOCUMENT = files("sciatica_tui").joinpath("JSON.md").read_text("utf-8")

LINES: dict[str, tuple[str, ...]] = {
    "list": ("list", "--limit", "200"),
    "show": ("show", "last"),
    "log": ("log", "6/3", "calf", "--medication", "ibuprofen", "--flags", "fever"),
    "status": ("status",),
    "summary": ("summary",),
    "remind": ("remind",),
    "where": ("where",),
    "check": ("check",),
    "start": ("start", "--list"),
    "restore": ("restore", "--list"),
}
"""Command → a line of it that is to print JSON."""


def sections() -> Iterator[tuple[str, dict[str, str]]]:
    """Each object of JSON.md: its name, and field → type."""
    for section in TEXT_OF_DOCUMENT.split("\n## ")[1:]:
        name = re.match(r"`(\w+)`", section)
        assert name is not None
        fields: dict[str, str] = {}
        for row in re.findall(r"^\| (`.+?) \| (.+?) \|", section, re.MULTILINE):
            fields |= dict.fromkeys(re.findall(r"`(\w+)`", row[0]), row[1])
        yield name[1], fields


OBJECTS = dict(sections())
OBJECTS["show"] = {**OBJECTS["entry"], **OBJECTS["show"]}
UNKNOWN = {field: kind if kind.startswith("list") else f"{kind} or null" for field, kind in OBJECTS["reading"].items()}
OBJECTS["sign"] = {**UNKNOWN, **OBJECTS["sign"]}


def wrong(value: Any, kind: str, where: str) -> list[str]:
    """What about a value is not of the documented type."""
    if kind.endswith(" or null"):
        return [] if value is None else wrong(value, kind.removesuffix(" or null"), where)
    if kind.startswith("list of "):
        if not isinstance(value, list):
            return [f"{where}: no list"]
        return [w for n, each in enumerate(value) for w in wrong(each, kind[8:], f"{where}[{n}]")]
    if kind in OBJECTS:
        return wrong_object(value, kind, where)
    match kind:
        case "text":
            fits = isinstance(value, str)
        case "whole number":
            fits = isinstance(value, int) and not isinstance(value, bool)
        case "number":
            fits = isinstance(value, int | float) and not isinstance(value, bool) and round(value, 2) == value
        case "true, false":
            fits = isinstance(value, bool)
        case "day":
            fits = date.fromisoformat(value).isoformat() == value
        case "moment":
            fits = datetime.fromisoformat(value).tzinfo is not None
        case "record":
            fits = any(readable(value, table) for table in TABLES.values())
        case _:
            return [f"{where}: JSON.md has a type “{kind}” that it does not explain"]
    return [] if fits else [f"{where}: {value!r} is no {kind}"]


def readable(value: Any, table: type[Any]) -> bool:
    try:
        msgspec.convert(value, table)
    except msgspec.ValidationError:
        return False
    return True


def wrong_object(value: Any, name: str, where: str) -> list[str]:
    fields = OBJECTS[name]
    if value.keys() != fields.keys():
        return [f"{where}: {sorted(value.keys() ^ fields.keys())} are on one side alone"]
    return [w for field, kind in fields.items() for w in wrong(value[field], kind, f"{where}.{field}")]


@pytest.fixture
def weeks(run: CommandLine) -> CommandLine:
    """The command line over the made-up nine weeks, a routine of one's own and a backup."""
    own = Routine(**stamp(), day=TODAY, name="Mine", steps=(RoutineStep(name="hold", hold_seconds=20),))
    Journal.open(run.folder, run.clock.now).save("what was there", *demo_records(TODAY, NOW), own)
    run("backup")
    return run


def test_the_schemas_that_are_printed_are_those_that_are_described() -> None:
    assert LINES.keys() == VERSIONS.keys()
    assert VERSIONS.keys() <= OBJECTS.keys()
    named = {kind.removeprefix("list of ").removesuffix(" or null") for o in OBJECTS.values() for kind in o.values()}
    assert OBJECTS.keys() - VERSIONS.keys() <= named


def test_every_kind_of_entry_is_described() -> None:
    [row] = re.findall(r"^\| `kind` \| text \| (.+?) \|$", TEXT_OF_DOCUMENT.split("\n## `list`")[0], re.MULTILINE)
    assert re.findall(r"`([\w-]+)`", row) == list(KINDS)


@pytest.mark.parametrize("state", ["of nothing", "of nine weeks"])
@pytest.mark.parametrize("name", LINES)
def test_each_document_is_as_described_and_alone(
    request: pytest.FixtureRequest, run: CommandLine, name: str, state: str
) -> None:
    if state == "of nine weeks":
        request.getfixturevalue("weeks")
    elif name == "show":
        run("log", "-/3")
    ran = run(*LINES[name], "--json")
    document = json.loads(ran.out)
    assert next(iter(document)) == "schema"
    assert document.pop("schema") == f"{name}/{VERSIONS[name]}"
    assert wrong_object(document, name, name) == []
    assert ran.code == run(*LINES[name]).code


@pytest.mark.parametrize("days_ago", [58, 45, 30, 21, 14, 400])
def test_the_summary_of_any_day_is_as_described(weeks: CommandLine, days_ago: int) -> None:
    ran = weeks("summary", "--json", "--on", f"{days_ago} days ago")
    document = json.loads(ran.out)
    assert document.pop("schema") == "summary/1"
    assert wrong_object(document, "summary", "summary") == []


def test_a_damaged_setting_and_file_are_told_in_the_document_of_check(weeks: CommandLine) -> None:
    (weeks.folder / "sciatica.json").write_text("{", "utf-8")
    ran = weeks("check", "--json")
    document = json.loads(ran.out)
    assert (ran.code, document["healthy"]) == (1, False)
    assert wrong_object({**document, "schema": None}, "check", "") == [": ['schema'] are on one side alone"]
    assert document["notices"]


@pytest.mark.parametrize(
    "line", [("start", "--json"), ("start", "ice", "--json"), ("restore", "--json"), ("restore", "1", "--json")]
)
def test_json_of_a_list_is_asked_for_with_the_list(run: CommandLine, line: tuple[str, ...]) -> None:
    ran = run(*line)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "--list" in ran.err


def test_texts_that_would_steer_a_terminal_are_escaped_and_read_as_stored(run: CommandLine) -> None:
    Journal.open(run.folder, run.clock.now).save("steering", checkin(note=TEXT))
    out = run("list", "--json").out
    assert steering(out) == set()
    assert json.loads(out)["entries"][0]["record"]["note"] == TEXT
    assert json.loads(escaped(json.dumps(TEXT, ensure_ascii=False))) == TEXT


def test_the_same_entry_is_the_same_in_list_show_and_log(run: CommandLine) -> None:
    [logged] = json.loads(run("log", "6/3", "calf", "--json").out)["entries"]
    [listed] = json.loads(run("list", "--json").out)["entries"]
    shown = json.loads(run("show", "last", "--json").out)
    assert listed == {name: shown[name] for name in listed}
    assert logged == listed
