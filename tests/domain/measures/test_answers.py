"""Answers on their way into a record and out again."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciatica_tui.domain.errors import BadInput
from sciatica_tui.domain.measures.answers import Answers, answers_of, checkin_from, mismatch
from sciatica_tui.domain.measures.catalogue import MEASURES, Measure, side_paths
from sciatica_tui.domain.measures.questions import Choice, Number, Scale, Special, takes
from sciatica_tui.domain.records import new_id

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
FIXED: dict[str, Any] = {
    "id": new_id(NOW, bytes(10)),
    "created_at": NOW,
    "updated_at": NOW,
    "rev": 1,
    "day": NOW.date(),
}
PLAIN = [m for m in MEASURES if not isinstance(m.input, Special)]


def values(measure: Measure) -> st.SearchStrategy[Any]:
    """Everything a measure takes."""
    match measure.input:
        case Scale(low, high) | Number(low, high, decimals=0):
            return st.integers(low, high)
        case Number(low, high):
            return st.floats(low, high)
        case Choice(options):
            return st.sampled_from([stored for stored, _ in options])
    raise AssertionError(measure.path)


def paths(measure: Measure) -> tuple[str, ...]:
    return side_paths(measure) if measure.sided else (measure.path,)


whole_forms = st.fixed_dictionaries(
    {"leg_raise.method": st.sampled_from(["lying", "seated"])},
    optional={path: values(m) for m in PLAIN for path in paths(m) if path != "leg_raise.method"},
)


@given(whole_forms)
def test_what_is_answered_comes_back_as_it_was(answers: Answers) -> None:
    assert answers_of(checkin_from(answers, **FIXED)) == answers


def test_an_empty_form_answers_nothing() -> None:
    assert answers_of(checkin_from({}, **FIXED)) == {}
    assert answers_of(checkin_from({"leg_pain": None, "bother.sitting": None}, **FIXED)) == {}


@pytest.mark.parametrize("measure", [m for m in PLAIN if isinstance(m.input, Scale | Number)], ids=lambda m: m.path)
def test_a_number_beyond_the_ends_is_refused_in_words(measure: Measure) -> None:
    assert isinstance(measure.input, Scale | Number)
    answers = dict.fromkeys(paths(measure), 10000)
    method = {"leg_raise.method": "lying"} if measure.path == "leg_raise" else {}
    with pytest.raises(BadInput) as refused:
        checkin_from(answers | method, **FIXED)
    assert str(refused.value) == f"{measure.label} takes {takes(measure.input)}."


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"leg_pain": 11}, "Worst leg pain takes a whole number from 0 to 10."),
        ({"leg_pain": "6"}, "Worst leg pain takes a whole number from 0 to 10."),
        ({"zone": "knee"}, "Furthest zone takes one of none, back, buttock, thigh, calf, foot."),
        ({"bother.sitting": 7}, "Bother: sitting takes a whole number from 0 to 6."),
        ({"heel_rises.left": 26}, "Heel rises takes a whole number from 0 to 25 (times)."),
        ({"change_felt": -4}, "Felt change takes a whole number from −3 to 3."),
        ({"tags": ["x" * 61]}, "Tags takes tags of 60 letters at most."),
        ({"symptoms": [{"zone": "calf", "quality": "odd"}]}, "Feelings takes zones with what you feel there"),
        ({"abilities": [{"name": "walk", "score": 11}]}, "Your activities takes your activities, each with"),
    ],
)
def test_the_sentence_names_the_question_and_what_it_takes(answers: Answers, sentence: str) -> None:
    with pytest.raises(BadInput) as refused:
        checkin_from(answers, **FIXED)
    assert str(refused.value).startswith(sentence)


def test_the_day_is_part_of_what_is_fixed() -> None:
    assert checkin_from({"leg_pain": 3}, **{**FIXED, "day": "2026-11-21"}).day == date(2026, 11, 21)


@pytest.mark.parametrize(
    ("answers", "doubted"),
    [
        ({"leg_pain": 10, "zone": "none"}, True),
        ({"back_pain": 1, "zone": "none"}, True),
        ({"leg_pain": 0, "back_pain": 0, "zone": "none"}, False),
        ({"zone": "none"}, False),
        ({"leg_pain": 10, "zone": "back"}, False),
        ({"leg_pain": 10}, False),
    ],
)
def test_pain_that_is_nowhere_is_doubted(answers: dict[str, Any], doubted: bool) -> None:
    assert bool(mismatch(checkin_from(answers, **FIXED))) is doubted
