"""The man page: made from the parsers, so that it tells all that --help tells."""

from __future__ import annotations

import shutil
import subprocess
from argparse import SUPPRESS
from pathlib import Path

import pytest

from sciatica_tui.cli.commands import COMMANDS, command_parser
from sciatica_tui.cli.manual import manual


def test_every_command_and_option_has_its_place() -> None:
    page = manual().replace("\\-", "-")
    assert page.startswith(".TH SCIATICA-TUI 1")
    for name, words in COMMANDS.items():
        assert f".SS {name}" in page
        assert words[1:] in page
        for action in command_parser(name)._actions:
            assert action.help == SUPPRESS or all(f"\\fB{option}\\fR" in page for option in action.option_strings)


def test_no_line_of_ours_is_taken_for_a_request() -> None:
    known = {".TH", ".SH", ".SS", ".TP", ".PP", ".B", ".I", ".BR", ".BI", ".nf", ".fi"}
    assert {line.split()[0] for line in manual().splitlines() if line.startswith((".", "'"))} <= known


@pytest.mark.skipif(shutil.which("groff") is None, reason="no groff here")
def test_roff_reads_it_without_a_complaint(tmp_path: Path) -> None:
    path = tmp_path / "page.1"
    path.write_text(manual(), "utf-8")
    ran = subprocess.run(
        ["groff", "-man", "-Kutf8", "-Tutf8", "-P-bcou", "-ww", str(path)], capture_output=True, text=True, check=True
    )
    assert ran.stderr == ""
    assert "EXIT STATUS" in ran.stdout
