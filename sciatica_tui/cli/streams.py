"""Standard input and output as files: what `-` stands for."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from ..domain.errors import BadInput, StoreError, reason
from ..domain.text.visible import visible
from .output import note, stop_talking

if TYPE_CHECKING:
    from ..services.input_files import InputFile

STREAM = "-"
"""Stands for standard input or output where a file is named."""

STDIN = Path("standard input")
"""What standard input is called in sentences."""


def stream_format(args: Namespace, formats: Sequence[str]) -> str:
    """Return the format that goes to standard output, by default the first.

    Raises BadInput for another one, and beside the name of a file, whose ending says it.
    """
    if args.words != [STREAM]:
        raise BadInput("--format only goes with -; for a file, the ending of its name says the format.")
    word = (args.format or formats[0]).lower().removeprefix(".")
    if word not in formats:
        raise BadInput(f"--format takes {' or '.join(formats)}, not “{args.format}”.")
    return word


def read_stdin() -> InputFile:
    """Read standard input to its end. Raises BadInput where it is closed, can't be read, or is too large."""
    if sys.stdin is None:
        raise BadInput("Standard input is closed; send a file to it, such as: sciatica-tui import - < diary.csv")
    if sys.stdin.isatty():
        note("Reading what you type; to end, press Ctrl+D on an empty line.")
    from ..services.input_files import read_stream

    return read_stream(STDIN, sys.stdin.buffer)


def numbered_lines(file: InputFile) -> Iterator[tuple[int, str]]:
    """Number the lines from 1. Raises BadInput where it is no text."""
    return enumerate(StringIO(file.text(), newline=None), 1)  # splitlines would end one at U+2028 too


def write_stdout(data: bytes, name: str) -> None:
    """Write the bytes of what is called `name`; as text with marks for hidden characters on a terminal.

    Raises StoreError where not all of it could be written, BadInput for what is no text on a terminal.
    """
    if sys.stdout is None:
        raise StoreError(f"The {name} could not be written: standard output is closed.")
    try:
        if sys.stdout.isatty():
            sys.stdout.write(visible(_text(data, name)))
        else:
            sys.stdout.buffer.write(data)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        stop_talking()
        raise StoreError(f"The {name} was only partly written ({reason(error)}); don't use that part.") from error


def _text(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput(f"The {name} can't be shown in a terminal; send it to a file or a pipe.") from None
