"""Damaged files by the thousand: put right or told of, nothing lost in silence, never a traceback."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sciatica_tui.cli import main
from sciatica_tui.domain.errors import StoreError
from sciatica_tui.domain.records import CheckIn, Event, EventKind
from sciatica_tui.storage.journal import FILE_NAME, Journal

from ..storage.making import Now, check_in
from . import LONG

FILES = 12_000 if LONG else 1_200
Damage = Callable[[random.Random, bytes], bytes]


def truncated(rng: random.Random, data: bytes) -> bytes:
    """Cut off anywhere."""
    return data[: rng.randrange(len(data))]


def one_bit(rng: random.Random, data: bytes) -> bytes:
    """One bit is another."""
    at = rng.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << rng.randrange(8)]) + data[at + 1 :]


def one_bit_of_the_head(rng: random.Random, data: bytes) -> bytes:
    """One bit of what the file says of itself is another."""
    return one_bit(rng, data[:250]) + data[250:]


def some_bytes(rng: random.Random, data: bytes) -> bytes:
    """A few bytes are others."""
    changed = bytearray(data)
    for _ in range(rng.randint(1, 8)):
        changed[rng.randrange(len(data))] = rng.randrange(256)
    return bytes(changed)


def zeroed_block(rng: random.Random, data: bytes) -> bytes:
    """A block that never reached the disk."""
    size = rng.choice((16, 64, 512))
    at = rng.randrange(0, len(data), size)
    return data[:at] + b"\0" * len(data[at : at + size]) + data[at + size :]


def swapped_blocks(rng: random.Random, data: bytes) -> bytes:
    """Two blocks in each other's place."""
    size = rng.choice((8, 64, 256))
    blocks = [data[at : at + size] for at in range(0, len(data), size)]
    one, other = rng.sample(range(len(blocks)), 2)
    blocks[one], blocks[other] = blocks[other], blocks[one]
    return b"".join(blocks)


def cut_out(rng: random.Random, data: bytes) -> bytes:
    """Something is missing in the middle."""
    at = rng.randrange(len(data))
    return data[:at] + data[at + rng.randint(1, 200) :]


def doubled(rng: random.Random, data: bytes) -> bytes:
    """Something is there twice."""
    at = rng.randrange(len(data))
    return data[:at] + data[at : at + rng.randint(1, 200)] + data[at:]


def another_head(rng: random.Random, data: bytes) -> bytes:
    """Another value in what the file says of itself."""
    document = json.loads(data)
    document["_meta"]["1"][rng.choice(tuple(document["_meta"]["1"]))] = _any(rng)
    return json.dumps(document).encode()


def another_value(rng: random.Random, data: bytes) -> bytes:
    """Another value somewhere in valid JSON."""
    document = json.loads(data)
    place, key = document, rng.choice(tuple(document))
    while isinstance(place[key], dict) and place[key] and rng.random() < 0.8:
        place, key = place[key], rng.choice(tuple(place[key]))
    place[key] = _any(rng)
    return json.dumps(document).encode()


def other_json(rng: random.Random, data: bytes) -> bytes:
    """JSON of somebody else's."""
    return json.dumps(_any(rng)).encode()


def _any(rng: random.Random) -> object:
    scalars: tuple[object, ...] = (None, True, 0, -1, 2, 10**30, 1e308, "", "1", "\ud83d\ude00", "2026-99-99", [], {})
    if rng.random() < 0.6:
        return rng.choice(scalars)
    return {rng.choice(("1", "x", "_meta", "checkins", "schema")): _any(rng) for _ in range(rng.randint(0, 3))}


DAMAGES: tuple[Damage, ...] = (
    truncated, one_bit, one_bit_of_the_head, some_bytes, zeroed_block, swapped_blocks, cut_out, doubled,
    another_head, another_value, other_json,
)  # fmt: skip


@pytest.fixture(scope="module")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a history of eight entries; its newest copy holds seven."""
    folder = tmp_path_factory.mktemp("healthy") / "data"
    now = Now()
    journal = Journal.open(folder, now)
    for number in range(6):
        journal.save("x", check_in(number, leg_pain=number, back_pain=3, note="a note – with “quotes”"))
        now.advance(hours=12)
    journal.save("x", check_in(6, leg_pain=6))
    journal.delete("gone", check_in(0))
    made = check_in(8)
    stamp: dict[str, Any] = {"id": made.id, "created_at": made.created_at, "updated_at": made.updated_at, "rev": 1}
    journal.save("x", Event(**stamp, day=made.day, kind=EventKind.OTHER, note="fall"))
    journal.save("x", check_in(9, leg_pain=9), check_in(10, leg_pain=10))
    return folder


def entries(journal: Journal) -> dict[str, object]:
    """Everything that a person has written, by id."""
    found: dict[str, object] = {each.id: each for each in journal.all(CheckIn)}
    return found | {each.id: each for each in journal.all(Event)}


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_damaged_file_is_put_right_or_told_of(
    healthy: Path, tmp_path: Path, damage: Damage, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = entries(Journal.open(healthy, Now()))
    data = (healthy / FILE_NAME).read_bytes()
    for number in range(FILES // len(DAMAGES) + 1):
        rng = random.Random(f"{damage.__name__} {number}")
        damaged = damage(rng, data)
        if damaged == data:
            continue
        folder = tmp_path / str(number)
        shutil.copytree(healthy, folder)
        (folder / FILE_NAME).write_bytes(damaged)
        try:
            survives(folder, damaged, whole, capsys)
        except (AssertionError, ValueError, KeyError, TypeError) as error:
            error.add_note(f"{damage.__name__} {number}: {damaged[:400]!r}")
            raise
        shutil.rmtree(folder)


def survives(folder: Path, damaged: bytes, whole: dict[str, object], capsys: pytest.CaptureFixture[str]) -> None:
    """The program starts, or refuses with a sentence; what is missing is told of, and the bytes found are kept."""
    path, now = folder / FILE_NAME, Now()
    assert main(["status", "--data", str(folder)]) in (0, 1)
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    assert "should not" not in said.err, "an error that nobody foresaw"
    try:
        journal = Journal.open(folder, now)
    except StoreError:
        assert said.err
        assert path.read_bytes() == damaged, "refused, and changed all the same"
        return
    found = entries(journal)
    if found != whole:
        assert said.err, "something is missing or different, and nothing was said"
    asides = list(folder.glob(f"{FILE_NAME}.corrupt-*"))
    assert path.read_bytes() == damaged or [each.read_bytes() for each in asides] == [damaged]
    assert len(found) >= len(whole) - 2 or not asides, "the newest copy was not taken"
    if not journal.read_only:
        journal.save("later", check_in(20, leg_pain=1))
        later = Journal.open(folder, now)
        assert entries(later).keys() == found.keys() | {check_in(20).id}
        written = json.loads(path.read_bytes())
        assert all(int(key) > 0 for rows in written.values() for key in rows), "numbers, as TinyDB wants them"
