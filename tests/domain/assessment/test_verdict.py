"""The overall verdict: which rule holds first, and the sentence a person reads."""

from datetime import UTC, datetime, time

import pytest

from sciatica_tui.domain.assessment.signs import Sign
from sciatica_tui.domain.measures.rules import Verdict
from sciatica_tui.domain.records import (
    Ability,
    Cleared,
    ClearedHow,
    Compared,
    Frequency,
    HeelRises,
    LegRaise,
    LegRaiseMethod,
    Medication,
    Muscle,
    MuscleSides,
    Quality,
    RedFlagAnswer,
    Scan,
    ScanKind,
    Side,
    SpasmCount,
    Symptom,
    Zone,
)
from sciatica_tui.domain.red_flags.flags import open_answers
from sciatica_tui.domain.views.phase import sign_word
from sciatica_tui.domain.views.sign_explanation import explain
from sciatica_tui.domain.views.summary import sign_words
from tests.domain.people import daily, entry, falling, judged, on, ramp, record, wobble


def falling_zone(day: int) -> Zone:
    """From the calf to the buttock over the second and third week."""
    return Zone.CALF if day < 14 else Zone.THIGH if day < 21 else Zone.BUTTOCK


BETTER = {"leg_pain": falling(7, 2, 30), "back_pain": 2, "zone": falling_zone}
NUMB_CALF = (Symptom(zone=Zone.CALF, quality=Quality.NUMB),)
ACHE = (Symptom(zone=Zone.THIGH, quality=Quality.ACHE),)


def moment(day: int) -> datetime:
    return datetime.combine(on(day), time(12), UTC)


def flag(day: int, *names: str, cleared: Cleared | None = None) -> RedFlagAnswer:
    return record(RedFlagAnswer, day, at=moment(day), flags=names, cleared=cleared)


class TestTheFiveSentencesOtherTrackersGetWrong:
    def test_leg_down_with_back_up_is_never_worse(self) -> None:
        checkins = daily(range(60), leg_pain=falling(7, 1, 30), back_pain=falling(2, 6, 30), zone=Zone.CALF)
        for day in range(60):
            assert judged(day, *checkins).overall.verdict is not Verdict.WORSENING
        seen = judged(59, *checkins).overall
        assert seen.verdict is Verdict.MIXED
        assert seen.sentence == "Mixed: leg pain lower, 6.6 → 1.0, but back pain higher, 2.4 → 6.2."
        assert seen.do == "See a clinician."

    def test_an_unlogged_day_is_never_a_zero(self) -> None:
        whole = daily(range(50), leg_pain=6, back_pain=3, zone=Zone.CALF)
        every_other = tuple(c for day, c in enumerate(whole) if day % 2 == 0)
        silent_since = whole[:36]
        for checkins in (whole, every_other, silent_since):
            levels = judged(49, *checkins).readings["leg_pain"].comparison
            assert levels is not None
            assert (levels.baseline, levels.current) == pytest.approx((6, 6), abs=0.2)
            assert judged(49, *checkins).overall.verdict is not Verdict.IMPROVING

    def test_three_entries_never_make_a_trend(self) -> None:
        steep = (entry(0, leg_pain=10), entry(20, leg_pain=5), entry(40, leg_pain=0))
        seen = judged(40, *steep)
        assert seen.overall.verdict is Verdict.NOT_ENOUGH_DATA
        assert all(s.verdict is Verdict.NOT_ENOUGH_DATA for s in seen.signs)

    @pytest.mark.parametrize("compared", list(Compared))
    def test_imaging_never_changes_the_verdict(self, compared: Compared) -> None:
        scan = record(Scan, 30, kind=ScanKind.MRI, compared=compared)
        for checkins in (daily(range(50), **BETTER), daily(range(50), leg_pain=5, zone=Zone.CALF)):
            without, with_scan = judged(49, *checkins), judged(49, *checkins, scans=(scan,))
            assert with_scan.overall == without.overall
            assert with_scan.phase == without.phase
            assert with_scan.signs[-1].scan == scan

    def test_a_flare_of_a_day_never_demotes(self) -> None:
        calm = daily(range(49), **BETTER)
        flare = entry(49, leg_pain=10, back_pain=9, zone=Zone.FOOT, flare=True)
        before, after = judged(48, *calm), judged(49, *calm, flare)
        assert before.phase.proposal is not None
        assert before.overall.verdict is after.overall.verdict is Verdict.IMPROVING
        assert after.phase.proposal is not None
        assert after.phase.proposal.phase is before.phase.proposal.phase


class TestWorsening:
    def test_new_weakness_speaks_at_once(self) -> None:
        checkins = (*daily(range(50), **BETTER), entry(50, heel_walk=MuscleSides(left=Muscle.WEAK)))
        assert judged(49, *checkins).overall.verdict is Verdict.IMPROVING
        seen = judged(50, *checkins).overall
        assert seen.verdict is Verdict.WORSENING
        assert seen.story == "New weakness. See a clinician today."

    def test_weakness_that_a_clinician_has_seen_is_not_new(self) -> None:
        checkins = (*daily(range(50), **BETTER), entry(50, heel_walk=MuscleSides(left=Muscle.WEAK)))
        seen = flag(50, "one_leg_weakness", cleared=Cleared(how=ClearedHow.SEEN, on=on(51), at=moment(51)))
        assert judged(50, *checkins, red_flags=(seen,)).overall.verdict is Verdict.WORSENING
        later = (*checkins, entry(51))
        assert judged(51, *later, red_flags=(seen,)).overall.verdict is Verdict.IMPROVING

    def test_nor_one_that_was_seen_on_the_same_day(self) -> None:
        checkins = (*daily(range(50), **BETTER), entry(50, heel_walk=MuscleSides(left=Muscle.WEAK)))
        seen = flag(50, "one_leg_weakness", cleared=Cleared(how=ClearedHow.SEEN, on=on(50), at=moment(50)))
        assert judged(50, *checkins, red_flags=(seen,)).overall.verdict is Verdict.IMPROVING

    def test_a_leg_that_feels_weak_again_after_it_did_not_is_new(self) -> None:
        felt = {30: True, 40: False, 50: True}
        checkins = daily(range(51), **BETTER, weakness_felt=felt.get)
        seen = flag(31, "one_leg_weakness", cleared=Cleared(how=ClearedHow.SEEN, on=on(32), at=moment(32)))
        assert judged(49, *checkins, red_flags=(seen,)).overall.verdict is Verdict.IMPROVING
        assert judged(50, *checkins, red_flags=(seen,)).overall.verdict is Verdict.WORSENING

    def test_weakness_entered_by_mistake_is_none(self) -> None:
        weak = entry(50, heel_walk=MuscleSides(left=Muscle.WEAK))
        mistake = record(
            RedFlagAnswer,
            50,
            at=moment(50),
            flags=("one_leg_weakness",),
            raised=True,
            checkin=weak.id,
            cleared=Cleared(how=ClearedHow.MISTAKE, on=on(50), at=moment(50)),
        )
        checkins = (*daily(range(50), **BETTER), weak)
        assert judged(50, *checkins, red_flags=(mistake,)).overall.verdict is Verdict.IMPROVING

    @pytest.mark.parametrize(
        "worse",
        [
            {"leg_pain": falling(3, 8, 30)},
            {"leg_pain": 5, "zone": lambda day: Zone.THIGH if day < 14 else Zone.FOOT},
            {"leg_pain": 5, "walk_minutes": lambda day: 60 if day < 14 else 15},
        ],
    )
    def test_leg_pain_zone_or_function_at_two_looks(self, worse: dict[str, object]) -> None:
        checkins = daily(range(50), **worse)
        verdicts = [judged(day, *checkins).overall.verdict for day in range(50)]
        assert Verdict.IMPROVING not in verdicts
        assert verdicts[-1] is Verdict.WORSENING
        assert judged(49, *checkins).overall.clinician

    def test_a_newly_numb_zone_at_two_looks(self) -> None:
        checkins = daily(range(36), **BETTER, symptoms=lambda day: NUMB_CALF if day >= 25 else ACHE)
        assert judged(28, *checkins).overall.verdict is not Verdict.WORSENING
        seen = judged(35, *checkins).overall
        assert seen.verdict is Verdict.WORSENING
        assert "calf is newly numb" in seen.sentence

    def test_a_zone_that_was_numb_from_the_start_is_not_new(self) -> None:
        checkins = daily(range(50), **BETTER, symptoms=NUMB_CALF)
        assert judged(49, *checkins).overall.verdict is Verdict.IMPROVING

    def test_back_pain_too(self) -> None:
        checkins = daily(range(50), leg_pain=5, back_pain=falling(2, 7, 25), zone=Zone.CALF)
        seen = judged(49, *checkins).overall
        assert seen.verdict is Verdict.WORSENING
        assert seen.story == "Getting worse: back pain 2.6 → 7.3. See a clinician."

    def test_of_back_pain_where_leg_pain_was_low_from_the_start(self) -> None:
        checkins = daily(range(50), leg_pain=1, back_pain=falling(2, 7, 25), zone=Zone.BACK)
        seen = judged(49, *checkins)
        assert seen.signs[1].verdict is seen.overall.verdict is Verdict.WORSENING

    def test_where_leg_pain_was_zero_from_the_start_back_pain_is_followed(self) -> None:
        checkins = daily(range(50), leg_pain=0, back_pain=falling(2, 7, 25), zone=Zone.BACK)
        assert judged(49, *checkins).overall.verdict is Verdict.WORSENING


class TestBeside:
    def test_a_weaker_leg_beside_less_pain_is_mixed_and_sends_to_a_clinician(self) -> None:
        rises = dict(zip(range(0, 56, 7), (24, 24, 23, 20, 18, 16, 14, 13), strict=True))
        tests = {"heel_rises": lambda day: HeelRises(left=rises[day]) if day in rises else None}
        seen = judged(55, *daily(range(56), **BETTER, **tests)).overall
        assert seen.verdict is Verdict.MIXED
        assert seen.story == "Mixed: leg pain lower, 6.6 → 1.7, but fewer heel rises, 24 → 14. See a clinician."

    def test_a_leg_that_can_be_raised_less_too(self) -> None:
        tests = tuple(
            entry(
                day,
                side=Side.LEFT,
                leg_raise=LegRaise(method=LegRaiseMethod.LYING, left_degrees=70 if day < 28 else 45, right_degrees=80),
            )
            for day in range(0, 50, 7)
        )
        seen = judged(49, *daily(range(50), **BETTER), *tests).overall
        assert seen.verdict is Verdict.MIXED
        assert "leg raise lower, 70° → 45°" in seen.sentence

    def test_what_is_worse_beside_no_change_is_told_and_sends_to_a_clinician_too(self) -> None:
        rises = dict(zip(range(0, 27, 3), (24, 24, 22, 20, 18, 16, 15, 14, 13), strict=True))
        tests = {"heel_rises": lambda day: HeelRises(left=rises[day]) if day in rises else None}
        seen = judged(26, *daily(range(27), leg_pain=5, zone=Zone.CALF, **tests)).overall
        assert seen.sentence == "No clear change: leg pain 5.0, as at first."
        assert (seen.but, seen.do) == ("But worse: heel rises (24 → 14).", "See a clinician.")

    def test_what_is_worse_is_told_in_a_sentence(self) -> None:
        often = {"frequency": lambda day: Frequency.NOW_AND_THEN if day < 14 else Frequency.CONSTANT}
        less = {"walk_minutes": lambda day: 60 if day < 14 else 15}
        flat = judged(41, *daily(range(42), leg_pain=5, zone=Zone.CALF, **often)).overall
        assert flat.but == "But worse: how often it hurts (now and then → constant)."
        weak = judged(41, *daily(range(42), leg_pain=5, weakness_felt=True, **often, **less)).overall
        assert weak.but == "Also worse: how often it hurts (now and then → constant) and walking (60 min → 15 min)."

    def test_spasms_never_take_an_improvement_away(self) -> None:
        more = {"spasm_count": lambda day: SpasmCount.ONE_OR_TWO if day < 14 else SpasmCount.MORE}
        seen = judged(49, *daily(range(50), **BETTER, **more))
        assert seen.signs[3].verdict is Verdict.WORSENING
        assert seen.overall.verdict is Verdict.IMPROVING


class TestImproving:
    def test_two_signs_leg_pain_among_them(self) -> None:
        seen = judged(49, *daily(range(50), **BETTER)).overall
        assert seen.verdict is Verdict.IMPROVING
        assert seen.sentence.startswith("Getting better: leg pain 6.6 → 1.6")
        assert seen.sentence.endswith("it is moving up, calf to buttock.")

    def test_one_alone_is_said_to_be_one_alone(self) -> None:
        seen = judged(49, *daily(range(50), leg_pain=falling(7, 2, 30))).overall
        assert seen.verdict is not Verdict.IMPROVING
        assert seen.story == "Better: leg pain 6.6 → 1.6. The rest is unknown."

    def test_a_sign_with_one_part_better_and_one_worse_is_mixed_and_names_it(self) -> None:
        often = {"frequency": lambda day: Frequency.HALF if day < 14 else Frequency.CONSTANT}
        seen = judged(49, *daily(range(50), **BETTER, **often))
        pain = seen.signs[1]
        assert pain.sign is Sign.PAIN
        assert pain.verdict is Verdict.MIXED
        assert [r.rule.measure for r in pain.worsening] == ["frequency"]
        assert any(
            "but worse: how often it hurts (half the day → constant)" in reason for reason in seen.overall.reasons
        )

    @pytest.mark.parametrize(
        "against",
        [
            {"symptoms": lambda day: NUMB_CALF if day >= 25 else ACHE},
            {"toe_lift": lambda day: MuscleSides(left=Muscle.NORMAL if day < 40 else Muscle.WEAK)},
            {"back_pain": lambda day: 2 if day < 14 else 6},
        ],
    )
    def test_moving_up_is_not_said_with_numbness_weakness_or_a_rising_back_pain(
        self, against: dict[str, object]
    ) -> None:
        centralization = judged(49, *daily(range(50), **{**BETTER, **against})).signs[0]
        assert centralization.lead is not None
        assert centralization.lead.verdict is Verdict.IMPROVING
        assert centralization.verdict is Verdict.NO_CLEAR_CHANGE
        assert centralization.against

    def test_with_more_medication_it_says_so(self) -> None:
        pills = tuple(record(Medication, day, product="tablet") for day in (1, 4, 36, 38, 40, 42, 44, 46, 48))
        seen = judged(49, *daily(range(50), **BETTER), medications=pills).overall
        assert seen.verdict is Verdict.IMPROVING
        assert seen.sentence.startswith("Getting better, with more medication")
        assert "Medication on 7 of the last 14 days, on 2 of the first 14." in seen.reasons

    @pytest.mark.parametrize(("days", "is_said"), [((45, 46), False), ((43, 45, 46), False), ((42, 44, 45, 46), True)])
    def test_medication_on_a_day_or_two_is_no_reason_for_getting_better(
        self, days: tuple[int, ...], is_said: bool
    ) -> None:
        gel = tuple(record(Medication, day, product="gel") for day in days)
        seen = judged(49, *daily(range(50), **BETTER), medications=gel).overall
        assert seen.sentence.startswith("Getting better")
        assert ("with more medication" in seen.sentence) is is_said
        assert any(reason.startswith("Medication on") for reason in seen.reasons) is is_said

    def test_nothing_gets_better_without_a_red_flag_answer_in_the_last_seven_days(self) -> None:
        checkins = daily(range(50), **BETTER, red_flags=lambda day: () if day < 30 else None)
        assert judged(36, *checkins).overall.verdict is Verdict.IMPROVING
        seen = judged(49, *checkins).overall
        assert seen.verdict is Verdict.NO_CLEAR_CHANGE
        assert "etting better" not in seen.story
        assert "red flags" in seen.do

    @pytest.mark.parametrize("name", ["night_pain", "bowels"])
    def test_nor_while_a_red_flag_is_open(self, name: str) -> None:
        checkins = daily(range(50), **BETTER)
        seen = judged(49, *checkins, red_flags=(flag(45, name),)).overall
        assert seen.verdict is Verdict.NO_CLEAR_CHANGE
        assert seen.sentence.startswith("A red flag is open")
        assert seen.clinician

    def test_several_are_counted_and_each_is_named_with_what_to_do_by_the_most_urgent(self) -> None:
        marked = (flag(45, "fever", "cold_leg"), flag(46, "fever"))
        seen = judged(49, *daily(range(50), **BETTER), red_flags=marked).overall
        assert seen.sentence == (
            "2 red flags are open: a cold, pale leg; fever or feeling very unwell with back pain, above all with a "
            "weak immune system or injected drugs."
        )
        assert (seen.brief, seen.do) == ("2 red flags are open.", "Get emergency help now.")

    def test_what_a_clinician_saw_later_was_still_open_that_day(self) -> None:
        checkins = daily(range(50), **BETTER)
        cleared = flag(40, "night_pain", cleared=Cleared(how=ClearedHow.SEEN, on=on(41), at=moment(45)))
        assert judged(40, *checkins, red_flags=(cleared,)).overall.sentence.startswith("A red flag is open")
        assert judged(41, *checkins, red_flags=(cleared,)).overall.verdict is Verdict.IMPROVING

    def test_one_seen_in_the_small_hours_is_closed_wherever_the_day_ends(self) -> None:
        small_hours = moment(46).replace(hour=4)  # still day 45 for who has days end at five
        seen = flag(45, "fever", cleared=Cleared(how=ClearedHow.SEEN, on=on(45), at=small_hours))
        assert not open_answers((seen,), on(45))
        assert not judged(45, *daily(range(50), **BETTER), red_flags=(seen,)).flags

    def test_regression_to_the_mean_is_said_once(self) -> None:
        checkins = daily(range(70), **BETTER)
        said = [
            day for day in range(70) if any("start at their worst" in r for r in judged(day, *checkins).overall.reasons)
        ]
        assert said
        assert said == list(range(said[0], said[0] + len(said)))
        assert len(said) <= 7


class TestNotSure:
    def test_bad_days_on_end_take_it_back_and_a_bad_day_does_not(self) -> None:
        calm = daily(range(50), **BETTER)
        bad = daily(range(50, 59), leg_pain=6, back_pain=2, zone=Zone.BUTTOCK)
        assert judged(50, *calm, *bad[:1]).overall.verdict is Verdict.IMPROVING
        seen = judged(58, *calm, *bad).overall
        assert (
            seen.story == "Not sure any more: leg pain 1.5 → 6.0. The last few days were worse. "
            "If it stays like this, see a clinician."
        )

    def test_fourteen_days_without_an_entry_too(self) -> None:
        seen = judged(49 + 14, *daily(range(50), **BETTER)).overall
        assert seen.verdict is Verdict.NOT_ENOUGH_DATA
        assert seen.sentence == "Not sure any more: no entry for 14 days."

    def test_nor_do_weekly_tests_hold_for_longer(self) -> None:
        tests = [
            entry(7 * week, abilities=tuple(Ability(name, min(2 + week, 8)) for name in ("stairs", "sit")))
            for week in range(9)
        ]
        assert judged(56, *tests).overall.sentence.startswith("Better: your activities 3 → 8.")
        seen = judged(56 + 14, *tests).overall
        assert seen.verdict is Verdict.NOT_ENOUGH_DATA
        assert seen.sentence == "Not sure any more: no entry for 14 days."


class TestNoClearChange:
    def test_after_four_weeks_without_improvement_a_clinician_is_named(self) -> None:
        checkins = daily(range(40), leg_pain=6, back_pain=3, zone=Zone.CALF)
        assert "four weeks" not in judged(27, *checkins).overall.do
        assert judged(28, *checkins).overall.do == "Not clearly better after four weeks: see a clinician."

    def test_of_pain_that_is_no_better_it_is_said_which_where_something_else_is_better(self) -> None:
        walks = daily(range(50), leg_pain=5, zone=Zone.CALF, walk_minutes=lambda day: round(ramp(15, 60, 30)(day)))
        seen = judged(49, *walks).overall
        assert seen.sentence.startswith("Better: ")
        assert seen.do == "Leg pain is not clearly better after four weeks: see a clinician."

    def test_what_began_at_nine_and_stays_is_still_severe(self) -> None:
        seen = judged(49, *daily(range(50), leg_pain=lambda day: 9 + day % 2, zone=Zone.FOOT)).overall
        assert seen.story == "Leg pain is still severe. See a clinician."

    def test_leg_and_back_that_are_still_severe_are_both_named(self) -> None:
        both = daily(range(50), leg_pain=lambda day: 9 + day % 2, back_pain=lambda day: 10 - day % 2, zone=Zone.FOOT)
        seen = judged(49, *both).overall
        assert (seen.sentence, seen.remarks) == ("Leg pain and back pain are still severe.", ())
        weak = judged(49, *both, entry(49, weakness_felt=True, leg_pain=9, back_pain=9)).overall
        assert "Leg pain and back pain are still severe: see a clinician." in weak.remarks

    def test_what_is_probable_and_not_yet_sure_is_an_early_sign(self) -> None:
        checkins = daily(range(40), leg_pain=lambda day: 6 if day < 14 else 3, zone=Zone.CALF)
        seen = next(s for day in range(40) if (s := judged(day, *checkins)).readings["leg_pain"].early).overall
        assert seen.verdict is Verdict.NO_CLEAR_CHANGE
        assert seen.story.startswith("Maybe getting better: leg pain 6.0 → ")
        assert seen.but == "Too early to say."

    def test_an_early_sign_beside_what_is_worse_is_not_called_better(self) -> None:
        counts = {3 * n: rises for n, rises in enumerate((24, 24, 22, 20, 18, 16, 15, 14, 13, 13, 13, 13))}
        rises = {"heel_rises": lambda day: HeelRises(left=counts[day]) if day in counts else None}
        pain = wobble(lambda day: 6.5 if day < 18 else 4, 1.2)
        seen = judged(36, *daily(range(37), leg_pain=pain, zone=Zone.CALF, **rises))
        assert seen.readings["leg_pain"].early is Verdict.IMPROVING
        assert seen.overall.story == (
            "Leg pain 6.3 → 3.5. Too early to say. But worse: heel rises (24 → 13). "
            "Not clearly better after four weeks: see a clinician."
        )

    def test_a_change_that_counts_and_is_not_even_probable_is_not_sure_yet(self) -> None:
        pages = [judged(day, *daily(range(day + 1), leg_pain=wobble(ramp(4, 6, 20), 1.5))) for day in range(14, 30)]
        unsure = [page for page in pages if page.readings["leg_pain"].not_sure_yet]
        assert unsure
        for page in unsure:
            assert page.overall.sentence.startswith("Not sure yet: leg pain "), page.on
            assert sign_words(page.signs[1]).startswith("not sure yet, ")
            assert sign_word(page.signs[1]) == ""
            assert explain(page.signs[1], page.digest, page.on).measures[0].aside == "not sure yet"

    def test_pain_that_was_low_from_the_start(self) -> None:
        seen = judged(40, *daily(range(41), leg_pain=1, zone=Zone.BACK))
        assert seen.signs[1].verdict is Verdict.NOT_AFFECTED
        assert seen.overall.sentence == "Leg pain has been low from the start."


def test_no_sentence_ever_says_better_while_the_verdict_is_another(  # the words and the verdict are one
) -> None:
    checkins = daily(range(80), leg_pain=lambda day: 7 if day < 14 else 2 if day < 45 else 7, zone=Zone.CALF)
    for day in range(80):
        seen = judged(day, *checkins).overall
        assert seen.sentence.startswith("Getting better") == (seen.verdict is Verdict.IMPROVING)
        assert seen.sentence.startswith("Getting worse") == (seen.verdict is Verdict.WORSENING)
