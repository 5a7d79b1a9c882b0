"""The assessment of a day: bad input, `--on`, and that remembering changes nothing."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sciatica_tui.domain.assessment.assess import assess
from sciatica_tui.domain.assessment.signs import Sign
from sciatica_tui.domain.measures.rules import Verdict
from sciatica_tui.domain.records import CheckIn, Episode, HeelRises, LegRaise, LegRaiseMethod, Side, Zone
from sciatica_tui.domain.snapshot import RecordSnapshot
from sciatica_tui.domain.views.summary import to_lines
from sciatica_tui.domain.views.summary_json import to_json
from tests.domain.people import daily, entry, falling, judged, on, record

QUICK = daily(
    range(50), leg_pain=falling(7, 2, 30), back_pain=2, zone=lambda day: Zone.CALF if day < 14 else Zone.BUTTOCK
)
ROWS = {
    "sign",
    "measure",
    "verdict",
    "early",
    "baseline",
    "current",
    "change",
    "low",
    "high",
    "counts",
    "entries",
    "days",
    "needs_days",
    "looks",
    "measures",
}


def numbers(value: Any) -> Iterator[float]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from numbers(each)
    elif isinstance(value, float):
        yield value


class TestBadInput:
    def answer(self, *checkins: CheckIn, day: int = 49, **others: Any) -> dict[str, Any]:
        """The answer as JSON, which holds no NaN, and a sentence with a reason."""
        seen = judged(day, *checkins, **others)
        answer = to_json(seen)
        json.dumps(answer, allow_nan=False)
        assert all(math.isfinite(number) for number in numbers(answer))
        assert seen.overall.sentence.endswith(".")
        assert len(to_lines(seen)) > 8
        return answer

    def test_nothing_at_all(self) -> None:
        assert self.answer()["overall"]["sentence"] == "Nothing logged yet."

    def test_one_entry_on_one_day(self) -> None:
        answer = self.answer(entry(0, leg_pain=5), day=0)
        assert answer["overall"]["verdict"] == "not_enough_data"
        assert answer["signs"][1]["needs_days"] == 9

    def test_all_equal_values(self) -> None:
        answer = self.answer(*daily(range(50), leg_pain=5, back_pain=5, zone=Zone.CALF))
        assert answer["overall"]["verdict"] == "no_clear_change"

    def test_all_missing(self) -> None:
        assert self.answer(*daily(range(50)))["overall"]["verdict"] == "not_enough_data"

    def test_only_quick_entries(self) -> None:
        assert self.answer(*QUICK)["overall"]["verdict"] == "improving"

    def test_only_weekly_tests(self) -> None:
        tests = tuple(
            entry(7 * week, heel_rises=HeelRises(left=3 + 4 * week, right=20), reach_cm=30.0 - 3 * week)
            for week in range(8)
        )
        answer = self.answer(*tests)
        verdicts = {row["sign"]: row["verdict"] for row in answer["signs"]}
        assert (verdicts["strength"], verdicts["mobility"]) == ("improving", "improving")
        assert verdicts["pain"] == "not_enough_data"

    def test_entries_out_of_order(self) -> None:
        assert self.answer(*reversed(QUICK)) == self.answer(*QUICK)

    def test_a_baseline_of_zero(self) -> None:
        answer = self.answer(*daily(range(50), leg_pain=0, back_pain=0, zone=Zone.NONE, walk_minutes=0))
        assert answer["signs"][1]["verdict"] == "not_affected"
        rising = self.answer(*daily(range(50), leg_pain=lambda day: 0 if day < 14 else 6, zone=Zone.NONE))
        assert rising["overall"]["verdict"] == "worsening"

    def test_a_years_gap(self) -> None:
        later = daily(range(400, 420), leg_pain=2, back_pain=2, zone=Zone.THIGH)
        answer = self.answer(*QUICK[:20], *later, day=419)
        assert answer["signs"][1]["days"] > 365
        assert "no entry for" in self.answer(*QUICK[:20], day=300)["overall"]["sentence"]

    def test_dates_before_the_episode_are_left_out_and_counted(self) -> None:
        episode = record(Episode, 20, started=on(20), side=Side.LEFT)
        answer = self.answer(*QUICK, episodes=(episode,))
        assert answer["episode"]["entries_before"] == 20
        assert answer["episode"]["first_entry"] == on(20).isoformat()

    def test_two_episodes_that_overlap_share_no_day(self) -> None:
        first = record(Episode, 0, started=on(0), ended=on(40))
        second = record(Episode, 25, started=on(25))
        answer = self.answer(*QUICK, episodes=(second, first))
        assert answer["episode"]["first_entry"] == on(25).isoformat()
        earlier = self.answer(*QUICK, episodes=(second, first), day=24)
        assert earlier["episode"]["first_entry"] == on(0).isoformat()

    def test_an_episode_that_ended_before_it_began(self) -> None:
        self.answer(*QUICK, episodes=(record(Episode, 10, started=on(10), ended=on(3)),))

    def test_many_check_ins_a_day_are_one_value(self) -> None:
        often = tuple(entry(day, leg_pain=pain) for day in range(3) for pain in (2, 9, 4, 1) * 4)
        answer = self.answer(*often, day=2)
        assert answer["signs"][1]["verdict"] == "not_enough_data"

    @settings(max_examples=40, deadline=None)
    @given(
        st.lists(
            st.fixed_dictionaries(
                {"day": st.integers(-30, 90)},
                optional={
                    "leg_pain": st.integers(0, 10),
                    "back_pain": st.integers(0, 10),
                    "zone": st.sampled_from(Zone),
                    "walk_minutes": st.integers(0, 1440),
                    "heel_rises": st.builds(HeelRises, left=st.integers(0, 25)),
                    "leg_raise": st.builds(
                        LegRaise, method=st.sampled_from(LegRaiseMethod), left_degrees=st.floats(0, 120)
                    ),
                    "red_flags": st.none(),
                },
            ),
            max_size=60,
        ),
        st.integers(-40, 150),
    )
    def test_anything_gets_a_sane_answer(self, answers: list[dict[str, Any]], day: int) -> None:
        self.answer(*(entry(**fields) for fields in answers), day=day)


class TestOn:
    def test_the_answer_for_a_day_depends_only_on_what_is_up_to_it(self) -> None:
        later = daily(range(50, 80), leg_pain=9, back_pain=8, zone=Zone.FOOT)
        for day in (10, 30, 49):
            before = judged(day, *[c for c in QUICK if c.day <= on(day)])
            assert to_json(judged(day, *QUICK, *later)) == to_json(before)

    @pytest.mark.parametrize("first", [5, 20, 36, 49, 79])
    def test_an_earlier_assessment_handed_in_changes_nothing(self, first: int) -> None:
        later = daily(range(50, 80), leg_pain=6, back_pain=2, zone=Zone.CALF)
        diary = RecordSnapshot(checkins=(*QUICK, *later))
        known = assess(diary, on(first))
        for day in (21, 42, 60, 79):
            assert to_json(assess(diary, on(day), known)) == to_json(assess(diary, on(day)))

    def test_nor_after_an_old_entry_was_changed(self) -> None:
        diary = RecordSnapshot(checkins=QUICK)
        known = assess(diary, on(49))
        changed = RecordSnapshot(checkins=(*QUICK[:20], msgspec.structs.replace(QUICK[20], leg_pain=10), *QUICK[21:]))
        assert to_json(assess(changed, on(49), known)) == to_json(assess(changed, on(49)))
        assert to_json(assess(changed, on(49))) != to_json(known)


class TestJson:
    def test_one_row_a_sign_with_all_that_is_promised(self) -> None:
        answer = to_json(judged(49, *QUICK))
        assert list(answer) == ["on", "episode", "overall", "signs", "phase", "red_flags"]
        assert [row["sign"] for row in answer["signs"]] == [sign.value for sign in Sign]
        for row in answer["signs"]:
            assert row.keys() >= ROWS
            for measure in row["measures"]:
                assert measure.keys() >= ROWS - {"sign", "measures"}
        assert answer["phase"].keys() >= {"phase", "since", "proposal", "criteria"}
        assert answer["overall"].keys() >= {"verdict", "sentence", "reasons"}

    def test_the_numbers_of_a_row_agree(self) -> None:
        row = to_json(judged(49, *QUICK))["signs"][1]
        assert row["measure"] == "leg_pain"
        assert row["verdict"] == "improving"
        assert row["current"] - row["baseline"] == pytest.approx(row["change"], abs=0.011)
        assert row["low"] < row["change"] < row["high"] < 0
        assert (row["entries"], row["days"], row["counts"]) == (50, 50, 2.0)
        assert 0.92 < row["sure"] <= 1
        assert row["since"]["low"] <= row["since"]["on"] <= row["since"]["high"]
        assert [look["on"] for look in row["looks"]] == [on(day).isoformat() for day in range(14, 50, 7)]
        assert [look["positive"] for look in row["looks"]] == [look["leans"] == "improving" for look in row["looks"]]
        assert [look["positive"] for look in row["looks"]][:1] == [False]
        assert [look["positive"] for look in row["looks"]][-2:] == [True, True]

    def test_only_the_words_that_are_promised(self) -> None:
        verdicts = {verdict.value for verdict in Verdict}
        for day in range(0, 60, 3):
            answer = to_json(judged(day, *QUICK))
            assert answer["overall"]["verdict"] in verdicts
            assert {row["verdict"] for row in answer["signs"]} <= verdicts - {"mixed"}
            assert {c["state"] for c in answer["phase"]["criteria"]} <= {"met", "not_met", "unknown"}


def test_the_affected_side_is_that_of_the_check_ins_where_the_episode_has_none() -> None:
    tested = daily(range(0, 50, 7), side=Side.RIGHT, heel_rises=HeelRises(left=4, right=20))
    for episodes, side in (((), Side.RIGHT), ((record(Episode, 0, side=Side.LEFT),), Side.LEFT)):
        seen = judged(49, *tested, episodes=episodes)
        assert seen.series.entries["heel_rises"][0][1] == (20 if side is Side.RIGHT else 4)
        assert to_json(seen)["episode"]["side"] == side.value
