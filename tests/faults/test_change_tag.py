"""Two windows within one tick of the disk's clock: the change tag must tell their versions apart."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sciatica_tui.domain.records import CheckIn
from sciatica_tui.storage import durable_file
from sciatica_tui.storage.file_protocol import FileVersion
from sciatica_tui.storage.journal import FILE_NAME, Journal

from ..storage.making import Now, check_in


def seen_by_the_other_window(folder: Path, now: Now) -> int | None:
    """The pain that one window finds after another has changed it from 6 to 5, a version of the same size and time."""
    first, second = Journal.open(folder, now), Journal.open(folder, now)
    first.save("old", check_in(1, leg_pain=6))
    second.refresh()
    before = (folder / FILE_NAME).stat()
    first.save("new", check_in(1, leg_pain=5))
    os.utime(folder / FILE_NAME, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (folder / FILE_NAME).stat().st_size == before.st_size
    second.refresh()
    (found,) = second.all(CheckIn)
    return found.leg_pain


def test_a_change_of_the_same_size_in_the_same_instant_is_seen(folder: Path, now: Now) -> None:
    assert seen_by_the_other_window(folder, now) == 5


def test_a_tag_of_time_and_size_alone_would_miss_it(folder: Path, now: Now, monkeypatch: pytest.MonkeyPatch) -> None:
    def poor(status: os.stat_result, head: bytes) -> FileVersion:
        return FileVersion(0, 0, status.st_size, status.st_mtime_ns, 0, b"")

    monkeypatch.setattr(durable_file, "_version", poor)
    assert seen_by_the_other_window(folder, now) == 6
