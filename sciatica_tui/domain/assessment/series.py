"""One value a day for each measure: the day's worst of what was felt, the day's last of what was tested.

A day without an answer is not in it. Which side counts, which leg-raise method and which named activities are
decided here, so that a series never compares two different things.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date

import msgspec

from ..daily import Digest, Entries
from ..measures.rules import SIT_TO_STAND_BANDS
from ..records import Bother, CheckIn, LegRaise, LegRaiseMethod, Muscle, MuscleSides, Side

_MUSCLE = {Muscle.CANNOT: 0.0, Muscle.WEAK: 1.0, Muscle.NORMAL: 2.0}


class Series(msgspec.Struct, frozen=True):
    """Measure → its entries (none for one that was never answered), and the names of the activities scored.

    `seconds` are those of sit to stand, whose entries are grades.

    `tests` are the check-ins with a test, and `side` the affected side, that `tested` was made of: the entries of what
    was tested, which few new check-ins change.
    """

    entries: dict[str, Entries]
    activities: frozenset[str]
    tests: list[CheckIn]
    side: Side | None
    tested: dict[str, Entries]
    seconds: Entries = ()


def series_of(digest: Digest, side: Side | None, earlier: Series | None = None) -> Series:
    """Return the series of all measures. `side` is the affected side, where one is known.

    What an `earlier` one shares is taken from it, to the same result.
    """
    felt_entries = digest.last_entries if digest.logs_otherwise_than_at_first else digest.entries
    tests = digest.tests
    activities = activities_named(tests)
    if earlier is not None and (earlier.tests, earlier.side) == (tests, side):
        tested, seconds = earlier.tested, earlier.seconds
    else:
        tested = _tested(tests, activities, side)
        seconds = _last(tests, lambda c: c.sit_to_stand_seconds)
    return Series({**felt_entries, **tested}, activities, tests, side, tested, seconds)


def _tested(tests: Sequence[CheckIn], activities: frozenset[str], side: Side | None) -> dict[str, Entries]:
    return {
        "abilities": _abilities(tests, activities),
        "reach_cm": _last(tests, lambda c: c.reach_cm),
        "heel_rises": _last(tests, lambda c: _side_of(c, side)),
        "heel_walk": _last(tests, lambda c: _weaker(c.heel_walk)),
        "toe_lift": _last(tests, lambda c: _weaker(c.toe_lift)),
        "sit_to_stand_seconds": _last(tests, lambda c: _band(c.sit_to_stand_seconds)),
        "bother.weakness": _last(tests, lambda c: c.bother.weakness if c.bother else None),
        "bother": _last(tests, _bother),
        **_leg_raises(tests, side),
    }


def _last(tests: Iterable[CheckIn], value: Callable[[CheckIn], float | None]) -> Entries:
    """The last answer of each day; the tests are in order."""
    answers = [(c.day, answer) for c in tests if (answer := value(c)) is not None]
    return _entries(dict(answers))


def _entries(values: dict[date, float]) -> Entries:
    """The values of days in order."""
    return tuple([(day.toordinal(), float(value)) for day, value in values.items()])


def _abilities(tests: Sequence[CheckIn], names: frozenset[str]) -> Entries:
    """The mean of the activities of the latest test, over the tests that scored all of them."""
    if not names:
        return ()

    def mean(c: CheckIn) -> float | None:
        scores = {a.name: a.score for a in c.abilities or ()}
        return sum(scores[n] for n in names) / len(names) if names <= scores.keys() else None

    return _last(tests, mean)


def activities_named(tests: Sequence[CheckIn]) -> frozenset[str]:
    """Return the activities scored in the latest test."""
    for c in reversed(tests):
        if c.abilities:
            return frozenset(a.name for a in c.abilities)
    return frozenset()


def _side_of(c: CheckIn, side: Side | None) -> float | None:
    rises = c.heel_rises
    if rises is None:
        return None
    if side is Side.LEFT:
        return rises.left
    if side is Side.RIGHT:
        return rises.right
    return min((n for n in (rises.left, rises.right) if n is not None), default=None)


def _weaker(sides: MuscleSides | None) -> float | None:
    if sides is None:
        return None
    return min((_MUSCLE[m] for m in (sides.left, sides.right) if m is not None), default=None)


def _band(seconds: float | None) -> float | None:
    return None if seconds is None else float(sum(seconds > end for end in SIT_TO_STAND_BANDS))


def _bother(c: CheckIn) -> float | None:
    """The sum of all four, 0–24; a sum of fewer would be another scale."""
    if c.bother is None:
        return None
    parts = _bother_parts(c.bother)
    answers = [p for p in parts if p is not None]
    return float(sum(answers)) if len(answers) == len(parts) else None


def bother_answered(tests: Iterable[CheckIn]) -> int:
    """Return how many of the four questions on bother the latest answers have; 0 where none was ever answered."""
    latest = [c.bother for c in tests if c.bother is not None][-1:]
    return sum(part is not None for bother in latest for part in _bother_parts(bother))


def _bother_parts(bother: Bother) -> tuple[int | None, ...]:
    return bother.leg_pain, bother.tingling, bother.weakness, bother.sitting


def left_and_right(tests: Sequence[CheckIn]) -> dict[str, tuple[Entries, Entries]]:
    """Return the tests that have two sides, each side for itself. Of leg raises, those of the method that is judged."""
    raises = {c.id: raised for c, raised in _of_one_method(tests)}

    def muscle(sides: MuscleSides | None, side: str) -> float | None:
        answer = getattr(sides, side, None)
        return None if answer is None else _MUSCLE[answer]

    def both(value: Callable[[CheckIn, str], float | None]) -> tuple[Entries, Entries]:
        return _last(tests, lambda c: value(c, "left")), _last(tests, lambda c: value(c, "right"))

    return {
        "leg_raise": both(lambda c, side: getattr(raises.get(c.id), f"{side}_degrees", None)),
        "heel_rises": both(lambda c, side: getattr(c.heel_rises, side, None)),
        "heel_walk": both(lambda c, side: muscle(c.heel_walk, side)),
        "toe_lift": both(lambda c, side: muscle(c.toe_lift, side)),
    }


def _of_one_method(tests: Sequence[CheckIn]) -> list[tuple[CheckIn, LegRaise]]:
    """The leg raises by the method used most often, the latest where two are even: lying and seated never mix."""
    raised = [(c, c.leg_raise) for c in tests if c.leg_raise is not None]
    if not raised:
        return []
    often: Counter[LegRaiseMethod] = Counter(r.method for _, r in raised)
    latest = raised[-1][1].method
    method = max(often, key=lambda m: (often[m], m is latest))
    return [(c, r) for c, r in raised if r.method is method]


def _leg_raises(tests: Sequence[CheckIn], side: Side | None) -> dict[str, Entries]:
    raises = _of_one_method(tests)
    if not raises:
        return {"leg_raise": (), "leg_raise_other": (), "leg_raise_gap": ()}
    left = side is Side.LEFT or (side is not Side.RIGHT and _left_is_lower([r for _, r in raises]))
    affected_leg: dict[date, float] = {}
    well_leg: dict[date, float] = {}
    gap: dict[date, float] = {}
    for c, r in raises:
        affected, well = (r.left_degrees, r.right_degrees) if left else (r.right_degrees, r.left_degrees)
        if affected is not None:
            affected_leg[c.day] = affected
        if well is not None:
            well_leg[c.day] = well
        if affected is not None and well is not None:
            gap[c.day] = abs(well - affected)
    return {"leg_raise": _entries(affected_leg), "leg_raise_other": _entries(well_leg), "leg_raise_gap": _entries(gap)}


def _left_is_lower(raises: Sequence[LegRaise]) -> bool:
    """Where the side is not known, the one that was lower at the first test is taken for affected."""
    first = raises[0]
    if first.left_degrees is None or first.right_degrees is None:
        return first.left_degrees is not None
    return first.left_degrees <= first.right_degrees
