"""A bare app that shows widgets and writes down what they say and which keys they leave alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.widget import Widget

from sciatica_tui.tui.widgets.body_map import BodyMap
from sciatica_tui.tui.widgets.charts.year_calendar import YearCalendar
from sciatica_tui.tui.widgets.fields.field import Field


@dataclass
class Heard:
    """What came up from the widgets, in order."""

    changed: list[tuple[str | None, Any]] = field(default_factory=list)
    done: list[str | None] = field(default_factory=list)
    chosen: list[Any] = field(default_factory=list)
    days: list[Any] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)


class Host(App[None]):
    """Shows the widgets one below the other."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, *widgets: Widget) -> None:
        super().__init__()
        self.widgets = widgets
        self.heard = Heard()

    def compose(self) -> ComposeResult:
        with VerticalScroll(can_focus=False):
            yield from self.widgets

    def on_field_changed(self, event: Field.Changed) -> None:
        self.heard.changed.append((event.field.name, event.value))

    def on_field_done(self, event: Field.Done) -> None:
        self.heard.done.append(event.field.name)

    def on_body_map_chosen(self, event: BodyMap.Chosen) -> None:
        self.heard.chosen.append((event.zone, event.side))

    def on_year_calendar_day_changed(self, event: YearCalendar.DayChanged) -> None:
        self.heard.days.append(event.day)

    def on_year_calendar_day_chosen(self, event: YearCalendar.DayChosen) -> None:
        self.heard.chosen.append(event.day)

    def on_key(self, event: events.Key) -> None:
        self.heard.keys.append(event.key)

    def shown(self, widget: Widget) -> list[str]:
        """What a person reads of a widget, line by line."""
        width, height = widget.content_size
        return [widget.render_line(y).text.rstrip() for y in range(height)] if width else []

    def spot(self, widget: Widget, text: str) -> tuple[int, int]:
        """Where a text stands in a widget."""
        for y, line in enumerate(self.shown(widget)):
            if text in line:
                return line.index(text), y
        raise AssertionError(f"{text!r} is not shown in {self.shown(widget)}")


@pytest.fixture
def host() -> type[Host]:
    """The app to show widgets in: `async with host(widget).run_test() as pilot`."""
    return Host
