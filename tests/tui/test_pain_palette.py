"""The colours of pain: even to the eye, told apart with every kind of colour vision, legible as dots and cells."""

from __future__ import annotations

from itertools import pairwise
from math import dist

import pytest
from textual.app import App
from textual.color import Color

from sciatica_tui.tui.pain_palette import DARK, LIGHT, WORST, pain_cell, pain_ink
from sciatica_tui.tui.themes import THEMES

from .contrast import contrast, luminance

GRAPHIC, TEXT = 3.0, 4.5
"""Contrast that WCAG 2.2 asks of what is drawn, and of what is written."""

VISION = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red cones": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
    "no green cones": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "no blue cones": ((1.256, -0.077, -0.179), (-0.078, 0.931, 0.148), (0.005, 0.691, 0.304)),
}
"""What is seen of a colour, in linear light: Machado, Oliveira and Fernandes 2009, severity 1."""

RAMPS = {"sciatica-dark": DARK, "sciatica-light": LIGHT}


def linear(colour: str) -> list[float]:
    return [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in Color.parse(colour).normalized
    ]


def oklab(light: list[float]) -> tuple[float, float, float]:
    """Where the eye places a colour (Ottosson 2020): equal distances look equal."""
    red, green, blue = (max(part, 0) for part in light)
    long, medium, short = (
        (a * red + b * green + c * blue) ** (1 / 3)
        for a, b, c in ((0.4122, 0.5363, 0.0514), (0.2119, 0.6807, 0.1074), (0.0883, 0.2817, 0.6300))
    )
    return (
        0.2105 * long + 0.7936 * medium - 0.0041 * short,
        1.9780 * long - 2.4286 * medium + 0.4506 * short,
        0.0259 * long + 0.7828 * medium - 0.8087 * short,
    )


@pytest.mark.parametrize("ramp", [DARK, LIGHT], ids=["dark", "light"])
def test_each_point_of_pain_is_a_step_of_the_same_size(ramp: tuple[str, ...]) -> None:
    assert len(ramp) == WORST + 1
    steps = [dist(oklab(linear(a)), oklab(linear(b))) for a, b in pairwise(ramp)]
    assert max(steps) / min(steps) < 1.3


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("ramp", [DARK, LIGHT], ids=["dark", "light"])
def test_more_pain_is_always_lighter_or_always_darker_whatever_the_eyes(ramp: tuple[str, ...], vision: str) -> None:
    seen = [[sum(k * c for k, c in zip(row, linear(x), strict=True)) for row in VISION[vision]] for x in ramp]
    lightness = [oklab(each)[0] for each in seen]
    assert lightness in (sorted(lightness), sorted(lightness, reverse=True))


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
async def test_a_dot_stands_out_from_the_ground_and_a_digit_from_its_cell(theme: object) -> None:
    app: App[None] = App()
    for each in THEMES:
        app.register_theme(each)
    async with app.run_test():
        app.theme = theme.name  # type: ignore[attr-defined]
        ground = Color.parse(theme.background).rgb  # type: ignore[attr-defined]
        for pain in range(WORST + 1):
            ink, cell = pain_ink(app, pain), pain_cell(app, pain)
            assert ink.foreground is not None
            assert cell.foreground is not None
            assert cell.background is not None
            assert ink.foreground == cell.background == Color.parse(RAMPS[app.theme][pain])
            assert contrast(ink.foreground.rgb, ground) >= GRAPHIC, pain
            assert contrast(cell.foreground.rgb, cell.background.rgb) >= TEXT, pain


async def test_half_a_point_and_what_is_off_the_scale_take_the_nearest_colour() -> None:
    app: App[None] = App()
    async with app.run_test():
        assert pain_ink(app, 5.6) == pain_ink(app, 6)
        assert pain_ink(app, 12) == pain_ink(app, 10)
        assert pain_ink(app, -1) == pain_ink(app, 0)


@pytest.mark.parametrize("theme", ["ansi-dark", "ansi-light"])
async def test_a_terminal_of_sixteen_colours_gets_its_own_with_ink_that_reads_on_them(theme: str) -> None:
    app: App[None] = App()
    async with app.run_test():
        app.theme = theme
        grounds = [pain_cell(app, pain).background for pain in range(WORST + 1)]
        assert all(ground is not None and ground.ansi is not None for ground in grounds)
        assert len(set(grounds)) == 5
        assert Color.parse("ansi_blue") not in grounds, "blue on black can't be read"


def test_in_grey_the_order_stays() -> None:
    for ramp in (DARK, LIGHT):
        grey = [luminance(Color.parse(colour).rgb) for colour in ramp]
        assert grey in (sorted(grey), sorted(grey, reverse=True))
