"""The stylesheets, and a light and a dark theme: calm, readable, and safe with the common kinds of colour blindness.

The accents are of Okabe and Ito's palette (2008), lightened or darkened until they read well on our backgrounds.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PurePath
from typing import Any

from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

DARK = Theme(
    name="sciatica-dark",
    dark=True,
    primary="#56b4e9",
    secondary="#cc9ac0",
    accent="#f0c55a",
    success="#4cc3a0",
    warning="#e69f00",
    error="#ff8a70",
    foreground="#dfe3e8",
    background="#14181d",
    surface="#191e24",
    panel="#232a32",
    variables={
        "border": "#3b4550",
        "border-blurred": "#2c343d",
        "footer-key-foreground": "#56b4e9",
        "input-selection-background": "#56b4e9 35%",
    },
)

LIGHT = Theme(
    name="sciatica-light",
    dark=False,
    primary="#005f96",
    secondary="#93487c",
    accent="#7d5700",
    success="#00654a",
    warning="#8a4b00",
    error="#a8321a",
    foreground="#1c2227",
    background="#faf9f6",
    surface="#f3f1ec",
    panel="#e7e4dc",
    variables={
        "border": "#bdb8ab",
        "border-blurred": "#d3cfc4",
        "footer-key-foreground": "#005f96",
        "input-selection-background": "#005f96 25%",
    },
)

THEMES = (DARK, LIGHT)


def _ansi(name: str, border: str, **colours: Any) -> Theme:
    """Return Textual's theme of the terminal's own sixteen colours, with some of them changed."""
    theme = BUILTIN_THEMES[name]
    variables = theme.variables | {"border": border, "footer-key-foreground": colours["primary"]}
    return replace(theme, variables=variables, **colours)


ANSI_THEMES = (
    _ansi(
        "ansi-dark",
        "ansi_bright_black",
        primary="ansi_bright_cyan",
        secondary="ansi_bright_magenta",
        accent="ansi_bright_yellow",
        warning="ansi_bright_yellow",
        error="ansi_bright_red",
        success="ansi_bright_green",
    ),
    _ansi("ansi-light", "ansi_bright_black", primary="ansi_blue", warning="ansi_magenta", accent="ansi_magenta"),
)
"""Those of the terminal's own colours: Textual's blue can't be read on black, nor its yellow on white."""

QUIET = 0.25
"""The part of the text's colour in that of a frame without the focus."""

OF_SIXTEEN_COLOURS = {DARK.name: "ansi-dark", LIGHT.name: "ansi-light"}
"""What stands for our themes in a terminal that has sixteen colours only, where they would all be black or white."""


def with_quiet_border(variables: dict[str, str]) -> dict[str, str]:
    """Return the variables of a theme, changed in place: most of Textual's have one colour for frames and for focus."""
    if variables["border"] == variables["primary"]:
        ground, text = (Color.parse(variables[name]) for name in ("background", "foreground"))
        variables["border"] = ground.blend(text, QUIET).hex
    return variables


def styles(*names: str) -> list[str | PurePath]:
    """Return the files of styles of these names, for a `CSS_PATH`."""
    return [Path(__file__).parent / "styles" / f"{name}.tcss" for name in names]
