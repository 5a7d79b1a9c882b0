"""Completion as a person gets it: the three shells in a terminal, the script sourced as it says, and the tab key."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from sciatica_tui.domain.records import Medication, Routine, RoutineStep
from sciatica_tui.services.clock import SystemClock
from sciatica_tui.storage.journal import Journal

from ..support import checkin, stamp
from .pty_program import ROOT, PtyProgram

START = {
    "bash": (
        ["bash", "--norc", "--noprofile", "-i"],
        'bind "set show-all-if-ambiguous on"; eval "$(sciatica-tui --completion bash)"; PS1="ready$ "',
    ),
    "zsh": (
        ["zsh", "-f", "-i"],
        "autoload -Uz compinit && compinit -u -D; source <(sciatica-tui --completion zsh); PS1='ready$ '",
    ),
    "fish": (
        ["fish", "--no-config", "-i"],
        "sciatica-tui --completion fish | source; function fish_prompt; echo -n 'ready$ '; end",
    ),
}
RUN = "import os, sys; os.execvp(sys.argv[1], sys.argv[1:])"


@pytest.fixture(params=START)
def shell(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[PtyProgram]:
    """A shell with the program on its path, in a home with a little history in it."""
    name = request.param
    if shutil.which(name) is None:
        pytest.skip(f"no {name} here")
    program = tmp_path / "bin" / "sciatica-tui"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -m sciatica_tui "$@"\n', "utf-8")
    program.chmod(0o755)
    now: datetime = SystemClock().now()
    journal = Journal.open(tmp_path / "data", lambda: now)
    own = Routine(**stamp(), day=now.date(), name="back, by hand", steps=(RoutineStep("lean", 10),))
    taken = Medication(**stamp(), day=now.date(), product="ibuprofen 400 mg")
    journal.save("all", checkin(leg_pain=6, tags=["long drive"]), own, taken)
    (tmp_path / "page.csv").write_text("", "utf-8")
    command, setup = START[name]
    environment = {
        "LC_ALL": "C.UTF-8",
        "PATH": f"{program.parent}:/usr/bin:/bin",
        "HOME": str(tmp_path),
        "XDG_DATA_HOME": str(tmp_path),
    }
    running = PtyProgram(*command, script=RUN, environment=environment, size=(100, 40))
    try:
        running.type(f"cd {tmp_path}; {setup}\r")
        running.until(lambda: any(line.startswith("ready$") for line in running.screen.display), "the prompt")
        yield running
    finally:
        running.close()


OFFERED = [
    ("sta", ["status", "how you are, in one line", "start", "open the app in a routine"]),
    ("status --s", ["status --short"]),
    ("log 6/3 ca", ["log 6/3 calf"]),
    ("log --flags none,f", ["none,fever"]),
    ("log --flags ", ["fever", "Fever or feeling very unwell"]),
    ("log --at=ye", ["--at=yesterday"]),
    ("log --heel-walk weak/", ["weak/normal", "weak/cannot"]),
    ("start back", ["back, by hand"]),
    ("log --medication ib", ["400", "mg"]),
    ("log --tag 'long ", ["'long drive"]),
    ("import pa", ["import page.csv"]),
    ("report --paper l", ["--paper letter"]),
    ("add ", ["medication", "what you took", "scan", "event", "numbness"]),
    ("show ", ["last", "the latest entry", "leg 6, #long drive"]),
    ("restore 1", ["restore 1"]),
    ("help und", ["help undo"]),
]
"""What is typed after the options of every command, and what one tab shows or fills in."""


@pytest.mark.parametrize(("typed", "words"), OFFERED, ids=[typed for typed, _ in OFFERED])
def test_a_tab_offers_values_with_what_they_mean(shell: PtyProgram, typed: str, words: list[str]) -> None:
    shell.type(f"sciatica-tui --data data {typed}\t")
    for word in words:
        shell.until(lambda word=word: word in shell.text.replace("\\", ""), word)  # type: ignore[misc]
    assert "Traceback" not in shell.text


def test_a_value_without_a_meaning_stands_alone(shell: PtyProgram) -> None:
    shell.type("sciatica-tui --data data log --side \t\t")
    shell.until(lambda: "right" in shell.text and "both" in shell.text, "the sides")
    assert not any(line.rstrip().endswith("--") for line in shell.screen.display if "both" in line)
