"""Shell completion: every command and option of the table, in what each shell reads."""

from __future__ import annotations

import shutil
import subprocess
from importlib import import_module
from keyword import iskeyword

import pytest

from sciatica_tui.cli import COMMANDS

from .conftest import CommandLine

SHELLS = ("bash", "zsh", "fish")


@pytest.mark.parametrize("shell", SHELLS)
def test_every_command_and_every_option_is_in_it(run: CommandLine, shell: str) -> None:
    script = run("--completion", shell).out
    for name in COMMANDS:
        module = import_module(f"sciatica_tui.cli.{name}{'_' * iskeyword(name)}")
        for option in (name, *module.parser().options):
            assert option.removeprefix("--") in script


@pytest.mark.parametrize("shell", SHELLS)
def test_the_shell_can_read_it(run: CommandLine, shell: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"no {shell} here")
    read = subprocess.run(
        [shell, "-n"], check=False, input=run("--completion", shell).out, capture_output=True, text=True
    )
    assert (read.returncode, read.stderr) == (0, "")


TYPED = [
    ("sta", {"status", "start"}),
    ("--comp", {"--completion"}),
    ("--completion z", {"zsh"}),
    ("status --s", {"--short"}),
    ("--demo log --sit-t", {"--sit-to-stand-seconds"}),
    ("log --short", set()),
]
"""What is typed, and what the shell offers for its last word."""


@pytest.mark.skipif(shutil.which("fish") is None, reason="no fish here")
@pytest.mark.parametrize(("typed", "offered"), TYPED)
def test_fish_completes_what_is_typed(run: CommandLine, typed: str, offered: set[str]) -> None:
    asked = f"{run('--completion', 'fish').out}\ncomplete -C 'sciatica-tui {typed}'"
    ran = subprocess.run(["fish", "--no-config", "-c", asked], capture_output=True, text=True, check=True)
    assert {line.partition("\t")[0] for line in ran.stdout.splitlines()} == offered


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
@pytest.mark.parametrize(("typed", "offered"), TYPED)
def test_bash_completes_what_is_typed(run: CommandLine, typed: str, offered: set[str]) -> None:
    words = ["sciatica-tui", *typed.split()]
    asked = f"""
{run("--completion", "bash").out}
compopt() {{ :; }}
COMP_WORDS=({" ".join(words)}); COMP_CWORD={len(words) - 1}
_sciatica_tui
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
    ran = subprocess.run(["bash", "-c", asked], capture_output=True, text=True, check=True)
    assert set(ran.stdout.split()) == offered


def test_another_shell_is_refused_in_a_sentence(run: CommandLine) -> None:
    ran = run("--completion", "tcsh")
    assert ran.code == 2
    assert "there is one for bash, zsh, fish" in ran.err
    assert run("--completion").code == 2
