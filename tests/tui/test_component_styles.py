"""The parts of a widget are styled when they are drawn, and look as if each had been styled from the start."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.color import Color
from textual.content import Content
from textual.widget import Widget

from sciatica_tui.tui.textual_compat import AppBase

from ..driving import until


class Line(Widget):
    """A line that is drawn as another of its parts once it has a class."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"line--plain", "line--last"}
    DEFAULT_CSS = """
    Line { height: 1; }
    Line > .line--plain { color: #ff0000; }
    Line.-past > .line--plain { color: #00ff00; }
    Line.-last > .line--last { color: #0000ff; }
    """

    def render(self) -> Content:
        part = "line--last" if self.has_class("-last") else "line--plain"
        return Content("line").stylize(self.get_visual_style(part))


class LineApp(AppBase[None]):
    """An app of a line."""

    CSS = ".-late Line > .line--plain { color: #ffff00; }"

    def compose(self) -> ComposeResult:
        yield Line()


def colour(app: LineApp) -> Color:
    """The colour of the text as it is painted."""
    [segment, *_] = app.screen.query_one(Line).render_line(0)
    assert segment.style is not None
    assert segment.style.color is not None
    return Color.from_rich_color(segment.style.color)


async def test_a_part_that_was_not_drawn_before_is_drawn_when_the_state_of_its_widget_asks_for_it() -> None:
    app = LineApp()
    async with app.run_test() as pilot:
        await until(pilot, lambda: colour(app) == Color.parse("#ff0000"))
        app.screen.query_one(Line).add_class("-last")
        await until(pilot, lambda: colour(app) == Color.parse("#0000ff"))
        app.screen.query_one(Line).remove_class("-last")
        await until(pilot, lambda: colour(app) == Color.parse("#ff0000"))


async def test_a_part_follows_the_classes_of_its_widget_and_of_what_that_is_in() -> None:
    app = LineApp()
    async with app.run_test() as pilot:
        await until(pilot, lambda: colour(app) == Color.parse("#ff0000"))
        app.screen.query_one(Line).add_class("-past")
        await until(pilot, lambda: colour(app) == Color.parse("#00ff00"))
        app.screen.query_one(Line).remove_class("-past")
        await until(pilot, lambda: colour(app) == Color.parse("#ff0000"))
        app.screen.add_class("-late")
        await until(pilot, lambda: colour(app) == Color.parse("#ffff00"))
