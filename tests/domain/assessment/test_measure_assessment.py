"""A reading: when a look is positive, how long a verdict is believed, and what is said of bad input."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sciatica_tui.domain.assessment.measure_assessment import MeasureAssessment, read
from sciatica_tui.domain.daily import Entries
from sciatica_tui.domain.measures.rules import BACK_PAIN, HEEL_RISES, LEG_PAIN, REACH, WALK, ZONE, Rule, Verdict
from tests.domain.people import FIRST, START, days_of, entries_of, on


def reading(entries: Entries, day: int, rule: Rule = LEG_PAIN) -> MeasureAssessment:
    return read(rule, entries, START, on(day))


class TestLooks:
    def test_looks_are_every_seventh_day_from_day_fourteen(self) -> None:
        assert [look.on - FIRST for look in reading(entries_of((40, 5)), 39).looks] == [14, 21, 28, 35]

    def test_one_positive_look_is_an_early_sign_and_the_second_in_a_row_the_verdict(self) -> None:
        entries = entries_of((10, 7), (40, 2))
        first = reading(entries, 21)
        assert (first.verdict, first.early) == (Verdict.NO_CLEAR_CHANGE, Verdict.IMPROVING)
        second = reading(entries, 28)
        assert (second.verdict, second.early) == (Verdict.IMPROVING, None)
        assert second.since == FIRST + 28

    def test_a_verdict_holds_for_one_look_that_does_not_support_it_and_ends_with_the_second(self) -> None:
        entries = entries_of((14, 7), (21, 2), (40, 6.5))
        first_miss = reading(entries, 42)
        assert first_miss.verdict == Verdict.IMPROVING
        assert not first_miss.sure
        assert reading(entries, 49).verdict != Verdict.IMPROVING

    def test_between_two_looks_the_verdict_stays_and_the_numbers_are_of_today(self) -> None:
        entries = entries_of((14, 7), (30, 2))
        late = reading(entries, 33)
        assert late.verdict == reading(entries, 28).verdict
        assert late.shown is not None
        assert days_of(late.shown.after)[-1] == 33

    def test_the_numbers_add_up(self) -> None:
        shown = reading(entries_of((5, 7), (5, 6), (20, 3), (1, 4)), 30).shown
        assert shown is not None
        assert shown.interval is not None
        assert shown.current - shown.baseline == pytest.approx(shown.change)
        assert shown.interval[0] < shown.change < shown.interval[1]

    def test_the_answer_for_a_day_depends_only_on_entries_up_to_it(self) -> None:
        short, whole = entries_of((14, 7), (21, 2)), entries_of((14, 7), (21, 2), (40, 9))
        assert reading(whole, 34) == reading(short, 34)

    def test_remembered_looks_change_nothing(self) -> None:
        entries = entries_of((14, 7), (30, 2), (30, 6))
        known = reading(entries, 50).history
        edited = (*entries[:20], (entries[20][0], 9.0), *entries[21:])
        on_a_look = (*entries[:28], (entries[28][0], 9.0), *entries[29:])
        for later in (entries, edited, on_a_look, entries[:30]):
            assert read(LEG_PAIN, later, START, on(73), known) == reading(later, 73)


class TestWhatCounts:
    @pytest.mark.parametrize(
        ("before", "after", "verdict"),
        [
            (6, 4, Verdict.IMPROVING),  # 2.0 of 6
            (6, 4.2, Verdict.NO_CLEAR_CHANGE),
            (8, 5.6, Verdict.IMPROVING),  # 30 % of 8 is 2.4
            (8, 5.9, Verdict.NO_CLEAR_CHANGE),
            (3.5, 1.75, Verdict.IMPROVING),  # from below 3.75, reaching 1.75
            (3.5, 1.9, Verdict.NO_CLEAR_CHANGE),
            (2, 1.2, Verdict.NO_CLEAR_CHANGE),  # down by less than 1
            (1.5, 0, Verdict.NOT_AFFECTED),  # already low
            (4, 5.9, Verdict.WORSENING),
            (4, 5.4, Verdict.NO_CLEAR_CHANGE),
            (0, 5, Verdict.WORSENING),  # low at first is no reason to keep quiet when it rises
        ],
    )
    def test_of_a_rating(self, before: float, after: float, verdict: Verdict) -> None:
        assert reading(entries_of((14, before), (35, after)), 48).verdict == verdict

    def test_a_change_whose_interval_holds_zero_does_not_count(self) -> None:
        noisy = tuple((FIRST + day, float(0 if day % 2 else 10) * (1 if day < 14 else 0.6)) for day in range(49))
        seen = reading(noisy, 48)
        assert seen.shown is not None
        assert seen.shown.interval is not None
        assert seen.shown.interval[0] < 0 < seen.shown.interval[1]
        assert seen.verdict == Verdict.NO_CLEAR_CHANGE

    def test_a_rise_whose_interval_holds_zero_does_not_count_either(self) -> None:
        noisy = tuple(
            (FIRST + day, float((0, 6, 8, 1, 7, 0, 6)[day % 7] + (0 if day < 14 else 2))) for day in range(49)
        )
        seen = reading(noisy, 48)
        assert seen.shown is not None
        assert seen.shown.change > 1.5
        assert seen.verdict == Verdict.NO_CLEAR_CHANGE

    def test_no_level_comes_out_below_zero(self) -> None:
        shown = reading(entries_of((6, 4), (1, 10), (7, 0)), 13).shown
        assert shown is not None
        assert shown.current == 0

    def test_of_the_zone_one_step_of_the_median_of_seven(self) -> None:
        assert reading(entries_of((14, 4), (21, 3)), 34, ZONE).verdict == Verdict.IMPROVING
        assert reading(entries_of((14, 1), (21, 0)), 34, ZONE).verdict == Verdict.NOT_AFFECTED
        assert reading(entries_of((14, 4), (21, 5)), 34, ZONE).verdict == Verdict.WORSENING
        assert reading(entries_of((14, 4), (40, 4)), 53, ZONE).verdict == Verdict.NO_CLEAR_CHANGE

    def test_of_minutes_thirty_per_cent_and_five(self) -> None:
        assert reading(entries_of((14, 10), (21, 14)), 34, WALK).verdict == Verdict.NO_CLEAR_CHANGE
        assert reading(entries_of((14, 10), (21, 16)), 34, WALK).verdict == Verdict.IMPROVING
        assert reading(entries_of((14, 60), (21, 75)), 34, WALK).verdict == Verdict.NO_CLEAR_CHANGE

    def test_said_for_the_direction_spoken_of(self) -> None:
        assert reading(entries_of((14, 8), (35, 3)), 48).counts == pytest.approx(2.4)
        assert reading(entries_of((14, 3), (35, 6)), 48).counts == 1.5


class TestAfterAnImprovement:
    def test_worsening_is_measured_from_the_best_level(self) -> None:
        entries = entries_of((14, 8), (28, 1), (28, 4))
        seen = reading(entries, 69)
        assert seen.verdict == Verdict.WORSENING
        assert seen.shown is not None
        assert seen.shown.baseline == pytest.approx(1, abs=0.1)

    def test_three_days_of_the_last_seven_well_above_it_are_not_sure_any_more_at_once(self) -> None:
        better = entries_of((14, 8), (28, 2))
        assert reading(better, 41).sure
        two = (*better, (FIRST + 42, 4.0), (FIRST + 43, 4.0))
        assert reading(two, 43).sure
        assert not reading((*two, (FIRST + 44, 4.0)), 44).sure

    def test_a_flare_of_a_day_changes_nothing(self) -> None:
        seen = reading((*entries_of((14, 8), (28, 2)), (FIRST + 42, 9.0)), 42)
        assert seen.verdict == Verdict.IMPROVING
        assert seen.sure

    def test_fourteen_days_without_an_entry_are_not_sure_any_more(self) -> None:
        entries = entries_of((14, 8), (28, 2))
        assert reading(entries, 41 + 13).verdict == Verdict.IMPROVING
        silent = reading(entries, 41 + 14)
        assert silent.verdict == Verdict.NOT_ENOUGH_DATA
        assert silent.silent


class TestStillSevere:
    def test_a_beginning_of_nine_that_stays_is_still_severe_at_two_looks(self) -> None:
        assert not reading(entries_of((40, 9.5)), 14).still_severe
        assert reading(entries_of((40, 9.5)), 21).still_severe
        assert not reading(entries_of((14, 9.5), (40, 8)), 40).still_severe


class TestTests:
    def test_medians_of_the_first_and_last_two_or_three_and_two_tests_in_a_row(self) -> None:
        weekly = tuple((FIRST + 7 * week, float(v)) for week, v in enumerate((5, 4, 14, 13, 15)))
        early = read(HEEL_RISES, weekly, START, on(21))
        assert early.early == Verdict.IMPROVING
        assert early.verdict == Verdict.NO_CLEAR_CHANGE
        seen = read(HEEL_RISES, weekly, START, on(28))
        assert seen.verdict == Verdict.IMPROVING
        assert seen.shown is not None
        assert (seen.shown.baseline, seen.shown.current) == (4.5, 14)
        assert seen.shown.interval is None

    def test_three_tests_need_one_more(self) -> None:
        weekly = tuple((FIRST + 7 * week, 20.0) for week in range(3))
        seen = read(REACH, weekly, START, on(14))
        assert (seen.verdict, seen.needs_tests) == (Verdict.NOT_ENOUGH_DATA, 1)
        assert read(REACH, (), START, on(14)).needs_tests == 4


class TestNeeds:
    def test_no_entry_one_entry_and_nine_say_in_how_many_days_there_is_an_answer(self) -> None:
        for days in (1, 3, 9):
            entries = entries_of((days, 5))
            seen = reading(entries, days - 1)
            assert seen.verdict == Verdict.NOT_ENOUGH_DATA
            assert seen.needs_days is not None
            later = days - 1 + seen.needs_days
            assert reading(entries_of((later + 1, 5)), later).verdict != Verdict.NOT_ENOUGH_DATA
            assert reading(entries_of((later, 5)), later - 1).verdict == Verdict.NOT_ENOUGH_DATA

    def test_three_entries_never_make_a_trend(self) -> None:
        steep = tuple((FIRST + day, value) for day, value in ((0, 10.0), (20, 5.0), (40, 0.0)))
        assert reading(steep, 40).verdict == Verdict.NOT_ENOUGH_DATA

    def test_nothing_at_all(self) -> None:
        seen = reading((), 30)
        assert (seen.verdict, seen.shown, seen.looks) == (Verdict.NOT_ENOUGH_DATA, None, ())


class TestBadInput:
    def test_a_years_gap(self) -> None:
        entries = (*entries_of((20, 7)), *((FIRST + 385 + day, 2.0) for day in range(15)))
        assert reading(entries, 200).verdict == Verdict.NOT_ENOUGH_DATA
        assert reading(entries, 399).verdict == Verdict.IMPROVING

    def test_all_equal_values(self) -> None:
        assert reading(entries_of((60, 5)), 59).verdict == Verdict.NO_CLEAR_CHANGE

    def test_all_zero(self) -> None:
        assert reading(entries_of((60, 0)), 59, BACK_PAIN).verdict == Verdict.NOT_AFFECTED

    @settings(max_examples=60, deadline=None)
    @given(
        st.dictionaries(st.integers(0, 120), st.integers(0, 10), max_size=90),
        st.integers(-5, 150),
        st.sampled_from([LEG_PAIN, ZONE, WALK, HEEL_RISES]),
    )
    def test_any_days_give_an_answer_with_a_reason(self, values: dict[int, int], day: int, rule: Rule) -> None:
        seen = reading(tuple((FIRST + d, float(v)) for d, v in sorted(values.items())), day, rule)
        if seen.verdict == Verdict.NOT_ENOUGH_DATA:
            assert seen.needs_days or seen.needs_tests
        else:
            assert seen.shown is not None
            assert seen.counts
            assert seen.looks
