"""A side file that can't be read or understood: the app works, nothing of it is lost, and one sentence says so."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

from sciatica_tui.domain.records import CheckIn
from sciatica_tui.domain.routines.active_session import begin, stored
from sciatica_tui.domain.routines.catalogue import BY_NAME
from sciatica_tui.storage.journal import FILE_NAME
from sciatica_tui.tui.screens.dialogs import Ask
from sciatica_tui.tui.screens.file_choice import FileChoice
from sciatica_tui.tui.screens.first_start import FirstStartScreen
from sciatica_tui.tui.screens.today import TodayScreen

from ...driving import AppPilot, checkins, episode, opened, opened_form, saved, shown, toasts, until
from ...support import NOW, checkin, day, services

FORM: dict[str, Any] = {
    "id": "01KAPS8C00AAAAAAAAAAAAAAAA",
    "day": day(0).isoformat(),
    "began_at": NOW.isoformat(),
    "depth": 1,
    "answers": {"leg_pain": 6},
}


def a_folder(path: Path) -> None:
    path.mkdir()
    (path / "mine").write_text("mine")


def a_circle(path: Path) -> None:
    path.symlink_to(path.name)


def garbage(path: Path) -> None:
    path.write_bytes(b"{torn")


def a_list(path: Path) -> None:
    path.write_text("[1, 2]")


def about(pilot: AppPilot, name: str) -> list[str]:
    """What was said about a file."""
    return [sentence for sentence in toasts(pilot) if name in sentence]


@pytest.fixture(autouse=True)
def _quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sciatica_tui.tui.controllers.journal.CHECK_INTERVAL", 0.1)


STANDS_THERE: list[Callable[[Path], None]] = [a_folder, a_circle, garbage, a_list]
if hasattr(os, "mkfifo"):
    STANDS_THERE.append(os.mkfifo)


@pytest.mark.parametrize("put", STANDS_THERE, ids=lambda put: put.__name__)
async def test_whatever_stands_in_the_place_of_drafts_the_app_starts_and_saves(
    tmp_path: Path, put: Callable[[Path], None]
) -> None:
    given = services(tmp_path, episode())
    names = [f"draft-{name}.json" for name in ("checkin", "session", "notices")]
    for name in names:
        put(given.paths.data / name)
    async with opened(given) as pilot:
        await opened_form(pilot, "6")
        assert (await saved(pilot)).leg_pain == 6
        for name in names:
            await until(pilot, partial(about, pilot, name))
            assert len(about(pilot, name)) == 1
            (aside,) = given.paths.data.glob(f"{name}.corrupt-*")
            assert any(f"it is kept as {aside.name}." in said for said in toasts(pilot))
            if put is a_folder:
                assert (aside / "mine").read_text() == "mine"


@pytest.mark.parametrize(
    "form",
    [
        {**FORM, "answers": {"leg_pain": "abc"}},
        {**FORM, "answers": {"tags": 5}},
        {**FORM, "answers": {"medication": [1, {}]}},
        {**FORM, "answers": {"symptoms": "x", "heel_rises": 3, "heel_rises.left": []}},
        {**FORM, "id": "mine"},
        {**FORM, "day": "yesterday"},
        {**FORM, "began_at": "2026-11-22T08:00:00"},
        {**FORM, "depth": "deep"},
        {**FORM, "before": {"zone": 7}, "editing": FORM["id"]},
        "no form",
    ],
    ids=str,
)
async def test_a_form_changed_by_hand_is_set_aside_and_the_other_one_shown(tmp_path: Path, form: object) -> None:
    given = services(tmp_path, episode())
    contents = {"newest": FORM["id"], "forms": [form, {**FORM, "id": "01KAPS8C00BBBBBBBBBBBBBBBB"}]}
    draft = given.paths.data / "draft-checkin.json"
    draft.write_text(json.dumps(contents))
    async with opened(given) as pilot:
        await opened_form(pilot)
        assert (await saved(pilot)).leg_pain == 6
        (aside,) = given.paths.data.glob("draft-checkin.json.corrupt-*")
        assert json.loads(aside.read_text()) == contents
        await until(pilot, lambda: any(aside.name in said for said in toasts(pilot)))
        assert [entry.leg_pain for entry in checkins(pilot)] == [6]
        assert not draft.exists()


async def test_a_session_changed_by_hand_is_set_aside_and_named(tmp_path: Path) -> None:
    given = services(tmp_path, episode())
    session = stored(begin(BY_NAME["hamstring"], FORM["id"], day(0), 0.0, NOW))
    session["timer"]["plan"] = []
    given.journal.save_draft("session", session)
    async with opened(given) as pilot:
        await until(pilot, lambda: any("interrupted session can't be continued" in said for said in toasts(pilot)))
        (aside,) = given.paths.data.glob("draft-session.json.corrupt-*")
        assert json.loads(aside.read_bytes()) == session


@pytest.mark.parametrize("has_backup", [False, True])
async def test_a_damaged_journal_is_told_on_a_page_that_waits_before_anything_is_asked(
    tmp_path: Path, has_backup: bool
) -> None:
    if has_backup:
        services(tmp_path, episode()).journal.backup("by-hand")
    (tmp_path / FILE_NAME).write_bytes(b"{torn")
    given = services(tmp_path)
    async with opened(given) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
        text = " ".join(
            re.sub(
                "[│╭╮╰╯─]", " ", "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())
            ).split()
        )
        assert FILE_NAME in text
        (aside,) = tmp_path.glob(f"{FILE_NAME}.corrupt-*")
        assert aside.name in text
        assert "Nothing was deleted" in text
        assert ("go back to one of the backups, in a terminal: sciatica-tui restore" in text) is has_backup
        assert ("no backup" in text) is not has_backup
        assert not toasts(pilot)
        await pilot.press("enter")
        page = TodayScreen if has_backup else FirstStartScreen
        await until(pilot, lambda: isinstance(pilot.app.screen, page))
        assert aside.read_bytes() == b"{torn"


async def test_a_copy_brought_in_from_the_page_on_damage_answers_the_first_questions(tmp_path: Path) -> None:
    there = services(tmp_path / "there", episode(), checkin(1, leg_pain=3)).paths.data
    given = services(tmp_path / "here")
    (given.paths.data / FILE_NAME).write_bytes(b"{torn")
    given = services(tmp_path / "here")
    async with opened(given, (120, 36)) as pilot:
        await until(pilot, lambda: "b  Bring in a copy or an export" in shown(pilot))
        assert "with b, or later with ^o." in str(pilot.app.screen.query_one(".dialog-text").render())
        await pilot.press("b")
        await until(pilot, lambda: isinstance(pilot.app.screen, FileChoice))
        pilot.app.screen.query_one(Input).value = str(there / FILE_NAME)
        await pilot.press("enter")
        await until(pilot, lambda: "1 new check-in" in shown(pilot))
        await pilot.press("t")
        await until(pilot, lambda: "Imported: " in shown(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
        assert [entry.leg_pain for entry in checkins(pilot)] == [3]


async def test_over_a_form_damage_is_a_notice_that_no_key_closes_unread(tmp_path: Path) -> None:
    given = services(tmp_path, episode())
    async with opened(given) as pilot:
        form = await opened_form(pilot)
        (given.paths.data / FILE_NAME).write_bytes(b"{torn")
        await until(pilot, lambda: any("could not be used" in said for said in toasts(pilot)))
        assert pilot.app.screen is form


async def test_what_is_put_right_under_a_running_app_is_told(tmp_path: Path) -> None:
    given = services(tmp_path, episode())
    async with opened(given) as pilot:
        (given.paths.data / FILE_NAME).write_bytes(b"{torn")
        await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
        await until(pilot, lambda: "this window's version" in shown(pilot))
        assert not toasts(pilot)
        await pilot.press("b")
        await until(pilot, lambda: isinstance(pilot.app.screen, FileChoice))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
        given.journal.save_draft("notices", {"sentences": ["A command has put something right."]})
        await until(pilot, lambda: "A command has put something right." in toasts(pilot))
        assert given.journal.all(CheckIn) == ()
