"""What stands beside each other on a page agrees: proposals, questions, sentences and flags, each as found at fault."""

from __future__ import annotations

from sciatica_tui.domain.assessment.criteria import State
from sciatica_tui.domain.assessment.phrases import how_sure
from sciatica_tui.domain.records import Ability, Frequency, RedFlagAnswer, Zone
from sciatica_tui.domain.views.ledger import criterion_row
from sciatica_tui.domain.views.phase import sign_line, sign_numbers
from sciatica_tui.domain.views.sign_explanation import explain
from sciatica_tui.domain.views.summary import brief_sign_words, missing_words, to_lines
from tests.domain.people import daily, entry, forward, judged, ramp, record, wobble


def test_no_phase_ahead_is_proposed_on_looks_from_before_a_relapse() -> None:
    calm = daily(range(60), leg_pain=wobble(ramp(7, 2, 40), sd=0.7, seed=3), back_pain=3, zone=Zone.CALF)
    again = daily(range(60, 67), leg_pain=lambda day: (6, 6, 4, 6, 7, 5, 6)[day - 60], back_pain=3, zone=Zone.CALF)
    assert forward(judged(59, *calm))
    for day in range(62, 67):
        page = judged(day, *calm, *again[: day - 59])
        assert "The last few days were worse." in page.overall.but, day
        assert not forward(page), day
    leg = page.phase.criteria[0]
    assert (leg.state, criterion_row(leg, page)[2]) == (State.UNKNOWN, "5.3 today: too early to say")


def test_what_was_answered_today_is_not_asked_for_while_it_waits_for_its_second_week() -> None:
    page = judged(17, *daily(range(18), leg_pain=5, back_pain=3, zone=Zone.CALF))
    assert page.phase.ask == ()
    assert criterion_row(page.phase.criteria[1], page)[2] == "1 of 2 weeks   next check 23 Mar"
    assert missing_words(page.phase.criteria[1], page) == "1 of 2 weeks, next check 23 Mar"


def test_without_pain_nothing_is_called_low_and_without_an_answer_nothing_is_nearer() -> None:
    able = tuple(entry(day, abilities=(Ability("walk", 9), Ability("sit", 9))) for day in range(0, 48, 7))
    assert judged(47, *able).overall.sentence == "Nothing you log is affected; pain was never rated."
    seldom = daily(range(0, 28, 6), leg_pain=4)
    sometimes = judged(47, *able, *seldom).overall.sentence
    assert sometimes == "Nothing else you log is affected; pain was not rated often enough to say."
    asleep = judged(20, *daily(range(20), sleep=5)).overall.sentence
    assert asleep == "Not enough data yet: no pain, zone or mobility logged."


def test_pain_that_moves_down_while_it_falls_is_told_once() -> None:
    down = daily(range(48), leg_pain=wobble(ramp(7, 2, 40)), zone=lambda day: Zone.BUTTOCK if day < 20 else Zone.CALF)
    page = judged(47, *down)
    assert page.overall.story == (
        "Mixed: leg pain lower, 6.5 → 1.6, but pain further down, buttock → calf. See a clinician."
    )
    assert how_sure(page.readings["zone"]).endswith("that it is at least half a zone further down (needed: 91)")


def test_what_was_not_answered_for_two_weeks_keeps_its_last_answer_and_its_day() -> None:
    before = daily(range(40), leg_pain=wobble(ramp(7, 2, 30)), zone=Zone.CALF, walk_minutes=20)
    page = judged(59, *before, *daily(range(40, 60), leg_pain=2))
    zone, walk = page.signs[0], page.signs[2]
    assert (sign_line(zone), sign_numbers(zone)) == ("not answered since 10 Apr", "last: calf")
    assert (sign_line(walk), sign_numbers(walk)) == ("not answered since 10 Apr", "last: 20 min")
    assert "◌ Centralization  not answered since 10 Apr, last: calf" in to_lines(page)
    assert brief_sign_words(zone) == "last 10 Apr"
    assert missing_words(page.phase.criteria[2], page) == "not answered since 10 April"
    [block, *_] = explain(zone, page.digest, page.on).measures
    assert [row.words for row in block.rows if row.label == "Missing"] == ["not answered since 10 Apr, last: calf"]


def test_the_ledger_names_what_is_worse_by_the_way_it_went() -> None:
    often = {"frequency": lambda day: Frequency.NOW_AND_THEN if day < 14 else Frequency.CONSTANT}
    page = judged(
        41,
        *daily(range(42), leg_pain=5, zone=Zone.CALF, walk_minutes=lambda day: round(ramp(60, 15, 20)(day)), **often),
    )
    [row] = [row for row in page.phase.criteria if row.text == "nothing getting worse"]
    assert (row.state, row.note) == (State.NOT_MET, "leg pain more often, you can walk less")
    assert criterion_row(row, page)[2] == "leg pain more often and 1 more   today"


def test_a_flag_to_book_for_says_so_in_the_headline() -> None:
    falls = daily(range(48), leg_pain=wobble(ramp(7, 2, 40)), zone=Zone.CALF)
    page = judged(47, *falls, red_flags=(record(RedFlagAnswer, 44, at=entry(44).at, flags=("age",)),))
    assert page.overall.story == "Leg pain 6.5 → 1.6. Book an appointment: a first episode under 20 or over 50."
    assert not forward(page)


def test_what_got_worse_before_weeks_of_silence_still_sends_to_a_clinician() -> None:
    page = judged(62, *daily(range(48), leg_pain=wobble(ramp(3, 7, 40)), zone=Zone.CALF))
    told = "Not sure any more: no entry for 15 days. It was getting worse: see a clinician."
    assert page.overall.story == told
    tests = [entry(7 * week, abilities=(Ability("walk", 9 - week), Ability("sit", 9 - week))) for week in range(8)]
    assert judged(49, *tests).overall.sentence.startswith("Getting worse: your activities")
    assert judged(64, *tests).overall.story == told
