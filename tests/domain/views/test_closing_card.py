"""The card that ends a session: true to what was done, and without cheer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec

from sciatica_tui.domain.records import Felt, Session, Side, StepDone, Zone
from sciatica_tui.domain.routines.amounts import Amount
from sciatica_tui.domain.routines.catalogue import BY_NAME
from sciatica_tui.domain.routines.safety import Permission
from sciatica_tui.domain.views.closing_card import ClosingCard, ClosingTone, closing_card

from ...support import TODAY, stamp

AT = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)

ALLOWED = Permission(True)


def hold(side: Side, seconds: float, routine: str = "hamstring") -> StepDone:
    return StepDone(kind="hold", planned_seconds=30, done_seconds=seconds, side=side, routine=routine)


def session(*steps: StepDone, ended: str = "finished", before: int | None = 6, after: int | None = 4) -> Session:
    return Session(
        **stamp(),
        day=TODAY,
        routine="hamstring",
        started_at=AT,
        steps=steps,
        ended=ended,
        before=Felt(leg_pain=before) if before is not None else None,
        after=Felt(leg_pain=after) if after is not None else None,
    )


def card(of: Session, permission: Permission = ALLOWED, *others: Session) -> ClosingCard:
    return closing_card(of, BY_NAME["hamstring"].plan, permission, (of, *others), TODAY)


def test_it_says_how_the_leg_went_in_large_letters() -> None:
    assert card(session(hold(Side.LEFT, 30))).headline == "Leg 6 → 4"


def test_without_both_answers_it_says_how_it_ended() -> None:
    assert card(session(hold(Side.LEFT, 30), after=None)).headline == "Done"
    stopped = card(session(hold(Side.LEFT, 30), ended="stopped", before=None))
    assert (stopped.headline, stopped.end_words) == ("Stopped", "")
    assert stopped.words_below == "0:30 of 3:00, without rests and changes"
    by_flag = card(session(hold(Side.LEFT, 30), ended="red_flag", before=None))
    assert (by_flag.headline, by_flag.end_words) == ("Stopped", "stopped by a red flag")


def test_too_little_to_count_is_not_called_nothing_and_has_no_bar() -> None:
    brief = card(session(hold(Side.LEFT, 1.8), ended="skipped", after=None))
    words = "Too little of it was done to count for today. History lists it as not done."
    assert brief.rows[0] == ("Not counted", words)
    assert brief.end_words == "", "it was not all skipped"
    assert [amount.done_seconds for amount in brief.amounts] == [0, 0]


def test_where_nothing_was_done_it_says_what_that_means_and_what_was_planned() -> None:
    skipped = card(session(hold(Side.LEFT, 0.4), ended="skipped", after=None))
    assert (skipped.headline, skipped.end_words) == ("Not done", "")
    assert [amount.planned_seconds for amount in skipped.amounts] == [90, 90]
    assert skipped.rows == (
        ("Not counted", "None of it was done, so it doesn't count for today. History lists it as not done."),
        ("Again", "Whenever you like."),
    )


def test_heat_and_ice_that_were_on_for_a_moment_say_what_holds_for_the_next_time() -> None:
    def again(routine: str) -> str:
        pack = StepDone(kind=routine, planned_seconds=900, done_seconds=12, routine=routine)
        stopped = msgspec.structs.replace(session(pack, ended="stopped", before=None, after=None), routine=routine)
        return dict(closing_card(stopped, BY_NAME[routine].plan, ALLOWED, (stopped,), TODAY).rows)["Again"]

    assert again("heat") == "Whenever you like, at most 3 times a day."
    assert again("ice") == "Whenever you like: it was too short for the skin to need a rest."


def test_a_zone_that_is_known_from_after_it_only_is_told_too() -> None:
    after = msgspec.structs.replace(session(hold(Side.LEFT, 30)), after=Felt(leg_pain=4, zone=Zone.CALF))
    assert card(after).words_below == "Furthest zone now: calf"
    both = msgspec.structs.replace(after, before=Felt(leg_pain=6, zone=Zone.THIGH))
    assert card(both).words_below == "Furthest zone: thigh → calf, further down than before"


def test_what_was_done_stands_beside_all_that_was_planned_also_what_it_never_came_to() -> None:
    stopped = card(session(hold(Side.LEFT, 30), hold(Side.LEFT, 12), ended="stopped"))
    assert stopped.amounts == (Amount("hamstring", Side.LEFT, 42, 90), Amount("hamstring", Side.RIGHT, 0, 90))
    assert stopped.end_words == "stopped early"


def test_the_ground_says_done_only_for_what_was_done_and_left_the_leg_no_worse() -> None:
    steps = [hold(side, 30) for side in (Side.LEFT, Side.RIGHT) for _ in range(3)]
    assert card(session(*steps)).tone is ClosingTone.COMPLETE
    assert card(session(*steps, before=None)).tone is ClosingTone.COMPLETE
    assert card(session(*steps, before=3, after=4)).tone is ClosingTone.PLAIN
    assert card(session(*steps, before=0, after=1)).tone is ClosingTone.PLAIN
    assert card(session(*steps, before=3, after=5)).tone is ClosingTone.SETBACK
    assert card(session(hold(Side.LEFT, 5), ended="stopped")).tone is ClosingTone.PLAIN


def test_after_a_setback_it_says_what_is_left_out_and_to_wait_with_the_rest() -> None:
    worse = session(hold(Side.LEFT, 30), before=3, after=6)
    words = "Hamstring stretch: out for today, because your leg got worse."
    rows = closing_card(worse, BY_NAME["daily"].plan, ALLOWED, (worse,), TODAY, words).rows
    assert rows[:2] == (("Left out", words), ("Again", "The rest, once your leg has settled."))


def test_where_a_setback_leaves_nothing_of_it_it_says_so_once() -> None:
    worse = session(hold(Side.LEFT, 30), before=3, after=6)
    words = "Hamstring stretch: out for today, because your leg got worse."
    out = Permission(False, "Hamstring stretch: it made your leg worse today; not again before tomorrow.")
    rows = closing_card(worse, BY_NAME["hamstring"].plan, out, (worse,), TODAY, words).rows
    assert [row for row in rows if "worse" in row[1]] == [("Left out", words)]


def test_it_shows_the_last_seven_days() -> None:
    yesterday = TODAY - timedelta(1)
    former = Session(**stamp(), day=yesterday, routine="hamstring", started_at=AT, steps=(hold(Side.LEFT, 30),))
    assert "on 2 days" in " ".join(card(session(hold(Side.LEFT, 30)), ALLOWED, former).lately)


def test_behind_the_last_days_it_lists_what_was_done_of_other_routines() -> None:
    former = Session(**stamp(), day=TODAY - timedelta(1), routine="bridge", started_at=AT, steps=(hold(Side.LEFT, 30),))
    lines = card(session(hold(Side.LEFT, 30)), ALLOWED, former).lately
    assert lines[-2:] == ("Your other routines", "Sat 21 Nov Bridge, 30 s")


def test_it_says_when_it_may_be_done_again() -> None:
    assert ("Again", "Whenever you like.") in card(session(hold(Side.LEFT, 30))).rows
    refused = Permission(False, "Ice again from 16:20: two hours' rest for the skin.")
    assert ("Again", refused.reason) in card(session(hold(Side.LEFT, 30)), refused).rows


def test_a_test_that_takes_as_long_as_it_takes_has_no_plan() -> None:
    done = Session(
        **stamp(),
        day=TODAY,
        routine="sit-to-stand",
        started_at=AT,
        ended="finished",
        steps=(StepDone(kind="test", planned_seconds=120, done_seconds=13, routine="sit-to-stand"),),
    )
    amounts = closing_card(done, BY_NAME["sit-to-stand"].plan, ALLOWED, (done,), TODAY).amounts
    assert amounts == (Amount("sit-to-stand", None, 13, 0),)
