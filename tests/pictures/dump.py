"""A screen as text: its rows, and below them the styles of each row. A change of either is a line that differs."""

from __future__ import annotations

from rich.style import Style
from textual.app import App
from textual.strip import Strip

ATTRIBUTES = ("bold", "dim", "italic", "underline", "reverse", "strike")


def dump(app: App[None]) -> str:
    """The screen that is in front: rows between bars, then `row: column style, …`, a style from its column on."""
    strips = app.screen._compositor.render_strips()
    rows = [f"│{strip.text.rstrip()}" for strip in strips]
    return "\n".join([*rows, "", *(f"{number:2}: {_styles(strip)}" for number, strip in enumerate(strips)), ""])


def _styles(strip: Strip) -> str:
    runs: list[str] = []
    column, last = 0, ""
    for segment in strip:
        style = _style(segment.style)
        blank_as_before = not segment.text.strip() and style.partition("/")[2] == last.partition("/")[2]
        if style != last and not blank_as_before:
            runs.append(f"{column} {style}")
            last = style
        column += segment.cell_length
    return ", ".join(runs)


def _style(style: Style | None) -> str:
    if style is None:
        return "plain"
    front, back = (colour.get_truecolor().hex if colour else "–" for colour in (style.color, style.bgcolor))
    return " ".join([f"{front}/{back}", *(name for name in ATTRIBUTES if getattr(style, name))])
