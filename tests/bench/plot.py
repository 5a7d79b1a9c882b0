"""Cost against years of data, drawn as SVG."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby
from math import ceil, floor, log10

from .report import YEARS, Row

WIDTH, HEIGHT = 900, 520
LEFT, TOP, RIGHT, BOTTOM = 70, 50, 610, 470
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000", "#7f7f7f")
FRAME = f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif">
<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>
<text x="{LEFT}" y="26" font-size="16">Milliseconds by years of data; dashed: the least it could cost</text>
<g font-size="13">
"""


def plot(rows: Iterable[Row]) -> str:
    """What takes time and depends on the data, in milliseconds on a logarithmic axis."""
    chosen = sorted((row for row in rows if row.unit == "ms"), key=lambda row: row.what)
    lines = {what: list(each) for what, each in groupby(chosen, key=lambda row: row.what)}
    lines = {what: each for what, each in lines.items() if len(each) > 1}
    values = [value for each in lines.values() for row in each for value in (row.ours, row.floor) if value]
    scale = _Scale(min(values, default=1), max(values, default=10))
    drawn = [part for number, each in enumerate(lines.values()) for part in _line(number, each, scale)]
    return FRAME + "\n".join((*_axes(scale), *drawn, "</g>", "</svg>", ""))


class _Scale:
    """Where a value lies, between the powers of ten around all values."""

    def __init__(self, least: float, most: float) -> None:
        self.powers = range(floor(log10(least)), ceil(log10(most)) + 1)

    def y(self, value: float) -> float:
        """Pixels from the top."""
        share = (log10(value) - self.powers[0]) / max(1, len(self.powers) - 1)
        return BOTTOM - (BOTTOM - TOP) * share


def _x(years: int) -> float:
    return LEFT + (RIGHT - LEFT) * YEARS.index(years) / (len(YEARS) - 1)


def _axes(scale: _Scale) -> Iterator[str]:
    for power in scale.powers:
        y = scale.y(10.0**power)
        yield f'<path d="M{LEFT} {y:.1f}H{RIGHT}" stroke="#ddd"/>'
        yield f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{10.0**power:g}</text>'
    for years in YEARS:
        yield f'<text x="{_x(years):.1f}" y="{BOTTOM + 22}" text-anchor="middle">{years} years</text>'


def _line(number: int, rows: list[Row], scale: _Scale) -> Iterator[str]:
    colour = COLOURS[number % len(COLOURS)]
    ours = [(row.years, row.ours) for row in rows]
    floors = [(row.years, row.floor) for row in rows if row.floor]
    for points, dashes in ((ours, "none"), (floors, "4 4")):
        path = " ".join(f"{_x(years):.1f},{scale.y(value):.1f}" for years, value in points)
        style = f'fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dashes}"'
        yield f'<polyline points="{path}" {style}/>'
    y = TOP + 20 * number
    yield f'<path d="M{RIGHT + 15} {y}h22" stroke="{colour}" stroke-width="3"/>'
    yield f'<text x="{RIGHT + 43}" y="{y + 4}">{escape(rows[0].what)}</text>'
