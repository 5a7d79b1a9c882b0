"""Saving, opening and memory, beside the least that could be done with the same bytes.

python -m tests.bench store
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import tinydb

from sciatica_tui.domain.records import CheckIn, new_id
from sciatica_tui.storage.journal import FILE_NAME, Journal

from .report import Row, history, side_by_side, timed

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 6, 1, 9, tzinfo=UTC)


def rows(years: int) -> Iterator[Row]:
    """Saving one more check-in, reading everything, and the memory that takes."""
    with tempfile.TemporaryDirectory() as folder:
        yield from _rows(years, Path(folder))


def _rows(years: int, home: Path) -> Iterator[Row]:
    folder = home / "data"
    journal = Journal.open(folder, lambda: NOW)
    if years:
        journal.save("history", *history(years))
    else:
        journal.save("first", _one_more())
    yield _saving(years, home, journal)
    yield _opening(years, folder)
    yield _memory(years, folder)


def _one_more() -> CheckIn:
    return CheckIn(
        id=new_id(NOW, os.urandom(10)), created_at=NOW, updated_at=NOW, rev=1, day=NOW.date(), at=NOW, leg_pain=4
    )


def _saving(years: int, home: Path, journal: Journal) -> Row:
    data = (home / "data" / FILE_NAME).read_bytes()
    stock, sqlite = tinydb.TinyDB(home / "stock.json"), sqlite3.connect(home / "plain.sqlite")
    documents: list[dict[str, Any]] = [msgspec.to_builtins(each) for each in history(years)]
    stock.table("checkins").insert_multiple(documents)
    sqlite.execute("PRAGMA synchronous = FULL")
    sqlite.execute("CREATE TABLE checkins (id TEXT PRIMARY KEY, document TEXT)")
    sqlite.executemany("INSERT INTO checkins VALUES (?, ?)", ((d["id"], msgspec.json.encode(d)) for d in documents))
    sqlite.commit()
    one = _one_more()
    line = msgspec.json.encode(one)
    document = msgspec.to_builtins(one)

    def replace() -> None:
        temporary = home / "floor.tmp"
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(home / "floor.json")
        descriptor = os.open(home, os.O_RDONLY)
        os.fsync(descriptor)
        os.close(descriptor)

    def append() -> None:
        with (home / "floor.log").open("ab") as file:
            file.write(line)
            file.flush()
            os.fsync(file.fileno())

    def insert() -> None:
        with sqlite:
            sqlite.execute("INSERT INTO checkins VALUES (?, ?)", (os.urandom(8).hex(), line))

    works: dict[str, Callable[[], object]] = {
        "ours": lambda: journal.save("one more", _one_more()),
        "replace": replace,
        "append + fsync": append,
        "TinyDB's JSONStorage": lambda: stock.table("checkins").insert(dict(document)),
        "SQLite": insert,
    }
    found = timed(works)
    stock.close()
    sqlite.close()
    ours, floor = found.pop("ours"), found.pop("replace")
    return Row(
        "saved and certain", years, ours, "ms", floor, "the same bytes by atomic replace", tuple(found.items()), 3
    )


def _opening(years: int, folder: Path) -> Row:
    path = folder / FILE_NAME
    decode = msgspec.json.Decoder(list[CheckIn]).decode
    plain = msgspec.json.encode(Journal.open(folder, lambda: NOW).all(CheckIn))

    def stock() -> None:
        with tinydb.TinyDB(path, access_mode="r") as database:
            database.table("checkins").all()

    works: dict[str, Callable[[], object]] = {
        "ours": lambda: Journal.open(folder, lambda: NOW).all(CheckIn),
        "decode": lambda: decode(plain),
        "TinyDB's JSONStorage": stock,
    }
    found = timed(works)
    ours, floor = found.pop("ours"), found.pop("decode")
    # The budget is for ten years; a few entries take a millisecond of system calls, far from any decoding.
    at_most = 4 if years == 10 else None
    return Row("open and read", years, ours, "ms", floor, "decoding the records", tuple(found.items()), at_most)


_LOADED = """
import sys
from datetime import UTC, datetime
from pathlib import Path
if sys.argv[1] == "ours":
    from sciatica_tui.domain.records import CheckIn
    from sciatica_tui.storage.journal import Journal
    kept = Journal.open(Path(sys.argv[2]), lambda: datetime.now(UTC))
    kept.all(CheckIn)
elif sys.argv[1] == "stock":
    import tinydb
    kept = tinydb.TinyDB(sys.argv[2] + "/sciatica.json", access_mode="r").table("checkins").all()
else:
    import msgspec, tinydb
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmRSS")))
"""


def _memory(years: int, folder: Path) -> Row:
    def resident(what: str) -> float:
        command = [sys.executable, "-c", _LOADED, what, str(folder)]
        ran = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
        return int(ran.stdout) / 1024

    found = side_by_side({name: lambda name=name: resident(name) for name in ("ours", "imports", "stock")})  # type: ignore[misc]
    others = (("TinyDB's JSONStorage", found["stock"]),)
    return Row("memory with the history read", years, found["ours"], "MB", found["imports"], "the imports", others)
