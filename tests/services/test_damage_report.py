"""The page on a damaged journal: what is still there first, then what may not be, the files, and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from sciatica_tui.services import damage_report as damage_page
from sciatica_tui.services.damage_report import DamageReport, Replacement, damage_report
from sciatica_tui.services.paths import find_paths
from sciatica_tui.storage.file_format import FILE_NAME
from sciatica_tui.storage.journal import Journal
from sciatica_tui.storage.notices import NOTICES, Notices
from tests.support import NOW, TODAY, checkin, services

FULL = Replacement(
    "/x/a.json", "it is empty", "the backup b.json", "2026-11-21 08:30", "a.json.corrupt-1", "it is full."
)
RESTORED = FULL._replace(aside="", obstacle="")


def test_the_entries_that_are_here_come_first_and_then_from_when_on_some_may_be_missing(tmp_path: Path) -> None:
    services(tmp_path, checkin(3, leg_pain=6), checkin(1, leg_pain=5)).journal.backup("by-hand")
    report = after_damage(tmp_path)
    assert report.title == "Your journal was restored"
    good, lost, *_ = report.text.splitlines()
    assert good == "Your 2 check-ins up to Saturday 21 November are here."
    assert lost == f"What you logged after {NOW:%H:%M} on Sunday 22 November may be missing."


def test_a_backup_of_another_year_is_told_with_its_year() -> None:
    replacement = RESTORED._replace(saved="2025-11-21 08:30")
    words = "What you logged after 08:30 on Friday 21 November 2025 may be missing."
    assert words in damage_report(Journal.in_memory(lambda: NOW), [replacement], TODAY).text


def test_of_two_files_both_are_named_and_the_last_says_what_became_of_the_journal() -> None:
    report = damage_report(Journal.in_memory(lambda: NOW), [FULL, RESTORED._replace(file="/my files/c.json")], TODAY)
    assert report.title == "Your journal was restored"
    first, second = report.text.split("\n\n")[1:3]
    assert ("a.json: it is empty" in first, "c.json: it is empty" in second) == (True, True)
    assert "Set aside as" not in second, "nothing was"
    assert "sciatica-tui restore --data '/my files'\n" in report.text


def test_the_files_stand_one_below_the_other_with_their_labels_aligned(tmp_path: Path) -> None:
    services(tmp_path, checkin(1, leg_pain=5)).journal.backup("by-hand")
    report = after_damage(tmp_path)
    assert report.text.startswith("Your 1 check-in up to Saturday 21 November is here.\n")
    files = report.text.split("\n\n")[1].splitlines()
    (aside,) = tmp_path.glob(f"{FILE_NAME}.corrupt-*")
    labels, words = zip(*((line[:14].rstrip(), line[14:]) for line in files), strict=True)
    assert labels == ("File", "Replaced by", "Set aside as", "Folder")
    assert words[0].startswith(f"{FILE_NAME}: ")
    assert words[2:] == (aside.name, str(tmp_path))


def test_without_a_backup_it_says_that_nothing_is_here(tmp_path: Path) -> None:
    report = after_damage(tmp_path)
    assert report.title == "Your journal begins anew"
    assert report.text.startswith("No check-ins are here.\nThere was no backup")
    assert "restore" not in report.text
    assert report.takes_copy
    assert report.text.endswith("with b, or later with {import}.")


def test_the_commands_are_for_the_folder_of_the_journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    services(tmp_path, checkin(1, leg_pain=5)).journal.backup("by-hand")
    assert f"sciatica-tui restore --data {tmp_path}\n" in after_damage(tmp_path).text
    usual = find_paths()
    monkeypatch.setattr(damage_page, "find_paths", lambda: replace(usual, data=tmp_path))
    assert "sciatica-tui restore\n" in after_damage(tmp_path).text


def test_what_is_only_shown_says_what_stood_in_the_way() -> None:
    report = damage_report(Journal.in_memory(lambda: NOW), [FULL], TODAY)
    assert report.title == "Your journal is shown from a copy"
    assert "Shown instead  the backup b.json" in report.text
    assert report.text.endswith("The file could not be replaced: it is full.")
    assert not report.takes_copy


def test_a_backup_of_a_day_that_cannot_be_read_names_no_day() -> None:
    for saved in ("", "soon", "2026-13-41 08"):
        replacement = FULL._replace(saved=saved, obstacle="")
        assert (
            "What you logged last may be missing."
            in damage_report(Journal.in_memory(lambda: NOW), [replacement], TODAY).text
        )


def test_what_a_command_left_is_told_as_by_the_command(tmp_path: Path) -> None:
    services(tmp_path, checkin(1, leg_pain=5)).journal.backup("by-hand")
    (tmp_path / FILE_NAME).write_bytes(b"{torn")
    by_a_command = Journal.open(tmp_path, lambda: NOW)
    by_a_command.leave_notices()
    later = Journal.open(tmp_path, lambda: NOW)
    assert later.damage == ()
    assert later.left_notices().damage == by_a_command.damage != ()


@pytest.mark.parametrize(
    "contents",
    [
        '{"sentences": ["x"], "damage": [["a"]]}',
        '{"sentences": [1], "damage": []}',
        '{"damage": "x"}',
        "[]",
        "{torn",
    ],
)
def test_of_notices_that_a_hand_changed_nothing_is_taken(tmp_path: Path, contents: str) -> None:
    journal = services(tmp_path, checkin(1, leg_pain=5)).journal
    journal.save_draft(NOTICES, Notices(("left",), (FULL,))._asdict())
    (path,) = tmp_path.glob(f"*{NOTICES}*")
    path.write_text(contents, "utf-8")
    assert Journal.open(tmp_path, lambda: NOW).left_notices() == Notices()


def after_damage(folder: Path) -> DamageReport:
    (folder / FILE_NAME).write_bytes(b"{torn")
    journal = Journal.open(folder, lambda: NOW)
    return damage_report(journal, journal.damage, TODAY)
