"""Files outside the store, written whole and for good or not at all: exports, pages, pictures, settings."""

from __future__ import annotations

import os
import re
import sys
from contextlib import suppress
from pathlib import Path

from ..domain.errors import DurabilityUnknown
from .filesystem import CREATE, NO_FOLLOW, READ, REAL_DISK, Disk, open_folder, release, write_all
from .locks import take_lock

_LEFTOVER = re.compile(r"\.sciatica-tui-[0-9a-f]{12}\.tmp")


def write_atomically(path: Path, data: bytes, *, overwrite: bool = True, disk: Disk = REAL_DISK) -> None:
    """Put the bytes in the place of `path`, readable by the owner alone, and return when a power cut can't lose them.

    Raises OSError where what was there is as it was, FileExistsError among them where something is there and may not
    be overwritten; DurabilityUnknown where it is written but the disk did not confirm that it would survive a power
    cut.
    """
    with open_folder(disk, path.parent) as folder:
        _sweep(disk, path.parent)
        temporary = path.with_name(f".sciatica-tui-{os.urandom(6).hex()}.tmp")
        descriptor: int | None = disk.open(temporary, CREATE)
        try:
            assert descriptor is not None
            with suppress(OSError):  # a disk without locks; a sweep then takes no leftover away
                take_lock(descriptor)
            write_all(disk, descriptor, data)
            if sys.platform == "win32":  # an open file can't be renamed there
                disk.close(descriptor)
                descriptor = None
            _put_in_place(disk, temporary, path, overwrite)
        finally:
            if descriptor is not None:
                release(disk, descriptor)
            with suppress(OSError):
                disk.remove(temporary)
        try:
            if folder is not None:
                disk.flush(folder)
        except OSError as error:
            raise DurabilityUnknown(
                f"{path} is written, but the disk did not confirm it ({error.strerror or 'no reason given'}), "
                "so that a power cut now might lose it; write it again later, and have the disk checked."
            ) from error


def _put_in_place(disk: Disk, temporary: Path, path: Path, overwrite: bool) -> None:
    if overwrite:
        disk.replace(temporary, path)
        return
    try:
        disk.link(temporary, path)  # unlike a renaming, never over a file that came there meanwhile
    except FileExistsError:
        raise
    except OSError:  # a disk without hard links
        disk.replace(temporary, path)


def _sweep(disk: Disk, folder: Path) -> None:
    """Take away what writers that were killed left in the folder; whoever still writes holds the lock of the file."""
    with suppress(OSError):
        for name in filter(_LEFTOVER.fullmatch, disk.names(folder)):
            with suppress(OSError):
                descriptor = disk.open(folder / name, READ | NO_FOLLOW)
                try:
                    take_lock(descriptor)
                    disk.remove(folder / name)
                finally:
                    release(disk, descriptor)
