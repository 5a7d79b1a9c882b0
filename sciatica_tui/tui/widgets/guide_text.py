"""A page of the guide to read: drawn for its width, with links for the keyboard and the mouse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.content import Content
from textual.events import Click
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from ...guide.markup import Page, Runs
from .figures.colours import FIGURE_CLASSES, FIGURE_CSS, Palette
from .guide_drawing import Drawn, Looks, draw
from .hover import Hovering, hit_of

FIGURE_ROWS, WIDEST_FIGURE, WIDEST_PAIR = 12, 48, 80
"""Rows of a figure, and the columns it has at most: alone, and where both ends of a movement stand side by side."""

NARROWEST = 20
"""Cells below which nothing is laid out narrower: in a window that is being made small there may be none at all."""


class GuideText(Hovering, Widget, can_focus=True):
    """One page; `link` is the link that the keys act on, None for none."""

    DEFAULT_CSS = f"""
    GuideText {{ height: auto; width: 1fr; text-wrap: nowrap;
{FIGURE_CSS}
    }}
    GuideText > .guide-text--title {{ color: $primary; text-style: bold; }}
    GuideText > .guide-text--heading {{ text-style: bold; }}
    GuideText > .guide-text--mark {{ color: $foreground 65%; }}
    GuideText > .guide-text--code {{ color: $accent; }}
    GuideText > .guide-text--drawing {{ color: $secondary; }}
    GuideText > .guide-text--link {{ color: $primary; text-style: underline; }}
    GuideText > .guide-text--here {{ color: $background; background: $primary; text-style: bold; }}
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "guide-text--title",
        "guide-text--heading",
        "guide-text--mark",
        "guide-text--code",
        "guide-text--drawing",
        "guide-text--link",
        "guide-text--here",
        *FIGURE_CLASSES,
    }

    link: reactive[int | None] = reactive(None)

    @dataclass
    class Followed(Message):
        """A link was followed; `target` is a page, with `#` and a heading perhaps."""

        target: str

    class LaidOut(Message):
        """The page has its size: it can be scrolled to a line."""

    def __init__(self, page: Page, ending: Runs = (), *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._page = page
        self._ending = ending
        self._drawn: tuple[int, Drawn] | None = None

    def show_page(self, page: Page, ending: Runs) -> None:
        """Show another page."""
        self._page, self._ending = page, ending
        self._drawn = None
        self.link = None
        self.refresh(layout=True)

    def on_resize(self) -> None:
        self.post_message(self.LaidOut())

    @property
    def laid_out(self) -> bool:
        """Whether its size is that of the page; else `LaidOut` will tell."""
        return self._width > 0 and self.outer_size.height == len(self.drawn(self._width).lines) + self.gutter.height

    @property
    def _width(self) -> int:
        """Columns for the text, also while it is hidden; 0 before the first layout."""
        return max(self.outer_size.width - self.gutter.width, 0)

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._drawn = None

    def drawn(self, width: int) -> Drawn:
        """The page laid out for a width; kept until the page, the width or the colours change."""
        width = max(width, NARROWEST)
        if self._drawn is None or self._drawn[0] != width:
            style = self.get_visual_style
            looks = Looks(
                title=style("guide-text--title", partial=True),
                heading=style("guide-text--heading", partial=True),
                link=style("guide-text--link", partial=True),
                mark=style("guide-text--mark", partial=True),
                code=style("guide-text--code", partial=True),
                drawing=style("guide-text--drawing", partial=True),
                figure=self._figure,
            )
            self._drawn = width, draw(self._page, width, looks, self._ending)
        return self._drawn[1]

    def _figure(self, exercise: str, width: int) -> list[Content]:
        """The figure of an exercise, both ends of a movement beside each other where there is room."""
        from ...domain.routines.poses import POSES  # only once a page has one
        from .figures.pose_view import BESIDE, picture

        palette = Palette(self)
        pose = POSES[exercise]
        is_pair = pose.end is not None and width >= 2 * BESIDE
        columns = min(width, WIDEST_PAIR if is_pair else WIDEST_FIGURE)
        step = None if is_pair else 0
        return palette.contents(picture(pose, None, columns, FIGURE_ROWS, palette, step))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self.drawn(width).lines)

    def render(self) -> Content:
        drawing = self.drawn(self._width)
        lines = list(drawing.lines)
        if self.link is not None and self.has_focus:
            cursor_style = self.get_visual_style("guide-text--here")
            for y, start, end in drawing.links[self.link].parts:
                lines[y] = lines[y].stylize(cursor_style, start, end)
        return Content("\n").join(lines)

    def step(self, steps: int, top: int, bottom: int) -> bool:
        """To the next link, or the one before; from none, to the first below or above the edge of what is shown.

        False where there is none.
        """
        links = self.drawn(self._width).links
        target: int | None
        if self.link is not None:
            target = self.link + steps
        elif steps > 0:
            target = next((n for n, link in enumerate(links) if link.parts[0][0] >= top), None)
        else:
            target = next((n for n in reversed(range(len(links))) if links[n].parts[0][0] < bottom), None)
        if target is None or not 0 <= target < len(links):
            return False
        self.link = target
        return True

    @property
    def link_region(self) -> Region | None:
        """The lines of the marked link, in the widget."""
        if self.link is None:
            return None
        parts = self.drawn(self._width).links[self.link].parts
        return Region(0, parts[0][0], 1, parts[-1][0] - parts[0][0] + 1)

    def line_of(self, anchor: str) -> int:
        """The line of a heading; the first where the page has no such heading."""
        return self.drawn(self._width).anchors.get(anchor, 0)

    def follow(self, number: int | None) -> None:
        """Follow a link by its number; none is none."""
        if number is not None:
            self.post_message(self.Followed(self.drawn(self._width).links[number].target))

    def on_click(self, event: Click) -> None:
        """Follow the link under the pointer."""
        number = hit_of(event)
        if isinstance(number, int):
            self.follow(number)
