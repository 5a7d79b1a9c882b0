"""From check-ins to one value a day: the worst felt, the last tested, never two different things in one series."""

from sciatica_tui.domain.assessment.series import series_of
from sciatica_tui.domain.daily import digest
from sciatica_tui.domain.records import Ability, Bother, CheckIn, HeelRises, LegRaise, LegRaiseMethod, Side, Zone
from tests.domain.people import entry, on


def values(measure: str, *checkins: CheckIn, side: Side | None = None) -> list[float]:
    return [value for _, value in series_of(digest(checkins), side).entries[measure]]


def test_the_worst_of_the_day_and_the_furthest_zone() -> None:
    day = (
        entry(0, leg_pain=3, zone=Zone.FOOT),
        entry(0, leg_pain=7, zone=Zone.THIGH),
        entry(0, back_pain=2, walk_minutes=20),
        entry(0, walk_minutes=10),
    )
    assert values("leg_pain", *day) == [7]
    assert values("zone", *day) == [5]
    assert values("walk_minutes", *day) == [10]


def test_a_day_without_an_answer_is_not_there() -> None:
    series = series_of(digest((entry(0, leg_pain=3), entry(1), entry(4, leg_pain=0))), None)
    assert series.entries["leg_pain"] == ((on(0).toordinal(), 3.0), (on(4).toordinal(), 0.0))
    assert series.entries["back_pain"] == ()


def test_heel_rises_are_those_of_the_affected_side_else_the_fewer() -> None:
    test = entry(0, heel_rises=HeelRises(left=4, right=20))
    assert values("heel_rises", test, side=Side.RIGHT) == [20]
    assert values("heel_rises", test, side=Side.LEFT) == [4]
    assert values("heel_rises", test) == [4]


def test_lying_and_seated_leg_raises_are_never_mixed() -> None:
    def raised(day: int, method: LegRaiseMethod, degrees: float) -> CheckIn:
        return entry(day, leg_raise=LegRaise(method=method, left_degrees=degrees, right_degrees=80))

    lying = [raised(day, LegRaiseMethod.LYING, 40) for day in (0, 7)]
    seated = [raised(day, LegRaiseMethod.SEATED, 70) for day in (14, 21, 28)]
    assert values("leg_raise", *lying, side=Side.LEFT) == [40, 40]
    assert values("leg_raise", *lying, *seated, side=Side.LEFT) == [70, 70, 70]
    assert values("leg_raise_gap", *lying, *seated, side=Side.LEFT) == [10, 10, 10]


def test_the_named_activities_are_compared_only_where_all_were_scored() -> None:
    def scored(day: int, **scores: int) -> CheckIn:
        return entry(day, abilities=tuple(Ability(name=name, score=score) for name, score in scores.items()))

    checkins = (scored(0, walk=2), scored(7, walk=2, lift=4), scored(14, walk=6, lift=4))
    assert values("abilities", *checkins) == [3, 5]


def test_bother_is_the_sum_of_all_four_or_nothing() -> None:
    whole = entry(0, bother=Bother(leg_pain=6, tingling=2, weakness=1, sitting=3))
    part = entry(7, bother=Bother(leg_pain=6, weakness=2))
    assert values("bother", whole, part) == [12]
    assert values("bother.weakness", whole, part) == [1, 2]


def test_sit_to_stand_is_a_band_of_seconds() -> None:
    tests = tuple(entry(day, sit_to_stand_seconds=s) for day, s in enumerate((10.4, 10.5, 15.2, 22.0, 22.1)))
    assert values("sit_to_stand_seconds", *tests) == [0, 1, 1, 2, 3]


def test_an_entry_of_what_is_felt_leaves_the_series_of_what_is_tested() -> None:
    test, felt = entry(0, heel_rises=HeelRises(left=4, right=20)), entry(1, leg_pain=3)
    earlier = series_of(digest((test,)), None)
    later = series_of(digest((test, felt)), None, earlier)
    assert later.tested is earlier.tested
    assert later == series_of(digest((test, felt)), None)


def test_another_test_or_another_side_makes_the_series_of_what_is_tested_anew() -> None:
    tests = entry(0, heel_rises=HeelRises(left=4, right=20)), entry(1, heel_rises=HeelRises(left=6, right=20))
    earlier = series_of(digest(tests[:1]), None)
    for checkins, side in ((tests, None), (tests[:1], Side.RIGHT)):
        assert series_of(digest(checkins), side, earlier) == series_of(digest(checkins), side) != earlier
