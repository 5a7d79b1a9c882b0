"""Stored text is inert: no command lets it steer the terminal, and what is exported is what was stored."""

from __future__ import annotations

import json
import logging
import shutil
from pathlib import Path

import msgspec
import pytest

from sciatica_tui.cli.commands import COMMANDS
from sciatica_tui.domain.records import TABLES, CheckIn, Record, RedFlagAnswer
from sciatica_tui.services.log_file import LogFile
from sciatica_tui.storage.journal import Journal

from ..hostile import LINE, TEXT, filled, journal, steering
from ..support import FakeClock
from .conftest import CommandLine

NAME = LINE.replace("\x00", "")


def everything(folder: Path) -> list[Record]:
    store = Journal.open(folder, FakeClock().now)
    return sorted((each for kind in TABLES.values() for each in store.all(kind)), key=lambda record: record.id)


@pytest.fixture
def hostile(run: CommandLine, tmp_path: Path) -> CommandLine:
    """The command line over the hostile journal, in a folder with such a name and with such numbers in the settings."""
    hostile = CommandLine(tmp_path / NAME, run.clock, run.capsys)
    Journal.open(hostile.folder, run.clock.now).save("what was there", *journal())
    numbers = "\n".join(f"{name} = {json.dumps(LINE)}" for name in ("emergency", "same_day", "clinician"))
    settings = f"[help]\n{numbers}\n[looks]\n{json.dumps(LINE)} = 1\ndensity = {json.dumps(LINE)}\n"
    (hostile.folder / "config.toml").write_text(settings, "utf-8")
    return hostile


def test_no_command_lets_a_stored_text_steer_the_terminal(hostile: CommandLine, tmp_path: Path) -> None:
    table = tmp_path / f"table {NAME}.csv"
    table.write_text(f'Date,Leg pain,Note,"{NAME}","{NAME} 2"\n2026-11-20,6,"{NAME}","{NAME}",x\n', "utf-8", newline="")
    garbled = tmp_path / f"{NAME}.json"
    garbled.write_text(f'{{"format": "{NAME}"')
    there = tmp_path / "there" / "sciatica.json"
    there.parent.mkdir()
    shutil.copy(hostile.folder / "sciatica.json", there)
    Journal.open(there.parent, hostile.clock.now).save("there", *journal()[-3:])
    exported = tmp_path / f"all {NAME}.json"
    report = tmp_path / f"page {NAME}.md"
    lines: tuple[tuple[str, ...], ...] = (
        ("status",),
        ("status", "--short"),
        ("help", NAME),
        ("help", "log"),
        ("remind",),
        ("summary",),
        ("summary", "--json"),
        ("where",),
        *(
            (*line, "--json")
            for line in (("status",), ("where",), ("check",), ("start", "--list"), ("restore", "--list"))
        ),
        ("log", "3", NAME, "--json"),
        ("check",),
        ("start", "--list"),
        ("log", "6/3", NAME, "--tag", NAME, "--medication", NAME, "--posture", NAME, "--flags", "urination"),
        ("log", NAME),
        ("log", "5", "--flags", NAME),
        ("log", "5", "--at", NAME),
        ("log", f"--{NAME}"),
        ("list",),
        ("list", "--json"),
        ("list", "--search", NAME),
        ("list", "--kind", NAME),
        *(("show", f"-{number}") for number in range(1, 50)),
        ("show", "last", "--json"),
        ("show", NAME),
        ("edit", NAME),
        ("edit", "last", "--unset", NAME),
        ("edit", "-1", NAME),
        ("edit", "-30", "--sleep", "7", "--tag", NAME),
        ("delete", NAME),
        ("delete", "last"),
        ("delete", "-40", "--yes"),
        ("undo",),
        ("add", "medication", NAME),
        ("add", "event", NAME),
        ("add", "scan", "mri", NAME),
        ("add", NAME),
        (NAME,),
        ("--completion", NAME),
        ("start", NAME),
        ("backup",),
        ("backup", str(tmp_path / NAME / NAME)),
        ("restore",),
        ("restore", "1", "--yes"),
        ("restore", NAME),
        ("export", str(exported)),
        ("export", str(tmp_path / NAME)),
        ("import", str(exported)),
        ("import", str(table), "--dry-run"),
        ("import", str(garbled), "--yes"),
        ("import", str(table), "--map", NAME),
        ("import", str(table), "--yes"),
        ("report", str(report), "--weekly", "--name", NAME),
        ("report", str(report.with_suffix(".pdf")), "--name", NAME),
        ("report", str(report), "--sections", NAME),
        ("merge", str(there), "--yes"),
        ("merge", str(garbled)),
        ("--config", str(garbled), "status"),
    )
    assert {word for line in lines for word in line} >= COMMANDS.keys()
    shown = {}
    for line in lines:
        ran = hostile("--config", str(hostile.folder / "config.toml"), *line)
        shown[line] = ran.out + ran.err
    assert {line: bad for line, text in shown.items() if (bad := steering(text))} == {}
    assert [line for line, text in shown.items() if "should not" in text] == []
    assert "␛]52;c;" in shown["summary",]
    assert steering(report.read_text("utf-8")) == set()
    assert "␛" in report.read_text("utf-8")


def test_what_is_exported_as_json_and_csv_is_what_was_stored(hostile: CommandLine, tmp_path: Path) -> None:
    stored = everything(hostile.folder)
    for name in ("all.json", "all.csv"):
        hostile("export", str(tmp_path / name))
        elsewhere = CommandLine(tmp_path / name.replace(".", "-"), hostile.clock, hostile.capsys)
        assert elsewhere("import", str(tmp_path / name), "--yes").code == 0
        wanted = [record for record in stored if name == "all.json" or isinstance(record, CheckIn)]
        imported = everything(elsewhere.folder)
        besides_alarms = [r for r in imported if r in wanted or not isinstance(r, RedFlagAnswer)]
        assert list(map(msgspec.to_builtins, besides_alarms)) == list(map(msgspec.to_builtins, wanted))


def test_the_summary_as_json_escapes_what_is_hidden_and_changes_no_value(hostile: CommandLine) -> None:
    Journal.open(hostile.folder, hostile.clock.now).save("a newer version's flag", filled(RedFlagAnswer, cleared=None))
    out = hostile("summary", "--json").out
    assert steering(out) == set()
    assert LINE in [name for flag in json.loads(out)["red_flags"] for name in flag["flags"]]


def test_a_log_that_quotes_a_stored_text_can_be_read_in_a_terminal(tmp_path: Path) -> None:
    log = LogFile(tmp_path / "log")
    try:
        raise ValueError(TEXT)
    except ValueError as error:
        about = (type(error), error, error.__traceback__)
        log.handle(logging.LogRecord("sciatica_tui", logging.ERROR, "", 0, "it said %s", (TEXT,), about))
    log.close()
    written = (tmp_path / "log").read_text("utf-8")
    assert steering(written) == set()
    assert written.count("␛]52;c;") == 4
