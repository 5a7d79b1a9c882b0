"""The README keeps its word: each command in it works as it is typed."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from sciatica_tui.cli.commands import COMMANDS, command_parser, split
from sciatica_tui.cli.parser import parse
from sciatica_tui.services.commands import Scope, in_scope, key_words
from sciatica_tui.services.config import HookSettings, load_config

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
FROM_THE_SHELL = [
    line for kind, block in BLOCKS if kind == "sh" for line in block.splitlines() if re.match(r"sciatica-tui \w", line)
]
NAMED = sorted(
    {inline.removeprefix(".venv/bin/") for inline in re.findall(r"`((?:\.venv/bin/)?sciatica-tui [^`]+)`", README)}
)
KEY_ROWS = re.findall(r"^\| (`.+?) \| (.+) \|$", README.partition("## Keys")[2].partition("\n## ")[0], re.MULTILINE)
IN_FIELDS = {"h", "l"}
"""Keys that change a value: those of a field, not of a command."""
REMINDS = 3
"""The exit code of `remind` where nothing is logged today."""


@pytest.mark.skipif(sys.platform == "win32", reason="the lines are those of a POSIX shell")
def test_the_session_in_the_shell_works_line_by_line(tmp_path: Path) -> None:
    program = tmp_path / "sciatica-tui"
    program.write_text(f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -m sciatica_tui "$@"\n', "utf-8")
    program.chmod(0o755)
    (tmp_path / "lines.txt").write_text("4/2 thigh\n3 --at yesterday\n", "utf-8")
    (tmp_path / "diary.csv").write_text("Date,Leg pain\n2026-11-20,6\n2026-11-21,5\n", "utf-8")
    environment = {"PATH": f"{tmp_path}:/usr/bin:/bin", "HOME": str(tmp_path), "LANG": "C.UTF-8"}
    assert len(FROM_THE_SHELL) > 10
    for line in FROM_THE_SHELL:
        if "| jq" in line and shutil.which("jq") is None:
            continue
        ran = subprocess.run(
            ["sh", "-c", line], cwd=tmp_path, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        expected = {0, REMINDS} if " remind" in line else {0}
        assert ran.returncode in expected, (line, ran.stderr)
        assert "Traceback" not in ran.stderr


@pytest.mark.parametrize("line", NAMED)
def test_a_command_that_is_named_takes_what_is_typed(line: str) -> None:
    before, name, after = split(shlex.split(line)[1:])
    if name == "help":
        _, name, after = split(after)
    options = [*before, *after]
    if "--completion" in options:
        return
    assert name is None or name in COMMANDS
    parse(command_parser(name or ""), options)


def test_every_command_and_every_hook_is_named() -> None:
    names = [*COMMANDS, *HookSettings.__struct_fields__]
    assert [n for n in names if not re.search(rf"sciatica-tui {n}\b|`{n}`", README)] == []


@pytest.mark.parametrize("block", [block for kind, block in BLOCKS if kind == "toml"])
def test_settings_can_be_copied(block: str, tmp_path: Path) -> None:
    document = tomllib.loads(block)
    if "custom" in document:  # of starship
        return
    path = tmp_path / "config.toml"
    path.write_text(block, "utf-8")
    path.chmod(0o600)
    assert load_config(path).problems == ()


@pytest.mark.parametrize("block", [block for kind, block in BLOCKS if kind == "json"])
def test_what_is_for_waybar_is_json(block: str) -> None:
    assert json.loads("{" + block + "}")


@pytest.mark.parametrize(("cell", "meaning"), KEY_ROWS)
def test_every_key_that_is_named_is_one_that_the_screen_has(cell: str, meaning: str) -> None:
    screens = [scope for scope in Scope if re.search(rf"\b(?:in|or|on) {re.escape(scope.value)}\b", cell)]
    commands = [command for scope in screens or Scope for command in in_scope(scope)]
    keys = {word for command in commands for word in key_words(command)}
    named = {key.split()[0].replace("Ctrl+", "^") for key in re.findall(r"`([^`]+)`", cell)}
    assert {key.lower() if "^" in key else key for key in named} - IN_FIELDS <= keys
