"""Running the person's own programs: without a shell, without a terminal, and never for longer than they may."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress

from ..domain.errors import BadInput, reason

NOTHING = subprocess.DEVNULL

WAS_ENDED = "and was stopped."
"""The end of the sentence on a program that ran over its time."""


def split_command(command: str, subject: str) -> list[str]:
    """Split a command as a shell would; `subject` names it in the sentence. Raises BadInput where it can't be."""
    import shlex  # where there is a command

    try:
        parts = shlex.split(command, posix=os.name != "nt")
    except ValueError as error:
        raise BadInput(f"{subject} can't be read ({error}): check its quotation marks.") from error
    if not parts:
        raise BadInput(f"{subject} is empty.")
    return parts


def program_name(arguments: Sequence[str]) -> str:
    """Return what sentences call a program."""
    return os.path.basename(arguments[0])  # noqa: PTH119 - only for the sentence


def start_program(
    arguments: Sequence[str], environment: Mapping[str, str], *, reads: bool = False
) -> subprocess.Popen[bytes]:
    """Start a program that writes nowhere; it `reads` what it is given, or nothing. Raises OSError, ValueError."""
    source = subprocess.PIPE if reads else NOTHING
    return subprocess.Popen(
        list(arguments), env=dict(environment), stdin=source, stdout=NOTHING, stderr=NOTHING, start_new_session=True
    )


def run_program(arguments: Sequence[str], environment: Mapping[str, str], data: bytes, seconds: float) -> str | None:
    """Run a program on this input to its end or the time limit; say in one sentence what went wrong, None if nothing.

    What it started in its turn ends with it where it runs over its time.
    """
    name = program_name(arguments)
    try:
        process = start_program(arguments, environment, reads=True)
    except (OSError, ValueError) as error:
        return not_started(arguments[0], error)
    try:
        process.communicate(data, seconds)
    except subprocess.TimeoutExpired:
        kill_program(process)
        with suppress(OSError, subprocess.TimeoutExpired):
            process.communicate(timeout=seconds)
        return too_long(name, seconds)
    except OSError:  # it ended without reading all of its input, which is its own affair
        process.wait()
    return failed(name, process.returncode) if process.returncode else None


def kill_program(process: subprocess.Popen[bytes]) -> None:
    """End the program and what it started."""
    try:
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass


def not_started(name: str, error: OSError | ValueError) -> str:
    """Say that a program could not be started."""
    return f"“{name}” could not be started ({reason(error) if isinstance(error, OSError) else error})."


def too_long(name: str, seconds: float) -> str:
    """Say that a program was ended."""
    return f"“{name}” ran for over {seconds:g} seconds {WAS_ENDED}"


def failed(name: str, code: int) -> str:
    """Say that a program failed."""
    return f"“{name}” failed with exit code {code}."
