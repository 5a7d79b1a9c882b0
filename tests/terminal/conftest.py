"""A program that is gone when its test ends, with settings of no person."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from .pty_program import PtyProgram

Start = Callable[..., PtyProgram]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts the program in an environment without a home but this folder."""
    programs: list[PtyProgram] = []
    home = tmp_path / "home"
    home.mkdir()

    def started(*args: str, size: tuple[int, int] = (80, 24), script: str = "", **environment: str) -> PtyProgram:
        own = {"HOME": str(home), "TZ": "UTC", **environment}
        program = PtyProgram(*args, size=size, script=script, environment=own)
        programs.append(program)
        return program

    yield started
    for program in programs:
        program.close()
