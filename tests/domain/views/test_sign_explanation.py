"""A sign opened: its measures, windows, numbers, looks and sources, in words a person can follow."""

import re
from collections.abc import Callable

import pytest

from sciatica_tui.domain.assessment.daily_look import DailyLook
from sciatica_tui.domain.assessment.signs import Sign
from sciatica_tui.domain.records import (
    Ability,
    Compared,
    Frequency,
    HeelRises,
    Quality,
    Scan,
    ScanKind,
    SpasmCount,
    Symptom,
    Zone,
)
from sciatica_tui.domain.views.sections import Block, Row
from sciatica_tui.domain.views.sign_explanation import SignExplanation, explain
from tests.domain.people import daily, entry, judged, ramp, record, wobble


def opened(which: Sign, day: int, *checkins: object, **others: object) -> tuple[Block, ...]:
    return explained(which, day, *checkins, **others).measures


def explained(which: Sign, day: int, *checkins: object, **others: object) -> SignExplanation:
    seen = judged(day, *checkins, **others)  # type: ignore[arg-type]
    return explain(next(s for s in seen.signs if s.sign is which), seen.digest, seen.on)


def short_answer(which: Sign, day: int, *checkins: object, **others: object) -> list[str]:
    return [row.words for row in explained(which, day, *checkins, **others).in_short.rows]


def checks(block: Block) -> list[Row]:
    """The rows of the table, without its heads."""
    at = next(n for n, row in enumerate(block.rows) if row.label == "Checks")
    return list(block.rows[at + 1 :])


def said(block: Block, label: str) -> str:
    return next(row.words for row in block.rows if row.label == label)


FALLING = daily(range(50), leg_pain=lambda day: 7 if day < 14 else 2)


def test_a_measure_has_its_levels_change_interval_how_sure_and_what_matters() -> None:
    [leg] = opened(Sign.PAIN, 49, *FALLING)
    assert (leg.mark, leg.title) == ("▲", "Leg pain")
    assert leg.aside == "improving, much better"
    assert said(leg, "First") == "7.0 · about 2 Mar"
    assert said(leg, "Now") == "2.0 · about 20 Apr"
    assert said(leg, "Change").startswith("−5.0 (likely −")
    assert said(leg, "Change").endswith("over 50 days, 50 entries")
    assert said(leg, "Sure") == "99 in 100 that it is at least 1 lower (needed: 92)"
    assert said(leg, "Began").startswith("to get better about 1")
    assert said(leg, "Began").endswith(" March (between 12 March and 16 March), as worked out in hindsight")
    assert "with a change of 2.1 or more" in said(leg, "Rule")
    assert checks(leg)[0].words.endswith(" 99 better")


def test_the_answer_comes_first_and_what_only_a_clinician_wants_last() -> None:
    page = explained(Sign.PAIN, 49, *FALLING)
    assert page.blocks[0] is page.in_short
    assert [row.words for row in page.in_short.rows] == [
        "Your leg pain is lower: 7.0 at first, 2.0 now. The app is sure."
    ]
    assert page.blocks[-1] is page.sources
    assert page.sources is not None
    told = " ".join(row.words for row in page.sources.rows)
    assert told.startswith("Ostelo 2008")
    assert "A fall of 3 or more is clear for sciatica." in told
    assert "a number such as 10.1007/… finds the paper at doi.org" in told
    assert not any("10.1016" in row.words for block in page.blocks[:-1] for row in block.rows)


def test_the_looks_are_there_newest_first_each_with_its_interval() -> None:
    [leg] = opened(Sign.PAIN, 49, *FALLING)
    looks = checks(leg)
    assert [" ".join(row.words.split()[:2]) for row in looks] == [
        "20 Apr", "13 Apr", "6 Apr", "30 Mar", "23 Mar", "16 Mar",
    ]  # fmt: skip
    assert looks[0].mark == "▲"
    assert looks[0].words.endswith("better")
    assert said(leg, "Checks").split("  ")[0] == "week to"
    assert looks[-1].mark == "·"
    assert all(" (" in row.words for row in looks)
    assert said(leg, "Checks").endswith("sure in 100")


def test_equal_figures_with_other_verdicts_say_how_sure_each_was_and_from_when_it_counts() -> None:
    [leg] = opened(Sign.PAIN, 62, *daily(range(63), leg_pain=wobble(ramp(7, 3, 60))))
    assert said(leg, "Rule").startswith(
        "Checked once a week, each time against the start as estimated by then. Better: at least 92 in 100 sure that "
    )
    looks = [row for row in checks(leg) if ")" in row.words]
    assert {row.mark for row in looks} == {"▲", "·"}
    for row in looks:
        odds = int(row.words.partition(")")[2].split()[0])
        assert (odds >= 92) is (row.mark == "▲")


def test_the_ends_of_a_check_subtract_to_its_change() -> None:
    [leg] = opened(Sign.PAIN, 62, *daily(range(63), leg_pain=wobble(ramp(7, 3, 60))))
    for row in checks(leg):
        start, now, change = re.findall(r"([\d.]+) → ([\d.]+) +−?([\d.]+)", row.words)[0]
        assert round(float(start) - float(now), 1) == float(change)


def test_the_rule_of_a_worsening_names_both_that_it_asks_for_how_sure_and_how_far() -> None:
    [leg] = opened(Sign.PAIN, 62, *daily(range(63), leg_pain=wobble(ramp(3, 7, 60))))
    assert "Worse: at least 91 in 100 sure that it is at least 1 higher, with a change of 1.5 or more." in said(
        leg, "Rule"
    )
    blocks = opened(Sign.MOBILITY, 62, *daily(range(63), sit_minutes=lambda day: round(ramp(90, 20, 60)(day))))
    [sitting] = [block for block in blocks if block.title == "Can sit"]
    assert "at least 15 % less, with a change of 18 % or more" in said(sitting, "Rule")


def test_a_check_of_a_test_says_what_it_is_the_middle_of_and_what_that_day_gave() -> None:
    scores = {7: 3, 14: 4, 21: 4, 28: 6, 35: 5, 42: 7}
    checkins = [
        entry(day, leg_pain=5, abilities=(Ability(name="walk", score=scores[day]),) if day in scores else None)
        for day in range(44)
    ]
    [block, *_] = opened(Sign.MOBILITY, 43, *checkins)
    assert said(block, "Now") == "6 · the middle of 3 tests, 30 Mar – 13 Apr"
    assert said(block, "Checks").endswith("that day")
    assert checks(block)[0].words.split() == ["13", "Apr", "4", "→", "6", "+2", "7"]
    assert "at two tests running" in said(block, "Rule")


def test_the_first_of_two_checks_that_agree_is_no_verdict_yet() -> None:
    scores = {7: 3, 14: 3, 21: 3, 28: 6, 35: 6, 42: 6, 49: 7}
    checkins = [
        entry(day, leg_pain=5, abilities=(Ability(name="walk", score=scores[day]),) if day in scores else None)
        for day in range(51)
    ]
    [block, *_] = opened(Sign.MOBILITY, 50, *checkins)
    rows = checks(block)
    assert [row.mark for row in rows] == ["▲", "▲", "·", "·"]
    assert [row.words.endswith("better") for row in rows] == [True, True, False, False]
    assert [row.words.endswith("first of two") for row in rows] == [False, False, True, False]


def test_what_holds_for_every_measure_is_said_once() -> None:
    blocks = opened(Sign.MOBILITY, 49, *daily(range(50), walk_minutes=20, sit_minutes=10))
    assert ["Checked once a week" in said(block, "Rule") for block in blocks] == [True, False]


def test_no_clear_change_says_what_it_would_take() -> None:
    [answer] = short_answer(Sign.PAIN, 62, *daily(range(63), leg_pain=wobble(lambda day: 5)))
    assert answer.startswith("Leg pain: ")
    assert answer.endswith("That is no clear change: it takes 2.0 or more.")


def test_what_gets_worse_beside_it_is_named_as_one_speaks() -> None:
    rising = daily(range(60), leg_pain=wobble(ramp(2, 8, 50)), sit_minutes=lambda day: max(60 - day, 5))
    assert short_answer(Sign.MOBILITY, 59, *rising)[0].startswith("You can't sit for as long: ")
    assert short_answer(Sign.PAIN, 59, *rising)[0].startswith("Your leg pain is higher: ")
    often = daily(
        range(60),
        leg_pain=wobble(lambda day: 5),
        frequency=lambda day: Frequency.NOW_AND_THEN if day < 14 else Frequency.CONSTANT,
    )
    assert short_answer(Sign.PAIN, 59, *often)[1] == "Worse: how often it hurts."


def test_of_a_relapse_each_check_says_from_what() -> None:
    again = daily(range(90), leg_pain=wobble(lambda day: ramp(7, 1, 30)(day) if day < 50 else ramp(1, 7, 20)(day - 50)))
    [leg] = opened(Sign.PAIN, 89, *again)
    assert leg.rows[0].label == "Best"
    [heads] = [row.words.split() for row in leg.rows if row.label == "Checks"]
    assert heads == ["week", "to", "level", "change", "sure", "in", "100"]


def test_of_a_long_history_the_latest_looks_and_how_many_were_before() -> None:
    [leg] = opened(Sign.PAIN, 100, *daily(range(101), leg_pain=5))
    assert "and 5 checks before" in [row.words for row in leg.rows]


def test_a_start_in_a_flare_is_judged_from_day_eight_and_says_so() -> None:
    flared = daily(range(50), leg_pain=lambda day: 9 if day < 7 else 4, flare=lambda day: day < 4)
    [leg] = opened(Sign.PAIN, 49, *flared)
    assert said(leg, "Flare") == "it began in a flare, so the app judges it from day 8 on"
    assert leg.aside == "no clear change"


def test_the_measure_that_leads_comes_first_and_says_so() -> None:
    checkins = daily(range(50), walk_minutes=20, sit_minutes=10)
    titles = [block.title for block in opened(Sign.MOBILITY, 49, *checkins)]
    assert titles == ["Can sit (decides)", "Can walk"]


def test_too_few_entries_say_what_is_missing() -> None:
    [leg] = opened(Sign.PAIN, 2, *daily(range(3), leg_pain=5))
    assert leg.aside == "not enough data"
    assert said(leg, "Needs") == "log 7 more days; first answer 16 Mar at the earliest; 3 entries so far"


def test_why_seven_more_days_end_later_than_in_seven_days_is_said_where_the_sign_is_opened() -> None:
    short = short_answer(Sign.PAIN, 2, *daily(range(3), leg_pain=5))[0]
    assert short.endswith("Answers come once a week, the first no sooner than two weeks after your first entry.")
    short = short_answer(Sign.MOBILITY, 2, *daily(range(3), leg_pain=5))[0]
    assert "once a week" not in short, "no day is named there"


def test_bands_have_no_figures() -> None:
    [zone] = opened(Sign.CENTRALIZATION, 89, *daily(range(90), zone=lambda d: Zone.CALF if d < 40 else Zone.BACK))
    assert said(zone, "Change") == "calf → back · over 90 days, 90 entries"
    assert "with a change of one step or more" in said(zone, "Rule")
    assert "likely" not in " ".join(row.words for row in zone.rows)


STANDS = {7: 17.4, 14: 16.8, 21: 16.9, 28: 14, 35: 12.2, 42: 11.1}


def test_what_is_judged_by_a_grade_has_its_seconds_and_the_grade_beside() -> None:
    tests = [entry(day, leg_pain=5, sit_to_stand_seconds=STANDS.get(day)) for day in range(44)]
    [block, *_] = opened(Sign.STRENGTH, 43, *tests)
    assert said(block, "First").startswith("16.9 s · the middle of 3 tests")
    assert said(block, "Now").startswith("12.2 s · the middle of 3 tests")
    assert said(block, "Change").startswith("16.9 s → 12.2 s, from the range 15.3–22 s to 10.5–15.2 s · ")
    assert said(block, "Checks").split() == ["test", "on", "middle", "grade", "that", "day"]
    assert checks(block)[0].words.split("  ")[:2] == [" 13 Apr", "16.9 → 12.2 s"]
    assert checks(block)[0].words.endswith("10.5–15.2 s  11.1 s  better")
    assert "16.9 s at first, 12.2 s now" in short_answer(Sign.STRENGTH, 43, *tests)[0]


def test_spasms_are_told_a_day_as_their_numbers_alone_could_be_anything() -> None:
    many, few = SpasmCount.THREE_TO_FIVE, SpasmCount.ONE_OR_TWO
    counts = daily(range(90), spasm_count=lambda day: many if day < 40 else few)
    spasms, *_ = opened(Sign.SPASMS, 89, *counts)
    assert (said(spasms, "First").partition(" · ")[0], said(spasms, "Now").partition(" · ")[0]) == (
        "3–5 a day",
        "1–2 a day",
    )


def test_centralization_says_the_knee_the_back_and_what_is_numb() -> None:
    numb = (Symptom(zone=Zone.CALF, quality=Quality.NUMB),)
    checkins = daily(range(90), zone=lambda day: Zone.CALF if day < 40 else Zone.BACK, symptoms=numb)
    answer, *also = short_answer(Sign.CENTRALIZATION, 89, *checkins)
    assert answer == "Your pain has moved up: calf at first, back now. The app is sure."
    assert also == [
        "It moved up past the knee: a strong sign.",
        "No further down than the low back for 7 days.",
        "Numb in the last 7 days: calf.",
    ]


def test_imaging_is_said_never_to_be_weighed() -> None:
    scan = record(Scan, 20, kind=ScanKind.MRI, compared=Compared.SMALLER)
    block = explained(Sign.IMAGING, 49, *daily(range(50), leg_pain=5), scans=(scan,)).in_short
    assert block.title == "MRI scan, smaller, 22 March"
    assert "never counts for or against you" in block.rows[0].words


def test_a_sign_without_entries_names_what_it_is_followed_by() -> None:
    block = explained(Sign.SPASMS, 3, entry(0, leg_pain=5)).in_short
    assert block.title == "Nothing logged"
    assert "spasms" in block.rows[0].words
    leg_raise = explained(Sign.LEG_RAISE, 3, entry(0, leg_pain=5)).in_short
    words = "This sign goes by: leg raise, the gap between the legs, the leg raise of the other side."
    assert leg_raise.rows[0].words == words


def test_pain_that_moved_up_while_numbness_came_is_improving_nowhere() -> None:
    numb = (Symptom(zone=Zone.FOOT, quality=Quality.NUMB),)
    days = daily(
        range(48),
        leg_pain=5,
        zone=lambda day: Zone.CALF if day <= 20 else Zone.BUTTOCK,
        symptoms=lambda day: numb if day > 30 else (),
    )
    [zone] = opened(Sign.CENTRALIZATION, 47, *days)
    assert (zone.mark, zone.aside) == ("●", "no clear change")
    told = short_answer(Sign.CENTRALIZATION, 47, *days)
    assert not [words for words in told if "strong sign" in words or "sure" in words]
    assert any(words.startswith("Not counted as moving up: ") for words in told)


@pytest.mark.parametrize(
    ("last_day", "pains"),
    [(62, wobble(ramp(5, end, 60))) for end in (5, 4, 6)] + [(87, lambda day: 5 if day < 30 else 6)],
)
def test_each_check_says_of_which_way_it_is_how_sure_and_each_way_has_its_rule(
    last_day: int, pains: Callable[[int], int]
) -> None:
    seen = judged(last_day, *daily(range(last_day + 1), leg_pain=pains))
    [leg] = explain(next(s for s in seen.signs if s.sign is Sign.PAIN), seen.digest, seen.on).measures
    assert leg.mark == "●"
    rows = [row.words for row in checks(leg) if ")" in row.words]
    ways = set()
    for words, look in zip(rows, reversed(seen.readings["leg_pain"].looks), strict=False):
        assert isinstance(look, DailyLook)
        way, odds = ("worse", look.worse) if look.comparison.change > 0 else ("better", look.from_first.better)
        assert words.endswith(f" {max(int(odds * 100), 1)} {way}")
        ways.add(way)
    for way in ("better", "worse"):
        assert (f"{way.capitalize()}: at least" in said(leg, "Rule")) is (way in ways)


def test_pain_in_the_back_alone_is_told_as_none_in_the_leg_rather_than_as_a_back_that_is_not_affected() -> None:
    [zone] = opened(Sign.CENTRALIZATION, 40, *daily(range(40), zone=Zone.BACK))
    assert (zone.mark, zone.aside) == ("○", "not in the leg")


def test_a_test_too_near_the_end_of_its_scale_says_that_it_has_no_room_for_a_gain() -> None:
    tests = daily(range(0, 40, 7), heel_rises=HeelRises(left=21, right=25), leg_pain=4)
    answer, *_ = short_answer(Sign.STRENGTH, 40, *tests)
    assert "no room left to show a gain that counts, which is 7 rises" in answer


def test_a_change_that_rounds_to_nothing_stands_in_the_column_of_those_with_a_sign() -> None:
    [leg] = opened(Sign.PAIN, 80, *daily(range(81), leg_pain=lambda day: 5 if day < 30 else 6))
    rows = [row.words for row in checks(leg) if ")" in row.words]
    assert "  +1.0 (" in rows[0]
    assert "   0.0 (" in rows[-1], "a blank in the place of the sign"
    assert rows[0].index("1.0 (") == rows[-1].index("0.0 (")
