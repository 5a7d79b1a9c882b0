"""`check` finds what is not as it should be, and says what to do."""

from __future__ import annotations

import json
from pathlib import Path

from sciatica_tui.storage.journal import FILE_NAME, Journal

from .making import Now, check_in


def sentences(journal: Journal) -> str:
    return "\n".join(journal.check())


def test_a_healthy_folder_gives_nothing_to_say(journal: Journal) -> None:
    assert journal.check() == ()
    journal.save("x", check_in(1))
    journal.save("x", check_in(2))
    journal.save_draft("check-in", {})
    journal.delete("y", check_in(1))
    assert journal.check() == ()


def test_unreadable_and_doubled_entries_are_named_with_the_reason(journal: Journal, folder: Path, now: Now) -> None:
    journal.save("x", check_in(1, leg_pain=3), check_in(2, leg_pain=4))
    path = folder / FILE_NAME
    everything = json.loads(path.read_bytes())
    entries = everything["checkins"]
    entries["3"] = entries["1"] | {"leg_pain": 7, "rev": 5}
    entries["2"]["leg_pain"] = 77
    everything["tombstones"] = {
        "1": {"id": check_in(1).id, "table": "checkins", "rev": 2, "deleted_at": "2026-07-01T10:00:00Z"}
    }
    path.write_text(json.dumps(everything))
    text = sentences(Journal.open(folder, now))
    assert "checkins, number 2, can't be read: Expected `int` <= 10 - at `$.leg_pain`" in text
    assert f"checkins has {check_in(1).id} more than once" in text
    assert f"{check_in(1).id} is in checkins and in tombstones" in text
    assert "was changed by hand" in text


def test_litter_open_permissions_and_bad_copies_are_named(journal: Journal, folder: Path) -> None:
    journal.save("x", check_in(1))
    journal.save("x", check_in(2))
    (folder / FILE_NAME).chmod(0o644)
    folder.chmod(0o755)
    (folder / ".sciatica-tui-0123456789ab.tmp").touch()
    (folder / f"{FILE_NAME}.corrupt-20260701T090000-abcd").touch()
    (folder / "backups" / "daily-2026-06-01.json").write_text("{torn")
    text = sentences(journal)
    assert f"{folder}; chmod 700 fixes that" in text
    assert f"{folder / FILE_NAME}; chmod 600 fixes that" in text
    assert "was left by a save that was cut off" in text
    assert "is a damaged file that was set aside" in text
    assert "daily-2026-06-01.json can't be used: it is cut off" in text


def test_a_read_only_file_is_named(journal: Journal, folder: Path, now: Now) -> None:
    journal.save("x", check_in(1))
    (folder / FILE_NAME).chmod(0o400)
    (finding,) = Journal.open(folder, now).check()
    assert "is marked read-only" in finding
