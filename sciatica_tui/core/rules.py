"""Which change counts, measure by measure: the table of the clinical rules as data, each row with its source."""

from __future__ import annotations

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


class Cadence(msgspec.Struct, frozen=True):
    """How often a measure is taken, and so which entries make a window.

    A window is `least`–`most` entries. The baseline's lie within `reach` days of its first; the current ones are no older
    than `reach` days. `weekly_looks`: looks are every 7th day of the episode, from day 14; else at each entry.
    """

    least: int
    most: int
    reach: int
    weekly_looks: bool


DAILY = Cadence(least=5, most=7, reach=14, weekly_looks=True)
TESTS = Cadence(least=2, most=3, reach=90, weekly_looks=False)
"""Weekly and sparse tests. That a test of three months ago is not current is a choice of ours."""


LOW_DROP = 1.0
"""From a baseline just above "already low", the least fall that counts when it reaches "already low"."""


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """How one measure is judged; figures in its unit.

    `contrast`: judged by the autoregressive contrast and its interval; otherwise medians are compared.
    `counts`: the smallest change that counts, or `share` of the baseline where that is more. `worse_counts`: the same for
    worsening, where it differs. `low`: a baseline up to this is "already low"; from just above it, reaching it counts.
    `nothing_to_improve`: a baseline this good is "not affected" (better than this, where `strictly`).
    `severe`: a baseline and a level that can't rise by what counts any more. `back_up`: so much above the best level on
    three of seven days is no longer sure.
    """

    measure: str
    words: str
    source: str
    counts: float
    unit: str = ""
    share: float = 0.0
    worse_counts: float | None = None
    lower_is_better: bool = True
    cadence: Cadence = DAILY
    contrast: bool = False
    low: float | None = None
    nothing_to_improve: float | None = None
    strictly: bool = False
    severe: tuple[float, float] | None = None
    back_up: float | None = None

    def better_by(self, baseline: float) -> float:
        """The improvement that counts from this baseline, > 0."""
        if self.low is not None and baseline < self.low + self.counts:
            return max(LOW_DROP, baseline - self.low)
        return max(self.counts, self.share * abs(baseline))

    def worse_by(self, baseline: float) -> float:
        """The worsening that counts from this baseline, > 0."""
        if self.worse_counts is not None:
            return self.worse_counts
        return max(self.counts, self.share * abs(baseline))

    def gain(self, change: float) -> float:
        """A change as a gain: positive is better."""
        return -change if self.lower_is_better else change

    def unaffected(self, baseline: float) -> bool:
        """Whether there is nothing to improve from this baseline."""
        limit = self.low if self.nothing_to_improve is None else self.nothing_to_improve
        if limit is None:
            return False
        past = self.gain(baseline - limit)
        return past > 0 if self.strictly else past >= 0


LEG_PAIN = Rule(
    measure="leg_pain",
    words="Leg pain",
    counts=2.0,
    share=0.30,
    worse_counts=1.5,
    contrast=True,
    low=1.75,
    severe=(9.0, 8.5),
    back_up=2.0,
    source="Ostelo 2008, Spine 33:90–4",
)
