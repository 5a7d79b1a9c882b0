"""Every screen looks as it was accepted: `python -m tests.pictures --accept` accepts what is meant."""

from __future__ import annotations

import pytest

from sciatica_tui.tui.modes import SCREENS

from .accepted import FOLDER, accepted_names, difference
from .scenes import SCENES, draw, names

LARGEST = 2_500_000
"""Bytes of all pictures together."""


@pytest.mark.parametrize("name", names())
async def test_a_screen_looks_as_it_was_accepted(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    change = difference(name, await draw(name))
    assert not change, f"\n{change}\nIf that is meant: python -m tests.pictures --accept {name}"


def test_there_is_a_picture_of_every_mode_and_of_nothing_else() -> None:
    assert accepted_names() == set(names())
    assert len({scene.keys.partition(" ")[0] for scene in SCENES.values()}) >= len(SCREENS)
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < LARGEST


def test_a_changed_word_and_a_changed_colour_are_each_one_line() -> None:
    name = "today-80x24"
    accepted = (FOLDER / f"{name}.txt").read_text("utf-8")
    text, styles = accepted.split("\n\n")[0], accepted[accepted.index("\n 0: ") + 1 :]
    assert difference(name, accepted) == ""
    other_word = accepted.replace(text.splitlines()[1], "│Another headline", 1)
    assert difference(name, other_word).count("\n+") == 2, "one line, and the name of the picture"
    other_colour = accepted.replace(styles.splitlines()[1], " 1: 0 #123456/#000000", 1)
    assert difference(name, other_colour).count("\n+") == 2
