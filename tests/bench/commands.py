"""What a command takes from exec to its end, beside the least that Python takes.

    python -m tests.bench commands

`status --short` stands in every prompt: its line is kept ready, and its floor is a Python that does nothing. Others
read the journal; their floor loads the libraries that read it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from sciatica_tui.storage.journal import Journal

from .report import Row, history, timed

ROOT = Path(__file__).parents[2]
RUNS = 15
NOTHING = "a Python that does nothing"
LINE = "4/2 thigh --at yesterday --side left\n"
LIBRARIES = "importing msgspec and TinyDB"


def rows(years: int) -> Iterator[Row]:
    """The commands of every day with so many years of data."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        if years:
            now = datetime.now(UTC)
            Journal.open(home / "data", lambda: now).save("history", *history(years))
        yield from _rows(years, home)


def _rows(years: int, home: Path) -> Iterator[Row]:
    environment = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ} | {"HOME": str(home)}

    def run(*arguments: str, lines: str = "") -> None:
        command = [sys.executable, *arguments]
        subprocess.run(command, cwd=ROOT, env=environment, input=lines.encode(), capture_output=True, check=True)

    def ours(*arguments: str, lines: str = "") -> None:
        run("-m", "sciatica_tui", "--data", str(home / "data"), *arguments, lines=lines)

    found = timed(
        {
            "nothing": lambda: run("-c", "pass"),
            "libraries": lambda: run("-c", "import msgspec, tinydb"),
            "--version": lambda: ours("--version"),
            "status --short": lambda: ours("status", "--short"),
            "status": lambda: ours("status"),
            "list --limit 20": lambda: ours("list", "--limit", "20"),
            "list": lambda: ours("list"),
            "list --json": lambda: ours("list", "--json"),
        },
        RUNS,
    )
    nothing, libraries = found["nothing"], found["libraries"]
    yield Row("status --short", years, found["status --short"], "ms", nothing, NOTHING, at_most=2.2)
    yield Row("status", years, found["status"], "ms", libraries, LIBRARIES, at_most=2.5)
    yield Row("list --limit 20", years, found["list --limit 20"], "ms", libraries, LIBRARIES, at_most=2.5)
    yield Row("list, all of it", years, found["list"], "ms", libraries, LIBRARIES)
    yield Row("list --json, all of it", years, found["list --json"], "ms", libraries, LIBRARIES)
    yield Row("--version", years, found["--version"], "ms", libraries, LIBRARIES, at_most=0.7)
    logging = timed(
        {"libraries": lambda: run("-c", "import msgspec, tinydb"), "log": lambda: ours("log", "4/2", "thigh")}, RUNS
    )
    yield Row("log", years, logging["log"], "ms", logging["libraries"], LIBRARIES, at_most=2.5)
    lines = timed({"one": lambda: ours("log", "-", lines=LINE), "many": lambda: ours("log", "-", lines=LINE * 1000)})
    yield Row("log -, 1,000 lines", years, lines["many"], "ms", lines["one"], "log - with one line", at_most=10)
