"""The phases: the ledger, what is proposed and when, and that nothing moves by itself."""

import pytest

from sciatica_tui.domain.assessment.criteria import State
from sciatica_tui.domain.records import (
    Ability,
    Bother,
    CheckIn,
    Frequency,
    HeelRises,
    Muscle,
    MuscleSides,
    Phase,
    PhaseDecision,
    Quality,
    RedFlagAnswer,
    Symptom,
    Zone,
)
from tests.domain.people import accepted, daily, entry, falling, judged, on, record

NUMB_FOOT = Symptom(zone=Zone.FOOT, quality=Quality.NUMB)
WELL = Bother(leg_pain=1, tingling=1, weakness=0, sitting=1)
ABLE = (Ability(name="walk", score=9), Ability(name="lift", score=8))
TO_TWO = accepted(30, Phase.FUNCTIONAL_IMPROVEMENT)
TO_THREE = accepted(40, Phase.FULL_RECOVERY, Phase.FUNCTIONAL_IMPROVEMENT)
TO_RECOVERED = accepted(80, Phase.RECOVERED, Phase.FULL_RECOVERY)


def better(days: int, **answers: object) -> tuple[CheckIn, ...]:
    return daily(range(days), **{"leg_pain": falling(7, 2, 25), "back_pain": 2, "zone": Zone.CALF, **answers})


def states(day: int, *checkins: CheckIn, **others: object) -> list[State]:
    return [c.state for c in judged(day, *checkins, **others).phase.criteria]


class TestWhereEveryoneStarts:
    def test_in_pain_relief_since_the_first_entry(self) -> None:
        phase = judged(3, *better(4)).phase
        assert (phase.phase, phase.since) == (Phase.PAIN_RELIEF, on(0))

    def test_before_two_looks_the_pain_is_unknown_and_nothing_is_proposed(self) -> None:
        phase = judged(15, *better(16)).phase
        assert State.UNKNOWN in [c.state for c in phase.criteria]
        assert phase.proposal is None
        assert phase.ask == ()

    def test_nothing_advances_by_itself(self) -> None:
        for day in range(60):
            assert judged(day, *better(60)).phase.phase is Phase.PAIN_RELIEF


class TestFunctionalImprovement:
    def test_is_proposed_when_pain_is_down_at_two_looks(self) -> None:
        phase = judged(49, *better(50)).phase
        assert [c.state for c in phase.criteria] == [State.MET] * 5
        assert phase.proposal is not None
        assert phase.proposal.phase is Phase.FUNCTIONAL_IMPROVEMENT
        assert phase.proposal.looks == (on(42), on(49))
        assert phase.criteria[0].dates == (on(42), on(49))

    def test_one_look_is_not_enough(self) -> None:
        checkins = daily(range(60), leg_pain=lambda day: 7 if day < 28 else 2, back_pain=2, zone=Zone.CALF)
        assert judged(35, *checkins).phase.proposal is None
        assert judged(42, *checkins).phase.proposal is not None

    @pytest.mark.parametrize(
        ("answers", "failing"),
        [
            ({"leg_pain": 6}, 0),
            ({"back_pain": 6}, 1),
            ({"zone": lambda day: Zone.CALF if day < 14 else Zone.FOOT}, 2),
            ({"walk_minutes": lambda day: 60 if day < 14 else 10}, 3),
            ({"heel_walk": lambda day: MuscleSides(left=Muscle.NORMAL if day < 45 else Muscle.WEAK)}, 4),
        ],
    )
    def test_each_criterion_can_hold_it_back(self, answers: dict[str, object], failing: int) -> None:
        phase = judged(49, *better(50, **answers)).phase
        assert phase.criteria[failing].state is State.NOT_MET
        assert phase.proposal is None

    def test_a_supporting_measure_that_worsens_is_something_worsening(self) -> None:
        often = {"frequency": lambda day: Frequency.HALF if day < 14 else Frequency.CONSTANT}
        assert states(49, *better(50, **often))[3] is State.NOT_MET

    def test_an_unknown_criterion_holds_it_back_and_is_asked_for(self) -> None:
        phase = judged(49, *better(50, back_pain=None)).phase
        assert phase.criteria[1].state is State.UNKNOWN
        assert phase.proposal is None
        assert phase.ask == ("back_pain",)

    def test_a_no_is_not_asked_again_on_the_same_looks(self) -> None:
        said_no = record(
            PhaseDecision, 49, before=Phase.PAIN_RELIEF, proposed=Phase.FUNCTIONAL_IMPROVEMENT, accepted=False
        )
        checkins = better(80)
        assert judged(56, *checkins, phase_decisions=(said_no,)).phase.proposal is None
        assert judged(63, *checkins, phase_decisions=(said_no,)).phase.proposal is not None

    def test_nothing_is_proposed_while_a_red_flag_is_open(self) -> None:
        made = on(45)
        flag = record(RedFlagAnswer, 45, at=entry(45).created_at, flags=("night_pain",))
        assert flag.day == made
        assert judged(49, *better(50), red_flags=(flag,)).phase.proposal is None


class TestFullRecovery:
    def test_is_proposed_at_the_acceptable_state_at_two_looks(self) -> None:
        low = daily(range(60), leg_pain=lambda day: 6 if day < 20 else 1, back_pain=1, zone=Zone.BACK)
        tests = tuple(entry(day, bother=WELL, abilities=ABLE) for day in range(0, 60, 7))
        phase = judged(59, *low, *tests, phase_decisions=(TO_TWO,)).phase
        assert [c.state for c in phase.criteria] == [State.MET] * 6
        assert phase.proposal is not None
        assert phase.proposal.phase is Phase.FULL_RECOVERY

    @pytest.mark.parametrize(
        ("answers", "row"),
        [
            ({"red_flags": None}, "no new weakness"),
            ({"red_flags": lambda day: () if day < 50 else None}, "nothing getting worse"),
            (
                {"heel_rises": lambda day: HeelRises(left=20 if day < 56 else 12) if day % 7 == 0 else None},
                "no new weakness",
            ),
            ({"leg_pain": lambda day: 6 if day < 20 else 1 if day < 57 else 4}, "nothing getting worse"),
            ({"symptoms": lambda day: None if day < 50 else (NUMB_FOOT,)}, "nothing getting worse"),
        ],
    )
    def test_is_not_proposed_over_what_is_not_known(self, answers: dict[str, object], row: str) -> None:
        low = {"leg_pain": lambda day: 6 if day < 20 else 1, "back_pain": 1, "zone": Zone.BACK}
        tests = tuple(entry(day, bother=WELL, abilities=ABLE, red_flags=None) for day in range(0, 60, 7))
        phase = judged(59, *daily(range(60), **{**low, **answers}), *tests, phase_decisions=(TO_TWO,)).phase
        assert phase.proposal is None
        assert [c.state for c in phase.criteria if c.text == row] == [State.UNKNOWN]

    @pytest.mark.parametrize("flag", ["age", "bowels"])
    def test_nor_beside_a_red_flag_that_is_open(self, flag: str) -> None:
        low = daily(range(60), leg_pain=lambda day: 6 if day < 20 else 1, back_pain=1, zone=Zone.BACK)
        tests = tuple(entry(day, bother=WELL, abilities=ABLE) for day in range(0, 60, 7))
        opened = record(RedFlagAnswer, 55, at=entry(55).at, flags=(flag,))
        phase = judged(59, *low, *tests, phase_decisions=(TO_TWO,), red_flags=(opened,)).phase
        assert phase.proposal is None
        [row] = [c for c in phase.criteria if c.text == "nothing getting worse"]
        assert row.state is not State.MET
        assert row.note == "a red flag is open"

    def test_while_a_red_flag_locks_no_measure_is_named_as_worse(self) -> None:
        rising = daily(range(60), leg_pain=lambda day: 2 if day < 30 else 8, zone=Zone.CALF)
        opened = record(RedFlagAnswer, 59, at=entry(59).at, flags=("bowels",))
        notes = [
            row.notes
            for flags in ((), (opened,))
            for row in judged(59, *rising, red_flags=flags).phase.criteria
            if row.text == "nothing getting worse"
        ]
        assert notes[0] != ()
        assert notes[1] == ("a red flag is open",)

    def test_without_the_weekly_questions_it_is_unknown_and_they_are_asked_for(self) -> None:
        low = daily(range(60), leg_pain=lambda day: 6 if day < 20 else 1, back_pain=1, zone=Zone.BACK)
        phase = judged(59, *low, phase_decisions=(TO_TWO,)).phase
        assert phase.proposal is None
        assert phase.ask == ("bother", "abilities")

    def test_a_level_of_2_is_not_1_75(self) -> None:
        checkins = daily(range(60), leg_pain=lambda day: 6 if day < 20 else 2, back_pain=1)
        assert states(59, *checkins, phase_decisions=(TO_TWO,))[0] is State.NOT_MET


class TestRecovered:
    FREE = daily(
        range(90),
        leg_pain=lambda day: 3 if day < 40 else 0,
        back_pain=0,
        zone=lambda day: Zone.THIGH if day < 40 else Zone.NONE,
    )

    def test_is_proposed_after_thirty_days_without_pain(self) -> None:
        decisions = (TO_TWO, TO_THREE)
        assert judged(68, *self.FREE, phase_decisions=decisions).phase.proposal is None
        proposal = judged(69, *self.FREE, phase_decisions=decisions).phase.proposal
        assert proposal is not None
        assert proposal.phase is Phase.RECOVERED

    def test_not_with_too_few_days_logged_or_a_long_gap(self) -> None:
        sparse = tuple(c for day, c in enumerate(self.FREE) if day < 40 or day % 2 == 0)
        gap = tuple(c for day, c in enumerate(self.FREE) if not 50 <= day < 56)
        for checkins in (sparse, gap):
            phase = judged(69, *checkins, phase_decisions=(TO_TWO, TO_THREE)).phase
            assert phase.proposal is None
            assert State.UNKNOWN in [c.state for c in phase.criteria]

    def test_a_trace_of_pain_is_nearly_recovered(self) -> None:
        trace = (*self.FREE, *daily((60,), leg_pain=1, back_pain=0, zone=Zone.BACK))
        phase = judged(75, *trace, phase_decisions=(TO_TWO, TO_THREE)).phase
        assert phase.nearly
        assert phase.proposal is None

    def test_nearly_needs_as_many_days_logged(self) -> None:
        sparse = tuple(c for day, c in enumerate(self.FREE) if day < 40 or day % 2 == 0)
        assert not judged(75, *sparse, phase_decisions=(TO_TWO, TO_THREE)).phase.nearly

    def test_two_logged_days_in_a_row_with_pain_are_a_recurrence(self) -> None:
        decisions = (TO_TWO, TO_THREE, TO_RECOVERED)
        one = (*self.FREE, entry(95, leg_pain=5), entry(96, leg_pain=0))
        assert judged(97, *one, phase_decisions=decisions).phase.returned is None
        two = (*self.FREE, entry(95, leg_pain=5), entry(98, leg_pain=3))
        assert judged(98, *two, phase_decisions=decisions).phase.returned == on(98)

    @pytest.mark.parametrize("pain", ["leg_pain", "back_pain"])
    def test_pain_that_came_back_in_leg_or_back_takes_the_headline(self, pain: str) -> None:
        back = daily(range(90, 96), **{"leg_pain": 0, "back_pain": 0, "zone": Zone.BACK, pain: 5})
        page = judged(95, *self.FREE, *back, phase_decisions=(TO_TWO, TO_THREE, TO_RECOVERED))
        assert page.phase.returned == on(91)
        assert page.overall.sentence == "Pain came back on 1 June."
        assert page.overall.do.startswith("Is this a new episode? Answer on Phase.")

    def test_pain_after_a_long_gap_is_asked_about_once(self) -> None:
        back = daily(range(200, 203), leg_pain=5, back_pain=0, zone=Zone.BACK)
        page = judged(202, *self.FREE, *back, phase_decisions=(TO_TWO, TO_THREE, TO_RECOVERED))
        assert page.overall.sentence.startswith("Back after")
        assert page.phase.returned is None
        assert page.overall.story.count("Answer on Phase") == 1

    def test_a_numb_foot_is_not_nearly_recovered(self) -> None:
        trace = daily(range(60, 76), leg_pain=1, back_pain=0, zone=Zone.BACK, symptoms=(NUMB_FOOT,))
        checkins = (*self.FREE[:60], *trace)
        assert not judged(75, *checkins, phase_decisions=(TO_TWO, TO_THREE)).phase.nearly


class TestAStepBack:
    def test_is_proposed_after_two_failing_looks_only(self) -> None:
        checkins = daily(range(90), leg_pain=lambda day: 7 if day < 14 or day >= 50 else 2, back_pain=2, zone=Zone.CALF)
        assert judged(62, *checkins, phase_decisions=(TO_TWO,)).phase.proposal is None
        proposal = judged(63, *checkins, phase_decisions=(TO_TWO,)).phase.proposal
        assert proposal is not None
        assert proposal.back
        assert proposal.phase is Phase.PAIN_RELIEF

    def test_not_on_looks_from_before_the_phase_began(self) -> None:
        checkins = daily(range(90), leg_pain=lambda day: 7 if day < 14 or day >= 50 else 2, back_pain=2, zone=Zone.CALF)
        decided = accepted(60, Phase.FUNCTIONAL_IMPROVEMENT)
        assert judged(63, *checkins, phase_decisions=(decided,)).phase.proposal is None
        assert judged(70, *checkins, phase_decisions=(decided,)).phase.proposal is not None

    def test_a_flare_never_demotes(self) -> None:
        checkins = (
            *daily(range(50), leg_pain=lambda day: 7 if day < 14 else 2, back_pain=2, zone=Zone.CALF),
            *daily(range(50, 64), leg_pain=8, back_pain=2, zone=Zone.CALF, flare=True),
        )
        for day in range(50, 64):
            assert judged(day, *checkins, phase_decisions=(TO_TWO,)).phase.proposal is None

    def test_what_would_move_one_back_is_said(self) -> None:
        phase = judged(49, *better(50), phase_decisions=(TO_TWO,)).phase
        assert phase.back_when is not None
        assert phase.back_when.startswith("two weeks running with leg pain above")

    def test_where_one_was_is_kept(self) -> None:
        phase = judged(60, *better(61), phase_decisions=(TO_THREE, TO_TWO)).phase
        assert phase.past == (
            (Phase.PAIN_RELIEF, on(0)),
            (Phase.FUNCTIONAL_IMPROVEMENT, on(30)),
            (Phase.FULL_RECOVERY, on(40)),
        )
        assert judged(35, *better(61), phase_decisions=(TO_THREE, TO_TWO)).phase.phase is Phase.FUNCTIONAL_IMPROVEMENT


class TestBackPainInstead:
    def test_where_leg_pain_was_zero_from_the_start(self) -> None:
        checkins = daily(range(50), leg_pain=0, back_pain=falling(7, 2, 25), zone=Zone.BACK)
        phase = judged(49, *checkins).phase
        assert phase.follows_back
        assert phase.criteria[0].text.startswith("back pain")
        assert phase.proposal is not None

    def test_not_where_the_leg_hurts(self) -> None:
        assert not judged(49, *better(50)).phase.follows_back
