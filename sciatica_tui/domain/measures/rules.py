"""Which change counts, measure by measure: the table of the clinical rules as data, each row with its source."""

from __future__ import annotations

import math
from collections.abc import Sequence
from enum import StrEnum

import msgspec


class Verdict(StrEnum):
    """What is said of a measure, a sign, and (with `mixed`, for nothing else) of it all."""

    IMPROVING = "improving"
    NO_CLEAR_CHANGE = "no_clear_change"
    WORSENING = "worsening"
    NOT_ENOUGH_DATA = "not_enough_data"
    NOT_AFFECTED = "not_affected"
    MIXED = "mixed"


LOW_DROP = 1.0
"""From a baseline just above "already low", the least fall that counts when it reaches "already low"."""


NEAR_A_BAND = 0.3
"""How far from a band a level may lie and still be that band: the model's levels are seldom whole."""


def band_words(bands: Sequence[str], value: float) -> str:
    """Name a level on a scale of words: the nearest band, or both where it lies between two: `thigh to calf`."""
    low, high = bands_around(value, len(bands))
    return bands[low] if low == high else f"{bands[low]} to {bands[high]}"


def bands_around(value: float, band_count: int) -> tuple[int, int]:
    """Return the numbers of the bands that a level lies between; twice the nearest where it is that band."""
    nearest = min(max(round(value), 0), band_count - 1)
    if abs(value - nearest) <= NEAR_A_BAND or not 0 <= value <= band_count - 1:
        return nearest, nearest
    return int(value), int(value) + 1


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """How one measure is judged; figures in its unit.

    `daily`: judged by the level model; otherwise it is a test, taken weekly or less often, whose medians are compared.
    `counts`: the smallest change that counts, or `share` of the baseline where that is more; half of `counts` is the
    model's unit. `worse_counts`: the same for worsening, where it differs. `middle`: the middle of the scale, where
    the model expects the first level; without one it expects it at the first answer. `logarithmic`: levels are
    compared by their ratio, and `share` is what counts. `low`: a baseline up to this is "already low"; from just above
    it, reaching it counts. `nothing_to_improve`: a baseline this good is "not affected" (better than this, where
    `strictly`). `severe`: a baseline and a level that can't rise by what counts any more. `error`: what a test may
    differ by when nothing has changed, in words.
    """

    measure: str
    words: str
    source: str
    counts: float
    unit: str = ""
    share: float = 0.0
    worse_counts: float | None = None
    lower_is_better: bool = True
    daily: bool = True
    middle: float | None = None
    logarithmic: bool = False
    low: float | None = None
    nothing_to_improve: float | None = None
    strictly: bool = False
    severe: tuple[float, float] | None = None
    error: str = ""

    def better_by(self, baseline: float) -> float:
        """Return the improvement that counts from this baseline, > 0."""
        if self.low is not None and baseline < self.low + self.counts:
            return max(LOW_DROP, baseline - self.low)
        return max(self.counts, self.share * abs(baseline))

    def worse_by(self, baseline: float) -> float:
        """Return the worsening that counts from this baseline, > 0."""
        if self.worse_counts is not None:
            return self.worse_counts
        return max(self.counts, self.share * abs(baseline))

    def to_model(self, value: float) -> float:
        """Return a level in the model's unit, in which a change of 2 counts and lower is better."""
        if self.logarithmic:
            level, unit = math.log(max(value, 1.0)), math.log1p(self.share) / 2
        else:
            level, unit = value, self.counts / 2
        return (level if self.lower_is_better else -level) / unit

    def from_model(self, level: float) -> float:
        """Return a level of the model in the measure's unit; never below 0, which can't be answered."""
        unit = math.log1p(self.share) / 2 if self.logarithmic else self.counts / 2
        value = (level if self.lower_is_better else -level) * unit
        return math.exp(min(value, 50.0)) if self.logarithmic else max(value, 0.0)

    def gain(self, change: float) -> float:
        """Return a change as a gain: positive is better."""
        return -change if self.lower_is_better else change

    def improved(self, baseline: float, current: float) -> bool:
        """Tell whether a level is better than an earlier one by what counts."""
        return self.gain(current - baseline) >= self.better_by(baseline) and not self.unaffected(baseline)

    def unaffected(self, baseline: float) -> bool:
        """Tell whether there is nothing to improve from this baseline."""
        limit = self.low if self.nothing_to_improve is None else self.nothing_to_improve
        if limit is None:
            return False
        past = self.gain(baseline - limit)
        return past > 0 if self.strictly else past >= 0


OSTELO = "Ostelo 2008, Spine 33:90–4; for leg pain a choice of ours (in sciatica 3.0, 10.1016/j.jclinepi.2014.07.008)"

LEG_PAIN = Rule(
    measure="leg_pain",
    words="Leg pain",
    counts=2.0,
    share=0.30,
    worse_counts=1.5,
    middle=5.0,
    low=1.75,
    severe=(9.0, 8.5),
    source=OSTELO,
)
BACK_PAIN = msgspec.structs.replace(
    LEG_PAIN, measure="back_pain", words="Back pain", source="Ostelo 2008, Spine 33:90–4"
)
ZONE = Rule(
    measure="zone",
    words="Furthest zone",
    counts=1,
    middle=2.5,
    nothing_to_improve=1 + NEAR_A_BAND,
    source="Albert 2012, 10.1007/s00586-011-2018-9; Hartvigsen 2017, 10.1186/s12891-017-1495-3",
)
FREQUENCY = Rule(
    measure="frequency",
    words="How often",
    unit="band",
    counts=1,
    middle=2.0,
    nothing_to_improve=NEAR_A_BAND,
    source="own wording; Grøvle 2008",
)
SPASM_COUNT = Rule(
    measure="spasm_count",
    words="Spasms",
    unit="band",
    counts=1,
    middle=2.0,
    nothing_to_improve=NEAR_A_BAND,
    source="not a validated scale",
)
SPASM_SEVERITY = Rule(
    measure="spasm_severity",
    words="Worst spasm",
    counts=2.0,
    share=0.30,
    middle=5.0,
    nothing_to_improve=0.5,
    source="not a validated scale",
)
SIT = Rule(
    measure="sit_minutes",
    words="Can sit",
    unit="min",
    counts=5,
    share=0.30,
    lower_is_better=False,
    logarithmic=True,
    source="a choice of ours",
)
STAND = msgspec.structs.replace(SIT, measure="stand_minutes", words="Can stand")
WALK = msgspec.structs.replace(SIT, measure="walk_minutes", words="Can walk")

ABILITIES = Rule(
    measure="abilities",
    words="Your activities",
    counts=2,
    lower_is_better=False,
    daily=False,
    nothing_to_improve=8,
    strictly=True,
    source="Patient-Specific Functional Scale: MDC90 2, for a single activity 3",
    error="2 points of a mean, 3 of a single activity (MDC90)",
)
ONE_ABILITY = msgspec.structs.replace(ABILITIES, words="Your activity", counts=3)
REACH = Rule(
    measure="reach_cm",
    words="Reach to the floor",
    unit="cm",
    counts=5,
    daily=False,
    nothing_to_improve=0,
    source="MDC 4.5 cm: Ekedahl 2012, PMID 22555005, where it followed disability well (r .66), unlike the leg raise",
    error="4.5 cm between two tests (MDC)",
)
HEEL_RISES = Rule(
    measure="heel_rises",
    words="Heel rises",
    unit="rises",
    counts=7,
    lower_is_better=False,
    daily=False,
    nothing_to_improve=19,
    source="Hébert-Losier 2017, 10.1016/j.physio.2017.03.002",
    error="2.2 rises from test to test (SD)",
)
HEEL_WALK = Rule(
    measure="heel_walk",
    words="Heel walk",
    unit="step",
    counts=1,
    lower_is_better=False,
    daily=False,
    nothing_to_improve=2,
    source="one step of normal, weak, cannot: a choice of ours",
)
TOE_LIFT = msgspec.structs.replace(HEEL_WALK, measure="toe_lift", words="Big toe lift")
SIT_TO_STAND = Rule(
    measure="sit_to_stand_seconds",
    words="Sit to stand",
    unit="band",
    counts=1,
    daily=False,
    nothing_to_improve=0,
    source="Staartjes & Schröder 2018, J Neurosurg Spine 29:380: it does not track leg pain",
)
SIT_TO_STAND_BANDS = (10.4, 15.2, 22.0)
"""The upper ends, in seconds, of none, mild and moderate impairment."""
BOTHER_WEAKNESS = Rule(
    measure="bother.weakness",
    words="Bother: weakness",
    counts=2,
    daily=False,
    nothing_to_improve=0,
    source="a choice of ours, after Grøvle 2008",
)
BOTHER = Rule(
    measure="bother",
    words="Bother, all four",
    counts=6,
    daily=False,
    nothing_to_improve=6,
    strictly=True,
    source="Grøvle 2008; Haugen 2011, 10.1007/s00586-011-1809-3",
)
LEG_RAISE = Rule(
    measure="leg_raise",
    words="Leg raise",
    unit="°",
    counts=10,
    lower_is_better=False,
    daily=False,
    source="MDC 5.7° by a clinician: Ekedahl 2012, PMID 22555005; at home 10° by a choice of ours",
    error="5.7° between two tests by a clinician (MDC), 10.2° between two clinicians",
)
LEG_RAISE_OTHER = msgspec.structs.replace(LEG_RAISE, measure="leg_raise_other", words="Leg raise, other side")
LEG_RAISE_GAP = msgspec.structs.replace(
    LEG_RAISE, measure="leg_raise_gap", words="Leg raise gap", lower_is_better=True, worse_counts=math.inf
)
"""Only its narrowing says something: it widens too where the good leg gets better."""

RULES: tuple[Rule, ...] = (
    ZONE,
    LEG_PAIN,
    BACK_PAIN,
    FREQUENCY,
    ABILITIES,
    SIT,
    STAND,
    WALK,
    REACH,
    SPASM_COUNT,
    SPASM_SEVERITY,
    HEEL_RISES,
    HEEL_WALK,
    TOE_LIFT,
    SIT_TO_STAND,
    BOTHER_WEAKNESS,
    LEG_RAISE,
    LEG_RAISE_GAP,
    LEG_RAISE_OTHER,
    BOTHER,
)
