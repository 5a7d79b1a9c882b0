"""What is felt where: one cursor over the drawing of the body, a letter for each quality, and the same in words."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import wrap
from typing import ClassVar

from textual.reactive import reactive

from ....domain.charts.pain_map import ZONES
from ....domain.records import Quality, Side, Symptom, Zone
from ..body_map import (
    BODY_CLASSES,
    BODY_CSS,
    LABEL_ROOM,
    Region,
    figure,
    figure_width,
    region_of,
    sides_of,
    with_symptoms,
)
from ..spot import Line, Spot, width_of
from .controls import LEFT_KEYS, RIGHT_KEYS
from .field import LABEL_WIDTH, Field

Symptoms = tuple[Symptom, ...]

QUALITY_KEYS: dict[str, Quality] = {
    "a": Quality.ACHE,
    "s": Quality.SHARP,
    "e": Quality.ELECTRIC,
    "b": Quality.BURNING,
    "t": Quality.TINGLING,
    "n": Quality.NUMB,
    "i": Quality.TIGHT,
}
"""The letter that marks each quality, underlined in its word."""

NOTHING_KEY = "x"
NOTHING_HIT = 500
NOTHING = "nothing felt"

LIST_WIDTH = 18
SHORTEST_WORDS = 12
ROOMY = 96
"""From this width on the drawing is large and the words stand beside it."""

FIGURE_ROWS = 11
LARGE_ROWS = 18


class SymptomsField(Field[Symptoms]):
    """Symptoms as marks on the body. `()` is "asked, and none".

    `up down` (or `j k`) move over the zones and out of the field at either end, `h l` over the sides. A letter marks
    its quality there or takes the mark away; space does the same with the quality marked last; a digit says how strong
    it is (0 is ten); backspace clears the place; `x` is "nothing felt". Without the focus it folds to its words.
    """

    KEYS = "hjkl where, a letter what, space again, a digit how strong, x nothing"
    COMPONENT_CLASSES: ClassVar[set[str]] = set(BODY_CLASSES)
    DEFAULT_CSS = f"""
    SymptomsField {{
{BODY_CSS}
    }}
    """

    cursor: reactive[Region] = reactive((Zone.CALF, Side.RIGHT))
    quality: reactive[Quality] = reactive(Quality.ACHE)
    """The quality marked last: what space and a digit are about."""

    def __init__(
        self,
        name: str,
        label: str,
        *,
        side: Side = Side.RIGHT,
        value: Symptoms | None = None,
        yesterday: Symptoms | None = None,
    ) -> None:
        """`side` is where the cursor starts: the side of the episode."""
        super().__init__(name, label, value=value, yesterday=yesterday)
        self.cursor = (Zone.BUTTOCK, side if side is not Side.BOTH else Side.RIGHT)

    # Keys and clicks

    def press(self, key: str, character: str | None) -> bool:
        zone, side = self.cursor
        if key in ("up", "k", "down", "j"):
            index = ZONES.index(zone) + (1 if key in ("down", "j") else -1)
            if not 0 <= index < len(ZONES):
                return False
            self.cursor = (ZONES[index], side)
        elif key in LEFT_KEYS or key in RIGHT_KEYS:
            self.cursor = (zone, Side.LEFT if key in LEFT_KEYS else Side.RIGHT)
        elif character in QUALITY_KEYS:
            self.quality = QUALITY_KEYS[character]
            self._toggle()
        elif key == "space":
            self._toggle()
        elif character and character.isascii() and character.isdigit():
            self._mark(int(character) or 10)
        elif character == NOTHING_KEY:
            self.answer(())
        else:
            return False
        return True

    def click(self, hit: int) -> None:
        region = region_of(hit)
        if region:
            self.cursor = region
        elif hit == NOTHING_HIT:
            self.answer(())
        else:
            self.quality = tuple(QUALITY_KEYS.values())[hit]
            self._toggle()

    def clear(self) -> None:
        """Clear the place under the cursor; where it has no marks, the whole answer."""
        left = tuple(symptom for symptom in self.value or () if not _is_at(symptom, self.cursor))
        self.answer(left if left and left != self.value else None)

    def _toggle(self) -> None:
        if self._marked(self.quality):
            left = tuple(symptom for symptom in self.value or () if not self._is_current(symptom))
            self.answer(left or None)
        else:
            self._mark(None)

    def _mark(self, intensity: int | None) -> None:
        zone, side = self.cursor
        remaining = tuple(symptom for symptom in self.value or () if not self._is_current(symptom))
        current = Symptom(zone=zone, side=side, quality=self.quality, intensity=intensity)
        self.answer(tuple(sorted((*remaining, current), key=_order)))

    def _is_current(self, symptom: Symptom) -> bool:
        return symptom.quality is self.quality and _is_at(symptom, self.cursor)

    def _marked(self, quality: Quality) -> Symptom | None:
        symptoms = (symptom for symptom in self.value or () if _is_at(symptom, self.cursor))
        return next((symptom for symptom in symptoms if symptom.quality is quality), None)

    # Drawing

    def watch_cursor(self) -> None:
        self.redraw()

    def watch_quality(self) -> None:
        self.redraw()

    def on_focus(self) -> None:
        self.call_after_refresh(self.scroll_visible, animate=False)

    def words(self, value: Symptoms) -> tuple[str, ...]:
        if not value:
            return (NOTHING,)
        words = in_words(value)
        where = (words[0].partition(":")[0],) if len(words) == 1 else ()
        return ("; ".join(words), *where, f"{len(value)} marked")

    def answer_lines(self, width: int) -> list[Line]:
        if not self.has_focus:
            return self._folded(width)
        return self._open(width, LARGE_ROWS if width >= ROOMY - LABEL_WIDTH else FIGURE_ROWS)

    def _folded(self, width: int) -> list[Line]:
        if self.value is None:
            return [[Spot(" ________ ", "empty"), Spot(" on the map", "faint")]]
        words = in_words(self.value) or [NOTHING]
        return [[Spot(f" {line}", "answer")] for text in words for line in _wrapped(text, width - 1)]

    def _open(self, width: int, rows: int) -> list[Line]:
        names = ZONES if rows == LARGE_ROWS else (self.cursor[0],)
        cursor = self.cursor if self.has_focus else None
        shades = with_symptoms((), self.value or ())
        drawing = figure(rows, shades, cursor, names, patterned=self.app.no_color)
        column = figure_width(rows) + LABEL_ROOM
        beside = self._qualities()
        summary_room = width - column - LIST_WIDTH - 2
        summary = self._summary(summary_room if summary_room >= LIST_WIDTH else width - column - 2)
        if summary_room >= LIST_WIDTH:
            beside = [_padded(line, LIST_WIDTH) + addition for line, addition in _side_by_side(beside, summary)]
        else:
            beside += [[], *summary]
        return [
            [Spot(" "), *_padded(left, column), Spot(" "), *right] for left, right in _side_by_side(drawing, beside)
        ]

    def _qualities(self) -> list[Line]:
        """The place under the cursor and a line for each quality: its letter, whether it is marked, how strong."""
        zone, side = self.cursor
        lines: list[Line] = [[Spot(f"{side} {zone}", "label")]]
        for hit, (key, quality) in enumerate(QUALITY_KEYS.items()):
            symptom = self._marked(quality)
            style = "answer" if symptom else "option"
            strength = "" if symptom is None or symptom.intensity is None else f" {symptom.intensity}"
            pointer = "›" if self.has_focus and quality is self.quality else " "
            lines.append(
                [
                    Spot(f"{pointer}{key} ", "key", hit),
                    Spot(f"{'✓' if symptom else ' '} {quality.value}{strength}", style, hit),
                ]
            )
        lines.append([Spot(f" {NOTHING_KEY} ", "key", NOTHING_HIT)])
        lines[-1].append(
            Spot("✓ nothing felt" if self.value == () else "  nothing felt", "answer" if self.value == () else "option")
        )
        return lines

    def _summary(self, width: int) -> list[Line]:
        return [[Spot(line, "answer")] for text in in_words(self.value or ()) for line in _wrapped(text, width)]


def in_words(symptoms: Iterable[Symptom]) -> list[str]:
    """A line for each place: "right calf: tingling 7, numb"."""
    places: dict[str, list[str]] = {}
    for symptom in sorted(symptoms, key=_order):
        side = "" if symptom.side is None else f"{symptom.side.value} "
        strength = "" if symptom.intensity is None else f" {symptom.intensity}"
        places.setdefault(f"{side}{symptom.zone.value}", []).append(f"{symptom.quality.value}{strength}")
    return [f"{zone}: {', '.join(feelings)}" for zone, feelings in places.items()]


def _wrapped(text: str, width: int) -> list[str]:
    return wrap(text, max(width, SHORTEST_WORDS), subsequent_indent="  ")


def _order(symptom: Symptom) -> tuple[int, str, int]:
    return ZONES.index(symptom.zone), symptom.side or "", tuple(Quality).index(symptom.quality)


def _is_at(symptom: Symptom, region: Region) -> bool:
    zone, side = region
    return symptom.zone is zone and side in sides_of(symptom.side)


def _side_by_side(left: list[Line], right: list[Line]) -> list[tuple[Line, Line]]:
    rows = max(len(left), len(right))
    return list(zip(left + [[]] * (rows - len(left)), right + [[]] * (rows - len(right)), strict=True))


def _padded(line: Line, width: int) -> Line:
    return [*line, Spot(" " * max(width - width_of(line), 0))]
