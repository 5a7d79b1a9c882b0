"""The chart as a picture file: whole, private, and nothing of anyone else's overwritten."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree as Xml

from msgspec.structs import replace

from sciatica_tui.domain.charts.chart import RATING_AXIS, Chart, Curve, DaySpan, Level, Mark, MeanPoint
from sciatica_tui.exchange.chart_svg import picture_name, svg

from ..hostile import LINE as HOSTILE

LAST = date(2026, 11, 22).toordinal()
POINTS = tuple((LAST - ago, 5.0) for ago in (20, 19, 2, 1, 0))
LINE = tuple(MeanPoint(day, 5.0, 4.0, 6.0) for day, _ in POINTS)
CHART = Chart(
    "Worst leg pain <b>",
    LAST - 27,
    LAST,
    RATING_AXIS,
    (Curve("leg", POINTS, LINE),),
    levels=(Level(6.0, "6.0 at first", 0),),
    spans=(DaySpan(LAST - 40, LAST - 9, "Pain relief"), DaySpan(LAST - 8, LAST, "Functional improvement")),
    marks=(Mark(LAST - 3, "↓", "injection", "injection"),),
    line_words="7-day average",
    band_words="95 %",
)
SVG = "{http://www.w3.org/2000/svg}"


def test_a_title_with_hidden_characters_is_drawn_with_marks() -> None:
    assert "leg␛[2J�" in svg(replace(CHART, title="leg\x1b[2J\x9b"))
    Xml.fromstring(svg(replace(CHART, title=HOSTILE)))


def test_the_picture_shows_days_mean_band_levels_phases_and_marks() -> None:
    root = Xml.fromstring(svg(CHART))
    words = [text.text for text in root.iter(f"{SVG}text")]
    assert len(list(root.iter(f"{SVG}circle"))) == len(POINTS)
    assert {"Worst leg pain <b>", "6.0 at first", "Pain relief", "↓", "10", "0"} <= set(words)
    assert any("7-day average with 95 %" in (word or "") for word in words)


def test_a_gap_stays_a_gap_in_line_and_band() -> None:
    root = Xml.fromstring(svg(CHART))
    assert len(list(root.iter(f"{SVG}polyline"))) == 2
    assert len(list(root.iter(f"{SVG}polygon"))) == 2


def test_nothing_is_fetched_from_anywhere() -> None:
    text = svg(CHART).replace("http://www.w3.org/2000/svg", "")
    assert "http" not in text
    assert "url(" not in text


def test_its_name_says_what_it_shows_and_up_to_when() -> None:
    assert picture_name(CHART) == "worst-leg-pain-b-2026-11-22.svg"


def test_room_for_what_is_to_come_is_neither_in_its_name_nor_in_its_dates() -> None:
    young = replace(CHART, first=LAST - 2, last=LAST + 11, room=11)
    assert picture_name(young) == "worst-leg-pain-b-2026-11-22.svg"
    assert "20 November – 22 November, 3 days" in svg(young)
