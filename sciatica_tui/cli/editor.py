"""The person's own editor."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
from pathlib import Path

from ..domain.errors import BadInput, reason
from .context import at_a_terminal

VARIABLES = ("VISUAL", "EDITOR")
USUAL = ("editor", "nano", "vi", "notepad")
"""Looked for where neither variable names one."""


def editor_command() -> list[str]:
    """Return the command of the editor. Raises BadInput where there is none, or nobody to use it."""
    for name in VARIABLES:
        text = os.environ.get(name, "").strip()
        if text:
            try:
                return shlex.split(text)
            except ValueError:
                raise BadInput(f"{name} can't be used: in “{text}” a quotation mark is not closed.") from None
    if not at_a_terminal():
        raise BadInput(
            "There is no terminal to edit a form in; give the changes as options (see sciatica-tui edit --help)."
        )
    program = next(filter(shutil.which, USUAL), None)
    if program is None:
        raise BadInput("No editor was found; set EDITOR to yours, or give the changes as options.")
    return [program]


def run_editor(command: list[str], path: Path) -> None:
    """Let the person edit a file. Raises BadInput where the editor can't be started or ends with an error."""
    before = signal.signal(signal.SIGINT, lambda *_: None)  # ctrl+c is the editor's, which would inherit SIG_IGN
    try:
        code = subprocess.run([*command, str(path)], check=False).returncode
    except OSError as error:
        raise BadInput(f"The editor {command[0]} can't be started ({reason(error)}); set EDITOR to yours.") from error
    finally:
        signal.signal(signal.SIGINT, before)
    if code:
        raise BadInput(f"The editor {command[0]} ended with an error (exit code {code}).")
