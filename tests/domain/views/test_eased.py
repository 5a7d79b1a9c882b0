"""What eased it, in words."""

from __future__ import annotations

from sciatica_tui.domain.records import NextDay, Trial, TrialDecision, TrialEnd, TrialEvening, Zone
from sciatica_tui.domain.routines.eased import what_eased
from sciatica_tui.domain.trials.trial import is_with
from sciatica_tui.domain.views.eased import (
    ALL_TITLE,
    CAUTION,
    MOVED_UP,
    TOO_FEW,
    TrialFinding,
    eased_blocks,
    eased_lines,
    finding_words,
    short_words,
    trial_findings,
)

from ...support import TODAY, day, stamp
from ..routines.test_eased import session

UP, SAME = (Zone.CALF, Zone.THIGH), (Zone.CALF, Zone.CALF)
FEW = [session("press-up", number, UP if number < 5 else SAME) for number in range(7)]
CLEAR = [
    *(session("press-up", number, UP if number % 5 else SAME) for number in range(0, 28, 2)),
    *(session("bridge", number, SAME if number % 5 else UP, NextDay.SAME) for number in range(1, 28, 2)),
]


def trial(end: TrialEnd | None, ended: int = 3) -> Trial:
    """A trial of heat for six weeks."""
    return Trial(
        **stamp(), day=day(ended + 41), subject="heat", routine="heat", weeks=6, stretch=1, order="5a" * 6, phi=0.3,
        ended=day(ended) if end is not None else None, end=end, decision=TrialDecision.KEEP,
    )  # fmt: skip


def test_a_routine_is_said_with_its_counts_and_the_caution() -> None:
    lines = eased_lines(what_eased(FEW, TODAY))
    assert lines[1].strip() == "After prone press-up: pain further up in 5 of 7 sessions, unmoved in 2."
    assert lines[2].strip() == "All routines together: pain further up in 5 of 7 sessions, unmoved in 2."
    assert lines[-1].strip() == CAUTION
    [row] = what_eased(FEW, TODAY).rows
    assert short_words(row) == "Pain further up after 5 of 7 sessions."
    *_, bridge = what_eased(CLEAR, TODAY).rows
    assert short_words(bridge) == "Pain further up after 3 of 14 sessions, the next day better after none of 14."
    assert eased_lines(what_eased(FEW[:4], TODAY)) == ()


def test_all_together_says_which_sessions_it_counts_that_are_not_listed() -> None:
    words = "2 sessions of routines with fewer than 5, not listed"
    others = [session("bridge", number, SAME) for number in range(2)]
    eased = what_eased([*FEW, *others], TODAY)
    assert eased_lines(eased)[3].strip() == f"Among them: {words}."
    _, together, _ = eased_blocks(eased, (), TODAY)
    assert (together.rows[-1].label, together.rows[-1].words) == ("Among them", words)
    assert not any("not listed" in line for line in eased_lines(what_eased(FEW, TODAY)))


def test_the_page_begins_with_what_eased_most_and_says_why_it_is_named_first() -> None:
    first, second, together, how = eased_blocks(what_eased(CLEAR, TODAY), (), TODAY)
    assert (first.title, first.aside) == ("Prone press-up", MOVED_UP)
    assert [(row.words, row.share, row.aside) for row in second.rows] == [
        ("A minute after", 3 / 14, "3 of 14 further up, 11 unmoved"),
        ("The next day", 0, "none of 14 better, 14 the same"),
    ]
    assert together.title == ALL_TITLE
    labels = [row.label for row in how.rows]
    assert labels == ["Further up", "No proof", "On Today", "By chance"], "each in a few words, no wall of them"
    assert how.rows[2].words.startswith("Prone press-up moved up: in the same weeks")
    *_, how = eased_blocks(what_eased(FEW, TODAY), (), TODAY)
    assert how.rows[2].words.startswith("In its usual order: no routine clearly stands out")


def test_without_enough_sessions_the_page_says_what_it_needs() -> None:
    [block] = eased_blocks(what_eased((), TODAY), (), TODAY)
    assert [row.words for row in block.rows] == [TOO_FEW]


def test_a_finished_trial_is_told_with_its_conclusion_and_what_became_of_it() -> None:
    finished = trial(TrialEnd.FINISHED)
    evenings = [
        TrialEvening(**stamp(), day=day(ago), trial=finished.id, pain=2 if is_with(finished, day(ago)) else 5)
        for ago in range(44, 2, -1)
    ]
    [finding] = trial_findings([trial(None), trial(TrialEnd.STOPPED), finished], evenings, TODAY)
    words = finding_words(finding, TODAY)
    assert words.startswith("Heat, to 19 Nov: Heat helps you: with it your leg pain was 3.")
    assert words.endswith(" Kept.")
    blocks = eased_blocks(what_eased((), TODAY), [finding], TODAY)
    assert [row.words for row in blocks[0].rows] == [words]


def test_one_that_nobody_has_decided_on_says_no_more_than_it_found() -> None:
    assert (
        finding_words(TrialFinding("a walk", TODAY, "Could not tell."), TODAY) == "A walk, to 22 Nov: Could not tell."
    )


def test_a_stored_name_steers_no_terminal() -> None:
    hostile = TrialFinding("\x1b]52;c;eA==\x07", TODAY, "Could not tell.")
    assert "\x1b" not in finding_words(hostile, TODAY)
