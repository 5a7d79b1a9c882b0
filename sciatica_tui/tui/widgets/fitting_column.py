"""A column that leaves boxes out where there is no room for them: better none than an empty one."""

from __future__ import annotations

from collections.abc import Iterable

from textual.geometry import Size
from textual.layout import ArrangeResult, Layout
from textual.layouts.vertical import VerticalLayout
from textual.widget import Widget


class YieldingLayout(VerticalLayout):
    """From top to bottom; while that is more than the room, the next of those that may go is not placed.

    The last of the others then ends where the room does.
    """

    def __init__(self, may_go: Iterable[str]) -> None:
        """`may_go` are ids of children, the first to go first; their `min-height` says what room they need."""
        self.may_go = tuple(may_go)

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> ArrangeResult:
        placements = super().arrange(parent, children, size, greedy)
        for name in self.may_go:
            if _bottom(placements) <= size.height:
                break
            children = [child for child in children if child.id != name]
            placements = super().arrange(parent, children, size, greedy)
            missing = size.height - _bottom(placements)
            if placements and missing > 0:
                last = placements[-1]
                placements[-1] = last._replace(region=last.region.grow((0, 0, missing, 0)))
        return placements


def _bottom(placements: ArrangeResult) -> int:
    return max((placement.region.bottom for placement in placements), default=0)


class Yielding(Widget):
    """A container with that layout."""

    DEFAULT_CSS = """
    Yielding { width: 1fr; height: 1fr; overflow: hidden hidden; }
    """

    def __init__(self, *may_go: str, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._layout = YieldingLayout(may_go)

    @property
    def layout(self) -> Layout:
        return self._layout
