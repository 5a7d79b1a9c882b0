"""How each measure is drawn: its labels, its scale, and its levels in words."""

from __future__ import annotations

import math
from collections.abc import Sequence

import msgspec

from ..assessment.comparison import Comparison
from ..assessment.phrases import one_band_each
from ..measures.catalogue import BY_PATH, MEASURES, WORKED_OUT, Daily, Plot
from ..measures.questions import Choice, Depth, Number, Scale
from ..measures.rules import RULES, Rule, band_words
from ..text.grammar import number, whole
from .chart import RATING_AXIS, Axis, fitting_axis, word_axis

_RULES = {rule.measure: rule for rule in RULES}


class MeasureDisplay(msgspec.Struct, frozen=True):
    """How a measure is drawn: its `Plot` in the catalogue, with what follows from its question filled in.

    `top` is the fixed end of the scale, infinite where the scale fits the values; `ends` says what both ends mean.
    """

    measure: str
    label: str
    daily: Daily
    title: str
    bands: tuple[str, ...]
    first_on_top: bool
    top: float
    unit: str
    ends: str
    over: str
    compared: bool
    on_page: bool

    @property
    def rule(self) -> Rule | None:
        """How it is judged; `None` for what is only shown."""
        return _RULES.get(self.measure)

    @property
    def rating(self) -> bool:
        """Whether its scale is 0–10."""
        return self.top == 10 and not self.bands

    @property
    def asked_at(self) -> Depth:
        """The least that a check-in asks which has it; what is worked out rests on the weekly tests."""
        measure = BY_PATH.get(self.measure)
        return measure.depth if measure is not None else Depth.WEEKLY

    @property
    def out_of(self) -> str:
        """What follows a level in a list of several measures: the end of a scale that is not the usual 0–10."""
        return "" if self.rating or self.bands or math.isinf(self.top) else f" of {self.top:g}"


LIST_ORDER = (
    "leg_pain",
    "back_pain",
    "zone",
    "frequency",
    "abilities",
    "sit_minutes",
    "stand_minutes",
    "walk_minutes",
    "reach_cm",
    "spasm_count",
    "spasm_severity",
    "leg_raise",
    "leg_raise_gap",
    "heel_rises",
    "heel_walk",
    "toe_lift",
    "sit_to_stand_seconds",
    "bother",
    "bother.weakness",
    "worry",
    "confidence",
    "sleep",
    "activity",
)
"""The order of the list, sign by sign, which is not the order of the questions; all others follow in that order."""


def _display(path: str, plot: Plot) -> MeasureDisplay:
    measure = BY_PATH.get(path)
    question = measure.input if measure is not None else None
    bands = plot.bands or (tuple(words for _, words in question.options) if isinstance(question, Choice) else ())
    top, unit = plot.top, plot.unit
    if bands:
        top = len(bands) - 1
    elif top is None and isinstance(question, Scale):
        top = question.high
    if unit is None:
        unit = question.unit if isinstance(question, Number) else ""
    return MeasureDisplay(
        measure=path,
        label=plot.label,
        daily=plot.daily,
        title=plot.title or (measure.label if measure is not None else plot.label),
        bands=bands,
        first_on_top=plot.first_on_top,
        top=float("inf") if top is None else top,
        unit=unit,
        ends=plot.ends or (_ends(question) if isinstance(question, Scale) else ""),
        over=plot.over,
        compared=plot.compared,
        on_page=plot.on_page,
    )


def _ends(scale: Scale) -> str:
    """Say what both ends of a scale mean, as briefly as a heading: `0 none – 10 worst`."""
    return f"{scale.low} {scale.low_word} – {scale.high} {scale.high_word.partition(' ')[0]}"


BY_MEASURE: dict[str, MeasureDisplay] = {
    path: _display(path, plot)
    for path, plot in {**{m.path: m.plot for m in MEASURES if m.plot is not None}, **WORKED_OUT}.items()
}
DISPLAYS: tuple[MeasureDisplay, ...] = tuple(
    sorted(
        BY_MEASURE.values(),
        key=lambda display: LIST_ORDER.index(display.measure) if display.measure in LIST_ORDER else len(LIST_ORDER),
    )
)
"""Everything that is drawn, in the order of the list on Trends."""


def axis_of(kind: MeasureDisplay, values: Sequence[float]) -> Axis:
    """Return the scale of a measure: fixed for ratings and words, fitting for minutes, degrees and counts."""
    if kind.rating:
        return RATING_AXIS
    if kind.bands:
        return word_axis(kind.bands, first_on_top=kind.first_on_top)
    return fitting_axis(values if kind.top == float("inf") else (kind.top,), minutes=kind.unit == "min")


def is_test(kind: MeasureDisplay) -> bool:
    """Tell whether it is tested now and then rather than asked every day."""
    return kind.rule is not None and not kind.rule.daily


def on_scale(kind: MeasureDisplay, value: float) -> bool:
    """Tell whether a level lies on the measure's scale."""
    return 0 <= value <= kind.top


def end_texts(kind: MeasureDisplay, comparison: Comparison) -> tuple[str, str]:
    """Return both levels of a change as they stand in a list, the same bands as wherever else it is told."""
    if not kind.bands:
        return level_text(kind, comparison.baseline), level_text(kind, comparison.current)
    first, now = one_band_each(comparison, len(kind.bands))
    return kind.bands[first], kind.bands[now]


def level_text(kind: MeasureDisplay, value: float) -> str:
    """Return a level as it stands in a list: `3.4`, `calf`, `45°`, `20 min`.

    Halfway between two words is named by both.
    """
    if kind.bands:
        return band_words(kind.bands, value)
    if kind.unit in ("min", "cm", "°"):
        return f"{whole(value)}{'' if kind.unit == '°' else ' '}{kind.unit}"
    if kind.rule is not None and not kind.rule.daily:
        return number(round(value, 1)) + (" s" if kind.unit == "s" else "")
    return f"{value:.1f}{' s' if kind.unit == 's' else ''}"
