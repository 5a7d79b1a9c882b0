"""The headings under which the questions of a check-in stand."""

from __future__ import annotations

from ..measures.catalogue import MEASURES
from ..measures.questions import Depth

PAIN, WHERE, ABLE, DAY = "Pain", "Where and what", "What you can do", "The day"

FIRST_QUESTIONS = {"leg_pain": PAIN, "zone": WHERE, "sit_minutes": ABLE, "sleep": DAY}
"""The question that begins each section; those that follow in the catalogue belong to it."""


def _sections() -> dict[str, str]:
    section, sections = PAIN, {}
    for measure in MEASURES:
        section = FIRST_QUESTIONS.get(measure.path, section)
        if measure.depth is not Depth.WEEKLY:
            sections[measure.path] = section
    return sections


SECTIONS: dict[str, str] = _sections()
"""Path of a quick or daily measure → the heading it stands under."""
