"""The real program, killed at each system call of a save, and refused each call on a file."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest
import tinydb

from sciatica_tui.storage.journal import FILE_NAME, Journal

from ..storage.making import Now, as_in_0_1, check_in
from .matrix import NEW, OLD, Bench, Deed, acknowledged, examine, pains_by_stock
from .strace import BROKEN, FULL, KILL, missing, program

pytestmark = pytest.mark.skipif(missing() != "", reason=missing())


def log(folder: Path) -> list[str]:
    return program("log", str(NEW), "--data", str(folder))


def one_entry(folder: Path) -> None:
    Journal.open(folder, Now()).save("old", check_in(1, leg_pain=OLD))


def nothing(folder: Path) -> None:
    """The folder itself is still to be made."""


def a_day_later(folder: Path) -> None:
    """Backups of other days are there, and one is old enough to go."""
    now = Now()
    now.advance(days=-200)
    journal = Journal.open(folder, now)
    for _ in range(9):
        now.advance(days=1)
        journal.save("old", check_in(1, leg_pain=OLD))


def torn(folder: Path) -> None:
    journal = Journal.open(folder, Now())
    journal.save("old", check_in(1, leg_pain=OLD))
    journal.save("again", check_in(1, leg_pain=OLD))
    (folder / FILE_NAME).write_bytes(b'{"_meta": {"1": torn')


def one_entry_by_0_1(folder: Path) -> None:
    one_entry(folder)
    as_in_0_1(folder / FILE_NAME)


DEEDS = {
    "the first save of all": Deed(nothing, log, before=frozenset(), after=frozenset({NEW})),
    "a save": Deed(one_entry, log),
    "a save on a new day": Deed(a_day_later, log),
    "a save after putting a damaged file right": Deed(torn, log, readable=False),
    "a save after a migration": Deed(one_entry_by_0_1, log),
}


@pytest.fixture(scope="module", params=DEEDS.values(), ids=list(DEEDS))
def bench(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench(request.param, tmp_path_factory.mktemp("deed"))


def test_a_kill_at_any_system_call(bench: Bench) -> None:
    outcomes = list(bench.strikes(KILL))
    for outcome in outcomes:
        assert outcome.ended.code == -signal.SIGKILL, outcome.call
        examine(bench.deed, outcome)
    assert any(acknowledged(outcome.ended) for outcome in outcomes), "the last kills come after the answer"


@pytest.mark.parametrize("how", [FULL, BROKEN])
def test_an_error_from_any_call_on_a_file(bench: Bench, how: str) -> None:
    outcomes = list(bench.strikes(how))
    for outcome in outcomes:
        assert outcome.ended.struck is not None, outcome.call
        examine(bench.deed, outcome)
    assert {acknowledged(outcome.ended) for outcome in outcomes} == {True, False}


STOCK = """
import sys, tinydb
with tinydb.TinyDB(sys.argv[1] + "/sciatica.json") as database:
    database.table("checkins").remove(doc_ids=[2])
    print("Saved", flush=True)
"""


def stock_file(folder: Path) -> None:
    folder.mkdir()
    with tinydb.TinyDB(folder / FILE_NAME) as database:
        database.table("checkins").insert_multiple([{"leg_pain": OLD}, {"leg_pain": NEW}])


def test_tinydb_as_it_is_does_not_stand_this(tmp_path: Path) -> None:
    """The harness bites: taking an entry back with TinyDB's own storage leaves files that can't be read."""
    bench = Bench(Deed(stock_file, lambda folder: [sys.executable, "-c", STOCK, str(folder)]), tmp_path)
    unreadable = []
    for outcome in bench.strikes(KILL):
        try:
            pains_by_stock(outcome.folder)
        except ValueError:
            unreadable.append(outcome.call)
    assert unreadable
