"""Commands beside a window that hangs in its save."""

from __future__ import annotations

import pytest

from sciatica_tui.store import locking
from sciatica_tui.store.disk import REAL_DISK
from sciatica_tui.store.locking import PATIENCE, FileLock

from .conftest import CommandLine


@pytest.mark.parametrize(
    ("command", "seconds"),
    [
        (["status", "--short"], 0),
        (["summary"], 0),
        (["check"], 0),
        (["remind"], 0),
        (["log", "5"], PATIENCE),
        (["backup"], PATIENCE),
        (["check", "--repair"], PATIENCE),
        (["restore", "1", "--yes"], PATIENCE),
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

    monkeypatch.setattr(locking, "time", Time)
    file = run.folder / "sciatica.json"
    copy = run.folder / "backups" / "previous.json"
    with FileLock(run.folder / "sciatica.json.lock", REAL_DISK).held():
        copy.unlink()
        copy.hardlink_to(file)
        file.with_name(".sciatica.json.0123456789ab.tmp").write_bytes(b"{")
        file.write_bytes(file.read_bytes().replace(b"}}}", b"} }}"))
        ran = run(*command)
    assert sum(pauses) == pytest.approx(seconds)
    assert ("Another window is saving" in ran.err) == (seconds > 0)
