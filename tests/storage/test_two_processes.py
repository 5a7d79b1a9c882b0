"""Real processes on one file: at once, and killed in the middle of saving."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from sciatica_tui.storage.journal import FILE_NAME, Journal

from .making import Now, check_in, ids, stock

ROOT = Path(__file__).parents[2]
WRITER = """
import sys
from pathlib import Path
from sciatica_tui.storage.journal import Journal
from tests.storage.making import Now, check_in
journal = Journal.open(Path(sys.argv[1]), Now())
for number in range(int(sys.argv[2]), int(sys.argv[3])):
    journal.save("x", check_in(number, note="x" * 500))
    print(number, flush=True)
"""
TINYDB_WRITER = """
import sys
from pathlib import Path
from sciatica_tui.storage.tinydb_tables import Database
from sciatica_tui.storage.durable_file import DurableFile
from tests.storage.making import Now
file = DurableFile(Path(sys.argv[1]) / "plain.json", Now())
file.prepare()
table = Database(file, Now()).table("t")
for number in range(int(sys.argv[2]), int(sys.argv[3])):
    table.insert({"n": number})
"""


def writer(script: str, folder: Path, first: int, end: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script, str(folder), str(first), str(end)], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )


def test_two_windows_save_at_once_and_nothing_is_lost(folder: Path, now: Now) -> None:
    processes = [writer(WRITER, folder, first, first + 60) for first in (0, 1000)]
    assert [process.wait(120) for process in processes] == [0, 0]
    for process in processes:
        process.communicate()
    expected = {check_in(number).id for number in (*range(60), *range(1000, 1060))}
    assert ids(Journal.open(folder, now)) == expected
    written = stock(folder / FILE_NAME)
    assert len(written) == 120
    assert {entry["id"] for entry in written} == expected
    assert stock(folder / FILE_NAME, "_meta")[0]["sequence"] == 120


def test_inserts_through_tinydb_at_once_never_take_the_same_id(folder: Path) -> None:
    processes = [writer(TINYDB_WRITER, folder, first, first + 60) for first in (0, 1000)]
    for process in processes:
        process.communicate(timeout=120)
        assert process.returncode == 0
    numbers = [document["n"] for document in stock(folder / "plain.json", "t")]
    assert sorted(numbers) == [*range(60), *range(1000, 1060)]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_killed_process_has_kept_all_it_acknowledged(folder: Path, now: Now) -> None:
    acknowledged: set[str] = set()
    for round_ in range(5):
        process = writer(WRITER, folder, round_ * 1000, round_ * 1000 + 999)
        assert process.stdout is not None
        for _ in range(3 + 2 * round_):
            acknowledged.add(check_in(int(process.stdout.readline())).id)
        process.send_signal(signal.SIGKILL)
        # Not communicate(), which passes over lines that readline() has taken into its buffer.
        acknowledged |= {check_in(int(line)).id for line in process.stdout.read().splitlines()}
        process.communicate(timeout=60)
        found = ids(Journal.open(folder, now))
        assert found >= acknowledged
        assert len(found - acknowledged) <= round_ + 1, "at most the one save under way"
        assert len(stock(folder / FILE_NAME)) == len(found)
