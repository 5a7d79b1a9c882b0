"""The first page of the check-in: today, what is half filled, what was missed, what is due."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from sciatica_tui.domain.check_in.form import Drafts, Form
from sciatica_tui.domain.check_in.schedule import missed_days
from sciatica_tui.domain.measures.questions import Depth
from sciatica_tui.domain.records import Event, EventKind, Medication, Scan, ScanKind, Visit, VisitKind
from sciatica_tui.domain.views.check_in_day import entries_in_words, missed_words, rows_of_days, rows_of_today
from sciatica_tui.domain.views.history import Entry, Listing
from sciatica_tui.domain.views.today import last_week
from sciatica_tui.domain.views.todo import COMPLETED, DUE, TO_DO, todo
from sciatica_tui.domain.views.weekly_tests import WEEKLY_TESTS

from ...support import NOW, TODAY, checkin, day, stamp

NO_DRAFTS = Drafts()


def half_filled(days_ago: int, **answers: object) -> Form:
    return Form(f"0{days_ago}", day(days_ago), NOW, answers=answers)


def test_a_day_is_missed_if_it_lies_in_the_last_week_and_after_the_first_entry() -> None:
    assert missed_days([], TODAY) == ()
    assert missed_days([checkin(3), checkin(1)], TODAY) == (day(2),)
    assert missed_days([checkin(40), checkin(5), checkin(3)], TODAY) == (day(7), day(6), day(4), day(2), day(1))


def test_the_missed_days_are_named_in_a_row_that_fills_in_the_first_of_them() -> None:
    rows = rows_of_today([checkin(4), checkin(0)], NO_DRAFTS, TODAY)
    row = next(row for row in rows if row.kind.startswith("day:"))
    assert (row.kind, row.words) == (f"day:{day(3).isoformat()}", "Fill in Thursday 19 November")
    assert row.aside == "Thu, Fri and Sat missed"
    assert missed_words([day(1)]) == "missed"


def test_today_offers_a_check_in_and_lists_its_entries_the_latest_first() -> None:
    [first, *_] = rows_of_today([], NO_DRAFTS, TODAY)
    assert (first.kind, first.words) == ("checkin", "Check in")
    entries = [checkin(0, at="08:10", leg_pain=6), checkin(0, at="20:00", leg_pain=4)]
    rows = rows_of_today(entries, NO_DRAFTS, TODAY)
    assert [row.words for row in rows[:3]] == ["Check in again", "20:00  leg 4", "08:10  leg 6"]
    assert rows[1].kind == f"entry:{entries[1].id}"


def test_a_half_filled_form_is_gone_on_with_wherever_it_was_left() -> None:
    drafts = Drafts((half_filled(2, leg_pain=1), half_filled(0, leg_pain=6, back_pain=2)))
    rows = rows_of_today([], drafts, TODAY)
    assert (rows[0].kind, rows[0].words, rows[0].aside) == (
        "checkin", "Finish the check-in", "2 answers",
    )  # fmt: skip
    assert (rows[1].kind, rows[1].words, rows[1].aside) == (
        f"day:{day(2).isoformat()}", "Half filled: Friday 20 November", "1 answer",
    )  # fmt: skip
    tests = Form("01", TODAY, NOW, Depth.WEEKLY, {"reach_cm": 12})
    rows = rows_of_today([], Drafts((tests,)), TODAY)
    assert [(row.kind, row.words) for row in rows] == [("checkin", "Check in"), ("weekly", "Finish the weekly tests")]
    assert [row.verb for row in rows] == ["Check in", "Continue"]


def test_today_and_the_check_ins_first_page_name_a_half_filled_form_alike() -> None:
    for depth in (Depth.QUICK, Depth.WEEKLY):
        draft = Form("01", TODAY, NOW, depth, {"leg_pain": 3})
        named = [
            [row.words for row in rows if row.kind in ("checkin", "weekly")]
            for rows in (todo([], None, TODAY, draft=draft), rows_of_today([], Drafts((draft,)), TODAY))
        ]
        assert named[0] == named[1]


def test_a_change_of_an_entry_that_was_left_half_done_leads_back_to_it() -> None:
    entry = checkin(3, leg_pain=8)
    drafts = Drafts((Form(entry.id, entry.day, NOW, answers={"leg_pain": 5}, editing=entry),))
    row = rows_of_today([entry], drafts, TODAY)[-2]
    assert (row.kind, row.words) == (f"entry:{entry.id}", "Half edited: Thursday 19 November, 08:10")


def test_the_weekly_tests_say_whether_they_are_due_and_not_while_a_red_flag_locks() -> None:
    first, due = (rows_of_today(entries, NO_DRAFTS, TODAY)[-1] for entries in ([], [checkin(7, leg_pain=3)]))
    assert (first.mark, first.words) == (TO_DO, "Weekly tests")
    assert (due.mark, due.words) == (DUE, "Weekly tests are due")
    part = [checkin(3, heel_rises={"left": 9}), checkin(2, reach_cm=10), checkin(20, change_felt=1)]
    done = rows_of_today(part, NO_DRAFTS, TODAY)[-1]
    assert (done.words, done.aside) == (f"Weekly tests: {len(WEEKLY_TESTS) - 3} left", "last done 20 Nov")
    assert all(row.kind != "weekly" for row in rows_of_today([], NO_DRAFTS, TODAY, locked=True))


def test_the_monthly_test_is_not_left_four_weeks_long() -> None:
    before = checkin(7, change_felt=1, reach_cm=10)
    one = rows_of_today([before, checkin(0, heel_rises={"left": 9})], NO_DRAFTS, TODAY)[-1]
    assert one.words == f"Weekly tests: {len(WEEKLY_TESTS) - 2} left"
    sides = {"left": "normal", "right": "normal"}
    others = checkin(
        0,
        abilities=[{"name": "walking", "score": 7}],
        bother={"leg_pain": 1},
        worry=1,
        confidence=9,
        leg_raise={"method": "lying", "left_degrees": 60},
        heel_rises={"left": 9},
        heel_walk=sides,
        toe_lift=sides,
        sit_to_stand_seconds=12,
        reach_cm=10,
    )
    assert rows_of_today([before, others], NO_DRAFTS, TODAY)[-1].mark == COMPLETED


def test_the_days_before_are_listed_those_before_the_first_entry_too() -> None:
    rows = rows_of_days([checkin(3, leg_pain=6, zone="calf"), checkin(1, leg_pain=4), checkin(1)], TODAY, 7)
    assert [row.kind for row in rows] == [
        f"logged:{day(1).isoformat()}", f"day:{day(2).isoformat()}", f"logged:{day(3).isoformat()}",
        *(f"day:{day(ago).isoformat()}" for ago in range(4, 8)),
    ]  # fmt: skip
    assert rows[3].aside == ""
    assert rows[0].words.split() == ["Sat", "21", "Nov", "leg", "4"]
    assert rows[0].aside == "worst of 2 check-ins"
    assert rows[1].aside == "missed: fill it in"


def test_an_open_day_says_whether_it_is_asked_for_or_too_long_ago() -> None:
    kept = [checkin(n, leg_pain=4) for n in (*range(1, 7), 12)]
    asides = {row.kind: row.aside for row in rows_of_days(kept, TODAY, 12) if row.kind.startswith("day:")}
    older = {f"day:{day(ago).isoformat()}": "no longer asked for" for ago in range(8, 12)}
    assert asides == {f"day:{day(7).isoformat()}": "missed: fill it in", **older}


def test_a_day_without_a_check_in_names_what_else_it_holds() -> None:
    evening = Event(**stamp(), day=day(1), kind=EventKind.EXERCISE, title="Swam")
    visit = Visit(**stamp(), day=day(1), kind=VisitKind.DOCTOR)
    before = checkin(3, leg_pain=6)
    rows = rows_of_days([before], TODAY, 2, listing=Listing([before, evening, visit]))
    assert [row.words.split(maxsplit=3)[-1] for row in rows] == ["no check-in · event and visit", "nothing logged"]
    scan, taken = Scan(**stamp(), day=day(1), kind=ScanKind.MRI), Medication(**stamp(), day=day(1), product="ibuprofen")
    rows = rows_of_days([before], TODAY, 1, listing=Listing([evening, visit, scan, taken]))
    assert rows[0].words.partition(" · ")[2].endswith(" and 2 more"), "four would not stand beside each other"


def test_an_entry_after_midnight_says_so_beside_its_time() -> None:
    late = replace(checkin(leg_pain=4), at=NOW.replace(hour=2, minute=55) + timedelta(1))
    words = [row.words for row in rows_of_today([late], NO_DRAFTS, TODAY)]
    assert any(line.startswith("02:55 after midnight  leg 4") for line in words)
    assert entries_in_words([Entry(late)]) == (("02:55", "after midnight · leg 4"),)


def test_a_day_with_only_tests_or_red_flags_answered_is_missed() -> None:
    rows = rows_of_days([checkin(3, leg_pain=6), checkin(2, reach_cm=10), checkin(1, red_flags=[])], TODAY, 3)
    assert [row.kind.partition(":")[0] for row in rows] == ["day", "day", "logged"]
    assert [" ".join(row.words.split()[3:]) for row in rows] == [
        "no check-in · tests or red flags", "no check-in · tests or red flags", "leg 6",
    ]  # fmt: skip
    week = last_week([checkin(2, reach_cm=10), checkin(1, leg_pain=3)], [], [], TODAY)
    assert [day.logged for day in week.days] == [False, True] + [False] * 5


def test_days_before_the_first_entry_are_not_listed_but_for_the_last_week() -> None:
    assert len(rows_of_days([checkin(3)], TODAY, 40)) == 7
    assert len(rows_of_days([checkin(20), checkin(3)], TODAY, 40)) == 20
    assert len(rows_of_days([checkin(90), checkin(3)], TODAY, 40)) == 40


def test_the_pains_of_the_days_stand_below_each_other() -> None:
    words = [
        row.words for row in rows_of_days([checkin(1, leg_pain=10, back_pain=3), checkin(2, back_pain=0)], TODAY, 2)
    ]
    assert words == ["Sat 21 Nov  leg 10  back  3", "Fri 20 Nov          back  0"]


def test_beside_the_pains_of_a_day_stands_what_else_was_said_the_note_first() -> None:
    days = checkin(1, leg_pain=6, zone="calf", sleep=3, note="a long drive"), checkin(2, sleep=7)
    told, without_pain = rows_of_days(days, TODAY, 2)
    assert told.words == "Sat 21 Nov  leg  6           calf     “a long drive”, sleep 3"
    assert without_pain.words.split() == ["Fri", "20", "Nov", "done", "sleep", "7"]
    assert without_pain.words.index("sleep") == told.words.index("“")
    typed, tests = rows_of_days(
        (checkin(1, note="a\x1b]52;c;bad\x07"), checkin(2, reach_cm=10)), TODAY, 2, is_over=True
    )
    assert typed.words.isprintable(), "a note never speaks to the terminal"
    assert tests.words.endswith("no check-in · tests or red flags")
