"""A reading: what is said of one measure, how long it is believed, and what is said of bad input."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sciatica_tui.domain.assessment.comparison import Comparison
from sciatica_tui.domain.assessment.measure_assessment import MeasureAssessment, read
from sciatica_tui.domain.assessment.phrases import how_sure
from sciatica_tui.domain.assessment.sparse_looks import SparseLook, SparseState
from sciatica_tui.domain.daily import Entries
from sciatica_tui.domain.measures.rules import (
    BACK_PAIN,
    FREQUENCY,
    HEEL_RISES,
    LEG_PAIN,
    REACH,
    WALK,
    ZONE,
    Rule,
    Verdict,
)
from tests.domain.people import FIRST, START, entries_of, on


def reading(entries: Entries, day: int, rule: Rule = LEG_PAIN) -> MeasureAssessment:
    return read(rule, entries, START, on(day))


def wobbling(*runs: tuple[int, float], seed: int = 1, sd: float = 1.2) -> Entries:
    """Entries about levels, as a person gives them."""
    rng = random.Random(seed)
    return tuple((day, min(10.0, max(0.0, float(round(rng.gauss(value, sd)))))) for day, value in entries_of(*runs))


class TestLooks:
    def test_looks_are_every_seventh_day_from_day_fourteen(self) -> None:
        assert [look.on - FIRST for look in reading(entries_of((40, 5)), 39).looks] == [14, 21, 28, 35]

    def test_one_look_that_is_sure_is_the_verdict(self) -> None:
        entries = entries_of((14, 8), (60, 2))
        first = next(look.on - FIRST for look in reading(entries, 70).looks if look.direction is Verdict.IMPROVING)
        assert reading(entries, first - 1).verdict is Verdict.NO_CLEAR_CHANGE
        assert reading(entries, first).verdict is Verdict.IMPROVING
        assert reading(entries, first).since == FIRST + first

    def test_what_is_probable_and_not_sure_is_an_early_sign_with_its_odds(self) -> None:
        entries = entries_of((14, 6), (40, 3))
        early = next(r for day in range(14, 50) if (r := reading(entries, day)).early)
        assert (early.verdict, early.early) == (Verdict.NO_CLEAR_CHANGE, Verdict.IMPROVING)
        assert early.probability is not None
        assert 0.8 < early.probability <= 0.92
        assert how_sure(early).endswith(" in 100; not sure yet")

    def test_an_early_sign_is_not_forgotten_by_leaving_out_days(self) -> None:
        entries = entries_of((14, 6), (40, 3))
        day = next(day for day in range(14, 50, 7) if reading(entries, day).early)
        assert reading(entries[: day + 1], day + 12).early is Verdict.IMPROVING

    def test_a_verdict_holds_for_one_look_that_does_not_support_it_and_ends_with_the_second(self) -> None:
        entries = entries_of((14, 7), (28, 2), (60, 6))
        looks = reading(entries, 100).looks
        last = max(look.on for look in looks if look.direction is Verdict.IMPROVING) - FIRST
        state = [reading(entries, day).since is not None for day in (last, last + 7, last + 13, last + 14)]
        held = [reading(entries, day).history.state.verdict for day in (last, last + 7, last + 13, last + 14)]
        assert held == [Verdict.IMPROVING] * 3 + [None]
        assert state[0]

    def test_between_two_looks_the_verdict_stays_and_the_numbers_are_of_today(self) -> None:
        entries = entries_of((14, 7), (30, 2))
        late = reading(entries, 33)
        assert late.verdict == reading(entries, 28).verdict
        assert late.comparison is not None
        assert late.comparison.last == FIRST + 33

    def test_the_numbers_add_up(self) -> None:
        comparison = reading(wobbling((14, 7), (30, 3)), 40).comparison
        assert comparison is not None
        assert comparison.interval is not None
        assert comparison.current - comparison.baseline == pytest.approx(comparison.change)
        assert comparison.interval[0] < comparison.change < comparison.interval[1]

    def test_the_answer_for_a_day_depends_only_on_entries_up_to_it(self) -> None:
        short, whole = entries_of((14, 7), (21, 2)), entries_of((14, 7), (21, 2), (40, 9))
        assert reading(whole, 34) == reading(short, 34)

    def test_an_earlier_reading_changes_nothing(self) -> None:
        entries = entries_of((14, 7), (30, 2), (30, 6))
        earlier = reading(entries, 50)
        edited = (*entries[:20], (entries[20][0], 9.0), *entries[21:])
        on_a_look = (*entries[:28], (entries[28][0], 9.0), *entries[29:])
        for later in (entries, edited, on_a_look, entries[:30]):
            with_it, alone = read(LEG_PAIN, later, START, on(73), earlier), reading(later, 73)
            assert (with_it.verdict, with_it.comparison, with_it.looks) == (
                alone.verdict,
                alone.comparison,
                alone.looks,
            )


class TestWhatCounts:
    @pytest.mark.parametrize(
        ("before", "after", "verdict"),
        [
            (7, 3, Verdict.IMPROVING),
            (6, 5, Verdict.NO_CLEAR_CHANGE),
            (9, 6.8, Verdict.NO_CLEAR_CHANGE),  # 30 % of 9 is 2.7
            (1, 0, Verdict.NOT_AFFECTED),  # already low
            (3, 6, Verdict.WORSENING),
            (4, 5, Verdict.NO_CLEAR_CHANGE),
            (0, 5, Verdict.WORSENING),  # low at first is no reason to keep quiet when it rises
        ],
    )
    def test_of_a_rating(self, before: float, after: float, verdict: Verdict) -> None:
        assert reading(wobbling((28, before), (42, after), sd=0.8), 69).verdict == verdict

    def test_the_odds_are_said_with_the_verdict(self) -> None:
        seen = reading(wobbling((28, 7), (42, 2)), 69)
        assert how_sure(seen).endswith("in 100 that it is at least 1 lower (needed: 92)")
        worse = reading(wobbling((28, 2), (42, 7)), 69)
        assert how_sure(worse).endswith("in 100 that it is at least 1 higher (needed: 91)")

    def test_no_level_comes_out_below_zero(self) -> None:
        comparison = reading(entries_of((6, 4), (1, 10), (20, 0)), 26).comparison
        assert comparison is not None
        assert comparison.current == 0

    def test_of_the_zone_what_is_more_than_a_step(self) -> None:
        assert reading(entries_of((14, 4), (35, 2)), 48, ZONE).verdict == Verdict.IMPROVING
        assert reading(entries_of((14, 1), (35, 0)), 48, ZONE).verdict == Verdict.NOT_AFFECTED
        assert reading(entries_of((14, 2), (35, 4)), 48, ZONE).verdict == Verdict.WORSENING
        assert reading(entries_of((14, 4), (40, 4)), 53, ZONE).verdict == Verdict.NO_CLEAR_CHANGE

    @pytest.mark.parametrize("rule", [ZONE, FREQUENCY, BACK_PAIN])
    def test_what_was_never_there_is_not_affected(self, rule: Rule) -> None:
        assert reading(entries_of((60, 0)), 59, rule).verdict == Verdict.NOT_AFFECTED

    def test_of_minutes_their_ratio_and_five(self) -> None:
        assert reading(entries_of((14, 10), (35, 14)), 48, WALK).verdict == Verdict.NO_CLEAR_CHANGE
        assert reading(entries_of((14, 10), (35, 25)), 48, WALK).verdict == Verdict.IMPROVING
        assert reading(entries_of((14, 60), (35, 70)), 48, WALK).verdict == Verdict.NO_CLEAR_CHANGE
        assert reading(entries_of((14, 60), (35, 25)), 48, WALK).verdict == Verdict.WORSENING


class TestAfterAnImprovement:
    def test_worsening_is_measured_from_the_level_it_had_reached(self) -> None:
        seen = reading(wobbling((14, 8), (40, 1), (40, 6)), 93)
        assert seen.verdict == Verdict.WORSENING
        assert seen.from_improvement
        assert seen.comparison is not None
        assert seen.comparison.baseline == pytest.approx(1, abs=1.5)

    def test_going_up_at_once_is_an_early_sign_of_worsening_not_of_improving(self) -> None:
        entries = entries_of((14, 7), (35, 2), (30, 7))
        early = next(r for day in range(49, 79) if (r := reading(entries, day)).early)
        assert early.early is Verdict.WORSENING
        assert early.comparison is not None
        assert early.comparison.baseline < 3

    def test_bad_days_on_end_make_it_doubtful(self) -> None:
        better = entries_of((14, 8), (28, 2))
        assert not reading(better, 41).doubtful
        bad = (*better, *((FIRST + day, 7.0) for day in range(42, 62)))
        doubtful = [day for day in range(42, 62) if reading(bad, day).doubtful]
        assert doubtful
        assert doubtful[0] > 43, "one bad day says little"

    def test_a_flare_of_a_day_changes_nothing(self) -> None:
        seen = reading((*entries_of((14, 8), (28, 2)), (FIRST + 42, 9.0)), 42)
        assert seen.verdict == Verdict.IMPROVING
        assert not seen.doubtful

    def test_fourteen_days_without_an_entry_are_not_sure_any_more(self) -> None:
        entries = entries_of((14, 8), (28, 2))
        assert reading(entries, 41 + 13).verdict == Verdict.IMPROVING
        silent = reading(entries, 41 + 14)
        assert silent.verdict == Verdict.NOT_ENOUGH_DATA
        assert silent.silent

    def test_since_when_is_said_with_how_well_it_is_known(self) -> None:
        onset = reading(wobbling((40, 7), (60, 2)), 99).onset
        assert onset is not None
        assert onset.low <= onset.on <= onset.high
        assert abs(onset.on - (FIRST + 40)) <= 7
        assert onset.low <= FIRST + 40 <= onset.high


class TestLastDays:
    def test_they_are_worse_than_the_better_of_the_last_look_and_the_day(self) -> None:
        assert reading(entries_of((29, 3), (3, 6)), 31).last_days_worse
        assert not reading(entries_of((29, 6), (3, 6)), 31).last_days_worse
        fell_since_the_look = reading(entries_of((15, 8), (6, 0), (3, 7)), 23)
        assert fell_since_the_look.last_days_worse

    def test_weeks_ago_they_are_no_last_days(self) -> None:
        assert not reading(entries_of((29, 3), (3, 6)), 36).last_days_worse


class TestStillSevere:
    def test_a_beginning_of_nine_that_stays_is_still_severe_at_two_looks(self) -> None:
        assert not reading(entries_of((60, 10)), 14).still_severe
        assert reading(entries_of((60, 10)), 59).still_severe
        assert not reading(entries_of((14, 10), (40, 8)), 53).still_severe


class TestRareEntries:
    def test_who_logs_once_a_week_gets_a_verdict_from_six(self) -> None:
        weekly = tuple((FIRST + 7 * week, max(2.0, 8.0 - week)) for week in range(17))
        assert reading(weekly[:5], 28).verdict is Verdict.NOT_ENOUGH_DATA
        assert reading(weekly[:6], 35).verdict is not Verdict.NOT_ENOUGH_DATA
        assert reading(weekly, 112).verdict is Verdict.IMPROVING


class TestTests:
    def test_medians_of_the_first_and_last_two_or_three_and_two_tests_in_a_row(self) -> None:
        weekly = tuple((FIRST + 7 * week, float(v)) for week, v in enumerate((5, 4, 14, 13, 15)))
        early = read(HEEL_RISES, weekly, START, on(21))
        assert early.early == Verdict.IMPROVING
        assert early.verdict == Verdict.NO_CLEAR_CHANGE
        seen = read(HEEL_RISES, weekly, START, on(28))
        assert seen.verdict == Verdict.IMPROVING
        assert seen.comparison is not None
        assert (seen.comparison.baseline, seen.comparison.current) == (4.5, 14)
        assert seen.comparison.interval is None

    def test_a_second_test_that_says_nothing_itself_does_not_confirm_the_first(self) -> None:
        weekly = tuple((FIRST + 7 * week, float(v)) for week, v in enumerate((5, 5, 5, 13, 14, 6)))
        assert read(HEEL_RISES, weekly, START, on(35)).verdict is Verdict.NO_CLEAR_CHANGE

    def test_three_tests_need_one_more(self) -> None:
        weekly = tuple((FIRST + 7 * week, 20.0) for week in range(3))
        seen = read(REACH, weekly, START, on(14))
        assert (seen.verdict, seen.needs_tests) == (Verdict.NOT_ENOUGH_DATA, 1)
        assert read(REACH, (), START, on(14)).needs_tests == 4

    def test_a_verdict_needs_two_looks_of_the_same_kind_in_a_row(self) -> None:
        comparison = Comparison(5, 5, 0, 0, 20, 2)
        better, worse, neither = (
            SparseLook(20, comparison, way) for way in (Verdict.IMPROVING, Verdict.WORSENING, None)
        )
        verdicts = []
        state = SparseState()
        for look in (better, neither, better, worse, better, better, worse, better, None, neither, better):
            state = state.after(look, 20)
            verdicts.append(state.verdict)
        assert verdicts == [None] * 5 + [Verdict.IMPROVING] * 4 + [None] * 2


class TestNeeds:
    @pytest.mark.parametrize("logged", [range(1), range(3), range(9), (0, 1, 4, 5, 6, 8), (0, 7, 14), range(13)])
    def test_the_day_of_the_first_check_and_the_days_with_an_entry_that_it_takes(self, logged: Sequence[int]) -> None:
        entries = tuple((FIRST + day, 5.0) for day in logged)
        seen = reading(entries, logged[-1])
        assert seen.verdict == Verdict.NOT_ENOUGH_DATA
        assert seen.needs_days is not None
        assert seen.first_check is not None
        for more in range(seen.needs_days + 1):
            later = (*entries, *((day, 5.0) for day in range(seen.first_check - more + 1, seen.first_check + 1)))
            enough = reading(later, seen.first_check - FIRST).verdict != Verdict.NOT_ENOUGH_DATA
            assert enough is (more == seen.needs_days)

    def test_a_missed_day_that_is_filled_in_is_one_day_less(self) -> None:
        logged = {FIRST + day: 6.0 for day in (0, 1, 3, 4, 6, 7)}
        filled = {**logged, FIRST + 2: 6.0, FIRST + 5: 6.0}
        needs = [reading(tuple(sorted(days.items())), 7).needs_days for days in (logged, filled)]
        assert needs == [4, 2]

    def test_after_a_check_that_said_something_only_the_days_with_an_entry_are_missing(self) -> None:
        entries = (*entries_of((20, 5)), (FIRST + 60, 5.0))
        seen = reading(entries, 60)
        assert (seen.verdict, seen.needs_days, seen.first_check) == (Verdict.NOT_ENOUGH_DATA, 2, None)
        assert reading((*entries, (FIRST + 61, 5.0), (FIRST + 62, 5.0)), 62).verdict != Verdict.NOT_ENOUGH_DATA

    def test_three_entries_never_make_a_trend(self) -> None:
        steep = tuple((FIRST + day, value) for day, value in ((0, 10.0), (20, 5.0), (40, 0.0)))
        assert reading(steep, 40).verdict == Verdict.NOT_ENOUGH_DATA

    def test_nothing_at_all(self) -> None:
        seen = reading((), 30)
        assert (seen.verdict, seen.comparison, seen.looks) == (Verdict.NOT_ENOUGH_DATA, None, ())


class TestBadInput:
    def test_a_years_gap(self) -> None:
        entries = (*entries_of((20, 7)), *((FIRST + 385 + day, 2.0) for day in range(30)))
        assert reading(entries, 200).verdict == Verdict.NOT_ENOUGH_DATA
        assert reading(entries, 414).verdict == Verdict.IMPROVING

    def test_all_equal_values(self) -> None:
        assert reading(entries_of((60, 5)), 59).verdict == Verdict.NO_CLEAR_CHANGE

    @settings(max_examples=60, deadline=None)
    @given(
        st.dictionaries(st.integers(0, 120), st.integers(0, 10), max_size=90),
        st.integers(-5, 150),
        st.sampled_from([LEG_PAIN, ZONE, WALK, HEEL_RISES]),
    )
    def test_any_days_give_an_answer_with_a_reason(self, values: dict[int, int], day: int, rule: Rule) -> None:
        seen = reading(tuple((FIRST + d, float(v)) for d, v in sorted(values.items())), day, rule)
        if seen.verdict == Verdict.NOT_ENOUGH_DATA:
            assert seen.needs_days or seen.needs_tests or seen.first_check
        else:
            assert seen.comparison is not None
            assert seen.counts
            assert seen.looks
