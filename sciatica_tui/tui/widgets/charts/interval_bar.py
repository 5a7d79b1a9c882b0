"""A value with its interval on a scale, in one row of characters."""

from __future__ import annotations

from ..spot import Line, Spot


def interval_bar(
    value: float, low: float | None, high: float | None, start: float, end: float, width: int, look: str = "value"
) -> Line:
    """`├──●──┤` at its place on a scale from `start` to `end` (either may be the greater), `width` cells wide.

    An end that lies beyond the scale is drawn as an arrow; without an interval there is the value alone.
    """

    def column(at: float) -> int:
        share = (at - start) / (end - start)
        return round(min(max(share, 0.0), 1.0) * (width - 1))

    cells = [" "] * width
    if low is not None and high is not None:
        left, right = sorted((column(low), column(high)))
        for x in range(left, right + 1):
            cells[x] = "─"
        beyond = sorted((start, end))
        ends = (low, high) if column(low) <= column(high) else (high, low)
        cells[left] = "├" if beyond[0] <= ends[0] <= beyond[1] else "◂"
        cells[right] = "┤" if beyond[0] <= ends[1] <= beyond[1] else "▸"
    middle = column(value)
    text = "".join(cells)
    return [Spot(text[:middle], "bar"), Spot("●", look), Spot(text[middle + 1 :], "bar")]


def zero_line(line: Line, at: int) -> Line:
    """The bar with a thin line at one cell, where nothing else is drawn."""
    spots: Line = []
    x = 0
    for spot in line:
        offset = at - x
        if 0 <= offset < len(spot.text) and spot.text[offset] in " ─":
            mark = "┼" if spot.text[offset] == "─" else "│"
            spots += [
                spot._replace(text=spot.text[:offset]),
                Spot(mark, "faint"),
                spot._replace(text=spot.text[offset + 1 :]),
            ]
        else:
            spots.append(spot)
        x += len(spot.text)
    return [spot for spot in spots if spot.text]
