"""The state of the check-in screen: when it takes keys, when the app may end, and when a form gives way to another."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest
from msgspec.structs import replace

from sciatica_tui.domain.check_in.form import Form, edit
from sciatica_tui.domain.check_in.form_state import FormState, Saving
from tests.support import NOW, TODAY, checkin, day, stamp

BLANK = Form(stamp()["id"], TODAY, NOW)
FILLED_IN = BLANK.answered("leg_pain", 6)
ENTRY = checkin(0, leg_pain=4)
EDIT = edit(ENTRY, (), NOW)
CHANGED_EDIT = EDIT.answered("leg_pain", 7)
FORMS = (None, BLANK, FILLED_IN, EDIT, CHANGED_EDIT)

STATES = tuple(
    FormState(form, TODAY, laid_out, left_behind, saving, draft_failed, earlier)
    for form, laid_out, left_behind, saving, draft_failed, earlier in product(
        FORMS, (False, True), (False, True), Saving, (False, True), ((), ({"back_pain": 2},))
    )
)
"""Every state that there can be, with a form of each kind."""

CHANGES: dict[str, Callable[[FormState], FormState]] = {
    "opened": lambda state: state.opened(BLANK, TODAY),
    "awaiting_layout": FormState.awaiting_layout,
    "with_layout": FormState.with_layout,
    "answered": lambda state: state.answered(FILLED_IN),
    "joined": lambda state: state.joined(EDIT),
    "resumed": lambda state: state.resumed(TODAY),
    "resumed on another day": lambda state: state.resumed(day(-1)),
    "drafted": lambda state: state.drafted(failed=False),
    "draft failed": lambda state: state.drafted(failed=True),
    "save_begun": FormState.save_begun,
    "confirmation_asked": FormState.confirmation_asked,
    "confirmation_given": FormState.confirmation_given,
    "entry_saved": FormState.entry_saved,
    "save_over": FormState.save_over,
}

MAY_CHANGE = {
    "opened": {"form", "opened_on", "laid_out", "left_behind", "earlier"},
    "awaiting_layout": {"laid_out"},
    "with_layout": {"laid_out"},
    "answered": {"form", "earlier"},
    "joined": {"form"},
    "resumed": {"left_behind", "saving"},
    "resumed on another day": {"left_behind", "saving"},
    "drafted": {"draft_failed"},
    "draft failed": {"draft_failed"},
    "save_begun": {"saving"},
    "confirmation_asked": {"saving"},
    "confirmation_given": {"saving"},
    "entry_saved": {"saving"},
    "save_over": {"saving"},
}
"""What each change may touch; all else stays as it was."""


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_touches_nothing_but_its_own(name: str) -> None:
    for state in STATES:
        after = CHANGES[name](state)
        touched = {field for field in FormState.__struct_fields__ if getattr(after, field) != getattr(state, field)}
        assert touched <= MAY_CHANGE[name]


def test_undoing_takes_back_question_by_question_and_stays_in_its_form() -> None:
    state = FormState().opened(BLANK, TODAY)
    for path, value in (("leg_pain", 5), ("leg_pain", 6), ("back_pain", 3)):
        assert state.form is not None
        state = state.answered(state.form.answered(path, value))
    step = state.answer_undone()
    assert step is not None
    assert (step[1], step[0].form) == ("back_pain", BLANK.answered("leg_pain", 6))
    step_before = step[0].answer_undone()
    assert step_before is not None
    assert (step_before[1], step_before[0].form, step_before[0].answer_undone()) == ("leg_pain", BLANK, None)
    assert state.opened(Form(stamp()["id"], TODAY, NOW), TODAY).earlier == ()


def test_undoing_brings_back_an_answer_that_was_cleared_and_never_undoes_nothing() -> None:
    def answered(state: FormState, *values: int | None) -> FormState:
        for value in values:
            assert state.form is not None
            state = state.answered(state.form.answered("leg_pain", value))
        return state

    opened = FormState().opened(BLANK, TODAY)
    step = answered(opened, 6, None).answer_undone()
    assert step is not None
    assert (step[1], step[0]) == ("leg_pain", answered(opened, 6))
    assert answered(opened, 6, None, 6) == answered(opened, 6)


def test_keys_are_taken_only_by_a_form_that_is_laid_out_and_not_being_saved() -> None:
    for state in STATES:
        assert state.takes_keys == (state.laid_out and state.saving is Saving.IDLE)


def test_a_save_begins_only_with_a_form_and_not_beside_another() -> None:
    assert not FormState().can_save
    for saving in Saving:
        under_way = saving in (Saving.WRITING, Saving.CONFIRMING, Saving.RENEWING)
        assert FormState(FILLED_IN, saving=saving).can_save is not under_way


def test_the_app_waits_for_the_disk_but_not_for_a_person_or_another_form() -> None:
    state = FormState(FILLED_IN).save_begun()
    assert state.is_writing
    assert not state.confirmation_asked().is_writing
    assert state.confirmation_asked().confirmation_given().is_writing
    assert not state.entry_saved().is_writing


def test_after_a_save_the_form_waits_for_another_screen_until_it_shows_again() -> None:
    state = FormState(BLANK, TODAY, laid_out=True).save_begun().entry_saved().save_over()
    assert state.saving is Saving.LEAVING
    assert not state.takes_keys
    assert state.resumed(TODAY).takes_keys


@pytest.mark.parametrize("steps", [(), ("confirmation_asked",), ("confirmation_asked", "confirmation_given")])
def test_after_a_save_that_failed_or_was_taken_back_the_form_takes_keys_again(steps: tuple[str, ...]) -> None:
    state = FormState(FILLED_IN, TODAY, laid_out=True).save_begun()
    for step in steps:
        state = CHANGES[step](state)
    assert state.save_over().takes_keys
    assert state.save_over().can_save


def test_coming_back_in_the_middle_of_a_save_does_not_end_it() -> None:
    for saving in (Saving.WRITING, Saving.CONFIRMING, Saving.RENEWING):
        assert FormState(FILLED_IN, TODAY, saving=saving).resumed(TODAY).saving is saving


def test_an_edit_is_left_behind_on_another_day_and_a_new_form_is_not() -> None:
    for form in FORMS:
        state = FormState(form, TODAY)
        assert not state.resumed(TODAY).left_behind
        assert state.resumed(day(-1)).left_behind is (form is not None and form.editing is not None)
    assert not FormState(EDIT, TODAY).resumed(day(-1)).opened(BLANK, day(-1)).left_behind


# What is stale


def stale(state: FormState, current: Form | None = None, *, today: int = 0, entry_exists: bool = True) -> bool:
    """Whether it is stale so many days ago (-1: tomorrow), the entry of the form being as it is in `current`."""
    form = state.form if current is None else current
    return state.is_stale(day(today), form if form is not None else BLANK, entry_exists=entry_exists)


def test_without_a_form_another_is_due() -> None:
    for state in STATES:
        if state.form is None:
            assert stale(state)


def test_an_empty_form_gives_way_when_its_day_has_ended() -> None:
    state = FormState(BLANK, TODAY)
    assert not stale(state)
    assert stale(state, today=-1)


def test_a_form_that_says_something_stays_though_its_day_has_ended() -> None:
    assert not stale(FormState(FILLED_IN, TODAY), today=-1)


def test_an_empty_form_for_a_day_before_stays() -> None:
    assert not stale(FormState(replace(BLANK, day=day(2)), TODAY), today=-1)


def test_a_form_that_another_window_saved_gives_way_unless_it_says_more() -> None:
    state = FormState(FILLED_IN, TODAY)
    assert stale(state, current=EDIT)
    assert not stale(state, current=CHANGED_EDIT)


def test_a_form_that_is_being_saved_is_not_taken_for_one_that_another_window_saved() -> None:
    for saving in (Saving.WRITING, Saving.CONFIRMING, Saving.RENEWING):
        assert not stale(FormState(FILLED_IN, TODAY, saving=saving), current=EDIT)


def test_an_edit_gives_way_when_its_entry_is_gone_and_nothing_was_changed() -> None:
    assert not stale(FormState(EDIT, TODAY))
    assert stale(FormState(EDIT, TODAY), entry_exists=False)
    assert not stale(FormState(CHANGED_EDIT, TODAY), entry_exists=False)


def test_an_edit_that_was_left_behind_gives_way_and_waits_as_a_draft() -> None:
    for form in (EDIT, CHANGED_EDIT):
        assert stale(FormState(form, TODAY).resumed(day(-1)), today=-1)
        assert not stale(FormState(form, TODAY).resumed(TODAY))


# What follows a save


def test_a_saved_form_is_followed_by_a_new_one() -> None:
    assert FormState(FILLED_IN).form_after(FILLED_IN, ENTRY) is None
    assert FormState().form_after(FILLED_IN, ENTRY) is None


def test_what_was_typed_while_the_disk_was_busy_is_an_edit_of_the_entry() -> None:
    form = FormState(FILLED_IN.answered("back_pain", 3)).form_after(FILLED_IN, ENTRY)
    assert form is not None
    assert form.editing == ENTRY
    assert (form.before, form.answers) == ({"leg_pain": 6}, {"leg_pain": 6, "back_pain": 3})
    assert form.changed


def test_a_form_that_was_opened_while_the_disk_was_busy_stays() -> None:
    other = Form(stamp()["id"], day(1), NOW)
    assert FormState(other).form_after(FILLED_IN, ENTRY) == other


def test_a_detached_form_has_the_identity_of_another_and_its_own_answers() -> None:
    detached = replace(EDIT, id=stamp()["id"], editing=None, before={})
    form = FormState(CHANGED_EDIT).detached(detached).form
    assert form is not None
    assert (form.id, form.editing, form.before) == (detached.id, None, {})
    assert form.answers == CHANGED_EDIT.answers
