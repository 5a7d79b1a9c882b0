"""Notices in the corner: one that passes at a time, and none that stays where it has no business."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from textual.widgets._toast import Toast

from sciatica_tui.domain.records import RedFlagAnswer
from sciatica_tui.tui.screens.dialogs import Answer, Ask
from sciatica_tui.tui.screens.what_to_do import ActionScreen

from ..driving import AppPilot, episode, opened, shown, toasts, until
from ..support import NOW, day, services, stamp


async def said(pilot: AppPilot, sentence: str, **how: object) -> None:
    pilot.app.notify(sentence, **how)  # type: ignore[arg-type]
    await until(pilot, lambda: sentence in toasts(pilot))
    await pilot.pause()


async def test_a_newer_notice_takes_the_place_of_the_one_before_but_not_of_what_must_be_read(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await said(pilot, "The disk is full.", severity="error")
        await said(pilot, "The file was damaged.", severity="warning", timeout=20)
        await said(pilot, "Nothing is marked.", severity="warning")
        await said(pilot, "Saved.")
        assert toasts(pilot) == ["The disk is full.", "The file was damaged.", "Saved."]
        assert "Nothing is marked." not in shown(pilot)


@pytest.mark.parametrize(
    ("sentence", "how"),
    [("The disk is full.", {"severity": "error"}), ("It was mended.", {"severity": "warning", "timeout": 20})],
)
async def test_what_must_be_read_stays_until_a_key_after_it_could_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sentence: str, how: dict[str, object]
) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await said(pilot, sentence, **how)
        assert pilot.app.screen.query_one(Toast)._timeout > 86400
        await pilot.press("down")
        assert toasts(pilot) == [sentence], "the key came too soon for it to have been read"
        monkeypatch.setattr("sciatica_tui.tui.notices.READ_SECONDS", 0.01)
        await said(pilot, "And the draft is kept.", severity="error")
        await until(pilot, lambda: pilot.app._readable)  # type: ignore[attr-defined]
        await pilot.press("down")
        await until(pilot, lambda: len(pilot.app.screen.query(Toast)) == 1)
        assert toasts(pilot) == [sentence]


async def test_on_another_screen_only_what_was_just_done_is_still_told(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await said(pilot, "The disk is full.", severity="error", timeout=60)
        await said(pilot, "Saved.", timeout=15)
        await pilot.app.push_screen(Ask("Sure?", "", (Answer("n", "No", "no"),)))
        await pilot.pause()
        assert toasts(pilot) == ["The disk is full.", "Saved."]
        await pilot.press("n")
        await until(pilot, lambda: toasts(pilot) == ["The disk is full."])
        assert "Saved." not in shown(pilot)


async def test_a_notice_stands_under_what_to_do_in_an_alarm_and_never_over_it(tmp_path: Path) -> None:
    flag = RedFlagAnswer(**stamp(), day=day(1), at=NOW - timedelta(1), flags=("saddle_numbness",))
    async with opened(services(tmp_path, episode(), flag), (60, 16)) as pilot:
        await pilot.press("!")
        await until(pilot, lambda: isinstance(pilot.app.screen, ActionScreen))
        await said(pilot, "Saved: leg 6, back 3, calf. u undoes it.", timeout=60)
        await until(pilot, lambda: "u undoes it." in shown(pilot))
        page, notice = pilot.app.screen.query_one("#action").region, pilot.app.screen.query_one(Toast).region
        assert notice.height
        assert not page.overlaps(notice)
        assert "s Seen by a clinician" in shown(pilot)


async def test_undo_leaves_what_must_be_read(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await said(pilot, "The disk is full.", severity="error")
        await said(pilot, "Saved: leg 6. u undoes it.")
        await pilot.press("u")
        await until(pilot, lambda: "Undone: what was there. U brings it back." in toasts(pilot))
        assert toasts(pilot) == ["The disk is full.", "Undone: what was there. U brings it back."]


async def test_what_a_notice_says_is_never_markup(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        pilot.app.screen.notify("Saved: [b]a note[/b] [/].", timeout=60)
        await until(pilot, lambda: "Saved: [b]a note[/b] [/]." in shown(pilot))
