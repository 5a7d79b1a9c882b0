"""History's list: everything, newest first, found by its words."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from sciatica_tui.domain.record_text import describe
from sciatica_tui.domain.records import (
    Cleared,
    ClearedHow,
    Event,
    EventKind,
    Medication,
    RedFlagAnswer,
    Relief,
    Scan,
    ScanKind,
    Side,
)
from sciatica_tui.domain.text.dates import MONTHS, long_day, short_day, short_month
from sciatica_tui.domain.views.history import Entry, EntryKind, Listing, around, details
from tests.support import NOW, TODAY, checkin, day, stamp


def test_newest_first_and_entries_without_a_time_last_within_their_day() -> None:
    early, late, timeless = checkin(at="07:00"), checkin(at="21:00"), checkin(at=None)
    before = checkin(1, at="23:00")
    assert [e.record for e in Listing([before, timeless, early, late]).entries] == [late, early, timeless, before]
    first, second = sorted((checkin(at="07:00"), checkin(at="07:00")), key=lambda c: c.id)
    for order in ([first, second], [second, first]):
        assert [e.record for e in Listing(order).entries] == [second, first], "the later made one of a minute first"


def test_of_one_moment_a_check_in_comes_before_what_came_with_it() -> None:
    entry = checkin()
    common: dict[str, Any] = {"day": entry.day, "at": entry.at, "checkin": entry.id}
    with_it = [Medication(**stamp(), **common, product="gel"), RedFlagAnswer(**stamp(), **common, flags=("fever",))]
    later_made = checkin()
    for first in (entry, later_made):
        assert Listing([*with_it, first]).entries[0].record is first


def test_a_red_flag_that_has_ended_says_so_before_its_name_which_a_narrow_line_cuts() -> None:
    asked = RedFlagAnswer(**stamp(), day=TODAY, at=NOW, flags=())
    marked = RedFlagAnswer(**stamp(), day=TODAY, at=NOW, flags=("urination",))
    mistake = msgspec.structs.replace(marked, cleared=Cleared(how=ClearedHow.MISTAKE, on=TODAY, at=NOW))
    heads = ("Red flags: none marked", "Red flag: ", "Red flag, a mistake, Sunday 22 November: ")
    for answer, head in zip((asked, marked, mistake), heads, strict=True):
        assert Listing([answer]).entries[0].with_kind.startswith(head)


def test_every_word_of_a_search_must_occur_in_any_case() -> None:
    listed = Listing([checkin(note="Long DRIVE to town", zone="calf"), checkin(1, note="long walk")])
    assert [e.day for e in listed.matching("long drive")] == [TODAY]
    assert len(listed.matching("LONG")) == 2
    assert not listed.matching("swim")
    assert len(listed.matching("")) == 2
    assert len(listed.matching("long")) == 2


def test_a_day_is_found_as_screens_write_it_in_any_case_and_only_that_day() -> None:
    listed = Listing([checkin(days_ago, note="sat 2 of 2 hours") for days_ago in range(60)])
    for day_ago in (TODAY, day(1), day(20), day(45)):
        month = MONTHS[day_ago.month - 1]
        ways = [short_day(day_ago), long_day(day_ago), short_month(day_ago, TODAY), f"{day_ago.day} {month.upper()}"]
        for search in (*ways, f"{day_ago:%d} {month} {day_ago.year}", f"{long_day(day_ago)} {day_ago.year}"):
            assert [e.day for e in listed.matching(search)] == [day_ago], search
    assert not listed.matching(f"{TODAY.day} {MONTHS[TODAY.month - 1]} 2016")
    assert around("leg 2, sat 22 min, from 22 Nov on", "22 nov", 80)[1] == ((24, 30),)


def test_markup_in_a_search_is_only_text() -> None:
    listed = Listing([checkin(note="[bold] (.*")])
    assert len(listed.matching("[bold] (.*")) == 1


def test_what_was_searched_for_is_found_in_a_line_without_room_for_all() -> None:
    text = "leg 2, back 1, a long walk along the river, then Rain [all] day"
    shown, hits = around(text, "rain [all]", 30)
    assert shown.startswith("…")
    assert [shown[start:end] for start, end in hits] == ["Rain", "[all]"]
    assert hits[0][1] < 30
    assert around(text, "walk", 30) == (text, ((22, 26),))
    assert around(text, "RAIN", 80)[0] == text
    assert around(text, "", 30) == (text, ())


def test_a_filter_shows_one_kind() -> None:
    listed = Listing([checkin(), Scan(**stamp(), day=day(2), kind=ScanKind.MRI)])
    assert [e.kind for e in listed.matching(kind=EntryKind.SCAN)] == [EntryKind.SCAN]


def test_details_name_every_answer_in_the_words_of_its_question() -> None:
    tests: dict[str, Any] = {"heel_rises.left": 12, "leg_raise.method": "lying", "leg_raise.left_degrees": 45}
    entry = checkin(
        leg_pain=6,
        frequency="now_and_then",
        flare=False,
        symptoms=[{"zone": "calf", "quality": "numb", "side": "left"}],
        sit_to_stand_seconds=12.5,
        red_flags=[],
        change_felt=-2,
        **tests,
    )
    said = dict(details(entry))
    assert said["Worst leg pain"] == "6 of 10"
    assert said["How often"] == "now and then"
    assert said["Flare"] == "no"
    assert said["Feelings"] == "left calf: numb"
    assert said["Heel rises"] == "left 12, right –"
    assert said["Leg raise"] == "left 45°, right –"
    assert said["Sit to stand, five times"] == "12.5 s"
    assert said["Red flags"] == "none marked"
    assert said["Felt change"] == "−2"
    assert "Sleep" not in said


def test_other_records_are_said_in_one_line() -> None:
    taken = Medication(**stamp(), day=TODAY, product="ibuprofen", amount="400 mg")
    flags = RedFlagAnswer(**stamp(), day=TODAY, at=NOW, flags=("urination",))
    assert [e.text for e in Listing([taken]).entries] == ["ibuprofen 400 mg"]
    assert Listing([flags]).entries[0].text.startswith("New trouble starting")


@pytest.mark.parametrize(
    ("kind", "words"), [("mri", "MRI scan"), ("ct", "CT scan"), ("xray", "X-ray"), ("other", "other scan")]
)
def test_a_scan_is_named_as_it_is_written(kind: str, words: str) -> None:
    assert describe(Scan(**stamp(), day=day(2), kind=ScanKind(kind))) == words


@pytest.mark.parametrize(
    ("often", "words"),
    [("most", "pain most of the day"), ("half", "pain half the day"), ("now_and_then", "pain now and then")],
)
def test_how_often_there_was_pain_reads_as_a_sentence(often: str, words: str) -> None:
    assert describe(checkin(leg_pain=4, frequency=often)) == f"leg 4, {words}"


def test_an_event_whose_title_names_its_kind_says_it_once() -> None:
    root = Event(**stamp(), day=TODAY, kind=EventKind.INJECTION, title="Nerve root injection")
    assert describe(root) == "Nerve root injection"
    assert describe(Event(**stamp(), day=TODAY, kind=EventKind.INJECTION, title="L5")) == "injection: L5"


def test_details_of_a_medicine_say_what_is_in_it_and_whether_it_helped() -> None:
    taken = Medication(**stamp(), day=TODAY, product="Dolormin", amount="400 mg", ingredient="ibuprofen")
    helped = msgspec.structs.replace(taken, relief=Relief.GOOD)
    assert details(helped) == (("", "Dolormin 400 mg"), ("Ingredient", "ibuprofen"), ("Did it help?", "good"))


def test_beside_its_pains_a_check_in_is_told_by_its_note_first() -> None:
    entry = Entry(checkin(leg_pain=5, zone="calf", side=Side.LEFT, sleep=6, note="sat through a long film"))
    assert entry.beside_pain == "“sat through a long film”, left side, sleep 6"
    assert Entry(checkin(leg_pain=5, sleep=6)).beside_pain == "sleep 6"
