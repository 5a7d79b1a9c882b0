"""What is kept, and within which ranges."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciatica_tui.domain.records import TABLES, CheckIn, Symptom, Zone, new_id, validated

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
FIXED: dict[str, Any] = {"id": new_id(NOW, bytes(10)), "created_at": NOW, "updated_at": NOW, "rev": 1}


instants = st.integers(0, 2**34).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))


def entry(**answers: Any) -> CheckIn:
    return CheckIn(**FIXED, day=date(2026, 11, 22), **answers)


def test_an_id_is_a_ulid_of_26_letters() -> None:
    assert new_id(datetime(2016, 7, 30, 22, 36, 16, 385000, tzinfo=UTC), bytes(10)) == "01ARYZ6S41" + "0" * 16


@given(
    instants,
    st.integers(1, 10**9),
    st.binary(min_size=10, max_size=10),
    st.binary(min_size=10, max_size=10),
)
def test_ids_sort_by_the_time_they_were_made(now: datetime, later: int, first: bytes, second: bytes) -> None:
    assert new_id(now, first) < new_id(now + timedelta(milliseconds=later), second)


@given(
    instants,
    st.binary(min_size=10, max_size=10),
)
def test_every_id_made_is_one_that_is_taken(now: datetime, randomness: bytes) -> None:
    made = msgspec.structs.replace(entry(), id=new_id(now, randomness))
    assert validated(made) == made


def test_unanswered_is_left_out_of_the_file() -> None:
    assert set(msgspec.json.decode(msgspec.json.encode(entry(leg_pain=0)))) == {
        "id", "created_at", "updated_at", "rev", "day", "leg_pain",
    }  # fmt: skip


def test_none_of_the_red_flags_is_kept_apart_from_not_asked() -> None:
    asked, skipped = entry(red_flags=()), entry()
    assert msgspec.to_builtins(asked)["red_flags"] == ()
    assert "red_flags" not in msgspec.to_builtins(skipped)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("leg_pain", 11),
        ("leg_pain", -1),
        ("back_pain", 11),
        ("sleep", 11),
        ("spasm_severity", -1),
        ("sit_minutes", 1441),
        ("change_felt", 4),
        ("reach_cm", 151.0),
        ("sit_to_stand_seconds", -1.0),
        ("tags", ("",)),
        ("posture", "x" * 61),
    ],
)
def test_a_value_out_of_range_is_refused_and_named(field: str, value: Any) -> None:
    with pytest.raises(msgspec.ValidationError, match=field):
        validated(entry(**{field: value}))


@pytest.mark.parametrize("broken", ['"6"', "6.5", "true", "[6]"])
def test_a_rating_is_a_whole_number_and_nothing_that_looks_like_one(broken: str) -> None:
    text = msgspec.json.encode(entry()).decode()[:-1] + f',"leg_pain":{broken}}}'
    with pytest.raises(msgspec.ValidationError, match="leg_pain"):
        msgspec.json.decode(text, type=CheckIn)


def test_a_moment_needs_its_offset() -> None:
    text = msgspec.json.encode(entry()).decode()[:-1] + ',"at":"2026-11-22T08:00:00"}'
    with pytest.raises(msgspec.ValidationError, match="at"):
        msgspec.json.decode(text, type=CheckIn)


@pytest.mark.parametrize("ulid", ["", "01ARYZ6S41", "8" + "0" * 25, "0" * 25 + "U", "0" * 25 + "é", "0" * 26 + "\n"])
def test_an_id_that_is_no_ulid_is_refused(ulid: str) -> None:
    with pytest.raises(msgspec.ValidationError, match="id"):
        validated(msgspec.structs.replace(entry(), id=ulid))


def test_records_can_not_be_changed_in_place() -> None:
    with pytest.raises(AttributeError):
        entry().leg_pain = 3  # type: ignore[misc]


def test_a_check_in_has_the_fields_agreed_on() -> None:
    agreed = """id created_at updated_at rev at day leg_pain back_pain zone side symptoms frequency spasm_count
        spasm_severity sit_minutes stand_minutes walk_minutes activity sleep posture tags flare note bother abilities
        worry confidence leg_raise heel_rises heel_walk toe_lift sit_to_stand_seconds reach_cm change_felt cough_pain
        weakness_felt tasks red_flags"""
    assert set(CheckIn.__struct_fields__) == set(agreed.split())
    assert Symptom.__struct_fields__ == ("zone", "quality", "side", "intensity")


def test_there_is_a_table_for_each_kind_of_record() -> None:
    assert list(TABLES) == [
        "episodes", "checkins", "sessions", "scans", "medications", "events", "routines", "precautions", "red_flags",
        "phase_decisions", "imports", "trials", "trial_evenings", "visits", "visit_questions", "walk_plans",
        "flare_answers", "flare_plans",
    ]  # fmt: skip


def test_words_are_stored_in_lower_case() -> None:
    assert [zone.value for zone in Zone] == ["none", "back", "buttock", "thigh", "calf", "foot"]
