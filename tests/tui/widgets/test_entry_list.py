"""The list of entries: how a line is cut that is too long, and what of a check-in a narrow list shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from sciatica_tui.domain.records import CheckIn
from sciatica_tui.tui.screens.history import HistoryScreen
from sciatica_tui.tui.widgets.entry_list import _fitted

from ...driving import episode, opened, shown, typed, until
from ...support import checkin, services

TEXT = "walking 4/10, sleeping 5/10, gardening for an hour 3/10"


def test_a_line_is_cut_between_parts_where_they_fill_it_and_between_words_where_not() -> None:
    assert _fitted(TEXT, 33).rstrip() == "walking 4/10, sleeping 5/10, …"
    assert _fitted(TEXT, 48).rstrip() == "walking 4/10, sleeping 5/10, gardening for an …"
    assert _fitted(TEXT, 60).rstrip() == TEXT


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (checkin(1, note="A day in Bern."), "Sat 21 Nov  08:10  “A day in Bern.”"),
        (checkin(1, heel_walk={"left": "weak"}), "Sat 21 Nov  08:10  heel walk weak left"),
        (checkin(1, leg_pain=4, zone="calf", note="A day in Bern."), "Sat 21 Nov  08:10   4        calf"),
    ],
)
async def test_in_a_narrow_list_words_take_the_room_of_pains_that_were_not_answered(
    tmp_path: Path, entry: CheckIn, words: str
) -> None:
    async with opened(services(tmp_path, episode(), entry), (60, 16)) as pilot:
        await pilot.press("6")
        await until(pilot, lambda: isinstance(pilot.app.screen, HistoryScreen))
        await until(pilot, lambda: words in shown(pilot))


async def test_in_a_narrow_list_words_that_were_searched_for_take_the_room_of_the_pains(tmp_path: Path) -> None:
    entry = checkin(1, leg_pain=4, zone="calf", note="A long day of sitting in a train on the way to Bern.")
    async with opened(services(tmp_path, episode(), entry), (60, 16)) as pilot:
        await pilot.press("6")
        await until(pilot, lambda: isinstance(pilot.app.screen, HistoryScreen))
        await pilot.press("/")
        await typed(pilot, "bern")
        await until(pilot, lambda: "way to Bern." in shown(pilot))
