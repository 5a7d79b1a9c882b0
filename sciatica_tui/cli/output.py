"""What commands print: answers on stdout, problems on stderr, no character that can't be shown."""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from ..domain.errors import AppError, reason
from ..domain.text.lines import on_lines
from ..domain.text.visible import visible, visible_line

NAME = "sciatica-tui"

PLAIN = str.maketrans(
    {"–": "-", "—": "-", "−": "-", "“": '"', "”": '"', "’": "'", "·": "|", "…": "...", "×": "x", "≥": ">=", "°": "deg"}
)


def prepare_streams() -> None:
    """Let stdout and stderr replace what their encoding lacks by something plain."""
    codecs.register_error("sciatica_plain", _plainly)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="sciatica_plain")


def _plainly(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    plain = error.object[error.start : error.end].translate(PLAIN)
    return plain.encode("ascii", "replace").decode("ascii"), error.end


DONE = "It is done, but the answer could not be printed"
NOTHING_MORE = "Nothing more was done, because the text before it could not be printed"


class Unheard(AppError):
    """What a command had to say could not be written to stdout."""


def columns_of(stream: TextIO | None) -> int | None:
    """Return how wide the terminal is that a stream writes to; `None` where it is none, or does not say."""
    try:
        return os.get_terminal_size(stream.fileno()).columns or None if stream is not None and stream.isatty() else None
    except OSError:
        return None


def read_answer(question: str) -> str:
    """Print a question and return what is typed, in lower case. Raises EOFError where input has ended."""
    return input(f"{on_lines(visible_line(question).rstrip(), columns_of(sys.stdout))} ").strip().lower()


def show(text: str) -> None:
    """Print to stdout before anything is done. Raises Unheard."""
    with _answering(NOTHING_MORE):
        print(on_lines(visible(text), columns_of(sys.stdout)))


def say(text: str) -> None:
    """Print to stdout once everything is done. Raises Unheard."""
    with _answering(DONE):
        print(on_lines(visible(text), columns_of(sys.stdout)))


def say_command(purpose: str, command: str) -> None:
    """Print a command and what it is for; where a line has no room for both, the command follows in one piece.

    Raises Unheard.
    """
    columns = columns_of(sys.stdout)
    is_long = columns is not None and len(f"{purpose} {command}") > columns
    say_inert(visible(f"{purpose}\n  {command}" if is_long else f"{purpose} {command}"))


def say_inert(text: str) -> None:
    """Print to stdout what is inert already, with colours of ours in it. Raises Unheard."""
    with _answering(DONE):
        print(text)


def finish() -> None:
    """Flush stdout. Raises Unheard."""
    with _answering(DONE):
        if sys.stdout is not None:
            sys.stdout.flush()


@contextmanager
def _answering(state: str) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        stop_talking()
        raise Unheard(f"{state} ({reason(error)}).") from error


def stop_talking() -> None:
    """Discard all further output, so that Python does not complain once more while closing stdout."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def note(text: str) -> None:
    """Print a notice to stderr, so that the command's answer on stdout stays clean."""
    print(on_lines(visible(text), columns_of(sys.stderr)), file=sys.stderr)


def note_uncertain(certain: bool) -> None:
    """Say on stderr, unless it is certain, that what was saved might not survive a power cut."""
    if not certain:
        note("It is saved, but the disk has not confirmed it yet: a power cut now might lose it.")


def complain(sentence: str) -> None:
    """Print a problem to stderr, as one sentence: what, where, what to do."""
    note(f"{NAME}: {sentence}")


def report_unexpected(error: Exception, data: str | None) -> None:
    """Write an unexpected error to the log file, and name that file on stderr instead of a traceback."""
    import logging
    from pathlib import Path

    from ..services.log_file import LogFile
    from ..services.paths import find_paths

    try:
        path = find_paths(Path(data) if data else None).log
    except (AppError, RuntimeError):  # where the log would be can't be told either
        path = Path(os.devnull)
    record = logging.LogRecord(NAME, logging.ERROR, "", 0, "unexpected", (), (type(error), error, error.__traceback__))
    log = LogFile(path)
    log.emit(record)
    if log.stream is None:
        complain(f"Something went wrong inside the app ({type(error).__name__}: {error}); please report it.")
        return
    log.close()
    complain(
        f"Something went wrong inside the app; what you saved is safe. {path} has the details: please report them."
    )
