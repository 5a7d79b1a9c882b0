"""The terminal's own sixteen colours: legible on black and on white, and taken where there are no others."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from textual.color import Color
from textual.theme import Theme

from sciatica_tui.tui import screens, themes
from sciatica_tui.tui.app import SciaticaApp
from sciatica_tui.tui.screens.base import BaseModal, BaseScreen
from sciatica_tui.tui.screens.questionnaire import Asked
from sciatica_tui.tui.themes import ANSI_THEMES

from ..driving import episode, opened
from ..support import services
from .contrast import contrast

STYLES = Path(themes.__file__).parent / "styles"

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


async def test_in_a_theme_of_textuals_the_pane_with_the_focus_differs_from_the_others(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        for theme in ("tokyo-night", "nord", "solarized-light"):
            pilot.app.theme = theme
            await pilot.pause()
            colours = pilot.app.theme_variables
            assert colours["border"] != colours["primary"], theme


def test_the_styles_of_a_screen_speak_of_no_screen_that_does_not_read_them() -> None:
    """They are read when a screen is first put up, in any order; others that show by then are not styled again."""
    kinds = {kind.__name__: kind for kind in screens_of(BaseScreen)}
    by_class: dict[str, type[BaseScreen[Any]]] = {".dialog": BaseModal, ".asked": Asked}
    used = {path.stem for kind in kinds.values() for path in css_files(kind)}
    assert used == {path.stem for path in STYLES.glob("*.tcss")} - {"app"}
    for path in STYLES.glob("*.tcss"):
        if path.stem == "app":
            continue
        for selectors in re.findall(r"^([.\w][^{]*)\{", path.read_text("utf-8"), re.MULTILINE):
            for selector in selectors.split(","):
                name = re.match(r"\.?\w+", selector.strip())
                assert name is not None, selector
                assert path in css_files((by_class | kinds)[name[0]]), selector


def screens_of(kind: type[BaseScreen[Any]]) -> Iterator[type[BaseScreen[Any]]]:
    """Every kind of screen there is."""
    for module in pkgutil.iter_modules(screens.__path__, f"{screens.__name__}."):
        importlib.import_module(module.name)
    for narrower in kind.__subclasses__():
        yield narrower
        yield from screens_of(narrower)


def css_files(kind: type[BaseScreen[Any]]) -> list[Path]:
    return [Path(path) for path in cast("list[Path]", kind.CSS_PATH or [])]
