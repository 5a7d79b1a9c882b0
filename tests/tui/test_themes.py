"""The terminal's own sixteen colours: legible on black and on white, and taken where there are no others."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.color import Color
from textual.theme import Theme

from sciatica_tui.tui.app import SciaticaApp
from sciatica_tui.tui.themes import ANSI_THEMES

from ..driving import episode, opened
from ..support import services
from .contrast import contrast

VGA = {
    "ansi_blue": (0, 0, 170),
    "ansi_red": (170, 0, 0),
    "ansi_green": (0, 120, 0),
    "ansi_magenta": (170, 0, 170),
    "ansi_cyan": (0, 120, 120),
    "ansi_bright_black": (119, 119, 119),
    "ansi_bright_red": (255, 85, 85),
    "ansi_bright_green": (85, 255, 85),
    "ansi_bright_yellow": (255, 255, 85),
    "ansi_bright_magenta": (255, 85, 255),
    "ansi_bright_cyan": (85, 255, 255),
}
"""About what terminals show for these names; those of a light profile are darker."""


@pytest.mark.parametrize("theme", ANSI_THEMES, ids=lambda theme: theme.name)
def test_every_accent_can_be_read_on_the_terminals_ground(theme: Theme) -> None:
    ground = (0, 0, 0) if theme.dark else (255, 255, 255)
    for role in ("primary", "secondary", "accent", "warning", "error", "success"):
        assert contrast(VGA[getattr(theme, role)], ground) >= 4.4, role
    assert contrast(VGA[theme.variables["border"]], ground) >= 3


async def test_a_terminal_of_sixteen_colours_gets_the_theme_of_its_own(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        app = pilot.app
        assert isinstance(app, SciaticaApp)
        assert app.theme == "sciatica-dark"
        app.settings_controller.sixteen_colours = True
        app.settings_controller.start()
        await pilot.pause()
        assert app.theme == "ansi-dark"
        assert Color.parse(app.theme_variables["primary"]).ansi is not None
