"""Where it hurts, on a drawing of the lower body seen from behind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, ClassVar

from textual import events
from textual.app import App
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from ...domain.charts import pain_map
from ...domain.charts.pain_map import FELT, ON_THE_WAY, ZONES, DayWhere, is_pain, shade_of
from ...domain.records import Side, Symptom, Zone
from ...domain.zones import level
from ..pain_palette import ANSI, DARK, LIGHT, SHADE_PAINS, pain_ink
from . import hover
from .body_shape import WHOLE, Cell, body, columns, middle_row, outline
from .charts.zone_ribbon import PATTERNS, WORDS
from .figures.canvas import solid
from .hover import drawn
from .spot import Line, Spot

Region = tuple[Zone, Side]
"""A zone of one side, never `none` or `both`."""

Shades = tuple[tuple[Region, int], ...]
"""The shade of each region, or `FELT`, as `domain.charts.pain_map` has it. A region that is not named is left empty.

Where nobody said which side hurts both sides have the shade and `EITHER`.
"""

EITHER = 10
"""Added to the pain of a zone that is one leg's or the other's, so that it doesn't read as pain in both."""

SIDES = (Side.LEFT, Side.RIGHT)
LEG = ZONES[1:]

FILLINGS = " ┊▓███"
"""What a whole cell of each shade is filled with; the ground of the body for none."""

PATTERNED = " " + PATTERNS[1:]
"""The same without colour: the patterns of the ribbon and of its legend, which stand beside it."""

HATCHED = "  ╱╱╳╳"
"""The same where it is either side."""

SIDE_NOT_GIVEN = "side not given"
BRIEF_SIDE = "side?"
"""The same where both notes share a line."""

FELT_FILLING = "~"
"""What a whole cell is filled with where it tingles or is numb."""

FELT_WORDS = f"{FELT_FILLING} tingling, numb"
BRIEF_FELT = f"{FELT_FILLING} numb"

LABEL_ROOM = 8
"""Cells that the name of a zone takes beside the drawing."""

NAME_ROOM = max(map(len, ZONES)) + 1
"""Cells kept for the name of any zone, so that the drawing stays where it is when another is said to hurt."""

LARGER_BELOW = 1 / 8
"""Share of the height by which the drawing must grow for the name of the zone to stand below instead of beside it."""

REGION_HITS = 1000
"""Hits from here on are regions of the drawing: zone × 2 + side."""

NO_COLOR_INK = {pain_map.MILD: 65, pain_map.MODERATE: 75, pain_map.SEVERE: 87, pain_map.WORST: 100}
"""How much of the text's colour the hatching of each shade has without colours."""

BODY_CSS = """
    & > .body-map--body { color: $foreground 24%; }
    & > .body-map--inside { background: $foreground 24%; }
    & > .body-map--shade-1, & > .body-map--felt { color: $foreground 65%; background: $foreground 24%; }
    & > .body-map--faint { color: $foreground 65%; }
    & > .body-map--shaded-name { color: $foreground; text-style: bold; }
    & > .body-map--cursor { color: $text-primary; text-style: bold; }
    &:ansi > .body-map--body { color: ansi_bright_black; }
    &:ansi > .body-map--inside, &:ansi > .body-map--shade-1, &:ansi > .body-map--felt { background: ansi_bright_black; }
    &:ansi > .body-map--faint { text-style: dim; }
""" + "".join(
    f"&{mode} > .body-map--shade-{shade}, &{mode} > .body-map--shade-{shade + EITHER} {{ color: {colour}; }}\n"
    for shade, pain in SHADE_PAINS.items()
    for mode, colour in ((":dark", DARK[pain]), (":light", LIGHT[pain]), (":ansi", ANSI[pain][0]))
)
BODY_CSS += "".join(
    f"{', '.join(f'&{mode} > .body-map--shade-{n + EITHER}' for n in SHADE_PAINS)} {{ background: {ground}; }}\n"
    for mode, ground in (("", "$foreground 24%"), (":ansi", "ansi_bright_black"))
)
BODY_CSS += "".join(
    f"&:nocolor > .body-map--shade-{shade} {{ color: $foreground; }}\n"
    f"&:nocolor > .body-map--shade-{shade + EITHER} {{ color: $foreground {inked}%; }}\n"
    for shade, inked in NO_COLOR_INK.items()
)
# Without colours the ground is fainter than the pattern of mild pain, which a quarter of the text's colour would equal.
BODY_CSS += """
    &:nocolor > .body-map--body { color: $foreground 10%; }
    &:nocolor > .body-map--inside, &:nocolor > .body-map--shade-1, &:nocolor > .body-map--felt {
        background: $foreground 10%;
    }
"""
"""The styles of the drawing, for inside the rule of whatever draws it."""

BODY_CLASSES = frozenset(
    f"body-map--{name}"
    for name in (
        "body",
        "inside",
        "felt",
        "faint",
        "shaded-name",
        "cursor",
        *(f"shade-{n}" for n in range(1, len(FILLINGS))),
        *(f"shade-{n + EITHER}" for n in SHADE_PAINS),
    )
)


def sides_of(side: Side | None) -> tuple[Side, ...]:
    """The sides meant: both where it is both or was not said."""
    return (side,) if side in SIDES and side else SIDES


def shades_on(side: Side | None, shades: pain_map.Shades) -> Shades:
    """The shades of a day's zones on the side that hurts; of a leg on `EITHER` where that was not said."""
    return tuple(
        ((zone, half), shade + (EITHER if side is None and zone in LEG and shade > ON_THE_WAY else 0))
        for zone, shade in zip(ZONES, shades, strict=False)
        for half in sides_of(side)
        if shade
    )


def with_symptoms(shades: Shades, symptoms: Iterable[Symptom]) -> Shades:
    """The shades, and in each region at least that of the strongest pain; an unrated one counts as severe.

    Where it tingles or is numb and nothing is known to hurt it is `FELT`.
    """
    strongest = dict(shades)
    for symptom in sorted(symptoms, key=is_pain, reverse=True):
        for side in sides_of(symptom.side):
            region = (symptom.zone, side)
            shade = strongest.get(region, 0)
            if is_pain(symptom):
                own = shade_of(symptom.intensity) + (EITHER if symptom.side is None and symptom.zone in LEG else 0)
                strongest[region] = own if shade == FELT or own % EITHER >= shade % EITHER else shade
            elif shade <= ON_THE_WAY:
                strongest[region] = FELT
    return tuple(strongest.items())


def shades_of(day: DayWhere | None, usual_side: Side | None) -> Shades:
    """The shades of a day: its furthest zone and pains on the side that was said, each symptom where it was."""
    return () if day is None else with_symptoms(shades_on(day.side or usual_side, day.by_zone), day.symptoms)


def shade_words(app: App[Any], shades: Shades, room: int) -> Content:
    """Name the shades of pain on a body, in their colours, the worst last; the lesser go first where room is short."""
    pains = sorted({shade % EITHER for _, shade in shades if shade % EITHER in SHADE_PAINS})
    glyphs = PATTERNED if app.no_color else FILLINGS
    names = [(glyphs[shade], pain_ink(app, SHADE_PAINS[shade]), WORDS[shade]) for shade in pains]
    while names and sum(len(glyph + words) + 1 for glyph, _, words in names) - 1 > room:
        del names[0]
    return Content(" ").join(Content.assemble((glyph, ink), words) for glyph, ink, words in names)


def figure_width(rows: int) -> int:
    """The columns of a drawing of that many rows, without names."""
    return columns(rows)


def figure(
    rows: int,
    shades: Shades,
    cursor: Region | None = None,
    names: Iterable[Zone] = (),
    *,
    patterned: bool = False,
) -> list[Line]:
    """The drawing as lines, with the `names` of zones to its right and the `cursor`'s region outlined.

    `patterned`: without colour, so that each shade has a pattern.
    """
    shade = dict(shades)
    outlined = outline(rows, cursor) if cursor else frozenset()
    lines: list[Line] = []
    for number, row in enumerate(body(rows)):
        cells = [
            (
                _style(cell, shade, is_cursor, patterned),
                _hit(cell),
                _character(cell, shade, is_cursor, PATTERNED if patterned else FILLINGS),
            )
            for cell, is_cursor in zip(row, ((column, number) in outlined for column in range(len(row))), strict=True)
        ]
        runs = groupby(cells, key=lambda cell: cell[:2])
        lines.append([Spot("".join(character for *_, character in run), *look) for look, run in runs])
    lines[0] = [Spot("L", "body-map--faint"), *_trimmed(lines[0]), Spot("R", "body-map--faint")]
    for zone in names:
        is_shaded = any(shade.get((zone, side)) for side in SIDES)
        look = "cursor" if cursor and cursor[0] is zone else "shaded-name" if is_shaded else "faint"
        lines[middle_row(rows, zone)].append(Spot(f" {zone}", f"body-map--{look}", hit_of((zone, Side.LEFT))))
    return lines


def _trimmed(line: Line) -> Line:
    """Without the first and the last cell, which are empty beside the waist."""
    first, *tail = line
    tail = [first._replace(text=first.text[1:]), *tail]
    return [*tail[:-1], tail[-1]._replace(text=tail[-1].text[:-1])]


def region_of(hit: int) -> Region | None:
    """The region that a hit stands for."""
    zone, side = divmod(hit - REGION_HITS, 2)
    return (ZONES[zone], SIDES[side]) if 0 <= zone < len(ZONES) else None


def hit_of(region: Region) -> int:
    return REGION_HITS + 2 * ZONES.index(region[0]) + SIDES.index(region[1])


def _hit(cell: Cell) -> int:
    return hit_of((cell.zone, cell.side))


def _style(cell: Cell, shade: Mapping[Region, int], is_cursor: bool, patterned: bool) -> str:
    if is_cursor:
        return "body-map--cursor"
    own = shade.get((cell.zone, cell.side), 0)
    if own > ON_THE_WAY or (own and cell.inside == WHOLE):
        if (own > EITHER or patterned) and cell.inside != WHOLE:
            return "body-map--body"
        return "body-map--felt" if own == FELT else f"body-map--shade-{own}"
    return "body-map--inside" if cell.inside == WHOLE else "body-map--body"


def _character(cell: Cell, shade: Mapping[Region, int], is_cursor: bool, fillings: str) -> str:
    if cell.inside == WHOLE and not is_cursor:
        own = shade.get((cell.zone, cell.side), 0)
        return FELT_FILLING if own == FELT else fillings[own] if own < EITHER else HATCHED[own - EITHER]
    return solid(cell.inside)


class BodyMap(hover.Hovering, Widget):
    """The drawing alone, as large as its room allows, the furthest zone in words where there is none.

    A click on it is `Chosen`.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = set(BODY_CLASSES)
    DEFAULT_CSS = f"""
    BodyMap {{
        height: 1fr;
        width: 1fr;
        text-wrap: nowrap;
{BODY_CSS}
    }}
    """
    ALLOW_SELECT = False
    SMALLEST = 6
    """Fewer rows than this don't show a body any more."""
    LARGEST = 32
    NAMES_ZONE: ClassVar[bool] = True
    """Whether the furthest zone is named beside it."""

    shades: reactive[Shades] = reactive(())
    """As `shades_of` and `with_symptoms` make them."""

    @dataclass
    class Chosen(Message):
        """A person clicked on a zone of one side."""

        zone: Zone
        side: Side

    def on_click(self, event: events.Click) -> None:
        hit = hover.hit_of(event)
        region = region_of(hit) if isinstance(hit, int) else None
        if region:
            event.stop()
            self.post_message(self.Chosen(*region))

    def render(self) -> Content:
        width, height = self.content_size
        furthest = max((zone for (zone, _), shade in self.shades if shade != FELT), key=level, default=None)
        furthest = furthest if self.NAMES_ZONE else None
        room = max(height - self.SMALLEST, 0)
        notes = (note for note in self._notes(room) if len(note) <= width)
        below_all = [[Spot(note.center(width), "body-map--faint")] for note in notes][:room]
        height -= len(below_all)
        name_room = NAME_ROOM if self.NAMES_ZONE else 0
        if figure_width(self.SMALLEST) > width or height < self.SMALLEST:
            return Content("\n" * ((height - 1) // 2) + self._furthest_words.center(width))
        if figure_width(self.SMALLEST) + name_room > width:
            furthest, name_room = None, 0
        beside, below = self._rows(width - name_room, height), self._rows(width, height - 1)
        is_below = bool(name_room) and below - beside > height * LARGER_BELOW
        rows = below if is_below else beside
        names = [furthest] if furthest and not is_below else []
        lines = figure(rows, self.shades, names=names, patterned=self.app.no_color)
        left = Spot(" " * max((width - figure_width(rows) - (0 if is_below else name_room)) // 2, 0))
        lines = [[left, *line] for line in lines]
        if is_below:
            lines.append([Spot((furthest or "").center(width), "body-map--shaded-name")])
        lines += below_all
        above: list[Line] = [[] for _ in range((height - len(lines)) // 2)]
        return Content("\n").join(
            Content.assemble(*((spot.text, drawn(self, spot)) for spot in line)) for line in above + lines
        )

    def _notes(self, room: int) -> list[str]:
        """What the fillings mean that are no shade of pain; briefly on one line where there is room for no more."""
        hatched = [shade - EITHER for _, shade in self.shades if shade > EITHER]
        has_felt = any(shade == FELT for _, shade in self.shades)
        if not hatched:
            return [FELT_WORDS] if has_felt else []
        hatching = HATCHED[max(hatched)]
        if not has_felt:
            return [f"{hatching} {SIDE_NOT_GIVEN}"]
        if room > 1:
            return [FELT_WORDS, f"{hatching} {SIDE_NOT_GIVEN}"]
        return [f"{BRIEF_FELT}  {hatching} {BRIEF_SIDE}"]

    @property
    def _furthest_words(self) -> str:
        """The furthest zone and its side: `thigh, left`; of both sides, or where it has none, the zone alone."""
        pains = [region for region, shade in self.shades if shade != FELT]
        furthest = max((zone for zone, _ in pains), key=level, default=None)
        sides = [side for zone, side in pains if zone == furthest]
        side = sides[0] if len(sides) == 1 and furthest in LEG else ""
        return ", ".join(filter(None, (furthest if self.NAMES_ZONE else None, side)))

    def _rows(self, width: int, height: int) -> int:
        """The rows of the largest drawing that fits; the smallest where none does."""
        sizes = range(min(height, self.LARGEST), self.SMALLEST, -1)
        return next((rows for rows in sizes if figure_width(rows) <= width), self.SMALLEST)
