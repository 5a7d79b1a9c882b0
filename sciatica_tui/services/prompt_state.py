"""The line of `status --short`, kept ready: a prompt asks for it before each command and can't wait for a journal.

It is a cache, in one small file of the cache folder. The line holds for one day, and one version of the journal,
of the settings and of the program; where anything is another, or the file is damaged or missing, the command reads the
journal as ever. Nothing is imported but what Python has loaded or built in, no pathlib either: what it takes is taken
for every prompt. `prompt_line` writes the file.
"""

from __future__ import annotations

import os
import sys
import time
import zlib

from .. import __version__

FIRST = "The line of sciatica-tui status --short, kept ready for prompts; this file may be deleted at any time."

HEAD = 256
"""Bytes at the start of a file that tell its version, as in the storage."""

NONE = "-"
"""The version of a file that is not there."""

ENVIRONMENT = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")
"""What moves the usual places."""


def state_file(data: str = "", config: str = "") -> str | None:
    """Return where the line for these places is kept, empty for the usual ones; None where there is no cache folder."""
    if sys.platform == "win32":
        folder = os.environ.get("LOCALAPPDATA", "")
    else:
        usual = "~/Library/Caches" if sys.platform == "darwin" else "~/.cache"
        chosen = os.environ.get("XDG_CACHE_HOME", "")
        folder = chosen if os.path.isabs(chosen) else os.path.expanduser(usual)
    if not os.path.isabs(folder):
        return None
    places = "\n".join([data, config, *(os.environ.get(name, "") for name in ENVIRONMENT)])
    return os.path.join(folder, "sciatica-tui", f"prompt-{zlib.crc32(os.fsencode(places)):08x}")


def version_of(path: str) -> str:
    """Tell which version of a file is there: another one, another words. Raises OSError."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except FileNotFoundError:
        return NONE
    try:
        status, head = os.fstat(descriptor), os.read(descriptor, HEAD)
    finally:
        os.close(descriptor)
    return version_words(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns, head)


def version_words(device: int, inode: int, size: int, modified_ns: int, changed_ns: int, head: bytes) -> str:
    """Write down what tells one version of a file from another."""
    return f"{device} {inode} {size} {modified_ns} {changed_ns} {zlib.crc32(head)}"


def composed(days: tuple[str, str], day_ends: int, files: tuple[tuple[str, str], ...], line: str) -> bytes | None:
    """Return the contents of the file: the day and the one after, the minute at which a day ends, the files' versions.

    None for a place whose name would not stay in its row.
    """
    rows = [__version__, *days, str(day_ends), *(row for file in files for row in file), line]
    if any("\n" in row for row in rows):
        return None
    body = "\n".join(rows).encode("utf-8", "surrogateescape")
    return f"{FIRST}\n{zlib.crc32(body):08x}\n".encode() + body


def understood(contents: bytes, now: time.struct_time) -> str | None:
    """Return the line, None where it is not that of this moment or the contents are damaged. Raises OSError."""
    first, checksum, body = contents.split(b"\n", 2)
    if first != FIRST.encode() or checksum.decode() != f"{zlib.crc32(body):08x}":
        return None
    version, day, next_day, day_ends, *files, line = body.decode("utf-8", "surrogateescape").split("\n")
    today = f"{now.tm_year:04}-{now.tm_mon:02}-{now.tm_mday:02}"
    late = now.tm_hour * 60 + now.tm_min >= int(day_ends)
    same_day = today == (day if late else next_day)
    same_files = all(version_of(path) == old_version for path, old_version in zip(files[::2], files[1::2], strict=True))
    return line if version == __version__ and same_day and same_files else None


def ready_line(arguments: list[str], now: time.struct_time) -> str | None:
    """Return the line that `status --short` prints, None where the journal has to be read for it, or for any other."""
    places = _places(arguments)
    if places is None:
        return None
    try:
        path = state_file(*places)
        if path is None:
            return None
        with open(path, "rb", buffering=0) as file:
            return understood(file.read(), now)
    except (OSError, ValueError):
        return None


def answered(arguments: list[str]) -> bool:
    """Print the line if that is what is asked for and it is ready; tell whether it was."""
    line = ready_line(arguments, time.localtime())
    if line is None or sys.stdout is None:
        return False
    try:
        sys.stdout.write(line and line + "\n")
        sys.stdout.flush()
    except (OSError, ValueError):  # the command itself knows what to say then
        return False
    return True


def _places(arguments: list[str]) -> tuple[str, str] | None:
    """The places that are named, where the rest is `status --short`."""
    places, others, following = {"--data": "", "--config": ""}, [], iter(arguments)
    for argument in following:
        name, equals, value = argument.partition("=")
        if name not in places:
            others.append(argument)
            continue
        place = value if equals else next(following, "")
        if not place.strip():
            return None
        places[name] = os.path.join(os.getcwd(), os.path.expanduser(place))
    return (places["--data"], places["--config"]) if others == ["status", "--short"] else None
