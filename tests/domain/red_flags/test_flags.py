"""The red flags, each rule of the design as a sentence."""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

import pytest

from sciatica_tui.domain.measures.answers import checkin_from
from sciatica_tui.domain.records import (
    CheckIn,
    Cleared,
    ClearedHow,
    Episode,
    Quality,
    RedFlagAnswer,
    Side,
    Symptom,
    Zone,
    validated,
)
from sciatica_tui.domain.red_flags.alarms import alarms, doubts
from sciatica_tui.domain.red_flags.flags import (
    BY_NAME,
    OTHER_LEG,
    RED_FLAGS,
    TITLES,
    WEAKNESS,
    Urgency,
    answer_of,
    last_asked,
    locked,
    open_answers,
    urgency_of,
    what_to_do,
)

TODAY = date(2026, 11, 22)
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
_serial = count(1)


def stamp(days_ago: int = 0) -> dict[str, Any]:
    at = datetime(2026, 11, 22, 9, 0, tzinfo=UTC) - timedelta(days=days_ago)
    return {"id": f"{next(_serial):026d}", "created_at": at, "updated_at": at, "rev": 1, "day": at.date()}


def entry(days_ago: int = 0, **answers: Any) -> CheckIn:
    """`heel_walk__left="weak"` for what is inside a part."""
    fixed = stamp(days_ago)
    return checkin_from({k.replace("__", "."): v for k, v in answers.items()}, **fixed, at=fixed["created_at"])


def answer(*flags: str, days_ago: int = 0, **more: Any) -> RedFlagAnswer:
    fixed = stamp(days_ago)
    return RedFlagAnswer(**fixed, at=fixed["created_at"], flags=flags, **more)


def seen(*flags: str, days_ago: int = 0, how: ClearedHow = ClearedHow.SEEN) -> RedFlagAnswer:
    at = stamp(days_ago)
    return answer(*flags, days_ago=days_ago, cleared=Cleared(how=how, on=at["day"], at=at["created_at"]))


def raised(
    now: CheckIn, *before: CheckIn, answers: list[RedFlagAnswer] | None = None, side: Side | None = None
) -> list[str]:
    episode = Episode(**stamp(99), side=side) if side else None
    return [alarm.flag for alarm in alarms(now, [now, *before], answers or [], episode)]


def test_names_are_words_that_a_record_takes_and_each_is_there_once() -> None:
    assert len(BY_NAME) == len(RED_FLAGS)
    validated(answer(*BY_NAME))


def test_they_are_listed_the_most_urgent_first() -> None:
    assert [f.urgency for f in RED_FLAGS] == sorted((f.urgency for f in RED_FLAGS), reverse=True)


@pytest.mark.parametrize(
    "name",
    [
        "both_legs",
        "saddle_numbness",
        "urination",
        "bowels",
        "sexual_function",
        "accident",
        "cancer_weakness",
        "unsteady",
        "tearing_pain",
        "cold_leg",
        "clot",
        "medication_reaction",
    ],
)
def test_these_are_an_emergency(name: str) -> None:
    assert BY_NAME[name].urgency is Urgency.EMERGENCY


@pytest.mark.parametrize(
    "name",
    [
        "one_leg_weakness",
        "cancer_pain",
        "fever",
        "weight_loss",
        "night_pain",
        "minor_fall",
        "back_shape",
        "after_procedure",
        "blood_thinners",
        "pregnancy",
    ],
)
def test_these_are_for_the_same_day(name: str) -> None:
    assert BY_NAME[name].urgency is Urgency.SAME_DAY


@pytest.mark.parametrize("name", ["not_better", "age"])
def test_these_are_for_an_appointment_soon(name: str) -> None:
    assert BY_NAME[name].urgency is Urgency.SOON


def test_the_most_urgent_of_several_counts_and_an_unknown_one_is_for_the_same_day() -> None:
    assert urgency_of(["age", "urination", "fever"]) is Urgency.EMERGENCY
    assert urgency_of(["a_flag_of_a_later_version"]) is Urgency.SAME_DAY
    assert urgency_of([]) is None


@pytest.mark.parametrize("urgency", Urgency)
def test_what_to_do_names_the_persons_own_numbers_and_none_by_itself(urgency: Urgency) -> None:
    without = what_to_do(urgency)
    assert not any(letter.isdigit() for letter in without)
    numbers = what_to_do(urgency, emergency="112", same_day="116117", clinician="Dr. Any, 555")
    assert any(number in numbers for number in ("112", "116117", "555"))
    assert TITLES[urgency]


@pytest.mark.parametrize("flag", ["urination", "fever"])
def test_emergency_and_same_day_stand_and_lock_until_cleared(flag: str) -> None:
    old = answer(flag, days_ago=300)
    assert open_answers([old], TODAY) == (old,)
    assert locked([old], TODAY)


@pytest.mark.parametrize("how", ClearedHow)
def test_seen_by_a_clinician_or_a_mistake_ends_it(how: ClearedHow) -> None:
    ended = seen("urination", how=how)
    assert open_answers([ended], TODAY) == ()
    assert not locked([ended], TODAY)


def test_book_soon_is_a_banner_for_14_days_and_locks_nothing() -> None:
    assert open_answers([answer("not_better", days_ago=13)], TODAY) != ()
    assert open_answers([answer("not_better", days_ago=14)], TODAY) == ()
    assert not locked([answer("not_better")], TODAY)


def test_what_is_open_comes_the_most_urgent_first() -> None:
    soon, emergency, today = answer("age"), answer("bowels"), answer("fever")
    assert open_answers([soon, emergency, today], TODAY) == (emergency, today, soon)


def test_none_of_these_leaves_nothing_open() -> None:
    assert open_answers([answer()], TODAY) == ()


def test_skipped_is_not_asked_and_none_is_an_answer() -> None:
    assert last_asked([entry(2), entry(1)], [], TODAY) is None
    assert last_asked([entry(3, red_flags=[]), entry(1)], [], TODAY) == TODAY - timedelta(days=3)
    assert last_asked([], [answer(days_ago=1)], TODAY) == TODAY - timedelta(days=1)


def test_the_answer_of_a_day_is_what_was_marked_on_it_but_for_mistakes() -> None:
    assert answer_of(TODAY, [entry()], [answer("fever", days_ago=1)]) is None
    assert answer_of(TODAY, [entry(red_flags=[])], []) == ()
    assert answer_of(TODAY, [entry(red_flags=["clot"])], [answer("clot"), answer(WEAKNESS)]) == ("clot", WEAKNESS)
    assert answer_of(TODAY, [entry(red_flags=["clot"])], [seen("clot", how=ClearedHow.MISTAKE)]) == ()
    assert answer_of(TODAY, [], [seen("clot")]) == ("clot",)


def test_what_the_app_raised_was_not_asked() -> None:
    assert last_asked([], [answer(WEAKNESS, raised=True)], TODAY) is None


@pytest.mark.parametrize("field", ["heel_walk__left", "heel_walk__right", "toe_lift__left", "toe_lift__right"])
@pytest.mark.parametrize("how", ["weak", "cannot"])
def test_a_first_weak_or_cannot_raises_weakness(field: str, how: str) -> None:
    answers: dict[str, Any] = {field: how}
    assert raised(entry(**answers)) == [WEAKNESS]


def test_normal_strength_raises_nothing() -> None:
    assert raised(entry(heel_walk__left="normal", toe_lift__right="normal", weakness_felt=False)) == []


def test_weakness_that_a_clinician_has_seen_is_not_raised_again_but_more_of_it_is() -> None:
    before, clinician = entry(7, heel_walk__left="weak"), [seen(WEAKNESS, days_ago=6)]
    assert raised(entry(heel_walk__left="weak"), before, answers=clinician) == []
    assert raised(entry(heel_walk__left="cannot"), before, answers=clinician) == [WEAKNESS]


def test_strength_that_came_back_and_goes_again_is_raised_again() -> None:
    before = [entry(14, heel_walk__left="weak"), entry(7, heel_walk__left="normal")]
    assert raised(entry(heel_walk__left="weak"), *before, answers=[seen(WEAKNESS, days_ago=13)]) == [WEAKNESS]


def test_weakness_of_the_other_kind_is_new_to_the_clinician() -> None:
    before, clinician = entry(7, heel_walk__left="weak"), [seen(WEAKNESS, days_ago=6)]
    assert raised(entry(toe_lift__left="weak"), before, answers=clinician) == [WEAKNESS]


def test_a_weakness_felt_is_raised_until_a_clinician_has_seen_it() -> None:
    before = entry(1, weakness_felt=True)
    assert raised(entry(weakness_felt=True)) == [WEAKNESS]
    assert raised(entry(weakness_felt=True), before) == [WEAKNESS]
    assert raised(entry(weakness_felt=True), before, answers=[seen(WEAKNESS)]) == []


def test_a_weakness_felt_anew_after_it_had_gone_is_raised_again() -> None:
    before = [entry(9, weakness_felt=True), entry(2, weakness_felt=False)]
    assert raised(entry(weakness_felt=True), *before, answers=[seen(WEAKNESS, days_ago=8)]) == [WEAKNESS]


def test_a_mistake_does_not_hide_the_next_weakness() -> None:
    mistake = seen(WEAKNESS, days_ago=1, how=ClearedHow.MISTAKE)
    assert raised(entry(weakness_felt=True), entry(1, weakness_felt=True), answers=[mistake]) == [WEAKNESS]


@pytest.mark.parametrize(("last", "now", "expected"), [(20, 1, []), (3, 0, [WEAKNESS]), (0, 0, [WEAKNESS])])
def test_no_heel_rise_where_there_were_some_raises_weakness_at_once(last: int, now: int, expected: list[str]) -> None:
    assert raised(entry(heel_rises__left=now), entry(7, heel_rises__left=last)) == expected
    if not last:
        assert (
            raised(entry(heel_rises__left=now), entry(7, heel_rises__left=0), answers=[seen(WEAKNESS, days_ago=6)])
            == []
        )


def asked_about(now: CheckIn, *before: CheckIn, answers: list[RedFlagAnswer] | None = None) -> list[str]:
    assert raised(now, *before, answers=answers) == [], "nothing is raised before the person was asked"
    return [doubt.why for doubt in doubts(now, [now, *before], answers or [])]


@pytest.mark.parametrize(("now", "expected"), [(11, ["left heel rises 18 → 11"]), (12, [])])
def test_heel_rises_seven_below_the_median_of_three_are_asked_about(now: int, expected: list[str]) -> None:
    before = [entry(7 * week, heel_rises__left=count) for week, count in enumerate((16, 25, 18, 5), 1)]
    assert asked_about(entry(heel_rises__left=now), *before) == expected


def test_a_count_that_is_low_again_in_a_later_entry_is_the_second_try() -> None:
    before = [entry(7 * week, heel_rises__left=18) for week in (2, 3, 4)]
    low, again = entry(7, heel_rises__left=8), entry(heel_rises__left=9)
    assert raised(low, *before) == []
    [alarm] = alarms(again, [*before, low])
    assert (alarm.flag, alarm.why) == (WEAKNESS, "left heel rises 18 → 9")
    assert raised(entry(heel_rises__left=12), *before, low) == [], "six below is no low count"
    assert raised(again, *before, entry(7, heel_rises__right=8)) == [], "the other side"
    assert raised(again, *before, entry(7, heel_rises__left=18), entry(15, heel_rises__left=8)) == []
    assert raised(again, *before, low, answers=[seen(WEAKNESS, days_ago=6)]) == [], "a clinician saw it"


def test_heel_rises_are_compared_on_the_same_side() -> None:
    assert asked_about(entry(heel_rises__left=10), entry(7, heel_rises__right=25)) == []
    assert asked_about(entry(heel_rises__right=10), entry(7, heel_rises__right=25)) == ["right heel rises 25 → 10"]


def test_one_best_day_long_ago_is_no_measure_for_today() -> None:
    before = [entry(7 * week, heel_rises__left=count) for week, count in enumerate((18, 17, 18, 25), 1)]
    assert asked_about(entry(heel_rises__left=14), *before) == []


def test_nothing_is_asked_while_weakness_is_open_or_for_a_day_before_a_clinician_saw_it() -> None:
    low, before = entry(3, heel_rises__left=5), entry(10, heel_rises__left=20)
    assert asked_about(low, before, answers=[answer(WEAKNESS, days_ago=5)]) == []
    assert asked_about(low, before, answers=[seen(WEAKNESS, days_ago=1)]) == []


def test_no_heel_rise_at_the_first_test_is_a_cannot() -> None:
    assert raised(entry(heel_rises__left=0, heel_rises__right=20)) == [WEAKNESS]


@pytest.mark.parametrize(("now", "expected"), [(3, ["bother from weakness 1 → 3"]), (2, []), (0, [])])
def test_bother_from_weakness_two_above_its_median_is_asked_about(now: int, expected: list[str]) -> None:
    before = [entry(7 * week, bother__weakness=bother) for week, bother in enumerate((1, 0, 2, 6), 1)]
    assert asked_about(entry(bother__weakness=now), *before) == expected


@pytest.mark.parametrize("quality", ["ache", "sharp", "electric", "burning", "tingling", "numb"])
def test_the_other_leg_newly_hurting_tingling_or_numb_is_an_emergency(quality: str) -> None:
    symptom = {"zone": "calf", "quality": quality, "side": "right"}
    assert raised(entry(symptoms=[symptom]), side=Side.LEFT) == [OTHER_LEG]
    assert BY_NAME[OTHER_LEG].urgency is Urgency.EMERGENCY


def test_the_other_leg_marked_as_the_one_that_hurts_is_an_emergency() -> None:
    assert raised(entry(side="right"), entry(1, side="left")) == [OTHER_LEG]
    assert raised(entry(side="both"), entry(1, side="left")) == [OTHER_LEG]
    assert raised(entry(side="both")) == [OTHER_LEG]


def test_a_mistake_does_not_hide_the_other_leg_that_hurts_later() -> None:
    mistake = answer(OTHER_LEG, days_ago=9, cleared=Cleared(how=ClearedHow.MISTAKE, on=TODAY, at=NOON))
    mistyped, left_as_it_was = entry(9, side="both"), entry(8, side="right")
    before = [entry(12, side="left"), mistyped, left_as_it_was]
    assert raised(entry(-1, side="right"), *before, answers=[mistake]) == [OTHER_LEG]
    assert raised(entry(-1, side="left"), *before, answers=[mistake]) == []


def test_a_mistake_does_not_hide_the_heel_rises_that_are_gone_later() -> None:
    before = [entry(14, heel_rises__left=18), entry(7, heel_rises__left=0)]
    mistake = seen(WEAKNESS, days_ago=7, how=ClearedHow.MISTAKE)
    assert raised(entry(heel_rises__left=0), *before, answers=[mistake]) == [WEAKNESS]


def test_an_episode_of_both_legs_is_an_emergency_until_it_was_asked_about() -> None:
    quick, named = entry(leg_pain=5), entry(side="both")
    assert raised(quick, side=Side.BOTH) == raised(named, side=Side.BOTH) == [OTHER_LEG]
    assert raised(named, entry(1, side="both"), side=Side.BOTH) == [OTHER_LEG], "an import asks nobody"
    for answers in ([answer(OTHER_LEG, days_ago=1)], [seen(OTHER_LEG, days_ago=1)]):
        assert raised(quick, side=Side.BOTH, answers=answers) == raised(named, side=Side.BOTH, answers=answers) == []


def test_an_episode_of_both_legs_and_an_entry_that_names_both_are_one_alarm() -> None:
    tingling = Symptom(zone=Zone.CALF, quality=Quality.TINGLING, side=Side.BOTH)
    assert raised(entry(leg_pain=5, symptoms=(tingling,)), side=Side.BOTH) == [OTHER_LEG]


def test_an_episode_of_both_legs_by_mistake_asks_at_no_entry_that_names_no_leg() -> None:
    mistake = [seen(OTHER_LEG, days_ago=1, how=ClearedHow.MISTAKE)]
    assert raised(entry(leg_pain=5), side=Side.BOTH, answers=mistake) == []
    assert raised(entry(side="both"), side=Side.BOTH, answers=mistake) == [OTHER_LEG]
    assert raised(entry(leg_pain=0), side=Side.BOTH) == raised(entry(leg_pain=5), side=Side.LEFT) == []


def test_weakness_of_the_other_leg_in_a_test_is_both_legs() -> None:
    assert raised(entry(toe_lift__right="weak"), side=Side.LEFT) == [WEAKNESS, OTHER_LEG]


def test_the_leg_that_is_known_to_hurt_raises_nothing() -> None:
    assert raised(entry(side="left", leg_pain=8), side=Side.LEFT) == []
    assert raised(entry(side="left")) == []
    assert raised(entry(side="right"), entry(5, side="both"), side=Side.LEFT) == []


def test_a_leg_without_pain_a_tight_one_and_the_buttock_are_no_alarm() -> None:
    assert raised(entry(side="right", leg_pain=0), side=Side.LEFT) == []
    assert raised(entry(symptoms=[{"zone": "calf", "quality": "tight", "side": "right"}]), side=Side.LEFT) == []
    assert raised(entry(symptoms=[{"zone": "buttock", "quality": "ache", "side": "right"}]), side=Side.LEFT) == []
    assert (
        raised(entry(symptoms=[{"zone": "calf", "quality": "ache", "side": "right", "intensity": 0}]), side=Side.LEFT)
        == []
    )


def test_an_alarm_that_stands_open_is_not_raised_twice() -> None:
    assert raised(entry(weakness_felt=True), answers=[answer(WEAKNESS)]) == []


def test_an_entry_being_edited_raises_its_own_alarm_still() -> None:
    edited = entry(weakness_felt=True)
    assert raised(edited, answers=[answer(WEAKNESS, raised=True, checkin=edited.id)]) == [WEAKNESS]


def test_a_day_filled_in_from_before_the_clinician_saw_it_raises_nothing() -> None:
    assert raised(entry(9, heel_walk__left="weak"), answers=[seen(WEAKNESS, days_ago=3)]) == []


def test_what_came_later_does_not_speak_for_a_day_filled_in() -> None:
    assert raised(entry(9, heel_rises__left=5), entry(3, heel_rises__left=20)) == []


def test_answers_may_come_from_anything_that_can_be_gone_through_once() -> None:
    stored = [seen(WEAKNESS, days_ago=8), answer(WEAKNESS)]
    assert alarms(entry(weakness_felt=True), [], iter(stored)) == ()


def test_the_question_says_what_raised_it() -> None:
    [alarm] = alarms(entry(heel_rises__left=0), [entry(7, heel_rises__left=12)])
    assert alarm.why == "left heel rises 12 → 0"
    assert alarm.urgency is Urgency.SAME_DAY
