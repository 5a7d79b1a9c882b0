"""Today's story: how it goes, what has to be said beside it, and what to do; true, and kind where that helps."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from sciatica_tui.domain.assessment.assess import assess
from sciatica_tui.domain.assessment.phrases import figure
from sciatica_tui.domain.charts.pain_map import last_where
from sciatica_tui.domain.check_in.form import Form
from sciatica_tui.domain.measures.questions import Depth
from sciatica_tui.domain.measures.rules import LEG_PAIN, Verdict
from sciatica_tui.domain.records import (
    CheckIn,
    Episode,
    LegRaise,
    LegRaiseMethod,
    Quality,
    RedFlagAnswer,
    Side,
    Symptom,
    Zone,
)
from sciatica_tui.domain.snapshot import RecordSnapshot
from sciatica_tui.domain.text.lines import wrapped
from sciatica_tui.domain.views import today
from sciatica_tui.domain.views.bad_day import rows_of_the_plan
from sciatica_tui.domain.views.story import Story, story
from sciatica_tui.domain.views.todo import COMPLETED, DUE, LATER, TO_DO, Todo, draft_row
from sciatica_tui.domain.zones import ORDER
from tests.domain.histories import history
from tests.domain.people import daily, judged, on, ramp, wobble
from tests.support import NOW, TODAY, checkin, day, stamp

CHECK_IN = Todo("checkin", TO_DO, "Check in", "3 keys and Enter")
HALF_FILLED = draft_row(Form("new", TODAY, NOW).answered("leg_pain", 3))
HALF_FILLED_TESTS = draft_row(Form("new", TODAY, NOW, Depth.WEEKLY).answered("sit_to_stand", 12))
WALK = Todo("routine:walk", TO_DO, "Walk", "10 min")
DONE = Todo("checkin", COMPLETED, "Check-in", "leg 3")
FLAGS = Todo("red_flags", DUE, "Red flags: not asked lately", "Enter")
TESTS = Todo("weekly", DUE, "Weekly tests are due", "about 5 min")
PROPOSED = Todo("phase", TO_DO, "Proposed: Functional improvement", "Enter")
ICE = Todo("routine:ice", LATER, "Ice", "again 14:20")


BEGUN = Episode(**stamp(), day=day(40), started=day(40), side=Side.LEFT)


def told(*entries: CheckIn, rows: tuple[Todo, ...] = (), **episode: Any) -> tuple[str, ...]:
    first = replace(BEGUN, **episode)
    return pieces(story(assess(RecordSnapshot(episodes=(first,), checkins=entries), TODAY), rows))


def pieces(whole: Story) -> tuple[str, ...]:
    return tuple(filter(None, (*whole.sentences, whole.to_do)))


def steady(*ago: int, pain: int = 3) -> tuple[CheckIn, ...]:
    return tuple(checkin(n, leg_pain=pain, zone="thigh", red_flags=[]) for n in ago)


def test_one_bad_day_is_called_one_day() -> None:
    lines = told(*steady(*range(1, 12)), checkin(0, leg_pain=6))
    assert "One bad day: leg 6. Your leg pain averaged 3.0 in the week before." in lines, "no level is told of yet"
    assert not any("bad day" in line for line in told(*steady(*range(1, 12)), checkin(0, leg_pain=4)))
    assert not any("bad day" in line for line in told(*steady(1, 2), checkin(0, leg_pain=9))), (
        "no week to set it against"
    )
    assert told(*steady(*range(2, 12)), checkin(1, leg_pain=8), checkin(0, leg_pain=8))[0].startswith("Another bad day")


def test_a_day_that_is_called_bad_has_the_plan_for_bad_days_where_there_is_one() -> None:
    with_bad_day, with_calm_day = (
        RecordSnapshot(checkins=(*steady(*range(1, 12)), checkin(0, leg_pain=pain))) for pain in (6, 3)
    )
    bad_day, calm_day = assess(with_bad_day, TODAY), assess(with_calm_day, TODAY)
    flag = RedFlagAnswer(**stamp(), day=TODAY, at=NOW, flags=("urination",))
    locked = assess(replace(with_bad_day, red_flags=(flag,)), TODAY)
    [row] = rows_of_the_plan(bad_day, (DONE, TESTS), has_plan=True)
    assert (row.kind, row.words) == ("bad-day", "The plan for bad days")
    assert rows_of_the_plan(bad_day, (DONE, row), has_plan=True) == (), "it is there already"
    assert rows_of_the_plan(bad_day, (DONE,), has_plan=False) == ()
    assert rows_of_the_plan(calm_day, (DONE,), has_plan=True) == ()
    for more_than_a_day in (
        replace(bad_day, overall=replace(bad_day.overall, verdict=Verdict.WORSENING)),
        replace(bad_day, overall=replace(bad_day.overall, but="No better after four weeks: see a clinician.")),
        replace(bad_day, span=replace(bad_day.span, last=TODAY)),
        locked,
    ):
        assert not any("bad day" in line for line in pieces(story(more_than_a_day, (DONE,))))
        assert rows_of_the_plan(more_than_a_day, (DONE,), has_plan=True) == (), "as the head says no more of it"


def test_a_bad_day_says_how_far_it_lifts_the_level_that_was_told_before_it() -> None:
    before, bad = steady(*range(1, 36)), checkin(0, leg_pain=8)
    lines = told(*before, bad)
    level = judged_level(*before, bad)
    assert lines[0] == f"One bad day: leg 8. It lifts your usual leg pain from {judged_level(*before)} to {level}."
    assert level > judged_level(*before)


def test_on_a_bad_day_back_pain_is_named_where_it_is_the_worse() -> None:
    before = steady(*range(1, 36))
    assert told(*before, checkin(0, leg_pain=8, back_pain=9))[0].startswith("One bad day: leg 8, back 9. It lifts")
    assert told(*before, checkin(0, leg_pain=8, back_pain=4))[0].startswith("One bad day: leg 8. It lifts")


def judged_level(*entries: CheckIn) -> str:
    page = assess(RecordSnapshot(episodes=(BEGUN,), checkins=entries), TODAY)
    return figure(LEG_PAIN, page.readings["leg_pain"].today.current)  # type: ignore[union-attr]


def test_a_bad_day_is_spoken_of_first_and_its_plan_is_what_comes_next() -> None:
    entries = (*steady(*range(1, 12)), checkin(0, leg_pain=8))
    plan = Todo("bad-day", DUE, "The plan for bad days", "not written yet")
    first, *_, last = told(*entries, rows=(DONE, plan, TESTS))
    assert first.startswith("One bad day: leg 8.")
    assert last == "Next: the plan for bad days."
    to_be_written = Todo("bad-day", TO_DO, "Write your plan for bad days", "on a good day")
    assert told(*steady(*range(12)), rows=(DONE, to_be_written, TESTS))[-1] == "Next: the weekly tests, about 5 min."


def test_someone_who_comes_back_is_told_that_the_days_between_cost_nothing() -> None:
    assert "Nothing logged for 12 days. That is fine: just carry on." in told(*steady(*range(12, 24)))
    assert not any("carry on" in line for line in told(*steady(*range(3, 24))))
    lines = told(*steady(*range(15, 27)))
    assert "That is fine: just carry on." in lines
    assert [line for line in lines if "days" in line] == ["Not sure any more: no entry for 15 days."]


def test_the_last_line_is_what_to_do_next() -> None:
    entries = steady(*range(12))
    assert told(*entries, rows=(CHECK_IN, WALK))[-1] == "Today: a check-in, then walk."
    assert told(*entries, rows=(CHECK_IN, TESTS, WALK))[-1] == "Today: a check-in, then the weekly tests."
    assert told(*entries, rows=(DONE, TESTS, WALK))[-1] == "Next: the weekly tests, about 5 min."
    assert told(*entries, rows=(HALF_FILLED, TESTS))[-1] == "Today: finish the check-in, then the weekly tests."
    assert told(*entries, rows=(CHECK_IN, HALF_FILLED_TESTS))[-1] == "Today: a check-in, then finish the weekly tests."
    assert told(*entries, rows=(DONE, HALF_FILLED_TESTS))[-1] == "Next: finish the weekly tests."
    assert told(*entries, rows=(DONE, FLAGS, WALK))[-1] == "Next: the red flags."
    assert told(*entries, rows=(PROPOSED, DONE, TESTS))[-1] == "Next: decide on the phase that is proposed."
    assert told(*entries, rows=(FLAGS, PROPOSED, DONE))[-1] == "Next: the red flags."
    assert told(*entries, rows=(ICE, WALK))[-1] == "Next: walk, 10 min."
    assert told(*entries, rows=(ICE,)) == told(*entries)
    assert len(told(*entries, rows=(WALK,))) <= 3


def test_where_room_is_short_sentences_stand_apart_if_they_can() -> None:
    whole = Story(("One bad day: leg 8, back 9.", "Getting better: leg pain 7.0 → 3.5."), to_do="Next: the plan.")
    assert whole.lines(36, 3, together=True) == [*whole.sentences, whole.to_do]
    assert whole.lines(60, 3, together=True) == [*whole.sentences, whole.to_do], "rather than two lines as one wall"
    assert whole.lines(66, 3, together=True) == [" ".join(whole.sentences), whole.to_do]


def test_what_to_do_stands_whole_at_the_end_however_short_the_room() -> None:
    for seed in range(120):
        diary, last = history(seed)
        page = assess(diary, on(last))
        whole = story(page, (CHECK_IN, WALK))
        for columns, together in ((56, True), (76, True), (116, False), (196, False)):
            lines = whole.lines(columns, 3, together=together)
            assert len(lines) <= 3, (seed, columns)
            assert max(map(len, lines)) <= columns
            assert " ".join(lines).endswith(whole.to_do)
            assert columns < 76 or "…" not in " ".join(lines), (seed, columns, lines)


def test_of_much_that_got_worse_the_numbers_go_before_what_it_is_and_what_to_do() -> None:
    degrees = {day: LegRaise(method=LegRaiseMethod.LYING, left_degrees=70 - day // 2) for day in range(0, 62, 7)}
    worse = daily(
        range(62),
        leg_pain=wobble(ramp(3, 8, 62)),
        back_pain=wobble(ramp(2, 6, 62), seed=3),
        zone=lambda day: ORDER[2 + day * 3 // 61],
        walk_minutes=lambda day: 40 - 27 * day // 62,
        reach_cm=lambda day: 13 + 11 * day // 62 if day % 7 == 0 else None,
        leg_raise=degrees.get,
        symptoms=lambda day: (Symptom(zone=Zone.FOOT, quality=Quality.NUMB if day > 40 else Quality.TINGLING),),
    )
    whole = story(judged(62, *worse), ())
    lines = whole.lines(76, 3, together=True)
    assert "→" in " ".join(whole.sentences)
    assert len(wrapped(" ".join((*whole.sentences, whole.to_do)), 76)) > 3
    assert " ".join(lines).startswith("Getting worse: leg pain higher, pain further down, you can walk less")
    assert lines[-1].endswith("See a clinician.")
    last = whole.lines(24, 3)
    assert (last[-1], last[-2][-1]) == ("See a clinician.", "…")


def test_an_episode_that_was_ended_is_said_to_be_over() -> None:
    lines = told(*steady(*range(12)), rows=(CHECK_IN,), ended=day(2))
    assert any(line.startswith("This episode ended on 20 November.") for line in lines)
    assert not any(line.startswith("Today") for line in lines)


def test_an_open_red_flag_leaves_no_room_for_a_routine() -> None:
    entries = (*steady(*range(1, 12)), checkin(0, leg_pain=9))
    flag = RedFlagAnswer(**stamp(), day=TODAY, at=NOW, flags=("saddle_numbness",))
    whole = story(assess(RecordSnapshot(checkins=entries, red_flags=(flag,)), TODAY), (WALK,))
    assert not any("walk" in line or "bad day" in line for line in pieces(whole))
    assert whole.to_do == "", "whom to turn to stands above"


def test_the_last_zone_is_that_of_the_last_day_it_was_asked() -> None:
    entries = [checkin(5, leg_pain=3, zone="calf"), checkin(5, zone="thigh"), checkin(1, leg_pain=2)]
    for known in (entries, [checkin(-1, zone="foot"), *entries]):
        last = last_where(known, TODAY)
        assert last is not None
        assert (last.on, last.zone) == (day(5), "calf"), "not of a day to come"
    assert last_where([checkin(leg_pain=2)], TODAY) is None


def test_the_latest_notes_are_the_newest_first() -> None:
    entries = [checkin(5, note="first"), checkin(1, note="second"), checkin(0, leg_pain=1)]
    assert today.last_notes(entries, (), TODAY) == ((day(1), "second"), (day(5), "first"))
    assert len(today.last_notes([checkin(n, note="x") for n in range(50)], (), TODAY)) == today.MOST_NOTES


def test_the_question_for_yesterdays_routine_agrees_with_its_name() -> None:
    assert today._how_taken("Daily stretches") == "Yesterday's stretches: how did your leg take them?"
    assert today._how_taken("Sciatic slider") == "Yesterday's sciatic slider: how did your leg take it?"
    assert today._how_taken("Heel rises") == "Yesterday's heel rises: how did your leg take them?"
