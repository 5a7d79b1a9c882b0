"""The drawing of the lower body: it looks the same on both sides, and shows where it hurts without colour too."""

from __future__ import annotations

from typing import Any

import pytest

from sciatica_tui.domain.charts.pain_map import FELT, MILD, MODERATE, ON_THE_WAY, SEVERE, WORST, where, zone_shades
from sciatica_tui.domain.records import CheckIn, Quality, Side, Symptom, Zone
from sciatica_tui.tui.widgets.body_map import BodyMap, figure, figure_width, shades_of, shades_on, with_symptoms
from sciatica_tui.tui.widgets.body_shape import body
from sciatica_tui.tui.widgets.charts.zone_ribbon import PATTERNS, ZoneRibbon
from sciatica_tui.tui.widgets.spot import Spot

from ...domain.people import record

ZONES = (Zone.BACK, Zone.BUTTOCK, Zone.THIGH, Zone.CALF, Zone.FOOT)


def sized(map_: BodyMap, width: int, height: int) -> BodyMap:
    map_.styles.width, map_.styles.height = width, height
    return map_


@pytest.mark.parametrize("rows", range(8, 25))
def test_every_zone_of_both_sides_is_drawn_at_every_size(rows: int) -> None:
    drawn = {(cell.zone, cell.side) for row in body(rows) for cell in row if cell.inside}
    assert drawn == {(zone, side) for zone in ZONES for side in (Side.LEFT, Side.RIGHT)}


@pytest.mark.parametrize("rows", [10, 18])
def test_the_zones_follow_each_other_from_back_to_foot(rows: int) -> None:
    zones = [row[0].zone for row in body(rows)]
    assert zones == sorted(zones, key=ZONES.index)


@pytest.mark.parametrize("rows", [10, 11, 18, 20])
def test_left_mirrors_right(rows: int) -> None:
    def mirrored(bits: int) -> int:
        pairs = ((0x01, 0x02), (0x04, 0x08), (0x10, 0x20), (0x40, 0x80))
        return sum((b if bits & a else 0) | (a if bits & b else 0) for a, b in pairs)

    for row in body(rows):
        assert [mirrored(cell.inside) for cell in reversed(row)] == [cell.inside for cell in row]


def test_it_fits_the_sizes_of_the_design() -> None:
    assert figure_width(10) <= 18
    assert figure_width(18) <= 28


CALF = zone_shades(Zone.CALF, 8, None)


def test_the_body_has_the_days_shades_on_the_side_that_hurts() -> None:
    shades = dict(shades_on(Side.RIGHT, CALF))
    assert shades[Zone.CALF, Side.RIGHT] == SEVERE
    assert shades[Zone.BACK, Side.RIGHT] == shades[Zone.THIGH, Side.RIGHT] == ON_THE_WAY
    assert (Zone.FOOT, Side.RIGHT) not in shades
    assert (Zone.CALF, Side.LEFT) not in shades


@pytest.mark.parametrize(
    ("zone", "said", "usual", "is_either"),
    [
        (Zone.CALF, None, None, True),
        (Zone.CALF, Side.BOTH, None, False),
        (Zone.CALF, None, Side.LEFT, False),
        (Zone.BACK, None, None, False),
    ],
)
async def test_pain_in_a_leg_that_nobody_named_is_hatched_in_both_and_says_so(
    host: Any, zone: Zone, said: Side | None, usual: Side | None, is_either: bool
) -> None:
    """Pain in both legs is another matter: a red flag."""
    (day,) = where([record(CheckIn, 0, zone=zone, leg_pain=4, side=said)])
    drawing = sized(BodyMap(), 24, 14)
    drawing.shades = shades_of(day, usual)
    app = host(drawing)
    async with app.run_test(size=(40, 30)):
        text = "\n".join(app.shown(drawing))
        assert ("side not given" in text) == is_either
        assert ("╱╱" in text) == is_either
        assert ("██" in text) != is_either


@pytest.mark.parametrize(("height", "notes"), [(7, ["~ numb  ╱ side?"]), (8, ["~ tingling, numb", "╱ side not given"])])
async def test_each_filling_that_is_no_pain_has_its_words_however_low_the_room(
    host: Any, height: int, notes: list[str]
) -> None:
    tingling = Symptom(zone=Zone.FOOT, quality=Quality.TINGLING, side=None, intensity=None)
    (day,) = where([record(CheckIn, 0, zone=Zone.CALF, leg_pain=4, symptoms=[tingling])])
    drawing = sized(BodyMap(), 16, height)
    drawing.shades = shades_of(day, None)
    app = host(drawing)
    async with app.run_test(size=(40, 30)):
        assert [line.strip() for line in app.shown(drawing)][-len(notes) :] == notes


@pytest.mark.parametrize(("pain", "shade"), [(2, MILD), (5, MODERATE), (8, SEVERE), (10, WORST)])
async def test_without_colours_a_shade_has_the_pattern_of_the_ribbon_and_the_body_is_fainter_than_mild(
    host: Any, monkeypatch: pytest.MonkeyPatch, pain: int, shade: int
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    (day,) = where([record(CheckIn, 0, zone=Zone.CALF, leg_pain=pain, side=Side.LEFT)])
    drawing = sized(BodyMap(), 24, 14)
    drawing.shades = shades_of(day, None)
    app = host(drawing)
    async with app.run_test(size=(40, 30)):
        assert PATTERNS[shade] * 2 in "\n".join(app.shown(drawing))
        ink, outline = (drawing.get_component_styles(f"body-map--{part}").color for part in (f"shade-{shade}", "body"))
        body = drawing.get_component_styles("body-map--inside").background
        assert (ink.a, outline.a, body.a) == (1, 0.1, 0.1)
    spots = [spot for row in figure(14, drawing.shades, patterned=True) for spot in row]
    inked = "".join(spot.text for spot in spots if spot.style == f"body-map--shade-{shade}")
    assert set(inked) == {PATTERNS[shade]}, "an edge in that ink would be solid"


@pytest.mark.parametrize("zone", [None, Zone.NONE])
def test_nothing_is_shaded_where_nothing_hurts_or_nothing_was_said(zone: Zone | None) -> None:
    assert shades_on(Side.LEFT, zone_shades(zone, 8, 3)) == ()


def test_the_strongest_symptom_of_a_place_decides_its_shade() -> None:
    def calf(quality: Quality, intensity: int | None) -> Symptom:
        return Symptom(zone=Zone.CALF, quality=quality, side=Side.LEFT, intensity=intensity)

    weak, strong, unrated = calf(Quality.ACHE, 1), calf(Quality.BURNING, 9), calf(Quality.TIGHT, None)
    assert with_symptoms((), [weak]) == (((Zone.CALF, Side.LEFT), MILD),)
    assert with_symptoms((), [strong, weak]) == (((Zone.CALF, Side.LEFT), SEVERE),)
    assert with_symptoms((), [unrated]) == (((Zone.CALF, Side.LEFT), SEVERE),)


def test_a_day_is_drawn_on_the_side_that_was_said_and_its_symptoms_on_theirs() -> None:
    numb = Symptom(zone=Zone.FOOT, quality=Quality.NUMB, side=Side.RIGHT)
    tingling = Symptom(zone=Zone.CALF, quality=Quality.TINGLING, side=Side.LEFT, intensity=9)
    [day] = where([record(CheckIn, 0, leg_pain=8, zone=Zone.CALF, side=Side.LEFT, symptoms=(numb, tingling))])
    shades = dict(shades_of(day, Side.RIGHT))
    assert shades[Zone.CALF, Side.LEFT] == SEVERE, "it hurts there too"
    assert (Zone.CALF, Side.RIGHT) not in shades
    assert shades[Zone.FOOT, Side.RIGHT] == FELT
    [unsaid] = where([record(CheckIn, 0, leg_pain=8, zone=Zone.CALF)])
    assert {side for (_, side), _ in shades_of(unsaid, Side.RIGHT)} == {Side.RIGHT}


async def test_what_tingles_is_drawn_and_named_as_no_pain(host: Any) -> None:
    drawing = sized(BodyMap(), 24, 14)
    tingling = Symptom(zone=Zone.CALF, quality=Quality.TINGLING)
    [day] = where([record(CheckIn, 0, leg_pain=2, zone=Zone.BUTTOCK, symptoms=(tingling,))])
    drawing.shades = shades_of(day, Side.LEFT)
    app = host(drawing)
    async with app.run_test(size=(40, 30)):
        lines = app.shown(drawing)
        assert any("~~" in line for line in lines)
        assert lines[-1].strip() == "~ tingling, numb"
        assert any(line.endswith(" buttock") for line in lines)
        assert not any("calf" in line for line in lines)


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light"])
@pytest.mark.parametrize("shade", [MILD, MODERATE, SEVERE, WORST])
async def test_a_zone_has_the_same_colour_on_the_body_as_in_the_ribbon(host: Any, theme: str, shade: int) -> None:
    body_map, ribbon = BodyMap(), ZoneRibbon()
    app = host(body_map, ribbon)
    async with app.run_test(size=(80, 60)) as pilot:
        app.theme = theme
        await pilot.pause()
        on_body = body_map.get_visual_style(f"body-map--shade-{shade}").foreground
        assert on_body == ribbon.style_of(Spot("", f"zone-ribbon--shade-{shade}")).foreground


async def test_a_shaded_calf_reads_without_colour(host: Any) -> None:
    plain, shaded = sized(BodyMap(), 24, 10), sized(BodyMap(), 24, 10)
    shaded.shades = shades_on(Side.LEFT, CALF)
    app = host(plain, shaded)
    async with app.run_test(size=(40, 30)):
        assert not any("██" in line for line in app.shown(plain))
        assert any("██" in line for line in app.shown(shaded))
        assert any(line.endswith(" calf") for line in app.shown(shaded))


@pytest.mark.parametrize(("width", "height"), [(12, 9), (18, 10), (30, 24), (60, 50), (5, 3)])
async def test_it_takes_whatever_room_there_is(host: Any, width: int, height: int) -> None:
    drawing = sized(BodyMap(), width, height)
    drawing.shades = shades_on(Side.RIGHT, zone_shades(Zone.BUTTOCK, 8, None))
    app = host(drawing)
    async with app.run_test(size=(80, 60)):
        assert len(app.shown(drawing)) == height
        if width >= 18:
            assert "buttock" in " ".join(app.shown(drawing))


@pytest.mark.parametrize(
    ("part", "column", "zone", "side"),
    [
        (0.05, 0.3, Zone.BACK, Side.LEFT),
        (0.25, 0.3, Zone.BUTTOCK, Side.LEFT),
        (0.45, 0.7, Zone.THIGH, Side.RIGHT),
        (0.75, 0.3, Zone.CALF, Side.LEFT),
        (0.92, 0.7, Zone.FOOT, Side.RIGHT),
    ],
)
async def test_a_click_hits_the_zone_under_it(host: Any, part: float, column: float, zone: Zone, side: Side) -> None:
    drawing = sized(BodyMap(), 20, 18)
    app = host(drawing)
    async with app.run_test(size=(40, 30)) as pilot:
        await pilot.click(drawing, offset=(int(column * 20), int(part * 18)))
        assert app.heard.chosen == [(zone, side)]


@pytest.mark.parametrize(("width", "height"), [(21, 12), (36, 20), (60, 40)])
async def test_the_body_stays_where_it_is_whichever_zone_is_named(host: Any, width: int, height: int) -> None:
    body_map = sized(BodyMap(), width, height)
    app = host(body_map)
    drawn = set()
    async with app.run_test(size=(100, 50)) as pilot:
        for zone in (None, *ZONES):
            body_map.shades = () if zone is None else (((zone, Side.LEFT), SEVERE),)
            await pilot.pause()
            rows = app.shown(body_map)
            drawn.add((next(y for y, row in enumerate(rows) if "L" in row), max(row.find("L") for row in rows)))
    assert len(drawn) == 1
