"""A half-filled form and a running session: as durable as an entry, and never in the way of the history."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sciatica_tui.domain.errors import BadInput
from sciatica_tui.storage.journal import FILE_NAME, Journal

from .making import Now, check_in


def test_a_draft_is_there_after_a_crash(journal: Journal, folder: Path, now: Now) -> None:
    journal.save_draft("check-in", {"leg_pain": 3, "day": date(2026, 7, 1), "note": "half a sent"})
    again = Journal.open(folder, now)
    assert again.load_draft("check-in") == {"leg_pain": 3, "day": "2026-07-01", "note": "half a sent"}
    assert (folder / "draft-check-in.json").stat().st_mode & 0o777 == 0o600


def test_a_draft_does_not_rewrite_the_history(journal: Journal, folder: Path) -> None:
    journal.save("x", check_in(1))
    before = (folder / FILE_NAME).stat()
    version = journal.version
    for number in range(3):
        journal.save_draft("check-in", {"n": number})
    assert (folder / FILE_NAME).stat() == before
    assert journal.version == version
    assert journal.load_draft("check-in") == {"n": 2}


def test_a_discarded_draft_is_gone(journal: Journal, folder: Path) -> None:
    journal.save_draft("check-in", {})
    journal.save_draft("session", {"step": 2})
    assert journal.load_draft("check-in") == {}
    journal.discard_draft("check-in")
    journal.discard_draft("check-in")
    assert journal.load_draft("check-in") is None
    assert journal.load_draft("session") == {"step": 2}
    assert not list(folder.glob("draft-check-in*"))


@pytest.mark.parametrize("damage", [b"", b'{"leg', b"[1]", b"\0\0\0", b"\xff"])
def test_a_damaged_draft_is_set_aside_with_a_word(journal: Journal, folder: Path, damage: bytes) -> None:
    path = folder / "draft-check-in.json"
    path.write_bytes(damage)
    assert journal.load_draft("check-in") is None
    assert journal.load_draft("check-in") is None
    (aside,) = folder.glob("draft-check-in.json.corrupt-*")
    assert aside.read_bytes() == damage
    (notice,) = journal.notices
    assert aside.name in notice
    journal.save_draft("check-in", {"leg_pain": 3})
    assert journal.load_draft("check-in") == {"leg_pain": 3}


def test_what_can_not_be_kept_is_refused_and_the_draft_before_stays(journal: Journal) -> None:
    journal.save_draft("check-in", {"leg_pain": 3})
    with pytest.raises(BadInput):
        journal.save_draft("check-in", {"reach_cm": float("nan")})
    assert journal.load_draft("check-in") == {"leg_pain": 3}


@pytest.mark.parametrize("name", ["", "../x", "a b", "A", "x" * 60])
def test_a_name_can_not_lead_out_of_the_folder(journal: Journal, name: str) -> None:
    with pytest.raises(ValueError, match="no name for a draft"):
        journal.save_draft(name, {})
