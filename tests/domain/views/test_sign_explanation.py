"""A sign opened: its measures, windows, numbers, looks and sources, in words a person can follow."""

from sciatica_tui.domain.assessment.signs import Sign
from sciatica_tui.domain.records import Ability, Compared, Quality, Scan, ScanKind, SpasmCount, Symptom, Zone
from sciatica_tui.domain.views.sections import Block
from sciatica_tui.domain.views.sign_explanation import sign_blocks
from tests.domain.people import daily, entry, judged, ramp, record, wobble


def opened(which: Sign, day: int, *checkins: object, **others: object) -> tuple[Block, ...]:
    seen = judged(day, *checkins, **others)  # type: ignore[arg-type]
    return sign_blocks(next(s for s in seen.signs if s.sign is which), seen.digest, seen.on)


def said(block: Block, label: str) -> str:
    return next(row.words for row in block.rows if row.label == label)


FALLING = daily(range(50), leg_pain=lambda day: 7 if day < 14 else 2)


def test_a_measure_has_its_levels_change_interval_how_sure_and_what_matters() -> None:
    [leg] = opened(Sign.PAIN, 49, *FALLING)
    assert (leg.mark, leg.title) == ("▲", "Leg pain")
    assert leg.aside == "improving, much better, clear for sciatica"
    assert said(leg, "First") == "7.0 · about 2 Mar"
    assert said(leg, "Now") == "2.0 · about 20 Apr"
    assert said(leg, "Change").startswith("−5.0 (95 % −")
    assert said(leg, "Change").endswith("over 50 days, 50 entries")
    assert said(leg, "Sure") == "99 in 100 that it is at least 1 lower (needed: 92)"
    assert said(leg, "Since").startswith("about 1")
    assert said(leg, "Matters") == "a change of 2.1 or more"
    assert said(leg, "Source").startswith("Ostelo 2008")


def test_the_looks_are_there_newest_first_each_with_its_interval() -> None:
    [leg] = opened(Sign.PAIN, 49, *FALLING)
    at = next(n for n, row in enumerate(leg.rows) if row.label == "Checks")
    looks = [row for row in leg.rows[at:] if row.label != "Source"]
    assert [row.words.split("  ")[0].strip() for row in looks] == [
        "20 Apr", "13 Apr", "6 Apr", "30 Mar", "23 Mar", "16 Mar",
    ]  # fmt: skip
    assert looks[0].mark == "▲"
    assert looks[0].words.endswith("improving")
    assert looks[-1].mark == "·"
    assert all(" (" in row.words and " in 100" in row.words for row in looks)


def test_equal_figures_with_other_verdicts_say_how_sure_each_was_and_from_when_it_counts() -> None:
    [leg] = opened(Sign.PAIN, 62, *daily(range(63), leg_pain=wobble(ramp(7, 3, 60))))
    assert said(leg, "Rule").startswith("better from 92 in 100 on")
    at = next(n for n, row in enumerate(leg.rows) if row.label == "Checks")
    looks = [row for row in leg.rows[at:] if " in 100" in row.words]
    assert {row.mark for row in looks} == {"▲", "·"}
    for row in looks:
        odds = int(row.words.partition(" in 100")[0].split()[-1])
        assert (odds >= 92) is (row.mark == "▲")


def test_a_check_of_a_test_says_what_it_is_the_middle_of_and_what_that_day_gave() -> None:
    scores = {7: 3, 14: 4, 21: 4, 28: 6, 35: 5, 42: 7}
    checkins = [
        entry(day, leg_pain=5, abilities=(Ability(name="walk", score=scores[day]),) if day in scores else None)
        for day in range(44)
    ]
    [block, *_] = opened(Sign.MOBILITY, 43, *checkins)
    assert said(block, "Now") == "6 · the middle of 3 tests, 30 Mar – 13 Apr"
    assert "that day 7" in said(block, "Checks")


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
    assert titles == ["Can sit (main)", "Can walk"]


def test_too_few_entries_say_what_is_missing() -> None:
    [leg] = opened(Sign.PAIN, 2, *daily(range(3), leg_pain=5))
    assert leg.aside == "not enough data"
    assert said(leg, "Needs") == "log 7 more days for a first answer on 16 Mar; 3 entries so far"


def test_bands_have_no_figures() -> None:
    [zone, _] = opened(Sign.CENTRALIZATION, 89, *daily(range(90), zone=lambda d: Zone.CALF if d < 40 else Zone.BACK))
    assert said(zone, "Change") == "calf → back · over 90 days, 90 entries"
    assert said(zone, "Matters") == "a change of one step or more"
    assert "95 %" not in " ".join(row.words for row in zone.rows)


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
    also = opened(Sign.CENTRALIZATION, 89, *checkins)[-1]
    assert also.title == "Also"
    assert [row.words for row in also.rows] == [
        "It moved up past the knee: a strong sign.",
        "No further down than the low back for 7 days.",
        "Numb in the last 7 days: calf.",
    ]


def test_imaging_is_said_never_to_be_weighed() -> None:
    scan = record(Scan, 20, kind=ScanKind.MRI, compared=Compared.SMALLER)
    [block] = opened(Sign.IMAGING, 49, *daily(range(50), leg_pain=5), scans=(scan,))
    assert block.title == "MRI scan, smaller, 22 March"
    assert "never part of a verdict" in block.rows[0].words


def test_a_sign_without_entries_names_what_it_is_followed_by() -> None:
    [block] = opened(Sign.SPASMS, 3, entry(0, leg_pain=5))
    assert block.title == "Nothing logged"
    assert "spasms" in block.rows[0].words


def test_pain_that_moved_up_while_numbness_came_is_improving_nowhere() -> None:
    numb = (Symptom(zone=Zone.FOOT, quality=Quality.NUMB),)
    days = daily(
        range(48),
        leg_pain=5,
        zone=lambda day: Zone.CALF if day <= 20 else Zone.BUTTOCK,
        symptoms=lambda day: numb if day > 30 else (),
    )
    zone, also = opened(Sign.CENTRALIZATION, 47, *days)
    assert (zone.mark, zone.aside) == ("●", "no clear change")
    assert [row.words for row in also.rows if "strong sign" in row.words] == []
    assert any(row.words.startswith("Not counted as moving up: ") for row in also.rows)
