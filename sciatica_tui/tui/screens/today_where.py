"""Where it hurts today, on a body in a frame that says what its colours mean.

Tests: `tests/tui/screens/test_today.py`.
"""

from __future__ import annotations

from datetime import date

from textual import getters
from textual.app import ComposeResult
from textual.containers import Vertical

from ...domain.charts.pain_map import DayWhere
from ...domain.records import Side
from ...domain.views.today import where_titles
from ..widgets.body_map import BodyMap, shade_words, shades_of
from ..window_size import WindowSize, window_size

LEGEND_ROOM = {WindowSize.COMPACT: 14, WindowSize.WIDE: 15, WindowSize.HUGE: 27}
"""Columns in the frame for what the colours mean."""


class WhereToday(Vertical):
    """The furthest zone of a day; dimmed, with its day, while it is an earlier one."""

    body_map = getters.query_one(BodyMap)

    _note = ""
    """What the frame says of an earlier day, in place of the colours."""

    def compose(self) -> ComposeResult:
        yield BodyMap()

    def on_mount(self) -> None:
        self.app.theme_changed_signal.subscribe(self, self._name_shades)

    def show_day(self, last: DayWhere | None, usual_side: Side | None, today: date, *, is_logged: bool) -> None:
        """Draw the last day on which it was said where, on the side it usually is where that day says none."""
        day = last.on if last is not None else None
        self.body_map.shades = shades_of(last, usual_side)
        self.body_map.set_class(day not in (None, today), "-past")
        self.border_title, self._note = where_titles(day, today, is_logged=is_logged)
        self._name_shades()

    def _name_shades(self, _theme: object = None) -> None:
        shades = shade_words(self.app, self.body_map.shades, LEGEND_ROOM[window_size(self.app.size)])
        self.border_subtitle = self._note or shades
