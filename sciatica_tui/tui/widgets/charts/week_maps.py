"""Where it hurt in each of the last weeks, as small drawings beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.events import Resize

from ....domain.charts.pain_map import DayWhere, WeekWhere, weeks_where, zone_words
from ....domain.charts.weeks import week_words
from ....domain.records import Side
from ....domain.text.dates import short_month
from ..body_map import BodyMap, shades_on

SHOWN_WEEKS, IN_A_ROW = 6, 3


class WeekMap(BodyMap):
    """The drawing of a week, whose frame names the furthest zone."""

    NAMES_ZONE = False


class WeekMaps(Container):
    """In two rows, the earliest week first; a week without an answer is left out, and few are the larger for it."""

    DEFAULT_CSS = """
    WeekMaps {
        layout: grid;
        grid-gutter: 0 1;
        & WeekMap { border: round $border; border-title-color: $text-muted; border-subtitle-color: $text-muted; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._maps = tuple(WeekMap() for _ in range(SHOWN_WEEKS))

    def compose(self) -> ComposeResult:
        yield from self._maps

    def on_resize(self, event: Resize) -> None:
        """Leave free what can't be shared out evenly, so that all drawings are as large."""
        columns = self.styles.grid_size_columns
        rows = -(-sum(body_map.display for body_map in self._maps) // columns)
        self.styles.padding = (0, (event.size.width - columns + 1) % columns, event.size.height % max(rows, 1), 0)

    def show_weeks(self, days: Sequence[DayWhere], last: int, side: Side | None) -> None:
        """Show the last weeks up to a day; `side` hurts."""
        weeks = weeks_where(days, last, SHOWN_WEEKS)
        self.styles.grid_size_columns = min(max(len(weeks), 1), IN_A_ROW)
        for number, body_map in enumerate(self._maps):
            body_map.display = number < len(weeks)
            if number < len(weeks):
                week = weeks[number]
                body_map.shades = shades_on(side, week.shades)
                body_map.border_title, body_map.border_subtitle = map(Content, titles_of(week, last))


def titles_of(week: WeekWhere, today: int) -> tuple[str, str]:
    """Say which week it is and how far down it mostly went; of one day with an answer that day and its zone."""
    zone = zone_words(week.zone) if week.zone is not None else ""
    if week.only_day is not None:
        return short_month(date.fromordinal(week.only_day), date.fromordinal(today)), zone
    return week_words(week.monday), zone and f"mostly {zone}"
