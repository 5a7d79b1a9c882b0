"""The log: made when there is something to say, for its owner alone, never too large, never in the way."""

from __future__ import annotations

import logging
import os
import stat
from pathlib import Path

import pytest

from sciatica_tui.services import log_file
from sciatica_tui.services.log_file import LogFile


def write(handler: LogFile, words: str) -> None:
    handler.handle(logging.LogRecord("sciatica_tui", logging.ERROR, "", 0, words, (), None))


def test_there_is_no_file_until_there_is_something_to_write(tmp_path: Path) -> None:
    path = tmp_path / "state" / "sciatica-tui.log"
    handler = LogFile(path)
    assert not path.exists()
    write(handler, "a disk is full – é")
    handler.close()
    assert "ERROR a disk is full – é" in path.read_text("utf-8")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_large_file_makes_room_and_one_old_one_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_file, "LARGEST", 500)
    path = tmp_path / "sciatica-tui.log"
    handler = LogFile(path)
    for number in range(60):
        write(handler, f"trouble {number:03}")
    handler.close()
    assert {each.name for each in tmp_path.iterdir()} == {path.name, f"{path.name}.old"}
    assert path.stat().st_size < 600
    kept = (path.with_name(f"{path.name}.old").read_text() + path.read_text()).splitlines()
    assert kept[-1].endswith("trouble 059")
    assert len(kept) > 15


def test_a_log_that_cant_be_written_says_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("a file where a folder should be")
    handler = LogFile(tmp_path / "file" / "sciatica-tui.log")
    write(handler, "trouble")
    handler.close()
    assert capsys.readouterr() == ("", "")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_a_pipe_in_the_place_of_the_log_holds_nobody_up(tmp_path: Path) -> None:
    path = tmp_path / "sciatica-tui.log"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write(LogFile(path), "trouble")
        assert os.read(reader, 100) == b""
    finally:
        os.close(reader)
    write(LogFile(path), "trouble without a reader")


def test_its_folders_are_its_owners_alone_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        handler = LogFile(tmp_path / "state" / "log" / "sciatica-tui.log")
        write(handler, "trouble")
        handler.close()
    finally:
        os.umask(before)
    for folder in (tmp_path / "state", tmp_path / "state" / "log"):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
