"""How each measure is shown: its words, its scale, and its levels in words."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from ..measures.rules import RULES, Rule
from ..zones import ORDER
from .chart import TEN, Axis, fitting_axis, word_axis

_RULES = {rule.measure: rule for rule in RULES}


class MeasureDisplay(msgspec.Struct, frozen=True):
    """How a measure is shown. `words` fit a list, `title` heads its chart; `unit` is as in its rule.

    `bands` name the steps of a scale of words, `ten` is the fixed 0–10, else the scale fits. `over` names what may be
    laid over it: another measure, or its two sides.
    """

    measure: str
    words: str
    title: str
    ten: bool = False
    bands: tuple[str, ...] = ()
    first_on_top: bool = False
    unit: str = ""
    over: str = ""

    @property
    def rule(self) -> Rule | None:
        """How it is judged; `None` for what is only shown."""
        return _RULES.get(self.measure)


SIDES = "sides"
_MUSCLE = ("cannot", "weak", "normal")
KINDS: tuple[MeasureDisplay, ...] = (
    MeasureDisplay("leg_pain", "Leg pain", "Worst leg pain", ten=True, over="back_pain"),
    MeasureDisplay("back_pain", "Back pain", "Worst back pain", ten=True, over="leg_pain"),
    MeasureDisplay("zone", "Zone", "Furthest zone", bands=tuple(zone.value for zone in ORDER), first_on_top=True),
    MeasureDisplay(
        "frequency", "How often", "How often leg pain came", bands=("none", "now&then", "half", "most", "constant")
    ),
    MeasureDisplay("abilities", "Activities", "Your activities, mean", ten=True),
    MeasureDisplay("sit_minutes", "Can sit", "Can sit until it stops you", unit="min", over="walk_minutes"),
    MeasureDisplay("stand_minutes", "Can stand", "Can stand until it stops you", unit="min", over="sit_minutes"),
    MeasureDisplay("walk_minutes", "Can walk", "Can walk until it stops you", unit="min", over="sit_minutes"),
    MeasureDisplay("reach_cm", "Reach", "Fingertips to the floor", unit="cm"),
    MeasureDisplay("spasm_count", "Spasms", "Spasms a day", bands=("none", "1–2", "3–5", "6–10", "over 10")),
    MeasureDisplay("spasm_severity", "Worst spasm", "Worst spasm", ten=True),
    MeasureDisplay("leg_raise", "Leg raise", "Straight leg raise", unit="°", over=SIDES),
    MeasureDisplay("leg_raise_gap", "Raise gap", "Leg raise, gap between the sides", unit="°"),
    MeasureDisplay("heel_rises", "Heel rises", "Heel rises on one leg", over=SIDES),
    MeasureDisplay("heel_walk", "Heel walk", "Heel walk, weaker side", bands=_MUSCLE, over=SIDES),
    MeasureDisplay("toe_lift", "Toe lift", "Big toe lift, weaker side", bands=_MUSCLE, over=SIDES),
    MeasureDisplay("sit_to_stand_seconds", "Stand up", "Sit to stand, five times", unit="s"),
    MeasureDisplay("bother", "Bother", "Bother, of 24"),
    MeasureDisplay("bother.weakness", "Weakness", "Bother: weakness, of 6"),
    MeasureDisplay("sleep", "Sleep", "Sleep, 10 is restful", ten=True),
    MeasureDisplay("activity", "Active", "Minutes of activity", unit="min"),
)
BY_MEASURE = {kind.measure: kind for kind in KINDS}
_TOPS = {"bother": 24.0, "bother.weakness": 6.0, "heel_rises": 25.0}
"""Fixed ends of scales that have one."""


def axis_of(kind: MeasureDisplay, values: Sequence[float]) -> Axis:
    """The scale of a measure: fixed for ratings and words, fitting for minutes, degrees and counts."""
    if kind.ten:
        return TEN
    if kind.bands:
        return word_axis(kind.bands, first_on_top=kind.first_on_top)
    top = _TOPS.get(kind.measure)
    return fitting_axis((top,) if top else values, minutes=kind.unit == "min")


def is_test(kind: MeasureDisplay) -> bool:
    """Whether it is tested now and then rather than asked every day."""
    return kind.rule is not None and not kind.rule.daily


def on_scale(kind: MeasureDisplay, value: float) -> bool:
    """Whether a level lies on the measure's scale."""
    top = 10 if kind.ten else len(kind.bands) - 1 if kind.bands else _TOPS.get(kind.measure, float("inf"))
    return 0 <= value <= top


def level_text(kind: MeasureDisplay, value: float) -> str:
    """A level as it stands in a list: `3.4`, `calf`, `45°`, `20 min`; halfway between two words is named by both."""
    if kind.bands:
        low = int(value)
        return kind.bands[low] if value == low else f"{kind.bands[low]}–{kind.bands[low + 1]}"
    if kind.unit in ("min", "cm", "°"):
        return f"{value:.0f}{'' if kind.unit == '°' else ' '}{kind.unit}"
    return f"{value:.1f}{' s' if kind.unit == 's' else ''}"
