"""Commands beside a window that hangs in its save."""

from __future__ import annotations

import pytest

from sciatica_tui.storage import locks
from sciatica_tui.storage.filesystem import REAL_DISK
from sciatica_tui.storage.locks import LOCK_TIMEOUT, FileLock

from .conftest import CommandLine


@pytest.mark.parametrize(
    ("command", "seconds"),
    [
        (["status", "--short"], 0),
        (["summary"], 0),
        (["check"], 0),
        (["remind"], 0),
        (["log", "5"], LOCK_TIMEOUT),
        (["backup"], LOCK_TIMEOUT),
        (["check", "--repair"], LOCK_TIMEOUT),
        (["restore", "1", "--yes"], LOCK_TIMEOUT),
    ],
)
def test_looking_does_not_wait_and_a_change_waits_once(
    run: CommandLine, monkeypatch: pytest.MonkeyPatch, command: list[str], seconds: float
) -> None:
    run("log", "3")
    run("log", "4")
    pauses: list[float] = []

    class Time:
        sleep = pauses.append

    monkeypatch.setattr(locks, "time", Time)
    file = run.folder / "sciatica.json"
    copy = run.folder / "backups" / "previous.json"
    with FileLock(run.folder / "sciatica.json.lock", REAL_DISK).held():
        copy.unlink()
        copy.hardlink_to(file)
        file.with_name(".sciatica-tui-0123456789ab.tmp").write_bytes(b"{")
        file.write_bytes(file.read_bytes().replace(b"}}}", b"} }}"))
        ran = run(*command)
    assert sum(pauses) == pytest.approx(seconds)
    assert ("Another window is saving" in ran.err) == (seconds > 0)
