"""The one way to write a file: whole, for its owner alone and for good, or not at all."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from ..domain.errors import DurabilityUnknown, reason
from .filesystem import CREATE_FLAGS, NO_FOLLOW, READ_FLAGS, REAL_DISK, Disk, open_folder, release, write_all
from .locks import take_lock

_TEMPORARY = re.compile(r"\.sciatica-tui-[0-9a-f]{12}\.tmp")


def write_atomically(
    path: Path,
    data: bytes | bytearray,
    *,
    overwrite: bool = True,
    before_rename: Callable[[], None] = lambda: None,
    disk: Disk = REAL_DISK,
) -> os.stat_result:
    """Put the bytes in the place of `path` and return the status of the new file when a power cut can't lose it.

    `before_rename` runs when all is written and nothing is replaced yet; what it raises stops the writing. Raises
    OSError where what was there is as it was, FileExistsError among them where something is there and may not be
    overwritten; DurabilityUnknown where it is written but the disk did not confirm it. A flush that failed is never
    tried a second time, because the system may have dropped the data and then say that all is well.
    """
    with open_folder(disk, path.parent) as folder:
        sweep(disk, path.parent)
        temporary = temporary_path(path.parent)
        descriptor: int | None = disk.open(temporary, CREATE_FLAGS)
        try:
            assert descriptor is not None
            with suppress(OSError):  # a disk without locks; a sweep then takes no leftover away
                take_lock(descriptor)
            write_all(disk, descriptor, data)
            before_rename()
            status = disk.status(descriptor)
            if sys.platform == "win32":  # an open file can't be renamed there
                disk.close(descriptor)
                descriptor = None
            _rename(disk, temporary, path, status, overwrite)
        finally:
            if descriptor is not None:
                release(disk, descriptor)
            with suppress(OSError):
                disk.remove(temporary)
        try:
            if folder is not None:
                disk.flush(folder)
            return disk.status(path)
        except OSError as error:
            raise _doubt(path, error) from error


def temporary_path(folder: Path) -> Path:
    """Make up a name that nobody else has in the folder, recognisable as a leftover of ours."""
    return folder / f".sciatica-tui-{os.urandom(6).hex()}.tmp"


def leftovers(disk: Disk, folder: Path) -> list[Path]:
    """List the temporary files of ours in the folder: of writers that were killed, or still write."""
    return [folder / name for name in disk.names(folder) if _TEMPORARY.fullmatch(name)]


def sweep(disk: Disk, folder: Path) -> None:
    """Remove what writers that were killed left in the folder; whoever still writes holds the lock of the file.

    A leftover that resists is no reason to refuse a save.
    """
    with suppress(OSError):
        for path in leftovers(disk, folder):
            with suppress(OSError):
                descriptor = disk.open(path, READ_FLAGS | NO_FOLLOW)
                try:
                    take_lock(descriptor)
                    disk.remove(path)
                finally:
                    release(disk, descriptor)


def _rename(disk: Disk, temporary: Path, path: Path, status: os.stat_result, overwrite: bool) -> None:
    """Pass the point of no return: from a successful renaming on, the file counts as written."""
    if not overwrite:
        try:
            disk.link(temporary, path)  # unlike a renaming, never over a file that came there meanwhile
        except FileExistsError:
            raise
        except OSError:  # a disk without hard links
            pass
        else:
            return
    try:
        disk.replace(temporary, path)
    except OSError as error:
        if _is_in_place(disk, path, status):
            raise _doubt(path, error) from error
        raise


def _is_in_place(disk: Disk, path: Path, status: os.stat_result) -> bool:
    """Tell whether the new file has the name, or that can't be found out any more."""
    try:
        status_now = disk.status(path)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return (status_now.st_dev, status_now.st_ino) == (status.st_dev, status.st_ino)


def _doubt(path: Path, error: OSError) -> DurabilityUnknown:
    return DurabilityUnknown(
        f"{path} is saved, but the disk did not confirm it ({reason(error)}), so a power cut now might lose it; "
        "save it again later, and have the disk checked."
    )
