"""How well what is on the screen reads: WCAG 2.2 contrast of every character that is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rich.color import Color
from textual.app import App
from textual.filter import dim_color

Triplet = tuple[int, int, int]


class Drawn(NamedTuple):
    """A run of characters in one style, and the ratio of its colour to what is behind it (1–21)."""

    text: str
    ratio: float
    bold: bool
    grey: bool


def luminance(colour: Triplet) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [part / 255 for part in colour]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Triplet, other: Triplet) -> float:
    """The contrast ratio of two colours, WCAG 2.2: 1 for the same, 21 for black on white."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def drawn(app: App[None]) -> Iterator[Drawn]:
    """All that is on the screen now, but spaces."""
    for strip in app.screen._compositor.render_strips():
        for segment in strip:
            style = segment.style
            if not segment.text.strip() or style is None or style.color is None or style.bgcolor is None:
                continue
            front, back = style.color, style.bgcolor
            if style.dim:
                front = dim_color(back, front)
            if style.reverse:
                front, back = back, front
            one, other = _triplet(front), _triplet(back)
            grey = len(set(one)) == len(set(other)) == 1
            yield Drawn(segment.text.strip(), contrast(one, other), bool(style.bold), grey)


def _triplet(colour: Color) -> Triplet:
    return tuple(colour.get_truecolor())  # type: ignore[return-value]
