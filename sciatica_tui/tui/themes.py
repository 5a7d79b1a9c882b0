"""The stylesheets, and a light and a dark theme: calm, readable, and safe with the common kinds of colour blindness.

The accents are of Okabe and Ito's palette (2008), lightened or darkened until they read well on our backgrounds.
"""

from __future__ import annotations

from pathlib import Path, PurePath

from textual.theme import Theme

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

STYLESHEETS: list[str | PurePath] = [
    Path(__file__).parent / "styles" / f"{name}.tcss"
    for name in (
        "app",
        "dialogs",
        "today",
        "checkin",
        "trends",
        "routines",
        "phase",
        "history",
        "guide",
        "red_flags",
        "episode",
        "settings",
        "file_import",
    )
]
"""The files with the styles of the screens."""
