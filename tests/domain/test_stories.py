"""Whole pages for written stories: headline, signs, ledger and proposals, as a person who lived them reads them."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

import msgspec

from sciatica_tui.domain.assessment.assess import Assessment
from sciatica_tui.domain.assessment.criteria import State
from sciatica_tui.domain.assessment.open_questions import questions
from sciatica_tui.domain.assessment.signs import Sign, SignReading
from sciatica_tui.domain.charts.measure_display import BY_MEASURE
from sciatica_tui.domain.charts.trend_text import verdict_line
from sciatica_tui.domain.charts.trends import trends_of
from sciatica_tui.domain.measures.rules import Verdict
from sciatica_tui.domain.records import (
    Bother,
    CheckIn,
    Episode,
    HeelRises,
    Phase,
    PhaseDecision,
    Quality,
    RedFlagAnswer,
    Symptom,
    Zone,
)
from sciatica_tui.domain.red_flags.flags import WEAKNESS
from sciatica_tui.domain.snapshot import RecordSnapshot
from sciatica_tui.domain.text.dates import day_words
from sciatica_tui.domain.views.alert import alert
from sciatica_tui.domain.views.ledger import criterion_row
from sciatica_tui.domain.views.summary import brief_sign_words, missing_words, sign_words, to_lines
from sciatica_tui.domain.views.today import headline, to_answer
from tests.domain.people import accepted, daily, entry, forward, judged, on, ramp, record, wobble

NUMB_FOOT = (Symptom(zone=Zone.FOOT, quality=Quality.NUMB),)
ACHE = (Symptom(zone=Zone.THIGH, quality=Quality.ACHE),)


def sign(page: Assessment, which: Sign) -> SignReading:
    return next(sign for sign in page.signs if sign.sign is which)


def nothing_worsening(page: Assessment) -> State:
    return next(row.state for row in page.phase.criteria if row.text == "nothing getting worse")


def test_1_back_pain_alone_that_rises_is_getting_worse() -> None:
    checkins = daily(
        range(45), leg_pain=lambda day: int(day % 9 == 0), back_pain=wobble(ramp(2, 7.4, 40)), zone=Zone.BACK
    )
    page = judged(44, *checkins)
    assert page.overall.story == "Getting worse: back pain 2.1 → 7.2. See a clinician."
    assert sign(page, Sign.PAIN).verdict is Verdict.WORSENING
    assert nothing_worsening(page) is State.NOT_MET
    assert not forward(page)


def test_2_leg_pain_better_and_back_pain_worse_is_mixed() -> None:
    checkins = daily(
        range(45),
        leg_pain=wobble(ramp(6, 2, 35)),
        back_pain=wobble(ramp(2, 7, 35), seed=5),
        zone=lambda day: Zone.CALF if day < 20 else Zone.BUTTOCK,
        walk_minutes=lambda day: 38 + 28 * min(1, day // 20),
    )
    page = judged(44, *checkins)
    assert page.overall.verdict is Verdict.MIXED
    assert page.overall.sentence.startswith("Mixed: leg pain lower, 5.6 → ")
    assert "back pain higher" in page.overall.sentence
    assert page.overall.do == "See a clinician."
    assert sign(page, Sign.PAIN).verdict is Verdict.MIXED
    assert not forward(page)


def weaker(answers: tuple[RedFlagAnswer, ...] = ()) -> Assessment:
    rises = {0: 18, 7: 18, 14: 16, 21: 8}
    checkins = daily(
        range(25),
        leg_pain=4,
        zone=Zone.CALF,
        heel_rises=lambda day: HeelRises(left=rises[day]) if day in rises else None,
    )
    return judged(24, *checkins, red_flags=answers)


def test_3_a_low_count_alone_is_no_weakness_and_one_that_is_low_again_is_on_the_whole_page() -> None:
    unasked = weaker()
    assert not unasked.locked
    [asked] = [row for row in unasked.phase.criteria if row.text == "no new weakness"]
    assert (asked.state, asked.note) == (State.UNKNOWN, "left heel rises 18 → 8: weaker?")
    assert missing_words(asked, unasked) == "left heel rises 18 → 8: weaker?"
    flag = record(
        RedFlagAnswer,
        21,
        at=entry(24).created_at,
        flags=(WEAKNESS,),
        raised=True,
        why="left heel rises 18 → 8",
    )
    page = weaker((flag,))
    why = "left heel rises 18 → 8 on 23 March"
    assert page.overall.sentence == (
        f"A red flag is open: new or worsening weakness of one leg, or a foot that drops ({why})."
    )
    assert page.overall.do == "Speak to a doctor today."
    assert sign(page, Sign.STRENGTH).verdict is Verdict.WORSENING
    assert sign_words(sign(page, Sign.STRENGTH), locked=True) == why
    assert brief_sign_words(sign(page, Sign.STRENGTH), locked=True) == "left heel rises"
    assert nothing_worsening(page) is State.NOT_MET
    assert [row.state for row in page.phase.criteria if row.text == "no new weakness"] == [State.NOT_MET]
    assert any(why in line for line in to_lines(page))


def test_4_two_of_the_four_bother_questions_are_said_to_be_two() -> None:
    checkins = tuple(entry(7 * week, leg_pain=4, bother=Bother(leg_pain=3, sitting=2)) for week in range(7))
    page = judged(48, *checkins, phase_decisions=(accepted(30, Phase.FUNCTIONAL_IMPROVEMENT),))
    trends = trends_of(checkins, (), (), page, page.on)
    assert verdict_line(trends, BY_MEASURE["bother"]) == "Needs all four answers; two so far."
    bother = next(row for row in page.phase.criteria if row.measure == "bother")
    assert criterion_row(bother, page)[2] == "needs all four answers; two so far   › ask now"


def test_5_a_foot_that_is_numb_where_nobody_asked_before_is_asked_about() -> None:
    quick = daily(range(30), leg_pain=wobble(ramp(7, 2, 28)), zone=lambda day: Zone.CALF if day < 12 else Zone.BUTTOCK)
    numb = daily(range(30, 50), leg_pain=2, zone=Zone.BUTTOCK, symptoms=NUMB_FOOT)
    page = judged(49, *quick, *numb)
    assert page.overall.verdict is not Verdict.IMPROVING
    assert "etting better" not in page.overall.story
    assert "moving up" not in page.overall.story
    assert "The foot is numb" in page.overall.story
    assert "new?" in page.overall.story.lower().replace("is that new? ", "new?")
    assert sign(page, Sign.CENTRALIZATION).verdict is not Verdict.IMPROVING


def test_6_a_newly_numb_foot_keeps_the_next_phase_from_being_proposed() -> None:
    checkins = daily(
        range(60),
        leg_pain=wobble(ramp(6, 2, 30)),
        back_pain=1,
        zone=Zone.THIGH,
        symptoms=lambda day: NUMB_FOOT if day >= 40 else ACHE,
    )
    assert forward(judged(39, *checkins))
    page = judged(59, *checkins)
    assert page.overall.story == "Getting worse: the foot is newly numb. See a clinician."
    assert [row.words for row in to_answer(page)] == ["The foot is newly numb: is that right?"]
    assert questions(RecordSnapshot(checkins=checkins), on(59)) == ("the foot is newly numb: is that right?",)
    assert nothing_worsening(page) is State.NOT_MET
    assert not forward(page)


def test_7_leg_pain_that_comes_after_a_week_without_is_followed() -> None:
    checkins = daily(
        range(63),
        leg_pain=lambda day: 0 if day < 7 else 4,
        back_pain=1,
        zone=lambda day: Zone.BACK if day < 7 else Zone.CALF,
    )
    page = judged(62, *checkins)
    assert not page.phase.follows_back
    assert not forward(page)
    assert page.overall.verdict is not Verdict.IMPROVING


def test_8_worse_again_after_an_improvement_is_said_from_where_it_was() -> None:
    checkins = (
        *daily(range(50), leg_pain=wobble(ramp(6, 2, 30)), zone=Zone.CALF),
        *daily(range(50, 72), leg_pain=7, zone=Zone.CALF),
    )
    pages = [judged(day, *checkins) for day in range(52, 72)]
    assert pages[3].overall.sentence.startswith("Not sure any more: leg pain 1.3 → ")
    early = next(page for page in pages if page.readings["leg_pain"].early is Verdict.WORSENING)
    assert early.readings["leg_pain"].from_improvement
    assert sign_words(sign(early, Sign.PAIN)).startswith("maybe worse, 1")
    assert early.overall.sentence.startswith("Maybe getting worse again: leg pain 1.3 → ")
    assert not any("early sign of improving" in page.overall.story for page in pages)


def test_9_coming_back_after_a_year_is_asked_about_first() -> None:
    checkins = (
        *daily(range(50), leg_pain=wobble(ramp(7, 2, 30)), zone=lambda day: Zone.CALF if day < 14 else Zone.BUTTOCK),
        entry(420, leg_pain=7),
    )
    page = judged(420, *checkins)
    assert page.overall.verdict is Verdict.NOT_ENOUGH_DATA
    assert page.overall.sentence == "Back after 370 days without an entry."
    assert "same episode or a new one?" in page.overall.do


def test_9_until_that_is_answered_nothing_is_compared_and_what_is_worse_sends_to_a_clinician() -> None:
    before = daily(range(50), leg_pain=wobble(ramp(7, 2, 30)), zone=Zone.CALF)
    page = judged(270, *before, *daily(range(250, 271), leg_pain=7, zone=Zone.CALF))
    assert page.overall.story == (
        "Back after 200 days without an entry. See a clinician. Is this the same episode or a new one? Answer on Phase."
    )
    assert not forward(page)


def test_10_one_entry_a_week_gets_a_verdict_and_says_how_few_it_rests_on() -> None:
    checkins = tuple(entry(7 * week, leg_pain=round(max(2.0, 7 - 0.5 * week)), zone=Zone.CALF) for week in range(17))
    page = judged(112, *checkins)
    assert page.readings["leg_pain"].verdict is Verdict.IMPROVING
    assert any("17 entries" in reason for reason in page.overall.reasons)


def test_11_no_better_after_four_weeks_is_in_the_headline() -> None:
    page = judged(34, *daily(range(35), leg_pain=5, zone=Zone.CALF))
    assert page.overall.do == "Not clearly better after four weeks: see a clinician."


def test_11_nor_does_a_question_hide_it() -> None:
    page = judged(
        34, *daily(range(35), leg_pain=5, zone=Zone.CALF, symptoms=lambda day: NUMB_FOOT if day > 30 else None)
    )
    assert page.overall.do == (
        "The foot is numb: is that new? Answer on Today. Not clearly better after four weeks: see a clinician."
    )
    assert page.overall.clinician


def test_13_an_early_sign_is_not_forgotten_by_waiting() -> None:
    logged = daily(range(0, 45, 3), leg_pain=lambda day: 7 if day < 12 else 3, zone=Zone.CALF)
    pages = [judged(day, *logged) for day in range(28, 56)]
    words = [sign_words(sign(page, Sign.PAIN)) for page in pages]
    said = next((number for number, word in enumerate(words) if word.startswith(("maybe", "6.", "5."))), None)
    assert said is not None
    assert all("more day" not in word for word in words[said:])
    three = judged(8, *logged)
    assert sign_words(sign(three, Sign.PAIN)).startswith("log 7 more days; first answer")


def test_14_a_lasting_improvement_stays_one_through_the_usual_ups_and_downs() -> None:
    checkins: tuple[CheckIn, ...] = daily(
        range(170),
        leg_pain=wobble(ramp(6, 2, 40), sd=1.4),
        zone=lambda day: Zone.CALF if day < 20 else Zone.BUTTOCK,
    )
    verdicts = [judged(day, *checkins).overall for day in range(70, 170, 4)]
    assert all(verdict.verdict is not Verdict.WORSENING for verdict in verdicts)
    assert sum(verdict.sentence.startswith("Not sure any more") for verdict in verdicts) <= 1


def test_who_logs_more_often_than_at_first_is_judged_by_the_last_entry_of_a_day() -> None:
    once = daily(range(30), leg_pain=5, zone=Zone.CALF)
    rng = random.Random(3)
    often: list[CheckIn] = []
    for day in range(30, 60):
        answers: list[dict[str, Any]] = [{"leg_pain": rng.choice((4, 5, 6, 7))} for _ in range(4)]
        often += [entry(day, **answer) for answer in (*answers, {"leg_pain": 5})]
    page = judged(59, *once, *often)
    assert page.readings["leg_pain"].verdict is Verdict.NO_CLEAR_CHANGE


def test_a_level_that_nobody_typed_is_never_said() -> None:
    level = judged(40, *daily(range(41), leg_pain=2, back_pain=1, zone=Zone.THIGH))
    assert level.overall.sentence == "No clear change: leg pain 2.0, as at first."
    [leg] = [row for row in level.phase.criteria if row.measure == "leg_pain" and row.value is not None]
    assert (leg.text, leg.value) == ("leg pain 3 or less", 2.0)
    calm = daily(range(60), leg_pain=lambda day: 6 if day < 14 else 1, zone=Zone.CALF)
    back = judged(74, *calm, *daily(range(60, 75), leg_pain=5, zone=Zone.CALF))
    assert "leg pain 1.0 → 5.0" in back.overall.sentence


def test_weeks_of_seven_after_a_low_start_are_never_called_low_however_seldom_they_are_logged() -> None:
    low = daily(range(30), leg_pain=lambda day: int(day % 9 == 0), back_pain=1, zone=Zone.BACK)
    for gap in (1, 2, 3, 4, 5, 7):
        for last in range(40, 80, 3):
            page = judged(last, *low, *daily(range(32, last + 1, gap), leg_pain=7, back_pain=1, zone=Zone.CALF))
            assert "low" not in sign_words(sign(page, Sign.PAIN)), (gap, last)
            assert "low from the start" not in page.overall.story, (gap, last)


def test_a_doubted_improvement_and_a_few_bad_days_leave_nothing_worsening_open() -> None:
    calm = daily(range(60), leg_pain=lambda day: 6 if day < 14 else 1, back_pain=1, zone=Zone.CALF)
    for days in (3, 5, 8):
        page = judged(59 + days, *calm, *daily(range(60, 60 + days), leg_pain=6, back_pain=1, zone=Zone.CALF))
        assert "worse" in page.overall.story, days
        assert nothing_worsening(page) is State.UNKNOWN, days
        [row] = [row for row in page.phase.criteria if row.text == "nothing getting worse"]
        assert criterion_row(row, page)[2] == "leg pain: too early to say"
        assert not forward(page)


def test_the_rest_is_told_as_it_is() -> None:
    fall = wobble(ramp(7, 2, 25))
    alone = judged(40, *daily(range(41), leg_pain=fall))
    assert alone.overall.but == "The rest is unknown."
    free = judged(40, *daily(range(41), leg_pain=fall, zone=Zone.NONE))
    assert free.overall.but == "Nothing else is affected, as far as you logged it."
    flat = judged(40, *daily(range(41), leg_pain=fall, zone=Zone.CALF))
    assert flat.overall.but == "The rest shows no clear change."


def test_after_a_gap_in_the_same_episode_the_old_level_is_not_told_as_now() -> None:
    calm = daily(range(60), leg_pain=lambda day: 6 if day < 14 else 1, zone=Zone.CALF)
    again = daily(range(430, 433), leg_pain=7, zone=Zone.CALF)
    asked = judged(430, *calm, again[0])
    assert asked.overall.sentence == "Back after 370 days without an entry."
    same = record(PhaseDecision, 430, before=Phase.PAIN_RELIEF, proposed=Phase.PAIN_RELIEF, accepted=False)
    for last in range(430, 433):
        page = judged(last, *calm, *again[: last - 429], phase_decisions=(same,))
        assert "→ 1" not in page.overall.story
        assert "better" not in page.overall.story.replace("No better", "")
        assert sign(page, Sign.PAIN).verdict in (Verdict.NOT_ENOUGH_DATA, Verdict.NO_CLEAR_CHANGE)


def test_a_change_spans_its_entries_and_not_the_days_since() -> None:
    page = judged(36, *daily(range(31), leg_pain=wobble(ramp(7, 2, 25)), zone=Zone.CALF))
    assert any("over 31 days, 31 entries" in line for line in page.overall.reasons)


def test_a_numb_foot_without_pain_is_told_and_no_next_phase_is_proposed() -> None:
    numb = daily(range(41), leg_pain=0, back_pain=0, zone=Zone.NONE, symptoms=NUMB_FOOT)
    page = judged(40, *numb)
    assert "The foot is still numb." in page.overall.story
    assert not forward(page)
    [row] = [row for row in page.phase.criteria if row.text == "no numbness"]
    assert (row.state, row.note) == (State.NOT_MET, "foot, in the last 7 days")
    assert headline(numb, page.on) == "Today leg pain 0, back 0, hurting nowhere, the foot numb."


def test_what_is_logged_on_the_day_an_episode_ends_counts_for_it_and_only_a_later_entry_asks_for_a_new_one() -> None:
    """It is ended in the morning, and the check-in of that evening is its last."""
    checkins = daily(range(40), leg_pain=wobble(ramp(6, 1, 25)), back_pain=1, zone=Zone.CALF)
    assert forward(judged(39, *checkins))
    ended = record(Episode, 0, started=on(0), ended=on(39))
    ended = msgspec.structs.replace(ended, updated_at=checkins[-1].created_at + timedelta(hours=1))
    evening = record(CheckIn, 39, at=ended.updated_at, leg_pain=0)
    evening = msgspec.structs.replace(evening, created_at=ended.updated_at + timedelta(hours=2))
    diary = RecordSnapshot(checkins=(*checkins, evening), episodes=(ended,))
    for day in (39, 41):
        over = judged(day, *diary.checkins, episodes=diary.episodes)
        assert over.phase.proposal is None
        assert evening in over.digest.checkins
        assert "If it hurts again" not in over.overall.story
        assert questions(diary, on(day)) == ()
    later = RecordSnapshot(checkins=(*diary.checkins, entry(41, leg_pain=0)), episodes=(ended,))
    assert "If it hurts again" in judged(41, *later.checkins, episodes=later.episodes).overall.story
    assert questions(later, on(41)) == ("a new episode?",)


def test_on_the_day_it_ends_an_episode_waits_for_no_more_days() -> None:
    page = judged(3, *daily(range(4), leg_pain=5), episodes=(record(Episode, 0, started=on(0), ended=on(3)),))
    assert page.overall.sentence == f"This episode ended on {day_words(on(3), on(3))}. Until then, not enough data."


def test_a_weakness_without_a_flag_is_told_by_summary_and_status_alike() -> None:
    checkins = daily(range(20), leg_pain=4, weakness_felt=lambda day: day == 19)
    page = judged(19, *checkins)
    assert page.overall.sentence == "New weakness."
    assert alert(RecordSnapshot(checkins=checkins), on(19)) == [
        "! Speak to a doctor today: a leg or foot feels weak on 21 March"
    ]
    assert alert(RecordSnapshot(checkins=checkins[:-1]), on(19)) == []


def test_an_ended_episode_with_an_unexplained_gap_compares_nothing_and_asks_nothing() -> None:
    ended = record(Episode, 0, started=on(0), ended=on(131))
    page = judged(131, *daily((0, 1, 2, 129, 130), leg_pain=5), episodes=(ended,))
    assert page.overall.story == (
        "This episode ended on 11 July. Until then, not compared: 126 days in it have no entry."
    )


def test_a_weakness_that_no_clinician_has_seen_is_not_over_with_the_episode() -> None:
    ended = record(Episode, 0, started=on(0), ended=on(8))
    weak = entry(8, leg_pain=4, weakness_felt=True)
    page = judged(12, *daily(range(8), leg_pain=5, weakness_felt=False), weak, entry(10), episodes=(ended,))
    assert page.overall.story == (
        "This episode ended on 10 March. Until then, new weakness. Have the weakness seen, if no clinician has. "
        "If it hurts again, start a new episode: what you log now counts for none."
    )
    assert page.overall.clinician
    diary = RecordSnapshot(checkins=(*daily(range(8), leg_pain=5, weakness_felt=False), weak), episodes=(ended,))
    assert alert(diary, on(12)) == ["! Speak to a doctor today: a leg or foot feels weak on 10 March"]
    assert alert(diary, on(30)) == []


def test_new_numbness_that_no_clinician_has_seen_is_not_over_with_the_episode() -> None:
    ended = record(Episode, 0, started=on(0), ended=on(30))
    before = daily(range(14), leg_pain=5, zone=Zone.CALF, symptoms=())
    numb = daily(range(14, 31), leg_pain=5, zone=Zone.FOOT, symptoms=NUMB_FOOT)
    page = judged(30, *before, *numb, episodes=(msgspec.structs.replace(ended, updated_at=numb[-1].created_at),))
    assert "newly numb" in page.overall.sentence
    assert (page.overall.do, page.overall.clinician) == ("Have the numbness seen, if no clinician has.", True)
