"""The seven signs: which measure leads, and what a supporting one can and can't do."""

import re

from sciatica_tui.domain.assessment.signs import Sign, SignReading
from sciatica_tui.domain.measures.rules import Verdict
from sciatica_tui.domain.records import (
    Ability,
    Compared,
    HeelRises,
    LegRaise,
    LegRaiseMethod,
    Scan,
    ScanKind,
    SpasmCount,
)
from sciatica_tui.domain.views.summary import brief_sign_words, briefest_sign_words, sign_words
from tests.domain.people import daily, entry, judged, record, wobble


def sign(which: Sign, day: int, *checkins: object) -> SignReading:
    return next(s for s in judged(day, *checkins).signs if s.sign is which)  # type: ignore[arg-type]


def lead(seen: SignReading) -> str:
    assert seen.lead is not None
    return seen.lead.rule.measure


def test_the_named_activities_lead_mobility_and_the_minutes_stand_in_for_them() -> None:
    minutes = daily(range(50), walk_minutes=lambda day: 10 if day < 14 else 40)
    assert lead(sign(Sign.MOBILITY, 49, *minutes)) == "walk_minutes"
    named = tuple(
        entry(day, abilities=(Ability(name="walk", score=4), Ability(name="lift", score=4))) for day in range(0, 50, 7)
    )
    seen = sign(Sign.MOBILITY, 49, *minutes, *named)
    assert lead(seen) == "abilities"
    assert seen.verdict is Verdict.NO_CLEAR_CHANGE


def test_a_single_activity_must_change_by_three_several_by_two() -> None:
    def after(gain: int, *names: str) -> Verdict:
        tests = (
            entry(day, abilities=tuple(Ability(name=n, score=3 if day < 21 else 3 + gain) for n in names))
            for day in range(0, 70, 7)
        )
        return sign(Sign.MOBILITY, 69, *tests).verdict

    assert after(2, "walk", "lift") is Verdict.IMPROVING
    assert after(2, "walk") is Verdict.NO_CLEAR_CHANGE
    assert after(3, "walk") is Verdict.IMPROVING


def test_spasms_change_by_a_band_or_by_their_severity() -> None:
    fewer = daily(range(50), spasm_count=lambda day: SpasmCount.MORE if day < 14 else SpasmCount.ONE_OR_TWO)
    milder = daily(range(50), spasm_count=SpasmCount.ONE_OR_TWO, spasm_severity=lambda day: 8 if day < 14 else 3)
    assert sign(Sign.SPASMS, 49, *fewer).verdict is Verdict.IMPROVING
    assert sign(Sign.SPASMS, 49, *milder).verdict is Verdict.IMPROVING


def test_no_spasms_strong_legs_and_pain_that_is_already_low_are_not_affected() -> None:
    checkins = (
        *daily(range(50), leg_pain=1, spasm_count=SpasmCount.NONE),
        *(entry(day, heel_rises=HeelRises(left=22, right=22)) for day in range(0, 50, 7)),
    )
    for which in (Sign.PAIN, Sign.SPASMS, Sign.STRENGTH):
        assert sign(which, 49, *checkins).verdict is Verdict.NOT_AFFECTED
    assert sign_words(sign(Sign.PAIN, 49, *checkins)) == "already low"


def test_back_pain_that_leads_the_sign_of_pain_is_named() -> None:
    better = daily(range(50), back_pain=lambda day: 7 if day < 14 else 2)
    steady = daily(range(50), back_pain=wobble(lambda _: 5))
    for entries, words, brief in (
        (better, r"back \d\.\d → \d\.\d", r"back \d\.\d → \d\.\d"),
        (steady, "back: no clear change", "back unclear"),
        (steady[:3], "back: log .*", "answer .*"),
    ):
        of_pain = sign(Sign.PAIN, len(entries) - 1, *entries)
        assert re.fullmatch(words, sign_words(of_pain))
        assert re.fullmatch(brief, brief_sign_words(of_pain))


def test_where_there_is_hardly_any_room_the_end_of_a_change_is_told() -> None:
    zone = daily(range(50), zone=lambda day: "foot" if day < 14 else "buttock")
    assert briefest_sign_words(sign(Sign.CENTRALIZATION, 49, *zone)) == "→ buttock"
    pain = daily(range(50), leg_pain=lambda day: 7 if day < 14 else 2)
    assert re.fullmatch(r"\d\.\d → \d\.\d", briefest_sign_words(sign(Sign.PAIN, 49, *pain)))


def raises(*degrees: tuple[int, int]) -> list[object]:
    return [
        entry(7 * week, leg_raise=LegRaise(method=LegRaiseMethod.LYING, left_degrees=left, right_degrees=right))
        for week, (left, right) in enumerate(degrees)
    ]


def test_the_leg_raise_improves_by_ten_degrees_or_by_a_narrower_gap() -> None:
    assert sign(Sign.LEG_RAISE, 56, *raises(*[(40, 80)] * 3, *[(55, 80)] * 5)).verdict is Verdict.IMPROVING
    assert sign(Sign.LEG_RAISE, 56, *raises(*[(40, 80)] * 3, *[(46, 80)] * 5)).verdict is Verdict.NO_CLEAR_CHANGE


def test_a_gap_that_narrows_because_the_good_leg_got_worse_is_no_improvement() -> None:
    assert sign(Sign.LEG_RAISE, 56, *raises(*[(40, 80)] * 3, *[(40, 60)] * 5)).verdict is Verdict.NO_CLEAR_CHANGE


def test_a_gap_that_widens_because_the_good_leg_got_better_is_no_worsening() -> None:
    assert sign(Sign.LEG_RAISE, 56, *raises(*[(40, 60)] * 3, *[(40, 80)] * 5)).verdict is Verdict.NO_CLEAR_CHANGE


def test_imaging_is_shown_and_never_weighed() -> None:
    scan = record(Scan, 20, kind=ScanKind.MRI, compared=Compared.SMALLER)
    seen = judged(49, *daily(range(50), leg_pain=5), scans=(scan,)).signs[-1]
    assert seen.verdict is Verdict.NOT_ENOUGH_DATA
    assert sign_words(seen) == "MRI scan, smaller, 22 March"
