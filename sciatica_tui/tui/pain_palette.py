"""The colours of pain from 0 to 10, the same in every chart, map, ribbon and calendar.

Steps of equal size to the eye (OKLab, Ottosson 2020), from blue by mauve to gold or wine: lightness changes in one
direction only, also as the three kinds of colour blindness see it and in grey, so that more pain is always told from
less. The number or a word stands beside wherever it matters.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from textual.app import App
from textual.color import Color
from textual.style import Style

from ..domain.charts import pain_map

WORST = 10

SHADE_PAINS = {pain_map.MILD: 2, pain_map.MODERATE: 5, pain_map.SEVERE: 8, pain_map.WORST: 10}
"""The pain in whose colour each shade of a zone is drawn, on the body and in the ribbon."""

DARK = (
    *("#2c6f9a", "#607297", "#867395", "#a97391", "#c2787e", "#db7c67"),
    *("#ef8555", "#f49d63", "#f8b571", "#facd7f", "#fbe48d"),
)
"""On a dark ground: the worse, the brighter."""
LIGHT = (
    *("#4697c0", "#738db1", "#8d7c9d", "#a1698a", "#a55967", "#a74741"),
    *("#9f3523", "#882a23", "#722022", "#5d161f", "#480c1c"),
)
"""On a light ground: the worse, the darker."""

BLACK, WHITE = "ansi_black", "ansi_bright_white"
ANSI = (
    *(("ansi_cyan", BLACK),),
    *(("ansi_green", BLACK),) * 3,
    *(("ansi_yellow", BLACK),) * 3,
    *(("ansi_red", WHITE),) * 2,
    *(("ansi_magenta", WHITE),) * 2,
)
"""Of the terminal's own colours, each with the one that reads on it whatever the terminal's background."""

EVEN_LUMINANCE = 0.179
"""From which black stands out more than white."""


def pain_cell(app: App[Any], pain: float) -> Style:
    """Return the style of a cell filled with the colour of a pain from 0 to 10, with what is written on it legible."""
    return _cell(_kind(app), _step(pain))


def pain_ink(app: App[Any], pain: float) -> Style:
    """Return the style of a dot, a bar or a figure drawn in the colour of a pain from 0 to 10.

    Without colours it is that of the text around it: a dark grey would only be hard to see.
    """
    if app.no_color:
        return Style()
    return Style(foreground=_cell(_kind(app), _step(pain)).background)


def _kind(app: App[Any]) -> str:
    if app.native_ansi_color:
        return "ansi"
    return "dark" if app.current_theme.dark else "light"


def _step(pain: float) -> int:
    return min(max(round(pain), 0), WORST)


@cache
def _cell(kind: str, step: int) -> Style:
    if kind == "ansi":
        ground, ink = ANSI[step]
        return Style(background=Color.parse(ground), foreground=Color.parse(ink))
    ground_color = Color.parse((DARK if kind == "dark" else LIGHT)[step])
    return Style(background=ground_color, foreground=Color.parse(_ink_on(ground_color)))


def _ink_on(ground: Color) -> str:
    """Black or white, whichever stands out more by the contrast ratio of WCAG 2.2."""
    red, green, blue = (((part + 0.055) / 1.055) ** 2.4 for part in ground.normalized)
    return "#000000" if 0.2126 * red + 0.7152 * green + 0.0722 * blue > EVEN_LUMINANCE else "#ffffff"
