"""An answer that can't be written out is no failure of what was done."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sciatica_tui.storage.journal import FILE_NAME

from ..storage.making import stock

ROOT = Path(__file__).parents[2]
FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="there is no /dev/full")
def test_where_stdout_is_full_it_says_that_it_is_done_and_what_to_do(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sciatica_tui", "log", "6", "--flags", "saddle_numbness"]
    with FULL.open("wb") as full:
        ran = subprocess.run(
            [*command, "--data", str(tmp_path / "data")],
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            timeout=60,
        )
    said = ran.stderr.decode()
    assert ran.returncode == 1
    assert "It is done, but the answer could not be printed (the disk is full)." in said
    assert "emergency" in said.lower()
    assert "Traceback" not in said
    assert "Exception ignored" not in said
    assert len(stock(tmp_path / "data" / FILE_NAME)) == 1


@pytest.mark.skipif(os.name != "posix", reason="streams are closed by a shell")
def test_without_a_stdout_it_is_done_all_the_same(tmp_path: Path) -> None:
    script = 'exec "$0" -m sciatica_tui log 6 --data "$1" >&-'
    ran = subprocess.run(
        ["sh", "-c", script, sys.executable, str(tmp_path / "data")],
        check=False,
        capture_output=True,
        cwd=ROOT,
        timeout=60,
    )
    assert ran.returncode == 0, ran.stderr
    assert len(stock(tmp_path / "data" / FILE_NAME)) == 1
