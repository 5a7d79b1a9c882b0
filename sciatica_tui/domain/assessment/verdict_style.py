"""How a verdict, and the state of a criterion, look everywhere: the glyph, the word, and the tone of its colour."""

from __future__ import annotations

from typing import NamedTuple

from ..measures.rules import ZONE, Verdict
from ..text.row_mark import RowMark, Tone
from .criteria import State
from .measure_assessment import MeasureAssessment


class VerdictStyle(NamedTuple):
    """How one answer looks."""

    glyph: str
    word: str
    tone: Tone = Tone.PLAIN

    @property
    def mark(self) -> RowMark:
        """Its glyph in its tone."""
        return RowMark(self.glyph, self.tone)


VERDICT_STYLES = {
    Verdict.IMPROVING: VerdictStyle("▲", "improving", Tone.GOOD),
    Verdict.NO_CLEAR_CHANGE: VerdictStyle("●", "no clear change"),
    Verdict.WORSENING: VerdictStyle("▼", "worsening", Tone.BAD),
    Verdict.NOT_ENOUGH_DATA: VerdictStyle("◌", "not enough data"),
    Verdict.NOT_AFFECTED: VerdictStyle("○", "not affected"),
    Verdict.MIXED: VerdictStyle("◆", "mixed", Tone.DUE),
}

STATE_STYLES = {
    State.MET: VerdictStyle("✓", "met", Tone.GOOD),
    State.NOT_MET: VerdictStyle("✗", "not met", Tone.UNMET),
    State.UNKNOWN: VerdictStyle("?", "unknown", Tone.DUE),
}

NO_VERDICT = RowMark("·")
"""Stands where none is given: before imaging, and before everything while a red flag locks."""


def sign_legend(separator: str = ", ") -> str:
    """Return what the glyphs before the signs stand for."""
    return separator.join(f"{style.glyph} {style.word}" for style in VERDICT_STYLES.values())


def state_legend() -> str:
    """Return what the glyphs before the criteria stand for: `✓ met, ✗ not met, ? unknown`."""
    return ", ".join(f"{style.glyph} {style.word}" for style in STATE_STYLES.values())


def unaffected_words(reading: MeasureAssessment) -> str:
    """Say of a measure that is not affected what that means: pain in the back alone is pain, but none in the leg."""
    if reading.already_low:
        return "already low"
    return "not in the leg" if reading.rule is ZONE else VERDICT_STYLES[Verdict.NOT_AFFECTED].word
