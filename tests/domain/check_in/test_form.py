"""The form: nothing is an answer until it is given, and nothing given is lost."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

import msgspec
import pytest

from sciatica_tui.domain.check_in.form import (
    ACTIVITIES,
    MEDICATION,
    Form,
    draft_kept,
    draft_let_go,
    drafts_from,
    earlier_answers,
    edit,
    medication_changes,
    rebased,
    renamed_activities,
)
from sciatica_tui.domain.check_in.form_text import form_title
from sciatica_tui.domain.errors import BadInput
from sciatica_tui.domain.measures.questions import Depth
from sciatica_tui.domain.records import Episode, HeelRises, Medication, Zone
from tests.support import NOW, TODAY, checkin, day, stamp


def blank(days_ago: int = 0) -> Form:
    return Form(stamp()["id"], day(days_ago), NOW)


def test_a_new_form_has_no_answers_and_saves_unanswered_as_none() -> None:
    form = blank()
    entry = form.checkin(stamp(), TODAY, NOW)
    assert form.empty
    assert entry.leg_pain is None
    assert entry.symptoms is None
    assert entry.red_flags is None


def test_zero_is_an_answer_and_taking_it_back_makes_it_unknown_again() -> None:
    form = blank().answered("leg_pain", 0)
    assert form.checkin(stamp(), TODAY, NOW).leg_pain == 0
    assert form.answered("leg_pain", None).empty


def test_an_entry_for_today_has_the_time_it_was_saved() -> None:
    entry = blank().answered("leg_pain", 3).checkin(stamp(), TODAY, NOW + timedelta(minutes=2))
    assert entry.at == NOW + timedelta(minutes=2)
    assert entry.day == TODAY


def test_a_day_that_ended_while_the_form_was_open_keeps_the_time_when_it_was_begun() -> None:
    before_three = datetime.combine(TODAY, time(2, 50), NOW.tzinfo)
    form = Form(stamp()["id"], day(1), before_three).answered("leg_pain", 8)
    entry = form.checkin(stamp(), TODAY, before_three + timedelta(minutes=20))
    assert (entry.day, entry.at) == (day(1), before_three)
    assert form_title(form, (), TODAY) == "Saturday 21 November, begun 02:50 after midnight"


def test_a_day_filled_in_later_has_no_time() -> None:
    entry = blank(days_ago=2).answered("leg_pain", 3).checkin(stamp(), TODAY, NOW)
    assert entry.at is None
    assert entry.day == day(2)


def test_left_and_right_go_into_one_part() -> None:
    form = blank().answered("heel_rises.left", 12).answered("heel_rises.right", 25)
    assert form.checkin(stamp(), TODAY, NOW).heel_rises == HeelRises(left=12, right=25)


def test_a_value_out_of_range_is_refused_in_the_words_of_its_question() -> None:
    with pytest.raises(BadInput, match="Worst leg pain"):
        blank().answered("leg_pain", 11).checkin(stamp(), TODAY, NOW)


def test_editing_keeps_identity_day_and_time() -> None:
    entry = checkin(3, at=None, leg_pain=5, note="stiff")
    form = edit(entry, (), NOW).answered("leg_pain", 4)
    changed = form.checkin(stamp(), TODAY, NOW)
    assert (changed.id, changed.day, changed.at, changed.created_at) == (entry.id, entry.day, None, entry.created_at)
    assert (changed.leg_pain, changed.note) == (4, "stiff")


def test_editing_opens_as_deep_as_the_entry_was() -> None:
    assert edit(checkin(leg_pain=5), (), NOW).depth is Depth.QUICK
    assert edit(checkin(sleep=5), (), NOW).depth is Depth.DAILY
    weekly: dict[str, Any] = {"bother.sitting": 2}
    assert edit(checkin(**weekly), (), NOW).depth is Depth.WEEKLY


def test_yesterdays_answers_are_the_last_given_that_day_without_the_red_flags() -> None:
    entries = [
        checkin(1, at="20:00", leg_pain=4),
        checkin(1, at="08:00", leg_pain=6, zone="calf", red_flags=[]),
        checkin(2, back_pain=9),
    ]
    assert earlier_answers(entries, day(1)) == {"leg_pain": 4, "zone": Zone.CALF}


def test_what_was_taken_becomes_a_record_of_its_own_and_goes_when_no_longer_named() -> None:
    form = blank().answered(MEDICATION, ["ibuprofen 400 mg"])
    entry = form.checkin(stamp(), TODAY, NOW)
    made, dropped = medication_changes(form, entry, (), [stamp()])
    assert [(m.product, m.amount, m.checkin, m.day) for m in made] == [("ibuprofen", "400 mg", entry.id, TODAY)]
    assert dropped == []
    known: list[Medication] = made
    made, dropped = medication_changes(edit(entry, known, NOW).answered(MEDICATION, None), entry, known, [stamp()])
    assert (made, dropped) == ([], known)


def test_naming_activities_changes_the_episode_only_where_they_are_new() -> None:
    episode = Episode(**stamp(), day=TODAY, activities=("walk",))
    assert renamed_activities(blank(), episode) is None
    assert renamed_activities(blank().answered(ACTIVITIES, ["walk"]), episode) is None
    changed = renamed_activities(blank().answered(ACTIVITIES, ["walk", "sit"]), episode)
    assert changed is not None
    assert changed.activities == ("walk", "sit")


def reread(document: dict[str, object] | None) -> dict[str, object]:
    again: dict[str, object] = msgspec.json.decode(msgspec.json.encode(document))
    return again


def test_drafts_of_several_days_survive_as_plain_json() -> None:
    today, before = blank().answered("leg_pain", 6), blank(1).answered("back_pain", 2)
    read = drafts_from(reread(draft_kept(draft_kept(None, before), today)), ())
    assert read.latest() == today
    assert read.of(day(1)) == before


def test_keeping_or_letting_go_of_one_form_leaves_the_others_alone() -> None:
    ours, theirs = blank().answered("leg_pain", 6), blank().answered("back_pain", 2)
    entry = checkin(leg_pain=5)
    edited = edit(entry, (), NOW).answered("leg_pain", 4)
    document = reread(draft_kept(draft_kept(draft_kept(None, theirs), edited), ours))
    assert drafts_from(document, [entry]).of(TODAY) == ours
    left = drafts_from(draft_let_go(document, ours), [entry])
    assert left.of(TODAY) == theirs
    assert left.of_entry(entry) == edited


def test_an_emptied_form_is_no_draft() -> None:
    form = blank().answered("leg_pain", 6)
    assert draft_kept(draft_kept(None, form), form.answered("leg_pain", None)) is None


def test_the_draft_of_an_edit_is_let_go_with_its_entry_unless_something_was_changed_in_it() -> None:
    entry = checkin(leg_pain=5)
    assert drafts_from(draft_kept(None, edit(entry, (), NOW)), []).forms == ()
    document = draft_kept(None, edit(entry, (), NOW).answered("leg_pain", 4))
    kept = drafts_from(document, [entry]).of_entry(entry)
    assert kept is not None
    assert kept.answers["leg_pain"] == 4
    [new] = drafts_from(document, []).forms
    assert (new.editing, new.day, new.answers) == (None, entry.day, {"leg_pain": 4})


def test_an_edit_changes_only_what_was_changed_in_it() -> None:
    right: dict[str, Any] = {"heel_rises.right": 20}
    entry = checkin(leg_pain=5, back_pain=3, note="stiff", **right)
    form = edit(entry, (), NOW).answered("leg_pain", 4).answered("note", None).answered("heel_rises.right", 21)
    meanwhile = checkin(leg_pain=5, back_pain=1, note="stiff", **{"heel_rises.left": 12, **right})
    changed = rebased(form, meanwhile, ()).checkin(stamp(), TODAY, NOW)
    assert (changed.leg_pain, changed.back_pain, changed.note) == (4, 1, None)
    assert changed.heel_rises == HeelRises(left=12, right=21)


def test_the_draft_of_an_edit_goes_on_over_the_entry_as_it_is_now() -> None:
    entry = checkin(leg_pain=5, back_pain=3)
    document = reread(draft_kept(None, edit(entry, (), NOW).answered("leg_pain", 4)))
    meanwhile = msgspec.structs.replace(entry, back_pain=1)
    kept = drafts_from(document, [meanwhile]).of_entry(entry)
    assert kept is not None
    assert kept.answers == {"leg_pain": 4, "back_pain": 1}


def test_what_another_window_wrote_down_as_taken_stays_beside_what_is_added_here() -> None:
    entry = checkin(leg_pain=5)
    mine, theirs, gone = (
        Medication(**stamp(), day=TODAY, product=name, checkin=entry.id)
        for name in ("ibuprofen", "naproxen", "codeine")
    )
    form = edit(entry, [mine, gone], NOW).answered(MEDICATION, ["ibuprofen", "paracetamol"])
    now = rebased(form, entry, [mine, theirs, gone])
    made, dropped = medication_changes(now, entry, [mine, theirs, gone], [stamp()])
    assert [each.product for each in made] == ["paracetamol"]
    assert dropped == [gone]


@pytest.mark.parametrize("rubbish", [{}, {"forms": 3}, {"forms": [{"id": 1}, "x"]}, {"forms": [{"depth": 9}]}])
def test_a_damaged_draft_is_left_out(rubbish: dict[str, object]) -> None:
    assert drafts_from(rubbish, ()).latest() is None
