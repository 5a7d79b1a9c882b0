"""What is known of a daily measure on one day, and which way that points.

The model (`level_model`) says how far the level is from that of the first day, and from the *anchor*, the level at a
confirmed improvement. A look points one way where such a change is probable enough and large enough to matter.
Probabilities are those of the clinical rules ("The verdict on a sign"); the error rates that come of them:
`python -m tests.bench.verdicts`.
"""

from __future__ import annotations

import msgspec

from ..measures.rules import Rule, Verdict
from .comparison import Comparison
from .statistics import Mixture

SURE_BETTER, SURE_WORSE, SURE_RELAPSE = 0.92, 0.91, 0.94
"""How probable a change of at least 1 (in the model's unit) must be for a verdict."""
SURE_FOR_ALL = 0.95
"""How probable for the sentence over all measures: each of several is one more chance to be wrong."""
EARLY = 0.80
DOUBTFUL = 0.70
"""A rise from the anchor that is more probable than this, or a fall since the first day that is less, is in doubt."""
NOTICEABLE, WORSE_BY = 1.0, 1.5
"""In the model's unit: the change whose probability is asked, and the least mean change that is a worsening."""
MARGIN = 1.96
"""Standard deviations to each side that hold 95 %."""


class Change(msgspec.Struct, frozen=True, gc=False):
    """The change from an earlier day: the `level` of that day, the `distribution` of the change; in the model's unit.

    The probabilities, 0–1, are of a change of at least 1.
    """

    since: int
    level: float
    distribution: Mixture

    @property
    def better(self) -> float:
        """The probability of a fall."""
        return self.distribution.below(-NOTICEABLE)

    @property
    def worse(self) -> float:
        """The probability of a rise."""
        return 1 - self.distribution.below(NOTICEABLE)


class DailyLook(msgspec.Struct, frozen=True, gc=False):
    """What is known on one day; what it comes to is worked out when it is asked for.

    `level_said` is what is said of the day's level and `level_sd` the model's standard deviation of it, in its unit.
    `from_first` and `from_anchor` are the changes from the first day and from the anchor. `entries`: how many there are
    up to the day; `last`: the day of the last of them; `enough`: whether they are enough to say anything.
    """

    rule: Rule
    on: int
    entries: int
    last: int
    enough: bool
    level_said: float
    level_sd: float
    from_first: Change
    from_anchor: Change | None = None

    @property
    def current(self) -> float:
        """The level of the day, in the measure's unit."""
        return self.rule.from_model(self.level_said)

    @property
    def baseline(self) -> float:
        """The level of the first day, in the measure's unit."""
        return self.rule.from_model(self.from_first.level)

    @property
    def band(self) -> tuple[float, float]:
        """Where the level of the day lies with 95 %, in the measure's unit."""
        return self._about(self.level_sd)

    def compared(self, change: Change) -> Comparison:
        """Return the day compared with the one a change is from."""
        baseline, current = self.rule.from_model(change.level), self.current
        low, high = self._about(change.distribution.sd)
        return Comparison(
            baseline,
            current,
            current - baseline,
            change.since,
            self.last,
            self.entries,
            (low - baseline, high - baseline),
        )

    @property
    def comparison(self) -> Comparison:
        """The comparison that speaks: with the anchor where it tells of a worsening since, else with the first day."""
        if self.from_anchor is not None and Verdict.WORSENING in (self.direction, self.early):
            return self.compared(self.from_anchor)
        return self.compared(self.from_first)

    @property
    def worse(self) -> float:
        """How probable a worsening is: a rise from the anchor, or else from the first day."""
        return (self.from_anchor or self.from_first).worse

    @property
    def direction(self) -> Verdict | None:
        """The way of a change that is probable and large enough."""
        if not self.enough:
            return None
        low, sure = (self.from_first, SURE_WORSE) if self.from_anchor is None else (self.from_anchor, SURE_RELAPSE)
        if self.level_said - low.level >= WORSE_BY and low.worse > sure:
            return Verdict.WORSENING
        fell = self.level_said < self.from_first.level and self.rule.improved(self.baseline, self.current)
        return Verdict.IMPROVING if fell and self.from_first.better > SURE_BETTER else None

    @property
    def early(self) -> Verdict | None:
        """The way of a change that is not so probable, or so large, yet."""
        if not self.enough or self.direction is not None:
            return None
        if self.worse > EARLY:
            return Verdict.WORSENING
        if self.from_first.better > EARLY and not self.rule.unaffected(self.baseline):
            return Verdict.IMPROVING
        return None

    @property
    def sure_for_all(self) -> bool:
        """Whether it is probable enough for the sentence over all measures."""
        direction = self.direction
        if direction is None:
            return False
        return (self.worse if direction is Verdict.WORSENING else self.from_first.better) > SURE_FOR_ALL

    def doubts(self, verdict: Verdict | None) -> bool:
        """Tell whether a verdict is not sure any more.

        An improvement is not where a relapse is likely, or a real change no longer is; a worsening where it is less
        likely than not.
        """
        if verdict is Verdict.IMPROVING:
            relapsed = self.from_anchor is not None and self.from_anchor.worse > DOUBTFUL
            return relapsed or self.from_first.better < DOUBTFUL
        return verdict is Verdict.WORSENING and self.worse < 0.5

    def _about(self, sd: float) -> tuple[float, float]:
        """The 95 % of that standard deviation, about the level of the day, in the measure's unit."""
        return band_about(self.rule, self.level_said, sd)


def band_about(rule: Rule, level: float, sd: float) -> tuple[float, float]:
    """Return the ends of the 95 % of a standard deviation about a level of the model, in the measure's unit."""
    margin = MARGIN * sd
    ends = rule.from_model(level - margin), rule.from_model(level + margin)
    return ends if rule.lower_is_better else ends[::-1]
