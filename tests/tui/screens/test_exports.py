"""What comes from outside and goes out, in the app."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from sciatica_tui.demo.records import demo_records
from sciatica_tui.domain.errors import AppError, StoreError
from sciatica_tui.domain.progress import Progress
from sciatica_tui.domain.records import CheckIn, Episode, RedFlagAnswer, Trial
from sciatica_tui.exchange.report.page import Report
from sciatica_tui.services.reports import page_of
from sciatica_tui.storage.journal import Journal
from sciatica_tui.tui.messages import DialogWanted
from sciatica_tui.tui.screens import exports
from sciatica_tui.tui.screens.dialogs import Ask
from sciatica_tui.tui.screens.progress import LongWork
from sciatica_tui.tui.screens.what_to_do import ActionScreen

from ...driving import episode, opened, shown, toasts, until
from ...support import NOW, TODAY, FakeClock, checkin, services, stamp

CONFLICT = "sciatica (conflicted copy 2026-11-22).json"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with another device's copy beside the file; that device has one entry more."""
    clock = FakeClock()
    mine = tmp_path / "mine"
    services(mine, episode(), checkin(1, leg_pain=6))
    theirs = tmp_path / "theirs"
    shutil.copytree(mine, theirs)
    Journal.open(theirs, clock.now).save("there", checkin(leg_pain=3))
    shutil.copy(theirs / "sciatica.json", mine / CONFLICT)
    return mine


async def test_another_device_s_copy_is_offered_and_merged(folder: Path) -> None:
    used = services(folder)
    async with opened(used) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
        await pilot.press("m")
        await until(pilot, lambda: len(used.journal.all(CheckIn)) == 2)
        await until(pilot, lambda: not (folder / CONFLICT).exists())
    assert list((folder / "backups").glob("merged-*.json"))


async def test_a_mark_that_stays_where_the_other_device_deleted_its_entry_is_told(folder: Path) -> None:
    used = services(folder)
    (entry,) = used.journal.all(CheckIn)
    used.journal.save("marked", RedFlagAnswer(**stamp(), day=entry.day, at=NOW, flags=("urination",), checkin=entry.id))
    there = Journal.open(folder.with_name("theirs"), FakeClock().now)
    there.delete("gone", *[other for other in there.all(CheckIn) if other.id == entry.id])
    shutil.copy(folder.with_name("theirs") / "sciatica.json", folder / CONFLICT)
    async with opened(used) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
        await pilot.press("m")
        await until(pilot, lambda: any("What you marked as a red flag stays" in said for said in toasts(pilot)))


@pytest.mark.parametrize("name", ["sciatica (Kopie von Büro).json", "sciatica 2.json", "SFConflict anna.json"])
async def test_a_copy_is_offered_whatever_its_name(folder: Path, name: str) -> None:
    (folder / CONFLICT).rename(folder / name)
    async with opened(services(folder)) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, Ask))


async def test_a_merged_copy_that_can_not_be_removed_is_no_failure(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    true_unlink = Path.unlink

    def unlink(path: Path, missing_ok: bool = False) -> None:
        if path.name == CONFLICT:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        true_unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", unlink)
    used = services(folder)
    async with opened(used) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
        await pilot.press("m")
        await until(pilot, lambda: any(said.startswith("Merged.") for said in toasts(pilot)))
        await until(pilot, lambda: any("merged, but the other copy is still there." in said for said in toasts(pilot)))
        assert not [note for note in pilot.app._notifications if note.severity == "error"]


async def test_a_merge_that_the_disk_has_not_confirmed_says_so(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    used = services(folder)
    merge = used.journal.merge
    monkeypatch.setattr(used.journal, "merge", lambda *copy: replace(merge(*copy), certain=False))
    async with opened(used) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
        await pilot.press("m")
        words = "Merged. The disk has not confirmed it yet. u undoes the merge. The other copy is kept as\n"
        await until(pilot, lambda: any(said.startswith(words) for said in toasts(pilot)))


async def test_what_to_do_about_a_red_flag_is_shown_though_its_merge_fails(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StoreError("The disk is full.")

    used = services(folder, checkin(2, leg_pain=4, side="left"))
    theirs = Journal.open(folder.parent / "theirs", FakeClock().now)
    theirs.save("the other leg", checkin(leg_pain=4, side="right"))
    shutil.copy(folder.parent / "theirs" / "sciatica.json", folder / CONFLICT)
    monkeypatch.setattr(used.journal, "merge", full)
    async with opened(used) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
        await pilot.press("m")
        await until(pilot, lambda: isinstance(pilot.app.screen, ActionScreen))
        assert "The disk is full." in toasts(pilot)


async def test_later_leaves_everything_where_it_is(folder: Path) -> None:
    used = services(folder)
    async with opened(used) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
        await pilot.press("l")
        await until(pilot, lambda: not isinstance(pilot.app.screen, Ask))
    assert len(used.journal.all(CheckIn)) == 1
    assert (folder / CONFLICT).exists()


async def test_a_merge_is_undone_like_anything_else(folder: Path) -> None:
    used = services(folder)
    async with opened(used) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
        await pilot.press("m")
        await until(pilot, lambda: len(used.journal.all(CheckIn)) == 2)
        await pilot.press("escape", "u")
        await until(pilot, lambda: len(used.journal.all(CheckIn)) == 1)


async def test_p_on_phase_writes_the_clinicians_page(tmp_path: Path) -> None:
    async with opened(services(tmp_path / "data", episode(), *(checkin(n, leg_pain=4) for n in range(10)))) as pilot:
        await pilot.press("f5")
        await until(pilot, lambda: getattr(pilot.app.screen, "MODE", "") == "phase")
        await pilot.press("p")
        page = tmp_path / "data" / "pages" / "sciatica-2026-11-22.pdf"
        await until(pilot, page.exists)
        await until(pilot, lambda: not isinstance(pilot.app.screen, LongWork))
    assert page.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(("key", "told"), [("y", True), ("n", False)])
async def test_once_a_trial_has_ended_p_asks_whether_the_page_is_to_tell_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str, told: bool
) -> None:
    sections: list[str] = []

    def page(*of: object, **wishes: Any) -> Report:
        sections.extend(wishes["sections"])
        return page_of(*of, **wishes)  # type: ignore[arg-type]

    monkeypatch.setattr(exports, "page_of", page)
    records = [each for each in demo_records(TODAY, NOW) if isinstance(each, Episode | CheckIn | Trial)]
    async with opened(services(tmp_path / "data", *records)) as pilot:
        await pilot.press("f5")
        await until(pilot, lambda: getattr(pilot.app.screen, "MODE", "") == "phase")
        await pilot.press("p")
        await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
        await pilot.press(key)
        await until(pilot, (tmp_path / "data" / "pages" / "sciatica-2026-11-22.pdf").exists)
    assert ("trials" in sections) is told


async def test_esc_stops_a_long_work_without_a_trace(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        steps = []

        def work(progress: Progress) -> str:
            while True:
                steps.append(1)
                progress("Waiting", 1, 2)

        results: list[str | None] = []
        screen: LongWork[str] = LongWork("Work", work)
        pilot.app.push_screen(screen, results.append)
        await until(pilot, lambda: len(steps) > 2)
        await until(pilot, lambda: "Waiting … 50 %" in shown(pilot) and "━┄" in shown(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: results == [None])
        assert screen.failed is None


async def test_an_error_of_a_long_work_is_kept_for_who_began_it(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:

        def work(progress: Progress) -> str:
            raise AppError("It did not work.")

        results: list[str | None] = []
        screen: LongWork[str] = LongWork("Work", work)
        pilot.app.push_screen(screen, results.append)
        await until(pilot, lambda: results == [None])
        assert str(screen.failed) == "It did not work."


async def test_everything_is_exported_and_backed_up_from_the_palette(tmp_path: Path) -> None:
    used = services(tmp_path, episode(), checkin(leg_pain=6))
    async with opened(used) as pilot:
        pilot.app.screen.post_message(DialogWanted("export"))
        await until(pilot, lambda: any("Everything is saved, as JSON" in words for words in toasts(pilot)))
        [file] = used.paths.pages.glob("*.json")
        assert '"leg_pain":6' in file.read_text("utf-8").replace(": ", ":")
        pilot.app.screen.post_message(DialogWanted("backup"))
        await until(pilot, lambda: any("Backed up as" in words for words in toasts(pilot)))
    assert list(used.paths.backups.glob("by-hand-*.json"))
