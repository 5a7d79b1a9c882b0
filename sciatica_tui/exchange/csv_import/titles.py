"""What the title of a column says by itself: its words by topic, its scale, its units."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from ...domain.records import Zone
from ...domain.text.grammar import joined
from .synonyms import Vocabulary, fold

_SCALE = re.compile(r"(?<![\w.])([01])\s*(?:-|–|—|to|bis|à|a|tot|até)\s*(3|4|5|6|7|10|100)\b", re.IGNORECASE)
_OUT_OF = re.compile(r"(?:/|\b(?:out of|of|von|sur|de|su|van))\s*(3|4|5|6|7|10|100)\b", re.IGNORECASE)
_LEGEND = re.compile(r"\b(\d{1,3})\s*=\s*([^\d,;/)\]]+)")
_OF_100 = re.compile(r"%|\bmm\b", re.IGNORECASE)

SHORTEST_SCALE = 3
"""The highest number of the shortest scale; 0 = no, 1 = yes is none."""

HARMLESS = (
    "parts.",
    "sides.",
    "units.percent",
    "units.millimetres",
    "roles.filler",
    "roles.rated",
    "roles.either_way",
    "roles.zone",
)
"""Topics that leave a part of the body alone what it is."""

NEAREST = {"knee": "thigh", "hip": "buttock"}
"""The zone that a part is nearest to, where the part is none itself."""

_SIGNS = {"°": "degrees", "%": "percent"}


class Title:
    """A title, read in the language of the sheet. `cell_units` are the units that stand in the cells below it.

    `legend` is what it says of its numbers, such as `0 = no pain, 10 = worst`.
    """

    def __init__(self, text: str, vocabulary: Vocabulary, cell_units: Iterable[str] = ()) -> None:
        self.text = text
        self._vocabulary = vocabulary
        self._reading = vocabulary.read(_LEGEND.sub("", text))
        self._ends = {int(number): words.strip() for number, words in _LEGEND.findall(text)}
        self.legend = ", ".join(match[0].strip() for match in _LEGEND.finditer(text))
        self.unknown = self._reading.unknown
        signs = [unit for sign, unit in _SIGNS.items() if sign in text]
        self.units: tuple[str, ...] = tuple(dict.fromkeys((*self.keys("units"), *signs, *cell_units)))

    @property
    def is_foreign(self) -> bool:
        """Whether none of its words is in any list; the letter of a column is no word."""
        return any(len(word) > 1 for word in self.unknown) and not self._reading.topics

    def has(self, role: str) -> bool:
        """Whether a word of it has that role, such as `treatment`."""
        return f"roles.{role}" in self._reading.topics

    def is_only(self, role: str) -> bool:
        """Whether it has no other words than those of a role."""
        return self.has(role) and self._is_explained_by(f"roles.{role}", "roles.filler")

    @property
    def names_measure(self) -> bool:
        """Whether it names pain, a feeling, a part of the body, a measure, an activity: what is to be below it."""
        groups = ("feelings", "parts", "measures", "postures", "activities")
        return not self.has("note") and (self.has("pain") or any(map(self.keys, groups)))

    @property
    def is_zero_nothing(self) -> bool:
        """Whether its legend says that 0 is no pain, or nothing: a higher number is a worse one."""
        words = self._ends.get(0, "")
        reading = self._vocabulary.read(words)
        return fold(words) in self._vocabulary.nothing or "roles.negation" in reading.topics

    @property
    def has_number(self) -> bool:
        """Whether there is a number in it."""
        return any(letter.isdigit() for letter in self.text)

    @cached_property
    def is_posture_alone(self) -> bool:
        """Whether it is a posture and no other word or number."""
        return (
            bool(self.keys("postures")) and not self.has_number and self._is_explained_by("postures.", "roles.filler")
        )

    def _is_explained_by(self, *topics: str) -> bool:
        """Whether each of its words is of a topic that begins so, whatever else it may be."""
        words = {topic: set(written) for topic, written in self._reading.topics.items()}
        explained = set().union(*(written for topic, written in words.items() if topic.startswith(topics)))
        return not self.unknown and set().union(*words.values()) <= explained

    def keys(self, group: str) -> list[str]:
        """Return the topics of a group that it names, such as `calf` of `parts`."""
        return self._reading.keys(group)

    def quoted(self, *topics: str) -> str:
        """Quote its words of topics, of roles, or of groups: `‘ice’`."""
        return ", ".join(self._quotes(*topics))

    def says(self, *topics: str) -> str:
        """Tell which words of it speak of topics: `the heading says ‘leg’ and ‘pain’`."""
        return f"the heading says {joined(self._quotes(*topics))}"

    def _quotes(self, *topics: str) -> list[str]:
        words = [
            word
            for topic in topics
            for key, written in self._reading.topics.items()
            if key in (topic, f"roles.{topic}") or key.startswith(topic + ".")
            for word in written
        ]
        return [f"‘{word}’" for word in dict.fromkeys(words)]

    def unit_words(self, unit: str) -> str:
        """Quote the unit as it is written, or name it."""
        return self.quoted(f"units.{unit}") or unit

    @cached_property
    def parts(self) -> list[str]:
        """The parts of the body that it names: zones, `leg`, `knee`, `hip`, `elsewhere`."""
        return self.keys("parts")

    @cached_property
    def zones(self) -> list[Zone]:
        """The zones that it names; a knee counts as the thigh, a hip as the buttock."""
        zones = [NEAREST.get(part, part) for part in self.parts]
        return [Zone(zone) for zone in dict.fromkeys(zones) if zone in tuple(Zone)]

    @property
    def legs(self) -> bool:
        """Whether it names the leg as a whole."""
        return "leg" in self.parts

    @cached_property
    def feelings(self) -> list[str]:
        """The feelings that it names."""
        return self.keys("feelings")

    @property
    def side(self) -> str | None:
        """The side that it names; both where it names left and right."""
        sides = self.keys("sides")
        return ("both" if len(sides) > 1 else sides[0]) if sides else None

    @cached_property
    def is_part_alone(self) -> bool:
        """Whether it is a part of the body, perhaps with its side or scale, and no other word."""
        return not self.unknown and all(topic.startswith(HARMLESS) for topic in self._reading.topics)

    @cached_property
    def scale(self) -> tuple[int, int] | None:
        """The scale that it names: (0, 10) of `0–10`, (0, 100) of `/100`, `mm` and `%`."""
        ends = _SCALE.search(self.text)
        if ends is not None:
            return int(ends[1]), int(ends[2])
        top = _OUT_OF.search(self.text)
        if top is not None:
            return 0, int(top[1])
        if len(self._ends) > 1 and max(self._ends) >= SHORTEST_SCALE:
            return min(self._ends), max(self._ends)
        return (0, 100) if _OF_100.search(self.text) else None
